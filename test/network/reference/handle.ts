// What the reference rollup is started with, and what a started one can be asked and told. Types only.

import type { Hex } from "../../../src/base/bytes.ts";
import type { ReferenceProfile } from "../../../src/l2/reference/checks/profile.ts";
import type { Receipt } from "../op/sender.ts";
import type { Batch } from "./batch.ts";
import type { BatchProof } from "./batch-witness.ts";
import type { Endpoint } from "./endpoint.ts";
import type { Point } from "./jubjub.ts";
import type { ReferenceNode } from "./node.ts";
import type { VerifyingKey } from "./verifying-key.ts";

export type Deposit = {
	readonly key: Point;
	/** The L1 address that may force and escape. */
	readonly owner: Hex;
	readonly amountWei: bigint;
};

export type ReferenceRollupOptions = {
	readonly l1Rpc: string;
	/** Endpoints of the beacon API, for blobs of batches that the node did not make; as soon as they are known. */
	readonly beacon: readonly string[] | Promise<readonly string[]>;
	/** Makes the contracts, funds the roles and pays the deposits below. */
	readonly deployerKey: Hex;
	/** Deposited at the start. */
	readonly accounts?: readonly Deposit[];
	/** How old an entry of the queue may be before anyone can freeze the rollup; ten minutes unless told. */
	readonly deadlineS?: number;
	/** Of the public RPC; a free one is picked unless told. */
	readonly port?: number;
	readonly chainId?: number;
	/** How long an operation waits for another one to share its batch. */
	readonly batchMs?: number;
	/** L1 blocks above an entry of the queue before it is taken. */
	readonly confirmations?: number;
	/** Where the accepted operations are kept for a restart; a new temporary folder, removed by `stop`, unless told. */
	readonly dataDir?: string;
	readonly onProblem?: (thrown: unknown) => void;
};

type Switch = {
	readonly start: () => void;
	readonly stop: () => void;
};

/** A batch that L1 does not have, with what a colluding L1 would need to say that it has. */
export type ForgedBatch = {
	readonly batch: Batch;
	/** Genuine: of this batch's own public inputs. */
	readonly proof: BatchProof;
};

export type ReferenceRollup = {
	readonly chainId: number;
	/** The public JSON-RPC, honest until told otherwise. */
	readonly rpcUrl: string;
	readonly contract: Hex;
	readonly verifier: Hex;
	readonly verifyingKey: VerifyingKey;
	/** An L1 block not younger than the contract. */
	readonly firstBlock: number;
	readonly deadlineS: number;
	readonly profile: ReferenceProfile;
	readonly keys: {
		readonly deployer: Hex;
		/** Commits. */
		readonly operator: Hex;
		/** Sends proofs. */
		readonly prover: Hex;
	};
	/** Of the life that runs now. */
	readonly node: () => ReferenceNode;
	readonly rpc: Endpoint;
	/** Batches are made. Operations are taken and wait while it is stopped. */
	readonly sequencing: Switch;
	/** Batches are sent to L1. */
	readonly committing: Switch;
	/** Batches are proved, and proofs sent. */
	readonly proving: Switch;
	/** Operations of this L1 address's accounts are left out, and its entries of the queue with all behind them; or no longer. */
	readonly censor: (owner: Hex, on: boolean) => void;
	/** On L1, from the deployer's account. */
	readonly deposit: (what: Deposit) => Promise<Receipt>;
	readonly proofOf: (batch: Batch) => BatchProof | undefined;
	/**
	 * The batch that would follow the newest if the queue also held these deposits, which nobody paid, with its genuine
	 * proof. Nothing is sent anywhere.
	 */
	readonly forgeDeposits: (
		deposits: readonly Deposit[],
	) => Promise<ForgedBatch>;
	/** On L1, from the deployer's account: anyone may. @throws Error when the contract refuses */
	readonly freeze: () => Promise<Receipt>;
	/** Everything of the rollup beside L1 ends: node, sequencer, committer, prover, RPC. `restart` brings it back. */
	readonly kill: () => Promise<void>;
	/** Ends the node and starts it again, from L1, its blobs and the operations it kept. @throws Error when it cannot */
	readonly restart: () => Promise<void>;
	/** What went wrong in the background, newest last, at most 100. */
	readonly problems: readonly unknown[];
	readonly stop: () => Promise<void>;
};
