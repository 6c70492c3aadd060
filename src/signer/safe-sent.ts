// What accounts of this wallet carried out in Safes while this signer lives. The word of who sends such a transaction holds for every
// number of the Safe: where two accounts are its owners, each could carry out the same, and both would pay. The engine looks for that
// in its records; here it is looked for again, for the engine is not believed.

import { Fault } from "../base/fault.ts";
import type { CheckedOffer } from "./offers.ts";

const mostKept = 256;

type CarriedOut = {
	readonly chainId: number;
	readonly safe: string;
	readonly from: string;
	/** The Safe's count as it was proved then. */
	readonly count: number;
};

export type SafeSent = {
	/** @throws safe-under-way where another account carried out something there, at a count that the Safe is proved not to be past */
	readonly check: (checked: CheckedOffer) => void;
	/** It was signed. */
	readonly signed: (checked: CheckedOffer) => void;
};

const sentOf = (checked: CheckedOffer): CarriedOut | null => {
	if (checked.kind !== "call" || checked.reading.safe === null) return null;
	const { chainId, from } = checked.transfer;
	const { state, nonce } = checked.reading.safe;
	return { chainId, from, safe: state.address, count: nonce };
};

export const openSafeSent = (): SafeSent => {
	const all: CarriedOut[] = [];
	return {
		check: (checked) => {
			const now = sentOf(checked);
			if (now === null) return;
			const other = all.find(
				({ chainId, safe, from, count }) =>
					chainId === now.chainId &&
					safe === now.safe &&
					from !== now.from &&
					count >= now.count,
			);
			if (other !== undefined)
				throw new Fault(
					"safe-under-way",
					`${other.from} carries out one of ${other.safe}`,
				);
		},
		signed: (checked) => {
			const now = sentOf(checked);
			if (now === null) return;
			all.push(now);
			if (all.length > mostKept) all.shift();
		},
	};
};
