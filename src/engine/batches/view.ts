// A batch as screens draw it.

import type { Hex } from "../../base/bytes.ts";
import type { AskedBatch, BatchView } from "../../protocol/batch-views.ts";
import type { Entry } from "../../wallet/ledger.ts";
import {
	type BatchAsked,
	type BatchCall,
	batchKeyOf,
	type CallBatch,
	callIdOf,
} from "./record.ts";

const drawnCall = ({ to, valueWei, data }: BatchCall) => ({
	...{ to, valueWei },
	bytes: (data.length - 2) / 2,
});

/** Before the person said anything. */
export const askedBatchOf = ({
	chainId,
	from,
	calls,
}: BatchAsked): AskedBatch => ({
	...{ chainId, from },
	calls: calls.map(drawnCall),
});

const orderOf = (hash: Hex | null, all: readonly Entry[]): string | null =>
	hash === null
		? null
		: (all.find(({ signed }) => signed?.hash === hash)?.order.id ?? null);

export const batchViewOf = (
	batch: CallBatch,
	all: readonly Entry[],
): BatchView => {
	const { origin, chainId, from, madeMs, state, why, calls, steps } = batch;
	return {
		id: batchKeyOf(batch),
		...{ origin, chainId, from, madeMs, state, why },
		calls: calls.map((call, at) => ({
			...drawnCall(call),
			id: callIdOf(batch, at),
			state: steps[at]?.state ?? "waits",
			order: orderOf(steps[at]?.hash ?? null, all),
		})),
	};
};
