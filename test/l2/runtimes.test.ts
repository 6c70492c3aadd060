// The half of a kind that follows it is loaded when it is wanted, and may fail to: then that is said, and not that the kind is unknown.

import { expect, it, vi } from "vitest";
import { openTraceStore } from "../../src/engine/trace-store.ts";
import type { Evidence } from "../../src/evidence/evidence.ts";
import { conclude } from "../../src/trust/verified.ts";
import { said, saidAll } from "../said.ts";

let asked = 0;
let isGone = true;
vi.mock("../../src/l2/linea/runtime/kind.ts", async (real) => {
	asked++;
	if (isGone) throw new Error("the file is gone");
	return await real();
});
const { runtimeOf, runtimesOfRules } = await import("../../src/l2/runtimes.ts");

const notLoaded = {
	code: "not-loaded",
	kind: "unavailable",
	message: expect.stringContaining("linea-v1"),
};

/** A value that rests on a rule of the kind. */
const end = conclude(
	"linea-root",
	[conclude("checkpoint", [], { root: "0x01" } as never, null)],
	{ blockNumber: 1 } as never,
	null,
);

/** Its reasons, as a screen asks for them. */
const traced = () => {
	const store = openTraceStore(async () => new Map());
	const evidence = () => ({}) as unknown as Evidence;
	return store.trace(store.remember(end, "A root", "", evidence));
};

it("is not loaded before it is wanted, and no other with it", async () => {
	await runtimeOf("taiko-v1");
	await runtimesOfRules(new Set(["checkpoint", "taiko-root"]));
	expect(asked).toBe(0);
});

it("says that it does not come, never that the kind is not known or that there is nothing to say", async () => {
	await expect(runtimeOf("linea-v1")).rejects.toMatchObject(notLoaded);
	await expect(runtimesOfRules(new Set(["linea-root"]))).rejects.toMatchObject(
		notLoaded,
	);
	await expect(traced()).rejects.toMatchObject(notLoaded);
	// and a kind that is not known waits for nothing
	expect(await runtimeOf("strange-v1")).toBeNull();
	expect(await runtimeOf("toString")).toBeNull();
	expect(await runtimesOfRules(new Set(["checkpoint", "strange"]))).toEqual([]);
});

it("comes for the next who wants it, once for all of them", async () => {
	isGone = false;
	const before = asked;
	const both = await Promise.all([
		runtimeOf("linea-v1"),
		runtimeOf("linea-v1"),
	]);
	expect(both[0]?.kind).toBe("linea-v1");
	expect(both[1]).toBe(both[0]);
	expect(asked).toBe(before + 1);
	const { knots, couldBeWrong } = await traced();
	expect(knots.at(-1)?.rule).toBe("linea-root");
	expect(said(knots.at(-1)?.title)).not.toBe("");
	expect(saidAll(couldBeWrong)).toMatch(/Linea|proof/);
});
