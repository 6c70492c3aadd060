// Contracts of a layer 2 as a screen is told of them: pinned in each way there is, one of them upgraded where the chain is on.

import type { Hex } from "../../../src/base/bytes.ts";
import type { LayerView, PinView } from "../../../src/protocol/layer-views.ts";
import type { WalletView } from "../../../src/protocol/views.ts";

const address = (byte: string): Hex => `0x${byte.repeat(20)}`;
const hash = (byte: string): Hex => `0x${byte.repeat(32)}`;

const pins: readonly Omit<PinView, "is" | "found">[] = [
	{
		name: "systemConfig",
		address: address("a1"),
		codeHash: hash("b1"),
		known: {
			how: "rebuilt",
			source:
				"ethereum-optimism/optimism@op-contracts/v4.1.0, forge build; the address by CREATE2",
		},
		behind: {
			address: address("a2"),
			codeHash: null,
			known: {
				how: "deployment",
				source: "ethereum-optimism/superchain-registry@8336d2ae",
			},
		},
	},
	{
		name: "disputeGameFactory",
		address: address("a3"),
		codeHash: hash("b3"),
		known: { how: "recorded", source: "account proof under block 23990413" },
		behind: {
			address: address("a4"),
			codeHash: hash("b4"),
			known: { how: "seen", source: "read by proof at L1 block 24000000" },
		},
	},
	{
		name: "verifier",
		address: address("a5"),
		codeHash: hash("b5"),
		known: { how: "artifact", source: "@matterlabs/era-contracts 0.29" },
		behind: null,
	},
];

/** Where the chain is on, one of them was upgraded. */
export const fakePins = (
	{ chains, offered = [], nowMs }: WalletView,
	chainId: number,
	ask: boolean,
): LayerView => {
	const on = chains.find((one) => one.chainId === chainId);
	const off = offered.find((one) => one.chainId === chainId);
	return {
		chainId,
		title: on?.title ?? off?.title ?? "",
		by: "release",
		identity: hash("1d"),
		pins: pins.map((pin, i) => ({
			...pin,
			is: !ask ? null : on !== undefined && i === 1 ? "upgraded" : "known",
			found: ask && on !== undefined && i === 1 ? address("ee") : null,
		})),
		at: ask
			? { blockNumber: 24_012_345, asOfS: Math.floor(nowMs / 1000) - 40 }
			: null,
	};
};
