// Stores under Node: one of files, one that forgets. The only room that knows Node.

import {
	mkdir,
	readdir,
	readFile,
	rename,
	rm,
	writeFile,
} from "node:fs/promises";
import { join } from "node:path";
import { asFault, Fault } from "../base/fault.ts";
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

/**
 * A store of one file a table under `folder`, written beside and renamed, so that a file is whole or the old one. Several
 * tables at once go through a journal that is read again at the next opening, so that all of them change or none.
 */
export const fileStore = async (folder: string): Promise<Store> => {
	const fileOf = (name: string): string => join(folder, `${name}.json`);
	const failed = (thrown: unknown): Fault =>
		new Fault("storage", asFault(thrown).message);
	const write = async (name: string, text: string): Promise<void> => {
		const file = fileOf(name);
		await writeFile(`${file}.new`, text, { mode: 0o600 });
		await rename(`${file}.new`, file);
	};
	const read = async (name: string): Promise<string | undefined> => {
		try {
			return await readFile(fileOf(name), "utf8");
		} catch (thrown) {
			if (
				typeof thrown === "object" &&
				thrown !== null &&
				"code" in thrown &&
				thrown.code === "ENOENT"
			)
				return undefined;
			throw failed(thrown);
		}
	};
	const memory = memoryStore();
	const save = async (table: Table): Promise<void> => {
		const pairs: [string, string][] = [];
		for (const key of await memory.keys(table)) {
			const value = await memory.get(table, key);
			if (value !== undefined) pairs.push([key, value]);
		}
		await write(table, JSON.stringify(pairs));
	};

	try {
		await mkdir(folder, { recursive: true, mode: 0o700 });
		await readdir(folder);
	} catch (thrown) {
		throw failed(thrown);
	}
	const pairsOf = (text: string, name: string): readonly [string, string][] => {
		let raw: unknown;
		try {
			raw = JSON.parse(text);
		} catch {
			raw = undefined;
		}
		if (!Array.isArray(raw))
			throw new Fault("bad-file", `${name} in the store does not decode`);
		return raw.map((pair: unknown): [string, string] => {
			if (
				!Array.isArray(pair) ||
				typeof pair[0] !== "string" ||
				typeof pair[1] !== "string"
			)
				throw new Fault("bad-file", `${name} in the store does not decode`);
			return [pair[0], pair[1]];
		});
	};
	for (const table of tables) {
		const text = await read(table);
		for (const [key, value] of text === undefined ? [] : pairsOf(text, table))
			await memory.put(table, key, value);
	}
	// a journal that is there was written whole: what it says happened
	const journal = await read("journal");
	if (journal !== undefined) {
		for (const [table, text] of pairsOf(journal, "journal")) {
			const named = tables.find((name) => name === table);
			if (named === undefined)
				throw new Fault("bad-file", `"${table}" in the journal is no table`);
			for (const key of await memory.keys(named))
				await memory.delete(named, key);
			for (const [key, value] of pairsOf(text, table))
				await memory.put(named, key, value);
			await save(named);
		}
		await rm(fileOf("journal"));
	}

	let last: Promise<void> = Promise.resolve();
	const inTurn = (work: () => Promise<void>): Promise<void> => {
		last = last.catch(() => {}).then(work);
		return last.catch((thrown: unknown) => {
			throw failed(thrown);
		});
	};
	return {
		get: memory.get,
		keys: memory.keys,
		put: (table, key, value) =>
			inTurn(async () => {
				await memory.put(table, key, value);
				await save(table);
			}),
		delete: (table, key) =>
			inTurn(async () => {
				await memory.delete(table, key);
				await save(table);
			}),
		putAll: (entries) =>
			inTurn(async () => {
				await memory.putAll(entries);
				const touched = [...new Set(entries.map(({ table }) => table))];
				const pages: [string, string][] = [];
				for (const table of touched) {
					const pairs: [string, string][] = [];
					for (const key of await memory.keys(table)) {
						const value = await memory.get(table, key);
						if (value !== undefined) pairs.push([key, value]);
					}
					pages.push([table, JSON.stringify(pairs)]);
				}
				await write("journal", JSON.stringify(pages));
				for (const table of touched) await save(table);
				await rm(fileOf("journal"));
			}),
	};
};
