// The rules of every kind of layer 2, as evidence runs them again, and what they are run with.

import { readKinds, rollupKinds } from "../../src/l2/checks.ts";
import type { ReplayRule, RollupTools } from "../../src/l2/kind.ts";
import { shippedKernel } from "../kernel.ts";

const all: { readonly [rule: string]: ReplayRule } = Object.assign(
	{},
	...[...rollupKinds, ...readKinds].map(({ rules }) => rules),
);

export const layerRules: readonly string[] = Object.keys(all);

/** @throws Error for a rule that no kind has */
export const layerRule = (rule: string): ReplayRule => {
	const found = all[rule];
	if (found === undefined) throw new Error(`no rule "${rule}"`);
	return found;
};

export const toolsFor = (rollups: RollupTools["rollups"]): RollupTools => ({
	rollups,
	kernel: shippedKernel,
});
