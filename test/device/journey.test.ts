// The whole way of a signature by codes, in one process: the signer gives out an order, its codes are read as Keystone's library reads
// them, a signer made with viem answers in codes, and the signer takes what this reads out of them, or does not.

import { createRequire } from "node:module";
import { ethers } from "ethers";
import { parseTransaction } from "viem";
import { privateKeyToAccount } from "viem/accounts";
import { afterEach, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { fromHex, type Hex, toHex } from "../../src/base/bytes.ts";
import { Fault } from "../../src/base/fault.ts";
import {
	answerTypes,
	signatureIn,
	signRequest,
} from "../../src/device/eip4527.ts";
import { ledgerSign } from "../../src/device/ledger.ts";
import { openUr, urCodes } from "../../src/device/ur.ts";
import type { DeviceRequest } from "../../src/protocol/device.ts";
import { type Bench, yesOf } from "../signer/bench.ts";
import {
	compose,
	hashOf,
	keyAt,
	mine,
	openVault,
	startedAgain,
} from "../signer/device-world.ts";
import { quickVault } from "../vault-scrypt.ts";
import { ledgerApp } from "./ledger-app.ts";

quickVault();

// The rules of the small world stand for the checking rooms, which have tests of their own.
vi.mock("../../src/receipt/rules.ts", async () => {
	const { testRules } = await import("../receipt/world.ts");
	return { rules: testRules };
});

// Their modules for Node are the CommonJS ones.
const require = createRequire(import.meta.url);
const {
	URDecoder,
}: typeof import("@ngraveio/bc-ur") = require("@ngraveio/bc-ur");
const {
	EthSignRequest,
	ETHSignature,
}: typeof import("@keystonehq/bc-ur-registry-eth") = require("@keystonehq/bc-ur-registry-eth");

let left: Awaited<ReturnType<typeof openVault>>;
let bench: Bench;
beforeAll(async () => {
	left = await openVault();
});
beforeEach(async () => {
	bench = await startedAgain(left);
});
afterEach(() => bench.signer.close());

const id = Uint8Array.from({ length: 16 }, (_, i) => i);

const askedFor = async () => {
	const yes = await yesOf(bench);
	const { device } = await bench.screen("approval.decide", yes);
	if (device === undefined) throw new Error("no device is asked");
	return { yes, device };
};

/** A device that reads the codes, signs with viem what they ask for, and shows its answer in codes of that size. */
const answered = async (
	codes: readonly string[],
	size: number,
): Promise<() => string> => {
	const decoder = new URDecoder();
	for (const code of codes) decoder.receivePart(code.toLowerCase());
	const read = EthSignRequest.fromCBOR(decoder.resultUR().cbor);
	const at = `m/${read.getDerivationPath()}`;
	const account = privateKeyToAccount(toHex(fromHex(keyAt(at).privateKey)));
	const serialized: Hex = `0x${read.getSignData().toString("hex")}`;
	const signed = await account.signTransaction({
		...parseTransaction(serialized),
	});
	const { r, s, yParity } = parseTransaction(signed);
	// as Keystone writes it: with the chain for one of the oldest kind
	const v =
		read.getDataType() === 1
			? ethers.toBeHex(35 + 2 * (read.getChainId() ?? 0) + (yParity ?? 9))
			: Uint8Array.of(yParity ?? 9);
	const bytes = ethers.concat([r ?? "0x", s ?? "0x", v]);
	const encoder = new ETHSignature(
		Buffer.from(bytes.slice(2), "hex"),
		read.getRequestId(),
	).toUREncoder(size);
	return () => encoder.nextPart();
};

const readAll = (
	next: () => string,
	under: Uint8Array,
	{ asked }: DeviceRequest,
): Hex => {
	const reader = openUr(answerTypes);
	for (let i = 0; i < 500; i++) {
		const { message } = reader.take(next());
		if (message !== null) return signatureIn(message, under, asked);
	}
	throw new Error("never whole");
};

test.each([400, 30])(
	"an order goes out in codes and comes back signed, in codes of %i bytes",
	async (size) => {
		await bench.offer(compose());
		const { yes, device } = await askedFor();
		const request: DeviceRequest = { ...device, way: "qr" };
		const next = await answered(urCodes(signRequest(request, id)), size);
		const signature = readAll(next, id, device);
		const { hash } = await bench.screen("approval.decide", {
			...yes,
			signature,
		});
		expect(bench.signed.map((one) => one.hash)).toEqual([hash]);
		const made = ethers.Transaction.from(bench.signed[0]?.raw ?? "");
		expect(made.from?.toLowerCase()).toBe(mine);
	},
);

test.each([0, 1] as const)(
	"an order of type %i goes out in codes, and to a Ledger, and comes back signed",
	async (type) => {
		await bench.offer(compose({ older: { type, priceWei: null } }));
		const { yes, device } = await askedFor();
		const request: DeviceRequest = { ...device, way: "qr" };
		const next = await answered(urCodes(signRequest(request, id)), 400);
		const byCodes = readAll(next, id, device);
		const byCable = await ledgerSign(ledgerApp().exchange, device);
		for (const signature of [byCodes, byCable])
			expect(
				ethers.recoverAddress(hashOf(device), signature).toLowerCase(),
			).toBe(mine);
		await bench.screen("approval.decide", { ...yes, signature: byCable });
		const made = ethers.Transaction.from(bench.signed[0]?.raw ?? "");
		expect([made.type, made.from?.toLowerCase()]).toEqual([type, mine]);
	},
);

test("the answer to the request before is not taken, in codes or by the signer", async () => {
	await bench.offer(compose());
	const { device } = await askedFor();
	const next = await answered(urCodes(signRequest(device, id)), 400);
	const other = Uint8Array.from({ length: 16 }, () => 9);
	expect(() => readAll(next, other, device)).toThrow(Fault);
	const signature = readAll(next, id, device);
	await bench.offer(compose({ id: "two", valueWei: 1n }));
	const second = (await bench.screen("approval.list", undefined)).find(
		(one) => one.id === "two",
	);
	if (second === undefined) throw new Error("not held");
	const { order, shown } = second;
	const brought = bench.screen("approval.decide", {
		...{ id: "two", yes: true, order, shown },
		signature,
	});
	await expect(brought).rejects.toMatchObject({ code: "device-signature" });
	expect(bench.signed).toEqual([]);
});

test("an order goes to a Ledger and comes back signed", async () => {
	await bench.offer(compose());
	const { yes, device } = await askedFor();
	const signature = await ledgerSign(ledgerApp().exchange, device);
	const { hash } = await bench.screen("approval.decide", { ...yes, signature });
	expect(hash).not.toBeNull();
	expect(bench.signed).toHaveLength(1);
});
