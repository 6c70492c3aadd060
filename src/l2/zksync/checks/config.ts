// A ZKsync chain's diamond on L1, proved to have no facets but those its profile names, to settle on this very L1 and to run EraVM,
// and how far its batches are. Rule zksync-config. Source of the layouts: https://github.com/matter-labs/era-contracts at 5e7d0b40,
// ZKChainStorage.sol, Diamond.sol; draft-v31, ZKChainStorage.sol, for `zksyncOS`.

import type { Hex } from "../../../base/bytes.ts";
import { Fault } from "../../../base/fault.ts";
import type { WantedAccount } from "../../../state/capture.ts";
import * as s from "../../../state/storage-layout.ts";
import {
	type AnyVerified,
	conclude,
	type Verified,
} from "../../../trust/verified.ts";
import { checkCode, checkStays } from "../../contracts.ts";
import { countOr } from "../../look.ts";
import { implementationSlot } from "../../pinned.ts";
import { type ProvedContracts, provedContracts } from "../../proved.ts";
import {
	diamondSlots,
	facetSetIn,
	isFrozenIn,
	versionText,
} from "./diamond.ts";
import { type Facet, type ZksyncProfile, zksyncIdentity } from "./profile.ts";
import type { ZksyncConfig } from "./values.ts";

const count = countOr("evidence-step");

/** Each facet once, whichever sets it is of. */
const everyFacet = ({ facetSets }: ZksyncProfile): readonly Facet[] => [
	...new Map(
		facetSets.flatMap(({ facets }) => facets).map((one) => [one.address, one]),
	).values(),
];

/** What has to be proved on L1, all at one block, for `concludeZksyncConfig`, in the order it takes it. */
export const zksyncConfigWanted = (
	profile: ZksyncProfile,
): readonly WantedAccount[] => {
	const { diamond, slots } = profile;
	return [
		{
			address: diamond.address,
			slots: [
				// a facet runs in the diamond's storage: one that delegated on by EIP-1967 would read its target here
				implementationSlot,
				...diamondSlots(profile),
				...[
					slots.verifier,
					slots.batchesExecuted,
					slots.batchesVerified,
					slots.batchesCommitted,
					slots.protocolVersion,
					slots.settlementLayer,
					slots.zksyncOs,
				].map(s.wordHex),
			],
			code: true,
		},
		...everyFacet(profile).map(({ address, codeHash }) => ({
			address,
			slots: [],
			...(codeHash === undefined ? { code: true } : {}),
		})),
	];
};

/** @throws not-anchored, l2-unknown-code */
const checkFacets = (
	profile: ZksyncProfile,
	{ account, code, word }: ProvedContracts,
): string => {
	const { diamond } = profile;
	const own = (key: Hex): bigint => word(diamond.address, key);
	if (!account(diamond.address).exists)
		throw new Fault(
			"not-anchored",
			`the diamond at ${diamond.address} is not there yet`,
		);
	checkStays(
		code(diamond.address).bytes,
		own(implementationSlot),
		"the diamond",
	);
	const set = facetSetIn(profile, own);
	if (set === null)
		throw new Fault("l2-unknown-code", "the diamond has other facets");
	for (const { name, address, codeHash } of set.facets)
		if (codeHash === undefined)
			checkStays(code(address).bytes, 0n, `the facet ${name}`);
		else checkCode(account(address), address, codeHash, `the facet ${name}`);
	return set.release;
};

/**
 * The diamond as the profile knows it.
 * @param premises as `contractPremises` orders what `zksyncConfigWanted` wants
 * @throws not-anchored when it is not there yet at that block; l2-unknown-code when it has other facets, a facet runs other code, or
 * the chain runs ZKsync OS; l2-settled-elsewhere; evidence-step when the premises are not those wanted, not of one L1 block, or
 * counts contradict each other
 */
export const concludeZksyncConfig = (
	profile: ZksyncProfile,
	premises: readonly AnyVerified[],
): Verified<ZksyncConfig> => {
	const { diamond, slots } = profile;
	const proved = provedContracts(
		premises,
		zksyncConfigWanted(profile),
		profile,
		"zksync-config",
	);
	const release = checkFacets(profile, proved);
	const own = (slot: number): bigint =>
		proved.word(diamond.address, s.wordHex(slot));
	const settlesOn = own(slots.settlementLayer);
	if (settlesOn !== 0n)
		throw new Fault(
			"l2-settled-elsewhere",
			`its settlement layer is ${s.wordHex(settlesOn)}`,
		);
	if (s.boolOf(own(slots.zksyncOs)))
		throw new Fault("l2-unknown-code", "the chain runs ZKsync OS");
	const batchesCommitted = count(own(slots.batchesCommitted), "committed");
	const batchesVerified = count(own(slots.batchesVerified), "proved");
	const batchesExecuted = count(own(slots.batchesExecuted), "executed");
	if (batchesExecuted > batchesVerified || batchesVerified > batchesCommitted)
		throw new Fault(
			"evidence-step",
			`${batchesExecuted} batches executed, ${batchesVerified} proved, ${batchesCommitted} committed`,
		);
	const value: ZksyncConfig = {
		profile,
		at: proved.block,
		release,
		protocolVersion: versionText(own(slots.protocolVersion)),
		verifier: s.lowAddress(own(slots.verifier)),
		isFrozen:
			isFrozenIn(profile, (key) => proved.word(diamond.address, key)) ?? false,
		batchesCommitted,
		batchesVerified,
		batchesExecuted,
	};
	return conclude("zksync-config", premises, value, {
		profile: zksyncIdentity(profile),
	});
};
