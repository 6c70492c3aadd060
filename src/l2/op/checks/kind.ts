// What this wallet judges an OP rollup by, for the table of kinds: of contracts-bedrock 0.17, and of op-contracts 6 and later.

import { Fault } from "../../../base/fault.ts";
import { historyWindow } from "../../../state/history.ts";
import { premiseBy } from "../../../trust/verified.ts";
import {
	nothingBesides,
	type RollupKind,
	replayConfig,
	replayWith,
	type Thresholds,
} from "../../kind.ts";
import { opProfiles } from "../profiles/all.ts";
import { concludeConfig } from "./config.ts";
import { opCall, opTitle } from "./exit.ts";
import { opFees } from "./fees.ts";
import { opPinned, registryPinned } from "./pinned.ts";
import { type OpProfile, opGamesV1, opIdentity } from "./profile.ts";
import { concludeRegistry } from "./registry-config.ts";
import { registryCall } from "./registry-exit.ts";
import {
	registryAlerts,
	registryFactsWanted,
	registryMore,
	registrySigns,
} from "./registry-facts.ts";
import { registryNoExit } from "./registry-no-exit.ts";
import {
	isPermissioned,
	type OpRegistryProfile,
	opGamesV2,
	registryIdentity,
} from "./registry-profile.ts";
import {
	concludeAnchorGame,
	concludeRegistryGame,
	concludeStart,
	registryRootWitness,
} from "./registry-root.ts";
import {
	concludeAnchor,
	concludeGame,
	type OpRoot,
	rootWitness,
} from "./root.ts";
import { concludeState, stateWitness } from "./state.ts";
import {
	type OpRegistryStep,
	type OpStep,
	opSteps,
	registryStepKinds,
} from "./step.ts";
import type { OpConfig, OpRegistry } from "./values.ts";
import { opContractAlerts, opMore, opSigns, opWanted } from "./watch-facts.ts";

const hourS = 3600;

// The standard configuration lets a batcher post every 6 hours and a proposer every 24, and after the sequencing window of
// 12 hours blocks are made without the sequencer.
// Source: ethereum-optimism/specs@b5cfde2e, specs/protocol/configurability.md.
const standardPace: Thresholds = {
	batch: { lateS: 6 * hourS, stalledS: 12 * hourS },
	root: { lateS: 24 * hourS, stalledS: 48 * hourS },
	onDemand: false,
};

const portalChecks: RollupKind<OpProfile, OpStep> = {
	...nothingBesides,
	kind: "op-games-v1",
	decode: opGamesV1,
	profiles: [],
	pinned: opPinned,
	wanted: opWanted,
	more: opMore,
	signs: opSigns,
	contractAlerts: opContractAlerts,
	usual: () => standardPace,
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
			concludeState(
				premiseBy<OpRoot>(root, "op-root", "op-registry-root"),
				witness,
			),
		),
	},
	ways: ["op-forced", "op-plain"],
	steps: opSteps,
	call: opCall,
	title: opTitle,
	tokenPairs: ({ exit }) => exit?.tokens ?? [],
	lines: () => ["no validity proof"],
};

const registryChecks: RollupKind<OpRegistryProfile, OpRegistryStep> = {
	...nothingBesides,
	kind: "op-games-v2",
	decode: opGamesV2,
	profiles: opProfiles,
	fees: opFees,
	blockHashes: historyWindow,
	pinned: registryPinned,
	wanted: registryFactsWanted,
	more: registryMore,
	signs: registrySigns,
	contractAlerts: registryAlerts,
	usual: () => standardPace,
	blind: "pauses",
	noExit: registryNoExit,
	rules: {
		"op-registry-config": replayConfig(
			"op-games-v2",
			registryIdentity,
			concludeRegistry,
		),
		"op-registry-root": replayWith(
			registryRootWitness,
			(premises, { signed, preimage }) => {
				const isAnchor = signed === null && premises.length < 4;
				if (isAnchor && premises.length === 1)
					return concludeStart(
						premiseBy<OpRegistry>(premises[0], "op-registry-config"),
						preimage,
					);
				if (preimage !== null)
					throw new Fault("evidence-step", "a preimage without a start");
				return isAnchor
					? concludeAnchorGame(premises)
					: concludeRegistryGame(premises, signed);
			},
		),
	},
	ways: ["op-registry-forced", "op-registry-plain"],
	steps: registryStepKinds,
	call: registryCall,
	title: opTitle,
	tokenPairs: ({ exit }) => exit?.tokens ?? [],
	lines: (profile) => [
		profile.games[0]?.proofs === undefined
			? "no validity proof"
			: "enclave or validity proof, not rechecked",
		...(isPermissioned(profile) ? ["one proposer, one challenger"] : []),
	],
};

export const opChecks: readonly RollupKind[] = [portalChecks, registryChecks];
