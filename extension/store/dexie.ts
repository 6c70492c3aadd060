// The Store port over IndexedDB: one table a kind of record, key and JSON text, nothing indexed and nothing concluded. What
// is read back is a claim again.

import { Dexie, type EntityTable } from "dexie";
import { Fault } from "../../src/base/fault.ts";
import { type Store, type Table, tables } from "../../src/source/ports.ts";

type Row = { key: string; value: string };

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

const inWords = async <T>(work: () => PromiseLike<T>): Promise<T> => {
	try {
		return await work();
	} catch (thrown) {
		throw failed(thrown);
	}
};

const schemaVersion = 2;

/** What the first version had no tables for. */
const addedLater: readonly Table[] = ["exits", "escrow", "liveness"];
const stores = (of: readonly Table[]): { readonly [table: string]: string } =>
	Object.fromEntries(of.map((table) => [table, "key"]));

/** Dexie opens a database of a later schema and adapts it. A wallet must not: it would not know what it lost. */
const refuseNewer = async (name: string): Promise<void> => {
	const all = await indexedDB.databases();
	const native = all.find((base) => base.name === name)?.version ?? 0;
	// Dexie writes version 1 as 10 and leaves the digits between for itself.
	if (native >= (schemaVersion + 1) * 10)
		throw new Fault("storage", "a newer Sextant wrote this database");
};

export type DexieStore = Store & { readonly close: () => void };

/**
 * Opens the database, made on first use. A version of the schema is never changed, only followed by another.
 * @throws storage when the browser gives none, or the one there was written by a newer Sextant.
 */
export const openStore = async (name = "sextant"): Promise<DexieStore> => {
	await inWords(() => refuseNewer(name));
	const base = new Dexie(name, { chromeTransactionDurability: "strict" });
	base
		.version(1)
		.stores(stores(tables.filter((table) => !addedLater.includes(table))));
	base.version(schemaVersion).stores(stores(tables));
	await inWords(() => base.open());
	// Another version of the extension wants to change the schema: it cannot while this connection is open.
	base.on("versionchange", () => base.close());

	const of = (table: Table): EntityTable<Row, "key"> => base.table(table);

	return {
		get: (table, key) => inWords(async () => (await of(table).get(key))?.value),
		put: (table, key, value) =>
			inWords(() =>
				base.transaction("rw", table, async () => {
					await of(table).put({ key, value });
				}),
			),
		delete: (table, key) => inWords(() => of(table).delete(key)),
		keys: (table) =>
			inWords(async () =>
				(await of(table).toCollection().primaryKeys()).map(String),
			),
		putAll: (entries) =>
			inWords(() =>
				base.transaction(
					"rw",
					[...new Set(entries.map(({ table }) => table))],
					async () => {
						for (const { table, key, value } of entries)
							if (value === null) await of(table).delete(key);
							else await of(table).put({ key, value });
					},
				),
			),
		close: () => base.close(),
	};
};
