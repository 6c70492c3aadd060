// How often chains of Ethereum mainnet post, as it was published, and from which silence on the watch speaks because of it.
// A number that nobody published is not here: then what is usual for the chain's kind holds, or its silence is not judged.

import type { SilenceLimits } from "../l2/profile.ts";
import type { Mark } from "./timeline.ts";

export type Cadence = {
	/** On Ethereum mainnet. */
	readonly chainId: number;
	readonly mark: Mark;
	/** About so often, seconds; where a span is published, its longer end. */
	readonly everyS: number;
	/** `operator`: who runs the chain or writes its software; `other`: somebody else. */
	readonly by: "operator" | "other";
	readonly source: string;
	/** Year and month of what was read. */
	readonly asOf: string;
};

export const cadences: readonly Cadence[] = [
	{
		chainId: 8453,
		mark: "batch",
		everyS: 120,
		by: "operator",
		// "L1 Batch Inclusion: ~2m"
		source:
			"https://github.com/base/docs/blob/164b5463/docs/base-chain/network-information/transaction-finality.mdx",
		asOf: "2025-10",
	},
	{
		chainId: 10,
		mark: "batch",
		everyS: 600,
		by: "operator",
		// publishing a block's data usually takes 5 to 10 minutes
		source:
			"https://github.com/ethereum-optimism/docs/blob/11861415/pages/stack/transactions/transaction-finality.mdx",
		asOf: "2024-11",
	},
	{
		chainId: 10,
		mark: "root",
		everyS: 3600,
		by: "other",
		// read without a date: one hour at most until an output with the withdrawal is proposed
		source: "https://viem.sh/op-stack/guides/withdrawals",
		asOf: "2026-11",
	},
	{
		chainId: 59_144,
		mark: "root",
		everyS: 7200,
		by: "operator",
		// hard finality about 2 hours before Beta v5.4, proofs in infrequent large batches
		source: "https://docs.linea.build/changelog/release-notes",
		asOf: "2026-06",
	},
	{
		chainId: 167_000,
		mark: "root",
		everyS: 7200,
		by: "operator",
		// "provingWindow: 4 hours, // internal target is still to submit every ~2 hours"
		source:
			"https://github.com/taikoxyz/taiko-mono/blob/b9c5bb2a/packages/protocol/contracts/layer1/mainnet/MainnetInbox.sol",
		asOf: "2026-08",
	},
];

const minuteS = 60;
const leastLateS = 30 * minuteS;
const leastStalledS = 60 * minuteS;

/**
 * Late after three times what is usual and stalled after six times, but never before half an hour and an hour: fees that
 * spike, a batcher that restarts and the quarter of an hour until Ethereum is final all fit into that.
 */
export const limitsFor = (everyS: number): SilenceLimits => ({
	lateS: Math.max(leastLateS, 3 * everyS),
	stalledS: Math.max(leastStalledS, 6 * everyS),
});

type Chain = { readonly chainId: number | null; readonly l1ChainId: number };

/** What is published of a chain's sign; null where nothing is. */
export const cadenceOf = (
	{ chainId, l1ChainId }: Chain,
	mark: Mark,
): Cadence | null =>
	l1ChainId !== 1
		? null
		: (cadences.find((one) => one.chainId === chainId && one.mark === mark) ??
			null);
