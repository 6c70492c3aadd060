// What was found in blocks, and a look that is under way. All invented.

import type { ArrivalLook } from "../../../src/protocol/arrival-views.ts";
import type { Handlers } from "../../../src/protocol/channel.ts";
import type { ui } from "../../../src/protocol/methods.ts";
import { fault, hash, nowS, other, third } from "./base.ts";

const newest = 24_611_520;

const nothing: ArrivalLook = {
	...{ rows: [], stretches: [], running: null, mostBack: 2_048 },
	...{ isAtEnd: false, fault: null },
};

const at = (back: number) => ({
	blockNumber: newest - back,
	atS: nowS - 800 - 12 * back,
});

const found: ArrivalLook = {
	...nothing,
	rows: [
		{
			...{ chainId: 1, token: null, from: other, event: null },
			...{ amount: "250000000000000000", hash: hash(61), ...at(7) },
			...{ named: { symbol: "ETH", decimals: 18 }, isSown: false },
		},
		{
			...{ chainId: 1, from: third, event: 3 },
			token: "0xa0b86991c6218b36c1d19d4a2e9eb0ce3606eb48",
			...{ amount: "40000000", hash: hash(62), ...at(21) },
			...{ named: { symbol: "USDC", decimals: 6 }, isSown: false },
		},
		{
			...{ chainId: 1, from: other, event: 0 },
			token: "0x5afe3855358e112b5647b952709e6165e1c1eeee",
			...{ amount: "9000000", hash: hash(64), ...at(25) },
			...{ named: null, isSown: false },
		},
		{
			...{ chainId: 1, from: third, event: 0 },
			token: "0x90d01e90d01e90d01e90d01e90d01e90d01e90d0",
			...{ amount: "1", hash: hash(63), ...at(30) },
			...{ named: null, isSown: true },
		},
	],
	stretches: [
		{
			...{ from: newest - 63, to: newest, unread: 0 },
			...{ fromS: at(63).atS, toS: at(0).atS },
		},
		{
			...{ from: newest - 900, to: newest - 837, unread: 1 },
			...{ fromS: at(900).atS, toS: at(837).atS },
		},
	],
};

export type FoundScene = "nothing" | "found" | "running" | "ended";
const scenes: { readonly [name in FoundScene]: ArrivalLook } = {
	nothing,
	found,
	running: {
		...nothing,
		stretches: [
			{
				...{ from: newest - 11, to: newest, unread: 0 },
				...{ fromS: at(11).atS, toS: at(0).atS },
			},
		],
		running: { done: 12, of: 32 },
	},
	ended: {
		...found,
		isAtEnd: true,
		fault: fault("receipts-root", "212 items have another root", "Node B"),
	},
};

export const fakeFound = (
	scene: FoundScene,
	note: (call: string) => undefined,
): Pick<
	Handlers<typeof ui, null>,
	"arrival.found" | "arrival.look" | "arrival.stop"
> => {
	let shown = scenes[scene];
	return {
		"arrival.found": async () => shown,
		"arrival.look": async () => {
			note("look for arrivals");
			shown = scenes.running;
			return shown;
		},
		"arrival.stop": async () => {
			note("stop looking");
			shown = { ...shown, running: null };
			return shown;
		},
	};
};
