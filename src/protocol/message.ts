// What checked code says to a person: a code and typed parameters, never a sentence. Rules, hashes and comparisons are over
// these; src/words/ makes sentences of them where a person reads.
//
// How it fits together. A room that checks declares its codes beside the code that makes them, each with the kinds of its
// parameters, in a file whose name ends in "codes.ts" (in src/l2/<kind>/checks/codes.ts for a kind of layer 2), and makes
// messages through `messagesOf`, which takes no other code and no other parameter. For each language a table of `Words` names
// a template for every code: one that is missing does not compile. Messages travel in views, and what a person says yes to is
// hashed with them. Here they are bounded in shape; whether a code is known and its parameters are of their kinds, the
// catalogue looks up before it says anything.

import type { Hex } from "../base/bytes.ts";
import type { Decode, Decoded } from "../base/decode.ts";
import * as d from "../base/decode.ts";
import { Fault } from "../base/fault.ts";
import { mostShownSymbol } from "../base/symbol.ts";
import { amount } from "./amount.ts";

/** Characters of a text that a file or the person named. */
export const mostText = 300;
const mostParams = 12;
const mostMessages = 16;
/** Messages in messages: a contract alert tells of a change, the change of its parts, a part of a contract by its name. */
const mostDepth = 5;

/** In the smallest unit: of what the network file names, or of a token by its address alone. */
export const amountParam = d.either(
	d.record({ amount, symbol: d.text(mostShownSymbol), decimals: d.int(0, 36) }),
	d.record({ amount, token: d.address }),
);
export type AmountParam = Decoded<typeof amountParam>;

export type Message = {
	readonly code: string;
	readonly params: { readonly [name: string]: Param };
};
export type Param =
	| string
	| number
	| AmountParam
	| Message
	| readonly Message[];

const code: Decode<string> = (raw, path) => {
	const found = d.text(60)(raw, path);
	if (!/^[a-z][a-z0-9.-]*$/.test(found))
		throw new Fault("bad-field", `"${path}" is no code of a message`);
	return found;
};

const paramAt =
	(depth: number): Decode<Param> =>
	(raw, path) => {
		if (typeof raw === "string") return d.text(mostText)(raw, path);
		if (typeof raw === "number") return d.int()(raw, path);
		if (Array.isArray(raw))
			return d.list(messageAt(depth + 1), mostMessages)(raw, path);
		return typeof raw === "object" && raw !== null && Object.hasOwn(raw, "code")
			? messageAt(depth + 1)(raw, path)
			: amountParam(raw, path);
	};

const messageAt =
	(depth: number): Decode<Message> =>
	(raw, path) => {
		if (depth >= mostDepth)
			throw new Fault("bad-field", `"${path}" is a message too deep`);
		const found = d.record({ code, params: (params: unknown) => params })(
			raw,
			path,
		);
		const { params } = found;
		if (typeof params !== "object" || params === null || Array.isArray(params))
			throw new Fault("bad-field", `"${path}.params" is not a record`);
		const entries = Object.entries(params);
		if (entries.length > mostParams)
			throw new Fault("bad-field", `"${path}.params" are too many`);
		return {
			code: found.code,
			params: Object.fromEntries(
				entries.map(([name, part]) => {
					if (!/^[a-z][A-Za-z0-9]{0,30}$/.test(name))
						throw new Fault("bad-field", `"${path}.params" names no parameter`);
					return [name, paramAt(depth)(part, `${path}.params.${name}`)];
				}),
			),
		};
	};

/** A message of any code, bounded. @throws bad-field */
export const message: Decode<Message> = messageAt(0);

/** A message, or a sentence as version 0.1.0 stored it and as what has no codes yet says it. @param most characters of that */
export const wording = (most: number): Decode<Message | string> =>
	d.either(d.text(most), message);
export type MessageOrText = Message | string;

/** A whole number that stands for one thing or one moment, not for how many there are. */
const number = d.int();

/** What a parameter can be, by name; `title` is a chain's, by its profile. */
export const paramKinds = {
	text: d.text(mostText),
	title: d.text(60),
	address: d.address,
	hash: d.hash,
	number,
	count: d.int(),
	/** Seconds. */
	duration: d.int(),
	/** Unix seconds. */
	moment: d.int(),
	amount: amountParam,
	message: messageAt(1),
	messages: d.list(messageAt(1), mostMessages),
} as const satisfies { readonly [kind: string]: Decode<Param> };
export type ParamKind = keyof typeof paramKinds;

/** The codes of one room, each with its parameters' kinds. */
export type Codes = {
	readonly [code: string]: { readonly [param: string]: ParamKind };
};

export type ParamsOf<K extends Codes[string]> = {
	readonly [P in keyof K]: Decoded<(typeof paramKinds)[K[P]]>;
};

/** For each code a template, in one language. */
export type Words<C extends Codes> = { readonly [K in keyof C]: string };

/**
 * Makes messages of these codes and of no others.
 * @throws bad-field from what it gives back, for a parameter that is out of its kind's bounds
 */
export const messagesOf =
	<const C extends Codes>(codes: C) =>
	<K extends keyof C & string>(
		name: K,
		...[given]: keyof C[K] extends never ? [] : [ParamsOf<C[K]>]
	): Message => {
		const values: { readonly [param: string]: unknown } = given ?? {};
		return {
			code: name,
			params: Object.fromEntries(
				Object.entries<ParamKind>(codes[name] ?? {}).map(([param, kind]) => [
					param,
					paramKinds[kind](values[param], `${name}.${param}`),
				]),
			),
		};
	};

/** An amount of what has a symbol, or of a token that has none here. */
export const amountOf = (
	value: bigint,
	of: { readonly symbol: string; readonly decimals: number } | Hex,
): AmountParam =>
	typeof of === "string"
		? { amount: value.toString(), token: of }
		: {
				amount: value.toString(),
				symbol: of.symbol,
				decimals: of.decimals,
			};
