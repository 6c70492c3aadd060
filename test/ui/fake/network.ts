// A review of a network file as the signer would make it: a part that changes, and parts that come anew.

import type { NetworkReviewView } from "../../../src/protocol/network-review.ts";
import { hash } from "./scenes.ts";

const added = (path: string, says: string, is: string) => ({
	path,
	says,
	was: null,
	is,
});

export const madeReview: NetworkReviewView = {
	name: "embedded",
	title: "Embedded network",
	chainId: 32382,
	hash: hash(70),
	replaces: hash(71),
	groups: [
		{
			id: hash(72),
			chain: "Embedded OP rollup",
			about: "Contracts, and the code they run",
			lines: [
				{
					path: "rollups[embedded-op].contracts.optimismPortal.address",
					says: "optimism portal, address",
					was: "0x5fbdb2315678afecb367f032d93f642f64180aa3",
					is: "0x6666666666666666666666666666666666666666",
				},
				{
					path: "rollups[embedded-op].contracts.optimismPortal.codeHash",
					says: "optimism portal, hash of its code",
					was: hash(73),
					is: hash(74),
				},
				added(
					"rollups[embedded-op].exit.contracts.delayedWeth.address",
					"exit, contracts, delayed weth, address",
					"0xe7f1725e7734ce288f8367e1bb143e90bb3f0512",
				),
			],
		},
		{
			id: hash(75),
			chain: "Embedded network",
			about: "What is believed, and how old it may be",
			lines: [
				{
					path: "l1.maxCheckpointAgeS",
					says: "max checkpoint age, in seconds",
					was: "86400",
					is: "1209600",
				},
			],
		},
		{
			id: hash(76),
			chain: "Embedded OP rollup",
			about: "Coins and tokens",
			lines: [
				{
					path: "rollups[embedded-op].tokens.0x0b306bf915c4d645ff596e518faf3f9669b97016.symbol",
					says: "tokens, 0x0b306bf915c4d645ff596e518faf3f9669b97016, symbol",
					was: "TEST",
					is: null,
				},
			],
		},
	],
};
