// Calls over proved state: what is missing is proved and nothing else is believed; what cannot be proved is a fault and
// never a zero.

import { describe, expect, test } from "vitest";
import type { Hex } from "../../src/base/bytes.ts";
import { toHex } from "../../src/base/bytes.ts";
import type { Json } from "../../src/base/immutable.ts";
import { call, estimateGas } from "../../src/evm/call.ts";
import { type CallBounds, usualBounds } from "../../src/evm/prove.ts";
import { rules as receiptRules } from "../../src/receipt/rules.ts";
import { Verified } from "../../src/trust/verified.ts";
import { mineChain, type Node, type World } from "../state/chain.ts";
import { assemble, returnTop, zeros } from "./assemble.ts";
import { callOf, type Proofs, prague, proofsOf } from "./world.ts";

const person: Hex = `0x${"bb".repeat(20)}`;
const reader: Hex = `0x${"a1".repeat(20)}`;
const pair: Hex = `0x${"a2".repeat(20)}`;
const outer: Hex = `0x${"a3".repeat(20)}`;
const hasher: Hex = `0x${"a4".repeat(20)}`;
const spender: Hex = `0x${"a5".repeat(20)}`;
const stranger: Hex = `0x${"a6".repeat(20)}`;
const big: Hex = `0x${"a7".repeat(20)}`;

const key = (n: number | bigint): Hex =>
	`0x${n.toString(16).padStart(64, "0")}`;
const word = key;

/** The slot named by the first word of the input. */
const readSlot = assemble(0, "CALLDATALOAD", "SLOAD", ...returnTop);
/** Follows slot after slot until one is zero, and says how many there were. */
const walk = assemble(
	0, // count
	1, // slot
	"JUMPDEST", // 3
	"SLOAD",
	"DUP1",
	"ISZERO",
	18,
	"JUMPI",
	"SWAP1",
	1,
	"ADD",
	"SWAP1",
	3,
	"JUMP",
	"JUMPDEST", // 18
	"POP",
	...returnTop,
);
/** The sum of slots 0 and 1, which every block changes so that it is its number. */
const sum = assemble(0, "SLOAD", 1, "SLOAD", "ADD", ...returnTop);
/** What the other contract returns. */
const forward = (to: Hex): Hex =>
	assemble(
		...[32, 0, 0, 0],
		BigInt(to),
		"GAS",
		"STATICCALL",
		"POP",
		32,
		0,
		"RETURN",
	);

const worldOf = (): World => ({
	[person]: { nonce: 3, balance: 1_000_000n },
	[reader]: { code: readSlot, storage: { [key(7)]: 42n } },
	[pair]: { code: sum, storage: { [key(0)]: 0n, [key(1)]: 0n } },
	[outer]: { code: forward(pair) },
	[hasher]: {
		code: assemble(
			0,
			"CALLDATALOAD",
			"NUMBER",
			"SUB",
			"BLOCKHASH",
			...returnTop,
		),
	},
	[spender]: {
		// writes its slot 5, and returns what was there
		code: assemble(5, "SLOAD", 9, 5, "SSTORE", ...returnTop),
		storage: { [key(5)]: 1n },
	},
	[big]: {
		code: walk,
		storage: Object.fromEntries(
			Array.from({ length: 20 }, (_, i) => [key(i + 1), BigInt(i + 2)]),
		),
	},
});

const step = (world: World, number: number): void => {
	const odd = world[pair];
	if (odd !== undefined)
		odd.storage = { [key(0)]: BigInt(number - 40), [key(1)]: 40n };
};

const chain = (length = 12): Node => ({
	blocks: mineChain(length, worldOf(), step),
	window: 1000,
	asked: [],
});

const headOfNode = (node: Node) => {
	const head = node.blocks.at(-1);
	if (head === undefined) throw new Error("no head");
	return head;
};

/** A chain, and proofs of its newest block. */
const stage = (change: Partial<Parameters<typeof proofsOf>[0]> = {}) => {
	const node = chain();
	const proofs = proofsOf({
		nodes: [node],
		signed: () => headOfNode(node),
		...change,
	});
	return { node, proofs };
};

const small = (change: Partial<CallBounds>): CallBounds => ({
	...usualBounds,
	...change,
});

const outputOf = async (
	proofs: Proofs,
	...change: Parameters<typeof callOf>
): Promise<Hex> => (await call(proofs, callOf(...change))).value.output;

describe("a call", () => {
	test("reads a slot that is there, one that is not, and one of an account that is not", async () => {
		const { proofs } = stage();
		expect(await outputOf(proofs, { to: reader, data: key(7) })).toBe(word(42));
		expect(await outputOf(proofs, { to: reader, data: key(8) })).toBe(word(0));
		expect(await outputOf(proofs, { to: stranger, data: key(7) })).toBe("0x");
	});

	test("rests on its block, and on everything that it read, and on nothing else", async () => {
		const { proofs, node } = stage();
		const done = await call(proofs, callOf({ to: outer, from: person }));
		expect(Verified.is(done)).toBe(true);
		expect(done.rule).toBe("evm-call");
		expect(done.value.at.blockHash).toBe(headOfNode(node).hash);
		const [block, ...read] = done.premises;
		expect(block?.rule).toBe("el-header");
		const said = read.map(({ rule, value }) =>
			typeof value === "object" && value !== null && "address" in value
				? `${rule} ${value.address}${"key" in value ? ` ${value.key}` : ""}`
				: rule,
		);
		expect(said.sort()).toEqual(
			[
				`mpt-account ${person}`,
				`mpt-account ${outer}`,
				`code ${outer}`,
				`mpt-account ${pair}`,
				`code ${pair}`,
				`mpt-slot ${pair} ${key(0)}`,
				`mpt-slot ${pair} ${key(1)}`,
			].sort(),
		);
	});

	test("asks for proofs a few times where what it reads tells what it reads next", async () => {
		const { proofs } = stage();
		expect(await outputOf(proofs, { to: big })).toBe(word(20));
		// its account, then slot by slot, each of which names the next
		expect(proofs.reads()).toBeLessThanOrEqual(22);
	});

	test("asks once more where it can see at once all that it will read", async () => {
		const { proofs, node } = stage();
		const { number } = headOfNode(node);
		expect(await outputOf(proofs, { to: pair })).toBe(word(number));
		expect(proofs.reads()).toBe(2);
	});

	test("asks no more with a hint that is right", async () => {
		const { proofs, node } = stage({
			hint: async () => [{ address: pair, slots: [key(0), key(1)] }],
		});
		expect(await outputOf(proofs, { to: outer })).toBe(
			word(headOfNode(node).number),
		);
		expect(proofs.reads()).toBe(1);
	});

	test.each([
		["of other slots", [{ address: pair, slots: [key(99)] }]],
		["of nobody", [{ address: stranger, slots: [] }]],
		[
			"too long to be looked at",
			Array.from({ length: 3_000 }, (_, i) => ({
				address: toHex(new Uint8Array(20).fill(i % 251)),
				slots: [],
			})),
		],
		[
			"of more slots than an answer holds",
			[
				{
					address: pair,
					slots: Array.from({ length: 400 }, (_, i) => key(i)),
				},
			],
		],
	] as const)("is not changed by a hint %s", async (_, hints) => {
		const { proofs, node } = stage({ hint: async () => hints });
		expect(await outputOf(proofs, { to: outer })).toBe(
			word(headOfNode(node).number),
		);
	});

	test("goes over to a newer block as a whole, where the older one is proved no more", async () => {
		const node: Node = { ...chain(), window: 0 };
		const spare = mineChain(30, worldOf(), step).slice(12);
		const proofs = proofsOf({
			nodes: [node],
			// the header that is signed is one behind the node's, which proves its newest alone
			signed: () => {
				const next = spare[node.blocks.length - 12];
				if (next !== undefined) node.blocks.push(next);
				const signed = node.blocks.at(-2);
				if (signed === undefined) throw new Error("no block");
				return signed;
			},
		});
		const { value } = await call(proofs, callOf({ to: pair }));
		// A sum of slots of two blocks would be no block's number.
		expect(value.output).toBe(word(value.at.blockNumber));
		expect(value.at.blockNumber).toBeGreaterThan(111);
	});

	test("has the hashes of earlier blocks by their headers alone", async () => {
		const { proofs, node } = stage();
		for (const back of [1, 2, 6]) {
			const block = node.blocks.at(-1 - back);
			const done = await call(proofs, callOf({ to: hasher, data: word(back) }));
			expect(done.value.output).toBe(block?.hash);
			if (back > 1)
				expect(done.premises.map(({ rule }) => rule)).toContain("el-parent");
		}
		for (const none of [0, 257])
			expect(await outputOf(proofs, { to: hasher, data: word(none) })).toBe(
				word(0),
			);
	});

	test("ends in a fault where an earlier block's header cannot be had", async () => {
		const { proofs, node } = stage();
		node.before = (method) => {
			if (method === "eth_getBlockByNumber") throw new Error("pruned");
		};
		await expect(
			call(proofs, callOf({ to: hasher, data: word(6) })),
		).rejects.toMatchObject({ kind: expect.stringMatching(/^un/) });
	});

	test("takes back what reverts, and says with what", async () => {
		const { proofs } = stage();
		const code = assemble(0xbad, 0, "MSTORE", 32, 0, "REVERT");
		const { value } = await call(
			proofs,
			// init code that reverts at once
			callOf({ to: null, data: code }),
		);
		expect(value).toMatchObject({
			ended: "reverted",
			why: null,
			output: word(0xbad),
		});
	});

	test("makes a contract where there is no address", async () => {
		const { proofs } = stage();
		const code: Hex = `${assemble(2, 10, 0, "CODECOPY", 2, 0, "RETURN")}600b`;
		expect(await outputOf(proofs, { to: null, from: person, data: code })).toBe(
			"0x600b",
		);
	});

	test("moves value that the sender has, and does not begin with more", async () => {
		const { proofs } = stage();
		const balance = assemble("SELFBALANCE", ...returnTop);
		const creation = (valueWei: bigint) =>
			call(proofs, callOf({ to: null, from: person, data: balance, valueWei }));
		expect((await creation(1_000_000n)).value.output).toBe(word(1_000_000));
		await expect(creation(1_000_001n)).rejects.toMatchObject({
			code: "call-failed",
			detail: expect.stringContaining("insufficient funds"),
		});
	});

	test("does not begin with less gas than is paid beforehand", async () => {
		const { proofs } = stage();
		await expect(
			call(proofs, callOf({ to: person, gas: 20_999n })),
		).rejects.toMatchObject({ code: "call-failed" });
	});

	test("can be no step of evidence: to run it again takes a machine that the signer has not", () => {
		expect(Object.keys(receiptRules)).not.toContain("evm-call");
	});
});

describe("never a zero for what is not proved", () => {
	const asks = { to: reader, data: key(7) } as const;

	/** Alters every answer about that account. */
	const lying = (alter: (proof: { [name: string]: Json }) => Json) => {
		const made = stage();
		made.node.lie = (method, result, [address]) =>
			method === "eth_getProof" &&
			address === reader &&
			typeof result === "object" &&
			result !== null &&
			!Array.isArray(result)
				? alter({ ...result } as { [name: string]: Json })
				: result;
		return made;
	};
	type Slot = { key: Json; value: Json; proof: Json[] };
	const slots = (change: (slot: Slot) => Json) =>
		lying((proof) => ({
			...proof,
			storageProof: (proof.storageProof as Slot[]).map(change),
		}));

	test.each([
		[
			"another word",
			() => slots((slot) => ({ ...slot, value: "0x2b" })),
			"proof-value",
		],
		[
			"zero, beside the true proof",
			() => slots((slot) => ({ ...slot, value: "0x0" })),
			"proof-value",
		],
		[
			"zero, and no proof",
			() => slots((slot) => ({ ...slot, value: "0x0", proof: [] })),
			"mpt-missing",
		],
		[
			"a proof cut short",
			() =>
				slots((slot) => ({
					...slot,
					value: "0x0",
					proof: slot.proof.slice(0, -1),
				})),
			/^(mpt-missing|proof-value)$/,
		],
		[
			"an account without storage",
			() =>
				lying((proof) => ({ ...proof, storageHash: key(0), storageProof: [] })),
			/./,
		],
		[
			"an account that is not there",
			() =>
				lying((proof) => ({
					...proof,
					accountProof: (proof.accountProof as Json[]).slice(0, 1),
				})),
			/^mpt-/,
		],
	] as const)("refuses %s", async (_, made, code) => {
		const { proofs } = made();
		await expect(call(proofs, callOf(asks))).rejects.toMatchObject({
			code: expect.stringMatching(code),
			kind: "disproved",
		});
		expect(proofs.aside().length).toBe(1);
	});

	test("refuses other code than the account has", async () => {
		const { proofs, node } = stage();
		node.lie = (method, result) =>
			method === "eth_getCode" ? "0x60016000526020600060f3" : result;
		await expect(call(proofs, callOf(asks))).rejects.toThrow();
	});

	test("has no answer where the node proves that slot for nobody", async () => {
		const { proofs, node } = stage();
		node.before = () => {};
		const honest = node.lie;
		node.lie = (method, result, params) => {
			if (
				method === "eth_getProof" &&
				Array.isArray(params[1]) &&
				params[1].includes(key(7))
			)
				throw new Error("missing trie node");
			return honest?.(method, result, params) ?? result;
		};
		await expect(call(proofs, callOf(asks))).rejects.toMatchObject({
			kind: expect.stringMatching(/^(unproven|unavailable)$/),
		});
	});

	test("asks the next endpoint where the first lies, and names the first", async () => {
		const honest = chain();
		const liar: Node = {
			...chain(),
			lie: (method, result) =>
				method === "eth_getProof" && typeof result === "object"
					? { ...result, balance: "0x1" }
					: result,
		};
		const proofs = proofsOf({
			nodes: [liar, honest],
			signed: () => headOfNode(honest),
		});
		expect(await outputOf(proofs, asks)).toBe(word(42));
		expect(proofs.aside()).toEqual(["proof-value"]);
	});

	test("takes no header for the block's that has not its hash", async () => {
		const { proofs } = stage();
		const other = mineChain(3, worldOf(), step)[0]?.rlp ?? "0x";
		await expect(
			call({ ...proofs, headerBytes: async () => other }, callOf(asks)),
		).rejects.toMatchObject({ code: "header-hash" });
	});
});

describe("the machine", () => {
	const strange: Hex = `0x${"00".repeat(18)}0100`;

	test("gives no result where the chain computes something else than it does", async () => {
		const { proofs } = stage({
			rules: () => ({ ...prague, strange: [strange] }),
		});
		const code = assemble(
			...zeros(4),
			BigInt(strange),
			"GAS",
			"STATICCALL",
			...returnTop,
		);
		await expect(
			call(proofs, callOf({ to: null, data: code })),
		).rejects.toMatchObject({ code: "vm-unsupported" });
	});

	test("gives no price of blobs where the schedule is not known", async () => {
		const { proofs } = stage({
			rules: () => ({ ...prague, blobFeeFraction: null }),
		});
		const code = assemble("BLOBBASEFEE", ...returnTop);
		await expect(
			call(proofs, callOf({ to: null, data: code })),
		).rejects.toMatchObject({ code: "vm-unsupported" });
		const known = stage().proofs;
		expect(await outputOf(known, { to: null, data: code })).toBe(word(1));
	});

	test("has the instructions of the fork, and not of the next", async () => {
		// CLZ came with Osaka
		const code = assemble(1, "raw:1e", ...returnTop);
		const { proofs } = stage();
		expect(
			(await call(proofs, callOf({ to: null, data: code }))).value,
		).toMatchObject({ ended: "halted", why: "invalid opcode" });
		const newer = stage({ rules: () => ({ ...prague, fork: "osaka" }) });
		expect(await outputOf(newer.proofs, { to: null, data: code })).toBe(
			word(255),
		);
	});

	test("knows the chain's id, and that the block is the header's", async () => {
		const { proofs, node } = stage({
			rules: () => ({ ...prague, chainId: 901 }),
		});
		const ask = async (name: string): Promise<bigint> =>
			BigInt(
				await outputOf(proofs, {
					to: null,
					data: assemble(name, ...returnTop),
				}),
			);
		const { json, number } = headOfNode(node);
		expect(await ask("CHAINID")).toBe(901n);
		expect(await ask("NUMBER")).toBe(BigInt(number));
		expect(await ask("TIMESTAMP")).toBe(BigInt(String(json.timestamp)));
		expect(await ask("GASLIMIT")).toBe(BigInt(String(json.gasLimit)));
		expect(await ask("BASEFEE")).toBe(7n);
		expect(await ask("COINBASE")).toBe(0n);
		expect(await ask("PREVRANDAO")).toBe(0n);
	});
});

describe("bounds", () => {
	const ends = (bounds: Partial<CallBounds>, to: Hex, signal?: AbortSignal) =>
		call(stage().proofs, callOf({ to }), signal, small(bounds));

	test.each([
		["how often proofs are asked for", { rounds: 5 }, big],
		["how many", { keys: 3 }, outer],
		["how many of one account", { slots: 1 }, pair],
		["how much code", { codeBytes: 10 }, pair],
		["how long it runs", { steps: 10 }, big],
	] as const)("end a call by %s", async (_, bounds, to) => {
		await expect(ends(bounds, to)).rejects.toMatchObject({
			code: "evm-bounds",
		});
	});

	test("end a call that nobody wants any more", async () => {
		await expect(ends({}, big, AbortSignal.abort())).rejects.toMatchObject({
			code: "cancelled",
		});
	});

	test("keep a run that lacks something from looking far ahead", async () => {
		// reads a slot it has not, then turns round for ever
		const code = assemble(7, "SLOAD", "POP", "JUMPDEST", 4, "JUMP");
		const world: World = {
			...worldOf(),
			[stranger]: { code, storage: { [key(7)]: 1n } },
		};
		const node: Node = {
			blocks: mineChain(3, world),
			window: 1000,
			asked: [],
		};
		const proofs = proofsOf({ nodes: [node], signed: () => headOfNode(node) });
		const { value } = await call(
			proofs,
			callOf({ to: stranger, gas: 200_000n }),
			undefined,
			small({ lookAhead: 100 }),
		);
		expect(value).toMatchObject({ ended: "halted", why: "out of gas" });
	});
});

describe("the least gas", () => {
	const estimate = async (
		...change: Parameters<typeof callOf>
	): Promise<bigint> => {
		const found = await estimateGas(stage().proofs, callOf(...change));
		if (!("gas" in found)) throw new Error(found.failed.value.ended);
		return found.gas;
	};

	test("of a plain transfer is 21000", async () => {
		expect(await estimate({ to: person })).toBe(21_000n);
	});

	test("of data that nobody reads is the floor for it", async () => {
		// EIP-7623: 10 a token, a byte that is not zero is four
		expect(await estimate({ to: person, data: "0x0011" })).toBe(
			21_000n + 10n * 5n,
		);
	});

	test("is the least: with one less the call fails", async () => {
		const gas = await estimate({ to: spender });
		// 21000; a cold slot read 2100 and changed 2900; and little else
		expect(gas).toBeGreaterThan(26_000n);
		expect(gas).toBeLessThan(26_100n);
		const ended = async (limit: bigint) =>
			(await call(stage().proofs, callOf({ to: spender, gas: limit }))).value
				.ended;
		expect(await ended(gas)).toBe("returned");
		expect(await ended(gas - 1n)).toBe("halted");
	});

	test("is not said of a call that reverts", async () => {
		const found = await estimateGas(
			stage().proofs,
			callOf({ to: null, data: assemble(0, 0, "REVERT") }),
		);
		expect("failed" in found && found.failed.value.ended).toBe("reverted");
	});

	test("is within what the sender pays for", async () => {
		const paying = (gasPriceWei: bigint) =>
			estimate({ to: person, from: person, gasPriceWei });
		expect(await paying(47n)).toBe(21_000n);
		await expect(paying(48n)).rejects.toMatchObject({ code: "call-failed" });
	});

	test("is within what a transaction may have from Osaka on", async () => {
		const { proofs } = stage({
			rules: () => ({ ...prague, fork: "osaka" }),
		});
		// memory that costs 17 million
		const code = assemble(2_963_200, "MLOAD", "STOP");
		const found = await estimateGas(proofs, callOf({ to: null, data: code }));
		expect("failed" in found && found.failed.value).toMatchObject({
			gas: 1n << 24n,
			why: "out of gas",
		});
		expect(await estimate({ to: null, data: code })).toBeGreaterThan(1n << 24n);
	});
});
