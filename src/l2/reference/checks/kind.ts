// What this wallet judges the reference rollup by, for the table of kinds.

import { premiseBy } from "../../../trust/verified.ts";
import {
	nothingBesides,
	type RollupKind,
	replayConfig,
	replayWith,
} from "../../kind.ts";
import { pinnedByName } from "../../pinned.ts";
import { reviewKey, zeroHash } from "../../review-parts.ts";
import {
	concludeReferenceAccount,
	referenceAccountWitness,
} from "./account.ts";
import { concludeReferenceConfig } from "./config.ts";
import { concludeReferenceData, referenceDataWitness } from "./data.ts";
import {
	type ReferenceStep,
	referenceCall,
	referenceSteps,
	referenceTitle,
} from "./exit.ts";
import { referenceOrders } from "./orders.ts";
import {
	type ReferenceProfile,
	referenceIdentity,
	referenceV1,
} from "./profile.ts";
import { replayRecheck } from "./recheck.ts";
import {
	concludeReferenceRoot,
	referenceRootWitness,
	referenceRules,
} from "./root.ts";
import type { ReferenceAccount, ReferenceRoot } from "./values.ts";
import {
	referenceFactsWanted,
	referenceMore,
	referenceSigns,
} from "./watch-facts.ts";

export const referenceChecks: RollupKind<ReferenceProfile, ReferenceStep> = {
	...nothingBesides,
	kind: "reference-v1",
	decode: referenceV1,
	profiles: [],
	pinned: pinnedByName,
	wanted: referenceFactsWanted,
	more: referenceMore,
	signs: referenceSigns,
	// A half and the whole of its own deadline.
	usual: ({ deadlineS: stalledS }) => {
		const lateS = Math.max(1, Math.floor(stalledS / 2));
		const own = { lateS, stalledS };
		return { batch: own, root: own, onDemand: true };
	},
	blind: "unforced",
	review: ({ program, anchor }, path) => [
		...reviewKey(program.key, `${path}.program.key`),
		...(zeroHash.test(anchor.root)
			? [{ field: `${path}.anchor.root`, why: "zeros" }]
			: []),
	],
	rules: {
		"reference-config": replayConfig(
			"reference-v1",
			referenceIdentity,
			concludeReferenceConfig,
		),
		"reference-root": replayWith(referenceRootWitness, concludeReferenceRoot),
		"reference-data": replayWith(referenceDataWitness, ([root], witness) =>
			concludeReferenceData(
				premiseBy<ReferenceRoot>(root, ...referenceRules),
				witness,
			),
		),
		"reference-account": replayWith(
			referenceAccountWitness,
			([root], witness) =>
				concludeReferenceAccount(
					premiseBy<ReferenceRoot>(root, ...referenceRules),
					witness,
				),
		),
		...replayRecheck,
	},
	ways: ["reference-escape", "reference-drill"],
	steps: referenceSteps,
	call: referenceCall,
	title: referenceTitle,
	orders: referenceOrders,
	accountOf: (conclusion) =>
		conclusion.rule === "reference-account"
			? premiseBy<ReferenceAccount>(conclusion, "reference-account").value
			: null,
	tokenPairs: () => [],
	lines: ({ program, anchor }) => [
		`program ${program.hash} (${program.system}), from batch ${anchor.batch} on`,
	],
};
