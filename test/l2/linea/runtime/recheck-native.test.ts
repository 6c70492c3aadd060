// Recorded proofs of Linea's system, found by their form, under the keys they hold for: what a profile with a key asks besides the
// verifier's code. The code here says yes to all, so that what is refused is refused natively.

import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { fromHex, type Hex, toHex } from "../../../../src/base/bytes.ts";
import { nobleBn254 } from "../../../../src/crypto/noble-bn254.ts";
import { lineaV1 } from "../../../../src/l2/linea/checks/profile.ts";
import {
	checkLineaProof,
	lineaRoute,
	lineaVerifier,
} from "../../../../src/l2/linea/runtime/recheck.ts";
import { encodeGnarkPlonkKey } from "../../../../src/proof/key-bytes.ts";
import { nobleKernel } from "../../../../src/proof/noble.ts";
import {
	prepareGnarkPlonk,
	verifyGnarkPlonk,
} from "../../../../src/proof/plonk-gnark.ts";
import { decodeGnarkPlonkKey } from "../../../../src/proof/plonk-gnark-key.ts";
import {
	concludeVerifier,
	verifierWanted,
} from "../../../../src/recheck/replay-route.ts";
import { proveCode } from "../../../../src/state/slot.ts";
import { mappingSlot, wordHex } from "../../../../src/state/storage-layout.ts";
import { listFiles } from "../../../conformance/files.ts";
import { isGnarkKey } from "../../../conformance/snark-keys.ts";
import { isRecord, treeOf } from "../../../conformance/text.ts";
import { headerOver, proofsOf } from "../../reference/made-root.ts";
import { lineaProfile, lineaWorld } from "../world.ts";

const folder = fileURLToPath(
	new URL("../../../../../shared/vectors/snark", import.meta.url),
);
const trees = existsSync(folder)
	? listFiles(folder)
			.filter(({ path }) => path.endsWith(".json"))
			.map(treeOf)
	: [];

const keys = trees
	.filter(isGnarkKey)
	.map((tree) => decodeGnarkPlonkKey(tree, "key"));
const proofs = trees.flatMap((tree) =>
	isRecord(tree) &&
	typeof tree.aggregatedProof === "string" &&
	typeof tree.aggregatedProofPublicInput === "string"
		? [
				{
					proof: tree.aggregatedProof as Hex,
					input: wordHex(BigInt(tree.aggregatedProofPublicInput)),
				},
			]
		: [],
);
const held = proofs.flatMap(({ proof, input }) =>
	keys
		.filter(
			(key) =>
				key.inputs === 1 &&
				verifyGnarkPlonk(
					prepareGnarkPlonk(nobleBn254, key),
					fromHex(proof),
					fromHex(input),
				),
		)
		.slice(0, 1)
		.map((key) => ({ proof, input, key: toHex(encodeGnarkPlonkKey(key)) })),
);

const address: Hex = `0x${"7e".repeat(20)}`;
/** One, whatever it is asked. */
const code: Hex = "0x600160005260206000f3";

const asked = (key: Hex) => {
	const recheck = {
		slots: { currentFinalizedShnarf: 445, verifiers: 283 },
		verifiers: [{ proofType: 1, address, key }],
	};
	const own = lineaV1({ ...lineaProfile, recheck }, "profile");
	const profile = { ...own, recheck };
	const world = lineaWorld((made, storage) => {
		storage[mappingSlot(wordHex(1), 283)] = BigInt(address);
		made[address] = { code };
	});
	const header = headerOver(world);
	const verifierProfile = lineaVerifier(profile, 1n);
	const route = lineaRoute(1n);
	const premises = verifierWanted(verifierProfile, route).flatMap((one) => {
		const { account, slots } = proofsOf(header, world, one.address, one.slots);
		return [one.code ? proveCode(account, code) : account, ...slots];
	});
	const verifier = concludeVerifier(verifierProfile, route, premises);
	return (proof: Hex, input: Hex) =>
		checkLineaProof(
			profile,
			verifier,
			{ proof, proofType: 1n },
			() => input,
			nobleKernel,
		);
};

const flipped = (hex: Hex, at: number): Hex => {
	const bytes = fromHex(hex).slice();
	bytes[at] = (bytes[at] ?? 0) ^ 1;
	return toHex(bytes);
};

describe.skipIf(held.length === 0)("a recorded proof of Linea's system", () => {
	it("is held by the code and natively", async () => {
		for (const { proof, input, key } of held)
			await expect(asked(key)(proof, input)).resolves.toMatchObject({
				how: "both",
				input,
			});
	});

	it("is refused with a bit flipped in any word of it, and for another input", async () => {
		for (const { proof, input, key } of held.slice(0, 1)) {
			const ask = asked(key);
			for (let at = 31; at < fromHex(proof).length; at += 32)
				await expect(ask(flipped(proof, at), input)).rejects.toMatchObject({
					code: "internal",
				});
			await expect(ask(proof, flipped(input, 31))).rejects.toMatchObject({
				code: "internal",
			});
		}
	}, 60_000);
});
