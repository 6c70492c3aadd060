// Hashing: keccak-256 of 532 bytes, the length of a full branch of a state trie, and SHA-256 of 64 bytes, a node of an
// SSZ tree. A run hashes a batch, message by message where the hasher takes one; times are for one message.

import { digest64, hashInto } from "@chainsafe/as-sha256";
import { createKeccak } from "hash-wasm";
import { concat } from "../../../src/base/bytes.ts";
import { keccak256, sha256 } from "../../../src/crypto/hash.ts";
import type { Contestant, Work } from "../contest.ts";
import { bytesOf, withFlip } from "../made/random.ts";

/** Messages of one length. */
export type Batch = {
	readonly length: number;
	/** One after the other. */
	readonly messages: Uint8Array;
};

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

export const keccak = work("keccak 532 B", "keccak", 532, keccak256, [
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
