// The whole embedded network: the L1, an OP rollup on it, the reference rollup and Scroll if asked for, and the file that
// tells a wallet of all of them.

import type { NetworkFile } from "../../src/receipt/networks.ts";
import { decodeNetworkFile } from "../../src/receipt/networks.ts";
import { networkFile } from "./l1/file.ts";
import {
	type EarlyNetwork,
	type Network,
	type NetworkOptions,
	startNetwork,
} from "./network.ts";
import {
	type OpRollup,
	type OpRollupOptions,
	startOpRollup,
} from "./op/rollup.ts";
import type {
	ReferenceRollup,
	ReferenceRollupOptions,
} from "./reference/handle.ts";
import {
	type ScrollOptions,
	type ScrollRollup,
	startScrollRollup,
} from "./scroll/rollup.ts";

export type EmbeddedOptions = {
	readonly network?: NetworkOptions;
	readonly rollup?: Omit<OpRollupOptions, "l1Rpc" | "deployerKey" | "accounts">;
	/** The reference rollup as well; its circuit's keys are made the first time, which takes half a minute. */
	readonly reference?: Omit<
		ReferenceRollupOptions,
		"l1Rpc" | "beacon" | "deployerKey"
	>;
	/** Scroll's contracts as well; they are compiled the first time, which takes ten seconds. */
	readonly scroll?:
		| true
		| Omit<ScrollOptions, "l1Rpc" | "deployerKey" | "accounts">;
};

export type Embedded = {
	readonly network: Network;
	readonly rollup: OpRollup;
	/** There if it was asked for. */
	readonly reference?: ReferenceRollup;
	/** Likewise. */
	readonly scroll?: ScrollRollup;
	/** The network file as a person would import it, JSON. */
	readonly fileText: string;
	readonly file: NetworkFile;
	readonly stop: () => Promise<void>;
};

/**
 * L1 is final, the rollups run, and the contracts of the OP rollup are in one of L1's first blocks, so that they are final
 * too or will be within seconds; those of the reference rollup are if its circuit's keys were there. Nothing is left running
 * when it throws.
 */
export const startEmbedded = async (
	options: EmbeddedOptions = {},
): Promise<Embedded> => {
	let starting: Promise<OpRollup> | undefined;
	let startingReference: Promise<ReferenceRollup> | undefined;
	let startingScroll: Promise<ScrollRollup> | undefined;
	let tellBeacon = (_endpoints: readonly string[]): void => undefined;
	const beacon = new Promise<readonly string[]>((resolve) => {
		tellBeacon = resolve;
	});
	const onSpawn = (early: EarlyNetwork): void => {
		starting = startOpRollup({
			l1SlotS: options.network?.slotSeconds ?? 2,
			nowMs: early.clock.reachedMs,
			...options.rollup,
			l1Rpc: early.execution,
			deployerKey: early.rollupDeployer.privateKey,
			accounts: early.accounts.map(({ address }) => address),
		});
		// Awaited below, unless L1 fails first.
		starting.catch(() => undefined);
		if (options.scroll !== undefined) {
			startingScroll = startScrollRollup({
				nowMs: early.clock.reachedMs,
				...(options.scroll !== true && options.scroll),
				l1Rpc: early.execution,
				deployerKey: early.scrollDeployer.privateKey,
				accounts: early.accounts.map(({ address }) => address),
			});
			startingScroll.catch(() => undefined);
		}
		if (options.reference === undefined) return;
		const wanted = {
			...options.reference,
			l1Rpc: early.execution,
			beacon,
			deployerKey: early.referenceDeployer.privateKey,
		};
		// It brings a trusted setup and a compiler: seconds, for those who do not want it.
		startingReference = import("./reference/rollup.ts").then(
			({ startReferenceRollup }) => startReferenceRollup(wanted),
		);
		startingReference.catch(() => undefined);
	};
	const stopRollups = async (): Promise<void> => {
		const rollups = await Promise.allSettled([
			starting,
			startingReference,
			startingScroll,
		]);
		for (const rollup of rollups)
			if (rollup.status === "fulfilled") await rollup.value?.stop();
	};
	let network: Network | undefined;
	try {
		network = await startNetwork({ ...options.network, onSpawn });
		tellBeacon(network.endpoints.beacon);
		const rollup = await starting;
		if (rollup === undefined) throw new Error("the rollup was not started");
		const reference = await startingReference;
		const scroll = await startingScroll;
		const profiles = [
			rollup,
			...(reference === undefined ? [] : [reference]),
			...(scroll === undefined ? [] : [scroll]),
		];
		const fileText = JSON.stringify(
			networkFile(
				network,
				profiles.map(({ profile }) => profile),
			),
			null,
			"\t",
		);
		return {
			network,
			rollup,
			...(reference !== undefined && { reference }),
			...(scroll !== undefined && { scroll }),
			fileText,
			file: decodeNetworkFile(fileText),
			stop: async () => {
				await stopRollups();
				await network?.stop();
			},
		};
	} catch (thrown) {
		await network?.stop();
		await stopRollups();
		throw thrown;
	}
};
