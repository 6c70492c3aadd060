// The embedded network with its rollup as one world, and what a wallet has to be told about it.

import { embeddedProfile } from "../l2/embedded.ts";
import { deriveAccounts, mnemonic } from "../network/l1/accounts.ts";
import { networkFile } from "../network/l1/file.ts";
import { freePorts } from "../network/l1/port.ts";
import { type Network, startNetwork } from "../network/network.ts";
import { type OpRollup, startOpRollup } from "../network/op/rollup.ts";
import type { Place } from "./person.ts";

export type World = {
	readonly network: Network;
	readonly rollup: OpRollup;
	readonly networkFile: string;
	readonly place: Place;
	/** The first account of the phrase: the wallet's. */
	readonly account: `0x${string}`;
	readonly stop: () => Promise<void>;
};

export const password = "four random words here";

/** Three ports next to each other that are free now. */
const portTriple = async (): Promise<number> => {
	for (let tries = 0; tries < 50; tries++) {
		const [first] = await freePorts(1);
		if (first !== undefined && first < 65_000) return first;
	}
	throw new Error("no free ports");
};

/** Both run, and the rollup has its contracts on L1. */
export const startWorld = async (slotSeconds = 2): Promise<World> => {
	const network = await startNetwork({ slotSeconds });
	try {
		const rollup = await startOpRollup({
			l1Rpc: network.endpoints.execution,
			deployerKey: network.rollupDeployer.privateKey,
			port: await portTriple(),
			l1Token: network.token,
		});
		const profile = embeddedProfile(rollup.profile, network.name);
		const file = JSON.stringify(networkFile(network, [profile]));
		const [first] = deriveAccounts(1);
		if (first === undefined) throw new Error("no account");
		return {
			network,
			rollup,
			networkFile: file,
			account: first.address,
			place: {
				networkFile: file,
				title: "Embedded network",
				l1: {
					title: "Embedded network",
					beacon: network.endpoints.beacon,
					execution: [network.endpoints.execution],
				},
				rollup: {
					title: profile.title,
					execution: [rollup.rpcUrl],
					relay: [rollup.relayUrl],
				},
				phrase: mnemonic,
				password,
			},
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
