// Every system by both ways: this wallet's own verifier and a contract written here, of the same key. Each is the other's
// oracle: they agree on what is true and on everything that must be refused.

import { beforeAll, describe, expect, it } from "vitest";
import {
	bigFromBytes,
	bigToBytes,
	concat,
	type Hex,
	toHex,
} from "../../src/base/bytes.ts";
import { Fault } from "../../src/base/fault.ts";
import { bn254P, bn254R } from "../../src/crypto/bn254.ts";
import { sha256 } from "../../src/crypto/hash.ts";
import { nobleBn254 } from "../../src/crypto/noble-bn254.ts";
import { openBn254 } from "../../src/crypto/wasm/bn254.ts";
import { bn254Precompiles } from "../../src/evm/precompiles.ts";
import { replayVerifier } from "../../src/evm/verifier-replay.ts";
import {
	encodeGnarkPlonkKey,
	encodeGroth16Key,
} from "../../src/proof/key-bytes.ts";
import {
	prepareSnarkjsPlonk,
	verifySnarkjsPlonk,
} from "../../src/proof/plonk-snarkjs.ts";
import { decodeRisc0, risc0Selector } from "../../src/proof/risc0.ts";
import {
	decodeInputs,
	decodePlonkKey,
	decodePlonkProof,
} from "../../src/proof/snarkjs.ts";
import { sp1Digest } from "../../src/proof/sp1.ts";
import {
	checkPlain,
	checkRisc0,
	checkSp1,
	decodeNativeVerifier,
	type PlainVerifier,
	type Risc0Verifier,
	type Sp1Verifier,
} from "../../src/recheck/native.ts";
import {
	gnarkPlonkInput,
	risc0Input,
	snarkjsInput,
	sp1Input,
} from "../../src/recheck/replay-input.ts";
import plonk from "../bench/made/plonk.json" with { type: "json" };
import { openBuilt } from "../conformance/built.ts";
import { shippedKernel } from "../kernel.ts";
import { makeGnark } from "../proof/made-gnark.ts";
import { groth16Maker } from "../proof/made-groth16.ts";
import { at, bothSay, type Ways } from "./both.ts";
import { snarkjsContract, snarkjsPlonkInput } from "./snarkjs-contract.ts";
import {
	gnarkPlonkVerifier,
	risc0Verifier,
	snarkjsVerifier,
	sp1Groth16Verifier,
	sp1PlonkVerifier,
} from "./solidity.ts";

type Bytes = { readonly [part: string]: Uint8Array };
type Refusal = readonly [string, (own: Bytes) => Bytes];

const flip =
	(part: string, place: number): Refusal[1] =>
	(own) => ({
		...own,
		[part]: (own[part] ?? new Uint8Array(0)).map((byte, i, all) =>
			i === (place + all.length) % all.length ? byte ^ 1 : byte,
		),
	});
const change =
	(part: string, how: (bytes: Uint8Array) => Uint8Array): Refusal[1] =>
	(own) => ({ ...own, [part]: how(own[part] ?? new Uint8Array(0)) });
/** The word at this place plus a number. */
const plus = (part: string, place: number, value: bigint): Refusal[1] =>
	change(part, (bytes) => {
		const copy = bytes.slice();
		const word = copy.subarray(place, place + 32);
		copy.set(bigToBytes(bigFromBytes(word) + value, 32), place);
		return copy;
	});
const swap = (part: string, one: number, other: number, size: number) =>
	change(part, (bytes) => {
		const copy = bytes.slice();
		copy.set(bytes.subarray(other, other + size), one);
		copy.set(bytes.subarray(one, one + size), other);
		return copy;
	});
const set = (part: string, place: number, value: Uint8Array) =>
	change(part, (bytes) => {
		const copy = bytes.slice();
		copy.set(value, place);
		return copy;
	});

/** Of a Groth16 proof that stands at `from` in a part. */
const groth16Refusals = (part: string, from: number): readonly Refusal[] => [
	["a byte of A flipped", flip(part, from + 40)],
	["a byte of B flipped", flip(part, from + 100)],
	["a byte of C flipped", flip(part, from + 230)],
	["A and C swapped", swap(part, from, from + 192, 64)],
	["the halves of B swapped", swap(part, from + 64, from + 128, 64)],
	["A plus the modulus", plus(part, from, bn254P)],
	["B plus the modulus", plus(part, from + 64, bn254P)],
	["C plus the modulus", plus(part, from + 192, bn254P)],
	["infinity for A", set(part, from, new Uint8Array(64))],
	["all of it infinity", set(part, from, new Uint8Array(256))],
	["the proof cut short", change(part, (own) => own.subarray(0, -1))],
	[
		"the proof and more",
		change(part, (own) => concat(own, new Uint8Array(32))),
	],
	["no proof", change(part, () => new Uint8Array(0))],
];

/** Of a PLONK proof of gnark that stands at `from` in a part. */
const plonkRefusals = (part: string, from: number): readonly Refusal[] => [
	["a byte of a wire's commitment flipped", flip(part, from + 30)],
	["a byte of the quotient flipped", flip(part, from + 0xd0)],
	["an opening flipped", flip(part, from + 0x19f)],
	["the permutation's opening flipped", flip(part, from + 0x27f)],
	["the last commitment flipped", flip(part, -1)],
	["two wires swapped", swap(part, from, from + 64, 64)],
	["the opening proofs swapped", swap(part, from + 0x280, from + 0x2c0, 64)],
	["an opening plus the order", plus(part, from + 0x180, bn254R)],
	[
		"the permutation's opening plus the order",
		plus(part, from + 0x260, bn254R),
	],
	["a point plus the modulus", plus(part, from + 0x280, bn254P)],
	["infinity for a wire", set(part, from, new Uint8Array(64))],
	["the proof cut short", change(part, (own) => own.subarray(0, -1))],
	[
		"the proof and more",
		change(part, (own) => concat(own, new Uint8Array(32))),
	],
];

const inputRefusals: readonly Refusal[] = [
	["another input", flip("inputs", 31)],
	["an input plus the order", plus("inputs", 0, bn254R)],
	["the last input plus the order", plus("inputs", 32, bn254R)],
	["the inputs swapped", swap("inputs", 0, 32, 32)],
];

/** Both say yes to it, and no to each refusal. */
const agree = (
	name: string,
	made: () => Promise<{ readonly ways: Ways<Bytes>; readonly own: Bytes }>,
	refusals: readonly Refusal[],
): void => {
	describe(`${name}, natively and replayed`, () => {
		let ways: Ways<Bytes>;
		let own: Bytes;
		beforeAll(async () => {
			({ ways, own } = await made());
		});
		it("is accepted by both", async () => {
			expect(await bothSay(ways, own)).toEqual(["yes", "yes"]);
		});
		it.each(refusals)("is refused by both with %s", async (_, damage) => {
			const damaged = damage(own);
			expect(damaged).not.toEqual(own);
			expect(await bothSay(ways, damaged)).toEqual(["no", "no"]);
		});
	});
};

/** A replay computes by a module, the native way by noble. */
const [module] = await openBuilt("bn254", openBn254);
const precompiles = bn254Precompiles(module ?? nobleBn254);

const entry = at(0xe1);
const inner = at(0xe2);
const gas = 5_000_000n;
const hexOf = (own: Bytes, part: string): Hex =>
	toHex(own[part] ?? new Uint8Array(0));
const wordsOf = (bytes: Uint8Array): readonly Hex[] =>
	Array.from({ length: bytes.length / 32 }, (_, i) =>
		toHex(bytes.subarray(32 * i, 32 * i + 32)),
	);
const replays = (
	accepts: "returns-true" | "does-not-revert",
	code: Hex,
	input: (own: Bytes) => Hex,
	more: readonly { readonly address: Hex; readonly code: Hex }[] = [],
): Ways<Bytes>["replay"] => {
	const contracts = [{ address: entry, code }, ...more];
	return (own) =>
		replayVerifier({
			contracts,
			entry,
			input: input(own),
			gas,
			accepts,
			precompiles,
		});
};

// --- the plain systems

const inputs = concat(bigToBytes(12n, 32), bigToBytes(bn254R - 2n, 32));

agree("a Groth16 proof of snarkjs", async () => {
	const { key, prove } = groth16Maker(2);
	const verifier: PlainVerifier = {
		title: "made",
		system: "groth16",
		key: toHex(encodeGroth16Key(key)),
	};
	return {
		own: { proof: prove(inputs), inputs },
		ways: {
			native: (own) =>
				checkPlain(shippedKernel, verifier, {
					proof: hexOf(own, "proof"),
					inputs: wordsOf(own.inputs ?? inputs),
				}),
			replay: replays("returns-true", await snarkjsVerifier(key), (own) =>
				snarkjsInput(hexOf(own, "proof"), hexOf(own, "inputs")),
			),
		},
	};
}, [
	// Of another length the words behind it would move: such calldata names other inputs, and is refused all the same.
	...groth16Refusals("proof", 0),
	...inputRefusals,
	["one input too few", change("inputs", (own) => own.subarray(32))],
	[
		"one input too many",
		change("inputs", (own) => concat(own, own.subarray(32))),
	],
]);

for (const gates of [0, 1, 2])
	agree(`a gnark PLONK proof with ${gates} committed wires`, async () => {
		const { key, proof } = makeGnark(2, gates, inputs);
		const verifier: PlainVerifier = {
			title: "made",
			system: "gnark-plonk",
			key: toHex(encodeGnarkPlonkKey(key)),
		};
		return {
			own: { proof, inputs },
			ways: {
				native: (own) =>
					checkPlain(shippedKernel, verifier, {
						proof: hexOf(own, "proof"),
						inputs: wordsOf(own.inputs ?? inputs),
					}),
				replay: replays("returns-true", await gnarkPlonkVerifier(key), (own) =>
					gnarkPlonkInput(hexOf(own, "proof"), hexOf(own, "inputs")),
				),
			},
		};
	}, [
		...plonkRefusals("proof", 0),
		...inputRefusals,
		["one input too few", change("inputs", (own) => own.subarray(32))],
		...(gates === 0
			? []
			: [
					[
						"a committed wire's opening plus the order",
						plus("proof", 0x300, bn254R),
					] as const,
				]),
	]);

// --- SP1

const programVKey = sha256(Uint8Array.of(1)).map((byte, i) =>
	i === 0 ? byte & 0x0f : byte,
);
const publicValues = concat(sha256(Uint8Array.of(2)), Uint8Array.of(3, 4, 5));
const vkRoot = bigToBytes(77n, 32);
const selector = Uint8Array.of(0xa1, 0xb2, 0xc3, 0xd4);
const context = concat(new Uint8Array(32), vkRoot, bigToBytes(9n, 32));

const sp1Ways = (
	verifier: Sp1Verifier,
	code: Hex,
	more: readonly { readonly address: Hex; readonly code: Hex }[] = [],
): Ways<Bytes> => ({
	native: (own) =>
		checkSp1(shippedKernel, verifier, {
			programVKey: hexOf(own, "program"),
			publicValues: hexOf(own, "values"),
			proofBytes: hexOf(own, "proof"),
		}),
	replay: replays(
		"does-not-revert",
		code,
		(own) =>
			sp1Input(
				hexOf(own, "program"),
				hexOf(own, "values"),
				hexOf(own, "proof"),
			),
		more,
	),
});

const sp1Refusals: readonly Refusal[] = [
	["the key of another program", flip("program", 31)],
	["the program's key plus the order", plus("program", 0, bn254R)],
	["other public values", flip("values", 0)],
	[
		"the public values cut short",
		change("values", (own) => own.subarray(0, -1)),
	],
	["another selector", flip("proof", 3)],
	["a selector alone", change("proof", (own) => own.subarray(0, 4))],
];
const contextRefusals: readonly Refusal[] = [
	["a program that failed", flip("proof", 4 + 31)],
	["other recursion keys", flip("proof", 4 + 63)],
	["another nonce", flip("proof", 4 + 95)],
	["the nonce plus the order", plus("proof", 4 + 64, bn254R)],
	[
		"the context missing",
		change("proof", (own) => concat(own.subarray(0, 4), own.subarray(100))),
	],
];

for (const [version, root] of [
	["5", null],
	["6", vkRoot],
] as const) {
	const said = concat(programVKey, sp1Digest(publicValues));
	const own = root === null ? said : concat(said, context);
	const before = root === null ? selector : concat(selector, context);
	const refusals =
		root === null ? sp1Refusals : [...sp1Refusals, ...contextRefusals];
	const release = { selector, vkRoot: root };
	const pinned = {
		title: `SP1 ${version}`,
		selector: toHex(selector),
		vkRoot: root === null ? null : toHex(root),
	};
	agree(`a Groth16 proof of SP1 ${version}`, async () => {
		const { key, prove } = groth16Maker(own.length / 32, "sp1");
		const verifier: Sp1Verifier = {
			...pinned,
			system: "sp1-groth16",
			key: toHex(encodeGroth16Key(key)),
		};
		return {
			own: {
				program: programVKey,
				values: publicValues,
				proof: concat(before, prove(own)),
			},
			ways: sp1Ways(verifier, await sp1Groth16Verifier(key, release)),
		};
	}, [...refusals, ...groth16Refusals("proof", before.length)]);
	agree(`a PLONK proof of SP1 ${version}`, async () => {
		const { key, proof } = makeGnark(own.length / 32, 1, own);
		const verifier: Sp1Verifier = {
			...pinned,
			system: "sp1-plonk",
			key: toHex(encodeGnarkPlonkKey(key)),
		};
		const code = await sp1PlonkVerifier(release, inner);
		const plonk = { address: inner, code: await gnarkPlonkVerifier(key) };
		return {
			own: {
				program: programVKey,
				values: publicValues,
				proof: concat(before, proof),
			},
			ways: sp1Ways(verifier, code, [plonk]),
		};
	}, [...refusals, ...plonkRefusals("proof", before.length)]);
}

// --- RISC Zero

const control = {
	root: sha256(Uint8Array.of(6)),
	bn254Id: bigToBytes(bn254R - 5n, 32),
};
const image = sha256(Uint8Array.of(7));
const journal = Uint8Array.of(1, 2, 3, 4, 5, 6, 7);

agree("a Groth16 proof of RISC Zero", async () => {
	const { key, prove } = groth16Maker(5, "risc0");
	const own = risc0Selector(key, control);
	const draft = concat(own, new Uint8Array(256));
	const statement = decodeRisc0(own, control, image, journal, draft);
	const proof = prove(statement?.inputs ?? new Uint8Array(0));
	const verifier: Risc0Verifier = {
		title: "made",
		system: "risc0-groth16",
		key: toHex(encodeGroth16Key(key)),
		controlRoot: toHex(control.root),
		bn254ControlId: toHex(control.bn254Id),
	};
	return {
		own: { seal: concat(own, proof), image, journal },
		ways: {
			native: (given) =>
				checkRisc0(shippedKernel, verifier, {
					imageId: hexOf(given, "image"),
					journal: hexOf(given, "journal"),
					seal: hexOf(given, "seal"),
				}),
			replay: replays(
				"does-not-revert",
				await risc0Verifier(key, control, own),
				(given) =>
					risc0Input(
						hexOf(given, "seal"),
						hexOf(given, "image"),
						toHex(sha256(given.journal ?? journal)),
					),
			),
		},
	};
}, [
	...groth16Refusals("seal", 4),
	["another selector", flip("seal", 0)],
	["another image", flip("image", 5)],
	["another journal", flip("journal", 0)],
	["a longer journal", change("journal", (own) => concat(own, own))],
]);

// --- PLONK of snarkjs, by the contract that snarkjs writes

const none = new Uint8Array(0);

agree("a PLONK proof of snarkjs", async () => {
	const key = prepareSnarkjsPlonk(nobleBn254, decodePlonkKey(plonk.key, "key"));
	const code = await snarkjsContract("plonk", plonk.key);
	const proof = decodePlonkProof(plonk.proof, "proof");
	return {
		own: { proof, inputs: decodeInputs(plonk.inputs, "inputs") },
		ways: {
			native: async (own) => {
				const { proof: given = none, inputs: said = none } = own;
				if (!verifySnarkjsPlonk(key, given, said))
					throw new Fault("recheck-failed", "natively");
				return { system: "plonk", title: "", key: "0x", program: null };
			},
			replay: replays("returns-true", code, (own) =>
				snarkjsPlonkInput(hexOf(own, "proof"), hexOf(own, "inputs")),
			),
		},
	};
}, [
	...inputRefusals,
	["a byte of a wire flipped", flip("proof", 40)],
	["a byte of the quotient flipped", flip("proof", 9 * 32)],
	["an opening flipped", flip("proof", 19 * 32 + 31)],
	["an opening plus the order", plus("proof", 18 * 32, bn254R)],
	["a point plus the modulus", plus("proof", 0, bn254P)],
	["two wires swapped", swap("proof", 0, 64, 64)],
	["the opening proofs swapped", swap("proof", 14 * 32, 16 * 32, 64)],
	["infinity for a wire", set("proof", 0, new Uint8Array(64))],
	["the proof cut short", change("proof", (own) => own.subarray(0, -32))],
	["no proof", change("proof", () => none)],
]);

describe("a verifier in a profile", () => {
	const { key } = groth16Maker(2);
	const groth16 = toHex(encodeGroth16Key(key));
	const gnark = toHex(encodeGnarkPlonkKey(makeGnark(2, 0).key));

	it("names its program by what it is pinned by", async () => {
		const { prove } = groth16Maker(2);
		const verifier = {
			title: "made",
			system: "groth16",
			key: groth16,
		} as const;
		const program = await checkPlain(shippedKernel, verifier, {
			proof: toHex(prove(inputs)),
			inputs: wordsOf(inputs),
		});
		expect(program).toEqual({
			system: "groth16",
			title: "made",
			key: toHex(sha256(encodeGroth16Key(key))),
			program: null,
		});
	});

	it("names what is wrong with a proof", async () => {
		const own = concat(programVKey, sp1Digest(publicValues), context);
		const { key: other, prove } = groth16Maker(5, "sp1");
		const verifier: Sp1Verifier = {
			title: "made",
			system: "sp1-groth16",
			key: toHex(encodeGroth16Key(other)),
			selector: toHex(selector),
			vkRoot: toHex(vkRoot),
		};
		const given: Bytes = {
			program: programVKey,
			values: publicValues,
			proof: concat(selector, context, prove(own)),
		};
		const named = async (damage: Refusal[1]): Promise<string> => {
			const made = damage(given);
			try {
				await checkSp1(shippedKernel, verifier, {
					programVKey: hexOf(made, "program"),
					publicValues: hexOf(made, "values"),
					proofBytes: hexOf(made, "proof"),
				});
				return "accepted";
			} catch (thrown) {
				return String(Reflect.get(Object(thrown), "code"));
			}
		};
		const found = await Promise.all(
			[
				(all: Bytes) => all,
				flip("program", 31),
				flip("values", 0),
				plus("program", 0, bn254R),
				plus("proof", 4 + 64, bn254R),
				plus("proof", 4 + 96, bn254P),
				flip("proof", 0),
				flip("proof", 4 + 31),
				flip("proof", 4 + 63),
				flip("proof", 4 + 96 + 40),
				change("proof", (all) => all.subarray(0, -1)),
			].map(named),
		);
		expect(found).toEqual([
			"accepted",
			"recheck-failed",
			"recheck-failed",
			"recheck-input",
			"recheck-input",
			"recheck-point",
			"recheck-program",
			"recheck-program",
			"recheck-program",
			"recheck-failed",
			"recheck-failed",
		]);
	});

	it("is refused with a key of another system or cut short", () => {
		const title = "made";
		for (const raw of [
			{ title, system: "groth16", key: gnark },
			{ title, system: "gnark-plonk", key: groth16 },
			{ title, system: "groth16", key: groth16.slice(0, -2) },
			{ title, system: "stark", key: groth16 },
			{
				title,
				system: "sp1-groth16",
				key: groth16,
				selector: "0x01",
				vkRoot: null,
			},
			{ title, system: "sp1-groth16", key: groth16, selector: "0x01020304" },
			{
				title,
				system: "risc0-groth16",
				key: groth16,
				controlRoot: toHex(image),
			},
		])
			expect(() => decodeNativeVerifier(raw, "verifier")).toThrow(
				expect.objectContaining({ code: "bad-field" }),
			);
		const sp1 = {
			title,
			system: "sp1-groth16",
			key: groth16,
			selector: "0x01020304",
			vkRoot: null,
		};
		expect(decodeNativeVerifier(sp1, "verifier")).toEqual(sp1);
	});
});
