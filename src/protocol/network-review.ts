// A review of a network file, as the signer shows it on its own port: receipt/network-review.ts makes it. Bounds are above
// what a review can hold, so that none is ever cut on the way.

import type { Decoded } from "../base/decode.ts";
import * as d from "../base/decode.ts";

export const networkReview = d.record({
	name: d.text(40),
	title: d.text(60),
	chainId: d.int(1),
	/** Of the whole file. */
	hash: d.hash,
	/** Of the one it takes the place of. */
	replaces: d.nullable(d.hash),
	/** What moves money first. Each is confirmed by itself, by its id. */
	groups: d.list(
		d.record({
			id: d.hash,
			/** The chain's title. */
			chain: d.text(60),
			about: d.text(80),
			lines: d.list(
				d.record({
					path: d.text(700),
					says: d.text(1_200),
					/** Null: it comes anew. */
					was: d.nullable(d.text(600)),
					/** Null: it goes. */
					is: d.nullable(d.text(600)),
				}),
				4_000,
				1,
			),
		}),
		500,
	),
});
export type NetworkReviewView = Decoded<typeof networkReview>;
