// The noble kernel beside blst on the same questions, good and damaged.

import {
	aggregatePublicKeys,
	aggregateSignatures,
	fastAggregateVerify,
	PublicKey,
	SecretKey,
	Signature,
} from "@chainsafe/blst";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { concat } from "../../src/base/bytes.ts";
import { decodeKey, decodeSignature } from "../../src/crypto/noble.ts";
import { nobleKernel } from "../../src/proof/noble.ts";

const seats = 16;
const secrets = Array.from({ length: seats }, (_, i) =>
	SecretKey.fromKeygen(new Uint8Array(32).fill(i + 1)),
);
const keys = secrets.map((secret) => secret.toPublicKey());
const pubkeys = concat(...keys.map((key) => key.toBytes()));
const aggregatePubkey = aggregatePublicKeys(keys).toBytes();
const message = new Uint8Array(32).fill(7);
const signatures = secrets.map((secret) => secret.sign(message));

const blst = (
	present: readonly number[],
	root: Uint8Array,
	signature: Uint8Array,
): boolean => {
	try {
		return fastAggregateVerify(
			root,
			present.flatMap((seat) => keys[seat] ?? []),
			Signature.fromBytes(signature),
			true,
		);
	} catch {
		return false;
	}
};

describe("the noble kernel and blst", () => {
	it("agree on any set of signers, any bit turned in signature or message", async () => {
		await fc.assert(
			fc.asyncProperty(
				fc.uniqueArray(fc.nat(seats - 1), { minLength: 1 }),
				fc.uniqueArray(fc.nat(seats - 1), { minLength: 1 }),
				fc.option(fc.nat(95 * 8 + 7), { freq: 2 }),
				fc.option(fc.nat(255), { freq: 3 }),
				fc.boolean(),
				async (signed, other, signatureBit, messageBit, honest) => {
					const claimed = honest ? signed : other;
					const signature = aggregateSignatures(
						signed.flatMap((seat) => signatures[seat] ?? []),
					).toBytes();
					const root = message.slice();
					if (signatureBit !== null)
						signature[signatureBit >> 3] =
							(signature[signatureBit >> 3] ?? 0) ^ (1 << (signatureBit & 7));
					if (messageBit !== null)
						root[messageBit >> 3] =
							(root[messageBit >> 3] ?? 0) ^ (1 << (messageBit & 7));
					const bits = new Uint8Array(seats / 8);
					for (const seat of claimed)
						bits[seat >> 3] = (bits[seat >> 3] ?? 0) | (1 << (seat & 7));
					expect(
						await nobleKernel.verifySyncAggregate({
							pubkeys,
							aggregatePubkey,
							bits,
							signingRoot: root,
							signature,
						}),
					).toBe(blst(claimed, root, signature));
				},
			),
			{ numRuns: 60 },
		);
	});

	it("decode the same keys and signatures", () => {
		const agree = (bytes: Uint8Array) => {
			let key = true;
			let signature = true;
			try {
				PublicKey.fromBytes(bytes, true);
			} catch {
				key = false;
			}
			try {
				Signature.fromBytes(bytes, true);
			} catch {
				signature = false;
			}
			if (bytes.length === 48) expect(decodeKey(bytes) !== null).toBe(key);
			else if (bytes[0] !== 0xc0)
				expect(decodeSignature(bytes) !== null).toBe(signature);
		};
		fc.assert(
			fc.property(
				fc.constantFrom(48, 96),
				fc.nat(seats - 1),
				fc.nat(96 * 8 - 1),
				(length, seat, bit) => {
					const bytes = (
						length === 48 ? keys[seat]?.toBytes() : signatures[seat]?.toBytes()
					)?.slice();
					if (bytes === undefined) return;
					agree(bytes);
					const at = (bit >> 3) % length;
					bytes[at] = (bytes[at] ?? 0) ^ (1 << (bit & 7));
					agree(bytes);
				},
			),
			{ numRuns: 120 },
		);
	});
});
