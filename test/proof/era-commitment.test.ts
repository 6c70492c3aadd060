// A batch's commitment changes with each of its parts. That it is ZKsync's own, the conformance runner shows by theirs.

import { expect, it } from "vitest";
import { bigToBytes, toHex } from "../../src/base/bytes.ts";
import { keccak256 } from "../../src/crypto/hash.ts";
import {
	type EraLog,
	eraAuxiliary,
	eraAuxiliaryBeforeBoojum,
	eraCommitment,
	eraLogs,
	eraMeta,
	eraPassThrough,
} from "../../src/proof/era-commitment.ts";

const word = (n: number): Uint8Array => bigToBytes(BigInt(n), 32);
const log: EraLog = {
	shard: 0,
	isService: true,
	transaction: 258,
	sender: bigToBytes(0x8001n, 20),
	key: word(1),
	value: word(2),
};

const differ = (made: readonly Uint8Array[]): void => {
	expect(new Set(made.map(toHex)).size).toBe(made.length);
};

it("spells a log in 88 bytes", () => {
	expect(toHex(eraLogs([log]))).toBe(
		`0x00010102${"8001".padStart(40, "0")}${"1".padStart(64, "0")}${"2".padStart(64, "0")}`,
	);
});

it("tells states, parameters and outputs apart", () => {
	const state = { lastLeaf: 5n, root: word(1) };
	differ([
		eraPassThrough([state]),
		eraPassThrough([state, state]),
		eraPassThrough([{ ...state, lastLeaf: 6n }]),
		eraPassThrough([{ ...state, root: word(2) }]),
	]);
	differ([
		eraMeta(false, [word(1), word(2)]),
		eraMeta(true, [word(1), word(2)]),
		eraMeta(false, [word(2), word(1)]),
		eraMeta(false, [word(1), word(2), word(2)]),
	]);
	const blob = [word(7), word(8)] as const;
	differ([
		eraAuxiliary([log], word(1), word(2), word(3), [blob]),
		eraAuxiliary([log, log], word(1), word(2), word(3), [blob]),
		eraAuxiliary([log], word(4), word(2), word(3), [blob]),
		eraAuxiliary([log], word(1), word(4), word(3), [blob]),
		eraAuxiliary([log], word(1), word(2), word(4), [blob]),
		eraAuxiliary([log], word(1), word(2), word(3), []),
		eraAuxiliaryBeforeBoojum(word(1), [log], word(2), word(3)),
		eraAuxiliaryBeforeBoojum(word(1), [], word(2), word(3)),
		eraAuxiliaryBeforeBoojum(word(1), [log], word(4), word(3)),
		eraAuxiliaryBeforeBoojum(word(1), [log], word(2), word(4)),
	]);
});

it("is the hash of the three, in their order", () => {
	const all = Uint8Array.from([...word(1), ...word(2), ...word(3)]);
	expect(eraCommitment(word(1), word(2), word(3))).toEqual(keccak256(all));
});
