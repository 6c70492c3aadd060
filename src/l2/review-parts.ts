// What every kind of profile is looked through for: names, hashes of no code, the same thing twice.

import type { Hex } from "../base/bytes.ts";
import { asFault } from "../base/fault.ts";
import { nobleBn254 } from "../crypto/noble-bn254.ts";
import { prepareGroth16Key } from "../proof/groth16.ts";
import { keyBytes, type ProgramKey } from "../proof/groth16-key-text.ts";
import { decodeGroth16KeyBytes } from "../proof/key-bytes.ts";

/** What is wrong and where. */
export type Finding = { readonly field: string; readonly why: string };

export const zeroHash = /^0x0+$/;
const emptyCodeHash: Hex =
	"0xc5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470";
export const join = (path: string, name: string | number): string =>
	typeof name === "number"
		? `${path}[${name}]`
		: path === ""
			? name
			: `${path}.${name}`;

export const partsOf = (
	raw: unknown,
): readonly (readonly [string | number, unknown])[] =>
	Array.isArray(raw)
		? raw.map((part: unknown, i) => [i, part] as const)
		: typeof raw === "object" && raw !== null
			? Object.entries(raw)
			: [];

/** What no contract has: no address, no code. */
export const reviewHashes = (
	value: unknown,
	path: string,
): readonly Finding[] =>
	partsOf(value).flatMap(([name, part]) => {
		const field = join(path, name);
		if (typeof part !== "string") return reviewHashes(part, field);
		const isCode = /codeHash$/i.test(String(name));
		if (isCode && (zeroHash.test(part) || part === emptyCodeHash))
			return [{ field, why: "the hash of no code" }];
		if (/^0x0{40}$/.test(part)) return [{ field, why: "the address zero" }];
		return [];
	});

export const twice = <T>(
	items: readonly T[],
	path: string,
	nameOf: (item: T) => string,
): readonly Finding[] =>
	items.flatMap((item, i) => {
		const name = nameOf(item);
		return items.findIndex((one) => nameOf(one) === name) === i
			? []
			: [{ field: join(path, i), why: `${name} is there already` }];
	});

export const reviewName = (name: string, path: string): readonly Finding[] =>
	/^[a-z0-9][a-z0-9-]*$/.test(name)
		? []
		: [{ field: join(path, "name"), why: "a name is of a-z, 0-9 and -" }];

/** Are all its points on their curves, and in the group? */
export const reviewKey = (
	key: ProgramKey,
	path: string,
): readonly Finding[] => {
	try {
		prepareGroth16Key(
			nobleBn254,
			decodeGroth16KeyBytes(keyBytes(key)),
		).equation.close();
		return [];
	} catch (thrown) {
		return [{ field: path, why: asFault(thrown).detail }];
	}
};
