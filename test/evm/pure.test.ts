// Pinned code run alone: every instruction that depends on or changes more than the run ends it, and so do the bounds.

import { describe, expect, test } from "vitest";
import { concat, fromHex, type Hex, toHex } from "../../src/base/bytes.ts";
import {
	bn254G1,
	bn254Generator,
	bn254GeneratorG2,
	negateG1,
} from "../../src/crypto/bn254.ts";
import { nobleBn254 } from "../../src/crypto/noble-bn254.ts";
import { bn254Precompiles } from "../../src/evm/precompiles.ts";
import { type PureRun, runPure, runtimeOf } from "../../src/evm/pure.ts";
import { assemble, returnTop, zeros } from "./assemble.ts";

const entry: Hex = `0x${"e1".repeat(20)}`;
const other: Hex = `0x${"a7".repeat(20)}`;
const stranger: Hex = `0x${"5b".repeat(20)}`;

const runCode = (
	code: Hex,
	change: Partial<PureRun> = {},
	...more: PureRun["contracts"][number][]
) =>
	runPure({
		entry,
		contracts: [{ address: entry, code }, ...more],
		input: "0x",
		gas: 1_000_000n,
		...change,
	});

const word = (value: bigint): Hex =>
	`0x${value.toString(16).padStart(64, "0")}`;

/** A call to `to` with what was given as input, and what came back returned. */
const forward = (kind: "CALL" | "STATICCALL", to: Hex, value = 0) =>
	assemble(
		"CALLDATASIZE",
		0,
		0,
		"CALLDATACOPY",
		...zeros(2),
		"CALLDATASIZE",
		0,
		...(kind === "CALL" ? [value] : []),
		BigInt(to),
		"GAS",
		kind,
		// 1 where it succeeded, then what came back
		0,
		"MSTORE8",
		"RETURNDATASIZE",
		0,
		1,
		"RETURNDATACOPY",
		"RETURNDATASIZE",
		1,
		"ADD",
		0,
		"RETURN",
	);

describe("pure code", () => {
	test("computes, and pays for what it does", async () => {
		const code = assemble(0, "CALLDATALOAD", 7, "MUL", ...returnTop);
		const run = await runCode(code, { input: word(6n) });
		// PUSH0 2, CALLDATALOAD 3, PUSH1 3, MUL 5, PUSH0 2, MSTORE 3 and a word of memory 3, PUSH1 3, PUSH0 2
		expect(run).toEqual({ ok: true, output: word(42n), gasUsed: 26n });
	});

	test("answers with what it reverts with", async () => {
		const code = assemble(0xbad, 0, "MSTORE", 32, 0, "REVERT");
		const { ok, output } = await runCode(code);
		expect({ ok, output }).toEqual({ ok: false, output: word(0xbadn) });
	});

	test("fails with an empty answer where it does what no code may", async () => {
		for (const code of [
			assemble("INVALID"),
			assemble("ADD"),
			assemble(3, "JUMP"),
			assemble(1n << 200n, "MLOAD"),
		])
			expect(await runCode(code)).toEqual({
				ok: false,
				output: "0x",
				gasUsed: 1_000_000n,
			});
	});

	test("knows the newest instructions", async () => {
		// PUSH0, MCOPY, CLZ of 1
		const code = assemble(...zeros(3), "MCOPY", 1, "raw:1e", ...returnTop);
		expect((await runCode(code)).output).toBe(word(255n));
	});

	test("may look at itself, at what it was sent, and at its gas", async () => {
		const code = assemble("ADDRESS", ...returnTop);
		expect((await runCode(code)).output).toBe(
			`0x${"0".repeat(24)}${entry.slice(2)}`,
		);
		for (const name of ["CODESIZE", "CALLVALUE", "GAS", "PC", "MSIZE"])
			expect((await runCode(assemble(name, ...returnTop))).ok, name).toBe(true);
	});
});

describe("impure code", () => {
	const impure: readonly (readonly [string, number])[] = [
		["BALANCE", 1],
		["ORIGIN", 0],
		["CALLER", 0],
		["GASPRICE", 0],
		["EXTCODESIZE", 1],
		["EXTCODECOPY", 4],
		["EXTCODEHASH", 1],
		["BLOCKHASH", 1],
		["COINBASE", 0],
		["TIMESTAMP", 0],
		["NUMBER", 0],
		["PREVRANDAO", 0],
		["GASLIMIT", 0],
		["CHAINID", 0],
		["SELFBALANCE", 0],
		["BASEFEE", 0],
		["BLOBHASH", 1],
		["BLOBBASEFEE", 0],
		["SLOAD", 1],
		["SSTORE", 2],
		["TLOAD", 1],
		["TSTORE", 2],
		["LOG0", 2],
		["LOG1", 3],
		["LOG2", 4],
		["LOG3", 5],
		["LOG4", 6],
		["CREATE", 3],
		["CREATE2", 4],
		["CALLCODE", 7],
		["DELEGATECALL", 6],
		["SELFDESTRUCT", 1],
	];

	test.each(impure)("is refused at %s", async (name, operands) => {
		const code = assemble(...zeros(operands), name, ...returnTop);
		await expect(runCode(code)).rejects.toMatchObject({
			code: "replay-impure",
			detail: expect.stringContaining(name.replace(/^LOG\d/, "LOG")),
		});
	});

	test.each(impure)(
		"is refused at %s two calls down, whatever the caller makes of a failure",
		async (name, operands) => {
			const inner = assemble(...zeros(operands), name, "STOP");
			const outer = assemble(
				...zeros(4),
				BigInt(other),
				"GAS",
				"STATICCALL",
				"POP",
				1,
				...returnTop,
			);
			await expect(
				runCode(outer, {}, { address: other, code: inner }),
			).rejects.toMatchObject({ code: "replay-impure" });
		},
	);

	test("is refused where it has too little on the stack to go on", async () => {
		await expect(runCode(assemble("SLOAD"))).rejects.toMatchObject({
			code: "replay-impure",
		});
	});

	test.each(["CALL", "STATICCALL"] as const)(
		"is refused at a %s to code that is not pinned",
		async (kind) => {
			await expect(runCode(forward(kind, stranger))).rejects.toMatchObject({
				code: "replay-impure",
				detail: expect.stringContaining(stranger),
			});
		},
	);

	test("is refused at a call with value, to pinned code as well", async () => {
		await expect(
			runCode(forward("CALL", other, 1), {}, { address: other, code: "0x" }),
		).rejects.toMatchObject({
			code: "replay-impure",
			detail: expect.stringContaining("1 wei"),
		});
	});

	test("is refused where the pinned code is a delegation", async () => {
		await expect(runCode(`0xef0100${stranger.slice(2)}`)).rejects.toMatchObject(
			{ code: "replay-impure" },
		);
	});

	test("is refused at an instruction of a fork that is not known", async () => {
		await expect(runCode(assemble("raw:4b"))).rejects.toMatchObject({
			code: "vm-unsupported",
			detail: expect.stringContaining("0x4b"),
		});
	});

	test("is not asked for an entry that is not pinned", async () => {
		await expect(
			runPure({ entry, contracts: [], input: "0x", gas: 1n }),
		).rejects.toThrow(RangeError);
	});
});

describe("calls", () => {
	test.each(["CALL", "STATICCALL"] as const)(
		"go to pinned code by %s",
		async (kind) => {
			const twice = assemble(0, "CALLDATALOAD", 2, "MUL", ...returnTop);
			const run = await runCode(
				forward(kind, other),
				{ input: word(21n) },
				{ address: other, code: twice },
			);
			expect(run.output).toBe(`0x01${word(42n).slice(2)}`);
			// a contract is cold at the first call
			expect(run.gasUsed).toBeGreaterThan(2600n);
		},
	);

	const pairs = concat(
		bn254Generator,
		bn254GeneratorG2,
		negateG1(bn254Generator),
		bn254GeneratorG2,
	);
	const precompiles: readonly (readonly [string, number, Uint8Array, Hex])[] = [
		["the identity", 4, fromHex("0x1234"), "0x1234"],
		[
			"sha256",
			2,
			new Uint8Array(0),
			"0xe3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
		],
		[
			"modexp",
			5,
			fromHex(`${word(1n)}${word(1n).slice(2)}${word(1n).slice(2)}030507`),
			"0x05",
		],
		[
			"the sum of two points",
			6,
			concat(bn254Generator, negateG1(bn254Generator)),
			toHex(bn254G1(0n, 0n)),
		],
		[
			"a point by a scalar",
			7,
			concat(bn254Generator, fromHex(word(1n))),
			toHex(bn254Generator),
		],
		["a pairing that holds", 8, pairs, word(1n)],
		["a pairing that does not", 8, pairs.subarray(0, 192), word(0n)],
	];
	describe.each([
		["the package's precompiles", undefined],
		["noble's", bn254Precompiles(nobleBn254)],
	] as const)("with %s", (_, given) => {
		test.each(precompiles)("ask %s", async (__, number, input, output) => {
			const run = await runCode(
				forward("STATICCALL", `0x${number.toString(16).padStart(40, "0")}`),
				{
					input: toHex(input),
					...(given === undefined ? {} : { precompiles: given }),
				},
			);
			expect(run.output).toBe(`0x01${output.slice(2)}`);
		});

		test("fail, and go on, where a point is off the curve", async () => {
			const wrong = concat(bn254G1(1n, 3n), bn254GeneratorG2);
			const run = await runCode(forward("STATICCALL", `0x${"0".repeat(39)}8`), {
				input: toHex(wrong),
				...(given === undefined ? {} : { precompiles: given }),
			});
			expect(run.output).toBe("0x00");
		});
	});

	test("cost the same with the one and with the other", async () => {
		const ask = (precompiles?: PureRun["precompiles"]) =>
			Promise.all(
				[6, 7, 8].map(async (number) => {
					const { gasUsed } = await runCode(
						forward("STATICCALL", `0x${"0".repeat(39)}${number}`),
						{
							input: toHex(pairs),
							...(precompiles === undefined ? {} : { precompiles }),
						},
					);
					return gasUsed;
				}),
			);
		expect(await ask(bn254Precompiles(nobleBn254))).toEqual(await ask());
	});

	test("use the kernel that was given", async () => {
		let asked = 0;
		const counting = {
			...nobleBn254,
			checkPairing: (input: Uint8Array) => {
				asked++;
				return nobleBn254.checkPairing(input);
			},
		};
		await runCode(forward("STATICCALL", `0x${"0".repeat(39)}8`), {
			input: toHex(pairs),
			precompiles: bn254Precompiles(counting),
		});
		expect(asked).toBe(1);
	});

	test("check a point evaluation", async () => {
		// The polynomial 0: its commitment and its proof are infinity, its value is 0 everywhere.
		const infinity = `c0${"0".repeat(94)}`;
		const hash =
			"010657f37554c781402a22917dee2f75def7ab966d7b770905398eba3c444014";
		const good = `0x${hash}${"0".repeat(128)}${infinity}${infinity}` as const;
		const to: Hex = `0x${"0".repeat(39)}a`;
		const yes = await runCode(forward("STATICCALL", to), { input: good });
		expect(yes.output.slice(0, 4)).toBe("0x01");
		expect(yes.output.length).toBe(2 + 2 * 65);
		const no = await runCode(forward("STATICCALL", to), {
			input: `0x${hash}${"0".repeat(127)}1${infinity}${infinity}`,
		});
		expect(no.output).toBe("0x00");
	});
});

describe("a run is bounded", () => {
	const endless = assemble("JUMPDEST", 0, "JUMP");

	test("by its gas", async () => {
		const run = await runCode(endless, { gas: 10_000n });
		expect(run).toEqual({ ok: false, output: "0x", gasUsed: 10_000n });
	});

	test("by its steps, over all frames", async () => {
		await expect(
			runCode(endless, { gas: 1n << 60n, steps: 20_000 }),
		).rejects.toMatchObject({ code: "evm-bounds" });
		// calls itself; each frame alone is short
		const calls = assemble(...zeros(4), BigInt(entry), "GAS", "STATICCALL");
		await expect(
			runCode(calls, { gas: 1n << 60n, steps: 1_000 }),
		).rejects.toMatchObject({ code: "evm-bounds" });
	});

	test("by the one who asked, while it runs", async () => {
		const stop = new AbortController();
		const run = runCode(endless, {
			gas: 1n << 60n,
			steps: Number.MAX_SAFE_INTEGER,
			signal: stop.signal,
		});
		setTimeout(() => stop.abort(), 20);
		await expect(run).rejects.toMatchObject({ code: "cancelled" });
	});

	test("by the one who asked, before it begins", async () => {
		await expect(
			runCode(endless, { signal: AbortSignal.abort() }),
		).rejects.toMatchObject({ code: "cancelled" });
	});

	test("leaves others their turn", async () => {
		let turns = 0;
		const ticking = setInterval(() => turns++, 1);
		await runCode(endless, { gas: 5_000_000n });
		clearInterval(ticking);
		expect(turns).toBeGreaterThan(5);
	});
});

test("a constructor leaves its code with what it wrote into it", async () => {
	// copies its last two bytes into memory and returns them
	const creation =
		`${assemble(2, 10, 0, "CODECOPY", 2, 0, "RETURN")}600b` as const;
	expect(await runtimeOf(creation)).toBe("0x600b");
	await expect(runtimeOf(assemble(0, 0, "REVERT"))).rejects.toThrow(RangeError);
});
