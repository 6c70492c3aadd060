// The engine and the signer are killed around every single write of a journey's first step. Opened again from what is on disk,
// the journey goes on until the step is proved: nothing is lost, and no second transaction exists.

import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { decodeSigned } from "../../../src/evidence/transaction.ts";
import { approve } from "../../decide.ts";
import { dying } from "../dying.ts";
import {
	copyDisk,
	type Disk,
	isProved,
	me,
	newDisk,
	openWallet,
	untilTrue,
	type Wallet,
} from "../wallet.ts";
import { chainId, type ExitStage, exitOf, openExitStage } from "./stage.ts";

let scene: ExitStage;
let ready: Disk;
beforeAll(async () => {
	scene = await openExitStage();
	ready = newDisk();
	const wallet = await scene.setUp(ready);
	await untilTrue(scene.stage, () => isProved(wallet), "a balance");
	wallet.kill();
});
afterAll(() => scene?.stage.world.stop());

/** What is under way is not asked for a second time meanwhile: the person waits for an answer too. */
const asked = new WeakMap<Wallet, Promise<unknown>>();
const ask = (wallet: Wallet, work: () => Promise<unknown>): void => {
	if (asked.has(wallet)) return;
	asked.set(
		wallet,
		work()
			.catch(() => {
				// it died, or it was too early: asked again at the next look
			})
			.finally(() => asked.delete(wallet)),
	);
};

/** The person: begins, asks for the step, says yes to what the approve screen shows. @returns whether the step is proved */
const walk = async (wallet: Wallet, id: string): Promise<boolean> => {
	const exit = await exitOf(wallet, id);
	if (exit === undefined) {
		ask(wallet, () =>
			wallet.ui("exit.begin", {
				id,
				chainId,
				way: "toy",
				token: null,
				amount: "1",
				begun: null,
			}),
		);
		return false;
	}
	if (exit.stages[0]?.state === "done") return true;
	const { orders } = await wallet.view();
	const waits = orders.find(
		({ id: order, state }) =>
			state === "waiting" && order === exit.stages[0]?.order,
	);
	if (waits === undefined) {
		if (exit.click?.stage === "knock")
			ask(wallet, () => wallet.ui("exit.step", { id, stage: "knock" }));
		return false;
	}
	const shown = await wallet.keys("approval.list", undefined);
	if (shown.some((one) => one.id === waits.id))
		ask(wallet, () => approve(wallet.keys, waits.id));
	return false;
};

describe.each(["before", "after"] as const)("killed %s a write", (when) => {
	test("of a step, whichever it is: signed once, sent as one transaction, proved", async () => {
		let crashes = 0;
		for (let atWrite = 0; ; atWrite++) {
			const id = `${when}-${atWrite}`;
			const disk = await copyDisk(ready);
			const sentBefore = scene.stage.sent.length;
			const death = dying(
				disk.store,
				atWrite,
				when,
				(table) => table === "exits" || table === "orders",
			);
			const first = await openWallet(
				scene.stage,
				disk,
				death.store,
				death.onDeath,
			);
			await untilTrue(
				scene.stage,
				async () =>
					death.isDead() ||
					(await Promise.race([
						walk(first, id).catch(() => false),
						new Promise<boolean>((resolve) => setTimeout(resolve, 500, false)),
					])),
				`${id}: death or proof`,
			);
			// what the look writes after the proof is seen
			for (let slots = 0; slots < 2 && !death.isDead(); slots++)
				await scene.stage.world.advance();
			first.kill();
			if (death.isDead()) {
				crashes++;
				const second = await openWallet(scene.stage, disk);
				await untilTrue(
					scene.stage,
					() => walk(second, id),
					`${id}: proof after the crash`,
				);
				const { exits, orders } = await second.view();
				expect([id, exits.journeys.length, orders.length]).toEqual([id, 1, 1]);
				second.kill();
			}
			// what the wallet before this one had under way may have been sent again
			const known = new Set(scene.stage.sent.slice(0, sentBefore));
			const sent = new Set(
				scene.stage.sent.slice(sentBefore).filter((raw) => !known.has(raw)),
			);
			expect([id, sent.size]).toEqual([id, 1]);
			expect([...sent].map((raw) => decodeSigned(raw).from)).toEqual([me]);
			if (!death.isDead()) break;
		}
		// begun, the order's id, made, signed, sent, included, what the look found
		expect(crashes).toBeGreaterThanOrEqual(7);
	}, 600_000);
});

test("no nonce was used twice and none was left out", () => {
	const nonces = scene.stage.sent.map(
		(raw) => decodeSigned(raw).transaction.nonce,
	);
	const each = [...new Set(nonces)].sort((a, b) => a - b);
	expect(each).toEqual(each.map((_, i) => i));
	expect(new Set(scene.stage.sent).size).toBe(each.length);
});
