// What a Scroll rollup is started with, and what a started one can be asked and told. Types only.

import type { Hex } from "../../../src/base/bytes.ts";
import type { ScrollProfile } from "../../../src/l2/scroll/checks/profile.ts";
import type { Endpoint } from "../op/endpoint.ts";
import type { ScrollContracts } from "./deploy.ts";
import type { ScrollNode } from "./node.ts";
import type { Operator } from "./operator.ts";

export type ScrollOptions = {
	readonly l1Rpc: string;
	/** Owns the contracts and funds the roles: needs about 40 ether, and should do nothing else. */
	readonly deployerKey: Hex;
	/** This port and the next: public RPC, anvil. Free ones are picked unless told. */
	readonly port?: number;
	readonly chainId?: number;
	readonly blockTimeS?: number;
	/** L1 blocks above a message before L2 takes it. */
	readonly confirmations?: number;
	readonly batchIntervalMs?: number;
	/** Without a finalization for so long, anyone may finalize. */
	readonly enforcedModeDelayS?: number;
	/** Likewise without the oldest waiting message being taken. */
	readonly messageQueueDelayS?: number;
	/** Hold 10,000 ether and 1,000,000 tokens each on L2; the accounts of the usual test phrase unless told. */
	readonly accounts?: readonly Hex[];
	/** The clock that it builds by; the machine's unless told. */
	readonly nowMs?: () => number;
	readonly onProblem?: (thrown: unknown) => void;
};

export type ScrollRollup = {
	readonly chainId: number;
	/** The public JSON-RPC, honest until told otherwise. */
	readonly rpcUrl: string;
	/** The chain itself, always honest; for tests alone. */
	readonly chainUrl: string;
	readonly contracts: ScrollContracts;
	readonly profile: ScrollProfile;
	readonly token: Hex;
	/** A token of L1, and the one on L2 that stands for it: the accounts hold a thousand each there. */
	readonly bridged: { readonly l1: Hex; readonly l2: Hex };
	readonly accounts: readonly Hex[];
	readonly keys: {
		readonly deployer: Hex;
		readonly sequencer: Hex;
		readonly prover: Hex;
	};
	readonly node: Pick<
		ScrollNode,
		"head" | "at" | "hasFollowed" | "setRunning" | "setTaking"
	>;
	readonly rpc: Endpoint;
	readonly operator: Omit<Operator, "stop">;
	/** Puts ScrollChain on an implementation with other code, as its owner may at any time. @returns where it is */
	readonly upgrade: () => Promise<Hex>;
	/** Of ScrollChain: nothing is committed or finalized then. */
	readonly setPaused: (on: boolean) => Promise<void>;
	/** Of the gateway: nobody can force anything then. */
	readonly setGatewayPaused: (on: boolean) => Promise<void>;
	/** Of L1's messenger: nothing is paid out then. */
	readonly setMessengerPaused: (on: boolean) => Promise<void>;
	/** What went wrong in the background, newest last, at most 100. */
	readonly problems: readonly unknown[];
	readonly stop: () => Promise<void>;
};
