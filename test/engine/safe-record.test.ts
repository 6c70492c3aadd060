// Safes on the disk: what is written is read back, what does not decode is passed over, and agreements are recovered anew.

import { describe, expect, test } from "vitest";
import type { Hex } from "../../src/base/bytes.ts";
import type { Fault } from "../../src/base/fault.ts";
import { memoryStore } from "../../src/cli/store.ts";
import {
	confirmationsOf,
	decodeKeptSafe,
	decodeSafeTxFile,
	hashOfTx,
	type KeptSafe,
	keptSafeText,
	safeTxFileText,
	txOf,
	withConfirmation,
	withNewTx,
} from "../../src/engine/safes/record.ts";
import { openSafeStore } from "../../src/engine/safes/store.ts";
import { isSameRule } from "../../src/engine/safes/view.ts";
import { mostSafeTxs } from "../../src/protocol/safe-ui.ts";
import { mostSafes } from "../../src/protocol/safe-views.ts";
import { refusalOf } from "../refused.ts";
import { keysOf, ownersOf, signSafe } from "../safe/contracts.ts";

const at = (n: number): Hex =>
	`0x${n.toString(16).padStart(2, "0").repeat(20)}`;
const keys = keysOf(3);
const owners = ownersOf(keys);
const safeOf = (address: Hex = at(0x50)): KeptSafe => ({
	chainId: 1,
	seen: {
		...{ address, version: "1.4.1", singleton: at(0x51), owners, threshold: 2 },
		...{ nonce: 0, modules: [], guard: null, moduleGuard: null },
		fallbackHandler: null,
	},
	txs: [],
});
const call = { to: at(9), valueWei: 5n, data: "0x" as Hex, nonce: 3 };

const agreed = (): KeptSafe => {
	const safe = withNewTx(safeOf(), call);
	const hash = hashOfTx(safe, call);
	return withConfirmation(
		safe,
		hash,
		signSafe(hash, keys[0] ?? new Uint8Array(32)),
		owners,
	);
};

describe("a Safe on disk", () => {
	test("is read back as it was written, and what does not decode is told of and stays", async () => {
		const safe = agreed();
		expect(decodeKeptSafe(keptSafeText(safe))).toEqual(safe);
		const disk = memoryStore();
		const first = await openSafeStore(disk, () => {});
		await first.add(safe);
		await disk.put("settings", `safe.1.${at(0x77)}`, keptSafeText(safe));
		await disk.put("settings", `safe.1.${at(0x78)}`, "{}");
		const problems: Fault[] = [];
		const second = await openSafeStore(disk, (fault) => problems.push(fault));
		expect(second.all()).toEqual([safe]);
		expect(problems.map(({ code }) => code)).toEqual(["bad-file", "bad-file"]);
		expect(await disk.get("settings", `safe.1.${at(0x78)}`)).toBe("{}");
		expect(
			await refusalOf(() => second.change(1, at(0x60), (was) => was)),
		).toBe("safe-unlisted");
	});

	test("is one of so many, with so many transactions", async () => {
		const store = await openSafeStore(memoryStore(), () => {});
		for (let i = 0; i < mostSafes; i++) await store.add(safeOf(at(i + 1)));
		expect(await refusalOf(() => store.add(safeOf(at(0x99))))).toBe(
			"too-many-accounts",
		);
		let safe = safeOf();
		for (let i = 0; i < mostSafeTxs; i++)
			safe = withNewTx(safe, { ...call, nonce: i });
		expect(await refusalOf(() => withNewTx(safe, { ...call, nonce: 99 }))).toBe(
			"too-many-orders",
		);
		expect(withNewTx(safe, { ...call, nonce: 0 })).toBe(safe);
	});

	test("keeps each owner's agreement once, and counts it only while that is an owner and it holds", () => {
		const safe = agreed();
		const hash = hashOfTx(safe, call);
		const tx = txOf(safe, hash);
		const again = withConfirmation(
			safe,
			hash,
			tx.confirmed[0]?.signature ?? "0x",
			owners,
		);
		expect(txOf(again, hash).confirmed).toHaveLength(1);
		expect(confirmationsOf(safe, tx, owners)).toHaveLength(1);
		expect(confirmationsOf(safe, tx, owners.slice(1))).toHaveLength(0);
		// one that was altered on disk is nobody's
		const [one] = tx.confirmed;
		if (one === undefined) throw new Error("nobody agreed");
		const signature: Hex = `0x11${one.signature.slice(4)}`;
		expect(
			confirmationsOf(
				safe,
				{ ...tx, confirmed: [{ ...one, signature }] },
				owners,
			),
		).toHaveLength(0);
	});

	test("refuses with safe-signature what is no key's agreement of an owner to that transaction", async () => {
		const safe = withNewTx(safeOf(), call);
		const hash = hashOfTx(safe, call);
		const key = keys[0] ?? new Uint8Array(32);
		const pad = (owner: Hex) => `${"0".repeat(24)}${owner.slice(2)}`;
		for (const signature of [
			signSafe(hash, keysOf(9)[7] ?? key),
			signSafe(`0x${"11".repeat(32)}`, key),
			`0x${pad(owners[0] ?? at(0))}${"0".repeat(64)}01`,
			`0x${pad(owners[0] ?? at(0))}${"0".repeat(64)}00`,
		] as Hex[])
			expect(
				await refusalOf(() => withConfirmation(safe, hash, signature, owners)),
			).toBe("safe-signature");
	});

	test("goes to other owners as a file, and comes back from it; other files are refused with bad-file", async () => {
		const safe = agreed();
		const file = safeTxFileText(safe, txOf(safe, hashOfTx(safe, call)));
		expect(decodeSafeTxFile(file, 60_000)).toMatchObject({
			...call,
			safe: at(0x50),
			signatures: [expect.any(String)],
		});
		for (const bad of [
			"",
			"[]",
			file.replace("sextant-safe", "other"),
			`${file} x`,
		])
			expect(await refusalOf(() => decodeSafeTxFile(bad, 60_000))).toBe(
				"bad-file",
			);
		expect(await refusalOf(() => decodeSafeTxFile(file, 10))).toBe("bad-file");
	});

	test("is told to have changed by who decides in it, and not by its number or the order of its owners", () => {
		const { seen } = safeOf();
		expect(
			isSameRule(seen, { ...seen, nonce: 9, owners: owners.toReversed() }),
		).toBe(true);
		for (const change of [
			{ owners: owners.slice(1) },
			{ threshold: 1 },
			{ modules: [at(1)] },
			{ guard: at(1) },
			{ moduleGuard: at(1) },
			{ singleton: at(1) },
			{ fallbackHandler: at(1) },
		])
			expect(isSameRule(seen, { ...seen, ...change })).toBe(false);
	});
});
