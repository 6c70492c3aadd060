// A made L1 read as the watch reads it: every account and slot proved under one header, by the rules themselves.

import type { PinReading } from "../../src/exit/pins.ts";
import type { WantedAccount } from "../../src/state/capture.ts";
import { proveCode } from "../../src/state/slot.ts";
import { headerOver, proofsOf } from "../l2/reference/made-root.ts";
import type { World } from "../state/chain.ts";

/** Reads under one block, whatever is asked for; `asked` keeps what was. */
export const readerOver = (world: World) => {
	const header = headerOver(world);
	const asked: (readonly WantedAccount[])[] = [];
	const read = async (
		wanted: readonly WantedAccount[],
	): Promise<PinReading> => {
		asked.push(wanted);
		return {
			basis: header,
			reads: wanted.map(({ address, slots, code }) => {
				const proved = proofsOf(header, world, address, slots);
				const bytes = world[address]?.code ?? "0x";
				return {
					...proved,
					code: code === true ? proveCode(proved.account, bytes) : null,
				};
			}),
		};
	};
	return { header, read, asked };
};
