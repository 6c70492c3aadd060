// How a sync begins: from a checkpoint the user accepted, over the network, or from what an earlier one saved, without it.

import type { Hex } from "../base/bytes.ts";
import { asFault } from "../base/fault.ts";
import { servedBy } from "../trust/served.ts";
import { checkCheckpointAge } from "./age.ts";
import { askBootstrap } from "./beacon-api.ts";
import { acceptCheckpoint, checkBootstrap } from "./conclusion.ts";
import type { Driver } from "./driver.ts";
import { resumeStore, type SavedSync } from "./saved.ts";
import { openStore } from "./store.ts";

/** Where to begin: a root the user accepted, or what an earlier sync saved. */
export type SyncStart = { readonly root: Hex } | { readonly saved: SavedSync };

const bootstrap = async (
	driver: Driver,
	root: Hex,
	signal: AbortSignal | undefined,
): Promise<void> => {
	const { network, ports } = driver;
	const checkpoint = acceptCheckpoint(network, root);
	const replies = await driver.askEndpoints(
		driver.seats(),
		(_, beaconApi) => askBootstrap(beaconApi, root),
		signal,
	);
	driver.judge(replies);
	for (const reply of replies) {
		if (!("value" in reply)) continue;
		const { name } = reply.asked.endpoint;
		const found = driver.attempt(name, () =>
			checkBootstrap(checkpoint, reply.value),
		);
		if (found === null) continue;
		checkCheckpointAge(network, found.head.value.timeS, ports.clock.nowMs());
		servedBy(found.head, name);
		servedBy(found.committee, name);
		driver.replaceStore(openStore(checkpoint, found.head, [found.committee]));
		return;
	}
};

// The steps that were saved, or, where they are lost or damaged, the root alone: that one is trusted.
const resume = async (
	driver: Driver,
	saved: SavedSync,
	signal: AbortSignal | undefined,
): Promise<void> => {
	const { network, context, ports } = driver;
	if (saved.steps.length > 0) {
		try {
			const nowMs = ports.clock.nowMs();
			driver.replaceStore(await resumeStore(network, saved, context, nowMs));
			return;
		} catch (thrown) {
			const fault = asFault(thrown);
			if (fault.kind !== "malformed" && fault.kind !== "disproved") throw fault;
		}
	}
	await bootstrap(driver, saved.root, signal);
};

/**
 * The driver has a store when it returns, unless nobody gave a valid bootstrap.
 * @throws checkpoint-age, clock
 */
export const begin = (
	driver: Driver,
	start: SyncStart,
	signal: AbortSignal | undefined,
): Promise<void> =>
	"saved" in start
		? resume(driver, start.saved, signal)
		: bootstrap(driver, start.root, signal);
