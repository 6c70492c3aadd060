// The keyring: the vault as it is now, locked or open, and when it locks by itself. What is open lives here and nowhere else.
// It knows no order and no evidence.

import { fromHex, type Hex, isHex, toHex } from "../base/bytes.ts";
import type { Decoded } from "../base/decode.ts";
import { asFault, Fault } from "../base/fault.ts";
import type { keyStatus } from "../protocol/methods.ts";
import type { Clock } from "../source/ports.ts";
import {
	type Anchor,
	fresh,
	type SignerRecord,
	sealRecord,
	unsealRecord,
	withAnchors,
} from "./anchors.ts";
import { acceptedNetworks } from "./networks.ts";
import {
	createVault,
	decodeVault,
	openByKey,
	openByPassword,
	type Unlock,
	type Vault,
	wipe,
} from "./vault.ts";

/**
 * Where the unlock key lies while the wallet is unlocked, so that a signer that was unloaded can go on: memory of the
 * browser's session, kept by the background, out of the engine's reach, and forgotten at `lockAtMs`.
 */
export type SessionMemory = {
	readonly get: () => Promise<string | null>;
	readonly set: (key: string, lockAtMs: number) => Promise<void>;
	readonly clear: () => Promise<void>;
};

/** An unlocked vault, and what it remembers. */
export type OpenedVault = { readonly unlock: Unlock; kept: SignerRecord };

export type KeyringParts = {
	readonly clock: Clock;
	readonly session: SessionMemory;
	/** Resolves when vault and anchors are on disk. It may never: then nothing was kept, as far as anybody here knows. */
	readonly save: (
		vault: string,
		anchors: string,
		accounts: readonly Hex[],
	) => Promise<void>;
	/** Called each time it opens, before who opened it hears of it. */
	readonly onOpen: (now: OpenedVault) => Promise<void>;
	/** It opened, was locked or was used: `untilMs` is another one now. */
	readonly onChange: () => void;
};

type Status = Decoded<typeof keyStatus>;

export type Keyring = {
	readonly status: () => Status;
	/** When it locks if nobody uses it meanwhile; null while locked. */
	readonly untilMs: () => number | null;
	/** The first word of the store; later ones are not heard. Opens with the session's key if there is one. @throws bad-file */
	readonly load: (
		vault: string | null,
		anchors: string | null,
	) => Promise<void>;
	/** Waits for the store's word. @throws storage when it does not come, bad-file when it is no vault */
	readonly loaded: () => Promise<void>;
	/** @throws has-vault, weak-password, bad-phrase, storage */
	readonly create: (phrase: string, password: string) => Promise<void>;
	/** @throws no-vault, wrong-password; storage where an anchor that was accepted meanwhile could not be sealed */
	readonly unlock: (password: string) => Promise<void>;
	/** Every secret byte is overwritten when it returns, also when it throws. */
	readonly lock: () => Promise<void>;
	/** What is open, whether its time is over or not; null while locked. */
	readonly opened: () => OpenedVault | null;
	/** What is open, if its time is not over. @throws no-vault, locked */
	readonly unlocked: () => Promise<OpenedVault>;
	/** A person did something: the time until it locks begins anew. */
	readonly use: () => Promise<void>;
	/** Keeps something else from now on. @throws locked, storage */
	readonly remember: (now: OpenedVault, kept: SignerRecord) => Promise<void>;
	/**
	 * What is remembered now: of what is open; while there is no vault, what was accepted for the first one.
	 * @throws locked while it is sealed, storage, bad-file
	 */
	readonly kept: () => Promise<SignerRecord>;
	/** Takes an anchor, now or, while it is locked, as soon as it opens. @throws storage */
	readonly accept: (anchor: Anchor) => Promise<void>;
	/**
	 * Changes what is remembered, as a person said; before there is a vault, what the first one begins with. On disk when it
	 * resolves, or held for that one.
	 * @throws locked while it is sealed, what the change throws, storage
	 */
	readonly change: (
		change: (kept: SignerRecord) => SignerRecord,
	) => Promise<void>;
};

/** How long a screen waits for the store's word after a start. */
const mostLoadMs = 20_000;
/** How long it waits for the word that something is on disk: who waits for a key waits for it too. */
const mostSaveMs = 20_000;
/** How often the time is looked at, for a timer does not run while the device sleeps. */
const lookMs = 30_000;
/** A clock set back by more than this tells nothing of how long it was unused. */
const mostBackMs = 60_000;

const lockMs = (kept: SignerRecord): number => kept.autoLockMinutes * 60_000;

/** What is open, since when nobody used it, and the timer that locks it. */
const openTime = (parts: KeyringParts) => {
	const { clock, session } = parts;
	let opened: OpenedVault | null = null;
	let usedMs = clock.nowMs();
	let lockTimer = new AbortController();

	const lock = async (): Promise<void> => {
		if (opened !== null) wipe(opened.unlock);
		opened = null;
		lockTimer.abort();
		parts.onChange();
		await session.clear();
	};

	/** Milliseconds until it locks, by a clock that may have been set back: then none are left. */
	const leftOf = ({ kept }: OpenedVault): number => {
		const unusedMs = clock.nowMs() - usedMs;
		return unusedMs < -mostBackMs ? 0 : lockMs(kept) - unusedMs;
	};

	/** A person did something: the time until it locks begins anew. */
	const use = async (): Promise<void> => {
		usedMs = clock.nowMs();
		if (opened === null) return;
		const { unlock, kept } = opened;
		const lockAtMs = usedMs + lockMs(kept);
		parts.onChange();
		// A text, which nothing can overwrite: it is what lets a signer that was unloaded go on, and is forgotten with the session.
		const key = `${toHex(unlock.key)}@${lockAtMs}`;
		await session.set(key, lockAtMs).catch(() => {
			// Then the password is asked for again after the next start; nothing else is lost.
		});
	};

	/** Locks when nobody has used it for long enough; looks again whenever that could be. */
	const lockOnTime = async (
		now: OpenedVault,
		signal: AbortSignal,
	): Promise<void> => {
		while (opened === now) {
			const leftMs = leftOf(now);
			if (leftMs <= 0) return lock();
			await clock.sleep(Math.min(leftMs, lookMs), signal);
		}
	};

	const enter = async (now: OpenedVault, sinceMs: number): Promise<void> => {
		lockTimer.abort();
		lockTimer = new AbortController();
		opened = now;
		usedMs = sinceMs;
		parts.onChange();
		// Ends by being cancelled when it is locked in another way.
		void lockOnTime(now, lockTimer.signal).catch(() => {});
		await parts.onOpen(now);
	};

	return {
		opened: () => opened,
		untilMs: () => (opened === null ? null : usedMs + lockMs(opened.kept)),
		lock,
		leftOf,
		use,
		enter,
		/** Overwrites what is open; another is about to be opened. */
		shut: (): void => {
			if (opened !== null) wipe(opened.unlock);
			opened = null;
			parts.onChange();
		},
	};
};
type Time = ReturnType<typeof openTime>;

type Stored = { readonly file: string; readonly decoded: Vault };

/** The vault and what is sealed beside it, as they are on disk. */
const openDisk = (parts: KeyringParts) => {
	const { clock } = parts;
	let vault: Stored | null = null;
	let sealedKept: string | null = null;

	/** @throws storage also when no answer comes in time: it may be on disk then, and counts for nothing here */
	const store = async (
		...saved: Parameters<KeyringParts["save"]>
	): Promise<void> => {
		const over = new AbortController();
		const late = clock.sleep(mostSaveMs, over.signal).then((): never => {
			throw new Fault("storage", `no answer in ${mostSaveMs / 1000} s`);
		});
		late.catch(() => {
			// Who waits hears it from the race.
		});
		try {
			await Promise.race([parts.save(...saved), late]);
		} finally {
			over.abort();
		}
	};

	/** What is remembered counts once it is on disk, and not before. @throws storage */
	const save = async (
		now: OpenedVault,
		file: string,
		kept: SignerRecord = now.kept,
	): Promise<void> => {
		const sealed = await sealRecord(now.unlock.key, kept);
		const accounts = now.unlock.accounts.map(({ address }) => address);
		await store(file, sealed, accounts);
		vault = { file, decoded: decodeVault(file) };
		sealedKept = sealed;
		now.kept = kept;
	};

	/** What was remembered under this key; what does not open was not sealed by it, and counts for nothing. */
	const keptBy = async (key: Uint8Array): Promise<SignerRecord> => {
		if (sealedKept === null) return fresh;
		try {
			return await unsealRecord(key, sealedKept);
		} catch (thrown) {
			if (thrown instanceof Fault && thrown.code === "bad-file") return fresh;
			throw thrown;
		}
	};

	return {
		vault: () => vault,
		/** What the store holds. */
		take: (found: Stored, anchors: string | null): void => {
			vault = found;
			sealedKept = anchors;
		},
		save,
		keptBy,
	};
};
type Disk = ReturnType<typeof openDisk>;

/** Whether the engine has said what lies in the store: before that, "no vault" would be a guess. */
const openLoading = (clock: Clock) => {
	let load: { readonly fault: Fault | null } | null = null;
	const loading = new AbortController();

	/** Waits for the store's word. @throws storage when it does not come, bad-file when it is no vault */
	const loaded = async (): Promise<void> => {
		if (load === null)
			await clock.sleep(mostLoadMs, loading.signal).catch(() => {
				// It came.
			});
		if (load === null)
			throw new Fault("storage", "what is stored was not read yet");
		if (load.fault !== null) throw load.fault;
	};

	return {
		loaded,
		isLoaded: () => load !== null && load.fault === null,
		end: (fault: Fault | null): void => {
			load = { fault };
			loading.abort();
		},
	};
};

/** What the person accepted while there was no key to seal it under. */
type Pending = { kept: SignerRecord };

/** Unlocks with the key of the session, if there is one, it fits and its time is not over. */
const resume = async (
	{ session, clock }: KeyringParts,
	disk: Disk,
	time: Time,
	decoded: Vault,
): Promise<void> => {
	const found = await session.get().catch(() => null);
	const [key, lockAt] = (found ?? "").split("@");
	if (!isHex(key, 32)) return;
	const bytes = fromHex(key, 32);
	try {
		const unlock = await openByKey(decoded, bytes);
		const kept = await disk.keptBy(unlock.key);
		// Being started again is no use of it: the time it locks at stays what it was.
		if (clock.nowMs() < Number(lockAt))
			await time.enter({ unlock, kept }, Number(lockAt) - lockMs(kept));
		else {
			wipe(unlock);
			await session.clear();
		}
	} catch (thrown) {
		if (time.opened() === null) bytes.fill(0);
		if (!(thrown instanceof Fault)) throw thrown;
		await session.clear();
	}
};

/**
 * The vault opened by its password, with what was accepted meanwhile; on disk again where it has changed.
 * @throws wrong-password, storage where an anchor that was accepted meanwhile could not be sealed
 */
const openStored = async (
	{ file, decoded }: Stored,
	password: string,
	disk: Disk,
	pending: Pending,
	shut: () => void,
): Promise<OpenedVault> => {
	const { unlock, renewed } = await openByPassword(decoded, password);
	shut();
	let now: OpenedVault;
	try {
		const before = await disk.keptBy(unlock.key);
		const kept = withAnchors(before, pending.kept.anchors);
		now = { unlock: renewed?.unlock ?? unlock, kept };
		if (renewed !== null || pending.kept.anchors.length > 0)
			try {
				await disk.save(now, renewed?.file ?? file);
				pending.kept = fresh;
			} catch (thrown) {
				// The old parameters open it as well: it is renewed another time.
				if (renewed === null || pending.kept.anchors.length > 0) throw thrown;
				now = { unlock, kept: before };
			}
	} catch (thrown) {
		wipe(unlock);
		if (renewed !== null) wipe(renewed.unlock);
		throw thrown;
	}
	if (renewed !== null) wipe(now.unlock === unlock ? renewed.unlock : unlock);

	return now;
};

const statusOf = (disk: Disk, time: Time, pending: Pending): Status => {
	const vault = disk.vault();
	const opened = time.opened();
	return {
		hasVault: vault !== null,
		unlocked: opened !== null,
		accounts: vault?.decoded.accounts ?? [],
		autoLockMinutes: (opened?.kept ?? fresh).autoLockMinutes,
		// Sealed while it is locked: then nobody can say.
		...(vault !== null && opened === null
			? {}
			: { networks: acceptedNetworks(opened?.kept ?? pending.kept) }),
	};
};

/** What is open, for who may use it. */
const openAccess = (disk: Disk, time: Time) => {
	const { lock } = time;

	/** The unlocked vault, if its time is not over. @throws no-vault, locked */
	const unlocked = async (): Promise<OpenedVault> => {
		if (disk.vault() === null)
			throw new Fault("no-vault", "no vault is loaded");
		const now = time.opened();
		if (now !== null && time.leftOf(now) <= 0) await lock();
		const opened = time.opened();
		if (opened === null) throw new Fault("locked", "the password is needed");
		return opened;
	};

	const remember = async (
		now: OpenedVault,
		kept: SignerRecord,
	): Promise<void> => {
		// A wiped key would seal what no key opens again.
		const vault = disk.vault();
		if (vault === null || time.opened() !== now)
			throw new Fault("locked", "it was locked meanwhile");
		await disk.save(now, vault.file, kept);
	};

	return { unlocked, remember };
};

/** @throws bad-file */
const takeStored = async (
	parts: KeyringParts,
	disk: Disk,
	time: Time,
	file: string | null,
	anchors: string | null,
): Promise<void> => {
	if (file === null) return;
	const decoded = decodeVault(file);
	disk.take({ file, decoded }, anchors);
	await resume(parts, disk, time, decoded);
};

export const openKeyring = (parts: KeyringParts): Keyring => {
	const { clock } = parts;
	const time = openTime(parts);
	const disk = openDisk(parts);
	const { loaded, isLoaded, end } = openLoading(clock);
	const pending: Pending = { kept: fresh };
	const { unlocked, remember } = openAccess(disk, time);
	const { lock, use, enter } = time;

	return {
		status: () => statusOf(disk, time, pending),
		untilMs: time.untilMs,
		loaded,
		lock,
		opened: time.opened,
		unlocked,
		use,
		remember,
		load: async (file, anchors) => {
			// What is here is newer than what any store says.
			if (isLoaded()) return;
			try {
				await takeStored(parts, disk, time, file, anchors);
				end(null);
			} catch (thrown) {
				end(asFault(thrown));
				throw thrown;
			}
		},
		create: async (phrase, password) => {
			await loaded();
			if (disk.vault() !== null)
				throw new Fault("has-vault", "nothing was changed");
			const { file, unlock } = await createVault(phrase, password);
			const now: OpenedVault = { unlock, kept: pending.kept };
			try {
				await disk.save(now, file);
			} catch (thrown) {
				wipe(unlock);
				throw thrown;
			}
			pending.kept = fresh;
			await enter(now, clock.nowMs());
			await use();
		},
		unlock: async (password) => {
			await loaded();
			const vault = disk.vault();
			if (vault === null) throw new Fault("no-vault", "no vault is loaded");
			const now = await openStored(vault, password, disk, pending, time.shut);
			await enter(now, clock.nowMs());
			await use();
		},
		kept: async () => {
			await loaded();
			return disk.vault() === null ? pending.kept : (await unlocked()).kept;
		},
		accept: async (anchor) => {
			const opened = time.opened();
			if (opened === null) pending.kept = withAnchors(pending.kept, [anchor]);
			else {
				await remember(opened, withAnchors(opened.kept, [anchor]));
				await use();
			}
		},
		change: async (change) => {
			await loaded();
			if (disk.vault() === null) {
				pending.kept = change(pending.kept);
				return;
			}
			const now = await unlocked();
			await remember(now, change(now.kept));
			await use();
		},
	};
};
