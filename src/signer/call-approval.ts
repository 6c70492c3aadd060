// What the signer shows of a call: what it read and proved, in numbers that travel. The engine's word comes along as it came.

import type { Hex } from "../base/bytes.ts";
import { isUnlimited } from "../base/units.ts";
import type { ClearDescriptor } from "../clear/descriptor.ts";
import { ownDescriptors } from "../clear/own.ts";
import type { CallOrder } from "../evidence/call-order.ts";
import { type ReadCall, readCall } from "../evidence/known-calls.ts";
import type { RollupOrder } from "../evidence/rollup-order.ts";
import type {
	CallApproval,
	CallPart,
	ReadApproval,
} from "../protocol/call-views.ts";
import type { Foretold } from "../protocol/foretold.ts";
import type { LeaveBounds } from "../receipt/call-bounds.ts";
import { type Allowing, partsOfCall } from "../receipt/call-parts.ts";
import type { CallRuleReading } from "../receipt/call-rule.ts";
import { clearCallOf } from "./clear-approval.ts";
import { settableOf } from "./own-amounts.ts";
import { safeActsOf } from "./safe-approval.ts";

const partOf = (call: Exclude<ReadCall, { kind: "several" }>): CallPart => {
	switch (call.kind) {
		case "transfer":
		case "transfer-from":
		case "approve":
		case "increase":
		case "decrease":
		case "withdraw":
		case "leave":
			return { ...call, amount: call.amount.toString() };
		case "permit":
			return {
				...call,
				amount: call.amount.toString(),
				deadlineS: call.deadlineS.toString(),
			};
		case "nft-transfer":
			return { ...call, id: call.id.toString() };
		case "multi-transfer":
			return {
				...call,
				items: call.items.map(({ id, amount }) => ({
					id: id.toString(),
					amount: amount.toString(),
				})),
			};
		case "permit2-approve":
			return {
				...call,
				amount: call.amount.toString(),
				expiresS: call.expiresS.toString(),
			};
		case "permit2-transfer":
			return {
				...call,
				items: call.items.map((item) => ({
					...item,
					amount: item.amount.toString(),
				})),
			};
		case "operator":
		case "deposit":
		case "permit2-lockdown":
		case "unknown":
			return call;
	}
};

const allowanceOf = (one: Allowing): CallApproval["allows"][number] => {
	const { kind, token, spender } = one;
	if (kind === "all") {
		const { isAllowed } = one;
		return {
			kind,
			token,
			spender,
			amount: null,
			isUnlimited: isAllowed,
			isNone: !isAllowed,
		};
	}
	const { amount } = one;
	return {
		kind,
		token,
		spender,
		amount: amount.toString(),
		isUnlimited: isUnlimited(amount),
		// nothing more is not nothing: what was allowed before stays
		isNone: amount === 0n && kind !== "increase",
	};
};

const settablePart = (order: CallOrder): Pick<CallApproval, "settable"> => {
	const settable = settableOf(order);
	return settable === undefined ? {} : { settable };
};

/** Of what is called: the Safe's own call, where one acts. */
const clearPart = (
	order: Pick<
		CallOrder,
		"chainId" | "from" | "to" | "valueWei" | "data" | "creates"
	>,
	{ call, safe }: Pick<CallRuleReading, "call" | "safe">,
	descriptors: readonly ClearDescriptor[],
): Pick<CallApproval, "clear"> => {
	// what a Safe agrees to in another one is what the other does
	const acts = safe?.outer ?? safe;
	const { from, to, valueWei, data } =
		acts === null ? order : { ...acts.tx, from: acts.state.address };
	if (order.creates === true || data === "0x") return {};
	const isLater = safe !== null && (!safe.isCarriedOut || safe.outer !== null);
	const inner = isLater ? readCall(to, data) : call;
	const isKnown = partsOfCall(inner).every(({ kind }) => kind !== "unknown");
	const { chainId } = order;
	const clear = clearCallOf(
		{ chainId, from, to, valueWei, data },
		isKnown,
		descriptors,
	);
	return clear === null ? {} : { clear };
};

/** What a call says itself, and what can leave by it. */
export const readCallApproval = (
	codeHash: Hex,
	call: ReadCall,
	bounds: LeaveBounds,
): ReadApproval => ({
	codeHash,
	// a plain payment of a Safe's is none at all
	isSeveral: call.kind === "several" && call.calls.length > 0,
	parts: partsOfCall(call).flatMap((part) =>
		part.kind === "several" ? [] : [partOf(part)],
	),
	tokens: bounds.tokens.map(({ token, balance, most, why }) => ({
		token,
		balance: balance?.toString() ?? null,
		most: most?.toString() ?? null,
		why,
	})),
	items: bounds.items.map(({ token, id, amount }) => ({
		token,
		id: id.toString(),
		amount: amount.toString(),
	})),
	allows: bounds.allows.map(allowanceOf),
});

export const callApprovalOf = (
	order: CallOrder,
	{ codeHash, call, bounds, foretold, safe }: CallRuleReading,
	descriptors: readonly ClearDescriptor[] = ownDescriptors,
): CallApproval => ({
	...readCallApproval(codeHash, call, bounds),
	...(order.creates === undefined ? {} : { creates: order.creates }),
	...settablePart(order),
	...clearPart(order, { call, safe }, descriptors),
	foretold,
	...(safe === null ? {} : { safe: safeActsOf(safe) }),
});

/** Of a call on a layer 2: there no amount is set here, and no Safe acts. */
export const layerCallApproval = (
	order: RollupOrder,
	codeHash: Hex,
	call: ReadCall,
	bounds: LeaveBounds,
	foretold: Foretold,
): CallApproval => ({
	...readCallApproval(codeHash, call, bounds),
	...clearPart(order, { call, safe: null }, ownDescriptors),
	foretold,
});
