// The vault and what is sealed beside it, as they are on disk by the engine's word. What was not said to be there counts for nothing.

import { Fault } from "../base/fault.ts";
import {
	fresh,
	type SignerRecord,
	sealRecord,
	unsealRecord,
} from "./anchors.ts";
import type { KeyringParts, OpenedVault } from "./keyring-parts.ts";
import { accountsOf, decodeVault, type Vault } from "./vault.ts";

/** How long it waits for the word that something is on disk: who waits for a key waits for it too. */
const mostSaveMs = 20_000;

export type StoredVault = { readonly file: string; readonly decoded: Vault };

/** The vault and what is sealed beside it, as they are on disk. */
export const openDisk = (parts: KeyringParts) => {
	const { clock } = parts;
	let vault: StoredVault | null = null;
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
		const decoded = decodeVault(file);
		await store(file, sealed, accountsOf(decoded));
		vault = { file, decoded };
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
		take: (found: StoredVault, anchors: string | null): void => {
			vault = found;
			sealedKept = anchors;
		},
		save,
		/** @throws storage */
		erase: async (): Promise<void> => {
			await store(null, null, []);
			vault = null;
			sealedKept = null;
		},
		keptBy,
	};
};
export type SignerDisk = ReturnType<typeof openDisk>;
