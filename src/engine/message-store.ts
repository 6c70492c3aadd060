// The messages on disk. One changes at a time, and each change is on disk before anybody sees it or acts on it.

import { serial } from "../base/async.ts";
import type { Hex } from "../base/bytes.ts";
import { Fault } from "../base/fault.ts";
import type { Clock, Store } from "../source/ports.ts";
import {
	type MessageEntry,
	messageEntryText,
	messageEvidenceKey,
	messageKey,
	readMessages,
	withMessageSignature,
} from "./message-record.ts";

/** Signed messages that are kept; the oldest go. */
const mostKept = 500;

export type MessageStore = {
	readonly get: (id: string) => MessageEntry | undefined;
	/** The newest first. */
	readonly list: () => readonly MessageEntry[];
	/** On disk when it resolves, with what it rests on. @throws storage */
	readonly put: (entry: MessageEntry, evidence: string) => Promise<void>;
	/** @throws order-unknown, order-evidence, storage */
	readonly sign: (
		id: string,
		signature: Hex,
		own: bigint | null,
	) => Promise<MessageEntry>;
	/** Off the disk, unless it is signed. @returns what is left of it */
	readonly drop: (id: string) => Promise<MessageEntry | undefined>;
	/** The person's own act. @throws order-unknown while it waits */
	readonly forget: (id: string) => Promise<void>;
	/** What a signed one rested on. @throws order-unknown, storage */
	readonly evidence: (id: string) => Promise<string>;
};

/** @throws storage */
export const openMessageStore = async (
	store: Store,
	clock: Clock,
	problem: (fault: Fault) => void,
): Promise<MessageStore> => {
	const entries = await readMessages(store, problem);
	const inTurn = serial();

	const remove = async (id: string): Promise<void> => {
		await store.putAll([
			{ table: "receipts", key: messageKey(id), value: null },
			{ table: "receipts", key: messageEvidenceKey(id), value: null },
		]);
		entries.delete(id);
	};
	const known = (id: string): MessageEntry => {
		const found = entries.get(id);
		if (found === undefined)
			throw new Fault("order-unknown", `no message ${id}`);
		return found;
	};
	const list = (): readonly MessageEntry[] =>
		[...entries.values()].sort((a, b) => b.request.madeMs - a.request.madeMs);
	const makeRoom = async (): Promise<void> => {
		const signed = list().filter(({ signature }) => signature !== null);
		for (const { request } of signed.slice(mostKept)) await remove(request.id);
	};

	return {
		get: (id) => entries.get(id),
		list,
		put: (entry, evidence) =>
			inTurn(async () => {
				const { id } = entry.request;
				if (entries.get(id)?.signature != null) return;
				await store.putAll([
					{
						table: "receipts",
						key: messageKey(id),
						value: messageEntryText(entry),
					},
					{ table: "receipts", key: messageEvidenceKey(id), value: evidence },
				]);
				entries.set(id, entry);
			}),
		sign: (id, signature, own) =>
			inTurn(async () => {
				const was = known(id);
				const entry = withMessageSignature(was, signature, clock.nowMs(), own);
				if (entry !== was) {
					const value = messageEntryText(entry);
					await store.put("receipts", messageKey(id), value);
					entries.set(id, entry);
					await makeRoom();
				}
				return entry;
			}),
		drop: (id) =>
			inTurn(async () => {
				if (entries.get(id)?.signature === null) await remove(id);
				return entries.get(id);
			}),
		forget: (id) =>
			inTurn(async () => {
				if (known(id).signature === null)
					throw new Fault("order-unknown", `message ${id} still waits`);
				await remove(id);
			}),
		evidence: async (id) => {
			known(id);
			const found = await store.get("receipts", messageEvidenceKey(id));
			if (found === undefined)
				throw new Fault("storage", `the evidence of message ${id} is gone`);
			return found;
		},
	};
};
