// Typed data as the fields of a descriptor look into it: its values, which were read by their types already, as parts with names.

import { Fault } from "../base/fault.ts";
import {
	isStruct,
	type TypedData,
	type TypedValue,
} from "../message/typed-data.ts";
import type { AbiNode } from "./calldata.ts";
import { parseType } from "./signature.ts";

/** As many as a descriptor's fields are ever shown of. */
const mostNodes = 4_000;

/** @throws clear-data for what is left out, and for more than is looked through */
export const typedNodes = ({
	types,
	primaryType,
	message,
}: TypedData): AbiNode => {
	let count = 0;
	const structNode = (value: TypedValue, name: string): AbiNode => {
		// a struct that is left out has no fields to show
		if (!isStruct(value)) throw new Fault("clear-data", `no ${name}`);
		return {
			type: { kind: "tuple", parts: [] },
			parts: (types[name] ?? []).map((field) => ({
				name: field.name,
				node: nodeOf(value[field.name] ?? null, field.type),
			})),
		};
	};
	const nodeOf = (value: TypedValue, type: string): AbiNode => {
		if (++count > mostNodes) throw new Fault("clear-data", "too many values");
		const [, of = "", length] = /^(.*)\[(\d*)\]$/.exec(type) ?? [];
		if (length !== undefined)
			return {
				type: {
					kind: "array",
					of: { kind: "tuple", parts: [] },
					length: null,
				},
				parts: (Array.isArray(value) ? value : []).map((item: TypedValue) => ({
					name: "",
					node: nodeOf(item, of),
				})),
			};
		if (Object.hasOwn(types, type)) return structNode(value, type);
		const leaf = parseType(type);
		if (typeof value === "boolean") return { type: leaf, value };
		if (typeof value !== "string") throw new Fault("clear-data", type);
		const isNumber = leaf.kind === "uint" || leaf.kind === "int";
		return { type: leaf, value: isNumber ? BigInt(value) : value };
	};
	return structNode(message, primaryType);
};
