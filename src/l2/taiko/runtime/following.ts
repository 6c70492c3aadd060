// A Taiko rollup, live: has its contracts proved, asks an endpoint for the block whose hash the inbox keeps, and has the checkpoint of
// that block's number proved. Every conclusion is made by the rules beside this file; here is only what is asked for.

import type { Hex } from "../../../base/bytes.ts";
import { asFault, isOurs } from "../../../base/fault.ts";
import { openRecent } from "../../../base/recent.ts";
import type { AccountClaim, Execution } from "../../../source/execution.ts";
import type { Pool } from "../../../source/pool.ts";
import type { Capture } from "../../../state/capture.ts";
import { checkHeader } from "../../../state/header.ts";
import { wordHex } from "../../../state/storage-layout.ts";
import type { Header } from "../../../state/values.ts";
import type { Finality } from "../../../trust/grade.ts";
import { servedBy } from "../../../trust/served.ts";
import type { Verified } from "../../../trust/verified.ts";
import { contractPremises } from "../../proved.ts";
import type { Rollup, RollupNews } from "../../rollup.ts";
import { concludeTaikoConfig, taikoConfigWanted } from "../checks/config.ts";
import type { TaikoProfile } from "../checks/profile.ts";
import { concludeTaikoRoot, taikoRootWanted } from "../checks/root.ts";
import { concludeTaikoState } from "../checks/state.ts";
import type { TaikoBlock, TaikoRoot } from "../checks/values.ts";

export type TaikoParts = {
	readonly profile: TaikoProfile;
	/** Over the L1 endpoints. */
	readonly l1: Capture;
	/** The rollup's endpoints. */
	readonly l2: Pool<Execution>;
};

export type TaikoNews = RollupNews<TaikoRoot, TaikoBlock>;

/** A header that has the hash it was asked for by, with who gave it. */
type FoundHeader = {
	readonly rlp: Hex;
	readonly number: number;
	readonly from: string;
};

const mostRecent = 16;

/** Headers by their hash; one that was fetched is kept. */
const openHeaders = ({ l2 }: TaikoParts) => {
	const headers = openRecent<FoundHeader>(mostRecent);

	/** @throws l2-preimage, bad-rlp, and what the endpoints fail with when none has the block */
	const get = async (
		hash: Hex,
		signal: AbortSignal | undefined,
	): Promise<FoundHeader> => {
		const known = headers.get(hash);
		if (known !== undefined) return known;
		return l2.first(async ({ name, client }) => {
			const { value } = await client.header({ hash }, signal);
			const { blockNumber } = checkHeader(value.rlp, hash, "l2-preimage");
			const found = { rlp: value.rlp, number: blockNumber, from: name };
			headers.put(hash, found);
			return found;
		});
	};
	return { get, isKnown: (hash: Hex) => headers.get(hash) !== undefined };
};
type Headers = ReturnType<typeof openHeaders>;

/** The hash that an L1 endpoint states: a hint which block's checkpoint to capture. */
const hashIn = (
	{ slots }: TaikoProfile,
	[inbox]: readonly AccountClaim[],
): Hex | null => {
	const at = wordHex(slots.finalizedBlockHash);
	const stated = inbox?.storageProof.find(({ key }) => key === at)?.value;
	return stated === undefined || stated === 0n ? null : wordHex(stated);
};

/** Capture ahead: one round for what is known, another when a block was finalized since. */
const openWatching = (
	{ profile, l1 }: TaikoParts,
	headers: Headers,
): Rollup["captureAhead"] => {
	let mark: { readonly hash: Hex; readonly number: number } | null = null;
	/** Asked for in vain: an L1 endpoint may state any hash, and the rollup's nodes are not asked about one twice. */
	let missed: Hex | null = null;

	return async (signal) => {
		const known = mark === null ? [] : taikoRootWanted(profile, mark.number);
		const claims = await l1.capture(
			[...taikoConfigWanted(profile), ...known],
			signal,
		);
		const hash = hashIn(profile, claims);
		if (hash === null || hash === mark?.hash) return;
		if (hash === missed && !headers.isKnown(hash)) return;
		try {
			const { number } = await headers.get(hash, signal);
			mark = { hash, number };
		} catch (thrown) {
			if (isOurs(asFault(thrown))) throw thrown;
			missed = hash;
			return;
		}
		await l1.capture(taikoRootWanted(profile, mark.number), signal);
	};
};

type CheckpointFacts = {
	readonly root: Verified<TaikoRoot>;
	readonly block: Verified<TaikoBlock>;
};

/** The newest checkpoint under a verified L1 header, with its block; asked for once. */
const openCheckpoints = ({ profile, l1 }: TaikoParts, headers: Headers) => {
	let kept: {
		readonly at: Hex;
		readonly finality: Finality;
		readonly found: CheckpointFacts;
	} | null = null;

	return async (
		header: Verified<Header>,
		signal: AbortSignal | undefined,
	): Promise<CheckpointFacts> => {
		const { blockHash, grade } = header.value;
		if (kept?.at === blockHash && kept.finality === grade.finality)
			return kept.found;
		const proved = await l1.prove(header, taikoConfigWanted(profile), signal);
		const config = concludeTaikoConfig(profile, contractPremises(proved));
		const { rlp, number, from } = await headers.get(
			config.value.finalizedBlockHash,
			signal,
		);
		const wanted = taikoRootWanted(profile, number);
		const slots = await l1.prove(header, wanted, signal);
		const root = concludeTaikoRoot(
			[config, ...slots.flatMap((each) => each.slots)],
			{ l2BlockNumber: number },
		);
		const block = servedBy(concludeTaikoState(root, { rlp }), from);
		const found = { root, block };
		kept = { at: blockHash, finality: grade.finality, found };
		return found;
	};
};

export const openTaiko = (parts: TaikoParts): Rollup<TaikoNews> => {
	const headers = openHeaders(parts);
	const checkpointAt = openCheckpoints(parts, headers);
	return {
		profile: parts.profile,
		captureAhead: openWatching(parts, headers),
		newest: async (header, signal) => {
			const { root, block } = await checkpointAt(header, signal);
			return { root, block, claimed: [], notes: [] };
		},
	};
};
