// Looking for an order in what a batcher wrote to L1, over a made L1 with real tries: from the first step to the block that holds it, over
// restarts; and what a node, a beacon node or somebody else can do about it.

import { brotliCompressSync } from "node:zlib";
import { beforeAll, describe, expect, it } from "vitest";
import {
	concat,
	fromHex,
	type Hex,
	toHex,
	toQuantity,
} from "../../../../src/base/bytes.ts";
import { Fault } from "../../../../src/base/fault.ts";
import type { Json } from "../../../../src/base/immutable.ts";
import { blobData } from "../../../../src/l2/op/checks/blob.ts";
import type { OpRegistryProfile } from "../../../../src/l2/op/checks/registry-profile.ts";
import { openPosted } from "../../../../src/l2/op/runtime/posted.ts";
import type { SearchState } from "../../../../src/l2/posted.ts";
import { versionedHash } from "../../../../src/proof/kzg.ts";
import { nobleKernel } from "../../../../src/proof/noble.ts";
import type { BlobClaim, BlobNode } from "../../../../src/source/blobs.ts";
import { openExecution } from "../../../../src/source/execution.ts";
import { openPool } from "../../../../src/source/pool.ts";
import { openCapture } from "../../../../src/state/capture.ts";
import { headerOfHead } from "../../../../src/state/header.ts";
import { historyAddress, historySlot } from "../../../../src/state/history.ts";
import { wordHex } from "../../../../src/state/storage-layout.ts";
import { blobOf, commit } from "../../../conformance/op-blob.ts";
import {
	fetchOf,
	headOf,
	type MadeBlock,
	madeClock,
	mine,
	type Node,
} from "../../../state/chain.ts";
import {
	faultMake,
	registryProfile,
	registryWorld,
} from "../../registry-world.ts";
import { implementationSlot } from "../../rollup-world.ts";
import {
	accountOf,
	batcher,
	channelId,
	channelOf,
	framesOf,
	inbox,
	type L1Transaction,
	l1Transaction,
	type SignedOrder,
	signedOrders,
	singleBatch,
	spanBatch,
} from "../posted-world.ts";

const profile: OpRegistryProfile = { ...registryProfile, batchInbox: inbox };
const config = profile.contracts.systemConfig.address;

/** By the number of their block. */
type Sendings = { readonly [block: number]: readonly L1Transaction[] };

/** Blocks from 100 on; the batcher's nonce goes up with what is sent, and the last keeps the hash of each. */
const chain = (
	last: number,
	sendings: Sendings,
	change: (world: MadeBlock["world"], number: number) => void = () => {},
): MadeBlock[] => {
	const world = registryWorld({
		played: faultMake,
		start: { root: wordHex(7n), of: 1 },
		change: (_, put) => put(config, wordHex(103n), BigInt(batcher)),
	});
	world[batcher] = { nonce: 5 };
	world[historyAddress] = { nonce: 1, code: "0x6003", storage: {} };
	const blocks: MadeBlock[] = [];
	for (let number = 100; number <= last; number++) {
		const more = sendings[number] ?? [];
		world[batcher] = { nonce: (world[batcher]?.nonce ?? 0) + more.length };
		if (number === last)
			world[historyAddress] = {
				...{ nonce: 1, code: "0x6003" },
				storage: Object.fromEntries(
					blocks.map((one) => [
						historySlot(one.number, 8_191),
						BigInt(one.hash),
					]),
				),
			};
		change(world, number);
		blocks.push(
			mine(world, blocks.at(-1) ?? null, {
				transactions: 1,
				more: more.map(({ json }) => json),
			}),
		);
	}
	return blocks;
};

const at = (blocks: readonly MadeBlock[], number: number): MadeBlock => {
	const found = blocks.find((one) => one.number === number);
	if (found === undefined) throw new Error(`no block ${number}`);
	return found;
};

/** How many it has sent by then: a node that answers as Ethereum's do. */
const counts =
	(blocks: readonly MadeBlock[]): NonNullable<Node["lie"]> =>
	(method, result, params) =>
		method === "eth_getTransactionCount"
			? toQuantity(
					at(blocks, Math.max(100, Number(params[1]))).world[batcher]?.nonce ??
						0,
				)
			: result;

type Opened = {
	readonly nodes: readonly Partial<Node>[];
	readonly blobs: BlobNode["blobs"];
	readonly profile: OpRegistryProfile;
};

/** The search over that chain, with its block `final` as the newest final one, which the test moves. */
const open = (blocks: readonly MadeBlock[], opened: Partial<Opened> = {}) => {
	const { nodes = [{}], profile: read = profile } = opened;
	const l1Nodes = nodes.map((node) => ({
		...{ blocks: [...blocks], window: 1_000, asked: [] as string[] },
		lie: counts(blocks),
		...node,
	}));
	const clock = madeClock();
	const fetch = fetchOf(
		Object.fromEntries(
			l1Nodes.map((node, i) => [`http://localhost:${i + 1}`, node]),
		),
	);
	const pool = openPool(
		l1Nodes.map((_, i) => {
			const endpoint = { name: `L1 ${i}`, url: `http://localhost:${i + 1}` };
			return {
				name: endpoint.name,
				client: openExecution({ fetch, clock }, endpoint),
			};
		}),
		() => new Fault("not-followed", "no endpoint"),
	);
	const asked: string[] = [];
	const beacon = { name: "beacon", url: "http://localhost:9" };
	const beacons = openPool<BlobNode>(
		[
			{
				name: "beacon",
				client: {
					endpoint: beacon,
					blobs: async (slot, signal, indices) => {
						asked.push(`${slot}: ${indices?.join()}`);
						if (opened.blobs === undefined)
							throw new Fault("http-status", "404");
						return opened.blobs(slot, signal, indices);
					},
				},
			},
		],
		() => new Fault("not-followed", "no beacon node"),
	);
	const now = { final: 110 };
	const step = openPosted(read, {
		l1: openCapture({ pool, clock }),
		l1Pool: pool,
		l1Final: async () => headerOfHead(headOf(at(blocks, now.final), "final")),
		blobs: { pool: beacons, slotAt: (timeS) => timeS - 1_700_000_000 },
		kernel: nobleKernel,
	});
	if (step === null) throw new Error("nothing is looked for");
	return { step, now, pool, beacons, asked, l1Nodes };
};

let order: SignedOrder;
let channel: Uint8Array;
beforeAll(async () => {
	const [, , , found] = await signedOrders();
	if (found === undefined) throw new Error("no order");
	order = found;
	channel = channelOf([spanBatch([[], [order.split]])]);
});

/** Steps until nothing new comes, each from what the one before left, as text on a disk. */
const search = async (
	{ step, now }: Pick<ReturnType<typeof open>, "step" | "now">,
	final: number,
	begun?: SearchState,
) => {
	let sought: SearchState | null = begun ?? null;
	for (let i = 0; i < 12; i++) {
		const was = JSON.stringify(sought);
		const next = await step(order.raw, JSON.parse(was));
		if (next.found !== null) {
			const { at: place, hash } = next.found.value;
			return { block: place.blockNumber, hash, sought: next.sought, place };
		}
		sought = next.sought;
		now.final = final;
		if (JSON.stringify(sought) === was) break;
	}
	return { block: null, sought };
};

const sent = async (
	frames: readonly Uint8Array[],
	more: Omit<Parameters<typeof l1Transaction>[1], "data" | "blobs"> = {},
): Promise<readonly L1Transaction[]> =>
	Promise.all(frames.map((data, i) => l1Transaction(5 + i, { data, ...more })));

const codeOf = (work: Promise<unknown>): Promise<string> =>
	work.then(
		() => "none",
		(thrown: unknown) => String(Object(thrown).code),
	);

describe("an order that was written to L1", () => {
	it("is found in the block of the batcher's transaction, and not before it is final", async () => {
		const txs = await sent(framesOf(channelId(1), channel, 1));
		const blocks = chain(140, { 125: txs });
		const opened = open(blocks);
		expect(await search(opened, 124)).toEqual({
			block: null,
			sought: { next: 125, writer: batcher },
		});
		const found = await search(opened, 130);
		expect(found).toMatchObject({
			block: 125,
			hash: txs[0]?.json.hash,
			place: { blockHash: at(blocks, 125).hash, grade: { finality: "final" } },
		});
		// of all those blocks the one was asked for whole
		const { asked } = opened.l1Nodes[0] ?? { asked: [] };
		expect(asked.filter((one) => one === "eth_getBlockByHash")).toHaveLength(1);
	});

	it("is found in a batch of one block, and among other channels and what is none", async () => {
		const single = channelOf([singleBatch([order.raw])]);
		const other = channelOf([singleBatch([])]);
		const txs = await sent([
			...framesOf(channelId(1), other, 2),
			Uint8Array.of(0),
			Uint8Array.of(9, 9, 9),
			...framesOf(channelId(2), single, 1),
		]);
		expect(await search(open(chain(140, { 120: txs })), 130)).toMatchObject({
			block: 120,
		});
	});

	it("is found over several blocks, and by a search that was cut off between them", async () => {
		const txs = await sent(framesOf(channelId(1), channel, 4));
		const sendings = Object.fromEntries(
			txs.map((tx, i) => [115 + 9 * i, [tx]]),
		);
		const blocks = chain(190, sendings);
		const cut = await search(open(blocks), 135);
		// from the first frame of the channel that is open
		expect(cut).toEqual({
			block: null,
			sought: { next: 115, writer: batcher },
		});
		const again = open(blocks);
		again.now.final = 150;
		expect(await search(again, 150, cut.sought ?? undefined)).toMatchObject({
			block: 142,
			hash: txs[3]?.json.hash,
		});
	});

	it("is found in hundreds of blocks, step by step, also beyond those whose parents can be walked", async () => {
		const txs = await sent(framesOf(channelId(1), channel, 2));
		const blocks = chain(560, { 300: txs });
		const opened = open(blocks);
		const [first] = [await opened.step(order.raw, null)];
		opened.now.final = 560;
		let { sought } = first;
		const next: number[] = [];
		let found: number | null = null;
		while (found === null && next.length < 10) {
			const one = await opened.step(order.raw, sought);
			({ sought } = one);
			next.push(sought.next);
			found = one.found?.value.at.blockNumber ?? null;
		}
		expect(found).toBe(300);
		expect(next).toEqual([175, 239, 239]);
	});

	it("is found in a blob that KZG proves to be the one L1 was given", async () => {
		const [data] = framesOf(channelId(1), channel, 1);
		if (data === undefined) throw new Error("no frame");
		const blob = blobOf(data);
		expect(blobData(blob)).toEqual(data);
		const { commitment, proof } = commit(blob);
		const claim: BlobClaim = {
			...{ data: toHex(blob), commitment: toHex(commitment) },
			proof: toHex(proof),
		};
		const hash = toHex(versionedHash(commitment));
		const other: Hex = `0x01${"aa".repeat(31)}`;
		const foreign = await l1Transaction(1, {
			...{ by: accountOf("33"), to: batcher, blobs: [other, other] },
		});
		const tx = await l1Transaction(5, { blobs: [hash] });
		const blocks = chain(140, { 125: [foreign, tx] });
		const over = (value: readonly BlobClaim[]) =>
			open(blocks, {
				blobs: async () => ({ value, from: "beacon", receivedMs: 0 }) as never,
			});
		const good = over([claim]);
		expect(await search(good, 130)).toMatchObject({
			block: 125,
			hash: tx.json.hash,
		});
		// its place among all blobs of the block, at the slot of its time
		expect(good.asked).toEqual([`${12 * 125}: 2`]);

		const empty = blobOf(new Uint8Array(1));
		const forged = over([{ ...claim, data: toHex(empty) }]);
		expect(await codeOf(search(forged, 130))).toBe("blob-commitment");
		expect(forged.beacons.standings()[0]?.aside?.code).toBe("blob-commitment");
		const flipped = fromHex(claim.data).with(40, 1);
		expect(
			await codeOf(search(over([{ ...claim, data: toHex(flipped) }]), 130)),
		).toBe("blob-commitment");
		const beyond = fromHex(claim.data).fill(255, 0, 32);
		expect(
			await codeOf(search(over([{ ...claim, data: toHex(beyond) }]), 130)),
		).toBe("blob-commitment");
		// another's blob with everything of its own right is none of these
		expect(
			await codeOf(search(over([{ ...claim, commitment: claim.proof }]), 130)),
		).toBe("data-missing");
		expect(await codeOf(search(over([]), 130))).toBe("data-missing");
		// and a node that has no proofs makes no liar of itself, and the search ends there
		for (const none of ["c0", "00"]) {
			const bare = over([{ ...claim, proof: `0x${none}${"00".repeat(47)}` }]);
			expect(await search(bare, 130)).toMatchObject({
				block: null,
				sought: { unread: "blob-unproven" },
			});
			expect(bare.beacons.standings()[0]?.aside).toBeNull();
		}
	});
});

describe("what is not the batcher's word", () => {
	it("is passed over: another's to the inbox, and the batcher's to elsewhere", async () => {
		const frames = framesOf(channelId(1), channel, 1);
		const txs = [
			...(await sent(frames, { by: accountOf("33") })),
			...(await sent(frames, { to: batcher })),
		];
		const blocks = chain(140, { 125: txs });
		for (const node of [{}, { lie: (_: string, result: Json) => result }])
			expect(await search(open(blocks, { nodes: [node] }), 130)).toEqual({
				block: null,
				sought: { next: 131, writer: batcher },
			});
	});

	it("is a channel of which a frame is another's", async () => {
		const [first, second] = framesOf(channelId(1), channel, 2);
		if (!first || !second) throw new Error("no frames");
		const txs = [
			...(await sent([first])),
			...(await sent([second], { by: accountOf("33") })),
		];
		expect(await search(open(chain(140, { 125: txs })), 130)).toMatchObject({
			block: null,
		});
	});

	it("is what an address writes that is the batcher only since then", async () => {
		const txs = await sent(framesOf(channelId(1), channel, 1));
		// somebody else writes until block 128
		const blocks = chain(170, { 125: txs }, (world, number) => {
			const account = world[config];
			if (account === undefined) throw new Error("no contract");
			account.storage = {
				...account.storage,
				[wordHex(103n)]: number < 128 ? BigInt(config) : BigInt(batcher),
			};
		});
		const found = await search(open(blocks), 160);
		expect(found).toEqual({
			block: null,
			sought: { next: 161, writer: batcher },
		});
	});

	it("is nobody's where the contract that names it runs other code, or names no account", async () => {
		const strange = chain(140, {}, (world) => {
			const { storage = {}, ...account } = world[config] ?? {};
			world[config] = {
				...account,
				storage: { ...storage, [implementationSlot]: BigInt(batcher) },
			};
		});
		expect(await codeOf(search(open(strange), 130))).toBe("l2-unknown-code");
		for (const word of [0n, 1n << 160n]) {
			const blocks = chain(140, {}, (world) => {
				const account = world[config];
				if (account === undefined) throw new Error("no contract");
				account.storage = { ...account.storage, [wordHex(103n)]: word };
			});
			expect(await codeOf(search(open(blocks), 130))).toBe("l2-unknown-code");
		}
	});

	it("is looked for on no chain whose profile does not say where", () => {
		expect(openPosted(registryProfile, {} as never)).toBeNull();
	});
});

describe("a node of L1", () => {
	const setup = async () => {
		const txs = await sent(framesOf(channelId(1), channel, 1));
		return chain(140, { 125: txs });
	};

	it("that leaves the transaction out of its block, alters it or puts it into another is set aside", async () => {
		const blocks = await setup();
		const honest = counts(blocks);
		const listOf = (result: Json): Json[] =>
			(Object(result).transactions as Json[]) ?? [];
		const lies: readonly ((list: Json[]) => Json[])[] = [
			(list) => list.slice(0, -1),
			(list) => [...list].reverse(),
			([first, ...rest]) => [
				first ?? null,
				...rest.map((one) => ({ ...Object(one), input: "0x00" })),
			],
		];
		for (const change of lies) {
			const lie: Node["lie"] = (method, result, params) =>
				method === "eth_getBlockByHash" && params[1] === true
					? { ...Object(result), transactions: change(listOf(result)) }
					: honest(method, result, params);
			const alone = open(blocks, { nodes: [{ lie }] });
			expect(await codeOf(search(alone, 130))).toBe("transactions-root");
			const both = open(blocks, { nodes: [{ lie }, {}] });
			expect(await search(both, 130)).toMatchObject({ block: 125 });
			expect(both.pool.standings()[0]?.aside?.code).toBe("transactions-root");
		}
	});

	it("that says the batcher sent nothing hides it from no other's word, and is no liar by that", async () => {
		const blocks = await setup();
		const lie: Node["lie"] = (method, result) =>
			method === "eth_getTransactionCount" ? "0x5" : result;
		const alone = open(blocks, { nodes: [{ lie }] });
		expect(await search(alone, 130)).toMatchObject({ block: null });
		const both = open(blocks, { nodes: [{ lie }, {}] });
		expect(await search(both, 130)).toMatchObject({ block: 125 });
		expect(both.pool.standings().map(({ aside }) => aside)).toEqual([
			null,
			null,
		]);
	});

	it("that has no counts of earlier blocks is asked for the blocks themselves", async () => {
		const blocks = await setup();
		const lie: Node["lie"] = (method, result) => {
			if (method === "eth_getTransactionCount") throw new Error("pruned");
			return result;
		};
		expect(await search(open(blocks, { nodes: [{ lie }] }), 130)).toMatchObject(
			{ block: 125 },
		);
	});

	it("that fails changes nothing of how far it is", async () => {
		const blocks = await setup();
		const down = open(blocks);
		const begun = await down.step(order.raw, null);
		down.now.final = 130;
		const [node] = down.l1Nodes;
		if (node !== undefined) Object.assign(node, { down: true });
		expect(await codeOf(down.step(order.raw, begun.sought))).not.toBe("none");
		if (node !== undefined) Object.assign(node, { down: false });
		// and nobody is asked again before there is a newer final header
		const before = node?.asked.length;
		expect(await codeOf(down.step(order.raw, begun.sought))).not.toBe("none");
		expect(node?.asked.length).toBe(before);
		down.now.final = 131;
		expect(await search(down, 131, begun.sought)).toMatchObject({ block: 125 });
	});
});

describe("a form that is not read here", () => {
	it("ends the search and is named", async () => {
		const packed = concat(
			Uint8Array.of(1),
			new Uint8Array(brotliCompressSync(channel)),
		);
		const txs = await sent(framesOf(channelId(1), packed, 1));
		const opened = open(chain(140, { 125: txs }));
		const ended = await search(opened, 130);
		expect(ended).toEqual({
			block: null,
			sought: { next: 111, writer: batcher, unread: "batch-unread" },
		});
		expect((await opened.step(order.raw, ended.sought)).sought).toEqual(
			ended.sought,
		);
		// of the next order nothing is asked for, for it would be read no better
		const begun = { next: 120, writer: batcher };
		const [node] = opened.l1Nodes;
		const before = node?.asked.length;
		expect(await opened.step(order.raw, begun)).toEqual({
			sought: { ...begun, unread: "batch-unread" },
			found: null,
		});
		expect(node?.asked.length).toBe(before);
	});
});
