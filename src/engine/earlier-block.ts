// An earlier block of a layer 2, by the hashes that its own state keeps (EIP-2935). A state keeps a window of them; what is further back
// is in the state of a block that is within, so one goes back by as many such blocks as it takes, and by no more than a few.

import type { StateProver } from "../l2/rollup.ts";
import type { Execution } from "../source/execution.ts";
import type { Pool } from "../source/pool.ts";
import {
	historyAddress,
	historyHeader,
	historySlot,
} from "../state/history.ts";
import { wordHex } from "../state/storage-layout.ts";
import type { Header } from "../state/values.ts";
import type { Verified } from "../trust/verified.ts";

/** So many windows back at most: on a chain with blocks of two seconds, three days. Each takes a proof and a header. */
export const mostHops = 16;

type EarlierParts = StateProver & { readonly pool: Pool<Execution> };

/**
 * The block with that number within the window of `from`; null where the state keeps nothing of it. Nodes are asked by the hash that is
 * proved: on a chain whose state keeps other hashes there, or none yet, no node lies that gives the block as it is.
 */
const withinWindow = async (
	{ prove, pool }: EarlierParts,
	from: Verified<Header>,
	number: number,
	window: number,
): Promise<Verified<Header> | null> => {
	const { blockNumber, blockHash } = from.value;
	const slots = [historySlot(number, window)];
	const wanted = [{ address: historyAddress, slots }];
	const [read] = await prove(from, wanted, undefined, blockNumber);
	const slot = read?.slots[0];
	if (slot === undefined || slot.value.at.blockHash !== blockHash) return null;
	const { word } = slot.value;
	if (word === 0n) return null;
	const found = await pool.first(async ({ client }) => {
		const { value } = await client.header({ hash: wordHex(word) });
		return historyHeader(slot, value.rlp);
	});
	return found.value.blockNumber === number ? found : null;
};

/**
 * The block with that number below `top`, each on the way proved in the state of the one before; null where a state keeps nothing of the
 * next, and for what is more than `mostHops` windows back.
 * @param window how many hashes a state of the chain keeps
 * @throws what the proofs fail with: an old state is proved by few nodes
 */
export const earlierBlock = async (
	parts: EarlierParts,
	top: Verified<Header>,
	number: number,
	window: number,
): Promise<Verified<Header> | null> => {
	const back = top.value.blockNumber - number;
	if (back < 0 || window < 1 || back > mostHops * window) return null;
	let at = top;
	while (at.value.blockNumber > number) {
		const next = Math.max(number, at.value.blockNumber - window);
		const found = await withinWindow(parts, at, next, window);
		if (found === null) return null;
		at = found;
	}
	return at;
};
