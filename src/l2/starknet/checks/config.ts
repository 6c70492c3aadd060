// Starknet's contract on L1, proved to run the code its profile names and to ask the profile's fact registry, and what it says now:
// which programs' proofs it takes, and how fast its code can be changed. Rule starknet-config.
// Source of the layout: starkware-libs/cairo-lang@66355d7d, starknet/solidity/Starknet.sol; the proxy's StorageSlots.sol.

import type { Hex } from "../../../base/bytes.ts";
import { Fault } from "../../../base/fault.ts";
import type { WantedAccount } from "../../../state/capture.ts";
import { wordHex } from "../../../state/storage-layout.ts";
import {
	type AnyVerified,
	conclude,
	type Verified,
} from "../../../trust/verified.ts";
import { countOr } from "../../look.ts";
import {
	checkContracts,
	implementationWanted,
	provedContracts,
	proxyWanted,
} from "../../proved.ts";
import {
	coreSlots,
	type StarknetProfile,
	starknetIdentity,
} from "./profile.ts";
import type { StarknetConfig } from "./values.ts";

/** No delay reaches 2^53 seconds. */
const seconds = countOr("evidence-step");

/** What has to be proved on L1, all at one block, for `concludeStarknetConfig`, in the order it takes it. */
export const starknetConfigWanted = ({
	contracts: { core },
}: StarknetProfile): readonly WantedAccount[] => [
	proxyWanted(core, [
		coreSlots.implementation,
		coreSlots.verifier,
		coreSlots.programHash,
		coreSlots.aggregatorProgramHash,
		coreSlots.configHash,
		coreSlots.upgradeDelay,
	]),
	implementationWanted(core),
];

/**
 * The contract as the profile knows it.
 * @param premises what `starknetConfigWanted` names, in the order of `contractPremises`
 * @throws not-anchored when the contract is not there yet at that block; l2-unknown-code when it runs other code, has another
 * implementation, asks another registry or takes proofs of no program; evidence-step when the premises are not those wanted or not
 * of one L1 block
 */
export const concludeStarknetConfig = (
	profile: StarknetProfile,
	premises: readonly AnyVerified[],
): Verified<StarknetConfig> => {
	const wanted = starknetConfigWanted(profile);
	const proved = provedContracts(premises, wanted, profile, "starknet-config");
	checkContracts(proved, profile.contracts, coreSlots.implementation);
	const word = (key: Hex): bigint =>
		proved.word(profile.contracts.core.address, key);
	const verifier = word(coreSlots.verifier);
	if (verifier !== BigInt(profile.verifier))
		throw new Fault(
			"l2-unknown-code",
			`the core asks the fact registry ${wordHex(verifier)}`,
		);
	const programHash = word(coreSlots.programHash);
	if (programHash === 0n)
		throw new Fault("l2-unknown-code", "the core takes proofs of no program");
	const value: StarknetConfig = {
		profile,
		at: proved.block,
		verifier: profile.verifier,
		programHash: wordHex(programHash),
		aggregatorProgramHash: wordHex(word(coreSlots.aggregatorProgramHash)),
		configHash: wordHex(word(coreSlots.configHash)),
		upgradeDelayS: seconds(word(coreSlots.upgradeDelay), "the upgrade delay"),
	};
	return conclude("starknet-config", premises, value, {
		profile: starknetIdentity(profile),
	});
};
