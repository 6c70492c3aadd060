// The relay: hands the sequencer's signed payloads to whoever asks, over HTTP.
//   GET /latest        the newest, as {"payload": hex, "signature": hex} (payload.ts says what they hold)
//   GET /payload/123   that of L2 block 123
// 404 when there is none. Told to lie, it serves something else.

import { keccak256 } from "viem";
import type { Hex } from "../../../src/base/bytes.ts";
import { openHttp, type Switchable } from "./http.ts";
import { type SignedPayload, signPayload } from "./payload.ts";
import type { Sequencer } from "./sequencer.ts";

/**
 * `stale`: the newest is the one that was newest when the lie began. `other-key`: the true payload under another key's
 * signature. `altered`: the true signature over a payload with one byte changed. `conflicting`: a payload for the same
 * height with another state root, signed by the sequencer's key. A function: whatever it makes of the honest answer,
 * which is undefined for a block that the sequencer did not sign.
 */
export type RelayLie =
	| "stale"
	| "other-key"
	| "altered"
	| "conflicting"
	| ((
			number: number,
			honest: SignedPayload | undefined,
	  ) => SignedPayload | undefined);

export type Relay = Switchable & {
	readonly setLie: (lie: RelayLie | undefined) => void;
};

const strangerKey = keccak256("0x5e1a");

/** Flips a bit of the state root (the payload's bytes 84 to 115: root, parent hash, fee recipient come before it). */
const alter = (payload: Hex): Hex => {
	const at = 2 + 2 * 90;
	const digit = Number.parseInt(payload.charAt(at), 16) ^ 1;
	return `0x${payload.slice(2, at)}${digit.toString(16)}${payload.slice(at + 1)}`;
};

export const openRelay = async (
	port: number,
	chainId: number,
	sequencer: Sequencer,
): Promise<Relay> => {
	let lie: RelayLie | undefined;
	let frozenAt: number | undefined;

	const told = (number: number): SignedPayload | undefined => {
		const honest = sequencer.payload(number);
		if (typeof lie === "function") return lie(number, honest);
		if (honest === undefined || lie === undefined || lie === "stale")
			return honest;
		if (lie === "other-key")
			return signPayload(chainId, honest.payload, strangerKey);
		if (lie === "altered") return { ...honest, payload: alter(honest.payload) };
		return sequencer.conflicting(number, keccak256(honest.payload));
	};

	const server = await openHttp(port, async (_method, path) => {
		const wanted = /^\/payload\/([0-9]{1,10})$/.exec(path)?.[1];
		const number =
			wanted !== undefined
				? Number(wanted)
				: path === "/latest"
					? (frozenAt ?? sequencer.newest())
					: undefined;
		const payload = number === undefined ? undefined : told(number);
		return payload === undefined
			? { status: 404, body: { error: "no such payload" } }
			: { status: 200, body: payload };
	});
	return {
		...server,
		setLie: (next) => {
			lie = next;
			frozenAt = next === "stale" ? sequencer.newest() : undefined;
		},
	};
};
