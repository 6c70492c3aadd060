// A profile held against L1: for each contract that it names, whether that is at its address with the code it pins, and what
// stands at the places it names. For who writes or imports a profile.

import type { Hex } from "../base/bytes.ts";
import { pinnedOf } from "../l2/checks.ts";
import type { Watchable } from "../l2/kind.ts";
import { type FactReading, lookOf } from "../l2/look.ts";
import { type PinnedStanding, standingOf } from "../l2/pinned.ts";
import type { WantedAccount } from "../state/capture.ts";
import { type Facts, factsWanted, readFacts } from "./facts.ts";

export type ContractStanding = {
	readonly name: string;
	readonly address: Hex;
	readonly is: PinnedStanding["is"];
	/** What is there instead: an implementation, or a hash of code; null where it is as it should be or not known. */
	readonly found: Hex | null;
};

export type Standings = {
	readonly contracts: readonly ContractStanding[];
	readonly facts: Facts;
};

const foundOf = (standing: PinnedStanding): Hex | null =>
	standing.is === "upgraded"
		? standing.to
		: standing.is === "other-code"
			? standing.codeHash
			: null;

/**
 * All of it by proof.
 * @param read all of what it is given, under one block
 * @throws what `read` throws, no-proof-window
 */
export const readStandings = async (
	profile: Watchable,
	read: (wanted: readonly WantedAccount[]) => Promise<FactReading>,
): Promise<Standings> => {
	const { facts, more } = await readFacts(profile, read);
	const look = lookOf(await read(factsWanted(profile, more)));
	return {
		facts,
		contracts: pinnedOf(profile).map((contract) => {
			const standing = standingOf(look, contract);
			const { name, address } = contract;
			return { name, address, is: standing.is, found: foundOf(standing) };
		}),
	};
};
