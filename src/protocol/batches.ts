// What a site asks by EIP-5792: several calls at once, by the id that it knows them under.
// https://eips.ethereum.org/EIPS/eip-5792 (version 2.0.0)

import type { Decode, Decoded } from "../base/decode.ts";
import * as d from "../base/decode.ts";
import { Fault } from "../base/fault.ts";
import { stated } from "./stated.ts";

/** Calls of one batch: each comes to the person by itself. */
export const mostBatchCalls = 8;
/** Bytes of their data together. */
export const mostBatchBytes = 65_536;
/** Characters of an id, as the specification bounds it: 4096 bytes as hex. */
const mostIdChars = 8_194;

/** The name of a batch: the site's own, or one that the wallet gave. @throws bad-field */
export const batchId: Decode<string> = (raw, path) => {
	const id = d.text(mostIdChars)(raw, path);
	if (id === "") throw new Fault("bad-field", `"${path}" is empty`);
	return id;
};

/**
 * What is asked for beside the calls themselves. Nothing of it is known here: what has to be had is refused by its name.
 * @throws batch-capability, bad-field
 */
const capabilities: Decode<undefined> = (raw, path) => {
	const asked = d.dictionary(d.anything, 32)(raw, path);
	for (const [name, value] of Object.entries(asked)) {
		const { optional } = d.record({ optional: d.optional(d.anything) })(
			value,
			`${path}.${name.slice(0, 60)}`,
		);
		if (optional !== true)
			throw new Fault("batch-capability", `"${name.slice(0, 60)}"`);
	}
	return undefined;
};

const call = stated(
	{
		to: d.optional(d.nullable(d.address)),
		data: d.optional(d.nullable(d.hexUpTo(131_072))),
		value: d.optional(d.nullable(d.quantity)),
		capabilities: d.optional(d.nullable(capabilities)),
	},
	"a call of a batch",
);

/** @throws batch-large, before anything of them is read */
const calls: Decode<readonly Decoded<typeof call>[]> = (raw, path) => {
	if (Array.isArray(raw) && raw.length > mostBatchCalls)
		throw new Fault(
			"batch-large",
			`${raw.length} calls, at most ${mostBatchCalls}`,
		);
	const found = d.list(call, mostBatchCalls, 1)(raw, path);
	const bytes = found.reduce(
		(sum, { data }) => sum + ((data?.length ?? 2) - 2) / 2,
		0,
	);
	if (bytes > mostBatchBytes)
		throw new Fault(
			"batch-large",
			`${bytes} bytes of data, at most ${mostBatchBytes}`,
		);
	return found;
};

/** @throws batch-capability, batch-large; unverifiable-method for a field that is not known; bad-field */
export const batchAsked = stated(
	{
		version: d.oneOf("2.0.0"),
		id: d.optional(d.nullable(batchId)),
		from: d.optional(d.nullable(d.address)),
		chainId: d.quantity,
		atomicRequired: d.flag,
		calls,
		capabilities: d.optional(d.nullable(capabilities)),
	},
	"a batch",
);
export type BatchRequest = Decoded<typeof batchAsked>;
