// The Miller loop over many pairs at once: one squaring for all of them at each doubling.
// An entry of a list: the address of its table (0 for a free pair) and of the table's next line, 16 bytes in all; x_P and
// y_P, each in both lanes; T; then the points that steps add (family.ts). A table: one line after the other.

import type { Expr } from "../asm/expr.ts";
import { call, type Fn } from "../asm/func.ts";
import { i32 } from "../asm/ops.ts";
import type { Field } from "../field/field.ts";
import { frobeniusFactor } from "../tower/constants.ts";
import type { Fp12 } from "../tower/fp12.ts";
import { behind, ofFp6, type Place, scratch, writer } from "../tower/writer.ts";
import type { Family } from "./family.ts";
import { emitLines, ofLine } from "./lines.ts";
import { emitMulByLine } from "./sparse.ts";

export type Miller = {
	readonly entrySize: number;
	readonly tableSize: number;
	readonly setFree: Fn;
	readonly prepare: Fn;
	readonly setFixed: Fn;
	readonly miller: Fn;
};

const headBytes = 16;

// (to, q): from Q the points that steps add.
const emitAddends = (field: Field, { addends }: Family): Fn => {
	const { module, prime, size } = field;
	const factor = (power: number, j: number): number =>
		field.constant(...frobeniusFactor(prime, power, j));
	return module.func("addends", { params: ["i32", "i32"] }, (f, to, q) => {
		const o = writer(f, field);
		const [x, y] = ofFp6(field, to);
		o.copy(x, q);
		o.copy(y, behind(q, size));
		if (addends === 1) return;
		const [minusX, minusY, piX] = ofFp6(field, behind(to, 2 * size));
		o.copy(minusX, x);
		o.neg(minusY, y);
		// pi(x, y) = (conj(x)·xi^((p−1)/3), conj(y)·xi^((p−1)/2)) on a D-twist
		const [piY, pi2X, pi2Y] = ofFp6(field, behind(to, 5 * size));
		o.conj(piX, x);
		o.mul(piX, piX, factor(1, 2));
		o.conj(piY, y);
		o.mul(piY, piY, factor(1, 3));
		o.mul(pi2X, x, factor(2, 2));
		o.mul(pi2Y, y, factor(2, 3));
		o.neg(pi2Y, pi2Y);
	});
};

export const emitMiller = (
	field: Field,
	family: Family,
	fp12: Fp12,
): Miller => {
	const { module, size } = field;
	const { twist, steps, addends } = family;
	const lines = emitLines(field, family);
	const byLine = emitMulByLine(field, twist, fp12);
	const writeAddends = emitAddends(field, family);
	const stepsAt = module.data(Uint8Array.from(steps));
	const one = field.constant(1n, 0n);
	const lineSize = 3 * size;
	const xAt = headBytes;
	const yAt = xAt + size;
	const tAt = yAt + size;
	const addendsAt = tAt + lineSize;
	const entrySize = addendsAt + addends * 2 * size;
	const tableSize = steps.length * lineSize;
	const table = (entry: Place): Expr<"i32"> => i32.load(entry);
	const cursor = (entry: Place): Expr<"i32"> => i32.load(entry, 4);

	const setG1 = module.func(
		"setG1",
		{ params: ["i32", "i32"] },
		(f, entry, p) => {
			const o = writer(f, field);
			o.run(field.both0, behind(entry, xAt), p);
			o.run(field.both1, behind(entry, yAt), p);
		},
	);

	const setFixed = module.func(
		"setFixed",
		{ params: ["i32", "i32", "i32"] },
		(f, entry, p, lines) => {
			f.do(call(setG1, entry, p), i32.store(entry, lines));
		},
	);

	const setFree = module.func(
		"setFree",
		{ params: ["i32", "i32", "i32"] },
		(f, entry, p, q) => {
			f.do(
				call(setG1, entry, p),
				i32.store(entry, 0),
				call(writeAddends, behind(entry, addendsAt), q),
			);
		},
	);

	/** (entry): T = Q, or the table's first line. */
	const start = module.func("millerStart", { params: ["i32"] }, (f, entry) => {
		const o = writer(f, field);
		f.if(
			table(entry),
			() => f.do(i32.store(entry, table(entry), 4)),
			() => {
				const [x, y, z] = ofFp6(field, behind(entry, tAt));
				o.copy(x, behind(entry, addendsAt));
				o.copy(y, behind(entry, addendsAt + size));
				o.copy(z, one);
			},
		);
	});

	/** (line, entry, step): one step of a free pair. */
	const advance = module.func(
		"millerAdvance",
		{ params: ["i32", "i32", "i32"] },
		(f, line, entry, step) => {
			const t = behind(entry, tAt);
			f.if(
				step,
				() => {
					const addend = i32.add(
						behind(entry, addendsAt),
						i32.mul(i32.sub(step, 1), 2 * size),
					);
					f.do(call(lines.add, line, t, addend));
				},
				() => f.do(call(lines.double, line, t)),
			);
		},
	);

	/** (line, entry, step): the line of this step, at P. */
	const evaluate = module.func(
		"millerEvaluate",
		{ params: ["i32", "i32", "i32"] },
		(f, line, entry, step) => {
			const o = writer(f, field);
			const from = f.local("i32");
			f.if(
				table(entry),
				() => {
					f.set(from, cursor(entry));
					f.do(i32.store(entry, i32.add(from, lineSize), 4));
				},
				() => {
					f.set(from, line);
					f.do(call(advance, line, entry, step));
				},
			);
			const source = ofLine(field, twist, from);
			const target = ofLine(field, twist, line);
			o.copy(target.constant, source.constant);
			o.scale(target.atX, source.atX, behind(entry, xAt));
			o.scale(target.atY, source.atY, behind(entry, yAt));
		},
	);

	const own = scratch(field);
	const [line, other] = [own(3), own(3)];
	/** (r, list, count, step): r times the lines of this step, two at a time. */
	const multiply = module.func(
		"millerMultiply",
		{ params: ["i32", "i32", "i32", "i32"] },
		(f, r, list, count, step) => {
			const entry = f.let(list);
			const next = (to: number): void => {
				f.do(call(evaluate, to, entry, step));
				f.set(entry, i32.add(entry, entrySize));
			};
			f.times(i32.shrU(count, 1), () => {
				next(line);
				next(other);
				f.do(call(byLine.two, r, line, other));
			});
			f.if(i32.and(count, 1), () => {
				next(line);
				f.do(call(byLine.one, r, line));
			});
		},
	);

	const miller = module.func(
		"miller",
		{ params: ["i32", "i32", "i32"] },
		(f, r, list, count) => {
			f.do(call(fp12.setOne, r));
			const entry = f.let(list);
			f.times(count, () => {
				f.do(call(start, entry));
				f.set(entry, i32.add(entry, entrySize));
			});
			f.times(steps.length, (i) => {
				const step = f.let(i32.load8U(i32.add(i, stepsAt)));
				// the first step is a doubling, and one need not be squared
				f.if(i32.and(i32.eqz(step), i32.gtU(i, 0)), () =>
					f.do(call(fp12.sqr, r, r)),
				);
				f.do(call(multiply, r, list, count, step));
			});
			// f_{−x} is the conjugate of f_x, up to factors that vanish
			if (family.isXNegative) f.do(call(fp12.conj, r, r));
		},
	);

	const prepareEntry = module.reserve(entrySize);
	const prepare = module.func(
		"prepareLines",
		{ params: ["i32", "i32"] },
		(f, to, q) => {
			const at = f.let(to);
			f.do(
				i32.store(prepareEntry, 0),
				call(writeAddends, prepareEntry + addendsAt, q),
				call(start, prepareEntry),
			);
			f.times(steps.length, (i) => {
				const step = i32.load8U(i32.add(i, stepsAt));
				f.do(call(advance, at, prepareEntry, step));
				f.set(at, i32.add(at, lineSize));
			});
		},
	);

	return { entrySize, tableSize, setFree, prepare, setFixed, miller };
};
