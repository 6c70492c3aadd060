import { beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { type Hex, utf8 } from "../../src/base/bytes.ts";
import { acceptNetwork } from "../../src/cli/signer.ts";
import { keccakHex } from "../../src/crypto/hash.ts";
import {
	decodeEvidence,
	evidenceOf,
	evidenceText,
} from "../../src/evidence/evidence.ts";
import { decodeSigned } from "../../src/evidence/transaction.ts";
import { isSameTransaction } from "../../src/evidence/transfer.ts";
import { decodeNetworkFile, networkHash } from "../../src/receipt/networks.ts";
import { type Order, offerOf } from "../../src/wallet/order.ts";
import { approve } from "../decide.ts";
import {
	a,
	account,
	checkpoint,
	committee,
	h,
	say,
	scene,
	timeS,
} from "../receipt/world.ts";
import { refusalOf } from "../refused.ts";
import { quickVault } from "../vault-scrypt.ts";
import { type Bench, yesOf } from "./bench.ts";
import {
	type ComposedOf,
	composeFrom,
	type Left,
	networkFile,
	newBench,
	openVaultWith,
	password,
	phrase,
	start,
	startedAgain,
} from "./small-bench.ts";

quickVault();

// The rules of the small world stand for the checking rooms, which have tests of their own.
vi.mock("../../src/receipt/rules.ts", async () => {
	const { testRules } = await import("../receipt/world.ts");
	return { rules: testRules };
});

const me: Hex = "0xf39fd6e51aad88f6f4ce6ab8827279cfffb92266";
const minute = 60_000;

const { header } = scene();
const compose = (part: Partial<ComposedOf> = {}): Order =>
	composeFrom(me, part);

let left: Left;
let made: Bench["stored"];
let key: string | null;
let bench: Bench;
beforeAll(async () => {
	left = await openVaultWith();
	({ stored: made, session: key } = left);
});
beforeEach(async () => {
	bench = await startedAgain(left);
	return () => bench.signer.close();
});

describe("keys", () => {
	test("are made once, and nothing is overwritten", async () => {
		const secret = expect.stringMatching(/^0x[0-9a-f]{16}$/);
		expect(await bench.screen("keys.status", undefined)).toEqual({
			hasVault: true,
			unlocked: true,
			accounts: [me],
			held: [{ kind: "phrase", address: me, secret, index: 0 }],
			secrets: [{ id: secret, kind: "phrase", checked: false }],
			autoLockMinutes: 15,
			networks: [
				{
					name: "test",
					title: "Test",
					hash: networkHash(decodeNetworkFile(networkFile)),
				},
			],
		});
		const again = bench.screen("keys.create", { phrase, password });
		expect(await refusalOf(again)).toBe("has-vault");
		expect(bench.stored).toBe(made);
	});

	test("are not made before the store has said whether there are some", async () => {
		const other = newBench();
		other.stored = made;
		other.start();
		const create = refusalOf(other.screen("keys.create", { phrase, password }));
		const status = other.screen("keys.status", undefined);
		await other.load();
		expect(await create).toBe("has-vault");
		expect(await status).toMatchObject({ hasVault: true, unlocked: false });
		expect(other.stored).toBe(made);
	});

	test("are not guessed at while the store says nothing, or nonsense", async () => {
		const silent = newBench();
		silent.start();
		const status = refusalOf(silent.screen("keys.status", undefined));
		await new Promise((done) => setTimeout(done, 0));
		await silent.pass(20_000);
		expect(await status).toBe("storage");

		const broken = newBench();
		broken.stored = { vault: "{}", anchors: null };
		broken.start();
		expect(await refusalOf(broken.load())).toBe("bad-file");
		const create = broken.screen("keys.create", { phrase, password });
		expect(await refusalOf(create)).toBe("bad-file");
	});

	test("open by the password when session memory does not answer", async () => {
		const other = newBench();
		other.stored = made;
		other.failSession = true;
		await other.open();
		const status = await other.screen("keys.unlock", { password });
		expect(status.unlocked).toBe(true);
	});

	test("are not kept in memory when they could not be stored", async () => {
		const other = newBench();
		await other.open();
		other.failSave = true;
		const work = other.screen("keys.create", { phrase, password });
		expect(await refusalOf(work)).toBe("storage");
		const status = await other.screen("keys.status", undefined);
		expect(status).toMatchObject({ hasVault: false, unlocked: false });
		const lock = other.screen("keys.unlock", { password });
		expect(await refusalOf(lock)).toBe("no-vault");
	});

	test("lock, forget the session key, and open by the password alone", async () => {
		await bench.screen("keys.lock", undefined);
		expect(bench.session).toBe(null);
		const wrong = bench.screen("keys.unlock", { password: "wrong password" });
		expect(await refusalOf(wrong)).toBe("wrong-password");
		const status = await bench.screen("keys.unlock", { password });
		expect(status.unlocked).toBe(true);
		expect(bench.session).toBe(key);
	});

	test("never leave the engine in the belief that they are open: each lock is told, and until when they are open at most", async () => {
		const last = async () => {
			await bench.pass(0);
			return bench.until.at(-1);
		};
		expect(await last()).toBe(bench.nowMs + 15 * minute);
		await bench.screen("keys.lock", undefined);
		expect(await last()).toBeNull();
		await bench.screen("keys.unlock", { password });
		await bench.pass(5 * minute);
		await bench.screen("keys.autoLock", { minutes: 2 });
		expect(await last()).toBe(bench.nowMs + 2 * minute);
		await bench.pass(2 * minute);
		expect(await last()).toBeNull();
	});

	test("lock by themselves after the minutes the person chose", async () => {
		await bench.screen("keys.autoLock", { minutes: 2 });
		await bench.pass(2 * minute - 1);
		expect((await bench.screen("keys.status", undefined)).unlocked).toBe(true);
		await bench.pass(1);
		expect((await bench.screen("keys.status", undefined)).unlocked).toBe(false);
		expect(bench.session).toBe(null);
	});

	test("stay open for the whole time after a password that was given late", async () => {
		await bench.pass(100 * minute);
		expect((await bench.screen("keys.status", undefined)).unlocked).toBe(false);
		await bench.screen("keys.unlock", { password });
		await bench.pass(15 * minute - 1);
		expect((await bench.screen("keys.status", undefined)).unlocked).toBe(true);
	});

	test("lock after a sleep of the device in which no timer ran", async () => {
		bench.nowMs += 15 * minute;
		expect((await bench.screen("keys.status", undefined)).unlocked).toBe(false);
	});

	test("lock when the clock is set back, alive or after a start: nobody knows then how long they lay open", async () => {
		bench.nowMs -= 60 * minute;
		expect(await bench.screen("keys.status", undefined)).toMatchObject({
			unlocked: false,
		});
		expect(bench.session).toBeNull();
		const later = newBench();
		later.stored = made;
		later.session = key;
		later.nowMs -= 60 * minute;
		await later.open();
		expect(await later.screen("keys.status", undefined)).toMatchObject({
			unlocked: false,
		});
		later.signer.close();
	});

	test("survive the worker's death, but not the time they lock at", async () => {
		bench.signer.close();
		const later = newBench();
		Object.assign(later, { stored: made, session: key });
		later.nowMs += 15 * minute - 1;
		await later.open();
		expect((await later.screen("keys.status", undefined)).unlocked).toBe(true);
		later.nowMs += 1;
		expect((await later.screen("keys.status", undefined)).unlocked).toBe(false);

		const late = newBench();
		Object.assign(late, { stored: made, session: key });
		late.nowMs += 15 * minute;
		await late.open();
		expect((await late.screen("keys.status", undefined)).unlocked).toBe(false);
		expect(late.session).toBe(null);
	});

	test("stay locked with a session key of another vault or of no form", async () => {
		for (const session of [`0x${"11".repeat(32)}@9999999999999`, "nothing"]) {
			const other = newBench();
			Object.assign(other, { stored: made, session });
			await other.open();
			const status = await other.screen("keys.status", undefined);
			expect(status.unlocked).toBe(false);
		}
	});
});

describe("an order", () => {
	test("is shown as the signer itself read it, and signed on a yes", async () => {
		const order = compose();
		await bench.offer(order);
		const [approval] = await bench.screen("approval.list", undefined);
		expect(approval).toMatchObject({
			id: "one",
			from: me,
			to: a(2),
			valueWei: "100000000000000000",
			nonce: 3,
			balanceWei: "1000000000000000000",
			checkpoint: h(1),
			headSlot: 6_500,
			steps: 6,
		});
		const decided = await approve(bench.screen, "one");
		const [sent] = bench.signed;
		if (sent === undefined) throw new Error("nothing was signed");
		const { from, transaction, hash } = decodeSigned(sent.raw);
		expect(isSameTransaction(from, transaction, order.transfer)).toBe(true);
		expect(from).toBe(me);
		expect(decided.hash).toBe(hash);
		expect(sent).toMatchObject({ id: "one", hash });
		expect(await bench.screen("approval.list", undefined)).toEqual([]);
	});

	test("of an account that was removed is over, and of one that is only watched is refused", async () => {
		const order = compose();
		await bench.offer(order);
		const yes = await yesOf(bench);
		await bench.screen("keys.addKey", { key: "11".repeat(32) });
		await bench.screen("keys.remove", { address: me, withSecret: true });
		expect(await bench.screen("approval.list", undefined)).toEqual([]);
		expect(bench.refused).toEqual(["one"]);
		expect(await refusalOf(bench.screen("approval.decide", yes))).toBe(
			"order-unknown",
		);
		expect(await refusalOf(bench.offer(order))).toBe("order-evidence");
		await bench.screen("keys.addWatch", { address: me });
		expect(await refusalOf(bench.offer(order))).toBe("account-watch");
		expect(bench.signed).toEqual([]);
		const back = { phrase, checked: true };
		await bench.screen("keys.addPhrase", back);
		await bench.offer(order);
		await approve(bench.screen, "one");
		expect(bench.signed).toHaveLength(1);
	});

	test("gives the same bytes however often it is decided or offered", async () => {
		const order = compose();
		await bench.offer(order);
		const yes = await yesOf(bench);
		await Promise.all([
			bench.screen("approval.decide", yes),
			bench.screen("approval.decide", yes),
		]);
		await bench.offer(order);
		bench.signer.close();
		const after = newBench();
		Object.assign(after, { stored: made, session: key });
		await after.open();
		await after.offer(order);
		await after.screen("approval.decide", yes);
		const all = [...bench.signed, ...after.signed].map(({ raw }) => raw);
		expect(all.length).toBe(4);
		expect(new Set(all).size).toBe(1);
	});

	test("is signed again with the same bytes when storing the signature failed", async () => {
		await bench.offer(compose());
		bench.failSigned = true;
		const yes = await yesOf(bench);
		expect(await refusalOf(bench.screen("approval.decide", yes))).toBe(
			"storage",
		);
		expect(
			await refusalOf(
				bench.screen("approval.decide", { id: "one", yes: false }),
			),
		).toBe("order-unknown");
		bench.failSigned = false;
		const { hash } = await bench.screen("approval.decide", yes);
		expect(bench.signed.map((one) => one.hash)).toEqual([hash]);
	});

	test("is refused on a no, and cannot be approved afterwards", async () => {
		await bench.offer(compose());
		const seen = await yesOf(bench);
		const no = bench.screen("approval.decide", { id: "one", yes: false });
		expect(await no).toEqual({ hash: null });
		expect(bench.refused).toEqual(["one"]);
		expect(bench.reasons).toEqual([null]);
		for (const id of ["one", "never offered"]) {
			const yes = refusalOf(bench.screen("approval.decide", { ...seen, id }));
			await new Promise((done) => setTimeout(done, 0));
			await bench.pass(60_000);
			expect(await yes).toBe("order-unknown");
		}
		expect(bench.signed).toEqual([]);
	});

	test("is signed on a yes that came before the engine offered it to this signer, which began anew", async () => {
		const order = compose();
		await bench.offer(order);
		const seen = await yesOf(bench);
		bench.signer.close();
		const after = newBench();
		Object.assign(after, { stored: made, session: key });
		await after.open();
		const yes = after.screen("approval.decide", seen);
		await after.pass(5_000);
		expect(after.signed).toEqual([]);
		await after.offer(order);
		const { hash } = await yes;
		expect(after.signed.map((one) => one.hash)).toEqual([hash]);
	});

	test("is unknown when nobody offers what a yes names", async () => {
		await bench.offer(compose());
		const seen = await yesOf(bench);
		const yes = refusalOf(
			bench.screen("approval.decide", { ...seen, id: "two" }),
		);
		await new Promise((done) => setTimeout(done, 0));
		await bench.pass(60_000);
		expect(await yes).toBe("order-unknown");
		expect(bench.signed).toEqual([]);
	});

	test("is not signed on a yes to another order that stood under its id", async () => {
		await bench.offer(compose());
		const seen = await yesOf(bench);
		bench.signer.close();
		const after = newBench();
		Object.assign(after, { stored: made, session: key });
		await after.open();
		const yes = refusalOf(after.screen("approval.decide", seen));
		await after.offer(compose({ valueWei: 2n * 10n ** 17n }));
		expect(await yes).toBe("order-unknown");
		expect(after.signed).toEqual([]);
	});

	test("is refused when it was withdrawn", async () => {
		await bench.offer(compose());
		await bench.engine("order.withdraw", { id: "one" });
		const yes = approve(bench.screen, "one");
		expect(await refusalOf(yes)).toBe("order-unknown");
	});

	test("is not signed when it is withdrawn while the yes is on its way", async () => {
		await bench.offer(compose());
		const yes = approve(bench.screen, "one");
		const withdrawn = bench.engine("order.withdraw", { id: "one" });
		expect(await refusalOf(yes)).toBe("order-unknown");
		await withdrawn;
		expect(bench.signed).toEqual([]);
	});

	test("never changes under an id that was shown", async () => {
		await bench.offer(compose());
		const other = compose({ valueWei: 5n * 10n ** 17n });
		expect(await refusalOf(bench.offer(other))).toBe("order-evidence");
		await bench.engine("order.withdraw", { id: "one" });
		expect(await refusalOf(bench.offer(other))).toBe("order-evidence");
		expect(await bench.screen("approval.list", undefined)).toEqual([]);
	});

	test("is not signed in another's place after a restart that let the engine offer it under the same id", async () => {
		await bench.offer(compose());
		const seen = await yesOf(bench);
		const again = newBench();
		again.stored = bench.stored;
		again.session = bench.session;
		await again.open();
		await again.offer(compose({ valueWei: 5n * 10n ** 17n }));
		for (const said of [seen, { ...seen, yes: false as const }])
			expect(await refusalOf(again.screen("approval.decide", said))).toBe(
				"order-unknown",
			);
		expect(again.signed).toEqual([]);
		again.signer.close();
		await bench.screen("approval.decide", seen);
		expect(bench.signed).toHaveLength(1);
	});

	test("is refused at the signature when what it rests on grew old on screen", async () => {
		await bench.offer(compose());
		bench.nowMs += 6 * minute;
		const yes = approve(bench.screen, "one");
		expect(await refusalOf(yes)).toBe("order-stale");
		bench.nowMs = start - 40_000;
		const early = approve(bench.screen, "one");
		expect(await refusalOf(early)).toBe("clock");
		expect(bench.signed).toEqual([]);
	});

	test("is refused when another one has taken its nonce meanwhile", async () => {
		await bench.offer(compose());
		await bench.offer(compose({ id: "two", valueWei: 1n }));
		await approve(bench.screen, "one");
		const yes = approve(bench.screen, "two");
		expect(await refusalOf(yes)).toBe("order-nonce");
		expect(bench.signed.length).toBe(1);
	});

	test("reckons with what this signer signed, whether the engine lists it or not", async () => {
		const rich = 4n * 10n ** 17n;
		const sender = account(header, me, { nonce: 3, balanceWei: rich });
		const first = compose({ sender, valueWei: 3n * 10n ** 17n });
		await bench.offer(first);
		await approve(bench.screen, "one");
		const [sent] = bench.signed;
		if (sent === undefined) throw new Error("nothing was signed");
		const next = compose({
			id: "two",
			sender: account(header, me, { nonce: 3 }),
			outstanding: [sent.raw],
			valueWei: 2n * 10n ** 17n,
		});
		// the engine now shows the poorer account and keeps the dearer transaction to itself
		const lying = {
			id: "two",
			order: offerOf(next).order.replace(`"${sent.raw}"`, ""),
			evidence: evidenceText(evidenceOf(sender, next.facts.recipient, header)),
		};
		expect(await refusalOf(bench.engine("order.offer", lying))).toBe(
			"order-funds",
		);
	});

	test("is not of another account than the vault's", async () => {
		const order = compose({ sender: account(header, a(9)) });
		expect(await refusalOf(bench.offer(order))).toBe("order-evidence");
	});

	test("is refused with evidence of another amount, altered steps, or none at all", async () => {
		const order = compose();
		const poor = account(header, me, { nonce: 3, balanceWei: 1n });
		const { recipient } = order.facts;
		const text = offerOf(order).evidence;
		const cases: readonly (readonly [string, string])[] = [
			[evidenceText(evidenceOf(poor, recipient, header)), "order-funds"],
			[evidenceText(evidenceOf(recipient, poor, header)), "order-evidence"],
			[evidenceText(evidenceOf(order.facts.sender, header)), "order-evidence"],
			[
				text.replace("1000000000000000000", "9000000000000000000"),
				"evidence-step",
			],
			["{}", "bad-field"],
			["", "bad-json"],
		];
		for (const [evidence, code] of cases)
			expect(await refusalOf(bench.offer(order, evidence))).toBe(code);
		expect(await bench.screen("approval.list", undefined)).toEqual([]);
	});

	test("waits while the wallet is locked, is checked when it opens, shown only if it holds", async () => {
		await bench.screen("keys.lock", undefined);
		const good = compose();
		await bench.offer(good);
		const bad = compose({ id: "bad" });
		const elsewhere = scene({ checkpoint: checkpoint(h(99)) }).header;
		const facts = [me, a(2)].map((address) => account(elsewhere, address));
		await bench.offer(bad, evidenceText(evidenceOf(...facts, elsewhere)));
		expect(await bench.screen("approval.list", undefined)).toEqual([]);
		const yes = bench.screen("approval.decide", {
			id: "one",
			yes: true,
			order: keccakHex(utf8(offerOf(good).order)),
			shown: h(0),
		});
		expect(await refusalOf(yes)).toBe("locked");
		await bench.screen("keys.unlock", { password });
		const shown = await bench.screen("approval.list", undefined);
		expect(shown.map(({ id }) => id)).toEqual(["one"]);
		expect(bench.refused).toEqual(["bad"]);
		expect(bench.reasons).toEqual(["evidence-anchor"]);
	});

	test("is not held beyond a bound", async () => {
		for (let i = 0; i < 16; i++) await bench.offer(compose({ id: `${i}` }));
		expect(await refusalOf(bench.offer(compose({ id: "16" })))).toBe(
			"too-many",
		);
	});
});

describe("anchors", () => {
	const rooted = (root: Hex, slot = 6_500) => {
		const there = scene({ checkpoint: checkpoint(root), slot });
		return compose({
			id: `${slot}-${root.slice(2, 20)}`,
			sender: account(there.header, me),
			recipient: account(there.header, a(2)),
			header: there.header,
			nowMs: start + (slot - 6_500) * 12_000,
		});
	};
	const headOf = (from: Hex, finality: "final" | "optimistic") =>
		scene({ finality, checkpoint: checkpoint(from) }).head;

	test("are what the user accepted: evidence from anywhere else is refused", async () => {
		expect(await refusalOf(bench.offer(rooted(h(99))))).toBe("evidence-anchor");
		await bench.screen("anchor.accept", { network: "test", root: h(99) });
		expect(await refusalOf(bench.offer(rooted(h(99))))).toBe("none");
		const nowhere = { network: "nowhere", root: h(99) };
		expect(await refusalOf(bench.screen("anchor.accept", nowhere))).toBe(
			"network-unconfirmed",
		);
	});

	test("move forward by evidence of a final head from one of them, and are kept", async () => {
		const final = headOf(h(1), "final");
		const { root } = final.value;
		expect(await refusalOf(bench.offer(rooted(root)))).toBe("evidence-anchor");
		const evidence = evidenceText(evidenceOf(final));
		await bench.engine("anchor.advance", { evidence });
		expect(await refusalOf(bench.offer(rooted(root, 6_501)))).toBe("none");

		const after = newBench();
		Object.assign(after, { stored: bench.stored, session: bench.session });
		await after.open();
		expect(await refusalOf(after.offer(rooted(root)))).toBe("none");
	});

	test("do not move by an optimistic head, by a foreign root, or by anything but a head", async () => {
		for (const [file, code] of [
			[evidenceOf(headOf(h(1), "optimistic")), "evidence-step"],
			[evidenceOf(headOf(h(98), "final")), "evidence-anchor"],
			[evidenceOf(header), "evidence-step"],
		] as const) {
			const evidence = evidenceText(file);
			expect(
				await refusalOf(bench.engine("anchor.advance", { evidence })),
			).toBe(code);
		}
		expect(bench.stored).toBe(made);
	});

	test("move when the wallet opens, if the evidence came while it was locked", async () => {
		const final = headOf(h(1), "final");
		await bench.screen("keys.lock", undefined);
		const evidence = evidenceText(evidenceOf(final));
		const early = bench.engine("anchor.advance", { evidence });
		expect(await refusalOf(early)).toBe("locked");
		await bench.offer(rooted(final.value.root));
		await bench.screen("keys.unlock", { password });
		expect((await bench.screen("approval.list", undefined)).length).toBe(1);
	});

	test("cannot be added by the store: what this vault did not seal counts for nothing", async () => {
		for (const anchors of [
			null,
			"{}",
			(made.anchors ?? "").replace(/"sealed":"0x../, '"sealed":"0xff'),
		]) {
			const other = newBench();
			Object.assign(other, { stored: { ...made, anchors }, session: key });
			await other.open();
			expect(await refusalOf(other.offer(compose()))).toBe("evidence-anchor");
		}
	});

	test("are none under other rules than the ones they were accepted under", async () => {
		const changed = networkFile.replace(
			'"secondsPerSlot":12',
			'"secondsPerSlot":6',
		);
		expect(changed).not.toBe(networkFile);
		await acceptNetwork(bench.screen, changed);
		expect(await refusalOf(bench.offer(compose()))).toBe("evidence-anchor");
		const posing = networkFile.replace('"name":"test"', '"name":"mainnet"');
		expect(await refusalOf(acceptNetwork(bench.screen, posing))).toBe(
			"network-refused",
		);
		await bench.screen("network.forget", { name: "test" });
		expect(await refusalOf(bench.offer(compose()))).toBe("network-unconfirmed");
	});

	test("accepted before there is a key are kept with the first one", async () => {
		const other = newBench();
		await other.open();
		await other.screen("anchor.accept", { network: "test", root: h(1) });
		await other.screen("keys.create", { phrase, password });
		expect(await refusalOf(other.offer(compose()))).toBe("none");
	});

	test("end with weak subjectivity: no order rests on a checkpoint that is too old", async () => {
		// a head of today under a committee of three weeks ago
		const old = committee();
		const atS = timeS + 21 * 86_400;
		const slot = 6_500 + (21 * 86_400) / 12;
		const { head: young, header: model } = scene({ slot });
		const head = say("lc-head", [old], young.value);
		const today = say("el-header", [head], model.value);
		const order = compose({
			sender: account(today, me),
			recipient: account(today, a(2)),
			header: today,
			nowMs: atS * 1000,
		});
		await bench.screen("keys.autoLock", { minutes: 1_440 });
		bench.nowMs = atS * 1000;
		await bench.screen("keys.unlock", { password });
		expect(await refusalOf(bench.offer(order))).toBe("checkpoint-age");
		const file = decodeEvidence(offerOf(order).evidence);
		expect(file.checkpoint).toBe(h(1));
	});
});
