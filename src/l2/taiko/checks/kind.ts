// What this wallet judges a Taiko rollup by, for the table of kinds.

import { premiseBy } from "../../../trust/verified.ts";
import type { ExitStep } from "../../exit-step.ts";
import {
	nothingBesides,
	type RollupKind,
	replayConfig,
	replayWith,
	withoutSteps,
} from "../../kind.ts";
import { mainnet } from "../profiles/mainnet.ts";
import { concludeTaikoConfig } from "./config.ts";
import { taikoNoExit } from "./no-exit.ts";
import { taikoPinned } from "./pinned.ts";
import { type TaikoProfile, taikoIdentity, taikoV1 } from "./profile.ts";
import { concludeTaikoRoot, taikoRootWitness } from "./root.ts";
import { concludeTaikoState, taikoStateWitness } from "./state.ts";
import type { TaikoRoot } from "./values.ts";
import {
	taikoFactsWanted,
	taikoMore,
	taikoShown,
	taikoSigns,
	taikoUpgraders,
} from "./watch-facts.ts";

const hourS = 3600;

export const taikoChecks: RollupKind<TaikoProfile, ExitStep> = {
	...nothingBesides,
	kind: "taiko-v1",
	decode: taikoV1,
	profiles: [mainnet],
	pinned: taikoPinned,
	wanted: taikoFactsWanted,
	more: taikoMore,
	signs: taikoSigns,
	shown: taikoShown,
	upgraders: taikoUpgraders,
	// Proposals came every seven minutes on average until 2026-08, a halt of a week included. A proof is late by the contract's own
	// rules four hours after its proposal (MainnetInbox.sol, provingWindow).
	usual: () => ({
		batch: { lateS: 2 * hourS, stalledS: 12 * hourS },
		root: { lateS: 6 * hourS, stalledS: 12 * hourS },
		onDemand: false,
	}),
	blind: "pauses",
	noExit: () => taikoNoExit,
	rules: {
		"taiko-config": replayConfig(
			"taiko-v1",
			taikoIdentity,
			concludeTaikoConfig,
		),
		"taiko-root": replayWith(taikoRootWitness, concludeTaikoRoot),
		"taiko-state": replayWith(taikoStateWitness, ([root], witness) =>
			concludeTaikoState(premiseBy<TaikoRoot>(root, "taiko-root"), witness),
		),
	},
	...withoutSteps("a step of an exit from Taiko"),
	lines: ({ checkpointVersion, controller }) => [
		"proofs: two, one of them RISC Zero or SP1",
		`checkpoints of version ${checkpointVersion}`,
		`owner of its contracts: ${controller}`,
	],
};
