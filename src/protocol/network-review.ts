// A review of a network file, as the signer shows it on its own port: receipt/network-review.ts makes it. Bounds are above
// what a review can hold, so that none is ever cut on the way.

import {
	type Decoded,
	hash,
	int,
	list,
	nullable,
	record,
	text,
} from "../base/decode.ts";

export const networkReview = record({
	name: text(40),
	title: text(60),
	chainId: int(1),
	/** Of the whole file. */
	hash,
	/** Of the one it takes the place of. */
	replaces: nullable(hash),
	/** What moves money first. Each is confirmed by itself, by its id. */
	groups: list(
		record({
			id: hash,
			/** The chain's title. */
			chain: text(60),
			about: text(80),
			lines: list(
				record({
					path: text(700),
					says: text(1_200),
					/** Null: it comes anew. */
					was: nullable(text(600)),
					/** Null: it goes. */
					is: nullable(text(600)),
				}),
				4_000,
				1,
			),
		}),
		500,
	),
});
export type NetworkReviewView = Decoded<typeof networkReview>;
