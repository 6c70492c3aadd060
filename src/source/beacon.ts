// One question to one beacon node over its REST interface. What comes back is bytes or JSON and a name: a claim. It knows
// paths and media types, not what the objects mean.
// Source: https://github.com/ethereum/beacon-APIs/tree/v4.0.0/apis/beacon/light_client

import * as d from "../base/decode.ts";
import { Fault } from "../base/fault.ts";
import type { Claim, Endpoint } from "./claim.ts";
import type { Clock, Fetch } from "./ports.ts";

export type BeaconPorts = { readonly fetch: Fetch; readonly clock: Clock };

export type BeaconRequest = {
	/** From /eth/ on. */
	readonly path: string;
	readonly maxBytes: number;
	/** SSZ first, JSON if the node has no other; or JSON alone. */
	readonly form: "ssz" | "json";
	readonly timeoutMs?: number;
	readonly signal?: AbortSignal;
};

export type BeaconAnswer =
	| {
			readonly form: "ssz";
			/** The Eth-Consensus-Version header, where the node sends it and the browser shows it. */
			readonly version: string | null;
			readonly bytes: Uint8Array;
	  }
	| { readonly form: "json"; readonly json: unknown };

const defaultTimeoutMs = 10_000;
const octets = "application/octet-stream";

/**
 * Asks a node once.
 * @throws http-status for an answer other than 200, bad-json, and the faults of the Fetch port; each names the endpoint
 */
export const askBeacon = async (
	ports: BeaconPorts,
	endpoint: Endpoint,
	request: BeaconRequest,
): Promise<Claim<BeaconAnswer>> => {
	try {
		const reply = await ports.fetch({
			url: `${endpoint.url.replace(/\/+$/, "")}${request.path}`,
			method: "GET",
			accept:
				request.form === "ssz"
					? `${octets};q=1.0,application/json;q=0.9`
					: "application/json",
			maxBytes: request.maxBytes,
			timeoutMs: request.timeoutMs ?? defaultTimeoutMs,
			...(request.signal === undefined ? {} : { signal: request.signal }),
		});
		if (reply.bytes.length > request.maxBytes)
			throw new Fault("too-large", `${reply.bytes.length} bytes`);
		if (reply.status !== 200)
			throw new Fault("http-status", `${reply.status} for ${request.path}`);
		return {
			value: answerOf(
				reply.headers["content-type"] ?? "",
				reply.headers["eth-consensus-version"] ?? null,
				reply.bytes,
			),
			from: endpoint.name,
			atMs: ports.clock.nowMs(),
		};
	} catch (thrown) {
		throw thrown instanceof Fault ? thrown.from(endpoint.name) : thrown;
	}
};

const answerOf = (
	contentType: string,
	version: string | null,
	bytes: Uint8Array,
): BeaconAnswer => {
	if (contentType.toLowerCase().startsWith(octets))
		return { form: "ssz", version, bytes };
	let source: string;
	try {
		source = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
	} catch {
		throw new Fault("bad-json", "the answer is not UTF-8");
	}
	return { form: "json", json: d.parseJson(source) };
};
