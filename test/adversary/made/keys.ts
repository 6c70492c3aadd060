// Committee keys that everybody can derive: the interop keys of consensus test networks. Whatever share of a committee an
// adversary wants can therefore sign whatever it wants, on a made chain and on the embedded network.
// Source: https://github.com/ethereum/eth2.0-pm/blob/master/interop/mocked_start/README.md

import "../preset.ts";
import { aggregatePublicKeys, PublicKey, SecretKey } from "@chainsafe/blst";
import { BitArray } from "@chainsafe/ssz";
import { type altair, ssz } from "@lodestar/types";
import { bigToBytes, concat, toHex, utf8 } from "../../../src/base/bytes.ts";
import { sha256 } from "../../../src/crypto/hash.ts";

/** The order of the BLS12-381 groups. */
const order =
	0x73eda753299d7d483339d80809a1d80553bda402fffe5bfeffffffff00000001n;

const keyCount = 64;

const secretOf = (index: number): bigint => {
	const seed = new Uint8Array(32);
	seed[0] = index;
	return BigInt(toHex(sha256(seed).toReversed())) % order;
};

export type Key = { readonly secret: bigint; readonly pubkey: Uint8Array };

export const keys: readonly Key[] = Array.from({ length: keyCount }, (_, i) => {
	const secret = secretOf(i);
	return {
		secret,
		pubkey: SecretKey.fromBytes(bigToBytes(secret, 32)).toPublicKey().toBytes(),
	};
});

const secretByPubkey = new Map(
	keys.map(({ pubkey, secret }) => [toHex(pubkey), secret]),
);

export const keyAt = (index: number): Key => {
	const key = keys[index % keyCount];
	if (key === undefined) throw new RangeError(`"index" ${index}`);
	return key;
};

/** The committee of these keys, in this order. */
export const committeeOf = (
	pubkeys: readonly Uint8Array[],
): altair.SyncCommittee => ({
	pubkeys: [...pubkeys],
	aggregatePubkey: aggregatePublicKeys(
		pubkeys.map((pubkey) => PublicKey.fromBytes(pubkey)),
	).toBytes(),
});

/** The signature that is valid for no signer at all. */
export const infinitySignature = Uint8Array.from([0xc0, ...new Uint8Array(95)]);

/** What a chain adds to the roots it signs. */
export type Domain = {
	readonly genesisValidatorsRoot: Uint8Array;
	readonly forkVersion: Uint8Array;
};

/** compute_signing_root of a block root under DOMAIN_SYNC_COMMITTEE. */
export const signingRootOf = (root: Uint8Array, domain: Domain): Uint8Array => {
	const forkDataRoot = ssz.phase0.ForkData.hashTreeRoot({
		currentVersion: domain.forkVersion,
		genesisValidatorsRoot: domain.genesisValidatorsRoot,
	});
	return ssz.phase0.SigningData.hashTreeRoot({
		objectRoot: root,
		domain: concat(Uint8Array.of(7, 0, 0, 0), forkDataRoot.subarray(0, 28)),
	});
};

/**
 * The members at these positions sign a root. The sum of their secrets gives the sum of their signatures.
 * @throws Error for a committee with a key that is not an interop key.
 */
export const signAs = (
	committee: altair.SyncCommittee,
	positions: readonly number[],
	signingRoot: Uint8Array,
): altair.SyncAggregate => {
	let sum = 0n;
	for (const position of positions) {
		const pubkey = committee.pubkeys[position];
		const secret = secretByPubkey.get(toHex(pubkey ?? utf8("")));
		if (secret === undefined) throw new Error(`no key for ${position}`);
		sum += secret;
	}
	const syncCommitteeBits = BitArray.fromBoolArray(
		committee.pubkeys.map((_, i) => positions.includes(i)),
	);
	return {
		syncCommitteeBits,
		syncCommitteeSignature:
			positions.length === 0
				? infinitySignature
				: SecretKey.fromBytes(bigToBytes(sum % order, 32))
						.sign(signingRoot)
						.toBytes(),
	};
};
