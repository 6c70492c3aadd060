// One BLS signature by one key: the measure of a period of sync. Native blst alone does it, in Node.

import type { Work } from "../contest.ts";
import { committee } from "../made/committee.ts";
import { withFlip } from "../made/random.ts";
import { syncWork } from "./sync.ts";
import type { Signed } from "./sync-committee.ts";

/** The key is the aggregate's: who signed together has signed as one. */
export const oneSignature: Work<Uint8Array, Signed> = {
	// Of the same name as sync, so that the figure stands among its peers.
	work: syncWork,
	topic: "sync.measure",
	perRun: 1,
	inputs: async () => {
		const { aggregatePubkey, message, signature } = committee();
		return {
			fixed: aggregatePubkey,
			valid: { input: { message, signature }, answer: true },
			flipped: {
				input: { message: withFlip(message, 0), signature },
				answer: false,
			},
		};
	},
	contestants: [],
};
