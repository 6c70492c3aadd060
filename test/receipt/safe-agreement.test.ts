// An owner's agreement to a Safe's transaction, by the rule that the signer signs by: on the Safe that is proved, for an account that
// is an owner, at a number that is not over; and refused otherwise.

import { describe, expect, test } from "vitest";
import type { Hex } from "../../src/base/bytes.ts";
import { fromHex } from "../../src/base/bytes.ts";
import { Fault } from "../../src/base/fault.ts";
import { keccakHex } from "../../src/crypto/hash.ts";
import { readSafeSignature } from "../../src/evidence/safe-signatures.ts";
import {
	plainSafeTx,
	safeApproval,
	safeTxHash,
} from "../../src/evidence/safe-tx.ts";
import {
	decodeMessageRequest,
	type MessageRequest,
	messageRequestText,
	ownOrigin,
} from "../../src/message/request.ts";
import { messageApproval } from "../../src/protocol/message-views.ts";
import {
	checkMessage,
	type MessageFacts,
	messageFactsOf,
} from "../../src/receipt/message-rule.ts";
import { messageByDevice } from "../../src/signer/device-sign.ts";
import { messageApprovalOf } from "../../src/signer/message-offers.ts";
import { concludeSafe } from "../../src/state/safe.ts";
import {
	moduleSlot,
	ownerSlot,
	safeKeys,
	safeSlots,
	sentinel,
} from "../../src/state/safe-layout.ts";
import { codeOfSafe } from "../safe/contracts.ts";
import {
	addressAt,
	kernel,
	path,
	place,
	signOn,
} from "../signer/device-world.ts";
import { a, account, scene, slotOf, testNetwork, timeS } from "./world.ts";

const nowMs = (timeS + 20) * 1000;
const [me, second, safe, singleton] = [a(0x11), a(0x22), a(0x50), a(0x51)];
const { header, head } = scene();

const hashOf = (what: "proxy" | "singleton"): Hex =>
	keccakHex(fromHex(codeOfSafe("1.5.0", what)));

const proved = (
	at: Hex = safe,
	owners: readonly Hex[] = [me, second],
	more: {
		readonly modules?: readonly Hex[];
		readonly guard?: Hex;
		readonly moduleGuard?: Hex;
		readonly who?: "l1" | "proposed";
	} = {},
) => {
	const { modules = [], guard = "0x0", moduleGuard = "0x0", who = "l1" } = more;
	const on = account(header, at).value.at;
	const state = { at: { ...on, grade: { ...on.grade, who } } };
	const proxy = account(header, at, { codeHash: hashOf("proxy"), ...state });
	const words: { [key: Hex]: bigint } = {
		[safeSlots.singleton]: BigInt(singleton),
		[safeSlots.ownerCount]: BigInt(owners.length),
		[safeSlots.threshold]: 1n,
		[safeSlots.nonce]: 7n,
		[safeSlots.guard]: BigInt(guard),
		[safeSlots.moduleGuard]: BigInt(moduleGuard),
	};
	[sentinel, ...owners].forEach((owner, i) => {
		words[ownerSlot(owner)] = BigInt(owners[i] ?? sentinel);
	});
	[sentinel, ...modules].forEach((module, i) => {
		words[moduleSlot(module)] = BigInt(modules[i] ?? sentinel);
	});
	return concludeSafe(
		proxy,
		account(header, singleton, {
			codeHash: hashOf("singleton"),
			...state,
		}),
		safeKeys(owners, modules).map((key) =>
			slotOf(proxy, key, words[key] ?? 0n),
		),
	);
};

type Asked = Extract<MessageRequest["what"], { kind: "safe" }>;
const what: Asked = {
	...{ kind: "safe", safe, to: a(0x33), valueWei: "5", data: "0x" },
	nonce: 8,
};
const asked = (
	change: Partial<Asked> = {},
	more: Partial<MessageRequest> = {},
): MessageRequest => ({
	...{ format: "sextant-message-1", id: "one", origin: ownOrigin, account: me },
	...{
		chainId: testNetwork.chainId,
		madeMs: nowMs,
		what: { ...what, ...change },
	},
	...more,
});
const facts: MessageFacts = messageFactsOf([proved()]);
const check = (request: MessageRequest, of: MessageFacts = facts, at = nowMs) =>
	checkMessage(request, of, [], at, "sign");
const refusal = (...given: Parameters<typeof check>): string => {
	try {
		check(...given);
		return "none";
	} catch (thrown) {
		if (thrown instanceof Fault) return thrown.code;
		throw thrown;
	}
};

describe("an owner's agreement", () => {
	test("is to the transaction that is shown, and travels as it was asked", () => {
		const request = decodeMessageRequest(messageRequestText(asked()));
		const reading = check(request);
		const tx = plainSafeTx({ to: a(0x33), valueWei: 5n, data: "0x" });
		expect(reading.digest).toBe(safeTxHash(testNetwork.chainId, safe, tx, 8));
		expect(reading.safe).toMatchObject({ nonce: 8, tx, agreed: [me] });
		expect(reading.meaning).toMatchObject({ kind: "safe", isDelegated: false });
		const view = messageApprovalOf(
			{ id: "one", request: messageRequestText(request) },
			{
				...{ request, signed: request, settable: undefined, facts, reading },
				...{ steps: 1, files: [] },
			},
		);
		expect(messageApproval(view, "message").safe).toMatchObject({
			safe: { address: safe, owners: [me, second], threshold: 1, nonce: 7 },
			nonce: 8,
		});
		// what is proved of the Safe is among what a yes names
		const other = check(request, messageFactsOf([proved(safe, [me, a(0x44)])]));
		const shownOther = messageApprovalOf(
			{ id: "one", request: messageRequestText(request) },
			{
				...{ request, signed: request, settable: undefined, facts },
				...{ reading: other, steps: 1, files: [] },
			},
		);
		expect(shownOther.shown).not.toBe(view.shown);
	});

	test.each([
		["safe-nonce", "of a number that is used", asked({ nonce: 6 })],
		["safe-self", "that changes the Safe", asked({ to: safe, data: "0x12" })],
		["safe-owner", "by who is no owner", asked({}, { account: a(0x99) })],
		[
			"order-evidence",
			"for another Safe than is proved",
			asked({ safe: a(0x52) }),
		],
		[
			"order-evidence",
			"that a site asks for",
			asked({}, { origin: "https://a.example" }),
		],
		["unknown-chain", "on another chain", asked({}, { chainId: 5 })],
	] as const)("is refused with %s %s", (code, _, request) => {
		expect(refusal(request)).toBe(code);
	});

	test("is refused with safe-unproved where no Safe is proved, and any other message with order-evidence where one is", () => {
		expect(refusal(asked(), messageFactsOf([head]))).toBe("safe-unproved");
		const text: MessageRequest = {
			...asked(),
			origin: "https://a.example",
			what: { kind: "text", bytes: "0x68656c6c6f" },
		};
		expect(refusal(text)).toBe("order-evidence");
		expect(refusal(text, messageFactsOf([head]))).toBe("none");
		// the wallet's own name is for nothing else
		expect(
			refusal({ ...text, origin: ownOrigin }, messageFactsOf([head])),
		).toBe("order-evidence");
	});

	test("is refused where what is proved is too old, whatever head stands above it", () => {
		expect(refusal(asked(), facts, nowMs + 3_600_000)).toBe("order-stale");
	});

	test("to a call that is no plain transfer says so, and whom it allows to take something", () => {
		const word = (n: bigint) => n.toString(16).padStart(64, "0");
		const [token, spender] = [a(0x77), a(0x78)];
		const codesOf = (data: Hex) =>
			check(asked({ to: token, valueWei: "0", data })).warnings.map(
				({ code, params }) => [code, ...Object.values(params)],
			);
		const call = ["message.safe-call", token];
		const allows = ["message.safe-allows", spender, token];
		const approve = (amount: bigint): Hex =>
			`0x095ea7b3${word(BigInt(spender))}${word(amount)}`;
		expect(codesOf("0x")).toEqual([]);
		expect(codesOf(`0xa9059cbb${approve(5n).slice(10)}`)).toEqual([]);
		expect(codesOf("0xdeadbeef")).toEqual([call]);
		expect(codesOf(approve(5n))).toEqual([allows, call]);
		expect(codesOf(approve(0n))).toEqual([call]);
	});

	test.each([
		["a module of its own", { modules: [a(0x61), a(0x33)] }],
		["its guard", { guard: a(0x33) }],
		["its guard of modules", { moduleGuard: a(0x33) }],
	] as const)(
		"is refused with safe-self where the Safe calls %s, which decides who else acts for it",
		(_, more) => {
			const of = messageFactsOf([proved(safe, [me, second], more)]);
			expect(refusal(asked(), of)).toBe("safe-self");
			expect(refusal(asked({ to: a(0x34) }), of)).toBe("none");
		},
	);

	test("is refused with order-evidence where the Safe is not proved on Ethereum", () => {
		const of = proved(safe, [me, second], { who: "proposed" });
		expect(refusal(asked(), messageFactsOf([of]))).toBe("order-evidence");
	});

	test("takes no other conclusions beside the Safe", () => {
		expect(() => messageFactsOf([proved(), head])).toThrow("more conclusions");
	});
});

describe("an owner's agreement that the Safe agrees in another one", () => {
	const other = a(0x60);
	const outer = { to: a(0x33), valueWei: "5", data: "0x" as Hex, nonce: 9 };
	const yesTo = (of: typeof outer, nonce = of.nonce): Hex =>
		safeApproval(
			safeTxHash(
				testNetwork.chainId,
				other,
				plainSafeTx({ ...of, valueWei: BigInt(of.valueWei) }),
				nonce,
			),
		);
	const nested = (change: Partial<Asked> = {}) =>
		asked({
			...{ to: other, valueWei: "0", data: yesTo(outer), outer },
			...change,
		});
	const both = (
		more: Parameters<typeof proved>[2] = {},
		owners: readonly Hex[] = [safe, second],
	) => messageFactsOf([proved(), proved(other, owners, more)]);

	test("shows what the other Safe does by it, proved of both, and travels as it was asked", () => {
		const request = decodeMessageRequest(messageRequestText(nested()));
		expect(request).toEqual(nested());
		const reading = check(request, both());
		expect(reading.safe).toMatchObject({
			outer: { state: { address: other }, nonce: 9, tx: { valueWei: 5n } },
		});
		expect(reading.digest).toBe(reading.safe?.hash);
		const view = messageApprovalOf(
			{ id: "one", request: messageRequestText(request) },
			{
				...{ request, signed: request, settable: undefined, facts: both() },
				...{ reading, steps: 1, files: [] },
			},
		);
		expect(messageApproval(view, "message").safe).toMatchObject({
			outer: {
				safe: { address: other, owners: [safe, second] },
				call: { to: a(0x33), valueWei: "5", data: "0x" },
				nonce: 9,
			},
		});
	});

	test("warns of what the other Safe would call and allow, in place of the agreement", () => {
		const word = (n: bigint) => n.toString(16).padStart(64, "0");
		const data: Hex = `0x095ea7b3${word(BigInt(a(0x78)))}${word(5n)}`;
		const allowing = { ...outer, to: a(0x77), valueWei: "0", data };
		const request = nested({ data: yesTo(allowing), outer: allowing });
		expect(
			check(request, both()).warnings.map(({ code, params }) => [
				code,
				...Object.values(params),
			]),
		).toEqual([
			["message.safe-allows", a(0x78), a(0x77)],
			["message.safe-call", a(0x77)],
		]);
	});

	test.each<
		readonly [string, string, () => readonly [MessageRequest, MessageFacts]]
	>([
		[
			"safe-opaque",
			"nobody says what it is of",
			() => [asked({ to: other, valueWei: "0", data: yesTo(outer) }), facts],
		],
		[
			"safe-opaque",
			"it is of another number than is said",
			() => [nested({ data: yesTo(outer, 10) }), both()],
		],
		["safe-unproved", "the other Safe is not proved", () => [nested(), facts]],
		[
			"safe-nesting",
			"the one is no owner of the other",
			() => [nested(), both({}, [me, second])],
		],
		[
			"safe-nesting",
			"the one is a module of the other too",
			() => [nested(), both({ modules: [safe] })],
		],
		[
			"safe-self",
			"the other would call its own guard",
			() => [nested(), both({ guard: a(0x33) })],
		],
		[
			"safe-nonce",
			"the number is used in the other",
			() => {
				const used = { ...outer, nonce: 6 };
				return [nested({ data: yesTo(used), outer: used }), both()];
			},
		],
		[
			"safe-deep",
			"the other would agree in a third by it",
			() => {
				const deep = { ...outer, valueWei: "0", data: yesTo(outer) };
				return [nested({ data: yesTo(deep), outer: deep }), both()];
			},
		],
		[
			"order-evidence",
			"a third Safe is proved in place of the other",
			() => [
				nested(),
				messageFactsOf([proved(), proved(a(0x62), [safe, second])]),
			],
		],
		[
			"order-evidence",
			"the other is not proved on Ethereum",
			() => [nested(), both({ who: "proposed" })],
		],
		[
			"order-evidence",
			"a second Safe is proved for nothing",
			() => [asked(), both()],
		],
	])("is refused with %s where %s", (code, _, given) => {
		expect(refusal(...given())).toBe(code);
	});
});

describe("an owner's agreement whose key is on a device", () => {
	const account = {
		...place,
		kind: "device",
		address: addressAt(path),
	} as const;
	const request = asked({}, { account: account.address });
	const facts = messageFactsOf([proved(safe, [account.address, second])]);
	const checked = {
		...{ request, signed: request, settable: undefined, facts, steps: 1 },
		...{ reading: check(request, facts), files: [] },
	};
	const now = { files: [], nowMs, rootsOf: () => [], kernel };

	test("is given out as the typed data that owners sign, and taken as the device's signature of it", () => {
		const given = messageByDevice(checked, account, undefined, now);
		if (typeof given === "string") throw new Error("a signature of nobody");
		// throws where ethers finds another hash of the domain or of the message
		const signature = signOn(given);
		expect(messageByDevice(checked, account, signature, now)).toBe(signature);
		expect(readSafeSignature(signature, checked.reading.digest)).toMatchObject({
			by: "key",
			owner: account.address,
		});
	});
});
