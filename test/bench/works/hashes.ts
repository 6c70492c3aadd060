// Hashing: keccak-256 of 532 bytes, the length of a full branch of a state trie, and SHA-256 of 64 bytes, a node of an
// SSZ tree. A run hashes a batch, message by message where the hasher takes one; times are for one message.

import { digest64, hashInto } from "@chainsafe/as-sha256";
import { createKeccak } from "hash-wasm";
import { concat } from "../../../src/base/bytes.ts";
import { nobleDigests } from "../../../src/crypto/hash.ts";
import { openHashes } from "../../../src/crypto/wasm/hashes.ts";
import { openWasm } from "../../../src/crypto/wasm/module.ts";
import type { Contestant, Work } from "../contest.ts";
import { bytesOf, withFlip } from "../made/random.ts";

/** Messages of one length. */
export type Batch = {
	readonly length: number;
	/** One after the other. */
	readonly messages: Uint8Array;
};

const { keccak256, sha256 } = nobleDigests;
const batchSize = 64;

/** Hashes message by message into one piece of memory. */
const eachBy =
	(hash: (message: Uint8Array) => Uint8Array) =>
	({ length, messages }: Batch): Uint8Array => {
		const digests = new Uint8Array((messages.length / length) * 32);
		for (let i = 0; i * length < messages.length; i++)
			digests.set(
				hash(messages.subarray(i * length, (i + 1) * length)),
				32 * i,
			);
		return digests;
	};

const work = (
	title: string,
	topic: string,
	length: number,
	hash: (bytes: Uint8Array) => Uint8Array,
	contestants: readonly Contestant<null, Batch>[],
): Work<null, Batch> => ({
	work: title,
	topic,
	perRun: batchSize,
	inputs: async () => {
		const messages = bytesOf(topic, batchSize * length);
		const flipped = withFlip(messages, messages.length - 1);
		const digests = (bytes: Uint8Array) =>
			concat(
				...Array.from({ length: batchSize }, (_, i) =>
					hash(bytes.subarray(i * length, (i + 1) * length)),
				),
			);
		return {
			fixed: null,
			valid: { input: { length, messages }, answer: digests(messages) },
			flipped: {
				input: { length, messages: flipped },
				answer: digests(flipped),
			},
		};
	},
	contestants,
});

const noble = (
	hash: (bytes: Uint8Array) => Uint8Array,
): Contestant<null, Batch> => ({
	name: "@noble/hashes",
	backend: "noble",
	open: async () => eachBy(hash),
});

const openKeccakTwo = async (module: WebAssembly.Module) => {
	const wasm = await openWasm(module);
	const two = wasm.act("keccakTwo", 5);
	const heap = wasm.global("heap");
	return ({ length, messages }: Batch): Uint8Array => {
		const count = messages.length / length;
		const from = heap + 32 * count;
		wasm.write(from, messages);
		for (let i = 0; i < count; i += 2) {
			const at = from + i * length;
			two(heap + 32 * i, at, length, at + length, length);
		}
		return wasm.read(heap, 32 * count);
	};
};

export const keccak = work("keccak 532 B", "keccak", 532, keccak256, [
	{
		name: "sextant",
		backend: "simd",
		open: async (_, place) => {
			const wasm = await openHashes(await place.module("hashes"));
			return eachBy(wasm.keccak256);
		},
	},
	{
		// As the walk down a proof does it: two messages at a time.
		name: "sextant",
		backend: "simd, two at once",
		open: async (_, place) => openKeccakTwo(await place.module("hashes")),
	},
	noble(keccak256),
	{
		name: "hash-wasm",
		backend: null,
		open: async () => {
			const hasher = await createKeccak(256);
			return eachBy((message) =>
				hasher.init().update(message).digest("binary"),
			);
		},
	},
]);

export const sha = work("sha256 of 64 B", "sha256", 64, sha256, [
	{
		name: "sextant",
		backend: "simd",
		open: async (_, place) => {
			const wasm = await openHashes(await place.module("hashes"));
			return ({ messages }) => wasm.sha256Pairs(messages);
		},
	},
	noble(sha256),
	{
		name: "@chainsafe/as-sha256",
		backend: null,
		open: async () => eachBy(digest64),
	},
	{
		// The same package's way with many: four at once where it has SIMD.
		name: "@chainsafe/as-sha256 hashInto",
		backend: null,
		open:
			async () =>
			({ messages }) => {
				const digests = new Uint8Array(messages.length / 2);
				hashInto(messages, digests);
				return digests;
			},
	},
]);
