// Every kind of layer 2 that this release can follow and lead out of: with `checks.ts` the only place where kinds are named, and
// with the same kinds. What is in here may run an EVM and ask endpoints; it concludes nothing itself.

import type { Way } from "../exit/way.ts";
import { arbitrumRuntime } from "./arbitrum/runtime/kind.ts";
import { developmentRuntimes } from "./development-runtimes.ts";
import { lineaRuntime } from "./linea/runtime/kind.ts";
import { opRuntimes } from "./op/runtime/kind.ts";
import type { KindRuntime } from "./runtime.ts";
import { scrollRuntime } from "./scroll/runtime/kind.ts";
import { starknetRuntime } from "./starknet/runtime/kind.ts";
import { taikoRuntime } from "./taiko/runtime/kind.ts";
import { watchedRuntime } from "./watched/runtime/kind.ts";
import { zksyncRuntime } from "./zksync/runtime/kind.ts";

/** By the name that a profile calls its kind by. */
export const runtimes: { readonly [kind: string]: KindRuntime } =
	Object.fromEntries(
		[
			arbitrumRuntime,
			...opRuntimes,
			...developmentRuntimes,
			scrollRuntime,
			lineaRuntime,
			taikoRuntime,
			starknetRuntime,
			zksyncRuntime,
			watchedRuntime,
		].map((one) => [one.kind, one]),
	);

/** Every way out, and the rehearsals of some, in the order in which they are offered. */
export const ways: readonly Way[] = Object.values(runtimes).flatMap(
	(one) => one.ways,
);

/** Null for a kind that this release does not know. */
export const runtimeOf = (kind: string): KindRuntime | null =>
	Object.hasOwn(runtimes, kind) ? (runtimes[kind] ?? null) : null;
