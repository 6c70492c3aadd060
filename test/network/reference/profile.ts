// The rollup's profile, as a wallet imports it: src/l2 says what it means. Slots are those of README.md; code hashes are read
// from L1.

import { keccak256 } from "viem";
import {
	bigToBytes,
	concat,
	type Hex,
	toHex,
} from "../../../src/base/bytes.ts";
import * as d from "../../../src/base/decode.ts";
import {
	type ReferenceProfile,
	referenceV1,
} from "../../../src/l2/reference/checks/profile.ts";
import {
	type ProgramKey,
	programHash,
} from "../../../src/proof/groth16-key-text.ts";
import type { Rpc } from "../op/rpc.ts";
import { genesisHash, genesisRoot, operationsEach, wordHex } from "./batch.ts";
import { depth } from "./tree.ts";
import type { VerifyingKey } from "./verifying-key.ts";

export type ProfileFacts = {
	readonly chainId: number;
	readonly l1ChainId: number;
	readonly rollup: Hex;
	readonly verifier: Hex;
	readonly verifyingKey: VerifyingKey;
	readonly deadlineS: number;
	/** The L1 block with the contracts' creation, or one before it. */
	readonly firstBlock: number;
};

/** A quiet rollup has old roots: nothing makes a batch without an operation. */
const agesS = { show: 86_400, answer: 86_400, order: 86_400, sign: 86_400 };

const pinned = async (l1: Rpc, address: Hex) => {
	const code = await l1("eth_getCode", [address, "latest"], d.hexUpTo(100_000));
	if (code === "0x") throw new Error(`${address} has no code`);
	return { address, codeHash: keccak256(code) };
};

const words = (...numbers: readonly (string | undefined)[]): Hex =>
	toHex(concat(...numbers.map((text) => bigToBytes(BigInt(text ?? 0), 32))));

const g1 = ([x, y]: readonly string[]): Hex => words(x, y);
/** EIP-197 has the coefficient of i first. */
const g2 = ([x = [], y = []]: readonly (readonly string[])[]): Hex =>
	words(x[1], x[0], y[1], y[0]);

export const programKey = (key: VerifyingKey): ProgramKey => ({
	alpha: g1(key.vk_alpha_1),
	beta: g2(key.vk_beta_2),
	gamma: g2(key.vk_gamma_2),
	delta: g2(key.vk_delta_2),
	ic: key.IC.map(g1),
});

/** The profile of a deployed rollup, anchored in its beginning. @throws bad-field when src/l2 would not take it */
export const readReferenceProfile = async (
	l1: Rpc,
	facts: ProfileFacts,
): Promise<ReferenceProfile> => {
	const key = programKey(facts.verifyingKey);
	return referenceV1(
		{
			kind: "reference-v1",
			name: "reference",
			title: "Reference rollup",
			chainId: facts.chainId,
			l1: "embedded",
			l1ChainId: facts.l1ChainId,
			blockTimeS: 2,
			explorer: "",
			coin: { symbol: "ETH", decimals: 18 },
			tokens: [],
			policy: {
				finality: "final",
				who: "accepted",
				validity: "rechecked",
				ages: agesS,
			},
			contracts: {
				rollup: await pinned(l1, facts.rollup),
				verifier: await pinned(l1, facts.verifier),
			},
			slots: {
				lastCommitted: 0,
				lastProven: 1,
				frozenAt: 2,
				queueLength: 3,
				queueProven: 4,
				lastRoot: 5,
				batchHash: 8,
				queueTime: 12,
				stateRoot: 9,
				withdrawRoot: 10,
				queueHash: 11,
				withdrawn: 13,
				escaped: 14,
				reclaimed: 15,
			},
			firstBlock: facts.firstBlock,
			depth,
			operationsPerBatch: operationsEach,
			program: { system: "groth16", key, hash: programHash(key) },
			anchor: {
				batch: 0,
				batchHash: genesisHash,
				root: wordHex(genesisRoot),
				queueHash: wordHex(0n),
			},
			deadlineS: facts.deadlineS,
			warning:
				"Insecure development setup: anyone can forge the proofs of this rollup.",
		},
		"profile",
	);
};
