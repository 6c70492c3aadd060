// What a site is told: each method's answer against the true chain's, each refusal by its code, and whose yes it needs.

import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Hex, isHex, toQuantity } from "../../src/base/bytes.ts";
import { asFault } from "../../src/base/fault.ts";
import { toRpcError } from "../../src/protocol/eip1193.ts";
import { verifyBalanceEvidence } from "../../src/receipt/library.ts";
import { decodeNetworkFile } from "../../src/receipt/networks.ts";
import { isBranch, isList, type Tree, treeOf } from "../adversary/json.ts";
import { giveLeave } from "../decide.ts";
import { shippedKernel } from "../kernel.ts";
import {
	me,
	newDisk,
	openStage,
	type Stage,
	setUp,
	untilTrue,
	type Wallet,
	whileSlotsPass,
} from "./wallet.ts";

let stage: Stage;
let wallet: Wallet;
const origin = "https://dapp.example";
const stranger: Hex = `0x${"ab".repeat(20)}`;
type Ask = ReturnType<Wallet["site"]>["ask"];
let ask: Ask;

/** The EIP-1193 code a refusal ends in; null for an answer. */
const rpcCode = (work: Promise<unknown>): Promise<number | null> =>
	work.then(
		() => null,
		(thrown: unknown) => {
			const { code, detail } = asFault(thrown);
			return toRpcError(code, detail, "").code;
		},
	);

/** What the person is asked next. */
const question = async (kind: string) => {
	for (let looks = 0; looks < 100; looks++) {
		const { requests } = await wallet.view();
		const found = requests.find((request) => request.kind === kind);
		if (found !== undefined) return found;
		await new Promise((resolve) => setTimeout(resolve, 10));
	}
	throw new Error(`no ${kind} request waits`);
};

const connect = async (site: Ask): Promise<void> => {
	const asked = site("eth_requestAccounts");
	await giveLeave(wallet.ui, await question("connect"));
	await asked;
};

beforeAll(async () => {
	stage = await openStage();
	wallet = await setUp(stage, newDisk());
	await untilTrue(
		stage,
		async () => (await wallet.view()).chains[0]?.balances[0]?.amount !== null,
		"a balance",
	);
	ask = wallet.site(origin).ask;
	await connect(ask);
});
afterAll(async () => {
	wallet?.kill();
	await stage?.world.stop();
});

describe("answers as the chain does", () => {
	const truth = (method: string, ...params: Tree[]): Promise<Tree> =>
		stage.world.anvil.call(method, params);
	const height = async (): Promise<number> =>
		Number(await ask("eth_blockNumber"));

	test("eth_chainId and net_version", async () => {
		expect(await ask("eth_chainId")).toBe(await truth("eth_chainId"));
		expect(await ask("net_version")).toBe(await truth("net_version"));
	});

	test("eth_blockNumber: a signed block, at most two behind the node's", async () => {
		const newest = Number(await truth("eth_blockNumber"));
		expect(newest - (await height())).toBeLessThanOrEqual(2);
		expect(newest).toBeGreaterThanOrEqual(await height());
	});

	test.each([
		"eth_getBalance",
		"eth_getTransactionCount",
		"eth_getCode",
	] as const)(
		"%s, at a block by number and at the final one",
		async (method) => {
			const at = await height();
			for (const address of [me, stage.world.contract, stranger])
				expect(await ask(method, [address, toQuantity(at)])).toBe(
					await truth(method, address, toQuantity(at)),
				);
			const final = (await wallet.view()).sync.final?.blockNumber ?? 0;
			expect(final).toBeGreaterThan(0);
			for (const tag of ["finalized", "safe"] as const)
				expect(await ask(method, [me, tag])).toBe(
					await truth(method, me, toQuantity(final)),
				);
		},
	);

	test("eth_getBalance at the newest block, proved while the question waits", async () => {
		expect(
			await whileSlotsPass(stage, ask("eth_getBalance", [me, "latest"])),
		).toBe(await truth("eth_getBalance", me, "latest"));
	});

	test("eth_getStorageAt: a word that is there, and zero", async () => {
		const at = await height();
		const { contract } = stage.world;
		for (const slot of [2, 77]) {
			const key: Hex = `0x${slot.toString(16).padStart(64, "0")}`;
			expect(
				await ask("eth_getStorageAt", [contract, key, toQuantity(at)]),
			).toBe(await truth("eth_getStorageAt", contract, key, toQuantity(at)));
		}
	});

	test("eth_getProof, node for node", async () => {
		const at = await height();
		const { contract } = stage.world;
		const key: Hex = `0x${"0".repeat(63)}1`;
		const proof = treeOf(
			JSON.stringify(
				await ask("eth_getProof", [contract, [key], toQuantity(at)]),
			),
		);
		const real = await truth("eth_getProof", contract, [key], toQuantity(at));
		if (!isBranch(proof) || !isBranch(real)) throw new Error("no proof");
		for (const name of [
			"accountProof",
			"balance",
			"nonce",
			"codeHash",
			"storageHash",
		])
			expect([name, proof[name]]).toEqual([name, real[name]]);
		expect(isList(proof.storageProof) && proof.storageProof[0]).toMatchObject({
			value: "0x3e9",
		});
	});

	test("eth_getBlockByNumber with its transactions and their receipts, field by field", async () => {
		const at = await height();
		for (const whole of [true, false]) {
			const block = treeOf(
				JSON.stringify(
					await ask("eth_getBlockByNumber", [toQuantity(at), whole]),
				),
			);
			const real = await truth("eth_getBlockByNumber", toQuantity(at), whole);
			if (!isBranch(block) || !isBranch(real)) throw new Error("no block");
			for (const [name, value] of Object.entries(block))
				if (name !== "transactions")
					expect([name, value]).toEqual([name, real[name]]);
			if (!isList(block.transactions) || !isList(real.transactions))
				throw new Error("no transactions");
			expect(block.transactions.length).toBe(real.transactions.length);
			expect(block.transactions.length).toBeGreaterThan(0);
			for (const [i, one] of block.transactions.entries()) {
				const other = real.transactions[i] ?? null;
				if (!whole) expect(one).toBe(other);
				else if (isBranch(one) && isBranch(other))
					for (const [name, value] of Object.entries(one))
						expect([name, value]).toEqual([name, other[name]]);
			}
		}
	});

	test("eth_getTransactionByHash and its receipt", async () => {
		const at = await height();
		const block = await truth("eth_getBlockByNumber", toQuantity(at), false);
		const list = isBranch(block) ? block.transactions : null;
		const hash = isList(list) ? list[1] : null;
		if (!isHex(hash, 32)) throw new Error("no transaction");
		for (const method of [
			"eth_getTransactionByHash",
			"eth_getTransactionReceipt",
		] as const) {
			const given = treeOf(JSON.stringify(await ask(method, [hash])));
			const real = await truth(method, hash);
			if (!isBranch(given) || !isBranch(real)) throw new Error("nothing");
			expect(Object.keys(given).length).toBeGreaterThan(10);
			for (const [name, value] of Object.entries(given))
				if (name !== "v") expect([name, value]).toEqual([name, real[name]]);
		}
	});
});

describe("refuses, with the code that says why", () => {
	test.each([
		["eth_getBalance", [me, "pending"], 4200],
		["eth_getBalance", [me, "earliest"], 4200],
		["eth_getBalance", [me, "0x3b9aca00"], 4200],
		["eth_getCode", ["0x12"], -32602],
	] as const)("%s %j", async (method, params, code) => {
		expect(await rpcCode(ask(method, params))).toBe(code);
	});

	test("a transaction that no verified block is known to hold", async () => {
		for (const method of [
			"eth_getTransactionByHash",
			"eth_getTransactionReceipt",
		] as const)
			expect(await rpcCode(ask(method, [`0x${"12".repeat(32)}`]))).toBe(-32000);
	});

	test("a chain that the wallet does not have: 4902", async () => {
		const switched = (chainId: unknown) =>
			rpcCode(ask("wallet_switchEthereumChain", [{ chainId }]));
		expect(await switched(99)).toBe(-32602);
		expect(await switched("0x63")).toBe(4902);
		expect(await switched("0x7a69")).toBe(null);
	});

	test.each([
		["a contract's creation without code", {}, -32602],
		["a call of an address without code", { to: me, data: "0x00" }, 4100],
		["an access list", { to: me, accessList: [1] }, 4200],
		["a nonce of the site's choice", { to: me, nonce: "0x1" }, -32602],
		["another chain's id", { to: me, chainId: "0x63" }, -32602],
	] as const)("eth_sendTransaction with %s", async (_, more, code) => {
		expect(
			await rpcCode(ask("eth_sendTransaction", [{ from: me, ...more }])),
		).toBe(code);
		expect((await wallet.view()).orders).toEqual([]);
	});

	test("eth_sendTransaction from an account the site does not see: 4100", async () => {
		expect(
			await rpcCode(ask("eth_sendTransaction", [{ from: stranger, to: me }])),
		).toBe(4100);
	});
});

describe("asks the person", () => {
	test("before a site sees an account: until then 4100, and 4001 after a no", async () => {
		const { ask: other, events } = wallet.site("https://other.example");
		expect(await other("eth_accounts")).toEqual([]);
		for (const [method, params] of [
			["eth_getBalance", [me]],
			["eth_getBlockByNumber", ["latest"]],
			["eth_sendTransaction", [{ from: me, to: me }]],
			["sextant_getVerifiedBalance", [{ address: me }]],
		] as const)
			expect(await rpcCode(other(method, params))).toBe(4100);
		const asked = other("eth_requestAccounts");
		const { id } = await question("connect");
		await wallet.ui("site.answer", { id, allow: false });
		expect(await rpcCode(asked)).toBe(4001);
		expect(await other("eth_accounts")).toEqual([]);
		expect(JSON.stringify(events)).not.toContain(me);
	});

	test("never grants a permission by another's name, nor for none: it is refused by its name, and nobody is asked", async () => {
		const { ask: other } = wallet.site("https://wants.example");
		const before = (await wallet.view()).requests.length;
		const named = (asked: unknown) =>
			Promise.race([
				other("wallet_requestPermissions", [asked]).then(
					() => "granted",
					(thrown: unknown) => String(thrown),
				),
				question("connect").then(
					() => "the person is asked",
					() => "nobody is asked",
				),
			]);
		expect(await named({ no_such: {} })).toContain("no_such");
		expect(await named({ eth_accounts: {}, wallet_snap: {} })).toContain(
			"wallet_snap",
		);
		for (const asked of [{ no_such: {} }, { eth_accounts: {}, no_such: null }])
			expect(await rpcCode(other("wallet_requestPermissions", [asked]))).toBe(
				4200,
			);
		for (const asked of [{}, { eth_accounts: true }, [], "eth_accounts"])
			expect(await rpcCode(other("wallet_requestPermissions", [asked]))).toBe(
				-32602,
			);
		expect((await wallet.view()).requests).toHaveLength(before);
		expect(await other("eth_accounts")).toEqual([]);
	});

	test("and a site that gives its permission back sees nothing any more", async () => {
		const { ask: other } = wallet.site("https://gone.example");
		await connect(other);
		expect(await other("eth_accounts")).toEqual([me]);
		await other("wallet_revokePermissions", [{}]);
		expect(await other("eth_accounts")).toEqual([]);
		expect(await rpcCode(other("eth_getBalance", [me]))).toBe(4100);
	});

	test("before a site learns the balance of an address that is not the person's", async () => {
		const asked = ask("sextant_getVerifiedBalance", [{ address: stranger }]);
		const { id, origin: who } = await question("balance");
		expect(who).toBe(origin);
		await wallet.ui("site.answer", { id, allow: false });
		expect(await rpcCode(asked)).toBe(4001);
	});
});

test("gives balance evidence that holds offline, for this challenge and this site alone", async () => {
	const challenge: Hex = `0x${"77".repeat(32)}`;
	const given = treeOf(
		JSON.stringify(
			await whileSlotsPass(
				stage,
				ask("sextant_getVerifiedBalance", [{ address: me, challenge }]),
			),
		),
	);
	if (!isBranch(given)) throw new Error("no answer");
	const file = JSON.stringify(given.evidence);
	const expected = {
		checkpoint: stage.world.checkpoint,
		challenge,
		origin,
		kernel: shippedKernel,
		networks: [decodeNetworkFile(stage.file)],
		nowMs: stage.world.nowMs(),
	};
	const checked = await verifyBalanceEvidence(file, expected);
	expect(toQuantity(checked.amount)).toBe(given.amount);
	expect(checked.address).toBe(me);
	for (const [other, code] of [
		[{ challenge: `0x${"78".repeat(32)}` as Hex }, "evidence-binding"],
		[{ origin: "https://evil.example" }, "evidence-binding"],
		[{ checkpoint: `0x${"11".repeat(32)}` as Hex }, "evidence-anchor"],
		[{ nowMs: expected.nowMs + 3_600_000, maxAgeS: 600 }, "stale-head"],
	] as const)
		expect(
			await verifyBalanceEvidence(file, { ...expected, ...other }).then(
				() => null,
				(thrown: unknown) => asFault(thrown).code,
			),
		).toBe(code);
});

test("a token whose layout is not known has no proved balance", async () => {
	expect(
		await rpcCode(
			ask("sextant_getVerifiedBalance", [
				{ address: me, token: stage.world.contract },
			]),
		),
	).toBe(-32602);
});
