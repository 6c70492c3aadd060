// How a chain's endpoints do, as the screens draw it.

import type { EndpointView } from "../protocol/views.ts";
import type { MemberStanding } from "../source/pool.ts";
import type { L1Chain } from "./l1-chain.ts";
import type { ChainEndpoints } from "./settings.ts";

/** @param windows how many blocks back each of them proves, where that is known */
export const poolViews = (
	role: "execution" | "relay",
	standings: readonly MemberStanding[],
	entries: ChainEndpoints,
	windows: ReadonlyMap<string, number> = new Map(),
): readonly EndpointView[] =>
	standings.map(({ name, aside, last }) => {
		const window = windows.get(name);
		return {
			chainId: entries.chainId,
			role,
			name,
			url: entries[role].find((entry) => entry.name === name)?.url ?? "",
			state: aside !== null ? "put-aside" : last !== null ? "silent" : "good",
			fault: (aside ?? last)?.toJson() ?? null,
			proofWindow:
				window === undefined
					? null
					: window === 0
						? "its newest block only"
						: `${window} ${window === 1 ? "block" : "blocks"} back`,
		};
	});

export const beaconViews = (
	{ sync }: Pick<L1Chain, "sync">,
	entries: ChainEndpoints,
): readonly EndpointView[] =>
	sync.status().endpoints.map(({ name, state, fault }) => ({
		chainId: entries.chainId,
		role: "beacon",
		name,
		url: entries.beacon.find((entry) => entry.name === name)?.url ?? "",
		state:
			state === "aside" ? "put-aside" : state === "waiting" ? "silent" : "good",
		fault,
		proofWindow: null,
	}));
