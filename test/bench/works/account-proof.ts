// One account proved under a state root: eight branches with every way taken, and the leaf.

import { verifyMerkleProof } from "mpt-peer";
import {
	type Digests,
	nobleDigests,
	putDigests,
} from "../../../src/base/digest.ts";
import { Fault } from "../../../src/base/fault.ts";
import { proveSecure } from "../../../src/proof/mpt.ts";
import type { Contestant, Work } from "../contest.ts";
import { type AccountProof, makeAccountProof } from "../made/account-proof.ts";
import { withFlip } from "../made/random.ts";
import { openOurDigests } from "../ours.ts";

const nothing = new Uint8Array(0);

// The answer is the account itself, so that a walker that only says yes would be found out. Ours is the wallet's own way,
// with the hashes that its realm has installed.
const walkerBy =
	(hashes: Digests) =>
	(proof: AccountProof): Uint8Array => {
		putDigests(hashes);
		try {
			return proveSecure(proof.root, proof.address, proof.nodes) ?? nothing;
		} catch (thrown) {
			if (thrown instanceof Fault) return nothing;
			throw thrown;
		} finally {
			putDigests(nobleDigests);
		}
	};

const walker: Contestant<null, AccountProof> = {
	name: "the walker over @noble/hashes",
	backend: "noble",
	open: async () => walkerBy(nobleDigests),
};

const wasm: Contestant<null, AccountProof> = {
	name: "sextant",
	backend: "simd",
	open: async (_, place) => walkerBy(await openOurDigests(place)),
};

const ethereumjs: Contestant<null, AccountProof> = {
	name: "@ethereumjs/mpt",
	backend: null,
	open: async () => async (proof) => {
		const value = await verifyMerkleProof(proof.address, [...proof.nodes], {
			root: proof.root,
			useKeyHashing: true,
		}).catch(() => null);
		return value ?? nothing;
	},
};

export const accountProof: Work<null, AccountProof> = {
	work: "MPT account proof",
	topic: "mpt",
	perRun: 1,
	inputs: async () => {
		const proof = makeAccountProof(8);
		const nodes = proof.nodes.map((node, i) =>
			i === 5 ? withFlip(node, 100) : node,
		);
		return {
			fixed: null,
			valid: { input: proof, answer: proof.value },
			flipped: { input: { ...proof, nodes }, answer: nothing },
		};
	},
	contestants: [wasm, walker, ethereumjs],
};
