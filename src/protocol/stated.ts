// A record of which every field counts.

import type { Decode, RecordOf } from "../base/decode.ts";
import * as d from "../base/decode.ts";
import { Fault } from "../base/fault.ts";

/**
 * A record in which every field that is stated is known. A field that were dropped would make another thing of what was asked.
 * @throws unverifiable-method that names the field
 */
export const stated =
	<F extends { readonly [name: string]: Decode<unknown> }>(
		fields: F,
		what: string,
	): Decode<RecordOf<F>> =>
	(raw, path) => {
		const decoded = d.record(fields)(raw, path);
		for (const [name, value] of Object.entries(raw ?? {}))
			if (!Object.hasOwn(fields, name) && value !== undefined && value !== null)
				throw new Fault(
					"unverifiable-method",
					`${what} with "${name.slice(0, 60)}"`,
				);
		return decoded;
	};
