// Which programs may prove a handover of the sync committee, as data of a network: the program, the verifier that its
// proofs are made for, how its public values are laid out, and what it checks of the proof that it continues. It checks
// no proof.

import type { Decode, Decoded } from "../base/decode.ts";
import * as d from "../base/decode.ts";
import { Fault } from "../base/fault.ts";

/** Points in the encodings of the EVM. */
const groth16Key = d.record({
	alpha: d.hex(64),
	beta: d.hex(128),
	gamma: d.hex(128),
	delta: d.hex(128),
	ic: d.list(d.hex(64), 6, 3),
});

/** One released Groth16 verifier of SP1. */
const sp1Verifier = d.record({
	/** The first 4 bytes of the hash of its key, in front of each of its proofs. */
	selector: d.hex(4),
	/** Since version 6: the root of the recursion keys that a proof must name. null before. */
	vkRoot: d.nullable(d.hash),
	key: groth16Key,
});

export const handoverPin = d.record({
	/** What SP1 calls the program: the hash of its verifying key. */
	programVKey: d.hash,
	/** `keys`: roots of both committees' keys and the period. `keys-header-domain`: the attested header and the domain as well. */
	values: d.oneOf("keys", "keys-header-domain"),
	/**
	 * `itself`: the program takes no proof but its own as the one that it continues, so the first root of its public values
	 * is where a chain of handovers began. `anything`: the one who proves chooses the program of the inner proof, which may
	 * say what it likes; the first root then proves nothing, and the handover is refused.
	 */
	continues: d.oneOf("itself", "anything"),
	/** Known, and no longer believed. */
	frozen: d.optional(d.flag),
	verifier: sp1Verifier,
});
export type HandoverPin = Decoded<typeof handoverPin>;

/** @throws bad-field, also for a key with another number of inputs than its version has */
export const decodeHandoverPins: Decode<readonly HandoverPin[]> = (
	raw,
	path,
) => {
	const pins = d.list(handoverPin, 8)(raw, path);
	for (const [i, { verifier }] of pins.entries()) {
		const inputs = verifier.vkRoot === null ? 2 : 5;
		if (verifier.key.ic.length !== inputs + 1)
			throw new Fault(
				"bad-field",
				`"${path}[${i}].verifier.key.ic" has ${verifier.key.ic.length} points for ${inputs} inputs`,
			);
	}
	return pins;
};

/** SP1's Groth16 verifier 5.0.0. Source: https://github.com/succinctlabs/sp1-contracts/tree/main/contracts/src/v5.0.0 */
export const sp1Groth16V5: HandoverPin["verifier"] = {
	selector: "0xa4594c59",
	vkRoot: null,
	key: {
		alpha:
			"0x2d4d9aa7e302d9df41749d5507949d05dbea33fbb16c643b22f599a2be6df2e214bedd503c37ceb061d8ec60209fe345ce89830a19230301f076caff004d1926",
		beta: "0x0967032fcbf776d1afc985f88877f182d38480a653f2decaa9794cbc3bf3060c0e187847ad4c798374d0d6732bf501847dd68bc0e071241e0213bc7fc13db7ab304cfbd1e08a704a99f5e847d93f8c3caafddec46b7a0d379da69a4d112346a71739c1b1a457a8c7313123d24d2f9192f896b7c63eea05a9d57f06547ad0cec8",
		gamma:
			"0x198e9393920d483a7260bfb731fb5d25f1aa493335a9e71297e485b7aef312c21800deef121f1e76426a00665e5c4479674322d4f75edadd46debd5cd992f6ed090689d0585ff075ec9e99ad690c3395bc4b313370b38ef355acdadcd122975b12c85ea5db8c6deb4aab71808dcb408fe3d1e7690c43d37b4ce6cc0166fa7daa",
		delta:
			"0x1cc7cb8de715675f21f01ecc9b46d236e0865e0cc020024521998269845f74e603ff41f4ba0c37fe2caf27354d28e4b8f83d3b76777a63b327d736bffb0122ed2ed3b19b5eb39db0d19a3d72dcd590ac85a971def614f4fd11b56b3c5e53c44c17387b4b9cf03927909b4f1c3d80fcd6865afc4a264a04499f7e2f6df690dd85",
		ic: [
			"0x26091e1cafb0ad8a4ea0a694cd3743ebf524779233db734c451d28b58aa9758e009ff50a6b8b11c3ca6fdb2690a124f8ce25489fefa65a3e782e7ba70b66690e",
			"0x061c3fd0fd3da25d2607c227d090cca750ed36c6ec878755e537c1c48951fb4c0fa17ae9c2033379df7b5c65eff0e107055e9a273e6119a212dd09eb51707219",
			"0x04eab241388a79817fe0e0e2ead0b2ec4ffdec51a16028dee020634fd129e71c07236256d21c60d02f0bdbf95cff83e03ea9e16fca56b18d5544b0889a65c1f5",
		],
	},
};

/**
 * The programs of Colibri that prove handovers on mainnet. As far as their source is public, they take the identity of the
 * inner program from the prover and name it nowhere in their public values; the older one names no header and no domain
 * either. So both are known here by name, and neither is a way to start.
 * Source: https://github.com/corpus-core/colibri-stateless/tree/main/src/chains/eth/zk_proof/program
 */
export const colibriHandovers: readonly HandoverPin[] = [
	{
		programVKey:
			"0x001af9e056e4b0ce9c96815b973a1df32bca6e83da49ef9a170d2dca9cd2eeea",
		values: "keys",
		continues: "anything",
		verifier: sp1Groth16V5,
	},
	{
		programVKey:
			"0x00a1d4386b675ba7417eb7da45273b8263093c4470086b9eef10bf28ced86aaf",
		values: "keys-header-domain",
		continues: "anything",
		verifier: sp1Groth16V5,
	},
];
