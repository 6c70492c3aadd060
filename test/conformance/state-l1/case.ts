// A case of state-l1: an input that holds all of what a check commits to, the check, and damage to the input that the
// check must refuse.

import type { Hex } from "../../../src/base/bytes.ts";
import { asFault, Fault } from "../../../src/base/fault.ts";
import type { Json } from "../../../src/base/immutable.ts";
import { type Chance, chance } from "../chance.ts";
import type { CaseResult, RunOptions } from "../topic.ts";

export type StateCase = {
	readonly name: string;
	/** What the check commits to, and nothing else: any part of it may be damaged. */
	readonly input: Json;
	/** Returns when the input holds; throws a Fault when it does not. */
	readonly check: (input: Json) => void | Promise<void>;
	/** The file says of itself that it is false: the check must refuse it. */
	readonly isFalse?: boolean;
	/** Set when nothing can be checked, and why. */
	readonly unsupported?: string;
	/** Fewer mutations than asked for, where one check takes seconds. */
	readonly mostMutations?: number;
};

/** @throws a Fault that says `why` */
export const expect: (holds: boolean, why: string) => asserts holds = (
	holds,
	why,
) => {
	if (!holds) throw new Fault("evidence-step", why);
};

const isRecord = (json: Json): json is { readonly [key: string]: Json } =>
	typeof json === "object" && json !== null && !Array.isArray(json);

type Leaf = { readonly path: readonly (string | number)[] };

/** Every place of the input that can be damaged: strings, numbers, flags, and lists of more than one item. */
const placesOf = (
	json: Json,
	path: readonly (string | number)[] = [],
): readonly Leaf[] => {
	if (Array.isArray(json))
		return [
			...(json.length > 0 ? [{ path }] : []),
			...json.flatMap((part: Json, i) => placesOf(part, [...path, i])),
		];
	if (isRecord(json))
		return Object.entries(json).flatMap(([key, part]) =>
			placesOf(part, [...path, key]),
		);
	return json === null ? [] : [{ path }];
};

const withPart = (
	json: Json,
	path: readonly (string | number)[],
	change: (part: Json) => Json,
): Json => {
	const [first, ...rest] = path;
	if (first === undefined) return change(json);
	if (Array.isArray(json))
		return json.map((part: Json, i) =>
			i === first ? withPart(part, rest, change) : part,
		);
	if (!isRecord(json)) return json;
	return Object.fromEntries(
		Object.entries(json).map(([key, part]) => [
			key,
			key === first ? withPart(part, rest, change) : part,
		]),
	);
};

const digits = "0123456789abcdef";

const damageText = (text: string, luck: Chance): string => {
	const body = text.startsWith("0x") ? 2 : 0;
	if (text.length === body) return `${text}00`;
	const at = body + luck.below(text.length - body);
	const old = digits.indexOf(text.charAt(at).toLowerCase());
	const digit =
		old < 0
			? String.fromCharCode(text.charCodeAt(at) ^ 1)
			: digits.charAt(old ^ (1 << luck.below(4)));
	return text.slice(0, at) + digit + text.slice(at + 1);
};

const damageList = (items: readonly Json[], luck: Chance): Json => {
	const at = luck.below(items.length);
	const other = luck.below(items.length);
	const a = items[at] ?? null;
	const b = items[other] ?? null;
	switch (luck.below(4)) {
		case 0:
			return items.filter((_, i) => i !== at);
		case 1:
			return items.toSpliced(at, 0, a);
		case 2:
			return items.with(at, b).with(other, a);
		default:
			return items.slice(0, at);
	}
};

/** The input with one place damaged. */
const damaged = (input: Json, luck: Chance): Json => {
	const { path } = luck.pick(placesOf(input));
	return withPart(input, path, (part) => {
		if (Array.isArray(part)) return damageList(part, luck);
		if (typeof part === "string") return damageText(part, luck);
		if (typeof part === "number") return part + 1 + luck.below(3);
		if (typeof part === "boolean") return !part;
		return part;
	});
};

const same = (a: Json, b: Json): boolean =>
	JSON.stringify(a) === JSON.stringify(b);

/** Runs the case, and if it holds, damages it until as many mutations as asked for were refused or one was not. */
export const runCase = async (
	{ name, input, check, isFalse, unsupported, mostMutations }: StateCase,
	{ seed, mutations }: RunOptions,
): Promise<CaseResult> => {
	if (unsupported !== undefined)
		return { name, outcome: "unsupported", reason: unsupported };
	try {
		await check(input);
	} catch (thrown) {
		const fault = asFault(thrown);
		return isFalse === true && fault.kind !== "internal"
			? { name, outcome: "passed" }
			: { name, outcome: "failed", reason: fault.message };
	}
	if (isFalse === true)
		return { name, outcome: "failed", reason: "false, and accepted" };
	const luck = chance(seed, name);
	let refused = 0;
	const wanted = Math.min(mutations, mostMutations ?? mutations);
	if (placesOf(input).length === 0) return { name, outcome: "passed" };
	for (let tries = 0; refused < wanted && tries < 4 * wanted; tries++) {
		const other = damaged(input, luck);
		if (same(other, input)) continue;
		try {
			await check(other);
		} catch (thrown) {
			const fault = asFault(thrown);
			if (fault.kind === "internal")
				return { name, outcome: "failed", reason: fault.message, refused };
			refused++;
			continue;
		}
		const where = JSON.stringify(input).length;
		return {
			name,
			outcome: "failed",
			reason: `a damaged input of ${where} characters was accepted: ${differing(input, other)}`,
			refused,
		};
	}
	return { name, outcome: "passed", refused };
};

/** Where two inputs differ, for the report. */
const differing = (a: Json, b: Json, path = ""): string => {
	if (Array.isArray(a) && Array.isArray(b)) {
		if (a.length !== b.length) return `${path}: ${a.length} items, ${b.length}`;
		const at = a.findIndex((part: Json, i) => !same(part, b[i] ?? null));
		return differing(a[at] ?? null, b[at] ?? null, `${path}[${at}]`);
	}
	if (isRecord(a) && isRecord(b)) {
		const key = Object.keys(a).find(
			(name) => !same(a[name] ?? null, b[name] ?? null),
		);
		return differing(
			a[key ?? ""] ?? null,
			b[key ?? ""] ?? null,
			`${path}.${key}`,
		);
	}
	return `${path}: ${JSON.stringify(a)?.slice(0, 90)} to ${JSON.stringify(b)?.slice(0, 90)}`;
};

/** Hex of an input, whatever was done to it. @throws bad-field */
export const hexIn = (json: Json | undefined): Hex => {
	if (typeof json !== "string" || !/^0x([0-9a-fA-F]{2})*$/.test(json))
		throw new Fault("bad-field", "not hex");
	return `0x${json.slice(2).toLowerCase()}`;
};
export const hexList = (json: Json | undefined): readonly Hex[] => {
	if (!Array.isArray(json)) throw new Fault("bad-field", "not a list");
	return json.map((part: Json) => hexIn(part));
};
export const fieldsIn = (
	json: Json | undefined,
): { readonly [key: string]: Json } => {
	if (json === undefined || !isRecord(json))
		throw new Fault("bad-field", "not a record");
	return json;
};
export const listIn = (json: Json | undefined): readonly Json[] => {
	if (!Array.isArray(json)) throw new Fault("bad-field", "not a list");
	return json;
};
