// The reference rollup's whole state under the last proven root: as it was kept, with what batches did since, or built from the
// genesis on. Nothing in it is believed: its root is L1's, or it is not used.

import { asFault, Fault } from "../../../base/fault.ts";
import { piecesOf } from "../../../exit/pieces.ts";
import type { ReferenceProfile } from "../checks/profile.ts";
import type { ReferenceExitContext } from "./context.ts";
import type { ReferenceExitFacts } from "./facts.ts";
import { followTree } from "./rebuild.ts";
import { mostAccounts, names, readState, spell } from "./stored-evidence.ts";
import { type ReferenceTree, treeOf } from "./tree.ts";

type StoredFile<T> = { readonly file: T; readonly text: string };

/**
 * All that still holds under a check of its own, in the order to be tried; what does not is as if it were not there. Which of it
 * L1 bears out, its user asks.
 */
export const keptAll = async <T>(
	{ evidenceStore, profile }: ReferenceExitContext,
	name: string,
	read: (text: string, profile: ReferenceProfile) => T,
): Promise<readonly StoredFile<T>[]> =>
	holding(await piecesOf(evidenceStore, name), profile, read);

/** The same of what this wallet captured itself, which alone it goes on capturing from. */
export const kept = async <T>(
	{ evidenceStore, profile }: ReferenceExitContext,
	name: string,
	read: (text: string, profile: ReferenceProfile) => T,
): Promise<StoredFile<T> | null> => {
	const text = await evidenceStore.get(name);
	const own = text === undefined ? [] : [text];
	return holding(own, profile, read)[0] ?? null;
};

const holding = <T>(
	texts: readonly string[],
	profile: ReferenceProfile,
	read: (text: string, profile: ReferenceProfile) => T,
): readonly StoredFile<T>[] =>
	texts.flatMap((text) => {
		try {
			return [{ file: read(text, profile), text }];
		} catch (thrown) {
			const fault = asFault(thrown);
			if (fault.kind === "internal") throw fault;
			return [];
		}
	});

/** A depth at which the whole state is followed: beyond it, it may not fit into a file. */
const isSmall = ({ depth }: ReferenceProfile): boolean =>
	2 ** depth <= mostAccounts;

type Whole = {
	readonly tree: ReferenceTree | null;
	/** Why it is not there; null when it is. */
	readonly missing: Fault | null;
};

/**
 * The whole state under the last proven root: the one kept, or that with what batches did since, or built from the genesis
 * on. What was reached is kept, so that a long way is gone in several goes.
 * @throws what the reader of L1 throws
 */
export const wholeState = async (
	context: ReferenceExitContext,
	{ config, basis }: ReferenceExitFacts,
): Promise<Whole> => {
	const { profile, evidenceStore } = context;
	if (!isSmall(profile)) return { tree: null, missing: null };
	const { lastProven, lastRoot } = config;
	const found = await keptAll(context, names.state, readState);
	const genesis = { tree: treeOf(profile.depth, []), batch: 0 };
	const starts = [
		...found
			.map(({ file: { tree, file } }) => ({ tree, batch: file.batch }))
			.toSorted((a, b) => b.batch - a.batch),
		genesis,
	];
	let missing: Fault | null = null;
	for (const { tree, batch } of starts) {
		if (tree.root === lastRoot && batch === lastProven)
			return { tree, missing: null };
		if (batch >= lastProven) continue;
		try {
			const reached = await followTree(context, tree, batch, lastProven);
			if (reached.batch > batch)
				await evidenceStore.put(
					names.state,
					spell({
						format: "sextant-reference-state-1",
						batch: reached.batch,
						root: reached.tree.root,
						asOfS: basis.value.timestampS,
						accounts: [...reached.tree.accounts.values()],
					}),
				);
			if (reached.tree.root === lastRoot && reached.batch === lastProven)
				return { tree: reached.tree, missing: null };
			return {
				tree: null,
				missing:
					reached.missing ??
					new Fault(
						"data-missing",
						`${reached.batch} of ${lastProven} batches are applied so far`,
					),
			};
		} catch (thrown) {
			const fault = asFault(thrown);
			// Kept under a root that L1 does not have any more: from the beginning, then.
			if (fault.code !== "exit-evidence") throw fault;
			missing ??= fault;
		}
	}
	return { tree: null, missing };
};
