// Orders the engine has offered. Each is checked here by its evidence before a person sees it, and what was shown under
// an id can never be another order later. It holds no key.

import { type Hex, utf8 } from "../base/bytes.ts";
import { Fault } from "../base/fault.ts";
import { keccakHex } from "../crypto/hash.ts";
import type { Kernel } from "../crypto/kernel.ts";
import type { ApprovalView } from "../protocol/views.ts";
import { checkAnchorAge } from "../receipt/anchor.ts";
import { checkEvidence } from "../receipt/check.ts";
import { decodeEvidence, type Evidence } from "../receipt/evidence.ts";
import {
	type L1Network,
	type NetworkFile,
	networkByName,
	networksOf,
} from "../receipt/networks.ts";
import {
	checkOrder,
	factsOf,
	type TransferFacts,
	type TransferReading,
} from "../receipt/order-rule.ts";
import type { Replayed } from "../receipt/replay.ts";
import type { SignedTransaction } from "../receipt/transaction.ts";
import { decodeTransfer, type Transfer } from "../receipt/transfer.ts";

const mostOffers = 16;
const mostHeldChars = 64_000_000;
const mostIds = 10_000;
const mostSigned = 256;

/** An order with what was verified for it, in this realm. */
export type Checked = {
	readonly transfer: Transfer;
	readonly facts: TransferFacts;
	readonly reading: TransferReading;
	readonly steps: number;
};

export type Offer = {
	readonly id: string;
	readonly order: string;
	/** Null once it is checked: what it proves is in `checked` then. */
	evidence: string | null;
	checked: Checked | null;
	signed: SignedTransaction | null;
};

export type Ground = {
	readonly kernel: Kernel;
	readonly files: readonly NetworkFile[];
	/** The anchors of a network. */
	readonly rootsOf: (network: L1Network) => readonly Hex[];
	readonly nowMs: number;
};

/** The network the evidence speaks of, by this realm's own list. @throws unknown-chain */
export const networkOf = (
	file: Evidence,
	files: readonly NetworkFile[],
): L1Network => {
	const network = networkByName(networksOf(files))(file.network);
	if (network === undefined)
		throw new Fault("unknown-chain", `network "${file.network}"`);
	return network;
};

/** Evidence by the anchors of its network, none of them too old. @throws as `checkEvidence`, checkpoint-age */
export const checkByAnchors = async (
	file: Evidence,
	ground: Ground,
): Promise<Replayed> => {
	const { kernel, files, nowMs } = ground;
	const anchors = ground.rootsOf(networkOf(file, files));
	// Before any step is run: nothing that starts elsewhere is worth the work.
	if (!anchors.includes(file.checkpoint))
		throw new Fault("evidence-anchor", `rooted at ${file.checkpoint}`);
	const replayed = await checkEvidence(file, {
		kernel,
		networks: files,
		anchors,
	});
	for (const conclusion of replayed.conclusions)
		checkAnchorAge(conclusion, nowMs);
	return replayed;
};

/** The order with every transaction this signer has signed itself, whether the engine lists it or not. */
const withOwn = (
	order: Transfer,
	own: readonly SignedTransaction[],
	provedNonce: number,
): Transfer => {
	const known = new Set(order.outstanding);
	const missing = own.filter(
		({ from, transaction, raw }) =>
			from === order.from &&
			transaction.chainId === order.chainId &&
			transaction.nonce >= provedNonce &&
			!known.has(raw),
	);
	return missing.length === 0
		? order
		: {
				...order,
				outstanding: [...order.outstanding, ...missing.map(({ raw }) => raw)],
			};
};

export type Offers = {
	/**
	 * Holds an order; the same id with the same text again is the same order, whose evidence may be newer.
	 * @throws order-evidence when the id stood for another order, too-many
	 */
	readonly hold: (id: string, order: string, evidence: string) => Offer;
	readonly get: (id: string) => Offer | undefined;
	/** Has an order with this id been offered since this signer began, whatever became of it? */
	readonly hasSeen: (id: string) => boolean;
	readonly list: () => readonly Offer[];
	readonly drop: (id: string) => void;
	/** True when it returns: `offer.checked` is what its evidence proves here. @throws the fault that speaks against it */
	readonly check: (offer: Offer, ground: Ground) => Promise<Checked>;
	/** The checked order again at this moment, reckoning with all that was signed since. @throws as `checkOrder` */
	readonly again: (checked: Checked, nowMs: number) => Transfer;
	readonly keep: (offer: Offer, signed: SignedTransaction) => void;
};

export const openOffers = (): Offers => {
	const offers = new Map<string, Offer>();
	const texts = new Map<string, string>();
	const own: SignedTransaction[] = [];

	const again = (checked: Checked, nowMs: number): Transfer => {
		const { transfer, facts } = checked;
		const order = withOwn(transfer, own, facts.sender.value.nonce);
		checkOrder(order, facts, nowMs, "sign");
		return order;
	};

	return {
		hold: (id, order, evidence) => {
			const before = texts.get(id);
			if (before !== undefined && before !== order)
				throw new Fault("order-evidence", `${id} stands for another order`);
			const held = offers.get(id);
			if (held !== undefined && held.signed !== null) return held;
			let chars = evidence.length;
			for (const other of offers.values())
				if (other.id !== id) chars += other.evidence?.length ?? 0;
			if (
				(held === undefined && offers.size >= mostOffers) ||
				texts.size >= mostIds ||
				chars > mostHeldChars
			)
				throw new Fault("too-many", `${offers.size} orders are held`);
			const offer: Offer = { id, order, evidence, checked: null, signed: null };
			texts.set(id, order);
			offers.set(id, offer);
			return offer;
		},
		get: (id) => offers.get(id),
		hasSeen: (id) => texts.has(id),
		list: () => [...offers.values()],
		drop: (id) => {
			offers.delete(id);
		},
		check: async (offer, ground) => {
			if (offer.checked !== null) return offer.checked;
			if (offer.evidence === null)
				throw new Fault("order-evidence", "it came without evidence");
			const transfer = decodeTransfer(offer.order);
			if (transfer.id !== offer.id)
				throw new Fault("order-evidence", `the order's id is ${transfer.id}`);
			const file = decodeEvidence(offer.evidence);
			const { conclusions, steps } = await checkByAnchors(file, ground);
			const facts = factsOf(conclusions);
			const reading = checkOrder(
				withOwn(transfer, own, facts.sender.value.nonce),
				facts,
				ground.nowMs,
				"sign",
			);
			offer.checked = { transfer, facts, reading, steps };
			offer.evidence = null;
			return offer.checked;
		},
		again,
		keep: (offer, signed) => {
			offer.signed = signed;
			if (own.every(({ hash }) => hash !== signed.hash)) own.push(signed);
			if (own.length > mostSigned) own.shift();
			// A decided order makes room; its signature stays with the engine.
			const decided = [...offers.values()].filter((one) => one.signed !== null);
			for (const one of decided.slice(0, -(mostOffers / 2)))
				offers.delete(one.id);
		},
	};
};

/** Names the order by all of it. */
export const orderHashOf = ({ order }: Offer): Hex => keccakHex(utf8(order));

/** What the person is shown: made from what was verified here, not from what the engine says. */
export const approvalOf = (offer: Offer, checked: Checked): ApprovalView => {
	const { transfer, reading, steps } = checked;
	return {
		id: offer.id,
		order: orderHashOf(offer),
		origin: transfer.origin,
		chainId: transfer.chainId,
		from: transfer.from,
		to: transfer.to,
		valueWei: transfer.valueWei.toString(),
		data: transfer.data,
		nonce: transfer.nonce,
		gasLimit: transfer.gasLimit,
		maxFeePerGasWei: transfer.maxFeePerGasWei.toString(),
		mostFeeWei: reading.mostFeeWei.toString(),
		mostLeavesWei: reading.mostLeavesWei.toString(),
		balanceWei: reading.balanceWei.toString(),
		checkpoint: reading.checkpoint,
		headSlot: reading.headSlot,
		asOfS: reading.asOfS,
		steps,
	};
};
