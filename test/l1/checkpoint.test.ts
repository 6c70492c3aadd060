import { describe, expect, it } from "vitest";
import { Fault } from "../../src/base/fault.ts";
import { askQuorum } from "../../src/l1/checkpoint.ts";
import { madeNetwork } from "./made.ts";
import {
	fetchFrom,
	jsonReply,
	makeClock,
	type Node,
	notFound,
} from "./world.ts";

const root = (n: number) => `0x${n.toString(16).padStart(64, "0")}`;
const nowMs = (madeNetwork.genesisTimeS + 200 * 2) * 1000;

/** A provider whose newest finalized epoch is given, and the block roots it has by slot. */
const provider =
	(
		epoch: number,
		roots: { readonly [slot: number]: number },
		finalized = true,
	): Node =>
	(path) => {
		if (path.endsWith("/finality_checkpoints"))
			return jsonReply({
				data: {
					finalized: {
						epoch: String(epoch),
						root: root(roots[epoch * 8] ?? 999),
					},
				},
			});
		const slot = Number(/blocks\/(\d+)\/root$/.exec(path)?.[1]);
		const own = roots[slot];
		return own === undefined
			? notFound()
			: jsonReply({ data: { root: root(own) }, finalized });
	};

const ask = (nodes: { readonly [host: string]: Node }) =>
	askQuorum(
		{ fetch: fetchFrom(nodes), clock: makeClock(nowMs) },
		madeNetwork,
		Object.keys(nodes).map((name) => ({ name, url: `http://${name}` })),
	);

const down: Node = () => {
	throw new Fault("unreachable", "no route");
};

describe("a quorum of providers", () => {
	const honest = { 160: 1, 168: 2, 176: 3 };

	it("agrees on the newest epoch that two call final, and names the third that is behind", async () => {
		const found = await ask({
			a: provider(22, honest),
			b: provider(21, honest),
			c: provider(20, { 160: 1 }),
		});
		expect(found).toMatchObject({
			epoch: 21,
			root: root(2),
			agree: ["a", "b"],
		});
		expect(found.dissent.map((vote) => vote.provider)).toEqual(["c"]);
	});

	it("names who dissents", async () => {
		const found = await ask({
			a: provider(20, honest),
			b: provider(20, { 160: 7 }),
			c: provider(20, honest),
		});
		expect(found.root).toBe(root(1));
		expect(found.dissent).toEqual([
			{
				provider: "b",
				root: root(7),
				why: null,
				finalEpoch: 20,
				fault: null,
			},
		]);
	});

	it("names who cannot be reached, with the fault", async () => {
		const found = await ask({
			a: provider(20, honest),
			b: down,
			c: provider(20, honest),
		});
		expect(found.dissent).toMatchObject([
			{ provider: "b", root: null, fault: { code: "unreachable" } },
		]);
	});

	it("is not pushed ahead by one who names an epoch that nobody else has", async () => {
		const found = await ask({
			a: provider(20, honest),
			b: provider(2 ** 40, {}),
			c: provider(20, honest),
		});
		expect(found.epoch).toBe(20);
	});

	it("takes the last block before an epoch whose first slots were missed", async () => {
		const found = await ask({
			a: provider(22, { 166: 4, 176: 3 }),
			b: provider(21, { 168: 4, 166: 4 }),
			c: provider(21, { 168: 4, 166: 4 }),
		});
		expect(found).toMatchObject({
			epoch: 21,
			root: root(4),
			agree: ["a", "b", "c"],
		});
	});

	it("refuses when no two agree", async () => {
		await expect(
			ask({
				a: provider(20, { 160: 1 }),
				b: provider(20, { 160: 2 }),
				c: provider(20, { 160: 3 }),
			}),
		).rejects.toThrow("checkpoint-quorum");
	});

	it("refuses when two roots have a quorum", async () => {
		await expect(
			ask({
				a: provider(20, { 160: 1 }),
				b: provider(20, { 160: 2 }),
				c: provider(20, { 160: 1 }),
				d: provider(20, { 160: 2 }),
			}),
		).rejects.toThrow("checkpoint-quorum");
	});

	it("refuses when too few answer", async () => {
		await expect(
			ask({ a: provider(20, honest), b: down, c: down }),
		).rejects.toThrow("checkpoint-quorum");
	});

	it("takes no root of zeros where nothing is final yet", async () => {
		const young = provider(0, { 0: 0 });
		await expect(ask({ a: young, b: young, c: young })).rejects.toThrow(
			"checkpoint-quorum",
		);
	});

	it("counts no block that is not final", async () => {
		await expect(
			ask({
				a: provider(22, honest, false),
				b: provider(21, honest),
				c: down,
			}),
		).rejects.toThrow("checkpoint-quorum");
	});

	it("refuses an epoch that is too old", async () => {
		const clock = makeClock(
			nowMs + (madeNetwork.maxCheckpointAgeS + 600) * 1000,
		);
		const nodes = {
			a: provider(20, honest),
			b: provider(20, honest),
			c: provider(20, honest),
		};
		await expect(
			askQuorum(
				{ fetch: fetchFrom(nodes), clock },
				madeNetwork,
				Object.keys(nodes).map((name) => ({ name, url: `http://${name}` })),
			),
		).rejects.toThrow("checkpoint-age");
	});

	it("is not asked of two providers", async () => {
		await expect(
			ask({ a: provider(20, honest), b: provider(20, honest) }),
		).rejects.toThrow("too-few-providers");
	});
});
