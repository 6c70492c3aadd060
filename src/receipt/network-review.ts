// What accepting a network file would change, for the person who accepts it: every field that comes, goes or differs, grouped
// by chain and by what it is about, what moves money first. Nothing is cut. The signer makes the review, and takes a file only
// from who confirms all of it; `sextant profiles --diff` prints the same lines.

import type { Hex } from "../base/bytes.ts";
import { Fault } from "../base/fault.ts";
import { hashOf } from "../evidence/canonical.ts";
import {
	fieldWords,
	numberWords,
	subjectOf,
	subjects,
	subjectWords,
} from "./network-fields.ts";
import { type NetworkFile, networkHash } from "./networks.ts";

/** One field. `was` is null where it comes anew, `is` where it goes. */
export type ReviewLine = {
	/** Where it stands: "rollups[base].contracts.systemConfig.codeHash". */
	readonly path: string;
	/** The same in words. */
	readonly says: string;
	readonly was: string | null;
	readonly is: string | null;
};

/** What is confirmed by itself: lines of one chain about one thing. */
export type ReviewGroup = {
	/** Names every line of it, and the files it is between. */
	readonly id: Hex;
	readonly chain: string;
	readonly about: string;
	readonly lines: readonly ReviewLine[];
};

export type NetworkReview = {
	readonly name: string;
	readonly title: string;
	readonly chainId: number;
	/** Of the file: all that it says. */
	readonly hash: Hex;
	/** Of the file it takes the place of; null when there is none. */
	readonly replaces: Hex | null;
	readonly groups: readonly ReviewGroup[];
};

/** What a person can look through, and a page can draw. */
export const mostLines = 4_000;
export const mostValueChars = 600;

type Leaf = {
	readonly names: readonly string[];
	readonly value: string;
};

const keyNames = ["name", "address", "version", "l2", "id", "programVKey"];

/** What the items of a list go by: a field of theirs that is each one's own, or their places. */
const keysOf = (items: readonly unknown[]): readonly string[] => {
	for (const key of keyNames) {
		const found = items.map((item) =>
			typeof item === "object" && item !== null && Object.hasOwn(item, key)
				? Reflect.get(item, key)
				: undefined,
		);
		const isKey = found.every(
			(one) => typeof one === "string" || typeof one === "number",
		);
		if (isKey && new Set(found).size === found.length)
			return found.map((one) => String(one));
	}
	return items.map((_, i) => String(i));
};

/** A text that would read as something else than a text stands in quotes; a number of seconds or wei is said in large units too. */
const leafWords = (value: unknown, name: string | undefined): string => {
	const number = numberWords(name ?? "", value);
	if (number !== null) return number;
	return typeof value === "string" &&
		/^(null|none|nothing|true|false|undefined|-?[0-9.]+)$|^"/.test(value)
		? JSON.stringify(value)
		: String(value);
};

/** Every value with the names that lead to it. An empty list or record is a value too, and so is the order of a list. */
const leavesOf = (
	value: unknown,
	names: readonly string[],
): readonly Leaf[] => {
	if (typeof value !== "object" || value === null)
		return [{ names, value: leafWords(value, names.at(-1)) }];
	if (!Array.isArray(value)) {
		const parts = Object.entries(value);
		return parts.length === 0
			? [{ names, value: "nothing" }]
			: parts.flatMap(([name, part]) => leavesOf(part, [...names, name]));
	}
	const items: readonly unknown[] = value;
	if (items.length === 0) return [{ names, value: "none" }];
	const keys = keysOf(items);
	return items.flatMap((item, i) => leavesOf(item, [...names, keys[i] ?? ""]));
};

/** By what the items of each list go, with the names that lead to it. */
const listsOf = (
	value: unknown,
	names: readonly string[],
): readonly {
	readonly names: readonly string[];
	readonly keys: readonly string[];
}[] => {
	if (typeof value !== "object" || value === null) return [];
	if (!Array.isArray(value))
		return Object.entries(value).flatMap(([name, part]) =>
			listsOf(part, [...names, name]),
		);
	const items: readonly unknown[] = value;
	const keys = keysOf(items);
	return [
		{ names, keys },
		...items.flatMap((item, i) => listsOf(item, [...names, keys[i] ?? ""])),
	];
};

/** The places of items that two lists have in another order: all that may differ where every item is the same. */
const placesIn = (
	value: unknown,
	other: unknown,
	names: readonly string[] = [],
): readonly Leaf[] => {
	const others = new Map(
		listsOf(other, names).map((one) => [pathOf(one.names), new Set(one.keys)]),
	);
	return listsOf(value, names).flatMap(({ names: at, keys }) => {
		const there = others.get(pathOf(at));
		return keys
			.filter((key) => there?.has(key))
			.map((key, place) => ({
				names: [...at, key, "place"],
				value: String(place + 1),
			}));
	});
};

const pathOf = (names: readonly string[]): string => names.join(".");

const compared = (
	before: readonly Leaf[],
	after: readonly Leaf[],
): readonly (Omit<ReviewLine, "path" | "says"> & {
	readonly names: readonly string[];
})[] => {
	const was = new Map(before.map((leaf) => [JSON.stringify(leaf.names), leaf]));
	const is = new Map(after.map((leaf) => [JSON.stringify(leaf.names), leaf]));
	const stays = [...is].flatMap(([key, { names, value }]) => {
		const old = was.get(key)?.value ?? null;
		return old === value ? [] : [{ names, was: old, is: value }];
	});
	const goes = [...was].flatMap(([key, { names, value }]) =>
		is.has(key) ? [] : [{ names, was: value, is: null }],
	);
	return [...stays, ...goes];
};

/** A chain of a file, and where in the file it stands. */
type Place = {
	readonly at: string;
	readonly title: string;
	readonly chain: unknown;
};

const placesOf = (file: NetworkFile): readonly Place[] => [
	{ at: "l1", title: file.l1.title, chain: file.l1 },
	...file.rollups.map((chain) => ({
		at: `rollups[${chain.name}]`,
		title: chain.title,
		chain,
	})),
	...(file.watched ?? []).map((chain) => ({
		at: `watched[${chain.name}]`,
		title: chain.title,
		chain,
	})),
];

const refused = (why: string): Fault => new Fault("network-refused", why);

/**
 * All that differs between two files, or all that one says where there is no other.
 * @throws network-refused for more than a person can look through, or a value too long to be shown: nothing is ever cut
 */
export const reviewNetwork = (
	before: NetworkFile | undefined,
	after: NetworkFile,
): NetworkReview => {
	const old = before === undefined ? [] : placesOf(before);
	const next = placesOf(after);
	const hash = networkHash(after);
	const replaces = before === undefined ? null : networkHash(before);
	const all = [
		...next,
		...old.filter(({ at }) => next.every((one) => one.at !== at)),
	];
	const chains = ({ rollups, watched = [] }: NetworkFile): unknown => ({
		rollups: rollups.map(({ name }) => ({ name })),
		watched: watched.map(({ name }) => ({ name })),
	});
	const turned =
		before === undefined
			? []
			: compared(
					placesIn(chains(before), chains(after)),
					placesIn(chains(after), chains(before)),
				).map((line) => ({ ...line, at: "l1", title: after.l1.title }));
	const found = all.flatMap(({ at, title }) => {
		const was = old.find((one) => one.at === at)?.chain;
		const is = next.find((one) => one.at === at)?.chain;
		const isBoth = was !== undefined && is !== undefined;
		const leaves = (chain: unknown): readonly Leaf[] =>
			chain === undefined ? [] : leavesOf(chain, []);
		const lines = [
			...compared(leaves(was), leaves(is)),
			...(isBoth ? compared(placesIn(was, is), placesIn(is, was)) : []),
		];
		return [
			...lines.map((line) => ({ ...line, at, title })),
			...(at === "l1" ? turned : []),
		];
	});
	if (found.length > mostLines)
		throw refused(
			`it is too large: ${found.length} fields, at most ${mostLines}`,
		);
	for (const { at, names, was, is } of found)
		for (const text of [was ?? "", is ?? "", pathOf(names)])
			if (text.length > mostValueChars)
				throw refused(`"${at}" has a text of ${text.length} characters`);
	if (found.length === 0 && replaces !== hash)
		throw refused("it differs in a way that cannot be shown");
	const sorted = found.map((line) => ({
		...line,
		subject: subjectOf(pathOf(line.names)),
	}));
	const groups = subjects.flatMap((subject) =>
		all.flatMap(({ at, title }) => {
			const lines = sorted
				.filter((one) => one.subject === subject && one.at === at)
				.map(({ names, was, is }) => ({
					path: `${at}.${pathOf(names)}`,
					says: fieldWords(names),
					was,
					is,
				}));
			if (lines.length === 0) return [];
			const about = subjectWords[subject];
			const id = hashOf({ hash, replaces, at, about, lines });
			return [{ id, chain: title, about, lines }];
		}),
	);
	const { name, title, chainId } = after.l1;
	return { name, title, chainId, hash, replaces, groups };
};

/** A line for each field, as a terminal prints it: "~" differs, "+" comes, "-" goes. */
export const reviewLines = ({ groups }: NetworkReview): readonly string[] =>
	groups.flatMap(({ chain, about, lines }) => [
		`${chain}: ${about}`,
		...lines.map(({ path, was, is }) =>
			was === null
				? `  + ${path}: ${is}`
				: is === null
					? `  - ${path}: ${was}`
					: `  ~ ${path}: ${was} → ${is}`,
		),
	]);

/** Are these the groups of the review, all of them and nothing else? */
export const isConfirmed = (
	{ groups }: NetworkReview,
	confirmed: readonly Hex[],
): boolean => {
	const ids = new Set(confirmed);
	return ids.size === groups.length && groups.every(({ id }) => ids.has(id));
};
