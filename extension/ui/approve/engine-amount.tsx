// An amount of a token as a person reads it. Its symbol and its decimals are the engine's word, so it stands in a line of its own,
// set apart from what the signer checked, and the smallest units stay beside it.

import { formatUnits } from "../../../src/base/units.ts";
import type { CallApproval } from "../../../src/protocol/call-views.ts";
import { groupDigits } from "../say/numbers.ts";
import { say } from "../say/say.ts";
import { useShared } from "../wallet.tsx";
import { type NamedByEngine, namedOn } from "./foretold-words.ts";

/** What the engine calls the tokens that the person has on a chain. */
export const useEngineNames = (chainId: number): NamedByEngine => {
	const { view } = useShared();
	return namedOn(view, chainId);
};

export const EngineAmount = ({
	token,
	amount,
	named,
}: {
	readonly token: string;
	/** Null: there is no number to it. */
	readonly amount: string | null;
	readonly named: NamedByEngine;
}) => {
	const name = named(token);
	if (name === null || amount === null || amount === "0") return null;
	const { decimals, symbol } = name;
	return (
		<span class="engine-amount">
			{say().call.byTheEngine(
				`${groupDigits(formatUnits(BigInt(amount), decimals))} ${symbol}`,
			)}
		</span>
	);
};

/** The amount of a token's standard that a part of a call names, with its token; null where it names none, or more than one. */
export const amountIn = (
	part: CallApproval["parts"][number],
): { readonly token: string; readonly amount: string } | null => {
	switch (part.kind) {
		case "transfer":
		case "increase":
		case "decrease":
		case "permit":
		case "permit2-approve":
			return part;
		default:
			return null;
	}
};
