// Blocks of memory: none overlaps another, what is given back is used again.

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { openBlocks } from "../../../src/crypto/wasm/blocks.ts";

describe("blocks", () => {
	it("never overlap, whatever is taken and given back", () => {
		fc.assert(
			fc.property(
				fc.array(fc.tuple(fc.nat(200_000), fc.nat(9)), { maxLength: 60 }),
				(steps) => {
					let end = 65_536;
					const blocks = openBlocks(1024, end, (pages) => {
						end += pages * 65_536;
						return true;
					});
					const held: { at: number; size: number }[] = [];
					for (const [size, which] of steps) {
						const old = which < 4 ? held[which] : undefined;
						if (old !== undefined) {
							blocks.giveBack(old.at);
							held.splice(which, 1);
							continue;
						}
						const at = blocks.take(size);
						expect(at % 64).toBe(0);
						expect(at).toBeGreaterThanOrEqual(1024);
						expect(at + size).toBeLessThanOrEqual(end);
						for (const other of held)
							expect(at + size <= other.at || other.at + other.size <= at).toBe(
								true,
							);
						held.push({ at, size });
					}
				},
			),
		);
	});

	it("are used again, so that memory grows once", () => {
		let grown = 0;
		const blocks = openBlocks(0, 65_536, () => {
			grown++;
			return true;
		});
		for (let i = 0; i < 50; i++) {
			const [a, b] = [blocks.take(50_000), blocks.take(50_000)];
			blocks.giveBack(i % 2 === 0 ? a : b);
			blocks.giveBack(i % 2 === 0 ? b : a);
			blocks.giveBack(a);
			blocks.giveBack(12_345);
		}
		expect(grown).toBe(1);
	});

	it("are refused when the memory cannot grow", () => {
		const blocks = openBlocks(0, 64, () => false);
		expect(blocks.take(64)).toBe(0);
		expect(() => blocks.take(1)).toThrow(/cannot grow/);
	});
});
