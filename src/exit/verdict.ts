// What the watch comes to: the shape of a verdict over the facts, and of the signs it rests on. How it is reached is in stall.ts.

import type { SilenceLimits } from "../l2/profile.ts";
import type { Message } from "../protocol/message.ts";
import type { Finality } from "../trust/grade.ts";
import type { Mark } from "./timeline.ts";

/** Why there is no verdict. */
export type Why =
	| "clock" // this device's clock is wrong
	| "offline" // no endpoint of L1 answers
	| "syncing" // this wallet has just begun to follow L1
	| "l1-stale" // Ethereum itself does not go on, or does not become final
	| "no-proofs" // endpoints answer, but prove nothing of the rollup
	| "first-look" // nothing to compare with yet
	| "away"; // this wallet did not look for so long that something may have come at any time

export type SignalState = "alive" | "idle" | "late" | "stalled" | "unknown";

/** One sign of life, as far as it is proved. Times are Unix seconds by L1's clock. */
export type Signal = {
	readonly mark: Mark;
	readonly state: SignalState;
	/** Nothing came for at least so long up to the newest look. */
	readonly silentS: number;
	/** Since when nothing came. */
	readonly sinceS: number;
	/** The last one came at this time or later; null when not even that is known. */
	readonly lastS: number | null;
	readonly limits: SilenceLimits;
	/** It rests on the transactions of an account alone that only the profile names. */
	readonly isNamed: boolean;
};

export type Alarm = {
	readonly kind: "deadline" | "frozen" | "paused" | "enforced";
	readonly sinceS: number | null;
	readonly says: Message;
};

export type Verdict = {
	readonly kind:
		| "alive"
		| "late"
		| "stalled"
		| "frozen"
		| "unknown"
		| "not-visible";
	/** Since when it is so: of the silence, of the freeze. Unix seconds by L1's clock. */
	readonly sinceS: number | null;
	/** The L1 block it rests on: its time and how final it was; null before the first look. */
	readonly asOf: {
		readonly timeS: number;
		readonly blockNumber: number;
		readonly finality: Finality;
	} | null;
	/** For `unknown`; null else. */
	readonly why: Why | null;
	/** The sign that decides; null where none does. */
	readonly fact: Mark | "frozen" | null;
	/** For people. */
	readonly says: Message;
	/** The facts it rests on, one message each. */
	readonly because: readonly Message[];
	/** What speaks against it, or what else it could be. */
	readonly against: readonly Message[];
	readonly signals: readonly Signal[];
	/** Each for itself, whatever the verdict: what L1 proved does not go away with this device's network. */
	readonly alarms: readonly Alarm[];
};
