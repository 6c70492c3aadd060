import { describe, expect, it } from "vitest";
import {
	compileWasm,
	isValidWasm,
	openWasm,
} from "../../../src/crypto/wasm/module.ts";
import { empty, importing, small, unknown } from "./fixture.ts";

describe("a WebAssembly module", () => {
	it("gives functions, globals and memory, from bytes or compiled", async () => {
		for (const source of [small, await compileWasm(small)]) {
			const wasm = await openWasm(source);
			expect(wasm.func("add", 2)(40, 2)).toBe(42);
			expect(wasm.global("place")).toBe(64);
			wasm.write(64, Uint8Array.of(1, 2, 3));
			expect([...wasm.read(63, 5)]).toEqual([0, 1, 2, 3, 0]);
		}
	});

	it("gives each instance a memory of its own", async () => {
		const module = await compileWasm(small);
		const [one, other] = [await openWasm(module), await openWasm(module)];
		one.write(0, Uint8Array.of(9));
		expect([...other.read(0, 1)]).toEqual([0]);
	});

	it("reads and writes the memory that has grown", async () => {
		const wasm = await openWasm(small);
		wasm.write(0, Uint8Array.of(5));
		expect(() => wasm.read(65_536, 1)).toThrow(RangeError);
		wasm.act("grow", 1)(1);
		expect(wasm.size()).toBe(131_072);
		wasm.write(131_071, Uint8Array.of(6));
		expect([...wasm.read(131_071, 1), ...wasm.read(0, 1)]).toEqual([6, 5]);
	});

	it("reads and writes nothing outside of its memory", async () => {
		const wasm = await openWasm(small);
		for (const [at, length] of [
			[65_536, 1],
			[-1, 4],
			[0, 65_537],
			[0, -1],
			[Number.NaN, 1],
		] as const)
			expect(() => wasm.window(at, length)).toThrow(RangeError);
		expect(() => wasm.write(65_535, new Uint8Array(2))).toThrow(RangeError);
	});

	it("copies out what it reads", async () => {
		const wasm = await openWasm(small);
		const read = wasm.read(0, 4);
		wasm.write(0, Uint8Array.of(1));
		expect(read[0]).toBe(0);
		expect(wasm.window(0, 4)[0]).toBe(1);
	});

	it("refuses an export that is missing, of another kind or of other parameters", async () => {
		const wasm = await openWasm(small);
		const shape = expect.objectContaining({ code: "wasm-shape" });
		expect(() => wasm.func("sub", 2)).toThrow(shape);
		expect(() => wasm.func("add", 3)).toThrow(shape);
		expect(() => wasm.func("place", 0)).toThrow(shape);
		expect(() => wasm.func("toString", 0)).toThrow(shape);
		expect(() => wasm.global("add")).toThrow(shape);
		expect(() => wasm.global("wide")).toThrow(shape);
		expect(() => wasm.global("none")).toThrow(shape);
	});

	it("refuses a module that wants something from outside, or has no memory", async () => {
		await expect(openWasm(importing)).rejects.toMatchObject({
			code: "wasm-shape",
		});
		await expect(openWasm(empty)).rejects.toMatchObject({ code: "wasm-shape" });
	});

	it("refuses what the runtime does not know, and what is no module", async () => {
		for (const bytes of [unknown, small.slice(0, -1), new Uint8Array(0)]) {
			expect(isValidWasm(bytes)).toBe(false);
			await expect(openWasm(bytes)).rejects.toMatchObject({
				code: "wasm-refused",
			});
		}
		expect(isValidWasm(small)).toBe(true);
	});
});
