// A ZKsync chain, live: has its diamond and its newest proved batch proved, and looks for the bytes behind the batch's hash. Every
// conclusion is made by the rules in checks/; here is only the search.

import { Fault } from "../../../base/fault.ts";
import type { AccountClaim, Execution } from "../../../source/execution.ts";
import type { Pool } from "../../../source/pool.ts";
import type { Capture, WantedAccount } from "../../../state/capture.ts";
import { wordHex } from "../../../state/storage-layout.ts";
import type { Header } from "../../../state/values.ts";
import type { Verified } from "../../../trust/verified.ts";
import { numberIn } from "../../look.ts";
import { contractPremises } from "../../proved.ts";
import type { Rollup, RollupNews } from "../../rollup.ts";
import { concludeZksyncConfig, zksyncConfigWanted } from "../checks/config.ts";
import type { ZksyncProfile } from "../checks/profile.ts";
import { concludeZksyncRoot, zksyncRootWanted } from "../checks/root.ts";
import { concludeZksyncState } from "../checks/state.ts";
import type { ZksyncRoot, ZksyncState } from "../checks/values.ts";
import { findStoredBatch } from "./batch.ts";
import { openZksyncProver } from "./prover.ts";

export type ZksyncParts = {
	readonly profile: ZksyncProfile;
	/** Over the L1 endpoints. */
	readonly l1: Capture;
	readonly l1Pool: Pool<Execution>;
};

/** What a ZKsync chain's news are. */
export type ZksyncNews = RollupNews<ZksyncRoot, ZksyncState>;

/** The newest proved batch may be another one under each block that is looked at. */
const mostTries = 3;

const wantedWith = (
	profile: ZksyncProfile,
	batchNumber: number,
): readonly WantedAccount[] => [
	...zksyncConfigWanted(profile),
	zksyncRootWanted(profile, batchNumber),
];

/** Which batch an endpoint states to be the newest that is proved: a hint; only a safe number is asked for. */
const statedIn = (
	{ slots, diamond }: ZksyncProfile,
	claims: readonly AccountClaim[],
): number | null => {
	const key = wordHex(slots.batchesVerified);
	const [own] = claims;
	if (own?.address !== undefined && own.address !== diamond.address)
		return null;
	return numberIn(
		own?.storageProof.find((slot) => slot.key === key)?.value ?? null,
	);
};

/** The newest root under a verified L1 header. */
const openRoots = ({ profile, l1 }: ZksyncParts) => {
	/** Which batch is asked for along with the diamond, before it is known which is the newest. */
	let guess = 0;
	let last: Verified<ZksyncRoot> | null = null;
	let lastHeader: Verified<Header> | null = null;

	const captureAhead: Rollup["captureAhead"] = async (signal) => {
		const claims = await l1.capture(wantedWith(profile, guess), signal);
		const now = statedIn(profile, claims);
		if (now === null || now === guess) return;
		guess = now;
		await l1.capture(wantedWith(profile, guess), signal);
	};

	const rootAt = async (
		header: Verified<Header>,
		signal: AbortSignal | undefined,
	): Promise<Verified<ZksyncRoot>> => {
		if (
			last !== null &&
			lastHeader !== null &&
			lastHeader.value.blockHash === header.value.blockHash &&
			lastHeader.value.grade.finality === header.value.grade.finality
		)
			return last;
		for (let tries = 0; tries < mostTries; tries++) {
			const proved = await l1.prove(header, wantedWith(profile, guess), signal);
			const config = concludeZksyncConfig(
				profile,
				contractPremises(proved.slice(0, -1)),
			);
			const { batchesVerified } = config.value;
			if (batchesVerified !== guess) {
				guess = batchesVerified;
				continue;
			}
			const hash = proved.at(-1);
			last = concludeZksyncRoot([config, ...(hash?.slots ?? [])]);
			lastHeader = header;
			return last;
		}
		throw new Fault("no-proof-window", "the newest batch changes at each look");
	};

	return { captureAhead, rootAt };
};

export const openZksync = (parts: ZksyncParts): Rollup<ZksyncNews> => {
	const { profile, l1Pool } = parts;
	const { captureAhead, rootAt } = openRoots(parts);
	/** The bytes that were found for the last batch, by its hash. */
	let found: {
		readonly storedHash: ZksyncRoot["storedHash"];
		readonly preimage: `0x${string}`;
	} | null = null;
	let state: Verified<ZksyncState> | null = null;

	const stateOf = async (
		root: Verified<ZksyncRoot>,
		signal: AbortSignal | undefined,
	): Promise<Verified<ZksyncState>> => {
		// the same root has the same state, under which proofs are kept
		if (state?.premises[0] === root) return state;
		const { storedHash } = root.value;
		if (found?.storedHash !== storedHash)
			found = {
				storedHash,
				preimage: await findStoredBatch(l1Pool, root, signal),
			};
		state = concludeZksyncState(root, found);
		return state;
	};

	return {
		profile,
		captureAhead,
		newest: async (header, signal) => {
			const root = await rootAt(header, signal);
			const block = await stateOf(root, signal);
			return { block, root, claimed: [], notes: [] };
		},
		prover: openZksyncProver(),
	};
};
