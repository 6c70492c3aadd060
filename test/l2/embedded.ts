// The embedded network's rollup as a profile of the wallet's own form.

import { decodeRollupProfile, type OpProfile } from "../../src/l2/profile.ts";
import type { OpProfile as NetworkProfile } from "../network/op/profile.ts";

/** Slots that the wallet needs beside those the network names; contracts-bedrock 0.17.3's storage layouts. */
const moreSlots = { blacklist: 58, gameStatus: 0, gameClaims: 2 };

/** @param l1 name of the L1 network as the wallet knows it */
export const embeddedProfile = (
	made: NetworkProfile,
	l1: string,
	policy: OpProfile["policy"] = {
		finality: "final",
		who: "proposed",
		ages: { show: 86_400, answer: 3600, order: 900, sign: 900 },
	},
): OpProfile =>
	decodeRollupProfile(
		{
			kind: "op-games-v1",
			name: "embedded-op",
			title: made.name,
			chainId: made.chainId,
			l1,
			l1ChainId: made.l1ChainId,
			blockTimeS: made.blockTimeS,
			explorer: "",
			coin: { symbol: "ETH", decimals: 18 },
			tokens: made.tokens.map((token) => ({
				...token,
				balancesSlot: made.slots.tokenBalances,
			})),
			policy,
			contracts: made.contracts,
			game: made.game,
			slots: {
				implementation: made.implementationSlot,
				sequencerKey: made.slots.sequencerKey,
				anchors: made.slots.anchors,
				gameImplementations: made.slots.gameImplementations,
				games: made.slots.games,
				gameList: made.slots.gameList,
				respectedType: made.slots.portalRespectedGameType,
				...moreSlots,
			},
			messagePasser: made.messagePasser,
			unchallengedForS: made.unchallengedS,
			gamesLookedAt: 8,
		},
		"profile",
	);
