// The signing rule for an order on a layer 2 whose accounts are Ethereum's, in its one place: wallet/rollup-order.ts makes an order by
// it, the signer checks it again by it, and the receipt is read by it. All of it rests on one root that L1 holds, which is hours old:
// so its nonce is counted by what that root proves and by this key's own signatures alone, and what no signature caps is computed from
// the layer's own proved numbers. Nothing runs here: a call is one that was simulated on that root's state and stays within what proved
// slots let it reach, or one that a standard names, or it is refused. It reads no clock.

import type { Hex } from "../base/bytes.ts";
import { asFault, Fault } from "../base/fault.ts";
import { delegateIn } from "../evidence/delegation-order.ts";
import { type ReadCall, readCall } from "../evidence/known-calls.ts";
import { checkNonce } from "../evidence/l1-order.ts";
import {
	checkFunds,
	type OrderReading,
	placeOnL1,
	takeFacts,
} from "../evidence/reading.ts";
import type { RollupOrder } from "../evidence/rollup-order.ts";
import { isSafeApproval, isSafeExecution } from "../evidence/safe-tx.ts";
import { decodeSigned, mostBytesOf, mostOf } from "../evidence/transaction.ts";
import { transactionOf } from "../evidence/transfer.ts";
import { unknownMessage } from "../evidence/unknown-codes.ts";
import { decodeRollupProfile, profileId, rollupKindOf } from "../l2/checks.ts";
import type { FeeTerms } from "../l2/fees.ts";
import type { LeaveCall } from "../l2/kind.ts";
import type { RollupProfile } from "../l2/profile.ts";
import { checkPolicy } from "../l2/rollup.ts";
import { at } from "../l2/wording.ts";
import type { Foretold } from "../protocol/foretold.ts";
import type { Message } from "../protocol/message.ts";
import { emptyCodeHash } from "../state/account.ts";
import { hasParents, premiseState } from "../state/header.ts";
import { premiseAccount, premiseSlot } from "../state/premises.ts";
import type { Account, Code, Slot } from "../state/values.ts";
import { isSameState, type StateBasis } from "../trust/grade.ts";
import {
	type AnyVerified,
	premiseBy,
	type Verified,
} from "../trust/verified.ts";
import { boundsOf, checkForetold, type LeaveBounds } from "./call-bounds.ts";
import { callUnknowns, checkLength, holdingsOf } from "./call-rule.ts";
import { underWayOf } from "./under-way.ts";

/** The proved values it rests on, all under one root. */
export type RollupFacts = {
	readonly sender: Verified<Account>;
	/** Whom it pays, or what it calls. */
	readonly target: Verified<Account>;
	readonly basis: Verified<StateBasis>;
	/** Of what is called, where it was simulated. */
	readonly code?: Verified<Code>;
	/** Those that the fee is computed from; behind them those of each holding of the order, in its order. */
	readonly slots: readonly Verified<Slot>[];
};

/** In the order in which evidence concludes them. */
export const rollupFactsInOrder = (
	facts: RollupFacts,
): readonly AnyVerified[] => [
	facts.sender,
	facts.target,
	facts.basis,
	...(facts.code === undefined ? [] : [facts.code]),
	...facts.slots,
];

/** The facts out of an order's evidence. @throws order-evidence when it concludes anything else */
export const rollupFactsOf = (
	conclusions: readonly AnyVerified[],
): RollupFacts => {
	const [sender, target, basis, ...rest] = conclusions;
	const hasCode = rest[0]?.rule === "code";
	const slots = rest.slice(hasCode ? 1 : 0);
	return takeFacts([], () => ({
		sender: premiseAccount(sender),
		target: premiseAccount(target),
		basis: premiseState(basis),
		...(hasCode ? { code: premiseBy<Code>(rest[0], "code") } : {}),
		slots: slots.map(premiseSlot),
	}));
};

/** What the rule has read out of the facts and of the order itself. */
export type RollupReading = OrderReading & {
	readonly profile: RollupProfile;
	readonly mostFeeWei: bigint;
	readonly underWayWei: bigint;
	/** What the chain takes beside and no signature caps: at the proved numbers, and what is held back for it. */
	readonly besideWei: bigint;
	readonly heldBackWei: bigint;
	/** Gas beside what Ethereum counts, at the proved numbers: Arbitrum's, for its data on L1. */
	readonly dataGas: bigint;
	readonly recipient: "account" | "contract" | "delegated" | "new";
	readonly codeHash: Hex;
	/** What it asks a contract for; null where it pays and calls nothing. */
	readonly call: ReadCall | null;
	readonly bounds: LeaveBounds | null;
	/** The engine's word on a call, held against the bounds; null where it was not simulated. */
	readonly foretold: Foretold | null;
	/** How the coin leaves the layer by it for its signer; null where it does not. */
	readonly leaves: LeaveCall | null;
};

const wrong = (why: string): Fault => new Fault("order-evidence", why);

/** The numbers of L1's price may have grown so many times over until the transaction is carried out. */
const besideTimes = 4n;

/** As on L1: room for a swap over several pools, and a bound on what a trap can burn. */
export const mostCallGas = 5_000_000;
/** For a recipient with code that is only paid. */
const mostContractGas = 400_000;
const transferGas = 21_000;

/**
 * The profile that the root under this state was concluded by: one of those that whoever checks has accepted, for the rule of the
 * layer's contracts takes no other. @throws order-evidence for a state of L1, or of anything but a rollup
 */
const profileUnder = (basis: AnyVerified): RollupProfile => {
	let state: AnyVerified | undefined = basis;
	// blocks before the root's
	while (state?.rule === "el-parent") state = state.premises[0];
	const root = state?.premises[0];
	const found = root === undefined ? undefined : at(root.value, "profile");
	if (found === undefined)
		throw wrong(`a state by ${basis.rule} is of no rollup`);
	return decodeRollupProfile(found, "profile");
};

/** Where the numbers of its holdings begin among the slots. */
const feeSlots = (
	{ holdings = [] }: Pick<RollupOrder, "holdings">,
	{ slots }: RollupFacts,
): number =>
	slots.length -
	holdings.reduce(
		(sum, { balance, allowances }) =>
			sum + (balance === null ? 0 : 1) + allowances.length,
		0,
	);

/** @throws unverifiable-method for a chain on which this wallet signs nothing; l2-fee-unknown, evidence-step as its fees do */
const feesOf = (
	profile: RollupProfile,
	{ basis, slots }: Pick<RollupFacts, "basis" | "slots">,
): FeeTerms => {
	const fees = rollupKindOf(profile)?.fees;
	if (fees === undefined)
		throw new Fault("unverifiable-method", `what ${profile.title} takes`);
	const baseFeeWei = hasParents(basis) ? basis.value.baseFeePerGasWei : null;
	try {
		return fees.terms(
			profile,
			slots.map(({ value }) => value),
			baseFeeWei,
		);
	} catch (thrown) {
		if (thrown instanceof Fault && thrown.code === "evidence-step")
			throw wrong(thrown.detail);
		throw thrown;
	}
};

/**
 * True when it returns: all of it is of the order's chain and under one root of the profile that the order names.
 * @throws order-evidence
 */
const checkBasis = (order: RollupOrder, facts: RollupFacts): RollupProfile => {
	const { sender, target, basis, code, slots } = facts;
	const profile = profileUnder(basis);
	const { chainId } = basis.value;
	if (chainId !== order.chainId || profile.chainId !== order.chainId)
		throw wrong(`chain ${chainId}, not ${order.chainId}`);
	if (profileId(profile) !== order.profile)
		throw wrong("it was made by another profile");
	if (sender.value.address !== order.from)
		throw wrong(`${sender.value.address} is proved, not the sender`);
	if (target.value.address !== order.to)
		throw wrong(`${target.value.address} is proved, not whom it is for`);
	if (
		code !== undefined &&
		(code.value.address !== order.to ||
			code.value.codeHash !== target.value.codeHash)
	)
		throw wrong("the code is not what is called");
	for (const { value } of [
		sender,
		target,
		...(code === undefined ? [] : [code]),
		...slots,
	])
		if (!isSameState(value.at, basis.value))
			throw wrong("proved under another state");
	return profile;
};

/** A call that leaves the layer may be carried out a day after it was signed: its cap has room for such a growth of the base fee. */
const leastLeaveTimes = 8n;

/**
 * How an order with these words leaves the layer for its signer: byte for byte the call that the chain's kind knows, or null. Another
 * contract, another receiver, and a kind or chain without such a call have none.
 */
export const leaveOf = (
	profile: RollupProfile,
	{ from, to, data }: Pick<RollupOrder, "from" | "to" | "data">,
): LeaveCall | null => {
	const leave = rollupKindOf(profile)?.leaves?.(profile, from) ?? null;
	return leave?.to === to && leave.data === data ? leave : null;
};

/**
 * What the call is, by its standard. One that was simulated on the root's state may be any but a Safe's, whose facts are proved on L1
 * alone. Of one that was not, all that can leave stands in its own bytes: tokens and items that the account itself
 * sends, what it lets others take, the coin it wraps, and the coin that leaves the layer for the account itself. What nobody can read
 * or tried is refused.
 * @throws layer-call
 */
const asksOf = (
	{
		from,
		to,
		data,
		valueWei,
		foretold,
	}: Pick<RollupOrder, "from" | "to" | "data" | "valueWei" | "foretold">,
	leaves: LeaveCall | null,
): ReadCall | null => {
	if (data === "0x") return null;
	if (leaves !== null) {
		if (valueWei === 0n)
			throw new Fault("layer-call", "a withdrawal of nothing");
		return { kind: "leave", to: from, amount: valueWei };
	}
	if (isSafeExecution(data) || isSafeApproval(data))
		throw new Fault("layer-call", "a Safe's");
	const call = readCall(to, data);
	if (foretold !== undefined) return call;
	const refused = (): Fault =>
		new Fault("layer-call", `a call of the kind "${call.kind}"`);
	switch (call.kind) {
		case "transfer":
		case "approve":
		case "increase":
		case "decrease":
		case "operator":
		case "withdraw":
		case "permit2-approve":
		case "permit2-lockdown":
			break;
		case "nft-transfer":
		case "multi-transfer":
			if (call.from !== from) throw refused();
			break;
		case "deposit":
			// what it wraps
			return call;
		default:
			throw refused();
	}
	if (valueWei !== 0n)
		throw new Fault("layer-call", "the coin goes with such a call");
	return call;
};

/** @throws call-no-code, order-fee */
const checkTarget = (
	order: RollupOrder,
	{ target, code }: RollupFacts,
	call: ReadCall | null,
	dataGas: bigint,
): RollupReading["recipient"] => {
	const { exists, codeHash } = target.value;
	const hasCode = exists && codeHash !== emptyCodeHash;
	// it would take the coins, do nothing, and be called a success
	if (call !== null && !hasCode) throw new Fault("call-no-code", order.to);
	const data = Number(dataGas);
	const [least, most] = hasCode
		? [
				transferGas + 1 + data,
				(call === null ? mostContractGas : mostCallGas) + 8 * data,
			]
		: [transferGas + data, transferGas + 8 * data];
	if (order.gasLimit < least || order.gasLimit > most)
		throw new Fault(
			"order-fee",
			`gas limit ${order.gasLimit}, from ${least} to ${most} here`,
		);
	if (delegateIn(code?.value.bytes ?? "0x") !== null) return "delegated";
	return hasCode ? "contract" : exists ? "account" : "new";
};

/** @throws order-fee */
const checkPrice = (
	{ maxFeePerGasWei: cap, maxPriorityFeePerGasWei: tip }: RollupOrder,
	{ baseFeeWei, mostCapWei, mostTipWei }: FeeTerms,
	leastCapWei: bigint,
	leaves: LeaveCall | null,
): void => {
	const most = mostCapWei > leastCapWei ? mostCapWei : leastCapWei;
	const times = leaves === null ? 1n : leastLeaveTimes;
	if (baseFeeWei !== null && cap < times * baseFeeWei)
		throw new Fault(
			"order-fee",
			`cap ${cap} under base fee ${baseFeeWei}${leaves === null ? "" : `, ${times} times over`}`,
		);
	if (cap > most) throw new Fault("order-fee", `cap ${cap}, at most ${most}`);
	if (tip > cap) throw new Fault("order-fee", `tip ${tip} over cap ${cap}`);
	const mostTip = mostTipWei > leastCapWei ? mostTipWei : leastCapWei;
	if (tip > mostTip)
		throw new Fault("order-fee", `tip ${tip}, at most ${mostTip}`);
};

const larger = (one: bigint, other: bigint): bigint =>
	one > other ? one : other;

/**
 * What the chain may take beside what the signatures cap: for the order, and for the dearest of this key's under way at each other nonce.
 * And all that one can take at the order's own: it may be carried out instead.
 */
const heldBack = (
	order: RollupOrder,
	provedNonce: number,
	{ besideWei }: FeeTerms,
) => {
	const { gasLimit } = order;
	const own =
		besideTimes *
		besideWei({ bytes: mostBytesOf(transactionOf(order)), gasLimit });
	const most = new Map<number, bigint>();
	let instead = 0n;
	for (const raw of order.outstanding) {
		const { transaction } = decodeSigned(raw);
		const { nonce, gasLimit } = transaction;
		if (nonce < provedNonce) continue;
		const held = besideTimes * besideWei({ bytes: raw.length / 2, gasLimit });
		if (nonce === order.nonce)
			instead = larger(instead, mostOf(transaction) + held);
		else most.set(nonce, larger(most.get(nonce) ?? 0n, held));
	}
	const others = [...most.values()].reduce((sum, held) => sum + held, 0n);
	return { own, others, instead };
};

const unsimulated = (
	recipient: RollupReading["recipient"],
	call: ReadCall | null,
	isFirst: boolean,
): readonly Message[] => {
	if (call === null)
		return recipient === "contract"
			? [unknownMessage("unknown.recipient-code")]
			: [];
	const tried = unknownMessage("unknown.layer-call");
	if (call.kind === "leave")
		return isFirst ? [tried] : [tried, unknownMessage("unknown.layer-behind")];
	return [
		tried,
		// which contract it is, nobody says: what is there may only share the name of such a call
		unknownMessage(
			call.kind === "deposit" || call.kind === "withdraw"
				? "unknown.call-own"
				: "unknown.call-token",
		),
		unknownMessage("unknown.call-unnamed"),
	];
};

const unknownsOf = (
	order: RollupOrder,
	recipient: RollupReading["recipient"],
	call: ReadCall | null,
	bounds: LeaveBounds | null,
	besideWei: bigint,
	isFirst: boolean,
): readonly Message[] => [
	unknownMessage("unknown.layer-elsewhere"),
	unknownMessage("unknown.layer-order"),
	...(besideWei === 0n ? [] : [unknownMessage("unknown.layer-fee")]),
	...(call !== null && bounds !== null && order.foretold !== undefined
		? callUnknowns(
				{ ...order, holdings: order.holdings ?? [] },
				null,
				recipient,
				call,
				bounds,
			)
		: unsimulated(recipient, call, isFirst)),
];

/**
 * True when it returns: sender, target and the numbers of the fee are proved under one root of the order's chain; the sender has no
 * code; the nonce is the proved one, or accounted for by this key's own signed transactions; the call, if it is one, was simulated and
 * does no more than it says and the proved allowances let it reach, or says by its standard all that can leave; gas and price are within bounds; and the proved balance, less the most that what is under way can
 * spend, and less a multiple of what no signature caps, covers value and highest fee.
 * Says nothing of age and grade: see `checkRollupOrder`.
 * @throws order-evidence, order-delegated, layer-call, call-no-code, order-nonce, order-fee, order-funds, order-long, order-foretold,
 * l2-fee-unknown, unverifiable-method
 */
export const checkRollup = (
	order: RollupOrder,
	facts: RollupFacts,
): RollupReading => {
	const profile = checkBasis(order, facts);
	const { sender, target, basis } = facts;
	if (sender.value.codeHash !== emptyCodeHash)
		throw new Fault("order-delegated", `code ${sender.value.codeHash}`);
	const { slots } = facts;
	const first = feeSlots(order, facts);
	const terms = feesOf(profile, { basis, slots: slots.slice(0, first) });
	const leaves = leaveOf(profile, order);
	const call = asksOf(order, leaves);
	const holdings = holdingsOf(
		{ from: order.from, holdings: order.holdings ?? [] },
		{ slots: slots.slice(first) },
	);
	checkLength(order);
	const dataGas = terms.dataGas(mostBytesOf(transactionOf(order)));
	const recipient = checkTarget(order, facts, call, dataGas);
	if ((facts.code === undefined) !== (order.foretold === undefined))
		throw wrong("code without a simulation, or the reverse");
	const underWay = checkNonce(order, sender.value.nonce);
	checkPrice(order, terms, underWay.leastCapWei, leaves);
	const held = heldBack(order, sender.value.nonce, terms);
	const mostLeavesWei = mostOf(order);
	const { spendsWei } = underWay;
	const more = larger(held.instead - mostLeavesWei - held.own, 0n);
	const heldBackWei = held.own + held.others;
	const besideWei = held.own / besideTimes;
	const { foretold = null } = order;
	if (foretold !== null && (call === null || leaves !== null))
		throw wrong("it was simulated, and calls nothing that is");
	const bounds =
		call === null
			? null
			: boundsOf(
					{ ...order, foretold },
					call,
					holdings,
					underWayOf(order, sender.value.nonce),
				);
	if (bounds !== null && foretold !== null)
		checkForetold({ ...order, foretold }, bounds, holdings);
	return {
		...checkFunds(
			mostLeavesWei,
			sender.value.balanceWei,
			spendsWei + heldBackWei,
		),
		...placeOnL1(basis),
		profile,
		mostFeeWei: mostLeavesWei - order.valueWei,
		underWayWei: spendsWei + more + held.others,
		besideWei,
		heldBackWei: held.own,
		dataGas,
		recipient,
		codeHash: target.value.codeHash,
		call,
		bounds,
		foretold,
		leaves,
		asOfS: basis.value.grade.asOfS,
		unknowns: unknownsOf(
			order,
			recipient,
			call,
			bounds,
			besideWei,
			order.nonce === sender.value.nonce,
		),
	};
};

/**
 * What leaves a layer for its own signer may rest on a root as old as is still shown: where the sequencer stands still there comes no
 * newer one, and an order whose nonce or balance is not true any more does nothing.
 */
const policyFor = ({
	profile: { policy },
	leaves,
}: RollupReading): Pick<RollupProfile, "policy"> => {
	if (leaves === null) return { policy };
	const { ages } = policy;
	const { show } = ages;
	return { policy: { ...policy, ages: { ...ages, order: show, sign: show } } };
};

/**
 * `checkRollup`, at a time: who stands behind the root, how final it is and how old it may be, as the chain's policy says.
 * @throws as checkRollup; l2-root-unproposed, not-anchored, not-rechecked, order-stale, clock
 */
export const checkRollupOrder = (
	order: RollupOrder,
	facts: RollupFacts,
	nowMs: number,
	purpose: "order" | "sign",
): RollupReading => {
	const reading = checkRollup(order, facts);
	const policy = policyFor(reading);
	checkPolicy(policy, facts.basis.value, purpose, nowMs);
	if (reading.foretold !== null)
		checkPolicy(policy, reading.foretold, purpose, nowMs);
	return reading;
};

/** What the rule asks to be proved of a chain beside sender and target. @throws unverifiable-method where nothing is signed on it */
export const feesWanted = (profile: RollupProfile) => {
	const fees = rollupKindOf(profile)?.fees;
	if (fees === undefined)
		throw new Fault("unverifiable-method", `what ${profile.title} takes`);
	return fees.wanted(profile);
};

/** Does all that can leave by the call stand in its own bytes? Then it may be signed where the chain's code does not run here. */
export const isBoundByItself = (
	call: Pick<RollupOrder, "from" | "to" | "data" | "valueWei">,
): boolean => {
	try {
		return asksOf(call, null) !== null;
	} catch (thrown) {
		if (asFault(thrown).code === "layer-call") return false;
		throw thrown;
	}
};

/** The terms by which an order is made, out of the facts that it will rest on. @throws as `checkRollup` for such facts */
export const feeTermsOf = (
	facts: RollupFacts,
	order: Pick<RollupOrder, "holdings"> = {},
): FeeTerms =>
	feesOf(profileUnder(facts.basis), {
		...facts,
		slots: facts.slots.slice(0, feeSlots(order, facts)),
	});
