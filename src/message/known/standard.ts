// What the readers of known standards share: a message counts as one only if its whole type is the standard's, word for word,
// and its domain is that of the contracts which honour it.

import { fromHex, type Hex, toHex } from "../../base/bytes.ts";
import { isUnlimited } from "../../base/units.ts";
import type {
	MessageAsset,
	MessageMeaning,
} from "../../protocol/message-views.ts";
import {
	domainOf,
	encodeType,
	isStruct,
	type TypedData,
	type TypedDomain,
	type TypedStruct,
	type TypedValue,
} from "../typed-data.ts";

/** Typed data with what its type says in one line, and who would sign it. */
export type Candidate = {
	readonly data: TypedData;
	readonly type: string;
	readonly domain: TypedDomain;
	readonly account: Hex;
};

/** What it allows, or null where it is none of the standard. */
export type Recognize = (candidate: Candidate) => MessageMeaning | null;

export const candidateOf = (data: TypedData, account: Hex): Candidate => ({
	data,
	type: encodeType(data.types, data.primaryType),
	domain: domainOf(data),
	account,
});

/** Types fix what a field is; what is read as another thing than its type says is a mistake of ours. @throws TypeError */
const wrongField = (name: string): TypeError =>
	new TypeError(`"${name}" is not a field of that type`);

const isList = (value: TypedValue): value is readonly TypedValue[] =>
	Array.isArray(value);

export const textIn = (of: TypedStruct, name: string): string => {
	const value = of[name];
	if (typeof value !== "string") throw wrongField(name);
	return value;
};

export const bigIn = (of: TypedStruct, name: string): bigint =>
	BigInt(textIn(of, name));

export const hexIn = (of: TypedStruct, name: string): Hex =>
	toHex(fromHex(textIn(of, name)));

export const flagIn = (of: TypedStruct, name: string): boolean => {
	const value = of[name];
	if (typeof value !== "boolean") throw wrongField(name);
	return value;
};

/** Null: it was left out, as types that are structs let it be. */
export const structIn = (of: TypedStruct, name: string): TypedStruct | null => {
	const value = of[name];
	return isStruct(value) ? value : null;
};

/** Null where one of them was left out. */
export const structsIn = (
	of: TypedStruct,
	name: string,
): readonly TypedStruct[] | null => {
	const value = of[name];
	if (value === undefined || !isList(value)) throw wrongField(name);
	const structs = value.filter(isStruct);
	return structs.length === value.length ? structs : null;
};

/** Decimal digits; null where it is so much that it stands for all there ever is. */
export const boundOf = (value: bigint): string | null =>
	isUnlimited(value) ? null : value.toString();

export const tokenAsset = (
	contract: Hex,
	amount: string | null,
): MessageAsset => ({
	kind: "token",
	contract,
	amount,
	item: null,
	named: null,
});

export const coinAsset = (amount: string | null): MessageAsset => ({
	kind: "coin",
	contract: null,
	amount,
	item: null,
	named: null,
});

/** Years beyond any clock: no end. */
const far = 32_503_680_000n;

/** A time that ends something, in Unix seconds; null where it is beyond the year 3000. */
export const endOf = (timeS: bigint): string | null =>
	timeS >= far ? null : timeS.toString();
