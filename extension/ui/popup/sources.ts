// What can be sent, and what is known of whom it is sent to. Pure: views in, words out.

import type { Hex } from "../../../src/base/bytes.ts";
import type { ChainView, WalletView } from "../../../src/protocol/views.ts";
import { recipientNotes } from "../../../src/recipient/recipient.ts";
import { wordsOf } from "../../../src/words/catalogue.ts";
import { type ProvedAmount, provedBalance } from "../words.ts";

export type PaymentSource = {
	readonly chain: ChainView;
	readonly symbol: string;
	readonly decimals: number;
	readonly proved: ProvedAmount;
};

/**
 * The chains whose own coin has a proved balance and on which orders can be made: L1, and rollups whose nonce is proved. The
 * engine refuses the others, and it is better said before somebody types.
 */
export const sourcesOf = (view: WalletView): readonly PaymentSource[] =>
	view.chains.flatMap((chain) => {
		if (!chain.sends) return [];
		const coin = chain.balances.find(({ token }) => token === null);
		const proved = coin === undefined ? null : provedBalance(coin);
		return coin === undefined || proved === null
			? []
			: [{ chain, symbol: coin.symbol, decimals: coin.decimals, proved }];
	});

/** What signed orders of this account on a chain may still spend. */
export const spentOn = (view: WalletView, chainId: number): bigint =>
	view.orders
		.filter(
			(order) =>
				order.chainId === chainId &&
				order.from === view.account &&
				(order.state === "signed" || order.state === "sent"),
		)
		.reduce((sum, { mostLeavesWei }) => sum + BigInt(mostLeavesWei), 0n);

/** What is worth knowing of a recipient before money goes there: from this wallet's own orders alone. */
export const recipientNote = (
	view: WalletView,
	to: Hex,
): { readonly warn: boolean; readonly says: string } => {
	const notes = recipientNotes(to, {
		own: view.accounts,
		sent: view.orders
			.filter(({ hash }) => hash !== null)
			.map((order) => order.to),
		named: [],
		dust: [],
	});
	return {
		warn: notes.some(({ warns }) => warns),
		says: notes.map(({ says }) => wordsOf(says)).join(" "),
	};
};
