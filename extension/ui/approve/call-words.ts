// A call's parts, allowances and bounds in words.

import { utcWords } from "../../../src/base/time.ts";
import { isUnlimited } from "../../../src/base/units.ts";
import { checksummed } from "../../../src/crypto/checksum.ts";
import type {
	CallApproval,
	CallPart,
	ShownCall,
} from "../../../src/protocol/call-views.ts";
import { groupDigits } from "../say/numbers.ts";
import { say } from "../say/say.ts";

const units = (amount: string): string =>
	say().call.smallestUnits(groupDigits(amount));

/** A part that goes through Permit2. */
const permit2Words = (
	part: Extract<
		CallPart,
		{
			readonly kind:
				| "permit2-approve"
				| "permit2-transfer"
				| "permit2-lockdown";
		}
	>,
): string => {
	switch (part.kind) {
		case "permit2-approve":
			return say().call.letTakeUpToOfThrough(
				checksummed(part.spender),
				units(part.amount),
				checksummed(part.token),
				expiryWords(part.expiresS),
			);
		case "permit2-transfer":
			return part.items
				.map(({ token, from, to, amount }) =>
					say().call.moveOfFromToThroughPermit2(
						units(amount),
						checksummed(token),
						checksummed(from),
						checksummed(to),
					),
				)
				.join(" ");
		case "permit2-lockdown":
			return part.pairs
				.map(({ token, spender }) =>
					say().call.letTakeNothingOfThroughPermit2(
						checksummed(spender),
						checksummed(token),
					),
				)
				.join(" ");
	}
};

/** One part of a call, by its standard. */
export const partWords = (part: CallPart): string => {
	switch (part.kind) {
		case "transfer":
			return say().call.sendOfThisTokenTo(
				units(part.amount),
				checksummed(part.to),
			);
		case "transfer-from":
			return say().call.moveOfThisTokenOrNumber(
				units(part.amount),
				groupDigits(part.amount),
				checksummed(part.from),
				checksummed(part.to),
			);
		case "approve":
			if (isUnlimited(BigInt(part.amount)))
				return say().call.letTakeAllOfThis(
					checksummed(part.spender),
					groupDigits(part.amount),
				);
			return say().call.letTakeUpToOfThis(
				checksummed(part.spender),
				units(part.amount),
				groupDigits(part.amount),
			);
		case "increase":
			return say().call.letTakeOfThisTokenMore(
				checksummed(part.spender),
				units(part.amount),
			);
		case "decrease":
			return say().call.letTakeOfThisTokenLess(
				checksummed(part.spender),
				units(part.amount),
			);
		case "permit":
			return say().call.letTakeUpToOfThis2(
				checksummed(part.spender),
				units(part.amount),
				checksummed(part.owner),
			);
		case "nft-transfer":
			return say().call.sendNumberOfThisCollectionFrom(
				groupDigits(part.id),
				checksummed(part.from),
				checksummed(part.to),
			);
		case "multi-transfer":
			return say().call.sendFromTo(
				part.items
					.map(({ id, amount }) =>
						say().call.ofNumber(groupDigits(amount), groupDigits(id)),
					)
					.join(", "),
				checksummed(part.from),
				checksummed(part.to),
			);
		case "operator":
			return part.isAllowed
				? say().call.letTakeEverythingOfThisCollection(
						checksummed(part.operator),
					)
				: say().call.letTakeNothingOfThisCollection(checksummed(part.operator));
		case "deposit":
			return say().call.payTheCoinInWhichShould;
		case "withdraw":
			return say().call.giveBackOfThisTokenWhich(units(part.amount));
		case "leave":
			return say().call.leaveForYourAccountOnEthereum(checksummed(part.to));
		case "permit2-approve":
		case "permit2-transfer":
		case "permit2-lockdown":
			return permit2Words(part);
		case "unknown":
			return part.selector === null
				? say().call.somethingThatThisWalletCannotRead
				: say().call.somethingThatThisWalletCannotRead2(part.selector);
	}
};

/** Of the last day that can be written. */
const mostS = 253_402_300_799n;
const expiryWords = (expiresS: string): string => {
	const at = BigInt(expiresS);
	return at === 0n
		? say().call.inThisBlockAlone
		: at > mostS
			? say().call.forEver
			: say().call.until(utcWords(Number(at)));
};

/** Would it be let take one of a collection, by what is foretold? Then the amount says which one. */
const isOfOne = (
	{ token, spender }: CallApproval["allows"][number],
	foretold: ShownCall["foretold"],
): boolean =>
	[...(foretold?.early.effects ?? []), ...(foretold?.late.effects ?? [])].some(
		(effect) =>
			effect.kind === "allowed-one" &&
			effect.token === token &&
			effect.spender === spender,
	);

export const allowanceWords = (
	allowed: CallApproval["allows"][number],
	foretold: ShownCall["foretold"],
): string => {
	const { kind, amount, isUnlimited, isNone } = allowed;
	// nobody signs for the zero address: it is put in the place of whoever could take one of a collection
	if (BigInt(allowed.spender) === 0n) return say().call.mayTakeNothingAnyMore;
	if (isNone)
		return isOfOne(allowed, foretold)
			? say().call.mayTakeNumber(groupDigits(amount ?? "0"))
			: say().call.mayTakeNothingAnyMore;
	if (kind === "all") return say().call.mayTakeEverythingNowAndLater;
	if (isUnlimited) return say().call.mayTakeAllThereEverIs;
	const much = amount === null ? say().call.some : units(amount);
	return kind === "increase"
		? say().call.mayTakeMore(much)
		: say().call.mayTakeUpTo(much);
};

/** What part of what is held that is; empty where the balance is not proved. */
export const shareWords = (
	most: string | null,
	balance: string | null,
): string => {
	if (balance === null)
		return most === null ? say().call.howMuchThatIsIsNot : "";
	const held = BigInt(balance);
	if (most === null || held === 0n || most === "0")
		return say().call.youHold(groupDigits(balance));
	const share = (BigInt(most) * 1_000n) / held;
	// rounded to nothing it would read as if nothing left
	if (share === 0n) return say().call.youHold(groupDigits(balance));
	return share > 1_000n
		? say().call.moreThanTheYouHold(groupDigits(balance))
		: share === 1_000n
			? say().call.thatIsAllYouHold
			: say().call.ofTheYouHold(
					groupDigits(Number(share) / 10),
					groupDigits(balance),
				);
};
