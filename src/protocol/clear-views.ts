// What a call or typed data says by a descriptor, as the signer read it: lines one below the other, and all that no line tells of.

import type { Decoded } from "../base/decode.ts";
import * as d from "../base/decode.ts";
import { amount } from "./amount.ts";
import { wording } from "./message.ts";

/** Bytes of one value. */
const mostBytes = 65_536;
export const mostClearLines = 240;
/** A number below zero too. */
const whole = d.text(80);

const values = d.variant({
	number: { value: whole },
	flag: { value: d.flag },
	text: { value: d.text(mostBytes) },
	bytes: { value: d.hexUpTo(mostBytes) },
	address: { value: d.address },
	coin: { amount },
	token: {
		token: d.address,
		amount,
		/** So much that it is meant to have no end. */
		isUnlimited: d.flag,
		/** What the descriptor calls an amount like that. */
		says: d.nullable(wording(200)),
	},
	nft: { collection: d.address, id: amount },
	/** Unix seconds. */
	date: { timeS: whole },
	block: { number: whole },
	duration: { seconds: whole },
	choice: { says: d.text(80), value: whole },
	unit: { value: whole, decimals: d.int(0, 77), base: d.text(20) },
	/** A call inside the call; where it is read, its lines follow one deeper. */
	call: {
		to: d.address,
		data: d.hexUpTo(mostBytes),
		intent: d.nullable(wording(200)),
	},
});
export const clearValue = values.decode;
export type ClearValueView = Decoded<typeof clearValue>;

const views = d.variant({
	read: {
		/** Whose contract it is, as the descriptor says; null: by a standard, which the contract may follow or not. */
		owner: d.nullable(d.text(80)),
		intent: wording(200),
		/** The function's name, or the type's. */
		name: d.text(120),
		lines: d.list(
			d.record({ depth: d.int(0, 4), label: wording(200), value: clearValue }),
			mostClearLines,
		),
		/** What no line tells of, as it stands. */
		rest: d.list(
			d.record({ depth: d.int(0, 4), name: d.text(400), value: clearValue }),
			mostClearLines,
		),
	},
	/** A descriptor of this contract ships, and the data is not what it says such data is. */
	unfit: { owner: d.text(80) },
});
export const clearView = views.decode;
export type ClearView = Decoded<typeof clearView>;
export type ClearReadView = Extract<ClearView, { readonly kind: "read" }>;
