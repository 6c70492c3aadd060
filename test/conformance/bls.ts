// Topic bls: signatures, encodings and curve operations. Which suite a case is of is told by the fields of its input.
// Signing, hashing and the curve operations of EIP-2537 are not the wallet's own work; they are run because the kernel
// rests on the same library.

import { bls12_381 } from "@noble/curves/bls12-381.js";
import {
	concat,
	equalBytes,
	fromHex,
	isHex,
	toHex,
} from "../../src/base/bytes.ts";
import { asFault } from "../../src/base/fault.ts";
import {
	decodeKey,
	decodeSignature,
	ethereumDst,
	keyBytes,
	signatureBytes,
} from "../../src/crypto/noble.ts";
import { runCurveFile } from "./bls-curves.ts";
import { isKey, verifyAggregateByAll, verifyByAll } from "./bls-kernels.ts";
import { type Chance, chance } from "./chance.ts";
import { flip } from "./mutate.ts";
import { isRecord, treeOf } from "./text.ts";
import type { CaseResult, RunOptions, Topic, VectorFile } from "./topic.ts";

const { longSignatures, G1 } = bls12_381;

/** What a suite's function answers: a verdict, bytes, or null where it refuses. */
type Answer = boolean | string | null;

const bytesOf = (raw: unknown): Uint8Array => {
	if (typeof raw !== "string") throw new TypeError("bytes expected");
	const text = raw.startsWith("0x") ? raw : `0x${raw}`;
	if (!isHex(text)) throw new TypeError("hex expected");
	return fromHex(text);
};

// Text that is no whole-byte hex is an encoding that must be refused; no bytes are one too.
const bytesOrNone = (raw: unknown): Uint8Array => {
	try {
		return bytesOf(raw);
	} catch (thrown) {
		if (thrown instanceof TypeError) return new Uint8Array(0);
		throw thrown;
	}
};

const listOf = (raw: unknown): readonly Uint8Array[] => {
	if (!Array.isArray(raw)) throw new TypeError("a list expected");
	return raw.map(bytesOf);
};

const infinitySignature = concat(
	Uint8Array.of(0xc0),
	new Uint8Array(signatureBytes - 1),
);
const infinityKey = concat(Uint8Array.of(0xc0), new Uint8Array(keyBytes - 1));

const verify = (
	pubkey: Uint8Array,
	message: Uint8Array,
	signature: Uint8Array,
): boolean => verifyByAll([pubkey], message, signature);

const aggregateVerify = (
	pubkeys: readonly Uint8Array[],
	messages: readonly Uint8Array[],
	signature: Uint8Array,
): boolean => {
	const point = decodeSignature(signature);
	if (point === null || pubkeys.length === 0) return false;
	if (pubkeys.length !== messages.length) return false;
	const items = [];
	for (const [i, bytes] of pubkeys.entries()) {
		const publicKey = decodeKey(bytes);
		const message = messages[i];
		if (publicKey === null || message === undefined) return false;
		items.push({
			publicKey,
			message: longSignatures.hash(message, ethereumDst),
		});
	}
	return longSignatures.verifyBatch(point, items);
};

const sign = (secret: Uint8Array, message: Uint8Array): string | null => {
	try {
		return toHex(
			longSignatures
				.sign(longSignatures.hash(message, ethereumDst), secret)
				.toBytes(),
		);
	} catch {
		return null;
	}
};

const aggregateSignatures = (
	signatures: readonly Uint8Array[],
): string | null => {
	if (signatures.length === 0) return null;
	const points = signatures.map(decodeSignature);
	const valid = points.filter((point) => point !== null);
	if (valid.length !== points.length) return null;
	return toHex(longSignatures.aggregateSignatures(valid).toBytes());
};

const aggregateKeys = (pubkeys: readonly Uint8Array[]): string | null => {
	let sum = G1.Point.ZERO;
	for (const bytes of pubkeys) {
		const key = decodeKey(bytes);
		if (key === null) return null;
		sum = sum.add(key);
	}
	return pubkeys.length === 0 ? null : toHex(sum.toBytes());
};

type Case = {
	readonly answer: () => Answer;
	/** For a verdict of true or an output of bytes: the answer to damaged input, which must be another. */
	readonly damaged?: (luck: Chance) => Answer;
	/** The kernel's own answer to the question, where it can be put. */
	readonly kernel?: () => Promise<boolean>;
};

const damageOne = (
	parts: readonly Uint8Array[],
	luck: Chance,
): readonly Uint8Array[] => {
	const at = luck.below(parts.length);
	return parts.map((part, i) =>
		i === at && part.length > 0
			? flip(part, luck.below(part.length), luck)
			: part,
	);
};

// The committee of these keys and one more that did not sign: the kernel takes the absentee off the aggregate.
const askKernel = async (
	pubkeys: readonly Uint8Array[],
	message: Uint8Array,
	signature: Uint8Array,
): Promise<boolean> => {
	const absent = G1.Point.BASE.multiply(7n).toBytes();
	const all = [...pubkeys, absent];
	const aggregate = aggregateKeys(all);
	const bits = new Uint8Array(Math.ceil(all.length / 8));
	for (let i = 0; i < pubkeys.length; i++)
		bits[i >> 3] = (bits[i >> 3] ?? 0) | (1 << (i & 7));
	return verifyAggregateByAll({
		pubkeys: concat(...all),
		aggregatePubkey: fromHex(aggregate ?? "0x"),
		bits,
		signingRoot: message,
		signature,
	});
};

const caseOf = (input: unknown, path: string): Case | null => {
	if (Array.isArray(input)) {
		const parts = input.map(bytesOf);
		const add =
			parts[0]?.length === keyBytes || path.includes("pubkeys")
				? aggregateKeys
				: aggregateSignatures;
		return {
			answer: () => add(parts),
			...(parts.length === 0
				? {}
				: { damaged: (luck) => add(damageOne(parts, luck)) }),
		};
	}
	if (!isRecord(input)) return null;
	const { pubkeys, pubkey, messages, message, signatures, signature } = input;
	if (pubkeys !== undefined && message !== undefined) {
		const keys = listOf(pubkeys);
		const text = bytesOf(message);
		const seal = bytesOf(signature);
		// eth_fast_aggregate_verify: nobody's signature is infinity.
		const nobody =
			/(^|\/)eth_/.test(path) &&
			keys.length === 0 &&
			equalBytes(seal, infinitySignature);
		const validKeys = keys.length > 0 && keys.every((key) => decodeKey(key));
		return {
			answer: () => nobody || verifyByAll(keys, text, seal),
			...(nobody
				? {}
				: {
						damaged: (luck) => {
							const [newSeal, newText, ...newKeys] = damageOne(
								[seal, text, ...keys],
								luck,
							);
							return verifyByAll(newKeys, newText ?? text, newSeal ?? seal);
						},
					}),
			...(validKeys && text.length === 32
				? { kernel: () => askKernel(keys, text, seal) }
				: {}),
		};
	}
	if (pubkeys !== undefined && signatures !== undefined) {
		const keys = listOf(pubkeys);
		const texts = listOf(messages);
		const seals = listOf(signatures);
		const all = (s: readonly Uint8Array[]) =>
			keys.length > 0 &&
			keys.length === s.length &&
			keys.length === texts.length &&
			keys.every((key, i) =>
				verify(key, texts[i] ?? key, s[i] ?? infinitySignature),
			);
		return {
			answer: () => all(seals),
			damaged: (luck) => all(damageOne(seals, luck)),
		};
	}
	if (pubkeys !== undefined && messages !== undefined) {
		const keys = listOf(pubkeys);
		const texts = listOf(messages);
		const seal = bytesOf(signature);
		return {
			answer: () => aggregateVerify(keys, texts, seal),
			damaged: (luck) => {
				const [newSeal, ...newTexts] = damageOne([seal, ...texts], luck);
				return aggregateVerify(keys, newTexts, newSeal ?? seal);
			},
		};
	}
	if (pubkey !== undefined && message !== undefined) {
		const key = bytesOf(pubkey);
		const text = bytesOf(message);
		const seal = bytesOf(signature);
		return {
			answer: () => verify(key, text, seal),
			damaged: (luck) => {
				const [k, t, s] = damageOne([key, text, seal], luck);
				return verify(k ?? key, t ?? text, s ?? seal);
			},
		};
	}
	if (input.privkey !== undefined) {
		const secret = bytesOf(input.privkey);
		const text = bytesOf(message);
		return {
			answer: () => sign(secret, text),
			damaged: (luck) => {
				const [newSecret, newText] = damageOne([secret, text], luck);
				return sign(newSecret ?? secret, newText ?? text);
			},
		};
	}
	if (pubkey !== undefined) {
		const key = bytesOrNone(pubkey);
		return {
			answer: () => isKey(key) || equalBytes(key, infinityKey),
		};
	}
	if (signature !== undefined) {
		const seal = bytesOrNone(signature);
		return { answer: () => decodeSignature(seal) !== null };
	}
	return null;
};

const asAnswer = (raw: unknown): Answer => {
	if (raw === true || raw === "true") return true;
	if (raw === false || raw === "false") return false;
	if (raw === null || raw === "null" || raw === "~" || raw === undefined)
		return null;
	return toHex(bytesOf(raw));
};

const runCase = async (
	one: Case,
	expected: Answer,
	options: RunOptions,
	luck: Chance,
): Promise<number> => {
	const got = one.answer();
	if (got !== expected)
		throw new TypeError(`${String(got)}, ${String(expected)} expected`);
	if (one.kernel !== undefined && (await one.kernel()) !== expected)
		throw new TypeError("the kernel answers otherwise");
	if (expected === false || expected === null) return 0;
	if (one.damaged === undefined) return 0;
	for (let i = 0; i < options.mutations; i++)
		if (one.damaged(luck) === expected)
			throw new TypeError("damaged input was accepted");
	return options.mutations;
};

const run = async (
	file: VectorFile,
	options: RunOptions,
): Promise<CaseResult | null> => {
	const name = file.path;
	try {
		const tree = treeOf(file);
		if (isRecord(tree) && "input" in tree && "output" in tree) {
			const { input, output } = tree;
			const isHash = isRecord(input) && typeof input.msg === "string";
			if (!isHash) {
				const one = caseOf(input, name);
				if (one === null)
					return {
						name,
						outcome: "unsupported",
						reason: "an input of no known suite",
					};
				const luck = chance(options.seed, name);
				const refused = await runCase(one, asAnswer(output), options, luck);
				return { name, outcome: "passed", refused };
			}
		}
		return await runCurveFile(file, tree, options);
	} catch (thrown) {
		return { name, outcome: "failed", reason: asFault(thrown).message };
	}
};

export const bls: Topic = {
	name: "bls",
	run: async function* (files, options) {
		for (const file of files) {
			const result = await run(file, options);
			if (result !== null) yield result;
		}
	},
};
