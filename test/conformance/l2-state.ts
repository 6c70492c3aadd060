// The topic l2-state: state of rollups under their roots. Merkle-Patricia proofs and OP withdrawals, ZKsync Era's tree,
// Linea's and Starknet's; other forms are named and passed over. Which form a file is of, its fields tell.

import { readFileSync } from "node:fs";
import { fromHex, isHex } from "../../src/base/bytes.ts";
import { asFault } from "../../src/base/fault.ts";
import { openHashes } from "../../src/crypto/wasm/hashes.ts";
import { openStarknetPoseidon } from "../../src/crypto/wasm/poseidon.ts";
import { eraCommitmentCases } from "./l2-state/era-commitment-forms.ts";
import { mptCases, packedCase } from "./l2-state/mpt-forms.ts";
import { type Hashes, sparseCases } from "./l2-state/sparse-forms.ts";
import { type Poseidon, starknetCases } from "./l2-state/starknet-forms.ts";
import { unknownBytes, unknownCases } from "./l2-state/unknown-forms.ts";
import { runCase, type StateCase } from "./state-l1/case.ts";
import { type Document, readDocument } from "./state-l1/document.ts";
import { knownIn, rpcCases } from "./state-l1/rpc-forms.ts";
import { textOf } from "./text.ts";
import type { Topic, VectorFile } from "./topic.ts";

const built = new URL("../../wasm/built/", import.meta.url);
const mostHexChars = 1_000_000;

/** A form that cannot be read is a case that fails, not a silence. */
const casesOf = (
	path: string,
	make: () => readonly StateCase[],
): readonly StateCase[] => {
	try {
		return make();
	} catch (thrown) {
		const fault = asFault(thrown);
		return [
			{
				name: path,
				input: null,
				check: () => {
					throw fault;
				},
			},
		];
	}
};

const hexCases = (file: VectorFile): readonly StateCase[] => {
	if (!/\.(hex|txt|bin)$/.test(file.path)) return [];
	const text = textOf(file).trim();
	const hex = text.startsWith("0x") ? text : `0x${text}`;
	if (hex.length > mostHexChars || !isHex(hex)) return [];
	const bytes = fromHex(hex);
	return [packedCase(file.path, bytes) ?? unknownBytes(file.path, bytes)];
};

const jsonCases = (
	document: Document,
	near: ReturnType<typeof knownIn>,
	hashes: Hashes & { readonly poseidon: Poseidon },
): readonly StateCase[] => [
	...mptCases(document),
	...sparseCases(document, hashes),
	...eraCommitmentCases(document),
	...starknetCases(document, hashes.poseidon),
	...unknownCases(document),
	...rpcCases(document, [document], near, near),
];

export const l2State: Topic = {
	name: "l2-state",
	run: async function* (files, options) {
		const open = (name: string) => readFileSync(new URL(name, built));
		const { blake2s, poseidon2 } = await openHashes(open("hashes.wasm"));
		const { many } = await openStarknetPoseidon(open("poseidon.starknet.wasm"));
		const hashes = { blake2s, poseidon2, poseidon: many };
		for (const file of files) {
			const cases = casesOf(file.path, () => {
				const document = readDocument(file);
				return document === null
					? hexCases(file)
					: jsonCases(document, knownIn([document]), hashes);
			});
			for (const one of cases) yield await runCase(one, options);
		}
	},
};
