// Collectibles on the person's list: one of a collection, and whether the account has it, by its contract's own answer.

import type { Decode, Decoded } from "../base/decode.ts";
import * as d from "../base/decode.ts";
import { Fault } from "../base/fault.ts";
import { amount } from "./amount.ts";
import { gradeView } from "./grade-view.ts";

/** On one list. */
export const mostCollectibles = 64;

export const collectibleName = {
	chainId: d.int(1),
	address: d.address,
	/** Which of them. */
	item: amount,
	/** By which standard it is held: one has one owner, the other amounts. */
	standard: d.oneOf("erc721", "erc1155"),
};
const named = d.record(collectibleName);
export type CollectibleName = Decoded<typeof named>;

export const collectibleView = d.record({
	...collectibleName,
	/** How many the account has, proved; null: its contract gives no answer, or none could be had. */
	held: d.nullable(amount),
	/** Of what `held` was read at; null with it. */
	grade: d.nullable(gradeView),
	blockNumber: d.nullable(d.int()),
	trailId: d.nullable(d.text(80)),
});
export type CollectibleView = Decoded<typeof collectibleView>;

/** Of one picture that a contract holds itself. */
export const mostPictureBytes = 256_000;

/** Of one that a gateway gives. */
export const mostFetchedBytes = 2_000_000;

/** Bytes of a known kind, as a page draws them. @throws bad-field */
const image =
	(mostBytes: number, form: RegExp): Decode<string> =>
	(raw, path) => {
		const text = d.text(Math.ceil(mostBytes / 3) * 4 + 40)(raw, path);
		if (!form.test(text))
			throw new Fault("bad-field", `"${path}" is no picture`);
		return text;
	};

const pictures = d.variant({
	/** Out of the contract's own answer. */
	here: {
		image: image(
			mostPictureBytes,
			/^data:image\/(png|jpeg|gif|webp|svg\+xml);base64,[A-Za-z0-9+/]+={0,2}$/,
		),
	},
	/** What a gateway gave for the place that the contract names. */
	fetched: {
		image: image(
			mostFetchedBytes,
			/^data:image\/(png|jpeg|gif|webp|avif);base64,[A-Za-z0-9+/]+={0,2}$/,
		),
		host: d.text(120),
		/** Every byte has the hash that the contract's own answer leads to. */
		isNamed: d.flag,
	},
	/** It lies at this address, and nothing of it was fetched. */
	elsewhere: { at: d.text(1_100) },
});
export const collectiblePicture = pictures.decode;
export type CollectiblePicture = Decoded<typeof collectiblePicture>;
