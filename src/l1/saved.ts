// A sync as text and back: the steps from the accepted checkpoint to the last finalized head, each with its witness, and
// the root they end at. Reading it is verifying it again, without the network.

import type { Hex } from "../base/bytes.ts";
import * as d from "../base/decode.ts";
import { Fault } from "../base/fault.ts";
import type { Json } from "../base/immutable.ts";
import {
	type AnyVerified,
	premiseBy,
	type Verified,
} from "../trust/verified.ts";
import { checkCheckpointAge } from "./age.ts";
import type { L1Network } from "./network.ts";
import {
	committeeRules,
	type L1Rule,
	l1Rules,
	type ReplayContext,
	replayL1,
} from "./replay.ts";
import { type LightStore, openStore } from "./store.ts";
import type { Checkpoint, Committee, Head } from "./values.ts";

export type SavedStep = {
	readonly rule: L1Rule;
	/** Places of the premises in the list; all before this one. */
	readonly from: readonly number[];
	readonly witness: Json;
};

export type SavedSync = {
	readonly v: 1;
	readonly network: string;
	/** The last finalized root: the one thing that is trusted when the rest is lost. */
	readonly root: Hex;
	/** Empty when only the root is left. */
	readonly steps: readonly SavedStep[];
	/** Places of two heads that contradict each other: a conflict outlives a restart. */
	readonly conflict: readonly number[] | null;
};

const isJson = (raw: unknown): raw is Json => {
	if (raw === null) return true;
	if (typeof raw !== "object")
		return ["string", "number", "boolean"].includes(typeof raw);
	return Object.values(raw).every(isJson);
};

const json = (raw: unknown, path: string): Json => {
	if (!isJson(raw)) throw new Fault("bad-field", `"${path}" is not JSON`);
	return raw;
};

const savedSync = d.record({
	v: d.oneOf(1),
	network: d.text(40),
	root: d.hash,
	steps: d.list(
		d.record({
			rule: d.oneOf(...l1Rules),
			from: d.list(d.int(0, 64), 1),
			witness: d.anything,
		}),
		64,
	),
	conflict: d.nullable(d.list(d.int(0, 64), 2, 2)),
});

/** What has to be kept to go on from the store's finalized head. JSON. */
export const saveStore = (store: LightStore): SavedSync => {
	const steps: SavedStep[] = [];
	const places = new Map<AnyVerified, number>();
	const place = (one: AnyVerified): number => {
		const known = places.get(one);
		if (known !== undefined) return known;
		const from = one.premises.map(place);
		const rule = l1Rules.find((name) => name === one.rule);
		if (rule === undefined)
			throw new TypeError(`"store" rests on a step by ${one.rule}`);
		steps.push({ rule, from, witness: one.witness });
		places.set(one, steps.length - 1);
		return steps.length - 1;
	};
	place(store.finalized);
	store.committees.forEach(place);
	const { conflict } = store;
	const contradiction =
		conflict === null ? null : [place(conflict.first), place(conflict.second)];
	return {
		v: 1,
		network: store.network.name,
		root: store.finalized.value.root,
		steps,
		conflict: contradiction,
	};
};

/**
 * Decodes what was read back; verifies nothing yet.
 * @throws bad-field
 */
export const decodeSaved = (raw: unknown): SavedSync => {
	const saved = savedSync(raw, "");
	return {
		...saved,
		steps: saved.steps.map((step, i) => ({
			...step,
			witness: json(step.witness, `steps[${i}].witness`),
		})),
	};
};

/**
 * Verifies every step again and opens a store at the same finalized root.
 * @throws evidence-step when the steps do not lead to the root, checkpoint-age when it is too old now, clock, and the
 * faults of the rules
 */
export const resumeStore = async (
	network: L1Network,
	saved: SavedSync,
	context: ReplayContext,
	nowMs: number,
): Promise<LightStore> => {
	if (saved.network !== network.name)
		throw new Fault("other-chain", `saved for "${saved.network}"`);
	const done: AnyVerified[] = [];
	for (const [i, { rule, from, witness }] of saved.steps.entries()) {
		const premises = from.map((at) => {
			const premise = done[at];
			if (premise === undefined)
				throw new Fault("evidence-step", `step ${i} rests on step ${at}`);
			return premise;
		});
		done.push(await replayL1[rule](premises, witness, context));
	}
	const [first, ...rest] = done;
	const checkpoint = premiseBy<Checkpoint>(first, "checkpoint");
	if (rest.some(({ rule }) => rule === "checkpoint"))
		throw new Fault("evidence-step", "more than one checkpoint");
	if (checkpoint.value.network.name !== network.name)
		throw new Fault("other-chain", `"${checkpoint.value.network.name}"`);
	const committees = done
		.filter(({ rule }) => committeeRules.some((name) => name === rule))
		.map(
			(one): Verified<Committee> =>
				premiseBy<Committee>(one, ...committeeRules),
		);
	const finalized = done
		.filter(({ rule }) => rule === "lc-head")
		.map((one) => premiseBy<Head>(one, "lc-head"))
		.find(
			({ value }) => value.finality === "final" && value.root === saved.root,
		);
	if (finalized === undefined)
		throw new Fault("evidence-step", `no step ends at ${saved.root}`);
	checkCheckpointAge(network, finalized.value.timeS, nowMs);
	const store = openStore(checkpoint, finalized, committees);
	if (saved.conflict === null) return store;
	const [one, other] = saved.conflict.map((at) =>
		premiseBy<Head>(done[at], "lc-head"),
	);
	if (one === undefined || other === undefined)
		throw new Fault("evidence-step", "a conflict is of two heads");
	return { ...store, conflict: { first: one, second: other } };
};
