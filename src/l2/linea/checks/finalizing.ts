// What a transaction that finalizes blocks of a Linea rollup says, and what its proof is about: read out of its calldata, held against
// what L1 proves of the contract, and put together as the contract does. Nothing here is believed of the calldata that L1 does not
// hold a hash of.
// Source: LFDT-Lineth/lineth-monorepo@cb180134, contracts/src/rollup/LineaRollupBase.sol (finalizeBlocks, _computeShnarf,
// _computePublicInput) and interfaces/ILineaRollupBase.sol (FinalizationDataV4).

import { readArguments } from "../../../base/abi-read.ts";
import { concat, fromHex, type Hex, toHex } from "../../../base/bytes.ts";
import { Fault } from "../../../base/fault.ts";
import { bn254R } from "../../../crypto/bn254.ts";
import { keccakHex } from "../../../crypto/hash.ts";
import { selectorOf } from "../../../crypto/selector.ts";
import type { WantedAccount } from "../../../state/capture.ts";
import { mappingSlot, wordHex } from "../../../state/storage-layout.ts";
import {
	type AnyVerified,
	premiseBy,
	type Verified,
} from "../../../trust/verified.ts";
import { callOf } from "../../call-data.ts";
import { provedOnL1 } from "../../proved.ts";
import type { RootMark } from "../../rechecked.ts";
import type { LineaProfile, LineaRecheck } from "./profile.ts";
import { finalizationHash, stateRootSlot } from "./root.ts";
import type { LineaConfig, LineaRoot } from "./values.ts";

const selector = selectorOf(
	"finalizeBlocks(bytes,uint256,(bytes32,uint256,(bytes32,bytes32,bytes32,bytes32,bytes32),uint256,uint256,bytes32,bytes32,uint256,uint256,uint256,uint256,uint256,bytes32,bytes32[],address[],bytes))",
);

/** More than a transaction of L1 has room for. */
const mostRoots = 4_096;
const mostFiltered = 4_096;

/** FinalizationDataV4, in words where the contract hashes words. */
export type LineaFinalizing = {
	readonly proof: Hex;
	readonly proofType: bigint;
	readonly parentStateRoot: Hex;
	readonly endBlock: bigint;
	/** Parent's shnarf, hash of the data, state root after it, point and value of the blob's opening. */
	readonly shnarfData: readonly Hex[];
	readonly lastTime: Hex;
	readonly finalTime: Hex;
	readonly lastRollingHash: Hex;
	readonly rollingHash: Hex;
	readonly lastMessage: Hex;
	readonly message: Hex;
	readonly treesDepth: Hex;
	readonly lastForced: Hex;
	readonly finalForced: Hex;
	readonly lastForcedRollingHash: Hex;
	readonly merkleRoots: readonly Hex[];
	readonly filtered: readonly Hex[];
};

/**
 * The finalization that the transaction calls for, whichever contract hands it on; null when it calls something else.
 * @throws bad-rlp, bad-field for calldata that no encoder makes
 */
export const lineaFinalizing = (raw: Hex): LineaFinalizing | null => {
	const { data } = callOf(raw);
	if (toHex(data.subarray(0, 4)) !== selector) return null;
	return readArguments(data.subarray(4), 3, (call) => {
		const proof = call.bytes();
		const proofType = call.uint();
		const rest = call.tuple(20, (own) => ({
			parentStateRoot: own.word(),
			endBlock: own.uint(),
			shnarfData: Array.from({ length: 5 }, () => own.word()),
			lastTime: own.word(),
			finalTime: own.word(),
			lastRollingHash: own.word(),
			rollingHash: own.word(),
			lastMessage: own.word(),
			message: own.word(),
			treesDepth: own.word(),
			lastForced: own.word(),
			finalForced: own.word(),
			lastForcedRollingHash: own.word(),
			merkleRoots: own.list(mostRoots, 1, (item) => item.word()),
			filtered: own.list(mostFiltered, 1, (item) => item.address()),
			offsets: own.bytes(),
		}));
		return { proof, proofType, ...rest };
	});
};

const hashOf = (...parts: readonly Hex[]): Hex =>
	keccakHex(concat(...parts.map((part) => fromHex(part))));

/** What the contract names a finalization's data by. */
export const shnarfOf = ({ shnarfData }: LineaFinalizing): Hex =>
	hashOf(...shnarfData);
const stateRootOf = ({ shnarfData }: LineaFinalizing): Hex =>
	shnarfData[2] ?? wordHex(0);

/** A finalization and the one before it, as their transactions say. */
export type LineaCalls = {
	readonly before: LineaFinalizing;
	readonly now: LineaFinalizing;
};

const number = (block: bigint): number => {
	if (block > BigInt(Number.MAX_SAFE_INTEGER))
		throw new Fault("l2-preimage", `block ${block}`);
	return Number(block);
};

/**
 * What has to be proved on L1 for `lineaStatement`, in the order it takes it. The first slot changes with each finalization and is to be
 * of the config's block; the others stay what they are once they are there.
 */
export const lineaStatementWanted = (
	{ contracts, slots, ...profile }: LineaProfile & { recheck: LineaRecheck },
	{ before, now }: LineaCalls,
): readonly WantedAccount[] => [
	{
		address: contracts.rollup.address,
		slots: [
			wordHex(profile.recheck.slots.currentFinalizedShnarf),
			stateRootSlot({ slots }, number(before.endBlock)),
			mappingSlot(now.lastMessage, slots.rollingHashes),
			mappingSlot(now.message, slots.rollingHashes),
			mappingSlot(now.lastForced, slots.forcedRollingHashes),
			mappingSlot(now.finalForced, slots.forcedRollingHashes),
		],
	},
];

/** What the newest proof is about, as L1 proves it. */
export type LineaStatement = {
	readonly from: RootMark;
	readonly to: RootMark;
	/** The contract's own of the newest finalization, proved. */
	readonly shnarf: Hex;
	/** The public input, but for what the verifier says of its chain. */
	readonly input: (chainConfiguration: Hex) => Hex;
};

const differs = (what: string): Fault =>
	new Fault("l2-preimage", `the transaction says another ${what} than L1`);

/**
 * The statement of the proof by which L1 finalized its newest block.
 * @param premises the slots of `lineaStatementWanted`
 * @throws l2-preimage where the transactions are not those of this finalization and the one before: another block, root, data, time or
 * queue than L1 keeps; evidence-step when the premises are not those wanted, or of another block than the config
 */
export const lineaStatement = (
	root: Verified<LineaRoot>,
	calls: LineaCalls,
	premises: readonly AnyVerified[],
): LineaStatement => {
	const { value } = premiseBy<LineaRoot>(root, "linea-root");
	const { value: config } = premiseBy<LineaConfig>(
		root.premises[0],
		"linea-config",
	);
	const { profile } = value;
	const { recheck } = profile;
	if (recheck === undefined)
		throw new Fault("recheck-program", `${profile.title} has no verifier`);
	const { before, now } = calls;
	const wanted = lineaStatementWanted({ ...profile, recheck }, calls);
	const found = provedOnL1(premises, wanted, profile, "a finalization");
	if (found[0]?.at.blockHash !== config.at.blockHash)
		throw new Fault("evidence-step", "the premises are of several blocks");
	const words = found.map(({ word }) => wordHex(word));
	const [shnarf, parentRoot, lastRolling, rolling, lastForced, forced] = words;
	if (now.endBlock !== BigInt(value.l2BlockNumber)) throw differs("block");
	if (stateRootOf(now) !== value.root) throw differs("root");
	if (shnarfOf(now) !== shnarf) throw differs("data");
	const finalized = finalizationHash({
		messageNumber: now.message,
		messageRollingHash: now.rollingHash,
		forcedNumber: now.finalForced,
		forcedRollingHash: forced ?? wordHex(0),
		timeS: value.blockTimeS,
	});
	if (
		finalized !== config.finalizedState ||
		now.finalTime !== wordHex(value.blockTimeS)
	)
		throw differs("time or queue");
	if (now.rollingHash !== rolling || now.lastRollingHash !== lastRolling)
		throw differs("queue of messages");
	if (now.lastForcedRollingHash !== lastForced)
		throw differs("queue of forced transactions");
	if (
		before.endBlock >= now.endBlock ||
		parentRoot === wordHex(0) ||
		now.parentStateRoot !== parentRoot ||
		stateRootOf(before) !== parentRoot
	)
		throw differs("state before it");
	const from = { number: number(before.endBlock), root: parentRoot };
	return {
		from,
		to: { number: value.l2BlockNumber, root: value.root },
		shnarf,
		input: (chainConfiguration) =>
			wordHex(
				BigInt(
					hashOf(
						shnarfOf(before),
						shnarfOf(now),
						now.lastTime,
						now.finalTime,
						wordHex(before.endBlock),
						wordHex(now.endBlock),
						now.lastRollingHash,
						now.rollingHash,
						now.lastMessage,
						now.message,
						now.lastForcedRollingHash,
						forced ?? wordHex(0),
						now.lastForced,
						now.finalForced,
						now.treesDepth,
						hashOf(...now.merkleRoots),
						chainConfiguration,
						hashOf(...now.filtered.map(padded)),
					),
				) % bn254R,
			),
	};
};

/** abi.encodePacked of an array pads its items. */
const padded = (address: Hex): Hex => wordHex(BigInt(address));
