// The engine and the signer are killed around every single write of a send. Opened again from what is on disk, the send
// goes on to its inclusion: nothing is lost, and no second transaction exists.

import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Hex } from "../../src/base/bytes.ts";
import { decodeSigned } from "../../src/evidence/transaction.ts";
import { approve } from "../decide.ts";
import { dying } from "./dying.ts";
import {
	copyDisk,
	type Disk,
	me,
	newDisk,
	openStage,
	openWallet,
	type Stage,
	setUp,
	untilTrue,
	type Wallet,
} from "./wallet.ts";

let stage: Stage;
let ready: Disk;
const you: Hex = "0x70997970c51812dc3a010c7d01b50e0d17dc79c8";

beforeAll(async () => {
	stage = await openStage();
	ready = newDisk();
	const wallet = await setUp(stage, ready);
	await untilTrue(
		stage,
		async () => (await wallet.view()).chains[0]?.balances[0]?.amount !== null,
		"a balance",
	);
	wallet.kill();
});
afterAll(() => stage?.world.stop());

/** The person: asks for the order until it is there, says yes to what the approve screen shows. */
const nextStep = async (wallet: Wallet, id: string): Promise<string> => {
	const { orders } = await wallet.view();
	const order = orders.find((one) => one.id === id);
	if (order === undefined) {
		wallet
			.ui("order.prepare", {
				id,
				chainId: stage.world.network.chainId,
				to: you,
				valueWei: "1000",
			})
			.catch(() => {
				// asked again at the next look
			});
		return "asked";
	}
	if (order.state === "waiting") {
		const shown = await wallet.keys("approval.list", undefined);
		if (shown.some((one) => one.id === id))
			await approve(wallet.keys, id).catch(() => {
				// it died, or was decided by the look before
			});
	}
	return order.state;
};

describe.each(["before", "after"] as const)("killed %s a write", (when) => {
	test("of a send, whichever it is: the same hash, sent once, included", async () => {
		let crashes = 0;
		for (let atWrite = 0; ; atWrite++) {
			const id = `${when}-${atWrite}`;
			const disk = await copyDisk(ready);
			const hashes = new Set<string>();
			const note = async (wallet: Wallet): Promise<string> => {
				const state = await nextStep(wallet, id);
				const { orders } = await wallet.view();
				const hash = orders.find((one) => one.id === id)?.hash ?? null;
				if (hash !== null) hashes.add(hash);
				return state;
			};
			const sentBefore = stage.sent.length;
			const death = dying(disk.store, atWrite, when);
			const first = await openWallet(stage, disk, death.store, death.onDeath);
			let isIncluded = false;
			await untilTrue(
				stage,
				async () => {
					if (death.isDead()) return true;
					const state = await Promise.race([
						note(first).catch(() => "dead"),
						new Promise<string>((resolve) => setTimeout(resolve, 500, "slow")),
					]);
					isIncluded = state === "included";
					return isIncluded;
				},
				`${id}: death or inclusion`,
			);
			first.kill();
			if (death.isDead()) {
				crashes++;
				const second = await openWallet(stage, disk);
				await untilTrue(
					stage,
					async () => ["included", "final"].includes(await note(second)),
					`${id}: inclusion after the crash`,
				);
				second.kill();
			}
			const sent = new Set(stage.sent.slice(sentBefore));
			expect([id, sent.size]).toEqual([id, 1]);
			expect([...sent].map((raw) => decodeSigned(raw).hash)).toEqual([
				...hashes,
			]);
			expect([...sent].map((raw) => decodeSigned(raw).from)).toEqual([me]);
			if (!death.isDead()) break;
		}
		// made, signed, sent, its receipt, included
		expect(crashes).toBe(5);
	}, 120_000);
});

test("no nonce was used twice and none was left out", () => {
	const nonces = new Set(
		stage.sent.map((raw) => decodeSigned(raw).transaction.nonce),
	);
	expect([...nonces].sort((a, b) => a - b)).toEqual(
		Array.from({ length: nonces.size }, (_, i) => i),
	);
	expect(new Set(stage.sent).size).toBe(nonces.size);
});
