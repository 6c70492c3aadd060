// The peers that run in Node alone: native blst, and snarkjs.

import {
	aggregateSerializedPublicKeys,
	fastAggregateVerify,
	PublicKey,
	Signature,
	verify,
} from "@chainsafe/blst";
import { groth16, plonk } from "snarkjs";
import { equalBytes, fromHex } from "../../src/base/bytes.ts";
import { numbers } from "../../src/proof/field.ts";
import { decodeGroth16KeyBytes } from "../../src/proof/key-bytes.ts";
import { decodeSp1 } from "../../src/proof/sp1.ts";
import { keysOf } from "./made/committee.ts";
import type { G1, G2 } from "./made/groth16.ts";
import type { More } from "./works/works.ts";

const object1 = ({ x, y }: G1) => [`${x}`, `${y}`, "1"];
const object2 = ({ x, y }: G2) => [x.map(String), y.map(String), ["1", "0"]];

/** Out of the EVM's encodings. */
const bytes1 = (point: Uint8Array) => [...numbers(point).map(String), "1"];
const bytes2 = (point: Uint8Array) => {
	const [x1, x0, y1, y0] = numbers(point).map(String);
	return [
		[x0, x1],
		[y0, y1],
		["1", "0"],
	];
};

export const native: More = {
	syncCommittee: [
		{
			name: "@chainsafe/blst",
			backend: null,
			open: async ({ pubkeys }) => {
				const keys = keysOf(pubkeys).map((key) =>
					PublicKey.fromBytes(key, true),
				);
				return ({ message, signature }) => {
					try {
						const point = Signature.fromBytes(signature, true, true);
						return fastAggregateVerify(message, keys, point);
					} catch {
						return false;
					}
				};
			},
		},
	],
	committeeKeys: [
		{
			name: "@chainsafe/blst",
			backend: null,
			open: async () => (input) => {
				try {
					const sum = aggregateSerializedPublicKeys(
						keysOf(input.pubkeys),
						true,
					);
					return equalBytes(sum.toBytes(), input.aggregatePubkey);
				} catch {
					return false;
				}
			},
		},
	],
	oneSignature: [
		{
			name: "one @chainsafe/blst signature",
			backend: null,
			open: async (pubkey) => {
				const key = PublicKey.fromBytes(pubkey, true);
				return ({ message, signature }) => {
					try {
						const point = Signature.fromBytes(signature, true, true);
						return verify(message, key, point);
					} catch {
						return false;
					}
				};
			},
		},
	],
	plonk: [
		{
			name: "snarkjs",
			backend: null,
			open: async (key) => (claim) =>
				plonk.verify(key, claim.inputs, claim.proof),
		},
	],
	recheck: [
		{
			name: "snarkjs",
			backend: null,
			open: async (file) => {
				const { alpha, beta, gamma, delta, ic } = decodeGroth16KeyBytes(
					fromHex(file.key),
				);
				const verificationKey = {
					protocol: "groth16",
					curve: "bn128",
					nPublic: ic.length - 1,
					vk_alpha_1: bytes1(alpha),
					vk_beta_2: bytes2(beta),
					vk_gamma_2: bytes2(gamma),
					vk_delta_2: bytes2(delta),
					IC: ic.map(bytes1),
				};
				const release = {
					selector: fromHex(file.selector),
					vkRoot: fromHex(file.vkRoot),
				};
				return async (own) => {
					const statement = decodeSp1(
						release,
						fromHex(own.programVKey),
						fromHex(own.publicValues),
						fromHex(own.proofBytes),
					);
					if (statement === null) return false;
					const { proof, inputs } = statement;
					return groth16.verify(verificationKey, numbers(inputs).map(String), {
						protocol: "groth16",
						curve: "bn128",
						pi_a: bytes1(proof.subarray(0, 64)),
						pi_b: bytes2(proof.subarray(64, 192)),
						pi_c: bytes1(proof.subarray(192)),
					});
				};
			},
		},
	],
	groth16: [
		{
			name: "snarkjs",
			backend: null,
			open: async (key) => {
				const verificationKey = {
					protocol: "groth16",
					curve: "bn128",
					nPublic: key.ic.length - 1,
					vk_alpha_1: object1(key.alpha),
					vk_beta_2: object2(key.beta),
					vk_gamma_2: object2(key.gamma),
					vk_delta_2: object2(key.delta),
					IC: key.ic.map(object1),
				};
				return ({ inputs, proof }) =>
					groth16.verify(verificationKey, inputs.map(String), {
						protocol: "groth16",
						curve: "bn128",
						pi_a: object1(proof.a),
						pi_b: object2(proof.b),
						pi_c: object1(proof.c),
					});
			},
		},
	],
};
