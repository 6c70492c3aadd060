// The wallet is cut off while the order of a step stands before the person, unsigned. Opened again it shows that very order, or
// it says why another takes its place; none is ever gone without a word.

import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { toyLabel } from "../../exit/toy.ts";
import { rollupAddress } from "../../l2/reference/world.ts";
import {
	codeOf,
	copyDisk,
	type Disk,
	isProved,
	newDisk,
	openWallet,
	password,
	untilTrue,
	type Wallet,
	whileSlotsPass,
} from "../wallet.ts";
import {
	chainId,
	type ExitStage,
	exitOf,
	openExitStage,
	sayYes,
} from "./stage.ts";

let scene: ExitStage;
let ready: Disk;
beforeAll(async () => {
	scene = await openExitStage();
	ready = newDisk();
	const wallet = await scene.setUp(ready);
	await untilTrue(scene.stage, () => isProved(wallet), "a balance");
	wallet.kill();
}, 120_000);
afterAll(() => scene?.stage.world.stop());

const step = (wallet: Wallet, id: string, stage = "knock") =>
	whileSlotsPass(scene.stage, wallet.ui("exit.step", { id, stage }));

/** What the signer shows of that order: all of it by its hash; null while it holds none. */
const shownOf = async (wallet: Wallet, order: string): Promise<string | null> =>
	(await wallet.keys("approval.list", undefined)).find(({ id }) => id === order)
		?.order ?? null;

/** A wallet whose first step stands before the person, on a disk of its own. */
const atApproval = async (
	id: string,
): Promise<{
	readonly disk: Disk;
	readonly wallet: Wallet;
	readonly order: string;
	readonly shown: string;
}> => {
	const disk = await copyDisk(ready);
	const wallet = await openWallet(scene.stage, disk);
	await untilTrue(scene.stage, () => isProved(wallet), "a balance");
	await whileSlotsPass(
		scene.stage,
		wallet.ui("exit.begin", {
			id,
			chainId,
			way: "toy",
			token: null,
			amount: "1",
			begun: null,
		}),
	);
	const { id: order } = await step(wallet, id);
	const shown = await shownOf(wallet, order);
	if (shown === null) throw new Error(`${order} is not shown`);
	return { disk, wallet, order, shown };
};

/** After the cut the browser's session memory is empty: the password is asked for. */
const openLocked = async (disk: Disk): Promise<Wallet> => {
	disk.session = null;
	return openWallet(scene.stage, disk);
};

describe("shown again as it was", () => {
	// slots that pass before the cut, while nothing runs, and before the password
	test.each([
		[0, 0, 0],
		[1, 5, 2],
		[3, 0, 9],
	])(
		"%i, %i and %i slots around the cut",
		async (before, away, locked) => {
			const id = `held-${before}-${away}-${locked}`;
			const { disk, wallet, order, shown } = await atApproval(id);
			await scene.stage.world.advance(before);
			wallet.kill();
			await scene.stage.world.advance(away);
			let next = await openLocked(disk);
			await scene.stage.world.advance(locked);
			await next.keys("keys.unlock", { password });
			await untilTrue(
				scene.stage,
				async () => (await shownOf(next, order)) !== null,
				"the order",
			);
			expect(await shownOf(next, order)).toBe(shown);
			// and cut off once more, unlocked this time
			next.kill();
			next = await openWallet(scene.stage, disk);
			await untilTrue(
				scene.stage,
				async () => (await shownOf(next, order)) !== null,
				"the order again",
			);
			expect(await shownOf(next, order)).toBe(shown);
			expect((await next.view()).orders).toHaveLength(1);
			expect((await exitOf(next, id))?.click).toEqual({
				stage: "knock",
				label: toyLabel("knock"),
			});
			next.kill();
		},
		120_000,
	);
});

describe("another in its place", () => {
	test("never leaves a step without a next attempt that was dropped before anybody decided it", async () => {
		const { wallet, order } = await atApproval("dropped");
		await wallet.ui("order.forget", { id: order });
		expect(await wallet.ui("order.get", { id: order })).toMatchObject({
			state: "refused",
			hash: null,
			fault: null,
		});
		const second = await step(wallet, "dropped");
		expect(second).toMatchObject({ state: "waiting" });
		expect(second.id).not.toBe(order);
		expect(await shownOf(wallet, second.id)).not.toBeNull();
		wallet.kill();
	}, 120_000);

	test("says that it had grown too old, on the map and beside the one that takes its place", async () => {
		const { disk, wallet, order } = await atApproval("old");
		wallet.kill();
		// longer than an order may be read: 180 s, in slots of six
		await scene.stage.world.advance(32);
		const next = await openLocked(disk);
		await next.keys("keys.unlock", { password });
		await untilTrue(
			scene.stage,
			async () =>
				(await exitOf(next, "old"))?.click?.instead?.code === "order-stale",
			"the words",
		);
		expect(await next.ui("order.get", { id: order })).toMatchObject({
			state: "refused",
			hash: null,
			fault: { code: "order-stale" },
		});
		// one click makes the other
		await untilTrue(scene.stage, () => isProved(next), "a head");
		const second = await step(next, "old");
		expect(second).toMatchObject({ state: "waiting" });
		expect(second.id).not.toBe(order);
		expect(await shownOf(next, second.id)).not.toBeNull();
		expect((await exitOf(next, "old"))?.click?.instead?.code).toBe(
			"order-stale",
		);
		// the person's own no is no such thing
		await next.keys("approval.decide", { id: second.id, yes: false });
		await untilTrue(
			scene.stage,
			async () =>
				(await next.ui("order.get", { id: second.id })).state === "refused",
			"the no",
		);
		const { click } = (await exitOf(next, "old")) ?? {};
		expect(click).toEqual({ stage: "knock", label: toyLabel("knock") });
		next.kill();
	}, 120_000);

	test("takes back what L1 has moved past, keeps it with the reason, and makes none for a step that is over", async () => {
		const { disk, wallet, order } = await atApproval("moved");
		wallet.kill();
		const { world } = scene.stage;
		const [, , , , other = "0x"] = world.accounts;
		await world.anvil.call("eth_sendTransaction", [
			{ from: other, to: rollupAddress, gas: "0x186a0" },
		]);
		await world.advance(2);
		const next = await openLocked(disk);
		await next.keys("keys.unlock", { password });
		await untilTrue(
			scene.stage,
			async () => (await exitOf(next, "moved"))?.click?.stage === "enter",
			"the look that sees it",
		);
		expect(await codeOf(step(next, "moved"))).toBe("exit-not-now");
		expect(await next.ui("order.get", { id: order })).toMatchObject({
			state: "refused",
			hash: null,
			fault: { code: "exit-moved" },
		});
		expect(await shownOf(next, order)).toBeNull();
		const second = await step(next, "moved", "enter");
		expect(await sayYes(next, second.id)).toMatch(/^0x/);
		next.kill();
	}, 120_000);
});
