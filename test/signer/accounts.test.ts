// Several accounts in one vault: what a person adds, takes away and asks to see, on the signer's own port, and what is refused.

import { readFileSync } from "node:fs";
import { encryptKeystoreJsonSync } from "ethers";
import {
	generatePrivateKey,
	mnemonicToAccount,
	privateKeyToAccount,
} from "viem/accounts";
import {
	afterEach,
	beforeAll,
	beforeEach,
	describe,
	expect,
	test,
} from "vitest";
import { type Hex, isHex } from "../../src/base/bytes.ts";
import * as d from "../../src/base/decode.ts";
import { mostAccounts, mostSecrets } from "../../src/base/room.ts";
import type { Kernel } from "../../src/crypto/kernel.ts";
import { newPhrase } from "../../src/signer/phrase.ts";
import { decodeVault } from "../../src/signer/vault.ts";
import { refusalOf } from "../refused.ts";
import { nodesScrypt, quickVault } from "../vault-scrypt.ts";
import { Bench } from "./bench.ts";

quickVault();
// some tests open what was sealed elsewhere
afterEach(quickVault);

const phrase = "test test test test test test test test test test test junk";
const password = "correct horse";
const now = 1_700_000_000_000;

const addressOfViem = (of: { readonly address: string }): Hex => {
	const address = of.address.toLowerCase();
	if (!isHex(address, 20)) throw new Error("no address");
	return address;
};
/** What another implementation derives. */
const derived = (from: string, addressIndex: number): Hex =>
	addressOfViem(mnemonicToAccount(from, { addressIndex }));
const ofKey = (key: Hex): Hex => addressOfViem(privateKeyToAccount(key));

let made: Bench["stored"];
let session: string | null;
let bench: Bench;

const newBench = (): Bench => new Bench(now, [], {} as Kernel);
const phraseId = async (): Promise<Hex> => {
	const { secrets } = await bench.screen("keys.status", undefined);
	const id = secrets?.find(({ kind }) => kind === "phrase")?.id;
	if (id === undefined) throw new Error("no phrase");
	return id;
};
/** The same vault in a signer that begins anew and knows the session, or, locked, the password alone. */
const restarted = async (open = true): Promise<Bench> => {
	const next = newBench();
	next.stored = bench.stored;
	next.session = open ? bench.session : null;
	await next.open();
	return next;
};

beforeAll(async () => {
	const first = newBench();
	await first.open();
	await first.screen("keys.create", { phrase, password });
	made = first.stored;
	session = first.session;
	first.signer.close();
});
beforeEach(async () => {
	bench = newBench();
	bench.stored = made;
	bench.session = session;
	await bench.open();
	return () => bench.signer.close();
});

describe("accounts of a phrase", () => {
	test("come one after the other, as another implementation derives them, and are there after a restart", async () => {
		const secret = await phraseId();
		await bench.screen("keys.addNext", { secret });
		const status = await bench.screen("keys.addNext", { secret });
		expect(status.accounts).toEqual([0, 1, 2].map((i) => derived(phrase, i)));
		const next = await restarted();
		expect(await next.screen("keys.status", undefined)).toMatchObject({
			unlocked: true,
			accounts: status.accounts,
		});
		next.signer.close();
		const locked = await restarted(false);
		expect(await locked.screen("keys.unlock", { password })).toMatchObject({
			unlocked: true,
			accounts: status.accounts,
			held: [0, 1, 2].map((index) => ({ kind: "phrase", secret, index })),
		});
		locked.signer.close();
	});

	test("can be taken at any place, and the next follows the highest", async () => {
		const secret = await phraseId();
		await bench.screen("keys.addNext", { secret, index: 7 });
		const { accounts } = await bench.screen("keys.addNext", { secret });
		expect(accounts).toEqual([0, 7, 8].map((i) => derived(phrase, i)));
	});

	test("are refused twice, of a phrase that is not there, and after the last place", async () => {
		const secret = await phraseId();
		const again = bench.screen("keys.addNext", { secret, index: 0 });
		expect(await refusalOf(again)).toBe("account-known");
		const nobody = bench.screen("keys.addNext", {
			secret: `0x${"99".repeat(8)}`,
		});
		expect(await refusalOf(nobody)).toBe("account-unknown");
		const last = 0x7fff_ffff;
		await bench.screen("keys.addNext", { secret, index: last });
		expect(await refusalOf(bench.screen("keys.addNext", { secret }))).toBe(
			"too-many-accounts",
		);
		const hardened = bench.screen("keys.addNext", { secret, index: last + 1 });
		expect(await refusalOf(hardened)).not.toBe("none");
	});

	test("go on after one that is here by a key of its own", async () => {
		const secret = await phraseId();
		const { accounts } = await bench.screen("keys.addNext", { secret });
		const [, second = "0x"] = accounts;
		const { key } = await bench.screen("keys.showKey", {
			address: second,
			password,
		});
		await bench.screen("keys.remove", { address: second, withSecret: false });
		await bench.screen("keys.addKey", { key });
		const status = await bench.screen("keys.addNext", { secret });
		expect(status.accounts).toEqual([0, 1, 2].map((i) => derived(phrase, i)));
	});

	test("are told for a look around, and nothing of it is kept", async () => {
		const secret = await phraseId();
		const found = await bench.screen("keys.addresses", {
			secret,
			from: 1,
			count: 5,
		});
		expect(found).toEqual(
			[1, 2, 3, 4, 5].map((index) => ({
				index,
				address: derived(phrase, index),
			})),
		);
		expect(bench.stored).toEqual(made);
		const many = bench.screen("keys.addresses", { secret, from: 0, count: 21 });
		expect(await refusalOf(many)).not.toBe("none");
	});

	test("of a second phrase stand beside the first's", async () => {
		const other = newPhrase();
		const status = await bench.screen("keys.addPhrase", {
			phrase: ` ${other.toUpperCase()} `,
			checked: true,
		});
		expect(status.accounts).toEqual([derived(phrase, 0), derived(other, 0)]);
		expect(status.secrets?.map(({ checked }) => checked)).toEqual([
			false,
			true,
		]);
		const again = bench.screen("keys.addPhrase", {
			phrase: other,
			checked: true,
		});
		expect(await refusalOf(again)).toBe("account-known");
	});
});

describe("a phrase", () => {
	test("that is none is refused before anything else is asked", async () => {
		const empty = newBench();
		await empty.open();
		await empty.screen("keys.checkPhrase", { phrase });
		for (const wrong of [phrase.replace("junk", "test"), "test", ""])
			expect(
				await refusalOf(empty.screen("keys.checkPhrase", { phrase: wrong })),
			).toBe("bad-phrase");
		const added = bench.screen("keys.addPhrase", {
			phrase: phrase.replace("junk", "junc"),
			checked: false,
		});
		expect(await refusalOf(added)).toBe("bad-phrase");
		empty.signer.close();
	});

	test("is marked as written down, sealed", async () => {
		const secret = await phraseId();
		const { secrets } = await bench.screen("keys.checked", { secret });
		expect(secrets).toEqual([{ id: secret, kind: "phrase", checked: true }]);
		const next = await restarted();
		expect((await next.screen("keys.status", undefined)).secrets).toEqual(
			secrets,
		);
		next.signer.close();
	});
});

describe("a private key", () => {
	test("is taken with 0x and without, and is the account another implementation makes of it", async () => {
		const [one, other] = [generatePrivateKey(), generatePrivateKey()];
		await bench.screen("keys.addKey", {
			key: ` ${one.toUpperCase().replace("0X", "0x")}\n`,
		});
		const status = await bench.screen("keys.addKey", { key: other.slice(2) });
		expect(status.accounts.slice(1)).toEqual([ofKey(one), ofKey(other)]);
		expect(status.held.slice(1).map(({ kind }) => kind)).toEqual([
			"key",
			"key",
		]);
	});

	test("is refused as zero, as the order of the curve and above, and as anything but 32 bytes", async () => {
		const n =
			"fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141";
		for (const key of [
			"00".repeat(32),
			n,
			"ff".repeat(32),
			"01".repeat(31),
			"01".repeat(33),
			"zz".repeat(32),
			"",
		])
			expect(await refusalOf(bench.screen("keys.addKey", { key }))).toBe(
				"bad-key",
			);
		expect(bench.stored).toEqual(made);
		const least = `${"00".repeat(31)}01`;
		const most = n.replace(/1$/, "0");
		await bench.screen("keys.addKey", { key: least });
		await bench.screen("keys.addKey", { key: most });
	});

	test("of an account that is here is refused", async () => {
		const { key } = await bench.screen("keys.showKey", {
			address: derived(phrase, 0),
			password,
		});
		expect(await refusalOf(bench.screen("keys.addKey", { key }))).toBe(
			"account-known",
		);
	});

	test("comes out of a keystore that another implementation wrote, by its password alone", async () => {
		nodesScrypt();
		const key = generatePrivateKey();
		const file = encryptKeystoreJsonSync(
			{ address: privateKeyToAccount(key).address, privateKey: key },
			"their word",
			{ scrypt: { N: 1024, r: 8, p: 1 } },
		);
		const wrong = bench.screen("keys.addKeystore", { file, password });
		expect(await refusalOf(wrong)).toBe("wrong-password");
		const bad = bench.screen("keys.addKeystore", { file: "{}", password });
		expect(await refusalOf(bad)).toBe("bad-file");
		const status = await bench.screen("keys.addKeystore", {
			file,
			password: "their word",
		});
		expect(status.accounts.at(-1)).toBe(ofKey(key));
	});
});

describe("an account that is only watched", () => {
	const address: Hex = `0x${"77".repeat(20)}`;

	test("is there without a key, and nothing of it can be shown", async () => {
		const { held } = await bench.screen("keys.addWatch", { address });
		expect(held.at(-1)).toEqual({ kind: "watch", address });
		const key = bench.screen("keys.showKey", { address, password });
		expect(await refusalOf(key)).toBe("account-watch");
		const again = bench.screen("keys.addWatch", { address });
		expect(await refusalOf(again)).toBe("account-known");
	});

	test("becomes one that signs when its key comes, in its place", async () => {
		const key = generatePrivateKey();
		await bench.screen("keys.addWatch", { address: ofKey(key) });
		await bench.screen("keys.addWatch", { address });
		const { held } = await bench.screen("keys.addKey", { key });
		expect(held.map(({ kind }) => kind)).toEqual(["phrase", "key", "watch"]);
		// and not the other way round
		const watched = bench.screen("keys.addWatch", { address: ofKey(key) });
		expect(await refusalOf(watched)).toBe("account-known");
	});

	test("is never the only one: the last that signs stays", async () => {
		await bench.screen("keys.addWatch", { address });
		for (const withSecret of [true, false])
			expect(
				await refusalOf(
					bench.screen("keys.remove", {
						address: derived(phrase, 0),
						withSecret,
					}),
				),
			).toBe("account-last");
		const { accounts } = await bench.screen("keys.remove", {
			address,
			withSecret: false,
		});
		expect(accounts).toEqual([derived(phrase, 0)]);
	});
});

describe("an account that is removed", () => {
	test("takes its phrase with it only when the person said so", async () => {
		const secret = await phraseId();
		await bench.screen("keys.addNext", { secret });
		await bench.screen("keys.addKey", { key: generatePrivateKey() });
		await bench.screen("keys.remove", {
			address: derived(phrase, 1),
			withSecret: false,
		});
		const last = { address: derived(phrase, 0), withSecret: false };
		expect(await refusalOf(bench.screen("keys.remove", last))).toBe(
			"secret-goes",
		);
		const { held, secrets } = await bench.screen("keys.remove", {
			...last,
			withSecret: true,
		});
		expect(held.map(({ kind }) => kind)).toEqual(["key"]);
		expect(secrets?.map(({ kind }) => kind)).toEqual(["key"]);
		const shown = bench.screen("keys.showPhrase", { secret, password });
		expect(await refusalOf(shown)).toBe("account-unknown");
	});

	test("is refused where it is not there", async () => {
		const nobody = bench.screen("keys.remove", {
			address: `0x${"12".repeat(20)}`,
			withSecret: true,
		});
		expect(await refusalOf(nobody)).toBe("account-unknown");
	});
});

describe("what is secret", () => {
	test("is shown for the password alone, each time", async () => {
		const secret = await phraseId();
		expect(await bench.screen("keys.showPhrase", { secret, password })).toEqual(
			{ phrase },
		);
		const { key } = await bench.screen("keys.showKey", {
			address: derived(phrase, 0),
			password,
		});
		expect(ofKey(key)).toBe(derived(phrase, 0));
		for (const wrong of ["", "correct hors", "Correct horse"]) {
			const words = { secret, password: wrong };
			expect(await refusalOf(bench.screen("keys.showPhrase", words))).toBe(
				"wrong-password",
			);
			expect(
				await refusalOf(
					bench.screen("keys.showKey", {
						address: derived(phrase, 0),
						password: wrong,
					}),
				),
			).toBe("wrong-password");
		}
	});

	test("is shown, added to and changed only while it is unlocked", async () => {
		const secret = await phraseId();
		await bench.screen("keys.lock", undefined);
		const address = derived(phrase, 0);
		for (const work of [
			bench.screen("keys.showPhrase", { secret, password }),
			bench.screen("keys.showKey", { address, password }),
			bench.screen("keys.addresses", { secret, from: 0, count: 1 }),
			bench.screen("keys.addNext", { secret }),
			bench.screen("keys.addPhrase", { phrase: newPhrase(), checked: true }),
			bench.screen("keys.addKey", { key: generatePrivateKey() }),
			bench.screen("keys.addKeystore", { file: "{}", password }),
			bench.screen("keys.addWatch", { address: `0x${"77".repeat(20)}` }),
			bench.screen("keys.remove", { address, withSecret: true }),
			bench.screen("keys.checked", { secret }),
			bench.screen("keys.changePassword", { password, next: "another horse" }),
		])
			expect(await refusalOf(work)).toBe("locked");
		expect((await bench.screen("keys.status", undefined)).secrets).toBe(
			undefined,
		);
	});

	test("is nowhere in what is stored", async () => {
		const key = generatePrivateKey();
		await bench.screen("keys.addKey", { key });
		const stored = JSON.stringify(bench.stored);
		expect(stored).not.toContain(key.slice(2));
		expect(stored).not.toContain("junk");
	});
});

describe("the password", () => {
	test("is changed by who knows it, and the old one opens nothing more", async () => {
		await bench.screen("keys.autoLock", { minutes: 33 });
		const next = "another horse";
		const wrong = bench.screen("keys.changePassword", {
			password: "guess it is",
			next,
		});
		expect(await refusalOf(wrong)).toBe("wrong-password");
		const before = bench.stored;
		await bench.screen("keys.changePassword", { password, next });
		expect(bench.stored.vault).not.toBe(before.vault);
		const session = await restarted();
		expect(await session.screen("keys.status", undefined)).toMatchObject({
			unlocked: true,
			autoLockMinutes: 33,
		});
		session.signer.close();
		const locked = await restarted(false);
		const old = locked.screen("keys.unlock", { password });
		expect(await refusalOf(old)).toBe("wrong-password");
		expect(
			await locked.screen("keys.unlock", { password: next }),
		).toMatchObject({ unlocked: true, autoLockMinutes: 33 });
		locked.signer.close();
	});

	test("is refused where it is guessed first: short, repeated, counted", async () => {
		for (const next of [
			"1234567",
			"12345678",
			"87654321",
			"aaaaaaaaaaaa",
			"abcdefghij",
			"11112222",
		]) {
			const changed = bench.screen("keys.changePassword", { password, next });
			expect(await refusalOf(changed), next).toBe("weak-password");
			const other = newBench();
			await other.open();
			const created = other.screen("keys.create", { phrase, password: next });
			expect(await refusalOf(created), next).toBe("weak-password");
			other.signer.close();
		}
		expect(bench.stored).toEqual(made);
	});
});

describe("a passkey", () => {
	const asked = {
		credential: `0x${"c4".repeat(32)}`,
		salt: `0x${"5a".repeat(32)}`,
	} as const;
	const { credential } = asked;
	const secret: Hex = `0x${"e1".repeat(32)}`;

	test("opens the vault beside the password, also after a restart, to the same accounts", async () => {
		const added = { password, asked, secret };
		const status = await bench.screen("keys.addPasskey", added);
		expect(status.passkeys).toEqual([asked]);
		const locked = await restarted(false);
		expect(await locked.screen("keys.status", undefined)).toMatchObject({
			unlocked: false,
			passkeys: [asked],
		});
		expect(
			await locked.screen("keys.unlockByPasskey", { credential, secret }),
		).toMatchObject({ unlocked: true, accounts: [derived(phrase, 0)] });
		await locked.screen("keys.lock", undefined);
		expect(await locked.screen("keys.unlock", { password })).toMatchObject({
			unlocked: true,
		});
		locked.signer.close();
	});

	test("is added for the password alone, and refuses another secret, credential and salt", async () => {
		const added = { password: "correct hors", asked, secret };
		expect(await refusalOf(bench.screen("keys.addPasskey", added))).toBe(
			"wrong-password",
		);
		expect(bench.stored).toEqual(made);
		await bench.screen("keys.addPasskey", { password, asked, secret });
		await bench.screen("keys.lock", undefined);
		for (const wrong of [
			{ credential, secret: `0x${"e2".repeat(32)}` as const },
			{ credential: `0x${"c5".repeat(32)}` as const, secret },
		])
			expect(await refusalOf(bench.screen("keys.unlockByPasskey", wrong))).toBe(
				"passkey-refused",
			);
		// what is readable while it is locked cannot be exchanged
		const swapped = newBench();
		const file = bench.stored.vault ?? "";
		swapped.stored = {
			...bench.stored,
			vault: file.replace(asked.salt, `0x${"5b".repeat(32)}`),
		};
		await swapped.open();
		const opened = swapped.screen("keys.unlockByPasskey", {
			credential,
			secret,
		});
		expect(await refusalOf(opened)).toBe("passkey-refused");
		expect(await refusalOf(swapped.screen("keys.unlock", { password }))).toBe(
			"wrong-password",
		);
		swapped.signer.close();
	});

	test("opens nothing any more once it is taken away, or the password is another", async () => {
		await bench.screen("keys.addPasskey", { password, asked, secret });
		const { passkeys } = await bench.screen("keys.removePasskey", {
			credential,
		});
		expect(passkeys).toBe(undefined);
		await bench.screen("keys.addPasskey", { password, asked, secret });
		const next = "another horse";
		await bench.screen("keys.changePassword", { password, next });
		await bench.screen("keys.lock", undefined);
		const opened = bench.screen("keys.unlockByPasskey", { credential, secret });
		expect(await refusalOf(opened)).toBe("passkey-refused");
		expect(await bench.screen("keys.status", undefined)).not.toHaveProperty(
			"passkeys",
		);
	});

	test("is refused beyond eight of them, and stands once", async () => {
		const ofId = (id: Hex) => ({
			...{ password, secret },
			asked: { ...asked, credential: id },
		});
		for (const i of [0, 1, 2, 3, 4, 5, 6, 7])
			await bench.screen("keys.addPasskey", ofId(`0x0${i}`));
		const again = await bench.screen("keys.addPasskey", ofId("0x03"));
		expect(again.passkeys).toHaveLength(8);
		expect(await refusalOf(bench.screen("keys.addPasskey", ofId("0x08")))).toBe(
			"too-many-passkeys",
		);
	}, 60_000);

	test("leaves its secret and the unlock key in nothing that is stored", async () => {
		await bench.screen("keys.addPasskey", { password, asked, secret });
		const stored = JSON.stringify(bench.stored);
		expect(stored).not.toContain(secret.slice(2));
		const key = (bench.session ?? "").split("@")[0] ?? "";
		expect(key).toMatch(/^0x[0-9a-f]{64}$/);
		expect(stored).not.toContain(key.slice(2));
	});
});

describe("a change that cannot be stored", () => {
	test("changes nothing, and the next one does", async () => {
		bench.failSave = true;
		const key = generatePrivateKey();
		expect(await refusalOf(bench.screen("keys.addKey", { key }))).toBe(
			"storage",
		);
		expect(
			await refusalOf(
				bench.screen("keys.changePassword", {
					password,
					next: "another horse",
				}),
			),
		).toBe("storage");
		expect(await refusalOf(bench.screen("keys.erase", { sure: true }))).toBe(
			"storage",
		);
		bench.failSave = false;
		expect(await bench.screen("keys.unlock", { password })).toMatchObject({
			accounts: [derived(phrase, 0)],
		});
		const { accounts } = await bench.screen("keys.addKey", { key });
		expect(accounts).toEqual([derived(phrase, 0), ofKey(key)]);
	});

	test("counts where it was locked while it was written, and it stays locked", async () => {
		let stored = (): void => {};
		const writing = new Promise<void>((begun) => {
			bench.saves = () =>
				new Promise((done) => {
					stored = () => done(undefined);
					begun();
				});
		});
		const key = generatePrivateKey();
		const added = bench.screen("keys.addKey", { key });
		await writing;
		await bench.screen("keys.lock", undefined);
		stored();
		bench.saves = async () => undefined;
		expect(await added).toMatchObject({ unlocked: false });
		expect(bench.session).toBe(null);
		expect(await bench.screen("keys.unlock", { password })).toMatchObject({
			unlocked: true,
			accounts: [derived(phrase, 0), ofKey(key)],
		});
	});
});

describe("a vault", () => {
	test("has room for so many accounts and secrets, and all of them open again", async () => {
		const secret = await phraseId();
		for (let i = 1; i < mostSecrets; i++)
			await bench.screen("keys.addKey", { key: generatePrivateKey() });
		expect(
			await refusalOf(
				bench.screen("keys.addKey", { key: generatePrivateKey() }),
			),
		).toBe("too-many-accounts");
		const other = { phrase: newPhrase(), checked: false };
		expect(await refusalOf(bench.screen("keys.addPhrase", other))).toBe(
			"too-many-accounts",
		);
		for (let i = mostSecrets; i < mostAccounts; i++)
			await bench.screen("keys.addWatch", {
				address: `0x${i.toString(16).padStart(40, "0")}`,
			});
		expect(await refusalOf(bench.screen("keys.addNext", { secret }))).toBe(
			"too-many-accounts",
		);
		const next = await restarted(false);
		const status = await next.screen("keys.unlock", { password });
		expect(status.accounts).toHaveLength(mostAccounts);
		next.signer.close();
	}, 60_000);

	test("is erased, here and on disk, and the phrase makes a new one", async () => {
		await bench.screen("keys.erase", { sure: true });
		expect(bench.stored).toMatchObject({ vault: null, anchors: null });
		expect(bench.session).toBe(null);
		expect(await bench.screen("keys.status", undefined)).toMatchObject({
			hasVault: false,
			unlocked: false,
			accounts: [],
			held: [],
		});
		expect(await refusalOf(bench.screen("keys.erase", { sure: true }))).toBe(
			"no-vault",
		);
		expect(await refusalOf(bench.screen("keys.unlock", { password }))).toBe(
			"no-vault",
		);
		const status = await bench.screen("keys.create", {
			phrase,
			password: "another horse",
			checked: true,
		});
		expect(status).toMatchObject({
			unlocked: true,
			accounts: [derived(phrase, 0)],
		});
	});

	test("is erased also while it is locked, for who forgot the password", async () => {
		await bench.screen("keys.lock", undefined);
		await bench.screen("keys.erase", { sure: true });
		expect(bench.stored.vault).toBe(null);
	});
});

describe("a vault of the first form", () => {
	beforeEach(nodesScrypt);
	const kept = d.record({
		password: d.text(60),
		vault: d.text(20_000),
		anchors: d.text(20_000),
	})(
		JSON.parse(
			readFileSync(
				new URL("../fixtures/vault/format-1.json", import.meta.url),
				"utf8",
			),
		),
		"fixture",
	);
	const all = [0, 1, 2].map((i) => derived(phrase, i));
	const openKept = async (): Promise<Bench> => {
		const one = newBench();
		one.stored = { vault: kept.vault, anchors: kept.anchors };
		await one.open();
		return one;
	};

	test("opens, and is the second form from the next password on", async () => {
		const one = await openKept();
		expect(await one.screen("keys.status", undefined)).toMatchObject({
			hasVault: true,
			unlocked: false,
			accounts: all,
		});
		const status = await one.screen("keys.unlock", {
			password: kept.password,
		});
		expect(status).toMatchObject({ accounts: all, autoLockMinutes: 42 });
		expect(status.secrets).toMatchObject([{ kind: "phrase", checked: false }]);
		const vault = decodeVault(one.stored.vault ?? "");
		expect(vault.format).toBe("sextant-vault-2");
		// the parameters are today's: it is the same key
		expect(vault.kdf).toEqual(decodeVault(kept.vault).kdf);
		const next = newBench();
		next.stored = one.stored;
		await next.open();
		const again = await next.screen("keys.unlock", { password: kept.password });
		expect(again).toMatchObject({ accounts: all, autoLockMinutes: 42 });
		const [first] = again.held;
		if (first?.kind !== "phrase") throw new Error("no phrase");
		const { secret } = first;
		const { accounts } = await next.screen("keys.addNext", { secret });
		expect(accounts).toEqual([...all, derived(phrase, 3)]);
		one.signer.close();
		next.signer.close();
	});

	test("stays as it is where the second cannot be stored, and opens all the same", async () => {
		const one = await openKept();
		one.failSave = true;
		const status = await one.screen("keys.unlock", {
			password: kept.password,
		});
		expect(status).toMatchObject({ unlocked: true, accounts: all });
		expect(one.stored).toEqual({ vault: kept.vault, anchors: kept.anchors });
		// what was not stored then is with the first change
		one.failSave = false;
		await one.screen("keys.addKey", { key: generatePrivateKey() });
		expect(decodeVault(one.stored.vault ?? "").format).toBe("sextant-vault-2");
		one.signer.close();
	});

	test("is opened by the key of a session too, and refuses another password", async () => {
		const one = await openKept();
		const wrong = one.screen("keys.unlock", { password: "sextant two, kept" });
		expect(await refusalOf(wrong)).toBe("wrong-password");
		one.failSave = true;
		await one.screen("keys.unlock", { password: kept.password });
		const next = newBench();
		next.stored = { vault: kept.vault, anchors: kept.anchors };
		next.session = one.session;
		await next.open();
		expect(await next.screen("keys.status", undefined)).toMatchObject({
			unlocked: true,
			accounts: all,
		});
		one.signer.close();
		next.signer.close();
	});
});
