// Starts the execution client in a child process.

import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Hex } from "../../../src/base/bytes.ts";
import { type Child, startChild } from "./child.ts";
import { executionGenesis } from "./genesis.ts";

export type Execution = {
	readonly rpcUrl: string;
	readonly engineUrl: string;
	readonly child: Child;
};

export const executionEntry = new URL("./execution-child.ts", import.meta.url);

/** The process is started; its two ports answer about two seconds later. */
export const startExecution = (options: {
	/** What to run: its entry or a bundle of it. */
	readonly file: URL;
	readonly dataDir: string;
	readonly genesisTimeS: number;
	readonly funded: readonly Hex[];
	readonly rpcPort: number;
	readonly enginePort: number;
}): Execution => {
	const genesis = join(options.dataDir, "genesis.json");
	writeFileSync(
		genesis,
		JSON.stringify(executionGenesis(options.genesisTimeS, options.funded)),
	);
	const flags = {
		gethGenesis: genesis,
		dataDir: join(options.dataDir, "execution"),
		rpc: true,
		rpcAddr: "127.0.0.1",
		rpcPort: options.rpcPort,
		rpcCors: "*",
		rpcEngine: true,
		rpcEngineAddr: "127.0.0.1",
		rpcEnginePort: options.enginePort,
		rpcEngineAuth: false,
		maxPeers: 0,
		discDns: false,
		discV4: false,
		saveReceipts: true,
		isSingleNode: true,
	};
	const child = startChild(
		options.file,
		[
			...Object.entries(flags).map(([name, value]) => `--${name}=${value}`),
			"--no-logFile",
			"--logLevel=warn",
		],
		join(options.dataDir, "execution.log"),
	);
	return {
		rpcUrl: `http://127.0.0.1:${options.rpcPort}`,
		engineUrl: `http://127.0.0.1:${options.enginePort}`,
		child,
	};
};
