// The assembler: what it writes is valid, runs as written, and wrong use is refused when the module is made.

import { describe, expect, it } from "vitest";
import { signed, unsigned } from "../../../wasm/asm/encode.ts";
import { ask, call } from "../../../wasm/asm/func.ts";
import { Module } from "../../../wasm/asm/module.ts";
import { f64x2, i32, i64, i64x2, v128 } from "../../../wasm/asm/ops.ts";

const start = (module: Module): WebAssembly.Exports =>
	new WebAssembly.Instance(new WebAssembly.Module(module.encode(1024))).exports;

const run = (
	exports: WebAssembly.Exports,
	name: string,
	...args: (number | bigint)[]
): unknown => {
	const found = exports[name];
	if (typeof found !== "function") throw new TypeError(`no ${name}`);
	return found(...args);
};

describe("numbers", () => {
	it("are written as LEB128", () => {
		expect(unsigned(624485)).toEqual([0xe5, 0x8e, 0x26]);
		expect(signed(-123456n)).toEqual([0xc0, 0xbb, 0x78]);
		expect(signed(64n)).toEqual([0xc0, 0x00]);
		expect(() => unsigned(-1)).toThrow(RangeError);
		expect(() => unsigned(1.5)).toThrow(RangeError);
	});
});

describe("a module", () => {
	it("runs loops, branches, calls and static memory", () => {
		const m = new Module();
		const table = m.data(Uint8Array.of(1, 2, 3, 4, 5));
		const square = m.func(
			"square",
			{ params: ["i32"], result: "i32" },
			(f, x) => f.give(i32.mul(x, x)),
		);
		m.func(
			"sumOfSquares",
			{ params: ["i32"], result: "i32", exported: true },
			(f, count) => {
				const sum = f.local("i32");
				f.times(count, (i) => {
					const x = f.let(i32.load8U(i32.add(table, i)));
					f.if(
						i32.eq(x, 3),
						() => f.set(sum, i32.add(sum, 1000)),
						() => f.set(sum, i32.add(sum, ask(square, x))),
					);
				});
				f.give(sum);
			},
		);
		m.func(
			"firstAbove",
			{ params: ["i32"], result: "i32", exported: true },
			(f, least) => {
				const i = f.local("i32");
				f.block((leave) => {
					f.loop((again) => {
						leave(i32.gtU(i32.load8U(i32.add(table, i)), least));
						f.set(i, i32.add(i, 1));
						again(i32.ltU(i, 5));
					});
				});
				f.give(i);
			},
		);
		const exports = start(m);
		expect(run(exports, "sumOfSquares", 5)).toBe(1 + 4 + 1000 + 16 + 25);
		expect(run(exports, "sumOfSquares", 0)).toBe(0);
		expect(run(exports, "firstAbove", 2)).toBe(2);
		expect(run(exports, "firstAbove", 9)).toBe(5);
		expect(exports.square).toBeUndefined();
	});

	it("works on vectors", () => {
		const m = new Module();
		const at = m.reserve(16);
		m.func("lanes", { params: ["i64"], exported: true }, (f, x) => {
			const pair = f.let(i64x2.add(i64x2.splat(x), i64x2.const(1n, 2n)));
			f.do(v128.store(at, v128.cross64(pair, pair)));
		});
		m.func("lane", { params: ["i32"], result: "i64", exported: true }, (f, i) =>
			f.give(i64.load(i32.add(at, i32.mul(i, 8))), "i64"),
		);
		const exports = start(m);
		run(exports, "lanes", 40n);
		expect([run(exports, "lane", 0), run(exports, "lane", 1)]).toEqual([
			42n,
			41n,
		]);
	});

	it("is the same bytes each time, and says where the host's memory begins", () => {
		const make = () => {
			const m = new Module();
			m.reserve(100);
			m.func("nothing", { params: [], exported: true }, () => {});
			return m;
		};
		expect(make().encode(10)).toEqual(make().encode(10));
		const { heap } = start(make());
		expect(heap instanceof WebAssembly.Global && heap.value).toBe(1152);
	});

	it("leaves out what no exported function needs, and numbers the rest anew", () => {
		const m = new Module();
		m.func("unused", { params: [] }, () => {});
		const seven = m.func("seven", { params: [], result: "i32" }, (f) =>
			f.give(7),
		);
		const lean = new Module();
		const same = lean.func("seven", { params: [], result: "i32" }, (f) =>
			f.give(7),
		);
		for (const [module, called] of [
			[m, seven],
			[lean, same],
		] as const)
			module.func("eight", { params: [], result: "i32", exported: true }, (f) =>
				f.give(i32.add(ask(called), 1)),
			);
		expect(run(start(m), "eight")).toBe(8);
		expect(m.encode(0)).toEqual(lean.encode(0));
	});

	it("refuses a call of another module's function", () => {
		const other = new Module().func("other", { params: [] }, () => {});
		const m = new Module();
		m.func("mine", { params: [], exported: true }, (f) => f.do(call(other)));
		expect(() => m.encode(0)).toThrow("other is of another module");
	});

	it("refuses an operand of another type, a wrong number of arguments and a second function of a name", () => {
		const m = new Module();
		const one = m.func("one", { params: ["i32"] }, () => {});
		expect(() => call(one)).toThrow("takes 1 arguments, got 0");
		expect(() => ask(one, 1)).toThrow("gives no i32");
		expect(() => call(one, i64.const(1n))).toThrow("expected i32, got i64");
		expect(() => f64x2.splat(i32.const(1) as never)).toThrow(
			"expected f64, got i32",
		);
		expect(() => m.func("one", { params: [] }, () => {})).toThrow(
			"a function one already",
		);
	});
});
