// JSON with one spelling: keys sorted, no spaces, whole numbers only. What is hashed is always this spelling.

import type { Hex } from "../base/bytes.ts";
import { utf8 } from "../base/bytes.ts";
import type { Decode } from "../base/decode.ts";
import { Fault } from "../base/fault.ts";
import type { Json } from "../base/immutable.ts";
import { keccakHex } from "../crypto/hash.ts";
import type { Message } from "../protocol/message.ts";

const deepest = 24;

const copy = (raw: unknown, path: string, depth: number): Json => {
	if (depth > deepest)
		throw new Fault("bad-field", `"${path}" is nested deeper than ${deepest}`);
	if (raw === null || typeof raw === "string" || typeof raw === "boolean")
		return raw;
	if (typeof raw === "number") {
		if (!Number.isSafeInteger(raw) || Object.is(raw, -0))
			throw new Fault("bad-field", `"${path}" is not a whole number`);
		return raw;
	}
	if (Array.isArray(raw))
		return raw.map((part: unknown) => copy(part, path, depth + 1));
	if (typeof raw === "object") {
		const parts: [string, Json][] = [];
		for (const [name, part] of Object.entries(raw))
			parts.push([name, copy(part, path, depth + 1)]);
		return Object.fromEntries(parts);
	}
	throw new Fault("bad-field", `"${path}" holds a ${typeof raw}`);
};

/** Any JSON whose numbers are whole, as a copy of its own. */
export const json: Decode<Json> = (raw, path) => copy(raw, path, 0);

/** @returns the one spelling of `value`. Two values that differ are spelled differently. */
export const canonical = (value: Json): string => {
	if (typeof value !== "object" || value === null) return JSON.stringify(value);
	if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
	const parts = Object.entries(value)
		.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
		.map(([name, part]) => `${JSON.stringify(name)}:${canonical(part)}`);
	return `{${parts.join(",")}}`;
};

/** keccak-256 of the one spelling of `value`. */
export const hashOf = (value: Json): Hex => keccakHex(utf8(canonical(value)));

/** Do two messages say the same? By code and parameters: what words they are read in makes no difference. */
export const isSameMessage = (one: Message, other: Message): boolean =>
	canonical(one) === canonical(other);
