// The table of ../shared/kernels: every work with the contestants that run anywhere. native.ts adds those of Node alone.

import {
	type Contest,
	type Contestant,
	contest,
	type Work,
} from "../contest.ts";
import { accountProof } from "./account-proof.ts";
import { committeeKeys } from "./committee-keys.ts";
import { groth16 } from "./groth16.ts";
import { keccak, sha } from "./hashes.ts";
import { syncCommittee } from "./sync-committee.ts";

type InputOf<W> = W extends Work<infer _F, infer I> ? I : never;
type FixedOf<W> = W extends Work<infer F, infer _I> ? F : never;
type For<W> = readonly Contestant<FixedOf<W>, InputOf<W>>[];

/** Contestants that only one runtime has. */
export type More = {
	readonly syncCommittee: For<typeof syncCommittee>;
	readonly committeeKeys: For<typeof committeeKeys>;
	readonly groth16: For<typeof groth16>;
};

const none: More = { syncCommittee: [], committeeKeys: [], groth16: [] };

export const contests = (more: More = none): readonly Contest[] => [
	contest(syncCommittee, more.syncCommittee),
	contest(committeeKeys, more.committeeKeys),
	contest(groth16, more.groth16),
	contest(keccak),
	contest(accountProof),
	contest(sha),
];
