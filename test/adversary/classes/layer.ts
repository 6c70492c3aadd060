// The hostile layer 2: who makes roots and changes contracts on L1, and the endpoint that proves something else than was asked for. Told to
// the rules of each family as they ship, over made worlds. Nothing may be concluded from a lie.

import { asFault } from "../../../src/base/fault.ts";
import type { AnyVerified } from "../../../src/trust/verified.ts";
import { layerFamilies } from "../layers/table.ts";
import { type AttackClass, Notes } from "./class.ts";

const asked = async (work: () => AnyVerified): Promise<AnyVerified> => work();

/** @throws Error for a family whose own state is refused: then it would be no wonder that lies are */
const checkHonest = (): void => {
	for (const { name, honest } of layerFamilies)
		try {
			honest();
		} catch (thrown) {
			throw new Error(`${name} without a lie: ${asFault(thrown).message}`);
		}
};

export const layerClass: AttackClass = {
	name: "layer",
	says: "lies about layer 2s: rival roots, claimed games, preimages, swapped slots, proxies, other chains",
	share: 15,
	open: async () => {
		checkHonest();
		return {
			attempt: async (chance) => {
				const { name, lies } = chance.pick(layerFamilies);
				const { kind, ends, tell } = chance.pick(lies);
				const notes = new Notes();
				const concluded = await notes.hear(asked(() => tell(chance)));
				notes.compared++;
				for (const code of notes.refused)
					if (!ends.includes(code))
						notes.find("problem", `refused by ${code}, not by ${ends.join()}`);
				if (concluded !== null)
					notes.find("unproved", `${concluded.rule} follows from it`);
				return notes.as(`${name}: ${kind}`);
			},
			close: async () => {},
		};
	},
};
