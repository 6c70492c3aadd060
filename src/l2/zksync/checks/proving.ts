// What a transaction that proves a batch of a ZKsync chain says, and what its proof is about: both batches held against the hashes that
// L1 keeps of them, and the public input put together as the contract does. That a batch's commitment is one of its state root is
// what the executor computed when it was committed: L1 keeps both under one hash, and its pinned code stands for it.
// Source: https://github.com/matter-labs/era-contracts at 5e7d0b40, Executor.sol (proveBatchesSharedBridge,
// _getBatchProofPublicInput), libraries/BatchDecoder.sol, verifiers/DualVerifier.sol.

import { readArguments } from "../../../base/abi-read.ts";
import { concat, fromHex, type Hex, toHex } from "../../../base/bytes.ts";
import { Fault } from "../../../base/fault.ts";
import { keccakHex } from "../../../crypto/hash.ts";
import { selectorOf } from "../../../crypto/selector.ts";
import type { WantedAccount } from "../../../state/capture.ts";
import { wordHex } from "../../../state/storage-layout.ts";
import {
	type AnyVerified,
	premiseBy,
	type Verified,
} from "../../../trust/verified.ts";
import { callOf } from "../../call-data.ts";
import { provedOnL1 } from "../../proved.ts";
import type { RootMark } from "../../rechecked.ts";
import { zksyncRootWanted } from "./root.ts";
import { decodeStoredBatch } from "./stored-batch.ts";
import type { ZksyncConfig, ZksyncRoot } from "./values.ts";

const selector = selectorOf(
	"proveBatchesSharedBridge(address,uint256,uint256,bytes)",
);
/** The one encoding that the contract reads. */
const encodingVersion = 1;
/** Words of a batch. */
const batchWords = 9;
/** It takes one proof at a time. */
const mostBatches = 1;
/** 44 words of PLONK, 48 with another proof's points, 24 of FFLONK; before them the kind of proof. */
const mostProofWords = 64;

/** Which of the two systems, by the first word. */
const systems = ["fflonk", "era-plonk"] as const;
export type EraSystem = (typeof systems)[number];

export type ZksyncProving = {
	/** StoredBatchInfo, nine words each. */
	readonly before: Hex;
	readonly batch: Hex;
	readonly system: EraSystem;
	/** Without the word for its kind. */
	readonly proof: Hex;
};

const wordsOf = (parts: { readonly word: () => Hex }, count: number): Hex =>
	toHex(
		concat(...Array.from({ length: count }, () => fromHex(parts.word(), 32))),
	);

/**
 * What the transaction proves, whichever contract hands it on; null when it calls something else, or gives more than one batch or a
 * proof of another kind, which the contract takes no more than this does.
 * @throws bad-rlp, bad-field for calldata that no encoder makes
 */
export const zksyncProving = (raw: Hex): ZksyncProving | null => {
	const { data } = callOf(raw);
	if (toHex(data.subarray(0, 4)) !== selector) return null;
	const packed = readArguments(data.subarray(4), 4, (call) => {
		call.address();
		call.uint();
		call.uint();
		return fromHex(call.bytes());
	});
	if (packed[0] !== encodingVersion) return null;
	const said = readArguments(packed.subarray(1), batchWords + 2, (parts) => ({
		before: wordsOf(parts, batchWords),
		batches: parts.list(mostBatches, batchWords, (own) =>
			wordsOf(own, batchWords),
		),
		proof: parts.list(mostProofWords, 1, (own) => own.word()),
	}));
	const [batch] = said.batches;
	const [kind, ...proof] = said.proof;
	const system = systems.find((_, i) => kind === wordHex(i));
	if (batch === undefined || system === undefined) return null;
	return {
		before: said.before,
		batch,
		system,
		proof: toHex(concat(...proof.map((word) => fromHex(word)))),
	};
};

/** What has to be proved on L1, at the block of the config, for `zksyncStatement`. */
export const zksyncStatementWanted = ({
	profile,
	batchNumber,
}: ZksyncRoot): readonly WantedAccount[] => [
	zksyncRootWanted(profile, batchNumber - 1),
];

/** The eight words of a batch that was committed before protocol version 29: without the rolling hash of what it depends on. */
const legacy = (batch: Hex): Hex =>
	toHex(
		concat(fromHex(batch).subarray(0, 5 * 32), fromHex(batch).subarray(6 * 32)),
	);

export type ZksyncStatement = {
	readonly from: RootMark;
	readonly to: RootMark;
	readonly input: Hex;
};

/** keccak256 of both commitments, without its last four bytes. */
const publicInput = (before: Hex, now: Hex): Hex =>
	wordHex(
		BigInt(keccakHex(concat(fromHex(before, 32), fromHex(now, 32)))) >> 32n,
	);

/**
 * The statement of the proof by which L1 took its newest proved batch.
 * @param premises the slot of `zksyncStatementWanted`
 * @throws l2-preimage where the transaction proves another batch, or over another one, than L1 keeps; evidence-step when the premises
 * are not those wanted, or of another block than the root
 */
export const zksyncStatement = (
	root: Verified<ZksyncRoot>,
	proving: Pick<ZksyncProving, "before" | "batch">,
	premises: readonly AnyVerified[],
): ZksyncStatement => {
	const { value } = premiseBy<ZksyncRoot>(root, "zksync-root");
	const { value: config } = premiseBy<ZksyncConfig>(
		root.premises[0],
		"zksync-config",
	);
	const wanted = zksyncStatementWanted(value);
	const [slot] = provedOnL1(premises, wanted, value.profile, "a proved batch");
	if (slot === undefined || slot.at.blockHash !== config.at.blockHash)
		throw new Fault("evidence-step", "the premises are of several blocks");
	const kept = wordHex(slot.word);
	const { before, batch } = proving;
	if (keccakHex(fromHex(batch)) !== value.storedHash)
		throw new Fault("l2-preimage", "the transaction proves another batch");
	const preimage = [before, legacy(before)].find(
		(one) => keccakHex(fromHex(one)) === kept,
	);
	if (preimage === undefined)
		throw new Fault("l2-preimage", "it is proved over another batch");
	const from = decodeStoredBatch(preimage);
	const to = decodeStoredBatch(batch);
	if (
		to.batchNumber !== BigInt(value.batchNumber) ||
		from.batchNumber !== to.batchNumber - 1n
	)
		throw new Fault(
			"l2-preimage",
			`batch ${to.batchNumber} over ${from.batchNumber}`,
		);
	return {
		from: { number: value.batchNumber - 1, root: from.stateRoot },
		to: { number: value.batchNumber, root: to.stateRoot },
		input: publicInput(from.commitment, to.commitment),
	};
};
