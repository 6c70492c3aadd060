// The rules of this room, run again from premises and witness. Which profile a file names must be known already: a file
// that brought its own could name any contract the rollup's.

import type { Hex } from "../base/bytes.ts";
import { type Decode, hash, record } from "../base/decode.ts";
import { Fault } from "../base/fault.ts";
import {
	type AnyVerified,
	premiseBy,
	type Rule,
	type Verified,
} from "../trust/verified.ts";
import { concludeConfig } from "./op/checks/config.ts";
import {
	concludeAnchor,
	concludeGame,
	type OpRoot,
	rootWitness,
} from "./op/checks/root.ts";
import { concludeState, stateWitness } from "./op/checks/state.ts";
import { profileId, type RollupProfile } from "./profile.ts";
import {
	concludeReferenceAccount,
	referenceAccountWitness,
} from "./reference/checks/account.ts";
import { concludeReferenceConfig } from "./reference/checks/config.ts";
import {
	concludeReferenceData,
	referenceDataWitness,
} from "./reference/checks/data.ts";
import {
	concludeReferenceRoot,
	referenceRootWitness,
	referenceRules,
} from "./reference/checks/root.ts";
import type { ReferenceRoot } from "./reference/checks/values.ts";
import { concludeScrollConfig } from "./scroll/checks/config.ts";
import { concludeScrollRoot } from "./scroll/checks/root.ts";
import {
	concludeScrollState,
	scrollStateWitness,
} from "./scroll/checks/state.ts";
import type { OpConfig, ScrollRoot } from "./values.ts";

export type RollupTools = {
	/** The rollups that whoever checks has accepted. */
	readonly rollups: readonly RollupProfile[];
};

type Replay = (
	premises: readonly AnyVerified[],
	witness: unknown,
	tools: RollupTools,
) => Promise<AnyVerified>;

const step =
	<T>(
		decode: Decode<T>,
		run: (
			premises: readonly AnyVerified[],
			witness: T,
			tools: RollupTools,
		) => AnyVerified,
	): Replay =>
	async (premises, witness, tools) =>
		run(premises, decode(witness, "witness"), tools);

/** The accepted profile with that identity. @throws unknown-chain when there is none of the kind */
const accepted = <K extends RollupProfile["kind"]>(
	id: Hex,
	{ rollups }: RollupTools,
	kind: K,
): Extract<RollupProfile, { readonly kind: K }> => {
	const isKind = (
		profile: RollupProfile,
	): profile is Extract<RollupProfile, { readonly kind: K }> =>
		profile.kind === kind;
	const profile = rollups.filter(isKind).find((one) => profileId(one) === id);
	if (profile === undefined)
		throw new Fault("unknown-chain", `the rollup profile ${id}`);
	return profile;
};

const l2Rules = [
	"op-config",
	"op-root",
	"op-state",
	"scroll-config",
	"scroll-root",
	"scroll-state",
	"reference-config",
	"reference-root",
	"reference-data",
	"reference-account",
] as const satisfies readonly Rule[];

/** @throws unknown-chain for a profile that was not accepted, and what the rule's own function throws */
export const replayL2: {
	readonly [rule in (typeof l2Rules)[number]]: Replay;
} = {
	"op-config": step(record({ profile: hash }), (premises, witness, tools) =>
		concludeConfig(accepted(witness.profile, tools, "op-games-v1"), premises),
	),
	"op-root": step(rootWitness, (premises, { signed }) =>
		premises.length === 1 && signed === null
			? concludeAnchor(premiseBy<OpConfig>(premises[0], "op-config"))
			: concludeGame(premises, signed),
	),
	"op-state": step(stateWitness, ([root], witness) => {
		const premise: Verified<OpRoot> = premiseBy<OpRoot>(root, "op-root");
		return concludeState(premise, witness);
	}),
	"scroll-config": step(record({ profile: hash }), (premises, witness, tools) =>
		concludeScrollConfig(
			accepted(witness.profile, tools, "scroll-v1"),
			premises,
		),
	),
	"scroll-root": async (premises) => concludeScrollRoot(premises),
	"scroll-state": step(scrollStateWitness, ([root], witness) =>
		concludeScrollState(premiseBy<ScrollRoot>(root, "scroll-root"), witness),
	),
	"reference-config": step(
		record({ profile: hash }),
		(premises, witness, tools) =>
			concludeReferenceConfig(
				accepted(witness.profile, tools, "reference-v1"),
				premises,
			),
	),
	"reference-root": step(referenceRootWitness, concludeReferenceRoot),
	"reference-data": step(referenceDataWitness, ([root], witness) =>
		concludeReferenceData(
			premiseBy<ReferenceRoot>(root, ...referenceRules),
			witness,
		),
	),
	"reference-account": step(referenceAccountWitness, ([root], witness) =>
		concludeReferenceAccount(
			premiseBy<ReferenceRoot>(root, ...referenceRules),
			witness,
		),
	),
};
