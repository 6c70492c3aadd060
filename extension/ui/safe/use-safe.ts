// A Safe as it is proved now, asked for when a screen of it opens and after each change.

import { useCallback } from "preact/hooks";
import type { Hex } from "../../../src/base/bytes.ts";
import type { Fault } from "../../../src/base/fault.ts";
import type { SafeView } from "../../../src/protocol/safe-ui.ts";
import type { ChainView } from "../../../src/protocol/views.ts";
import { useProved } from "../parts/proved.ts";
import { useShared } from "../wallet.tsx";

export const useSafe = (
	address: Hex,
): {
	readonly safe: SafeView | null;
	readonly busy: boolean;
	readonly fault: Fault | null;
	readonly again: () => void;
} => {
	const { wallet } = useShared();
	const look = useCallback(
		() => wallet.engine("safe.look", { address }),
		[wallet, address],
	);
	const { found: safe, ...rest } = useProved(look);
	return { safe, ...rest };
};

/** Ethereum, where Safes are. */
export const useL1 = (): ChainView | undefined =>
	useShared().view.chains.find(({ kind }) => kind === "l1");

export const useCoin = (): {
	readonly symbol: string;
	readonly decimals: number;
} => useL1()?.coin ?? { symbol: "ETH", decimals: 18 };

/** Which screen of a Safe: its address, and the hash of a transaction. */
export const txArg = (address: Hex, hash: Hex): string => `${address}.${hash}`;
