// Games that the portal judges, of contracts-bedrock 0.17, for the search in following.ts.

import { fromHex } from "../../../base/bytes.ts";
import { concludeConfig, configWanted } from "../checks/config.ts";
import { decodeGameCode } from "../checks/games.ts";
import type { OpProfile } from "../checks/profile.ts";
import {
	concludeAnchor,
	concludeGame,
	gameEntries,
	gameWanted,
} from "../checks/root.ts";
import type { OpConfig } from "../checks/values.ts";
import type { GameRules } from "./game-rules.ts";

export const portalGames: GameRules<OpProfile, OpConfig> = {
	configWanted,
	concludeConfig,
	alsoAhead: () => [],
	gameWanted,
	entriesWanted: (profile, game, code) => {
		const made = decodeGameCode(fromHex(code));
		const { id, blacklisted } = gameEntries(profile, game, made);
		const { disputeGameFactory, optimismPortal } = profile.contracts;
		return [
			{ address: disputeGameFactory.address, slots: [id] },
			{ address: optimismPortal.address, slots: [blacklisted] },
		];
	},
	concludeGame,
	anchor: async (config) => concludeAnchor(config),
};
