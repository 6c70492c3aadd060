// An order for a step of an exit, as it travels and is stored: the step in typed fields, and the transaction it becomes.
// Decoding says nothing about truth; exit-rule.ts does.

import type { Decoded } from "../base/decode.ts";
import * as d from "../base/decode.ts";
import { canonical, json } from "../evidence/canonical.ts";
import { amountsText, l1Fields } from "../evidence/transfer.ts";
import { exitStep } from "../l2/checks.ts";
import { stepJson } from "../l2/exit-step.ts";

export const exitOrder = d.record({
	...l1Fields,
	format: d.oneOf("sextant-exit-order-1"),
	data: d.hexUpTo(65_536),
	/** The chain id of the rollup that is left. */
	rollup: d.int(1),
	/** The profile the step was made by: l2/profile.ts, `profileId`. */
	profile: d.hash,
	step: exitStep,
	/** Written by version 0.1.0, and kept as it was; nothing rests on it and nobody reads it. */
	title: d.optional(d.text(60)),
});
export type ExitOrderRecord = Decoded<typeof exitOrder>;

/** @throws bad-json, bad-field */
export const decodeExitOrder = (file: string): ExitOrderRecord =>
	exitOrder(d.parseJson(file, 400_000, 12), "order");

/** As text, in the one spelling. */
export const exitText = (order: ExitOrderRecord): string =>
	canonical({
		...order,
		...amountsText(order),
		step: json(stepJson(order.step), "step"),
	});
