// A rollup as the engine follows it: which of its roots on L1 may be shown and answered from, and reading under that root.

import type { Fault } from "../base/fault.ts";
import type { Execution } from "../source/execution.ts";
import type { Pool } from "../source/pool.ts";
import type { Reader } from "./reader.ts";

export type RollupChain = {
	readonly chainId: number;
	readonly title: string;
	readonly pool: Pool<Execution>;
	readonly reader: Reader;
	/** Looks for a newer root under the newest final L1 header. Throws nothing: `fault` says what went wrong. */
	readonly refresh: () => Promise<void>;
	/** Why no root can be shown or answered from, or new orders are stopped; null when all is well. */
	readonly fault: () => Fault | null;
};
