// A profile held against L1: for each contract that it names, whether that is at its address with the code it pins, and what
// stands at the places it names. For who writes or imports a profile.

import type { Hex } from "../base/bytes.ts";
import type { Watchable } from "../l2/kind.ts";
import type { WantedAccount } from "../state/capture.ts";
import { type Facts, readFacts } from "./facts.ts";
import { type PinReading, type PinStanding, readPins } from "./pins.ts";

export type ContractStanding = {
	readonly name: string;
	readonly address: Hex;
	/** It is pinned by its address, or what it delegates to is. */
	readonly byAddress: boolean;
} & Pick<PinStanding, "is" | "found">;

export type Standings = {
	readonly contracts: readonly ContractStanding[];
	readonly facts: Facts;
};

/**
 * All of it by proof.
 * @param read all of what it is given, under one block
 * @throws what `read` throws, no-proof-window
 */
export const readStandings = async (
	profile: Watchable,
	read: (wanted: readonly WantedAccount[]) => Promise<PinReading>,
): Promise<Standings> => {
	const { facts } = await readFacts(profile, read);
	const { pins } = await readPins(profile, read);
	return {
		facts,
		contracts: pins.map(({ pinned, is, found }) => {
			const { name, address, codeHash, behind } = pinned;
			const byAddress = codeHash === null || behind?.codeHash === null;
			return { name, address, is, found, byAddress };
		}),
	};
};
