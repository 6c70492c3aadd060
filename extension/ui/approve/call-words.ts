// A call's parts, allowances and bounds in words.

import { utcWords } from "../../../src/base/time.ts";
import { groupDigits } from "../../../src/base/units.ts";
import { checksummed } from "../../../src/crypto/checksum.ts";
import type {
	CallApproval,
	CallPart,
} from "../../../src/protocol/call-views.ts";

const units = (amount: string): string =>
	`${groupDigits(amount)} smallest units`;

/** One part of a call, by its standard. */
export const partWords = (part: CallPart): string => {
	switch (part.kind) {
		case "transfer":
			return `Send ${units(part.amount)} of this token to ${checksummed(part.to)}.`;
		case "transfer-from":
			return `Move ${units(part.amount)} of this token, or number ${groupDigits(part.amount)} of this collection, from ${checksummed(part.from)} to ${checksummed(part.to)}.`;
		case "approve":
			return `Let ${checksummed(part.spender)} take up to ${units(part.amount)} of this token, or number ${groupDigits(part.amount)} of this collection.`;
		case "increase":
			return `Let ${checksummed(part.spender)} take ${units(part.amount)} of this token more than before.`;
		case "decrease":
			return `Let ${checksummed(part.spender)} take ${units(part.amount)} of this token less than before.`;
		case "permit":
			return `Let ${checksummed(part.spender)} take up to ${units(part.amount)} of this token from ${checksummed(part.owner)}, by a signature.`;
		case "nft-transfer":
			return `Send number ${groupDigits(part.id)} of this collection from ${checksummed(part.from)} to ${checksummed(part.to)}.`;
		case "multi-transfer":
			return `Send ${part.items.map(({ id, amount }) => `${groupDigits(amount)} of number ${groupDigits(id)}`).join(", ")} from ${checksummed(part.from)} to ${checksummed(part.to)}.`;
		case "operator":
			return part.isAllowed
				? `Let ${checksummed(part.operator)} take everything of this collection.`
				: `Let ${checksummed(part.operator)} take nothing of this collection any more.`;
		case "deposit":
			return "Pay the coin in, which should give you this token for it.";
		case "withdraw":
			return `Give back ${units(part.amount)} of this token, which should pay you the coin.`;
		case "permit2-approve":
			return `Let ${checksummed(part.spender)} take up to ${units(part.amount)} of ${checksummed(part.token)} through Permit2${expiryWords(part.expiresS)}.`;
		case "permit2-transfer":
			return part.items
				.map(
					({ token, from, to, amount }) =>
						`Move ${units(amount)} of ${checksummed(token)} from ${checksummed(from)} to ${checksummed(to)}, through Permit2.`,
				)
				.join(" ");
		case "permit2-lockdown":
			return part.pairs
				.map(
					({ token, spender }) =>
						`Let ${checksummed(spender)} take nothing of ${checksummed(token)} through Permit2 any more.`,
				)
				.join(" ");
		case "unknown":
			return part.selector === null
				? "Something that this wallet cannot read."
				: `Something that this wallet cannot read (${part.selector}). It can ask for anything the contract honours.`;
	}
};

/** Of the last day that can be written. */
const mostS = 253_402_300_799n;
const expiryWords = (expiresS: string): string => {
	const at = BigInt(expiresS);
	return at === 0n
		? ", in this block alone"
		: at > mostS
			? ", for ever"
			: ` until ${utcWords(Number(at))}`;
};

export const allowanceWords = ({
	kind,
	amount,
	isUnlimited,
	isNone,
}: CallApproval["allows"][number]): string => {
	if (isNone) return "may take nothing any more";
	if (kind === "all")
		return "may take everything, now and later, without asking again,";
	if (isUnlimited) return "may take all there ever is, without asking again,";
	const much = amount === null ? "some" : units(amount);
	return kind === "increase"
		? `may take ${much} more`
		: `may take up to ${much}`;
};

/** What part of what is held that is; empty where the balance is not proved. */
export const shareWords = (
	most: string | null,
	balance: string | null,
): string => {
	if (balance === null)
		return most === null ? "How much that is, is not proved; " : "";
	const held = BigInt(balance);
	if (most === null || held === 0n || most === "0")
		return `You hold ${groupDigits(balance)}; `;
	const share = (BigInt(most) * 1_000n) / held;
	return share > 1_000n
		? `More than the ${groupDigits(balance)} you hold; `
		: share === 1_000n
			? "That is all you hold; "
			: `${Number(share) / 10} % of the ${groupDigits(balance)} you hold; `;
};
