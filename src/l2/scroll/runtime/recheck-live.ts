// A Scroll bundle rechecked, live: finds the transaction that finalized the newest root by the time that L1 proves of it,
// has everything proved, and asks the rules of scroll.ts. Here is only the search.

import { fromHex, type Hex } from "../../../base/bytes.ts";
import { Fault } from "../../../base/fault.ts";
import { keccakHex } from "../../../crypto/hash.ts";
import type { Precompiles } from "../../../evm/precompiles.ts";
import {
	concludeVerifier,
	verifierPremises,
	verifierWanted,
} from "../../../recheck/replay-route.ts";
import type { Execution } from "../../../source/execution.ts";
import type { Pool } from "../../../source/pool.ts";
import type { Clock } from "../../../source/ports.ts";
import type { Capture } from "../../../state/capture.ts";
import { decodeHeader } from "../../../state/header.ts";
import type { Header } from "../../../state/values.ts";
import {
	mostSteps,
	openHeaderCache,
	walkBack,
	wholeHeader,
} from "../../../state/walk.ts";
import type { Verified } from "../../../trust/verified.ts";
import { finalizationOf } from "../checks/calldata.ts";
import type { ScrollRoot } from "../checks/values.ts";
import {
	type Finalizing,
	finalizingTransaction,
	recheckScroll,
	type ScrollRecheck,
	type Span,
	scrollRoute,
	scrollVerifier,
	spanWanted,
} from "./recheck.ts";

export type ScrollRecheckParts = {
	/** Over the L1 endpoints. */
	readonly capture: Capture;
	readonly pool: Pool<Execution>;
	/** As kernelPrecompiles gives them. */
	readonly precompiles: Precompiles;
	readonly clock: Pick<Clock, "ticksMs">;
};

/** What was found, and how long checking it took, its questions not counted. */
export type TimedRecheck = ScrollRecheck & { readonly tookMs: number };

export type ScrollRechecker = {
	/**
	 * The newest bundle's proof holds by this device's own check.
	 * @param header a verified header of L1, not older than the root
	 * @param since the last root rechecked here, or the one that is believed to begin with
	 * @throws not-anchored when the finalization lies more than 256 blocks back; no-proof-window; what recheckScroll throws
	 */
	readonly recheck: (
		root: Verified<ScrollRoot>,
		header: Verified<Header>,
		since: Span["since"],
		signal?: AbortSignal,
	) => Promise<TimedRecheck>;
};

/** The number of the block with that time, by what an endpoint states: a hint, and no more. */
const numberAt = (
	pool: Pool<Execution>,
	top: Header,
	timeS: number,
	signal: AbortSignal | undefined,
): Promise<number> =>
	pool.first(async ({ name, client }) => {
		let low = Math.max(0, top.blockNumber - mostSteps);
		let high = top.blockNumber;
		while (low < high) {
			const middle = Math.floor((low + high) / 2);
			const { value } = await client.header({ number: middle }, signal);
			const { timestampS } = decodeHeader(fromHex(value.rlp));
			if (timestampS < timeS) low = middle + 1;
			else high = middle;
		}
		const { value } = await client.header({ number: low }, signal);
		if (decodeHeader(fromHex(value.rlp)).timestampS !== timeS)
			throw new Fault(
				"not-anchored",
				`no block of time ${timeS} among the last ${mostSteps}`,
				name,
			);
		return low;
	});

/** The transaction that finalized the root, proved under its block. */
const finalizing = async (
	pool: Pool<Execution>,
	headerCache: ReturnType<typeof openHeaderCache>,
	root: Verified<ScrollRoot>,
	header: Verified<Header>,
	signal: AbortSignal | undefined,
): Promise<Finalizing> => {
	const { finalizedAtS } = root.value;
	const number = await numberAt(pool, header.value, finalizedAtS, signal);
	const block = await wholeHeader(
		await walkBack(header, number, pool, headerCache, signal),
		pool,
		signal,
	);
	return pool.first(async ({ client }) => {
		const { value: found } = await client.block(
			{ hash: block.value.blockHash },
			signal,
		);
		const hashes = found.transactions.map(
			(raw): Hex => keccakHex(fromHex(raw)),
		);
		const { value: receipts } = await client.receipts(number, hashes, signal);
		return finalizingTransaction(block, found.transactions, receipts, root);
	});
};

export const openScrollRecheck = ({
	capture,
	pool,
	precompiles,
	clock,
}: ScrollRecheckParts): ScrollRechecker => {
	const headerCache = openHeaderCache();

	return {
		recheck: async (root, header, since, signal) => {
			const { profile } = root.value;
			const span: Span = {
				root,
				finalizing: await finalizing(pool, headerCache, root, header, signal),
				since,
			};
			const said = finalizationOf(
				span.finalizing.transaction.value.raw,
				profile.contracts.scrollChain.address,
			);
			if (said === null) throw new Fault("internal", "it was one just now");
			const known = scrollVerifier(profile, said.version);
			const route = scrollRoute(said);
			const proved = await capture.prove(
				header,
				verifierWanted(known, route),
				signal,
			);
			const verifier = concludeVerifier(known, route, verifierPremises(proved));
			const slots = await capture.prove(header, spanWanted(span), signal);
			const began = clock.ticksMs();
			const found = await recheckScroll(
				span,
				verifier,
				slots.flatMap((each) => each.slots),
				{
					precompiles,
					...(signal !== undefined && { signal }),
				},
			);
			return { ...found, tookMs: clock.ticksMs() - began };
		},
	};
};
