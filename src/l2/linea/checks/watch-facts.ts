// What L1 shows of a Linea rollup: the newest finalized block, whose number only grows, and what is paused. When it was finalized stands
// in no slot: the watch sees that from one look to the next.

import type { WantedAccount } from "../../../state/capture.ts";
import { wordHex } from "../../../state/storage-layout.ts";
import { type Look, numberIn } from "../../look.ts";
import { pinnedByName, wordOf } from "../../pinned.ts";
import { noSigns, type Signs } from "../../signs.ts";
import { pausedIn } from "./config.ts";
import type { LineaProfile } from "./profile.ts";

export const lineaFactsWanted = ({
	contracts,
	slots,
}: LineaProfile): readonly WantedAccount[] => [
	{
		address: contracts.rollup.address,
		slots: [wordHex(slots.paused), wordHex(slots.currentL2BlockNumber)],
	},
];

export const lineaSigns = (profile: LineaProfile, look: Look): Signs => {
	const { contracts, slots } = profile;
	const word = (slot: number): bigint | null =>
		wordOf(
			look,
			pinnedByName(profile),
			contracts.rollup.address,
			wordHex(slot),
		);
	const pauses = word(slots.paused);
	const paused = pauses === null ? null : pausedIn(pauses);
	return {
		...noSigns,
		rootCount: numberIn(word(slots.currentL2BlockNumber)),
		paused: paused === null ? null : paused.finalization || paused.payment,
	};
};
