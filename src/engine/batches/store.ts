// The batches on disk. One change at a time, and each is on disk before anybody sees it or acts on it.

import { serial } from "../../base/async.ts";
import { asFault, Fault } from "../../base/fault.ts";
import type { Store } from "../../source/ports.ts";
import {
	batchKeyOf,
	batchText,
	type CallBatch,
	decodeBatch,
} from "./record.ts";

const prefix = "batch.";
/** Under way at once: of one site, and of all. */
const mostOpenASite = 4;
const mostOpen = 32;
/** Those that are over are remembered: the oldest go. */
const mostKeptASite = 32;
const mostKept = 256;

export type BatchStore = {
	readonly get: (key: string) => CallBatch | undefined;
	/** The newest first. */
	readonly list: () => readonly CallBatch[];
	/** @throws too-many, bad-file where something that does not decode lies under its name */
	readonly checkRoom: (origin: string, key: string) => void;
	/**
	 * On disk when it resolves.
	 * @returns the one that is there under its name, if there is one. @throws storage, and as `checkRoom`
	 */
	readonly add: (batch: CallBatch) => Promise<CallBatch>;
	/** On disk when it resolves; one that is gone stays so. @throws storage */
	readonly change: (
		key: string,
		step: (was: CallBatch) => CallBatch,
	) => Promise<CallBatch | undefined>;
	/** The person's own act. @throws order-unknown for one that is under way, or not there */
	readonly forget: (key: string) => Promise<void>;
};

/** A signature of it may still take effect, or another call of it be asked for. */
export const isBatchUnderWay = ({ state, steps }: CallBatch): boolean =>
	state === "open" || steps.some((step) => step.state === "signed");

const readBatches = async (
	store: Store,
	problem: (fault: Fault) => void,
): Promise<{
	readonly batches: Map<string, CallBatch>;
	/** Nothing is written over what does not decode: what of it was sent is not known. */
	readonly unread: ReadonlySet<string>;
}> => {
	const batches = new Map<string, CallBatch>();
	const unread = new Set<string>();
	for (const row of await store.keys("receipts")) {
		if (!row.startsWith(prefix)) continue;
		const key = row.slice(prefix.length);
		try {
			const source = await store.get("receipts", row);
			if (source === undefined) continue;
			const batch = decodeBatch(source);
			if (batchKeyOf(batch) !== key)
				throw new Fault("bad-file", `it is of ${batch.origin.slice(0, 100)}`);
			batches.set(key, batch);
		} catch (thrown) {
			const fault = asFault(thrown);
			if (fault.kind === "unavailable") throw fault;
			unread.add(key);
			problem(
				new Fault("bad-file", `batch ${key.slice(0, 64)}: ${fault.message}`),
			);
		}
	}
	return { batches, unread };
};

/** @throws storage */
export const openBatchStore = async (
	store: Store,
	problem: (fault: Fault) => void,
): Promise<BatchStore> => {
	const { batches, unread } = await readBatches(store, problem);
	const inTurn = serial();
	const write = async (batch: CallBatch): Promise<void> => {
		const key = batchKeyOf(batch);
		await store.put("receipts", prefix + key, batchText(batch));
		batches.set(key, batch);
	};
	const remove = async (key: string): Promise<void> => {
		await store.delete("receipts", prefix + key);
		batches.delete(key);
	};
	const list = (): readonly CallBatch[] =>
		[...batches.values()].sort((a, b) => b.madeMs - a.madeMs);
	const checkRoom: BatchStore["checkRoom"] = (origin, key) => {
		if (unread.has(key))
			throw new Fault("bad-file", `batch ${key} on disk does not decode`);
		const open = list().filter(isBatchUnderWay);
		const own = open.filter((one) => one.origin === origin);
		if (own.length >= mostOpenASite || open.length >= mostOpen)
			throw new Fault("too-many", `${own.length} batches are under way`);
	};
	const makeRoom = async (origin: string): Promise<void> => {
		const over = list().filter((one) => !isBatchUnderWay(one));
		const own = over.filter((one) => one.origin === origin);
		const going = [...own.slice(mostKeptASite), ...over.slice(mostKept)];
		for (const batch of new Set(going)) await remove(batchKeyOf(batch));
	};

	return {
		get: (key) => batches.get(key),
		list,
		checkRoom,
		add: (batch) =>
			inTurn(async () => {
				const key = batchKeyOf(batch);
				const before = batches.get(key);
				if (before !== undefined) return before;
				checkRoom(batch.origin, key);
				await write(batch);
				await makeRoom(batch.origin);
				return batch;
			}),
		change: (key, step) =>
			inTurn(async () => {
				const was = batches.get(key);
				if (was === undefined) return undefined;
				const next = step(was);
				if (next !== was) await write(next);
				return next;
			}),
		forget: (key) =>
			inTurn(async () => {
				const was = batches.get(key);
				if (was === undefined || isBatchUnderWay(was))
					throw new Fault("order-unknown", `batch ${key} is not over`);
				await remove(key);
			}),
	};
};
