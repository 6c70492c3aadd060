// How a step of a chain of reasons is put in words: its title, a sentence over its value, what opens under it. The words
// themselves stand with what concluded the step.

import type { Immutable } from "../base/immutable.ts";
import type { Message, MessageOrText } from "../protocol/message.ts";
import type { AnyVerified } from "../trust/verified.ts";

/** A field by its path, "at.grade.asOfS"; undefined where there is none. */
export const at = (value: Immutable, path: string): Immutable => {
	let part: Immutable = value;
	for (const name of path.split(".")) {
		if (typeof part !== "object" || part === null || !Object.hasOwn(part, name))
			return undefined;
		part = Reflect.get(part, name) as Immutable;
	}
	return part;
};

export const shown = (value: Immutable): string =>
	value === undefined || value === null ? "none" : String(value).slice(0, 200);

/** A field by its path, as it is shown. */
export const shownAt = (value: Immutable, path: string): string =>
	shown(at(value, path));

export type Wording = {
	readonly title: MessageOrText;
	readonly detail: (value: Immutable) => MessageOrText;
	/** Path of the Unix seconds the fact was true at. */
	readonly asOf: string;
	/** What opens under the step: words and the path of the value. */
	readonly facts: readonly (readonly [string, string])[];
};

/** Those of a kind of layer 2, by the rule that concludes the step. */
export type Wordings = { readonly [rule: string]: Wording };

/** The block that it was read at. */
export const basis: Wording["facts"] = [
	["block", "at.blockNumber"],
	["block hash", "at.blockHash"],
	["state root", "at.stateRoot"],
];

/** What one still has to trust for a value, as far as L1 goes: to be put into a sentence about the layer above it. */
export type TrustInL1 = {
	/** The whole chain of reasons, premises before what rests on them. */
	readonly reasons: readonly AnyVerified[];
	/** "the checkpoint you accepted was false, or …" */
	readonly l1: Message;
};

/** What one still has to trust for a value of a kind of layer 2; null for a value that rests on none. */
export type CouldBeWrong = (trust: TrustInL1) => Message | null;
