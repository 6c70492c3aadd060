// The contracts on L1 that an OP rollup's state or an exit from it rests on.

import { type Pinned, pinned, pinnedByName } from "../../pinned.ts";
import type { OpProfile } from "./profile.ts";
import { verifiersIn } from "./registry-config.ts";
import type { OpRegistryProfile, Released } from "./registry-profile.ts";

export const opPinned = (profile: OpProfile): readonly Pinned[] => [
	...pinnedByName(profile),
	pinned("faultDisputeGame", {
		address: profile.game.implementation,
		codeHash: profile.game.codeHash,
	}),
	...pinnedByName({ contracts: profile.exit?.contracts ?? {} }),
];

/** The proxies of a profile with what they may delegate to; those of its way out too. */
const releasedOf = ({
	contracts,
	exit,
}: OpRegistryProfile): { readonly [name: string]: Released } =>
	exit === undefined
		? contracts
		: {
				...contracts,
				optimismPortal: exit.contracts.optimismPortal,
				superchainConfig: exit.contracts.superchainConfig,
			};

/** Each make of games once, by its type; where there are several of one, the later ones are counted. */
const makesOf = ({ games }: OpRegistryProfile) => {
	const makes = games.filter(
		({ implementation }, i) =>
			games.findIndex((one) => one.implementation === implementation) === i,
	);
	return makes.map((one, i) => {
		const before = makes.slice(0, i).filter(({ type }) => type === one.type);
		const count = before.length === 0 ? "" : `.${before.length + 1}`;
		return { ...one, name: `disputeGame${one.type}${count}` };
	});
};

/**
 * And of one whose games an AnchorStateRegistry judges. Makes of games that are known by their address are looked at as other contracts
 * that are: that something is there, and delegates to no other.
 */
export const registryPinned = (
	profile: OpRegistryProfile,
): readonly Pinned[] => [
	...Object.entries(releasedOf(profile)).map(([name, contract]) => ({
		...pinned(name, contract),
		earlier: (contract.earlier ?? []).map((one) => ({
			implementation: one.implementation,
			codeHash: one.implementationCodeHash,
			known: one.known ?? null,
		})),
	})),
	...makesOf(profile).map(({ implementation, codeHash, known, name }) =>
		pinned(name, {
			address: implementation,
			...(codeHash === undefined ? {} : { codeHash }),
			...(known === undefined ? {} : { known: { code: known } }),
		}),
	),
	...verifiersIn(profile.games).map((verifier, i) =>
		pinned(`proofVerifier${i + 1}`, verifier),
	),
];
