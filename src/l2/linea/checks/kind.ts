// What this wallet judges a Linea rollup by, for the table of kinds.

import type { Account } from "../../../state/values.ts";
import { premiseBy } from "../../../trust/verified.ts";
import type { ExitStep } from "../../exit-step.ts";
import {
	nothingBesides,
	type RollupKind,
	replayConfig,
	replayWith,
	withoutSteps,
} from "../../kind.ts";
import { pinnedByName } from "../../pinned.ts";
import { mainnet } from "../profiles/mainnet.ts";
import { concludeLineaConfig } from "./config.ts";
import { lineaFees } from "./fees.ts";
import { lineaNoExit } from "./no-exit.ts";
import { type LineaProfile, lineaIdentity, lineaV1 } from "./profile.ts";
import { concludeLineaRoot, lineaRootWitness } from "./root.ts";
import { concludeLineaState } from "./state.ts";
import {
	lineaAccountWitness,
	lineaSlotWitness,
	proveLineaAccount,
	proveLineaSlot,
} from "./tree.ts";
import type { LineaRoot, LineaState } from "./values.ts";
import { lineaFactsWanted, lineaSigns } from "./watch-facts.ts";

const hourS = 3600;

export const lineaChecks: RollupKind<LineaProfile, ExitStep> = {
	...nothingBesides,
	kind: "linea-v1",
	decode: lineaV1,
	profiles: [mainnet],
	fees: lineaFees,
	pinned: pinnedByName,
	wanted: lineaFactsWanted,
	more: () => [],
	signs: lineaSigns,
	// About two hours apart by its release notes of 2026-06; recorded were 3.7 hours from a block to the head that shows it final.
	usual: () => ({
		batch: null,
		root: { lateS: 12 * hourS, stalledS: 24 * hourS },
		onDemand: false,
	}),
	blind: "pauses",
	noExit: () => lineaNoExit,
	rules: {
		"linea-config": replayConfig(
			"linea-v1",
			lineaIdentity,
			concludeLineaConfig,
		),
		"linea-root": replayWith(lineaRootWitness, concludeLineaRoot),
		"linea-state": async ([root]) =>
			concludeLineaState(premiseBy<LineaRoot>(root, "linea-root")),
		"linea-tree-account": replayWith(
			lineaAccountWitness,
			([state], { address, proof }) =>
				proveLineaAccount(
					premiseBy<LineaState>(state, "linea-state"),
					address,
					proof,
				),
		),
		"linea-tree-slot": replayWith(
			lineaSlotWitness,
			([account], { key, proof }) =>
				proveLineaSlot(
					premiseBy<Account>(account, "linea-tree-account"),
					key,
					proof,
				),
		),
	},
	...withoutSteps("a step of an exit from Linea"),
	lines: ({ recheck }) => [
		"state tree: Poseidon2 over KoalaBear",
		...(recheck?.verifiers ?? []).map(
			({ proofType, address }) => `proofs of kind ${proofType}: ${address}`,
		),
	],
};
