// A relay of the sequencer's signed payloads, over HTTP: GET /payload/NUMBER, and GET /latest for the newest. What it says is a claim;
// l2/ checks the signature. /latest is also read as Helios' server for the OP Stack answers it: {"data", "signature": {"r", "s",
// "yParity"}}, over the same bytes. Source: a16z/helios, opstack/src/lib.rs (SequencerCommitment).

import { bigToBytes, concat, fromHex, type Hex, toHex } from "../base/bytes.ts";
import type { Decode } from "../base/decode.ts";
import * as d from "../base/decode.ts";
import { bounds } from "./bounds.ts";
import type { Claim, Endpoint } from "./claim.ts";
import { getJson } from "./http.ts";
import type { Clock, Fetch } from "./ports.ts";

const signedPayload = d.record({
	payload: d.hexUpTo(8_000_000),
	signature: d.hex(65),
});

/** With a part of it in front where it is short. */
const word: Decode<Hex> = (raw, path) =>
	toHex(bigToBytes(d.quantity(raw, path), 32));

const commitment = d.record({
	data: d.hexUpTo(8_000_000),
	signature: d.record({ r: word, s: word, yParity: d.oneOf("0x0", "0x1") }),
});

const newestOf: Decode<SignedPayload> = (raw, path) => {
	if (typeof raw !== "object" || raw === null || !("data" in raw))
		return signedPayload(raw, path);
	const { data, signature } = commitment(raw, path);
	const { r, s, yParity } = signature;
	return {
		payload: data,
		signature: toHex(
			concat(fromHex(r), fromHex(s), Uint8Array.of(yParity === "0x1" ? 1 : 0)),
		),
	};
};

export type SignedPayload = { readonly payload: Hex; readonly signature: Hex };

export type Relay = {
	readonly endpoint: Endpoint;
	/** The signed payload of the block, or null when the relay has none. @throws what `exchange` throws, bad-json, bad-field */
	readonly payload: (
		number: number,
		signal?: AbortSignal,
	) => Promise<Claim<SignedPayload | null>>;
	/** The newest; null when the relay has none. @throws as `payload` */
	readonly latest: (
		signal?: AbortSignal,
	) => Promise<Claim<SignedPayload | null>>;
};

export const openRelay = (
	ports: { readonly fetch: Fetch; readonly clock: Clock },
	endpoint: Endpoint,
	timeoutMs = 10_000,
): Relay => ({
	endpoint,
	payload: (number, signal) =>
		getJson(
			ports,
			endpoint,
			{ path: `/payload/${number}`, maxBytes: bounds.payload, timeoutMs },
			(raw) => signedPayload(raw, "payload"),
			signal,
		),
	latest: (signal) =>
		getJson(
			ports,
			endpoint,
			{ path: "/latest", maxBytes: bounds.payload, timeoutMs },
			(raw) => newestOf(raw, "latest"),
			signal,
		),
});
