import { encodeAbiParameters, parseAbiParameters } from "viem";
import { describe, expect, it } from "vitest";
import type { Hex } from "../../../../src/base/bytes.ts";
import { Fault } from "../../../../src/base/fault.ts";
import { assertionHash } from "../../../../src/l2/arbitrum/checks/assertion.ts";
import {
	assertionCreated,
	assertionIn,
} from "../../../../src/l2/arbitrum/runtime/assertions.ts";
import { openArbitrum } from "../../../../src/l2/arbitrum/runtime/following.ts";
import { checkPolicy } from "../../../../src/l2/rollup.ts";
import { openExecution } from "../../../../src/source/execution.ts";
import { openPool } from "../../../../src/source/pool.ts";
import { openCapture } from "../../../../src/state/capture.ts";
import { headerOfHead } from "../../../../src/state/header.ts";
import { wordHex } from "../../../../src/state/storage-layout.ts";
import {
	fetchOf,
	headOf,
	type MadeLog,
	madeClock,
	mine,
	type Node,
} from "../../../state/chain.ts";
import { person } from "../../rollup-world.ts";
import {
	arbitrumProfile,
	arbitrumWorld,
	chained,
	type MadeNode,
	mineArbitrum,
	type Put,
} from "../world.ts";

const rollup = arbitrumProfile.contracts.rollup.address;
const blocks = mineArbitrum(300);

/** The event as Solidity's encoder writes it, with made terms in the places that nothing is read of. */
const eventOf = ({ one, createdAt }: MadeNode): MadeLog => {
	const state = "((bytes32[2] a, uint64[2] b) g, uint8 m, bytes32 h)";
	const terms = {
		w: wordHex(1),
		s: 2n,
		c: person,
		p: 3n,
		n: 4n,
	} as const;
	const afterState = {
		g: {
			a: [one.blockHash, one.sendRoot],
			b: [BigInt(one.batch), BigInt(one.positionInBatch)],
		},
		m: one.machineStatus,
		h: one.endHistoryRoot,
	} as const;
	const beforeState = {
		g: { a: [wordHex(5), wordHex(6)], b: [7n, 8n] },
		m: 1,
		h: wordHex(9),
	} as const;
	return {
		address: rollup,
		topics: [assertionCreated, assertionHash(one), one.parent],
		blockNumber: createdAt,
		data: encodeAbiParameters(
			parseAbiParameters(
				`((bytes32 p, bytes32 a, (bytes32 w, uint256 s, address c, uint64 p, uint64 n) d) x, ${state} y, ${state} z) i, bytes32 acc, uint256 most, bytes32 w, uint256 s, address c, uint64 p`,
			),
			[
				{
					x: { p: wordHex(1), a: wordHex(2), d: terms },
					y: beforeState,
					z: afterState,
				},
				one.inboxAcc,
				11n,
				wordHex(12),
				13n,
				person,
				14n,
			],
		),
	};
};

type Setup = {
	nodes?: readonly MadeNode[];
	change?: (put: Put) => void;
	l1?: Partial<Node>;
	/** Asked for events before the honest one. */
	liar?: Partial<Node>;
	l2?: Partial<Node>;
	profile?: typeof arbitrumProfile;
};

const usual = (change?: (node: MadeNode, i: number) => void) =>
	chained(blocks, [40, 60, 80, 95], change);

const open = (setup: Setup = {}) => {
	const { nodes = usual(), change, profile = arbitrumProfile } = setup;
	const world = (of: readonly MadeNode[] = nodes) =>
		arbitrumWorld(of, (_, put) => change?.(put));
	const l1: Node = {
		blocks: [mine(world(), null)],
		window: 100,
		asked: [],
		logs: nodes.map(eventOf),
		...setup.l1,
	};
	const liar: Node = { ...l1, asked: [], ...setup.liar };
	const grow = (of?: readonly MadeNode[]) => {
		const next = mine(world(of), l1.blocks.at(-1) ?? null);
		l1.blocks.push(next);
	};
	const l2: Node = { blocks, window: 1000, asked: [], ...setup.l2 };
	const clock = madeClock();
	const urls = {
		"http://localhost:1": l1,
		"http://localhost:2": l2,
		"http://localhost:3": liar,
	};
	const pool = (...members: readonly (readonly [string, number])[]) =>
		openPool(
			members.map(([name, port]) => ({
				name,
				client: openExecution(
					{ fetch: fetchOf(urls), clock },
					{ name, url: `http://localhost:${port}` },
				),
			})),
			() => new Fault("not-followed", "no endpoint"),
		);
	const l1Pool = pool(
		...(setup.liar === undefined ? [] : ([["liar", 3]] as const)),
		["L1", 1],
	);
	const capture = openCapture({ pool: pool(["L1", 1]), clock });
	const followed = openArbitrum({
		profile,
		l1: capture,
		l1Pool,
		l2: pool(["L2", 2]),
	});
	const header = (finality: "optimistic" | "final" = "final") => {
		const top = l1.blocks.at(-1);
		if (top === undefined) throw new Error("no L1");
		return headerOfHead(headOf(top, finality));
	};
	return { followed, header, grow, l1, l2, liar, l1Pool };
};

const countOf = ({ asked }: Node, method: string) =>
	asked.filter((one) => one === method).length;

describe("an event", () => {
	it("is read as what its hash says", () => {
		for (const node of usual())
			expect(assertionIn(eventOf(node))).toEqual(node.one);
	});

	it("refuses one that is not what its hash says, and one cut off", () => {
		const [node] = usual();
		if (node === undefined) throw new Error("none");
		const event = eventOf(node);
		const at = 2 + 2 * 32 * 13;
		const other: Hex = `0x${event.data.slice(2, at)}${"11".repeat(32)}${event.data.slice(at + 64)}`;
		expect(() => assertionIn({ ...event, data: other })).toThrow("l2-preimage");
		expect(() =>
			assertionIn({ ...event, data: `0x${event.data.slice(66)}` }),
		).toThrow("bad-field");
	});

	it("has the topic that others wrote down", () => {
		expect(assertionCreated).toBe(
			"0x901c3aee23cf4478825462caaab375c606ab83516060388344f0650340753630",
		);
	});
});

describe("following", () => {
	it("shows the newest that nobody rivalled for the profile's time", async () => {
		const { followed, header } = open();
		const { block, root, claimed, notes } = await followed.newest(header());
		expect(root.value).toMatchObject({
			who: "proposed",
			because: "unchallenged",
			afterConfirmed: 2,
		});
		expect(block.value).toMatchObject({
			blockNumber: blocks[5]?.number,
			stateRoot: blocks[5]?.stateRoot,
			grade: { who: "proposed", finality: "final" },
		});
		expect([...claimed, ...notes]).toEqual([]);
		const nowMs = 1000 * (block.value.timestampS + 60);
		expect(() =>
			checkPolicy(arbitrumProfile, block.value, "order", nowMs),
		).not.toThrow();
	});

	it("goes along a way longer than one conclusion has room for", async () => {
		const nodes = chained(
			blocks,
			Array.from({ length: 80 }, (_, i) => i + 1),
		);
		const { followed, header } = open({ nodes });
		const { root } = await followed.newest(header());
		expect(root.value).toMatchObject({ who: "proposed", afterConfirmed: 79 });
		expect(root.premises[0]?.rule).toBe("arbitrum-root");
	});

	it("falls back to the confirmed one where rivals follow it, and says so", async () => {
		const nodes = usual((node, i) => {
			if (i === 0) node.secondChild = 61;
		});
		const { followed, header } = open({ nodes });
		const { root, claimed, notes } = await followed.newest(header());
		expect(root.value).toMatchObject({ who: "accepted", afterConfirmed: 0 });
		expect(claimed.map(({ value }) => value.because)).toEqual(["disputed"]);
		expect(notes.map(({ code }) => code)).toEqual(["l2-root-unproposed"]);
	});

	it("stops before rivals that events show and L1's word not yet", async () => {
		const [a, b, c, ...rest] = usual();
		if (a === undefined || b === undefined || c === undefined)
			throw new Error("none");
		const rival = { ...c, one: { ...c.one, batch: 1 }, createdAt: 81 };
		const { followed, header } = open({
			nodes: [a, b, c, ...rest],
			l1: { logs: [a, b, c, rival].map(eventOf) },
		});
		const { root } = await followed.newest(header());
		expect(root.value).toMatchObject({ who: "proposed", afterConfirmed: 1 });
	});

	it("shows the confirmed one where the newest one's machine did not come to its end", async () => {
		const nodes = chained(blocks, [40, 60], (node, i) => {
			if (i === 1) node.one = { ...node.one, machineStatus: 2 };
		});
		const { followed, header } = open({ nodes });
		expect((await followed.newest(header())).root.value).toMatchObject({
			who: "accepted",
		});
	});

	it("finds the confirmed one by one block's events, where no more are given", async () => {
		const all = usual().map(eventOf);
		const { followed, header, l1 } = open({
			l1: {
				lie: (method, result, [filter]) => {
					const { fromBlock, toBlock } = filter as { [name: string]: string };
					if (method === "eth_getLogs" && fromBlock !== toBlock)
						throw new Error("range too wide");
					return result;
				},
				logs: all.slice(0, 1),
			},
		});
		const { root } = await followed.newest(header());
		expect(root.value).toMatchObject({ who: "accepted" });
		// bounded: each look asks a few dozen times at most
		expect(countOf(l1, "eth_getLogs")).toBeLessThan(60);
	});

	it("puts an endpoint aside that gives another event under a true hash, and asks the next", async () => {
		const [first, second] = usual();
		if (first === undefined || second === undefined) throw new Error("none");
		const lie = {
			...eventOf(second),
			topics: eventOf(first).topics,
			blockNumber: first.createdAt,
		};
		const { followed, header, l1Pool } = open({ liar: { logs: [lie] } });
		const { root } = await followed.newest(header());
		expect(root.value).toMatchObject({ who: "proposed" });
		expect(
			l1Pool.standings().find(({ name }) => name === "liar")?.aside?.code,
		).toBe("l2-preimage");
	});

	it("asks again where an endpoint left an event out that L1's word points to", async () => {
		const nodes = usual();
		const { followed, header, grow, l1 } = open({
			l1: { logs: nodes.slice(0, 2).map(eventOf) },
		});
		expect((await followed.newest(header())).root.value).toMatchObject({
			afterConfirmed: 1,
		});
		l1.logs = nodes.map(eventOf);
		for (let i = 0; i < 80; i++) grow();
		expect((await followed.newest(header())).root.value).toMatchObject({
			afterConfirmed: 3,
		});
	});

	it("asks for no event twice, and proves a way again only after a quarter of an hour", async () => {
		const { followed, header, grow, l1 } = open();
		await followed.newest(header());
		const events = countOf(l1, "eth_getLogs");
		const proofs = countOf(l1, "eth_getProof");
		for (let i = 0; i < 10; i++) grow();
		const before = await followed.newest(header());
		expect(before.root.value.afterConfirmed).toBe(2);
		expect(countOf(l1, "eth_getProof")).toBe(proofs);
		for (let i = 0; i < 80; i++) grow();
		const after = await followed.newest(header());
		expect(after.root.value.afterConfirmed).toBe(3);
		expect(countOf(l1, "eth_getProof")).toBeGreaterThan(proofs);
		// the new blocks alone
		expect(countOf(l1, "eth_getLogs")).toBe(events + 1);
	});

	it("does not take what rests on a signed header for final", async () => {
		const { followed, header } = open();
		await followed.newest(header("final"));
		const { block } = await followed.newest(header("optimistic"));
		expect(block.value.grade.finality).toBe("optimistic");
	});

	it("refuses a rollup contract with another logic for users", async () => {
		const { followed, header } = open({
			change: (put) => put(rollup, arbitrumProfile.slots.userLogic as Hex, 5n),
		});
		await expect(followed.newest(header())).rejects.toThrow("l2-unknown-code");
	});

	it("shows the confirmed one's block where no endpoint has the newest one's, and nothing where none has any", async () => {
		const without = (count: number): Partial<Node> => ({
			blocks: blocks.slice(0, count),
		});
		const { followed, header } = open({ l2: without(3) });
		const { root, notes } = await followed.newest(header());
		expect(root.value).toMatchObject({ who: "accepted" });
		expect(notes.map(({ code }) => code)).toEqual(["rpc-error"]);
		const bare = open({ l2: without(1) });
		await expect(bare.followed.newest(bare.header())).rejects.toThrow(
			"rpc-error",
		);
	});

	it("refuses another block under the hash that was asked for", async () => {
		const { followed, header } = open({
			l2: {
				lie: (method, result) =>
					method === "eth_getBlockByHash"
						? { ...(blocks[9]?.json ?? {}), transactions: [] }
						: result,
			},
		});
		await expect(followed.newest(header())).rejects.toThrow("l2-preimage");
	});

	it("takes proofs ahead where nodes prove their head alone", async () => {
		const { followed, header, grow } = open({ l1: { window: 0 } });
		await followed.captureAhead();
		const at = header();
		grow();
		// the way is not known before events were read
		await expect(followed.newest(at)).rejects.toThrow("no-proof-window");
		await followed.captureAhead();
		const next = header();
		grow();
		const { root } = await followed.newest(next);
		expect(root.value).toMatchObject({ who: "proposed", afterConfirmed: 2 });
		expect(root.value.seenToS).toBe(next.value.timestampS);
	});
});
