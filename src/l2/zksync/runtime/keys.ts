// Verifying keys of ZKsync Era's provers, which a profile names by their hashes, and our own verifiers under them.
// Source: https://github.com/matter-labs/era-contracts at 5e7d0b40, verifiers/L1VerifierPlonk.sol and L1VerifierFflonk.sol, with
// keccak256 of the words as verificationKeyHash() gives it; the points of the ceremony are AZTEC's.

import {
	bigFromBytes,
	concat,
	fromHex,
	type Hex,
} from "../../../base/bytes.ts";
import { wordBytes } from "../../../crypto/bn254.ts";
import { keccakHex } from "../../../crypto/hash.ts";
import type { PairingCurve } from "../../../crypto/pairing.ts";
import { prepareFflonk, verifyFflonk } from "../../../proof/fflonk.ts";
import { decodeFflonkKey } from "../../../proof/fflonk-key.ts";
import { prepareEraPlonk, verifyEraPlonk } from "../../../proof/plonk-era.ts";
import {
	decodeEraPlonkKey,
	ignitionSetup,
} from "../../../proof/plonk-era-key.ts";

const points = (name: string, count: number): readonly string[] =>
	Array.from({ length: count }, (_, i) => `${name}_${i}`);
const plonkPoints: readonly string[] = [
	...points("GATE_SETUP", 8),
	...points("GATE_SELECTORS", 2),
	...points("PERMUTATION", 4),
	"LOOKUP_SELECTOR",
	...points("LOOKUP_TABLE", 4),
	"LOOKUP_TABLE_TYPE",
];

/** Words in the order of the contract's memory, without the flag behind them, which is zero: no other proof is checked along. */
const plonkWords: Hex = `0x${
	"007ab3b6eb38bcb3d387e923a00c9a0e76181545797111e9920869e95413f8b2" +
	"1ccb98df0d44a0f2ea377131d4ebdf771d7cfd9cec5adbdcaf5657cc9c012dd3" +
	"04659caf7b05471ba5ba85b1ab62267aa6c456836e625f169f7119d55b9462d2" +
	"0ea63403692148d2ad22189a1e5420076312f4d46e62036a043a6b0b84d5b410" +
	"0e6696d09d65fce1e42805be03fca1f14aea247281f688981f925e77d4ce2291" +
	"0228f6cf8fe20c1e07e5b78bf8c41d50e55975a126d22a198d1e56acd4bbb3dd" +
	"14685dafe340b1dec5eafcd5e7faddaf24f3781ddc53309cc25d0b42c00541dd" +
	"0e651cff9447cb360198899b80fa23e89ec13bc94ff161729aa841d2b55ea5be" +
	"16e9ef76cb68f2750eb0ee72382dd9911a982308d0ab10ef94dada13c382ae73" +
	"22e404bc91350f3bc7daad1d1025113742436983c85eac5ab7b42221a181b81e" +
	"0d9b29613037a5025655c82b143d2b7449c98f3aea358307c8529249cc54f3b9" +
	"15b3c4c946ad1babfc4c03ff7c2423fd354af3a9305c499b7fb3aaebe2fee746" +
	"29990ff80ff0b5a35a177f8e461ed72b5f80c81af5348bcde0a14d74dbf1b321" +
	"164e998cb7ae3ae5f39b9a96c52464cbe24224fecef541d6a5edd0dd7a1c0c9c" +
	"283344a1ab3e55ecfd904d0b8e9f4faea338df5a4ead2fa9a42f0e103da40abc" +
	"223b37b83b9687512d322993edd70e508dd80adb10bcf7321a3cc8a44c269521" +
	"1f67f0ba5f7e837bc680acb4e612ebd938ad35211aa6e05b96cad19e66b82d2d" +
	"2820641a84d2e8298ac2ac42bd4b912c0c37f768ecc83d3a29e7c720763d15a1" +
	"0353257957562270292a17860ca8e8827703f828f440ee004848b1e23fdf9de2" +
	"305f4137fee253dff8b2bfe579038e8f25d5bd217865072af5d89fc8800ada24" +
	"13a600154b369ff3237706d00948e465ee1c32c7a6d3e18bccd9c4a15910f2e5" +
	"138aa24fbf4cdddc75114811b3d59040394c218ecef3eb46ef9bd646f7e53776" +
	"277fff1f80c409357e2d251d79f6e3fd2164b755ce69cfd72de5c690289df662" +
	"25235588e28c70eea3e35531c80deac25cd9b53ea3f98993f120108bc7abf670" +
	"0990e07a9b001048b947d0e5bd6157214c7359b771f01bf52bd771ba563a900e" +
	"05e5fb090dd40914c8606d875e301167ae3047d684a02b44d9d36f1eaf43d0b4" +
	"1d4656690b33299db5631401a282afab3e16c78ee2c9ad9efea628171dcbc6bc" +
	"0ebda2ebe582f601f813ec1e3970d13ef1500c742a85cce9b7f190f333de03b0" +
	"2f4d347c7fb61daaadfff881e24f4b5dcfdc0d70a95bcb148168b90ef93e0007" +
	"2322632465ba8e28cd0a4befd813ea85a972f4f6fa8e8603cf5d062dbcb14065" +
	"2c513ed74d9d57a5ec901e074032741036353a2c4513422e96e7b53b302d765b" +
	"04dd964427e430f16004076d708c0cb21e225056cc1d57418cfbd3d472981468" +
	"1ea83e5e65c6f8068f4677e2911678cf329b28259642a32db1f14b8347828aac" +
	"1d22bc884a2da4962a893ba8de13f57aaeb785ed52c5e686994839cab8f7475d" +
	"0b2e7212d0d9cff26d0bdf3d79b2cac029a25dfeb1cafdf49e2349d7db348d89" +
	"1301f9b252419ea240eb67fda720ca0b16d92364027285f95e9b1349490fa283" +
	"02f7b99fdfa5b418548c2d777785820e02383cfc87e7085e280a375a358153bf" +
	"09d004fe08dc4d19c382df36fad22ef676185663543703e6a4b40203e50fd8a6" +
	"1e3c9fc98c118e4bc34f1f93d214a5d86898e980c40d8e2c180c6ada377a7467" +
	"2260a13535c35a15c173f5e5797d4b675b55d164a9995bfb7624971324bd84a8"
}`;
/** The commitment to the circuit. */
const fflonkWords: Hex =
	"0x0e2ded5cfc9ea295ca630aed1ed641e12a89d83e60e59bd9b467ad5668b5357d2940e9a4985d775fba0bf93338a86999e56fc13bdde4078ad549dee2fad1dbf7";

const word = (value: bigint): Uint8Array =>
	fromHex(`0x${value.toString(16).padStart(64, "0")}`);
const wordAt = (words: Hex, i: number): bigint =>
	bigFromBytes(fromHex(words).subarray(i * wordBytes, (i + 1) * wordBytes));

const ceremony = (name: string): { readonly [name: string]: bigint } =>
	Object.fromEntries(
		Object.entries(ignitionSetup).map(([own, value]) => [
			own.replace("G2_ELEMENTS", name),
			value,
		]),
	);
/** In the order of the contract: both coordinates of both points. */
const ceremonyWords = (["0", "1"] as const).flatMap((i) =>
	["X1", "X2", "Y1", "Y2"].map((part) =>
		word(ignitionSetup[`G2_ELEMENTS_${i}_${part}`] ?? 0n),
	),
);

const text = (values: { readonly [name: string]: bigint }) =>
	Object.fromEntries(
		Object.entries(values).map(([name, value]) => [name, String(value)]),
	);

const plonkKey = () =>
	decodeEraPlonkKey(
		text({
			...Object.fromEntries(
				plonkPoints.flatMap((name, i) => [
					[`VK_${name}_X`, wordAt(plonkWords, 2 * i)],
					[`VK_${name}_Y`, wordAt(plonkWords, 2 * i + 1)],
				]),
			),
			VK_RECURSIVE_FLAG: 0n,
		}),
		"key",
		ignitionSetup,
	);

const fflonkKey = () =>
	decodeFflonkKey(
		text({
			VK_NUM_INPUTS: 1n,
			VK_NON_RESIDUES_0: 5n,
			VK_NON_RESIDUES_1: 7n,
			VK_C0_G1_X: wordAt(fflonkWords, 0),
			VK_C0_G1_Y: wordAt(fflonkWords, 1),
			...ceremony("VK_G2_ELEMENT"),
			DOMAIN_SIZE: 1n << 23n,
			OMEGA:
				0x1283ba6f4b7b1a76ba2008fe823128bea4adb9269cbfd7c41c223be65bc60863n,
		}),
		"key",
	);

const hashes = {
	"era-plonk": (): Hex => keccakHex(concat(fromHex(plonkWords), word(0n))),
	fflonk: (): Hex =>
		keccakHex(
			concat(
				word(1n),
				fromHex(fflonkWords),
				word(5n),
				word(7n),
				...ceremonyWords,
			),
		),
} as const;

/** Is the proof one of this input of 32 bytes? */
export type EraVerify = (proof: Uint8Array, input: Uint8Array) => boolean;

/** Our own verifiers under the keys that are known here; each key is prepared once, when it is asked for. */
export const openEraVerifiers = (curve: PairingCurve) => {
	const prepared = new Map<Hex, EraVerify>();
	/** Null for a key that is not known here. */
	return (system: "fflonk" | "era-plonk", keyHash: Hex): EraVerify | null => {
		if (hashes[system]() !== keyHash) return null;
		const found = prepared.get(keyHash);
		if (found !== undefined) return found;
		let verify: EraVerify;
		if (system === "fflonk") {
			const key = prepareFflonk(curve, fflonkKey());
			verify = (proof, input) => verifyFflonk(key, proof, input);
		} else {
			const key = prepareEraPlonk(curve, plonkKey());
			verify = (proof, input) => verifyEraPlonk(key, proof, input);
		}
		prepared.set(keyHash, verify);
		return verify;
	};
};
