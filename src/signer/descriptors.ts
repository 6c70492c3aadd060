// The descriptors that the signer reads calls and typed data by: its own, and behind them those of the registry's file. Whoever has
// that file hands it over; it is what its digest says or it is nothing. It is asked for when the first call or message is looked at.

import { lazyOnce } from "../base/async.ts";
import type { ClearDescriptor } from "../clear/descriptor.ts";
import { ownDescriptors } from "../clear/own.ts";
import { openRegistry } from "../clear/registry.ts";
import type { Clock } from "../source/ports.ts";

export type DescriptorsInUse = () => Promise<readonly ClearDescriptor[]>;

/** It lies on this device. Without it a call is shown as it is. */
const mostWaitMs = 5_000;

/**
 * The same ones from the first answer on, so that nothing that is shown changes while it waits for a yes.
 * @param load the registry's file; whatever else comes, or nothing in time, leaves the own ones
 */
export const openDescriptors = (
	load: (() => Promise<Uint8Array>) | undefined,
	clock: Pick<Clock, "sleep">,
): DescriptorsInUse =>
	lazyOnce(async () => {
		if (load === undefined) return ownDescriptors;
		const over = new AbortController();
		const late = clock
			.sleep(mostWaitMs, over.signal)
			.then(() => new Uint8Array())
			.catch(() => new Uint8Array());
		try {
			const bytes = await Promise.race([load(), late]);
			return [...ownDescriptors, ...openRegistry(bytes)];
		} catch {
			return ownDescriptors;
		} finally {
			over.abort();
		}
	});
