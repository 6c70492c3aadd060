// The embedded network as one world, and what a person who uses the wallet in it knows and chooses.

import {
	type Embedded,
	type EmbeddedOptions,
	startEmbedded,
} from "../network/embedded.ts";
import { mnemonic } from "../network/l1/accounts.ts";
import type { Place } from "./person.ts";

export const password = "four random words here";

export type World = Embedded & {
	/** What a person has to know to set the wallet up. */
	readonly place: Place;
};

/** What somebody in front of the wallet chooses in this network: all its endpoints, and the usual test phrase. */
export const placeIn = (embedded: Embedded): Place => {
	const { network, rollup, reference, file, fileText } = embedded;
	const [profile] = file.rollups;
	return {
		networkFile: fileText,
		title: file.l1.title,
		l1: {
			title: file.l1.title,
			beacon: network.endpoints.beacon,
			execution: [network.endpoints.execution],
		},
		rollup:
			profile === undefined
				? null
				: {
						title: profile.title,
						execution: [rollup.rpcUrl],
						relay: [rollup.relayUrl],
					},
		...(reference !== undefined && {
			reference: {
				title: reference.profile.title,
				execution: [reference.rpcUrl],
			},
		}),
		phrase: mnemonic,
		password,
	};
};

export const startWorld = async (
	slotSeconds = 2,
	options: EmbeddedOptions = {},
): Promise<World> => {
	const embedded = await startEmbedded({
		...options,
		network: { slotSeconds, ...options.network },
	});
	return { ...embedded, place: placeIn(embedded) };
};
