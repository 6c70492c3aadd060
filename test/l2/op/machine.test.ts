// What a chain of the OP Stack computes otherwise than Ethereum is not run; the rest is, on every chain that ships.

import { describe, expect, test } from "vitest";
import type { Hex } from "../../../src/base/bytes.ts";
import { rollupRules } from "../../../src/engine/evm-rules.ts";
import { call } from "../../../src/evm/call.ts";
import type { EvmRules } from "../../../src/evm/rules.ts";
import { shippedRollups } from "../../../src/l2/checks.ts";
import { assemble, returnTop } from "../../evm/assemble.ts";
import { callOf, prague, proofsOf } from "../../evm/world.ts";
import { mineChain, type Node } from "../../state/chain.ts";

const shipped = shippedRollups.filter(({ kind }) => kind === "op-games-v2");
const nowS = 1_800_000_000;
/** Made blocks have a header of Ethereum's. */
const rulesOf = (name: string): EvmRules => {
	const profile = shipped.find((one) => one.name === name);
	if (profile === undefined) throw new Error(name);
	return { ...rollupRules(profile, nowS), chainId: 1 };
};

const target: Hex = `0x${"a1".repeat(20)}`;
const ran = (code: Hex, rules: EvmRules) => {
	const node: Node = {
		blocks: mineChain(3, { [target]: { code } }),
		window: 1000,
		asked: [],
	};
	const proofs = proofsOf({
		nodes: [node],
		signed: () => {
			const head = node.blocks.at(-1);
			if (head === undefined) throw new Error("no head");
			return head;
		},
		rules: () => rules,
	});
	return call(proofs, callOf({ to: target }));
};
const calling = (to: Hex): Hex =>
	assemble(0, 0, 0, 0, BigInt(to), "GAS", "STATICCALL", ...returnTop);
const precompile = (byte: string): Hex => `0x${byte.padStart(40, "0")}`;
/** CLZ of a one. */
const clz = assemble(1, "raw:1e", ...returnTop);

describe("on every chain of the OP Stack that ships", () => {
	test("code is run, by the fork that the chain has", async () => {
		expect(shipped.length).toBeGreaterThan(5);
		for (const { name } of shipped) {
			const code = assemble("TIMESTAMP", ...returnTop);
			expect((await ran(code, rulesOf(name))).value.ended).toBe("returned");
		}
	});

	test("what takes shorter inputs there is refused, and BLOBBASEFEE; on Ethereum they are run", async () => {
		for (const { name } of shipped) {
			for (const at of ["8", "c", "e", "f"].map(precompile))
				await expect(ran(calling(at), rulesOf(name))).rejects.toMatchObject({
					code: "vm-unsupported",
				});
			const fee = assemble("BLOBBASEFEE", ...returnTop);
			await expect(ran(fee, rulesOf(name))).rejects.toMatchObject({
				code: "vm-unsupported",
			});
			expect((await ran(fee, prague)).value.ended).toBe("returned");
		}
	});

	test("there are no rules for a time before those that are known", () => {
		for (const profile of shipped)
			expect(() => rollupRules(profile, 1_740_000_000)).toThrow(
				"vm-unsupported",
			);
	});
});

describe("what Base's nodes compute without any code", () => {
	test.each([
		"0xb20000000000000000000101020304050607ffff",
		"0xb20f000000000000000000000000000000000000",
		"0x8453000000000000000000000000000000000002",
		"0x813000000000000000000000000000000000aa01",
	] as const)("is refused where code calls %s", async (at) => {
		await expect(ran(calling(at), rulesOf("base"))).rejects.toMatchObject({
			code: "vm-unsupported",
		});
		expect((await ran(calling(at), rulesOf("optimism"))).value.ended).toBe(
			"returned",
		);
	});
});

describe("where it is not known whether a chain has Osaka", () => {
	test("what is another thing before and after is refused", async () => {
		const world = rulesOf("world-chain");
		for (const code of [clz, ...["5", "100"].map(precompile).map(calling)])
			await expect(ran(code, world)).rejects.toMatchObject({
				code: "vm-unsupported",
			});
		expect((await ran(clz, rulesOf("optimism"))).value.ended).toBe("returned");
	});
});
