// The operations that the node accepted, with their signatures, in a file: blobs hold no signatures, and a batch that is not
// proven yet cannot be proven without them. What is on L1 is not kept here.

import { appendFileSync, existsSync, readFileSync } from "node:fs";
import * as d from "../../../src/base/decode.ts";
import type { SignedOperation } from "./operation.ts";
import { decodeSigned, encodeSigned } from "./wire.ts";

export type Journal = {
	readonly read: () => readonly SignedOperation[];
	readonly write: (signed: SignedOperation) => void;
};

const mostChars = 64_000_000;

/** A journal in `file`, which need not exist. A last line that was cut off is passed over. */
export const openJournal = (file: string): Journal => ({
	read: () => {
		if (!existsSync(file)) return [];
		const lines = readFileSync(file, "utf8").slice(0, mostChars).split("\n");
		// What follows the last line's end is nothing, or half a line.
		return lines
			.slice(0, -1)
			.map((line, i) => decodeSigned(d.parseJson(line), `journal[${i}]`));
	},
	write: (signed) =>
		appendFileSync(file, `${JSON.stringify(encodeSigned(signed))}\n`),
});

/** A journal of a node that is never restarted. */
export const noJournal: Journal = { read: () => [], write: () => undefined };
