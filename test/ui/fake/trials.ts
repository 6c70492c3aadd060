// What a test of an endpoint gives in a scene: good news, or a mixture of what goes wrong out there.

import { trialCode } from "../../../src/engine/trial-codes.ts";
import type {
	EndpointToTry,
	EndpointTrial,
} from "../../../src/protocol/endpoint-trial.ts";
import type { Message } from "../../../src/protocol/message.ts";

const good = (role: EndpointToTry["role"]): EndpointTrial => ({
	verdict: "good",
	says:
		role === "beacon"
			? trialCode("trial.headers")
			: role === "execution"
				? trialCode("trial.proofs", { blocks: 127 })
				: trialCode("trial.start"),
	more: role === "beacon" ? [trialCode("trial.newest-header", { age: 4 })] : [],
	answeredMs: 84,
});

const bad = (says: Message): EndpointTrial => ({
	verdict: "bad",
	says,
	more: [],
	answeredMs: null,
});

const mixed: readonly (readonly [part: string, trial: EndpointTrial])[] = [
	["eth-beacon-chain.drpc.org", bad(trialCode("trial.slow", { limit: 12 }))],
	["//eth.drpc.org", bad(trialCode("trial.other-chain", { chain: "Sepolia" }))],
	["sigp.io", bad(trialCode("trial.is-execution"))],
	[
		"//ethereum-rpc.publicnode.com",
		{
			...good("execution"),
			verdict: "limited",
			more: [
				trialCode("trial.lacks", {
					methods: "eth_createAccessList, eth_feeHistory",
				}),
			],
		},
	],
];

export const trialOf = (
	kind: "good" | "mixed" | "dead",
	{ role, url }: EndpointToTry,
): EndpointTrial => {
	if (kind === "dead") return bad(trialCode("trial.silent"));
	const found =
		kind === "mixed" ? mixed.find(([part]) => url.includes(part)) : undefined;
	return found?.[1] ?? good(role);
};
