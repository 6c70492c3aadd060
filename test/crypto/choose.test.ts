import { describe, expect, it } from "vitest";
import { Fault } from "../../src/base/fault.ts";
import {
	type BackendCandidate,
	type Choosing,
	chooseSound,
} from "../../src/crypto/choose.ts";
import { webClock } from "../../src/web/clock.ts";

/** Doubles a number, or does not. */
type Doubler = (value: number) => Promise<number>;

const test = async (doubler: Doubler): Promise<void> => {
	for (const [value, twice] of [
		[1, 2],
		[21, 42],
	] as const)
		if ((await doubler(value)) !== twice)
			throw new Fault("kernel-unsound", `wrong about ${value}`);
};

const sound = (name: string): BackendCandidate<Doubler> => ({
	name,
	open: async () => async (value) => 2 * value,
});
const never = () => new Promise<never>(() => {});

const choose = (
	candidates: readonly BackendCandidate<Doubler>[],
	more: Partial<Choosing<Doubler>> = {},
) =>
	chooseSound({
		work: "doubling",
		candidates,
		test,
		timer: webClock,
		limitMs: 50,
		...more,
	});

describe("the choice", () => {
	it("takes the first that is sound and opens no other", async () => {
		let opened = 0;
		const { chosen, report } = await choose([
			sound("fast"),
			{
				name: "slow",
				open: async () => {
					opened += 1;
					return async (value) => 2 * value;
				},
			},
		]);
		expect(await chosen(4)).toBe(8);
		expect(report).toEqual({ work: "doubling", runs: "fast", refused: [] });
		expect(opened).toBe(0);
	});

	const refusals: readonly (readonly [
		string,
		BackendCandidate<Doubler>["open"],
		RegExp,
	])[] = [
		[
			"that the runtime does not know",
			async () => {
				throw new Fault("wasm-refused", "invalid opcode");
			},
			/^not offered here \(invalid opcode\)$/,
		],
		[
			"that lacks an export",
			async () => {
				throw new Fault("wasm-shape", "the module exports no memory");
			},
			/^not the module of this release/,
		],
		[
			"whose file is not there",
			() => Promise.reject(new TypeError("Failed to fetch")),
			/^failed \(Failed to fetch\)$/,
		],
		["that does not open in time", never, /no answer within 50 ms/],
		[
			"that never answers",
			async () => never,
			/^self-test failed \(no answer within 50 ms\)$/,
		],
		[
			"that throws",
			async () => async () => {
				throw new RangeError("unreachable");
			},
			/^failed \(unreachable\)$/,
		],
		[
			"that is always wrong",
			async () => async () => 0,
			/^self-test failed \(wrong about 1\)$/,
		],
		[
			"that is wrong in one constant",
			async () => async (value) => (value === 21 ? 41 : 2 * value),
			/^self-test failed \(wrong about 21\)$/,
		],
	];

	it.each(refusals)("refuses one %s and says why", async (_, open, why) => {
		const { chosen, report } = await choose([
			{ name: "bad", open },
			sound("good"),
		]);
		expect(await chosen(3)).toBe(6);
		expect(report.runs).toBe("good");
		expect(report.refused).toEqual([
			{ name: "bad", why: expect.stringMatching(why) },
		]);
	});

	it("believes no candidate when none is sound, the last resort neither", async () => {
		await expect(
			choose([
				{ name: "bad", open: async () => async () => 7 },
				{ name: "last", open: async () => async (value) => value },
			]),
		).rejects.toMatchObject({
			code: "kernel-unsound",
			message: expect.stringMatching(/doubling: bad: .*; last: /),
		});
		await expect(choose([])).rejects.toMatchObject({ code: "kernel-unsound" });
	});

	it("does not try again what others died of, and says what they died of", async () => {
		const tried: string[] = [];
		const { report } = await choose(
			[sound("deadly"), sound("good"), sound("rest")],
			{
				skip: [{ name: "deadly", why: "was silent for 9 ms" }],
				trying: (name) => tried.push(name),
			},
		);
		expect(tried).toEqual(["good"]);
		expect(report).toEqual({
			work: "doubling",
			runs: "good",
			refused: [{ name: "deadly", why: "was silent for 9 ms" }],
		});
	});

	it("leaves no time limit running behind it", async () => {
		let waiting = 0;
		await choose([sound("fast")], {
			timer: {
				sleep: (_, signal) =>
					new Promise((__, fail) => {
						waiting += 1;
						signal?.addEventListener("abort", () => {
							waiting -= 1;
							fail(new Fault("cancelled", "over"));
						});
					}),
			},
		});
		expect(waiting).toBe(0);
	});
});
