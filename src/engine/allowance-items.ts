// Who may take a single collectible of the account's: asked of its contract by ERC-721's own questions. Older contracts keep such leave
// and answer no question about it; those are counted as not read, which the screen says.

import { abiCall, abiWord } from "../base/abi.ts";
import type { Hex } from "../base/bytes.ts";
import { selectorsOf } from "../crypto/selector.ts";
import type { AnswerApart, Question } from "../evm/many-calls.ts";
import { foretoldIn } from "../receipt/orders.ts";
import { lowAddress } from "../state/storage-layout.ts";
import type { AllowanceHistory } from "./allowance-candidates.ts";

/** One of a collection. */
export type HeldItem = { readonly token: Hex; readonly item: string };

const selectors = selectorsOf({
	owner: "ownerOf(uint256)",
	approved: "getApproved(uint256)",
});

/** Two questions are asked of each. */
export const mostItems = 60;

const keyOf = ({ token, item }: HeldItem): string => `${token} ${item}`;

/**
 * Those on the list, and those that a call from here gave leave for: a call that the simulation took for one of a collection.
 * @param listed by the standard of single owners
 */
export const itemsToAsk = (
	{ orders }: AllowanceHistory,
	account: Hex,
	chainId: number,
	listed: readonly HeldItem[],
): readonly HeldItem[] => {
	const own = orders.flatMap(({ order, signed }): HeldItem[] => {
		const told = foretoldIn(order);
		if (signed === null || told === null) return [];
		if (order.from !== account || order.chainId !== chainId) return [];
		return [...told.early.effects, ...told.late.effects].flatMap((effect) =>
			effect.kind === "allowed-one" && effect.owner === account
				? [{ token: effect.token, item: effect.id }]
				: [],
		);
	});
	return [
		...new Map([...listed, ...own].map((one) => [keyOf(one), one])).values(),
	];
};

/** Whose it is, and who may take it. */
export const itemQuestions = (
	items: readonly HeldItem[],
): readonly Question[] =>
	items.flatMap(({ token, item }) =>
		[selectors.owner, selectors.approved].map((selector) => ({
			...{ to: token, words: 1 },
			data: abiCall(selector, abiWord(BigInt(item))),
		})),
	);

export type ItemAnswer = HeldItem & {
	/** Null: the contract gives no answer. Nobody: it is not the account's, or nobody may take it. */
	readonly spender: Hex | "nobody" | null;
	readonly answer: AnswerApart;
};

const addressIn = ({ words }: AnswerApart): Hex | null => {
	const word = words?.[0];
	return word === undefined || word >> 160n !== 0n ? null : lowAddress(word);
};

/** @param answers in the order of `itemQuestions` */
export const readItems = (
	items: readonly HeldItem[],
	answers: readonly AnswerApart[],
	account: Hex,
): readonly ItemAnswer[] => {
	const spenderOf = (
		owner: Hex | null,
		who: Hex | null,
	): ItemAnswer["spender"] => {
		if (owner === null) return null;
		if (owner !== account) return "nobody";
		return who !== null && BigInt(who) === 0n ? "nobody" : who;
	};
	return items.flatMap((one, i) => {
		const [owned, approved] = [answers[2 * i], answers[2 * i + 1]];
		if (owned === undefined || approved === undefined) return [];
		const owner = addressIn(owned);
		const who = addressIn(approved);
		return [{ ...one, spender: spenderOf(owner, who), answer: approved }];
	});
};
