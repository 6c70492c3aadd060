// What a rollup is started with, and what a started one can be asked and told. Types only.

import type { Hex } from "../../../src/base/bytes.ts";
import type { OpProfile } from "../../../src/l2/profile.ts";
import type { Challenger } from "./challenger.ts";
import type { OpContracts } from "./deploy.ts";
import type { Endpoint } from "./endpoint.ts";
import type { RollupNode } from "./node.ts";
import type { Output } from "./output.ts";
import type { Proposer } from "./proposer.ts";
import type { Relay } from "./relay.ts";
import type { Sequencer } from "./sequencer.ts";
import type { Shadow } from "./shadow.ts";

export type OpRollupOptions = {
	readonly l1Rpc: string;
	/** Owns the contracts, funds the roles and backs L2's ether: needs about 101,000 ether, and should do nothing else. */
	readonly deployerKey: Hex;
	/** This port and the next three: public RPC, relay, anvil, forged anvil. Free ones are picked unless told. */
	readonly port?: number;
	readonly chainId?: number;
	/** Less than L1's slot, else an origin that once fell behind stays behind: each L2 block takes at most one step. */
	readonly blockTimeS?: number;
	/** L1 blocks above an L1 block before L2 takes it as origin. */
	readonly confirmations?: number;
	readonly sequencingWindow?: number;
	readonly batchIntervalMs?: number;
	readonly proposalIntervalMs?: number;
	readonly maxClockS?: number;
	readonly unchallengedS?: number;
	readonly proofMaturityS?: number;
	readonly gameFinalityS?: number;
	/** Hold 10,000 ether and 1,000,000 tokens each on L2; the accounts of the usual test phrase unless told. */
	readonly accounts?: readonly Hex[];
	readonly nowMs?: () => number;
	readonly onProblem?: (thrown: unknown) => void;
};

export type FalseRoot = {
	readonly game: Hex;
	readonly l2BlockNumber: number;
	readonly root: Hex;
};

export type OpRollup = {
	readonly chainId: number;
	/** The public JSON-RPC, honest until told otherwise. */
	readonly rpcUrl: string;
	readonly relayUrl: string;
	/** The chain itself, always honest; for tests alone. */
	readonly chainUrl: string;
	readonly contracts: OpContracts;
	readonly profile: OpProfile;
	/** The clocks and delays of the contracts, in seconds, and the sequencing window in L1 blocks. */
	readonly delays: {
		readonly maxClockS: number;
		readonly proofMaturityS: number;
		readonly gameFinalityS: number;
		readonly sequencingWindow: number;
	};
	readonly token: Hex;
	readonly accounts: readonly Hex[];
	readonly keys: {
		readonly deployer: Hex;
		readonly sequencer: Hex;
		readonly batcher: Hex;
		readonly proposer: Hex;
		readonly challenger: Hex;
		/** Anyone: funded on L1, no role. */
		readonly stranger: Hex;
	};
	readonly node: Pick<RollupNode, "head" | "at" | "censored">;
	readonly rpc: Endpoint;
	readonly relay: Relay;
	readonly sequencer: Pick<Sequencer, "payload" | "conflicting" | "newest"> & {
		/** No blocks but forced ones, no payloads, no batches. */
		readonly stop: () => void;
		readonly start: () => void;
		/** Names a new sequencer key in SystemConfig, and signs with it from then on. */
		readonly rotateKey: (key: Hex) => Promise<void>;
	};
	readonly batcher: {
		readonly address: Hex;
		readonly safe: () => number;
		readonly stop: () => void;
		readonly start: () => void;
	};
	readonly proposer: Proposer;
	readonly challenger: Challenger;
	readonly outputAt: (number: number) => Promise<Output>;
	readonly anchor: () => Promise<{ root: Hex; l2BlockNumber: number }>;
	/**
	 * Posts a root that is not the block's, as anyone could. The newest block unless told; the root of an altered state
	 * unless told.
	 */
	readonly proposeFalseRoot: (what?: {
		readonly l2BlockNumber?: number;
		readonly root?: Hex;
	}) => Promise<FalseRoot>;
	/** Answers the root claim of a game with nonsense, as anyone could who pays the bond. */
	readonly attackRoot: (game: Hex) => Promise<void>;
	/**
	 * A block on top of the newest one that never was, in which accounts hold other balances, with everything a liar needs:
	 * a root to post, proofs to serve, a payload signed by the sequencer. One at a time; the last one's endpoint goes.
	 */
	readonly forge: (balances: ReadonlyMap<Hex, bigint>) => Promise<Shadow>;
	/** What went wrong in the background, newest last, at most 100. */
	readonly problems: readonly unknown[];
	readonly stop: () => Promise<void>;
};
