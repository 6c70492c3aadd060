// What a rollup is started with, and what a started one can be asked and told. Types only.

import type { Hex } from "../../../src/base/bytes.ts";
import type { OpProfile } from "../../../src/l2/op/checks/profile.ts";
import type { Network } from "../network.ts";
import type { Challenger } from "./challenger.ts";
import type { OpContracts } from "./deploy.ts";
import type { Endpoint } from "./endpoint.ts";
import type { Guardian } from "./guardian.ts";
import type { RollupNode } from "./node.ts";
import type { Output } from "./output.ts";
import type { Games } from "./play.ts";
import type { Proposer } from "./proposer.ts";
import type { Relay } from "./relay.ts";
import type { Sequencer } from "./sequencer.ts";
import type { Shadow } from "./shadow.ts";
import type { Verifier } from "./verifier.ts";

export type { FalseRoot } from "./play.ts";

/**
 * With the defaults on L1 slots of two seconds, an exit of which the operator knows nothing takes about a minute and a half:
 * the sequencing window (24 L1 blocks, 48 s) until the forced transaction is derived, a slot each to propose and to
 * prove, the game's clock (16 s), which the proof's maturity (4 s) lies within, the resolution's slots, and the air gap after it
 * (2 s). With a window of 12 blocks it took 56 s on an idle machine. While the operator works, the window falls away.
 */
export type OpRollupOptions = {
	readonly l1Rpc: string;
	/** Owns the contracts, funds the roles and backs L2's ether: needs about 105,000 ether, and should do nothing else. */
	readonly deployerKey: Hex;
	/**
	 * This port and the next three: public RPC, relay, anvil, forged anvil; the fifth and sixth after it: the verifier's RPC
	 * and its anvil. Free ones are picked unless told.
	 */
	readonly port?: number;
	readonly chainId?: number;
	/** Less than L1's slot, else an origin that once fell behind stays behind: each L2 block takes at most one step. */
	readonly blockTimeS?: number;
	/** L1 blocks above an L1 block before L2 takes it as origin. */
	readonly confirmations?: number;
	/** L1 blocks after which an epoch without batches is closed with its deposits alone; 24 unless told. */
	readonly sequencingWindow?: number;
	/** The longest a block with users' transactions is ahead of its L1 origin; 600 s unless told, as on OP chains. */
	readonly maxDriftS?: number;
	/** Seconds of L1's slots, for the profile; 2 unless told. */
	readonly l1SlotS?: number;
	/** The bond of a game; 0.08 ether unless told. */
	readonly initBondWei?: bigint;
	readonly bondDelayS?: number;
	/** The verifier runs from the beginning, instead of from `verifier.start` on. */
	readonly verifier?: boolean;
	readonly batchIntervalMs?: number;
	readonly proposalIntervalMs?: number;
	readonly maxClockS?: number;
	readonly unchallengedS?: number;
	/** After so long without a new root the profile calls them stalled, and a wallet offers to propose one; 180 s unless told. */
	readonly rootStalledS?: number;
	readonly proofMaturityS?: number;
	readonly gameFinalityS?: number;
	/** Hold 10,000 ether and 1,000,000 tokens each on L2; the accounts of the usual test phrase unless told. */
	readonly accounts?: readonly Hex[];
	/**
	 * The network that its L1 is, where slots are to be skipped instead of waited for: by `pass`, and for each transaction of the
	 * games and the guardian. It builds by that network's clock.
	 */
	readonly time?: Pick<Network, "clock" | "skip">;
	/** The clock that it builds by; the machine's unless told. */
	readonly nowMs?: () => number;
	readonly onProblem?: (thrown: unknown) => void;
};

export type OpRollup = {
	readonly chainId: number;
	readonly l1Rpc: string;
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
		readonly maxDriftS: number;
	};
	readonly token: Hex;
	/** A token of L1 and the one on L2 that stands for it; the first four accounts hold a thousand there. */
	readonly bridged: { readonly l1: Hex; readonly l2: Hex };
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
	readonly node: Pick<RollupNode, "head" | "at" | "safe" | "censored">;
	/**
	 * True of those that run: its nodes have followed L1 and the clock, its batcher has followed them, and its challenger has seen
	 * what there is.
	 */
	readonly hasFollowed: () => Promise<boolean>;
	/**
	 * Has time pass until all have followed: an epoch of L1, or two slots while no challenger watches the games; a moment where no
	 * slots may be skipped.
	 */
	readonly pass: () => Promise<void>;
	/** Likewise half an epoch, with a block in each slot: where L1's blocks are counted, as those of a sequencing window. */
	readonly passFull: () => Promise<void>;
	/** A slot of L1 goes by likewise, if slots may be skipped: for who has sent a transaction. */
	readonly mine: () => Promise<void>;
	/** An independent node with an endpoint of its own. It does not run before it is started. */
	readonly verifier: Verifier;
	readonly rpc: Endpoint;
	readonly relay: Relay;
	readonly sequencer: Pick<Sequencer, "payload" | "conflicting" | "newest"> & {
		/** No blocks but forced ones, no payloads, no batches. */
		readonly stop: () => void;
		readonly start: () => void;
		/**
		 * Stays with its L1 origin while held, so that deposits wait: until the drift is used up, or the sequencing window of the
		 * origin passes and L1 decides without it.
		 */
		readonly holdOrigin: (held: boolean) => void;
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
	/** What anyone can do with games. */
	readonly games: Games;
	/** What the holders of the rollup's powers can do. */
	readonly guardian: Guardian;
	/** From the operator's node while it lives, then from the verifier. */
	readonly outputAt: (number: number) => Promise<Output>;
	/** What the portal says to finalizing now, for the one who proved it: "ready", or why not. */
	readonly checkWithdrawal: (
		withdrawalHash: Hex,
		submitter: Hex,
	) => Promise<string>;
	readonly anchor: () => Promise<{ root: Hex; l2BlockNumber: number }>;
	/** As `games.proposeFalse`. */
	readonly proposeFalseRoot: Games["proposeFalse"];
	/** As `games.attack`. */
	readonly attackRoot: Games["attack"];
	/**
	 * A block on top of the newest one that never was, in which accounts hold other balances, with everything a liar needs:
	 * a root to post, proofs to serve, a payload signed by the sequencer. One at a time; the last one's endpoint goes.
	 */
	readonly forge: (balances: ReadonlyMap<Hex, bigint>) => Promise<Shadow>;
	/**
	 * The end of the operator: sequencer, batcher, proposer, challenger, relay, public RPC, and the node with its process are
	 * gone for good. The verifier is left; it is started first where it did not run yet.
	 */
	readonly killEverythingButVerifier: () => Promise<void>;
	/** What went wrong in the background, newest last, at most 100. */
	readonly problems: readonly unknown[];
	readonly stop: () => Promise<void>;
};
