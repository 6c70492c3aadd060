// From nothing to a proved balance and a send that is final, by messages alone, as the screens send them.

import { parseTransaction } from "viem";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Hex } from "../../src/base/bytes.ts";
import { approve } from "../decide.ts";
import {
	codeOf,
	type Disk,
	me,
	newDisk,
	openStage,
	type Stage,
	setUp,
	untilTrue,
	type Wallet,
	whileSlotsPass,
} from "./wallet.ts";

let stage: Stage;
let disk: Disk;
let wallet: Wallet;
const you: Hex = "0x70997970c51812dc3a010c7d01b50e0d17dc79c8";

beforeAll(async () => {
	stage = await openStage();
	disk = newDisk();
	wallet = await setUp(stage, disk);
});
afterAll(async () => {
	wallet?.kill();
	await stage?.world.stop();
});

test("shows no balance before it is proved, and the true one then", async () => {
	const balance = async () =>
		(await wallet.view()).chains[0]?.balances[0]?.amount ?? null;
	await untilTrue(stage, async () => (await balance()) !== null, "a balance");
	expect(await balance()).toBe((10_000n * 10n ** 18n).toString());
	const view = await wallet.view();
	expect(view.setup).toBe("done");
	expect(view.account).toBe(me);
	const trailId = view.chains[0]?.balances[0]?.trailId ?? "";
	const trace = await wallet.ui("trail.get", { id: trailId });
	expect(trace.knots.length).toBeGreaterThan(3);
});

test("sends a transfer and follows it until it is final", async () => {
	const { chainId } = stage.world.network;
	const order = await whileSlotsPass(
		stage,
		wallet.ui("order.prepare", {
			id: "first",
			chainId,
			to: you,
			valueWei: "1000",
		}),
	);
	expect(order.state).toBe("waiting");
	const { hash } = await approve(wallet.keys, "first");
	const state = async () =>
		(await wallet.ui("order.get", { id: "first" })).state;
	await untilTrue(stage, async () => (await state()) === "final", "final");
	const now = await wallet.ui("order.get", { id: "first" });
	expect(now.hash).toBe(hash);
	expect(now.succeeded).toBe(true);
	// what it paid follows from proofs alone, and is what its node says too
	const said = JSON.stringify(
		await stage.world.anvil.call("eth_getTransactionReceipt", [hash]),
	);
	const field = (name: string): bigint =>
		BigInt(new RegExp(`"${name}":"(0x[0-9a-f]+)"`).exec(said)?.[1] ?? 0);
	expect(now.feeWei).toBe(
		(field("gasUsed") * field("effectiveGasPrice")).toString(),
	);
	expect(now.includedS).toBeGreaterThan(0);
	expect((await wallet.ui("activity.export", undefined)).file).toContain(
		`${new Date((now.includedS ?? 0) * 1000).toISOString()},${hash}`,
	);
	expect(stage.sent.length).toBeGreaterThan(0);
	const { file } = await wallet.ui("receipt.export", { id: "first" });
	expect(file).toContain(`${hash}`.slice(2, 20));
	expect(await codeOf(wallet.ui("receipt.export", { id: "none" }))).toBe(
		"order-unknown",
	);
});

const prepared = (id: string, fees?: { capWei: string; tipWei: string }) =>
	whileSlotsPass(
		stage,
		wallet.ui("order.prepare", {
			...{ id, chainId: stage.world.network.chainId, to: you },
			valueWei: "1000",
			...(fees === undefined ? {} : { fees }),
		}),
	);

test("looks back at the fees of proved blocks, and offers three prices made of them", async () => {
	const view = await whileSlotsPass(stage, wallet.ui("fees.look", undefined));
	const [base] = view.baseFeesWei;
	// each is what its block's header says
	for (const [i, fee] of view.baseFeesWei.entries()) {
		const number = `0x${(view.blockNumber - i).toString(16)}`;
		const block = JSON.stringify(
			await stage.world.anvil.call("eth_getBlockByNumber", [number, false]),
		);
		expect(block).toContain(`"baseFeePerGas":"0x${BigInt(fee).toString(16)}"`);
	}
	expect(view.baseFeesWei.length).toBeGreaterThan(3);
	expect(view.spanS).toBeGreaterThan(0);
	const caps = view.choices.map(({ capWei }) => BigInt(capWei));
	expect(view.choices.map(({ speed }) => speed)).toEqual([
		"slow",
		"usual",
		"fast",
	]);
	expect(caps[0]).toBeLessThan(caps[1] ?? 0n);
	expect(caps[1]).toBeLessThan(caps[2] ?? 0n);
	for (const { capWei, tipWei } of view.choices) {
		expect(BigInt(capWei)).toBeGreaterThanOrEqual(BigInt(base ?? 0));
		expect(BigInt(capWei)).toBeLessThanOrEqual(BigInt(view.mostCapWei));
		expect(BigInt(tipWei)).toBeLessThanOrEqual(BigInt(view.mostTipWei));
	}
});

test("signs the fee that the person chose, as it was chosen", async () => {
	const { choices } = await whileSlotsPass(
		stage,
		wallet.ui("fees.look", undefined),
	);
	const fast = choices.find(({ speed }) => speed === "fast");
	if (fast === undefined) throw new Error("three of them");
	const { capWei, tipWei } = fast;
	const order = await prepared("chosen", { capWei, tipWei });
	expect(order.mostFeeWei).toBe((BigInt(capWei) * 21_000n).toString());
	await approve(wallet.keys, "chosen");
	const state = async () =>
		(await wallet.ui("order.get", { id: "chosen" })).state;
	await untilTrue(stage, async () => (await state()) === "final", "final");
	const raw = stage.sent.at(-1);
	if (raw === undefined) throw new Error("it was sent");
	expect(parseTransaction(raw)).toMatchObject({
		maxFeePerGas: BigInt(capWei),
		maxPriorityFeePerGas: BigInt(tipWei),
	});
});

test("refuses a fee that the proved base fee does not allow, whoever chose it", async () => {
	const { baseFeesWei, mostCapWei, mostTipWei } = await whileSlotsPass(
		stage,
		wallet.ui("fees.look", undefined),
	);
	const cap = BigInt(mostCapWei);
	const tip = BigInt(mostTipWei);
	for (const [id, capWei, tipWei] of [
		["over", cap * 2n, 1n],
		["tip", cap, tip + 1n],
		["tip-over-cap", BigInt(baseFeesWei[0] ?? 0) * 2n, tip],
		["under", 1n, 1n],
	] as const)
		expect(
			await codeOf(
				prepared(id, {
					capWei: capWei.toString(),
					tipWei: tipWei.toString(),
				}),
			),
			id,
		).toBe("order-fee");
	expect(
		await codeOf(
			wallet.ui("order.prepare", {
				...{ id: "elsewhere", chainId: 10, to: you, valueWei: "1" },
				fees: { capWei: "1", tipWei: "1" },
			}),
		),
	).toBe("bad-params");
});
