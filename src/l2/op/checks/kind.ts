// What this wallet judges an OP rollup by, for the table of kinds.

import { premiseBy } from "../../../trust/verified.ts";
import {
	nothingBesides,
	type RollupKind,
	replayConfig,
	replayWith,
} from "../../kind.ts";
import { concludeConfig } from "./config.ts";
import { opCall, opTitle } from "./exit.ts";
import { opPinned } from "./pinned.ts";
import { type OpProfile, opGamesV1, opIdentity } from "./profile.ts";
import {
	concludeAnchor,
	concludeGame,
	type OpRoot,
	rootWitness,
} from "./root.ts";
import { concludeState, stateWitness } from "./state.ts";
import { type OpStep, opSteps } from "./step.ts";
import type { OpConfig } from "./values.ts";
import { opContractAlerts, opMore, opSigns, opWanted } from "./watch-facts.ts";

const hourS = 3600;

export const opChecks: RollupKind<OpProfile, OpStep> = {
	...nothingBesides,
	kind: "op-games-v1",
	decode: opGamesV1,
	profiles: [],
	pinned: opPinned,
	wanted: opWanted,
	more: opMore,
	signs: opSigns,
	contractAlerts: opContractAlerts,
	// The standard configuration lets a batcher post every 6 hours and a proposer every 24, and after the sequencing window of
	// 12 hours blocks are made without the sequencer.
	// Source: ethereum-optimism/specs@b5cfde2e, specs/protocol/configurability.md.
	usual: () => ({
		batch: { lateS: 6 * hourS, stalledS: 12 * hourS },
		root: { lateS: 24 * hourS, stalledS: 48 * hourS },
		onDemand: false,
	}),
	upgradeLayout: ({ exit }) =>
		exit === undefined
			? null
			: {
					admin: {
						...exit.contracts.proxyAdmin,
						ownerSlot: exit.slots.proxyAdminOwner,
					},
				},
	blind: "pauses",
	rules: {
		"op-config": replayConfig("op-games-v1", opIdentity, concludeConfig),
		"op-root": replayWith(rootWitness, (premises, { signed }) =>
			premises.length === 1 && signed === null
				? concludeAnchor(premiseBy<OpConfig>(premises[0], "op-config"))
				: concludeGame(premises, signed),
		),
		"op-state": replayWith(stateWitness, ([root], witness) =>
			concludeState(premiseBy<OpRoot>(root, "op-root"), witness),
		),
	},
	steps: opSteps,
	call: opCall,
	title: opTitle,
	tokenPairs: ({ exit }) => exit?.tokens ?? [],
	lines: () => ["no validity proof"],
};
