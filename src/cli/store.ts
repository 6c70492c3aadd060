// Stores of the command line: one that forgets when the process ends, and one in a folder that outlives it.

import { createHash, randomUUID } from "node:crypto";
import {
	link,
	mkdir,
	open,
	readdir,
	readFile,
	rename,
	rm,
} from "node:fs/promises";
import { join } from "node:path";
import { serial } from "../base/async.ts";
import * as d from "../base/decode.ts";
import { Fault } from "../base/fault.ts";
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

const mostChars = 64_000_000;
const row = d.record({ key: d.text(2_000), value: d.text(mostChars) });
/** Written whole before any of it is done: cut off in between, it is done again. */
const journal = d.list(
	d.record({
		table: d.oneOf(...tables),
		key: d.text(2_000),
		value: d.nullable(d.text(mostChars)),
	}),
	10_000,
);

type Entries = Parameters<Store["putAll"]>[0];

const inWords = async <T>(work: () => Promise<T>): Promise<T> => {
	try {
		return await work();
	} catch (thrown) {
		if (thrown instanceof Fault) throw thrown;
		throw new Fault(
			"storage",
			thrown instanceof Error ? thrown.message.slice(0, 300) : String(thrown),
		);
	}
};

const writeSynced = async (
	path: string,
	content: string,
	flag: "w" | "wx",
): Promise<void> => {
	const file = await open(path, flag, 0o600);
	try {
		await file.writeFile(content);
		await file.sync();
	} finally {
		await file.close();
	}
};

/** On disk under its name, whole or not at all. */
const writeWhole = async (path: string, content: string): Promise<void> => {
	const beside = `${path}.new`;
	await writeSynced(beside, content, "w");
	await rename(beside, path);
};

const isGone = (thrown: unknown): boolean =>
	thrown instanceof Error && "code" in thrown && thrown.code === "ENOENT";

const readIfThere = async (path: string): Promise<string | null> => {
	try {
		return await readFile(path, "utf8");
	} catch (thrown) {
		if (isGone(thrown)) return null;
		throw thrown;
	}
};

const isRunning = (pid: number): boolean => {
	try {
		process.kill(pid, 0);
		return true;
	} catch (thrown) {
		return (
			thrown instanceof Error && "code" in thrown && thrown.code === "EPERM"
		);
	}
};

const isTaken = (thrown: unknown): boolean =>
	thrown instanceof Error && "code" in thrown && thrown.code === "EEXIST";

/** True when the file was not there and is now, whole: no other process ever sees it empty. */
const made = async (path: string, content: string): Promise<boolean> => {
	const own = `${path}.${process.pid}.${randomUUID()}`;
	try {
		await writeSynced(own, content, "wx");
		await link(own, path);
		return true;
	} catch (thrown) {
		if (isTaken(thrown)) return false;
		throw thrown;
	} finally {
		await rm(own, { force: true });
	}
};

/** The process that a lock names; null for a lock that names none. */
const holderIn = (content: string): number | null =>
	/^[1-9][0-9]{0,9}$/.test(content) ? Number(content) : null;

/** @throws storage while another process holds the folder, or has died while it took over from one that had */
const takeLock = async (path: string): Promise<void> => {
	const own = String(process.pid);
	const held = (by: string, at = path): Fault =>
		new Fault(
			"storage",
			`${by} works in this folder, and two at once would sign twice. If that one is no Sextant, remove ${at}`,
		);
	const heldBy = (content: string): Fault | null => {
		const holder = holderIn(content);
		if (holder === null) return held("a process that its lock does not name");
		return isRunning(holder) ? held(`process ${holder}`) : null;
	};
	if (await made(path, own)) return;
	const first = heldBy((await readIfThere(path)) ?? own);
	if (first !== null) throw first;
	// Of those that find a dead one's lock, one at a time may take it away; the next finds the living one's.
	const taking = `${path}.taking`;
	if (!(await made(taking, own)))
		throw held("a process that takes over", taking);
	try {
		const content = await readIfThere(path);
		const now = content === null ? null : heldBy(content);
		if (now !== null) throw now;
		await rm(path, { force: true });
		if (!(await made(path, own))) throw held("another process");
	} finally {
		await rm(taking, { force: true });
	}
};

export type FolderStore = Store & {
	/** What was begun before is done when it resolves; after that the folder may be another process's. */
	readonly close: () => Promise<void>;
};

/** The rows in the folder, a file for each, and the journal of what was begun together. What was begun before is done when it resolves. */
const openRows = async (folder: string) => {
	const known = new Map<Table, Map<string, string>>(
		tables.map((table) => [table, new Map()]),
	);

	const of = (table: Table): Map<string, string> => {
		const found = known.get(table);
		if (found === undefined) throw new RangeError(`"table" is ${table}`);
		return found;
	};

	const fileOf = (table: Table, key: string): string =>
		join(
			folder,
			table,
			`${createHash("sha256").update(key).digest("hex")}.json`,
		);

	const apply = async (
		table: Table,
		key: string,
		value: string | null,
	): Promise<void> => {
		const path = fileOf(table, key);
		if (value === null) {
			await rm(path, { force: true });
			of(table).delete(key);
		} else {
			await writeWhole(path, JSON.stringify({ key, value }));
			of(table).set(key, path);
		}
	};

	const journalPath = join(folder, "journal.json");

	/** Begun and not all done: done before anything else is, so that no older row comes over a newer one. */
	let unfinished: Entries | null = null;

	const finish = async (): Promise<void> => {
		if (unfinished === null) return;
		for (const { table, key, value } of unfinished)
			await apply(table, key, value);
		await rm(journalPath, { force: true });
		unfinished = null;
	};

	for (const table of tables) {
		const place = join(folder, table);
		await mkdir(place, { recursive: true, mode: 0o700 });
		for (const name of await readdir(place)) {
			if (!name.endsWith(".json")) continue;
			const path = join(place, name);
			const { key } = row(
				d.parseJson(await readFile(path, "utf8"), 2 * mostChars),
				name,
			);
			if (fileOf(table, key) === path) of(table).set(key, path);
		}
	}
	const begun = await readIfThere(journalPath);
	if (begun !== null) {
		unfinished = journal(d.parseJson(begun, 2 * mostChars), "journal");
		await finish();
	}

	return {
		of,
		apply,
		finish,
		begin: async (entries: Entries): Promise<void> => {
			await writeWhole(journalPath, JSON.stringify(entries));
			unfinished = entries;
		},
	};
};

/**
 * A store in a folder that one process at a time works in: a file for each record, readable by its owner alone.
 * @throws storage when the folder cannot be used or another process uses it
 */
export const folderStore = (folder: string): Promise<FolderStore> =>
	inWords(async () => {
		await mkdir(folder, { recursive: true, mode: 0o700 });
		const lock = join(folder, "lock");
		await takeLock(lock);
		const { of, apply, finish, begin } = await openRows(folder);
		const turn = serial();
		let isClosed = false;
		const checkOpen = (): void => {
			if (isClosed) throw new Fault("storage", "the folder was closed");
		};
		const inTurn = <T>(work: () => Promise<T>): Promise<T> =>
			turn(() => {
				checkOpen();
				return inWords(async () => {
					await finish();
					return work();
				});
			});

		return {
			get: (table, key) =>
				inTurn(async () => {
					const path = of(table).get(key);
					if (path === undefined) return undefined;
					const found = await readIfThere(path);
					return found === null
						? undefined
						: row(d.parseJson(found, 2 * mostChars), key).value;
				}),
			put: (table, key, value) => inTurn(() => apply(table, key, value)),
			delete: (table, key) => inTurn(() => apply(table, key, null)),
			keys: (table) => inTurn(async () => [...of(table).keys()]),
			putAll: (entries) =>
				inTurn(async () => {
					await begin(entries);
					await finish();
				}),
			close: () =>
				// what cannot be finished is in the journal, and the next start finishes it
				turn(async () => {
					checkOpen();
					isClosed = true;
					await inWords(() => rm(lock, { force: true }));
				}),
		};
	});

/** The store with one table that is never on disk. */
export const withoutTable = (store: Store, hidden: Table): Store => {
	const memory = memoryStore();
	const of = (table: Table): Store => (table === hidden ? memory : store);
	return {
		get: (table, key) => of(table).get(table, key),
		put: (table, key, value) => of(table).put(table, key, value),
		delete: (table, key) => of(table).delete(table, key),
		keys: (table) => of(table).keys(table),
		putAll: async (entries) => {
			await memory.putAll(entries.filter(({ table }) => table === hidden));
			const rest = entries.filter(({ table }) => table !== hidden);
			if (rest.length > 0) await store.putAll(rest);
		},
	};
};
