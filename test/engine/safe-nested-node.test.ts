// A Safe that only another Safe owns, used from the wallet's own screens, over anvil: engine and signer as they ship. The one agrees in
// the other by a message and an order that the signer reads whole, and what the other does is carried out by an owner of the owner. The
// payment is then looked for in final blocks, as is what came to the account itself.

import { afterAll, beforeAll, expect, test } from "vitest";
import { fromHex, type Hex } from "../../src/base/bytes.ts";
import { safeSlots } from "../../src/state/safe-layout.ts";
import { wordHex } from "../../src/state/storage-layout.ts";
import { approve, approveMessage } from "../decide.ts";
import { openSafeStage, ownersOf, signSafe } from "../safe/contracts.ts";
import {
	codeOf,
	isProved,
	me,
	newDisk,
	openStage,
	type Stage,
	setUp,
	untilTrue,
	type Wallet,
	whileSlotsPass,
} from "./wallet.ts";

const secondKey = fromHex(`0x${"5c".repeat(32)}`);
const [second = me] = ownersOf([secondKey]);
const guard: Hex = `0x${"9a".repeat(20)}`;

let stage: Stage;
let wallet: Wallet;
let inner: Hex;
let outer: Hex;

beforeAll(async () => {
	stage = await openStage();
	const made = await openSafeStage({ owners: [me, second] });
	inner = made.safe;
	outer = await made.make([inner], 1);
	const { anvil } = stage.world;
	for (const [address, account] of Object.entries(await made.world())) {
		if (account.code === undefined || account.code === "0x") continue;
		await anvil.call("anvil_setCode", [address, account.code]);
		for (const [key, word] of Object.entries(account.storage ?? {}))
			if (word !== 0n)
				await anvil.call("anvil_setStorageAt", [address, key, wordHex(word)]);
	}
	// as in test/engine/safes.test.ts: no slot that is read may be zero in anvil
	await anvil.call("anvil_setCode", [guard, "0x00"]);
	for (const safe of [inner, outer])
		await anvil.call("anvil_setStorageAt", [
			...[safe, safeSlots.guard],
			wordHex(guard),
		]);
	await anvil.call("anvil_setBalance", [outer, "0x4563918244f40000"]);
	await stage.world.advance(2);
	wallet = await setUp(stage, newDisk());
	await untilTrue(stage, () => isProved(wallet), "a balance");
}, 120_000);
afterAll(async () => {
	wallet?.kill();
	await stage?.world.stop();
});

const ask = <T>(work: Promise<T>): Promise<T> => whileSlotsPass(stage, work);
const look = (address: Hex) => ask(wallet.ui("safe.look", { address }));

test("the one Safe agrees in the other, and that pays", async () => {
	expect(await ask(codeOf(wallet.ui("safe.keep", { address: outer })))).toBe(
		"safe-owner",
	);
	await ask(wallet.ui("safe.keep", { address: inner }));
	const kept = await ask(wallet.ui("safe.keep", { address: outer }));
	expect(kept).toMatchObject({
		...{ ours: [], through: [{ safe: inner, accounts: [me] }] },
	});
	const { hash } = await ask(
		wallet.ui("safe.propose", {
			...{ address: outer, to: me, valueWei: "5000000000000000", nonce: null },
		}),
	);
	const { hash: yes } = await ask(
		wallet.ui("safe.nest", { address: outer, hash, inner }),
	);

	// the other owner's agreement, as it comes in a file
	const { file } = await wallet.ui("safe.export", {
		...{ address: inner, hash: yes },
	});
	await ask(
		wallet.ui("safe.import", {
			file: JSON.stringify({
				...JSON.parse(file),
				signatures: [signSafe(yes, secondKey)],
			}),
		}),
	);

	// one's own, by a message that the signer reads with both Safes proved
	const { id } = await ask(
		wallet.ui("safe.ask", { address: inner, hash: yes, account: me }),
	);
	const [asked] = await wallet.keys("message.list", undefined);
	expect(asked?.safe).toMatchObject({
		safe: { address: inner, threshold: 2 },
		outer: {
			safe: { address: outer, owners: [inner], threshold: 1 },
			call: { to: me, valueWei: "5000000000000000", data: "0x" },
			...{ nonce: 0, hash },
		},
	});
	await approveMessage(wallet.keys, id);
	expect((await look(inner)).txs[0]?.confirmed).toEqual([me, second]);

	await ask(
		wallet.ui("safe.execute", {
			...{ id: "yes", address: inner, hash: yes, account: me },
		}),
	);
	const [agreeing] = await wallet.keys("approval.list", undefined);
	expect(agreeing).toMatchObject({ to: inner, valueWei: "0" });
	expect(agreeing?.call?.safe).toMatchObject({
		outer: { safe: { address: outer }, hash, nonce: 0 },
	});
	await approve(wallet.keys, "yes");
	await untilTrue(
		stage,
		async () => (await look(outer)).txs[0]?.onChain[0] === inner,
		"its yes",
	);

	await ask(
		wallet.ui("safe.execute", {
			...{ id: "pay", address: outer, hash, account: me },
		}),
	);
	const paying = (await wallet.keys("approval.list", undefined)).find(
		(one) => one.id === "pay",
	);
	expect(paying?.call?.safe).toMatchObject({
		...{ safe: { address: outer }, through: { address: inner } },
		agreed: [inner],
	});
	await approve(wallet.keys, "pay");
	await untilTrue(
		stage,
		async () =>
			(await wallet.ui("order.get", { id: "pay" })).succeeded === true,
		"it is in a block",
	);
	expect(
		BigInt(
			String(await stage.world.anvil.call("eth_getBalance", [outer, "latest"])),
		),
	).toBe(5n * 10n ** 18n - 5_000_000_000_000_000n);
	// a receipt of it is read again offline
	const { file: receipt } = await wallet.ui("receipt.export", { id: "pay" });
	expect(receipt).toContain('"safe"');
}, 240_000);

test("what came to the account is found in final blocks, and what a contract paid out is not", async () => {
	const [from] = JSON.parse(
		JSON.stringify(await stage.world.anvil.call("eth_accounts", [])),
	).filter((one: string) => one.toLowerCase() !== me);
	await stage.world.anvil.call("eth_sendTransaction", [
		{ from, to: me, value: "0x2386f26fc10000" },
	]);
	await untilTrue(
		stage,
		async () => {
			await stage.world.advance(8);
			await ask(wallet.ui("arrival.look", undefined));
			for (;;) {
				const { running, rows, fault } = await wallet.ui(
					"arrival.found",
					undefined,
				);
				if (running === null) {
					expect(fault).toBe(null);
					return rows.length > 0;
				}
				await new Promise((resolve) => setTimeout(resolve, 20));
			}
		},
		"the arrival",
	);
	const { rows, stretches } = await wallet.ui("arrival.found", undefined);
	// the Safe's payment before it went by a contract
	expect(rows).toMatchObject([
		{
			...{ token: null, from: String(from).toLowerCase(), event: null },
			amount: "10000000000000000",
		},
	]);
	const [row] = rows;
	expect(
		stretches.some(
			(one) =>
				one.from <= (row?.blockNumber ?? 0) &&
				(row?.blockNumber ?? 0) <= one.to,
		),
	).toBe(true);
	const { file } = await wallet.ui("activity.export", undefined);
	expect(file).toContain("arrival-in-block");
	expect(file).toContain("transaction-proved");
}, 240_000);
