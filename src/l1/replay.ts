// Each L1 rule run again from its premises and its witness. A receipt's steps and a saved sync go through here, and come
// out verified or not at all.

import { fromHex } from "../base/bytes.ts";
import type { Decode } from "../base/decode.ts";
import * as d from "../base/decode.ts";
import { Fault } from "../base/fault.ts";
import type { Json } from "../base/immutable.ts";
import type { Kernel } from "../crypto/kernel.ts";
import { type AnyVerified, premiseBy } from "../trust/verified.ts";
import {
	acceptCheckpoint,
	checkBootstrapCommittee,
	checkCheckpointHeader,
	checkHead,
	checkNextCommittee,
} from "./conclusion.ts";
import { checkHandover, decodeHandover } from "./handover.ts";
import { forkNames, type L1Network } from "./network.ts";
import type { EncodedObject } from "./spec.ts";
import type { Checkpoint, Committee } from "./values.ts";

export type L1Rule =
	| "checkpoint"
	| "lc-bootstrap"
	| "lc-committee"
	| "lc-handover"
	| "lc-head";
export const l1Rules: readonly L1Rule[] = [
	"checkpoint",
	"lc-bootstrap",
	"lc-committee",
	"lc-handover",
	"lc-head",
];

/** The rules that conclude a committee. */
export const committeeRules = [
	"lc-bootstrap",
	"lc-committee",
	"lc-handover",
] as const;

export type ReplayContext = {
	readonly kernel: Kernel;
	/** The rules of a network by its name; undefined for one this device does not know. */
	readonly networkByName: (name: string) => L1Network | undefined;
};

export type L1Replay = (
	premises: readonly AnyVerified[],
	witness: Json,
	context: ReplayContext,
) => Promise<AnyVerified>;

// An update of 512 keys is 27 kB.
const mostBytes = 64 * 1024;

const encodedWitness = d.record({
	fork: d.oneOf(...forkNames),
	ssz: d.hexUpTo(mostBytes),
});
const checkpointWitness = d.record({ network: d.text(40), root: d.hash });
const headWitness = d.record({
	fork: d.oneOf(...forkNames),
	ssz: d.hexUpTo(mostBytes),
	is: d.oneOf("checkpoint", "attested", "finalized"),
});
const keysWitness = d.record({
	pubkeys: d.hexUpTo(mostBytes),
	aggregatePubkey: d.hex(48),
});
const kindWitness = d.record({ kind: d.oneOf("finality", "optimistic") });

const encodedOf = (
	decode: Decode<{
		readonly fork: EncodedObject["fork"];
		readonly ssz: `0x${string}`;
	}>,
	witness: Json,
): EncodedObject => {
	const { fork, ssz } = decode(witness, "witness");
	return { fork, ssz: fromHex(ssz) };
};

const only = (premises: readonly AnyVerified[]): AnyVerified | undefined => {
	if (premises.length > 1)
		throw new Fault("evidence-step", `${premises.length} premises, 1 expected`);
	return premises[0];
};

/** @throws evidence-step for wrong premises, bad-field for a witness of the wrong shape, else the faults of the rule */
export const replayL1: { readonly [rule in L1Rule]: L1Replay } = {
	checkpoint: async (premises, witness, { networkByName }) => {
		if (premises.length > 0)
			throw new Fault("evidence-step", "a checkpoint rests on nothing");
		const { network, root } = checkpointWitness(witness, "witness");
		const rules = networkByName(network);
		if (rules === undefined)
			throw new Fault("unknown-chain", `network "${network}"`);
		return acceptCheckpoint(rules, root);
	},
	"lc-bootstrap": async (premises, witness) =>
		checkBootstrapCommittee(
			premiseBy<Checkpoint>(only(premises), "checkpoint"),
			encodedOf(encodedWitness, witness),
		),
	"lc-committee": async (premises, witness, { kernel }) =>
		checkNextCommittee(
			premiseBy<Committee>(only(premises), ...committeeRules),
			encodedOf(encodedWitness, witness),
			{ kernel, currentSlot: null },
		),
	"lc-handover": async (premises, witness, { kernel }) =>
		checkHandover(
			premiseBy<Committee>(only(premises), ...committeeRules),
			decodeHandover(witness, "witness"),
			keysWitness(witness, "witness"),
			{ kernel, currentSlot: null },
		),
	"lc-head": async (premises, witness, { kernel }) => {
		const { is } = headWitness(witness, "witness");
		const encoded = encodedOf(encodedWitness, witness);
		if (is === "checkpoint")
			return checkCheckpointHeader(
				premiseBy<Checkpoint>(only(premises), "checkpoint"),
				encoded,
			);
		const { kind } = kindWitness(witness, "witness");
		return checkHead(
			premiseBy<Committee>(only(premises), ...committeeRules),
			kind,
			is,
			encoded,
			{ kernel, currentSlot: null },
		);
	},
};
