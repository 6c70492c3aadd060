// The curve that the topic's checks run on: noble and every built module of it that this runtime can open, asked the same
// questions. One answer that differs fails the case.

import { existsSync, readFileSync } from "node:fs";
import { setFlagsFromString } from "node:v8";
import { equalBytes } from "../../src/base/bytes.ts";
import { Fault } from "../../src/base/fault.ts";
import { nobleBn254 } from "../../src/crypto/noble-bn254.ts";
import type {
	PairingCurve,
	PreparedEquation,
} from "../../src/crypto/pairing.ts";
import { openBn254 } from "../../src/crypto/wasm/bn254.ts";

const same = (a: unknown, b: unknown): boolean =>
	a instanceof Uint8Array && b instanceof Uint8Array
		? equalBytes(a, b)
		: a === b;

const agreed = <T>(
	asked: readonly { readonly name: string; readonly answer: T }[],
): T => {
	const [first, ...rest] = asked;
	if (first === undefined) throw new TypeError("nobody was asked");
	for (const { name, answer } of rest)
		if (!same(answer, first.answer))
			throw new TypeError(
				`${name} answers ${String(answer)}, ${first.name} ${String(first.answer)}`,
			);
	return first.answer;
};

/** All of them as one. Each operation throws a TypeError where two answers differ. */
export const agreeing = (curves: readonly PairingCurve[]): PairingCurve => {
	const ask = <T>(question: (curve: PairingCurve) => T): T =>
		agreed(
			curves.map((curve) => ({ name: curve.name, answer: question(curve) })),
		);
	return {
		name: curves.map(({ name }) => name).join(", "),
		add: (a, b) => ask((curve) => curve.add(a, b)),
		multiply: (point, scalar) => ask((curve) => curve.multiply(point, scalar)),
		combine: (points, scalars) =>
			ask((curve) => curve.combine(points, scalars)),
		checkPairing: (pairs) => ask((curve) => curve.checkPairing(pairs)),
		prepare: (equation) => {
			const made = curves.map((curve) => ({
				name: curve.name,
				own: curve.prepare(equation),
			}));
			agreed(made.map(({ name, own }) => ({ name, answer: own === null })));
			const all = made.flatMap(({ name, own }) =>
				own === null ? [] : [{ name, own }],
			);
			if (all.length === 0) return null;
			const askAll = <T>(question: (own: PreparedEquation) => T): T =>
				agreed(all.map(({ name, own }) => ({ name, answer: question(own) })));
			return {
				check: (terms, pairs) => askAll((own) => own.check(terms, pairs)),
				combine: (side, terms) => askAll((own) => own.combine(side, terms)),
				close: () => {
					for (const { own } of all) own.close();
				},
			};
		},
	};
};

const built = new URL("../../wasm/built/", import.meta.url);
const backends = ["fma", "wide", "extmul", "scalar"];

const opened = async (backend: string): Promise<PairingCurve | null> => {
	const file = new URL(`bn254.${backend}.wasm`, built);
	if (!existsSync(file)) return null;
	try {
		return await openBn254(readFileSync(file), backend);
	} catch (thrown) {
		// This runtime lacks an instruction of it.
		if (thrown instanceof Fault && thrown.code === "wasm-refused") return null;
		throw thrown;
	}
};

/** noble's curve and the modules', as one. */
export const openCurve = async (): Promise<PairingCurve> => {
	setFlagsFromString("--experimental-wasm-relaxed-simd");
	const modules = await Promise.all(backends.map(opened));
	return agreeing([nobleBn254, ...modules.filter((curve) => curve !== null)]);
};
