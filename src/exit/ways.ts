// The ways out that there are, each kind's loaded when one of them is wanted. Which there are is known before: that one is not loaded
// yet never looks like one that this release does not have.

import { lazyOnce } from "../base/async.ts";
import { Fault } from "../base/fault.ts";
import type { RollupProfile } from "../l2/profile.ts";
import type { Way } from "./way.ts";

export type WaysOut = {
	/** Those out of the rollup, in the order in which they are offered. @throws not-loaded */
	readonly outOf: (profile: RollupProfile) => Promise<readonly Way[]>;
	/** Undefined for one that this release does not have. @throws not-loaded */
	readonly named: (name: string) => Promise<Way | undefined>;
	/** The same at once: not-loaded for one that is not here yet. */
	readonly now: (name: string) => Way | Fault | undefined;
	/** As `outOf`, at once: null while they are not here. */
	readonly outOfNow: (profile: RollupProfile) => readonly Way[] | null;
};

/** Of one kind of rollup: the names of its ways, and how they come here. */
export type KindWays = {
	readonly kind: string;
	readonly names: readonly string[];
	readonly load: () => Promise<readonly Way[]>;
};

/** Those of each kind, loaded once, and again for the next who asks where that failed. */
export const waysByKind = (kinds: readonly KindWays[]): WaysOut => {
	const loaded = new Map<string, readonly Way[]>();
	/** Of a kind without ways nothing has to come. */
	const all = kinds
		.filter(({ names }) => names.length > 0)
		.map(({ kind, names, load }) => ({
			...{ kind, names },
			load: lazyOnce(async () => {
				const found = await load();
				loaded.set(kind, found);
				return found;
			}),
		}));
	const ofKind = ({ kind }: RollupProfile) =>
		all.find((one) => one.kind === kind);
	const having = (name: string) =>
		all.find(({ names }) => names.includes(name));
	const inAll = (ways: readonly Way[] | undefined, name: string) =>
		ways?.find(({ way }) => way === name);
	return {
		outOf: async (profile) => (await ofKind(profile)?.load()) ?? [],
		named: async (name) => inAll(await having(name)?.load(), name),
		now: (name) => {
			const kind = having(name)?.kind;
			if (kind === undefined) return undefined;
			return loaded.has(kind)
				? inAll(loaded.get(kind), name)
				: new Fault("not-loaded", `the way "${name}"`);
		},
		outOfNow: (profile) => {
			const kind = ofKind(profile)?.kind;
			return kind === undefined ? [] : (loaded.get(kind) ?? null);
		},
	};
};

/** These and no others, all of them here. */
export const theseWays = (ways: readonly Way[]): WaysOut => {
	const now = (name: string): Way | undefined =>
		ways.find(({ way }) => way === name);
	const outOfNow = (profile: RollupProfile): readonly Way[] =>
		ways.filter(({ isFor }) => isFor(profile));
	return {
		...{ now, outOfNow },
		named: async (name) => now(name),
		outOf: async (profile) => outOfNow(profile),
	};
};
