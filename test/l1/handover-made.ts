// Handovers made up for tests: a Groth16 key whose discrete logarithms are known, so that a proof of anything can be made for
// it, and the public values of a made chain. The equation is that of https://eprint.iacr.org/2016/260, section 3.2.

import { bn254 } from "@noble/curves/bn254.js";
import {
	bigFromBytes,
	bigToBytes,
	concat,
	fromHex,
	type Hex,
	toHex,
} from "../../src/base/bytes.ts";
import { syncDomain } from "../../src/l1/domain.ts";
import { type Handover, keysRoot } from "../../src/l1/handover.ts";
import type { HandoverPin } from "../../src/l1/handover-pin.ts";
import type { L1Network } from "../../src/l1/network.ts";
import { slotsPerPeriod } from "../../src/l1/spec.ts";
import { sp1Digest } from "../../src/proof/sp1.ts";
import { madeCommittee, madeNetwork } from "./made.ts";

const { Fr } = bn254.fields;
const [alpha, beta, gamma, delta, a, b] = [11n, 13n, 17n, 19n, 23n, 29n];
const ic = [31n, 37n, 41n, 43n, 47n, 53n];

const g1 = (scalar: bigint): Uint8Array => {
	const { x, y } = bn254.G1.Point.BASE.multiply(scalar).toAffine();
	return concat(bigToBytes(x, 32), bigToBytes(y, 32));
};
const g2 = (scalar: bigint): Uint8Array => {
	const { x, y } = bn254.G2.Point.BASE.multiply(scalar).toAffine();
	return concat(...[x.c1, x.c0, y.c1, y.c0].map((one) => bigToBytes(one, 32)));
};

/** A proof of these inputs, for the first points of the made key. */
export const proveMade = (inputs: readonly bigint[]): Uint8Array => {
	const combined = [1n, ...inputs].reduce(
		(sum, input, i) => Fr.add(sum, Fr.mul(Fr.create(input), ic[i] ?? 0n)),
		0n,
	);
	const rest = Fr.sub(
		Fr.sub(Fr.mul(a, b), Fr.mul(alpha, beta)),
		Fr.mul(combined, gamma),
	);
	return concat(g1(a), g2(b), g1(Fr.div(rest, delta)));
};

/** The made key as that of a verifier whose circuit has so many points. */
export const madeVerifierOf = (
	points: number,
	vkRoot: Hex | null,
): HandoverPin["verifier"] => ({
	selector: "0x5e17a217",
	vkRoot,
	key: {
		alpha: toHex(g1(alpha)),
		beta: toHex(g2(beta)),
		gamma: toHex(g2(gamma)),
		delta: toHex(g2(delta)),
		ic: ic.slice(0, points).map((scalar) => toHex(g1(scalar))),
	},
});
export const madeVerifier = madeVerifierOf(3, null);

export const madeProgram: Hex = `0x00${"5a".repeat(31)}`;
export const otherProgram: Hex = `0x00${"5b".repeat(31)}`;

export const madePin: HandoverPin = {
	programVKey: madeProgram,
	values: "keys-header-domain",
	continues: "itself",
	verifier: madeVerifier,
};

/** The made network with programs pinned. */
export const networkWith = (
	...handovers: readonly HandoverPin[]
): L1Network => ({ ...madeNetwork, handovers });

export const madeKeys = (period: number, salt = "one") => {
	const { pubkeys, aggregate_pubkey } = madeCommittee(
		madeNetwork,
		salt,
		period,
	).json;
	return {
		pubkeys: toHex(concat(...pubkeys.map((key) => fromHex(key)))),
		aggregatePubkey: aggregate_pubkey,
	};
};

export const madeKeysRoot = (period: number, salt?: string): Hex =>
	keysRoot(madeNetwork, madeKeys(period, salt).pubkeys);

export type MadeValues = {
	readonly keysRoot: Hex;
	readonly nextKeysRoot: Hex;
	readonly nextPeriod: number;
	readonly attestedRoot: Hex;
	readonly domain: Hex;
};

export const madeValues = (from: number, to: number): MadeValues => ({
	keysRoot: madeKeysRoot(from),
	nextKeysRoot: madeKeysRoot(to),
	nextPeriod: to,
	attestedRoot: `0x${"77".repeat(32)}`,
	domain: toHex(
		syncDomain(madeNetwork, (to - 1) * slotsPerPeriod(madeNetwork)),
	),
});

export const encodeValues = (values: MadeValues): Hex => {
	const period = new Uint8Array(8);
	new DataView(period.buffer).setBigUint64(0, BigInt(values.nextPeriod), true);
	return toHex(
		concat(
			fromHex(values.keysRoot),
			fromHex(values.nextKeysRoot),
			period,
			fromHex(values.attestedRoot),
			fromHex(values.domain),
		),
	);
};

/** A proof that the program wrote these values: it holds, whatever they say. */
export const prove = (publicValues: Hex, programVKey: Hex): Handover => ({
	programVKey,
	publicValues,
	proofBytes: toHex(
		concat(
			fromHex(madeVerifier.selector),
			proveMade([
				BigInt(programVKey),
				bigFromBytes(sp1Digest(fromHex(publicValues))),
			]),
		),
	),
});

/** A handover as an honest prover makes it, or with its values changed and proved all the same. */
export const madeHandover = (
	from: number,
	to: number,
	change: Partial<MadeValues> = {},
): Handover =>
	prove(encodeValues({ ...madeValues(from, to), ...change }), madeProgram);
