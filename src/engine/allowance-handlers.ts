// The screen of allowances: looking for them, and taking one back.

import type { Handlers } from "../protocol/channel.ts";
import type { ui } from "../protocol/methods.ts";
import { viewOf } from "../wallet/order-view.ts";
import { revokeCall } from "../wallet/revoke-call.ts";
import { readAllowances } from "./allowances.ts";
import { chainBy, orderContextBy } from "./chain.ts";
import type { MessageStore } from "./message-store.ts";
import type { Orders } from "./orders.ts";
import { chosenAccount, type LookTools, lookIn } from "./proved-look.ts";
import { knownTokens } from "./settings.ts";

/** What it takes of the engine. */
type AllowanceTools = LookTools & {
	readonly orders: Pick<Orders, "prepare" | "list">;
	readonly messageStore: Pick<MessageStore, "list">;
};

/** A look has to come to its end within this. */
const mostLookMs = 120_000;

export const allowanceHandlers = (
	tools: AllowanceTools,
): Pick<
	Handlers<typeof ui, undefined>,
	"allowance.look" | "allowance.revoke"
> => {
	const { settings, orders, messageStore, shown } = tools;
	return {
		"allowance.look": async ({ chainId }) => {
			const chain = chainBy((await tools.following()).chains, chainId);
			const account = chosenAccount(settings.now());
			const tokens = knownTokens(settings.now()).filter(
				(token) => token.chainId === chainId,
			);
			const collections = [
				...new Set(
					(settings.now().collectibles ?? [])
						.filter((one) => one.chainId === chainId)
						.map(({ address }) => address),
				),
			];
			const items = (settings.now().collectibles ?? []).flatMap((one) =>
				one.chainId === chainId && one.standard === "erc721"
					? [{ token: one.address, item: one.item }]
					: [],
			);
			return lookIn(
				tools,
				chain,
				{ what: `allowances on chain ${chainId}`, mostMs: mostLookMs },
				(state, signal) =>
					readAllowances(
						state,
						{
							...{ chainId, account, tokens, collections, items },
							chainTitle: chain.title,
							coinSymbol: chain.coin.symbol,
							history: { orders: orders.list(), messages: messageStore.list() },
						},
						shown.remember,
						signal,
					),
			);
		},
		"allowance.revoke": async ({ id, chainId, ...asked }) => {
			const { chains } = await tools.following();
			const entry = await orders.prepare(orderContextBy(chains, chainId), {
				...{ id, origin: null, from: chosenAccount(settings.now()) },
				...revokeCall(asked),
			});
			return viewOf(entry, orders.list());
		},
	};
};
