// The engine's order beside what the signer read out of it. The signer's words are what is approved; any difference
// between both means that one of them is lying or broken, and then there is no button.

import { formatUnits } from "../../../src/base/units.ts";
import type { ShownCall } from "../../../src/protocol/call-views.ts";
import type { ApprovalView, OrderView } from "../../../src/protocol/views.ts";
import { wordsOf } from "../../../src/words/catalogue.ts";
import { groupDigits } from "../say/numbers.ts";
import { say } from "../say/say.ts";
import { recipientSays } from "../words.ts";

export type Difference = {
	readonly field: string;
	/** What the signer's word was held against. */
	readonly against: string;
	readonly other: string;
	readonly signer: string;
};

const same = () =>
	[
		["origin", say().compare.whoAsks],
		["chainId", say().compare.chain],
		["from", say().compare.from],
		["to", say().compare.to],
		["valueWei", say().compare.amountInWei],
		["data", say().compare.data],
		["nonce", say().compare.nonce],
		["gasLimit", say().compare.gasLimit],
		["maxFeePerGasWei", say().compare.highestFeePerGasInWei],
		["mostFeeWei", say().compare.highestFeeInWei],
		["mostLeavesWei", say().compare.mostThatLeavesInWei],
	] as const satisfies readonly (readonly [
		keyof OrderView & keyof ApprovalView,
		string,
	])[];

type WithRollup = Pick<OrderView | ApprovalView, "rollup">;

const onRollup = (): readonly (readonly [
	string,
	(of: WithRollup) => string,
])[] => [
	[
		say().compare.accountItLeaves,
		({ rollup }) => String(rollup?.fromIndex ?? say().compare.none2),
	],
	[
		say().compare.accountItGoesTo,
		({ rollup }) => String(rollup?.toIndex ?? say().compare.none2),
	],
	[
		say().compare.recipientsKeyX,
		({ rollup }) => rollup?.toKey.ax ?? say().compare.none,
	],
	[
		say().compare.recipientsKeyY,
		({ rollup }) => rollup?.toKey.ay ?? say().compare.none,
	],
];

const ofExit = (): readonly (readonly [
	string,
	(order: OrderView) => string,
	(approval: ApprovalView) => string,
])[] => [
	[
		say().compare.rollupThatIsLeft,
		({ exit }) => String(exit?.chainId ?? say().compare.none),
		({ exit }) => String(exit?.rollupChainId ?? say().compare.none),
	],
	[
		say().compare.stepOfTheExit,
		({ exit }) => exit?.step ?? say().compare.none,
		({ exit }) => exit?.step ?? say().compare.none,
	],
	[
		say().compare.whatTheStepIsCalled,
		({ exit }) => exit?.title.code ?? say().compare.none,
		({ exit }) => exit?.title.code ?? say().compare.none,
	],
];

/** What does not add up in what the signer says. */
const sumsIn = (approval: ApprovalView): readonly Difference[] => {
	const found: Difference[] = [];
	if (approval.exit !== null && approval.exit.contract !== approval.to)
		found.push({
			field: say().compare.contractOfTheStep,
			against: say().compare.theOrderCalls,
			other: approval.to,
			signer: approval.exit.contract,
		});
	const fee = BigInt(approval.gasLimit) * BigInt(approval.maxFeePerGasWei);
	if (fee !== BigInt(approval.mostFeeWei))
		found.push({
			field: say().compare.gasLimitHighestFee,
			against: say().compare.itAddsUpTo,
			other: fee.toString(),
			signer: approval.mostFeeWei,
		});
	const leaves = BigInt(approval.valueWei) + BigInt(approval.mostFeeWei);
	if (leaves !== BigInt(approval.mostLeavesWei))
		found.push({
			field: say().compare.amountHighestFee,
			against: say().compare.itAddsUpTo,
			other: leaves.toString(),
			signer: approval.mostLeavesWei,
		});
	if (BigInt(approval.mostLeavesWei) > BigInt(approval.balanceWei))
		found.push({
			field: say().compare.mostThatLeavesInWei,
			against: say().compare.provedBalance,
			other: approval.balanceWei,
			signer: approval.mostLeavesWei,
		});
	return found;
};

/** Every field in which both differ, and every sum that does not add up. Empty: they say the same. */
export const differences = (
	order: OrderView | undefined,
	approval: ApprovalView,
): readonly Difference[] => {
	const found: Difference[] = [];
	if (order === undefined)
		found.push({
			field: say().compare.order,
			against: say().compare.engineSays,
			other: say().compare.noSuchOrder,
			signer: approval.id,
		});
	else
		for (const [key, field] of same())
			if (order[key] !== approval[key])
				found.push({
					field,
					against: say().compare.engineSays,
					other: String(order[key]),
					signer: String(approval[key]),
				});
	if (
		order !== undefined &&
		approval.recipient !== null &&
		order.recipient !== approval.recipient.kind
	)
		found.push({
			field: say().compare.whatTheRecipientIs,
			against: say().compare.engineSays,
			other: recipientSays()[order.recipient],
			signer: recipientSays()[approval.recipient.kind],
		});
	if (order !== undefined)
		for (const [field, read] of onRollup())
			if (read(order) !== read(approval))
				found.push({
					field,
					against: say().compare.engineSays,
					other: read(order),
					signer: read(approval),
				});
	if (order !== undefined)
		for (const [field, ofOrder, ofApproval] of ofExit())
			if (ofOrder(order) !== ofApproval(approval))
				found.push({
					field,
					against: say().compare.engineSays,
					other: ofOrder(order),
					signer: ofApproval(approval),
				});
	found.push(...sumsIn(approval));
	return found;
};

/** What of the proved balance stays at least, whatever of what is under way is carried out; null where that is below nothing. */
export const staysAtLeast = ({
	balanceWei,
	mostLeavesWei,
	underWayWei = "0",
	onRollup,
}: ApprovalView): bigint | null => {
	const stays =
		BigInt(balanceWei) -
		BigInt(mostLeavesWei) -
		BigInt(underWayWei) -
		BigInt(onRollup?.heldBackWei ?? 0);
	return stays < 0n ? null : stays;
};

/** "0.5 ETH", every digit, in the coin of the chain as the signer names it. */
export const coinWords = (
	{ chain }: Pick<ApprovalView, "chain">,
	wei: string,
): string =>
	`${groupDigits(formatUnits(BigInt(wei), chain.decimals))} ${chain.symbol}`;

/** Would somebody be let take one of a collection? */
const isOfOne = (foretold: ShownCall["foretold"]): boolean =>
	[...(foretold?.early.effects ?? []), ...(foretold?.late.effects ?? [])].some(
		(effect) => effect.kind === "allowed-one" && effect.spender !== null,
	);

/** What a call of one known kind does. */
const callDeed = ({
	parts,
	isSeveral,
	safe,
	creates,
	foretold,
}: ShownCall): string => {
	if (creates === true) return say().orderForm.createsDeed;
	const [only] = parts;
	if (safe !== undefined)
		return safe.isLater === true ? say().safe.agree : say().safe.carryOut;
	if (isSeveral || only === undefined) return say().compare.callTheContract;
	switch (only.kind) {
		case "transfer":
			return say().compare.sendThisToken;
		case "nft-transfer":
		case "multi-transfer":
			return say().compare.sendFromThisCollection;
		case "approve":
			// of a collection it gives leave to take number 0, and takes nothing back
			return BigInt(only.spender) === 0n ||
				(only.amount === "0" && !isOfOne(foretold))
				? say().compare.takeTheAllowanceBack
				: say().compare.allowThis;
		case "operator":
			return only.isAllowed
				? say().compare.allowAllOfIt
				: say().compare.takeTheAllowanceBack;
		case "decrease":
		case "permit2-lockdown":
			return say().compare.lowerTheAllowance;
		case "permit2-approve":
			return only.amount === "0"
				? say().compare.takeTheAllowanceBack
				: say().compare.allowThis;
		case "increase":
			return say().compare.allowThis;
		default:
			return say().compare.callTheContract;
	}
};

/** Nothing, to oneself, in the place of what was signed before. */
const isCancelling = ({
	replaces,
	valueWei,
	from,
	to,
}: ApprovalView): boolean =>
	replaces !== undefined && valueWei === "0" && from === to;

/** What the button that signs says it does. */
/** What is read of a call, whether it was run or not; undefined where it calls nothing. */
export const shownCall = ({
	call,
	onRollup,
}: Pick<ApprovalView, "call" | "onRollup">): ShownCall | undefined =>
	call ?? onRollup?.call;

export const deedWords = (approval: ApprovalView): string => {
	const call = shownCall(approval);
	return approval.exit !== null
		? wordsOf(approval.exit.title)
		: approval.delegation !== undefined
			? approval.delegation.next === null
				? say().delegation.deedBack
				: say().delegation.deedSet
			: approval.data === "0x"
				? isCancelling(approval)
					? say().compare.cancel
					: say().compare.send(coinWords(approval, approval.valueWei))
				: approval.onRollup?.leaves !== undefined
					? say().compare.withdraw(coinWords(approval, approval.valueWei))
					: call !== undefined && approval.valueWei === "0"
						? callDeed(call)
						: approval.valueWei === "0"
							? say().compare.callTheContract
							: say().compare.callTheContractWith(
									coinWords(approval, approval.valueWei),
								);
};
