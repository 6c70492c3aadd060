// The choice among several ways to do the same work: the first sound one of a list that begins with the fastest. A way is
// sound when it opens and passes its self-test in time. It reads no clock of its own.

import { asFault, Fault } from "../base/fault.ts";
import type { Refusal, WorkReport } from "./kernel.ts";

/** The part of a Clock that a time limit needs. */
export type Timer = {
	/** Resolves after the time, or rejects when the signal fires first. */
	readonly sleep: (ms: number, signal?: AbortSignal) => Promise<void>;
};

export type BackendCandidate<T> = {
	/** For a person: "fused multiply-add (WebAssembly)". */
	readonly name: string;
	/** May fail: no such instructions, forbidden, not there. */
	readonly open: () => Promise<T>;
};

export type Choosing<T> = {
	/** The field of work: "BLS12-381". */
	readonly work: string;
	/** The fastest first, the last resort last. It too has to pass. */
	readonly candidates: readonly BackendCandidate<T>[];
	/** Resolves when what was opened answers rightly to known questions. @throws kernel-unsound */
	readonly test: (opened: T) => Promise<void>;
	readonly timer: Timer;
	/** For opening and testing one candidate. */
	readonly limitMs?: number;
	/** Not to be tried, and why: whoever tried them before did not live to tell. */
	readonly skip?: readonly Refusal[];
	/** Hears the name before a candidate is tried, so that another realm knows whom this one died of. */
	readonly trying?: (name: string) => void;
};

export type Choice<T> = { readonly chosen: T; readonly report: WorkReport };

const within = async <T>(
	work: Promise<T>,
	timer: Timer,
	limitMs: number,
): Promise<T> => {
	const done = new AbortController();
	const late = timer.sleep(limitMs, done.signal).then(() => {
		throw new Fault("kernel-unsound", `no answer within ${limitMs} ms`);
	});
	// The limit that was called off rejects too, when nobody waits for it any more.
	late.catch(() => {});
	try {
		return await Promise.race([work, late]);
	} finally {
		done.abort();
	}
};

/** The first candidate that opens and passes. @throws kernel-unsound naming each when none does */
export const chooseSound = async <T>(
	choosing: Choosing<T>,
): Promise<Choice<T>> => {
	const { work, candidates, test, timer, limitMs = 10_000 } = choosing;
	const refused: Refusal[] = [];
	for (const { name, open } of candidates) {
		const skipped = choosing.skip?.find((one) => one.name === name);
		if (skipped !== undefined) {
			refused.push(skipped);
			continue;
		}
		choosing.trying?.(name);
		try {
			const opened = async () => {
				const made = await open();
				await test(made);
				return made;
			};
			const chosen = await within(opened(), timer, limitMs);
			return { chosen, report: { work, runs: name, refused } };
		} catch (thrown) {
			refused.push({ name, why: whyNot(thrown) });
		}
	}
	throw new Fault(
		"kernel-unsound",
		`${work}: ${refused.map(({ name, why }) => `${name}: ${why}`).join("; ")}`,
	);
};

/** In a few words for a person; the detail of a fault where that is more than its sentence. */
export const whyNot = (thrown: unknown): string => {
	const { code, detail } = asFault(thrown);
	const lead = {
		"wasm-refused": "not offered here",
		"wasm-shape": "not the module of this release",
		"kernel-unsound": "self-test failed",
	};
	const words =
		code === "wasm-refused" ||
		code === "wasm-shape" ||
		code === "kernel-unsound"
			? lead[code]
			: "failed";
	return `${words} (${detail.slice(0, 160)})`;
};
