// What a way finds under a name of its evidence.

import type { ExitContext } from "./module.ts";

/** All of it, to be tried in turn: what this wallet captured itself, then what came from files. Claims, each. */
export const piecesOf = async (
	evidenceStore: ExitContext["evidenceStore"],
	name: string,
): Promise<readonly string[]> => {
	const own = await evidenceStore.get(name);
	const others = (await evidenceStore.fromFiles?.(name)) ?? [];
	return own === undefined ? others : [own, ...others];
};
