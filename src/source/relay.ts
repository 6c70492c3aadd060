// A relay of the sequencer's signed payloads, over HTTP: GET /payload/NUMBER. What it says is a claim; l2/ checks the
// signature.

import type { Hex } from "../base/bytes.ts";
import * as d from "../base/decode.ts";
import { bounds } from "./bounds.ts";
import type { Claim, Endpoint } from "./claim.ts";
import { getJson } from "./http.ts";
import type { Clock, Fetch } from "./ports.ts";

const signedPayload = d.record({
	payload: d.hexUpTo(8_000_000),
	signature: d.hex(65),
});

export type SignedPayload = { readonly payload: Hex; readonly signature: Hex };

export type Relay = {
	readonly endpoint: Endpoint;
	/** The signed payload of the block, or null when the relay has none. @throws what `exchange` throws, bad-json, bad-field */
	readonly payload: (
		number: number,
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
});
