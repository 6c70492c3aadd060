// What must be known of a ZKsync chain on EraVM beforehand: its diamond on L1, the facets that may write to it, and where values
// lie in its storage. Source of the layouts: https://github.com/matter-labs/era-contracts at 5e7d0b40,
// l1-contracts/contracts/state-transition/chain-deps/ZKChainStorage.sol, libraries/Diamond.sol, ValidatorTimelock.sol.

import type { Hex } from "../../../base/bytes.ts";
import type { Decode, Decoded } from "../../../base/decode.ts";
import * as d from "../../../base/decode.ts";
import { Fault } from "../../../base/fault.ts";
import { commonFields, identityOf, known, proxied } from "../../profile.ts";

const facet = d.record({
	name: d.text(40),
	address: d.address,
	/** Where it is missing, the facet is known by its address. */
	codeHash: d.optional(d.hash),
	known,
});
export type Facet = Decoded<typeof facet>;

/** All the facets that a diamond has at one time. Each may write to all of its storage, so one more would be an unknown contract. */
const facetSet = d.record({
	/** For people: of which release they are. */
	release: d.text(40),
	facets: d.list(facet, 8, 1),
	/** Which of them commits, proves and executes batches. */
	executor: d.address,
});
export type FacetSet = Decoded<typeof facetSet>;

const verifier = d.record({
	address: d.address,
	/** Where it is missing, the verifier is known by its address. */
	codeHash: d.optional(d.hash),
	/** What its verificationKeyHash() says. */
	keyHash: d.hash,
	known,
});

const fields = d.record({
	...commonFields,
	kind: d.oneOf("zksync-v1"),
	contracts: d.record({
		/** Holds batches back between commit and execution, and keeps when each was committed. */
		validatorTimelock: proxied,
	}),
	/** DiamondProxy. It has no implementation of its own: by its address, of which the code stays. */
	diamond: d.record({ address: d.address, known }),
	/** The sets that its layout below is known of, the newest last. */
	facetSets: d.list(facetSet, 8, 1),
	/** Who may change it. That another does is told; nothing stops for it. */
	governance: d.record({
		/** Of the diamond: what the chain itself may set. */
		admin: d.address,
		/** Whose owner may give the diamond other facets. */
		chainTypeManager: d.address,
	}),
	slots: d.record({
		/** Diamond: mapping(account → bool). */
		validators: d.int(0),
		verifier: d.int(0),
		batchesExecuted: d.int(0),
		batchesVerified: d.int(0),
		batchesCommitted: d.int(0),
		/** Diamond: mapping(batch number → keccak256 of its StoredBatchInfo). */
		storedBatchHashes: d.int(0),
		protocolVersion: d.int(0),
		admin: d.int(0),
		chainTypeManager: d.int(0),
		/** Diamond: zero where it settles on this very L1. */
		settlementLayer: d.int(0),
		/** Diamond: of the tree of transactions from L1, its first index, how many were taken since, how many came since. */
		queueStart: d.int(0),
		queueTaken: d.int(0),
		queueLength: d.int(0),
		/** Diamond: bool. Set, the chain runs ZKsync OS, and its roots are of another tree. Zero before there was such a field. */
		zksyncOs: d.int(0),
		/** Diamond storage: four fields from here on, of which the first maps selectors to facets. */
		diamond: d.hash,
		/** Validator timelock: mapping(chain → mapping(batch number / 8 → eight times of 4 bytes)). */
		committedAt: d.int(0),
		/** Validator timelock: u32, in seconds. */
		executionDelay: d.int(0),
	}),
	/** By what the proofs that L1 took are checked again; without it they are not. The newest release last. */
	recheck: d.optional(
		d.record({
			releases: d.list(
				d.record({
					/** For people: of which release of the prover its keys are. */
					release: d.text(40),
					/** The contract that the diamond asks and that hands proofs to those below; missing where it is not known. */
					asked: d.optional(d.address),
					fflonk: verifier,
					plonk: verifier,
				}),
				8,
				1,
			),
			/** A batch to begin with. */
			anchor: d.optional(d.record({ number: d.int(1), root: d.hash })),
		}),
	),
	/** How many L1 blocks back the proof of the newest proved batch is looked for. */
	blocksLookedBack: d.int(1, 100_000),
});
export type ZksyncProfile = Decoded<typeof fields>;
export type ZksyncRelease = NonNullable<
	ZksyncProfile["recheck"]
>["releases"][number];

/** @throws bad-field, also where an executor is none of its set's facets */
export const zksyncV1: Decode<ZksyncProfile> = (raw, path) => {
	const profile = fields(raw, path);
	for (const [i, { facets, executor }] of profile.facetSets.entries())
		if (!facets.some(({ address }) => address === executor))
			throw new Fault(
				"bad-field",
				`"${path}.facetSets[${i}].executor" is none of its facets`,
			);
	return profile;
};

/** What evidence names such a profile by. */
export const zksyncIdentity = (profile: ZksyncProfile): Hex =>
	identityOf(profile, zksyncV1);
