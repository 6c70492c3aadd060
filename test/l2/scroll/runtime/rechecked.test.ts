import { expect, it } from "vitest";
import { Fault } from "../../../../src/base/fault.ts";
import type { FaultCode } from "../../../../src/base/faults.ts";
import type { Rollup } from "../../../../src/l2/rollup.ts";
import {
	openScroll,
	type ScrollNews,
} from "../../../../src/l2/scroll/runtime/following.ts";
import type { Span } from "../../../../src/l2/scroll/runtime/recheck.ts";
import { withRecheck } from "../../../../src/l2/scroll/runtime/rechecked.ts";
import { openExecution } from "../../../../src/source/execution.ts";
import { openPool } from "../../../../src/source/pool.ts";
import { openCapture } from "../../../../src/state/capture.ts";
import { headerOfHead } from "../../../../src/state/header.ts";
import {
	fetchOf,
	headOf,
	madeClock,
	mine,
	type Node,
} from "../../../state/chain.ts";
import { mineScroll, scrollProfile, scrollWorld } from "../world.ts";

const mined = mineScroll(60);

/** A rollup whose newest finalized batch can be set, and what its recheck is asked. */
const open = (validity: "rechecked" | "development" = "development") => {
	const asked: Span["since"][] = [];
	let fails: FaultCode | null = null;
	const l1: Node = { blocks: [], window: 100, asked: [] };
	const clock = madeClock();
	const nodes = {
		"http://localhost:1": l1,
		"http://localhost:2": { blocks: mined, window: 1000, asked: [] },
	};
	const pool = (port: number) =>
		openPool(
			[
				{
					name: `${port}`,
					client: openExecution(
						{ fetch: fetchOf(nodes), clock },
						{ name: `${port}`, url: `http://localhost:${port}` },
					),
				},
			],
			() => new Fault("not-followed", "no endpoint"),
		);
	const rollup: Rollup<ScrollNews> = withRecheck(
		openScroll({
			profile: scrollProfile,
			l1: openCapture({ pool: pool(1), clock }),
			l2: pool(2),
			clock,
		}),
		{
			recheck: async (root, _header, since) => {
				asked.push(since);
				if (fails !== null) throw new Fault(fails, "as told");
				return {
					batchIndex: root.value.batchIndex,
					stateRoot: root.value.root,
					from: since,
					validity,
					system: "halo2-kzg",
					program: {
						digests: ["0x", "0x"],
						protocolVersion: 9,
						verifier: "0x",
					},
					gasUsed: 0n,
					tookMs: 5,
				};
			},
		},
	);
	/** Batch 7 ended with block 142, 8 with 145, … */
	const newest = (batch: number): Promise<ScrollNews> => {
		const block = mined.find(({ number }) => number === 121 + 3 * batch);
		if (block === undefined) throw new Error(`no batch ${batch}`);
		const world = scrollWorld({
			index: batch,
			root: block.stateRoot,
			finalizedAtS: 1_800_000_000,
		});
		const made = mine(world, l1.blocks.at(-1) ?? null);
		l1.blocks.push(made);
		return rollup.newest(headerOfHead(headOf(made, "final")));
	};
	return {
		newest,
		batches: () => asked.map(({ batchIndex }) => batchIndex),
		fail: (code: FaultCode | null) => {
			fails = code;
		},
	};
};

it("rechecks each new bundle once, over the root seen before it", async () => {
	const { newest, batches } = open();
	for (const batch of [7, 7, 8, 8, 7, 9, 10]) await newest(batch);
	expect(batches()).toEqual([7, 8, 9]);
});

it("stops at a proof that does not hold, and does not go on over it", async () => {
	for (const code of ["recheck-failed", "recheck-batch"] as const) {
		const { newest, fail, batches } = open();
		await newest(7);
		fail(code);
		for (const batch of [8, 8, 9])
			await expect(newest(batch)).rejects.toMatchObject({ code });
		expect(batches()).toEqual([7, 7, 7]);
	}
});

it("begins anew where bundles between were missed", async () => {
	const { newest, fail, batches } = open();
	await newest(7);
	fail("recheck-gap");
	await newest(9);
	fail(null);
	await newest(10);
	expect(batches()).toEqual([7, 9]);
});

it("notes what keeps it from rechecking, tries again, and gives up after a while", async () => {
	const { newest, fail, batches } = open();
	await newest(7);
	fail("no-proof-window");
	const { notes } = await newest(8);
	expect(notes.map(({ code }) => code)).toEqual(["no-proof-window"]);
	for (let i = 0; i < 6; i++) await newest(8);
	expect(batches()).toEqual([7, 7, 7, 7, 7]);
	fail(null);
	await newest(9);
	expect(batches().at(-1)).toBe(8);
});

it("says of the root that was checked, and of no other, since when each held", async () => {
	const { newest, fail } = open("rechecked");
	expect((await newest(7)).rechecked).toBeUndefined();
	const first = await newest(8);
	expect(first.rechecked).toMatchObject({
		from: { number: 7 },
		to: { number: 8, root: first.root.value.root },
		since: { number: 7 },
		counts: "batches",
		tookMs: 5,
	});
	expect((await newest(8)).rechecked?.to.number).toBe(8);
	expect((await newest(9)).rechecked?.since.number).toBe(7);
	fail("recheck-gap");
	expect((await newest(11)).rechecked).toBeUndefined();
	fail(null);
	expect((await newest(12)).rechecked?.since.number).toBe(11);
});

it("says nothing of a proof that anybody could have made", async () => {
	const { newest } = open();
	await newest(7);
	expect((await newest(8)).rechecked).toBeUndefined();
});
