// A Safe used from the wallet's own screens, over anvil: found by proof, told what to do, agreed to by the signer, with what another
// owner agreed from a file, carried out; and the same with the engine killed on the way, and with what is refused.

import { afterAll, beforeAll, expect, test } from "vitest";
import type { Hex } from "../../src/base/bytes.ts";
import { fromHex } from "../../src/base/bytes.ts";
import { safeSlots } from "../../src/state/safe-layout.ts";
import { wordHex } from "../../src/state/storage-layout.ts";
import { approve, approveMessage } from "../decide.ts";
import { openSafeStage, ownersOf, signSafe } from "../safe/contracts.ts";
import {
	codeOf,
	type Disk,
	isProved,
	me,
	newDisk,
	openStage,
	openWallet,
	password,
	type Stage,
	setUp,
	untilTrue,
	type Wallet,
	whileSlotsPass,
} from "./wallet.ts";

const secondKey = fromHex(`0x${"5c".repeat(32)}`);
const [second = me] = ownersOf([secondKey]);
const third: Hex = `0x${"33".repeat(20)}`;
const guard: Hex = `0x${"9a".repeat(20)}`;
const you: Hex = `0x${"c3".repeat(20)}`;

let stage: Stage;
let wallet: Wallet;
let disk: Disk;
let safe: Hex;
/** One of which no account of this wallet is an owner. */
let other: Hex;

/** The Safe as its own contracts made it, in anvil. */
const putSafe = async (owners: readonly Hex[]): Promise<Hex> => {
	const made = await openSafeStage({ owners });
	const { anvil } = stage.world;
	for (const [address, account] of Object.entries(await made.world())) {
		if (account.code === undefined || account.code === "0x") continue;
		await anvil.call("anvil_setCode", [address, account.code]);
		// what is set to zero would be in its trie
		for (const [key, word] of Object.entries(account.storage ?? {}))
			if (word !== 0n)
				await anvil.call("anvil_setStorageAt", [address, key, wordHex(word)]);
	}
	// anvil keeps what was read as zero as a leaf, which no true trie has: so there is a guard, which lets everything pass
	await anvil.call("anvil_setCode", [guard, "0x00"]);
	await anvil.call("anvil_setStorageAt", [
		made.safe,
		safeSlots.guard,
		wordHex(guard),
	]);
	await anvil.call("anvil_setBalance", [made.safe, "0x4563918244f40000"]);
	return made.safe;
};

beforeAll(async () => {
	stage = await openStage();
	safe = await putSafe([me, second, third]);
	other = await putSafe([second, third]);
	await stage.world.advance(2);
	disk = newDisk();
	wallet = await setUp(stage, disk);
	await untilTrue(stage, () => isProved(wallet), "a balance");
}, 120_000);
afterAll(async () => {
	wallet?.kill();
	await stage?.world.stop();
});

const look = () =>
	whileSlotsPass(stage, wallet.ui("safe.look", { address: safe }));
const propose = (valueWei: string, nonce: number | null = null) =>
	whileSlotsPass(
		stage,
		wallet.ui("safe.propose", { address: safe, to: you, valueWei, nonce }),
	);
const ask = async (hash: Hex): Promise<string> => {
	const { id } = await whileSlotsPass(
		stage,
		wallet.ui("safe.ask", { address: safe, hash, account: me }),
	);
	return id;
};

test("a Safe is added where an account of this wallet is an owner, and an address that is none is not", async () => {
	expect(
		await whileSlotsPass(
			stage,
			codeOf(wallet.ui("safe.keep", { address: you })),
		),
	).toBe("safe-unknown");
	expect(
		await whileSlotsPass(
			stage,
			codeOf(
				wallet.ui("safe.propose", {
					address: safe,
					to: you,
					valueWei: "1",
					nonce: null,
				}),
			),
		),
	).toBe("safe-unlisted");
	const view = await whileSlotsPass(
		stage,
		wallet.ui("safe.keep", { address: safe }),
	);
	expect(view).toMatchObject({
		facts: {
			owners: [me, second, third],
			threshold: 2,
			nonce: 0,
			modules: [],
			guard,
		},
		ours: [me],
		isKept: true,
		before: null,
		txs: [],
	});
	expect((await wallet.view()).safes).toEqual([safe]);
}, 120_000);

test("two owners agree, one by a file, and the Safe pays", async () => {
	const { hash } = await propose("5000000000000000");
	expect(await propose("5000000000000000", 0)).toEqual({ hash });
	const alone = await look();
	expect(alone.txs).toMatchObject([
		{ hash, nonce: 0, confirmed: [], turn: { isNow: true, isOver: false } },
	]);
	// one owner alone is not enough
	expect(
		await whileSlotsPass(
			stage,
			codeOf(
				wallet.ui("safe.execute", {
					id: "early",
					address: safe,
					hash,
					account: me,
				}),
			),
		),
	).toBe("safe-threshold");
	const id = await ask(hash);
	const [shown] = await wallet.keys("message.list", undefined);
	expect(shown).toMatchObject({
		id,
		account: me,
		digest: hash,
		safe: {
			safe: { address: safe, threshold: 2 },
			call: { to: you },
			nonce: 0,
			hash,
		},
	});
	await approveMessage(wallet.keys, id);
	expect((await look()).txs[0]?.confirmed).toEqual([me]);

	// what is kept outlives the engine and the signer
	wallet.kill();
	wallet = await openWallet(stage, disk);
	await wallet.keys("keys.unlock", { password });
	await untilTrue(stage, () => isProved(wallet), "a balance");
	expect((await look()).txs[0]?.confirmed).toEqual([me]);

	const { file } = await wallet.ui("safe.export", { address: safe, hash });
	const given = JSON.parse(file);
	expect(given.signatures).toHaveLength(1);
	const forged = { ...given, valueWei: "6000000000000000" };
	expect(
		await whileSlotsPass(
			stage,
			codeOf(wallet.ui("safe.import", { file: JSON.stringify(forged) })),
		),
	).toBe("safe-signature");
	const stranger = signSafe(hash, fromHex(`0x${"77".repeat(32)}`));
	for (const [change, code] of [
		[{ signatures: [stranger] }, "safe-signature"],
		[{ signatures: ["0x1234"] }, "bad-file"],
		[{ nonce: -1 }, "bad-file"],
		[{ safe: third }, "safe-unknown"],
		[{ chainId: 5 }, "safe-unlisted"],
	] as const)
		expect([
			code,
			await whileSlotsPass(
				stage,
				codeOf(
					wallet.ui("safe.import", {
						file: JSON.stringify({ ...given, ...change }),
					}),
				),
			),
		]).toEqual([code, code]);
	expect((await look()).txs).toHaveLength(1);
	const back = {
		...given,
		signatures: [...given.signatures, signSafe(hash, secondKey)],
	};
	expect(
		await whileSlotsPass(
			stage,
			wallet.ui("safe.import", { file: JSON.stringify(back) }),
		),
	).toEqual({ address: safe, hash });
	expect((await look()).txs[0]?.confirmed).toEqual([me, second]);

	const order = await whileSlotsPass(
		stage,
		wallet.ui("safe.execute", { id: "pay", address: safe, hash, account: me }),
	);
	expect(order).toMatchObject({ to: safe, valueWei: "0" });
	const [approval] = await wallet.keys("approval.list", undefined);
	expect(approval?.call?.safe).toMatchObject({
		call: { to: you, valueWei: "5000000000000000" },
		hash,
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
			String(await stage.world.anvil.call("eth_getBalance", [you, "latest"])),
		),
	).toBe(5_000_000_000_000_000n);
	await untilTrue(
		stage,
		async () => (await look()).facts.nonce === 1,
		"the nonce",
	);
	expect((await look()).txs[0]?.turn).toEqual({ isNow: false, isOver: true });
	// its number is used up
	expect(await codeOf(ask(hash))).toBe("safe-nonce");
	expect(
		await whileSlotsPass(
			stage,
			codeOf(
				wallet.ui("safe.execute", {
					id: "again",
					address: safe,
					hash,
					account: me,
				}),
			),
		),
	).toBe("safe-nonce");
}, 240_000);

test("an owner agrees by a transaction of its own, which counts once it is proved", async () => {
	const { hash } = await propose("7", 1);
	const agree = (of: Hex, id: string) =>
		whileSlotsPass(
			stage,
			wallet.ui("safe.approve", { id, address: safe, hash: of, account: me }),
		);
	expect(await codeOf(agree(`0x${"12".repeat(32)}`, "none"))).toBe(
		"order-unknown",
	);
	await agree(hash, "on-chain");
	const [approval] = await wallet.keys("approval.list", undefined);
	expect(approval).toMatchObject({ to: safe, valueWei: "0" });
	expect(approval?.call?.safe).toMatchObject({
		call: { to: you, valueWei: "7" },
		nonce: 1,
		hash,
		isLater: true,
	});
	await approve(wallet.keys, "on-chain");
	await untilTrue(
		stage,
		async () =>
			(await look()).txs.find((tx) => tx.hash === hash)?.onChain[0] === me,
		"the agreement",
	);
	expect((await look()).txs.find((tx) => tx.hash === hash)).toMatchObject({
		confirmed: [me],
		onChain: [me],
	});
	await wallet.ui("safe.drop", { address: safe, hash });
}, 240_000);

test("a no, or a screen that is left, keeps no agreement, and one whose turn is later can be agreed to and not carried out", async () => {
	const { hash } = await propose("1", 4);
	const first = await ask(hash);
	await wallet.keys("message.decide", { id: first, yes: false });
	expect((await look()).txs.find((tx) => tx.hash === hash)?.confirmed).toEqual(
		[],
	);
	const left = await ask(hash);
	await wallet.ui("safe.leave", { id: left });
	expect(await codeOf(approveMessage(wallet.keys, left))).toBe("order-unknown");
	const id = await ask(hash);
	await approveMessage(wallet.keys, id);
	expect((await look()).txs.find((tx) => tx.hash === hash)).toMatchObject({
		confirmed: [me],
		turn: { isNow: false, isOver: false },
	});
	expect(
		await whileSlotsPass(
			stage,
			codeOf(
				wallet.ui("safe.execute", {
					id: "later",
					address: safe,
					hash,
					account: me,
				}),
			),
		),
	).toBe("safe-nonce");
	await wallet.ui("safe.drop", { address: safe, hash });
	expect((await look()).txs.some((tx) => tx.hash === hash)).toBe(false);
}, 240_000);

test("a change of who decides is told until the person has seen it, and an account that is no owner any more agrees to nothing", async () => {
	// between a change made by hand and the next block anvil proves another state than it signs for
	wallet.kill();
	await stage.world.anvil.call("anvil_setStorageAt", [
		safe,
		safeSlots.threshold,
		wordHex(3),
	]);
	await stage.world.advance(2);
	wallet = await openWallet(stage, disk);
	await wallet.keys("keys.unlock", { password });
	await untilTrue(stage, () => isProved(wallet), "a balance");
	await untilTrue(
		stage,
		async () => (await look()).facts.threshold === 3,
		"it",
	);
	const changed = await look();
	expect(changed.before).toMatchObject({ threshold: 2 });
	await wallet.ui("safe.seen", { facts: changed.facts });
	expect((await look()).before).toBeNull();
	expect(
		await whileSlotsPass(
			stage,
			codeOf(wallet.ui("safe.keep", { address: other })),
		),
	).toBe("safe-owner");
	await wallet.ui("safe.forget", { address: safe });
	expect((await wallet.view()).safes).toEqual([]);
}, 240_000);
