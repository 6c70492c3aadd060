// What this wallet judges an Arbitrum chain by, for the table of kinds.

import { premiseBy } from "../../../trust/verified.ts";
import {
	nothingBesides,
	type RollupKind,
	replayConfig,
	replayWith,
} from "../../kind.ts";
import { nova } from "../profiles/nova.ts";
import { one } from "../profiles/one.ts";
import { sepolia } from "../profiles/sepolia.ts";
import { concludeArbitrumConfig } from "./config.ts";
import {
	type ArbitrumStep,
	arbitrumCall,
	arbitrumSteps,
	arbitrumTitle,
} from "./exit.ts";
import { arbitrumFees } from "./fees.ts";
import { arbitrumNoExit } from "./no-exit.ts";
import { arbitrumPinned } from "./pinned.ts";
import {
	type ArbitrumProfile,
	arbitrumBoldV1,
	arbitrumIdentity,
} from "./profile.ts";
import {
	type ArbitrumRoot,
	concludeArbitrumRoot,
	rootWitness,
} from "./root.ts";
import { withdrawCall } from "./signed.ts";
import { arbitrumStateWitness, concludeArbitrumState } from "./state.ts";
import {
	arbitrumContractAlerts,
	arbitrumFactsWanted,
	arbitrumMore,
	arbitrumShown,
	arbitrumSigns,
} from "./watch-facts.ts";

const hourS = 3600;

export const arbitrumChecks: RollupKind<ArbitrumProfile, ArbitrumStep> = {
	...nothingBesides,
	kind: "arbitrum-bold-v1",
	decode: arbitrumBoldV1,
	profiles: [one, nova, sepolia],
	fees: arbitrumFees,
	leaves: withdrawCall,
	// ArbOS 40, by the chain's own block numbers: OffchainLabs/sys-asm, src/execution_hash
	blockHashes: 393_168,
	pinned: arbitrumPinned,
	wanted: arbitrumFactsWanted,
	more: arbitrumMore,
	signs: arbitrumSigns,
	contractAlerts: arbitrumContractAlerts,
	shown: arbitrumShown,
	// Batches come every few minutes: half an hour of delay is "well above typical posting frequency". Assertions may follow each
	// other after 75 blocks, and one is confirmed as long after it was made as the one before.
	// Source: OffchainLabs/nitro-contracts@67487333, scripts/files/configs/arb1.ts.
	usual: () => ({
		batch: { lateS: 2 * hourS, stalledS: 12 * hourS },
		root: { lateS: 12 * hourS, stalledS: 48 * hourS },
		onDemand: false,
	}),
	blind: "pauses",
	noExit: (profile) =>
		profile.exit === undefined ? arbitrumNoExit(profile) : null,
	rules: {
		"arbitrum-config": replayConfig(
			"arbitrum-bold-v1",
			arbitrumIdentity,
			concludeArbitrumConfig,
		),
		"arbitrum-root": replayWith(rootWitness, concludeArbitrumRoot),
		"arbitrum-state": replayWith(arbitrumStateWitness, ([root], witness) =>
			concludeArbitrumState(
				premiseBy<ArbitrumRoot>(root, "arbitrum-root"),
				witness,
			),
		),
	},
	ways: ["arbitrum-forced", "arbitrum-plain"],
	steps: arbitrumSteps,
	call: arbitrumCall,
	title: arbitrumTitle,
	tokenPairs: () => [],
	lines: ({ data, userLogic }) => [
		"no validity proof",
		`user logic: ${userLogic.address}${userLogic.codeHash === undefined ? "" : ` ${userLogic.codeHash}`}`,
		...(data === "committee" ? ["its data is with a committee"] : []),
	],
};
