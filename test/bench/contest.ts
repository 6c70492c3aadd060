// What is measured: a work with its inputs, and the contestants that do it. A contestant is checked on an input it must
// accept and one it must refuse before anything is timed. Runs in Node and in a worker of a page alike.

import { equalBytes } from "../../src/base/bytes.ts";

export type Runtime = "node" | "chromium" | "firefox";
export const runtimes: readonly Runtime[] = ["node", "chromium", "firefox"];

export const isRuntime = (text: string): text is Runtime =>
	runtimes.some((one) => one === text);

/** Yes or no, or digests one after the other. */
export type Answer = boolean | Uint8Array;

/** What a contestant gets from the place it runs in. */
export type Place = {
	readonly runtime: Runtime;
	/** A module of `wasm/built` by its name without the ending. @throws Absent when there is none, or the runtime refuses it */
	readonly module: (name: string) => Promise<WebAssembly.Module>;
	/** Bytes that the run was given: the recorded updates. @throws Error when there are none of this name */
	readonly file: (name: string) => Promise<Uint8Array>;
};

/** Thrown by `open` of a contestant that this place cannot run; it is left out and the reason is printed. */
export class Absent extends Error {}

/** @throws Absent when this runtime lacks an instruction of the module */
export const compileHere = async (
	bytes: Uint8Array<ArrayBuffer>,
): Promise<WebAssembly.Module> => {
	try {
		return await WebAssembly.compile(bytes);
	} catch (thrown) {
		throw new Absent(thrown instanceof Error ? thrown.message : "refused");
	}
};

export type Contestant<Fixed, Input> = {
	/** Of a package, or "sextant". */
	readonly name: string;
	/** The backend of our own contestants; null for a peer. */
	readonly backend: string | null;
	/**
	 * What may be done once and kept: keys as points, precomputed lines. What it gives back is timed.
	 * @throws Absent
	 */
	readonly open: (
		fixed: Fixed,
		place: Place,
	) => Promise<(input: Input) => Answer | Promise<Answer>>;
};

export type Inputs<Fixed, Input> = {
	readonly fixed: Fixed;
	readonly valid: { readonly input: Input; readonly answer: Answer };
	/** One byte or bit away from `valid`. */
	readonly flipped: { readonly input: Input; readonly answer: Answer };
};

export type Work<Fixed, Input> = {
	/** What is done, as the table says it. */
	readonly work: string;
	/** How it is named on the command line, up to a dot: what is behind it belongs to the same topic. */
	readonly topic: string;
	/** How often the work is done in one run: a batch of hashes counts each. */
	readonly perRun: number;
	readonly inputs: (place: Place) => Promise<Inputs<Fixed, Input>>;
	readonly contestants: readonly Contestant<Fixed, Input>[];
};

/** A contestant that gave the right answers. */
export type Entrant = {
	readonly name: string;
	readonly backend: string | null;
	readonly run: () => unknown;
};

export type Contest = {
	readonly work: string;
	readonly topic: string;
	readonly perRun: number;
	/** @param absent is told who cannot run here, and why. @throws Error when someone answers wrong */
	readonly enter: (
		place: Place,
		absent: (who: string, why: string) => void,
	) => Promise<readonly Entrant[]>;
};

const isSame = (a: Answer, b: Answer): boolean =>
	typeof a === "boolean" || typeof b === "boolean" ? a === b : equalBytes(a, b);

/** noble is named as the package, ours by its backend too. */
export const labelOf = (one: {
	readonly name: string;
	readonly backend: string | null;
}): string =>
	one.backend === null || one.backend === "noble"
		? one.name
		: `${one.name} ${one.backend}`;

const mostCheckMs = 2_000;

/** Hides the types of a work's inputs, so that works can stand in one list. */
export const contest = <Fixed, Input>(
	work: Work<Fixed, Input>,
	more: readonly Contestant<Fixed, Input>[] = [],
): Contest => ({
	work: work.work,
	topic: work.topic,
	perRun: work.perRun,
	enter: async (place, absent) => {
		const { fixed, valid, flipped } = await work.inputs(place);
		if (isSame(valid.answer, flipped.answer))
			throw new Error(`${work.work}: both inputs want the same answer`);
		const entrants: Entrant[] = [];
		for (const one of [...work.contestants, ...more]) {
			const label = labelOf(one);
			let run: (input: Input) => Answer | Promise<Answer>;
			try {
				run = await one.open(fixed, place);
			} catch (thrown) {
				if (!(thrown instanceof Absent)) throw thrown;
				absent(label, thrown.message);
				continue;
			}
			// Twice around: a state left over from one answer must not give the next. What takes seconds is
			// checked once.
			const start = performance.now();
			for (const { input, answer } of [valid, flipped, valid, flipped]) {
				if (!isSame(await run(input), answer))
					throw new Error(`${work.work}: ${label} gives a wrong answer`);
				if (input === flipped.input && performance.now() - start > mostCheckMs)
					break;
			}
			entrants.push({
				name: one.name,
				backend: one.backend,
				run: () => run(valid.input),
			});
		}
		return entrants;
	},
});
