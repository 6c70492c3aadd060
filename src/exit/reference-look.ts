// Where an escape from the reference rollup is, by what L1 holds now: proved storage alone says which step is done. What is
// remembered from the look before only says which slots to read.

import { bigFromBytes, fromHex, type Hex, utf8 } from "../base/bytes.ts";
import { asFault, Fault } from "../base/fault.ts";
import { keccakHex } from "../crypto/hash.ts";
import { poseidon } from "../crypto/poseidon-bn254.ts";
import type { ReferenceProfile } from "../l2/profile.ts";
import type {
	ReferenceConfig,
	ReferenceOperation,
} from "../l2/reference-values.ts";
import { wordHex } from "../state/slot.ts";
import type { ExitGround } from "./module.ts";
import { checkAccount, ownAccounts } from "./reference-escrow.ts";
import {
	type Counters,
	depositEntry,
	forcedEntry,
	isQueued,
	placesOf,
	queuedKeys,
	type ReferenceFacts,
	readFacts,
	readSlots,
} from "./reference-facts.ts";
import { eventsBack, openBatches } from "./reference-rebuild.ts";
import {
	type EscapeState,
	isPaid,
	isSettled,
	keptOf,
	mostDeposits,
	witnessOf,
} from "./reference-state.ts";

type Ground = ExitGround<ReferenceProfile>;
type Taken = EscapeState["taken"];
type Deposit = EscapeState["deposits"][number];

const queuedTopic = keccakHex(
	utf8("Queued(uint256,uint8,uint256,uint256,address,uint256)"),
);
/** Waiting entries of the queue that are looked through for ours. */
const mostScanned = 64;
/** Proven batches that are looked through for what was forced. */
const mostSearched = 256;

/** Lets pass what keeps one from knowing now; anything else is thrown on. */
const unknown = (thrown: unknown): Fault => {
	const fault = asFault(thrown);
	if (fault.kind === "internal" || fault.code === "cancelled") throw fault;
	return fault;
};

/** The entry that our order made, by its proved receipt; null while there is none. */
const entryOfOrder = async ({
	profile,
	l1,
	order,
}: Ground): Promise<number | null> => {
	const made = order("force");
	if (made?.hash === undefined || made.hash === null) return null;
	if (made.succeeded !== true) return null;
	try {
		const mined = await l1.receipt(made.hash, "latest");
		const log = mined?.receipt.value.logs.find(
			({ address, topics: [topic] }) =>
				address === profile.contracts.rollup.address && topic === queuedTopic,
		);
		const number = log?.topics[1];
		return number === undefined ? null : Number(BigInt(number));
	} catch (thrown) {
		unknown(thrown);
		return null;
	}
};

const wordAt = (data: Uint8Array, at: number): bigint =>
	bigFromBytes(data.subarray(32 * at, 32 * at + 32));

/** Deposits of the owner that wait, as L1 endpoints state their events; the queue's hashes judge them. */
const statedDeposits = async (
	ground: Ground,
	{ queueProven, queueLength }: ReferenceConfig,
	owner: Hex,
): Promise<readonly Deposit[]> => {
	if (queueProven === queueLength) return [];
	const found = await ground.l1.pool.first((member) =>
		eventsBack(
			ground,
			member,
			[queuedTopic],
			({ topics, data }) => {
				const [, entry] = topics;
				const bytes = fromHex(data);
				if (entry === undefined || bytes.length !== 160)
					throw new Fault("bad-field", "an event of other shape", member.name);
				return { entry: Number(BigInt(entry)), bytes };
			},
			(events) => events.some(({ entry }) => entry <= queueProven),
		),
	);
	return found
		.filter(({ entry, bytes }) => {
			const isOurs = wordAt(bytes, 3) === BigInt(owner);
			const waits = entry >= queueProven && entry < queueLength;
			return isOurs && waits && wordAt(bytes, 0) === 1n;
		})
		.slice(0, mostDeposits)
		.map(({ entry, bytes }) => ({
			entry,
			ax: wordHex(wordAt(bytes, 1)),
			ay: wordHex(wordAt(bytes, 2)),
			amount: wordHex(wordAt(bytes, 4)),
			isReclaimed: false,
		}));
};

// --- what a batch withdrew

/** Source: README.md, "Batch", withdrawRoot. */
const leafOf = ({ kind, owner, amountWei }: ReferenceOperation): bigint =>
	(kind === 3 || kind === 4) && amountWei > 0n
		? poseidon([BigInt(owner), amountWei])
		: 0n;

/** The levels over these leaves, from them up to the root. */
const levelsOver = (
	leaves: readonly bigint[],
): readonly (readonly bigint[])[] => {
	const levels = [leaves];
	let below = leaves;
	while (below.length > 1) {
		const pairs = below;
		below = Array.from({ length: Math.ceil(pairs.length / 2) }, (_, i) =>
			poseidon([pairs[2 * i] ?? 0n, pairs[2 * i + 1] ?? 0n]),
		);
		levels.push(below);
	}
	return levels;
};

type Withdrawal = Omit<NonNullable<Taken>, "isPaid">;

/** What of a batch's operations was forced out for us; null when nothing was. @throws blob-data when they are not the batch's */
const forcedIn = (
	operations: readonly ReferenceOperation[],
	batch: number,
	root: bigint,
	index: number,
	owner: Hex,
): Withdrawal | null => {
	const levels = levelsOver(operations.map(leafOf));
	if (levels.at(-1)?.[0] !== root)
		throw new Fault(
			"blob-data",
			`the operations of batch ${batch} have other withdrawals than were proven`,
		);
	const position = operations.findIndex(
		(one) =>
			one.kind === 4 &&
			one.from === index &&
			one.owner === owner &&
			one.amountWei > 0n,
	);
	const found = operations[position];
	if (found === undefined) return null;
	return {
		batch,
		position,
		amount: wordHex(found.amountWei),
		siblings: levels
			.slice(0, -1)
			.map((level, height) =>
				wordHex(level[Math.floor(position / 2 ** height) ^ 1] ?? 0n),
			),
	};
};

/** The withdrawal that the operator forced for us, among the batches proven since. */
const findTaken = async (
	ground: Ground,
	{ lastProven }: ReferenceConfig,
	since: number,
	index: number,
	owner: Hex,
): Promise<{
	readonly found: Withdrawal | null;
	/** Null when all of them were looked through. */
	readonly missing: Fault | null;
}> => {
	const { operationsPerBatch } = ground.profile;
	const places = placesOf(ground.profile);
	const first = Math.max(since + 1, lastProven - mostSearched + 1);
	const numbers = Array.from(
		{ length: Math.max(0, lastProven - first + 1) },
		(_, i) => first + i,
	);
	const { word } = await readSlots(
		ground,
		"latest",
		numbers.map(places.withdrawRoot),
	);
	const nothing = levelsOver(
		Array.from({ length: operationsPerBatch }, () => 0n),
	).at(-1)?.[0];
	const batches = openBatches(ground, first);
	let missing: Fault | null = null;
	for (const batch of numbers) {
		const root = word(places.withdrawRoot(batch));
		if (root === nothing) continue;
		try {
			const found = await batches.read(batch, (operations) =>
				forcedIn(operations, batch, root, index, owner),
			);
			if (found !== null) return { found, missing: null };
		} catch (thrown) {
			missing = unknown(thrown);
		}
	}
	return { found: null, missing };
};

// --- the look

/** What is known so far, and decides which slots are read. */
type Known = {
	/** Ours, or those it may be. */
	readonly indices: readonly number[];
	readonly entry: number | null;
	readonly taken: Taken;
	readonly deposits: readonly Deposit[];
};

const scanned = ({ queueProven, queueLength }: Counters) =>
	Array.from(
		{ length: Math.min(mostScanned, queueLength - queueProven) },
		(_, i) => queueLength - 1 - i,
	);

const keysFor =
	(profile: ReferenceProfile, { indices, entry, taken, deposits }: Known) =>
	(config: Counters): readonly Hex[] => {
		const places = placesOf(profile);
		const entries = [
			...(entry === null ? scanned(config) : [entry]),
			...deposits.map((one) => one.entry),
			...(config.queueProven < config.queueLength ? [config.queueProven] : []),
		];
		return [
			...indices.map(places.escaped),
			...entries.flatMap((number) => queuedKeys(places, number)),
			...deposits.map((one) => places.reclaimed(one.entry)),
			...(taken === null
				? []
				: [
						places.withdrawRoot(taken.batch),
						places.withdrawn(taken.batch, taken.position),
					]),
		];
	};

/** Does the proved root of that batch's withdrawals hold ours? */
const holdsTaken = (
	{ word, config }: ReferenceFacts,
	profile: ReferenceProfile,
	{ batch, position, amount, siblings }: Withdrawal,
	owner: Hex,
): boolean => {
	const root = siblings.reduce(
		(node, sibling, height) =>
			poseidon(
				Math.floor(position / 2 ** height) % 2 === 1
					? [BigInt(sibling), node]
					: [node, BigInt(sibling)],
			),
		poseidon([BigInt(owner), BigInt(amount)]),
	);
	return (
		batch <= config.lastProven &&
		word(placesOf(profile).withdrawRoot(batch)) === root
	);
};

/** Was all of it paid under the newest final block too? Not known is no. */
const isFinallyPaid = async (
	ground: Ground,
	{ taken, isEscaped, index, deposits }: EscapeState,
): Promise<boolean> => {
	const places = placesOf(ground.profile);
	const keys = [
		...(isEscaped && index !== null ? [places.escaped(index)] : []),
		...(taken?.isPaid ? [places.withdrawn(taken.batch, taken.position)] : []),
		...deposits
			.filter(({ isReclaimed }) => isReclaimed)
			.map(({ entry }) => places.reclaimed(entry)),
	];
	try {
		const { word } = await readSlots(ground, "final", keys);
		return keys.every((key) => word(key) === 1n);
	} catch (thrown) {
		unknown(thrown);
		return false;
	}
};

/**
 * The state by today's proved head.
 * @param before null at the beginning
 * @throws what keeps it from reading L1; unverifiable-method for a network file that does not say where things are
 */
export const lookAt = async (
	before: EscapeState | null,
	owner: Hex,
	ground: Ground,
): Promise<EscapeState> => {
	const { profile } = ground;
	const places = placesOf(profile);
	let known: Known = {
		indices: before?.index == null ? [] : [before.index],
		entry: before?.entry?.number ?? (await entryOfOrder(ground)),
		taken: before?.taken ?? null,
		deposits: before?.deposits ?? [],
	};
	const read = (guess: Counters | null): Promise<ReferenceFacts> =>
		readFacts(ground, "latest", keysFor(profile, known), guess);
	let facts = await read(before);

	// Evidence that belongs to the last proven root.
	const had = before?.account == null ? null : witnessOf(before.account);
	const stillHolds = (): boolean => {
		if (had === null) return false;
		try {
			checkAccount(profile, facts.config.lastRoot, had);
			return true;
		} catch (thrown) {
			if (unknown(thrown).code !== "exit-evidence") throw thrown;
			return false;
		}
	};
	const own =
		had !== null && stillHolds()
			? { accounts: [had], others: before?.others ?? null, missing: null }
			: await ownAccounts(ground, facts, owner, known.indices).then(
					(found) => ({
						...found,
						others: found.isAll ? Math.max(0, found.accounts.length - 1) : null,
					}),
				);

	// Deposits that wait: looked for when the queue moved, and again while it is frozen.
	const { config } = facts;
	const moved =
		before === null ||
		before.queueLength !== config.queueLength ||
		before.queueProven !== config.queueProven ||
		config.frozenAtS !== 0;
	let deposits = known.deposits;
	if (moved)
		try {
			deposits = await statedDeposits(ground, config, owner);
		} catch (thrown) {
			unknown(thrown);
		}
	// Anyone may open an account in our name: until something was done for one, it may be another.
	const isChosen =
		before !== null &&
		(before.entry !== null ||
			before.taken !== null ||
			before.isEscaped ||
			ground.order("force") !== null ||
			ground.order("escape") !== null);
	const ours = own.accounts.map(({ index }) => index);
	known = {
		...known,
		deposits,
		indices: isChosen || ours.length === 0 ? known.indices : ours,
	};
	facts = await read(facts.config);

	// Which of several: the largest that has not escaped.
	const index =
		known.indices.find((one) => facts.word(places.escaped(one)) === 0n) ??
		known.indices[0] ??
		null;
	const account = own.accounts.find((one) => one.index === index) ?? null;

	// Our forced withdrawal in the queue.
	const isOurs = (number: number): boolean =>
		index !== null &&
		isQueued(facts, places, number, forcedEntry(index, owner));
	if (known.entry !== null && !isOurs(known.entry)) {
		// A reorg dropped it, or put it elsewhere.
		known = { ...known, entry: null };
		facts = await read(facts.config);
	}
	const number =
		known.entry ?? scanned(facts.config).filter(isOurs).at(-1) ?? null;
	const entry =
		number === null
			? null
			: { number, queuedS: Number(facts.word(places.queueTime(number))) };

	// What the operator took.
	// After a reorg it may be in a batch whose number was proven before.
	const since = Math.min(
		before?.since ?? facts.config.lastProven,
		facts.config.lastProven,
	);
	let missing =
		own.missing ??
		(account === null && index !== null
			? new Fault("l2-no-account", `no endpoint shows account ${index}`)
			: null);
	let taken =
		known.taken !== null && holdsTaken(facts, profile, known.taken, owner)
			? known.taken
			: null;
	let isEmptied = false;
	if (
		taken === null &&
		index !== null &&
		number !== null &&
		number < facts.config.queueProven
	) {
		const search = await findTaken(ground, facts.config, since, index, owner);
		missing ??= search.missing;
		isEmptied = search.found === null && search.missing === null;
		if (search.found !== null) {
			taken = { ...search.found, isPaid: false };
			known = { ...known, entry: number, taken };
			facts = await read(facts.config);
			if (!holdsTaken(facts, profile, search.found, owner)) taken = null;
		}
	}

	const { config: now, word } = facts;
	const waits = now.queueProven < now.queueLength;
	const state: EscapeState = {
		block: facts.basis.value.blockNumber,
		timeS: facts.basis.value.timestampS,
		since,
		lastProven: now.lastProven,
		lastRoot: now.lastRoot,
		queueLength: now.queueLength,
		queueProven: now.queueProven,
		frozenAtS: now.frozenAtS,
		oldestS: waits ? Number(word(places.queueTime(now.queueProven))) : null,
		index,
		others: own.others,
		account:
			account !== null && config.lastRoot === now.lastRoot
				? keptOf(account)
				: null,
		missing: missing === null ? null : missing.detail.slice(0, 300),
		entry,
		taken:
			taken === null
				? null
				: {
						...taken,
						isPaid: word(places.withdrawn(taken.batch, taken.position)) === 1n,
					},
		isEmptied,
		isEscaped: index !== null && word(places.escaped(index)) === 1n,
		deposits: known.deposits
			.filter(({ entry: at, ax, ay, amount }) =>
				isQueued(
					facts,
					places,
					at,
					depositEntry({ ax, ay, owner, amountWei: BigInt(amount) }),
				),
			)
			.filter((one) => one.entry >= now.queueProven)
			.map((one) => ({
				...one,
				isReclaimed: word(places.reclaimed(one.entry)) === 1n,
			})),
		isFinal: false,
	};
	if (!isSettled(state) || !isPaid(state)) return state;
	return { ...state, isFinal: await isFinallyPaid(ground, state) };
};
