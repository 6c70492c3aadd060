// What must be known of a Scroll rollup beforehand: its contracts on L1, where values lie in them, its verifiers, how it is left.

import type { Hex } from "../../../base/bytes.ts";
import type { Decoded } from "../../../base/decode.ts";
import * as d from "../../../base/decode.ts";
import {
	commonFields,
	fixed,
	identityOf,
	proxied,
	tokenPairs,
} from "../../profile.ts";

/** How ether and tokens leave a Scroll rollup. Slots are places in the storage of the contracts named with them. */
const scrollExit = d.record({
	contracts: d.record({
		/** Puts transactions into the queue. */
		enforcedTxGateway: proxied,
		/** L1ScrollMessenger: pays out what messages from the rollup say. */
		messenger: proxied,
		/** L1ETHGateway, which the rollup's own bridge withdraws ether through. */
		ethGateway: d.optional(proxied),
	}),
	slots: d.record({
		/** Gateway for enforced transactions: bool. */
		gatewayPaused: d.int(0),
		/** Messenger: bool. */
		messengerPaused: d.int(0),
		/** Messenger: mapping(message hash → bool). */
		messageExecuted: d.int(0),
		/** SystemConfig: most gas u32, overhead u112, scalar u112. */
		queueParameters: d.int(0),
	}),
	/** On L2. */
	l2: d.record({
		messenger: d.address,
		messageQueue: d.address,
		/** L2ETHGateway, where the one on L1 is named. */
		ethGateway: d.optional(d.address),
	}),
	/** How tokens leave; without it ether alone does. */
	erc20: d.optional(
		d.record({
			/** L1StandardERC20Gateway. */
			l1Gateway: proxied,
			/** Of it: mapping(token of L1 → token of the rollup), from the first withdrawal on. */
			tokenMapping: d.int(0),
			/** L2StandardERC20Gateway. */
			l2Gateway: d.address,
			/** On L2: what makes its tokens, and what each of them is a clone of. Part of the code of the gateway on L1. */
			tokenFactory: d.address,
			tokenImplementation: d.address,
			/** The L1 token behind tokens of L2. That they go together is computed, and not believed. */
			tokens: tokenPairs,
		}),
	),
});
export type ScrollExit = Decoded<typeof scrollExit>;

/**
 * A Scroll rollup since Feynman: batches of header version 7 and later, Merkle-Patricia state, bundles proved by halo2
 * behind ZkEvmVerifierPostFeynman. Slots are places in the storage of the contracts above.
 */
export const scrollV1 = d.record({
	...commonFields,
	kind: d.oneOf("scroll-v1"),
	contracts: d.record({
		scrollChain: proxied,
		/** L1MessageQueueV2. */
		messageQueue: proxied,
		systemConfig: proxied,
		/** MultipleVersionRollupVerifier: not upgradable, but its owner names the verifiers. */
		rollupVerifier: fixed,
	}),
	slots: d.record({
		/** EIP-1967: where a proxy keeps its implementation. */
		implementation: d.hash,
		/** ScrollChain: bool. */
		paused: d.int(0),
		/** ScrollChain: mapping(index → batch hash), of the last batch of each commit. */
		committedBatches: d.int(0),
		/** ScrollChain: mapping(index → state root), of the last batch of each bundle. */
		finalizedStateRoots: d.int(0),
		/** ScrollChain: mapping(index → root of the tree of messages to L1), likewise. */
		withdrawRoots: d.int(0),
		/** ScrollChain: last committed u64, last finalized u64, time of the last finalization u32, flags u8. */
		miscData: d.int(0),
		/** Queue: mapping(index → rolling hash of 28 bytes, time of 4). */
		messageRollingHashes: d.int(0),
		/** Queue: index of the next message to come. */
		nextMessage: d.int(0),
		/** Queue: index of the oldest message that no finalized bundle has taken. */
		nextUnfinalizedMessage: d.int(0),
		/** SystemConfig: two delays of 3 bytes each. */
		enforcedBatch: d.int(0),
		/** Rollup verifier: mapping(version → first batch u64, verifier). */
		latestVerifier: d.int(0),
	}),
	/**
	 * For each version of batch headers, the verifiers that its bundles' proofs may go to: more than one where the next is known
	 * before the owner names it.
	 */
	verifiers: d.list(
		d.record({
			version: d.int(7, 255),
			/** ZkEvmVerifierPostFeynman, with the program's identity in its code. */
			wrapper: fixed,
			/** What it calls; the wrapper's code names it, also where this is missing. */
			plonk: d.optional(fixed),
			/** The program that is proved: commitments to its code and to its machine. */
			digests: d.tuple(d.hash, d.hash),
			protocolVersion: d.int(0),
		}),
		8,
		1,
	),
	/**
	 * `development`: the verifier that L1 asks takes proofs that anyone can make, so what L1 accepted says nothing of
	 * validity.
	 */
	prover: d.oneOf("sound", "development"),
	/** How far below the block that an endpoint calls final a root's block is looked for. */
	blocksLookedBack: d.int(1, 8192),
	/** Where ether and tokens leave; without it no way out is offered. */
	exit: d.optional(scrollExit),
});
export type ScrollProfile = Decoded<typeof scrollV1>;
export type ScrollVerifier = ScrollProfile["verifiers"][number];

/** The versions that have a verifier, each once, in the order of the profile. */
export const versionsOf = ({
	verifiers,
}: Pick<ScrollProfile, "verifiers">): readonly number[] => [
	...new Set(verifiers.map(({ version }) => version)),
];

/** Is the code of its verifiers known by its hash, so that it may run here? Each version leads to one of them then. */
export const isCodeKnown = ({
	verifiers,
	contracts: { rollupVerifier },
}: ScrollProfile): boolean =>
	rollupVerifier.codeHash !== undefined &&
	new Set(verifiers.map(({ version }) => version)).size === verifiers.length &&
	verifiers.every(
		({ wrapper, plonk }) =>
			wrapper.codeHash !== undefined && plonk?.codeHash !== undefined,
	);

/** What evidence names such a profile by. */
export const scrollIdentity = (profile: ScrollProfile): Hex =>
	identityOf(profile, scrollV1);
