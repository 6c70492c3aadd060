// An account whose key is on a device: what the signer gives out, and that nothing comes back as its signature that is not one of
// exactly that.

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
import { decodeSigned } from "../../src/evidence/transaction.ts";
import type { DeviceRequest } from "../../src/protocol/device.ts";
import { refusalOf } from "../refused.ts";
import { quickVault } from "../vault-scrypt.ts";
import { type Bench, yesOf } from "./bench.ts";
import {
	addressAt,
	compose,
	hashOf,
	keyAt,
	malleated,
	mine,
	openVault,
	password,
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

const minute = 60_000;
const own: Hex = "0xf39fd6e51aad88f6f4ce6ab8827279cfffb92266";

let first: Awaited<ReturnType<typeof openVault>>;
let bench: Bench;
beforeAll(async () => {
	first = await openVault();
});
beforeEach(async () => {
	bench = await startedAgain(first);
});
afterEach(() => bench.signer.close());

type Yes = Awaited<ReturnType<typeof yesOf>>;
/** The first yes: what the device is asked for. */
const askedFor = async (yes: Yes, on = bench): Promise<DeviceRequest> => {
	const { hash, device } = await on.screen("approval.decide", yes);
	expect(hash).toBeNull();
	if (device === undefined) throw new Error("no device is asked");
	return device;
};
const bring = (yes: Yes, signature: Hex, on = bench) =>
	on.screen("approval.decide", { ...yes, signature });

describe("an account on a device", () => {
	test("is in the vault without a key, and stays there over a restart", async () => {
		const { held } = await bench.screen("keys.status", undefined);
		expect(held.at(-1)).toEqual({ kind: "device", ...place });
		const later = await startedAgain(bench);
		const status = await later.screen("keys.status", undefined);
		expect(status.held.at(-1)).toEqual({ kind: "device", ...place });
		expect(bench.stored.vault).toContain(path);
		later.signer.close();
	});

	test("has no key that could be shown", async () => {
		const shown = bench.screen("keys.showKey", { address: mine, password });
		expect(await refusalOf(shown)).toBe("account-device");
	});

	test("takes the place of the same one that was only watched, and of no other", async () => {
		const address = addressAt("m/44'/60'/1'/0/0");
		await bench.screen("keys.addWatch", { address });
		const second = { ...place, address, path: "m/44'/60'/1'/0/0" };
		const { held } = await bench.screen("keys.addDevice", second);
		expect(held.filter((one) => one.address === address)).toEqual([
			{ kind: "device", ...second },
		]);
		const again = bench.screen("keys.addDevice", second);
		expect(await refusalOf(again)).toBe("account-known");
		const known = bench.screen("keys.addDevice", { ...place, address: own });
		expect(await refusalOf(known)).toBe("account-known");
	});

	test("goes without a word on a key, and the last with a key here stays", async () => {
		const gone = bench.screen("keys.remove", {
			address: own,
			withSecret: true,
		});
		expect(await refusalOf(gone)).toBe("account-last");
		const { held } = await bench.screen("keys.remove", {
			address: mine,
			withSecret: false,
		});
		expect(held.map(({ address }) => address)).toEqual([own]);
	});

	test.each([
		["another coin", "m/44'/1'/0'/0/0"],
		["no path", "44'/60'/0'/0/0"],
		["a number that is too large", "m/44'/60'/2147483648'"],
		["another spelling", "m/44'/60'/00'/0/0"],
		["too many places", `m/44'/60'${"/0".repeat(7)}`],
	])("is refused at %s", async (_what, wrong) => {
		const address = addressAt("m/44'/60'/2'/0/0");
		const adding = bench.screen("keys.addDevice", {
			...place,
			address,
			path: wrong,
		});
		expect(await refusalOf(adding)).toBe("bad-params");
	});

	test("is found below the public key that a device shows, where ethers finds it", async () => {
		const node = ethers.HDNodeWallet.fromPhrase(
			"test test test test test test test test test test test junk",
			"",
			"m/44'/60'/0'",
		);
		const key = {
			publicKey: `0x${node.publicKey.slice(2)}`,
			chainCode: `0x${node.chainCode.slice(2)}`,
			below: [0],
		} as const;
		const found = await bench.screen("keys.deviceAddresses", {
			key,
			from: 3,
			count: 4,
		});
		expect(found).toEqual(
			[3, 4, 5, 6].map((index) => ({
				index,
				address: node.derivePath(`0/${index}`).address.toLowerCase(),
			})),
		);
		const none = bench.screen("keys.deviceAddresses", {
			key: { ...key, publicKey: `0x02${"ff".repeat(32)}` },
			from: 0,
			count: 1,
		});
		expect(await refusalOf(none)).toBe("device-answer");
	});
});

describe("an order of it", () => {
	test("is given out as the bytes that are hashed, and signed by what the device makes of them", async () => {
		await bench.offer(compose());
		const yes = await yesOf(bench);
		const request = await askedFor(yes);
		expect(request).toMatchObject({ ...place, asked: { chainId: 1_337 } });
		expect(bench.signed).toEqual([]);
		const { hash } = await bring(yes, signOn(request));
		const [made] = bench.signed;
		expect(made?.hash).toBe(hash);
		const read = ethers.Transaction.from(made?.raw ?? "");
		expect(read.from?.toLowerCase()).toBe(mine);
		expect(read.unsignedHash).toBe(hashOf(request));
		expect(decodeSigned(made?.raw ?? "0x").from).toBe(mine);
	});

	test("is asked for again as often as a person likes, with the same bytes, and nothing is signed by that", async () => {
		await bench.offer(compose());
		const yes = await yesOf(bench);
		const first = await askedFor(yes);
		expect(await askedFor(yes)).toEqual(first);
		expect(bench.signed).toEqual([]);
	});

	test("goes on where signer and engine died between the yes and the signature", async () => {
		const order = compose();
		await bench.offer(order);
		const yes = await yesOf(bench);
		const signature = signOn(await askedFor(yes));
		const later = await startedAgain(bench);
		await later.offer(order);
		expect(await bring(yes, signature, later)).toMatchObject({
			hash: later.signed[0]?.hash,
		});
		expect(later.signed).toHaveLength(1);
		later.signer.close();
	});

	test("is signed once: what comes after the first signature changes nothing", async () => {
		await bench.offer(compose());
		const yes = await yesOf(bench);
		const request = await askedFor(yes);
		const { hash } = await bring(yes, signOn(request));
		const again = await bring(yes, malleated(signOn(request)));
		expect(again).toEqual({ hash });
		expect(new Set(bench.signed.map(({ raw }) => raw)).size).toBe(1);
	});

	const refusals: readonly (readonly [
		string,
		(request: DeviceRequest) => Hex,
	])[] = [
		[
			"the signature of another account of the same device",
			(request) => signedBy(keyAt("m/44'/60'/0'/0/1"), hashOf(request)),
		],
		[
			"the signature of another transaction",
			() => {
				const other = ethers.Transaction.from({
					...{ chainId: 1, nonce: 3, type: 2, to: mine, gasLimit: 21_000 },
					...{ maxFeePerGas: 1, maxPriorityFeePerGas: 1, value: 2 },
				});
				return signedBy(keyAt(path), other.unsignedHash);
			},
		],
		[
			"the same transaction on another chain",
			(request) => {
				if (request.asked.kind !== "transaction") throw new Error("no order");
				const other = ethers.Transaction.from(request.asked.bytes);
				other.chainId = 10n;
				return signedBy(keyAt(path), other.unsignedHash);
			},
		],
		["s in the upper half", (request) => malleated(signOn(request))],
		[
			"s in the upper half with the parity of the lower",
			(request) => {
				const given = signOn(request);
				const last = given.endsWith("1b") ? 27 : 28;
				return withLast(malleated(given), last);
			},
		],
		[
			"the other parity",
			(request) => {
				const given = signOn(request);
				return withLast(given, given.endsWith("1b") ? 28 : 27);
			},
		],
		["a parity of 0 or 1", (request) => withLast(signOn(request), 0)],
		["the parity of EIP-155", (request) => withLast(signOn(request), 37)],
		["zeros", () => `0x${"00".repeat(64)}1b`],
		["bytes of nothing", () => `0x${"ff".repeat(64)}1c`],
		[
			"the hash signed as a text",
			(request) =>
				signedBy(
					keyAt(path),
					ethers.hashMessage(ethers.getBytes(hashOf(request))),
				),
		],
	];
	test.each(refusals)("refuses %s", async (_what, answer) => {
		await bench.offer(compose());
		const yes = await yesOf(bench);
		const request = await askedFor(yes);
		const brought = bring(yes, answer(request));
		expect(await refusalOf(brought)).toBe("device-signature");
		expect(bench.signed).toEqual([]);
		// and the true one is still taken
		expect((await bring(yes, signOn(request))).hash).not.toBeNull();
	});

	test("refuses a signature of any length but its own", async () => {
		await bench.offer(compose());
		const yes = await yesOf(bench);
		const given = signOn(await askedFor(yes));
		for (const wrong of [given.slice(0, -2), `${given}00`, "0x"] as Hex[])
			expect(await refusalOf(bring(yes, wrong))).toBe("bad-params");
		expect(bench.signed).toEqual([]);
	});

	test("refuses a signature in which one bit is another, in every place that was tried", async () => {
		await bench.offer(compose());
		const yes = await yesOf(bench);
		const given = signOn(await askedFor(yes));
		for (let i = 2; i < given.length; i += 5) {
			const digit = (Number.parseInt(given[i] ?? "0", 16) ^ 1).toString(16);
			const other: Hex = `0x${given.slice(2, i)}${digit}${given.slice(i + 1)}`;
			expect(await refusalOf(bring(yes, other)), other).toBe(
				"device-signature",
			);
		}
		expect(bench.signed).toEqual([]);
	});

	test("refuses the answer to another request", async () => {
		await bench.offer(compose());
		await bench.offer(compose({ id: "two", valueWei: 5n }));
		const [one, two] = await bench.screen("approval.list", undefined);
		if (one === undefined || two === undefined) throw new Error("not held");
		const yesTo = ({ id, order, shown }: typeof one): Yes =>
			({ id, yes: true, order, shown }) as const;
		const signature = signOn(await askedFor(yesTo(one)));
		const brought = bring(yesTo(two), signature);
		expect(await refusalOf(brought)).toBe("device-signature");
		expect(bench.signed).toEqual([]);
	});

	test("refuses a signature once a person has said no", async () => {
		await bench.offer(compose());
		const yes = await yesOf(bench);
		const signature = signOn(await askedFor(yes));
		await bench.screen("approval.decide", { id: yes.id, yes: false });
		expect(await refusalOf(bring(yes, signature))).toBe("order-unknown");
		expect(bench.signed).toEqual([]);
	});

	test("refuses a signature while it is locked, and of an account that is gone", async () => {
		const order = compose();
		await bench.offer(order);
		const yes = await yesOf(bench);
		const signature = signOn(await askedFor(yes));
		await bench.screen("keys.lock", undefined);
		expect(await refusalOf(bring(yes, signature))).toBe("locked");
		await bench.screen("keys.unlock", { password });
		await bench.screen("keys.remove", { address: mine, withSecret: false });
		expect(await refusalOf(bring(yes, signature))).toBe("order-unknown");
		expect(bench.signed).toEqual([]);
	});

	test("refuses a signature that came so late that nothing could be signed on this ground", async () => {
		await bench.offer(compose());
		const yes = await yesOf(bench);
		const signature = signOn(await askedFor(yes));
		await bench.pass(10 * minute);
		expect(await refusalOf(bring(yes, signature))).toBe("order-stale");
		expect(await refusalOf(askedFor(yes))).toBe("order-stale");
		expect(bench.signed).toEqual([]);
	});

	test("is not given out for a yes to what was not shown", async () => {
		await bench.offer(compose());
		const yes = await yesOf(bench);
		const other = { ...yes, shown: yes.order };
		expect(await refusalOf(askedFor(other))).toBe("order-changed");
	});

	test("is not given out for an account that is only watched, nor a signature taken for one with a key here", async () => {
		await bench.screen("keys.remove", { address: mine, withSecret: false });
		await bench.screen("keys.addWatch", { address: mine });
		expect(await refusalOf(bench.offer(compose()))).toBe("account-watch");
		expect(start).toBeLessThanOrEqual(bench.nowMs);
	});
});
