// A store for one run of a command: nothing of it outlives the process.

import { type Store, type Table, tables } from "../source/ports.ts";

/** A store that forgets when the process ends. */
export const memoryStore = (): Store => {
	const kept = new Map<Table, Map<string, string>>(
		tables.map((table) => [table, new Map()]),
	);
	const of = (table: Table): Map<string, string> => {
		const found = kept.get(table);
		if (found === undefined) throw new RangeError(`"table" is ${table}`);
		return found;
	};
	const put = (table: Table, key: string, value: string | null): void => {
		if (value === null) of(table).delete(key);
		else of(table).set(key, value);
	};
	return {
		get: async (table, key) => of(table).get(key),
		put: async (table, key, value) => put(table, key, value),
		delete: async (table, key) => put(table, key, null),
		keys: async (table) => [...of(table).keys()],
		putAll: async (entries) => {
			for (const { table, key, value } of entries) put(table, key, value);
		},
	};
};
