// Time that passes while a test waits for something: slots are skipped instead of waited for, as fast as everybody who lives by
// them follows.

import type { Network } from "./network.ts";
import { sleep } from "./op/rpc.ts";

/** Who lives by a network's slots: true once it has taken in what L1 has now. */
export type Follower = () => Promise<boolean> | boolean;

/** Of the network's L1. */
export const slotsPerEpoch = 8;

const lookMs = 50;
/** What follows badly is not waited for: it goes on as on a slow machine. */
const mostMs = 60_000;

/** @returns when all followed */
export const followed = async (
	followers: readonly Follower[],
): Promise<void> => {
	const end = performance.now() + mostMs;
	for (const follower of followers)
		while (!(await follower()) && performance.now() < end) await sleep(lookMs);
};

/** Skips slots (`Network.skip`), one caller after the other; who asks while slots are skipped gets those. */
export const openPassing = (
	network: Pick<Network, "skip">,
	slots: () => number,
	followers: readonly Follower[],
): (() => Promise<void>) => {
	let passing: Promise<void> | undefined;
	const pass = async (): Promise<void> => {
		await network.skip(slots());
		await followed(followers);
	};
	return () => {
		passing ??= pass().finally(() => {
			passing = undefined;
		});
		return passing;
	};
};
