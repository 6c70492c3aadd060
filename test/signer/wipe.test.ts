// What opens a vault is overwritten once it was used: keys, their copies, what HKDF makes of them, the phrase as bytes.
// Texts cannot be overwritten: the phrase and the session's key as texts are gone when nothing holds them any more.

import { scryptSync } from "node:crypto";
import type { hkdf } from "@noble/hashes/hkdf.js";
import type { scryptAsync } from "@noble/hashes/scrypt.js";
import { HDKey } from "@scure/bip32";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { Fault } from "../../src/base/fault.ts";
import type { Kernel } from "../../src/crypto/kernel.ts";
import { fresh, sealRecord, unsealRecord } from "../../src/signer/anchors.ts";
import { seal, unseal } from "../../src/signer/box.ts";
import { deriveAccounts } from "../../src/signer/phrase.ts";
import {
	accountsOf,
	createVault,
	currentKdf,
	decodeVault,
	openByKey,
	openByPassword,
	wipe,
} from "../../src/signer/vault.ts";
import { Bench } from "./bench.ts";

const made = vi.hoisted(() => ({
	hkdf: [] as Uint8Array[],
	scrypt: [] as Uint8Array[],
}));
vi.mock("@noble/hashes/hkdf.js", async (load) => {
	const real = await load<typeof import("@noble/hashes/hkdf.js")>();
	return {
		...real,
		hkdf: (...given: Parameters<typeof hkdf>) => {
			const out = real.hkdf(...given);
			made.hkdf.push(out);
			return out;
		},
	};
});
// the same bytes from Node's own, in a third of the time: what becomes of them is what is tested here
vi.mock("@noble/hashes/scrypt.js", async (load) => ({
	...(await load<typeof import("@noble/hashes/scrypt.js")>()),
	scryptAsync: async (
		...[password, salt, options]: Parameters<typeof scryptAsync>
	) => {
		const { N, r, p, dkLen = 32 } = options;
		const given = { N, r, p, maxmem: 2 ** 30 };
		const out = new Uint8Array(scryptSync(password, salt, dkLen, given));
		made.scrypt.push(out);
		return out;
	},
}));

const phrase = "test test test test test test test test test test test junk";
const password = "correct horse";
const light = { name: "scrypt", logN: 14, r: 8, p: 1 } as const;
const key = (): Uint8Array => new Uint8Array(32).fill(7);
const header = { format: "test" };

const isZero = (bytes: Uint8Array): boolean => bytes.every((one) => one === 0);
const bytesOf = (given: unknown): Uint8Array[] =>
	given instanceof Uint8Array
		? [given]
		: given instanceof ArrayBuffer
			? [new Uint8Array(given)]
			: [];

/** Every run of bytes that WebCrypto was given as a key or as plain text, and every plain text it gave back. */
let seen: Uint8Array[] = [];
beforeEach(() => {
	seen = [];
	made.hkdf.length = 0;
	made.scrypt.length = 0;
	const { subtle } = crypto;
	const importKey = subtle.importKey.bind(subtle);
	const encrypt = subtle.encrypt.bind(subtle);
	const decrypt = subtle.decrypt.bind(subtle);
	vi.spyOn(subtle, "importKey").mockImplementation(
		(...given: Parameters<typeof importKey>) => {
			seen.push(...bytesOf(given[1]));
			return importKey(...given);
		},
	);
	vi.spyOn(subtle, "encrypt").mockImplementation((...given) => {
		seen.push(...bytesOf(given[2]));
		return encrypt(...given);
	});
	vi.spyOn(subtle, "decrypt").mockImplementation(async (...given) => {
		const out = await decrypt(...given);
		seen.push(new Uint8Array(out));
		return out;
	});
});
afterEach(() => {
	vi.restoreAllMocks();
});

const codeOf = async (work: Promise<unknown>): Promise<string> =>
	work.then(
		() => "none",
		(thrown: unknown) => (thrown instanceof Fault ? thrown.code : "no fault"),
	);

describe("bytes that open something", () => {
	test("are never left in what WebCrypto was given, nor in what it opened", async () => {
		const box = await seal(key(), header, "a phrase");
		expect(await unseal(key(), header, box)).toBe("a phrase");
		expect(await codeOf(unseal(new Uint8Array(32), header, box))).toBe(
			"wrong-password",
		);
		expect(seen.length).toBeGreaterThanOrEqual(5);
		expect(seen.every(isZero)).toBe(true);
	});

	test("are never left in what HKDF made of the unlock key", async () => {
		const own = key();
		const sealed = await sealRecord(own, fresh);
		await unsealRecord(own, sealed);
		expect(await codeOf(unsealRecord(new Uint8Array(32), sealed))).toBe(
			"bad-file",
		);
		expect(made.hkdf).toHaveLength(3);
		expect(made.hkdf.every(isZero)).toBe(true);
		// the caller's own is the caller's to wipe
		expect(own).toEqual(key());
	});

	test("are never left behind by a wrong password or a phrase that is none", async () => {
		const { file, unlock } = await createVault(phrase, password, light);
		wipe(unlock);
		const vault = decodeVault(file);
		expect(await codeOf(openByPassword(vault, "another one"))).toBe(
			"wrong-password",
		);
		expect(made.scrypt).toHaveLength(2);
		expect(made.scrypt.every(isZero)).toBe(true);
		const wrong = key();
		expect(await codeOf(openByKey(vault, wrong))).toBe("wrong-password");
		expect(isZero(wrong)).toBe(true);
	});

	test("are never left behind when a vault cannot be sealed, or an account not derived", async () => {
		vi.spyOn(crypto.subtle, "encrypt").mockRejectedValue(new Error("no"));
		expect(await codeOf(createVault(phrase, password, light))).toBe("no fault");
		expect(made.scrypt.every(isZero)).toBe(true);
		const keys: unknown[] = [];
		const derive = HDKey.prototype.deriveChild;
		let left = 8;
		vi.spyOn(HDKey.prototype, "deriveChild").mockImplementation(function (
			this: HDKey,
			at: number,
		) {
			if (left-- === 0) throw new Error("no");
			const child = derive.call(this, at);
			keys.push(Reflect.get(child, "_privateKey"));
			return child;
		});
		const read = Object.getOwnPropertyDescriptor(HDKey.prototype, "privateKey");
		const copies: unknown[] = [];
		vi.spyOn(HDKey.prototype, "privateKey", "get").mockImplementation(function (
			this: HDKey,
		) {
			const copy: Uint8Array | null = read?.get?.call(this) ?? null;
			copies.push(copy);
			return copy;
		});
		expect(await codeOf(deriveAccounts(phrase, 8))).toBe("no fault");
		const all = [...keys, ...copies].flatMap(bytesOf);
		// four steps of the path, four accounts, and a copy of each of those
		expect(all).toHaveLength(12);
		expect(all.every(isZero)).toBe(true);
	});
});

describe("a vault with other parameters", () => {
	test("is renewed with all of its accounts, and the old key is gone", async () => {
		const { file } = await createVault(phrase, password, light, 3);
		const old = decodeVault(file);
		expect(old.accounts).toHaveLength(3);
		const { unlock, renewed } = await openByPassword(old, password);
		if (renewed === null) throw new Error("it was not renewed");
		const next = decodeVault(renewed.file);
		expect(next.accounts).toEqual(old.accounts);
		expect(next.kdf.logN).toBe(currentKdf.logN);
		expect(renewed.unlock.accounts.map(({ address }) => address)).toEqual(
			accountsOf(old).map(({ address }) => address),
		);
		expect(unlock.accounts).toHaveLength(3);
		expect((await openByPassword(next, password)).unlock.accounts).toHaveLength(
			3,
		);
	});

	test.each<[string, (bench: Bench) => void]>([
		[
			"cannot be stored",
			(bench) => {
				bench.failSave = true;
			},
		],
		[
			"is never said to be stored",
			(bench) => {
				bench.saves = () => new Promise(() => {});
			},
		],
	])(
		"never leaves a key behind, nor keeps the person out, when the renewed one %s",
		async (_, spoil) => {
			const { file, unlock } = await createVault(phrase, password, light, 2);
			wipe(unlock);
			made.scrypt.length = 0;
			const bench = new Bench(1_700_000_000_000, [], {} as Kernel);
			bench.stored = { vault: file, anchors: null };
			await bench.open();
			const copies: Uint8Array[] = [];
			const real = Object.getOwnPropertyDescriptor(
				HDKey.prototype,
				"privateKey",
			);
			vi.spyOn(HDKey.prototype, "privateKey", "get").mockImplementation(
				function (this: HDKey) {
					const copy: Uint8Array | null = real?.get?.call(this) ?? null;
					if (copy !== null) copies.push(copy);
					return copy;
				},
			);
			spoil(bench);
			let isDone = false;
			const opened = bench.screen("keys.unlock", { password });
			void opened
				.catch(() => {})
				.then(() => {
					isDone = true;
				});
			for (let i = 0; i < 600 && !isDone; i++) {
				await new Promise((done) => setTimeout(done, 20));
				if (made.scrypt.length === 2) await bench.pass(100);
			}
			expect(isDone).toBe(true);
			expect((await opened).unlocked).toBe(true);
			// what is open is what the old key opened, and of the renewed one nothing is left
			expect(made.scrypt.map(isZero)).toEqual([false, true]);
			expect(copies.filter((one) => !isZero(one))).toHaveLength(2);
			expect(bench.stored.vault).toBe(file);
			await bench.screen("keys.lock", undefined);
			expect(made.scrypt.every(isZero)).toBe(true);
			expect(copies.every(isZero)).toBe(true);
			// the next time it is renewed
			bench.failSave = false;
			bench.saves = async () => undefined;
			const status = await bench.screen("keys.unlock", { password });
			expect(status.accounts).toHaveLength(2);
			const kept = decodeVault(bench.stored.vault ?? "");
			expect(kept.accounts).toHaveLength(2);
			expect(kept.kdf.logN).toBe(currentKdf.logN);
			bench.signer.close();
		},
	);
});
