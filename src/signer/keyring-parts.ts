// What a keyring is given, and what it calls open.

import type { HeldAccount } from "../protocol/accounts.ts";
import type { Clock } from "../source/ports.ts";
import type { SignerRecord } from "./anchors.ts";
import type { Unlock } from "./vault.ts";

/**
 * Where the unlock key lies while the wallet is unlocked, so that a signer that was unloaded can go on: memory of the
 * browser's session, kept by the background, out of the engine's reach, and forgotten at `lockAtMs`.
 */
export type SessionMemory = {
	readonly get: () => Promise<string | null>;
	readonly set: (key: string, lockAtMs: number) => Promise<void>;
	readonly clear: () => Promise<void>;
};

/** An unlocked vault, and what it remembers. What unlocks it is another one after a change of what it holds. */
export type OpenedVault = { unlock: Unlock; kept: SignerRecord };

export type KeyringParts = {
	readonly clock: Clock;
	readonly session: SessionMemory;
	/** Resolves when vault and anchors are on disk. It may never: then nothing was kept, as far as anybody here knows. */
	readonly save: (
		vault: string | null,
		anchors: string | null,
		accounts: readonly HeldAccount[],
	) => Promise<void>;
	/** Called each time it opens, before who opened it hears of it. */
	readonly onOpen: (now: OpenedVault) => Promise<void>;
	/** It opened, was locked or was used: `untilMs` is another one now. */
	readonly onChange: () => void;
};
