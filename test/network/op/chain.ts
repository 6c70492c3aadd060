// The L2 execution: one anvil process in its OP mode, mined by hand. It knows nothing of L1 and believes whoever
// drives it, so its port is for the network's own parts; the world talks to endpoint.ts.

import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Hex } from "../../../src/base/bytes.ts";
import * as d from "../../../src/base/decode.ts";
import { artifactOf } from "./abi.ts";
import { feeVault, l1Block, messagePasser } from "./address.ts";
import type { GenesisAccount } from "./bridge.ts";
import { type Rpc, rpcTo, waitForRpc } from "./rpc.ts";

export type Chain = {
	readonly url: string;
	readonly rpc: Rpc;
	readonly stop: () => Promise<void>;
};

export type ChainOptions = {
	readonly port: number;
	readonly chainId: number;
	/** Unix seconds of block 0. */
	readonly genesisS: number;
	readonly blockTimeS: number;
	/** Balances at genesis. */
	readonly funded: ReadonlyMap<Hex, bigint>;
	/** Contracts at genesis, besides the message passer and the one that knows L1's blocks. */
	readonly predeploys?: ReadonlyMap<Hex, GenesisAccount>;
};

const load = createRequire(import.meta.url);

/** The program itself: npx and wrappers would leave it running when they are killed. */
export const anvilPath = (): string => {
	const platform = process.platform === "win32" ? "win32" : process.platform;
	const arch = process.arch === "x64" ? "amd64" : process.arch;
	const packed = load.resolve(
		`@foundry-rs/anvil-${platform}-${arch}/package.json`,
	);
	return join(packed, "..", "bin", "anvil");
};

const hexOf = (value: bigint | number): Hex => `0x${value.toString(16)}`;

const genesisOf = (options: ChainOptions) => ({
	config: { chainId: options.chainId },
	nonce: "0x0",
	timestamp: hexOf(options.genesisS),
	extraData: "0x",
	gasLimit: hexOf(30_000_000),
	difficulty: "0x0",
	mixHash: `0x${"00".repeat(32)}`,
	coinbase: feeVault,
	alloc: {
		...Object.fromEntries(
			[...options.funded].map(([who, wei]) => [who, { balance: hexOf(wei) }]),
		),
		...Object.fromEntries(
			(
				[
					[messagePasser, "L2ToL1MessagePasser"],
					[l1Block, "L1Block"],
				] as const
			).map(([at, name]) => [
				at,
				{ balance: "0x0", nonce: "0x1", code: artifactOf(name).runtime },
			]),
		),
		...Object.fromEntries(
			[...(options.predeploys ?? [])].map(([at, account]) => [
				at,
				{ balance: "0x0", nonce: "0x1", ...account },
			]),
		),
	},
});

/**
 * Starts the chain at block 0 with the predeploys and balances in place. The state root of block 0 is not true (anvil
 * computes it before it puts the state there); from block 1 on it is.
 */
export const startChain = async (options: ChainOptions): Promise<Chain> => {
	const folder = mkdtempSync(join(tmpdir(), "sextant-op-"));
	const genesis = join(folder, "genesis.json");
	writeFileSync(genesis, JSON.stringify(genesisOf(options)));
	const child = spawn(
		anvilPath(),
		[
			...["--port", String(options.port), "--host", "127.0.0.1"],
			...["--chain-id", String(options.chainId), "--network", "optimism"],
			...["--hardfork", "granite", "--base-fee", "1000000"],
			...["--init", genesis, "--accounts", "0", "--no-mining"],
			...["--order", "fifo", "--disable-default-create2-deployer"],
			// A deposit that its sender cannot pay is in the block all the same, and fails there.
			"--disable-pool-balance-checks",
			...["--cache-path", folder, "--threads", "1", "--quiet"],
		],
		{ stdio: "ignore" },
	);
	const ended = new Promise<void>((done) => {
		child.once("exit", () => done());
		child.once("error", () => done());
	});
	const kill = (): void => {
		child.kill("SIGKILL");
	};
	process.once("exit", kill);
	const stop = async (): Promise<void> => {
		process.removeListener("exit", kill);
		child.kill("SIGTERM");
		const late = setTimeout(kill, 3000);
		await ended;
		clearTimeout(late);
		rmSync(folder, { recursive: true, force: true });
	};
	const url = `http://127.0.0.1:${options.port}`;
	const rpc = rpcTo(url);
	try {
		await Promise.race([
			waitForRpc(url, 60_000),
			ended.then(() => {
				throw new Error(`anvil ended: is port ${options.port} taken?`);
			}),
		]);
		if ((await rpc("eth_blockNumber", [], d.smallQuantity)) !== 0)
			throw new Error(`another chain answers on port ${options.port}`);
		await rpc(
			"anvil_setBlockTimestampInterval",
			[options.blockTimeS],
			(raw) => raw,
		);
	} catch (thrown) {
		await stop();
		throw thrown;
	}
	return { url, rpc, stop };
};
