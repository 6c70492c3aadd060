// The rollup's contracts on L1 by op-contracts 6, 7 or 8, proved to run the code its profile names, and what they say now: which
// games count and are played, since when, and what the anchor is. Rule op-registry-config. Source of the layouts: op-contracts 7,
// snapshots/storageLayout of AnchorStateRegistry, DisputeGameFactory, SystemConfig.

import { bigToBytes, concat, type Hex, toHex } from "../../../base/bytes.ts";
import { Fault } from "../../../base/fault.ts";
import type { WantedAccount } from "../../../state/capture.ts";
import * as s from "../../../state/storage-layout.ts";
import {
	type AnyVerified,
	conclude,
	type Verified,
} from "../../../trust/verified.ts";
import { checkCode, checkStays } from "../../contracts.ts";
import { implementationSlot } from "../../pinned.ts";
import type { Proxied } from "../../profile.ts";
import {
	checkContracts,
	implementationWanted,
	type ProvedContracts,
	provedContracts,
	proxyWanted,
	type ReadContracts,
} from "../../proved.ts";
import { addressOfWord } from "./games.ts";
import { argsLengthOf, checkGameArgs } from "./made-game.ts";
import {
	type OpRegistryProfile,
	type PinnedGame,
	type Released,
	registryIdentity,
} from "./registry-profile.ts";
import type { OpRegistry } from "./values.ts";

/** Where Solidity keeps the content of `bytes` that are longer than 31: so many words from there. */
const argsSlots = (
	{ slots }: OpRegistryProfile,
	game: PinnedGame,
): { readonly head: Hex; readonly words: readonly Hex[] } => {
	const head = s.mappingSlot(s.wordHex(game.type), slots.gameArgs);
	const count = Math.ceil(argsLengthOf(game) / 32);
	return {
		head,
		words: Array.from({ length: count }, (_, i) => s.listSlot(head, i)),
	};
};

/** Where the factory keeps what games of that type delegate to. */
export const playedSlot = (
	{ slots }: OpRegistryProfile,
	{ type }: PinnedGame,
): Hex => s.mappingSlot(s.wordHex(type), slots.gameImplementations);

const unique = (some: readonly Hex[]): readonly Hex[] => [...new Set(some)];

const registryPlaces = ({ slots }: OpRegistryProfile) => {
	const start = s.wordHex(slots.startingRoot);
	return {
		factory: s.wordHex(slots.factory),
		anchorGame: s.wordHex(slots.anchorGame),
		start,
		startOf: s.nextSlot(start),
		respected: s.wordHex(slots.respectedType),
	};
};

/** A make of games as something that is known by its code or by its address. */
export const asProxied = ({ implementation, codeHash }: PinnedGame) => ({
	implementation,
	...(codeHash === undefined ? {} : { implementationCodeHash: codeHash }),
});

/** All that a contract of the profile may delegate to. */
export const mayRun = (contract: Released): readonly Proxied[] => {
	const { earlier = [], ...today } = contract;
	return [
		today,
		...earlier.map(({ implementation, implementationCodeHash }) => ({
			...today,
			implementation,
			implementationCodeHash,
		})),
	];
};

/** What has to be proved on L1, all at one block, for `concludeRegistry`, in the order it takes it. */
export const registryWanted = (
	profile: OpRegistryProfile,
): readonly WantedAccount[] => {
	const { contracts, slots, games } = profile;
	const own = slots.implementation;
	const implementations = [
		...Object.values(contracts).flatMap(mayRun),
		...games.map(asProxied),
	].map((one) =>
		implementationWanted({ address: "0x", codeHash: "0x", ...one }),
	);
	return [
		proxyWanted(contracts.anchorStateRegistry, [
			own,
			...Object.values(registryPlaces(profile)),
		]),
		proxyWanted(
			contracts.disputeGameFactory,
			unique([
				own,
				s.wordHex(slots.gameList),
				...games.map((game) => playedSlot(profile, game)),
				...games.flatMap((game) => {
					const { head, words } = argsSlots(profile, game);
					return [head, ...words];
				}),
			]),
		),
		proxyWanted(contracts.systemConfig, [own, slots.sequencerKey]),
		...implementations.filter(
			({ address }, i) =>
				implementations.findIndex((one) => one.address === address) === i,
		),
	];
};

/** The contract with what it delegates to now, where this wallet knows that; else as the profile has it. */
export const asItRuns = (
	{ word }: Pick<ReadContracts, "word">,
	contract: Released,
	inProxy: Hex,
): Proxied => {
	const behind = word(contract.address, inProxy);
	const all = mayRun(contract);
	return (
		all.find(({ implementation }) => BigInt(implementation) === behind) ??
		contract
	);
};

/** The make of games that is respected and that the factory plays, with the code behind it. @throws l2-unknown-code */
export const playedNow = (
	profile: OpRegistryProfile,
	proved: ReadContracts,
	type: bigint,
): PinnedGame => {
	const factory = profile.contracts.disputeGameFactory.address;
	const ofType = profile.games.filter((one) => BigInt(one.type) === type);
	const game = ofType.find(
		(one) =>
			proved.word(factory, playedSlot(profile, one)) ===
			BigInt(one.implementation),
	);
	if (game === undefined)
		throw new Fault(
			"l2-unknown-code",
			ofType.length === 0
				? `games of type ${type} are respected`
				: `games of type ${type} are of another make`,
		);
	const { implementation, codeHash } = game;
	if (codeHash !== undefined)
		checkCode(
			proved.account(implementation),
			implementation,
			codeHash,
			"a game",
		);
	else
		checkStays(
			proved.code(implementation).bytes,
			proved.word(implementation, implementationSlot),
			"a game",
		);
	return game;
};

/** What the factory gives each game of a make. @throws l2-unknown-code for more or less than such games are given */
const argsOf = (
	profile: OpRegistryProfile,
	proved: ProvedContracts,
	game: PinnedGame,
): Hex => {
	const factory = profile.contracts.disputeGameFactory.address;
	const { head, words } = argsSlots(profile, game);
	const length = argsLengthOf(game);
	const said = proved.word(factory, head);
	// bytes of more than 31: twice the length and one; of none: zero
	if (said !== (length === 0 ? 0n : BigInt(2 * length + 1)))
		throw new Fault(
			"l2-unknown-code",
			`the factory gives games of type ${game.type} other arguments`,
		);
	const bytes = concat(
		...words.map((key) => bigToBytes(proved.word(factory, key), 32)),
	);
	return toHex(bytes.subarray(0, length));
};

/**
 * The contracts as the profile knows them.
 * @param premises the slots of `registryWanted` in their order, then the accounts that it wants no slots of, then the codes
 * @throws not-anchored when a contract is not there yet at that block; l2-unknown-code when one runs other code or has another
 * implementation, when games are respected or played that the profile does not know, when the registry judges another factory's;
 * l2-game when the factory makes games for another chain or registry;
 * evidence-step when the premises are not those wanted or not of one L1 block
 */
export const concludeRegistry = (
	profile: OpRegistryProfile,
	premises: readonly AnyVerified[],
): Verified<OpRegistry> => {
	const { contracts, slots } = profile;
	const proved = provedContracts(
		premises,
		registryWanted(profile),
		profile,
		"op-registry-config",
	);
	checkContracts(
		proved,
		Object.fromEntries(
			Object.entries(contracts).map(([name, contract]) => [
				name,
				asItRuns(proved, contract, slots.implementation),
			]),
		),
		slots.implementation,
	);
	const registry = contracts.anchorStateRegistry.address;
	const factory = contracts.disputeGameFactory.address;
	const at = registryPlaces(profile);
	const judged = addressOfWord(proved.word(registry, at.factory));
	if (judged !== factory)
		throw new Fault(
			"l2-unknown-code",
			`the registry judges games of ${judged}`,
		);
	const respected = proved.word(registry, at.respected);
	const game = playedNow(profile, proved, s.bitsOf(respected, 0, 32));
	const gameArgs = argsOf(profile, proved, game);
	checkGameArgs(profile, game, gameArgs);
	const anchorGame = proved.word(registry, at.anchorGame);
	const value: OpRegistry = {
		profile,
		at: proved.block,
		sequencer: addressOfWord(
			proved.word(contracts.systemConfig.address, slots.sequencerKey),
		),
		gameCount: Number(proved.word(factory, s.wordHex(slots.gameList))),
		// retired are those made in that second too: AnchorStateRegistry.sol, isGameRetired
		respectedSinceS: Number(s.bitsOf(respected, 32, 64)) + 1,
		game,
		gameArgs,
		anchorGame: anchorGame === 0n ? null : addressOfWord(anchorGame),
		start: {
			root: s.wordHex(proved.word(registry, at.start)),
			of: proved.word(registry, at.startOf),
		},
	};
	return conclude("op-registry-config", premises, value, {
		profile: registryIdentity(profile),
	});
};
