// Our own kernels by backend, as contestants take them: opened from their modules, an instance for each contestant.

import { type Digests, nobleDigests } from "../../src/base/digest.ts";
import type { PairingCurve } from "../../src/crypto/pairing.ts";
import { openBls, type WasmBls } from "../../src/crypto/wasm/bls12-381.ts";
import { openBn254 } from "../../src/crypto/wasm/bn254.ts";
import { openHashes } from "../../src/crypto/wasm/hashes.ts";
import type { Place } from "./contest.ts";

/** In the order in which a realm tries them. */
export const backends = ["fma", "wide", "extmul", "scalar"] as const;
export type Backend = (typeof backends)[number];

/** With no key remembered from one question to the next. @throws Absent */
export const openOurBls = async (
	place: Place,
	backend: Backend,
): Promise<WasmBls> =>
	openBls(await place.module(`bls12-381.${backend}`), { mostKept: 0 });

/** @throws Absent */
export const openOurBn254 = async (
	place: Place,
	backend: Backend,
): Promise<PairingCurve> =>
	openBn254(await place.module(`bn254.${backend}`), backend);

/** What a realm computes with when our hashes are installed. @throws Absent */
export const openOurDigests = async (place: Place): Promise<Digests> => {
	const { keccak256, sha256Pairs, walkTrie } = await openHashes(
		await place.module("hashes"),
	);
	return {
		name: "WebAssembly SIMD",
		keccak256,
		sha256: nobleDigests.sha256,
		sha256Pairs,
		walkTrie,
	};
};
