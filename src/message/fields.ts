// Typed data as a person can go through it: every field that is hashed, in its order, one below the other.

import { Fault } from "../base/fault.ts";
import {
	type MessageField,
	type MessageTyped,
	mostMessageFields,
} from "../protocol/message-views.ts";
import {
	domainOf,
	isStruct,
	type StructTypes,
	type TypedData,
	type TypedStruct,
	type TypedValue,
} from "./typed-data.ts";

/** Reads the fields out, and stops where there are more than anybody would look at. */
class Lines {
	readonly lines: MessageField[] = [];
	readonly #types: StructTypes;
	constructor(types: StructTypes) {
		this.#types = types;
	}

	#add(line: MessageField): void {
		if (this.lines.length >= mostMessageFields)
			throw new Fault(
				"too-large",
				`a message of more than ${mostMessageFields} fields`,
			);
		this.lines.push(line);
	}

	struct(value: TypedStruct, name: string, depth: number): void {
		for (const field of this.#types[name] ?? [])
			this.#value(value[field.name] ?? null, field.name, field.type, depth);
	}

	#value(value: TypedValue, name: string, type: string, depth: number): void {
		if (Array.isArray(value)) {
			this.#add({ depth, name, type, value: null });
			const item = type.replace(/\[[0-9]*\]$/, "");
			for (const [i, part] of value.entries())
				this.#value(part, `${i + 1}`, item, depth + 1);
			return;
		}
		if (isStruct(value)) {
			this.#add({ depth, name, type, value: null });
			this.struct(value, type, depth + 1);
			return;
		}
		this.#add({
			depth,
			name,
			type,
			value: value === null ? "" : String(value),
		});
	}
}

/** @throws too-large for one with more fields than anybody would look at */
export const fieldsOf = (data: TypedData): MessageTyped => {
	const { types, primaryType, message } = data;
	const found = new Lines(types);
	found.struct(message, primaryType, 0);
	const { chainId, ...domain } = domainOf(data);
	return {
		primaryType,
		domain: { ...domain, chainId: chainId?.toString() ?? null },
		fields: found.lines,
	};
};
