// Where a message of a forced journey is found: told by the order's receipt, or by L1's nodes where that is too old to be proved, and
// believed by the bridge's accumulators alone.

import { encodeAbiParameters, parseAbiParameters } from "viem";
import { expect, test } from "vitest";
import type { Hex } from "../../../../src/base/bytes.ts";
import { eventTopic } from "../../../../src/crypto/selector.ts";
import { accumulated } from "../../../../src/l2/arbitrum/checks/delayed.ts";
import { messageOf } from "../../../../src/l2/arbitrum/checks/signed.ts";
import type { ArbitrumExitContext } from "../../../../src/l2/arbitrum/runtime/context.ts";
import { findEntry } from "../../../../src/l2/arbitrum/runtime/entry.ts";
import type { Execution } from "../../../../src/source/execution.ts";
import { openPool } from "../../../../src/source/pool.ts";
import { listSlot, wordHex } from "../../../../src/state/storage-layout.ts";
import { headerOver, proofsOf } from "../../reference/made-root.ts";
import { person } from "../../rollup-world.ts";
import { arbitrumProfile, arbitrumWorld } from "../world.ts";

const bridge = arbitrumProfile.contracts.bridge.address;
const transaction: Hex = "0x02c0";
const orderHash = wordHex(0x77);
const entry = {
	index: 11,
	l1Block: 123,
	timeS: 1_700_000_000,
	baseFeeWei: "9",
};
const message = messageOf(person, {
	...entry,
	transaction,
	baseFeeWei: BigInt(entry.baseFeeWei),
});
const world = arbitrumWorld([], (accounts, put) => {
	accounts[person] = {};
	put(bridge, listSlot(6, 10), 5n);
	put(bridge, listSlot(6, 11), BigInt(accumulated(5n, 11, message)));
});
const header = headerOver(world);

/** An L1 node that tells of the order's block, and of this event in it. */
const nodeOf = (
	name: string,
	index: number,
	timeS: bigint = BigInt(entry.timeS),
) => ({
	name,
	client: {
		receiptHint: async () => ({ value: { blockNumber: entry.l1Block } }),
		logs: async () => ({
			value: [
				{
					address: bridge,
					topics: [
						eventTopic(
							"MessageDelivered(uint256,bytes32,address,uint8,address,bytes32,uint256,uint64)",
						),
						wordHex(index),
						wordHex(5),
					],
					data: encodeAbiParameters(
						parseAbiParameters(
							"address, uint8, address, bytes32, uint256, uint256",
						),
						[
							person,
							3,
							message.sender,
							message.dataHash,
							BigInt(entry.baseFeeWei),
							timeS,
						],
					),
					blockNumber: entry.l1Block,
					transactionHash: orderHash,
				},
			],
		}),
	} as unknown as Execution,
});

const find = (...nodes: readonly ReturnType<typeof nodeOf>[]) => {
	const context: ArbitrumExitContext = {
		profile: arbitrumProfile,
		nowS: 0,
		l1: {
			read: async (wanted) => ({
				basis: header,
				reads: wanted.map(({ address, slots }) => ({
					...proofsOf(header, world, address, slots),
					code: null,
				})),
			}),
			// the order's block is farther back than headers are walked
			receipt: async () => null,
			call: async () => "0x",
			pool: openPool(nodes, () => {
				throw new Error("nobody");
			}),
		},
		l2: openPool<Execution>([], () => {
			throw new Error("nobody");
		}),
		nodes: null,
		evidenceStore: { get: async () => undefined, put: async () => undefined },
		order: () => ({
			id: "inbox",
			state: "over",
			hash: orderHash,
			succeeded: null,
			blockNumber: null,
			madeMs: 0,
		}),
	};
	return findEntry(null, person, transaction, context);
};

test("the message of an order whose block is too old to be proved is found by what L1's nodes tell", async () => {
	expect(await find(nodeOf("L1", 11))).toEqual(entry);
});

test("a node that tells of another place is not believed, and keeps no other from being heard", async () => {
	expect(await find(nodeOf("liar", 10))).toBeNull();
	expect(await find(nodeOf("liar", 10), nodeOf("L1", 11))).toEqual(entry);
	// a time that no clock has
	expect(await find(nodeOf("liar", 11, 1n << 250n), nodeOf("L1", 11))).toEqual(
		entry,
	);
});
