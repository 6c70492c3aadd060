// Every kind of layer 2 that this release can follow and lead out of: with `checks.ts` the only place where kinds are named, and
// with the same kinds. What is in here may run an EVM and ask endpoints; it concludes nothing itself. Each folder's part is loaded
// when it is wanted first, for nobody has every kind. That one is not loaded yet never looks like a kind that is not known: whoever
// asks waits for it, or is told why it does not come.

import { lazyOnce } from "../base/async.ts";
import { Fault } from "../base/fault.ts";
import { type WaysOut, waysByKind } from "../exit/ways.ts";
import { arbitrumChecks } from "./arbitrum/checks/kind.ts";
import { kindsOfRules, rollupKinds } from "./checks.ts";
import { developmentRuntimes } from "./development-runtimes.ts";
import { lineaChecks } from "./linea/checks/kind.ts";
import { opChecks } from "./op/checks/kind.ts";
import type { KindRuntime, RuntimeFolder } from "./runtime.ts";
import { scrollChecks } from "./scroll/checks/kind.ts";
import { starknetChecks } from "./starknet/checks/kind.ts";
import { taikoChecks } from "./taiko/checks/kind.ts";
import { watchedChecks } from "./watched/checks/kind.ts";
import { zksyncChecks } from "./zksync/checks/kind.ts";

const folders: readonly RuntimeFolder[] = [
	{ of: [arbitrumChecks], load: () => import("./arbitrum/runtime/kind.ts") },
	{ of: opChecks, load: () => import("./op/runtime/kind.ts") },
	...developmentRuntimes,
	{ of: [scrollChecks], load: () => import("./scroll/runtime/kind.ts") },
	{ of: [lineaChecks], load: () => import("./linea/runtime/kind.ts") },
	{ of: [taikoChecks], load: () => import("./taiko/runtime/kind.ts") },
	{ of: [starknetChecks], load: () => import("./starknet/runtime/kind.ts") },
	{ of: [zksyncChecks], load: () => import("./zksync/runtime/kind.ts") },
	{ of: [watchedChecks], load: () => import("./watched/runtime/kind.ts") },
];

type Loader = () => Promise<KindRuntime>;

/** By kind; a folder is loaded once for all of its kinds, and again for the next who asks where that failed. */
const loadersOf = ({
	of,
	load,
}: RuntimeFolder): readonly (readonly [string, Loader])[] => {
	const folder = lazyOnce(() =>
		load().catch((thrown: unknown) => {
			const kinds = of.map(({ kind }) => kind).join(", ");
			throw new Fault("not-loaded", `what follows ${kinds}: ${thrown}`);
		}),
	);
	return of.map(({ kind }) => [
		kind,
		async () => {
			const { runtimes } = await folder();
			const found = runtimes.find((one) => one.kind === kind);
			if (found === undefined) throw new RangeError(`"kind" is ${kind}`);
			return found;
		},
	]);
};

/** By the name that a profile calls its kind by. @throws not-loaded */
export const loaders: { readonly [kind: string]: Loader } = Object.fromEntries(
	folders.flatMap(loadersOf),
);

/** Null for a kind that this release does not know, and for no other. @throws not-loaded */
export const runtimeOf = async (kind: string): Promise<KindRuntime | null> =>
	Object.hasOwn(loaders, kind) ? ((await loaders[kind]?.()) ?? null) : null;

/** @throws not-loaded when one of them is not */
export const allRuntimes = (): Promise<readonly KindRuntime[]> =>
	Promise.all(Object.values(loaders).map((load) => load()));

/** Those of the kinds that conclude by one of the rules. @throws not-loaded when one of them is not */
export const runtimesOfRules = async (
	rules: ReadonlySet<string>,
): Promise<readonly KindRuntime[]> => {
	const found = await Promise.all(kindsOfRules(rules).map(runtimeOf));
	return found.flatMap((one) => one ?? []);
};

/** Every way out, and the rehearsals of some: those of a kind in the order in which they are offered. */
export const ways: WaysOut = waysByKind(
	rollupKinds.map(({ kind, ways: names }) => ({
		kind,
		names,
		load: async () => (await runtimeOf(kind))?.ways ?? [],
	})),
);
