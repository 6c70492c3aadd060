// A site's wallet_sendCalls: which batch it asks for, and which order each of its calls.

import { type Hex, toQuantity } from "../../base/bytes.ts";
import { Fault } from "../../base/fault.ts";
import type { Json } from "../../base/immutable.ts";
import type { BatchRequest } from "../../protocol/batches.ts";
import type { SendRequest } from "../queue.ts";
import { sendAsked } from "../send-from-page.ts";
import type { BatchAsked } from "./record.ts";

/** Where calls are sent. */
export type CallsOn = {
	readonly chainId: number;
	readonly title: string;
	/** Are calls simulated there? */
	readonly calls: boolean;
};

/** @throws batch-chain, batch-atomic */
export const batchOf = (
	request: BatchRequest,
	origin: string,
	from: Hex,
	{ chainId, title }: Pick<CallsOn, "chainId" | "title">,
): Omit<BatchAsked, "id"> & { readonly id: string | null } => {
	if (request.chainId !== BigInt(chainId))
		throw new Fault(
			"batch-chain",
			`chain ${request.chainId}: calls are sent on ${title} alone`,
		);
	// An account runs no code that would carry out several: each call is a transaction, and one is whole by itself.
	if (request.atomicRequired && request.calls.length > 1)
		throw new Fault("batch-atomic", `${request.calls.length} transactions`);
	return {
		...{ origin, from, chainId },
		id: request.id ?? null,
		calls: request.calls.map(({ to, data, value }) => ({
			to: to ?? null,
			valueWei: (value ?? 0n).toString(),
			data: data ?? "0x",
		})),
	};
};

/** @throws as `sendAsked` */
export const callRequestOf = (
	{ origin, from, chainId, calls }: BatchAsked,
	at: number,
	l1: CallsOn,
): SendRequest => {
	const call = calls[at];
	if (call === undefined) throw new RangeError(`"at" is ${at}`);
	const { to, valueWei, data } = call;
	return sendAsked({ from, to, data, value: BigInt(valueWei) }, origin, {
		chainId,
		l1,
	});
};

/** What the wallet can do beyond one call after another: nothing, on every chain where it sends calls. */
export const capabilitiesOn = (
	{ chainId, calls }: CallsOn,
	wanted: readonly bigint[] | null,
): Json =>
	calls && (wanted === null || wanted.includes(BigInt(chainId)))
		? { [toQuantity(chainId)]: { atomic: { status: "unsupported" } } }
		: {};
