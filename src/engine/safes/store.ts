// The Safes on disk. One change at a time, and each is on disk before anybody sees it or acts on it.

import { serial } from "../../base/async.ts";
import type { Hex } from "../../base/bytes.ts";
import { asFault, Fault } from "../../base/fault.ts";
import { mostSafes } from "../../protocol/safe-views.ts";
import type { Store } from "../../source/ports.ts";
import { decodeKeptSafe, type KeptSafe, keptSafeText } from "./record.ts";

const prefix = "safe.";
const keyOf = (chainId: number, address: Hex): string =>
	`${prefix}${chainId}.${address}`;

export type SafeStore = {
	readonly list: (chainId: number) => readonly KeptSafe[];
	readonly find: (chainId: number, address: Hex) => KeptSafe | undefined;
	/** Of every chain. */
	readonly all: () => readonly KeptSafe[];
	/** On disk when it resolves. @throws safe-unlisted, storage, and what the change throws */
	readonly change: (
		chainId: number,
		address: Hex,
		change: (was: KeptSafe) => KeptSafe,
	) => Promise<KeptSafe>;
	/** One that is there stays. @throws too-many-accounts, storage */
	readonly add: (safe: KeptSafe) => Promise<void>;
	readonly remove: (chainId: number, address: Hex) => Promise<void>;
};

/** A row that does not decode is passed over and stays. @throws storage */
export const openSafeStore = async (
	store: Store,
	problem: (fault: Fault) => void,
): Promise<SafeStore> => {
	const safes = new Map<string, KeptSafe>();
	for (const key of await store.keys("settings")) {
		if (!key.startsWith(prefix)) continue;
		try {
			const source = await store.get("settings", key);
			if (source === undefined) continue;
			const found = decodeKeptSafe(source);
			if (keyOf(found.chainId, found.seen.address) !== key)
				throw new Fault("bad-file", `it is ${found.seen.address}`);
			safes.set(key, found);
		} catch (thrown) {
			const { message } = asFault(thrown);
			problem(new Fault("bad-file", `${key.slice(0, 80)}: ${message}`));
		}
	}
	const inTurn = serial();
	const write = async (safe: KeptSafe): Promise<void> => {
		const key = keyOf(safe.chainId, safe.seen.address);
		await store.put("settings", key, keptSafeText(safe));
		safes.set(key, safe);
	};

	return {
		list: (chainId) =>
			[...safes.values()].filter((one) => one.chainId === chainId),
		find: (chainId, address) => safes.get(keyOf(chainId, address)),
		all: () => [...safes.values()],
		change: (chainId, address, change) =>
			inTurn(async () => {
				const was = safes.get(keyOf(chainId, address));
				if (was === undefined)
					throw new Fault("safe-unlisted", `${address} is not on the list`);
				const next = change(was);
				if (next !== was) await write(next);
				return next;
			}),
		add: (safe) =>
			inTurn(async () => {
				if (safes.has(keyOf(safe.chainId, safe.seen.address))) return;
				if (safes.size >= mostSafes)
					throw new Fault("too-many-accounts", `${safes.size} Safes`);
				await write(safe);
			}),
		remove: (chainId, address) =>
			inTurn(async () => {
				await store.delete("settings", keyOf(chainId, address));
				safes.delete(keyOf(chainId, address));
			}),
	};
};
