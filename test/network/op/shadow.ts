// A forged L2: the true chain up to its newest block, and on top of it one block that never was, in which accounts hold
// other balances. It is consistent in itself: its header, state root and proofs fit together, so only what L1 says can
// tell it from the truth.

import type { Hex } from "../../../src/base/bytes.ts";
import * as d from "../../../src/base/decode.ts";
import { type L2Block, readL2Block } from "./blocks.ts";
import { type Chain, type ChainOptions, startChain } from "./chain.ts";
import type { Lie } from "./endpoint.ts";
import type { RollupNode } from "./node.ts";
import { type Output, readOutput } from "./output.ts";
import { encodePayload, type SignedPayload, signPayload } from "./payload.ts";
import type { RelayLie } from "./relay.ts";
import { RpcRefusal } from "./rpc.ts";

export type Shadow = {
	/** The block that never was; its parent is a true one. */
	readonly block: L2Block;
	readonly output: Output;
	/** A payload of the forged block, signed by the sequencer's key: what a sequencer that takes part would give out. */
	readonly signedBySequencer: SignedPayload;
	/** Answers from the forged chain what it can: its newest block is the forged one. The rest is honest. */
	readonly lie: Lie;
	/** Has the relay give out the sequencer's payload of the forged block, and the honest ones of all others. */
	readonly relayLie: RelayLie;
	readonly stop: () => Promise<void>;
};

export const forgeShadow = async (
	options: Omit<ChainOptions, "genesisS" | "funded">,
	truth: Chain,
	node: RollupNode,
	sequencerKey: Hex,
	balances: ReadonlyMap<Hex, bigint>,
): Promise<Shadow> => {
	const chain = await startChain({
		...options,
		genesisS: 0,
		funded: new Map(),
	});
	const ignore = (): undefined => undefined;
	try {
		const { parent, state } = await node.read(async () => ({
			parent: await readL2Block(truth.rpc, "latest"),
			state: await truth.rpc("anvil_dumpState", [], d.hexUpTo(50_000_000)),
		}));
		await chain.rpc("anvil_loadState", [state], ignore);
		await chain.rpc(
			"evm_setNextBlockTimestamp",
			[parent.timestamp + options.blockTimeS],
			ignore,
		);
		for (const [who, wei] of balances)
			await chain.rpc(
				"anvil_setBalance",
				[who, `0x${wei.toString(16)}`],
				ignore,
			);
		await chain.rpc("evm_mine", [], ignore);
		const block = await readL2Block(chain.rpc, "latest");
		if (block.parentHash !== parent.hash)
			throw new Error("the forged block does not follow the true chain");
		const signedBySequencer = signPayload(
			options.chainId,
			encodePayload(block, []),
			sequencerKey,
		);
		return {
			block,
			output: await readOutput(chain.rpc, block.number),
			signedBySequencer,
			relayLie: (number, honest) =>
				number === block.number ? signedBySequencer : honest,
			lie: async ({ method, params }, honest) => {
				if (method === "eth_sendRawTransaction") return honest();
				try {
					const told = await chain.rpc(method, params, (raw): unknown => raw);
					return told ?? (await honest());
				} catch (thrown) {
					// It has the state of its newest block alone.
					if (thrown instanceof RpcRefusal) return honest();
					throw thrown;
				}
			},
			stop: chain.stop,
		};
	} catch (thrown) {
		await chain.stop();
		throw thrown;
	}
};
