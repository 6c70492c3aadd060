// The curve's precompiles as the engine's machine asks them of a kernel: the same bytes, failures and gas as the package's
// own; and where the kernel has no answer there is no result.

import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openPool } from "../../extension/kernel/pool.ts";
import {
	bigToBytes,
	concat,
	fromHex,
	type Hex,
	toHex,
} from "../../src/base/bytes.ts";
import { Fault } from "../../src/base/fault.ts";
import { readModule } from "../../src/cli/kernel.ts";
import { blsR } from "../../src/crypto/bls12-381.ts";
import {
	bn254G1,
	bn254Generator,
	bn254GeneratorG2,
	bn254P,
	bn254PairBytes,
	bn254R,
	negateG1,
} from "../../src/crypto/bn254.ts";
import {
	mostPrecompileInput,
	type Precompiling,
} from "../../src/crypto/kernel.ts";
import { bn254Points } from "../../src/crypto/known-bn254.ts";
import { nobleBn254 } from "../../src/crypto/noble-bn254.ts";
import { call, estimateGas } from "../../src/evm/call.ts";
import {
	emptyState,
	MachineAddress,
	openMachine,
} from "../../src/evm/machine.ts";
import {
	bn254Precompiles,
	kernelPrecompiles,
	type Precompiles,
} from "../../src/evm/precompiles.ts";
import { runPure } from "../../src/evm/pure.ts";
import { openSoundKernel } from "../../src/proof/kernel.ts";
import { versionedHash } from "../../src/proof/kzg.ts";
import { nobleKernel } from "../../src/proof/noble.ts";
import { webClock } from "../../src/web/clock.ts";
import { joined } from "../extension/kernel/joined.ts";
import { mineChain, type Node } from "../state/chain.ts";
import { assemble, zeros } from "./assemble.ts";
import { callOf, proofsOf } from "./world.ts";

const addressOf = (number: number): Hex =>
	`0x${number.toString(16).padStart(40, "0")}`;
const word = (value: bigint): Uint8Array => bigToBytes(value, 32);
const hasFailed = new Fault("internal", "the kernel worker failed: gone");

/** What a call to the precompile comes to, and what it costs. */
const ask = async (
	precompiles: Precompiles,
	number: number,
	input: Uint8Array,
	gas = 10_000_000n,
) => {
	const machine = await openMachine({
		fork: "osaka",
		state: await emptyState(),
		precompiles,
		steps: 100,
	});
	const { execResult } = await machine.runCall({
		to: new MachineAddress(addressOf(number)),
		data: input,
		gasLimit: gas,
	});
	return {
		failed: execResult.exceptionError !== undefined,
		output: toHex(execResult.returnValue),
		gas: execResult.executionGasUsed,
	};
};

const { g, g2times, g6times, minus6g, h, h3times, h3timesAside } = bn254Points;
const infinity = new Uint8Array(64);
const infinityG2 = new Uint8Array(128);
const offCurve = bn254G1(1n, 3n);
const tooLarge = bn254G1(1n + bn254P, 2n);

const edges: readonly (readonly [string, number, Uint8Array])[] = [
	["nothing", 6, new Uint8Array(0)],
	["one point", 6, g],
	["a doubling", 6, concat(g, g)],
	["opposites", 6, concat(g6times, minus6g)],
	["infinity on either side", 6, concat(infinity, g)],
	["twice infinity", 6, concat(infinity, infinity)],
	["a point off the curve", 6, concat(g, offCurve)],
	["a coordinate plus the modulus", 6, concat(tooLarge, g)],
	["the modulus for zero", 6, bn254G1(bn254P, 0n)],
	["half a coordinate", 6, g.subarray(0, 48)],
	["a byte too few", 6, concat(g, g).subarray(0, 127)],
	["a byte too many", 6, concat(g, g, Uint8Array.of(7))],
	["a long tail", 6, concat(g, g, new Uint8Array(5000).fill(255))],

	["nothing", 7, new Uint8Array(0)],
	["a point alone", 7, g],
	["by zero", 7, concat(g, word(0n))],
	["by one", 7, concat(g, word(1n))],
	["by the order", 7, concat(g, word(bn254R))],
	["by more than the order", 7, concat(g, word(bn254R + 1n))],
	["by the most there is", 7, concat(g, word(2n ** 256n - 1n))],
	["infinity", 7, concat(infinity, word(5n))],
	["a point off the curve, by zero", 7, concat(offCurve, word(0n))],
	["a coordinate plus the modulus", 7, concat(tooLarge, word(2n))],
	["a scalar cut short", 7, concat(g, word(3n)).subarray(0, 95)],
	["a long tail", 7, concat(g, word(3n), new Uint8Array(500).fill(9))],

	["nothing", 8, new Uint8Array(0)],
	["a product that is one", 8, concat(g2times, h3times, minus6g, h)],
	["a product that is not", 8, concat(g2times, h3times, g6times, h)],
	["infinity in G1", 8, concat(infinity, h)],
	["infinity in G2", 8, concat(g, infinityG2)],
	["half a pair", 8, concat(g, h).subarray(0, 96)],
	["a byte too few", 8, concat(g, h).subarray(1)],
	["a byte too many", 8, concat(g, h, Uint8Array.of(0))],
	["a point off the curve", 8, concat(offCurve, h)],
	["a coordinate plus the modulus", 8, concat(tooLarge, h)],
	["a point beside the subgroup", 8, concat(g, h3timesAside)],
	[
		"infinity with a point beside the subgroup",
		8,
		concat(infinity, h3timesAside),
	],
	["a point of G2 turned round", 8, concat(g, h.toReversed())],
];

const pool = openPool({
	spawn: joined(() => ({
		open: (skip, trying) =>
			openSoundKernel({ load: readModule, timer: webClock, skip, trying }),
	})).spawn,
});
const own: Precompiles = new Map();
let kernels: { readonly [name: string]: Precompiles };

beforeAll(async () => {
	kernels = {
		noble: kernelPrecompiles(nobleKernel),
		"the fastest kernel here": kernelPrecompiles(
			await openSoundKernel({ load: readModule, timer: webClock }),
		),
		"a pool of workers": kernelPrecompiles(pool),
		"a curve in this realm": bn254Precompiles(nobleBn254),
	};
});
afterAll(() => pool.close());

describe("a kernel's precompiles give the package's own answers", () => {
	test.each(edges)("%s, to 0x0%i", async (_, number, input) => {
		const want = await ask(own, number, input);
		for (const [name, precompiles] of Object.entries(kernels))
			expect({ name, ...(await ask(precompiles, number, input)) }).toEqual({
				name,
				...want,
			});
	});

	const scalar = fc.bigInt({ min: 0n, max: 2n ** 256n - 1n });
	const point = scalar.map(
		(by) => nobleBn254.multiply(bn254Generator, word(by)) ?? infinity,
	);
	const bytes = fc.uint8Array({ maxLength: 400 });
	const input = fc.oneof(
		fc.tuple(fc.constant(6), fc.tuple(point, point)),
		fc.tuple(fc.constant(7), fc.tuple(point, scalar.map(word))),
		fc.tuple(
			fc.constant(8),
			fc
				.array(point, { maxLength: 2 })
				.map((points) =>
					points.flatMap((one) => [
						...[one, bn254GeneratorG2],
						...[negateG1(one), bn254GeneratorG2],
					]),
				),
		),
		fc.tuple(fc.constantFrom(6, 7, 8), fc.tuple(bytes)),
	);

	test("for any points, scalars and bytes, whole, cut and altered", async () => {
		await fc.assert(
			fc.asyncProperty(
				input,
				fc.nat(1000),
				fc.constantFrom("whole", "cut", "altered"),
				async ([number, parts], where, how) => {
					const whole = concat(...parts);
					const at = whole.length === 0 ? 0 : where % whole.length;
					const asked =
						how === "cut"
							? whole.subarray(0, at)
							: how === "altered"
								? whole.map((byte, i) => (i === at ? byte ^ 1 : byte))
								: whole;
					const want = await ask(own, number, asked);
					for (const precompiles of Object.values(kernels))
						expect(await ask(precompiles, number, asked)).toEqual(want);
				},
			),
			{ numRuns: 60 },
		);
	}, 120_000);

	test("and cost the same to the last unit of gas", async () => {
		const pairs = concat(g2times, h3times, minus6g, h);
		for (const [number, input, price] of [
			[6, concat(g, g), 150n],
			[7, concat(g, word(9n)), 6000n],
			[8, pairs, 45_000n + 2n * 34_000n],
		] as const)
			for (const gas of [price, price - 1n]) {
				const want = await ask(own, number, input, gas);
				expect(want.failed).toBe(gas < price);
				for (const precompiles of Object.values(kernels))
					expect(await ask(precompiles, number, input, gas)).toEqual(want);
			}
	});
});

describe("a kernel's point evaluation (0x0a)", () => {
	const generator = fromHex(
		"0x97f1d3a73197d7942695638c4fa9ac0fc3688c4f9774b905a14e3a3f171bac586c55e83ff97a1aeffb3af00adb22c6bb",
	);
	/** The ceremony's secret in G1: the commitment of the polynomial X, whose value at z is z; the quotient is 1. */
	const secret = fromHex(
		"0xad3eb50121139aa34db1d545093ac9374ab7bca2c0f3bf28e27c8dcd8fc7cb42d25926fc0c97b336e9f0fb35e5a04c81",
	);
	const none = concat(Uint8Array.of(0xc0), new Uint8Array(47));
	const inputOf = (
		commitment: Uint8Array,
		z: bigint,
		y: bigint,
		proof: Uint8Array,
	): Uint8Array =>
		concat(versionedHash(commitment), word(z), word(y), commitment, proof);
	const good = inputOf(secret, 123n, 123n, generator);
	const field = toHex(concat(word(4096n), word(blsR)));
	const flipped = (at: number): Uint8Array =>
		good.map((byte, i) => (i === at ? byte ^ 1 : byte));

	test.each<[string, Uint8Array, boolean]>([
		["a value that is the polynomial's", good, true],
		["one at zero", inputOf(secret, 0n, 0n, generator), true],
		["a constant", inputOf(generator, 5n, 1n, none), true],
		["the polynomial 0", inputOf(none, 5n, 0n, none), true],
		["another value", inputOf(secret, 123n, 124n, generator), false],
		["another place", inputOf(secret, 124n, 123n, generator), false],
		["another proof", inputOf(secret, 123n, 123n, none), false],
		[
			"a value plus the order",
			inputOf(secret, 1n, 1n + blsR, generator),
			false,
		],
		[
			"a place plus the order",
			inputOf(secret, 1n + blsR, 1n, generator),
			false,
		],
		["another commitment's hash", flipped(31), false],
		["another version of the hash", flipped(0), false],
		["a commitment with a bit turned", flipped(130), false],
		["a proof with a bit turned", flipped(180), false],
		["nothing", new Uint8Array(0), false],
		["a byte too few", good.subarray(0, 191), false],
		["a byte too many", concat(good, Uint8Array.of(0)), false],
		["a long tail", concat(good, new Uint8Array(5_000)), false],
	])("%s", async (_, input, holds) => {
		for (const [name, precompiles] of Object.entries(kernels))
			expect({ name, ...(await ask(precompiles, 10, input)) }).toEqual({
				name,
				failed: !holds,
				output: holds ? field : "0x",
				gas: holds ? 50_000n : 10_000_000n,
			});
	});
});

/** Calls the precompile with what it is given: 1 where it succeeds, and what comes back. */
const forward = (number: number): Hex =>
	assemble(
		...["CALLDATASIZE", 0, 0, "CALLDATACOPY"],
		...zeros(2),
		...["CALLDATASIZE", 0, number, "GAS", "STATICCALL"],
		...[0, "MSTORE8", "RETURNDATASIZE", 0, 1, "RETURNDATACOPY"],
		...["RETURNDATASIZE", 1, "ADD", 0, "RETURN"],
	);
const contract = (number: number): Hex =>
	`0x${number.toString(16).padStart(40, "c")}`;

/** A call over proved state to a contract that asks the precompile. */
const callOver = (
	kernel: Precompiling,
	number: number,
	input: Uint8Array,
	signal?: AbortSignal,
) => {
	const node: Node = {
		blocks: mineChain(
			5,
			Object.fromEntries(
				[6, 7, 8, 10].map((one) => [contract(one), { code: forward(one) }]),
			),
			() => {},
		),
		window: 1000,
		asked: [],
	};
	const head = node.blocks.at(-1);
	if (head === undefined) throw new Error("no head");
	const state = proofsOf({ nodes: [node], signed: () => head, kernel });
	const request = callOf({ to: contract(number), data: toHex(input) });
	return {
		call: () => call(state, request, signal),
		estimate: () => estimateGas(state, request, signal),
	};
};

describe("a call over proved state", () => {
	test.each([6, 7, 8, 10])(
		"asks the kernel for 0x0%i, and nobody else",
		async (number) => {
			const asked: { name: string; length: number }[] = [];
			const marked = new Uint8Array(number === 8 ? 32 : 64).fill(0xab);
			const kernel: Precompiling = {
				precompile: async ({ name, input }) => {
					asked.push({ name, length: input.length });
					return marked;
				},
			};
			const { value } = await callOver(
				kernel,
				number,
				new Uint8Array(960),
			).call();
			expect(value.output).toBe(`0x01${toHex(marked).slice(2)}`);
			const expected = {
				6: { name: "bn254-add", length: 128 },
				7: { name: "bn254-multiply", length: 96 },
				8: { name: "bn254-pairing", length: 960 },
				10: { name: "kzg-point", length: 193 },
			}[number];
			// Once more than it counts: the run that learns what has to be proved asks too.
			expect(asked).toEqual([expected, expected]);
		},
	);

	test("goes on where the kernel says that the precompile fails", async () => {
		const kernel: Precompiling = { precompile: async () => null };
		const { value } = await callOver(kernel, 8, new Uint8Array(192)).call();
		expect([value.ended, value.output]).toEqual(["returned", "0x00"]);
	});

	test("is no result when the kernel dies, not a call that failed", async () => {
		const kernel: Precompiling = {
			precompile: async () => {
				throw hasFailed;
			},
		};
		const { call, estimate } = callOver(kernel, 8, new Uint8Array(192));
		for (const work of [call, estimate])
			await expect(work()).rejects.toMatchObject({ code: "internal" });
	});

	test("is no result when worker after worker dies of it", async () => {
		const trap = async () => {
			throw new WebAssembly.RuntimeError("unreachable");
		};
		const dying = { ...nobleKernel, precompile: trap };
		const { spawn, made } = joined(() => ({
			open: async () => dying,
			lastResort: dying,
		}));
		const pool = openPool({ spawn });
		await expect(callOver(pool, 6, concat(g, g)).call()).rejects.toMatchObject({
			code: "internal",
		});
		expect(made()).toBeGreaterThan(1);
		pool.close();
	});

	test("has noble's answer when the first worker dies of it", async () => {
		const trap = async () => {
			throw new WebAssembly.RuntimeError("unreachable");
		};
		const { spawn } = joined(() => ({
			open: async () => ({ ...nobleKernel, precompile: trap }),
		}));
		const pool = openPool({ spawn });
		const { value } = await callOver(pool, 6, concat(g, g)).call();
		expect(value.output).toBe(`0x01${toHex(g2times).slice(2)}`);
		pool.close();
	});

	test("does not wait for a kernel when nobody wants it any more", async () => {
		const stop = new AbortController();
		const kernel: Precompiling = {
			precompile: () => {
				setTimeout(() => stop.abort(), 5);
				return new Promise(() => {});
			},
		};
		await expect(
			callOver(kernel, 6, new Uint8Array(0), stop.signal).call(),
		).rejects.toMatchObject({ code: "cancelled" });
	});
});

describe("a pinned verifier's code", () => {
	test("asks the kernel, and ends without a verdict when it dies", async () => {
		const entry: Hex = `0x${"e1".repeat(20)}`;
		const run = (kernel: Precompiling) =>
			runPure({
				entry,
				contracts: [{ address: entry, code: forward(8) }],
				input: toHex(concat(g2times, h3times, minus6g, h)),
				gas: 1_000_000n,
				precompiles: kernelPrecompiles(kernel),
			});
		expect((await run(nobleKernel)).output).toBe(
			`0x01${toHex(word(1n)).slice(2)}`,
		);
		await expect(
			run({
				precompile: async () => {
					throw hasFailed;
				},
			}),
		).rejects.toMatchObject({ code: "internal" });
	});
});

describe("bounds", () => {
	test("more than a kernel may be asked ends the run, whatever gas there is", async () => {
		let asked = 0;
		const kernel: Precompiling = {
			precompile: async () => {
				asked++;
				return null;
			},
		};
		const most = new Uint8Array(mostPrecompileInput);
		const gas = 10n ** 9n;
		const precompiles = kernelPrecompiles(kernel);
		expect((await ask(precompiles, 8, most, gas)).failed).toBe(true);
		expect(asked).toBe(1);
		await expect(
			ask(
				precompiles,
				8,
				new Uint8Array(mostPrecompileInput + bn254PairBytes),
				gas,
			),
		).rejects.toMatchObject({ code: "evm-bounds" });
		expect(asked).toBe(1);
	});

	test("what the gas does not pay for is not asked", async () => {
		let asked = 0;
		const precompiles = kernelPrecompiles({
			precompile: async () => {
				asked++;
				return null;
			},
		});
		const input = new Uint8Array(100 * bn254PairBytes);
		expect((await ask(precompiles, 8, input, 3_444_999n)).failed).toBe(true);
		expect(asked).toBe(0);
	});
});
