// The circuit's constraints by themselves: what they leave open around honest witnesses. The program that computes a
// witness could be right while the constraints allow others, so it is not asked here.

import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { publicNames } from "./batch-witness.ts";
import {
	accountOf,
	deposit,
	forced,
	type Ledger,
	type ModelOperation,
	modelBatch,
	nothing,
	person,
	transfer,
	withdraw,
} from "./circuit-model.ts";
import {
	brokenBy,
	looseAlone,
	looseTogether,
	wireNames,
} from "./constraints.ts";
import { compileCircuit } from "./setup/compile.ts";
import { type R1cs, readR1cs } from "./setup/r1cs.ts";
import { type Circuit, openCircuit } from "./setup.ts";
import { computeWitness } from "./snarkjs.ts";

type Compiled = {
	readonly r1cs: R1cs;
	readonly names: ReadonlyMap<number, readonly string[]>;
	readonly wasmPath: string;
};
const compiled = (
	circuit: Pick<Circuit, "r1csPath" | "symPath" | "wasmPath">,
): Compiled => ({
	r1cs: readR1cs(readFileSync(circuit.r1csPath)),
	names: wireNames(readFileSync(circuit.symPath, "utf8")),
	wasmPath: circuit.wasmPath,
});

const alice = person(5n, 7n);
const bob = person(6n, 8n);
const ledger: Ledger = new Map([
	[3, accountOf(alice, 100n)],
	[5, accountOf(bob, 100n)],
]);
const batches: readonly [string, readonly ModelOperation[]][] = [
	[
		"a transfer and a withdrawal",
		[transfer(3, alice, 5, bob, 9n), withdraw(5, bob, 77n, 3n)],
	],
	[
		"a new account and a forced withdrawal",
		[deposit(6, alice, 5n), forced(3, alice.owner, 100n)],
	],
	[
		"a deposit for a known account and a transfer to it",
		[deposit(5, bob, 5n), transfer(3, alice, 5, bob, 1n)],
	],
	[
		"a forced withdrawal that does nothing, and nothing",
		[forced(3, bob.owner, 0n), nothing],
	],
];

/** The proving circuit, and the same with its constraints as they were written. */
let proving: Compiled;
let plain: Compiled;
const folder = mkdtempSync(join(tmpdir(), "sextant-circuit-"));
beforeAll(async () => {
	proving = compiled(await openCircuit());
	await compileCircuit(folder, "O1");
	plain = compiled({
		r1csPath: join(folder, "rollup.r1cs"),
		symPath: join(folder, "rollup.sym"),
		wasmPath: join(folder, "rollup.wasm"),
	});
}, 400_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const witnessOf = (
	{ wasmPath }: Compiled,
	operations: readonly ModelOperation[],
): Promise<readonly bigint[]> =>
	computeWitness(modelBatch(ledger, operations).input, wasmPath);

/** IsZero has an inverse that means nothing where its input is zero. That is the only thing a prover may choose. */
const isSpareInverse = (names: readonly string[] | undefined): boolean =>
	names?.length === 1 && /(IsZero_\w+|isz|isZero)\.inv$/.test(names[0] ?? "");
const others = (
	{ names }: Compiled,
	loose: readonly number[],
	witness: readonly bigint[],
): readonly (readonly string[] | undefined)[] =>
	loose
		.filter((wire) => witness[wire] !== 0n || !isSpareInverse(names.get(wire)))
		.map((wire) => names.get(wire));

/** The wires that are signals of the whole circuit: its inputs. */
const inputWires = ({ names }: Compiled): readonly number[] =>
	[...names]
		.filter(([, all]) => all.some((name) => name.split(".").length === 2))
		.map(([wire]) => wire);

describe("the constraints of the circuit", () => {
	it("fit the domain that the keys are made for", () => {
		const { constraints, publicWires } = proving.r1cs;
		expect(publicWires).toBe(publicNames.length);
		expect(constraints.length + publicWires + 1).toBeLessThanOrEqual(2 ** 15);
	});

	it("have the public inputs first and in the protocol's order", () => {
		const first = publicNames.map((_, i) => proving.names.get(i + 1)?.[0]);
		expect(first).toEqual(publicNames.map((name) => `main.${name}`));
	});

	it.each(batches)(
		"let no signal have another value alone: %s",
		async (_, operations) => {
			const witness = await witnessOf(proving, operations);
			expect(brokenBy(proving.r1cs, witness)).toEqual([]);
			const loose = looseAlone(proving.r1cs, witness);
			expect(others(proving, loose, witness)).toEqual([]);
		},
	);

	it.each(batches)(
		"let nothing but the inputs vary: %s",
		async (_, operations) => {
			const witness = await witnessOf(plain, operations);
			expect(brokenBy(plain.r1cs, witness)).toEqual([]);
			const given = inputWires(plain);
			const loose = looseTogether(plain.r1cs, witness, given);
			expect(others(plain, loose, witness)).toEqual([]);
		},
	);
});

describe("the search for what is open", () => {
	it("finds a broken constraint", async () => {
		const [, [, operations] = ["", []]] = batches;
		const witness = await witnessOf(proving, operations);
		const other = witness.with(1, (witness[1] ?? 0n) + 1n);
		expect(brokenBy(proving.r1cs, other)).not.toEqual([]);
	});

	it("finds an input that no constraint holds any more", async () => {
		const [[, operations] = ["", []]] = batches;
		const witness = await witnessOf(proving, operations);
		const wires = inputWires(proving).filter((_, i) => i % 17 === 0);
		expect(wires.length).toBeGreaterThan(4);
		for (const wire of wires) {
			const constraints = proving.r1cs.constraints.filter(({ a, b, c }) =>
				[a, b, c].every((terms) => terms.every((term) => term.wire !== wire)),
			);
			expect(constraints.length).toBeLessThan(proving.r1cs.constraints.length);
			const loose = looseAlone({ ...proving.r1cs, constraints }, witness);
			expect(loose).toContain(wire);
		}
	});

	it("finds two that may move together", async () => {
		// x = 3, y = 4, x + y = 7: each held alone, not together.
		const r1cs: R1cs = {
			wires: 3,
			publicWires: 0,
			constraints: [
				{
					a: [
						{ wire: 1, value: 1n },
						{ wire: 2, value: 1n },
					],
					b: [{ wire: 0, value: 1n }],
					c: [{ wire: 0, value: 7n }],
				},
			],
		};
		expect(brokenBy(r1cs, [1n, 3n, 4n])).toEqual([]);
		expect(looseAlone(r1cs, [1n, 3n, 4n])).toEqual([]);
		expect(looseTogether(r1cs, [1n, 3n, 4n], [])).toEqual([1, 2]);
		expect(looseTogether(r1cs, [1n, 3n, 4n], [1])).toEqual([]);
	});

	it("finds the other root of a square", () => {
		// x · x = 9
		const r1cs: R1cs = {
			wires: 2,
			publicWires: 0,
			constraints: [
				{
					a: [{ wire: 1, value: 1n }],
					b: [{ wire: 1, value: 1n }],
					c: [{ wire: 0, value: 9n }],
				},
			],
		};
		expect(looseAlone(r1cs, [1n, 3n])).toEqual([1]);
	});
});
