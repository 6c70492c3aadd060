// What the signing rule asks of every order on L1, whatever it calls: the policy, the premises it stands on, nonce, fee, and
// what transactions under way can still spend. ARCHITECTURE.md, "Signing". It reads no clock.

import type { Hex } from "../base/bytes.ts";
import { Fault } from "../base/fault.ts";
import type { Immutable } from "../base/immutable.ts";
import type { L1Network } from "../l1/network.ts";
import { emptyCodeHash } from "../state/account.ts";
import type { Account, Header } from "../state/values.ts";
import {
	checkFresh,
	type FreshnessPolicy,
	type Purpose,
} from "../trust/freshness.ts";
import { type Finality, isSameState, type StateBasis } from "../trust/grade.ts";
import {
	type AnyVerified,
	premiseBy,
	type Verified,
} from "../trust/verified.ts";
import { checkNonces } from "./nonces.ts";
import {
	checkFunds,
	type OrderReading,
	placeOnL1,
	premiseOf,
} from "./reading.ts";
import {
	authorityOf,
	decodeSigned,
	mostOf,
	noncesOf,
	type SignedTransaction,
	type Transaction,
} from "./transaction.ts";
import { isSameTransaction, type OrderedTransaction } from "./transfer.ts";
import { unknownMessage } from "./unknown-codes.ts";

/** What every order on L1 says: its transaction, who signs it, and what the nonce counts on. */
export type L1Order = OrderedTransaction & {
	readonly id: string;
	readonly origin: string | null;
	readonly from: Hex;
	readonly outstanding: readonly Hex[];
	readonly replaces?: readonly Hex[];
	readonly madeMs: number;
};

/** What an order may rest on, per network. Nothing here comes from an endpoint or from who asks. */
export type OrderPolicy = {
	/** The weakest finality of the L1 head it may rest on. */
	readonly finality: Finality;
	readonly freshness: FreshnessPolicy;
	/** The fee cap may be at most this many times the proved base fee, and the tip beside. */
	readonly mostBaseFeeTimes: bigint;
	readonly mostTipWei: bigint;
	/** Gas of a transfer to a recipient with code: room to take the coins in, and little more. */
	readonly mostContractGas: number;
	/** Gas of a call: room for a swap over several pools, and a bound on what a trap can burn. */
	readonly mostCallGas: number;
	/** Gas to create a contract: one of the greatest size there can be, and what it does at its start. */
	readonly mostCreationGas: number;
};

/**
 * The policy for L1 orders. A head is signed one slot after its block and seen another slot later, so ten slots leave
 * room for one that was missed; thirty slots are the minutes a person takes to read. Short slots of a local network get
 * a minute at least. The base fee can rise by an eighth a block: four times it covers twelve full blocks.
 */
export const orderPolicy = (network: L1Network): OrderPolicy => {
	const slots = (count: number, leastS: number): number =>
		Math.max(leastS, count * network.secondsPerSlot);
	return {
		finality: "optimistic",
		freshness: {
			show: slots(75, 300),
			answer: slots(75, 300),
			order: slots(10, 60),
			sign: slots(30, 180),
		},
		mostBaseFeeTimes: 4n,
		mostTipWei: 50_000_000_000n,
		mostContractGas: 200_000,
		mostCallGas: 5_000_000,
		mostCreationGas: 8_000_000,
	};
};

/** The policy of the network that this header is of. @throws order-evidence */
export const policyUnder = (header: Verified<Header>): OrderPolicy =>
	orderPolicy(premiseOf(header, "lc-head").value.network);

/**
 * What nodes ask of a replacement: both fees a tenth higher, or it is not taken on. go-ethereum, core/txpool/legacypool,
 * `PriceBump`; the others have the same.
 */
export const raisedFee = (wei: bigint): bigint => (wei * 110n + 99n) / 100n;

/** @returns the least cap that it needs, and the tip where that is above what the policy takes otherwise. @throws order-fee */
const checkRaised = (
	order: L1Order,
	before: Transaction,
): { readonly cap: bigint; readonly tip: bigint } => {
	const least = raisedFee(before.maxFeePerGasWei);
	const leastTip = raisedFee(before.maxPriorityFeePerGasWei);
	if (order.maxFeePerGasWei < least || order.maxPriorityFeePerGasWei < leastTip)
		throw new Fault(
			"order-fee",
			`to replace another it takes a cap of ${least} and a tip of ${leastTip}`,
		);
	// the one price of the older types is a tip too, in what nodes compare
	const isOlder = before.type === 0 || before.type === 1;
	return { cap: least, tip: isOlder ? leastTip : 0n };
};

/** What this key's own transactions under way mean for an order. */
type UnderWay = {
	/** The most that they can spend beside it. */
	readonly spendsWei: bigint;
	/** The least cap with which it takes the place of those that it replaces. */
	readonly leastCapWei: bigint;
	readonly leastTipWei: bigint;
	/** The most that one of those can spend: it may be carried out instead. */
	readonly replacedWei: bigint;
};

/** Once its code runs for the account, nothing bounds what leaves: only a state that shows it will do. @throws order-delegated */
const checkDelegating = ({
	from,
	transaction,
	hash,
}: SignedTransaction): void => {
	const { authorizations = [] } = transaction;
	if (
		authorizations.some(
			(one) => BigInt(one.address) !== 0n && authorityOf(one) === from,
		)
	)
		throw new Fault("order-delegated", `${hash} is under way`);
};

/**
 * The nonce is the proved one, or accounted for by this key's own signed transactions, on whatever chain of Ethereum's kind.
 * @throws order-nonce, order-fee, order-delegated
 */
export const checkNonce = (order: L1Order, provedNonce: number): UnderWay => {
	const replaces = new Set(order.replaces ?? []);
	const found = new Map<Hex, Transaction>();
	const beside: SignedTransaction[] = [];
	const spendsWei = checkNonces(
		{ ...order, what: "transaction" },
		provedNonce,
		(raw) => {
			const signed = decodeSigned(raw);
			const { from, transaction } = signed;
			if (from !== order.from || transaction.chainId !== order.chainId)
				throw new Fault(
					"order-nonce",
					`a transaction of ${from} on chain ${transaction.chainId}`,
				);
			const isReplaced =
				transaction.nonce === order.nonce && replaces.has(signed.hash);
			if (isReplaced) found.set(signed.hash, transaction);
			const isOrder = isSameTransaction(from, transaction, order);
			if (!isReplaced && !isOrder && transaction.nonce >= provedNonce)
				beside.push(signed);
			return {
				nonce: transaction.nonce,
				spendsWei: mostOf(transaction),
				isOrder,
				uses: noncesOf(signed),
				isReplaced,
			};
		},
	);
	beside.forEach(checkDelegating);
	let [leastCapWei, leastTipWei, replacedWei] = [0n, 0n, 0n];
	for (const hash of replaces) {
		const before = found.get(hash);
		if (before === undefined)
			throw new Fault("order-nonce", `${hash} is not under way at its nonce`);
		const least = checkRaised(order, before);
		if (least.cap > leastCapWei) leastCapWei = least.cap;
		if (least.tip > leastTipWei) leastTipWei = least.tip;
		const spends = mostOf(before);
		if (spends > replacedWei) replacedWei = spends;
	}
	return { spendsWei, leastCapWei, leastTipWei, replacedWei };
};

/**
 * The fee cap is within the policy's bounds. One that takes another's place may have as much as that needs and no more: the base
 * fee may have fallen since, and what is under way would be there for good.
 * @throws order-fee
 */
const checkFee = (
	order: L1Order,
	baseFeeWei: bigint,
	{ leastCapWei, leastTipWei }: UnderWay,
	policy: OrderPolicy,
): void => {
	const { maxFeePerGasWei: cap, maxPriorityFeePerGasWei: tip, type } = order;
	const usual = policy.mostBaseFeeTimes * baseFeeWei + policy.mostTipWei;
	const most = usual > leastCapWei ? usual : leastCapWei;
	if (cap < baseFeeWei)
		throw new Fault("order-fee", `cap ${cap} under base fee ${baseFeeWei}`);
	if (cap > most) throw new Fault("order-fee", `cap ${cap}, at most ${most}`);
	if (tip > cap) throw new Fault("order-fee", `tip ${tip} over cap ${cap}`);
	// the older types have one price, which the cap bounds
	if (type === 0 || type === 1) {
		if (tip !== cap) throw new Fault("order-fee", `two prices: ${tip}, ${cap}`);
		return;
	}
	const mostTip =
		policy.mostTipWei > leastTipWei ? policy.mostTipWei : leastTipWei;
	if (tip > mostTip)
		throw new Fault("order-fee", `tip ${tip}, at most ${mostTip}`);
};

/** What every order rests on: who signs, and the header both are proved under. */
export type L1Facts = {
	readonly sender: Verified<Account>;
	readonly header: Verified<Header>;
};

/** They, out of an order's evidence. Within `takeFacts`. */
export const l1FactsOf = (
	sender: AnyVerified | undefined,
	header: AnyVerified | undefined,
): L1Facts => ({
	sender: premiseBy<Account>(sender, "mpt-account"),
	header: premiseBy<Header>(header, "el-header", "el-parent"),
});

/**
 * True when it returns: the header is one of L1 and of the order's chain, as final as the policy wants, the sender is proved
 * under it, and so is all `beside`.
 * @throws order-evidence
 */
export const checkPremises = (
	order: L1Order,
	{ sender, header }: L1Facts,
	beside: readonly Verified<Immutable & { readonly at: StateBasis }>[],
	policy: OrderPolicy,
): void => {
	const wrong = (why: string): Fault => new Fault("order-evidence", why);
	const { network } = premiseOf(header, "lc-head").value;
	if (header.value.grade.who !== "l1")
		throw wrong("the header is not one of L1");
	if (
		header.value.chainId !== order.chainId ||
		network.chainId !== order.chainId
	)
		throw wrong(`chain ${header.value.chainId}, not ${order.chainId}`);
	if (sender.value.address !== order.from)
		throw wrong(`${sender.value.address} is proved, not the sender`);
	for (const { value } of [sender, ...beside])
		if (!isSameState(value.at, header.value))
			throw wrong(`proved at block ${value.at.blockNumber} of another state`);
	if (policy.finality === "final" && header.value.grade.finality !== "final")
		throw wrong("the head is not final");
};

/** What is read out of the facts of an order on L1; `mostLeavesWei` is value and fee. */
export type L1Reading = OrderReading & {
	readonly mostFeeWei: bigint;
	readonly baseFeePerGasWei: bigint;
	/** What can leave beside, by transactions under way: by the dearest at each nonce, and at its own as far as that is dearer. */
	readonly underWayWei: bigint;
};

/**
 * True when it returns: the sender has no code; the nonce is accounted for; the fee cap is within bounds; and the proved
 * balance, less the most that transactions under way can spend, covers value and highest fee.
 * @throws order-delegated, order-nonce, order-fee, order-funds
 */
export const checkSpending = (
	order: L1Order,
	facts: L1Facts,
	policy: OrderPolicy,
): L1Reading => {
	const { codeHash } = facts.sender.value;
	if (codeHash !== emptyCodeHash)
		throw new Fault("order-delegated", `code ${codeHash}`);
	return checkSpendingOf(order, facts, policy);
};

/** `checkSpending` for a sender that may have code. @throws order-delegated, order-nonce, order-fee, order-funds */
export const checkSpendingOf = (
	order: L1Order,
	{ sender: { value: sender }, header }: L1Facts,
	policy: OrderPolicy,
): L1Reading => {
	const underWay = checkNonce(order, sender.nonce);
	const { spendsWei, replacedWei } = underWay;
	checkFee(order, header.value.baseFeePerGasWei, underWay, policy);
	const mostLeavesWei = mostOf(order);
	const more = replacedWei > mostLeavesWei ? replacedWei - mostLeavesWei : 0n;
	return {
		underWayWei: spendsWei + more,
		...checkFunds(mostLeavesWei, sender.balanceWei, spendsWei),
		...placeOnL1(header),
		mostFeeWei: mostLeavesWei - order.valueWei,
		baseFeePerGasWei: header.value.baseFeePerGasWei,
		asOfS: header.value.grade.asOfS,
		unknowns: [unknownMessage("unknown.other-transactions")],
	};
};

/** What a rule asks of an order, whenever it is asked. */
type L1Rule<O, F extends L1Facts, R extends L1Reading> = (
	order: O,
	facts: F,
	policy: OrderPolicy,
) => R;

/** When it is asked, and what for. */
export type OrderTime = readonly [
	nowMs: number,
	purpose: Extract<Purpose, "order" | "sign">,
];

/**
 * The rule under the policy of the network the facts belong to, and besides: what it rests on, and whatever else `alsoAsOfS` names,
 * is young enough for `purpose` at `nowMs`, and not from the future. Called when the order is made and again at the signature.
 * What it gives throws as the rule does; order-stale, clock.
 */
export const inTime =
	<O, F extends L1Facts, R extends L1Reading>(
		rule: L1Rule<O, F, R>,
		alsoAsOfS: (reading: R) => readonly number[] = () => [],
	) =>
	(order: O, facts: F, ...[nowMs, purpose]: OrderTime): R => {
		const policy = policyUnder(facts.header);
		const reading = rule(order, facts, policy);
		for (const asOfS of [reading.asOfS, ...alsoAsOfS(reading)])
			checkFresh(asOfS, nowMs, purpose, policy.freshness);
		return reading;
	};
