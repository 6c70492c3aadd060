// Does relaxed multiply-add round once here? WebAssembly allows it to round twice where the processor has no fused
// instruction, and then arithmetic that takes the two halves of a product from it is silently wrong. A module of one
// instruction is asked, before any kernel that rests on it.
// Source: https://github.com/WebAssembly/relaxed-simd/blob/main/proposals/relaxed-simd/Overview.md, relaxed_madd

import { Fault } from "../../base/fault.ts";
import { openWasm } from "./module.ts";

// Exports memory and multiplyAdd(at): two lanes each at `at`, at + 16 and at + 32; a · b + c goes to at + 48.
const probe = Uint8Array.from([
	...[0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00], // magic, version 1
	...[0x01, 0x05, 0x01, 0x60, 0x01, 0x7f, 0x00], // one type: (i32) -> ()
	...[0x03, 0x02, 0x01, 0x00], // one function of it
	...[0x05, 0x03, 0x01, 0x00, 0x01], // one page of memory
	...[0x07, 0x18, 0x02], // two exports
	...[0x06, 0x6d, 0x65, 0x6d, 0x6f, 0x72, 0x79, 0x02, 0x00], // memory
	...[0x0b, 0x6d, 0x75, 0x6c, 0x74, 0x69, 0x70, 0x6c, 0x79], // multiply
	...[0x41, 0x64, 0x64, 0x00, 0x00], // Add
	...[0x0a, 0x1f, 0x01, 0x1d, 0x00], // one body of 29 bytes, no locals
	...[0x20, 0x00], // the address to store at
	...[0x20, 0x00, 0xfd, 0x00, 0x04, 0x00], // v128.load a
	...[0x20, 0x00, 0xfd, 0x00, 0x04, 0x10], // v128.load b
	...[0x20, 0x00, 0xfd, 0x00, 0x04, 0x20], // v128.load c
	...[0xfd, 0x87, 0x02], // f64x2.relaxed_madd
	...[0xfd, 0x0b, 0x04, 0x30, 0x0b], // v128.store, end
]);

/** Factors as limbs have them: 51 bits with sign. Of each product the low half is lost when it is rounded first. */
const pairs: readonly (readonly [number, number])[] = [
	[485999625619990, -1098376970601188],
	[1099976431712667, -710189917442031],
	[-507607223623079, 782559352804614],
	[-1125899906842623, -1125899906842623],
	[1125899906842623, 1125899906842621],
	[1, -1],
];
/** 3 · 2^102 and 3 · 2^51: sums with them round to multiples of 2^51 and of 1. */
const highBias = 3 * 2 ** 102;
const lowBias = 3 * 2 ** 51;

/** Calls before and after the runtime may have compiled the probe anew. */
const rounds = 200;

/** Resolves when it rounds once, in both lanes. @throws wasm-refused without the instruction, kernel-unsound */
export const checkFused = async (): Promise<void> => {
	const wasm = await openWasm(probe);
	checkHalves(halvesBy(wasm.act("multiplyAdd", 1), wasm.window(0, 64)));
};

/** a · b + c in two lanes. */
export type MultiplyAdd = (
	a: readonly [number, number],
	b: readonly [number, number],
	c: readonly [number, number],
) => readonly [number, number];

const halvesBy = (
	run: (at: number) => void,
	memory: Uint8Array,
): MultiplyAdd => {
	const view = new DataView(memory.buffer, memory.byteOffset, 64);
	return (...factors) => {
		for (const [i, lanes] of factors.entries())
			for (const [lane, value] of lanes.entries())
				view.setFloat64(16 * i + 8 * lane, value, true);
		run(0);
		return [view.getFloat64(48, true), view.getFloat64(56, true)];
	};
};

/**
 * Takes each product apart as the kernels do: the high half by a sum that rounds, the low half as what is left. Both
 * together are the product to the last bit only when nothing else was rounded. @throws kernel-unsound
 */
export const checkHalves = (multiplyAdd: MultiplyAdd): void => {
	for (let round = 0; round < rounds; round++)
		for (const [i, first] of pairs.entries()) {
			const second = pairs[(i + 1) % pairs.length] ?? first;
			const a = [first[0], second[0]] as const;
			const b = [first[1], second[1]] as const;
			const high = multiplyAdd(a, b, [highBias, highBias]);
			const rest = highBias + lowBias;
			const low = multiplyAdd(a, b, [rest - high[0], rest - high[1]]);
			for (const lane of [0, 1] as const)
				if (
					!isWhole(high[lane]) ||
					!isWhole(low[lane]) ||
					BigInt(high[lane]) -
						BigInt(highBias) +
						(BigInt(low[lane]) - BigInt(lowBias)) !==
						BigInt(a[lane]) * BigInt(b[lane])
				)
					throw new Fault(
						"kernel-unsound",
						"multiply-add rounds twice on this device",
					);
		}
};

const isWhole = (value: number): boolean => Number.isInteger(value);
