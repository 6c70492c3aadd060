// What is followed begins anew with other accounts, and may take long to: whether they are on disk does not wait for it.

import { expect, test } from "vitest";
import type { Hex } from "../../src/base/bytes.ts";
import type { Store } from "../../src/source/ports.ts";
import {
	me,
	newDisk,
	openStage,
	openWallet,
	setUp,
	whileSlotsPass,
} from "./wallet.ts";

const other: Hex = `0x${"5e".repeat(20)}`;

test("an account that is on disk is never refused for a store, because what is followed is slow to begin", async () => {
	const stage = await openStage();
	const disk = newDisk();
	const first = await setUp(stage, disk);
	first.kill();
	let isSlow = false;
	const store: Store = {
		...disk.store,
		get: (table, key) =>
			isSlow && (table === "trusted" || table === "evidence")
				? new Promise(() => {})
				: disk.store.get(table, key),
	};
	const wallet = await openWallet(stage, disk, store);
	isSlow = true;
	const added = wallet.keys("keys.addWatch", { address: other });
	expect(await whileSlotsPass(stage, added)).toMatchObject({
		accounts: [me, other],
	});
	wallet.kill();
	await stage.world.stop();
}, 120_000);
