// What the browser's processes take, as Linux tells it. Elsewhere nothing is told.

import { readdirSync, readFileSync } from "node:fs";
import type { BrowserName } from "../../browser/ensure.ts";

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

/** Our own, and theirs. */
const descendants = (): readonly string[] => {
	const ids = textOf("/proc/self/stat") === "" ? [] : readdirSync("/proc");
	const parents = new Map(
		ids
			.filter((id) => /^\d+$/.test(id))
			.map((id) => [id, statOf(id)[parentField] ?? ""]),
	);
	const isOurs = (id: string | undefined): boolean =>
		id !== undefined &&
		id !== "" &&
		(id === String(process.pid) || isOurs(parents.get(id)));
	return [...parents.keys()].filter((id) => isOurs(parents.get(id)));
};

/** In Chromium the extension has a process to itself; in Firefox it is told only of the browser as a whole. */
const isMeant = (browser: BrowserName, id: string): boolean => {
	const line = textOf(`/proc/${id}/cmdline`);
	return browser === "chromium"
		? line.includes("--extension-process")
		: /firefox/.test(line.split("\0")[0] ?? "");
};

export type Taken = {
	/** Since each process began. */
	readonly cpuMs: number;
	/** Proportional set size: what is shared counts in parts. */
	readonly memoryBytes: number;
};

/** Null where nothing is told. */
export const takenBy = (browser: BrowserName): Taken | null => {
	const own = descendants().filter((id) => isMeant(browser, id));
	if (own.length === 0) return null;
	const sum = (of: (id: string) => number): number =>
		own.reduce((all, id) => all + of(id), 0);
	return {
		cpuMs: sum((id) => {
			const stat = statOf(id);
			return (
				tickMs * (Number(stat[userField] ?? 0) + Number(stat[systemField] ?? 0))
			);
		}),
		memoryBytes: sum(
			(id) =>
				1024 *
				Number(
					/^Pss:\s+(\d+)/m.exec(textOf(`/proc/${id}/smaps_rollup`))?.[1] ?? 0,
				),
		),
	};
};
