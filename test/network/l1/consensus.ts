// Starts the consensus side in a child process.

import { join } from "node:path";
import type { Hex } from "../../../src/base/bytes.ts";
import * as d from "../../../src/base/decode.ts";
import { type Child, startChild } from "./child.ts";

/** What the child is told. A port of 0 is picked by the system. */
export type ConsensusOptions = {
	readonly rpcUrl: string;
	readonly engineUrl: string;
	readonly slotSeconds: number;
	/** Checks every signature of every block it makes. */
	readonly verify: boolean;
	readonly beaconPorts: readonly number[];
	readonly controlPort: number;
	/** Receives the validators' withdrawals. */
	readonly withdrawTo: Hex;
};

/** What the child says once its chain has reached the clock and its ports are open. */
const readyWire = d.record({
	beaconPorts: d.list(d.int(1, 65_535), 8, 1),
	controlPort: d.int(1, 65_535),
	genesisValidatorsRoot: d.hash,
	forks: d.list(
		d.record({ name: d.text(), version: d.hex(4), epoch: d.int() }),
		16,
	),
});

export type Fork = {
	readonly name: string;
	readonly version: Hex;
	readonly epoch: number;
};

export type Consensus = {
	readonly beaconUrls: readonly string[];
	readonly controlUrl: string;
	readonly genesisValidatorsRoot: Hex;
	readonly forks: readonly Fork[];
};

export const consensusEntry = new URL("./consensus-child.ts", import.meta.url);

/** @param file what to run: its entry or a bundle of it. The process is started; `ready` resolves when the chain has reached the clock. */
export const startConsensus = (
	file: URL,
	options: ConsensusOptions,
	dataDir: string,
): { readonly child: Child; readonly ready: Promise<Consensus> } => {
	const child = startChild(
		file,
		[JSON.stringify(options)],
		join(dataDir, "consensus.log"),
		// the consensus library reads it while it loads
		{ LODESTAR_PRESET: "minimal" },
	);
	const ready = child.firstMessage.then((message) => {
		const { beaconPorts, controlPort, genesisValidatorsRoot, forks } =
			readyWire(message, "ready");
		return {
			beaconUrls: beaconPorts.map((port) => `http://127.0.0.1:${port}`),
			controlUrl: `http://127.0.0.1:${controlPort}`,
			genesisValidatorsRoot,
			forks,
		};
	});
	return { child, ready };
};
