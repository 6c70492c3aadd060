// The rules of this room, run again from premises and witness. Which profile a file names must be known already: a file
// that brought its own could name any contract the rollup's.

import { type Decode, hash, record } from "../base/decode.ts";
import { Fault } from "../base/fault.ts";
import {
	type AnyVerified,
	premiseBy,
	type Verified,
} from "../trust/verified.ts";
import { concludeConfig } from "./op-config.ts";
import {
	concludeAnchor,
	concludeGame,
	type OpRoot,
	rootWitness,
} from "./op-root.ts";
import { concludeState, stateWitness } from "./op-state.ts";
import { profileId, type RollupProfile } from "./profile.ts";
import type { OpConfig } from "./values.ts";

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

/** @throws unknown-chain for a profile that was not accepted, and what the rule's own function throws */
export const replayL2: {
	readonly [rule in "op-config" | "op-root" | "op-state"]: Replay;
} = {
	"op-config": step(record({ profile: hash }), (premises, witness, tools) => {
		const profile = tools.rollups.find(
			(known) => profileId(known) === witness.profile,
		);
		if (profile === undefined)
			throw new Fault("unknown-chain", `the rollup profile ${witness.profile}`);
		return concludeConfig(profile, premises);
	}),
	"op-root": step(rootWitness, (premises, { signed }) =>
		premises.length === 1 && signed === null
			? concludeAnchor(premiseBy<OpConfig>(premises[0], "op-config"))
			: concludeGame(premises, signed),
	),
	"op-state": step(stateWitness, ([root], witness) => {
		const premise: Verified<OpRoot> = premiseBy<OpRoot>(root, "op-root");
		return concludeState(premise, witness);
	}),
};
