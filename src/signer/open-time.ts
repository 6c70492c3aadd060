// What is open, since when nobody used it, and the timer that locks it. What is open lives here and nowhere else.

import { toHex } from "../base/bytes.ts";
import type { SignerRecord } from "./anchors.ts";
import type { KeyringParts, OpenedVault } from "./keyring-parts.ts";
import { wipe } from "./vault.ts";

/** How often the time is looked at, for a timer does not run while the device sleeps. */
const lookMs = 30_000;
/** A clock set back by more than this tells nothing of how long it was unused. */
const mostBackMs = 60_000;

export const lockMs = (kept: SignerRecord): number =>
	kept.autoLockMinutes * 60_000;

/** What is open, since when nobody used it, and the timer that locks it. */
export const openTime = (parts: KeyringParts) => {
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
export type OpenTime = ReturnType<typeof openTime>;

/** A lock by a person's word counts for what is being opened at that moment too. */
export const openLatch = (time: OpenTime) => {
	let locks = 0;
	return {
		lock: (): Promise<void> => {
			locks++;
			return time.lock();
		},
		/** To be asked when the opening begins. @returns what ends it: it enters, or overwrites what would have been open */
		begin: (): OpenTime["enter"] => {
			const before = locks;
			return async (now, sinceMs) =>
				locks === before ? time.enter(now, sinceMs) : wipe(now.unlock);
		},
	};
};
export type Latch = ReturnType<typeof openLatch>;
