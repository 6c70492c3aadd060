// A rollup's contracts on L1 as its profile pins them, and whether they are still those: only of code that is known do slots
// mean what the profile says, so what stands in an unknown contract is not read as a fact.

import type { Hex } from "../base/bytes.ts";
import type { WantedAccount } from "../state/capture.ts";
import { addressIn, type Look } from "./look.ts";
import type { Contract, KnownBy, RollupProfile } from "./profile.ts";

/** EIP-1967: keccak256("eip1967.proxy.implementation") - 1, keccak256("eip1967.proxy.admin") - 1. */
export const implementationSlot: Hex =
	"0x360894a13ba1a3210667c828492db98dca3e2076cc3735a920a3ca505d382bbc";
export const adminSlot: Hex =
	"0xb53127684a568b3173ae13b9f8a6016e243e63b6e8ee1178d6a717850b5d6103";

export type Pinned = {
	/** As the profile names it. */
	readonly name: string;
	readonly address: Hex;
	/** Null where it is known by its address alone. */
	readonly codeHash: Hex | null;
	/** Null for one that delegates to no other. */
	readonly behind: {
		readonly implementation: Hex;
		/** Null where it is known by its address alone. */
		readonly codeHash: Hex | null;
		/** Where a proxy that is none of EIP-1967's keeps it; such a one keeps no admin in that standard's place either. */
		readonly slot?: Hex;
	} | null;
	/** What else it may delegate to that the profile knows: what releases before had. */
	readonly earlier?: readonly {
		readonly implementation: Hex;
		readonly codeHash: Hex;
		/** Null where the profile does not say. */
		readonly known?: KnownBy | null;
	}[];
	/** How it is known, as the profile says it; null where that says nothing. */
	readonly known: Contract["known"] | null;
	/** Is it proved that it delegates to no other, where the profile names none? Of a code that this release knows it need not be. */
	readonly isAsked: boolean;
};

export const pinned = (name: string, contract: Contract): Pinned => ({
	name,
	address: contract.address,
	codeHash: contract.codeHash ?? null,
	behind:
		"implementation" in contract
			? {
					implementation: contract.implementation,
					codeHash: contract.implementationCodeHash ?? null,
				}
			: null,
	known: contract.known ?? null,
	isAsked: !("implementation" in contract) && contract.codeHash === undefined,
});

/** The contracts that a profile lists by name. */
export const pinnedByName = ({
	contracts,
}: Pick<RollupProfile, "contracts">): readonly Pinned[] =>
	Object.entries(contracts).map(([name, contract]) => pinned(name, contract));

/** What is read to know them: the proxy with where it delegates to and whom it obeys, and what it should delegate to. */
export const pinnedWanted = (
	all: readonly Pinned[],
): readonly WantedAccount[] =>
	all.flatMap(({ address, behind, isAsked, earlier = [] }) =>
		behind === null
			? [{ address, slots: isAsked ? [implementationSlot] : [] }]
			: [
					{
						address,
						slots:
							behind.slot === undefined
								? [implementationSlot, adminSlot]
								: [behind.slot],
					},
					...[behind, ...earlier].map(({ implementation }) => ({
						address: implementation,
						slots: [],
					})),
				],
	);

/** What `standingOf` needs and no more: an exit asks nothing of who may upgrade. */
export const codeWanted = (all: readonly Pinned[]): readonly WantedAccount[] =>
	all.flatMap(({ address, behind, earlier = [] }) =>
		behind === null
			? [{ address, slots: [] }]
			: [
					{ address, slots: [behind.slot ?? implementationSlot] },
					...[behind, ...earlier].map(({ implementation }) => ({
						address: implementation,
						slots: [],
					})),
				],
	);

/** How a contract stands in a look. */
export type PinnedStanding =
	| { readonly is: "known" }
	| { readonly is: "unread" }
	/** Nothing is at its address, as before it was deployed. */
	| { readonly is: "absent" }
	/** It delegates to another implementation than the profile's, or to one where that names none. */
	| { readonly is: "upgraded"; readonly to: Hex | null }
	| { readonly is: "other-code"; readonly codeHash: Hex };

export const standingOf = (look: Look, contract: Pinned): PinnedStanding => {
	const account = look.account(contract.address);
	if (account === null) return { is: "unread" };
	if (!account.exists) return { is: "absent" };
	if (contract.codeHash !== null && account.codeHash !== contract.codeHash)
		return { is: "other-code", codeHash: account.codeHash };
	const { behind, isAsked } = contract;
	if (behind === null && !isAsked) return { is: "known" };
	const word = look.word(contract.address, behind?.slot ?? implementationSlot);
	if (word === null) return { is: "unread" };
	const to = addressIn(word);
	// The code of a proxy says nothing of the places in its storage: what it delegates to does.
	if (behind === null)
		return word === 0n ? { is: "known" } : { is: "upgraded", to };
	const own = [behind, ...(contract.earlier ?? [])].find(
		({ implementation }) => implementation === to,
	);
	if (own === undefined) return { is: "upgraded", to };
	const code = look.account(own.implementation);
	if (code === null) return { is: "unread" };
	return own.codeHash === null || code.codeHash === own.codeHash
		? { is: "known" }
		: { is: "other-code", codeHash: code.codeHash };
};

/** The word at a contract's place; null unless the contract runs the code that the profile knows. */
export const wordOf = (
	look: Look,
	all: readonly Pinned[],
	address: Hex,
	key: Hex,
): bigint | null => {
	const found = all.find((one) => one.address === address);
	return found !== undefined && standingOf(look, found).is === "known"
		? look.word(address, key)
		: null;
};
