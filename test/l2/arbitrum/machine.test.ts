// What ArbOS computes in its own way is not run: its precompiles, the instructions that answer otherwise, Stylus' programs.

import { describe, expect, test } from "vitest";
import type { Hex } from "../../../src/base/bytes.ts";
import { rollupRules } from "../../../src/engine/evm-rules.ts";
import { call } from "../../../src/evm/call.ts";
import { shippedRollups } from "../../../src/l2/checks.ts";
import { assemble, returnTop } from "../../evm/assemble.ts";
import { callOf, prague, proofsOf } from "../../evm/world.ts";
import { mineChain, type Node } from "../../state/chain.ts";

const arbitrum = shippedRollups.filter(
	({ kind }) => kind === "arbitrum-bold-v1",
);
const [one] = arbitrum;
if (one === undefined) throw new Error("no profile");
const nowS = 1_800_000_000;
/** Made blocks have a header of Ethereum's. */
const rules = { ...rollupRules(one, nowS), chainId: 1 };

const target: Hex = `0x${"a1".repeat(20)}`;
const ran = (code: Hex, own = rules) => {
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
		rules: () => own,
	});
	return call(proofs, callOf({ to: target }));
};

const calling = (to: Hex): Hex =>
	assemble(0, 0, 0, 0, BigInt(to), "GAS", "STATICCALL", ...returnTop);

describe("on an Arbitrum chain", () => {
	test("code that asks for neither block nor ArbOS is run", async () => {
		const code = assemble("TIMESTAMP", ...returnTop);
		expect((await ran(code)).value.ended).toBe("returned");
	});

	test.each([
		"0x0000000000000000000000000000000000000064",
		"0x000000000000000000000000000000000000006e",
		"0x0000000000000000000000000000000000000074",
		"0x00000000000000000000000000000000000000c8",
		"0x00000000000000000000000000000000000000c9",
		"0x00000000000000000000000000000000000000ff",
		"0x00000000000000000000000000000000000a4b05",
	] as const)("a call of the precompile %s is refused", async (at) => {
		await expect(ran(calling(at))).rejects.toMatchObject({
			code: "vm-unsupported",
		});
	});

	test.each(["NUMBER", "PREVRANDAO", "GASPRICE", "BLOBBASEFEE"] as const)(
		"code that does %s is refused, and on Ethereum it is run",
		async (name) => {
			const code = assemble(name, ...returnTop);
			await expect(ran(code)).rejects.toMatchObject({
				code: "vm-unsupported",
			});
			expect((await ran(code, prague)).value.ended).toBe("returned");
		},
	);

	test.each(["BLOCKHASH", "BLOBHASH"] as const)(
		"code that does %s is refused",
		async (name) => {
			await expect(ran(assemble(0, name, ...returnTop))).rejects.toMatchObject({
				code: "vm-unsupported",
			});
		},
	);

	test.each([
		"0xeff00000",
		"0xeff00001aabb",
		"0xeff00100",
		"0xef0001",
	] as const)(
		"the program %s is refused, called at once or by another",
		async (program) => {
			await expect(ran(program)).rejects.toMatchObject({
				code: "vm-unsupported",
			});
			const inner: Hex = `0x${"a2".repeat(20)}`;
			const node: Node = {
				blocks: mineChain(2, {
					[target]: { code: calling(inner) },
					[inner]: { code: program },
				}),
				window: 1000,
				asked: [],
			};
			const head = node.blocks.at(-1);
			if (head === undefined) throw new Error("no head");
			await expect(
				call(
					proofsOf({ nodes: [node], signed: () => head, rules: () => rules }),
					callOf({ to: target }),
				),
			).rejects.toMatchObject({ code: "vm-unsupported" });
		},
	);

	test("there are no rules for a time before those that are known", () => {
		for (const profile of arbitrum)
			expect(() => rollupRules(profile, 1_760_000_000)).toThrow(
				"vm-unsupported",
			);
	});
});
