// What following an OP rollup asks of its release: what is proved of its contracts and games, and the rules that conclude from
// that. The search itself (following.ts) is the same for all of them.

import type { Hex } from "../../../base/bytes.ts";
import type { AccountClaim } from "../../../source/execution.ts";
import type { ProvedAccount, WantedAccount } from "../../../state/capture.ts";
import type { AnyVerified, Verified } from "../../../trust/verified.ts";
import type { OpRoot, SequencerWord } from "../checks/root.ts";
import type {
	AnyOpProfile,
	OpContracts,
	ProposedRoot,
} from "../checks/values.ts";

/** What an anchor may need besides the contracts. */
export type AnchorTools = {
	/** Proves on L1, under the header that the contracts are proved under. */
	readonly prove: (
		wanted: readonly WantedAccount[],
	) => Promise<readonly ProvedAccount[]>;
	/** The output root of a block for which `isIt` holds, from the rollup's endpoints. @throws not-anchored when none has it */
	readonly outputAt: (
		number: number,
		isIt: (output: Hex) => boolean,
		wanted: Hex,
	) => Promise<Hex>;
};

export type GameRules<
	P extends AnyOpProfile = AnyOpProfile,
	C extends OpContracts = OpContracts,
> = {
	/** All at one block, the factory's slots in the second place. */
	readonly configWanted: (profile: P) => readonly WantedAccount[];
	readonly concludeConfig: (
		profile: P,
		premises: readonly AnyVerified[],
	) => Verified<C>;
	/** What captured claims of the contracts lead to, besides the games listed: hints of where to look. */
	readonly alsoAhead: (
		profile: P,
		claims: readonly AccountClaim[],
	) => readonly WantedAccount[];
	readonly gameWanted: (profile: P, game: Hex) => WantedAccount;
	/** Of a game with that code: its id in the factory, and whether it is blacklisted; a slot each. @throws l2-game */
	readonly entriesWanted: (
		profile: P,
		game: Hex,
		code: Hex,
	) => readonly WantedAccount[];
	/** @param premises the contracts, the game's code, its two entries, its own slots */
	readonly concludeGame: (
		premises: readonly AnyVerified[],
		signed: SequencerWord | null,
	) => Verified<OpRoot>;
	/** @throws why there is none that stands */
	readonly anchor: (
		config: Verified<C>,
		tools: AnchorTools,
	) => Promise<Verified<ProposedRoot>>;
};
