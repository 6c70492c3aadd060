// The whole embedded network: the L1, an OP rollup on it, and the file that tells a wallet of both.

import type { NetworkFile } from "../../src/receipt/networks.ts";
import { decodeNetworkFile } from "../../src/receipt/networks.ts";
import { networkFile } from "./l1/file.ts";
import { type Network, type NetworkOptions, startNetwork } from "./network.ts";
import {
	type OpRollup,
	type OpRollupOptions,
	startOpRollup,
} from "./op/rollup.ts";

export type EmbeddedOptions = {
	readonly network?: NetworkOptions;
	readonly rollup?: Omit<
		OpRollupOptions,
		"l1Rpc" | "deployerKey" | "l1Token" | "accounts"
	>;
};

export type Embedded = {
	readonly network: Network;
	readonly rollup: OpRollup;
	/** The network file as a person would import it, JSON. */
	readonly fileText: string;
	readonly file: NetworkFile;
	readonly stop: () => Promise<void>;
};

/** L1 is final and the rollup's contracts stand, though not under a final block yet. Nothing is left running when it throws. */
export const startEmbedded = async (
	options: EmbeddedOptions = {},
): Promise<Embedded> => {
	const network = await startNetwork(options.network);
	try {
		const rollup = await startOpRollup({
			...options.rollup,
			l1Rpc: network.endpoints.execution,
			deployerKey: network.rollupDeployer.privateKey,
			accounts: network.accounts.map(({ address }) => address),
			l1Token: network.token,
		});
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
				await rollup.stop();
				await network.stop();
			},
		};
	} catch (thrown) {
		await network.stop();
		throw thrown;
	}
};
