// The newest state root that a Linea rollup's contract finalized, with the number and the time of its block. Rule linea-root. L1
// finalizes only after it asked a verifier, so the root is accepted. The contract keeps the block's time in a hash alone, so what is
// hashed comes along.
// Source: LFDT-Lineth/lineth-monorepo@cb180134, contracts/src/rollup/LineaRollupBase.sol (_finalizeBlocks) and
// libraries/FinalizedStateHashing.sol.

import { concat, fromHex, type Hex } from "../../../base/bytes.ts";
import type { Decoded } from "../../../base/decode.ts";
import * as d from "../../../base/decode.ts";
import { Fault } from "../../../base/fault.ts";
import { keccakHex } from "../../../crypto/hash.ts";
import type { WantedAccount } from "../../../state/capture.ts";
import { mappingSlot, wordHex } from "../../../state/storage-layout.ts";
import type { Finality } from "../../../trust/grade.ts";
import {
	type AnyVerified,
	conclude,
	premiseBy,
	type Verified,
} from "../../../trust/verified.ts";
import { provedOnL1 } from "../../proved.ts";
import type { LineaProfile } from "./profile.ts";
import type { LineaConfig, LineaRoot } from "./values.ts";

/** What contract and root may lie apart: proofs are captured block by block. */
const mostApartS = 900;

/** What the contract hashes of a finalization. */
const finalization = d.record({
	/** Of the last message to the rollup that it took; the rolling hash up to it. */
	messageNumber: d.hash,
	messageRollingHash: d.hash,
	/** Likewise of forced transactions. */
	forcedNumber: d.hash,
	forcedRollingHash: d.hash,
	/** Of the last block. */
	timeS: d.int(1),
});
export type LineaFinalization = Decoded<typeof finalization>;
export const lineaRootWitness = d.record({ finalization });

export const finalizationHash = ({
	messageNumber,
	messageRollingHash,
	forcedNumber,
	forcedRollingHash,
	timeS,
}: LineaFinalization): Hex =>
	keccakHex(
		concat(
			...[
				messageNumber,
				messageRollingHash,
				forcedNumber,
				forcedRollingHash,
				wordHex(timeS),
			].map((word) => fromHex(word, 32)),
		),
	);

/** Where the contract keeps the state root of that block. */
export const stateRootSlot = (
	{ slots }: Pick<LineaProfile, "slots">,
	l2BlockNumber: number,
): Hex => mappingSlot(wordHex(l2BlockNumber), slots.stateRootHashes);

/** What has to be proved on L1 for `concludeLineaRoot`, in the order it takes it. */
export const lineaRootWanted = (
	profile: LineaProfile,
	{ l2BlockNumber }: Pick<LineaConfig, "l2BlockNumber">,
): readonly WantedAccount[] => [
	{
		address: profile.contracts.rollup.address,
		slots: [stateRootSlot(profile, l2BlockNumber)],
	},
];

/**
 * The root of the newest finalized block.
 * @param premises config, then the slot of `lineaRootWanted`, which never changes once the block is finalized
 * @throws not-anchored when the block was not finalized yet where its slot is proved; l2-preimage when L1 holds the hash of another
 * finalization, or of one after the L1 block; evidence-step when the premises are not those wanted, of another chain, or proved more
 * than 15 minutes apart
 */
export const concludeLineaRoot = (
	premises: readonly AnyVerified[],
	witness: Decoded<typeof lineaRootWitness>,
): Verified<LineaRoot> => {
	const [first, ...rest] = premises;
	const { value: config } = premiseBy<LineaConfig>(first, "linea-config");
	const { profile, at, l2BlockNumber, finalizedState, paused } = config;
	const wanted = lineaRootWanted(profile, config);
	const [slot] = provedOnL1(rest, wanted, profile, "linea-root");
	if (slot === undefined) throw new Fault("evidence-step", "no state root");
	if (Math.abs(at.grade.asOfS - slot.at.grade.asOfS) > mostApartS)
		throw new Fault("evidence-step", "the premises are of times far apart");
	if (slot.word === 0n)
		throw new Fault(
			"not-anchored",
			`block ${l2BlockNumber} is not finalized at block ${slot.at.blockNumber}`,
		);
	const found = finalizationHash(witness.finalization);
	const { timeS } = witness.finalization;
	if (found !== finalizedState)
		throw new Fault(
			"l2-preimage",
			`a finalization with hash ${found}, ${finalizedState} expected`,
		);
	if (timeS > at.grade.asOfS)
		throw new Fault("l2-preimage", `finalized at ${timeS}, before it was made`);
	const finality: Finality = [at, slot.at].every(
		({ grade }) => grade.finality === "final",
	)
		? "final"
		: "optimistic";
	const value: LineaRoot = {
		profile,
		root: wordHex(slot.word),
		l2BlockNumber,
		blockTimeS: timeS,
		finality,
		who: "accepted",
		validity: "l1-accepted",
		paused,
	};
	return conclude("linea-root", premises, value, witness);
};
