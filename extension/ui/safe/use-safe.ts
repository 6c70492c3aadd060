// A Safe as it is proved now, asked for when a screen of it opens and after each change.

import { useCallback, useEffect, useState } from "preact/hooks";
import type { Hex } from "../../../src/base/bytes.ts";
import type { Fault } from "../../../src/base/fault.ts";
import type { SafeView } from "../../../src/protocol/safe-ui.ts";
import type { ChainView } from "../../../src/protocol/views.ts";
import { useShared, useWork } from "../wallet.tsx";

export const useSafe = (
	address: Hex,
): {
	readonly safe: SafeView | null;
	readonly busy: boolean;
	readonly fault: Fault | null;
	readonly again: () => void;
} => {
	const { wallet } = useShared();
	const { busy, fault, run } = useWork();
	const [safe, setSafe] = useState<SafeView | null>(null);
	const again = useCallback(
		() =>
			void run(async () => {
				setSafe(await wallet.engine("safe.look", { address }));
			}),
		[wallet, run, address],
	);
	useEffect(again, [again]);
	return { safe, busy, fault, again };
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
