// What this wallet judges a ZKsync chain by, for the table of kinds.

import { premiseBy } from "../../../trust/verified.ts";
import {
	nothingBesides,
	type RollupKind,
	replayConfig,
	replayWith,
	withoutSteps,
} from "../../kind.ts";
import { twice } from "../../review-parts.ts";
import { zksyncEra } from "../profiles/mainnet.ts";
import { concludeZksyncConfig } from "./config.ts";
import { zksyncNoExit } from "./no-exit.ts";
import { zksyncPinned } from "./pinned.ts";
import { type ZksyncProfile, zksyncIdentity, zksyncV1 } from "./profile.ts";
import { concludeZksyncRoot } from "./root.ts";
import { concludeZksyncState, zksyncStateWitness } from "./state.ts";
import {
	accountWitness,
	concludeZksyncAccount,
	concludeZksyncSlot,
	slotWitness,
} from "./tree.ts";
import type { ZksyncRoot } from "./values.ts";
import {
	zksyncAlerts,
	zksyncFactsWanted,
	zksyncMore,
	zksyncShown,
	zksyncSigns,
} from "./watch-facts.ts";

const hourS = 3600;

export const zksyncChecks: RollupKind<ZksyncProfile, never> = {
	...nothingBesides,
	kind: "zksync-v1",
	decode: zksyncV1,
	profiles: [zksyncEra],
	pinned: zksyncPinned,
	wanted: zksyncFactsWanted,
	more: zksyncMore,
	signs: zksyncSigns,
	contractAlerts: zksyncAlerts,
	shown: zksyncShown,
	// No pace is published. A batch that is older than three days is not taken any more (Config.sol, COMMIT_TIMESTAMP_NOT_OLDER), so
	// long before that something is wrong; a root waits for its proof and for the delay of execution besides.
	usual: () => ({
		batch: { lateS: 12 * hourS, stalledS: 24 * hourS },
		root: { lateS: 24 * hourS, stalledS: 48 * hourS },
		onDemand: false,
	}),
	blind: "unforced",
	review: ({ facetSets }, path) => [
		...twice(
			facetSets,
			`${path}.facetSets`,
			({ release }) => `release ${release}`,
		),
		...facetSets.flatMap(({ facets }, i) =>
			twice(
				facets,
				`${path}.facetSets[${i}].facets`,
				({ address }) => `facet ${address}`,
			),
		),
	],
	noExit: () => zksyncNoExit,
	rules: {
		"zksync-config": replayConfig(
			"zksync-v1",
			zksyncIdentity,
			concludeZksyncConfig,
		),
		"zksync-root": async (premises) => concludeZksyncRoot(premises),
		"zksync-state": replayWith(zksyncStateWitness, ([root], witness) =>
			concludeZksyncState(premiseBy<ZksyncRoot>(root, "zksync-root"), witness),
		),
		"zksync-tree-account": replayWith(accountWitness, ([state], witness) =>
			concludeZksyncAccount(state, witness),
		),
		"zksync-tree-slot": replayWith(slotWitness, ([state], witness) =>
			concludeZksyncSlot(state, witness),
		),
	},
	...withoutSteps("a way out of a ZKsync chain"),
	lines: ({ facetSets, governance, recheck }) => [
		...facetSets.map(
			({ release, facets }) =>
				`facets of ${release}: ${facets.map(({ name, address }) => `${name} ${address}`).join(", ")}`,
		),
		`other facets by the owner of: ${governance.chainTypeManager}`,
		`settings by: ${governance.admin}`,
		...(recheck?.releases ?? []).map(
			({ release, fflonk, plonk }) =>
				`proofs of ${release}: FFLONK ${fflonk.address}, PLONK ${plonk.address}`,
		),
	],
};
