// The signing rule, in its one place: wallet/order.ts makes an order by it, the signer checks it again by it before it
// signs, and the receipt is read by it. DESIGN.md, "Signing rule", for a transfer of ETH on L1. It reads no clock.

import { type Hex, toHex } from "../base/bytes.ts";
import { Fault } from "../base/fault.ts";
import type { L1Network } from "../l1/network.ts";
import type { Checkpoint, Head } from "../l1/values.ts";
import { emptyCodeHash } from "../state/account.ts";
import type { Account, Code, Header } from "../state/values.ts";
import {
	checkFresh,
	type FreshnessPolicy,
	type Purpose,
} from "../trust/freshness.ts";
import type { Finality, StateBasis } from "../trust/grade.ts";
import {
	type AnyVerified,
	premiseBy,
	type Verified,
} from "../trust/verified.ts";
import {
	decodeSigned,
	mostOf,
	type SignedTransaction,
	signingHash,
} from "./transaction.ts";
import { mostOutstanding, type Transfer, transactionOf } from "./transfer.ts";

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
};

/** Intrinsic gas of a transfer; all that one to an account without code can use. */
export const transferGas = 21_000;

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
	};
};

/** The proved values a transfer rests on. */
export type TransferFacts = {
	readonly sender: Verified<Account>;
	readonly recipient: Verified<Account>;
	readonly header: Verified<Header>;
	/** The recipient's code, when it has some and it is known. */
	readonly code: Verified<Code> | null;
};

/** The facts in the order in which evidence concludes them. */
export const factsInOrder = (facts: TransferFacts): readonly AnyVerified[] => [
	facts.sender,
	facts.recipient,
	facts.header,
	...(facts.code === null ? [] : [facts.code]),
];

/** The facts out of an order's evidence. @throws order-evidence when it concludes anything else */
export const factsOf = (conclusions: readonly AnyVerified[]): TransferFacts => {
	const [sender, recipient, header, code, ...more] = conclusions;
	try {
		if (more.length > 0) throw new Fault("evidence-step", "more conclusions");
		return {
			sender: premiseBy<Account>(sender, "mpt-account"),
			recipient: premiseBy<Account>(recipient, "mpt-account"),
			header: premiseBy<Header>(header, "el-header", "el-parent"),
			code: code === undefined ? null : premiseBy<Code>(code, "code"),
		};
	} catch (thrown) {
		if (thrown instanceof Fault)
			throw new Fault("order-evidence", thrown.detail);
		throw thrown;
	}
};

/** What the rule has read out of the facts; every number in it is proved or follows from the order itself. */
export type TransferReading = {
	readonly recipient: "account" | "contract" | "new" | "delegated";
	readonly mostFeeWei: bigint;
	/** Value and fee, whatever the state turns out to be. */
	readonly mostLeavesWei: bigint;
	readonly balanceWei: bigint;
	/** The balance less the most that transactions under way can spend. */
	readonly spendableWei: bigint;
	readonly baseFeePerGasWei: bigint;
	readonly network: L1Network;
	readonly checkpoint: Hex;
	readonly headSlot: number;
	readonly asOfS: number;
	/** What could not be known, in sentences. */
	readonly unknowns: readonly string[];
};

const isSameBlock = (one: StateBasis, other: StateBasis): boolean =>
	one.chainId === other.chainId &&
	one.blockNumber === other.blockNumber &&
	one.blockHash === other.blockHash &&
	one.stateRoot === other.stateRoot;

/** The nearest value by `rule` that this one rests on. @throws order-evidence */
export const groundOf = <R extends "lc-head" | "checkpoint">(
	verified: AnyVerified,
	rule: R,
): Verified<R extends "lc-head" ? Head : Checkpoint> => {
	for (
		let part: AnyVerified | undefined = verified;
		part !== undefined;
		part = part.premises[0]
	)
		if (part.rule === rule) return premiseBy(part, rule);
	throw new Fault("order-evidence", `nothing by ${rule} is behind it`);
};

const checkBasis = (
	order: Transfer,
	facts: TransferFacts,
	policy: OrderPolicy,
): Head => {
	const { sender, recipient, header, code } = facts;
	const wrong = (why: string): Fault => new Fault("order-evidence", why);
	const head = groundOf(header, "lc-head").value;
	if (header.value.grade.who !== "l1")
		throw wrong("the header is not one of L1");
	if (
		header.value.chainId !== order.chainId ||
		head.network.chainId !== order.chainId
	)
		throw wrong(`chain ${header.value.chainId}, not ${order.chainId}`);
	if (sender.value.address !== order.from)
		throw wrong(`${sender.value.address} is proved, not the sender`);
	if (recipient.value.address !== order.to)
		throw wrong(`${recipient.value.address} is proved, not the recipient`);
	for (const { value } of code === null
		? [sender, recipient]
		: [sender, recipient, code])
		if (!isSameBlock(value.at, header.value))
			throw wrong(`proved at block ${value.at.blockNumber} of another state`);
	if (
		code !== null &&
		(code.value.address !== order.to ||
			code.value.codeHash !== recipient.value.codeHash)
	)
		throw wrong("the code is not the recipient's");
	if (policy.finality === "final" && header.value.grade.finality !== "final")
		throw wrong("the head is not final");
	return head;
};

const checkNonce = (
	order: Transfer,
	provedNonce: number,
): readonly SignedTransaction[] => {
	const wrong = (why: string): Fault => new Fault("order-nonce", why);
	if (order.outstanding.length > mostOutstanding)
		throw wrong(`${order.outstanding.length} transactions are under way`);
	const known = order.outstanding.map((raw) => {
		try {
			return decodeSigned(raw);
		} catch (thrown) {
			throw wrong(thrown instanceof Fault ? thrown.message : "not decoded");
		}
	});
	for (const { from, transaction } of known)
		if (from !== order.from || transaction.chainId !== order.chainId)
			throw wrong(`a transaction of ${from} on chain ${transaction.chainId}`);
	if (order.nonce < provedNonce)
		throw wrong(`nonce ${order.nonce} is used, the next is ${provedNonce}`);
	if (order.nonce - provedNonce > known.length)
		throw wrong(`nonces from ${provedNonce} on are not accounted for`);
	const taken = new Set(known.map(({ transaction }) => transaction.nonce));
	for (let nonce = provedNonce; nonce < order.nonce; nonce++)
		if (!taken.has(nonce)) throw wrong(`nonce ${nonce} is not accounted for`);
	const own = toHex(signingHash(transactionOf(order)));
	if (
		known.some(
			(one) => one.transaction.nonce === order.nonce && one.signingHash !== own,
		)
	)
		throw wrong(`nonce ${order.nonce} is signed for another transaction`);
	return known.filter(
		({ transaction }) =>
			transaction.nonce >= provedNonce && transaction.nonce !== order.nonce,
	);
};

/** The most that these can spend together: of two at one nonce, the dearer one. */
const liability = (known: readonly SignedTransaction[]): bigint => {
	const most = new Map<number, bigint>();
	for (const { transaction } of known) {
		const spends = mostOf(transaction);
		const before = most.get(transaction.nonce) ?? 0n;
		most.set(transaction.nonce, spends > before ? spends : before);
	}
	let sum = 0n;
	for (const spends of most.values()) sum += spends;
	return sum;
};

const checkFee = (
	order: Transfer,
	baseFeeWei: bigint,
	policy: OrderPolicy,
): void => {
	const { maxFeePerGasWei: cap, maxPriorityFeePerGasWei: tip } = order;
	const most = policy.mostBaseFeeTimes * baseFeeWei + policy.mostTipWei;
	if (cap < baseFeeWei)
		throw new Fault("order-fee", `cap ${cap} under base fee ${baseFeeWei}`);
	if (cap > most) throw new Fault("order-fee", `cap ${cap}, at most ${most}`);
	if (tip > cap) throw new Fault("order-fee", `tip ${tip} over cap ${cap}`);
	if (tip > policy.mostTipWei)
		throw new Fault("order-fee", `tip ${tip}, at most ${policy.mostTipWei}`);
};

const recipientOf = (facts: TransferFacts): TransferReading["recipient"] => {
	const { exists, codeHash } = facts.recipient.value;
	if (!exists) return "new";
	if (codeHash === emptyCodeHash) return "account";
	// EIP-7702: 0xef0100 and the address whose code runs.
	const bytes = facts.code?.value.bytes;
	return bytes?.length === 48 && bytes.startsWith("0xef0100")
		? "delegated"
		: "contract";
};

/**
 * A plain transfer needs exactly 21000. With code at the recipient 21000 always fails, for nothing is left to run it
 * with; the limit is then bounded, so that what its code can burn is, and its effects are named as unknown.
 */
const checkGas = (
	order: Transfer,
	recipient: TransferReading["recipient"],
	policy: OrderPolicy,
): void => {
	const plain = recipient === "account" || recipient === "new";
	const [least, most] = plain
		? [transferGas, transferGas]
		: [transferGas + 1, policy.mostContractGas];
	if (order.gasLimit < least || order.gasLimit > most)
		throw new Fault(
			"order-fee",
			`gas limit ${order.gasLimit}, from ${least} to ${most} for this recipient`,
		);
};

const unknownsOf = (
	order: Transfer,
	recipient: TransferReading["recipient"],
): readonly string[] => {
	const unknowns = [
		"Transactions this key signed outside Sextant are not known; one of them could use this nonce first.",
	];
	if (recipient === "contract" || recipient === "delegated")
		unknowns.push(
			"The recipient has code, which runs and was not simulated. It may refuse the transfer, and it may use token allowances you gave to it.",
		);
	if (/^0x0{36}/.test(order.to))
		unknowns.push(
			"The recipient is a reserved address that nobody holds a key to.",
		);
	return unknowns;
};

/**
 * True when it returns: sender, recipient and header are proved at one block of the order's chain on ground that the
 * policy takes; the nonce is the proved one or accounted for by this key's own signed transactions; the sender has no
 * code; the proved balance, less the most those can spend, covers value and highest fee; the fee cap is within bounds.
 * Says nothing of age: see `checkOrder`.
 * @throws order-evidence, order-delegated, order-nonce, order-fee, order-funds
 */
export const checkTransfer = (
	order: Transfer,
	facts: TransferFacts,
	policy: OrderPolicy,
): TransferReading => {
	const head = checkBasis(order, facts, policy);
	const sender = facts.sender.value;
	const header = facts.header.value;
	if (sender.codeHash !== emptyCodeHash)
		throw new Fault("order-delegated", `code ${sender.codeHash}`);
	const known = checkNonce(order, sender.nonce);
	checkFee(order, header.baseFeePerGasWei, policy);
	const recipient = recipientOf(facts);
	checkGas(order, recipient, policy);
	const spent = liability(known);
	const spendableWei =
		sender.balanceWei > spent ? sender.balanceWei - spent : 0n;
	const mostLeavesWei = mostOf(transactionOf(order));
	if (mostLeavesWei > spendableWei)
		throw new Fault(
			"order-funds",
			`${mostLeavesWei} wei may leave, ${spendableWei} are spendable`,
		);
	return {
		recipient,
		mostFeeWei: mostLeavesWei - order.valueWei,
		mostLeavesWei,
		balanceWei: sender.balanceWei,
		spendableWei,
		baseFeePerGasWei: header.baseFeePerGasWei,
		network: head.network,
		checkpoint: groundOf(facts.header, "checkpoint").value.root,
		headSlot: head.slot,
		asOfS: header.grade.asOfS,
		unknowns: unknownsOf(order, recipient),
	};
};

/**
 * `checkTransfer` under the policy of the network the facts belong to, and besides: what it rests on is young enough
 * for `purpose` at `nowMs`, and not from the future. Called when the order is made and again at the signature.
 * @throws as checkTransfer; order-stale, clock
 */
export const checkOrder = (
	order: Transfer,
	facts: TransferFacts,
	nowMs: number,
	purpose: Extract<Purpose, "order" | "sign">,
): TransferReading => {
	const { network } = groundOf(facts.header, "lc-head").value;
	const policy = orderPolicy(network);
	const reading = checkTransfer(order, facts, policy);
	checkFresh(reading.asOfS, nowMs, purpose, policy.freshness);
	return reading;
};
