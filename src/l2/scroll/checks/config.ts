// A Scroll rollup's contracts on L1, proved to run the code its profile names, down to the verifiers of its proofs, and
// what they say now: how far it is finalized, whether it stands still, what waits in its queue. Rule scroll-config.
// Source of the layouts: @scroll-tech/contracts 4.0.0, ScrollChain.sol, L1MessageQueueV2.sol, SystemConfig.sol,
// MultipleVersionRollupVerifier.sol.

import type { Hex } from "../../../base/bytes.ts";
import { Fault } from "../../../base/fault.ts";
import type { WantedAccount } from "../../../state/capture.ts";
import * as s from "../../../state/storage-layout.ts";
import {
	type AnyVerified,
	conclude,
	type Verified,
} from "../../../trust/verified.ts";
import { countOr } from "../../look.ts";
import {
	checkContracts,
	fixedWanted,
	implementationWanted,
	type ProvedContracts,
	provedContracts,
	proxyWanted,
} from "../../proved.ts";
import { unpackEnforcedDelays, unpackMiscData } from "./layout.ts";
import {
	type ScrollProfile,
	type ScrollVerifier,
	scrollIdentity,
	versionsOf,
} from "./profile.ts";
import type { ScrollConfig } from "./values.ts";

/** The slot of an index or version in a mapping that stands at `slot`. */
export const numberedSlot = (slot: number, index: number): Hex =>
	s.mappingSlot(s.wordHex(index), slot);

/** No count of batches or messages reaches 2^53. */
const count = countOr("evidence-step");

const routeSlot = ({ slots }: ScrollProfile, version: number): Hex =>
	numberedSlot(slots.latestVerifier, version);

/** What has to be proved on L1, all at one block, for `concludeScrollConfig`, in the order it takes it. */
export const scrollConfigWanted = (
	profile: ScrollProfile,
): readonly WantedAccount[] => {
	const { contracts, slots, verifiers } = profile;
	const { scrollChain, messageQueue, systemConfig, rollupVerifier } = contracts;
	const { implementation } = slots;
	return [
		proxyWanted(scrollChain, [
			implementation,
			s.wordHex(slots.paused),
			s.wordHex(slots.miscData),
		]),
		proxyWanted(messageQueue, [
			implementation,
			s.wordHex(slots.nextMessage),
			s.wordHex(slots.nextUnfinalizedMessage),
		]),
		proxyWanted(systemConfig, [implementation, s.wordHex(slots.enforcedBatch)]),
		fixedWanted(
			rollupVerifier,
			versionsOf(profile).map((version) => routeSlot(profile, version)),
		),
		...[scrollChain, messageQueue, systemConfig].map(implementationWanted),
		...verifiers
			.flatMap(({ wrapper, plonk }) =>
				plonk === undefined ? [wrapper] : [wrapper, plonk],
			)
			.map((contract) => fixedWanted(contract, [])),
	];
};

/** Where the proofs of a version go, and from which batch on. @throws l2-unknown-code when the profile has no such verifier */
const routed = (
	profile: ScrollProfile,
	word: ProvedContracts["word"],
	version: number,
): { readonly verifier: ScrollVerifier; readonly fromBatch: number } => {
	const { rollupVerifier } = profile.contracts;
	const route = word(rollupVerifier.address, routeSlot(profile, version));
	const address = s.lowAddress(route, 64);
	const verifier = profile.verifiers.find(
		(one) => one.version === version && one.wrapper.address === address,
	);
	if (verifier === undefined)
		throw new Fault(
			"l2-unknown-code",
			`proofs of version ${version} go to ${address}`,
		);
	return {
		verifier,
		fromBatch: count(s.bitsOf(route, 0, 64), "a verifier's first batch"),
	};
};

/**
 * The contracts as the profile knows them. A batch version that the profile does not name may be routed to any verifier by
 * the owner of the rollup verifier; which version a bundle has shows in its batch header alone (src/l2/scroll/runtime/recheck.ts).
 * @param premises what `scrollConfigWanted` wants, in the order of `contractPremises`
 * @throws not-anchored when a contract is not there yet at that block; l2-unknown-code when one runs other code, has
 * another implementation, or a version's proofs go to another verifier;
 * evidence-step when the premises are not those wanted or not of one L1 block
 */
export const concludeScrollConfig = (
	profile: ScrollProfile,
	premises: readonly AnyVerified[],
): Verified<ScrollConfig> => {
	const { contracts, slots: places } = profile;
	const wanted = scrollConfigWanted(profile);
	const proved = provedContracts(premises, wanted, profile, "scroll-config");
	const { block, word } = proved;
	checkContracts(proved, contracts, places.implementation);
	const routes = versionsOf(profile).map((version) =>
		routed(profile, word, version),
	);
	for (const { verifier } of routes) {
		const { version, wrapper, plonk } = verifier;
		checkContracts(
			proved,
			{
				[`the verifier of version ${version}`]: wrapper,
				...(plonk === undefined
					? {}
					: { [`the plonk verifier of version ${version}`]: plonk }),
			},
			places.implementation,
		);
	}
	const { scrollChain, messageQueue, systemConfig } = contracts;
	const misc = unpackMiscData(
		word(scrollChain.address, s.wordHex(places.miscData)),
	);
	const delays = unpackEnforcedDelays(
		word(systemConfig.address, s.wordHex(places.enforcedBatch)),
	);
	const inQueue = (slot: number): number =>
		count(word(messageQueue.address, s.wordHex(slot)), "a queue index");
	const value: ScrollConfig = {
		profile,
		at: block,
		paused: s.boolOf(word(scrollChain.address, s.wordHex(places.paused))),
		lastCommittedBatch: count(
			misc.lastCommittedBatch,
			"the last committed batch",
		),
		lastFinalizedBatch: count(
			misc.lastFinalizedBatch,
			"the last finalized batch",
		),
		lastFinalizedAtS: misc.lastFinalizedAtS,
		enforcedMode: misc.enforcedMode,
		nextUnfinalizedMessage: inQueue(places.nextUnfinalizedMessage),
		nextMessage: inQueue(places.nextMessage),
		enforcedModeDelayS: delays.modeDelayS,
		messageQueueDelayS: delays.queueDelayS,
		verifiersFromBatch: routes.map(({ fromBatch }) => fromBatch),
	};
	return conclude("scroll-config", premises, value, {
		profile: scrollIdentity(profile),
	});
};
