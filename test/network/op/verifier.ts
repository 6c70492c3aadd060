// An independent node of the rollup: a chain of its own, derived from L1 alone, and a public endpoint that serves its
// blocks, receipts and proofs. It shares nothing with the sequencer's node but the rollup's beginning (genesis, the first
// block's transactions), which every operator knows, so it goes on when all that the operator runs is dead.

import type { Hex } from "../../../src/base/bytes.ts";
import type { L1Block } from "./blocks.ts";
import { type Chain, type ChainOptions, startChain } from "./chain.ts";
import { type Endpoint, openEndpoint } from "./endpoint.ts";
import { type NodeOptions, type RollupNode, startNode } from "./node.ts";
import { type Output, readOutput } from "./output.ts";
import { RpcRefusal, sleep } from "./rpc.ts";

/** What every node of the rollup begins from. */
export type Beginning = {
	readonly chain: Omit<ChainOptions, "port">;
	readonly node: Omit<
		NodeOptions,
		"l2" | "sequences" | "onBlock" | "onRollback"
	>;
	readonly origin: L1Block;
	/** The users' transactions of block 1. */
	readonly first: readonly Hex[];
};

export type Verifier = {
	/** Its JSON-RPC, known from the beginning; answers while it runs. */
	readonly rpcUrl: string;
	readonly isRunning: () => boolean;
	/**
	 * Begins anew from genesis and derives what L1 holds. Resolves when it has caught up with L1; how long that takes depends
	 * on the chain's length: about 100 blocks a second.
	 */
	readonly start: () => Promise<void>;
	/** Its process and its endpoint are gone. */
	readonly stop: () => Promise<void>;
	/** The endpoint alone: it can be stopped, and told to lie. @throws RangeError while the node is stopped */
	readonly rpc: () => Endpoint;
	/** @throws RangeError while it is stopped */
	readonly node: () => Pick<
		RollupNode,
		"head" | "at" | "safe" | "derivedFrom" | "hasFollowed" | "read"
	>;
	/** The output of a block as it derived it. */
	readonly outputAt: (number: number) => Promise<Output>;
};

type Running = {
	readonly chain: Chain;
	readonly node: RollupNode;
	readonly endpoint: Endpoint;
};

const takesNothing = (): Promise<Hex> =>
	Promise.reject(
		new RpcRefusal(
			"eth_sendRawTransaction",
			-32000,
			"this node knows no sequencer: force the transaction through L1",
			undefined,
		),
	);

export const openVerifier = (
	ports: { readonly rpc: number; readonly chain: number },
	beginning: Beginning,
): Verifier => {
	let running: Running | undefined;
	let turn: Promise<unknown> = Promise.resolve();
	/** Starting and stopping take turns. */
	const inTurn = (work: () => Promise<void>): Promise<void> => {
		const mine = turn.then(work);
		turn = mine.catch(() => undefined);
		return mine;
	};
	const open = (): Running => {
		if (running === undefined)
			throw new RangeError("the verifier does not run");
		return running;
	};

	const start = async (): Promise<void> => {
		if (running !== undefined) return;
		const chain = await startChain({ ...beginning.chain, port: ports.chain });
		let node: RollupNode | undefined;
		try {
			node = await startNode(
				{
					...beginning.node,
					l2: chain.rpc,
					sequences: false,
					onBlock: () => undefined,
					onRollback: () => undefined,
				},
				beginning.origin,
				beginning.first,
			);
			await node.caughtUp();
			const { read } = node;
			const endpoint = await openEndpoint(ports.rpc, chain.rpc, {
				read,
				submit: takesNothing,
			});
			running = { chain, node, endpoint };
		} catch (thrown) {
			await node?.stop();
			await chain.stop();
			throw thrown;
		}
	};

	const stop = async (): Promise<void> => {
		const was = running;
		running = undefined;
		if (was === undefined) return;
		await was.endpoint.stop();
		await was.node.stop();
		await was.chain.stop();
		await sleep(50); // the ports are free again
	};

	return {
		rpcUrl: `http://127.0.0.1:${ports.rpc}`,
		isRunning: () => running !== undefined,
		start: () => inTurn(start),
		stop: () => inTurn(stop),
		rpc: () => open().endpoint,
		node: () => open().node,
		outputAt: async (number) => {
			const { node, chain } = open();
			return node.read(() => readOutput(chain.rpc, number));
		},
	};
};
