// Sites that show what is on a chain, for a link that a person wants: none is chosen before they say so, nothing is fetched from
// them, and nothing they say is believed. Written down from their own pages on 23 November 2026; not tried from here.

export const explorerIds = ["etherscan", "blockscout"] as const;
export type ExplorerId = (typeof explorerIds)[number];

export type BlockExplorer = {
	readonly name: string;
	/** Who runs it, and from where. */
	readonly operator: string;
	/** By chain id, where a transaction's page begins. */
	readonly transactions: { readonly [chainId: number]: string };
};

export const explorers: { readonly [id in ExplorerId]: BlockExplorer } = {
	etherscan: {
		name: "Etherscan",
		operator: "Etherscan, Malaysia",
		transactions: {
			1: "https://etherscan.io/tx/",
			10: "https://optimistic.etherscan.io/tx/",
			8453: "https://basescan.org/tx/",
			42161: "https://arbiscan.io/tx/",
			534352: "https://scrollscan.com/tx/",
			11155111: "https://sepolia.etherscan.io/tx/",
			560048: "https://hoodi.etherscan.io/tx/",
		},
	},
	blockscout: {
		name: "Blockscout",
		operator: "Blockscout, United States",
		transactions: {
			1: "https://eth.blockscout.com/tx/",
			10: "https://optimism.blockscout.com/tx/",
			8453: "https://base.blockscout.com/tx/",
			42161: "https://arbitrum.blockscout.com/tx/",
			534352: "https://scroll.blockscout.com/tx/",
			11155111: "https://eth-sepolia.blockscout.com/tx/",
		},
	},
};

/** Null where none was chosen, or the one that was knows no such chain. */
export const transactionLink = (
	id: ExplorerId | null | undefined,
	chainId: number,
	hash: `0x${string}`,
): string | null => {
	if (id === null || id === undefined || !/^0x[0-9a-f]{64}$/.test(hash))
		return null;
	const { transactions } = explorers[id];
	const begins = Object.hasOwn(transactions, chainId)
		? transactions[chainId]
		: undefined;
	return begins === undefined ? null : `${begins}${hash}`;
};
