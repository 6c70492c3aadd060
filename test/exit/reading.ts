// A made L1 read as the watch reads it: every account and slot proved under one header, by the rules themselves.

import type { FactReading } from "../../src/l2/look.ts";
import type { WantedAccount } from "../../src/state/capture.ts";
import { headerOver, proofsOf } from "../l2/reference/made-root.ts";
import type { World } from "../state/chain.ts";

/** Reads under one block, whatever is asked for; `asked` keeps what was. */
export const readerOver = (world: World) => {
	const header = headerOver(world);
	const asked: (readonly WantedAccount[])[] = [];
	const read = async (
		wanted: readonly WantedAccount[],
	): Promise<FactReading> => {
		asked.push(wanted);
		return {
			basis: header,
			reads: wanted.map(({ address, slots }) =>
				proofsOf(header, world, address, slots),
			),
		};
	};
	return { header, read, asked };
};
