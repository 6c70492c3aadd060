// A statement put to both: this wallet's own verifier by a kernel, and a verifier contract's bytecode run alone.

import type { Hex } from "../../src/base/bytes.ts";
import { Fault } from "../../src/base/fault.ts";
import type { VerifierRun } from "../../src/evm/verifier-replay.ts";
import type { Program } from "../../src/recheck/native.ts";

const refusals: ReadonlySet<string> = new Set([
	"recheck-failed",
	"recheck-input",
	"recheck-point",
	"recheck-program",
]);

export const verdict = async (
	asked: () => Promise<Program | VerifierRun>,
): Promise<"yes" | "no"> => {
	try {
		await asked();
		return "yes";
	} catch (thrown) {
		if (thrown instanceof Fault && refusals.has(thrown.code)) return "no";
		throw thrown;
	}
};

export type Ways<Statement> = {
	readonly native: (statement: Statement) => Promise<Program>;
	readonly replay: (statement: Statement) => Promise<VerifierRun>;
};

/** What both say: equal unless one of them is wrong. */
export const bothSay = async <Statement>(
	{ native, replay }: Ways<Statement>,
	statement: Statement,
): Promise<readonly ["yes" | "no", "yes" | "no"]> => [
	await verdict(() => native(statement)),
	await verdict(() => replay(statement)),
];

export const at = (number: number): Hex =>
	`0x${number.toString(16).padStart(40, "0")}`;
