// The Store port over IndexedDB: one table a kind of record, key and JSON text, nothing indexed and nothing concluded. What
// is read back is a claim again.

import { Fault } from "../../src/base/fault.ts";
import { type Store, type Table, tables } from "../../src/source/ports.ts";
import { textIn } from "../message.ts";

/** Any failure of the database in one word. What a caller did wrong stays its own error. */
const failed = (thrown: unknown): Fault =>
	thrown instanceof Fault
		? thrown
		: new Fault(
				"storage",
				thrown instanceof Error
					? `${thrown.name}: ${thrown.message}`.slice(0, 300)
					: "the database failed",
			);

/**
 * The schema's version as the browser counts it: by tens, for the first releases went through Dexie, which writes version 1 as 10
 * and leaves the digits between for itself. 10 had no tables for exits.
 */
const schemaVersion = 20;
const nextVersion = schemaVersion + 10;

/** A wallet must not open a later schema: it would not know what it lost. */
const versionToOpen = async (name: string): Promise<number> => {
	const all = await indexedDB.databases();
	const found = all.find((base) => base.name === name)?.version ?? 0;
	if (found >= nextVersion)
		throw new Fault("storage", "a newer Sextant wrote this database");
	return Math.max(schemaVersion, found);
};

/** Made where it is missing. It waits for other connections of an older version, which close when they are told (`opened`). */
const openBase = async (name: string): Promise<IDBDatabase> => {
	const version = await versionToOpen(name);
	return await new Promise((resolve, reject) => {
		const asked = indexedDB.open(name, version);
		asked.onupgradeneeded = () => {
			const base = asked.result;
			for (const table of tables)
				if (!base.objectStoreNames.contains(table))
					base.createObjectStore(table, { keyPath: "key" });
		};
		asked.onsuccess = () => resolve(asked.result);
		asked.onerror = () => reject(asked.error);
	});
};

/** One transaction. It resolves when all of it is on disk; what throws while it is put together undoes it. */
const transact = <T>(
	base: IDBDatabase,
	mode: "readonly" | "readwrite",
	of: readonly Table[],
	work: (table: (name: Table) => IDBObjectStore) => () => T,
): Promise<T> =>
	new Promise((resolve, reject) => {
		const transaction = base.transaction(of, mode, { durability: "strict" });
		transaction.onabort = () => reject(transaction.error);
		try {
			const result = work((name) => transaction.objectStore(name));
			transaction.oncomplete = () => resolve(result());
		} catch (thrown) {
			reject(thrown);
			transaction.abort();
		}
	});

export type DatabaseStore = Store & { readonly close: () => void };

/**
 * Opens the database, made on first use. A version of the schema is never changed, only followed by another.
 * @throws storage when the browser gives none, or the one there was written by a newer Sextant.
 */
export const openStore = async (name = "sextant"): Promise<DatabaseStore> => {
	let isClosed = false;
	let opening: Promise<IDBDatabase> | undefined;
	const close = (): void => {
		isClosed = true;
		opening?.then(
			(base) => base.close(),
			() => {},
		);
	};
	const open = async (): Promise<IDBDatabase> => {
		const base = await openBase(name);
		// Another version of the extension wants to change the schema: it cannot while this connection is open.
		base.onversionchange = () => {
			base.close();
			close();
		};
		// The browser took the connection away, for a fault of the disk's or because site data was cleared.
		base.onclose = () => {
			opening = undefined;
		};
		return base;
	};
	const connection = (): Promise<IDBDatabase> => {
		if (isClosed) throw new Fault("storage", "the database is closed");
		if (opening === undefined) {
			const begun = open();
			opening = begun;
			// the next who asks tries again
			begun.catch(() => {
				if (opening === begun) opening = undefined;
			});
		}
		return opening;
	};
	const run = async <T>(
		mode: "readonly" | "readwrite",
		of: readonly Table[],
		work: (table: (name: Table) => IDBObjectStore) => () => T,
	): Promise<T> => {
		try {
			return await transact(await connection(), mode, of, work);
		} catch (thrown) {
			throw failed(thrown);
		}
	};
	const putAll: Store["putAll"] = async (entries) => {
		const of = new Set(entries.map(({ table }) => table));
		if (of.size === 0) return;
		await run("readwrite", [...of], (table) => {
			for (const { table: into, key, value } of entries)
				if (value === null) table(into).delete(key);
				else table(into).put({ key, value });
			return () => {};
		});
	};

	try {
		await connection();
	} catch (thrown) {
		throw failed(thrown);
	}
	return {
		get: (from, key) =>
			run("readonly", [from], (table) => {
				const asked: IDBRequest<unknown> = table(from).get(key);
				return () => textIn(asked.result, "value");
			}),
		put: (table, key, value) => putAll([{ table, key, value }]),
		delete: (table, key) => putAll([{ table, key, value: null }]),
		keys: (from) =>
			run("readonly", [from], (table) => {
				const asked = table(from).getAllKeys();
				return () => asked.result.map(String);
			}),
		putAll,
		close,
	};
};
