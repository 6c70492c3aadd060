// The contracts that a profile pins, held against L1 one by one: by the hashes of their code, or by address, where it is proved that
// what is there stays. For the screen of a layer 2 and for who keeps profiles current.

import type { Hex } from "../base/bytes.ts";
import { Fault } from "../base/fault.ts";
import { pinnedOf } from "../l2/checks.ts";
import { checkStays } from "../l2/contracts.ts";
import type { Watchable } from "../l2/kind.ts";
import { addressIn, type FactReading, lookOf } from "../l2/look.ts";
import {
	implementationSlot,
	type Pinned,
	type PinnedStanding,
	pinnedWanted,
	standingOf,
} from "../l2/pinned.ts";
import type { WantedAccount } from "../state/capture.ts";
import type { Code } from "../state/values.ts";
import { joinWanted } from "../state/wanted.ts";
import type { Verified } from "../trust/verified.ts";

/** With the codes that were wanted. */
export type PinReading = Pick<FactReading, "basis"> & {
	readonly reads: readonly (FactReading["reads"][number] & {
		readonly code: Verified<Code> | null;
	})[];
};

export type PinStanding = {
	readonly pinned: Pinned;
	/** `may-change`: it is known by its address alone, and what is there need not stay. */
	readonly is: PinnedStanding["is"] | "may-change";
	/** What is there instead: an implementation, or a hash of code; null where it is as it should be or not known. */
	readonly found: Hex | null;
	/** What a release before had and it delegates to still; null where that is today's. */
	readonly runs: NonNullable<Pinned["earlier"]>[number] | null;
};

/** Where that is known by its address alone: what it holds, and for an implementation whether it is a proxy itself. */
const byAddress = ({ address, codeHash, behind }: Pinned): WantedAccount[] => [
	...(codeHash === null ? [{ address, slots: [], code: true }] : []),
	...(behind === null || behind.codeHash !== null
		? []
		: [
				{
					address: behind.implementation,
					slots: [implementationSlot],
					code: true,
				},
			]),
];

export const pinsWanted = (pins: readonly Pinned[]): readonly WantedAccount[] =>
	joinWanted([...pinnedWanted(pins), ...pins.flatMap(byAddress)]);

const foundOf = (standing: PinnedStanding): Hex | null =>
	standing.is === "upgraded"
		? standing.to
		: standing.is === "other-code"
			? standing.codeHash
			: null;

/** @throws no-proof-window when the reading is not all of one block */
export const pinStandings = (
	pins: readonly Pinned[],
	reading: PinReading,
): readonly PinStanding[] => {
	const look = lookOf(reading);
	const staysAt = (address: Hex, behind: bigint): boolean => {
		const code = reading.reads.find(
			({ account }) => account.value.address === address,
		)?.code;
		try {
			checkStays(code?.value.bytes ?? "0x", behind, address);
			return true;
		} catch (thrown) {
			if (thrown instanceof Fault) return false;
			throw thrown;
		}
	};
	const runsOf = ({
		address,
		behind,
		earlier = [],
	}: Pinned): PinStanding["runs"] => {
		const to = addressIn(
			look.word(address, behind?.slot ?? implementationSlot),
		);
		return earlier.find(({ implementation }) => implementation === to) ?? null;
	};
	return pins.map((pinned) => {
		const standing = standingOf(look, pinned);
		if (standing.is !== "known")
			return {
				...{ pinned, is: standing.is },
				...{ found: foundOf(standing), runs: null },
			};
		const { address, codeHash, behind } = pinned;
		const runs = runsOf(pinned);
		const stays =
			(codeHash !== null || staysAt(address, 0n)) &&
			(behind === null ||
				runs !== null ||
				behind.codeHash !== null ||
				staysAt(
					behind.implementation,
					look.word(behind.implementation, implementationSlot) ?? 1n,
				));
		return { pinned, is: stays ? "known" : "may-change", found: null, runs };
	});
};

/**
 * All pins of a profile, by proof.
 * @param read all of what it is given, under one block
 * @throws what `read` throws, no-proof-window
 */
export const readPins = async (
	profile: Watchable,
	read: (wanted: readonly WantedAccount[]) => Promise<PinReading>,
): Promise<{
	readonly pins: readonly PinStanding[];
	readonly at: FactReading["basis"]["value"];
}> => {
	const pins = pinnedOf(profile);
	const reading = await read(pinsWanted(pins));
	return { pins: pinStandings(pins, reading), at: reading.basis.value };
};
