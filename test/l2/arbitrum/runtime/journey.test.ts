// What endpoints say of a journey out of an Arbitrum chain, and what follows of it: the contracts are storage of a made L1, and the
// endpoints say what the test has them say.

import { encodeAbiParameters, parseAbiParameters } from "viem";
import { expect, test } from "vitest";
import type { Hex } from "../../../../src/base/bytes.ts";
import type { StageOrder } from "../../../../src/exit/module.ts";
import {
	type Assertion,
	assertionHash,
} from "../../../../src/l2/arbitrum/checks/assertion.ts";
import type { ArbitrumProfile } from "../../../../src/l2/arbitrum/checks/profile.ts";
import { exitSlots } from "../../../../src/l2/arbitrum/profiles/bold.ts";
import { hasRivals } from "../../../../src/l2/arbitrum/runtime/confirmed.ts";
import type { ArbitrumExitContext } from "../../../../src/l2/arbitrum/runtime/context.ts";
import { readArbitrumFacts } from "../../../../src/l2/arbitrum/runtime/facts.ts";
import { lookForSend } from "../../../../src/l2/arbitrum/runtime/journey.ts";
import { l2ToL1Tx } from "../../../../src/l2/arbitrum/runtime/search.ts";
import {
	executeOf,
	nothingYet,
} from "../../../../src/l2/arbitrum/runtime/state.ts";
import type { Execution } from "../../../../src/source/execution.ts";
import { openPool, type Pool } from "../../../../src/source/pool.ts";
import { mappingSlot, wordHex } from "../../../../src/state/storage-layout.ts";
import {
	itemOf,
	rootOf,
	type Send,
	wayOf,
} from "../../../network/arbitrum/sends.ts";
import { headerOver, proofsOf } from "../../reference/made-root.ts";
import { person } from "../../rollup-world.ts";
import { arbitrumProfile, arbitrumWorld, assertionOf } from "../world.ts";

const address = (byte: string): Hex => `0x${byte.repeat(20)}`;
const ether = 10n ** 18n;
const inbox = { address: address("a4"), implementation: address("b5") };
const outbox = { address: address("a5"), implementation: address("b6") };
const profile: ArbitrumProfile = {
	...arbitrumProfile,
	exit: {
		contracts: { inbox, outbox },
		slots: exitSlots,
		isDelayBufferable: false,
	},
};

/** Both pay the person: one of long ago, and the one that the journey is about. */
const sends: readonly Send[] = [1n, 2n].map((value, i) => ({
	caller: person,
	destination: person,
	arbBlock: 70 + i,
	ethBlock: 8,
	timestamp: 1_600_000_000 + i,
	value: value * ether,
	data: "0x",
}));
const items = sends.map(itemOf);
const sendRoot = rootOf(items);
const one: Assertion = assertionOf(
	{ hash: wordHex(0xb10c), number: 9 },
	wordHex(5),
	{ sendRoot },
);
const begun: Hex = wordHex(0x7a);

/** @param spent marks of sends in the outbox @param node in the place of the confirmed assertion's word */
const l1Of = (spent: bigint, node?: bigint) => {
	const world = arbitrumWorld(
		[{ one, status: 2, createdAt: 3 }],
		(accounts, put) => {
			accounts[person] = { balance: ether };
			for (const at of [inbox, outbox])
				accounts[at.address] = { code: "0x01", storage: {} };
			put(outbox.address, mappingSlot(sendRoot, 3), BigInt(one.blockHash));
			put(outbox.address, mappingSlot(wordHex(0), 2), spent);
			if (node !== undefined)
				put(
					profile.contracts.rollup.address,
					mappingSlot(assertionHash(one), 117),
					node,
				);
		},
	);
	const header = headerOver(world);
	const read: ArbitrumExitContext["l1"]["read"] = async (wanted) => ({
		basis: header,
		reads: wanted.map(({ address: at, slots }) => ({
			...proofsOf(header, world, at, slots),
			code: null,
		})),
	});
	return read;
};

const logOf = (index: number) => {
	const send = sends[index];
	if (send === undefined) throw new Error(`no send ${index}`);
	return {
		address: address("64"),
		topics: [l2ToL1Tx, wordHex(BigInt(person)), items[index], wordHex(index)],
		data: encodeAbiParameters(
			parseAbiParameters("address, uint256, uint256, uint256, uint256, bytes"),
			[
				send.caller,
				BigInt(send.arbBlock),
				BigInt(send.ethBlock),
				BigInt(send.timestamp),
				send.value,
				"0x",
			],
		),
		blockNumber: 7,
		transactionHash: begun,
	};
};

/** A node that says of the transaction that it made this send, with the true way from it. */
const nodeOf = (name: string, index: number) => ({
	name,
	client: {
		receiptHint: async () => ({ value: { blockNumber: 7 } }),
		logs: async () => ({ value: [logOf(index)] }),
		askAll: async () => ({
			value: [
				encodeAbiParameters(parseAbiParameters("bytes32, bytes32, bytes32[]"), [
					wordHex(0),
					sendRoot,
					wayOf(items, index),
				]),
			],
		}),
	} as unknown as Execution,
});

const contextOf = (
	nodes: readonly ReturnType<typeof nodeOf>[],
	read: ArbitrumExitContext["l1"]["read"],
	pay: StageOrder | null = null,
): ArbitrumExitContext => {
	const l2 = openPool(nodes, () => {
		throw new Error("nobody");
	});
	return {
		profile,
		nowS: 1_700_000_000,
		l1: {
			read,
			receipt: async () => null,
			call: async () => "0x",
			pool: { first: async () => one } as unknown as Pool<Execution>,
		},
		// the confirmed block's own count of sends
		l2: { ...l2, first: async () => ({ sendCount: 2 }) as never },
		nodes: null,
		evidenceStore: { get: async () => undefined, put: async () => undefined },
		order: (stage) => (stage === "pay" ? pay : null),
	};
};

const look = async (
	context: ArbitrumExitContext,
	...isIt: Parameters<typeof lookForSend>[5][]
) =>
	lookForSend(
		nothingYet,
		person,
		begun,
		context,
		await readArbitrumFacts(profile, person, context.l1),
		...isIt,
	);

test("the withdrawal that a node tells of is taken up by its way to a root that L1 has", async () => {
	const found = await look(contextOf([nodeOf("honest", 1)], l1Of(1n)));
	expect(found).toMatchObject({
		proved: { withdrawal: { index: 1, amountWei: String(2n * ether) } },
		paid: null,
	});
});

test("a node that names an older withdrawal of the account, paid long ago, ends no journey", async () => {
	const alone = contextOf([nodeOf("liar", 0)], l1Of(1n));
	const found = await look(alone);
	expect(found).toMatchObject({
		claimed: { index: 0 },
		proved: null,
		paid: null,
		told: { code: "arbitrum.told.paid-before" },
	});
	// another one is asked, and says which it was
	expect(
		await look(contextOf([nodeOf("liar", 0), nodeOf("honest", 1)], l1Of(1n))),
	).toMatchObject({ proved: { withdrawal: { index: 1 } }, paid: null });
});

test("what this journey paid out itself is known as paid, also where the way to it was lost", async () => {
	const proved = (await look(contextOf([nodeOf("honest", 1)], l1Of(1n))))
		.proved;
	if (proved === null) throw new Error("not proved");
	const pay: StageOrder = {
		id: "pay",
		state: "final",
		hash: wordHex(6),
		succeeded: true,
		blockNumber: 5,
		step: executeOf(proved),
		madeMs: 0,
	};
	expect(
		await look(contextOf([nodeOf("honest", 1)], l1Of(3n), pay)),
	).toMatchObject({ paid: { withdrawal: { index: 1 }, isFinal: true } });
});

test("a transaction whose bytes are known withdraws what they say: a node with another withdrawal lies", async () => {
	const context = contextOf([nodeOf("liar", 0), nodeOf("honest", 1)], l1Of(0n));
	const found = await look(
		context,
		({ amountWei }) => amountWei === 2n * ether,
	);
	expect(found).toMatchObject({ proved: { withdrawal: { index: 1 } } });
	expect(context.l2.standings()).toMatchObject([
		{ name: "liar", aside: { code: "exit-evidence" } },
		{ name: "honest", aside: null },
	]);
});

test("a rollup contract of a later layout stops no journey whose withdrawal is proved", async () => {
	const nodes = [nodeOf("honest", 1)];
	const { proved } = await look(contextOf(nodes, l1Of(1n)));
	const upgraded = contextOf(nodes, l1Of(1n, 1n << 250n));
	const facts = await readArbitrumFacts(profile, person, upgraded.l1);
	expect(await hasRivals(upgraded, facts)).toBe(false);
	const kept = { ...nothingYet, proved };
	expect(await lookForSend(kept, person, begun, upgraded, facts)).toMatchObject(
		{ proved: { withdrawal: { index: 1 } }, paid: null },
	);
});
