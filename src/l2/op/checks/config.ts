// The rollup's contracts on L1, proved to run the code its profile names, and what they say now: the sequencer's key,
// the number of games, the anchor. Rule op-config.

import type { Hex } from "../../../base/bytes.ts";
import { Fault } from "../../../base/fault.ts";
import type { WantedAccount } from "../../../state/capture.ts";
import {
	bitsOf,
	listSlot,
	mappingSlot,
	nextSlot,
	wordHex,
} from "../../../state/storage-layout.ts";
import type { Account, Slot } from "../../../state/values.ts";
import {
	type AnyVerified,
	conclude,
	premiseBy,
	type Verified,
} from "../../../trust/verified.ts";
import { checkCode } from "../../contracts.ts";
import type { Proxied } from "../../profile.ts";
import { checkOneBlock } from "../../proved.ts";
import { addressOfWord, unpackGameId } from "./games.ts";
import { type OpProfile, opIdentity } from "./profile.ts";
import type { OpConfig } from "./values.ts";

const placesOf = ({ slots, game }: OpProfile) => {
	const type = wordHex(game.type);
	const anchor = mappingSlot(type, slots.anchors);
	return {
		implementation: slots.implementation,
		sequencerKey: slots.sequencerKey,
		gameImplementation: mappingSlot(type, slots.gameImplementations),
		gameCount: wordHex(slots.gameList),
		anchorRoot: anchor,
		anchorNumber: nextSlot(anchor),
		respectedType: wordHex(slots.respectedType),
	};
};

/** The slot of item `index` in the factory's list. */
export const listedGameSlot = ({ slots }: OpProfile, index: number): Hex =>
	listSlot(slots.gameList, index);

/** What has to be proved on L1, all at one block, for `concludeConfig`, in the order it takes it. */
export const configWanted = (profile: OpProfile): readonly WantedAccount[] => {
	const { contracts, game } = profile;
	const at = placesOf(profile);
	const { implementation: own } = at;
	return [
		{
			address: contracts.systemConfig.address,
			slots: [own, at.sequencerKey],
		},
		{
			address: contracts.disputeGameFactory.address,
			slots: [own, at.gameImplementation, at.gameCount],
		},
		{
			address: contracts.anchorStateRegistry.address,
			slots: [own, at.anchorRoot, at.anchorNumber],
		},
		{
			address: contracts.optimismPortal.address,
			slots: [own, at.respectedType],
		},
		...[
			contracts.systemConfig.implementation,
			contracts.disputeGameFactory.implementation,
			contracts.anchorStateRegistry.implementation,
			contracts.optimismPortal.implementation,
			game.implementation,
		].map((address) => ({ address, slots: [] })),
	];
};

type WordOf = (contract: Proxied, key: Hex) => bigint;

/** What was proved, sorted. @throws evidence-step when the premises are not those wanted or not of one L1 block */
const readPremises = (profile: OpProfile, premises: readonly AnyVerified[]) => {
	const wanted = configWanted(profile);
	const slotCount = wanted.reduce((sum, { slots }) => sum + slots.length, 0);
	const accountCount = wanted.filter(({ slots }) => slots.length === 0).length;
	if (premises.length !== slotCount + accountCount)
		throw new Fault(
			"evidence-step",
			`${premises.length} premises of op-config`,
		);
	const slots = premises
		.slice(0, slotCount)
		.map((premise) => premiseBy<Slot>(premise, "mpt-slot"));
	const accounts = premises
		.slice(slotCount)
		.map((premise) => premiseBy<Account>(premise, "mpt-account"));

	const block = checkOneBlock(slots, accounts, profile);
	const word: WordOf = (contract, key) => {
		const found = slots.find(
			({ value }) => value.address === contract.address && value.key === key,
		);
		if (found === undefined)
			throw new Fault("evidence-step", `no slot ${key} of ${contract.address}`);
		return found.value.word;
	};

	return { block, slots, accounts, word };
};

/** Each contract runs the profile's code, behind its proxy too, and games are clones of the profile's. @throws not-anchored, l2-unknown-code */
const checkContracts = (
	profile: OpProfile,
	{ slots, accounts, word }: ReturnType<typeof readPremises>,
): void => {
	const { contracts, game } = profile;
	const at = placesOf(profile);
	for (const [what, contract] of Object.entries(contracts)) {
		// The proxy's account is what its slots were proved under.
		const slot = slots.find(({ value }) => value.address === contract.address);
		const proxy = premiseBy<Account>(slot?.premises[0], "mpt-account");
		checkCode(proxy.value, contract.address, contract.codeHash, what);
		const implementation = addressOfWord(word(contract, at.implementation));
		if (implementation !== contract.implementation)
			throw new Fault(
				"l2-unknown-code",
				`${what} has the implementation ${implementation}`,
			);
	}
	for (const [i, contract] of Object.values(contracts).entries())
		checkCode(
			accountAt(accounts, i),
			contract.implementation,
			contract.implementationCodeHash,
			"an implementation",
		);
	checkCode(
		accountAt(accounts, 4),
		game.implementation,
		game.codeHash,
		"the game",
	);
};

/**
 * The contracts as the profile knows them.
 * @param premises the slots of `configWanted` in their order, then the accounts that it wants no slots of
 * @throws not-anchored when a contract is not there yet at that block; l2-unknown-code when one runs other code, has
 * another implementation, or respects another game type;
 * evidence-step when the premises are not those wanted or not of one L1 block
 */
export const concludeConfig = (
	profile: OpProfile,
	premises: readonly AnyVerified[],
): Verified<OpConfig> => {
	const { contracts, game } = profile;
	const at = placesOf(profile);
	const read = readPremises(profile, premises);
	const { block, word } = read;
	checkContracts(profile, read);

	const { disputeGameFactory, anchorStateRegistry, optimismPortal } = contracts;
	const playing = addressOfWord(
		word(disputeGameFactory, at.gameImplementation),
	);
	if (playing !== game.implementation)
		throw new Fault("l2-unknown-code", `games are made from ${playing}`);
	const respected = word(optimismPortal, at.respectedType);
	if (bitsOf(respected, 0, 32) !== BigInt(game.type))
		throw new Fault(
			"l2-unknown-code",
			`games of type ${bitsOf(respected, 0, 32)} are respected`,
		);
	const value: OpConfig = {
		profile,
		at: block,
		sequencer: addressOfWord(word(contracts.systemConfig, at.sequencerKey)),
		gameCount: Number(word(disputeGameFactory, at.gameCount)),
		anchor: {
			root: wordHex(word(anchorStateRegistry, at.anchorRoot)),
			l2BlockNumber: Number(word(anchorStateRegistry, at.anchorNumber)),
		},
		respectedSinceS: Number(bitsOf(respected, 32, 64)),
	};
	return conclude("op-config", premises, value, {
		profile: opIdentity(profile),
	});
};

const accountAt = (
	accounts: readonly Verified<Account>[],
	index: number,
): Account => {
	const account = accounts[index];
	if (account === undefined)
		throw new Fault("evidence-step", "an account is missing");
	return account.value;
};

/** The game that an item of the factory's list names: a hint of where to look, until op-root proves it. */
export const listedGame = (word: bigint): Hex => unpackGameId(word).game;
