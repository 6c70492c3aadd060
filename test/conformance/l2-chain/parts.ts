// Parts of recordings that several families have in common: names in either spelling, a header as it was recorded, and what of the
// proved accounts a rule wants.

import type { Hex } from "../../../src/base/bytes.ts";
import { toHex } from "../../../src/base/bytes.ts";
import * as d from "../../../src/base/decode.ts";
import type { Json } from "../../../src/base/immutable.ts";
import { encodeHeader, headerFields } from "../../../src/source/header.ts";
import type { WantedAccount } from "../../../src/state/capture.ts";
import { fieldsIn } from "../state-l1/case.ts";
import type { OnL1 } from "./recording.ts";

/** Field names in camel case, whichever way they are written. */
export const camel = (json: Json): { readonly [name: string]: Json } =>
	Object.fromEntries(
		Object.entries(fieldsIn(json)).map(([name, part]) => [
			name.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase()),
			part,
		]),
	);

export const lower = (json: Json | undefined): Json =>
	typeof json === "string" ? json.toLowerCase() : (json ?? null);

/** The header as its RLP: as it was recorded, or encoded from a node's fields. */
export const headerIn = (l2: { readonly [name: string]: Json }): Hex => {
	if (typeof l2.headerRlp === "string")
		return d.hexUpTo(65_536)(l2.headerRlp, "headerRlp");
	const fields = camel(l2.header ?? null);
	return toHex(
		encodeHeader(
			Object.fromEntries(
				headerFields.flatMap(([name]) =>
					fields[name] === undefined ? [] : [[name, fields[name]]],
				),
			),
		),
	);
};

export const accountOf = (
	proved: readonly OnL1[],
	address: Hex,
): OnL1 | undefined =>
	proved.find(({ account }) => account.value.address === address);

export const slotOf = (found: OnL1 | undefined, key: Hex) =>
	found?.slots.find(({ value }) => value.key === key);

/** What is wanted out of what was recorded; null where a part was not. */
export const recorded = (
	proved: readonly OnL1[],
	wanted: readonly WantedAccount[],
): readonly OnL1[] | null => {
	const found = wanted.flatMap(({ address, slots, code }) => {
		const on = accountOf(proved, address);
		const its = slots.flatMap((key) => slotOf(on, key) ?? []);
		return on === undefined ||
			its.length < slots.length ||
			(code === true && on.code === null)
			? []
			: [{ ...on, slots: its, code: code === true ? on.code : null }];
	});
	return found.length === wanted.length ? found : null;
};

/** Accounts with their slots, by name: a list that has others, or another order, is another recording. */
export const namesOf = (proved: readonly OnL1[]): string =>
	proved
		.map(
			({ account, slots }) =>
				`${account.value.address} ${slots.map(({ value }) => value.key).join(" ")}`,
		)
		.join();
