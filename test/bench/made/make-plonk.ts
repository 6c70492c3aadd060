// Writes plonk.json: a PLONK key, two public inputs and a proof, all made by snarkjs from a circuit of a few constraints.
// Run once by hand (tsx test/bench/made/make-plonk.ts); a new run gives another proof, for the prover blinds it.
// Formats: https://github.com/iden3/r1csfile/blob/master/doc/r1cs_bin_format.md and, for the witness, the same sections.

import { writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { bn254 } from "@noble/curves/bn254.js";
import { curves, plonk, powersOfTau, zKey } from "snarkjs";
import { bigToBytes, concat, utf8 } from "../../../src/base/bytes.ts";
import { scalarOf } from "./random.ts";

const { Fr } = bn254.fields;

const u32 = (value: number): Uint8Array =>
	new Uint8Array(Uint32Array.of(value).buffer);
const u64 = (value: number): Uint8Array => concat(u32(value), u32(0));
const field = (value: bigint): Uint8Array => bigToBytes(value, 32).reverse();

const file = (
	magic: string,
	version: number,
	sections: readonly Uint8Array[],
): Uint8Array =>
	concat(
		utf8(magic),
		u32(version),
		u32(sections.length),
		...sections.map((bytes, i) => concat(u32(i + 1), u64(bytes.length), bytes)),
	);

/** A sum of wires, each with its factor. */
type Sum = readonly (readonly [wire: number, factor: bigint])[];
/** left times right is out. */
type Constraint = readonly [left: Sum, right: Sum, out: Sum];

const r1cs = (
	wires: number,
	publicInputs: number,
	constraints: readonly Constraint[],
): Uint8Array => {
	const written = (sum: Sum) => [
		u32(sum.length),
		...sum.map(([wire, factor]) => concat(u32(wire), field(factor))),
	];
	return file("r1cs", 1, [
		concat(
			u32(32),
			field(Fr.ORDER),
			u32(wires),
			u32(0),
			u32(publicInputs),
			u32(wires - 1 - publicInputs),
			u64(wires),
			u32(constraints.length),
		),
		concat(...constraints.flatMap((sums) => sums.flatMap(written))),
		concat(...Array.from({ length: wires }, (_, i) => u64(i))),
	]);
};

const witness = (values: readonly bigint[]): Uint8Array =>
	file("wtns", 2, [
		concat(u32(32), field(Fr.ORDER), u32(values.length)),
		concat(...values.map(field)),
	]);

// Wire 0 is one, 1 and 2 are public. Each next wire is (last + 3 before + 5) (last + 7): a constraint with sums and
// constants on both sides, so that no commitment of the key is infinity, which would cost nothing to multiply.
const wires = 30;
const constraints: Constraint[] = [];
const values = [
	1n,
	scalarOf("plonk 0", Fr.ORDER),
	scalarOf("plonk 1", Fr.ORDER),
];
for (let wire = 3; wire < wires; wire++) {
	const left: Sum = [
		[wire - 1, 1n],
		[wire - 2, 3n],
		[0, 5n],
	];
	const right: Sum = [
		[wire - 1, 1n],
		[0, 7n],
	];
	constraints.push([left, right, [[wire, 1n]]]);
	const sumOf = (sum: Sum) =>
		sum.reduce((all, [i, k]) => Fr.add(all, Fr.mul(values[i] ?? 0n, k)), 0n);
	values.push(Fr.mul(sumOf(left), sumOf(right)));
}

const memory = () => ({ type: "mem" as const });
const [begun, contributed, ready, key] = [
	memory(),
	memory(),
	memory(),
	memory(),
];
await powersOfTau.newAccumulator(
	await curves.getCurveFromName("bn128"),
	8,
	begun,
);
await powersOfTau.contribute(
	begun,
	contributed,
	"bench",
	"a bench keeps no secret",
);
await powersOfTau.preparePhase2(contributed, ready);
await plonk.setup(
	{ type: "mem", data: r1cs(wires, 2, constraints) },
	ready,
	key,
);
const { proof, publicSignals } = await plonk.prove(key, {
	type: "mem",
	data: witness(values),
});
const verificationKey = await zKey.exportVerificationKey(key);
if (!(await plonk.verify(verificationKey, publicSignals, proof)))
	throw new Error("the proof does not hold");
const here = dirname(fileURLToPath(import.meta.url));
writeFileSync(
	join(here, "plonk.json"),
	`${JSON.stringify({ key: verificationKey, inputs: publicSignals, proof }, null, "\t")}\n`,
);
process.exit(0);
