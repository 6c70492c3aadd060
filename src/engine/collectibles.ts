// Collectibles that the person put on the list: whether the account has them, asked of their contracts in runs over proved state. No
// picture and no description is fetched: whoever serves them would learn what is held.

import { abiAddress, abiCall, abiWord } from "../base/abi.ts";
import type { Hex } from "../base/bytes.ts";
import { selectorsOf } from "../crypto/selector.ts";
import { evidenceOf } from "../evidence/evidence.ts";
import {
	type AnswerApart,
	mostTogether,
	type Question,
	readManyApart,
} from "../evm/many-calls.ts";
import type { ProvedState } from "../evm/prove.ts";
import type {
	CollectibleName,
	CollectibleView,
} from "../protocol/collectible-views.ts";
import { isSlotRule } from "../state/premises.ts";
import type { TraceStore } from "./trace-store.ts";

const selectors = selectorsOf({
	ownerOf: "ownerOf(uint256)",
	balanceOf: "balanceOf(address,uint256)",
});

const questionOf = (
	{ address: to, item, standard }: CollectibleName,
	account: Hex,
): Question => ({
	to,
	words: 1,
	data:
		standard === "erc721"
			? abiCall(selectors.ownerOf, abiWord(BigInt(item)))
			: abiCall(
					selectors.balanceOf,
					abiAddress(account),
					abiWord(BigInt(item)),
				),
});

/** One that is nobody's makes its contract fail, and so does what is no collection: neither is a number. */
const heldOf = (
	{ standard }: CollectibleName,
	words: readonly bigint[] | null,
	account: Hex,
): bigint | null => {
	const word = words?.[0];
	if (word === undefined) return null;
	if (standard === "erc1155") return word;
	return word === BigInt(account) ? 1n : 0n;
};

export const isSameCollectible = (
	one: CollectibleName,
	other: CollectibleName,
): boolean =>
	one.chainId === other.chainId &&
	one.address === other.address &&
	one.item === other.item &&
	one.standard === other.standard;

/** One with its answer: a number where the contract gives one, with what it was read at. */
const viewOf = (
	one: CollectibleName,
	{ words, result }: AnswerApart,
	account: Hex,
	remember: TraceStore["remember"],
): CollectibleView => {
	const held = heldOf(one, words, account);
	if (held === null || result === null)
		return {
			...one,
			held: null,
			grade: null,
			blockNumber: null,
			trailId: null,
		};
	const { grade, blockNumber } = result.value.at;
	const trailId = remember(
		result,
		"What the collections answer",
		"what the collections answer",
		() =>
			evidenceOf(
				...result.premises
					.filter(({ rule }) => isSlotRule(rule) || rule === "code")
					.slice(0, 64),
			),
		{ noFile: "the collections' own code answers it" },
	);
	return { ...one, held: held.toString(), grade, blockNumber, trailId };
};

/**
 * What the account has of those of one chain.
 * @throws what `readManyApart` throws
 */
export const readCollectibles = async (
	state: ProvedState,
	wanted: readonly CollectibleName[],
	account: Hex,
	remember: TraceStore["remember"],
	signal?: AbortSignal,
): Promise<readonly CollectibleView[]> => {
	const found: CollectibleView[] = [];
	for (let i = 0; i < wanted.length; i += mostTogether) {
		const some = wanted.slice(i, i + mostTogether);
		const answers = await readManyApart(
			state,
			some.map((one) => questionOf(one, account)),
			signal,
		);
		for (const [at, answer] of answers.entries()) {
			const one = some[at];
			if (one !== undefined) found.push(viewOf(one, answer, account, remember));
		}
	}
	return found;
};
