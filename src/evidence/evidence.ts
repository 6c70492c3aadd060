// Evidence: what verified values rest on, as JSON that travels. It says which rules were run on which bytes, and proves
// nothing until `checkEvidence` has run them again. It knows no rule itself.

import type { Hex } from "../base/bytes.ts";
import type { Decoded } from "../base/decode.ts";
import * as d from "../base/decode.ts";
import { Fault } from "../base/fault.ts";
import type { Json } from "../base/immutable.ts";
import { type AnyVerified, Verified } from "../trust/verified.ts";
import { layouts } from "./balance-place.ts";
import { canonical, hashOf, json } from "./canonical.ts";

/** A longer chain than any order has: eight weeks of committees, and parents walked for a day of slots. */
export const mostSteps = 8_192;
export const mostChars = 16_000_000;
const mostConclusions = 64;

const step = d.record({
	/** Hash of rule, premises' ids and witness: the same step has the same id in every file. */
	id: d.hash,
	rule: d.text(40),
	/** Places of earlier steps. */
	premises: d.list(d.int(0, mostSteps - 1), 64),
	witness: json,
});
export type EvidenceStep = Decoded<typeof step>;

/** Whose balance the conclusions are to show. A token's slot number cannot be read back out of a proof. */
export const about = d.record({
	address: d.address,
	token: d.nullable(d.address),
	/** The storage slot of the token's balances mapping; null for the chain's own coin. */
	balancesSlot: d.nullable(d.int(0)),
	/** How its key is made of slot and owner; as Solidity does where it is not given. */
	layout: d.optional(d.oneOf(...layouts)),
});
export type About = Decoded<typeof about>;

/**
 * What one answer was made for. The digest commits to steps, conclusions, subject, challenge, origin and time together.
 * It is a commitment and no signature: whoever has the file can make it for another challenge. A site that remembers its
 * challenge sees by it that an answer was made for that request and not taken from another one; what the state is, the
 * steps show alone.
 */
export const binding = d.record({
	challenge: d.hash,
	origin: d.text(300),
	madeMs: d.int(),
	digest: d.hash,
});
export type Binding = Decoded<typeof binding>;

export const evidence = d.record({
	format: d.oneOf("sextant-evidence-1"),
	network: d.text(40),
	checkpoint: d.hash,
	steps: d.list(step, mostSteps, 1),
	conclusions: d.list(d.int(0, mostSteps - 1), mostConclusions, 1),
	about: d.optional(about),
	binding: d.optional(binding),
});
export type Evidence = Decoded<typeof evidence>;

/** @throws bad-json, bad-field, too-large. Says nothing about truth. */
export const decodeEvidence = (file: string): Evidence =>
	evidence(d.parseJson(file, mostChars), "evidence");

/** The evidence as text, in its one spelling. @throws too-large */
export const evidenceText = (file: Evidence): string => {
	const spelled = canonical(json(file, "evidence"));
	if (spelled.length > mostChars)
		throw new Fault("too-large", `${spelled.length} characters of evidence`);
	return spelled;
};

export const idOf = (
	rule: string,
	premiseIds: readonly Hex[],
	witness: Json,
): Hex => hashOf({ rule, premises: premiseIds, witness });

const ids = new WeakMap<AnyVerified, Hex>();

/** Verified values and all they rest on, premises first, each object once; what is `known` is left out. */
const lineage = (
	from: readonly AnyVerified[],
	known: (part: AnyVerified) => boolean = () => false,
): readonly AnyVerified[] => {
	const done = new Set<AnyVerified>();
	const waiting = [...from].reverse();
	for (let next = waiting.at(-1); next !== undefined; next = waiting.at(-1)) {
		const missing = next.premises.filter(
			(premise) => !done.has(premise) && !known(premise),
		);
		if (missing.length === 0 || done.has(next)) {
			done.add(next);
			waiting.pop();
		} else waiting.push(...missing.reverse());
		if (done.size + waiting.length > 4 * mostSteps)
			throw new Fault("too-large", `more than ${mostSteps} steps of evidence`);
	}
	return [...done];
};

/** The id of the step that concluded this value. */
export const stepId = (verified: AnyVerified): Hex => {
	if (ids.has(verified)) return knownId(verified);
	for (const part of lineage([verified], (premise) => ids.has(premise))) {
		const premiseIds = part.premises.map(knownId);
		ids.set(part, idOf(part.rule, premiseIds, part.witness));
	}
	return knownId(verified);
};

const knownId = (verified: AnyVerified): Hex => {
	const id = ids.get(verified);
	if (id === undefined) throw new RangeError('"verified" has no id yet');
	return id;
};

/**
 * What these values rest on: each step once, premises before what follows from them. All values must rest on one
 * checkpoint; the network's name comes from there.
 * @throws too-large; TypeError for a value that is not verified; RangeError for none, or for two checkpoints.
 */
export const evidenceOf = (...values: readonly AnyVerified[]): Evidence => {
	if (values.length === 0 || values.length > mostConclusions)
		throw new RangeError(`"values" holds ${values.length} values`);
	if (!values.every(Verified.is))
		throw new TypeError('"values" holds something unverified');
	const places = new Map<Hex, number>();
	const steps: EvidenceStep[] = [];
	const placeOf = (verified: AnyVerified): number => {
		const place = places.get(stepId(verified));
		if (place === undefined) throw new RangeError('"verified" has no place');
		return place;
	};
	let root: { network: string; checkpoint: Hex } | undefined;
	for (const part of lineage(values)) {
		const id = stepId(part);
		if (places.has(id)) continue;
		if (part.rule === "checkpoint") {
			if (root !== undefined)
				throw new RangeError('"values" rest on two checkpoints');
			root = checkpointOf(part);
		}
		places.set(id, steps.length);
		steps.push({
			id,
			rule: part.rule,
			premises: part.premises.map(placeOf),
			witness: part.witness,
		});
	}
	if (root === undefined) throw new RangeError('"values" rest on nothing');
	if (steps.length > mostSteps)
		throw new Fault("too-large", `${steps.length} steps of evidence`);
	return {
		format: "sextant-evidence-1",
		...root,
		steps,
		conclusions: values.map(placeOf),
	};
};

const checkpointValue = d.record({
	network: d.record({ name: d.text(40) }),
	root: d.hash,
});

/** Network and root of a checkpoint, read from what was concluded. */
export const checkpointOf = (
	verified: AnyVerified,
): { readonly network: string; readonly checkpoint: Hex } => {
	const { network, root } = checkpointValue(verified.value, "checkpoint");
	return { network: network.name, checkpoint: root };
};

const digestOf = (
	file: Evidence,
	made: { readonly challenge: Hex; readonly origin: string; madeMs: number },
): Hex =>
	hashOf({
		network: file.network,
		checkpoint: file.checkpoint,
		steps: file.steps.map(({ id }) => id),
		conclusions: file.conclusions,
		about: file.about === undefined ? null : json(file.about, "about"),
		challenge: made.challenge,
		origin: made.origin,
		madeMs: made.madeMs,
	});

/** The same evidence, made for one challenge of one origin. See `binding` for what that shows. */
export const bindEvidence = (
	file: Evidence,
	made: {
		readonly challenge: Hex;
		readonly origin: string;
		readonly madeMs: number;
	},
): Evidence => {
	const { challenge, origin, madeMs } = made;
	return {
		...file,
		binding: { challenge, origin, madeMs, digest: digestOf(file, made) },
	};
};

/**
 * True when it returns: the file says it was made for this challenge and origin, and its digest covers its steps.
 * It does not check the steps. @throws evidence-binding
 */
export const checkBinding = (
	file: Evidence,
	expected: { readonly challenge: Hex; readonly origin: string },
): Binding => {
	const made = file.binding;
	if (made === undefined)
		throw new Fault("evidence-binding", "the evidence is bound to nothing");
	if (made.challenge !== expected.challenge.toLowerCase())
		throw new Fault("evidence-binding", `challenge is ${made.challenge}`);
	if (made.origin !== expected.origin)
		throw new Fault("evidence-binding", `origin is ${made.origin}`);
	if (digestOf(file, made) !== made.digest)
		throw new Fault("evidence-binding", "the digest is of other steps");
	return made;
};
