// The rollup's contracts on L1, proved to run the code its profile names, and what they say now: the sequencer's key,
// the number of games, the anchor. Rule op-config.

import type { Hex } from "../../../base/bytes.ts";
import { Fault } from "../../../base/fault.ts";
import type { WantedAccount } from "../../../state/capture.ts";
import * as s from "../../../state/storage-layout.ts";
import {
	type AnyVerified,
	conclude,
	type Verified,
} from "../../../trust/verified.ts";
import { checkCode } from "../../contracts.ts";
import type { Proxied } from "../../profile.ts";
import {
	checkContracts,
	implementationWanted,
	provedContracts,
	proxyWanted,
} from "../../proved.ts";
import { addressOfWord, unpackGameId } from "./games.ts";
import { type OpProfile, opIdentity } from "./profile.ts";
import type { OpConfig } from "./values.ts";

const placesOf = ({ slots, game }: OpProfile) => {
	const type = s.wordHex(game.type);
	const anchor = s.mappingSlot(type, slots.anchors);
	return {
		implementation: slots.implementation,
		sequencerKey: slots.sequencerKey,
		gameImplementation: s.mappingSlot(type, slots.gameImplementations),
		gameCount: s.wordHex(slots.gameList),
		anchorRoot: anchor,
		anchorNumber: s.nextSlot(anchor),
		respectedType: s.wordHex(slots.respectedType),
	};
};

/** The slot of item `index` in the factory's list. */
export const listedGameSlot = (
	{ slots }: { readonly slots: Pick<OpProfile["slots"], "gameList"> },
	index: number,
): Hex => s.listSlot(slots.gameList, index);

/** What has to be proved on L1, all at one block, for `concludeConfig`, in the order it takes it. */
export const configWanted = (profile: OpProfile): readonly WantedAccount[] => {
	const { contracts, game } = profile;
	const at = placesOf(profile);
	const { implementation: own } = at;
	return [
		proxyWanted(contracts.systemConfig, [own, at.sequencerKey]),
		proxyWanted(contracts.disputeGameFactory, [
			own,
			at.gameImplementation,
			at.gameCount,
		]),
		proxyWanted(contracts.anchorStateRegistry, [
			own,
			at.anchorRoot,
			at.anchorNumber,
		]),
		proxyWanted(contracts.optimismPortal, [own, at.respectedType]),
		...[
			contracts.systemConfig,
			contracts.disputeGameFactory,
			contracts.anchorStateRegistry,
			contracts.optimismPortal,
		].map(implementationWanted),
		{ address: game.implementation, slots: [] },
	];
};

/**
 * The contracts as the profile knows them.
 * @param premises what `configWanted` wants, in the order of `contractPremises`
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
	const wanted = configWanted(profile);
	const proved = provedContracts(premises, wanted, profile, "op-config");
	checkContracts(proved, contracts, at.implementation);
	const { implementation, codeHash } = game;
	checkCode(proved.account(implementation), implementation, codeHash, "a game");
	const word = ({ address }: Proxied, key: Hex): bigint =>
		proved.word(address, key);

	const { disputeGameFactory, anchorStateRegistry, optimismPortal } = contracts;
	const playing = addressOfWord(
		word(disputeGameFactory, at.gameImplementation),
	);
	if (playing !== implementation)
		throw new Fault("l2-unknown-code", `games are made from ${playing}`);
	const respected = word(optimismPortal, at.respectedType);
	if (s.bitsOf(respected, 0, 32) !== BigInt(game.type))
		throw new Fault(
			"l2-unknown-code",
			`games of type ${s.bitsOf(respected, 0, 32)} are respected`,
		);
	const value: OpConfig = {
		profile,
		at: proved.block,
		sequencer: addressOfWord(word(contracts.systemConfig, at.sequencerKey)),
		gameCount: Number(word(disputeGameFactory, at.gameCount)),
		anchor: {
			root: s.wordHex(word(anchorStateRegistry, at.anchorRoot)),
			l2BlockNumber: Number(word(anchorStateRegistry, at.anchorNumber)),
		},
		respectedSinceS: Number(s.bitsOf(respected, 32, 64)),
	};
	return conclude("op-config", premises, value, {
		profile: opIdentity(profile),
	});
};

/** The game that an item of the factory's list names: a hint of where to look, until op-root proves it. */
export const listedGame = (word: bigint): Hex => unpackGameId(word).game;
