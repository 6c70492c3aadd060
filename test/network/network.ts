// Starts the embedded L1: a real execution client and a real consensus state transition, both on loopback, nothing else
// reachable from outside. Rollups are started on top of what this returns.

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Hex } from "../../src/base/bytes.ts";
import { type NetworkClock, openNetworkClock } from "./clock.ts";
import { type Account, deriveAccounts } from "./l1/accounts.ts";
import { bundleOf } from "./l1/bundle.ts";
import { consensusEntry, type Fork, startConsensus } from "./l1/consensus.ts";
import { type Control, openControl } from "./l1/control.ts";
import { executionEntry, startExecution } from "./l1/execution.ts";
import { chainId } from "./l1/genesis.ts";
import { freePorts } from "./l1/port.ts";
import { waitForRpc } from "./l1/rpc.ts";
import {
	sendTokenDeployment,
	tokenAddress,
	tokenCreationCode,
	waitForSuccess,
} from "./l1/token.ts";

export type NetworkOptions = {
	/** Seconds of a slot, a whole number; 2 unless told. */
	readonly slotSeconds?: number;
	/** Whole sync-committee periods (64 slots) that lie behind the clock, besides what finality needs; 0 unless told. */
	readonly pastPeriods?: number;
	/** Where to listen, on loopback. A port of 0, or none, is picked freely. `beacon` says how many endpoints, three unless told. */
	readonly ports?: {
		readonly execution?: number;
		readonly beacon?: readonly number[];
		readonly control?: number;
	};
	/** Data and logs. A new temporary folder, removed by `stop`, unless told. */
	readonly dataDir?: string;
	/** Checks every signature of every block that is made; costs time. */
	readonly verify?: boolean;
	/** Called at once. What is sent to the execution client as soon as it answers is among the past's blocks. */
	readonly onSpawn?: (early: EarlyNetwork) => void;
};

export type EarlyNetwork = {
	/** Does not answer yet. */
	readonly execution: string;
	readonly clock: NetworkClock;
	readonly accounts: readonly Account[];
	readonly rollupDeployer: Account;
	readonly referenceDeployer: Account;
	readonly scrollDeployer: Account;
	/** Where the ERC-20 will be. */
	readonly token: Hex;
};

export type Network = {
	readonly name: "embedded";
	readonly preset: "minimal";
	readonly chainId: number;
	readonly genesisTimeS: number;
	readonly genesisValidatorsRoot: Hex;
	readonly slotSeconds: number;
	readonly forks: readonly Fork[];
	readonly endpoints: {
		readonly beacon: readonly string[];
		readonly execution: string;
	};
	/** For a wallet that a test runs itself; a rollup on this network builds by its `reachedMs`. */
	readonly clock: NetworkClock;
	/** Moves the clock of all of them on by so many slots; the chain is there when it resolves (`Skip`). */
	readonly skip: (slots: number, isFull?: boolean) => Promise<void>;
	/** The switches of the consensus side. */
	readonly control: Control;
	/** Where the switches can be reached from another process (openControl). */
	readonly controlUrl: string;
	/** Each has a million ether and a million tokens. */
	readonly accounts: readonly Account[];
	/** Has ether too, and nonce 0: makes a rollup's contracts, so that their addresses are always the same. */
	readonly rollupDeployer: Account;
	/** Likewise for the reference rollup. */
	readonly referenceDeployer: Account;
	/** Likewise for Scroll. */
	readonly scrollDeployer: Account;
	/** The ERC-20. */
	readonly token: Hex;
	readonly dataDir: string;
	/** Rejects when a process of the network dies by itself; never resolves. */
	readonly died: Promise<never>;
	/** All processes are gone when it resolves. */
	stop(): Promise<void>;
};

const accountCount = 10;
/** Slots behind the clock that finality needs: 33, and a few in hand for a fast machine. */
const slotsToFinality = 36;
const slotsPerPeriod = 64;

/** The network runs and has finalized a block. @throws Error when a part of it does not start; nothing is left running. */
export const startNetwork = async (
	options: NetworkOptions = {},
): Promise<Network> => {
	const slotSeconds = options.slotSeconds ?? 2;
	if (!Number.isInteger(slotSeconds) || slotSeconds < 1)
		throw new RangeError('"slotSeconds" is a whole number from 1');
	const pastPeriods = options.pastPeriods ?? 0;
	if (!Number.isInteger(pastPeriods) || pastPeriods < 0)
		throw new RangeError('"pastPeriods" is a whole number from 0');

	const dataDir =
		options.dataDir ?? mkdtempSync(join(tmpdir(), "sextant-network-"));
	// Four accounts more than are shown. One makes the token and takes the validators' rewards, so that the others begin
	// with nonce 0 and a balance that only transactions change; the others make the contracts of a rollup each.
	const derived = deriveAccounts(accountCount + 4);
	const accounts = derived.slice(0, accountCount);
	const [deployer, rollupDeployer, referenceDeployer, scrollDeployer] =
		derived.slice(accountCount);
	if (!deployer || !rollupDeployer || !referenceDeployer || !scrollDeployer)
		throw new Error("no account to deploy with");

	const clock = openNetworkClock();
	const [executionFile, consensusFile] = await Promise.all([
		bundleOf(executionEntry),
		bundleOf(consensusEntry),
	]);
	const [freeRpc, freeEngine] = await freePorts(2);
	if (freeRpc === undefined || freeEngine === undefined)
		throw new Error("no free ports");
	const genesisTimeS =
		Math.floor(clock.nowMs() / 1000) -
		(pastPeriods * slotsPerPeriod + slotsToFinality) * slotSeconds;

	const execution = startExecution({
		file: executionFile,
		dataDir,
		genesisTimeS,
		funded: derived.map(({ address }) => address),
		rpcPort: options.ports?.execution || freeRpc,
		enginePort: freeEngine,
	});
	const consensus = startConsensus(
		consensusFile,
		{
			rpcUrl: execution.rpcUrl,
			engineUrl: execution.engineUrl,
			slotSeconds,
			verify: options.verify ?? false,
			beaconPorts: options.ports?.beacon ?? [0, 0, 0],
			controlPort: options.ports?.control ?? 0,
			withdrawTo: deployer.address,
		},
		dataDir,
	);
	const died = Promise.race([execution.child.died, consensus.child.died]);
	died.catch(() => undefined);
	const removeData = (): void => {
		if (options.dataDir === undefined)
			rmSync(dataDir, { recursive: true, force: true });
	};
	process.once("exit", removeData);
	const stop = async (): Promise<void> => {
		await Promise.all([execution.child.stop(), consensus.child.stop()]);
		process.off("exit", removeData);
		removeData();
	};
	options.onSpawn?.({
		execution: execution.rpcUrl,
		clock,
		accounts,
		rollupDeployer,
		referenceDeployer,
		scrollDeployer,
		token: tokenAddress(deployer),
	});
	const start = async () => {
		const code = tokenCreationCode(
			"Embedded Token",
			"EMB",
			accounts.map(({ address }) => address),
		);
		await waitForRpc(execution.rpcUrl, 60_000);
		const token = await sendTokenDeployment(execution.rpcUrl, deployer, code);
		const ready = await consensus.ready;
		await waitForSuccess(execution.rpcUrl, token.transaction, 60_000);
		return { ...ready, token: token.address };
	};
	try {
		const { beaconUrls, controlUrl, genesisValidatorsRoot, forks, token } =
			await Promise.race([start(), died]);
		const control = openControl(controlUrl);
		return {
			name: "embedded",
			preset: "minimal",
			chainId,
			genesisTimeS,
			genesisValidatorsRoot,
			slotSeconds,
			forks,
			endpoints: { beacon: beaconUrls, execution: execution.rpcUrl },
			clock,
			skip: (slots, isFull = false) =>
				clock.move(slots * slotSeconds * 1000, () =>
					control.skip({ slots, isFull }),
				),
			control,
			controlUrl,
			accounts,
			rollupDeployer,
			referenceDeployer,
			scrollDeployer,
			token,
			dataDir,
			died,
			stop,
		};
	} catch (thrown) {
		await stop();
		throw thrown;
	}
};
