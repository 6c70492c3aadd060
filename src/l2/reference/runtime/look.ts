// Where an escape from the reference rollup is, by what L1 holds now: proved storage alone says which step is done. What is
// remembered from the look before only says which slots to read.

import type { Hex } from "../../../base/bytes.ts";
import { Fault } from "../../../base/fault.ts";
import type { ReferenceAccountWitness } from "../checks/account.ts";
import type { ReferenceProfile } from "../checks/profile.ts";
import type { ReferenceExitContext } from "./context.ts";
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

/** Which of several: the largest that has not escaped. */
const chosenOf = (
	{ word }: ReferenceExitFacts,
	places: Places,
	indices: readonly number[],
): number | null =>
	indices.find((one) => word(places.escaped(one)) === 0n) ?? indices[0] ?? null;

/** Why no path of the account is here; null when it is, or none is needed. */
const missingOf = (
	own: Own,
	index: number | null,
	account: ReferenceAccountWitness | null,
): Fault | null =>
	own.missing ??
	(account === null && index !== null
		? new Fault("l2-no-account", `no endpoint shows account ${index}`)
		: null);

/** One look: what is known so far, what L1 was read to hold for it, and whose account it is about. */
class EscapeLook {
	readonly #context: ReferenceExitContext;
	readonly #before: EscapeState | null;
	readonly #who: AccountOwner;
	readonly #places: Places;
	#known: LookState;

	private constructor(
		context: ReferenceExitContext,
		before: EscapeState | null,
		who: AccountOwner,
		known: LookState,
	) {
		this.#context = context;
		this.#before = before;
		this.#who = who;
		this.#places = placesOf(context.profile);
		this.#known = known;
	}

	static async begin(
		context: ReferenceExitContext,
		before: EscapeState | null,
		who: AccountOwner,
	): Promise<EscapeLook> {
		return new EscapeLook(context, before, who, {
			indices: before?.index == null ? [] : [before.index],
			entry: before?.entry?.number ?? (await entryOfOrder(context, "force")),
			taken: before?.taken ?? null,
			deposits: before?.deposits ?? [],
		});
	}

	get deposits(): readonly Deposit[] {
		return this.#known.deposits;
	}

	/** What L1 holds of all that is known. */
	read(guess: Counters | null): Promise<ReferenceExitFacts> {
		const { profile } = this.#context;
		const keys = keysFor(profile, this.#known);
		return readFacts(this.#context, "latest", keys, guess);
	}

	/** Our accounts and deposits, as they are looked for now. */
	async findOwn(facts: ReferenceExitFacts): Promise<Own> {
		const [before, who, context] = [this.#before, this.#who, this.#context];
		const { indices } = this.#known;
		const own = await findAccounts(before, who, context, facts, indices);
		const ours = own.accounts.map(({ index }) => index);
		this.#known = {
			...this.#known,
			deposits: await findDeposits(before, who, context, facts),
			indices:
				(isChosen(before, who, context) && indices.length > 0) ||
				(ours.length === 0 && own.others === null)
					? indices
					: ours,
		};
		return own;
	}

	chosen(facts: ReferenceExitFacts): number | null {
		return chosenOf(facts, this.#places, this.#known.indices);
	}

	/** Does the queue hold our forced withdrawal at this place? */
	#isOurs(facts: ReferenceExitFacts, index: number, number: number): boolean {
		const entry = forcedEntry(index, this.#who.owner);
		return isQueued(facts, this.#places, number, entry);
	}

	/** Drops the place of our forced withdrawal where a reorg dropped it, or put it elsewhere. */
	async checkEntry(
		facts: ReferenceExitFacts,
		index: number | null,
	): Promise<ReferenceExitFacts> {
		const { entry } = this.#known;
		if (entry === null) return facts;
		if (index !== null && this.#isOurs(facts, index, entry)) return facts;
		this.#known = { ...this.#known, entry: null };
		return this.read(facts.config);
	}

	/** Our forced withdrawal in the queue; null when there is none. */
	entryIn(
		facts: ReferenceExitFacts,
		index: number | null,
	): EscapeState["entry"] {
		const isOurs = (number: number): boolean =>
			index !== null && this.#isOurs(facts, index, number);
		const number =
			this.#known.entry ?? scanned(facts.config).filter(isOurs).at(-1) ?? null;
		if (number === null) return null;
		const queuedS = Number(facts.word(this.#places.queueTime(number)));
		return { number, queuedS };
	}

	/** What the operator took. After a reorg it may be in a batch whose number was proven before, but after `since`. */
	async findWithdrawal(
		facts: ReferenceExitFacts,
		index: number | null,
		entry: EscapeState["entry"],
		since: number,
	): Promise<WithdrawalFound> {
		const { profile } = this.#context;
		const { owner } = this.#who;
		const { taken: known } = this.#known;
		const nothing = { facts, taken: null, isEmptied: false, missing: null };
		if (known !== null && holdsTaken(facts, profile, known, owner))
			return { ...nothing, taken: known };
		if (index === null || entry === null) return nothing;
		if (entry.number >= facts.config.queueProven) return nothing;
		const { found, missing } = await findTaken(
			this.#context,
			facts.config,
			since,
			index,
			owner,
		);
		if (found === null)
			return { ...nothing, isEmptied: missing === null, missing };
		const taken = { ...found, isPaid: false };
		this.#known = { ...this.#known, entry: entry.number, taken };
		const now = await this.read(facts.config);
		const holds = holdsTaken(now, profile, found, owner);
		return { ...nothing, facts: now, taken: holds ? taken : null, missing };
	}
}

type WithdrawalFound = {
	/** As they were read last. */
	readonly facts: ReferenceExitFacts;
	readonly taken: TakenWithdrawal;
	/** It was taken, and there was nothing in the account. */
	readonly isEmptied: boolean;
	/** Why it is not known; null when it is. */
	readonly missing: Fault | null;
};

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
	const places = placesOf(context.profile);
	const look = await EscapeLook.begin(context, before, who);
	const first = await look.read(before);
	const own = await look.findOwn(first);
	let facts = await look.read(first.config);
	const index = look.chosen(facts);
	const account = own.accounts.find((one) => one.index === index) ?? null;
	facts = await look.checkEntry(facts, index);
	const entry = look.entryIn(facts, index);
	const { lastProven } = facts.config;
	const since = Math.min(before?.since ?? lastProven, lastProven);
	const found = await look.findWithdrawal(facts, index, entry, since);

	const { taken, isEmptied } = found;
	const { config: now, word, basis } = found.facts;
	const waits = now.queueProven < now.queueLength;
	const missing = missingOf(own, index, account) ?? found.missing;
	const state: EscapeState = {
		block: basis.value.blockNumber,
		timeS: basis.value.timestampS,
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
			account !== null && first.config.lastRoot === now.lastRoot
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
		deposits: waitingDeposits(found.facts, places, look.deposits, who),
		isFinal: false,
	};
	if (!isSettled(state) || !isPaid(state)) return state;
	return { ...state, isFinal: await isFinallyPaid(context, state) };
};
