// The signing rule for a call of a contract on L1, in its one place: wallet/call-order.ts makes an order by it, the signer checks it
// again by it, and the receipt is read by it. Nothing runs here: what the call asks for is read from its bytes, what it can reach
// from proved slots, and what the engine's simulation says is only ever held against both. It reads no clock.

import type { Hex } from "../base/bytes.ts";
import { Fault } from "../base/fault.ts";
import {
	type CallOrder,
	callBytes,
	mostCallBytes,
} from "../evidence/call-order.ts";
import { delegateIn } from "../evidence/delegation-order.ts";
import { createdAddress } from "../evidence/foreign-transaction.ts";
import { type ReadCall, readCall } from "../evidence/known-calls.ts";
import * as rule from "../evidence/l1-order.ts";
import { withOwnAmount } from "../evidence/own-amount.ts";
import { takeFacts } from "../evidence/reading.ts";
import { tokenPlaceKey } from "../evidence/token-place.ts";
import { mostBytesOf } from "../evidence/transaction.ts";
import {
	mostRawBytes,
	type OrderedTransaction,
	transactionOf,
} from "../evidence/transfer.ts";
import { unknownMessage } from "../evidence/unknown-codes.ts";
import type { Foretold } from "../protocol/foretold.ts";
import type { Message } from "../protocol/message.ts";
import { emptyCodeHash } from "../state/account.ts";
import type { SafeState } from "../state/safe.ts";
import type { Account, Code, Header, Slot } from "../state/values.ts";
import {
	type AnyVerified,
	premiseBy,
	type Verified,
} from "../trust/verified.ts";
import {
	boundsOf,
	checkForetold,
	checkUntouched,
	type LeaveBounds,
	type ProvedHolding,
} from "./call-bounds.ts";
import { partsOfCall } from "./call-parts.ts";
import {
	checkNoneUnderWay,
	readSafeOrder,
	type SafeReading,
} from "./safe-rule.ts";
import { nothingUnderWay, underWayOf } from "./under-way.ts";

/** The proved values a call rests on, all at one block. */
export type CallFacts = rule.L1Facts & {
	/** What is called. */
	readonly contract: Verified<Account>;
	/** Its code, where it is known. */
	readonly code: Verified<Code> | null;
	/** Balance and allowances of each holding of the order, in its order. */
	readonly slots: readonly Verified<Slot>[];
	/** The Safe that is called, where the call is one that carries out a transaction of it. */
	readonly safe?: Verified<SafeState>;
	/** A second one, where the one agrees to something in the other, or an owner of the one acts in the other. */
	readonly linked?: Verified<SafeState>;
};

/** The facts in the order in which evidence concludes them. */
export const callFactsInOrder = (facts: CallFacts): readonly AnyVerified[] => [
	facts.sender,
	facts.contract,
	facts.header,
	...(facts.code === null ? [] : [facts.code]),
	...facts.slots,
	...safesOf(facts),
];

const safesOf = ({ safe, linked }: CallFacts): readonly Verified<SafeState>[] =>
	[safe, linked].flatMap((one) => one ?? []);

/** The facts out of an order's evidence. @throws order-evidence when it concludes anything else */
export const callFactsOf = (conclusions: readonly AnyVerified[]): CallFacts => {
	const [sender, contract, header, ...rest] = conclusions;
	const hasCode = rest[0]?.rule === "code";
	const first = rest.findIndex(({ rule }) => rule === "safe");
	const [safe, linked, ...more] = first < 0 ? [] : rest.slice(first);
	return takeFacts(more, () => ({
		...rule.l1FactsOf(sender, header),
		contract: premiseBy<Account>(contract, "mpt-account"),
		code: hasCode ? premiseBy<Code>(rest[0], "code") : null,
		slots: rest
			.slice(hasCode ? 1 : 0, first < 0 ? undefined : first)
			.map((slot) => premiseBy<Slot>(slot, "mpt-slot")),
		...(safe === undefined ? {} : { safe: premiseBy<SafeState>(safe, "safe") }),
		...(linked === undefined
			? {}
			: { linked: premiseBy<SafeState>(linked, "safe") }),
	}));
};

/** What the rule has read out of the facts and of the call itself. */
export type CallRuleReading = rule.L1Reading & {
	/** `new`: it creates the contract. */
	readonly recipient: "contract" | "delegated" | "new";
	readonly codeHash: Hex;
	readonly call: ReadCall;
	readonly bounds: LeaveBounds;
	/** The engine's word, held against all of that. */
	readonly foretold: Foretold;
	/**
	 * The Safe that acts, where one does: call, bounds and what is foretold are of what it does then. Where the account only agrees to
	 * what it may do later (`isCarriedOut`), they are the account's. Null: no Safe has to do with it.
	 */
	readonly safe: SafeReading | null;
};

const wrong = (why: string): Fault => new Fault("order-evidence", why);

/** EIP-3860: no block takes more code that creates. */
const mostCreationBytes = 49_152;

/** What it creates will be where the order says, and nothing is there yet. @throws order-evidence, order-nonce, order-long */
const checkCreation = (
	{ from, nonce, to, data, own }: CallOrder,
	{ contract, code }: CallFacts,
): void => {
	if (createdAddress(from, BigInt(nonce)) !== to)
		throw new Fault("order-nonce", `nonce ${nonce} creates nothing at ${to}`);
	const { codeHash, nonce: used, exists } = contract.value;
	const isTaken = exists && (codeHash !== emptyCodeHash || used !== 0);
	if (isTaken || code !== null) throw wrong(`something is at ${to} already`);
	if (own !== undefined) throw wrong("an amount in what creates");
	const bytes = data.length / 2 - 1;
	if (bytes > mostCreationBytes)
		throw new Fault(
			"order-long",
			`${bytes} bytes, at most ${mostCreationBytes}`,
		);
};

/** Both runs put code there. @throws order-foretold */
const checkCreated = ({ to }: CallOrder, { early, late }: Foretold): void => {
	for (const { effects } of [early, late])
		if (!effects.some((one) => one.kind === "created" && one.address === to))
			throw new Fault("order-foretold", `nothing is created at ${to}`);
};

const checkContract = (
	order: CallOrder,
	facts: CallFacts,
): CallRuleReading["recipient"] => {
	const { contract, code } = facts;
	const { address, exists, codeHash } = contract.value;
	if (address !== order.to)
		throw wrong(`${address} is proved, not the contract`);
	if (order.creates === true) {
		checkCreation(order, facts);
		return "new";
	}
	if (order.data === "0x") throw wrong("it calls nothing");
	// signed, it could not be kept, and no order after it could be made
	if (callBytes(order) > mostCallBytes)
		throw new Fault(
			"order-long",
			`${callBytes(order)} bytes of data and accesses, at most ${mostCallBytes}`,
		);
	if (
		code !== null &&
		(code.value.address !== order.to || code.value.codeHash !== codeHash)
	)
		throw wrong("the code is not the contract's");
	// it would take the coins, do nothing, and be called a success
	if (!exists || codeHash === emptyCodeHash)
		throw new Fault("call-no-code", order.to);
	const bytes = code?.value.bytes ?? "0x";
	return delegateIn(bytes) === null ? "contract" : "delegated";
};

/** Each slot is the one that its holding speaks of. @throws order-evidence */
export const holdingsOf = (
	{ from, holdings }: Pick<CallOrder, "from" | "holdings">,
	{ slots }: Pick<CallFacts, "slots">,
): readonly ProvedHolding[] => {
	let next = 0;
	const take = (token: Hex, key: Hex): bigint => {
		const slot = slots[next++]?.value;
		if (slot === undefined) throw wrong(`a slot of ${token} is missing`);
		if (slot.address !== token || slot.key !== key)
			throw wrong(`slot ${slot.key} of ${slot.address}`);
		return slot.word;
	};
	const proved = holdings.map(({ token, balance, allowances }) => ({
		token,
		balance:
			balance === null ? null : take(token, tokenPlaceKey(balance, from)),
		allowances: new Map(
			allowances.map(({ spender, place }) => [
				spender,
				take(token, tokenPlaceKey(place, from, spender)),
			]),
		),
	}));
	if (next !== slots.length) throw wrong("more slots than the order names");
	if (new Set(proved.map(({ token }) => token)).size !== proved.length)
		throw wrong("a token is named twice");
	// of two places for one spender the one that reads less would count
	if (
		proved.some(
			(held, i) => held.allowances.size !== holdings[i]?.allowances.length,
		)
	)
		throw wrong("a spender is named twice");
	return proved;
};

/** The person's own amount is the one thing that differs from what was asked for. @throws order-evidence, amount-fixed */
const checkOwn = ({ to, data, own, foretold }: CallOrder): void => {
	if (own === undefined) return;
	if (withOwnAmount(to, own.asked, own.amount) !== data)
		throw wrong("more than the amount differs");
	// of a collection the number says which one, and not how much
	const runs = foretold === null ? [] : [foretold.early, foretold.late];
	if (
		runs.some(({ effects }) =>
			effects.some((one) => one.kind === "allowed-one" && one.token === to),
		)
	)
		throw new Fault("amount-fixed", `${to} is a collection`);
};

const checkGas = (
	{ gasLimit, creates }: CallOrder,
	header: Header,
	policy: rule.OrderPolicy,
): void => {
	const most = Math.min(
		creates === true ? policy.mostCreationGas : policy.mostCallGas,
		header.gasLimit,
	);
	if (gasLimit > most)
		throw new Fault("order-fee", `gas limit ${gasLimit}, at most ${most}`);
};

/** All that is under way, this call among it, has to have room in every later order: in the one that cancels it before all. */
const mostUnderWayBytes = 128_000;

/** @throws order-long */
export const checkLength = (
	order: OrderedTransaction & Pick<CallOrder, "outstanding">,
): void => {
	const own = mostBytesOf(transactionOf(order));
	const all = order.outstanding.reduce(
		(sum, raw) => sum + raw.length / 2 - 1,
		own,
	);
	if (own > mostRawBytes || all > mostUnderWayBytes)
		throw new Fault(
			"order-long",
			`${own} bytes, at most ${mostRawBytes}; ${all} with all that is under way, at most ${mostUnderWayBytes}`,
		);
};

/** Does its standard not say what it does to the called contract's own token? */
const isUnread = ({ kind }: ReadCall): boolean =>
	kind === "unknown" ||
	kind === "several" ||
	kind === "deposit" ||
	kind === "withdraw";

/** The Safe's own call, as if the Safe had ordered it; the order itself where no Safe acts. */
const actedBy = (order: CallOrder, safe: SafeReading | null): CallOrder => {
	if (safe === null) return order;
	const { to, valueWei, data } = safe.tx;
	return { ...order, from: safe.state.address, to, valueWei, data };
};

/** Does nobody more than agree by it, the account or the Safe? */
const isAgreement = (safe: SafeReading | null): boolean =>
	safe !== null && (!safe.isCarriedOut || safe.outer !== null);

/** A plain payment, which only a Safe makes here, asks for nothing, and no more does an agreement, which is read as one. */
const asksFor = (
	{ to, data }: CallOrder,
	safe: SafeReading | null,
): ReadCall =>
	data === "0x" || isAgreement(safe)
		? { kind: "several", calls: [] }
		: readCall(to, data);

/** What of a simulated call stays open. */
export const callUnknowns = (
	{ to, data, holdings }: Pick<CallOrder, "to" | "data" | "holdings">,
	safe: SafeReading | null,
	recipient: CallRuleReading["recipient"] | "account",
	call: ReadCall,
	{ tokens, allows }: LeaveBounds,
): readonly Message[] => {
	const isUnknown = partsOfCall(call).some(({ kind }) => kind === "unknown");
	const isOfToken =
		("token" in call && call.token === to) ||
		allows.some(({ token }) => token === to);
	const isOfOwn =
		data !== "0x" &&
		!isAgreement(safe) &&
		!isOfToken &&
		tokens.every(({ token }) => token !== to) &&
		isUnread(call);
	return [
		unknownMessage("unknown.call-outcome"),
		...(isUnknown ? [unknownMessage("unknown.call-data")] : []),
		...(isOfToken ? [unknownMessage("unknown.call-token")] : []),
		...(isOfOwn ? [unknownMessage("unknown.call-own")] : []),
		unknownMessage("unknown.call-spenders"),
		unknownMessage("unknown.call-unnamed"),
		...(holdings.some(
			({ balance, allowances }) => balance !== null || allowances.length > 0,
		)
			? [unknownMessage("unknown.call-places")]
			: []),
		...(recipient === "delegated"
			? [unknownMessage("unknown.recipient-code")]
			: []),
	];
};

/**
 * True when it returns: sender, contract, header and every slot are proved at one block of the order's chain on ground that the
 * policy takes; the contract has code; nonce, fee and funds are as for every order on L1; the gas is within bounds; and what the
 * engine foretells goes through and stays within what the call says and the proved allowances let it reach.
 * Says nothing of age: see `checkCallOrder`.
 * Where a Safe acts, what it does is what is bounded, and nothing of the account's own may leave.
 * @throws order-evidence, amount-fixed, call-no-code, order-long, order-delegated, order-nonce, order-fee, order-funds, order-unforeseen,
 * order-foretold; of a Safe as `readSafeOrder`
 */
export const checkCall = (
	order: CallOrder,
	facts: CallFacts,
	policy: rule.OrderPolicy,
): CallRuleReading => {
	const { contract, code, slots, header } = facts;
	const recipient = checkContract(order, facts);
	rule.checkPremises(
		order,
		facts,
		[contract, ...(code === null ? [] : [code]), ...slots, ...safesOf(facts)],
		policy,
	);
	checkOwn(order);
	if (order.type === 0 && order.accessList.length > 0)
		throw wrong("type 0 has no access list");
	// what creates is no call, whatever its first bytes look like
	const isCall = order.creates !== true;
	const safe = isCall ? readSafeOrder(order, facts.safe, facts.linked) : null;
	const acting = safe?.isCarriedOut === true ? safe : null;
	if (acting !== null) checkNoneUnderWay(order, facts.sender.value.nonce);
	const acted = actedBy(order, acting);
	const holdings = holdingsOf(acted, facts);
	checkGas(order, header.value, policy);
	const read = rule.checkSpending(order, facts, policy);
	checkLength(order);
	const call: ReadCall = isCall
		? asksFor(acted, safe)
		: { kind: "unknown", selector: null };
	// a Safe's own tokens are none that its owner's transactions allow
	const underWay =
		acting === null
			? underWayOf(order, facts.sender.value.nonce)
			: nothingUnderWay;
	const bounds = boundsOf(acted, call, holdings, underWay);
	const foretold = checkForetold(acted, bounds, holdings);
	if (safe !== null) checkUntouched(order.from, foretold);
	if (!isCall) checkCreated(order, foretold);
	return {
		...read,
		safe,
		recipient,
		codeHash: contract.value.codeHash,
		call,
		bounds,
		foretold,
		unknowns: [
			...read.unknowns,
			...callUnknowns(acted, safe, recipient, call, bounds),
		],
	};
};

/** `checkCall`, at a time. @throws as checkCall; order-stale, clock */
export const checkCallOrder = rule.inTime(checkCall, ({ foretold }) => [
	foretold.grade.asOfS,
]);
