// The whole embedded network: the L1, an OP rollup on it, and the file that tells a wallet of both.

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

export type EmbeddedOptions = {
	readonly network?: NetworkOptions;
	readonly rollup?: Omit<OpRollupOptions, "l1Rpc" | "deployerKey" | "accounts">;
};

export type Embedded = {
	readonly network: Network;
	readonly rollup: OpRollup;
	/** The network file as a person would import it, JSON. */
	readonly fileText: string;
	readonly file: NetworkFile;
	readonly stop: () => Promise<void>;
};

/**
 * L1 is final, the rollup runs, and its contracts are in one of L1's first blocks, so that they are final too or will be
 * within seconds. Nothing is left running when it throws.
 */
export const startEmbedded = async (
	options: EmbeddedOptions = {},
): Promise<Embedded> => {
	let starting: Promise<OpRollup> | undefined;
	const onSpawn = (early: EarlyNetwork): void => {
		starting = startOpRollup({
			...options.rollup,
			l1Rpc: early.execution,
			deployerKey: early.rollupDeployer.privateKey,
			accounts: early.accounts.map(({ address }) => address),
		});
		starting.catch(() => undefined); // awaited below, unless L1 fails first
	};
	const stopRollup = async (): Promise<void> => {
		const rollup = await starting?.catch(() => undefined);
		await rollup?.stop();
	};
	let network: Network | undefined;
	try {
		network = await startNetwork({ ...options.network, onSpawn });
		const rollup = await starting;
		if (rollup === undefined) throw new Error("the rollup was not started");
		const fileText = JSON.stringify(
			networkFile(network, [rollup.profile]),
			null,
			"\t",
		);
		return {
			network,
			rollup,
			fileText,
			file: decodeNetworkFile(fileText),
			stop: async () => {
				await stopRollup();
				await network?.stop();
			},
		};
	} catch (thrown) {
		await network?.stop();
		await stopRollup();
		throw thrown;
	}
};
