// Proofs that were taken: at endpoints' heads, as claims of blocks that nobody has verified yet, and at verified blocks, checked.
// Each endpoint has its own share of the room. What follows from them is capture.ts's to say.

import { fromHex, type Hex } from "../base/bytes.ts";
import { keccakHex } from "../crypto/hash.ts";
import type { AccountClaim, HeaderClaim } from "../source/execution.ts";
import type { Clock } from "../source/ports.ts";
import { openHeaderCache } from "./walk.ts";
import type { WantedAccount } from "./wanted.ts";
import { openWindows } from "./window.ts";

export type CaptureLimits = {
	/** Blocks kept for each endpoint; beyond it the densest part is thinned out. */
	readonly mostBlocks: number;
	/** Characters of proofs kept for each endpoint. */
	readonly mostBytes: number;
	readonly oldestMs: number;
};

export const usualCaptureLimits: CaptureLimits = {
	mostBlocks: 160,
	mostBytes: 16_000_000,
	oldestMs: 6 * 3_600_000,
};

export type CapturedBlock = {
	readonly header: Pick<HeaderClaim, "number" | "hash" | "stateRoot">;
	/** Who gave it first: each endpoint has its own share of the room, so none can push out another's. */
	readonly from: string;
	readonly atMs: number;
	readonly accounts: Map<Hex, AccountClaim>;
	bytes: number;
};

const sizeOf = ({ accountProof, storageProof }: AccountClaim): number =>
	[...accountProof, ...storageProof.flatMap(({ proof }) => proof)].reduce(
		(sum, node) => sum + node.length,
		200,
	);

export const holds = (
	claim: AccountClaim | undefined,
	wanted: WantedAccount,
): boolean =>
	claim !== undefined &&
	wanted.slots.every((slot) =>
		claim.storageProof.some(({ key }) => key === slot),
	);

/** What one endpoint states of one block, by account. */
export type AccountClaims = ReadonlyMap<Hex, AccountClaim>;

/** Proofs at one verified block: each is asked for once, and checked against that block before it is here. */
export type DirectProofs = {
	readonly accounts: Map<
		Hex,
		{
			readonly claim: AccountClaim;
			readonly from: string;
			/** The account's storage, as it is proved at the block. */
			readonly storageRoot: Hex;
		}
	>;
	bytes: number;
};

/** Both claims' slots: two captures at one block add up. */
const merged = (
	old: AccountClaim | undefined,
	claim: AccountClaim,
): AccountClaim => {
	if (old === undefined) return claim;
	const slots = new Map(
		[...old.storageProof, ...claim.storageProof].map((slot) => [
			slot.key,
			slot,
		]),
	);
	return { ...claim, storageProof: [...slots.values()] };
};

/** Blocks whose proofs are at hand for whoever asks again, and their characters. */
const mostDirect = 8;

const mostDirectBytes = 16_000_000;

/** The claim added to what is had of the account, and how many characters more that is. */
export const addClaim = (
	old: AccountClaim | undefined,
	claim: AccountClaim,
): { readonly now: AccountClaim; readonly bytes: number } => {
	const now = merged(old, claim);
	return {
		now,
		bytes: sizeOf(now) - (old === undefined ? 0 : sizeOf(old)),
	};
};

/** What remains of one endpoint's blocks, the newest first: within the room, thinned out where it is densest. */
const thinned = (
	own: readonly CapturedBlock[],
	limits: CaptureLimits,
): readonly CapturedBlock[] => {
	const mine = own.toSorted((a, b) => b.header.number - a.header.number);
	const numberAt = (i: number): number => mine[i]?.header.number ?? 0;
	const bytes = (): number => mine.reduce((sum, b) => sum + b.bytes, 0);
	while (
		mine.length > 1 &&
		(mine.length > limits.mostBlocks || bytes() > limits.mostBytes)
	) {
		// The newest settle soonest. Of the older ones goes the one whose neighbours are nearest to each other.
		let victim = mine.length - 1;
		let least = Number.POSITIVE_INFINITY;
		for (let i = 16; i < mine.length - 1; i++) {
			const gap = numberAt(i - 1) - numberAt(i + 1);
			if (gap < least) {
				least = gap;
				victim = i;
			}
		}
		mine.splice(victim, 1);
	}

	return mine;
};

/** Proofs taken at endpoints' heads. */
const openBlocks = (clock: Clock, limits: CaptureLimits) => {
	let blocks: readonly CapturedBlock[] = [];

	const trim = (from: string): void => {
		const oldest = clock.nowMs() - limits.oldestMs;
		const all = blocks.filter(({ atMs }) => atMs >= oldest);
		const mine = all.filter((block) => block.from === from);
		blocks = [
			...all.filter((block) => block.from !== from),
			...thinned(mine, limits),
		];
	};

	const keep = (
		from: string,
		{ number, hash, stateRoot }: HeaderClaim,
		wanted: readonly WantedAccount[],
		claims: readonly AccountClaim[],
	): void => {
		let block = blocks.find((kept) => kept.header.hash === hash);
		if (block === undefined) {
			block = {
				header: { number, hash, stateRoot },
				from,
				atMs: clock.nowMs(),
				accounts: new Map(),
				bytes: 0,
			};
			blocks = [...blocks, block];
		}
		for (const [i, { address }] of wanted.entries()) {
			const claim = claims[i];
			if (claim === undefined) continue;
			const old = block.accounts.get(address);
			const { now, bytes } = addClaim(old, claim);
			block.bytes += bytes;
			block.accounts.set(address, now);
		}
		trim(block.from);
	};

	/** What the endpoint gave of all of it at one block, not longer ago than that; null where it gave none. */
	const lately = (
		name: string,
		wanted: readonly WantedAccount[],
		mostAgeMs: number,
	): AccountClaims | null => {
		const now = clock.nowMs();
		// what is from the future was taken under a clock that was ahead: how long ago, nobody knows
		const isLate = (atMs: number): boolean =>
			atMs > now - mostAgeMs && atMs <= now;
		const found = blocks
			.filter(({ from, atMs }) => from === name && isLate(atMs))
			.sort((a, b) => b.header.number - a.header.number)
			.find(({ accounts }) =>
				wanted.every((one) => holds(accounts.get(one.address), one)),
			);
		return found?.accounts ?? null;
	};

	return { keep, lately, blocks: () => blocks };
};

/** Proofs at verified blocks, by the state root, the newest asked last. */
const openDirects = () => {
	const directs = new Map<Hex, DirectProofs>();
	return (stateRoot: Hex): DirectProofs => {
		const direct = directs.get(stateRoot) ?? { accounts: new Map(), bytes: 0 };
		directs.delete(stateRoot);
		directs.set(stateRoot, direct);
		const bytes = (): number =>
			[...directs.values()].reduce((sum, one) => sum + one.bytes, 0);
		while (
			directs.size > 1 &&
			(directs.size > mostDirect || bytes() > mostDirectBytes)
		) {
			const [oldest] = directs.keys();
			if (oldest !== undefined) directs.delete(oldest);
		}
		// One block alone has too much: whoever still needs it holds it.
		if (direct.bytes > mostDirectBytes) directs.delete(stateRoot);
		return direct;
	};
};

/** What is known of the storage that an account had last. */
type KnownStorage = {
	readonly storageRoot: Hex;
	/** The last state that it was seen in. */
	at: Hex;
	/** Had the state that it was seen in before the last one the same storage? */
	isSteady: boolean;
	readonly slots: Map<Hex, AccountClaim["storageProof"][number]>;
	chars: number;
};

/** Accounts whose slots are at hand, and the characters of their proofs. */
const mostStorages = 256;
const mostStorageChars = 4_000_000;

/** The oldest go. */
const trimStorages = (storages: Map<Hex, KnownStorage>): void => {
	let chars = [...storages.values()].reduce((sum, one) => sum + one.chars, 0);
	for (const [address, one] of storages) {
		if (storages.size <= mostStorages && chars <= mostStorageChars) return;
		storages.delete(address);
		chars -= one.chars;
	}
};

/**
 * Slots' proofs by the storage that they are of: they hold in every block in which the account has that storage, which the
 * account's own proof says. So of contracts that rarely change the account alone is asked for again.
 */
const openStorages = () => {
	const storages = new Map<Hex, KnownStorage>();

	/** @param slots checked against the storage root, and that against the state */
	const noteSlots = (
		address: Hex,
		stateRoot: Hex,
		storageRoot: Hex,
		slots: AccountClaim["storageProof"],
	): void => {
		const before = storages.get(address);
		if (before === undefined && slots.length === 0) return;
		const isSame = before?.storageRoot === storageRoot;
		const now: KnownStorage = isSame
			? before
			: {
					...{ storageRoot, at: stateRoot, slots: new Map(), chars: 0 },
					isSteady: false,
				};
		if (now.at !== stateRoot) {
			now.at = stateRoot;
			now.isSteady = true;
		}
		for (const slot of slots) {
			if (now.slots.has(slot.key)) continue;
			now.slots.set(slot.key, slot);
			now.chars += slot.proof.reduce((sum, node) => sum + node.length, 100);
		}
		storages.delete(address);
		storages.set(address, now);
		trimStorages(storages);
	};

	/**
	 * Without the slots that are at hand, should the account have the storage that it had. Of one that is proved at the block
	 * already, that is known.
	 */
	const sparing = (
		{ accounts }: DirectProofs,
		requests: readonly WantedAccount[],
	): readonly WantedAccount[] =>
		requests.map((one) => {
			const known = storages.get(one.address);
			return known?.isSteady && !accounts.has(one.address)
				? { ...one, slots: one.slots.filter((slot) => !known.slots.has(slot)) }
				: one;
		});

	/** Adds what is at hand to the accounts that are proved to have that very storage. */
	const recall = (
		direct: DirectProofs,
		wanted: readonly WantedAccount[],
	): void => {
		for (const { address, slots } of wanted) {
			const there = direct.accounts.get(address);
			const known = storages.get(address);
			if (there === undefined || known?.storageRoot !== there.storageRoot)
				continue;
			const { claim } = there;
			const storageProof = slots.flatMap((slot) => {
				const found = known.slots.get(slot);
				const isThere = claim.storageProof.some(({ key }) => key === slot);
				return found === undefined || isThere ? [] : [found];
			});
			if (storageProof.length === 0) continue;
			const { now, bytes } = addClaim(claim, { ...claim, storageProof });
			direct.bytes += bytes;
			direct.accounts.set(address, { ...there, claim: now });
		}
	};

	return { noteSlots, sparing, recall };
};

/** Code by its hash; it is what its hash says, whoever gave it. */
const openCodes = () => {
	const codes = new Map<Hex, Hex>();
	const cacheCode = (code: Hex): void => {
		codes.set(keccakHex(fromHex(code)), code);
		const [oldest] = codes.keys();
		if (codes.size > 64 && oldest !== undefined) codes.delete(oldest);
	};

	return { codes, cacheCode };
};

/** What all who ask share. */
export const openShared = (clock: Clock, limits: CaptureLimits) => ({
	headerCache: openHeaderCache(),
	windows: openWindows(clock),
	directAt: openDirects(),
	...openStorages(),
	...openCodes(),
	...openBlocks(clock, limits),
});
export type SharedProofs = ReturnType<typeof openShared>;
