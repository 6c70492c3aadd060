import { describe, expect, it } from "vitest";
import type { Hex } from "../../src/base/bytes.ts";
import { asFault, Fault } from "../../src/base/fault.ts";
import type { Json } from "../../src/base/immutable.ts";
import { bounds } from "../../src/source/bounds.ts";
import { openExecution } from "../../src/source/execution.ts";
import { openPool } from "../../src/source/pool.ts";
import type { Fetch, HttpReply, HttpRequest } from "../../src/source/ports.ts";
import { openCapture, usualCaptureLimits } from "../../src/state/capture.ts";
import { headerOfHead } from "../../src/state/header.ts";
import { openHeaderCache, walkBack } from "../../src/state/walk.ts";
import {
	fetchOf,
	headOf,
	madeClock,
	mine,
	mineChain,
	type Node,
	type World,
} from "./chain.ts";

const person: Hex = `0x${"bb".repeat(20)}`;
const token: Hex = `0x${"aa".repeat(20)}`;
const key: Hex = `0x${"00".repeat(31)}05`;
const wanted = [
	{ address: person, slots: [] },
	{ address: token, slots: [key], code: true },
];
const start = (): World => ({
	[person]: { nonce: 0, balance: 0n },
	[token]: { code: "0x6001", storage: { [key]: 0n } },
});
const step = (world: World, number: number): void => {
	world[person] = { nonce: number, balance: BigInt(number) };
	world[token] = { code: "0x6001", storage: { [key]: BigInt(number) } };
};

/** @param onReply what becomes of each answer on its way */
const open = (
	nodes: Node[],
	limits = usualCaptureLimits,
	onReply = (_: HttpRequest, reply: HttpReply): HttpReply => reply,
) => {
	const clock = madeClock();
	const url = (i: number) => `http://localhost:${i}`;
	const answers = fetchOf(Object.fromEntries(nodes.map((n, i) => [url(i), n])));
	const fetch: Fetch = async (request) =>
		onReply(request, await answers(request));
	const pool = openPool(
		nodes.map((_, i) => ({
			name: `N${i}`,
			client: openExecution({ fetch, clock }, { name: `N${i}`, url: url(i) }),
		})),
		() => new Fault("not-followed", "no endpoint"),
	);
	return { pool, clock, capture: openCapture({ pool, clock }, limits) };
};
const node = (length: number, more: Partial<Node> = {}): Node => ({
	blocks: mineChain(length, start(), step),
	window: 0,
	asked: [],
	...more,
});
const at = (it: Node, number: number) => {
	const block = it.blocks.find((b) => b.number === number);
	if (block === undefined) throw new Error(`no block ${number}`);
	return block;
};
const grow = (it: Node, count = 1): void => {
	const top = it.blocks.at(-1);
	if (top === undefined) throw new Error("no blocks");
	it.blocks.push(
		...mineChain(count, structuredClone(top.world), step, "", top),
	);
};

const proofs = (it: Node): number =>
	it.asked.filter((method) => method === "eth_getProof").length;

describe("capture ahead", () => {
	it("proves with a node that proves its newest block only, once a head commits to that block", async () => {
		const it = node(5);
		const { capture } = open([it]);
		const claims = await capture.capture(wanted);
		expect(claims[1]?.storageProof[0]?.value).toBe(104n);
		const captured = headerOfHead(headOf(at(it, 104)));
		grow(it, 2);
		const [first, second] = await capture.settle(captured, wanted);
		expect(first?.account.value).toMatchObject({
			nonce: 104,
			balanceWei: 104n,
		});
		expect(second?.slots[0]?.value.word).toBe(104n);
		expect(second?.code?.value.bytes).toBe("0x6001");
		expect(first?.header).toBe(captured);
	});
	it("walks parent hashes back from a newer head", async () => {
		const it = node(5);
		const { capture } = open([it]);
		await capture.capture(wanted);
		grow(it, 40);
		const head = headerOfHead(headOf(at(it, 144), "final"));
		const [first] = await capture.settle(head, wanted);
		expect(first?.account.value.at).toMatchObject({
			blockNumber: 104,
			blockHash: at(it, 104).hash,
			grade: { finality: "final" },
		});
		expect(first?.header.rule).toBe("el-parent");
	});
	it("gives the newest of what was captured, never from above the head", async () => {
		const it = node(5);
		const { capture } = open([it]);
		for (let i = 0; i < 4; i++) {
			await capture.capture(wanted);
			grow(it);
		}
		const nonces: (number | null)[] = [];
		for (const number of [103, 104, 106, 108]) {
			const head = headerOfHead(headOf(at(it, number)));
			const [first] = await capture.settle(head, wanted);
			nonces.push(first?.account.value.nonce ?? null);
		}
		expect(nonces).toEqual([null, 104, 106, 107]);
	});
	it("finds each wanted part in the newest block that has it", async () => {
		const it = node(5);
		const { capture } = open([it]);
		await capture.capture(wanted);
		grow(it);
		await capture.capture(wanted.slice(0, 1));
		const head = headerOfHead(headOf(at(it, 105)));
		const found = await capture.settle(head, wanted);
		expect(found.map((f) => f?.account.value.at.blockNumber)).toEqual([
			105, 104,
		]);
	});
	it("passes over a block that did not stay in the chain", async () => {
		const it = node(5);
		const { capture } = open([it]);
		await capture.capture(wanted);
		const kept = it.blocks.slice(0, 4);
		it.blocks = [...kept, ...mineChain(3, start(), step, "other", kept.at(-1))];
		const head = headerOfHead(headOf(at(it, 106)));
		expect(await capture.settle(head, wanted)).toEqual([null, null]);
		await capture.capture(wanted);
		const [first] = await capture.settle(head, wanted);
		expect(first?.account.value.nonce).toBe(106);
	});
	it("does not walk further than 256 blocks", async () => {
		const it = node(2);
		const { capture, pool } = open([it]);
		await capture.capture(wanted);
		const world = start();
		for (let i = 0; i < 258; i++) it.blocks.push(mine(world, at(it, 101 + i)));
		const head = headerOfHead(headOf(at(it, 359)));
		expect(await capture.settle(head, wanted)).toEqual([null, null]);
		await expect(
			walkBack(head, 102, pool, openHeaderCache()),
		).rejects.toMatchObject({
			code: "not-anchored",
		});
		expect(
			(await walkBack(head, 103, pool, openHeaderCache())).value.blockHash,
		).toBe(at(it, 103).hash);
	});
	it("never fetches a header twice, however many walk to it at once", async () => {
		const it = node(100);
		const { pool } = open([it]);
		const head = headerOfHead(headOf(at(it, 199)));
		const headerCache = openHeaderCache();
		const walks = await Promise.all(
			[110, 120, 110].map((to) => walkBack(head, to, pool, headerCache)),
		);
		expect(walks.map(({ value }) => value.blockHash)).toEqual(
			[110, 120, 110].map((to) => at(it, to).hash),
		);
		const headers = it.asked.filter(
			(method) => method === "eth_getBlockByNumber",
		);
		expect(headers).toHaveLength(199 - 110);
	});
	it("walks on by itself where the walk whose headers it waits for is given up", async () => {
		const it = node(60);
		const stop = new AbortController();
		const { pool } = open([it], undefined, (_, reply) => {
			if (stop.signal.aborted) return reply;
			stop.abort();
			throw new Fault("cancelled", "given up on the way");
		});
		const head = headerOfHead(headOf(at(it, 159)));
		const headerCache = openHeaderCache();
		const given = walkBack(head, 110, pool, headerCache, stop.signal);
		const own = walkBack(head, 110, pool, headerCache);
		await expect(given).rejects.toMatchObject({ code: "cancelled" });
		expect((await own).value.blockHash).toBe(at(it, 110).hash);
	});
	it("takes the proofs again when the head moved in between", async () => {
		let moves = 1;
		const it: Node = node(5, {
			batches: false,
			before: (method) => {
				if (method === "eth_getProof" && moves-- > 0) grow(it);
			},
		});
		const { capture } = open([it]);
		await capture.capture(wanted);
		const head = headerOfHead(headOf(at(it, 105)));
		const [first] = await capture.settle(head, wanted);
		expect(first?.account.value.nonce).toBe(105);
	});
	it("keeps a bounded number of blocks, old ones thinned out, and drops them by age", async () => {
		const it = node(1);
		const { capture, clock } = open([it], {
			...usualCaptureLimits,
			mostBlocks: 24,
		});
		for (let i = 0; i < 60; i++) {
			await capture.capture(wanted);
			grow(it);
		}
		const numbers = capture
			.kept()
			.map(({ number }) => number)
			.sort((a, b) => a - b);
		expect(numbers).toHaveLength(24);
		expect(numbers.at(-1)).toBe(159);
		expect(numbers[0]).toBe(100);
		expect(numbers.slice(-16)).toEqual(
			Array.from({ length: 16 }, (_, i) => 144 + i),
		);
		clock.at += 7 * 3_600_000;
		await capture.capture(wanted);
		expect(capture.kept()).toHaveLength(1);
	});
});

describe("the proof window", () => {
	it("is probed, remembered, and used where it reaches", async () => {
		const wide = node(60, { window: 1000 });
		const { capture } = open([wide]);
		const head = headerOfHead(headOf(at(wide, 120)));
		const [first] = await capture.prove(head, wanted);
		expect(first?.account.value.at.blockNumber).toBe(120);
		expect(capture.windows().get("N0")).toBe(39);
		expect(capture.kept()).toEqual([]);
	});
	it("of the newest block only ends in captures, proved by the next head", async () => {
		const narrow = node(10);
		const { capture } = open([narrow]);
		const head = headerOfHead(headOf(at(narrow, 108)));
		await expect(capture.prove(head, wanted)).rejects.toMatchObject({
			code: "no-proof-window",
			kind: "unproven",
		});
		expect(capture.windows().get("N0")).toBe(0);
		grow(narrow);
		const next = headerOfHead(headOf(at(narrow, 109)));
		const [first] = await capture.prove(next, wanted);
		expect(first?.account.value.nonce).toBe(109);
	});
	it("refuses to put together what was captured at several blocks: no-proof-window, and then all of one", async () => {
		const narrow = node(10);
		const { capture } = open([narrow]);
		const [one, other] = wanted;
		if (one === undefined || other === undefined) throw new Error("two");
		await capture.capture([one]);
		grow(narrow);
		await capture.capture([other]);
		grow(narrow, 3);
		const head = headerOfHead(headOf(at(narrow, 112)));
		const apart = await capture.settle(head, wanted);
		expect(apart.map((found) => found?.header.value.blockNumber)).toEqual([
			109, 110,
		]);
		await expect(capture.prove(head, wanted)).rejects.toMatchObject({
			code: "no-proof-window",
		});
		// all of it was captured at the head by then
		const next = headerOfHead(headOf(at(narrow, 113)));
		grow(narrow, 2);
		const proved = await capture.prove(next, wanted);
		expect(proved.map(({ header }) => header.value.blockNumber)).toEqual([
			113, 113,
		]);
		expect(proved[1]?.slots[0]?.value.word).toBe(113n);
	});
	it("proves all of a question at the newest block that has all of it, not a part at a newer one", async () => {
		const narrow = node(10);
		const { capture } = open([narrow]);
		await capture.capture(wanted);
		grow(narrow);
		await capture.capture(wanted.slice(0, 1));
		grow(narrow, 3);
		const head = headerOfHead(headOf(at(narrow, 112)));
		const proved = await capture.prove(head, wanted);
		expect(proved.map(({ header }) => header.value.blockNumber)).toEqual([
			109, 109,
		]);
		expect(
			proved.flatMap(({ account, slots, code }) => [
				account.value.at.blockNumber,
				...slots.map(({ value }) => value.at.blockNumber),
				...(code === null ? [] : [code.value.at.blockNumber]),
			]),
		).toEqual([109, 109, 109, 109]);
	});
	it("refuses kept proofs below the block that was asked for: no-proof-window", async () => {
		const narrow = node(10);
		const { capture } = open([narrow]);
		await capture.capture(wanted);
		grow(narrow, 4);
		const head = headerOfHead(headOf(at(narrow, 112)));
		const ask = (least?: number) =>
			capture.prove(head, wanted, undefined, least);
		expect((await ask())[0]?.header.value.blockNumber).toBe(109);
		expect((await ask(109))[0]?.header.value.blockNumber).toBe(109);
		await expect(ask(110)).rejects.toMatchObject({ code: "no-proof-window" });
	});
	it("of a node that is at the very head does without captures", async () => {
		const narrow = node(10);
		const { capture } = open([narrow]);
		const [first] = await capture.prove(
			headerOfHead(headOf(at(narrow, 109))),
			wanted,
		);
		expect(first?.account.value.nonce).toBe(109);
		expect(capture.kept()).toEqual([]);
	});
	it("takes a node on another branch for behind, not for a liar", async () => {
		const it = node(10, { window: 100 });
		const { capture, pool } = open([it]);
		const other = mine(start(), at(it, 104), { salt: "fork" });
		await expect(
			capture.prove(headerOfHead(headOf(other)), wanted),
		).rejects.toMatchObject({ kind: "unproven" });
		expect(pool.active()).toHaveLength(1);
	});
});

describe("the proof window of all", () => {
	it("never shrinks because an endpoint refused what one of them asked", async () => {
		const it = node(120, { window: 100 });
		const { capture } = open([it]);
		const head = headerOfHead(headOf(at(it, 180)));
		await capture.prove(head, [{ address: person, slots: [] }]);
		expect(await capture.reaches(39)).toBe(true);
		it.lie = (method, result, params) => {
			if (method === "eth_getProof" && params[0] === token)
				throw new Error("limit exceeded");
			return result;
		};
		const before = headerOfHead(headOf(at(it, 200)));
		await expect(capture.prove(before, wanted)).rejects.toThrow();
		expect(await capture.reaches(39)).toBe(true);
		const [own] = await capture.prove(before, [{ address: person, slots: [] }]);
		expect(own?.header).toBe(before);
	});

	it("is not measured anew at each block that follows on one just proved, and still shrinks where one is refused", async () => {
		const it = node(200, { window: 150 });
		const { capture, clock } = open([it]);
		const own = [{ address: person, slots: [] }];
		const numbers = (): number =>
			it.asked.filter((method) => method === "eth_blockNumber").length;
		await capture.prove(headerOfHead(headOf(at(it, 290))), own);
		const before = numbers();
		await capture.prove(headerOfHead(headOf(at(it, 291))), own);
		expect(numbers()).toBe(before);
		// an older one is farther behind, and so is any after a while
		await capture.prove(headerOfHead(headOf(at(it, 280))), own);
		clock.at += 61_000;
		await capture.prove(headerOfHead(headOf(at(it, 292))), own);
		expect(numbers()).toBe(before + 2);
		it.window = 2;
		await capture.prove(headerOfHead(headOf(at(it, 293))), own).catch(() => {});
		expect(await capture.reaches(5)).toBe(true);
		expect(await capture.reaches(6)).toBe(false);
	});

	it("is asked for where that is not known any more, before anything is captured for it", async () => {
		const it = node(200, { window: 150 });
		const { capture, clock } = open([it]);
		expect(await capture.reaches(80)).toBe(true);
		const before = it.asked.length;
		expect(await capture.reaches(80)).toBe(true);
		expect(it.asked.length).toBe(before);
		clock.at += 3_601_000;
		expect(await capture.reaches(80)).toBe(true);
		expect(proofs(it)).toBeLessThanOrEqual(8);
		it.window = 50;
		clock.at += 3_601_000;
		expect(await capture.reaches(80)).toBe(false);
	});

	it("is looked for between what was proved and what was refused, a little farther than is asked for", async () => {
		const it = node(300, { window: 140 });
		const { capture } = open([it]);
		expect(await capture.reaches(121)).toBe(true);
		expect(await capture.reaches(140)).toBe(true);
		expect(await capture.reaches(141)).toBe(false);
		const before = it.asked.length;
		expect(await capture.reaches(130)).toBe(true);
		expect(await capture.reaches(150)).toBe(false);
		expect(it.asked.length).toBe(before);
		const narrow = node(300, { window: 60 });
		const other = open([narrow]);
		expect(await other.capture.reaches(40)).toBe(true);
		expect(await other.capture.reaches(61)).toBe(false);
	});

	it("counts as none where an endpoint says nothing in time", async () => {
		const it = node(200, { window: 150 });
		const { capture } = open([it], usualCaptureLimits, () => {
			throw new Fault("unreachable", "silent");
		});
		expect(await capture.reaches(80)).toBe(false);
	});

	it("never is what was learnt under a clock that was ahead", async () => {
		const it = node(10, { window: 0 });
		const { capture, clock } = open([it]);
		clock.at += 86_400_000;
		const head = headerOfHead(headOf(at(it, 105)));
		const own = [{ address: person, slots: [] }];
		await capture.prove(head, own).catch(() => {});
		clock.at -= 86_400_000;
		it.window = 100;
		const [found] = await capture.prove(head, own);
		expect(found?.header).toBe(head);
	});
});

describe("a lying endpoint", () => {
	type Reply = { [name: string]: Json };
	const liar = (
		change: (proof: Reply) => Json,
		method = "eth_getProof",
	): Node =>
		node(10, {
			window: 100,
			lie: (asked, result) =>
				asked === method ? change(result as Reply) : result,
		});
	const nodes = (proof: Reply) => proof.accountProof as Json[];
	it.each<[string, string, Node]>([
		["a balance", "proof-value", liar((p) => ({ ...p, balance: "0xffff" }))],
		["a nonce", "proof-value", liar((p) => ({ ...p, nonce: "0xffff" }))],
		[
			"a slot",
			"proof-value",
			liar((p) => ({
				...p,
				storageProof: (p.storageProof as Reply[]).map((s) => ({
					...s,
					value: "0x7",
				})),
			})),
		],
		[
			"a dropped node",
			"mpt-missing",
			liar((p) => ({ ...p, accountProof: nodes(p).slice(0, -1) })),
		],
		[
			"a node too many",
			"mpt-unused",
			liar((p) => ({ ...p, accountProof: [...nodes(p), "0xc0"] })),
		],
		[
			"another block's node",
			"mpt-node",
			liar((p) => ({ ...p, accountProof: ["0xc0", ...nodes(p).slice(1)] })),
		],
		[
			"a header that has another hash",
			"header-hash",
			liar(
				(b) => ({ ...b, stateRoot: `0x${"11".repeat(32)}` }),
				"eth_getBlockByNumber",
			),
		],
	])(
		"with %s is named by %s and set aside, and an honest one answers",
		async (_, code, lying) => {
			const honest = node(10, { window: 100 });
			const { capture, pool } = open([lying, honest]);
			await capture.capture(wanted);
			const head = headerOfHead(headOf(at(honest, 109)));
			const [first] = await capture.settle(head, wanted);
			expect(first?.account.value.nonce).toBe(109);
			expect(pool.standings()[0]?.aside).toMatchObject({ code, source: "N0" });
			const alone = open([lying]);
			await expect(alone.capture.capture(wanted)).rejects.toMatchObject({
				code,
			});
			expect(alone.capture.kept()).toEqual([]);
			const direct = open([lying, honest]);
			const [second] = await direct.capture.prove(head, wanted);
			expect(second?.account.value.nonce).toBe(109);
		},
	);
	it("with a whole chain of its own proves nothing", async () => {
		const honest = node(10);
		const rich = start();
		const fake: Node = {
			...node(0),
			blocks: mineChain(
				10,
				rich,
				(world) => {
					world[person] = { nonce: 999, balance: 10n ** 24n };
				},
				"fake",
			),
		};
		const { capture } = open([fake, honest]);
		await capture.capture(wanted);
		grow(honest);
		const head = headerOfHead(headOf(at(honest, 110)));
		const [first] = await capture.settle(head, wanted);
		expect(first?.account.value.nonce).toBe(109);
		const alone = open([fake]);
		await alone.capture.capture(wanted);
		await expect(alone.capture.settle(head, wanted)).rejects.toMatchObject({
			kind: "unproven",
		});
	});
	it("with other code is not believed", async () => {
		const it = node(10, {
			lie: (method, result) => (method === "eth_getCode" ? "0x60ff" : result),
		});
		const { capture } = open([it]);
		await capture.capture(wanted);
		const head = headerOfHead(headOf(at(it, 109)));
		await expect(capture.settle(head, wanted)).rejects.toMatchObject({
			code: "not-anchored",
		});
	});
});

describe("what many ask at once", () => {
	const own = [{ address: person, slots: [] }];
	it("never fetches a proof twice at one head, whoever asks", async () => {
		const it = node(10, { window: 100 });
		const { capture, pool } = open([it]);
		const head = headerOfHead(headOf(at(it, 109)));
		const other = capture.over(pool.through(({ client }) => client));
		await capture.prove(head, own);
		const before = proofs(it);
		await Promise.all(
			Array.from({ length: 100 }, (_, i) =>
				(i % 2 === 0 ? capture : other).prove(head, own),
			),
		);
		expect(proofs(it)).toBe(before);
		// of what is new, only what is not at hand
		await Promise.all([1, 2, 3].map(() => capture.prove(head, wanted)));
		expect(proofs(it)).toBe(before + 1);
	});

	it("puts a hundred questions to a node of its newest block in two batches, and blames it for none", async () => {
		const it = node(10);
		const { capture, pool } = open([it]);
		await Promise.all(
			Array.from({ length: 100 }, () => capture.capture(wanted)),
		);
		expect(proofs(it)).toBe(4);
		const many = Array.from({ length: 600 }, (_, i) => ({
			address: `0x${i.toString(16).padStart(40, "0")}` as Hex,
			slots: [],
		}));
		const ends = await Promise.all(
			many.map((one) =>
				capture.capture([one]).then(
					() => "answered",
					(thrown: unknown) => asFault(thrown).code,
				),
			),
		);
		expect(ends.filter((end) => end === "answered").length).toBe(513);
		expect(ends.filter((end) => end === "too-many").length).toBe(87);
		expect(pool.standings()).toEqual([{ name: "N0", aside: null, last: null }]);
	});

	const keysFrom = (first: number): readonly Hex[] =>
		Array.from(
			{ length: 64 },
			(_, i) => `0x${(first + i).toString(16).padStart(64, "0")}` as Hex,
		);

	it.each([
		["any block", 100],
		["its newest block only", 0],
	])(
		"never asks a node of %s for more slots of one account than it takes, and blames it for none",
		async (_, window) => {
			const it = node(10, { window });
			const { capture, pool } = open([it]);
			const head = headerOfHead(headOf(at(it, 109)));
			const ends = await Promise.all(
				Array.from({ length: 24 }, (_, i) =>
					capture
						.prove(head, [{ address: token, slots: keysFrom(64 * i) }])
						.then(
							([proved]) => proved?.slots.length,
							(thrown: unknown) => asFault(thrown).code,
						),
				),
			);
			expect(ends).toEqual(ends.map(() => 64));
			expect(pool.standings()).toEqual([
				{ name: "N0", aside: null, last: null },
			]);
		},
	);

	it.each([
		["any block", 100],
		["its newest block only", 0],
	])(
		"has room for answers of a node of %s that are as large as true ones can be, and blames it for none",
		async (_, window) => {
			const it = node(10, { window });
			const { capture, pool } = open(
				[it],
				usualCaptureLimits,
				(request, reply) => {
					// spaces after the JSON: as if every proof were the longest that there is
					const asked: unknown = JSON.parse(request.body ?? "");
					const calls = (Array.isArray(asked) ? asked : [asked]) as {
						method: string;
						params: unknown[];
					}[];
					const size = calls.reduce((sum, { method, params: [, slots] }) => {
						const count = Array.isArray(slots) ? slots.length : 0;
						return sum + (method === "eth_getProof" ? bounds.proof(count) : 0);
					}, 0);
					if (size > request.maxBytes)
						throw new Fault("too-large", `${size} bytes`);
					const bytes = new Uint8Array(Math.max(size, reply.bytes.length));
					bytes.fill(0x20);
					bytes.set(reply.bytes);
					return { ...reply, bytes };
				},
			);
			const head = headerOfHead(headOf(at(it, 109)));
			const ends = await Promise.all(
				Array.from({ length: 26 }, (_, i) =>
					capture
						.prove(head, [
							{
								address: `0x${i.toString(16).padStart(40, "0")}`,
								slots: keysFrom(0),
							},
						])
						.then(
							([proved]) => proved?.slots.length,
							(thrown: unknown) => asFault(thrown).code,
						),
				),
			);
			expect(ends).toEqual(ends.map(() => 64));
			expect(pool.standings()).toEqual([
				{ name: "N0", aside: null, last: null },
			]);
		},
	);

	it("asks once at a block for what one wants who captures often and one who does so seldom", async () => {
		const it = node(10, { window: 100 });
		const { capture } = open([it]);
		const head = headerOfHead(headOf(at(it, 105)));
		await capture.prove(head, [{ address: person, slots: [] }]);
		const before = proofs(it);
		await Promise.all([
			capture.prove(head, wanted),
			capture.spaced(60_000).prove(head, wanted),
			capture.spaced(60_000).proveSome(head, wanted),
		]);
		expect(proofs(it)).toBe(before + 1);
	});

	describe("of a contract whose storage stays what it is", () => {
		const other: Hex = `0x${"00".repeat(31)}06`;
		const still: Hex = `0x${"ab".repeat(20)}`;
		const begin = (): World => ({
			...start(),
			[still]: { code: "0x6002", storage: { [key]: 5n, [other]: 6n } },
		});
		/** The other contract's storage changes at each block; this one's at block 110. */
		const turn = (world: World, number: number): void => {
			step(world, number);
			if (number >= 110)
				world[still] = { code: "0x6002", storage: { [key]: 7n, [other]: 6n } };
		};
		const grown = (): Node => ({
			blocks: mineChain(30, begin(), turn),
			window: 100,
			asked: [],
		});
		const both = [
			{ address: still, slots: [key, other] },
			{ address: token, slots: [key] },
		];
		/** Slots that proofs were asked for of, in turn. */
		const openAsked = (it: Node) => {
			const asked: string[] = [];
			const opened = open([it], usualCaptureLimits, (request, reply) => {
				const body: unknown = JSON.parse(request.body ?? "[]");
				const calls = (Array.isArray(body) ? body : [body]) as {
					method: string;
					params: [Hex, readonly Hex[], string];
				}[];
				for (const { method, params } of calls)
					if (method === "eth_getProof" && params[0] !== `0x${"0".repeat(40)}`)
						asked.push(`${params[0].slice(2, 4)} ${params[1].length}`);
				return reply;
			});
			return { ...opened, take: () => asked.splice(0) };
		};
		const words = async (
			{ capture }: ReturnType<typeof openAsked>,
			it: Node,
			number: number,
		) =>
			(await capture.prove(headerOfHead(headOf(at(it, number))), both)).flatMap(
				({ slots }) => slots.map(({ value }) => value.word),
			);

		it("asks for the account alone at the next block, and for all of it where that changed", async () => {
			const it = grown();
			const opened = openAsked(it);
			expect(await words(opened, it, 105)).toEqual([5n, 6n, 105n]);
			expect(opened.take()).toEqual(["ab 2", "aa 1"]);
			// what a storage will be is told by two blocks, not by one
			expect(await words(opened, it, 107)).toEqual([5n, 6n, 107n]);
			expect(opened.take()).toEqual(["ab 2", "aa 1"]);
			expect(await words(opened, it, 108)).toEqual([5n, 6n, 108n]);
			expect(opened.take()).toEqual(["ab 0", "aa 1"]);
			expect(await words(opened, it, 111)).toEqual([7n, 6n, 111n]);
			expect(opened.take()).toEqual(["ab 0", "aa 1", "ab 2"]);
			expect(await words(opened, it, 112)).toEqual([7n, 6n, 112n]);
			expect(opened.take()).toEqual(["ab 2", "aa 1"]);
			expect(await words(opened, it, 113)).toEqual([7n, 6n, 113n]);
			expect(opened.take()).toEqual(["ab 0", "aa 1"]);
		});

		it("never asks for an account alone that is proved at the block to have another storage", async () => {
			const it = grown();
			const opened = openAsked(it);
			const at111 = headerOfHead(headOf(at(it, 111)));
			await opened.capture.prove(at111, [{ address: still, slots: [key] }]);
			await words(opened, it, 105);
			await words(opened, it, 107);
			opened.take();
			const [found] = await opened.capture.prove(at111, [
				{ address: still, slots: [other] },
			]);
			expect(found?.slots[0]?.value.word).toBe(6n);
			expect(opened.take()).toEqual(["ab 1"]);
		});

		it("takes the word of no endpoint that it did", async () => {
			const it = grown();
			const opened = openAsked(it);
			await words(opened, it, 103);
			await words(opened, it, 105);
			it.lie = (method, result) => {
				if (method !== "eth_getProof") return result;
				const claim = result as { [name: string]: Json };
				return { ...claim, storageHash: `0x${"11".repeat(32)}` };
			};
			await expect(words(opened, it, 111)).rejects.toMatchObject({
				kind: "disproved",
			});
		});

		it("proves each slot under the block that it is read at", async () => {
			const it = grown();
			const opened = openAsked(it);
			await words(opened, it, 103);
			await words(opened, it, 105);
			const head = headerOfHead(headOf(at(it, 107)));
			const [proved] = await opened.capture.prove(head, both);
			expect(proved?.slots.map(({ value }) => value.at.blockNumber)).toEqual([
				107, 107,
			]);
			expect(proved?.slots[0]?.premises[0]).toBe(proved?.account);
		});
	});

	it("takes nothing again that was taken a moment ago, where that is enough", async () => {
		const it = node(10);
		const { capture, clock } = open([it]);
		const spaced = capture.spaced(60_000);
		await spaced.capture(wanted);
		const before = proofs(it);
		grow(it);
		expect((await spaced.capture(wanted)).length).toBe(2);
		expect(proofs(it)).toBe(before);
		clock.at += 61_000;
		await spaced.capture(wanted);
		expect(proofs(it)).toBe(before + 2);
	});

	it("never takes what was captured under a clock that was ahead for something of now", async () => {
		const it = node(10);
		const { capture, clock } = open([it]);
		const spaced = capture.spaced(60_000);
		clock.at += 3_600_000;
		await capture.capture(wanted);
		clock.at -= 3_600_000;
		grow(it);
		const before = proofs(it);
		const now = await capture.capture(wanted);
		expect(now[0]?.nonce).toBe(110);
		expect(proofs(it)).toBe(before + 2);
		grow(it);
		clock.at += 61_000;
		expect((await spaced.capture(wanted))[0]?.nonce).toBe(111);
	});
});
