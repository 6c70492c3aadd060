// What of an exit is read and judged in another way by each release of the contracts: which games there are, and which of them a
// withdrawal may be proved against. All else on the way is the same.

import type { Hex } from "../../../base/bytes.ts";
import type { ExitL1 } from "../../../exit/module.ts";
import type { GameFacts, OpFacts } from "./state.ts";

/** Since when which games count. */
export type Respect = Pick<OpFacts, "respectedType" | "respectedSinceS">;

export type ExitRules = {
	/** Are games of that type of a make that the profile knows? */
	readonly isRead: (type: number) => boolean;
	/** What these games are, by proof; null for one that is no game of this rollup and its makes. */
	readonly readGames: (
		l1: ExitL1,
		games: readonly Hex[],
	) => Promise<readonly (GameFacts | null)[]>;
	/** May a withdrawal be proved against it, as L1 sees it, without the sure prospect of having to do so again? */
	readonly isFit: (respect: Respect, game: GameFacts) => boolean;
	/** Is it of a type that does not count? */
	readonly isOtherKind: (respect: Respect, game: GameFacts | null) => boolean;
};
