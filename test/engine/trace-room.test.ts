// A proof trace with more steps than a screen has room for: what is left out is counted.

import { expect, test } from "vitest";
import { traceSteps } from "../../src/engine/trace.ts";
import { traceView } from "../../src/protocol/views.ts";
import { conclude } from "../../src/trust/verified.ts";
import { said } from "../said.ts";

const chain = (steps: number) => {
	let end = conclude("checkpoint", [], { root: "0x01" } as never, null);
	for (let i = 0; i < steps; i++)
		end = conclude(
			i % 2 === 0 ? "el-header" : "el-parent",
			[end],
			{ blockNumber: i } as never,
			null,
		);
	return end;
};

test("never leaves out the checkpoint, and counts the steps that are not drawn", async () => {
	const all = await traceSteps(chain(100));
	expect(all).toHaveLength(64);
	expect(all[0]?.rule).toBe("checkpoint");
	expect(said(all[1]?.title)).toBe("38 steps between");
	expect(said(all.at(-1)?.detail)).toBe("Block 99");
	const view = {
		id: "x",
		title: "",
		conclusion: null,
		grade: null,
		knots: all,
		couldBeWrong: [],
		warning: null,
	};
	expect(traceView(view, "view").knots).toHaveLength(64);
});

test("draws each step where there is room", async () => {
	const all = await traceSteps(chain(63));
	expect(all).toHaveLength(64);
	expect(all.map(({ rule }) => rule)).not.toContain("not drawn");
});
