// The forms of topics snark and kzg, with data made here: each is found by its format under any name, passes, and is
// reported when it is wrong.

import { bn254 } from "@noble/curves/bn254.js";
import { describe, expect, it } from "vitest";
import {
	bigFromBytes,
	bigToBytes,
	concat,
	toHex,
	utf8,
} from "../../src/base/bytes.ts";
import { encodeRlp } from "../../src/base/rlp.ts";
import { bn254R } from "../../src/crypto/bn254.ts";
import { versionedHash } from "../../src/proof/kzg.ts";
import {
	claimDigest,
	decodeRisc0,
	risc0Selector,
} from "../../src/proof/risc0.ts";
import { sp1Digest, sp1VkRoot610 } from "../../src/proof/sp1.ts";
import made from "../bench/made/plonk.json" with { type: "json" };
import { kzg } from "./kzg.ts";
import { snark } from "./snark.ts";
import type { CaseResult, Topic, VectorFile } from "./topic.ts";

const file = (path: string, content: unknown): VectorFile => ({
	path,
	bytes: () =>
		utf8(typeof content === "string" ? content : JSON.stringify(content)),
});

const run = async (
	topic: Topic,
	files: readonly VectorFile[],
): Promise<readonly CaseResult[]> => {
	const results: CaseResult[] = [];
	for await (const result of topic.run(files, { seed: 3, mutations: 6 }))
		results.push(result);
	return results;
};

const outcomes = (results: readonly CaseResult[]) =>
	results.map(({ outcome }) => outcome);

// --- a Groth16 key and proofs under it, made in the exponent

const { Fr } = bn254.fields;
const inR = (value: bigint): bigint => ((value % bn254R) + bn254R) % bn254R;
const word = (value: bigint): Uint8Array => bigToBytes(value, 32);
const g1 = (scalar: bigint): readonly [bigint, bigint] => {
	const { x, y } = bn254.G1.Point.BASE.multiply(inR(scalar)).toAffine();
	return [x, y];
};
const g2 = (scalar: bigint) =>
	bn254.G2.Point.BASE.multiply(inR(scalar)).toAffine();
const flat = (scalar: bigint) => [...g1(scalar).map(String), "1"];
const deep = (scalar: bigint) => {
	const { x, y } = g2(scalar);
	return [
		[String(x.c0), String(x.c1)],
		[String(y.c0), String(y.c1)],
		["1", "0"],
	];
};

const ic = [13n, 17n, 19n, 23n, 29n, 31n];
const keyOf = (inputs: number) => ({
	protocol: "groth16",
	curve: "bn128",
	nPublic: inputs,
	vk_alpha_1: flat(3n),
	vk_beta_2: deep(5n),
	vk_gamma_2: deep(7n),
	vk_delta_2: deep(11n),
	IC: ic.slice(0, inputs + 1).map(flat),
});
const [a, b] = [101n, 103n];
const cOf = (inputs: readonly bigint[]): bigint => {
	const sum = inputs.reduce(
		(all, input, i) => all + input * (ic[i + 1] ?? 0n),
		ic[0] ?? 0n,
	);
	return Fr.div(inR(a * b - 15n - sum * 7n), 11n);
};
const proofJson = (inputs: readonly bigint[]) => ({
	pi_a: flat(a),
	pi_b: deep(b),
	pi_c: flat(cOf(inputs)),
});
const proofBytes = (inputs: readonly bigint[]): Uint8Array => {
	const { x, y } = g2(b);
	const coordinates = [...g1(a), x.c1, x.c0, y.c1, y.c0, ...g1(cOf(inputs))];
	return concat(...coordinates.map(word));
};
const numbers = (bytes: Uint8Array): readonly bigint[] =>
	Array.from({ length: bytes.length / 32 }, (_, i) =>
		bigFromBytes(bytes.subarray(32 * i, 32 * i + 32)),
	);

describe("snark finds", () => {
	it("a proof of snarkjs with its key and inputs in the same folder", async () => {
		const inputs = [5n, 6n];
		const files = (given: readonly bigint[]) => [
			file("x/one.json", keyOf(2)),
			file("x/two.json", proofJson(inputs)),
			file("x/three.json", given.map(String)),
		];
		const results = await run(snark, files(inputs));
		expect(outcomes(results)).toEqual(["passed", "passed"]);
		expect(results[1]?.refused).toBe(6);
		expect(outcomes(await run(snark, files([5n, 7n])))).toEqual([
			"passed",
			"failed",
		]);
		expect(
			outcomes(await run(snark, [file("y/two.json", proofJson(inputs))])),
		).toEqual(["unsupported"]);
	});

	it("a PLONK proof of snarkjs in the same way", async () => {
		const files = (inputs: readonly string[]) => [
			file("p/1.json", made.key),
			file("p/2.json", made.proof),
			file("p/3.json", inputs),
		];
		expect(outcomes(await run(snark, files(made.inputs)))).toEqual([
			"passed",
			"passed",
		]);
		expect(outcomes(await run(snark, files(made.inputs.toReversed())))).toEqual(
			["passed", "failed"],
		);
	});

	it("a key that is none", async () => {
		const broken = { ...keyOf(2), vk_alpha_1: ["1", "1", "1"] };
		const [result] = await run(snark, [file("k.json", broken)]);
		expect(result).toMatchObject({ outcome: "failed" });
		const other = { ...keyOf(2), nPublic: 3 };
		expect(outcomes(await run(snark, [file("k.json", other)]))).toEqual([
			"failed",
		]);
	});

	const program = toHex(new Uint8Array(32).fill(1));
	const values = utf8("values");
	const selectors = file("s.json", {
		"01020304": { version: "v5.0.0", system: "groth16" },
		"05060708": { version: "v6.1.0", system: "groth16" },
	});
	const sp1 = (version: string, selector: string) => {
		const said = [
			bigFromBytes(new Uint8Array(32).fill(1)),
			bigFromBytes(sp1Digest(values)),
		];
		const context = version.startsWith("v6")
			? [0n, BigInt(sp1VkRoot610), 9n]
			: [];
		const inputs = [...said, ...context];
		return {
			system: "sp1-groth16",
			sp1Version: version,
			programVKey: program,
			publicValues: toHex(values),
			publicInputs: inputs.map(String),
			proofBytes: `0x${selector}${toHex(concat(...context.map(word), proofBytes(inputs))).slice(2)}`,
			expected: true,
		};
	};
	const keys = [file("k2.json", keyOf(2)), file("k5.json", keyOf(5))];

	it("proofs of SP1 of both forms, and those that must not verify", async () => {
		const good = [
			selectors,
			...keys,
			file("a.json", sp1("v5.0.0", "01020304")),
			file("b.json", sp1("v6.1.0", "05060708")),
			file("c.json", { ...sp1("v5.0.0", "01020305"), expected: false }),
		];
		expect(outcomes(await run(snark, good))).toEqual([
			"passed",
			"passed",
			"passed",
			"passed",
			"passed",
		]);
	});

	it("proofs of SP1 that are wrong, or whose selector or key is not there", async () => {
		const wrong = { ...sp1("v5.0.0", "01020304"), publicValues: "0x00" };
		const keyed = file("k v5.0.0.json", keyOf(2));
		const tried = await run(snark, [selectors, keyed, file("a.json", wrong)]);
		expect(outcomes(tried)).toEqual(["passed", "failed"]);
		const unknown = sp1("v5.1.0", "01020304");
		expect(
			outcomes(await run(snark, [selectors, file("a.json", unknown)])),
		).toEqual(["unsupported"]);
		expect(
			outcomes(
				await run(snark, [
					selectors,
					file("a.json", sp1("v5.0.0", "01020304")),
				]),
			),
		).toEqual(["unsupported"]);
	});

	it("receipts of RISC Zero, and refuses those for other recursion programs", async () => {
		const control = {
			root: new Uint8Array(32).fill(2),
			bn254Id: word(77n),
		};
		const image = new Uint8Array(32).fill(8);
		const journal = utf8("journal");
		const coordinates = (point: readonly string[]) =>
			concat(...point.slice(0, 2).map((own) => word(BigInt(own))));
		const bytesOf = (scalar: bigint) => {
			const { x, y } = g2(scalar);
			return concat(...[x.c1, x.c0, y.c1, y.c0].map(word));
		};
		const selector = risc0Selector(
			{
				alpha: coordinates(flat(3n)),
				beta: bytesOf(5n),
				gamma: bytesOf(7n),
				delta: bytesOf(11n),
				ic: ic.map((own) => coordinates(flat(own))),
			},
			control,
		);
		const draft = concat(selector, new Uint8Array(256));
		const asked = decodeRisc0(selector, control, image, journal, draft);
		const inputs = numbers(asked?.inputs ?? new Uint8Array(0));
		const receipt = (own: Uint8Array) => ({
			SEAL: toHex(own),
			JOURNAL: toHex(journal),
			IMAGE_ID: toHex(image),
		});
		const seal = concat(selector, proofBytes(inputs));
		const other = concat(Uint8Array.of(9, 9, 9, 9), proofBytes([]));
		const results = await run(snark, [
			file("0.json", {
				CONTROL_ROOT: toHex(control.root),
				BN254_CONTROL_ID: toHex(control.bn254Id).slice(2),
			}),
			file("1.json", keyOf(5)),
			file("2.json", receipt(seal)),
			file("3.json", receipt(other)),
			file("4.json", receipt(concat(seal, seal))),
			file("5.json", { ...receipt(seal), JOURNAL: "0x00" }),
		]);
		expect(claimDigest(image, journal)).toHaveLength(32);
		expect(outcomes(results)).toEqual([
			"passed",
			"passed",
			"passed",
			"unsupported",
			"failed",
		]);
	});

	it("a halo2 proof of Scroll, and says what it lacks", async () => {
		const results = await run(snark, [
			file("a_proof.data", "0x00"),
			file("b_proof.data", "0x00"),
			file("b_pi.data", "0x00"),
			file("v0.9.8_proof.data", "0x00"),
			file("v0.9.8_pi.data", "0x00"),
			file("x/v0.9.8_proof.data", "0x00"),
			file("x/v0.9.8_pi.data", "0x00"),
		]);
		expect(results.map(({ outcome, reason }) => [outcome, reason])).toEqual([
			["unsupported", "a halo2 proof without its public inputs beside it"],
			...[0, 1].map(() => [
				"unsupported",
				"a halo2 proof of Scroll whose verifier no package here ships",
			]),
			["failed", expect.stringContaining("refused by the verifier v0.9.8")],
		]);
	});

	it("nothing in files of other kinds", async () => {
		expect(
			await run(snark, [
				file("README.md", "# words"),
				file("a.json", [1, 2]),
				file("b.json", { input: {}, output: true }),
				file("c.bin", "0x0102"),
			]),
		).toEqual([]);
	});
});

describe("kzg finds", () => {
	const infinity = `0xc0${"00".repeat(47)}`;
	const zero = `0x${"00".repeat(32)}`;
	const blob = `0x${"00".repeat(131_072)}`;
	const one = (input: unknown, output: unknown) => ({ input, output });

	it("each suite by the fields of its input", async () => {
		const point = { commitment: infinity, z: zero, y: zero, proof: infinity };
		const whole = { blob, commitment: infinity, proof: infinity };
		const results = await run(kzg, [
			file("a.json", one(point, true)),
			file("b.json", one({ ...point, y: `0x${"00".repeat(31)}01` }, false)),
			file("c.json", one({ ...point, y: `0x${"ff".repeat(32)}` }, null)),
			file("d.json", one({ ...point, z: "0x00" }, null)),
			file("e.json", one(whole, true)),
			file("f.json", one({ ...whole, blob: "0x00" }, null)),
			file(
				"g.json",
				one({ blobs: [blob], commitments: [infinity], proofs: [] }, null),
			),
			file("h.json", {
				data: [{ blob, kzg_commitment: infinity, kzg_proof: infinity }],
			}),
			file("i.json", one({ blob }, infinity)),
			file(
				"j.json",
				one({ commitments: [], cell_indices: [], cells: [], proofs: [] }, true),
			),
		]);
		expect(outcomes(results)).toEqual([
			...new Array<string>(8).fill("passed"),
			"unsupported",
			"unsupported",
		]);
	});

	it("a wrong output, and fails it", async () => {
		const point = { commitment: infinity, z: zero, y: zero, proof: infinity };
		expect(
			outcomes(await run(kzg, [file("a.json", one(point, false))])),
		).toEqual(["failed"]);
	});

	it("a blob transaction in its network form, and fails one with another hash", async () => {
		const commitment = Uint8Array.from([0xc0, ...new Uint8Array(47)]);
		const transaction = (hash: Uint8Array) => {
			const none = new Uint8Array(0);
			const fields = [
				...Array.from({ length: 10 }, () => none),
				[hash],
				...[none, none, none],
			];
			return file(
				"t.txt",
				`03${toHex(
					encodeRlp([
						fields,
						[new Uint8Array(131_072)],
						[commitment],
						[commitment],
					]),
				).slice(2)}`,
			);
		};
		expect(
			outcomes(await run(kzg, [transaction(versionedHash(commitment))])),
		).toEqual(["passed"]);
		expect(outcomes(await run(kzg, [transaction(new Uint8Array(32))]))).toEqual(
			["failed"],
		);
	});
});
