// What orders need of a layer 2 whose accounts are Ethereum's: made from proofs under its newest root, sent to every node, and looked
// for until a root shows them. Nothing that a node says goes into one: a price it states is bounded by the rule, and a nonce it states
// can only hold an order up. Between sending and root there is a node's word ("made"), shown as that; and, where the kind reads what its
// chains write to Ethereum, that the order is in it, by proof.

import type { Hex } from "../base/bytes.ts";
import { Fault } from "../base/fault.ts";
import { evidenceOf, evidenceText } from "../evidence/evidence.ts";
import { rollupKindOf } from "../l2/checks.ts";
import type { PostedSearch } from "../l2/posted.ts";
import type { RollupProfile } from "../l2/profile.ts";
import { checkPolicy } from "../l2/rollup.ts";
import { isOnRollup } from "../receipt/orders.ts";
import {
	feesWanted,
	leaveOf,
	type RollupFacts,
	rollupFactsInOrder,
} from "../receipt/rollup-rule.ts";
import type { Execution } from "../source/execution.ts";
import type { Pool } from "../source/pool.ts";
import { looseNumber } from "../source/quantity.ts";
import { hasParents } from "../state/header.ts";
import {
	historyAddress,
	historyHeader,
	historySlot,
} from "../state/history.ts";
import { minedIn, type TransactionInBlock } from "../state/mined.ts";
import { wordHex } from "../state/storage-layout.ts";
import type { Header } from "../state/values.ts";
import type { StateBasis } from "../trust/grade.ts";
import type { Verified } from "../trust/verified.ts";
import {
	type Entry,
	isToBeSent,
	withClaim,
	withNonceUsed,
	withPosted,
	withReceipt,
	withSought,
} from "../wallet/ledger.ts";
import type {
	OrderContext,
	OrderHand,
	OrderRequest,
} from "../wallet/order-context.ts";
import { composeRollup, evidenceOfRollup } from "../wallet/rollup-order.ts";
import { deliver } from "./l1-orders.ts";
import { type Reader, readOne } from "./reader.ts";

export type RollupOrderParts = {
	readonly profile: RollupProfile;
	readonly reader: Reader;
	/** For what leaves the layer: its root may be as old as one that is still shown. */
	readonly patient: Reader;
	readonly pool: Pool<Execution>;
	/** Missing, or null, where what the layer writes to L1 is not read. */
	readonly posted?: PostedSearch | null;
	/** Does a person look? Then it is read how far an order is. Missing: nobody does. */
	readonly isLookedAt?: () => boolean;
};

/** Those that an order which leaves the layer is made and followed by. */
const patiently = (parts: RollupOrderParts): RollupOrderParts => ({
	...parts,
	reader: parts.patient,
});

/** Where no node says what is usual. */
const usualTipWei = 1_000_000n;

/**
 * What is usual by the one in the middle of all that answer: by the first alone, that one could keep every order out by a price that no
 * block takes, and have it made again no dearer than it likes.
 */
const tipOf = async ({ pool }: RollupOrderParts): Promise<bigint> => {
	const said = await pool
		.all(async ({ client }) => (await client.feeHint()).value.priorityFeeWei)
		.catch((): readonly bigint[] => []);
	const sorted = said.toSorted((a, b) => (a < b ? -1 : a > b ? 1 : 0));
	const wei = sorted[Math.floor(sorted.length / 2)] ?? usualTipWei;
	return wei > usualTipWei ? wei : usualTipWei;
};

/** All that it will rest on, under one root. */
const readFacts = async (
	{ profile, reader }: RollupOrderParts,
	{ from, to }: Pick<OrderRequest, "from" | "to">,
): Promise<RollupFacts> => {
	const wanted = feesWanted(profile);
	const people = from === to ? [from] : [from, to];
	const { basis, reads } = await reader.read(
		[...people.map((address) => ({ address, slots: [] })), ...wanted],
		"latest",
	);
	const [sender] = reads;
	const target = reads[people.length - 1];
	if (sender === undefined || target === undefined)
		throw new Fault("internal", "two accounts were asked for");
	return {
		sender: sender.account,
		target: target.account,
		basis,
		slots: reads.slice(people.length).flatMap(({ slots }) => slots),
	};
};

/**
 * Every node that answers says that the account has used up more than this device knows of: then the order would only be refused. It
 * is their word, and it holds up and does nothing else; one that says less is no better founded, and one is enough to go on.
 * @throws order-elsewhere
 */
const checkElsewhere = async (
	{ pool }: RollupOrderParts,
	from: Hex,
	nonce: number,
): Promise<void> => {
	const said = await pool.all(async ({ client }) => {
		const { value } = await client.askAll([
			{
				method: "eth_getTransactionCount",
				params: [from, "pending"],
				decode: looseNumber,
				maxBytes: 1_024,
			},
		]);
		const [count] = value;
		if (count === undefined || count instanceof Fault)
			throw count ?? new Fault("rpc-error", "no count");
		return count;
	});
	if (said.length > 0 && Math.min(...said) > nonce)
		throw new Fault(
			"order-elsewhere",
			`nonce ${Math.min(...said)}, ${nonce} here`,
		);
};

/** What is not made on a layer 2. @throws unverifiable-method, layer-call */
const checkAsked = ({ exit, delegates, call, older }: OrderRequest): void => {
	if (exit !== undefined || delegates === true)
		throw new Fault("unverifiable-method", "made on Ethereum alone");
	if (call?.creates === true || call?.own !== undefined)
		throw new Fault("layer-call", "more than a call as it stands");
	if ((call?.accessList.length ?? 0) > 0 || older !== undefined)
		throw new Fault("layer-call", "of a form that is not signed there");
};

const compose = async (
	parts: RollupOrderParts,
	asked: OrderRequest,
	outstanding: () => readonly Hex[],
	nowMs: () => number,
): ReturnType<OrderContext["compose"]> => {
	checkAsked(asked);
	const data = asked.call?.data ?? "0x";
	const leaves = leaveOf(parts.profile, { ...asked, data }) !== null;
	const [tipWei, facts] = await Promise.all([
		tipOf(parts),
		readFacts(leaves ? patiently(parts) : parts, asked),
	]);
	const order = composeRollup({
		id: asked.id,
		origin: asked.origin,
		valueWei: asked.valueWei,
		data,
		profile: parts.profile,
		facts,
		outstanding: outstanding(),
		...(asked.replaces === undefined ? {} : { replaces: asked.replaces }),
		...(asked.most === undefined ? {} : { most: asked.most }),
		tipWei,
		nowMs: nowMs(),
	});
	const { from, nonce, replaces } = order.transfer;
	if (replaces === undefined) await checkElsewhere(parts, from, nonce);
	return {
		order,
		evidence: evidenceOfRollup(order),
		rests: rollupFactsInOrder(order.facts),
	};
};

/**
 * The block with that number, by what the root's state keeps of it; null where it keeps nothing of it. Nodes are asked by the hash that is
 * proved: on a chain whose state keeps other hashes there, or none yet, no node lies that gives the block as it is.
 */
const earlierBlock = async (
	{ profile, reader, pool }: RollupOrderParts,
	top: Verified<Header>,
	number: number,
): Promise<Verified<Header> | null> => {
	const back = top.value.blockNumber - number;
	if (back === 0) return top;
	const window = rollupKindOf(profile)?.blockHashes ?? 0;
	if (back < 0 || back > window) return null;
	const slots = [historySlot(number, window)];
	const { basis, reads } = await reader.read(
		[{ address: historyAddress, slots }],
		"latest",
	);
	const slot = reads[0]?.slots[0];
	if (slot === undefined || basis.value.blockHash !== top.value.blockHash)
		return null;
	const { word } = slot.value;
	if (word === 0n) return null;
	const found = await pool.first(async ({ client }) => {
		const { value } = await client.header({ hash: wordHex(word) });
		return historyHeader(slot, value.rlp);
	});
	return found.value.blockNumber === number ? found : null;
};

/** Where a node says that it is, proved; null while nothing is, or can be. */
const provedIn = async (
	parts: RollupOrderParts,
	hash: Hex,
	numbers: readonly number[],
): Promise<TransactionInBlock | null> => {
	const top = await parts.reader.basis("latest");
	if (!hasParents(top)) return null;
	const minedAt = async (
		number: number,
	): Promise<TransactionInBlock | null> => {
		const block = await earlierBlock(parts, top, number);
		return block === null ? null : minedIn(parts.pool, block, hash);
	};
	for (const number of new Set(numbers)) {
		// what cannot be read of the block that one node names hides no other's
		const mined = await minedAt(number).catch(() => null);
		if (mined !== null) return mined;
	}
	return null;
};

/** May orders rest on that root, however old it is? */
const isFit = ({ profile }: RollupOrderParts, at: StateBasis): boolean => {
	try {
		checkPolicy(profile, at, "order", at.grade.asOfS * 1_000);
		return true;
	} catch (thrown) {
		if (thrown instanceof Fault) return false;
		throw thrown;
	}
};

/**
 * One step of looking for an order in what its layer wrote to L1. Where that begins is kept at the first look, whoever looks: what is
 * written before it is not read. What an endpoint lacks the next look asks for again.
 */
const lookPosted = async (
	{ posted, isLookedAt }: RollupOrderParts,
	id: string,
	hand: OrderHand,
): Promise<void> => {
	const { signed, sought, ...was } = hand.known(id);
	if (posted === undefined || posted === null || signed === null) return;
	if (was.posted !== undefined || sought?.unread !== undefined) return;
	if (sought !== undefined && isLookedAt?.() !== true) return;
	const step = await posted(signed.raw, sought ?? null);
	const { found } = step;
	if (found === null) {
		await hand.change(id, (was) => withSought(was, step.sought));
		return;
	}
	hand.remember(found);
	await hand.change(id, (was) => withPosted(was, found));
};

const followOne = async (
	parts: RollupOrderParts,
	entry: Entry,
	hand: OrderHand,
	refusedAt: Map<Hex, number>,
): Promise<void> => {
	const { signed, order } = entry;
	if (signed === null) return;
	const isSuperseded = hand.isSuperseded(order.id);
	// the first sending waits for no root
	if (entry.state === "signed" && !isSuperseded)
		await deliver(parts, entry, hand, refusedAt, null);
	const { account } = await readOne(
		parts.reader,
		{ address: order.from, slots: [] },
		"latest",
	);
	const hints = await parts.pool.all(
		async ({ client }) => (await client.receiptHint(signed.hash)).value,
	);
	const numbers = hints.flatMap((hint) =>
		hint === null ? [] : [hint.blockNumber],
	);
	if (account.value.nonce <= order.nonce) {
		if (numbers.length > 0)
			await hand.change(order.id, (was) => withClaim(was, "made"));
		// one node's word that it is made keeps it from no other
		const isLacking = hints.length === 0 || hints.includes(null);
		if (isLacking && !isSuperseded && isToBeSent(hand.known(order.id)))
			await deliver(
				parts,
				entry,
				hand,
				refusedAt,
				account.value.at.blockNumber ?? 0,
			);
		// its endpoints' faults are kept with them, and a failed step counts as none
		if (isToBeSent(hand.known(order.id)))
			await lookPosted(parts, order.id, hand).catch(() => {});
		return;
	}
	// what no order may rest on ends none: its signature would be forgotten, and might still take effect
	if (!isFit(parts, account.value.at)) return;
	const mined = await provedIn(parts, signed.hash, numbers).catch(() => null);
	if (mined === null) {
		// used up by proof: by which transaction, nobody has shown
		await hand.change(order.id, (was) => withNonceUsed(was, account));
		return;
	}
	hand.remember(mined.receipt);
	await hand.keepInclusion(order.id, evidenceText(evidenceOf(mined.receipt)));
	await hand.change(order.id, (was) => withReceipt(was, mined.receipt));
};

/** For how many blocks of the root after it was over its receipt is still looked for. */
const mostLookedBack = 100_000;

/** Null for a kind on whose chains nothing is signed. */
export const rollupOrderContext = (
	parts: RollupOrderParts,
): OrderContext | null => {
	const { profile } = parts;
	if (rollupKindOf(profile)?.fees === undefined) return null;
	const refusedAt = new Map<Hex, number>();
	return {
		chainId: profile.chainId,
		calls: true,
		mostAgeS: profile.policy.ages.sign,
		mostLeaveAgeS: profile.policy.ages.show,
		compose: (asked, outstanding, nowMs) =>
			compose(parts, asked, outstanding, nowMs),
		follow: async (entry, hand) => {
			if (!isOnRollup(entry.order)) return;
			const by = entry.leaves === true ? patiently(parts) : parts;
			if (entry.state === "over") {
				const top = await by.reader.basis("latest");
				// where L1 knows no header no receipt is ever proved
				if (!hasParents(top)) return;
				const since = top.value.blockNumber - (entry.overAt ?? 0);
				if (since > mostLookedBack) return;
			}
			await followOne(by, entry, hand, refusedAt);
		},
	};
};
