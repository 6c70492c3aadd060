// Ways out that are loaded when they are wanted: what is not here yet is never taken for what this release does not have.

import { describe, expect, test } from "vitest";
import { asFault, Fault } from "../../src/base/fault.ts";
import { wayOf } from "../../src/exit/way.ts";
import { type KindWays, theseWays, waysByKind } from "../../src/exit/ways.ts";
import type { RollupProfile } from "../../src/l2/profile.ts";
import { profile } from "../l2/reference/world.ts";
import { newPlan, toyModule } from "./toy.ts";

const toy = wayOf(toyModule(newPlan()));
const other: RollupProfile = { ...profile, kind: "op-games-v1" };
const gone = new Fault("not-loaded", "the file is gone");

/** The toy's kind, whose part fails to come so many times. */
const scene = (failures: number) => {
	let asked = 0;
	const kinds: readonly KindWays[] = [
		{
			kind: profile.kind,
			names: ["toy"],
			load: async () => {
				asked++;
				if (asked <= failures) throw gone;
				return [toy];
			},
		},
		{
			kind: other.kind,
			names: [],
			load: async () => {
				throw new Error("a kind without ways is loaded");
			},
		},
	];
	return { ways: waysByKind(kinds), asked: () => asked };
};

describe("a way out that is not loaded yet", () => {
	test("is never said to be none of this release", async () => {
		const { ways, asked } = scene(0);
		const now = ways.now("toy");
		expect(now).toBeInstanceOf(Fault);
		expect(asFault(now).code).toBe("not-loaded");
		expect(ways.outOfNow(profile)).toBeNull();
		expect(asked()).toBe(0);
		expect(await ways.named("toy")).toBe(toy);
		expect(ways.now("toy")).toBe(toy);
		expect(ways.outOfNow(profile)).toEqual([toy]);
	});

	test("is loaded once for all who want it", async () => {
		const { ways, asked } = scene(0);
		const found = await Promise.all([
			ways.named("toy"),
			ways.outOf(profile),
			ways.named("toy"),
		]);
		expect(found).toEqual([toy, [toy], toy]);
		await ways.outOf(profile);
		expect(asked()).toBe(1);
	});

	test("that does not come is told as that, and comes for the next who wants it", async () => {
		const { ways, asked } = scene(2);
		await expect(ways.named("toy")).rejects.toBe(gone);
		expect(asFault(ways.now("toy")).code).toBe("not-loaded");
		expect(ways.outOfNow(profile)).toBeNull();
		await expect(ways.outOf(profile)).rejects.toBe(gone);
		expect(await ways.outOf(profile)).toEqual([toy]);
		expect(asked()).toBe(3);
	});
});

test("a way that this release does not have is known to be none at once, and nothing is loaded for it", async () => {
	const { ways, asked } = scene(9);
	expect(ways.now("strange")).toBeUndefined();
	expect(await ways.named("strange")).toBeUndefined();
	expect(ways.outOfNow(other)).toEqual([]);
	expect(await ways.outOf(other)).toEqual([]);
	expect(asked()).toBe(0);
});

test("ways that are given are here, each for its own kind", async () => {
	const ways = theseWays([toy]);
	expect(ways.now("toy")).toBe(toy);
	expect(ways.now("strange")).toBeUndefined();
	expect(await ways.outOf(profile)).toEqual([toy]);
	expect(ways.outOfNow(other)).toEqual([]);
});
