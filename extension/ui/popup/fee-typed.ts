// Fees as they are typed and read: what is wrong with a person's own numbers, and how many proved blocks would have taken a price. Pure.

import { formatUnits } from "../../../src/base/units.ts";
import type { FeeChoice, FeesView } from "../../../src/protocol/fee-views.ts";
import { groupDigits } from "../say/numbers.ts";
import { say } from "../say/say.ts";
import { type PaymentState, type TypedPayment, typedUnits } from "./payment.ts";

export type FeeProps = {
	readonly payment: Pick<PaymentState, "change">;
	readonly typed: Pick<TypedPayment, "fees" | "source">;
};

const gweiDecimals = 9;
const plainGas = 21_000n;

/** Three digits are enough to choose by; never less than it is. */
export const roundedUp = (value: bigint): bigint => {
	const step = 10n ** BigInt(Math.max(0, value.toString().length - 3));
	return ((value + step - 1n) / step) * step;
};

export const gweiWords = (wei: bigint): string =>
	groupDigits(formatUnits(roundedUp(wei), gweiDecimals));

/** What a plain payment costs at most. */
export const plainMost = ({ capWei }: FeeChoice, decimals: number): string =>
	groupDigits(formatUnits(roundedUp(BigInt(capWei) * plainGas), decimals));

/** In how many of the proved blocks the whole tip would have been paid. */
export const enoughIn = (
	{ baseFeesWei }: FeesView,
	{ capWei, tipWei }: FeeChoice,
): number =>
	baseFeesWei.filter((base) => BigInt(base) + BigInt(tipWei) <= BigInt(capWei))
		.length;

export type TypedFee = {
	readonly cap: string;
	readonly tip: string;
};

export const asTyped = ({ capWei, tipWei }: FeeChoice): TypedFee => ({
	cap: formatUnits(BigInt(capWei), gweiDecimals),
	tip: formatUnits(BigInt(tipWei), gweiDecimals),
});

/** Null where one of the two cannot be signed; `wrong` says why of each. */
export const readFee = (
	{ cap, tip }: TypedFee,
	{ baseFeesWei, mostCapWei, mostTipWei }: FeesView,
): {
	readonly fees: FeeChoice | null;
	readonly capWrong: string | null;
	readonly tipWrong: string | null;
} => {
	const words = say().fees;
	const capWei = typedUnits(cap, gweiDecimals);
	const tipWei = typedUnits(tip, gweiDecimals);
	const base = BigInt(baseFeesWei[0] ?? "0");
	const gwei = (wei: bigint): string =>
		groupDigits(formatUnits(wei, gweiDecimals));
	const capWrong =
		capWei === null
			? words.noNumber
			: capWei < base
				? words.capLow(gwei(base))
				: capWei > BigInt(mostCapWei)
					? words.capHigh(gwei(BigInt(mostCapWei)))
					: null;
	const tipWrong =
		tipWei === null
			? words.noNumber
			: tipWei > BigInt(mostTipWei)
				? words.tipHigh(gwei(BigInt(mostTipWei)))
				: capWei !== null && tipWei > capWei
					? words.tipOver
					: null;
	return {
		capWrong,
		tipWrong,
		fees:
			capWei === null ||
			tipWei === null ||
			capWrong !== null ||
			tipWrong !== null
				? null
				: { capWei: capWei.toString(), tipWei: tipWei.toString() },
	};
};
