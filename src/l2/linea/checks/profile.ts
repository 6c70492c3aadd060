// What must be known of a Linea rollup beforehand: its contract on L1 and where values lie in it.

import type { Decoded } from "../../../base/decode.ts";
import * as d from "../../../base/decode.ts";
import { commonFields, identityOf, known, proxied } from "../../profile.ts";

/**
 * A Linea rollup since its tree is hashed by Poseidon2 and its contract takes forced transactions (LineaRollup 8). Slots are places
 * in the storage of that contract.
 */
export const lineaV1 = d.record({
	...commonFields,
	kind: d.oneOf("linea-v1"),
	contracts: d.record({
		/** LineaRollup: takes data and proofs, and holds what the bridge has. */
		rollup: proxied,
	}),
	slots: d.record({
		/** EIP-1967: where a proxy keeps its implementation. */
		implementation: d.hash,
		/** A bit for each kind of what can be paused. */
		paused: d.int(0),
		/** The newest finalized block of the rollup. */
		currentL2BlockNumber: d.int(0),
		/** mapping(block → root of the state's tree), of the last block of each finalization. */
		stateRootHashes: d.int(0),
		/** The hash of what the newest finalization says besides: five words, the block's time last. */
		currentFinalizedState: d.int(0),
		/** mapping(number of a message to the rollup → rolling hash). */
		rollingHashes: d.int(0),
		/** mapping(number of a forced transaction → rolling hash). */
		forcedRollingHashes: d.int(0),
	}),
	/** By what the proofs that L1 took are checked again; without it they are not. */
	recheck: d.optional(
		d.record({
			slots: d.record({
				/** The hash of the newest data, with the state root at its end. */
				currentFinalizedShnarf: d.int(0),
				/** mapping(kind of proof → verifier). */
				verifiers: d.int(0),
			}),
			verifiers: d.list(
				d.record({
					/** The kind of proof that goes to it. */
					proofType: d.int(0, 255),
					address: d.address,
					/** Where it is missing, the verifier is known by its address. */
					codeHash: d.optional(d.hash),
					/** Of gnark's PLONK, as encodeGnarkPlonkKey writes it: the proof is then checked natively besides. */
					key: d.optional(d.hexUpTo(4_096)),
					known,
				}),
				8,
				1,
			),
			/** A finalized block to begin with. */
			anchor: d.optional(d.record({ number: d.int(1), root: d.hash })),
		}),
	),
});
export type LineaProfile = Decoded<typeof lineaV1>;
export type LineaRecheck = NonNullable<LineaProfile["recheck"]>;

/** What evidence names such a profile by. */
export const lineaIdentity = (profile: LineaProfile): `0x${string}` =>
	identityOf(profile, lineaV1);
