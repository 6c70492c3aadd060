// Which accounts of a phrase were used: those with a proved nonce or balance on any chain that could be looked at. Places are
// looked at in order until so many in a row were never used (BIP-44).

import type { Hex } from "../../../src/base/bytes.ts";
import type { Fault } from "../../../src/base/fault.ts";
import type { LookView } from "../../../src/protocol/account-ui.ts";

/** Unused ones in a row after which nobody looks further, and how many are asked about at once. */
export const mostGap = 5;
/** A person with more than that has them by another way. */
const mostPlaces = 50;

export type FoundAccount = {
	readonly index: number;
	readonly address: Hex;
	/** What is proved of it, by chain, where it was used. */
	readonly on: readonly {
		readonly chainId: number;
		readonly title: string;
		readonly nonce: number;
		readonly balanceWei: bigint;
	}[];
};

export type Discovery = {
	readonly found: readonly FoundAccount[];
	/** Chains of which nothing could be proved, for at least one of the places. */
	readonly unseen: readonly string[];
	/** How many places were looked at. */
	readonly places: number;
};

const usedOn = (looks: readonly LookView[], address: Hex): FoundAccount["on"] =>
	looks.flatMap(({ chainId, title, found }) =>
		(found?.accounts ?? [])
			.filter((one) => one.address === address)
			.map(({ nonce, balanceWei }) => ({
				chainId,
				title,
				nonce,
				balanceWei: BigInt(balanceWei),
			}))
			.filter(({ nonce, balanceWei }) => nonce > 0 || balanceWei > 0n),
	);

/**
 * @param addresses of so many places from one on, by the signer
 * @param look what the engine proves of them
 * @throws the fault, where no chain could be looked at: nothing is known then, and "unused" would be a guess
 */
export const discover = async (
	addresses: (
		from: number,
		count: number,
	) => Promise<readonly { readonly index: number; readonly address: Hex }[]>,
	look: (of: readonly Hex[]) => Promise<readonly LookView[]>,
	faultOf: (looks: readonly LookView[]) => Fault,
	told: (places: number) => void = () => {},
): Promise<Discovery> => {
	const found: FoundAccount[] = [];
	const unseen = new Set<string>();
	let gap = 0;
	let from = 0;
	while (gap < mostGap && from < mostPlaces) {
		const places = await addresses(from, mostGap);
		const looks = await look(places.map(({ address }) => address));
		if (looks.every((one) => one.found === null)) throw faultOf(looks);
		for (const one of looks) if (one.found === null) unseen.add(one.title);
		for (const { index, address } of places) {
			const on = usedOn(looks, address);
			gap = on.length === 0 ? gap + 1 : 0;
			if (on.length > 0) found.push({ index, address, on });
		}
		from += mostGap;
		told(from);
	}
	return { found, unseen: [...unseen], places: from };
};
