// Reading L1 by proof for a command that needs nothing else: the light client from a checkpoint, beside it the reads.

import type { Hex } from "../base/bytes.ts";
import { asFault, Fault } from "../base/fault.ts";
import { openL1Chain } from "../engine/l1-chain.ts";
import type { Reading } from "../engine/reader.ts";
import type { L1Network } from "../l1/network.ts";
import type { Endpoint } from "../source/claim.ts";
import { allowOnly } from "../source/http.ts";
import type { WantedAccount } from "../state/capture.ts";
import { findCheckpoint } from "./checkpoint.ts";
import type { CommandPorts } from "./exit-wallet.ts";
import { memoryStore } from "./store.ts";

/** How long to go on while nothing can be proved yet. */
const patienceMs = 180_000;

export type L1Asked = {
	readonly beacon: readonly Endpoint[];
	readonly execution: readonly Endpoint[];
	/** Null: the beacon endpoints are asked for one. */
	readonly checkpoint: Hex | null;
};

export type L1Outside = Pick<
	CommandPorts,
	"fetch" | "clock" | "kernel" | "say" | "note"
>;

/** All of it under one block, the newest that is signed; waits while nothing can be proved yet. */
export type L1Read = (wanted: readonly WantedAccount[]) => Promise<Reading>;

/**
 * What the work gives, while L1 is followed.
 * @throws not-followed, checkpoint-quorum, too-few-providers, why nothing can be proved, and what the work throws
 */
export const overL1 = async <T>(
	network: L1Network,
	{ beacon, execution, checkpoint }: L1Asked,
	outside: L1Outside,
	work: (read: L1Read) => Promise<T>,
): Promise<T> => {
	const { clock, note } = outside;
	if (beacon.length === 0 || execution.length === 0)
		throw new Fault(
			"not-followed",
			"name at least one --beacon and one --execution endpoint",
		);
	const urls = [...beacon, ...execution].map(({ url }) => url);
	const fetch = allowOnly(outside.fetch, () => urls);
	const ports = { fetch, clock };
	const root =
		checkpoint ?? (await findCheckpoint(ports, network, beacon, note)).root;
	const l1 = await openL1Chain(
		network,
		{ chainId: network.chainId, beacon, execution, relay: [] },
		root,
		{ ...ports, store: memoryStore(), kernel: await outside.kernel() },
		() => undefined,
	);
	const following = new AbortController();
	const { signal } = following;
	const follow = async (): Promise<void> => {
		while (!signal.aborted) {
			await l1.round(signal);
			const { stopped } = l1.sync.status();
			if (stopped !== null && stopped.kind !== "unavailable")
				throw new Fault(stopped.code, stopped.detail, stopped.source);
			await clock
				.sleep(Math.max(500, network.secondsPerSlot * 500), signal)
				.catch(() => undefined);
		}
	};
	const until = clock.ticksMs() + patienceMs;
	const read: L1Read = async (wanted) => {
		for (;;)
			try {
				return await l1.reader.read(wanted, "latest", signal);
			} catch (thrown) {
				const fault = asFault(thrown);
				if (fault.kind !== "unproven" || clock.ticksMs() > until) throw fault;
				await clock.sleep(1_000, signal);
			}
	};
	const followed = follow();
	try {
		return await Promise.race([
			work(read),
			followed.then((): never => {
				throw new Fault("cancelled", "the sync ended");
			}),
		]);
	} finally {
		following.abort();
		await followed.catch(() => undefined);
	}
};
