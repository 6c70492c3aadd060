// Evidence that does not grow for ever: a store whose chain of committees has become long starts anew at its own finalized
// header, which it verified. What was concluded under the old chain is concluded again under the new one, or dropped.

import {
	type AnyVerified,
	premiseBy,
	type Verified,
} from "../trust/verified.ts";
import { anchorAt, checkBootstrap } from "./conclusion.ts";
import { committeeRules, type ReplayContext, replayL1 } from "./replay.ts";
import type { EncodedObject } from "./spec.ts";
import { type LightStore, openStore } from "./store.ts";
import type { Committee, Head } from "./values.ts";

// Its witness has all keys of a committee, and running it again takes the sum of them: no evidence keeps one for long.
const handoverLength = 3;

/** How many updates lie between the checkpoint and this conclusion; a handover counts as several. */
export const chainLength = (conclusion: AnyVerified): number => {
	let length = 0;
	let here: AnyVerified | undefined = conclusion;
	while (here !== undefined) {
		if (here.rule === "lc-committee") length += 1;
		if (here.rule === "lc-handover") length += handoverLength;
		here = here.premises[0];
	}
	return length;
};

const signedIn = (one: AnyVerified): number =>
	premiseBy<Committee>(one.premises[0], ...committeeRules).value.period;

/**
 * The store with its finalized header as checkpoint and the same heads, as far as they follow from there.
 * @param bootstrap of the finalized header's root, from anyone
 * @throws as checkBootstrap and the rules of the conclusions drawn again
 */
export const reanchorStore = async (
	store: LightStore,
	bootstrap: EncodedObject,
	context: ReplayContext,
): Promise<LightStore> => {
	const checkpoint = anchorAt(store.finalized);
	const { committee, head } = checkBootstrap(checkpoint, bootstrap);
	const committees: Verified<Committee>[] = [committee];
	const newOf = (period: number) =>
		committees.find(({ value }) => value.period === period);
	for (const old of store.committees) {
		const { rule } = old;
		if (rule !== "lc-committee" && rule !== "lc-handover") continue;
		const premise = newOf(signedIn(old));
		if (premise === undefined || newOf(old.value.period) !== undefined)
			continue;
		committees.push(
			premiseBy<Committee>(
				await replayL1[rule]([premise], old.witness, context),
				rule,
			),
		);
	}
	const fresh = openStore(checkpoint, head, committees);
	const { optimistic, recent } = store;
	const premise =
		optimistic === store.finalized ? undefined : newOf(signedIn(optimistic));
	if (premise === undefined) return fresh;
	const again = premiseBy<Head>(
		await replayL1["lc-head"]([premise], optimistic.witness, context),
		"lc-head",
	);
	return {
		...fresh,
		optimistic: again,
		recent: recent.map((one) => (one === optimistic ? again : one)),
	};
};
