// Prices out of feeds on Ethereum: the feeds' own code is run here over proved state, all at one block. What is not a sound answer of
// its time is no price, and why is said.

import { Fault } from "../base/fault.ts";
import { selectorsOf } from "../crypto/selector.ts";
import { evidenceOf } from "../evidence/evidence.ts";
import { readMany } from "../evm/many-calls.ts";
import type { ProvedState } from "../evm/prove.ts";
import {
	type Currency,
	type PriceRefusal,
	type PricesView,
	priceDecimals,
} from "../protocol/price-views.ts";
import { isSlotRule } from "../state/premises.ts";
import { type PriceFeed, priceFeeds } from "../tokens/feeds.ts";
import type { TraceStore } from "./trace-store.ts";

const selectors = selectorsOf({
	round: "latestRoundData()",
	decimals: "decimals()",
});

/** So much later than it should, a feed may write: blocks fill up, and then its operators wait. */
export const marginS = (heartbeatS: number): number =>
	600 + Math.floor(heartbeatS / 10);
/** Clocks of blocks and of feeds may differ by so much. */
const mostAheadS = 60;

const half = 1n << 255n;
/** More is no price, and no number that a screen can hold. */
const mostPrice = 1n << 96n;

type Price = { readonly price: bigint; readonly updatedS: number };

/**
 * What the words of a feed's answer say at a block of that time.
 * @param round latestRoundData: round, answer, when it began, when it was written, in which round it was answered
 */
export const priceOf = (
	feed: Pick<PriceFeed, "heartbeatS" | "decimals">,
	round: readonly bigint[] | null,
	decimals: readonly bigint[] | null,
	blockS: number,
): Price | PriceRefusal => {
	const [id, answer, , updated] = round ?? [];
	const [scale] = decimals ?? [];
	if (
		id === undefined ||
		answer === undefined ||
		updated === undefined ||
		scale === undefined
	)
		return "no-answer";
	if (scale !== BigInt(feed.decimals) || feed.decimals !== priceDecimals)
		return "other-scale";
	// a round carries the number of its phase above 64 bits: without one there is no aggregator behind it
	if (id >> 64n === 0n || BigInt.asUintN(64, id) === 0n || updated === 0n)
		return "no-round";
	// a negative number has the highest bit
	if (answer === 0n || answer >= half || answer > mostPrice)
		return "not-positive";
	if (updated > BigInt(blockS + mostAheadS)) return "ahead";
	if (
		BigInt(blockS) >
		updated + BigInt(feed.heartbeatS + marginS(feed.heartbeatS))
	)
		return "too-old";
	return { price: answer, updatedS: Number(updated) };
};

/**
 * All feeds at one block.
 * @throws what `readMany` throws
 */
export const readPrices = async (
	state: ProvedState,
	currency: Currency,
	remember: TraceStore["remember"],
	signal?: AbortSignal,
	feeds: readonly PriceFeed[] = priceFeeds,
): Promise<PricesView> => {
	const { result, answers } = await readMany(
		state,
		feeds.flatMap(({ address: to }) => [
			{ to, data: selectors.round, words: 5 },
			{ to, data: selectors.decimals, words: 1 },
		]),
		signal,
	);
	const { grade, blockNumber } = result.value.at;
	const found = feeds.map((feed, i) => ({
		feed,
		read: priceOf(
			feed,
			answers[2 * i] ?? null,
			answers[2 * i + 1] ?? null,
			grade.asOfS,
		),
	}));
	if (grade.who !== "l1")
		throw new Fault("internal", "prices are read on Ethereum");
	return {
		currency,
		prices: found.flatMap(({ feed, read }) =>
			typeof read === "string"
				? []
				: [
						{
							...{ pair: feed.pair, updatedS: read.updatedS },
							...{ price: read.price.toString(), tokens: feed.tokens },
						},
					],
		),
		refused: found.flatMap(({ feed, read }) =>
			typeof read === "string" ? [{ pair: feed.pair, why: read }] : [],
		),
		blockNumber,
		grade,
		trailId: remember(
			result,
			"What the price feeds say",
			"what the feeds answer",
			() =>
				evidenceOf(
					...result.premises
						.filter(({ rule }) => isSlotRule(rule) || rule === "code")
						.slice(0, 64),
				),
			{ noFile: "the feeds' own code answers it" },
		),
	};
};
