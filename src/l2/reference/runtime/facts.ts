// What L1 holds of the reference rollup, proved at one block, as the ways out of it need it: its counters, its queue, its
// proven roots, and what was paid out. It reads and concludes nothing that L1 did not store.
// Source: test/network/reference/README.md, "On L1" (storage) and "Queue".

import { abiEncode, abiWord } from "../../../base/abi.ts";
import type { Hex } from "../../../base/bytes.ts";
import { asFault, Fault, isOurs } from "../../../base/fault.ts";
import { keccakHex } from "../../../crypto/hash.ts";
import { poseidon } from "../../../crypto/poseidon-bn254.ts";
import { mappingSlot, wordHex } from "../../../state/storage-layout.ts";
import type { Header } from "../../../state/values.ts";
import type { Verified } from "../../../trust/verified.ts";
import {
	concludeReferenceConfig,
	configSlots,
	referenceWanted,
} from "../checks/config.ts";
import type { ReferenceProfile } from "../checks/profile.ts";
import type { ReferenceConfig } from "../checks/values.ts";
import type { ReferenceExitContext } from "./context.ts";

/** Places of the mappings in the contract's storage, all there. */
export type ExitSlots = {
	readonly stateRoot: number;
	readonly withdrawRoot: number;
	readonly queueHash: number;
	readonly queueTime: number;
	readonly withdrawn: number;
	readonly escaped: number;
	readonly reclaimed: number;
};

/** Null for a network file from before exits. */
export const exitSlots = ({ slots }: ReferenceProfile): ExitSlots | null => {
	const { stateRoot, withdrawRoot, queueHash, queueTime } = slots;
	const { withdrawn, escaped, reclaimed } = slots;
	return stateRoot === undefined ||
		withdrawRoot === undefined ||
		queueHash === undefined ||
		queueTime === undefined ||
		withdrawn === undefined ||
		escaped === undefined ||
		reclaimed === undefined
		? null
		: {
				...{ stateRoot, withdrawRoot, queueHash, queueTime },
				...{ withdrawn, escaped, reclaimed },
			};
};

const at = (slot: number, key: number): Hex => mappingSlot(wordHex(key), slot);

/** Where L1 keeps each of them. */
export type Places = {
	readonly [name in Exclude<keyof ExitSlots, "withdrawn">]: (
		key: number,
	) => Hex;
} & { readonly withdrawn: (batch: number, position: number) => Hex };

/** @throws unverifiable-method when the network file says nothing of them */
export const placesOf = (profile: ReferenceProfile): Places => {
	const slots = exitSlots(profile);
	if (slots === null)
		throw new Fault(
			"unverifiable-method",
			`${profile.title}: no places of what leaving needs`,
		);
	return {
		stateRoot: (batch) => at(slots.stateRoot, batch),
		withdrawRoot: (batch) => at(slots.withdrawRoot, batch),
		queueHash: (length) => at(slots.queueHash, length),
		queueTime: (entry) => at(slots.queueTime, entry),
		escaped: (index) => at(slots.escaped, index),
		reclaimed: (entry) => at(slots.reclaimed, entry),
		withdrawn: (batch, position) =>
			mappingSlot(
				keccakHex(abiEncode(abiWord(batch), abiWord(position))),
				slots.withdrawn,
			),
	};
};

export type ReferenceExitFacts = {
	readonly basis: Verified<Header>;
	readonly config: ReferenceConfig;
	/** A slot that was wanted. @throws TypeError for any other */
	readonly word: (key: Hex) => bigint;
};

/** What decides which slots are of interest. */
export type Counters = Pick<
	ReferenceConfig,
	"queueLength" | "queueProven" | "lastProven"
>;

/** More than any way needs at once. */
const mostKeys = 400;
const mostReads = 4;

type FactsContext = Pick<ReferenceExitContext, "profile" | "l1">;

/**
 * The contracts as the profile knows them, and the slots that `keys` wants in view of the counters, all proved at one block.
 * @param guess the counters as they were: with true ones it is one read
 * @throws what the reader throws; l2-unknown-code; no-proof-window when L1 moved between the reads
 */
export const readFacts = async (
	{ profile, l1 }: FactsContext,
	tag: "latest" | "final",
	keys: (counters: Counters) => readonly Hex[],
	guess: Counters | null = null,
): Promise<ReferenceExitFacts> => {
	const [own, verifier] = referenceWanted(profile, 0);
	let known: Counters | null = guess;
	for (let reads = 0; reads < mostReads; reads++) {
		const more = known === null ? [] : [...new Set(keys(known))];
		if (more.length > mostKeys)
			throw new RangeError(`${more.length} slots are wanted`);
		const wanted = [{ ...own, slots: [...own.slots, ...more] }, verifier];
		const read = await l1.read(wanted, tag);
		const [rollup, checking] = read.reads;
		if (rollup === undefined || checking === undefined)
			throw new TypeError("a read is missing");
		const config = concludeReferenceConfig(profile, [
			...rollup.slots.slice(0, configSlots),
			checking.account,
		]).value;
		const words = new Map(
			rollup.slots.map(({ value }) => [value.key, value.word]),
		);
		if (keys(config).every((key) => words.has(key)))
			return {
				basis: read.basis,
				config,
				word: (key) => {
					const word = words.get(key);
					if (word === undefined) throw new TypeError(`${key} was not read`);
					return word;
				},
			};
		known = config;
	}
	throw new Fault("no-proof-window", "the rollup moved while it was read");
};

const none: Counters = { queueLength: 0, queueProven: 0, lastProven: 0 };

/** The contracts, and slots that are wanted whatever the counters say. @throws as `readFacts` */
export const readSlots = (
	context: FactsContext,
	tag: "latest" | "final",
	keys: readonly Hex[],
): Promise<ReferenceExitFacts> => readFacts(context, tag, () => keys, none);

/** Lets pass what keeps one from knowing now; anything else is thrown on. */
export const unknown = (thrown: unknown): Fault => {
	const fault = asFault(thrown);
	if (isOurs(fault)) throw fault;
	return fault;
};

// --- the queue

export type QueuedDeposit = {
	readonly ax: Hex;
	readonly ay: Hex;
	readonly owner: Hex;
	readonly amountWei: bigint;
};

export const depositEntry = ({
	ax,
	ay,
	owner,
	amountWei,
}: QueuedDeposit): bigint =>
	poseidon([1n, BigInt(ax), BigInt(ay), BigInt(owner), amountWei]);

export const forcedEntry = (index: number, owner: Hex): bigint =>
	poseidon([4n, BigInt(index), 0n, BigInt(owner), 0n]);

/**
 * When an entry that waits came. Each has a time: none at its place is a wrong place of the network file, and no deadline that has
 * passed long ago.
 */
export const cameAtS = (word: bigint): number | null => Number(word) || null;

/** Does L1 hold just this entry at that place of its queue? */
export const isQueued = (
	{ word, config }: ReferenceExitFacts,
	places: Places,
	number: number,
	entry: bigint,
): boolean =>
	number < config.queueLength &&
	poseidon([word(places.queueHash(number)), entry]) ===
		word(places.queueHash(number + 1));

/** The slots that `isQueued` needs. */
export const queuedKeys = (places: Places, number: number): readonly Hex[] => [
	places.queueHash(number),
	places.queueHash(number + 1),
	places.queueTime(number),
];
