// What this wallet does with one kind of layer 2: how it follows it, the ways out, and how its reasons are put in words. The half
// that may run an EVM and ask endpoints. A kind's folder makes one; `runtimes.ts` lists them, and loads each when it is wanted.

import type { Hex } from "../base/bytes.ts";
import type { Fault } from "../base/fault.ts";
import type { Kernel, Precompiling, ProofChecks } from "../crypto/kernel.ts";
import type { Way } from "../exit/way.ts";
import type { L1Network } from "../l1/network.ts";
import type { Message } from "../protocol/message.ts";
import type { ProofFailureView } from "../protocol/views.ts";
import type { BlobSource } from "../source/blobs.ts";
import type { Endpoint } from "../source/claim.ts";
import type { Execution } from "../source/execution.ts";
import type { MemberStanding, Pool } from "../source/pool.ts";
import type { Clock, Fetch, Store } from "../source/ports.ts";
import type { Relay } from "../source/relay.ts";
import type { Capture } from "../state/capture.ts";
import type { Header } from "../state/values.ts";
import type { Purpose } from "../trust/freshness.ts";
import type { StateBasis } from "../trust/grade.ts";
import type { Verified } from "../trust/verified.ts";
import type { OrderContext } from "../wallet/order-context.ts";
import type { LayerAccount, WatchKind } from "./kind.ts";
import type { LayerNodes } from "./nodes.ts";
import type { LayerKey } from "./orders.ts";
import type { PostedParts, PostedSearch } from "./posted.ts";
import type { RollupProfile } from "./profile.ts";
import type { ReadLayer, ReadProfile } from "./read.ts";
import type { Rollup } from "./rollup.ts";
import type { TrustInL1, Wording } from "./wording.ts";

/** What there is to follow a rollup with; each kind takes what it needs. */
export type RollupParts = {
	/** Over the L1 endpoints. */
	readonly l1: Capture;
	readonly l1Pool: Pool<Execution>;
	/** The rollup's endpoints. */
	readonly l2: Pool<Execution>;
	readonly relays: Pool<Relay>;
	/** Computes the curves that a verifier's code asks for, and checks proofs of the systems it knows. */
	readonly kernel: Precompiling & ProofChecks;
	readonly clock: Clock;
};

/** What there is to follow one with whose accounts and orders are its own. */
export type OwnParts = Pick<RollupParts, "l1" | "l1Pool" | "clock"> & {
	readonly l1Network: L1Network;
	/** The newest final header of L1. @throws not-synced, stale-head */
	readonly l1Final: () => Promise<Verified<Header>>;
	/** Is the wallet in touch with L1? Asked before anything leaves that was read there. @throws stale-head, not-synced, clock */
	readonly checkTouch: (purpose: Purpose) => void;
	/** Who is asked: the rollup's nodes, and the beacon nodes of L1 for the data of its batches. */
	readonly endpoints: readonly Endpoint[];
	readonly beacons: readonly Endpoint[];
	/** The ways out: for what the screens show, and for a person's order. */
	readonly fetch: { readonly screen: Fetch; readonly order: Fetch };
	readonly store: Store;
	readonly kernel: Kernel;
	/** The wallet's own addresses. */
	readonly accounts: readonly Hex[];
	/** Their public keys on the chain, out of the signer. @throws locked */
	readonly askKeys: () => Promise<
		readonly { readonly address: Hex; readonly key: LayerKey }[]
	>;
	/** A proof failed: what waits to be signed on this rollup is taken back. Called once it is on disk. */
	readonly onProofFailure: (fault: Fault) => Promise<void>;
};

/** What there is to follow one with that is only read. */
export type ReadParts = Pick<RollupParts, "l1" | "clock"> & {
	/** Its own nodes, and the way out to them. */
	readonly endpoints: readonly Endpoint[];
	readonly fetch: Fetch;
};

/** One that is followed so. Who holds it asks it, and never of which kind it is. */
export type OwnRollup = {
	/** Said wherever the rollup is shown; null where there is nothing to say. */
	readonly warning: string | null;
	/** How its endpoints do. */
	readonly standings: () => readonly MemberStanding[];
	/** The same, on their way to its ways out. */
	readonly nodes: LayerNodes;
	/** L1's beacon endpoints, for the data of its batches. */
	readonly blobs: BlobSource;
	/** The newest root that may be shown. @throws why there is none, stale-head */
	readonly root: () => Verified<StateBasis>;
	/** Looks for a newer root under the newest final L1 header, and checks its proofs. Throws nothing. */
	readonly refresh: () => Promise<void>;
	/** Why new orders are stopped; null when all is well. */
	readonly fault: () => Fault | null;
	/** The proof that failed here although L1 accepted it; null when none did. */
	readonly proofFailure: () => ProofFailureView | null;
	/** What is kept of it, as a file. @throws not-anchored when there is nothing */
	readonly proofFailureFile: () => Promise<string>;
	/**
	 * The account of an L1 address under the newest root that may be shown: of this wallet's own address, the one that its key
	 * spends from. @throws l2-no-account, stale-head, and why there is no root
	 */
	readonly account: (owner: Hex) => Promise<Verified<LayerAccount>>;
	readonly orderContext: OrderContext;
};

/** Methods, so that kinds with profiles of their own stand in one table; each is called with a profile of its kind. */
export interface KindRuntime<P extends RollupProfile = RollupProfile> {
	readonly kind: string;
	readonly ways: readonly Way[];
	/**
	 * Follows one whose accounts are Ethereum's, under roots of its own on L1. Missing where accounts are none of Ethereum's, or
	 * nothing but L1's facts is read.
	 */
	follow?(profile: P, parts: RollupParts): Rollup;
	/**
	 * Follows one whose accounts and orders are its own. Missing where they are Ethereum's, or nothing but L1's facts is read.
	 * @throws storage, bad-json, bad-field when what was kept of it cannot be read
	 */
	followOwn?(profile: P, parts: OwnParts): Promise<OwnRollup>;
	/** Looks for orders in what was written to L1. Missing, or null, where that is not read. */
	posted?(profile: P, parts: PostedParts): PostedSearch | null;
	/** Follows one that is only read. Missing for every other. */
	followRead?(profile: ReadProfile, parts: ReadParts): ReadLayer;
	/** The steps that its rules conclude, by rule. */
	readonly wordings: { readonly [rule: string]: Wording };
	/** What one still has to trust for a value of this kind; null for a value of another. */
	readonly couldBeWrong: (trust: TrustInL1) => Message | null;
}

/** The kinds of one folder, and the way to what it does with them: a part of its own, fetched when it is wanted first. */
export type RuntimeFolder = {
	readonly of: readonly Pick<WatchKind, "kind">[];
	readonly load: () => Promise<{ readonly runtimes: readonly KindRuntime[] }>;
};
