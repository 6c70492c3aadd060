// What the signer reads calls by: the registry's file by its digest, asked for once and late, and its own descriptors without it.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { encodeFunctionData, parseAbi } from "viem";
import { describe, expect, it } from "vitest";
import { Fault } from "../../src/base/fault.ts";
import { ownDescriptors } from "../../src/clear/own.ts";
import { clearCallOf } from "../../src/signer/clear-approval.ts";
import { openDescriptors } from "../../src/signer/descriptors.ts";

const file = new Uint8Array(
	readFileSync(join(import.meta.dirname, "../../src/clear/registry.lzma")),
);
/** A time that never comes, and one that is over at once. */
const never = { sleep: () => new Promise<void>(() => {}) };
const atOnce = { sleep: async () => {} };

describe("the signer's descriptors", () => {
	it("are its own and the registry's, which it asks for once and not before", async () => {
		let asked = 0;
		const load = openDescriptors(async () => {
			asked++;
			return file;
		}, never);
		expect(asked).toBe(0);
		const [all, again] = await Promise.all([load(), load()]);
		expect(again).toBe(all);
		expect(await load()).toBe(all);
		expect(asked).toBe(1);
		expect(all.slice(0, ownDescriptors.length)).toEqual(ownDescriptors);
		expect(all.length).toBeGreaterThan(ownDescriptors.length + 150);
	});

	it("refuse a registry of other bytes, and are their own without one", async () => {
		const other = Uint8Array.from(file);
		other[5_000] = (other[5_000] ?? 0) ^ 1;
		for (const load of [
			async () => other,
			async () => new Uint8Array(),
			async () => Promise.reject(new Fault("unreachable", "gone")),
			undefined,
		])
			expect(await openDescriptors(load, never)()).toBe(ownDescriptors);
	});

	it("wait no longer than so long, and stay the same then", async () => {
		let give = (_: Uint8Array): void => {};
		const load = openDescriptors(
			() =>
				new Promise((done) => {
					give = done;
				}),
			atOnce,
		);
		expect(await load()).toBe(ownDescriptors);
		give(file);
		expect(await load()).toBe(ownDescriptors);
	});

	// Aave's pool on Optimism, of which no descriptor of our own tells
	const pool = "0x794a61358d6845594f94dc1db02a252b5b4814ad";
	const me = `0x${"a1".repeat(20)}` as const;
	const usdc = "0x0b2c639c533813f4aa9d7837caf62653d097ff85";
	const data = encodeFunctionData({
		abi: parseAbi(["function supply(address, uint256, address, uint16)"]),
		args: [usdc, 7n, me, 0],
	});
	const call = { chainId: 10, from: me, to: pool, valueWei: 0n } as const;

	it("tell of a call that only the registry knows", async () => {
		const all = await openDescriptors(async () => file, never)();
		expect(clearCallOf({ ...call, data }, false)).toBeNull();
		const clear = clearCallOf({ ...call, data }, false, all);
		if (clear?.kind !== "read") throw new TypeError(JSON.stringify(clear));
		expect(clear.owner).toMatch(/Aave/);
		expect(clear.lines.map(({ value }) => value)).toContainEqual(
			expect.objectContaining({ kind: "token", token: usdc, amount: "7" }),
		);
		// on another chain it is another contract
		expect(
			clearCallOf({ ...call, chainId: 534_352, data }, false, all),
		).toBeNull();
	});

	it("that are wrong about a call tell nothing of it but that they do not fit", async () => {
		const all = await openDescriptors(async () => file, never)();
		for (const wrong of [`${data}00`, data.slice(0, -2)] as const)
			expect(
				clearCallOf({ ...call, data: wrong as `0x${string}` }, false, all),
			).toMatchObject({ kind: "unfit" });
		expect(clearCallOf({ ...call, data: "0x12345678" }, false, all)).toBeNull();
	});
});
