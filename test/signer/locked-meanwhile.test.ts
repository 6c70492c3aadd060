// A person's lock counts for what is under way too: nothing that was begun before it opens or shows anything after it.

import { beforeEach, describe, expect, test } from "vitest";
import { asFault } from "../../src/base/fault.ts";
import type { Kernel } from "../../src/crypto/kernel.ts";
import { quickVault } from "../vault-scrypt.ts";
import { Bench } from "./bench.ts";

quickVault();

const phrase = "test test test test test test test test test test test junk";
const password = "correct horse";
const newBench = (): Bench => new Bench(1_700_000_000_000, [], {} as Kernel);

let bench: Bench;
beforeEach(async () => {
	bench = newBench();
	await bench.open();
	return () => bench.signer.close();
});

const turns = async (count: number): Promise<void> => {
	for (let i = 0; i < count; i++) await Promise.resolve();
};

/** What is stored after that is opened, and nothing by what was locked. */
const expectLocked = async (one: Bench): Promise<void> => {
	expect(await one.screen("keys.status", undefined)).toMatchObject({
		hasVault: true,
		unlocked: false,
	});
	expect(one.session).toBe(null);
	expect(one.until.at(-1)).toBe(null);
	expect(await one.screen("keys.unlock", { password })).toMatchObject({
		unlocked: true,
	});
};

describe("a lock while it is being opened", () => {
	test("by its password keeps it shut", async () => {
		await bench.screen("keys.create", { phrase, password });
		await bench.screen("keys.lock", undefined);
		const opening = bench.screen("keys.unlock", { password });
		await turns(12);
		await bench.screen("keys.lock", undefined);
		expect(await opening).toMatchObject({ unlocked: false });
		await expectLocked(bench);
	});

	test("by the session's key keeps it shut", async () => {
		await bench.screen("keys.create", { phrase, password });
		const next = newBench();
		next.stored = bench.stored;
		next.session = bench.session;
		next.start();
		const loading = next.load();
		await next.screen("keys.lock", undefined);
		await loading;
		await expectLocked(next);
		next.signer.close();
	});

	test("for the first time keeps it shut", async () => {
		const making = bench.screen("keys.create", { phrase, password });
		await turns(12);
		await bench.screen("keys.lock", undefined);
		expect(await making).toMatchObject({ hasVault: true, unlocked: false });
		await expectLocked(bench);
	});
});

describe("a lock while a secret is being read", () => {
	test("is never followed by the phrase or the key", async () => {
		const { accounts, secrets } = await bench.screen("keys.create", {
			phrase,
			password,
		});
		const [address = "0x", secret = "0x"] = [accounts[0], secrets?.[0]?.id];
		const asked = [
			() => bench.screen("keys.showPhrase", { secret, password }),
			() => bench.screen("keys.showKey", { address, password }),
		];
		for (const ask of asked)
			for (const begun of [4, 12]) {
				let order = "";
				const shown = ask().then(
					() => {
						order += " shown";
					},
					(thrown: unknown) => {
						order += ` ${asFault(thrown).code}`;
					},
				);
				await turns(begun);
				await bench.screen("keys.lock", undefined);
				order += " lock";
				await shown;
				expect(order, `${begun} turns`).not.toBe(" lock shown");
				await bench.screen("keys.unlock", { password });
			}
	});
});
