// A signed message's receipt as a file, out of what the store keeps of it.

import { Fault } from "../base/fault.ts";
import { decodeEvidence } from "../evidence/evidence.ts";
import { messageReceiptText } from "../receipt/message-receipt.ts";
import { signedSource } from "./message-record.ts";
import type { MessageStore } from "./message-store.ts";

/** @throws order-unknown when it is not signed; bad-json, bad-field when the store was damaged */
export const messageReceipt = async (
	store: MessageStore,
	id: string,
): Promise<string> => {
	const entry = store.get(id);
	if (entry?.signature == null || entry.signedMs === null)
		throw new Fault("order-unknown", `no signed message ${id}`);
	const { digest, signature, signedMs } = entry;
	return messageReceiptText({
		request: signedSource(entry),
		...{ digest, signature, signedMs },
		evidence: decodeEvidence(await store.evidence(id)),
	});
};
