// What the comparisons have in common: the recordings, what our checks say, and how often both said the same, by kind.

import { existsSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll } from "vitest";
import { Fault } from "../../../src/base/fault.ts";
import { listFiles } from "../../conformance/files.ts";
import {
	type Recording,
	recordingIn,
} from "../../conformance/l2-chain/recording.ts";
import { readDocument } from "../../conformance/state-l1/document.ts";

export const vectors =
	process.env.SEXTANT_VECTORS ??
	fileURLToPath(new URL("../../../../shared/vectors", import.meta.url));
export const isThere = existsSync(join(vectors, "l2-chain"));
if (!isThere)
	console.log(`no recordings at ${vectors}: what is made is compared alone`);

export const recordings: readonly Recording[] = isThere
	? listFiles(join(vectors, "l2-chain")).flatMap((file) => {
			const found = recordingIn(file.path, readDocument(file)?.value);
			return found === null ? [] : [found];
		})
	: [];

/** What a check of ours says; the fault when it refuses. @throws what is no refusal */
export const ours = <T>(check: () => T): T | Fault => {
	try {
		return check();
	} catch (thrown) {
		if (thrown instanceof Fault && thrown.kind !== "internal") return thrown;
		throw thrown;
	}
};

const counts = new Map<
	string,
	{ taken: number; refused: number; laxer: number }
>();
/** Both said that; `isLaxer` where theirs takes what ours refuses for nodes that nothing leads to. */
export const compared = (
	kind: string,
	verdict: unknown,
	isLaxer = false,
): void => {
	const count = counts.get(kind) ?? { taken: 0, refused: 0, laxer: 0 };
	if (isLaxer) count.laxer++;
	else if (verdict === null) count.refused++;
	else count.taken++;
	counts.set(kind, count);
};
afterAll(() => {
	for (const [kind, { taken, refused, laxer }] of counts)
		console.log(
			`  ${kind}: taken ${taken} with the same value, refused ${refused}, refused here alone for unused nodes ${laxer}`,
		);
});
