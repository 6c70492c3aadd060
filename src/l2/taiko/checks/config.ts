// A Taiko rollup's inbox and signal service on L1, proved to run the code that its profile names, and what the inbox says now. Rule
// taiko-config.
// Source: taikoxyz/taiko-mono@b9c5bb2a, packages/protocol/contracts: layer1/core/impl/Inbox.sol, layer1/core/iface/IInbox.sol
// (CoreState), layer1/mainnet/MainnetInbox_Layout.sol.

import { Fault } from "../../../base/fault.ts";
import type { WantedAccount } from "../../../state/capture.ts";
import { bitsOf, wordHex } from "../../../state/storage-layout.ts";
import {
	type AnyVerified,
	conclude,
	type Verified,
} from "../../../trust/verified.ts";
import {
	checkContracts,
	implementationWanted,
	provedContracts,
	proxyWanted,
} from "../../proved.ts";
import { type TaikoProfile, taikoIdentity } from "./profile.ts";
import type { TaikoConfig, TaikoCore } from "./values.ts";

/** The numbers that the inbox packs into one word, each 48 bits, the last checkpoint's time last; null for a word that is none of it. */
export const coreIn = (word: bigint): TaikoCore | null => {
	const number = (index: number): number =>
		Number(bitsOf(word, 48 * index, 48));
	const core: TaikoCore = {
		nextProposal: number(0),
		proposedAtBlock: number(1),
		finalizedProposal: number(2),
		finalizedAtS: number(3),
	};
	const isCore =
		word >> 240n === 0n &&
		core.nextProposal > core.finalizedProposal &&
		number(4) <= core.finalizedAtS;
	return isCore ? core : null;
};

/** What has to be proved on L1, all at one block, for `concludeTaikoConfig`, in the order it takes it. */
export const taikoConfigWanted = ({
	contracts: { inbox, signalService },
	slots,
}: TaikoProfile): readonly WantedAccount[] => [
	proxyWanted(inbox, [
		slots.implementation,
		wordHex(slots.coreState),
		wordHex(slots.finalizedBlockHash),
	]),
	implementationWanted(inbox),
	proxyWanted(signalService, [slots.implementation]),
	implementationWanted(signalService),
];

/**
 * The contracts as the profile knows them.
 * @param premises what `taikoConfigWanted` names, as `contractPremises` orders it
 * @throws not-anchored when a contract is not there yet at that block, or nothing was ever finalized; l2-unknown-code when one runs
 * other code or has another implementation, or that one is a clone, a proxy or a delegation; evidence-step when the premises are not
 * those wanted or not of one L1 block, and for numbers that no inbox has
 */
export const concludeTaikoConfig = (
	profile: TaikoProfile,
	premises: readonly AnyVerified[],
): Verified<TaikoConfig> => {
	const { contracts, slots } = profile;
	const { inbox, signalService } = contracts;
	const wanted = taikoConfigWanted(profile);
	const proved = provedContracts(premises, wanted, profile, "taiko-config");
	checkContracts(proved, { inbox, signalService }, slots.implementation);
	const { block } = proved;
	const word = (slot: number): bigint =>
		proved.word(inbox.address, wordHex(slot));
	const hash = word(slots.finalizedBlockHash);
	if (hash === 0n)
		throw new Fault(
			"not-anchored",
			`nothing is finalized at block ${block.blockNumber}`,
		);
	const core = coreIn(word(slots.coreState));
	// A wrong place proves some word too: what it says has to be possible at this block.
	if (
		core === null ||
		core.finalizedAtS > block.grade.asOfS ||
		core.proposedAtBlock > (block.blockNumber ?? 0)
	)
		throw new Fault(
			"evidence-step",
			`the inbox says ${wordHex(word(slots.coreState))}`,
		);
	const value: TaikoConfig = {
		profile,
		at: block,
		core,
		finalizedBlockHash: wordHex(hash),
	};
	return conclude("taiko-config", premises, value, {
		profile: taikoIdentity(profile),
	});
};
