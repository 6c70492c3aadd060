// The questions to a Ledger: the same bytes for the same as the maker's own library sends, by its mocker; and what each answer of a
// device comes to.

import { ethers } from "ethers";
import { describe, expect, it } from "vitest";
import { fromHex, type Hex, toHex } from "../../src/base/bytes.ts";
import { openAnswer, reportBytes, reportsOf } from "../../src/device/frames.ts";
import {
	checkApp,
	ledgerAddress,
	ledgerSign,
} from "../../src/device/ledger.ts";
import type { Exchange } from "../../src/device/ledger-apdu.ts";
import type { DeviceAsked, DeviceRequest } from "../../src/protocol/device.ts";
import { refusalOf } from "../refused.ts";
import {
	addressAt,
	hashOf,
	hexOf,
	mine,
	path,
	place,
	signOn,
} from "../signer/device-world.ts";
import { type LedgerState, ledgerApp, listed } from "./ledger-app.ts";
import { framing, RecordStore, replayed } from "./makers.ts";

const transaction = (data: string): DeviceAsked => ({
	kind: "transaction",
	chainId: 1,
	bytes: hexOf(
		ethers.Transaction.from({
			...{ type: 2, chainId: 1, nonce: 3, gasLimit: 90_000, data },
			...{ maxFeePerGas: 30n * 10n ** 9n, maxPriorityFeePerGas: 10n ** 9n },
			...{ to: mine, value: 10n ** 17n },
		}).unsignedSerialized,
	),
});
const nobody: Hex = `0x${"0".repeat(40)}`;
const text = (bytes: Hex): DeviceAsked => ({ kind: "text", bytes });
const typedData = {
	types: {
		EIP712Domain: [{ name: "name", type: "string" }],
		Note: [{ name: "text", type: "string" }],
	},
	primaryType: "Note",
	domain: { name: "Here" },
	message: { text: "there" },
};
const typed: DeviceAsked = {
	kind: "typed",
	data: JSON.stringify(typedData),
	domainHash: hexOf(ethers.TypedDataEncoder.hashDomain(typedData.domain)),
	messageHash: hexOf(
		ethers.TypedDataEncoder.from({ Note: typedData.types.Note }).hashStruct(
			"Note",
			typedData.message,
		),
	),
};
const requestOf = (asked: DeviceAsked): DeviceRequest => ({ ...place, asked });

const joined = ({ v, r, s }: { v: number | string; r: string; s: string }) => {
	const number = Number(v);
	const last = number < 27 ? number + 27 : number;
	return `0x${r}${s}${last.toString(16)}`;
};

describe("a Ledger is asked as the maker's library asks it", () => {
	it("for an address", async () => {
		const app = ledgerApp();
		expect(await ledgerAddress(app.exchange, path)).toBe(mine);
		const { store, eth } = await replayed(app.said);
		const { address } = await eth.getAddress(path.slice(2));
		expect(address.toLowerCase()).toBe(mine);
		expect(store.isEmpty()).toBe(true);
	});

	it("for an address that it shows", async () => {
		const app = ledgerApp();
		await ledgerAddress(app.exchange, path, true);
		const { store, eth } = await replayed(app.said);
		await eth.getAddress(path.slice(2), true);
		expect(store.isEmpty()).toBe(true);
	});

	it.each([0, 1, 100, 150, 200, 201, 202, 230, 1_000, 20_000])(
		"for a transaction with %i bytes of data, and no server is asked what it means",
		async (length) => {
			const app = ledgerApp();
			const request = requestOf(transaction(`0x${"ab".repeat(length)}`));
			const signature = await ledgerSign(app.exchange, request);
			expect(signature).toBe(signOn(request));
			const { store, eth } = await replayed(app.said.slice(4));
			if (request.asked.kind !== "transaction") throw new Error("no bytes");
			const theirs = await eth.signTransaction(
				path.slice(2),
				request.asked.bytes.slice(2),
				null,
			);
			expect(joined({ ...theirs, v: Number.parseInt(theirs.v, 16) })).toBe(
				signature,
			);
			expect(store.isEmpty()).toBe(true);
		},
	);

	const older = (
		part: Partial<ethers.TransactionLike>,
		chainId = 1,
	): DeviceAsked => ({
		kind: "transaction",
		chainId,
		bytes: hexOf(
			ethers.Transaction.from({
				...{ type: 0, chainId, nonce: 3, gasLimit: 90_000 },
				...{ gasPrice: 30n * 10n ** 9n, to: mine, value: 10n ** 17n },
				...part,
			}).unsignedSerialized,
		),
	});
	const asMaker = async (asked: DeviceAsked): Promise<void> => {
		const app = ledgerApp();
		const request = requestOf(asked);
		const signature = await ledgerSign(app.exchange, request);
		expect(signature).toBe(signOn(request));
		const { store, eth } = await replayed(app.said.slice(4));
		if (asked.kind !== "transaction") throw new Error("no bytes");
		const theirs = await eth.signTransaction(
			path.slice(2),
			asked.bytes.slice(2),
			null,
		);
		expect(store.isEmpty()).toBe(true);
		const v = Number.parseInt(theirs.v, 16);
		const parity = v > 1 ? v - 35 - 2 * asked.chainId : v;
		expect(joined({ ...theirs, v: parity })).toBe(signature);
	};

	it("for a transaction of the oldest kind, wherever its chain would be cut", async () => {
		for (const chainId of [1, 1_337])
			for (let length = 175; length < 200; length++)
				await asMaker(older({ data: `0x${"ab".repeat(length)}` }, chainId));
		for (const length of [0, 1, 440, 441, 442, 443, 444, 445, 5_000])
			await asMaker(older({ data: `0x${"ab".repeat(length)}` }));
	});

	it.each([1, 10, 137, 1_337, 42_161, 59_144, 2 ** 32 - 1, 2 ** 32, 2 ** 45])(
		"for a transaction of the oldest kind on chain %i",
		async (chainId) => {
			await asMaker(older({}, chainId));
		},
	);

	it("for a transaction with an access list, and for one that creates a contract", async () => {
		const accessList = [{ address: mine, storageKeys: [ethers.ZeroHash] }];
		await asMaker(older({ type: 1, accessList }));
		for (const type of [0, 1])
			await asMaker(older({ type, to: null, data: `0x${"60".repeat(900)}` }));
		await asMaker(older({ to: null, data: "0x6000" }));
	});

	it.each([1, 124, 125, 126, 150, 275, 276, 5_000])(
		"for a text of %i bytes",
		async (length) => {
			const app = ledgerApp();
			const bytes: Hex = `0x${"6f".repeat(length)}`;
			const request = requestOf(text(bytes));
			const signature = await ledgerSign(app.exchange, request);
			expect(signature).toBe(signOn(request));
			const { store, eth } = await replayed(app.said.slice(4));
			const theirs = await eth.signPersonalMessage(
				path.slice(2),
				bytes.slice(2),
			);
			expect(joined(theirs)).toBe(signature);
			expect(store.isEmpty()).toBe(true);
		},
	);

	it("for typed data by its two hashes", async () => {
		const app = ledgerApp();
		const request = requestOf(typed);
		const turn = { byHashes: true };
		const signature = await ledgerSign(app.exchange, request, turn);
		expect(
			ethers.recoverAddress(hashOf(request), signature).toLowerCase(),
		).toBe(mine);
		const { store, eth } = await replayed(app.said.slice(4));
		if (typed.kind !== "typed") throw new Error("not typed");
		const theirs = await eth.signEIP712HashedMessage(
			path.slice(2),
			typed.domainHash.slice(2),
			typed.messageHash.slice(2),
		);
		expect(joined(theirs)).toBe(signature);
		expect(store.isEmpty()).toBe(true);
	});
});

describe("what stands in the way at a Ledger is said by its name", () => {
	const sign = (exchange: Exchange) =>
		ledgerSign(exchange, requestOf(transaction("0x")));

	it.each([
		["locked", 0x5515, "device-locked"],
		["locked, by an older system", 0x6982, "device-locked"],
		["no app open", 0x6e00, "device-app"],
		["no app open, by a newer system", 0x6511, "device-app"],
		["something unheard of", 0x6f42, "device-answer"],
	])("%s", async (_what, stands, code) => {
		const { exchange } = ledgerApp({ stands });
		expect(await refusalOf(() => sign(exchange))).toBe(code);
	});

	it.each([
		["the person said no", 0x6985, "device-refused"],
		["the person said no, by a newer system", 0x5501, "device-refused"],
		["what it cannot show is not allowed", 0x6a80, "device-blind"],
		["a type it does not know", 0x6501, "device-old"],
	])("%s", async (_what, refuses, code) => {
		const { exchange } = ledgerApp({ refuses });
		expect(await refusalOf(() => sign(exchange))).toBe(code);
	});

	it.each([
		["another app", "Bitcoin", "2.1.0", "device-app"],
		["the list of apps", "BOLOS", "1.3.1", "device-app"],
		["an app from before type 2", "Ethereum", "1.8.9", "device-old"],
		["an app from long before", "Ethereum", "0.99.9", "device-old"],
		["a version that is none", "Ethereum", "new", "device-answer"],
	])("%s", async (_what, name, version, code) => {
		const { exchange } = ledgerApp({ app: { name, version } });
		expect(await refusalOf(() => sign(exchange))).toBe(code);
	});

	it.each(["1.9.0", "1.10.4-dev", "2.0.0"])("but not %s", async (version) => {
		const { exchange } = ledgerApp({ app: { name: "Ethereum", version } });
		expect(await refusalOf(() => checkApp(exchange))).toBe("none");
	});

	it("another phrase on the device, before it is asked to sign", async () => {
		const app = ledgerApp({ elsewhere: true });
		expect(await refusalOf(() => sign(app.exchange))).toBe("device-other");
		expect(app.said.some((line) => line.startsWith("=> e004"))).toBe(false);
	});

	const authorization = (
		delegate: Hex,
		part: { chainId?: number; nonce?: number } = {},
	) =>
		requestOf({
			...{ kind: "authorization", delegate, chainId: 1, nonce: 4 },
			...part,
		});

	it.each<readonly [string, Hex, LedgerState, string]>([
		["code that its maker does not list", mine, {}, "device-delegate"],
		["its setting for it off", nobody, { smart: false }, "device-delegate"],
		[
			"an app from before delegations",
			nobody,
			{ app: { name: "Ethereum", version: "1.16.9" } },
			"device-old",
		],
	])("a delegation: %s", async (_what, delegate, state, code) => {
		const { exchange } = ledgerApp(state);
		const request = authorization(delegate);
		expect(await refusalOf(() => ledgerSign(exchange, request))).toBe(code);
	});

	it("but not a delegation to what is listed, and none, on any chain and with any number", async () => {
		for (const delegate of [listed, nobody] as const)
			for (const chainId of [1, 127, 128, 256, 59_144, 2 ** 40])
				for (const nonce of [0, 1, 255, 256, 2 ** 33]) {
					const request = authorization(delegate, { chainId, nonce });
					const signature = await ledgerSign(ledgerApp().exchange, request);
					expect(signature).toBe(signOn(request));
				}
	});

	it("a delegation's transaction with an app from before", async () => {
		const { exchange } = ledgerApp({
			app: { name: "Ethereum", version: "1.16.0" },
		});
		const request = requestOf({
			...{ kind: "transaction", chainId: 1 },
			bytes: "0x04c0",
		});
		expect(await refusalOf(() => ledgerSign(exchange, request))).toBe(
			"device-old",
		);
	});

	it("what it is not asked at all", async () => {
		const { exchange } = ledgerApp();
		const nothing = requestOf(text("0x"));
		expect(await refusalOf(() => ledgerSign(exchange, nothing))).toBe(
			"device-unfit",
		);
	});
});

describe("an answer that is none is refused", () => {
	const answering =
		(answers: { readonly [start: string]: string }): Exchange =>
		async (message) => {
			const app = ledgerApp();
			const found = answers[toHex(message).slice(2, 6)];
			return found === undefined ? app.exchange(message) : fromHex(found);
		};
	const sign = (answers: { readonly [start: string]: string }) =>
		refusalOf(() =>
			ledgerSign(answering(answers), requestOf(transaction("0x"))),
		);

	it.each([
		["nothing", { b001: "0x" }],
		["one byte", { b001: "0x90" }],
		["no name", { b001: "0x9000" }],
		["a name that is cut off", { b001: "0x01ff45749000" }],
		["a name in another form", { b001: "0x0208457468657265756d9000" }],
		["no public key", { e002: "0x009000" }],
		["a public key of another kind", { e002: `0x21${"02".repeat(33)}9000` }],
		[
			"the address of another key",
			{
				e002: `0x41${`04${"11".repeat(64)}`}28${Buffer.from("0".repeat(40)).toString("hex")}9000`,
			},
		],
		["no signature", { e004: "0x9000" }],
		["a short signature", { e004: `0x00${"11".repeat(63)}9000` }],
		["a long signature", { e004: `0x00${"11".repeat(65)}9000` }],
		["a parity of another curve", { e004: `0x02${"11".repeat(64)}9000` }],
		["the parity of EIP-155", { e004: `0x25${"11".repeat(64)}9000` }],
	])("%s", async (_what, answers) => {
		expect(await sign(answers)).toBe("device-answer");
	});
});

describe("reports", () => {
	const channel = 0x1234;
	const theirs = framing(channel, reportBytes);

	it.each([5, 57, 58, 59, 60, 117, 260])(
		"of a message of %i bytes are those of the maker's library",
		(length) => {
			const message = Uint8Array.from({ length }, (_, i) => i + 1);
			const made = reportsOf(channel, message);
			const blocks = theirs.makeBlocks(Buffer.from(message));
			expect(made.map((one) => toHex(one))).toEqual(
				blocks.map((one) => toHex(new Uint8Array(one))),
			);
			const answer = openAnswer(channel);
			const read = made.map((one) => answer.take(one));
			expect(read.slice(0, -1).every((one) => one === null)).toBe(true);
			expect(read.at(-1)).toEqual(message);
		},
	);

	it("of another channel are passed over", () => {
		const answer = openAnswer(channel);
		const [other] = reportsOf(0x4321, Uint8Array.of(1, 2, 3));
		const [own] = reportsOf(channel, Uint8Array.of(4, 5, 6));
		expect(answer.take(other ?? new Uint8Array())).toBeNull();
		expect(answer.take(own ?? new Uint8Array())).toEqual(
			Uint8Array.of(4, 5, 6),
		);
	});

	it.each([
		["cut off", "0x123405"],
		["with another tag", "0x1234060000000102"],
		["out of their order", "0x1234050001000102"],
		["that say they are nothing", "0x1234050000000000"],
		["that say they are too long", "0x1234050000ffff00"],
	])("%s are refused", async (_what, report) => {
		const answer = openAnswer(channel);
		expect(await refusalOf(() => answer.take(fromHex(report)))).toBe(
			"device-answer",
		);
	});
});

it("the documented address of the maker's own tests is read", async () => {
	const store = RecordStore.fromString(
		[
			"=> e002000015058000002c8000003c800000000000000000000000",
			"<= 4104df00ad3869baad7ce54f4d560ba7f268d542df8f2679a5898d78a690c3db8f9833d2973671cb14b088e91bdf7c0ab00029a576473c0e12f84d252e630bb3809b28436241393833363265313939633431453138363444303932334146393634366433413634383435319000",
		].join("\n"),
	);
	const exchange: Exchange = async (message) =>
		new Uint8Array(store.replayExchange(Buffer.from(message)));
	expect(await ledgerAddress(exchange, "m/44'/60'/0'/0/0")).toBe(
		"0xcba98362e199c41e1864d0923af9646d3a648451",
	);
	expect(addressAt(path)).toBe(mine);
});
