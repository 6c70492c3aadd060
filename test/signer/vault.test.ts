import { mnemonicToAccount } from "viem/accounts";
import { describe, expect, test } from "vitest";
import { fromHex, toHex } from "../../src/base/bytes.ts";
import { Fault } from "../../src/base/fault.ts";
import {
	checkPhrase,
	deriveAccounts,
	newPhrase,
} from "../../src/signer/phrase.ts";
import {
	accountsOf,
	createVault,
	currentKdf,
	decodeVault,
	openByKey,
	openByPassword,
	wipe,
} from "../../src/signer/vault.ts";

const phrase = "test test test test test test test test test test test junk";
const light = { name: "scrypt", logN: 14, r: 8, p: 1 } as const;
const made = await createVault(phrase, "correct horse", light);

const codeOf = async (work: () => unknown): Promise<string> => {
	try {
		await work();
		return "none";
	} catch (thrown) {
		return thrown instanceof Fault ? thrown.code : String(thrown);
	}
};

describe("a phrase", () => {
	test("is twelve words that fit together, never the same twice", () => {
		const phrases = new Set([newPhrase(), newPhrase(), newPhrase()]);
		expect(phrases.size).toBe(3);
		for (const one of phrases) {
			expect(one.split(" ").length).toBe(12);
			expect(checkPhrase(one)).toBe(one);
		}
	});

	test("is taken with stray spaces and capitals, refused with a wrong word, count or checksum", async () => {
		expect(
			checkPhrase(`  ${phrase.toUpperCase().replaceAll(" ", " \n ")} `),
		).toBe(phrase);
		for (const wrong of [
			"",
			phrase.replace("junk", "junc"),
			phrase.replace("junk", "test"),
			phrase.replace("test ", ""),
			`${phrase} test`,
		])
			expect(await codeOf(() => checkPhrase(wrong))).toBe("bad-phrase");
		expect(() => checkPhrase(phrase.replace("junk", "junc"))).toThrow(
			/word 12/,
		);
	});

	test("derives the accounts that another implementation derives", async () => {
		const accounts = await deriveAccounts(phrase, 3);
		expect(accounts.map(({ address }) => address)).toEqual(
			[0, 1, 2].map((addressIndex) =>
				mnemonicToAccount(phrase, { addressIndex }).address.toLowerCase(),
			),
		);
		expect(accounts[0]?.address).toBe(
			"0xf39fd6e51aad88f6f4ce6ab8827279cfffb92266",
		);
	});
});

describe("the vault", () => {
	test("opens by its password and by its unlock key to the same accounts", async () => {
		const vault = decodeVault(made.file);
		const { unlock } = await openByPassword(vault, "correct horse");
		expect(unlock).toEqual(made.unlock);
		expect(await openByKey(vault, unlock.key)).toEqual(made.unlock);
		expect(vault.accounts).toMatchObject([
			{ kind: "phrase", address: unlock.accounts[0]?.address, index: 0 },
		]);
	});

	test("holds neither phrase, key nor unlock key in readable form", () => {
		for (const secret of [
			"junk",
			toHex(made.unlock.key).slice(2),
			toHex(made.unlock.accounts[0]?.privateKey ?? new Uint8Array(1)).slice(2),
		])
			expect(made.file.includes(secret)).toBe(false);
	});

	test("refuses another password, another key and a short new password", async () => {
		const vault = decodeVault(made.file);
		expect(await codeOf(() => openByPassword(vault, "correct hors"))).toBe(
			"wrong-password",
		);
		expect(await codeOf(() => openByKey(vault, new Uint8Array(32)))).toBe(
			"wrong-password",
		);
		expect(await codeOf(() => createVault(phrase, "1234567", light))).toBe(
			"weak-password",
		);
		expect(
			await codeOf(() => createVault("no words", "correct horse", light)),
		).toBe("bad-phrase");
	});

	test("refuses every exchanged part: accounts, salt, parameters, IV, any sealed byte", async () => {
		const vault = decodeVault(made.file);
		const [first] = accountsOf(vault);
		if (vault.format !== "sextant-vault-2" || first?.kind !== "phrase")
			throw new Error("it has no account of a phrase");
		const other = `0x${"11".repeat(20)}` as const;
		const sealed = fromHex(vault.box.sealed);
		const flipped = (at: number) =>
			toHex(sealed.map((byte, i) => (i === at ? byte ^ 1 : byte)));
		for (const changed of [
			{ ...vault, accounts: [{ ...first, address: other }] },
			{ ...vault, accounts: [{ ...first, index: 1 }] },
			{
				...vault,
				accounts: [{ kind: "watch" as const, address: first.address }],
			},
			{
				...vault,
				accounts: [first, { kind: "watch" as const, address: other }],
			},
			{
				...vault,
				kdf: { ...vault.kdf, salt: `0x${"22".repeat(32)}` as const },
			},
			{ ...vault, kdf: { ...vault.kdf, p: 2 } },
			{ ...vault, box: { ...vault.box, iv: `0x${"33".repeat(12)}` as const } },
			{ ...vault, box: { ...vault.box, sealed: flipped(0) } },
			{ ...vault, box: { ...vault.box, sealed: flipped(sealed.length - 1) } },
		])
			expect(await codeOf(() => openByPassword(changed, "correct horse"))).toBe(
				"wrong-password",
			);
	});

	test("refuses a file of another form, and parameters that are too light or too heavy", async () => {
		const file = JSON.parse(made.file);
		for (const wrong of [
			"",
			"{}",
			JSON.stringify({ ...file, format: "sextant-vault-9" }),
			JSON.stringify({ ...file, kdf: { ...file.kdf, logN: 1 } }),
			JSON.stringify({ ...file, kdf: { ...file.kdf, logN: 30 } }),
			JSON.stringify({ ...file, kdf: { ...file.kdf, logN: 20, r: 16 } }),
			JSON.stringify({ ...file, accounts: [] }),
			JSON.stringify({
				...file,
				accounts: [...file.accounts, ...file.accounts],
			}),
			JSON.stringify({ ...file, format: "sextant-vault-1" }),
		])
			expect(await codeOf(() => decodeVault(wrong))).toBe("bad-file");
	});

	test("migrates: one with older parameters opens and is sealed anew with today's", async () => {
		const { renewed } = await openByPassword(
			decodeVault(made.file),
			"correct horse",
		);
		if (renewed === null) throw new Error("not renewed");
		const vault = decodeVault(renewed.file);
		expect(vault.kdf).toMatchObject(currentKdf);
		expect(vault.kdf.salt).not.toBe(decodeVault(made.file).kdf.salt);
		const again = await openByPassword(vault, "correct horse");
		expect(again.renewed).toBe(null);
		expect(again.unlock.accounts).toEqual(made.unlock.accounts);
	});

	test("opens a vault of the first release", async () => {
		const vault = decodeVault(firstRelease);
		const { unlock } = await openByPassword(vault, "sextant 0.1.0");
		expect(unlock.accounts[0]?.address).toBe(
			"0xf39fd6e51aad88f6f4ce6ab8827279cfffb92266",
		);
	});

	test("is wiped to zeros", async () => {
		const { unlock } = await createVault(phrase, "correct horse", light);
		wipe(unlock);
		expect(unlock.key.every((byte) => byte === 0)).toBe(true);
		expect(unlock.accounts[0]?.privateKey.every((byte) => byte === 0)).toBe(
			true,
		);
	});
});

// Made once with the parameters of the first release and kept, so that no later release can forget to open it.
const firstRelease = `{"accounts":["0xf39fd6e51aad88f6f4ce6ab8827279cfffb92266"],"box":{"iv":"0x96b850a72c35570ed5bcec86","sealed":"0x778e9aa2d1d279a551835f2485995f718dc5d16f7b934123a460796dae3175ac000e973d1c83ec544113df0fac561292e365aff7edd70645a4cf1aee77b2424dd990c04b8a63fb8291e1de328a3ca33274fa661e684f1cce761c251ae3d470ae6a28879aea"},"format":"sextant-vault-1","kdf":{"logN":17,"name":"scrypt","p":1,"r":8,"salt":"0x987faca3fd773207668ea6f230b1da40654c1d6dd82cf467b3ffee16c47bf934"}}`;
