// Made answers for the screens of what happened: allowances.

import type { AllowancesView } from "../../../src/protocol/allowance-views.ts";
import type { CollectibleView } from "../../../src/protocol/collectible-views.ts";
import type {
	Currency,
	PricesView,
} from "../../../src/protocol/price-views.ts";
import type { WalletView } from "../../../src/protocol/views.ts";

const at = (byte: string): `0x${string}` => `0x${byte.repeat(20)}`;

export const fakeAllowances = (view: WalletView): AllowancesView => {
	const row = {
		kind: "token",
		token: at("a1"),
		named: { symbol: "USDC", decimals: 6 },
		spender: "0x68b3465833fb72a70ecdf485e0e4c7bd8665fc45",
		spenderName: "Uniswap v3, second router",
		amount: "1250500000",
		isUnlimited: false,
		untilS: null,
		trailId: "trail-allowances",
		grade: {
			who: "l1",
			validity: "none",
			finality: "optimistic",
			asOfS: Math.floor(view.nowMs / 1000) - 20,
		},
		blockNumber: 21_000_000,
	} as const;
	return {
		account: view.account ?? at("00"),
		rows: [
			{
				...row,
				spender: at("c1"),
				spenderName: null,
				amount: ((1n << 256n) - 1n).toString(),
				isUnlimited: true,
			},
			row,
			{
				...row,
				kind: "permit2",
				token: at("a2"),
				named: null,
				spender: "0x66a9893cc07d91d95644aedd05d03f95e1dba8af",
				spenderName: "Uniswap, universal router 2",
				untilS: Math.floor(view.nowMs / 1000) + 86_400,
			},
			{
				...row,
				kind: "all",
				token: at("a3"),
				named: null,
				spender: "0x1e0049783f008a0085193e00003d00cd54003c71",
				spenderName: "OpenSea conduit",
				amount: null,
				isUnlimited: true,
			},
			{
				...row,
				kind: "one",
				token: at("a3"),
				item: "8817",
				named: null,
				spender: at("c2"),
				spenderName: null,
				amount: null,
			},
		],
		asked: 60,
		unread: 2,
		left: 0,
		tokens: 4,
		spenders: 17,
	};
};

export const fakePrices = (
	view: WalletView,
	currency: Currency,
): PricesView => {
	const nowS = Math.floor(view.nowMs / 1000);
	return {
		currency,
		prices: [
			{
				pair: "ETH/USD",
				price: "314159000000",
				updatedS: nowS - 540,
				tokens: [],
			},
			{
				pair: "EUR/USD",
				price: "108000000",
				updatedS: nowS - 5_400,
				tokens: [],
			},
		],
		refused: [{ pair: "USDC/USD", why: "too-old" }],
		blockNumber: 21_000_000,
		grade: {
			...{ who: "l1", validity: "none", finality: "optimistic" },
			asOfS: nowS - 20,
		},
		trailId: "trail-prices",
	};
};

export const fakeCollectibles = (
	view: WalletView,
): readonly CollectibleView[] => {
	const one = {
		chainId: view.chains[0]?.chainId ?? 1,
		address: at("d1"),
		item: "4711",
		standard: "erc721",
		held: "1",
		grade: {
			who: "l1",
			validity: "none",
			finality: "optimistic",
			asOfS: Math.floor(view.nowMs / 1000) - 20,
		},
		blockNumber: 21_000_000,
		trailId: "trail-collectibles",
	} as const;
	return [
		one,
		{ ...one, address: at("d2"), item: "7", standard: "erc1155", held: "12" },
		{ ...one, item: "4712", held: "0" },
		{
			...one,
			item: "9",
			held: null,
			grade: null,
			blockNumber: null,
			trailId: null,
		},
	];
};

/** A drawing as a collection holds it itself. */
/** One dot. */
export const fakePixels =
	"data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

export const fakePicture = `data:image/svg+xml;base64,${btoa(
	'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"><rect width="8" height="8" fill="#246"/><circle cx="4" cy="4" r="3" fill="#fc6"/></svg>',
)}`;
