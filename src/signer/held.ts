// What the engine has offered, by id, until it is decided. What was shown under an id can never be another thing later.

import { type Hex, utf8 } from "../base/bytes.ts";
import { Fault } from "../base/fault.ts";
import { keccakHex } from "../crypto/hash.ts";

/** Decided ones, kept for an engine that did not hear of it. They take the room of none that waits. */
const mostDecided = 8;

export type HeldOffers<O> = {
	readonly get: (id: string) => O | undefined;
	/** Has anything with this id been offered since this signer began, whatever became of it? */
	readonly hasSeen: (id: string) => boolean;
	readonly list: () => readonly O[];
	readonly drop: (id: string) => void;
};

/** @param what "order" or "message", for the fault */
export const openHeld = <O extends { readonly id: string }>(
	what: string,
	isDecided: (offer: O) => boolean,
) => {
	const offers = new Map<string, O>();
	/** What each id stands for: the hash of its text, for the texts of all would fill the memory. */
	const texts = new Map<string, Hex>();
	const asked: HeldOffers<O> = {
		get: (id) => offers.get(id),
		hasSeen: (id) => texts.has(id),
		list: () => [...offers.values()],
		drop: (id) => {
			offers.delete(id);
		},
	};
	return {
		asked,
		/** Is it the first of its id? @throws order-evidence when the id stood for another text */
		isNew: (id: string, text: string): boolean => {
			const before = texts.get(id);
			if (before !== undefined && before !== keccakHex(utf8(text)))
				throw new Fault("order-evidence", `${id} stands for another ${what}`);
			return before === undefined;
		},
		put: (offer: O, text: string): O => {
			texts.set(offer.id, keccakHex(utf8(text)));
			offers.set(offer.id, offer);
			return offer;
		},
		/** How many ids ever stood for something. */
		ids: (): number => texts.size,
		waiting: (): readonly O[] =>
			[...offers.values()].filter((one) => !isDecided(one)),
		/** A decided one makes room: what was made of it stays with the engine. */
		makeRoom: (): void => {
			const decided = [...offers.values()].filter(isDecided);
			for (const one of decided.slice(0, -mostDecided)) offers.delete(one.id);
		},
	};
};
