// The balance of the chosen account on a layer 2 whose accounts are its own, under the newest root that may be shown. One that
// could not be read again stays with the age it has, and a sentence says why.

import { singleFlight } from "../base/async.ts";
import type { Hex } from "../base/bytes.ts";
import { asFault } from "../base/fault.ts";
import { faults } from "../base/faults.ts";
import type { Coin } from "../l1/network.ts";
import type { LayerAccount } from "../l2/kind.ts";
import type { OwnRollup } from "../l2/runtime.ts";
import type { BalanceView } from "../protocol/views.ts";
import { layerEvidence } from "../receipt/balance.ts";
import type { Verified } from "../trust/verified.ts";
import { amountWords, type Shown } from "./shown.ts";
import type { Watch } from "./watch.ts";

export const openOwnWatch = (
	{ title, coin }: { readonly title: string; readonly coin: Coin },
	read: OwnRollup["account"],
	account: Hex,
	shown: Shown,
): Watch => {
	let proved: Verified<LayerAccount> | null = null;
	let trouble: string | null = "Not proved yet.";
	const { symbol, decimals } = coin;

	const readAgain = async (): Promise<void> => {
		try {
			proved = await read(account);
			trouble = null;
		} catch (thrown) {
			const { code, source } = asFault(thrown);
			trouble =
				`${faults[code].says}${source === null ? "" : ` (${source})`}`.slice(
					0,
					300,
				);
		}
	};

	const viewOf = (): BalanceView => {
		if (proved === null)
			return {
				trailId: null,
				token: null,
				symbol,
				decimals,
				amount: null,
				grade: null,
				blockNumber: null,
				note: trouble,
			};
		const { value } = proved;
		const found = proved;
		const words = amountWords(value.balanceWei, decimals, symbol);
		return {
			trailId: shown.remember(found, `Why ${words} on ${title}`, words, () =>
				layerEvidence(found),
			),
			token: null,
			symbol,
			decimals,
			amount: value.balanceWei.toString(),
			grade: value.at.grade,
			blockNumber: value.at.blockNumber,
			note: trouble,
		};
	};

	return {
		refresh: singleFlight(readAgain),
		views: () => [viewOf()],
		// roots are read out of final L1 headers alone: no reorg replaces them
		drop: () => {},
	};
};
