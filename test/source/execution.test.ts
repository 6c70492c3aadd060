import { describe, expect, it } from "vitest";
import { fromHex, type Hex, utf8 } from "../../src/base/bytes.ts";
import { Fault } from "../../src/base/fault.ts";
import type { Json } from "../../src/base/immutable.ts";
import { keccakHex } from "../../src/crypto/hash.ts";
import { openExecution, sendToAll } from "../../src/source/execution.ts";
import { openPool } from "../../src/source/pool.ts";
import type { Fetch } from "../../src/source/ports.ts";
import { encodeTransaction } from "../../src/source/transaction.ts";
import { proveAccount } from "../../src/state/account.ts";
import { proveReceipts, proveTransactions } from "../../src/state/block.ts";
import { headerOfHead } from "../../src/state/header.ts";
import {
	fetchOf,
	headOf,
	madeClock,
	mineChain,
	type Node,
} from "../state/chain.ts";

const person: Hex = `0x${"bb".repeat(20)}`;
const key: Hex = `0x${"00".repeat(31)}05`;
const chain = mineChain(8, {
	[person]: { nonce: 7, balance: 99n, storage: { [key]: 3n }, code: "0x6001" },
});
const node = (more: Partial<Node> = {}): Node => ({
	blocks: chain,
	window: 0,
	asked: [],
	...more,
});
const open = (it: Node, url = "http://localhost:1", name = "A") =>
	openExecution(
		{ fetch: fetchOf({ [url]: it }), clock: madeClock() },
		{ name, url },
	);
const top = chain.at(-1);
if (top === undefined) throw new Error("top");

describe("what an endpoint states", () => {
	it("comes as claims that state/ can prove, from a batch in any order", async () => {
		const it = node();
		const { value, from } = await open(it).proofsAtHead([
			{ address: person, slots: [key] },
		]);
		expect(from).toBe("A");
		expect(value.header).toMatchObject({ number: 107, hash: top.hash });
		expect(keccakHex(fromHex(value.header.rlp))).toBe(top.hash);
		const [account] = value.accounts;
		if (account === undefined) throw new Error("account");
		const proved = proveAccount(headerOfHead(headOf(top)), person, account);
		expect(proved.value.nonce).toBe(7);
		expect(account.storageProof[0]).toMatchObject({ key, value: 3n });
	});
	it("is asked one by one where batches are not taken, and that is remembered", async () => {
		const it = node({ batches: false, window: 9 });
		const endpoint = open(it);
		for (let i = 0; i < 2; i++) {
			const headers = await endpoint.headers([105, 999, 106]);
			expect(headers.value.map((h) => h?.number ?? null)).toEqual([
				105,
				null,
				106,
			]);
		}
		expect(it.asked).toHaveLength(6);
	});
	it("holds the block's transactions and receipts as their tries have them", async () => {
		const endpoint = open(node());
		const { value: block } = await endpoint.block({ hash: top.hash });
		expect(block.transactions).toHaveLength(3);
		const header = headerOfHead(headOf(top), block.rlp);
		const hashes = block.transactions.map((raw) => keccakHex(fromHex(raw)));
		const mined = proveTransactions(header, block.transactions, hashes).filter(
			(t) => t !== null,
		);
		const { value: raws } = await endpoint.receipts(107, hashes);
		expect(proveReceipts(header, mined, raws)).toHaveLength(3);
		const oldNode = open(
			node({
				before: (method) => {
					if (method === "eth_getBlockReceipts") throw new Error("no method");
				},
			}),
		);
		expect((await oldNode.receipts(107, hashes)).value).toEqual(raws);
		expect((await endpoint.receiptHint(hashes[1] ?? "0x")).value).toEqual({
			blockNumber: 107,
			blockHash: top.hash,
			index: 1,
		});
		expect((await endpoint.receiptHint(key)).value).toBeNull();
	});
	it("is no lie where the chain has left a block: its receipts are not there any more", async () => {
		const left = open(
			node({
				before: (method) => {
					if (method === "eth_getBlockReceipts") throw new Error("no method");
				},
			}),
		);
		const asked = left.receipts(107, [key]);
		await expect(asked).rejects.toMatchObject({ code: "rpc-error" });
		await expect(asked).rejects.toMatchObject({ kind: "unavailable" });
	});
	it("includes hints: chain id, code, fees", async () => {
		const endpoint = open(node());
		expect((await endpoint.chainId()).value).toBe(1);
		expect((await endpoint.code(person, "latest")).value).toBe("0x6001");
		expect((await endpoint.feeHint()).value.priorityFeeWei).toBe(3n);
	});
	it("includes a hint of what a call reads, in the words of EIP-2930", async () => {
		const asked: unknown[] = [];
		const fetch: Fetch = async ({ body }) => {
			const { id, method, params } = JSON.parse(body ?? "");
			asked.push([method, params]);
			const accessList = [{ address: person, storageKeys: [key] }];
			return {
				status: 200,
				headers: {},
				bytes: utf8(
					JSON.stringify({
						jsonrpc: "2.0",
						id,
						result: { accessList, gasUsed: "0x5208" },
					}),
				),
			};
		};
		const endpoint = openExecution(
			{ fetch, clock: madeClock() },
			{ name: "A", url: "http://localhost:1" },
		);
		const call = { from: person, to: null, valueWei: 10n };
		expect(
			(await endpoint.accessHint({ ...call, data: "0x6001" })).value,
		).toEqual([{ address: person, slots: [key] }]);
		expect(asked).toEqual([
			[
				"eth_createAccessList",
				[{ from: person, value: "0xa", data: "0x6001" }, "latest"],
			],
		]);
	});
	it("includes events as hints, of the contract that was asked for alone", async () => {
		const asked: unknown[] = [];
		const log = {
			address: person,
			topics: [key],
			data: "0x01",
			blockNumber: "0x65",
			transactionHash: key,
			logIndex: "0x0",
		};
		const answering = (result: Json): Fetch => {
			return async ({ body }) => {
				const { id, method, params } = JSON.parse(body ?? "");
				asked.push([method, params]);
				const reply = { jsonrpc: "2.0", id, result };
				return {
					status: 200,
					headers: {},
					bytes: utf8(JSON.stringify(reply)),
				};
			};
		};
		const endpointOf = (result: Json) =>
			openExecution(
				{ fetch: answering(result), clock: madeClock() },
				{ name: "A", url: "http://localhost:1" },
			);
		const request = {
			address: person,
			topics: [key, null],
			fromBlock: 1,
			toBlock: 200,
		};
		expect((await endpointOf([log]).logs(request)).value).toEqual([
			{
				address: person,
				topics: [key],
				data: "0x01",
				blockNumber: 101,
				transactionHash: key,
			},
		]);
		expect(asked).toEqual([
			[
				"eth_getLogs",
				[
					{
						address: person,
						topics: [key, null],
						fromBlock: "0x1",
						toBlock: "0xc8",
					},
				],
			],
		]);
		const foreign = { ...log, address: `0x${"cc".repeat(20)}` };
		await expect(endpointOf([foreign]).logs(request)).rejects.toMatchObject({
			code: "bad-field",
			source: "A",
		});
	});
	it("says of a refused call what the node said, cut short", async () => {
		await expect(
			open(node()).proofs([{ address: person, slots: [] }], { number: 101 }),
		).rejects.toMatchObject({ code: "rpc-error", source: "A" });
		await expect(open(node()).header({ number: 5 })).rejects.toMatchObject({
			code: "rpc-error",
		});
		const wordy = node({
			before: () => {
				throw new Error("x".repeat(5000));
			},
		});
		const fault = await open(wordy)
			.chainId()
			.catch((thrown: Fault) => thrown);
		expect(fault).toBeInstanceOf(Fault);
		expect(String(fault).length).toBeLessThan(300);
	});
});

describe("an answer that is not to the question", () => {
	const raw =
		(reply: (asked: { id: number }[]) => Json): Fetch =>
		async ({ body }) => ({
			status: 200,
			headers: {},
			bytes: utf8(JSON.stringify(reply([JSON.parse(body ?? "")].flat()))),
		});
	const asked = (fetch: Fetch) =>
		openExecution(
			{ fetch, clock: madeClock() },
			{ name: "A", url: "http://localhost:1" },
		);
	const result = (id: Json): Json => ({ jsonrpc: "2.0", id, result: null });
	it.each<[string, (asked: { id: number }[]) => Json]>([
		[
			"a batch with a missing reply",
			(ids) => ids.slice(1).map(({ id }) => result(id)),
		],
		[
			"a batch with two replies of one id",
			(ids) => ids.map(() => result(ids[0]?.id ?? 0)),
		],
		[
			"a batch with an unknown id",
			(ids) => ids.map(({ id }) => result(id + 100)),
		],
		[
			"a batch with one reply too many",
			(ids) => [...ids, { id: 77 }].map(({ id }) => result(id)),
		],
		["a batch with ids as text", (ids) => ids.map(({ id }) => result(`${id}`))],
		["a batch with a reply of nothing", (ids) => ids.map(({ id }) => ({ id }))],
		["a batch that is a number", () => 7],
	])("rejects %s", async (_, reply) => {
		await expect(asked(raw(reply)).headers([1, 2])).rejects.toMatchObject({
			code: "bad-field",
			source: "A",
		});
	});
	it("rejects a single reply with another id", async () => {
		await expect(
			asked(raw(() => ({ id: 12_345, result: "0x1" }))).chainId(),
		).rejects.toMatchObject({ code: "bad-field" });
	});
	it("rejects proofs of another account, of other slots, too many or too long nodes", async () => {
		const lies: ((result: Record<string, Json>) => Json)[] = [
			(r) => ({ ...r, address: `0x${"cc".repeat(20)}` }),
			(r) => ({
				...r,
				storageProof: [{ key: "0x6", value: "0x0", proof: [] }],
			}),
			(r) => ({ ...r, accountProof: Array(200).fill("0x80") as Json[] }),
			(r) => ({ ...r, accountProof: [`0x${"00".repeat(5000)}`] }),
			(r) => ({ ...r, balance: "12" }),
			(r) => ({ ...r, nonce: `0x${"f".repeat(20)}` }),
			() => "nothing",
		];
		for (const change of lies) {
			const liar = node({
				lie: (method, result) =>
					method === "eth_getProof"
						? change(result as Record<string, Json>)
						: result,
			});
			await expect(
				open(liar).proofsAtHead([{ address: person, slots: [key] }]),
			).rejects.toMatchObject({ code: "bad-field", source: "A" });
		}
	});
});

describe("sending", () => {
	const url = (i: number) => `http://localhost:${i}`;
	const sender = (nodes: Node[]) => {
		const fetch = fetchOf(
			Object.fromEntries(nodes.map((it, i) => [url(i), it])),
		);
		return openPool(
			nodes.map((_, i) => ({
				name: `N${i}`,
				client: openExecution(
					{ fetch, clock: madeClock() },
					{ name: `N${i}`, url: url(i) },
				),
			})),
			() => new Fault("not-followed", "no endpoint"),
		);
	};
	const saying = (message: string) =>
		node({
			before: () => {
				throw new Error(message);
			},
		});
	it("goes to all endpoints; one that has it already counts as taken", async () => {
		const pool = sender([
			node(),
			saying("already known"),
			saying("insufficient funds"),
			node({ down: true }),
		]);
		const { taken, refused } = await sendToAll(pool, "0x02c0");
		expect(taken).toEqual(["N0", "N1"]);
		expect(refused.map(({ code, source }) => [source, code])).toEqual(
			expect.arrayContaining([
				["N2", "rpc-error"],
				["N3", "http-status"],
			]),
		);
		expect(pool.active()).toHaveLength(4);
	});
});

describe("a pool of endpoints", () => {
	const members = ["A", "B", "C"].map((name) => ({ name, client: name }));
	const nobody = () => new Fault("not-followed", "no endpoint");
	it("puts a liar aside by name and gives the next one's answer", async () => {
		const pool = openPool(members, nobody);
		const work = async ({ name }: { name: string }) => {
			if (name === "A") throw new Fault("mpt-node", "wrong hash");
			return name;
		};
		expect(await pool.first(work)).toBe("B");
		expect(pool.active().map(({ name }) => name)).toEqual(["B", "C"]);
		expect(pool.standings()[0]).toMatchObject({
			name: "A",
			aside: { code: "mpt-node", source: "A" },
		});
		pool.forgive("A");
		expect(pool.active()).toHaveLength(3);
	});
	it("asks a silent one last, and keeps it", async () => {
		const pool = openPool(members, nobody);
		await pool.first(async ({ name }) => {
			if (name === "A") throw new Fault("too-slow", "10 s");
			return name;
		});
		expect(pool.active().map(({ name }) => name)).toEqual(["B", "C", "A"]);
	});
	it("waits for no slow one when another has answered, and keeps its fault when it comes", async () => {
		const pool = openPool(members, nobody);
		let fail: (fault: Fault) => void = () => {};
		const result = await pool.any(
			({ name }) =>
				name === "A"
					? new Promise<string>((_, reject) => {
							fail = reject;
						})
					: Promise.resolve(name),
			async () => {},
		);
		expect(result).toBe("B");
		expect(pool.active()).toHaveLength(3);
		fail(new Fault("mpt-node", "late"));
		await new Promise((resolve) => setTimeout(resolve, 0));
		expect(pool.active().map(({ name }) => name)).toEqual(["B", "C"]);
		await expect(
			pool.any(
				async () => {
					throw new Fault("rpc-error", "no");
				},
				async () => {},
			),
		).rejects.toMatchObject({ code: "rpc-error" });
	});
	it("throws the fault that tells most, and stops at our own bug", async () => {
		const pool = openPool(members, nobody);
		const codes: Record<string, "too-slow" | "mpt-node" | "rpc-error"> = {
			A: "too-slow",
			B: "mpt-node",
			C: "rpc-error",
		};
		await expect(
			pool.first(async ({ name }) => {
				throw new Fault(codes[name] ?? "internal", name);
			}),
		).rejects.toMatchObject({ code: "mpt-node", source: "B" });
		await expect(
			pool.first(async () => {
				throw new TypeError("a bug");
			}),
		).rejects.toMatchObject({ code: "internal" });
		expect(pool.active()).toHaveLength(2);
		await expect(
			openPool([], nobody).first(async () => 1),
		).rejects.toMatchObject({ code: "not-followed" });
	});
});

describe("transactions of every type", () => {
	const legacy = {
		nonce: "0x9",
		gasPrice: "0x4a817c800",
		gas: "0x5208",
		to: `0x${"35".repeat(20)}`,
		value: "0xde0b6b3a7640000",
		input: "0x",
		v: "0x25",
		r: "0x28ef61340bd939bc2195fe537567866003e1a15d3c71ff63e1590620aa636276",
		s: "0x67cbe9d8997f761aecb703304b3800ccf555c9f3dc64214b297fb1966a3b6d83",
	};
	it("encodes EIP-155's example", () => {
		expect(encodeTransaction(legacy)).toBe(
			"0xf86c098504a817c800825208943535353535353535353535353535353535353535880de0b6b3a76400008025a028ef61340bd939bc2195fe537567866003e1a15d3c71ff63e1590620aa636276a067cbe9d8997f761aecb703304b3800ccf555c9f3dc64214b297fb1966a3b6d83",
		);
	});
	it("rejects an unknown type and a missing field", () => {
		const code = (run: () => unknown) => {
			try {
				run();
			} catch (thrown) {
				return thrown instanceof Fault ? thrown.code : "other";
			}
		};
		expect(code(() => encodeTransaction({ ...legacy, type: "0x64" }))).toBe(
			"bad-field",
		);
		// a chain may have forked: who serves it is no liar
		expect(code(() => encodeTransaction({ ...legacy, type: "0x7b" }))).toBe(
			"unknown-fork",
		);
		const { gas: _, ...short } = legacy;
		expect(code(() => encodeTransaction(short))).toBe("bad-field");
	});
	it("encodes a deposit of the OP Stack", () => {
		const raw = encodeTransaction({
			type: "0x7e",
			sourceHash: key,
			from: person,
			to: null,
			mint: "0x0",
			value: "0x5",
			gas: "0x5208",
			isSystemTx: false,
			input: "0xab",
		});
		expect(raw).toBe(
			`0x7ef83fa0${key.slice(2)}94${person.slice(2)}8080058252088081ab`,
		);
	});
});
