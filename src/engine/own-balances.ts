// The balance of the chosen account on a layer 2 whose accounts are its own, under the newest root that may be shown. One that
// could not be read again stays with the age it has, and a sentence says why.

import { singleFlight } from "../base/async.ts";
import type { Hex } from "../base/bytes.ts";
import type { Coin } from "../l1/network.ts";
import type { LayerAccount } from "../l2/kind.ts";
import type { OwnRollup } from "../l2/runtime.ts";
import type { Message } from "../protocol/message.ts";
import type { BalanceView } from "../protocol/views.ts";
import { layerEvidence } from "../receipt/balance.ts";
import type { Verified } from "../trust/verified.ts";
import { balanceMessage } from "./balance-codes.ts";
import type { Balances } from "./balances.ts";
import { amountWords, type TraceStore } from "./trace-store.ts";
import { troubleMessage } from "./trouble.ts";

export const openOwnBalances = (
	{ title, coin }: { readonly title: string; readonly coin: Coin },
	read: OwnRollup["account"],
	account: Hex,
	shown: TraceStore,
): Balances => {
	let proved: Verified<LayerAccount> | null = null;
	let trouble: Message | null = balanceMessage("balance.not-yet");
	const { symbol, decimals } = coin;

	const readAgain = async (): Promise<void> => {
		try {
			proved = await read(account);
			trouble = null;
		} catch (thrown) {
			trouble = troubleMessage(thrown);
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
