// What a fee can be chosen by: the base fees of the newest proved blocks, and three prices made of them. The tip is what nodes say is
// usual: it decides no more than the wait, and the rule bounds it.

import { orderPolicy } from "../evidence/l1-order.ts";
import type { L1Network } from "../l1/network.ts";
import {
	type FeeChoice,
	type FeeSpeed,
	type FeesView,
	mostFeeBlocks,
} from "../protocol/fee-views.ts";
import type { Execution } from "../source/execution.ts";
import type { Pool } from "../source/pool.ts";
import { premiseHeader } from "../state/header.ts";
import type { Header } from "../state/values.ts";
import type { Verified } from "../trust/verified.ts";
import type { OrderRequest } from "../wallet/order-context.ts";
import type { Reader } from "./reader.ts";

export type FeeTools = {
	readonly network: L1Network;
	readonly reader: Pick<Reader<Header>, "basis">;
	readonly pool: Pool<Pick<Execution, "feeHint">>;
};

const leastTipWei = 1_000_000n;

const within = (wei: bigint, least: bigint, most: bigint): bigint =>
	wei < least ? least : wei > most ? most : wei;

/** What the block's producer gets: an endpoint's hint within the rule's bound. It decides no more than the wait. */
export const usualTip = async ({
	pool,
	network,
}: Pick<FeeTools, "pool" | "network">): Promise<bigint> => {
	const hint = await pool
		.first(async ({ client }) => (await client.feeHint()).value)
		.then(({ priorityFeeWei }) => priorityFeeWei)
		.catch(() => 1_000_000_000n);
	return within(hint, leastTipWei, orderPolicy(network).mostTipWei);
};

/**
 * A slow one holds while the base fee rises by one full block's step, the usual one while it doubles (six full blocks in a row), a
 * fast one while it grows threefold, with twice the tip.
 */
export const pricesOf = (
	baseFeeWei: bigint,
	tipWei: bigint,
	mostTipWei: bigint,
): { readonly [S in FeeSpeed]: { capWei: bigint; tipWei: bigint } } => {
	const half = within(tipWei / 2n, leastTipWei, mostTipWei);
	const twice = within(tipWei * 2n, leastTipWei, mostTipWei);
	return {
		slow: { capWei: (baseFeeWei * 9n + 7n) / 8n + half, tipWei: half },
		usual: { capWei: 2n * baseFeeWei + tipWei, tipWei },
		fast: { capWei: 3n * baseFeeWei + twice, tipWei: twice },
	};
};

const inWords = (price: {
	readonly capWei: bigint;
	readonly tipWei: bigint;
}): FeeChoice => ({
	capWei: price.capWei.toString(),
	tipWei: price.tipWei.toString(),
});

/** The header and those before it, the newest first: each is a premise of the one below it. */
const chainOf = async (
	reader: FeeTools["reader"],
): Promise<readonly Verified<Header>[]> => {
	const newest = await reader.basis("latest");
	const { blockNumber } = newest.value;
	const lowest = Math.max(0, blockNumber - mostFeeBlocks + 1);
	const found: Verified<Header>[] = [];
	let at = await reader.basis(lowest);
	for (;;) {
		found.unshift(at);
		// a newer one may have come meanwhile
		if (at.rule !== "el-parent") return found.slice(0, mostFeeBlocks);
		at = premiseHeader(at.premises[0]);
	}
};

/** @throws not-synced, stale-head, and what the endpoints fail with */
export const lookAtFees = async (tools: FeeTools): Promise<FeesView> => {
	const [headers, tipWei] = await Promise.all([
		chainOf(tools.reader),
		usualTip(tools),
	]);
	const [newest] = headers;
	const oldest = headers.at(-1);
	if (newest === undefined || oldest === undefined)
		throw new RangeError('"headers" is empty');
	const { mostBaseFeeTimes, mostTipWei } = orderPolicy(tools.network);
	const baseFeeWei = newest.value.baseFeePerGasWei;
	const prices = pricesOf(baseFeeWei, tipWei, mostTipWei);
	return {
		blockNumber: newest.value.blockNumber,
		asOfS: newest.value.grade.asOfS,
		baseFeesWei: headers.map(({ value }) => value.baseFeePerGasWei.toString()),
		spanS: newest.value.grade.asOfS - oldest.value.grade.asOfS,
		choices: [
			{ speed: "slow", ...inWords(prices.slow) },
			{ speed: "usual", ...inWords(prices.usual) },
			{ speed: "fast", ...inWords(prices.fast) },
		],
		mostCapWei: (mostBaseFeeTimes * baseFeeWei + mostTipWei).toString(),
		mostTipWei: mostTipWei.toString(),
	};
};

/** What the person chose, as an order is asked for with it. */
export const chosenFees = (
	fees: FeeChoice | undefined,
): Pick<OrderRequest, "fees"> =>
	fees === undefined
		? {}
		: { fees: { capWei: BigInt(fees.capWei), tipWei: BigInt(fees.tipWei) } };
