// What a person looks at over proved state: the account is the chosen one, all calls of a look stand on one block, and it comes to its
// end in time.

import type { Hex } from "../base/bytes.ts";
import { Fault } from "../base/fault.ts";
import type { ProvedState } from "../evm/prove.ts";
import type { Chain } from "./chain.ts";
import type { Following } from "./following.ts";
import { inTime } from "./in-time.ts";
import type { EnginePorts } from "./ports.ts";
import { servedState } from "./served.ts";
import type { Settings, SettingsStore } from "./settings.ts";
import type { TraceStore } from "./trace-store.ts";

/** What it takes of the engine. */
export type LookTools = {
	readonly ports: Pick<EnginePorts, "clock">;
	readonly settings: SettingsStore;
	readonly shown: Pick<TraceStore, "remember">;
	/** @throws not-synced before the wallet is set up */
	readonly following: () => Promise<Pick<Following, "chains">>;
};

/** Of the settings as they are now. @throws no-vault */
export const chosenAccount = ({ account }: Pick<Settings, "account">): Hex => {
	if (account === null) throw new Fault("no-vault", "no account yet");
	return account;
};

/** @param what it is of, in words. @throws too-slow, and what `read` throws */
export const lookIn = <T>(
	{ ports }: Pick<LookTools, "ports">,
	chain: Pick<Chain, "tokenState">,
	{ what, mostMs }: { readonly what: string; readonly mostMs: number },
	read: (state: ProvedState, signal: AbortSignal) => Promise<T>,
): Promise<T> =>
	inTime(ports.clock, mostMs, what, (signal) =>
		read(servedState(chain.tokenState(), null), signal),
	);
