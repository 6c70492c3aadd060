// Messages in the signer: each is read there from its raw form, shown, and signed for a yes to what was shown; a hostile engine gets
// no other signature by it.

import { ethers } from "ethers";
import { recoverMessageAddress } from "viem";
import { beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import type { Hex } from "../../src/base/bytes.ts";
import { evidenceOf, evidenceText } from "../../src/evidence/evidence.ts";
import {
	type MessageRequest,
	messageRequestText,
	type RawMessage,
} from "../../src/message/request.ts";
import { approveMessage } from "../decide.ts";
import {
	known,
	type MadeTyped,
	me,
	rawText,
	rawTyped,
	router,
	unknown,
} from "../message/made.ts";
import { a, h, scene, testNetwork } from "../receipt/world.ts";
import { refusalOf } from "../refused.ts";
import { quickVault } from "../vault-scrypt.ts";
import type { Bench } from "./bench.ts";
import {
	type Left,
	openVaultWith,
	password,
	start,
	startedAgain,
} from "./small-bench.ts";

quickVault();

// The rules of the small world stand for the checking rooms, which have tests of their own.
vi.mock("../../src/receipt/rules.ts", async () => {
	const { testRules } = await import("../receipt/world.ts");
	return { rules: testRules };
});

const chainId = testNetwork.chainId;
const origin = "https://forum.example";

const { head, header } = scene();
const fresh = evidenceText(evidenceOf(head));

const requestOf = (
	what: RawMessage,
	part: Partial<MessageRequest> = {},
): string =>
	messageRequestText({
		id: "one",
		origin,
		account: me,
		chainId,
		madeMs: start,
		what,
		...part,
	});
/** On the chain of the small world. */
const here = (typed: MadeTyped): MadeTyped => ({
	...typed,
	domain:
		typed.domain.chainId === undefined
			? typed.domain
			: { ...typed.domain, chainId },
});

let left: Left;
let bench: Bench;
const offer = (request: string, evidence = fresh, id = "one") =>
	bench.engine("message.offer", { id, request, evidence });
const shown = () => bench.screen("message.list", undefined);
const sign = (id = "one") => approveMessage(bench.screen, id);
const signature = (): Hex => {
	const found = bench.messages.at(-1)?.signature ?? "";
	return `0x${found.slice(2)}`;
};

beforeAll(async () => {
	left = await openVaultWith();
});
beforeEach(async () => {
	bench = await startedAgain(left);
	return () => bench.signer.close();
});

describe("a signature", () => {
	test("of a text is what viem and ethers recover the account from", async () => {
		await offer(requestOf(rawText("Hello, forum")));
		await sign();
		const message = "Hello, forum";
		expect(
			(
				await recoverMessageAddress({ message, signature: signature() })
			).toLowerCase(),
		).toBe(me);
		expect(ethers.verifyMessage(message, signature()).toLowerCase()).toBe(me);
	});

	test.each(Object.entries({ ...known, unknown }))(
		"of typed data is what ethers recovers the account from: %s",
		async (_, typed) => {
			const data = here(typed);
			await offer(requestOf(rawTyped(data)));
			await sign();
			const by = ethers.verifyTypedData(
				data.domain,
				Object.fromEntries(
					Object.entries(data.types).map(([name, fields]) => [
						name,
						[...fields],
					]),
				),
				data.message,
				signature(),
			);
			expect(by.toLowerCase()).toBe(me);
		},
	);

	test("is made once: a second yes delivers the same one", async () => {
		await offer(requestOf(rawText("once")));
		bench.failSigned = true;
		const [first] = await shown();
		if (first === undefined) throw new Error("nothing is shown");
		const { request, shown: as } = first;
		const said = { id: "one", yes: true, request, shown: as } as const;
		expect(await refusalOf(bench.screen("message.decide", said))).toBe(
			"storage",
		);
		expect(await shown()).toEqual([]);
		bench.failSigned = false;
		// offered again, it is handed over again
		await offer(requestOf(rawText("once")));
		expect(bench.messages.length).toBe(1);
		await bench.screen("message.decide", said);
		expect(new Set(bench.messages.map((one) => one.signature)).size).toBe(1);
	});
});

describe("a yes", () => {
	test("to another reading than the one on screen signs nothing", async () => {
		await offer(requestOf(rawText("one thing")));
		const [found] = await shown();
		if (found === undefined) throw new Error("nothing is shown");
		const { id, request, shown: as } = found;
		const decide = (part: object) =>
			refusalOf(
				bench.screen("message.decide", {
					...{ id, yes: true as const, request, shown: as },
					...part,
				}),
			);
		expect(await decide({ shown: h(9) })).toBe("order-changed");
		expect(await decide({ request: h(9) })).toBe("order-unknown");
		expect(bench.messages).toEqual([]);
	});

	test("is to the same message on a newer head", async () => {
		const request = requestOf(rawText("slow reader"));
		await offer(request);
		const [before] = await shown();
		const later = scene({ slot: 6_510 });
		await bench.pass(130_000);
		await offer(request, evidenceText(evidenceOf(later.head)));
		const [now] = await shown();
		expect(now?.shown).toBe(before?.shown);
		expect(now?.headSlot).toBe(6_510);
		await sign();
		expect(bench.messages.length).toBe(1);
	});

	test("comes too late once the head it rests on is old, and signs nothing", async () => {
		await offer(requestOf(rawText("stale")));
		await bench.pass(800_000);
		expect(await refusalOf(sign())).toBe("order-stale");
		expect(bench.messages).toEqual([]);
	});

	test("is refused after a lock between showing and signing", async () => {
		await offer(requestOf(rawText("locked")));
		const [found] = await shown();
		if (found === undefined) throw new Error("nothing is shown");
		await bench.screen("keys.lock", undefined);
		expect(await shown()).toEqual([]);
		const { id, request, shown: as } = found;
		const late = bench.screen("message.decide", {
			...{ id, yes: true as const, request, shown: as },
		});
		expect(await refusalOf(late)).toBe("locked");
		expect(bench.messages).toEqual([]);
	});

	test("after the no counts for nothing", async () => {
		await offer(requestOf(rawText("no")));
		await bench.screen("message.decide", { id: "one", yes: false });
		expect(bench.refused).toEqual(["one"]);
		expect(await refusalOf(sign())).toBe("order-unknown");
	});

	test("after the engine took it back counts for nothing", async () => {
		await offer(requestOf(rawText("gone")));
		const [found] = await shown();
		if (found === undefined) throw new Error("nothing is shown");
		await bench.engine("message.withdraw", { id: "one" });
		const { id, request, shown: as } = found;
		const late = bench.screen("message.decide", {
			...{ id, yes: true as const, request, shown: as },
		});
		expect(await refusalOf(late)).toBe("order-unknown");
	});
});

describe("a hostile engine", () => {
	test("cannot put another message under an id that was shown", async () => {
		await offer(requestOf(rawText("harmless")));
		expect(
			await refusalOf(offer(requestOf(rawTyped(here(known.permitSingle))))),
		).toBe("order-evidence");
		const [found] = await shown();
		expect(found?.meaning.kind).toBe("text");
	});

	test.each([
		["an account of nobody here", { account: a(9) }, "order-evidence"],
		["a chain that was not accepted", { chainId: 10 }, "unknown-chain"],
		["another id in it", { id: "two" }, "order-evidence"],
	])("cannot offer one of %s", async (_, part, code) => {
		expect(await refusalOf(offer(requestOf(rawText("x"), part)))).toBe(code);
		expect(await shown()).toEqual([]);
	});

	test("cannot offer one on evidence of something else, of another root, or of none", async () => {
		const request = requestOf(rawText("x"));
		const other = (text: string) => refusalOf(offer(request, text));
		expect(await other(evidenceText(evidenceOf(header)))).toBe(
			"order-evidence",
		);
		expect(await other("{}")).toBe("bad-field");
		const elsewhere = fresh.replaceAll(h(1), h(77));
		expect(await other(elsewhere)).toBe("evidence-anchor");
		expect(await shown()).toEqual([]);
	});

	test("cannot have 32 bytes signed that say nothing, nor another site's sign-in", async () => {
		const opaque: RawMessage = { kind: "text", bytes: h(5) };
		expect(await refusalOf(offer(requestOf(opaque)))).toBe("message-opaque");
		const phish = rawText(
			`bank.example wants you to sign in with your Ethereum account:\n${me}\n`,
		);
		const asked = requestOf(phish, { id: "two" });
		expect(await refusalOf(offer(asked, fresh, "two"))).toBe("sign-in-site");
		expect(bench.messages).toEqual([]);
	});

	test("cannot fill the signer's memory with messages", async () => {
		for (let i = 0; i < 16; i++)
			await offer(requestOf(rawText("x"), { id: `id-${i}` }), fresh, `id-${i}`);
		expect(
			await refusalOf(
				offer(requestOf(rawText("x"), { id: "more" }), fresh, "more"),
			),
		).toBe("too-many");
	});

	test("cannot take what was shown away by offering it on bad evidence", async () => {
		const request = requestOf(rawText("steady"));
		await offer(request);
		expect(await refusalOf(offer(request, "{}"))).toBe("bad-field");
		expect((await shown()).length).toBe(1);
		await sign();
		expect(bench.messages.length).toBe(1);
	});
});

test("a message that came while it was locked is read at the unlock; what does not hold is handed back", async () => {
	await bench.screen("keys.lock", undefined);
	await offer(requestOf(rawText("patient")));
	await offer(
		requestOf({ kind: "text", bytes: h(5) }, { id: "bad" }),
		fresh,
		"bad",
	);
	expect(await shown()).toEqual([]);
	await bench.screen("keys.unlock", { password });
	expect((await shown()).map(({ id }) => id)).toEqual(["one"]);
	expect(bench.reasons).toEqual(["message-opaque"]);
});

test("what is shown names who asks, who signs, and every field; another value is another thing to say yes to", async () => {
	await offer(requestOf(rawTyped(here(known.permit))));
	const other = {
		...known.permit,
		message: { ...known.permit.message, spender: a(3) },
	};
	await offer(requestOf(rawTyped(here(other)), { id: "two" }), fresh, "two");
	const [one, two] = await shown();
	expect(one).toMatchObject({
		origin,
		account: me,
		chain: { chainId, title: "Test" },
		meaning: { kind: "allow", grants: [{ who: router }] },
	});
	expect(two?.meaning).toMatchObject({ grants: [{ who: a(3) }] });
	expect(one?.shown).not.toBe(two?.shown);
	expect(one?.digest).not.toBe(two?.digest);
});

test("a network that is forgotten takes its messages along", async () => {
	await offer(requestOf(rawText("orphan")));
	await bench.screen("network.forget", { name: "test" });
	expect(await shown()).toEqual([]);
	expect(bench.reasons).toEqual(["order-evidence"]);
});

test("an account that is only watched signs no message", async () => {
	await bench.screen("keys.addWatch", { address: a(9) });
	const request = requestOf(rawText("x"), { account: a(9) });
	expect(await refusalOf(offer(request))).toBe("account-watch");
});

test("an account that is removed takes its messages along, and leaves those of others", async () => {
	const key = `0x${"07".repeat(32)}`;
	const { accounts } = await bench.screen("keys.addKey", { key });
	const address = accounts.find((one) => one !== me);
	if (address === undefined) throw new Error("no second account");
	await offer(requestOf(rawText("stays")));
	const leaves = requestOf(rawText("leaves"), { id: "two", account: address });
	await offer(leaves, fresh, "two");
	expect((await shown()).length).toBe(2);
	await bench.screen("keys.remove", { address, withSecret: true });
	expect((await shown()).map(({ id }) => id)).toEqual(["one"]);
	expect(bench.refused).toEqual(["two"]);
});
