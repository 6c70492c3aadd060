// Whose code an account runs, where its key is on a device: it is signed twice, first the account's word and then the transaction that
// takes it along, and nothing of either is taken that is not this account's over exactly that.

import { ethers } from "ethers";
import { afterEach, beforeAll, beforeEach, expect, test, vi } from "vitest";
import type { Hex } from "../../src/base/bytes.ts";
import { ledgerSign } from "../../src/device/ledger.ts";
import { noDelegate } from "../../src/evidence/delegation-order.ts";
import { evidenceText } from "../../src/evidence/evidence.ts";
import type { DeviceRequest } from "../../src/protocol/device.ts";
import { orderText } from "../../src/receipt/orders.ts";
import {
	composeDelegation,
	evidenceOfDelegation,
} from "../../src/wallet/delegation-order.ts";
import { ledgerApp, listed } from "../device/ledger-app.ts";
import { account, codeOf, h, scene } from "../receipt/world.ts";
import { refusalOf } from "../refused.ts";
import { quickVault } from "../vault-scrypt.ts";
import { type Bench, yesOf } from "./bench.ts";
import {
	addressAt,
	malleated,
	mine,
	openVault,
	path,
	place,
	signOn,
	start,
	startedAgain,
} from "./device-world.ts";

quickVault();

// The rules of the small world stand for the checking rooms, which have tests of their own.
vi.mock("../../src/receipt/rules.ts", async () => {
	const { testRules } = await import("../receipt/world.ts");
	return { rules: testRules };
});

let left: Awaited<ReturnType<typeof openVault>>;
let bench: Bench;
beforeAll(async () => {
	left = await openVault();
});
beforeEach(async () => {
	bench = await startedAgain(left);
});
afterEach(() => bench.signer.close());

const { header } = scene();
/** To a contract's code; to nobody's, where it runs that one's now. */
const compose = (to: Hex, from: Hex = mine) => {
	const isBack = to === noDelegate;
	const sender = account(header, from, {
		nonce: 3,
		...(isBack ? { codeHash: h(77) } : {}),
	});
	const delegate = account(header, to, { codeHash: h(8) });
	return composeDelegation({
		...{ id: "one", origin: null, to, outstanding: [] },
		...{ tipWei: 1_000_000_000n, nowMs: start },
		facts: {
			...{ sender, header },
			own: isBack ? codeOf(sender, `0xef0100${listed.slice(2)}`) : null,
			delegate: isBack
				? null
				: { account: delegate, code: codeOf(delegate, "0x600a600b") },
		},
	});
};
const offer = (order: ReturnType<typeof compose>, on = bench) =>
	on.engine("order.offer", {
		id: "one",
		order: orderText(order.transfer),
		evidence: evidenceText(evidenceOfDelegation(order)),
	});

type Yes = Awaited<ReturnType<typeof yesOf>>;
const next = async (
	yes: Yes,
	signature?: Hex,
	on = bench,
): Promise<DeviceRequest> => {
	const { hash, device } = await on.screen("approval.decide", {
		...yes,
		...(signature === undefined ? {} : { signature }),
	});
	expect(hash).toBeNull();
	if (device === undefined) throw new Error("no device is asked");
	return device;
};
const both = (first: Hex, second: Hex): Hex => `${first}${second.slice(2)}`;

test.each([
	["to a listed contract", listed],
	["taken back", noDelegate],
])("a delegation %s is signed twice by a Ledger", async (_what, to) => {
	await offer(compose(to));
	const yes = await yesOf(bench);
	const word = await next(yes);
	expect(word.asked).toEqual({
		...{ kind: "authorization", chainId: 1_337, delegate: to, nonce: 4 },
	});
	const first = await ledgerSign(ledgerApp().exchange, word);
	const rest = await next(yes, first);
	expect(rest.asked.kind).toBe("transaction");
	expect(bench.signed).toEqual([]);
	const second = await ledgerSign(ledgerApp().exchange, rest);
	const { hash } = await bench.screen("approval.decide", {
		...yes,
		signature: both(first, second),
	});
	const made = ethers.Transaction.from(bench.signed[0]?.raw ?? "");
	expect(made.hash).toBe(hash);
	expect([made.type, made.from?.toLowerCase()]).toEqual([4, mine]);
	const [own] = made.authorizationList ?? [];
	expect(own?.address.toLowerCase()).toBe(to);
	expect(
		own === undefined
			? null
			: ethers.verifyAuthorization(own, own.signature).toLowerCase(),
	).toBe(mine);
});

test("goes on where the signer died between the two, with the same bytes", async () => {
	const order = compose(listed);
	await offer(order);
	const yes = await yesOf(bench);
	const first = signOn(await next(yes));
	const second = await next(yes, first);
	const later = await startedAgain(bench);
	await offer(order, later);
	expect(await next(yes, first, later)).toEqual(second);
	later.signer.close();
});

test("the word of another account, to another contract, or in another form is refused", async () => {
	await offer(compose(listed));
	const yes = await yesOf(bench);
	const word = await next(yes);
	const other = "m/44'/60'/0'/0/1";
	const { asked } = word;
	if (asked.kind !== "authorization") throw new Error("no word");
	const wrong: readonly Hex[] = [
		signOn({ ...word, path: other }),
		signOn({ ...word, asked: { ...asked, delegate: addressAt(path) } }),
		signOn({ ...word, asked: { ...asked, chainId: 0 } }),
		signOn({ ...word, asked: { ...asked, nonce: 3 } }),
		malleated(signOn(word)),
	];
	for (const first of wrong)
		expect(await refusalOf(next(yes, first))).toBe("device-signature");
	expect(bench.signed).toEqual([]);
});

test("its transaction signed by another, with another word in it, or twice the word is refused", async () => {
	await offer(compose(listed));
	const yes = await yesOf(bench);
	const word = await next(yes);
	const first = signOn(word);
	const rest = await next(yes, first);
	const second = signOn(rest);
	const bring = (signature: Hex) =>
		refusalOf(bench.screen("approval.decide", { ...yes, signature }));
	const elsewhere = signOn({ ...rest, path: "m/44'/60'/0'/0/1" });
	for (const wrong of [first, elsewhere, malleated(second)])
		expect(await bring(both(first, wrong))).toBe("device-signature");
	expect(await bring(both(second, first))).toBe("device-signature");
	expect(bench.signed).toEqual([]);
	expect(await bring(both(first, second))).toBe("none");
});

test("is refused by its name where the account is on a device with codes", async () => {
	const address = addressAt("m/44'/60'/0'/0/7");
	await bench.screen("keys.addDevice", {
		...{ ...place, address, way: "qr" },
		path: "m/44'/60'/0'/0/7",
	});
	await offer(compose(listed, address));
	const yes = await yesOf(bench);
	expect(await refusalOf(next(yes))).toBe("device-delegation");
	const signature: Hex = `0x${"11".repeat(64)}1b`;
	expect(
		await refusalOf(bench.screen("approval.decide", { ...yes, signature })),
	).toBe("device-delegation");
});
