// Games that an AnchorStateRegistry judges, of op-contracts 6 and later, for the search in following.ts.

import { fromHex, type Hex, toHex } from "../../../base/bytes.ts";
import { Fault } from "../../../base/fault.ts";
import type { AccountClaim } from "../../../source/execution.ts";
import type { WantedAccount } from "../../../state/capture.ts";
import { lowAddress, wordHex } from "../../../state/storage-layout.ts";
import type { Verified } from "../../../trust/verified.ts";
import { decodeMadeGame } from "../checks/made-game.ts";
import { concludeRegistry, registryWanted } from "../checks/registry-config.ts";
import { formOf, type OpRegistryProfile } from "../checks/registry-profile.ts";
import {
	blacklistedSlot,
	concludeAnchorGame,
	concludeRegistryGame,
	concludeStart,
	gameIdSlot,
	registryGameWanted,
} from "../checks/registry-root.ts";
import type { OpRoot } from "../checks/root.ts";
import {
	blockAt,
	encodeSuperRoot,
	superRootHash,
} from "../checks/super-root.ts";
import type { OpRegistry, ProposedRoot } from "../checks/values.ts";
import type { AnchorTools, GameRules } from "./game-rules.ts";

const anchorGameWanted = (
	profile: OpRegistryProfile,
	game: Hex,
): readonly WantedAccount[] => [
	{ address: game, slots: [], code: true },
	{
		address: profile.contracts.anchorStateRegistry.address,
		slots: [blacklistedSlot(profile, game)],
	},
];

const isProposed = (root: Verified<OpRoot>): root is Verified<ProposedRoot> =>
	root.value.who !== "claimed";

const anchorGame = async (
	config: Verified<OpRegistry>,
	game: Hex,
	{ prove }: AnchorTools,
): Promise<Verified<ProposedRoot>> => {
	const [own, entry] = await prove(
		anchorGameWanted(config.value.profile, game),
	);
	const [blacklisted] = entry?.slots ?? [];
	if (!own?.code || blacklisted === undefined)
		throw new Fault("not-anchored", `the anchor ${game} is not proved`);
	const root = concludeAnchorGame([config, own.code, blacklisted]);
	if (isProposed(root)) return root;
	throw new Fault("l2-root-unproposed", `the anchor ${game} is blacklisted`);
};

/**
 * The registry keeps a super root to start from as its hash alone. Where this chain is the only one in it, the rest of its preimage
 * is known, and the chain's block of that time gives what is missing.
 */
const startOf = async (
	config: Verified<OpRegistry>,
	{ outputAt }: AnchorTools,
): Promise<Verified<ProposedRoot>> => {
	const { profile, start, game } = config.value;
	if (formOf(game.type).claims === "output-root")
		return concludeStart(config, null);
	if (start.of >> 64n !== 0n)
		throw new Fault("l2-preimage", `the start is of ${start.of}`);
	const preimageOf = (root: Hex): Uint8Array =>
		encodeSuperRoot({
			timeS: start.of,
			chains: [{ id: BigInt(profile.chainId), root }],
		});
	const output = await outputAt(
		blockAt(profile, start.of),
		(root) => superRootHash(preimageOf(root)) === start.root,
		start.root,
	);
	return concludeStart(config, toHex(preimageOf(output)));
};

export const registryGames: GameRules<OpRegistryProfile, OpRegistry> = {
	configWanted: registryWanted,
	concludeConfig: concludeRegistry,
	alsoAhead: (profile, claims: readonly AccountClaim[]) => {
		const key = wordHex(profile.slots.anchorGame);
		const word = claims[0]?.storageProof.find(
			(slot) => slot.key === key,
		)?.value;
		return word === undefined || word === 0n
			? []
			: anchorGameWanted(profile, lowAddress(word));
	},
	gameWanted: registryGameWanted,
	entriesWanted: (profile, game, code) => {
		const made = decodeMadeGame(profile, fromHex(code));
		const { disputeGameFactory, anchorStateRegistry } = profile.contracts;
		return [
			{
				address: disputeGameFactory.address,
				slots: [gameIdSlot(profile, made)],
			},
			{
				address: anchorStateRegistry.address,
				slots: [blacklistedSlot(profile, game)],
			},
		];
	},
	concludeGame: concludeRegistryGame,
	anchor: (config, tools) =>
		config.value.anchorGame === null
			? startOf(config, tools)
			: anchorGame(config, config.value.anchorGame, tools),
};
