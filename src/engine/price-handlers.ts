// Value in a currency: off unless the person switched it on, and read from Ethereum alone.

import type { Handlers } from "../protocol/channel.ts";
import type { ui } from "../protocol/methods.ts";
import { feedsChainId } from "../tokens/feeds.ts";
import { readPrices } from "./prices.ts";
import { type LookTools, lookIn } from "./proved-look.ts";

const mostLookMs = 60_000;

export const priceHandlers = (
	tools: LookTools,
): Pick<
	Handlers<typeof ui, undefined>,
	"price.setting" | "price.choose" | "price.look"
> => {
	const { settings, shown, following } = tools;
	return {
		"price.setting": async () => ({
			currency: settings.now().currency ?? null,
		}),
		"price.choose": async ({ currency }) => {
			await settings.change(({ currency: _, ...was }) =>
				currency === null ? was : { ...was, currency },
			);
			return undefined;
		},
		"price.look": async () => {
			const { currency } = settings.now();
			if (currency === undefined) return { prices: null };
			// a test network has no feeds, and what stands at their addresses there is nobody's
			const chain = (await following()).chains.find(
				({ chainId }) => chainId === feedsChainId,
			);
			if (chain === undefined) return { prices: null };
			const prices = await lookIn(
				tools,
				chain,
				{ what: "price feeds", mostMs: mostLookMs },
				(state, signal) => readPrices(state, currency, shown.remember, signal),
			);
			return { prices };
		},
	};
};
