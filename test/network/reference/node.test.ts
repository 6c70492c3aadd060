// The node against an L1 that is made up here, which can reorganize, be late with its events, and hold false batches.

import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
	encodeAbiParameters,
	encodeEventTopics,
	encodeFunctionData,
	keccak256,
	numberToHex,
} from "viem";
import { expect, test } from "vitest";
import { type Hex, toHex, utf8 } from "../../../src/base/bytes.ts";
import type { Rpc } from "../op/rpc.ts";
import { type Batch, blobOf, wordHex } from "./batch.ts";
import { publicKey, secretOf, sign } from "./eddsa.ts";
import { openJournal } from "./journal.ts";
import { openLedger } from "./ledger.ts";
import { openNode, type ReferenceNode } from "./node.ts";
import {
	kinds,
	messageOf,
	nothingToDo,
	type SignedOperation,
} from "./operation.ts";
import type { Entry } from "./queue.ts";
import { rollupAbi } from "./rollup-abi.ts";
import { count, decodeSigned, element, encodeSigned } from "./wire.ts";

const chainId = 902;
const contract: Hex = numberToHex(0xc0ffee, { size: 20 });
const secret = secretOf("alice");
const key = publicKey(secret);

const deposit = (amount: bigint, owner = 0xa11cen): Entry => ({
	kind: kinds.deposit,
	ax: key.x,
	ay: key.y,
	owner,
	amount,
});

const withdrawal = (amount: bigint, nonce: number): SignedOperation => {
	const operation = {
		...nothingToDo,
		kind: kinds.withdraw,
		from: 0,
		amount,
		owner: 1n,
	};
	const signature = sign(secret, messageOf(chainId, operation, nonce));
	return { operation, nonce, signature };
};

type Said = { readonly topics: readonly Hex[]; readonly data: Hex };

const queued = (entry: Entry): Said => {
	if (entry.kind !== kinds.deposit) throw new Error("deposits alone");
	const { kind, ax, ay, owner, amount } = entry;
	const who = numberToHex(owner, { size: 20 });
	return said("Queued", { entry: 0n }, [
		["uint8", kind],
		["uint256", ax],
		["uint256", ay],
		["address", who],
		["uint256", amount],
	]);
};

const said = (
	eventName: "Queued" | "Committed",
	args: Readonly<Record<string, bigint>>,
	data: readonly (readonly [string, unknown])[],
): Said => ({
	topics: encodeEventTopics({ abi: rollupAbi, eventName, args }).map((topic) =>
		typeof topic === "string" ? topic : "0x",
	),
	data: encodeAbiParameters(
		data.map(([type]) => ({ type })),
		data.map(([, value]) => value),
	),
});

/** An L1 whose blocks are what `mine` says. */
const openFakeL1 = () => {
	let blocks: { hash: Hex; logs: readonly Said[] }[] = [];
	const inputs = new Map<Hex, Hex>();
	const blobs = new Map<Hex, Hex>();
	let salt = 0;
	/** How many answers about events leave out the newest block. */
	let late = 0;

	const mine = (...logs: readonly Said[]): void => {
		salt++;
		blocks.push({ hash: keccak256(toHex(utf8(`${salt}`))), logs });
	};
	const transactionOf = (number: number, index: number): Hex =>
		keccak256(toHex(utf8(`${blocks[number]?.hash} ${index}`)));
	/** A block with the commit of a batch; `newRoot` may be another than the batch's. */
	const commit = (batch: Batch, newRoot = batch.after.tree.root): void => {
		const { number, dataHash, queueAfter, withdrawRoot, blobHash } = batch;
		blobs.set(blobHash, blobOf(batch));
		mine(said("Committed", { batch: BigInt(number) }, [["bytes32", blobHash]]));
		inputs.set(
			transactionOf(blocks.length - 1, 0),
			encodeFunctionData({
				abi: rollupAbi,
				functionName: "commit",
				args: [newRoot, dataHash, BigInt(queueAfter.count), withdrawRoot],
			}),
		);
	};

	const answer = (method: string, params: readonly unknown[]): unknown => {
		if (method === "eth_getBlockByNumber") {
			const number =
				params[0] === "latest" ? blocks.length - 1 : Number(params[0]);
			const block = blocks[number];
			if (block === undefined) return null;
			return {
				number: numberToHex(number),
				hash: block.hash,
				parentHash: blocks[number - 1]?.hash ?? wordHex(0n),
				timestamp: numberToHex(1000 + number),
				baseFeePerGas: "0x1",
			};
		}
		if (method === "eth_getLogs") {
			const range = params[0];
			if (typeof range !== "object" || range === null) throw new Error("range");
			const from = Number(Reflect.get(range, "fromBlock"));
			const to = Number(Reflect.get(range, "toBlock"));
			const hidden = late > 0 ? 1 : 0;
			late -= hidden;
			return blocks.flatMap(({ hash, logs }, number) =>
				number < from || number > to || number >= blocks.length - hidden
					? []
					: logs.map((log, index) => ({
							...log,
							address: contract,
							blockNumber: numberToHex(number),
							blockHash: hash,
							transactionHash: transactionOf(number, index),
							logIndex: numberToHex(index),
						})),
			);
		}
		if (method === "eth_getStorageAt") {
			const upTo = blocks.slice(0, Number(params[2]) + 1);
			const topic = [
				encodeEventTopics({ abi: rollupAbi, eventName: "Committed" })[0],
				undefined,
				undefined,
				encodeEventTopics({ abi: rollupAbi, eventName: "Queued" })[0],
			][Number(params[1])];
			const logs = upTo.flatMap((block) => block.logs);
			return wordHex(
				BigInt(logs.filter(({ topics }) => topics[0] === topic).length),
			);
		}
		if (method === "eth_getTransactionByHash")
			return { input: inputs.get(params[0] as Hex) };
		throw new Error(method);
	};
	const l1: Rpc = async (method, params, decode) =>
		decode(answer(method, params), method);
	mine();
	return {
		mine,
		commit,
		/** Drops the newest blocks. */
		drop: (depth: number) => {
			blocks = blocks.slice(0, -depth);
		},
		beLate: (answers: number) => {
			late = answers;
		},
		blobs,
		open: (remembered: readonly SignedOperation[] = []) =>
			openNode({
				l1,
				contract,
				firstBlock: 0,
				chainId,
				remembered,
				blobs: async (blobHash) => {
					const blob = blobs.get(blobHash);
					if (blob === undefined) throw new Error("no such blob");
					return { blob, proof: proofHex };
				},
			}),
	};
};

const proofHex = numberToHex(7, { size: 48 });

const entriesOf = (node: ReferenceNode): readonly Entry[] =>
	node
		.l1()
		.queue.slice(node.ledger.queue().count)
		.map(({ entry }) => entry);

const make = (node: ReferenceNode): Batch => {
	const batch = node.ledger.make(entriesOf(node));
	if (batch === undefined) throw new Error("nothing to make a batch of");
	return batch;
};

test("waits for events that L1 counted and does not give yet", async () => {
	const l1 = openFakeL1();
	l1.mine(queued(deposit(5n)));
	l1.beLate(3);
	const node = await l1.open();
	expect(entriesOf(node)).toEqual([deposit(5n)]);
});

test("a batch whose queue entries L1 dropped is undone, and its signed operation waits again", async () => {
	const l1 = openFakeL1();
	l1.mine(queued(deposit(9n)));
	const node = await l1.open();
	make(node);
	l1.mine(queued(deposit(7n)));
	await node.follow();
	const id = node.ledger.accept(withdrawal(4n, 0));
	make(node);
	expect(node.ledger.find(id)).toEqual({ batch: 2 });
	l1.drop(1);
	l1.mine(queued(deposit(8n)));
	await node.follow();
	expect(node.ledger.made()).toBe(1);
	expect(node.ledger.find(id)).toEqual({ batch: undefined });
	make(node);
	expect(node.ledger.stateAfter(2)?.accounts.get(0)?.balance).toBe(13n);
});

test("takes over a batch that L1 has in the place of its own", async () => {
	const l1 = openFakeL1();
	l1.mine(queued(deposit(9n)));
	const [node, other] = [await l1.open(), await l1.open()];
	make(node);
	make(other);
	const first = other.ledger.batch(1);
	if (first === undefined) throw new Error("no batch");
	l1.commit(first);
	await node.follow();
	const mine = node.ledger.accept(withdrawal(4n, 0));
	make(node);
	other.ledger.accept(withdrawal(3n, 0));
	l1.commit(make(other));
	await node.follow();
	expect(node.ledger.made()).toBe(2);
	expect(node.ledger.stateAfter(2)?.tree.root).toBe(
		other.ledger.stateAfter(2)?.tree.root,
	);
	expect(node.ledger.find(mine)).toEqual({ batch: undefined });
	expect(node.ledger.make([])).toBeUndefined();
	expect(node.ledger.find(mine)).toBeUndefined();
});

test("forgets a commit that L1 dropped, and keeps the batch", async () => {
	const l1 = openFakeL1();
	l1.mine(queued(deposit(9n)));
	const node = await l1.open();
	l1.commit(make(node));
	await node.follow();
	const before = node.batchHash(1);
	expect(before).toBeDefined();
	l1.drop(1);
	l1.mine();
	await node.follow();
	expect(node.batchHash(1)).toBeUndefined();
	expect(node.ledger.made()).toBe(1);
	const batch = node.ledger.batch(1);
	if (batch === undefined) throw new Error("no batch");
	l1.commit(batch);
	await node.follow();
	expect(node.batchHash(1)).not.toBe(before);
});

test("refuses a commit whose root does not follow from its blob", async () => {
	const l1 = openFakeL1();
	l1.mine(queued(deposit(9n)));
	const node = await l1.open();
	l1.commit(make(node), 1n);
	await expect(l1.open()).rejects.toThrow("does not follow from its blob");
});

test("refuses a batch that takes a deposit which is not in L1's queue", async () => {
	const l1 = openFakeL1();
	l1.mine(queued(deposit(9n)));
	const ledger = openLedger(chainId);
	const batch = ledger.make([deposit(1000n)]);
	if (batch === undefined) throw new Error("no batch");
	l1.commit(batch);
	await expect(l1.open()).rejects.toThrow("queue says otherwise");
});

test("refuses to go on without a batch's blob", async () => {
	const l1 = openFakeL1();
	l1.mine(queued(deposit(9n)));
	const node = await l1.open();
	l1.commit(make(node));
	l1.blobs.clear();
	await expect(l1.open()).rejects.toThrow("no such blob");
});

test("remembered operations wait or are found in the batches of L1", async () => {
	const l1 = openFakeL1();
	l1.mine(queued(deposit(9n)));
	const node = await l1.open();
	l1.commit(make(node));
	const first = withdrawal(4n, 0);
	const second = withdrawal(3n, 1);
	const id = node.ledger.accept(first);
	l1.commit(make(node));
	const other = await l1.open([first, second]);
	expect(other.ledger.find(id)).toEqual({ batch: 2 });
	expect(other.ledger.signatureOf(id)).toEqual(first.signature);
	const batch = other.ledger.batch(2);
	expect(batch && other.blobProof(batch)).toBe(proofHex);
	expect(other.ledger.waiting()).toBe(1);
});

test("a journal gives back what was written, without a line that was cut off", () => {
	const folder = mkdtempSync(join(tmpdir(), "sextant-journal-"));
	try {
		const file = join(folder, "operations.jsonl");
		expect(openJournal(file).read()).toEqual([]);
		const journal = openJournal(file);
		journal.write(withdrawal(4n, 0));
		journal.write(withdrawal(3n, 1));
		expect(journal.read()).toEqual([withdrawal(4n, 0), withdrawal(3n, 1)]);
		const whole = JSON.stringify(encodeSigned(withdrawal(4n, 0)));
		writeFileSync(file, `${whole}\n${whole.slice(0, 40)}`);
		expect(journal.read()).toEqual([withdrawal(4n, 0)]);
	} finally {
		rmSync(folder, { recursive: true });
	}
});

test("refuses JSON that is no number or no operation", () => {
	expect(element(wordHex(5n), "")).toBe(5n);
	expect(element("0x5", "")).toBe(5n);
	expect(count(5, "")).toBe(5);
	for (const raw of ["5", "0x", "-0x5", "0xg", `0x${"0".repeat(65)}`, 1.5, -1])
		expect(() => count(raw, "field")).toThrow("field");
	const good = encodeSigned(withdrawal(4n, 0));
	expect(decodeSigned(good, "")).toEqual(withdrawal(4n, 0));
	expect(() => decodeSigned({ ...good, kind: "0x5" }, "x")).toThrow("x.kind");
	const { signature: _, ...unsigned } = good;
	expect(() => decodeSigned(unsigned, "x")).toThrow("x.signature");
});
