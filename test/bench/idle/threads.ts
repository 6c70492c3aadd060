// Whose processor time it was: the realms of an extension share one process, and each has a thread of its own in it.

import type { Realm } from "./inspector.ts";
import { cpuMsOf, type Thread, threadsOf } from "./processes.ts";

const spinMs = 250;

/** Which thread each realm runs on: the one whose time grows while the realm is kept busy. */
export const threadsByRealm = async (
	process: string,
	realms: readonly Realm[],
): Promise<ReadonlyMap<string, string>> => {
	const owners = new Map<string, string>();
	for (const { name, spin } of realms) {
		const before = threadsOf(process);
		await spin(spinMs);
		const grown = [...threadsOf(process)]
			.map(([id, { cpuMs }]) => ({
				id,
				grew: cpuMs - (before.get(id)?.cpuMs ?? 0),
			}))
			.sort((a, b) => b.grew - a.grew)[0];
		// pages of the extension share the main thread: the first of them names it
		if (grown !== undefined && !owners.has(grown.id))
			owners.set(grown.id, name);
	}
	return owners;
};

export type Spent = ReadonlyMap<string, number>;

/** Counts what each realm's thread spends from now on. */
export type Meter = {
	/** To be called from time to time: a thread that has ended tells nothing any more. */
	readonly look: () => void;
	/** Milliseconds by realm; workers that began meanwhile are kernels, and the rest of the process is "others". */
	readonly read: () => Spent;
};

export const openMeter = (
	process: string,
	owners: ReadonlyMap<string, string>,
): Meter => {
	const begin = threadsOf(process);
	const beginMs = cpuMsOf(process);
	const last = new Map<string, Thread>();
	const look = (): void => {
		for (const [id, thread] of threadsOf(process)) last.set(id, thread);
	};
	const ownerOf = (id: string, { name }: Thread): string =>
		owners.get(id) ??
		(!begin.has(id) && name.startsWith("DedicatedWorker")
			? "kernel"
			: "others");
	return {
		look,
		read: () => {
			look();
			const spent = new Map<string, number>();
			const add = (owner: string, ms: number): void => {
				spent.set(owner, (spent.get(owner) ?? 0) + ms);
			};
			for (const owner of owners.values()) add(owner, 0);
			for (const [id, thread] of last)
				add(ownerOf(id, thread), thread.cpuMs - (begin.get(id)?.cpuMs ?? 0));
			const known = [...spent.values()].reduce((sum, ms) => sum + ms, 0);
			add("others", Math.max(0, cpuMsOf(process) - beginMs - known));
			return spent;
		},
	};
};
