// Events of one contract, asked of one endpoint span by span. What it shows are claims.

import { Fault } from "../base/fault.ts";
import type { Execution, LogHint, LogRequest } from "../source/execution.ts";

/** Blocks asked for at once, and how often at most in one look. */
const spanBlocks = 2_000;
const mostSpans = 150;

/** Events from the newest span back, or from the oldest on; `enough` ends it. */
export const walk = async (
	client: Execution,
	request: Pick<LogRequest, "address" | "topics">,
	{ from, to }: { readonly from: number; readonly to: number },
	direction: "back" | "on",
	enough: (logs: readonly LogHint[]) => boolean,
): Promise<void> => {
	let low = from;
	let high = to;
	let size = spanBlocks;
	for (let asked = 0; asked < mostSpans && low <= high; asked++) {
		const span =
			direction === "on"
				? { fromBlock: low, toBlock: Math.min(high, low + size - 1) }
				: { fromBlock: Math.max(low, high - size + 1), toBlock: high };
		let logs: readonly LogHint[];
		try {
			logs = (await client.logs({ ...request, ...span })).value;
		} catch (thrown) {
			// More events than a node gives at once, or blocks than it looks through: ask for less.
			const less =
				thrown instanceof Fault &&
				["bad-field", "rpc-error", "too-large"].includes(thrown.code);
			if (!less || size === 1) throw thrown;
			size = Math.max(1, Math.floor(size / 8));
			continue;
		}
		if (enough(logs)) return;
		size = Math.min(spanBlocks, 2 * size);
		if (direction === "on") low = span.toBlock + 1;
		else high = span.fromBlock - 1;
	}
};
