// Forms of other rollups' proofs that are known and not verified, each with the reason.

import type { StateCase } from "../state-l1/case.ts";
import { type Document, type Fields, findAll } from "../state-l1/document.ts";

type Form = {
	readonly is: (fields: Fields) => boolean;
	readonly what: string;
	readonly why: string;
};

const forms: readonly Form[] = [
	{
		is: ({ proof, root, id }) =>
			Array.isArray(proof) && typeof root === "string" && id !== undefined,
		what: "log",
		why: "a log proof of ZKsync, whose leaf is not beside it: this release follows no ZKsync rollup",
	},
];

const unsupported = (name: string, why: string): StateCase => ({
	name,
	input: null,
	check: () => {},
	unsupported: why,
});

export const unknownCases = ({ path, value }: Document): readonly StateCase[] =>
	forms.flatMap(({ is, what, why }) =>
		findAll(value, is)
			// One inside another is a part of it.
			.filter(
				({ at }, _, all) =>
					!all.some((other) => other.at !== at && at.startsWith(other.at)),
			)
			.map(({ at }) =>
				unsupported(`${path} ${at} ${what}`.replace("  ", " "), why),
			),
	);

const isOffsets = (bytes: Uint8Array): boolean =>
	bytes.length > 64 && bytes.subarray(0, 30).every((byte) => byte === 0);

/** Bytes in a file by itself: packed by the ABI, or RLP. */
export const unknownBytes = (path: string, bytes: Uint8Array): StateCase =>
	unsupported(
		path,
		isOffsets(bytes)
			? "a proof of Polymer's own chain, packed by the ABI: nothing here rests on it"
			: isReceipt(bytes)
				? "one receipt without the others of its block"
				: "calldata, or bytes of another prover",
	);

// RLP of a list, with the type of the transaction in front or without.
const isReceipt = (bytes: Uint8Array): boolean =>
	(bytes[0] ?? 0) >= 0xf8 || ((bytes[0] ?? 0) < 5 && (bytes[1] ?? 0) >= 0xf8);
