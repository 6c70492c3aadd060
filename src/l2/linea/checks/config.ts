// A Linea rollup's contract on L1, proved to run the code its profile names, and what it says now: how far it is finalized, and what
// is paused. Rule linea-config.
// Source of the layout: LFDT-Lineth/lineth-monorepo@cb180134, contracts/src/rollup/LineaRollupBase.sol, ZkEvmV2.sol,
// security/pausing/PauseManager.sol and interfaces/IPauseManager.sol (the kinds of pause).

import type { WantedAccount } from "../../../state/capture.ts";
import { bitOf, wordHex } from "../../../state/storage-layout.ts";
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
} from "../../proved.ts";
import { type LineaProfile, lineaIdentity } from "./profile.ts";
import type { LineaConfig, LineaPaused } from "./values.ts";

/** Bits of what can be paused: everything, payment out of the rollup, finalization. */
const pauses = { general: 1, payment: 3, finalization: 6 } as const;

export const pausedIn = (word: bigint): LineaPaused => {
	const all = bitOf(word, pauses.general);
	return {
		finalization: all || bitOf(word, pauses.finalization),
		payment: all || bitOf(word, pauses.payment),
	};
};

/** What has to be proved on L1, all at one block, for `concludeLineaConfig`, in the order it takes it. */
export const lineaConfigWanted = ({
	contracts: { rollup },
	slots,
}: LineaProfile): readonly WantedAccount[] => [
	{
		address: rollup.address,
		slots: [
			slots.implementation,
			wordHex(slots.paused),
			wordHex(slots.currentL2BlockNumber),
			wordHex(slots.currentFinalizedState),
		],
	},
	implementationWanted(rollup),
];

/** No block has a number of 2^53. */
const count = countOr("evidence-step");

/**
 * The contract as the profile knows it.
 * @param premises what `lineaConfigWanted` names, as `contractPremises` orders it
 * @throws not-anchored when the contract is not there yet at that block; l2-unknown-code when it runs other code or has another
 * implementation, or that one is a clone, a proxy or a delegation; evidence-step when the premises are not those wanted or not of one
 * L1 block
 */
export const concludeLineaConfig = (
	profile: LineaProfile,
	premises: readonly AnyVerified[],
): Verified<LineaConfig> => {
	const { contracts, slots } = profile;
	const { address } = contracts.rollup;
	const wanted = lineaConfigWanted(profile);
	const proved = provedContracts(premises, wanted, profile, "linea-config");
	checkContracts(proved, contracts, slots.implementation);
	const word = (slot: number): bigint => proved.word(address, wordHex(slot));
	const value: LineaConfig = {
		profile,
		at: proved.block,
		paused: pausedIn(word(slots.paused)),
		l2BlockNumber: count(
			word(slots.currentL2BlockNumber),
			"the newest finalized block",
		),
		finalizedState: wordHex(word(slots.currentFinalizedState)),
	};
	return conclude("linea-config", premises, value, {
		profile: lineaIdentity(profile),
	});
};
