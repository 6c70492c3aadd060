// What the rollup does when L1 reorganizes. L1 is a plain anvil here, because that one reorganizes on demand.

import { type ChildProcess, spawn } from "node:child_process";
import { numberToHex } from "viem";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Hex } from "../../../src/base/bytes.ts";
import * as d from "../../../src/base/decode.ts";
import { deriveAccounts } from "../l1/accounts.ts";
import { readL1Block } from "./blocks.ts";
import { anvilPath } from "./chain.ts";
import { depositTransaction } from "./deposit.ts";
import { type OpRollup, startOpRollup } from "./rollup.ts";
import { type Rpc, rpcTo, sleep, waitForRpc } from "./rpc.ts";
import { openSender } from "./sender.ts";

const l1Url = "http://127.0.0.1:22020";
const [, deployer, user] = deriveAccounts(3);
const l1: Rpc = rpcTo(l1Url);
let anvil: ChildProcess;
let rollup: OpRollup;

beforeAll(async () => {
	if (deployer === undefined) throw new Error("no account");
	anvil = spawn(
		anvilPath(),
		[
			...["--port", "22020", "--chain-id", "7777", "--block-time", "1"],
			...["--balance", "1000000", "--quiet"],
		],
		{ stdio: "ignore" },
	);
	await waitForRpc(l1Url, 10_000);
	await sleep(4000); // L2 begins from a block that is some seconds old
	rollup = await startOpRollup({
		l1Rpc: l1Url,
		deployerKey: deployer.privateKey,
		port: 22_010,
		proposalIntervalMs: 2000,
		onProblem: (thrown) => console.error("background:", thrown),
	});
});

afterAll(async () => {
	await rollup?.stop();
	anvil?.kill("SIGKILL");
});

const until = async (
	what: string,
	holds: () => Promise<boolean> | boolean,
): Promise<void> => {
	const end = Date.now() + 40_000;
	while (!(await holds())) {
		if (Date.now() > end) throw new Error(`in vain: ${what}`);
		await sleep(200);
	}
};

test("a deposit that an L1 reorganization drops is undone on L2, and its blocks are built and batched again", async () => {
	if (user === undefined) throw new Error("no account");
	const receiver: Hex = numberToHex(0xbeef01, { size: 20 });
	const balance = () =>
		rpcTo(rollup.rpcUrl)("eth_getBalance", [receiver, "latest"], d.quantity);
	const receipt = await openSender(l1, 7777, user.privateKey).send(
		depositTransaction(rollup.contracts.optimismPortal.address, {
			to: receiver,
			mintWei: 3n,
			valueWei: 3n,
		}),
	);
	await until("the deposit is on L2", async () => (await balance()) === 3n);
	const including = rollup.node.head().block;
	await until("it is batched", () => rollup.batcher.safe() >= including.number);
	const height = (await readL1Block(l1, "latest"))?.number ?? 0;
	await l1("anvil_reorg", [height - receipt.blockNumber + 1, []], (raw) => raw);
	await until("it is undone", async () => (await balance()) === 0n);
	await until(
		"L2 is as high as before",
		() => rollup.node.head().block.number > including.number,
	);
	const now = rollup.node.at(including.number)?.block.hash;
	expect(now).not.toBe(including.hash);
	await until(
		"the new blocks are batched",
		() => rollup.batcher.safe() > including.number,
	);
	await until("a root of the new blocks is posted", async () => {
		const last = rollup.proposer.proposed().at(-1);
		if (last === undefined || last.l2BlockNumber <= including.number)
			return false;
		return last.root === (await rollup.outputAt(last.l2BlockNumber)).root;
	});
});
