// Small damage to valid bytes, by a seeded chance, and the question whether a check refuses it.

import { Fault } from "../../src/base/fault.ts";
import { fixedSize, type SszPart, sszParts } from "../../src/base/ssz.ts";
import type { Chance } from "./chance.ts";

export type Mutation = {
	/** Where and what, for the report of one that was accepted. */
	readonly what: string;
	readonly bytes: Uint8Array;
};

/** The same bytes with one bit turned at `at`. */
export const flip = (
	bytes: Uint8Array,
	at: number,
	chance: Chance,
): Uint8Array => {
	const copy = bytes.slice();
	copy[at] = (copy[at] ?? 0) ^ (1 << chance.below(8));
	return copy;
};

// A leaf found by walking down: fields and items are equally likely at each step, so small fields are hit as often as
// large ones.
const anyLeaf = (
	part: SszPart,
	chance: Chance,
	skip: readonly string[],
	path: string,
): { readonly at: number; readonly path: string } | null => {
	const { type, bytes } = part;
	if (type.kind === "container" || type.kind === "vector") {
		const parts = sszParts(part);
		const names =
			type.kind === "container"
				? type.fields.map(([name]) => name)
				: parts.map((_, i) => String(i));
		const open = parts.flatMap((inner, i) => {
			const name = names[i] ?? "";
			return skip.includes(name) || inner.bytes.length === 0
				? []
				: [{ inner, name }];
		});
		if (open.length === 0) return null;
		const { inner, name } = chance.pick(open);
		return anyLeaf(inner, chance, skip, path === "" ? name : `${path}.${name}`);
	}
	return bytes.length === 0
		? null
		: { at: bytes.byteOffset + chance.below(bytes.length), path };
};

/**
 * Damages a container somewhere outside the fields named in `skip`: mostly one bit of some leaf, sometimes an end that is
 * cut off or a byte too many.
 */
export const mutate = (
	part: SszPart,
	chance: Chance,
	skip: readonly string[] = [],
): Mutation => {
	const whole = { type: part.type, bytes: part.bytes.slice() };
	const kind = chance.below(12);
	if (kind === 0) {
		const cut = 1 + chance.below(Math.min(32, whole.bytes.length));
		return {
			what: `${cut} bytes cut off`,
			bytes: whole.bytes.slice(0, -cut),
		};
	}
	if (kind === 1 && fixedSize(part.type) !== null) {
		const longer = new Uint8Array(whole.bytes.length + 1);
		longer.set(whole.bytes);
		return { what: "a byte too many", bytes: longer };
	}
	const leaf = anyLeaf(whole, chance, skip, "");
	if (leaf === null) return { what: "all cut off", bytes: new Uint8Array(0) };
	const at = leaf.at - whole.bytes.byteOffset;
	return {
		what: `a bit of ${leaf.path} at byte ${at}`,
		bytes: flip(whole.bytes, at, chance),
	};
};

/** Does the check refuse, with a fault of its own? What is thrown otherwise is a bug and goes on. */
export const isRefused = async (
	check: () => Promise<unknown> | unknown,
): Promise<boolean> => {
	try {
		await check();
		return false;
	} catch (thrown) {
		if (thrown instanceof Fault && thrown.kind !== "internal") return true;
		throw thrown;
	}
};
