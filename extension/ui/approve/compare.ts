// The engine's order beside what the signer read out of it. The signer's words are what is approved; any difference
// between both means that one of them is lying or broken, and then there is no button.

import { formatUnits, groupDigits } from "../../../src/base/units.ts";
import type { CallApproval } from "../../../src/protocol/call-views.ts";
import type { ApprovalView, OrderView } from "../../../src/protocol/views.ts";
import { wordsOf } from "../../../src/words/catalogue.ts";
import { say } from "../say/say.ts";
import { recipientSays } from "../words.ts";

export type Difference = {
	readonly field: string;
	/** What the signer's word was held against. */
	readonly against:
		| "Engine says"
		| "It adds up to"
		| "Proved balance"
		| "The order calls";
	readonly other: string;
	readonly signer: string;
};

const same = [
	["origin", "who asks"],
	["chainId", "chain"],
	["from", "from"],
	["to", "to"],
	["valueWei", "amount in wei"],
	["data", "data"],
	["nonce", "nonce"],
	["gasLimit", "gas limit"],
	["maxFeePerGasWei", "highest fee per gas in wei"],
	["mostFeeWei", "highest fee in wei"],
	["mostLeavesWei", "most that leaves in wei"],
] as const satisfies readonly (readonly [
	keyof OrderView & keyof ApprovalView,
	string,
])[];

type WithRollup = Pick<OrderView | ApprovalView, "rollup">;

const onRollup: readonly (readonly [string, (of: WithRollup) => string])[] = [
	["account it leaves", ({ rollup }) => String(rollup?.fromIndex ?? "none")],
	["account it goes to", ({ rollup }) => String(rollup?.toIndex ?? "none")],
	["recipient's key, x", ({ rollup }) => rollup?.toKey.ax ?? "none"],
	["recipient's key, y", ({ rollup }) => rollup?.toKey.ay ?? "none"],
];

const ofExit: readonly (readonly [
	string,
	(order: OrderView) => string,
	(approval: ApprovalView) => string,
])[] = [
	[
		"rollup that is left",
		({ exit }) => String(exit?.chainId ?? "none"),
		({ exit }) => String(exit?.rollupChainId ?? "none"),
	],
	[
		"step of the exit",
		({ exit }) => exit?.step ?? "none",
		({ exit }) => exit?.step ?? "none",
	],
	[
		"what the step is called",
		({ exit }) => exit?.title.code ?? "none",
		({ exit }) => exit?.title.code ?? "none",
	],
];

/** What does not add up in what the signer says. */
const sumsIn = (approval: ApprovalView): readonly Difference[] => {
	const found: Difference[] = [];
	if (approval.exit !== null && approval.exit.contract !== approval.to)
		found.push({
			field: "contract of the step",
			against: "The order calls",
			other: approval.to,
			signer: approval.exit.contract,
		});
	const fee = BigInt(approval.gasLimit) * BigInt(approval.maxFeePerGasWei);
	if (fee !== BigInt(approval.mostFeeWei))
		found.push({
			field: "gas limit × highest fee",
			against: "It adds up to",
			other: fee.toString(),
			signer: approval.mostFeeWei,
		});
	const leaves = BigInt(approval.valueWei) + BigInt(approval.mostFeeWei);
	if (leaves !== BigInt(approval.mostLeavesWei))
		found.push({
			field: "amount + highest fee",
			against: "It adds up to",
			other: leaves.toString(),
			signer: approval.mostLeavesWei,
		});
	if (BigInt(approval.mostLeavesWei) > BigInt(approval.balanceWei))
		found.push({
			field: "most that leaves in wei",
			against: "Proved balance",
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
			field: "order",
			against: "Engine says",
			other: "no such order",
			signer: approval.id,
		});
	else
		for (const [key, field] of same)
			if (order[key] !== approval[key])
				found.push({
					field,
					against: "Engine says",
					other: String(order[key]),
					signer: String(approval[key]),
				});
	if (
		order !== undefined &&
		approval.recipient !== null &&
		order.recipient !== approval.recipient.kind
	)
		found.push({
			field: "what the recipient is",
			against: "Engine says",
			other: recipientSays[order.recipient],
			signer: recipientSays[approval.recipient.kind],
		});
	if (order !== undefined)
		for (const [field, read] of onRollup)
			if (read(order) !== read(approval))
				found.push({
					field,
					against: "Engine says",
					other: read(order),
					signer: read(approval),
				});
	if (order !== undefined)
		for (const [field, ofOrder, ofApproval] of ofExit)
			if (ofOrder(order) !== ofApproval(approval))
				found.push({
					field,
					against: "Engine says",
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
}: ApprovalView): bigint | null => {
	const stays =
		BigInt(balanceWei) - BigInt(mostLeavesWei) - BigInt(underWayWei);
	return stays < 0n ? null : stays;
};

/** "0.5 ETH", every digit, in the coin of the chain as the signer names it. */
export const coinWords = (
	{ chain }: Pick<ApprovalView, "chain">,
	wei: string,
): string =>
	`${groupDigits(formatUnits(BigInt(wei), chain.decimals))} ${chain.symbol}`;

/** What a call of one known kind does. */
const callDeed = ({ parts, isSeveral, creates }: CallApproval): string => {
	if (creates === true) return say().orderForm.createsDeed;
	const [only] = parts;
	if (isSeveral || only === undefined) return "Call the contract";
	switch (only.kind) {
		case "transfer":
			return "Send this token";
		case "nft-transfer":
		case "multi-transfer":
			return "Send from this collection";
		case "approve":
			return only.amount === "0" ? "Take the allowance back" : "Allow this";
		case "operator":
			return only.isAllowed ? "Allow all of it" : "Take the allowance back";
		case "decrease":
		case "permit2-lockdown":
			return "Lower the allowance";
		case "increase":
		case "permit2-approve":
			return "Allow this";
		default:
			return "Call the contract";
	}
};

/** What the button that signs says it does. */
export const deedWords = (approval: ApprovalView): string =>
	approval.exit !== null
		? wordsOf(approval.exit.title)
		: approval.delegation !== undefined
			? approval.delegation.next === null
				? say().delegation.deedBack
				: say().delegation.deedSet
			: approval.data === "0x"
				? `Send ${coinWords(approval, approval.valueWei)}`
				: approval.call !== undefined && approval.valueWei === "0"
					? callDeed(approval.call)
					: approval.valueWei === "0"
						? "Call the contract"
						: `Call the contract with ${coinWords(approval, approval.valueWei)}`;
