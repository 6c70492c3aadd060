// Every work, with the contestants that run anywhere: the checks of the kernels, and sync. native.ts adds the contestants
// of Node alone.

import {
	type Contest,
	type Contestant,
	contest,
	type Work,
} from "../contest.ts";
import { accountProof } from "./account-proof.ts";
import { committeeKeys } from "./committee-keys.ts";
import { ethCall } from "./eth-call.ts";
import { groth16 } from "./groth16.ts";
import { keccak, sha } from "./hashes.ts";
import { oneSignature } from "./one-signature.ts";
import { plonk } from "./plonk.ts";
import { recheck } from "./recheck.ts";
import { replay } from "./replay.ts";
import { simulateSwap, simulateTransfer } from "./simulate.ts";
import { sync } from "./sync.ts";
import { syncCommittee } from "./sync-committee.ts";

type For<W> =
	W extends Work<infer Fixed, infer Input>
		? readonly Contestant<Fixed, Input>[]
		: never;

/** Contestants that only one runtime has. */
export type More = {
	readonly syncCommittee: For<typeof syncCommittee>;
	readonly committeeKeys: For<typeof committeeKeys>;
	readonly groth16: For<typeof groth16>;
	readonly plonk: For<typeof plonk>;
	readonly recheck: For<typeof recheck>;
	readonly oneSignature: For<typeof oneSignature>;
};

const none: More = {
	syncCommittee: [],
	committeeKeys: [],
	groth16: [],
	plonk: [],
	recheck: [],
	oneSignature: [],
};

/** Of one topic, one contest or several. @param periods recorded; 0 when there are none, and then no sync */
export const contests = (
	periods: number,
	more: More = none,
): readonly Contest[] => [
	contest(syncCommittee, more.syncCommittee),
	contest(committeeKeys, more.committeeKeys),
	contest(groth16, more.groth16),
	contest(plonk, more.plonk),
	contest(recheck, more.recheck),
	contest(replay),
	contest(ethCall),
	contest(simulateTransfer),
	contest(simulateSwap),
	contest(keccak),
	contest(accountProof),
	contest(sha),
	...(periods > 0
		? [contest(oneSignature, more.oneSignature), contest(sync(periods))]
		: []),
];
