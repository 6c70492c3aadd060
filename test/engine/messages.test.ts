// Messages that sites ask to have signed, from the page's request to the signature and back: each is decided by the person, goes when
// its page goes, is signed once whatever dies in between, and nothing is answered that was not approved.

import { recoverMessageAddress, recoverTypedDataAddress } from "viem";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Hex, isHex, toHex, utf8 } from "../../src/base/bytes.ts";
import { asFault } from "../../src/base/fault.ts";
import { toRpcError } from "../../src/protocol/eip1193.ts";
import {
	checkMessageReceipt,
	decodeMessageReceipt,
} from "../../src/receipt/message-receipt.ts";
import { decodeNetworkFile } from "../../src/receipt/networks.ts";
import { approveMessage, giveLeave } from "../decide.ts";
import { shippedKernel } from "../kernel.ts";
import { known, type MadeTyped } from "../message/made.ts";
import { dying } from "./dying.ts";
import {
	codeOf,
	copyDisk,
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

let stage: Stage;
let disk: Disk;
let wallet: Wallet;
type Site = ReturnType<Wallet["site"]>;
let page: Site;
const forum = "https://forum.example";
const other = "https://other.example";
const stranger: Hex = "0x70997970c51812dc3a010c7d01b50e0d17dc79c8";

const connect = async (of: Wallet, origin: string): Promise<Site> => {
	const site = of.site(origin);
	const asked = site.ask("eth_requestAccounts");
	await untilTrue(
		stage,
		async () => (await of.view()).requests.length > 0,
		"the question",
	);
	for (const request of (await of.view()).requests)
		await giveLeave(of.ui, request);
	await asked;
	return site;
};

let count = 0;
const hexOf = (text: string): Hex => toHex(utf8(text));
const ask = (site: Site, text: string, id = `sign-${++count}`) =>
	site.ask("personal_sign", [hexOf(text), me], id);

/** The messages as the signer shows them. */
const shown = (of: Wallet = wallet) => of.keys("message.list", undefined);
const offered = async (text: string, of: Wallet = wallet): Promise<string> => {
	let found: string | undefined;
	await untilTrue(
		stage,
		async () => {
			found = (await shown(of)).find(
				({ meaning }) => "text" in meaning && meaning.text === text,
			)?.id;
			return found !== undefined;
		},
		`"${text.slice(0, 40)}" with the signer`,
	);
	return found ?? "";
};
const onDisk = async (of: Disk = disk): Promise<number> =>
	(await of.store.keys("receipts")).filter((key) => key.startsWith("message"))
		.length;
const signerOf = async (text: string, signature: unknown): Promise<string> => {
	if (!isHex(signature)) throw new Error("no signature");
	return (
		await recoverMessageAddress({ message: text, signature })
	).toLowerCase();
};
/** The noes of the tests before count for nothing in the next one. */
const forgiven = () => wallet.ui("site.unblock", { origin: forum });
const here = (typed: MadeTyped): MadeTyped => ({
	...typed,
	domain: { ...typed.domain, chainId: stage.world.network.chainId },
});

beforeAll(async () => {
	stage = await openStage();
	disk = newDisk();
	wallet = await setUp(stage, disk);
	await untilTrue(stage, () => isProved(wallet), "a balance");
	page = await connect(wallet, forum);
});
afterAll(async () => {
	wallet?.kill();
	await stage?.world.stop();
});

describe("a page's request", () => {
	test("ends in a signature by the account, after the person's yes and not before", async () => {
		const asked = ask(page, "Hello from a page");
		const id = await offered("Hello from a page");
		const { waiting, messages, requests } = await wallet.view();
		expect(waiting).toEqual([{ kind: "message", id, of: id }]);
		expect(messages?.[0]).toMatchObject({
			id,
			state: "waiting",
			origin: forum,
		});
		expect(requests).toEqual([]);
		await approveMessage(wallet.keys, id);
		expect(await signerOf("Hello from a page", await asked)).toBe(me);
		expect((await wallet.view()).waiting).toEqual([]);
		expect((await wallet.view()).messages?.[0]).toMatchObject({
			state: "signed",
		});
	});

	test("may write the account first, and a text as it is", async () => {
		const asked = page.ask("personal_sign", [me, "plain words"], "turned");
		await approveMessage(wallet.keys, await offered("plain words"));
		expect(await signerOf("plain words", await asked)).toBe(me);
	});

	test("for typed data ends in a signature that viem recovers the account from, by version 3 as by 4", async () => {
		const typed = here(known.permit);
		for (const method of ["eth_signTypedData_v4", "eth_signTypedData_v3"]) {
			const given =
				method === "eth_signTypedData_v4" ? JSON.stringify(typed) : typed;
			const asked = page.ask(method, [me, given], method);
			await untilTrue(
				stage,
				async () => (await shown()).length > 0,
				"typed data",
			);
			const [read] = await shown();
			expect(read?.meaning).toMatchObject({ kind: "allow" });
			await approveMessage(wallet.keys, read?.id ?? "");
			const signature = await asked;
			if (!isHex(signature)) throw new Error("no signature");
			const by = await recoverTypedDataAddress({
				types: typed.types,
				primaryType: typed.primaryType,
				domain: typed.domain,
				message: typed.message,
				signature,
			});
			expect(by.toLowerCase()).toBe(me);
		}
	});

	test("for a permit ends in a signature over the person's own amount, whose receipt holds", async () => {
		const typed = here(known.permit);
		const asked = page.ask("eth_signTypedData_v4", [me, typed], "own-amount");
		await untilTrue(stage, async () => (await shown()).length > 0, "a permit");
		const [read] = await shown();
		const { id = "", request = "0x" } = read ?? {};
		expect(read?.settable).toMatchObject({ asked: "500000000", own: null });
		const amount = (own: string | null) =>
			wallet.keys("message.amount", { id, request, amount: own });
		await amount("70");
		const [changed] = await shown();
		expect(changed?.shown).not.toBe(read?.shown);
		expect(changed?.digest).not.toBe(read?.digest);
		expect(changed?.settable).toMatchObject({
			asked: "500000000",
			digest: read?.digest,
			own: "70",
		});
		// a yes to what stood there before signs nothing
		expect(
			await codeOf(
				wallet.keys("message.decide", {
					...{ id, request, yes: true },
					shown: read?.shown ?? request,
				}),
			),
		).toBe("order-changed");
		await approveMessage(wallet.keys, id);
		const signature = await asked;
		if (!isHex(signature)) throw new Error("no signature");
		const by = await recoverTypedDataAddress({
			types: typed.types,
			primaryType: typed.primaryType,
			domain: typed.domain,
			message: { ...typed.message, value: "70" },
			signature,
		});
		expect(by.toLowerCase()).toBe(me);
		const { file } = await wallet.ui("message.export", { id });
		const receipt = decodeMessageReceipt(file);
		expect(receipt.digest).toBe(changed?.digest);
		expect(
			JSON.parse(JSON.parse(receipt.request).what.data).message.value,
		).toBe("70");
		// the same request again has the same answer
		expect(
			await wallet
				.site(forum)
				.ask("eth_signTypedData_v4", [me, typed], "own-amount"),
		).toBe(signature);
	});

	test("that the person refuses is told so, and leaves nothing on disk", async () => {
		const before = await onDisk();
		const asked = codeOf(ask(page, "no, thanks"));
		const id = await offered("no, thanks");
		await wallet.keys("message.decide", { id, yes: false });
		expect(await asked).toBe("user-refused");
		expect(await onDisk()).toBe(before);
		expect(await codeOf(ask(page, "again?"))).toBe("asked-lately");
		await forgiven();
	});

	test("waits behind another of its site, and behind none of another site", async () => {
		const second = await connect(wallet, other);
		const asked = ["first", "second"].map((text) => ask(page, text));
		const beside = ask(second, "beside");
		const [first, third] = [await offered("first"), await offered("beside")];
		expect((await shown()).length).toBe(2);
		expect((await wallet.view()).waiting.length).toBe(3);
		await approveMessage(wallet.keys, first);
		await approveMessage(wallet.keys, await offered("second"));
		await approveMessage(wallet.keys, third);
		expect(await signerOf("first", await asked[0])).toBe(me);
		expect(await signerOf("second", await asked[1])).toBe(me);
		expect(await signerOf("beside", await beside)).toBe(me);
	});

	test("that is repeated under its id has the same answer; another message under it is refused", async () => {
		// each over a port of its own, as a relay that is connected anew
		const asked = ask(page, "once", "same-id");
		const again = ask(wallet.site(forum), "once", "same-id");
		const id = await offered("once");
		expect(await codeOf(ask(wallet.site(forum), "twice", "same-id"))).toBe(
			"bad-params",
		);
		await approveMessage(wallet.keys, id);
		const signature = await asked;
		expect(await again).toBe(signature);
		expect(await ask(wallet.site(forum), "once", "same-id")).toBe(signature);
		expect(await codeOf(ask(wallet.site(forum), "twice", "same-id"))).toBe(
			"bad-params",
		);
		expect(await shown()).toEqual([]);
	});

	test("goes when its page goes, and when the window for decisions is closed", async () => {
		const leaving = wallet.site(forum);
		void codeOf(ask(leaving, "I leave"));
		await offered("I leave");
		leaving.leave();
		await untilTrue(
			stage,
			async () => (await shown()).length === 0,
			"it is gone",
		);
		await forgiven();
		const closed = codeOf(ask(page, "closed"));
		await offered("closed");
		await stage.world.advance();
		wallet.dismiss();
		expect(await closed).toBe("user-refused");
		expect(await shown()).toEqual([]);
		await forgiven();
	});

	test("goes when the person takes the site's permission back", async () => {
		const guest = await connect(wallet, "https://guest.example");
		const asked = codeOf(ask(guest, "still there?"));
		await offered("still there?");
		await wallet.ui("site.forget", { origin: "https://guest.example" });
		expect(await asked).toBe("not-permitted");
		expect(await shown()).toEqual([]);
	});

	test("that a slow reader approves rests on a newer head by then", async () => {
		const asked = ask(page, "a long text");
		const id = await offered("a long text");
		const before = (await shown())[0]?.headSlot ?? 0;
		for (let slots = 0; slots < 40; slots++) {
			await stage.world.advance();
			await new Promise((resolve) => setTimeout(resolve, 30));
		}
		await untilTrue(
			stage,
			async () => ((await shown())[0]?.headSlot ?? 0) > before + 20,
			"a newer head",
		);
		await approveMessage(wallet.keys, id);
		expect(await signerOf("a long text", await asked)).toBe(me);
	});
});

describe("is refused without a question to the person:", () => {
	const text = (value: string) => [hexOf(value), me];
	const cases: readonly (readonly [
		string,
		string,
		() => readonly unknown[],
		string,
	])[] = [
		[
			"eth_sign",
			"eth_sign",
			() => [me, `0x${"12".repeat(32)}`],
			"blind-signature",
		],
		[
			"32 bytes that say nothing",
			"personal_sign",
			() => [`0x${"f7".repeat(32)}`, me],
			"message-opaque",
		],
		[
			"what begins as other signed data does",
			"personal_sign",
			() => ["0x1901", me],
			"message-transaction",
		],
		[
			"a sign-in to another site",
			"personal_sign",
			() =>
				text(
					"bank.example wants you to sign in with your Ethereum account:\nx",
				),
			"sign-in-site",
		],
		[
			"an account that the site does not see",
			"personal_sign",
			() => [hexOf("hi"), stranger],
			"not-permitted",
		],
		[
			"no account at all",
			"personal_sign",
			() => [hexOf("hi"), "nobody"],
			"bad-params",
		],
		["half a character", "personal_sign", () => ["a\ud800", me], "bad-params"],
		[
			"typed data for another chain",
			"eth_signTypedData_v4",
			() => [me, known.permit],
			"message-chain",
		],
		[
			"typed data that is none",
			"eth_signTypedData_v4",
			() => [me, "{}"],
			"bad-params",
		],
		[
			"lists by version 3",
			"eth_signTypedData_v3",
			() => [me, here(known.permitBatch)],
			"unverifiable-method",
		],
		[
			"typed data of the first version",
			"eth_signTypedData",
			() => [[], me],
			"unverifiable-method",
		],
		[
			"an authorization of code for the account",
			"wallet_signAuthorization",
			() => [{}],
			"delegation-site",
		],
	];
	test.each(cases)("%s", async (_, method, params, code) => {
		const work = page.ask(method, params(), `refused-${++count}`);
		expect(await codeOf(work)).toBe(code);
		expect((await wallet.view()).waiting).toEqual([]);
		expect(await shown()).toEqual([]);
	});

	test("eth_sign, by the code that says the wallet has no such method", async () => {
		const thrown = await page.ask("eth_sign", [me, "0x00"], "by-code").then(
			() => null,
			(fault: unknown) => asFault(fault),
		);
		expect(toRpcError(thrown?.code ?? "internal", "", "").code).toBe(4200);
	});

	test("anything while the wallet is locked", async () => {
		await wallet.keys("keys.lock", undefined);
		expect(await codeOf(ask(page, "locked"))).toBe("locked");
		await wallet.keys("keys.unlock", { password });
		expect(await shown()).toEqual([]);
	});
});

test("a signed message has a receipt that anyone can check, and it can be taken off the list", async () => {
	const asked = ask(page, "for the record");
	const id = await offered("for the record");
	await approveMessage(wallet.keys, id);
	const signature = await asked;
	const { file } = await wallet.ui("message.export", { id });
	const receipt = decodeMessageReceipt(file);
	expect(receipt.signature).toBe(signature);
	const tools = {
		kernel: shippedKernel,
		networks: [decodeNetworkFile(stage.file)],
		anchors: [receipt.evidence.checkpoint],
	};
	expect(await checkMessageReceipt(receipt, tools)).toMatchObject({
		account: me,
		origin: forum,
		meaning: { kind: "text", text: "for the record" },
	});
	const bad = receipt.request.replace(forum, other);
	const refusals = [
		{ ...receipt, digest: receipt.evidence.checkpoint },
		{
			...receipt,
			signature:
				signature === null
					? receipt.signature
					: (`${receipt.signature.slice(0, -2)}1d` as Hex),
		},
		{
			...receipt,
			request: receipt.request.replace(hexOf("for the"), hexOf("off the")),
		},
	];
	for (const one of refusals)
		expect(await codeOf(checkMessageReceipt(one, tools))).toBe(
			"order-evidence",
		);
	// who asked, no signature covers: it is the wallet's own word
	expect(
		(await checkMessageReceipt({ ...receipt, request: bad }, tools)).origin,
	).toBe(other);
	await wallet.ui("message.forget", { id });
	expect((await wallet.view()).messages?.some((one) => one.id === id)).toBe(
		false,
	);
	expect(await codeOf(wallet.ui("message.export", { id }))).toBe(
		"order-unknown",
	);
});

describe.each(["before", "after"] as const)("killed %s a write", (when) => {
	test("of a message, whichever it is: one signature for one yes, and the page has it", async () => {
		let crashes = 0;
		for (let atWrite = 0; ; atWrite++) {
			const text = `killed ${when} write ${atWrite}`;
			const copy = await copyDisk(disk);
			const death = dying(copy.store, atWrite, when, (_table, key) =>
				key.startsWith("message"),
			);
			const answers = new Set<unknown>();
			/** The relay asks again under its id whenever it is connected anew. */
			const request = (of: Wallet) => {
				const asked = ask(of.site(forum), text, text);
				asked.then(
					(signature) => answers.add(signature),
					() => {
						// it died
					},
				);
			};
			const says = async (of: Wallet): Promise<boolean> => {
				const found = (await shown(of)).find(
					({ meaning }) => "text" in meaning && meaning.text === text,
				);
				if (found !== undefined)
					await approveMessage(of.keys, found.id).catch(() => {
						// it died, or the disk did
					});
				return answers.size > 0;
			};
			const first = await openWallet(stage, copy, death.store, death.onDeath);
			await untilTrue(stage, () => isProved(first), "a head");
			request(first);
			await untilTrue(
				stage,
				async () =>
					death.isDead() ||
					(await Promise.race([
						says(first).catch(() => false),
						new Promise<boolean>((done) => setTimeout(done, 500, false)),
					])),
				`${text}: death or answer`,
			);
			first.kill();
			if (!death.isDead()) break;
			crashes++;
			const second = await openWallet(stage, copy);
			await untilTrue(stage, () => isProved(second), "a head again");
			request(second);
			await untilTrue(stage, () => says(second), `${text}: the answer`);
			second.kill();
			expect(answers.size, text).toBe(1);
			for (const signature of answers)
				expect(await signerOf(text, signature)).toBe(me);
		}
		// waiting, signed
		expect(crashes).toBe(2);
	}, 120_000);
});

test("a message that waited when everything died, and that no page asks for again, goes", async () => {
	const copy = await copyDisk(disk);
	const first = await openWallet(stage, copy);
	await untilTrue(stage, () => isProved(first), "a head");
	void ask(first.site(forum), "orphan").catch(() => {});
	await offered("orphan", first);
	const kept = await onDisk(copy);
	first.kill();
	const second = await openWallet(stage, copy);
	await untilTrue(
		stage,
		async () => (await onDisk(copy)) < kept,
		"the orphan is gone",
	);
	expect(await shown(second)).toEqual([]);
	second.kill();
});

test("nothing is answered to a page after the person locked in between", async () => {
	const asked = whileSlotsPass(stage, ask(page, "between").catch(asFault));
	const id = await offered("between");
	const [read] = await shown();
	await wallet.keys("keys.lock", undefined);
	const { request = "0x", shown: as = "0x" } = read ?? {};
	expect(
		await codeOf(
			wallet.keys("message.decide", { id, yes: true, request, shown: as }),
		),
	).toBe("locked");
	await wallet.keys("keys.unlock", { password });
	await offered("between");
	await wallet.keys("message.decide", { id, yes: false });
	expect(await asked).toMatchObject({ code: "user-refused" });
	await forgiven();
});
