// Messages to an account whose key is on a device: what is given out is what the account is asked for, and nothing comes back as its
// signature that is not one of exactly that.

import { ethers } from "ethers";
import {
	afterEach,
	beforeAll,
	beforeEach,
	describe,
	expect,
	test,
	vi,
} from "vitest";
import type { Hex } from "../../src/base/bytes.ts";
import { evidenceOf, evidenceText } from "../../src/evidence/evidence.ts";
import {
	messageRequestText,
	type RawMessage,
} from "../../src/message/request.ts";
import type { DeviceRequest } from "../../src/protocol/device.ts";
import { permit, rawText, rawTyped, unknown } from "../message/made.ts";
import { scene, testNetwork } from "../receipt/world.ts";
import { refusalOf } from "../refused.ts";
import { quickVault } from "../vault-scrypt.ts";
import type { Bench } from "./bench.ts";
import {
	hashOf,
	keyAt,
	malleated,
	mine,
	openVault,
	path,
	place,
	signedBy,
	signOn,
	start,
	startedAgain,
	withLast,
} from "./device-world.ts";

quickVault();

// The rules of the small world stand for the checking rooms, which have tests of their own.
vi.mock("../../src/receipt/rules.ts", async () => {
	const { testRules } = await import("../receipt/world.ts");
	return { rules: testRules };
});

const { head } = scene();
const fresh = evidenceText(evidenceOf(head));

let first: Awaited<ReturnType<typeof openVault>>;
let bench: Bench;
beforeAll(async () => {
	first = await openVault();
});
beforeEach(async () => {
	bench = await startedAgain(first);
});
afterEach(() => bench.signer.close());

const offer = (what: RawMessage, id = "one", on = bench) =>
	on.engine("message.offer", {
		id,
		evidence: fresh,
		request: messageRequestText({
			id,
			origin: "https://forum.example",
			account: mine,
			chainId: testNetwork.chainId,
			madeMs: start,
			what,
		}),
	});

const yesTo = async (id = "one", on = bench) => {
	const found = (await on.screen("message.list", undefined)).find(
		(one) => one.id === id,
	);
	if (found === undefined) throw new Error("nothing is shown");
	const { request, shown } = found;
	return { id, yes: true, request, shown } as const;
};
type Yes = Awaited<ReturnType<typeof yesTo>>;
const askedFor = async (yes: Yes): Promise<DeviceRequest> => {
	const found = await bench.screen("message.decide", yes);
	if (found === null) throw new Error("no device is asked");
	return found.device;
};
const bring = (yes: Yes, signature: Hex, on = bench) =>
	on.screen("message.decide", { ...yes, signature });

const here = <T extends { readonly domain: object }>(typed: T): T => ({
	...typed,
	domain: { ...typed.domain, chainId: testNetwork.chainId },
});

describe("a message", () => {
	test("of text is given out as its bytes, and signed by what the device makes of them", async () => {
		await offer(rawText("hello there"));
		const yes = await yesTo();
		const request = await askedFor(yes);
		expect(request).toEqual({
			...place,
			asked: {
				kind: "text",
				bytes: ethers.hexlify(ethers.toUtf8Bytes("hello there")),
			},
		});
		expect(await bring(yes, signOn(request))).toBeNull();
		expect(
			ethers
				.verifyMessage("hello there", bench.messages[0]?.signature ?? "")
				.toLowerCase(),
		).toBe(mine);
	});

	test.each([
		["a permit", permit],
		["what is not known", unknown],
	])(
		"of typed data (%s) is given out whole and by the hashes that ethers makes of it",
		async (_what, typed) => {
			await offer(rawTyped(here(typed)));
			const yes = await yesTo();
			const request = await askedFor(yes);
			expect(request.asked.kind).toBe("typed");
			// throws where ethers finds another hash of the domain or of the message
			await bring(yes, signOn(request));
			expect(bench.messages).toEqual([
				{ id: "one", signature: signOn(request), digest: hashOf(request) },
			]);
		},
	);

	test("goes on where the signer died between the yes and the signature", async () => {
		await offer(rawText("hello"));
		const yes = await yesTo();
		const signature = signOn(await askedFor(yes));
		const later = await startedAgain(bench);
		await offer(rawText("hello"), "one", later);
		await bring(yes, signature, later);
		expect(later.messages.map((one) => one.signature)).toEqual([signature]);
		later.signer.close();
	});

	test.each<readonly [string, (request: DeviceRequest) => Hex]>([
		["another text", () => signedBy(keyAt(path), ethers.hashMessage("other"))],
		[
			"another account",
			(one) => signedBy(keyAt("m/44'/60'/0'/0/1"), hashOf(one)),
		],
		["s in the upper half", (one) => malleated(signOn(one))],
		["a parity of 0 or 1", (one) => withLast(signOn(one), 1)],
		["zeros", () => `0x${"00".repeat(64)}1b`],
	])("is refused with a signature of %s", async (_what, answer) => {
		await offer(rawText("hello"));
		const yes = await yesTo();
		const request = await askedFor(yes);
		const brought = bring(yes, answer(request));
		expect(await refusalOf(brought)).toBe("device-signature");
		expect(bench.messages).toEqual([]);
	});

	test("refuses the answer to another message, and any once a person has said no", async () => {
		await offer(rawText("hello"));
		await offer(rawText("good bye"), "two");
		const yes = await yesTo();
		const other = await yesTo("two");
		const signature = signOn(await askedFor(yes));
		expect(await refusalOf(bring(other, signature))).toBe("device-signature");
		await bench.screen("message.decide", { id: "one", yes: false });
		expect(await refusalOf(bring(yes, signature))).toBe("order-unknown");
		expect(bench.messages).toEqual([]);
	});

	test("is signed once: what comes after the first signature changes nothing", async () => {
		await offer(rawText("hello"));
		const yes = await yesTo();
		const signature = signOn(await askedFor(yes));
		await bring(yes, signature);
		await bring(yes, malleated(signature));
		expect(new Set(bench.messages.map((one) => one.signature))).toEqual(
			new Set([signature]),
		);
	});

	test("that is brought too late is refused", async () => {
		await offer(rawText("hello"));
		const yes = await yesTo();
		const signature = signOn(await askedFor(yes));
		bench.nowMs += 10 * 60_000;
		expect(await refusalOf(bring(yes, signature))).toBe("order-stale");
	});
});
