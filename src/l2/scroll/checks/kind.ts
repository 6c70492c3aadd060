// What this wallet judges a Scroll rollup by, for the table of kinds.

import { premiseBy } from "../../../trust/verified.ts";
import {
	nothingBesides,
	type RollupKind,
	replayConfig,
	replayWith,
} from "../../kind.ts";
import { twice } from "../../review-parts.ts";
import { mainnet } from "../profiles/mainnet.ts";
import { concludeScrollConfig } from "./config.ts";
import {
	type ScrollStep,
	scrollCall,
	scrollSteps,
	scrollTitle,
} from "./exit.ts";
import { scrollFees } from "./fees.ts";
import { scrollPinned } from "./pinned.ts";
import {
	isCodeKnown,
	type ScrollProfile,
	scrollIdentity,
	scrollV1,
} from "./profile.ts";
import { concludeScrollRoot } from "./root.ts";
import { concludeScrollState, scrollStateWitness } from "./state.ts";
import type { ScrollRoot } from "./values.ts";
import { scrollFactsWanted, scrollMore, scrollSigns } from "./watch-facts.ts";

const hourS = 3600;

export const scrollChecks: RollupKind<ScrollProfile, ScrollStep> = {
	...nothingBesides,
	kind: "scroll-v1",
	decode: scrollV1,
	profiles: [mainnet],
	fees: scrollFees,
	pinned: scrollPinned,
	wanted: scrollFactsWanted,
	more: scrollMore,
	signs: scrollSigns,
	// Its relayer waits up to 12 hours for cheap blobs, and bundles follow the batches. Source: scroll-tech/scroll#1659.
	usual: () => ({
		batch: { lateS: 12 * hourS, stalledS: 24 * hourS },
		root: { lateS: 12 * hourS, stalledS: 24 * hourS },
		onDemand: false,
	}),
	blind: "pauses",
	verifierNamedBy: "rollupVerifier",
	review: ({ verifiers }, path) =>
		twice(
			verifiers,
			`${path}.verifiers`,
			({ version, wrapper }) => `version ${version} by ${wrapper.address}`,
		),
	rules: {
		"scroll-config": replayConfig(
			"scroll-v1",
			scrollIdentity,
			concludeScrollConfig,
		),
		"scroll-root": async (premises) => concludeScrollRoot(premises),
		"scroll-state": replayWith(scrollStateWitness, ([root], witness) =>
			concludeScrollState(premiseBy<ScrollRoot>(root, "scroll-root"), witness),
		),
	},
	ways: ["scroll-enforced", "scroll-plain"],
	steps: scrollSteps,
	call: scrollCall,
	title: scrollTitle,
	tokenPairs: ({ exit }) => exit?.erc20?.tokens ?? [],
	lines: (profile) =>
		profile.verifiers.map(
			({ version, digests }) =>
				`program of version ${version}: ${digests.join(" ")}${profile.prover === "development" ? ", development prover" : ""}${isCodeKnown(profile) ? "" : ", its proofs are not checked again here"}`,
		),
};
