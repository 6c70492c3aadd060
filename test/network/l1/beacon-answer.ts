// What the beacon API's routes have in common: the form of an answer, the two ways to refuse, block ids.

import { isHex } from "../../../src/base/bytes.ts";
import type { Block } from "./block.ts";
import type { View } from "./light.ts";

/** An answer that is made only in the form that is asked for. */
export type Answer = {
	readonly json: () => unknown;
	/** Only what has a form in SSZ. */
	readonly ssz?: () => Uint8Array;
	/** For Eth-Consensus-Version, where the answer depends on the fork. */
	readonly fork?: string;
};

/** The path's first group, and the whole address for its query. */
export type Route = {
	readonly path: RegExp;
	readonly answer: (id: string, url: URL) => Answer;
};

export class NotFound extends Error {}
export class BadRequest extends Error {}

/** @throws NotFound naming `what` */
export const found = <T>(value: T | undefined, what: string): T => {
	if (value === undefined) throw new NotFound(`${what} not found`);
	return value;
};

/** @throws NotFound, BadRequest */
export const resolveBlock = (view: View, id: string): Block => {
	if (id === "head") return view.head;
	if (id === "finalized") return view.finalized;
	if (id === "justified") return view.justified;
	if (id === "genesis") return view.first;
	if (isHex(id, 32)) return found(view.byRoot(id), "block");
	if (!/^\d{1,15}$/.test(id)) throw new BadRequest(`block id "${id}"`);
	return found(view.atSlot(Number(id)), "block");
};

/** @throws BadRequest */
export const queryInt = (url: URL, name: string): number => {
	const raw = url.searchParams.get(name) ?? "";
	if (!/^\d{1,15}$/.test(raw)) throw new BadRequest(`query "${name}"`);
	return Number(raw);
};
