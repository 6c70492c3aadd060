// Which of L1's endpoints are silent, all of them.

import type { L1Network } from "../l1/network.ts";
import type { WalletView } from "../protocol/views.ts";
import type { Clock } from "../source/ports.ts";
import type { Contact } from "./contact.ts";
import type { L1Chain } from "./l1-chain.ts";
import type { ChainEndpoints } from "./settings.ts";

type Role = "beacon" | "execution";

/** Who lied is asked no more: that it answered once says nothing of now. */
const putAside = (
	{ sync, pool }: Pick<L1Chain, "sync" | "pool">,
	role: Role,
): readonly string[] =>
	role === "beacon"
		? sync
				.status()
				.endpoints.flatMap(({ name, state }) =>
					state === "aside" ? [name] : [],
				)
		: pool
				.standings()
				.flatMap(({ name, aside: why }) => (why === null ? [] : [name]));

/** For a slot or longer; undefined when one of each sort answers. */
export const silenceOf = (
	l1: Pick<L1Chain, "sync" | "pool">,
	own: ChainEndpoints,
	network: Pick<L1Network, "secondsPerSlot">,
	contact: Pick<Contact, "silentSince">,
	clock: Pick<Clock, "nowMs">,
): WalletView["silent"] => {
	const since = (role: Role): number | null => {
		const aside = putAside(l1, role);
		const asked = own[role].filter(({ name }) => !aside.includes(name));
		const found = contact.silentSince(asked.map(({ url }) => url));
		// one question that failed is no silence yet
		const slotMs = network.secondsPerSlot * 1000;
		return found !== null && clock.nowMs() - found >= slotMs ? found : null;
	};
	const beacon = since("beacon");
	const execution = since("execution");
	if (beacon !== null && execution !== null)
		return { who: "all", sinceMs: Math.min(beacon, execution) };
	if (beacon !== null) return { who: "beacon", sinceMs: beacon };
	return execution === null
		? undefined
		: { who: "execution", sinceMs: execution };
};
