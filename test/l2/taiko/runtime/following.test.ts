// A Taiko rollup followed over made nodes: its newest checkpoint, its age and balances, and what becomes of nodes that lie.

import { describe, expect, it } from "vitest";
import { Fault } from "../../../../src/base/fault.ts";
import type { Json } from "../../../../src/base/immutable.ts";
import { checkPolicy } from "../../../../src/l2/rollup.ts";
import { openTaiko } from "../../../../src/l2/taiko/runtime/following.ts";
import { openExecution } from "../../../../src/source/execution.ts";
import { openPool } from "../../../../src/source/pool.ts";
import { openCapture } from "../../../../src/state/capture.ts";
import { hasParents, headerOfHead } from "../../../../src/state/header.ts";
import { mappingSlot, wordHex } from "../../../../src/state/storage-layout.ts";
import {
	fetchOf,
	headOf,
	type MadeBlock,
	madeClock,
	mine,
	type Node,
	type World,
} from "../../../state/chain.ts";
import { implementationSlot, person } from "../../rollup-world.ts";
import {
	blocks,
	mineTaiko,
	newest,
	older,
	putCheckpoint,
	taikoProfile,
	taikoWorld,
	token,
} from "../world.ts";

const { inbox } = taikoProfile.contracts;

const nodeOf = (
	some: readonly MadeBlock[],
	change: Partial<Node> = {},
): Node => ({
	blocks: [...some],
	window: 1000,
	asked: [],
	...change,
});

type Setup = {
	readonly world?: World;
	/** The rollup's nodes, in the order in which they are asked. */
	readonly nodes?: readonly Node[];
};

const open = ({
	world = taikoWorld(),
	nodes = [nodeOf(blocks)],
}: Setup = {}) => {
	const l1 = nodeOf([mine(world, null)], { window: 100 });
	const grow = (next = world): void => {
		l1.blocks.push(mine(next, l1.blocks.at(-1) ?? null));
	};
	grow();
	const clock = madeClock();
	const urls = nodes.map((_, i) => `http://localhost:${i + 2}`);
	const fetch = fetchOf({
		"http://localhost:1": l1,
		...Object.fromEntries(urls.map((url, i) => [url, nodes[i] ?? l1])),
	});
	const poolOf = (names: readonly string[], at: readonly string[]) =>
		openPool(
			names.map((name, i) => ({
				name,
				client: openExecution(
					{ fetch, clock },
					{ name, url: at[i] ?? "http://localhost:1" },
				),
			})),
			() => new Fault("not-followed", "no endpoint"),
		);
	const l1Pool = poolOf(["L1"], ["http://localhost:1"]);
	const l2 = poolOf(
		urls.map((_, i) => `L2 ${i}`),
		urls,
	);
	const taiko = openTaiko({
		profile: taikoProfile,
		l1: openCapture({ pool: l1Pool, clock }),
		l2,
	});
	const header = (finality: "optimistic" | "final" = "final") => {
		const top = l1.blocks.at(-1);
		if (top === undefined) throw new Error("top");
		return headerOfHead(headOf(top, finality));
	};
	return { taiko, l1, l2, grow, header, nodes, clock };
};

const codeOf = async (run: () => unknown): Promise<string> => {
	try {
		await run();
	} catch (thrown) {
		if (thrown instanceof Fault) return thrown.code;
		throw thrown;
	}
	return "accepted";
};

const askedFor = (nodes: readonly Node[], method: string): number =>
	nodes.flatMap(({ asked }) => asked).filter((one) => one === method).length;

describe("the newest block of a Taiko rollup", () => {
	it("is that of the checkpoint that L1 saved last, with its own number, hash and time", async () => {
		const { taiko, header } = open();
		const { block, root, claimed } = await taiko.newest(header());
		expect(root.value).toMatchObject({
			l2BlockNumber: newest.number,
			root: newest.stateRoot,
			validity: "l1-accepted",
		});
		expect(block.value).toMatchObject({
			chainId: 167_000,
			blockNumber: newest.number,
			blockHash: newest.hash,
			stateRoot: newest.stateRoot,
			grade: {
				who: "accepted",
				finality: "final",
				asOfS: Number(newest.json.timestamp),
			},
		});
		expect(hasParents(block)).toBe(true);
		expect(claimed).toEqual([]);
	});

	it("is as final as the L1 header that it is asked for under", async () => {
		const { taiko, header } = open();
		const { block } = await taiko.newest(header("optimistic"));
		expect(block.value.grade.finality).toBe("optimistic");
		const again = await taiko.newest(header("final"));
		expect(again.block.value.grade.finality).toBe("final");
	});

	it("is asked for once under one header, and its own header once while it stays", async () => {
		const { taiko, header, grow, l1, nodes } = open();
		await taiko.newest(header());
		const before = l1.asked.length;
		await taiko.newest(header());
		expect(l1.asked.length).toBe(before);
		grow(taikoWorld((put) => put(inbox.address, wordHex(0), 4n)));
		await taiko.newest(header());
		expect(l1.asked.length).toBeGreaterThan(before);
		expect(askedFor(nodes, "eth_getBlockByHash")).toBe(1);
	});

	it("moves on with the next checkpoint", async () => {
		const { taiko, header, grow } = open({
			world: taikoWorld((put) =>
				put(inbox.address, wordHex(253), BigInt(older.hash)),
			),
		});
		expect((await taiko.newest(header())).block.value.blockNumber).toBe(
			older.number,
		);
		grow(taikoWorld());
		expect((await taiko.newest(header())).block.value.blockNumber).toBe(
			newest.number,
		);
	});

	it("comes from the next node where one lies about it or has it not, and the liar is set aside", async () => {
		const other = mineTaiko(12, "another chain");
		const lie =
			(blockJson: Json) =>
			(method: string, result: Json): Json =>
				method === "eth_getBlockByHash" ? blockJson : result;
		for (const made of [
			other[9]?.json ?? null,
			{ ...newest.json, number: "0x309" },
			{ ...newest.json, timestamp: "0x65550000" },
			{ ...newest.json, stateRoot: older.stateRoot },
			older.json,
		]) {
			const full = { ...(made as object), transactions: [] } as Json;
			const { taiko, header, l2 } = open({
				nodes: [nodeOf(blocks, { lie: lie(full) }), nodeOf(blocks)],
			});
			const { block } = await taiko.newest(header());
			expect(block.value.blockHash).toBe(newest.hash);
			expect(l2.standings()[0]?.aside).not.toBeNull();
		}
		const { taiko, header } = open({
			nodes: [nodeOf(other), nodeOf(blocks)],
		});
		expect(await codeOf(() => taiko.newest(header()))).toBe("accepted");
	});

	it("is refused where no node has it, whatever chain they have instead", async () => {
		const { taiko, header } = open({
			nodes: [nodeOf(mineTaiko(12, "another chain"))],
		});
		expect(await codeOf(() => taiko.newest(header()))).not.toBe("accepted");
	});

	it("is refused where the inbox names a block that has no checkpoint", async () => {
		const next = blocks[11];
		if (next === undefined) throw new Error("no block");
		const { taiko, header } = open({
			world: taikoWorld((put) =>
				put(inbox.address, wordHex(253), BigInt(next.hash)),
			),
		});
		expect(await codeOf(() => taiko.newest(header()))).toBe("not-anchored");
	});

	it("is refused where the checkpoint keeps another state root than its block has: a false proof was taken", async () => {
		const { taiko, header } = open({
			world: taikoWorld((put) =>
				putCheckpoint(put, newest.number, {
					hash: newest.hash,
					stateRoot: older.stateRoot,
				}),
			),
		});
		expect(await codeOf(() => taiko.newest(header()))).toBe("l2-preimage");
	});

	it("is refused once a contract has another implementation", async () => {
		const { taiko, header } = open({
			world: taikoWorld((put) => put(inbox.address, implementationSlot, 5n)),
		});
		expect(await codeOf(() => taiko.newest(header()))).toBe("l2-unknown-code");
	});

	it("is good for an order by its policy while it is hours old, and not after that", async () => {
		const { taiko, header } = open();
		const { block } = await taiko.newest(header());
		const at = (ageS: number) =>
			codeOf(() =>
				checkPolicy(
					taikoProfile,
					block.value,
					"order",
					1000 * (block.value.grade.asOfS + ageS),
				),
			);
		expect(await at(4 * 3600)).toBe("accepted");
		expect(await at(9 * 3600)).not.toBe("accepted");
	});

	it("is proved out of what was captured ahead, where no endpoint proves that far back", async () => {
		const { taiko, header, l1, grow } = open();
		const old = header();
		await taiko.captureAhead();
		l1.window = 0;
		grow();
		expect(await codeOf(() => taiko.newest(old))).toBe("accepted");
	});

	it("is captured ahead as far as it goes without the rollup's nodes, which are asked once about a hash that L1 endpoints state", async () => {
		const { taiko, header, nodes, l1, grow } = open({
			nodes: [nodeOf(mineTaiko(12, "another chain"))],
		});
		for (let i = 0; i < 3; i++) {
			expect(await codeOf(() => taiko.captureAhead())).toBe("accepted");
			grow(taikoWorld((put) => put(inbox.address, wordHex(0), BigInt(4 + i))));
		}
		expect(askedFor(nodes, "eth_getBlockByHash")).toBe(1);
		expect(await codeOf(() => taiko.newest(header()))).not.toBe("accepted");
		// once a node has it, it is captured like any other
		const [node] = nodes;
		if (node === undefined) throw new Error("no node");
		node.blocks = [...blocks];
		expect(await codeOf(() => taiko.newest(header()))).toBe("accepted");
		grow(taikoWorld((put) => put(inbox.address, wordHex(0), 9n)));
		const old = header();
		await taiko.captureAhead();
		await taiko.captureAhead();
		l1.window = 0;
		grow();
		expect(await codeOf(() => taiko.newest(old))).toBe("accepted");
	});
});

describe("balances on a Taiko rollup", () => {
	it("are proved by eth_getProof under the block of the checkpoint, the profile's token too", async () => {
		const { taiko, header, l2, clock } = open();
		const { block } = await taiko.newest(header());
		const [listed] = taikoProfile.tokens;
		expect(listed?.address).toBe(token);
		const key = mappingSlot(wordHex(person), listed?.balancesSlot ?? 0);
		const [own, coin] = await openCapture({ pool: l2, clock }).prove(block, [
			{ address: person, slots: [] },
			{ address: token, slots: [key] },
		]);
		expect(own?.account.value).toMatchObject({
			nonce: newest.number,
			balanceWei: BigInt(newest.number),
			at: { chainId: 167_000, grade: { who: "accepted" } },
		});
		expect(coin?.slots[0]?.value.word).toBe(BigInt(newest.number));
		expect(taiko.prover).toBeUndefined();
	});
});
