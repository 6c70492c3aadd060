// What the browser's processes take, as Linux tells it. Elsewhere nothing is told.

import { readdirSync, readFileSync } from "node:fs";

const textOf = (path: string): string => {
	try {
		return readFileSync(path, "latin1");
	} catch {
		// it ended meanwhile, or there is no such thing here
		return "";
	}
};

/** Fields of a process behind its name, from the third on (proc_pid_stat). */
const statOf = (id: string): readonly string[] => {
	const text = textOf(`/proc/${id}/stat`);
	return text.slice(text.lastIndexOf(")") + 2).split(" ");
};

const parentField = 1;
const userField = 11;
const systemField = 12;
/** Linux counts by hundredths of a second. */
const tickMs = 10;

/** Every process of this machine; none where nothing is told. */
const processIds = (): readonly string[] =>
	textOf("/proc/self/stat") === "" ? [] : readdirSync("/proc");

/** A process's own, theirs, and it. */
const descendants = (of: string): readonly string[] => {
	const ids = processIds();
	const parents = new Map(
		ids
			.filter((id) => /^\d+$/.test(id))
			.map((id) => [id, statOf(id)[parentField] ?? ""]),
	);
	const isOurs = (id: string | undefined): boolean =>
		id !== undefined && id !== "" && (id === of || isOurs(parents.get(id)));
	return [...parents.keys()].filter((id) => isOurs(parents.get(id)));
};

const cpuMsIn = (stat: readonly string[]): number =>
	tickMs * (Number(stat[userField] ?? 0) + Number(stat[systemField] ?? 0));

/** Proportional set size: what is shared counts in parts. */
export const memoryOf = (id: string): number =>
	1024 *
	Number(/^Pss:\s+(\d+)/m.exec(textOf(`/proc/${id}/smaps_rollup`))?.[1] ?? 0);

/** Its threads' too, those that have ended as well. */
export const cpuMsOf = (id: string): number => cpuMsIn(statOf(id));

export type Thread = { readonly name: string; readonly cpuMs: number };

/** Those that run now, by id. */
export const threadsOf = (id: string): ReadonlyMap<string, Thread> => {
	const folder = `/proc/${id}/task`;
	const ids = textOf(`/proc/${id}/stat`) === "" ? [] : readdirSync(folder);
	return new Map(
		ids.map((thread) => [
			thread,
			{
				name: textOf(`${folder}/${thread}/comm`).trim(),
				cpuMs: cpuMsIn(statOf(`${id}/task/${thread}`)),
			},
		]),
	);
};

/** Where the extension runs in the Chromium of that profile, all its realms in one process; null where nothing is told. */
export const extensionProcess = (profile: string): string | null => {
	const commandOf = (id: string) => textOf(`/proc/${id}/cmdline`);
	const browser = processIds().find((id) => {
		const command = commandOf(id);
		return (
			command.includes(`--user-data-dir=${profile}\0`) &&
			!command.includes("--type=")
		);
	});
	if (browser === undefined) return null;
	return (
		descendants(browser).find((id) =>
			commandOf(id).includes("--extension-process"),
		) ?? null
	);
};
