// Everything that is held against an oracle, by name, for any runtime: Node, or a worker of a browser's page. Seeded; how
// many cases is the caller's. It must not know who runs it.

import { backends } from "../../../wasm/field/field.ts";
import { curveSuites } from "./curves.ts";
import { fieldSuites } from "./fields.ts";
import { hashSuite } from "./hashes.ts";

export type Dose = {
	/** The same seed gives the same cases. */
	readonly seed: number;
	/** Cases of a field, all functions together. */
	readonly fieldCases: number;
	/** Pairings of a curve that noble evaluated and a backend must agree with; every check multiplies two or more. */
	readonly pairings: number;
};

/** What every test run takes. */
export const short: Dose = { seed: 1, fieldCases: 3_000, pairings: 8 };

export type Outcome =
	/** What went wrong, a line each; none when all agree. */
	| { readonly failures: readonly string[] }
	/** Why this runtime cannot run it: it has not the instructions. */
	| { readonly absent: string };

export type Suite = {
	readonly name: string;
	readonly run: (dose: Dose) => Promise<Outcome>;
};

export const suites: readonly Suite[] = [
	hashSuite,
	...backends.flatMap(fieldSuites),
	...backends.flatMap(curveSuites),
];
