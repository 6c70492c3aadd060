// The screen of allowances: looking for them, and taking one back.

import type { Hex } from "../base/bytes.ts";
import { Fault } from "../base/fault.ts";
import type { Handlers } from "../protocol/channel.ts";
import type { ui } from "../protocol/methods.ts";
import { viewOf } from "../wallet/order-view.ts";
import { revokeCall } from "../wallet/revoke-call.ts";
import { readAllowances } from "./allowances.ts";
import { chainBy, orderContextBy } from "./chain.ts";
import type { Following } from "./following.ts";
import { inTime } from "./in-time.ts";
import type { MessageStore } from "./message-store.ts";
import type { Orders } from "./orders.ts";
import type { EnginePorts } from "./ports.ts";
import { servedState } from "./served.ts";
import { knownTokens, type SettingsStore } from "./settings.ts";
import type { TraceStore } from "./trace-store.ts";

/** What it takes of the engine. */
export type AllowanceTools = {
	readonly ports: Pick<EnginePorts, "clock">;
	readonly settings: SettingsStore;
	readonly orders: Pick<Orders, "prepare" | "list">;
	readonly messageStore: Pick<MessageStore, "list">;
	readonly shown: Pick<TraceStore, "remember">;
	/** @throws not-synced before the wallet is set up */
	readonly following: () => Promise<Pick<Following, "chains">>;
};

/** A look has to come to its end within this. */
const mostLookMs = 120_000;

/** @throws no-vault */
export const chosenAccount = (settings: SettingsStore): Hex => {
	const { account } = settings.now();
	if (account === null) throw new Fault("no-vault", "no account yet");
	return account;
};

export const allowanceHandlers = (
	tools: AllowanceTools,
): Pick<
	Handlers<typeof ui, undefined>,
	"allowance.look" | "allowance.revoke"
> => {
	const { ports, settings, orders, messageStore, shown } = tools;
	return {
		"allowance.look": async ({ chainId }) => {
			const chain = chainBy((await tools.following()).chains, chainId);
			const account = chosenAccount(settings);
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
			return inTime(
				ports.clock,
				mostLookMs,
				`allowances on chain ${chainId}`,
				(signal) =>
					readAllowances(
						servedState(chain.tokenState(), null),
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
				...{ id, origin: null, from: chosenAccount(settings) },
				...revokeCall(asked),
			});
			return viewOf(entry, orders.list());
		},
	};
};
