// Where a recheck continues, where it begins anew, and of which root it is.

import { expect, it } from "vitest";
import type { Hex } from "../../src/base/bytes.ts";
import { Fault } from "../../src/base/fault.ts";
import type { FaultCode } from "../../src/base/faults.ts";
import type { RootMark } from "../../src/l2/rechecked.ts";
import { withRechecks } from "../../src/l2/rechecks.ts";
import type { Rollup, RollupNews } from "../../src/l2/rollup.ts";
import { headerOfHead } from "../../src/state/header.ts";
import { wordHex } from "../../src/state/storage-layout.ts";
import { headOf, madeClock, mine } from "../state/chain.ts";
import { profile } from "./rollup-world.ts";

const top = mine({}, null);
const header = headerOfHead(headOf(top, "final"), top.rlp);
const mark = (number: number, root: Hex = wordHex(number)): RootMark => ({
	number,
	root,
});

/** A rollup whose newest root can be set, and what its recheck finds. */
const open = (anchor: RootMark | null = null) => {
	let now = mark(1);
	let from = mark(0);
	let fails: FaultCode | null = null;
	let asked = 0;
	const rollup: Rollup = {
		profile,
		captureAhead: async () => {},
		newest: async () => ({
			root: header,
			block: header,
			claimed: [],
			notes: [],
		}),
	};
	const clock = madeClock();
	const checked = withRechecks<RollupNews>(
		rollup,
		{
			anchor,
			markOf: () => now,
			step: async () => {
				asked += 1;
				if (fails !== null) throw new Fault(fails, "as told");
				return {
					step: {
						...{ from, to: now, counts: "blocks", system: "made" },
						...{ how: "native", program: wordHex(9) },
					},
					tookMs: 3,
				};
			},
		},
		clock,
	);
	return {
		clock,
		asked: () => asked,
		at: async (to: RootMark, over: RootMark = mark(to.number - 1)) => {
			now = to;
			from = over;
			return checked.newest(header);
		},
		fail: (code: FaultCode | null) => {
			fails = code;
		},
	};
};

it("counts since the state that the first proof followed from", async () => {
	const { at } = open();
	for (const number of [5, 6, 7])
		expect((await at(mark(number))).rechecked).toMatchObject({
			to: mark(number),
			since: mark(4),
			isAnchored: false,
		});
});

it("says recheck-gap and begins anew where the state before it was not rechecked", async () => {
	const { at } = open();
	await at(mark(5));
	const over = await at(mark(9));
	expect(over.notes.map(({ code }) => code)).toEqual(["recheck-gap"]);
	expect(over.rechecked).toMatchObject({ since: mark(8), tookMs: 3 });
	// the same number with another root is another state
	const rival = await at(mark(10), mark(9, wordHex(0xbad)));
	expect(rival.notes.map(({ code }) => code)).toEqual(["recheck-gap"]);
});

it("begins at the profile's anchor without a gap", async () => {
	const { at } = open(mark(8));
	await at(mark(5));
	const { notes, rechecked } = await at(mark(9));
	expect(notes).toEqual([]);
	expect(rechecked).toMatchObject({ since: mark(8), isAnchored: true });
	expect((await at(mark(10))).rechecked?.isAnchored).toBe(true);
});

it("says nothing of a root that it did not check", async () => {
	const { at, fail } = open();
	await at(mark(5));
	expect((await at(mark(4))).rechecked).toBeUndefined();
	fail("not-anchored");
	const { rechecked, notes } = await at(mark(6));
	expect(rechecked).toBeUndefined();
	expect(notes.map(({ code }) => code)).toEqual(["not-anchored"]);
	fail(null);
	expect((await at(mark(6))).rechecked?.to).toEqual(mark(6));
});

it("asks no more often than it may, and once for a root that held", async () => {
	const { at, fail, asked, clock } = open();
	fail("no-proof-window");
	for (let i = 0; i < 6; i++) await at(mark(5));
	expect(asked()).toBe(3);
	clock.at += 11 * 60_000;
	fail(null);
	for (let i = 0; i < 3; i++) await at(mark(5));
	expect(asked()).toBe(4);
});

it("stops for good at a proof that does not hold", async () => {
	for (const code of ["recheck-failed", "recheck-batch"] as const) {
		const { at, fail, asked } = open();
		await at(mark(5));
		fail(code);
		await expect(at(mark(6))).rejects.toMatchObject({ code });
		fail(null);
		for (const number of [6, 7])
			await expect(at(mark(number))).rejects.toMatchObject({ code });
		expect(asked()).toBe(2);
	}
});
