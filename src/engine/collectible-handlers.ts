// The list of collectibles: kept in the settings, and looked at when the person asks.

import { Fault } from "../base/fault.ts";
import type { Handlers } from "../protocol/channel.ts";
import {
	type CollectibleName,
	mostCollectibles,
} from "../protocol/collectible-views.ts";
import type { ui } from "../protocol/methods.ts";
import { chainBy } from "./chain.ts";
import { isSameCollectible, readCollectibles } from "./collectibles.ts";
import { chosenAccount, type LookTools, lookIn } from "./proved-look.ts";

const mostLookMs = 60_000;

export const collectibleHandlers = (
	tools: LookTools,
): Pick<
	Handlers<typeof ui, undefined>,
	"collectible.add" | "collectible.remove" | "collectible.look"
> => {
	const { settings, shown, following } = tools;
	const look = async (chainId: number, wanted: readonly CollectibleName[]) => {
		const chain = chainBy((await following()).chains, chainId);
		const account = chosenAccount(settings.now());
		return wanted.length === 0
			? []
			: lookIn(
					tools,
					chain,
					{ what: `collectibles on chain ${chainId}`, mostMs: mostLookMs },
					(state, signal) =>
						readCollectibles(state, wanted, account, shown.remember, signal),
				);
	};
	return {
		"collectible.look": async ({ chainId }) =>
			look(
				chainId,
				(settings.now().collectibles ?? []).filter(
					(one) => one.chainId === chainId,
				),
			),
		"collectible.add": async (one) => {
			const [found] = await look(one.chainId, [one]);
			// what its contract says nothing of is on no list: a person may have named a wrong contract, or a wrong number
			if (found === undefined || found.held === null)
				throw new Fault("not-a-token", "no such collectible there");
			await settings.change((was) => {
				const others = (was.collectibles ?? []).filter(
					(other) => !isSameCollectible(one, other),
				);
				if (others.length >= mostCollectibles)
					throw new Fault(
						"too-many-tokens",
						`at most ${mostCollectibles} collectibles`,
					);
				return { ...was, collectibles: [...others, one] };
			});
			return undefined;
		},
		"collectible.remove": async (one) => {
			await settings.change((was) => ({
				...was,
				collectibles: (was.collectibles ?? []).filter(
					(other) => !isSameCollectible(one, other),
				),
			}));
			return undefined;
		},
	};
};
