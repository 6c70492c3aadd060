// The curve suites of topic bls: hashing to the curve (RFC 9380), the precompiles of EIP-2537, lists of multiples of the
// generators, signatures by line.

import { expand_message_xmd } from "@noble/curves/abstract/hash-to-curve.js";
import { bls12_381 } from "@noble/curves/bls12-381.js";
import { sha256 } from "@noble/hashes/sha2.js";
import {
	bigFromBytes,
	bigToBytes,
	concat,
	equalBytes,
	fromHex,
	toHex,
	utf8,
} from "../../src/base/bytes.ts";
import { isRecord } from "./text.ts";
import type { CaseResult, RunOptions, VectorFile } from "./topic.ts";

const { G1, G2, fields, longSignatures } = bls12_381;
type PointG1 = InstanceType<typeof G1.Point>;
type PointG2 = InstanceType<typeof G2.Point>;

const passed = (name: string): CaseResult => ({ name, outcome: "passed" });

const check = (holds: boolean, what: string): void => {
	if (!holds) throw new TypeError(what);
};

const text = (raw: unknown): string => {
	if (typeof raw !== "string") throw new TypeError("text expected");
	return raw;
};

// --- hashing

// "0x…" for G1, "0x…,0x…" with the real part first for G2.
const coordinates = (raw: unknown): readonly bigint[] =>
	text(raw).split(",").map(BigInt);

const samePoint = (point: PointG1 | PointG2, expected: unknown): boolean => {
	if (!isRecord(expected)) return false;
	const { x, y } = point.toAffine();
	const parts = (value: typeof x): readonly bigint[] =>
		typeof value === "bigint" ? [value] : [value.c0, value.c1];
	return (
		parts(x).join() === coordinates(expected.x).join() &&
		parts(y).join() === coordinates(expected.y).join()
	);
};

const quux = "QUUX-V01-CS02-with-BLS12381G2_XMD:SHA-256_SSWU_RO_";

const runHashSuite = (
	suite: { readonly [key: string]: unknown },
	vectors: readonly unknown[],
): void => {
	const group = text(suite.curve).includes("G2") ? G2 : G1;
	const DST = text(suite.dst);
	const random = text(suite.ciphersuite).includes("_RO_");
	for (const vector of vectors) {
		if (!isRecord(vector)) throw new TypeError("a vector is a record");
		const message = utf8(text(vector.msg));
		const point = random
			? group.hashToCurve(message, { DST })
			: group.encodeToCurve(message, { DST });
		check(samePoint(point, vector.P), `hash of "${text(vector.msg)}"`);
	}
};

const runExpand = (
	suite: { readonly [key: string]: unknown },
	tests: readonly unknown[],
): void => {
	for (const test of tests) {
		if (!isRecord(test)) throw new TypeError("a test is a record");
		const length = Number(text(test.len_in_bytes));
		const got = expand_message_xmd(
			utf8(text(test.msg)),
			text(suite.DST),
			length,
			sha256,
		);
		check(
			toHex(got) === `0x${text(test.uniform_bytes).replace(/^0x/, "")}`,
			`expansion of "${text(test.msg).slice(0, 20)}"`,
		);
	}
};

// --- EIP-2537: field elements are padded to 64 bytes, G2's real part first, infinity is zeros

const modulus = fields.Fp.ORDER;

const readFp = (bytes: Uint8Array, at: number): bigint => {
	const value = bigFromBytes(bytes.subarray(at, at + 64));
	if (value >= modulus) throw new RangeError("not a field element");
	return value;
};

const readG1 = (bytes: Uint8Array, at: number, inGroup: boolean): PointG1 => {
	const x = readFp(bytes, at);
	const y = readFp(bytes, at + 64);
	const point = G1.Point.fromAffine({ x, y });
	if (inGroup || point.is0()) point.assertValidity();
	else checkOnCurve(fields.Fp.sqr(y), fields.Fp.add(fields.Fp.pow(x, 3n), 4n));
	return point;
};

const checkOnCurve = (left: bigint, right: bigint): void => {
	if (left !== right) throw new RangeError("not on the curve");
};

const readG2 = (bytes: Uint8Array, at: number, inGroup: boolean): PointG2 => {
	const fp2 = (from: number) =>
		fields.Fp2.create({
			c0: readFp(bytes, from),
			c1: readFp(bytes, from + 64),
		});
	const x = fp2(at);
	const y = fp2(at + 128);
	const point = G2.Point.fromAffine({ x, y });
	if (inGroup || point.is0()) point.assertValidity();
	else {
		const b = fields.Fp2.create({ c0: 4n, c1: 4n });
		const { Fp2 } = fields;
		if (!Fp2.eql(Fp2.sqr(y), Fp2.add(Fp2.mul(Fp2.sqr(x), x), b)))
			throw new RangeError("not on the curve");
	}
	return point;
};

const writeG1 = (point: PointG1): Uint8Array => {
	if (point.is0()) return new Uint8Array(128);
	const { x, y } = point.toAffine();
	return concat(bigToBytes(x, 64), bigToBytes(y, 64));
};

const writeG2 = (point: PointG2): Uint8Array => {
	if (point.is0()) return new Uint8Array(256);
	const { x, y } = point.toAffine();
	return concat(
		...[x.c0, x.c1, y.c0, y.c1].map((part) => bigToBytes(part, 64)),
	);
};

const scalarAt = (bytes: Uint8Array, at: number): bigint =>
	bigFromBytes(bytes.subarray(at, at + 32)) % fields.Fr.ORDER;

// noble's types say a list and an affine point for both groups; G1 takes the element alone, and both give a point.
const mapped = (
	map: typeof G1.mapToCurve | typeof G2.mapToCurve,
	element: bigint | readonly bigint[],
): unknown => Reflect.apply(map, undefined, [element]);

const operations: {
	readonly [name: string]: (input: Uint8Array) => Uint8Array;
} = {
	g1add: (input) => {
		check(input.length === 256, "length");
		return writeG1(readG1(input, 0, false).add(readG1(input, 128, false)));
	},
	g2add: (input) => {
		check(input.length === 512, "length");
		return writeG2(readG2(input, 0, false).add(readG2(input, 256, false)));
	},
	g1msm: (input) => {
		check(input.length > 0 && input.length % 160 === 0, "length");
		let sum = G1.Point.ZERO;
		for (let at = 0; at < input.length; at += 160) {
			const scalar = scalarAt(input, at + 128);
			const point = readG1(input, at, true);
			if (scalar !== 0n && !point.is0())
				sum = sum.add(point.multiplyUnsafe(scalar));
		}
		return writeG1(sum);
	},
	g2msm: (input) => {
		check(input.length > 0 && input.length % 288 === 0, "length");
		let sum = G2.Point.ZERO;
		for (let at = 0; at < input.length; at += 288) {
			const scalar = scalarAt(input, at + 256);
			const point = readG2(input, at, true);
			if (scalar !== 0n && !point.is0())
				sum = sum.add(point.multiplyUnsafe(scalar));
		}
		return writeG2(sum);
	},
	pairing: (input) => {
		check(input.length > 0 && input.length % 384 === 0, "length");
		const pairs = [];
		for (let at = 0; at < input.length; at += 384) {
			const g1 = readG1(input, at, true);
			const g2 = readG2(input, at + 128, true);
			if (!g1.is0() && !g2.is0()) pairs.push({ g1, g2 });
		}
		const one =
			pairs.length === 0 ||
			fields.Fp12.eql(bls12_381.pairingBatch(pairs), fields.Fp12.ONE);
		return bigToBytes(one ? 1n : 0n, 32);
	},
	g1map: (input) => {
		check(input.length === 64, "length");
		const point = mapped(G1.mapToCurve, readFp(input, 0));
		if (!(point instanceof G1.Point)) throw new TypeError("no point");
		return writeG1(point);
	},
	g2map: (input) => {
		check(input.length === 128, "length");
		const point = mapped(G2.mapToCurve, [readFp(input, 0), readFp(input, 64)]);
		if (!(point instanceof G2.Point)) throw new TypeError("no point");
		return writeG2(point);
	},
};

// By the lengths, which no two operations share; by the name where the input is meant to fail.
const operationOf = (
	input: Uint8Array,
	expected: Uint8Array | null,
	names: string,
): string | null => {
	if (expected !== null) {
		if (expected.length === 32) return "pairing";
		const [map, add, many] =
			expected.length === 128
				? ["g1map", "g1add", "g1msm"]
				: ["g2map", "g2add", "g2msm"];
		const unit = expected.length;
		return (
			(input.length === unit / 2
				? map
				: input.length === 2 * unit
					? add
					: many) ?? null
		);
	}
	const plain = names.toLowerCase().replaceAll(/[^a-z0-9]/g, "");
	if (plain.includes("pairing")) return "pairing";
	const group = plain.includes("g2") || plain.includes("fp2") ? "g2" : "g1";
	if (plain.includes("map")) return `${group}map`;
	if (plain.includes("add")) return `${group}add`;
	return /msm|multiexp|mul/.test(plain) ? `${group}msm` : null;
};

const isPrecompileCase = (
	raw: unknown,
): raw is { readonly [key: string]: unknown } =>
	isRecord(raw) &&
	typeof raw.Input === "string" &&
	("Expected" in raw || "ExpectedError" in raw);

const runPrecompile = (
	vector: { readonly [key: string]: unknown },
	path: string,
): boolean => {
	const input = fromHex(`0x${text(vector.Input).replace(/^0x/, "")}`);
	const expected =
		typeof vector.Expected === "string" && vector.Expected !== ""
			? fromHex(`0x${vector.Expected.replace(/^0x/, "")}`)
			: null;
	const name = operationOf(input, expected, `${path} ${String(vector.Name)}`);
	const operation = name === null ? undefined : operations[name];
	if (operation === undefined) return false;
	let got: Uint8Array | null = null;
	try {
		got = operation(input);
	} catch (thrown) {
		if (!(thrown instanceof Error)) throw thrown;
	}
	check(
		expected === null
			? got === null
			: got !== null && equalBytes(got, expected),
		`${String(vector.Name)}: ${got === null ? "refused" : toHex(got).slice(0, 20)}`,
	);
	return true;
};

// --- multiples of the generators, from zero on

const runMultiples = (bytes: Uint8Array): string | null => {
	const compressed = bytes[0] === 0xc0;
	if (!compressed && bytes[0] !== 0x40) return null;
	const g1Size = compressed ? 48 : 96;
	const isG1 = bytes.length > 2 * g1Size && (bytes[g1Size] ?? 0) !== 0;
	const size = isG1 ? g1Size : 2 * g1Size;
	if (bytes.length % size !== 0) return null;
	const walk = (
		point: PointG1 | PointG2,
		next: (before: number) => PointG1 | PointG2,
		decode: (own: Uint8Array) => PointG1 | PointG2,
	): void => {
		let here = point;
		for (let i = 0; i * size < bytes.length; i++) {
			const own = bytes.subarray(i * size, (i + 1) * size);
			check(equalBytes(here.toBytes(compressed), own), `multiple ${i} encoded`);
			check(
				equalBytes(decode(own).toBytes(compressed), own),
				`multiple ${i} decoded`,
			);
			here = next(i + 1);
		}
	};
	if (isG1) {
		let sum = G1.Point.ZERO;
		walk(
			sum,
			() => {
				sum = sum.add(G1.Point.BASE);
				return sum;
			},
			(own) => G1.Point.fromBytes(own),
		);
	} else {
		let sum = G2.Point.ZERO;
		walk(
			sum,
			() => {
				sum = sum.add(G2.Point.BASE);
				return sum;
			},
			(own) => G2.Point.fromBytes(own),
		);
	}
	return `${bytes.length / size} multiples`;
};

// --- private key : message : signature, by line, under the suite of basic signatures

const basicDst = "BLS_SIG_BLS12381G2_XMD:SHA-256_SSWU_RO_NUL_";
const signedLine = /^([0-9a-f]{64}):([0-9a-f]*):([0-9a-f]{192})$/;

const runSignedLines = (source: string, every: number): boolean => {
	const lines = source.split("\n").filter((line) => line.trim() !== "");
	if (lines.length === 0 || !signedLine.test(lines[0]?.trim() ?? ""))
		return false;
	for (const [i, line] of lines.entries()) {
		const parts = signedLine.exec(line.trim());
		if (parts === null) throw new TypeError(`line ${i + 1} is of another form`);
		if (i % every !== 0) continue;
		const [, secret = "", message = "", signature] = parts;
		const point = longSignatures.hash(fromHex(`0x${message}`), basicDst);
		const got = longSignatures.sign(point, fromHex(`0x${secret}`));
		check(toHex(got.toBytes()) === `0x${signature}`, `line ${i + 1}`);
	}
	return true;
};

/** A file of one of these suites; null when it is none. @throws TypeError where a vector does not hold */
export const runCurveFile = async (
	file: VectorFile,
	tree: unknown,
	options: RunOptions,
): Promise<CaseResult | null> => {
	const name = file.path;
	if (isRecord(tree)) {
		const { input, output } = tree;
		if (isRecord(input) && typeof input.msg === "string") {
			const point = G2.hashToCurve(utf8(input.msg), { DST: quux });
			check(samePoint(point, output), "hash to G2");
			return passed(name);
		}
		if (Array.isArray(tree.vectors) && "ciphersuite" in tree) {
			runHashSuite(tree, tree.vectors);
			return passed(name);
		}
		if (Array.isArray(tree.tests) && tree.name === "expand_message_xmd") {
			runExpand(tree, tree.tests);
			return passed(name);
		}
	}
	const lists = Array.isArray(tree)
		? [tree]
		: isRecord(tree)
			? Object.values(tree).filter(Array.isArray)
			: [];
	const precompiles = lists.flat().filter(isPrecompileCase);
	if (precompiles.length > 0) {
		const known = precompiles.filter((vector) => runPrecompile(vector, name));
		return known.length === precompiles.length
			? passed(name)
			: {
					name,
					outcome: "unsupported",
					reason: "a precompile case that names no operation",
				};
	}
	if (tree !== undefined || /\.(md|json|ya?ml)$/.test(name)) return null;
	const bytes = file.bytes();
	if (name.endsWith(".dat"))
		return runMultiples(bytes) === null ? null : passed(name);
	// Five hundred signatures take ten seconds; with few mutations asked, few lines are signed again.
	const every = options.mutations < 8 ? 20 : 1;
	return runSignedLines(new TextDecoder().decode(bytes), every)
		? passed(name)
		: null;
};
