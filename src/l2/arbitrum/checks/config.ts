// The rollup contract on L1, proved to delegate to both logics that its profile names, and what it says now: the newest
// confirmed assertion, how long others wait, who may challenge. Rule arbitrum-config.
// Source of the layout: OffchainLabs/nitro-contracts@67487333, test/storage/RollupUserLogic, src/libraries/DoubleLogicUUPSUpgradeable.sol.

import type { Hex } from "../../../base/bytes.ts";
import { Fault } from "../../../base/fault.ts";
import type { WantedAccount } from "../../../state/capture.ts";
import * as s from "../../../state/storage-layout.ts";
import {
	type AnyVerified,
	conclude,
	type Verified,
} from "../../../trust/verified.ts";
import { addressIn, countOr } from "../../look.ts";
import {
	checkContracts,
	implementationWanted,
	provedContracts,
	proxyWanted,
} from "../../proved.ts";
import {
	type ArbitrumProfile,
	arbitrumIdentity,
	userProxy,
} from "./profile.ts";
import type { ArbitrumConfig } from "./values.ts";

/** No count of blocks reaches 2^53. */
const count = countOr("evidence-step");

/** What has to be proved on L1, all at one block, for `concludeArbitrumConfig`. */
export const arbitrumConfigWanted = (
	profile: ArbitrumProfile,
): readonly WantedAccount[] => {
	const { contracts, slots } = profile;
	return [
		proxyWanted(contracts.rollup, [
			slots.implementation,
			slots.userLogic,
			...[
				slots.paused,
				slots.chainId,
				slots.periods,
				slots.challenge,
				slots.bridge,
				slots.latestConfirmed,
				slots.openness,
			].map(s.wordHex),
		]),
		implementationWanted(contracts.rollup),
		implementationWanted(userProxy(profile)),
	];
};

/**
 * The rollup contract as the profile knows it, for the profile's chain and with the profile's bridge.
 * @param premises what `arbitrumConfigWanted` wants, in the order of `contractPremises`
 * @throws not-anchored when a contract is not there yet at that block, or nothing was ever confirmed; l2-unknown-code when one
 * runs other code, the proxy delegates to another logic, or the contract is another chain's or has another bridge;
 * evidence-step when the premises are not those wanted or not of one L1 block
 */
export const concludeArbitrumConfig = (
	profile: ArbitrumProfile,
	premises: readonly AnyVerified[],
): Verified<ArbitrumConfig> => {
	const { contracts, slots } = profile;
	const { rollup, bridge } = contracts;
	const wanted = arbitrumConfigWanted(profile);
	const proved = provedContracts(premises, wanted, profile, "arbitrum-config");
	checkContracts(proved, { rollup }, slots.implementation);
	checkContracts(
		proved,
		{ "the user logic": userProxy(profile) },
		slots.userLogic,
	);
	const word = (slot: number): bigint =>
		proved.word(rollup.address, s.wordHex(slot));
	if (word(slots.chainId) !== BigInt(profile.chainId))
		throw new Fault(
			"l2-unknown-code",
			`the rollup contract is of chain ${word(slots.chainId)}`,
		);
	const itsBridge: Hex = s.lowAddress(word(slots.bridge));
	if (itsBridge !== bridge.address)
		throw new Fault(
			"l2-unknown-code",
			`the rollup has the bridge ${itsBridge}`,
		);
	const latestConfirmed = word(slots.latestConfirmed);
	if (latestConfirmed === 0n)
		throw new Fault(
			"not-anchored",
			`nothing is confirmed at block ${proved.block.blockNumber}`,
		);
	const blocks = (packed: bigint, from: number, what: string): number =>
		count(s.bitsOf(packed, from, 64), what);
	const challenge = word(slots.challenge);
	const openness = word(slots.openness);
	const value: ArbitrumConfig = {
		profile,
		at: proved.block,
		latestConfirmed: s.wordHex(latestConfirmed),
		paused: s.boolOf(word(slots.paused)),
		confirmPeriodBlocks: blocks(word(slots.periods), 0, "the period"),
		challengeGraceBlocks: blocks(challenge, 160, "the grace"),
		challengeManager: s.lowAddress(challenge),
		isOpen: s.boolOf(openness),
		fastConfirmer: addressIn(openness, 8),
	};
	return conclude("arbitrum-config", premises, value, {
		profile: arbitrumIdentity(profile),
	});
};
