// The picture of a collectible, when the person asks: out of its contract, or through the gateway that they chose.

import { Fault } from "../base/fault.ts";
import type { Handlers } from "../protocol/channel.ts";
import type {
	CollectibleName,
	CollectiblePicture,
} from "../protocol/collectible-views.ts";
import type { ui } from "../protocol/methods.ts";
import { originOf } from "../source/http.ts";
import type { Fetch } from "../source/ports.ts";
import { chainBy } from "./chain.ts";
import { fetchPicture } from "./fetched-picture.ts";
import { readPicture } from "./picture.ts";
import { type LookTools, lookIn } from "./proved-look.ts";

const mostLookMs = 60_000;

/** An address without a query. @throws host-denied, bad-params */
const gatewayOf = (url: string): string => {
	originOf(url);
	const { origin, pathname, search, hash } = new URL(url);
	if (search !== "" || hash !== "")
		throw new Fault("bad-params", "an address with a query");
	return `${origin}${pathname.replace(/\/+$/, "")}`;
};

export const pictureHandlers = ({
	ports,
	settings,
	following,
	fromGateway,
}: Pick<LookTools, "ports" | "settings" | "following"> & {
	/** Open to the chosen gateway alone. */
	readonly fromGateway: Fetch;
}): Pick<
	Handlers<typeof ui, undefined>,
	| "collectible.picture"
	| "collectible.fetch"
	| "gateway.setting"
	| "gateway.choose"
> => {
	/** @param fetch asked where the contract does not hold the picture itself */
	const picture = async (
		one: CollectibleName,
		fetch?: (at: string, signal: AbortSignal) => Promise<CollectiblePicture>,
	): Promise<CollectiblePicture> => {
		const chain = chainBy((await following()).chains, one.chainId);
		return lookIn(
			{ ports },
			chain,
			{ what: `a picture on chain ${one.chainId}`, mostMs: mostLookMs },
			async (state, signal) => {
				const found = await readPicture(state, one, signal);
				return found.kind === "elsewhere" && fetch !== undefined
					? fetch(found.at, signal)
					: found;
			},
		);
	};
	return {
		"collectible.picture": (one) => picture(one),
		"collectible.fetch": (one) => {
			const { gateway } = settings.now();
			if (gateway === undefined || gateway === null)
				throw new Fault("bad-params", "no gateway is chosen");
			return picture(one, (at, signal) =>
				fetchPicture(fromGateway, gateway, at, signal),
			);
		},
		"gateway.setting": async () => ({ url: settings.now().gateway ?? null }),
		"gateway.choose": async ({ url }) => {
			const gateway = url === null ? null : gatewayOf(url);
			await settings.change((was) => ({ ...was, gateway }));
			return undefined;
		},
	};
};
