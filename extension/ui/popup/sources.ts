// What can be sent, and what is known of whom it is sent to. Pure: views in, words out.

import type { Hex } from "../../../src/base/bytes.ts";
import type {
	BalanceView,
	ChainView,
	WalletView,
} from "../../../src/protocol/views.ts";
import { recipientNotes } from "../../../src/recipient/recipient.ts";
import { impostorOf } from "../../../src/tokens/same.ts";
import { wordsOf } from "../../../src/words/catalogue.ts";
import { type ProvedAmount, provedBalance } from "../words.ts";

export type PaymentSource = {
	readonly chain: ChainView;
	readonly symbol: string;
	readonly decimals: number;
	readonly proved: ProvedAmount;
	/** Null: the chain's own coin. */
	readonly token: Hex | null;
};

/** The token it is called like, and is not. */
export const calledLike = ({
	chain,
	token,
	symbol,
}: Pick<PaymentSource, "chain" | "token" | "symbol">): string | null =>
	token === null ? null : impostorOf(chain.chainId, token, symbol);

/**
 * What has a proved balance and can be sent: the own coin of chains on which orders can be made, L1 and rollups whose nonce is
 * proved, and tokens where accounts are Ethereum's. The engine refuses the others, and it is better said before somebody types.
 */
export const sourcesOf = (
	view: Pick<WalletView, "chains">,
): readonly PaymentSource[] =>
	view.chains.flatMap((chain) => {
		if (!chain.sends) return [];
		const source = (balance: BalanceView): readonly PaymentSource[] => {
			const proved = provedBalance(balance);
			const { symbol, decimals, token } = balance;
			return proved === null
				? []
				: [{ chain, symbol, decimals, proved, token }];
		};
		const coin = chain.balances
			.filter(({ token }) => token === null)
			.flatMap(source);
		// the fee is paid in the coin
		const hasTokens = chain.kind === "l1" || chain.likeEthereum === true;
		if (!hasTokens || coin.length === 0) return coin;
		const tokens = chain.balances
			.filter(({ token }) => token !== null)
			.flatMap(source)
			.filter(({ proved }) => proved.amount > 0n)
			// what is called like a known token and is another one stands last, and is said to be
			.toSorted(
				(one, other) =>
					Number(calledLike(one) !== null) - Number(calledLike(other) !== null),
			);
		return [...coin, ...tokens];
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
	const isToken = view.chains.some(({ balances }) =>
		balances.some(({ token }) => token === to),
	);
	const known = {
		own: view.accounts,
		sent: view.orders
			.filter(({ hash }) => hash !== null)
			.map((order) => order.to),
		named: view.contacts ?? [],
		dust: [],
	};
	const facts = { hasCode: null, needsCode: false };
	const notes = recipientNotes(to, known, {
		...facts,
		isToken: isToken ? true : null,
	});
	return {
		warn: notes.some(({ warns }) => warns),
		says: notes.map(({ says }) => wordsOf(says)).join(" "),
	};
};
