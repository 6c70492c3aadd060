// Where an escape from the reference rollup is, by what L1 holds now: proved storage alone says which step is done. What is
// remembered from the look before only says which slots to read.

import type { Hex } from "../../../base/bytes.ts";
import { Fault } from "../../../base/fault.ts";
import type { ExitContext } from "../../../exit/module.ts";
import type { ReferenceProfile } from "../checks/profile.ts";
import { type AccountOwner, type Own, ownAccounts } from "./evidence.ts";
import {
	type Counters,
	cameAtS,
	depositEntry,
	forcedEntry,
	isQueued,
	type Places,
	placesOf,
	queuedKeys,
	type ReferenceExitFacts,
	readFacts,
	readSlots,
	unknown,
} from "./facts.ts";
import {
	type Deposit,
	entryOfOrder,
	scanned,
	statedDeposits,
} from "./queue.ts";
import {
	type EscapeState,
	isPaid,
	isSettled,
	keptOf,
	mostDeposits,
	witnessOf,
} from "./state.ts";
import { checkAccount } from "./stored-evidence.ts";
import { findTaken, holdsTaken } from "./withdrawn.ts";

type ReferenceExitContext = ExitContext<ReferenceProfile>;
type TakenWithdrawal = EscapeState["taken"];

/** What is known so far, and decides which slots are read. */
type LookState = {
	/** Ours, or those it may be. */
	readonly indices: readonly number[];
	readonly entry: number | null;
	readonly taken: TakenWithdrawal;
	readonly deposits: readonly Deposit[];
};

const keysFor =
	(profile: ReferenceProfile, { indices, entry, taken, deposits }: LookState) =>
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

/** Was all of it paid under the newest final block too? Not known is no. */
const isFinallyPaid = async (
	context: ReferenceExitContext,
	{ taken, isEscaped, index, deposits }: EscapeState,
): Promise<boolean> => {
	const places = placesOf(context.profile);
	const keys = [
		...(isEscaped && index !== null ? [places.escaped(index)] : []),
		...(taken?.isPaid ? [places.withdrawn(taken.batch, taken.position)] : []),
		...deposits
			.filter(({ isReclaimed }) => isReclaimed)
			.map(({ entry }) => places.reclaimed(entry)),
	];
	try {
		const { word } = await readSlots(context, "final", keys);
		return keys.every((key) => word(key) === 1n);
	} catch (thrown) {
		unknown(thrown);
		return false;
	}
};

/** Ours under the last proven root: the one of the look before while it stands there still, else looked for. */
const findAccounts = async (
	before: EscapeState | null,
	who: AccountOwner,
	context: ReferenceExitContext,
	facts: ReferenceExitFacts,
	indices: readonly number[],
): Promise<Own> => {
	const had = before?.account == null ? null : witnessOf(before.account);
	if (had !== null)
		try {
			checkAccount(context.profile, facts.config.lastRoot, had);
			return { accounts: [had], others: before?.others ?? null, missing: null };
		} catch (thrown) {
			if (unknown(thrown).code !== "exit-evidence") throw thrown;
		}
	return ownAccounts(context, facts, who, indices);
};

/** Deposits of ours that wait: looked for when the queue moved, and again while it is frozen. */
const findDeposits = async (
	before: EscapeState | null,
	who: AccountOwner,
	context: ReferenceExitContext,
	{ config }: ReferenceExitFacts,
): Promise<readonly Deposit[]> => {
	const moved =
		before === null ||
		before.queueLength !== config.queueLength ||
		before.queueProven !== config.queueProven ||
		config.frozenAtS !== 0;
	let stated: readonly Deposit[] = before?.deposits ?? [];
	if (moved)
		try {
			stated = await statedDeposits(context, config, who);
		} catch (thrown) {
			unknown(thrown);
		}
	const { queued = [] } = who;
	const isKnown = ({ entry }: Deposit): boolean =>
		queued.some((one) => one.entry === entry);
	return [...queued, ...stated.filter((one) => !isKnown(one))].slice(
		0,
		mostDeposits,
	);
};

/** Was anything done for one of the accounts? Anyone may open one in our name: until then, it may be another. */
const isChosen = (
	before: EscapeState | null,
	{ key }: AccountOwner,
	{ order }: ReferenceExitContext,
): boolean =>
	key === null &&
	before !== null &&
	(before.entry !== null ||
		before.taken !== null ||
		before.isEscaped ||
		order("force") !== null ||
		order("escape") !== null);

/** Those of the deposits that L1's queue holds and no proven batch took. */
const waitingDeposits = (
	facts: ReferenceExitFacts,
	places: Places,
	deposits: readonly Deposit[],
	{ owner }: AccountOwner,
): readonly Deposit[] =>
	deposits
		.filter(({ entry, ax, ay, amount }) =>
			isQueued(
				facts,
				places,
				entry,
				depositEntry({ ax, ay, owner, amountWei: BigInt(amount) }),
			),
		)
		.filter(({ entry }) => entry >= facts.config.queueProven)
		.map((one) => ({
			...one,
			isReclaimed: facts.word(places.reclaimed(one.entry)) === 1n,
		}));

/**
 * The state by today's proved head.
 * @param before null at the beginning
 * @throws what keeps it from reading L1; unverifiable-method for a network file that does not say where things are
 */
export const lookAt = async (
	before: EscapeState | null,
	who: AccountOwner,
	context: ReferenceExitContext,
): Promise<EscapeState> => {
	const { profile } = context;
	const { owner } = who;
	const places = placesOf(profile);
	let known: LookState = {
		indices: before?.index == null ? [] : [before.index],
		entry: before?.entry?.number ?? (await entryOfOrder(context, "force")),
		taken: before?.taken ?? null,
		deposits: before?.deposits ?? [],
	};
	const read = (guess: Counters | null): Promise<ReferenceExitFacts> =>
		readFacts(context, "latest", keysFor(profile, known), guess);
	let facts = await read(before);

	const { config } = facts;
	const own = await findAccounts(before, who, context, facts, known.indices);
	const ours = own.accounts.map(({ index }) => index);
	known = {
		...known,
		deposits: await findDeposits(before, who, context, facts),
		indices:
			(isChosen(before, who, context) && known.indices.length > 0) ||
			(ours.length === 0 && own.others === null)
				? known.indices
				: ours,
	};
	facts = await read(config);

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

	// What the operator took. After a reorg it may be in a batch whose number was proven before.
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
		const search = await findTaken(context, facts.config, since, index, owner);
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
		oldestS: waits ? cameAtS(word(places.queueTime(now.queueProven))) : null,
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
		deposits: waitingDeposits(facts, places, known.deposits, who),
		isFinal: false,
	};
	if (!isSettled(state) || !isPaid(state)) return state;
	return { ...state, isFinal: await isFinallyPaid(context, state) };
};
