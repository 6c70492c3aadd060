// What of the KZG ceremony's result a verifier needs: the secret in G2 for point proofs, which is built in, and for cell
// proofs the 64th power of it and the first powers in G1, read from the ceremony's file.
// Source: https://github.com/ethereum/consensus-specs/blob/v1.6.0/presets/mainnet/trusted_setups/trusted_setup_4096.json

import { concat, fromHex } from "../base/bytes.ts";
import { Fault } from "../base/fault.ts";
import {
	type Bls12381,
	blsCompressedG1Bytes,
	blsCompressedG2Bytes,
} from "../crypto/bls12-381.ts";

/** The secret times the generator of G2, compressed. */
export const mainnetTauG2 =
	"0xb5bfd7dd8cdeb128843bc287230af38926187075cbfbefa81009a2ce615ac53d2914e5870cb452d2afaaab24f3499f72185cbfee53492714734429b7b38608e23926c911cceceac9a36851477ba4c60b087041de621000edc98edada20c1def2";

export const fieldElementsPerBlob = 4096;
export const fieldElementsPerCell = 64;

/** Points in the encodings of EIP-2537. */
export type KzgSetup = {
	readonly tauG2: Uint8Array;
};

export type KzgCellSetup = KzgSetup & {
	/** The 64th power of the secret in G2. */
	readonly tau64G2: Uint8Array;
	/** The powers 0 to 63 of the secret in G1, one after the other. */
	readonly powersG1: Uint8Array;
};

const point = (decoded: Uint8Array | null): Uint8Array => {
	if (decoded === null || decoded.every((byte) => byte === 0))
		throw new Fault("bad-field", "a point of the KZG setup is none");
	return decoded;
};

/** The setup of Ethereum mainnet and its test networks, for point proofs. */
export const mainnetKzgSetup = (curve: Bls12381): KzgSetup => ({
	tauG2: point(curve.decodeG2(fromHex(mainnetTauG2))),
});

const lines = {
	counts: 2,
	lagrangeG1: fieldElementsPerBlob,
	powersG2: fieldElementsPerCell + 1,
	powersG1: fieldElementsPerBlob,
};

/**
 * The text form of c-kzg: two counts, then points by line: G1 in Lagrange form, powers in G2, powers in G1.
 * @throws bad-field
 */
export const decodeKzgSetup = (curve: Bls12381, text: string): KzgCellSetup => {
	const all = text.split(/\s+/).filter((line) => line !== "");
	const [g1, g2] = all;
	const { counts, lagrangeG1, powersG2, powersG1 } = lines;
	const isWhole = all.length === counts + lagrangeG1 + powersG2 + powersG1;
	if (!isWhole || g1 !== String(lagrangeG1) || g2 !== String(powersG2))
		throw new Fault("bad-field", "no text of a KZG setup");
	const line = (at: number, bytes: number): Uint8Array =>
		fromHex(`0x${all[at] ?? ""}`, bytes);
	const inG2 = (power: number): Uint8Array =>
		point(
			curve.decodeG2(line(counts + lagrangeG1 + power, blsCompressedG2Bytes)),
		);
	const powers = Array.from({ length: fieldElementsPerCell }, (_, i) =>
		point(
			curve.decodeG1(
				line(counts + lagrangeG1 + powersG2 + i, blsCompressedG1Bytes),
			),
		),
	);
	return {
		tauG2: inG2(1),
		tau64G2: inG2(fieldElementsPerCell),
		powersG1: concat(...powers),
	};
};
