// A disk under a process that dies: from a moment on nothing it does reaches the disk.

import { Fault } from "../../src/base/fault.ts";
import type { Store } from "../../src/source/ports.ts";

export type Death = {
	readonly store: Store;
	readonly onDeath: (kill: () => void) => void;
	readonly isDead: () => boolean;
	/** Resolves when it dies: what was asked of it by then is never answered. */
	readonly died: Promise<void>;
	/** Now, whatever is being written. */
	readonly die: () => void;
};

/** Which writes are counted. */
type Counts = (table: string, key: string) => boolean;

const ofOrders: Counts = (table) => table === "orders" || table === "receipts";

/**
 * A store that dies at its n-th write that counts, before or after it reaches the disk.
 * @param atWrite from 0; null: it dies when it is told to
 * @param counts without one: orders and receipts
 */
export const dying = (
	store: Store,
	atWrite: number | null,
	when: "before" | "after",
	counts: Counts = ofOrders,
): Death => {
	let writes = 0;
	let dead = false;
	let kill = (): void => {};
	const gone = new Fault("storage", "the process is dead");
	let tell = (): void => {};
	const died = new Promise<void>((resolve) => {
		tell = resolve;
	});
	const die = (): void => {
		dead = true;
		kill();
		tell();
	};
	const write = async (
		isCounted: boolean,
		work: () => Promise<void>,
	): Promise<void> => {
		if (dead) throw gone;
		if (!isCounted || writes++ !== atWrite) return work();
		if (when === "after") await work();
		die();
		throw gone;
	};
	return {
		store: {
			get: async (table, key) => {
				if (dead) throw gone;
				return store.get(table, key);
			},
			keys: store.keys,
			put: (table, key, value) =>
				write(counts(table, key), () => store.put(table, key, value)),
			delete: (table, key) =>
				write(counts(table, key), () => store.delete(table, key)),
			putAll: (entries) =>
				write(
					entries.some(({ table, key }) => counts(table, key)),
					() => store.putAll(entries),
				),
		},
		onDeath: (killed) => {
			kill = killed;
		},
		isDead: () => dead,
		died,
		die,
	};
};
