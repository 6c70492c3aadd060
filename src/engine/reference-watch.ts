// The balance of the chosen account on a rollup of kind reference-v1, under the newest root that was rechecked. One that
// could not be read again stays with the age it has, and a sentence says why.

import { singleFlight } from "../base/async.ts";
import type { Hex } from "../base/bytes.ts";
import type { ReferenceAccount } from "../l2/reference/checks/values.ts";
import type { Message } from "../protocol/message.ts";
import type { BalanceView } from "../protocol/views.ts";
import { layerEvidence } from "../receipt/balance.ts";
import type { Verified } from "../trust/verified.ts";
import { balanceMessage } from "./balance-codes.ts";
import { amountWords, type Shown } from "./shown.ts";
import { troubleMessage } from "./trouble.ts";
import type { Watch } from "./watch.ts";

export type ReferenceWatched = {
	readonly title: string;
	readonly coin: { readonly symbol: string; readonly decimals: number };
	/** The account's own, under the newest rechecked root. @throws why it cannot be shown */
	readonly own: (account: Hex) => Promise<Verified<ReferenceAccount>>;
};

export const openReferenceWatch = (
	{ title, coin, own }: ReferenceWatched,
	account: Hex,
	shown: Shown,
): Watch => {
	let proved: Verified<ReferenceAccount> | null = null;
	let trouble: Message | null = balanceMessage("balance.not-yet");
	const { symbol, decimals } = coin;

	const readAgain = async (): Promise<void> => {
		try {
			proved = await own(account);
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
