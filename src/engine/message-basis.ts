// What a message is read by and rests on in the engine: the networks in use, and the newest head of Ethereum, unless signing has
// stopped.

import { Fault } from "../base/fault.ts";
import { orderPolicy } from "../evidence/l1-order.ts";
import { readAsked } from "../receipt/message-rule.ts";
import type { Clock } from "../source/ports.ts";
import { chainBy } from "./chain.ts";
import type { Current } from "./current.ts";
import type { Following } from "./following.ts";
import type { MessagesTools } from "./messages.ts";
import {
	chosenNetwork,
	importedFiles,
	type SettingsStore,
} from "./settings.ts";

const stopOf = (now: Following | null, chainId: number): Fault | null => {
	const why = now?.stopped() ?? null;
	if (why !== null) return new Fault(why.code, why.detail);
	const chain = now?.chains.find((one) => one.chainId === chainId);
	return chain === undefined || chain.proofFailure() === null
		? null
		: new Fault("signing-stopped", `a proof of ${chain.title} failed`);
};

export const messageBasis = (
	current: () => Current,
	settings: Pick<SettingsStore, "now">,
	clock: Pick<Clock, "nowMs">,
): Pick<MessagesTools, "basis" | "read" | "stops"> => ({
	basis: async (chainId) => {
		const now = await current().begun();
		chainBy(now.chains, chainId);
		const why = stopOf(now, chainId);
		if (why !== null) throw why;
		// out of touch for a site first, as all that it asks
		now.l1.checkTouch("answer");
		return {
			head: now.l1.headFor("order"),
			mostAgeS: orderPolicy(now.l1.network).freshness.sign,
		};
	},
	read: (request) => {
		const network = chosenNetwork(settings.now());
		if (network === undefined)
			throw new Fault("not-followed", "no network is chosen yet");
		const { account } = request;
		if (settings.now().watched?.includes(account) === true)
			throw new Fault("account-watch", `there is no key of ${account} here`);
		return readAsked(
			request,
			network,
			importedFiles(settings.now()),
			clock.nowMs(),
		);
	},
	stops: (chainId) => stopOf(current().following, chainId),
});
