// What the sync committee signs, and the digests by which a fork is named on the wire.
// Source: https://github.com/ethereum/consensus-specs/blob/v1.6.0/specs/phase0/beacon-chain.md#compute_domain
// and https://github.com/ethereum/consensus-specs/blob/v1.6.0/specs/fulu/beacon-chain.md#modified-compute_fork_digest

import { concat, fromHex, type Hex, toHex } from "../base/bytes.ts";
import { hashPair } from "../base/ssz.ts";
import { sha256 } from "../crypto/hash.ts";
import { type ForkName, forkNames, type L1Network } from "./network.ts";
import { domainSyncCommittee, epochAtSlot, forkAtEpoch } from "./spec.ts";

/** hash_tree_root(ForkData(version, genesis_validators_root)) */
const forkDataRoot = (network: L1Network, version: Hex): Uint8Array =>
	hashPair(
		concat(fromHex(version, 4), new Uint8Array(28)),
		fromHex(network.genesisValidatorsRoot, 32),
	);

/** compute_domain(DOMAIN_SYNC_COMMITTEE) under the fork version in force in a slot: 32 bytes. @throws unknown-fork */
export const syncDomain = (network: L1Network, slot: number): Uint8Array => {
	const { version } = forkAtEpoch(network, epochAtSlot(network, slot));
	return concat(
		domainSyncCommittee,
		forkDataRoot(network, version).subarray(0, 28),
	);
};

/**
 * The root that the committee signs for a header: 32 bytes.
 * @param signatureSlot the slot before it decides the fork version
 * @throws unknown-fork
 */
export const signingRoot = (
	network: L1Network,
	headerRoot: Uint8Array,
	signatureSlot: number,
): Uint8Array =>
	hashPair(headerRoot, syncDomain(network, Math.max(signatureSlot, 1) - 1));

const uint64 = (value: number): Uint8Array => {
	const own = new Uint8Array(8);
	new DataView(own.buffer).setBigUint64(0, BigInt(value), true);
	return own;
};

/** Every fork digest the network can have had so far, as far as its file says. */
export const forkDigests = (network: L1Network): ReadonlyMap<Hex, ForkName> => {
	const digests = new Map<Hex, ForkName>();
	const fulu = network.forks.find((fork) => fork.name === "fulu");
	for (const [i, fork] of network.forks.entries()) {
		const root = forkDataRoot(network, fork.version);
		if (forkNames.indexOf(fork.name) < forkNames.indexOf("fulu")) {
			digests.set(toHex(root.subarray(0, 4)), fork.name);
			continue;
		}
		const schedule = network.blobSchedule ?? [];
		const end = network.forks[i + 1]?.epoch ?? Number.POSITIVE_INFINITY;
		for (const [j, entry] of schedule.entries()) {
			const until = schedule[j + 1]?.epoch ?? Number.POSITIVE_INFINITY;
			const inForce = until > fork.epoch && entry.epoch < end;
			if (!inForce || fulu === undefined) continue;
			const mask = sha256(concat(uint64(entry.epoch), uint64(entry.maxBlobs)));
			const digest = root
				.subarray(0, 4)
				.map((byte, at) => byte ^ (mask[at] ?? 0));
			digests.set(toHex(digest), fork.name);
		}
	}
	return digests;
};
