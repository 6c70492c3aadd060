// What a way finds under a name of its evidence.

import type { ExitGround } from "./module.ts";

/** All of it, to be tried in turn: what this wallet captured itself, then what came from files. Claims, each. */
export const piecesOf = async (
	escrow: ExitGround["escrow"],
	name: string,
): Promise<readonly string[]> => {
	const own = await escrow.get(name);
	const others = (await escrow.fromFiles?.(name)) ?? [];
	return own === undefined ? others : [own, ...others];
};
