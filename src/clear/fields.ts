// The fields of a descriptor, each in the form that it names, out of what was taken apart: a call's data, or typed data.

import { type Hex, isHex } from "../base/bytes.ts";
import { Fault } from "../base/fault.ts";
import type { MessageOrText } from "../protocol/message.ts";
import type { AbiNode } from "./calldata.ts";
import type { ClearDescriptor, ClearField, ClearFormat } from "./descriptor.ts";
import { nodesAt, parsePath } from "./path.ts";

export type ClearValue =
	| { readonly kind: "number"; readonly value: bigint }
	| { readonly kind: "flag"; readonly value: boolean }
	| { readonly kind: "text"; readonly value: string }
	| { readonly kind: "bytes"; readonly value: Hex }
	| { readonly kind: "address"; readonly value: Hex }
	/** Of the chain's coin. */
	| { readonly kind: "coin"; readonly wei: bigint }
	/** In the token's smallest unit; `says` beside an amount at or above the descriptor's threshold: "Unlimited". */
	| {
			readonly kind: "token";
			readonly token: Hex;
			readonly amount: bigint;
			readonly says: MessageOrText | null;
	  }
	| { readonly kind: "nft"; readonly collection: Hex; readonly id: bigint }
	/** Unix seconds. */
	| { readonly kind: "date"; readonly timeS: bigint }
	| { readonly kind: "block"; readonly number: bigint }
	| { readonly kind: "duration"; readonly seconds: bigint }
	| { readonly kind: "choice"; readonly says: string; readonly value: bigint }
	| {
			readonly kind: "unit";
			readonly value: bigint;
			readonly decimals: number;
			readonly base: string;
	  }
	/** A call inside the call, to be read by itself. */
	| { readonly kind: "call"; readonly to: Hex; readonly data: Hex };

export type ClearLine = {
	readonly label: MessageOrText;
	readonly value: ClearValue;
};

/** What holds the data: who calls or signs, and which contract it is for. */
export type ClearPlace = {
	readonly chainId: number;
	readonly from: Hex;
	readonly to: Hex;
	/** Null: none goes with it, or nobody can say how much. */
	readonly valueWei: bigint | null;
};

/** The data taken apart, where it stands, and its descriptor. */
export type ClearContext = {
	readonly place: ClearPlace;
	readonly descriptor: ClearDescriptor;
	readonly root: AbiNode;
	/** Parts that some field has told of. */
	readonly told: Set<AbiNode>;
};

/** A part that no field tells of, as it stands. */
export type ClearRest = { readonly name: string; readonly value: ClearValue };

const mostFields = 200;
const wrong = (why: string): Fault => new Fault("clear-format", why);
const nativeMark = "0xeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeee";

const leaf = (kind: "uint" | "address", value: bigint | string): AbiNode =>
	kind === "uint"
		? { type: { kind: "uint", bits: 256 }, value }
		: { type: { kind: "address" }, value };

/** "$.metadata.constants.x", or the text itself. */
const constantOf = ({ descriptor }: ClearContext, given: string): string => {
	const [, name] = /^\$\.metadata\.constants\.(\w+)$/.exec(given) ?? [];
	if (name === undefined) {
		if (given.startsWith("$")) throw wrong(`"${given.slice(0, 60)}"`);
		return given;
	}
	const { constants = {} } = descriptor;
	const found = Object.hasOwn(constants, name) ? constants[name] : undefined;
	if (found === undefined) throw wrong(`no constant "${name}"`);
	return String(found);
};

const resolved = (context: ClearContext, path: string): readonly AbiNode[] => {
	const { root, steps } = parsePath(path);
	if (root === "#") {
		const nodes = nodesAt(context.root, steps);
		for (const node of nodes) context.told.add(node);
		return nodes;
	}
	const { place } = context;
	const [step] = steps;
	if (root === "@" && steps.length === 1 && step?.kind === "name")
		switch (step.name) {
			case "value":
				if (place.valueWei === null) break;
				return [leaf("uint", place.valueWei)];
			case "from":
				return [leaf("address", place.from)];
			case "to":
				return [leaf("address", place.to)];
			case "chainId":
				return [leaf("uint", BigInt(place.chainId))];
		}
	throw wrong(`path "${path.slice(0, 60)}"`);
};

const plainOf = (node: AbiNode): bigint | boolean | string => {
	if ("parts" in node) throw wrong("a format of one value, for several");
	return node.value;
};
const numberOf = (node: AbiNode): bigint => {
	const value = plainOf(node);
	if (typeof value !== "bigint") throw wrong("a number, of what is none");
	return value;
};
/** An address, or the last 20 bytes where a contract keeps one in a wider word. */
const addressOf = (node: AbiNode): Hex => {
	const value = plainOf(node);
	if (typeof value === "bigint" && value >= 0n && value >> 160n === 0n)
		return `0x${value.toString(16).padStart(40, "0")}`;
	if (typeof value === "string" && isHex(value, 20)) return value;
	throw wrong("an address, of what is none");
};

/** The one that the path leads to; of as many as the field has, the one in the same place. */
const besideAt = (
	context: ClearContext,
	path: string,
	place: number,
	of: number,
): AbiNode => {
	const found = resolved(context, path);
	const one = found.length === 1 ? found[0] : undefined;
	const same = found.length === of ? found[place] : undefined;
	const node = one ?? same;
	if (node === undefined)
		throw wrong(`${found.length} of "${path.slice(0, 60)}" beside ${of}`);
	return node;
};

type Place = {
	readonly node: AbiNode;
	readonly place: number;
	readonly of: number;
};

const namedAddress = (
	context: ClearContext,
	constant: string | undefined,
	path: string | undefined,
	{ place, of }: Place,
): Hex | null => {
	if (path !== undefined) return addressOf(besideAt(context, path, place, of));
	if (constant === undefined) return null;
	const found = constantOf(context, constant).toLowerCase();
	if (!isHex(found, 20)) throw wrong(`"${found.slice(0, 60)}" is no address`);
	return found;
};

/** A code of ours, or a text of somebody else's. */
export const sayingOf = (
	{ descriptor }: Pick<ClearContext, "descriptor">,
	said: string,
): MessageOrText =>
	descriptor.isOwn === true ? { code: said, params: {} } : said;

const tokenValue = (
	context: ClearContext,
	params: NonNullable<ClearField["params"]>,
	at: Place,
): ClearValue => {
	const amount = numberOf(at.node);
	const token = namedAddress(context, params.token, params.tokenPath, at);
	const { nativeCurrencyAddress: native = [] } = params;
	const natives = (typeof native === "string" ? [native] : native).map((one) =>
		constantOf(context, one).toLowerCase(),
	);
	// without a token nobody can say of what it is an amount
	if (token === null) throw wrong("an amount of no token");
	if (natives.includes(token)) return { kind: "coin", wei: amount };
	if (token === nativeMark) throw wrong("an amount of no token");
	const threshold =
		params.threshold === undefined
			? null
			: BigInt(
					typeof params.threshold === "number"
						? params.threshold
						: constantOf(context, params.threshold),
				);
	const says =
		threshold !== null && amount >= threshold
			? sayingOf(context, params.message ?? "Unlimited")
			: null;
	return { kind: "token", token, amount, says };
};

const choiceValue = (
	{ descriptor: { enums = {} } }: ClearContext,
	ref: string | undefined,
	node: AbiNode,
): ClearValue => {
	const [, name = ""] = /^\$\.metadata\.enums\.(\w+)$/.exec(ref ?? "") ?? [];
	const choices = Object.hasOwn(enums, name) ? enums[name] : undefined;
	const value = numberOf(node);
	const key = value.toString();
	const says =
		choices !== undefined && Object.hasOwn(choices, key)
			? choices[key]
			: undefined;
	if (says === undefined) throw wrong(`${key} is none of its choices`);
	return { kind: "choice", says, value };
};

const rawValue = (node: AbiNode): ClearValue => {
	const value = plainOf(node);
	if (typeof value === "bigint") return { kind: "number", value };
	if (typeof value === "boolean") return { kind: "flag", value };
	const { kind } = node.type;
	if (kind === "string") return { kind: "text", value };
	if (!isHex(value)) throw wrong("bytes that are none");
	return kind === "address"
		? { kind: "address", value }
		: { kind: "bytes", value };
};

const formatted = (
	context: ClearContext,
	field: ClearField,
	at: Place,
): ClearValue => {
	const { format = "raw", params = {} } = field;
	const { node } = at;
	switch (format) {
		case "raw":
			return rawValue(node);
		case "amount":
			return { kind: "coin", wei: numberOf(node) };
		case "tokenAmount":
			return tokenValue(context, params, at);
		case "addressName":
			return { kind: "address", value: addressOf(node) };
		case "nftName": {
			const { collection, collectionPath } = params;
			const found = namedAddress(context, collection, collectionPath, at);
			if (found === null) throw wrong("a token of no collection");
			return { kind: "nft", collection: found, id: numberOf(node) };
		}
		case "date":
			if (params.encoding === undefined) throw wrong("a date of no encoding");
			return params.encoding === "timestamp"
				? { kind: "date", timeS: numberOf(node) }
				: { kind: "block", number: numberOf(node) };
		case "duration":
			return { kind: "duration", seconds: numberOf(node) };
		case "enum":
			return choiceValue(context, params.$ref, node);
		case "unit": {
			const { base, decimals = 0 } = params;
			if (base === undefined) throw wrong("a unit of no name");
			return { kind: "unit", value: numberOf(node), decimals, base };
		}
		case "calldata": {
			const to = namedAddress(context, params.callee, params.calleePath, at);
			const data = plainOf(node);
			if (to === null || !isHex(data)) throw wrong("a call of no contract");
			return { kind: "call", to, data };
		}
	}
};

const readField = (
	context: ClearContext,
	field: ClearField,
): readonly ClearLine[] => {
	const { path, value } = field;
	const label = sayingOf(context, field.label ?? "");
	if (path === undefined) {
		if (value === undefined) throw wrong("a field of nothing");
		const said = constantOf(context, value);
		return [{ label, value: { kind: "text", value: said } }];
	}
	const nodes = resolved(context, path).flatMap((node): readonly AbiNode[] =>
		"parts" in node && node.type.kind === "array"
			? node.parts.map((part) => part.node)
			: [node],
	);
	if (nodes.length > mostFields) throw wrong("more values than are shown");
	return nodes.map((node, place) => {
		context.told.add(node);
		return {
			label,
			value: formatted(context, field, { node, place, of: nodes.length }),
		};
	});
};

/** What no field tells of, and what one leaves out: nothing that is signed is kept from who signs it. */
const restOf = (
	{ root, told }: Pick<ClearContext, "root" | "told">,
	name = "",
	node: AbiNode = root,
): readonly ClearRest[] => {
	if (!("parts" in node))
		return told.has(node) ? [] : [{ name, value: rawValue(node) }];
	// a list without items has no part that could be told of
	return node.parts.flatMap((part, i) =>
		restOf(
			{ root, told },
			[
				...(name === "" ? [] : [name]),
				part.name === "" ? String(i + 1) : part.name,
			].join("."),
			part.node,
		),
	);
};

/** Nothing is said where what it rests on is not so. @throws clear-format */
const checkNeeds = (
	{ root, place }: ClearContext,
	{ needs = [] }: ClearFormat,
): void => {
	for (const { path, among, without } of needs)
		for (const node of nodesAt(root, parsePath(path).steps)) {
			const isAmong =
				among === undefined ||
				among.some(
					({ chainId, address }) =>
						chainId === place.chainId &&
						address === addressOf(node).toLowerCase(),
				);
			const isWithout =
				without === undefined || (numberOf(node) & BigInt(without)) === 0n;
			if (!isAmong || !isWithout)
				throw wrong(`"${path.slice(0, 60)}" is another one`);
		}
};

/** @throws clear-format for more than is shown, for what it does not hold for, and as its fields are */
export const readFields = (
	context: ClearContext,
	format: ClearFormat,
): {
	readonly fields: readonly ClearLine[];
	readonly rest: readonly ClearRest[];
} => {
	checkNeeds(context, format);
	const lines = format.fields
		.filter(({ visible }) => visible !== "never")
		.flatMap((field) => readField(context, field));
	const rest = restOf(context);
	if (lines.length + rest.length > mostFields)
		throw wrong("more fields than are shown");
	return { fields: lines, rest };
};
