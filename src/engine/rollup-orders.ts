// What orders need of a layer 2 whose accounts are Ethereum's: made from proofs under its newest root, sent to every node, and looked
// for until a root shows them. Nothing that a node says goes into one: a price it states is bounded by the rule, and a nonce it states
// can only hold an order up. Between sending and root there is a node's word ("made"), shown as that; and, where the kind reads what its
// chains write to Ethereum, that the order is in it, by proof.

import type { Hex } from "../base/bytes.ts";
import { asFault, Fault } from "../base/fault.ts";
import type { Holding } from "../evidence/call-order.ts";
import { evidenceOf, evidenceText } from "../evidence/evidence.ts";
import { isSafeApproval, isSafeExecution } from "../evidence/safe-tx.ts";
import { mostOutstanding } from "../evidence/transfer.ts";
import { rollupKindOf } from "../l2/checks.ts";
import type { PostedSearch } from "../l2/posted.ts";
import type { RollupProfile } from "../l2/profile.ts";
import { checkPolicy, type StateProver } from "../l2/rollup.ts";
import { isOnRollup } from "../receipt/orders.ts";
import {
	feesWanted,
	isBoundByItself,
	leaveOf,
	mostCallGas,
	type RollupFacts,
	rollupFactsInOrder,
} from "../receipt/rollup-rule.ts";
import type { Execution, FeeHint } from "../source/execution.ts";
import type { Pool } from "../source/pool.ts";
import { looseNumber } from "../source/quantity.ts";
import { hasParents } from "../state/header.ts";
import { minedIn, type TransactionInBlock } from "../state/mined.ts";
import type { Header } from "../state/values.ts";
import type { StateBasis } from "../trust/grade.ts";
import type { Verified } from "../trust/verified.ts";
import {
	type Entry,
	isToBeSent,
	withClaim,
	withNonceUsed,
	withoutRoot,
	withPosted,
	withReceipt,
	withSought,
} from "../wallet/ledger.ts";
import type {
	OrderContext,
	OrderHand,
	OrderRequest,
} from "../wallet/order-context.ts";
import { within } from "../wallet/place.ts";
import {
	composeRollup,
	evidenceOfRollup,
	type RollupRequest,
	untriedGas,
} from "../wallet/rollup-order.ts";
import {
	fittedHoldings,
	foretell,
	keysOf,
	type Simulate,
	type Simulated,
} from "./call-orders.ts";
import { earlierBlock } from "./earlier-block.ts";
import { deliver } from "./l1-orders.ts";
import { type Reader, readOne } from "./reader.ts";

export type RollupOrderParts = {
	readonly profile: RollupProfile;
	readonly reader: Reader;
	/** For what leaves the layer: its root may be as old as one that is still shown. */
	readonly patient: Reader;
	readonly pool: Pool<Execution>;
	/** Under any state of the layer that is verified: of an earlier block, as few nodes still do. */
	readonly prove: StateProver["prove"];
	/** What a call would do under the newest root. */
	readonly simulate: Simulate;
	/** Missing, or null, where what the layer writes to L1 is not read. @throws not-loaded */
	readonly posted?: () => Promise<PostedSearch | null>;
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

const middleOf = (said: readonly bigint[]): bigint | null => {
	const sorted = said.toSorted((a, b) => (a < b ? -1 : a > b ? 1 : 0));
	return sorted[Math.floor(sorted.length / 2)] ?? null;
};

/**
 * What is usual by the one in the middle of all that answer: by the first alone, that one could keep every order out by a price that no
 * block takes, and have it made again no dearer than it likes.
 */
const pricesOf = async ({
	pool,
}: RollupOrderParts): Promise<
	Pick<RollupRequest, "tipWei" | "saidBaseFeeWei">
> => {
	const said = await pool
		.all(async ({ client }) => (await client.feeHint()).value)
		.catch((): readonly FeeHint[] => []);
	const tip = middleOf(said.map((one) => one.priorityFeeWei)) ?? usualTipWei;
	return {
		tipWei: tip > usualTipWei ? tip : usualTipWei,
		saidBaseFeeWei: middleOf(said.flatMap((one) => one.baseFeeWei ?? [])),
	};
};

/** All that it will rest on, under one root. */
const readFacts = async (
	{ profile, reader }: RollupOrderParts,
	{ from, to }: Pick<OrderRequest, "from" | "to">,
	holdings: readonly Holding[],
	isSimulated: boolean,
): Promise<RollupFacts> => {
	const wanted = feesWanted(profile);
	const people = from === to ? [from] : [from, to];
	const keys = new Map<Hex, readonly Hex[]>(
		holdings.map((held) => [held.token, keysOf(from, held)]),
	);
	const tokens = [...keys.keys()].filter((token) => !people.includes(token));
	const slotsOf = (address: Hex) => ({
		address,
		slots: [...(keys.get(address) ?? [])],
	});
	const called = (address: Hex) =>
		isSimulated && address === to
			? { ...slotsOf(address), code: true }
			: slotsOf(address);
	const { basis, reads } = await reader.read(
		[...people.map(called), ...wanted, ...tokens.map(slotsOf)],
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
		...(isSimulated && target.code !== null ? { code: target.code } : {}),
		slots: [
			...reads
				.slice(people.length, people.length + wanted.length)
				.flatMap(({ slots }) => slots),
			...holdings.flatMap(
				({ token }) =>
					reads.find(({ account }) => account.value.address === token)?.slots ??
					[],
			),
		],
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
	if (
		call !== undefined &&
		(isSafeExecution(call.data) || isSafeApproval(call.data))
	)
		throw new Fault("layer-call", "a Safe's");
};

/**
 * What a call would take, on the state of the root; null for what calls nothing, and, where the chain's code does not run here, for a
 * call of a standard whose own bytes say all that can leave: the order then says that it was not tried. Of any other what says why is
 * thrown.
 * @throws as `foretell`; order-unforeseen with the reason where the chain's code does not run here
 */
const simulated = async (
	{ profile, reader, simulate }: RollupOrderParts,
	{ from, to, valueWei, call, most }: OrderRequest,
	tipWei: bigint,
	outstanding: readonly Hex[],
): Promise<Simulated | null> => {
	if (call === undefined || call.data === "0x") return null;
	const mostGas = Number(within(BigInt(mostCallGas), most?.gas));
	return foretell(
		reader,
		() => simulate({ ...call, from, to, valueWei, tipWei, mostGas }),
		from,
		outstanding,
	).catch((thrown: unknown) => {
		const { code, detail } = asFault(thrown);
		if (code !== "vm-unsupported" && code !== "unverifiable-method")
			throw thrown;
		if (isBoundByItself({ from, to, valueWei, data: call.data })) return null;
		throw new Fault("order-unforeseen", `on ${profile.title}: ${detail}`);
	});
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
	const prices = await pricesOf(parts);
	const told = leaves
		? null
		: await simulated(parts, asked, prices.tipWei, outstanding());
	const isUntried = told === null && !leaves && data !== "0x";
	const holdings = fittedHoldings(told?.holdings ?? []);
	const facts = await readFacts(
		leaves ? patiently(parts) : parts,
		asked,
		holdings,
		told !== null,
	);
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
		...prices,
		...(told === null
			? isUntried
				? { callGas: untriedGas }
				: {}
			: { callGas: Number(told.gas), foretold: told.foretold, holdings }),
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

/** Where a node says that it is, proved; null while nothing is, or can be. */
const provedIn = async (
	parts: RollupOrderParts,
	hash: Hex,
	numbers: readonly number[],
): Promise<TransactionInBlock | null> => {
	const top = await parts.reader.basis("latest");
	if (!hasParents(top)) return null;
	const window = rollupKindOf(parts.profile)?.blockHashes ?? 0;
	const minedAt = async (
		number: number,
	): Promise<TransactionInBlock | null> => {
		const block =
			number === top.value.blockNumber
				? top
				: await earlierBlock(parts, top, number, window);
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
	if (posted === undefined || signed === null) return;
	if (was.posted !== undefined || sought?.unread !== undefined) return;
	if (sought !== undefined && isLookedAt?.() !== true) return;
	const search = await posted();
	if (search === null) return;
	const step = await search(signed.raw, sought ?? null);
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

/** Half of what an order reckons with: the other half is there for those that take their places, while no root comes. */
const mostUnderWay = mostOutstanding / 2;

/** For how many blocks of the root after it was over its receipt is still looked for. */
const mostLookedBack = 100_000;

/** No game, assertion or proof of a chain that ships is open for longer: what was shown before that stays. */
const mostOpenS = 30 * 86_400;

/**
 * Does the root that stands now show what another one showed: that block, or that the nonce is used? Null where that is not known now.
 * An account is read at the root's block or, where no node proves that, at one before it: one before the block in question says nothing.
 */
const isStillShown = async (
	parts: RollupOrderParts,
	{ inclusion, overAt, order }: Entry,
	top: Verified<Header>,
): Promise<boolean | null> => {
	const number = inclusion?.blockNumber ?? overAt ?? 0;
	const { blockNumber } = top.value;
	const window = rollupKindOf(parts.profile)?.blockHashes ?? 0;
	const back = blockNumber - number;
	// further back few nodes prove what it takes, and nobody is asked for that again and again
	if (inclusion !== null && back >= 0 && back <= window) {
		const found = await earlierBlock(parts, top, number, window).catch(
			() => null,
		);
		if (found !== null) return found.value.blockHash === inclusion.blockHash;
	}
	const { account } = await readOne(
		parts.reader,
		{ address: order.from, slots: [] },
		"latest",
	);
	const { nonce, at } = account.value;
	if (nonce > order.nonce) return null;
	const isAsLate = (at.blockNumber ?? 0) >= number;
	// under a root of a block before it nothing of it is shown any more
	return isAsLate || blockNumber < number ? false : null;
};

/** What was done or over by a root: looked at again under each one after it, and taken back where that does not show it. */
const lookAgain = async (
	parts: RollupOrderParts,
	entry: Entry,
	hand: OrderHand,
	shownBy: Map<string, Hex>,
): Promise<void> => {
	const { id } = entry.order;
	const top = await parts.reader.basis("latest");
	// where L1 knows no header no receipt is ever proved
	if (!hasParents(top) || !isFit(parts, top.value)) return;
	const { blockHash, blockNumber } = top.value;
	if (shownBy.get(id) === blockHash) return;
	const since = blockNumber - (entry.inclusion?.blockNumber ?? 0);
	const isSettled = since * parts.profile.blockTimeS > mostOpenS;
	if (entry.state === "final" && isSettled) return;
	const is = await isStillShown(parts, entry, top);
	if (is === true) shownBy.set(id, blockHash);
	if (is !== false) return;
	shownBy.delete(id);
	await hand.keepInclusion(id, null);
	await hand.change(id, withoutRoot);
};

/** Null for a kind on whose chains nothing is signed. */
export const rollupOrderContext = (
	parts: RollupOrderParts,
): OrderContext | null => {
	const { profile } = parts;
	if (rollupKindOf(profile)?.fees === undefined) return null;
	const refusedAt = new Map<Hex, number>();
	/** By which root each of those that are done was shown last. */
	const shownBy = new Map<string, Hex>();
	return {
		chainId: profile.chainId,
		calls: true,
		isTakenBack: true,
		mostUnderWay,
		mostAgeS: profile.policy.ages.sign,
		mostLeaveAgeS: profile.policy.ages.show,
		compose: (asked, outstanding, nowMs) =>
			compose(parts, asked, outstanding, nowMs),
		follow: async (entry, hand) => {
			if (!isOnRollup(entry.order)) return;
			const by = entry.leaves === true ? patiently(parts) : parts;
			if (entry.state === "final" || entry.state === "over")
				await lookAgain(by, entry, hand, shownBy);
			const now = hand.known(entry.order.id);
			// taken back: it is said first, and sent again at the next look
			if (now.state === "final" || now.state !== entry.state) return;
			if (now.state === "over") {
				const top = await by.reader.basis("latest");
				if (!hasParents(top)) return;
				const since = top.value.blockNumber - (now.overAt ?? 0);
				if (since > mostLookedBack) return;
			}
			await followOne(by, now, hand, refusedAt);
		},
	};
};
