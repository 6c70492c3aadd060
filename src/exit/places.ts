// Single words of L1's storage, read by proof for a way out.

import type { Hex } from "../base/bytes.ts";
import { Fault } from "../base/fault.ts";
import { lookOf } from "../l2/look.ts";
import { joinWanted } from "../state/wanted.ts";
import type { ExitL1 } from "./module.ts";

/** A slot of L1 to be proved. */
export type L1Place = { readonly address: Hex; readonly slot: Hex };

/** The words at these places under one block, in their order; as many as there are places. */
export const readPlaces = async (
	l1: ExitL1,
	places: readonly L1Place[],
	tag: "latest" | "final" = "latest",
): Promise<readonly bigint[]> => {
	if (places.length === 0) return [];
	const wanted = joinWanted(
		places.map(({ address, slot }) => ({ address, slots: [slot] })),
	);
	const look = lookOf(await l1.read(wanted, tag));
	return places.map(({ address, slot }) => {
		const word = look.word(address, slot);
		if (word === null)
			throw new Fault("internal", `slot ${slot} of ${address} was not read`);
		return word;
	});
};
