// The whole reference rollup on the whole L1: real execution and consensus below it, real proofs.

import { encodeFunctionData } from "viem";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Hex } from "../../../src/base/bytes.ts";
import type { Decode } from "../../../src/base/decode.ts";
import * as d from "../../../src/base/decode.ts";
import { deriveAccounts } from "../l1/accounts.ts";
import { versionedHash } from "../l1/engine.ts";
import { type Network, startNetwork } from "../network.ts";
import { type Rpc, RpcRefusal, rpcTo, sleep } from "../op/rpc.ts";
import { type Call, openSender, type Sender } from "../op/sender.ts";
import { batchHashOf, wordHex } from "./batch.ts";
import { decodeBlob } from "./blob.ts";
import { openReferenceControl } from "./control.ts";
import { sign } from "./eddsa.ts";
import { rebuild } from "./node.ts";
import { kinds, messageOf, nothingToDo, type Operation } from "./operation.ts";
import { type ReferenceRollup, startReferenceRollup } from "./rollup.ts";
import { rollupAbi } from "./rollup-abi.ts";
import { leafOf } from "./state.ts";
import { testDeposits, testSecret } from "./test-keys.ts";
import { rootOver } from "./tree.ts";
import { count, element, encodeSigned } from "./wire.ts";

let network: Network;
let rollup: ReferenceRollup;
let l1: Rpc;
let l2: Rpc;

const deposits = testDeposits(3);

beforeAll(async () => {
	let tell = (_: readonly string[]): void => undefined;
	const beacon = new Promise<readonly string[]>((resolve) => {
		tell = resolve;
	});
	let starting: Promise<ReferenceRollup> | undefined;
	network = await startNetwork({
		slotSeconds: 1,
		onSpawn: ({ execution, referenceDeployer }) => {
			starting = startReferenceRollup({
				l1Rpc: execution,
				beacon,
				deployerKey: referenceDeployer.privateKey,
				accounts: deposits,
				port: 24_000,
				// Nobody freezes it before the last test does.
				deadlineS: 5,
				onProblem: (thrown) => console.error("background:", thrown),
			});
			starting.catch(() => undefined);
		},
	});
	tell(network.endpoints.beacon);
	if (starting === undefined) throw new Error("not started");
	rollup = await starting;
	l1 = rpcTo(network.endpoints.execution);
	l2 = rpcTo(rollup.rpcUrl);
}, 300_000);

afterAll(async () => {
	await rollup?.stop();
	await network?.stop();
});

const until = async (
	what: string,
	holds: () => Promise<boolean> | boolean,
	timeoutMs = 120_000,
): Promise<void> => {
	const end = Date.now() + timeoutMs;
	while (!(await holds())) {
		if (Date.now() > end) throw new Error(`in vain: ${what}`);
		await sleep(100);
	}
};

const accountOf = d.record({
	index: count,
	ax: element,
	ay: element,
	owner: element,
	balance: element,
	nonce: count,
	siblings: d.list(element, 8, 8),
});
const statusOf = d.record({ made: count, committed: count, proven: count });
const progressOf = d.record({
	state: d.oneOf("waiting", "made", "committed", "proven"),
	batch: d.nullable(count),
});

const status = () => l2("reference_status", [], statusOf);
const ownerAt = (index: number): Hex => {
	const found = deposits[index];
	if (found === undefined) throw new RangeError(`no account ${index}`);
	return found.owner;
};
const accountAt = (index: number, at: "proven" | number = "proven") =>
	l2("reference_account", [{ owner: ownerAt(index) }, at], accountOf);

const settled = (): Promise<void> =>
	until("everything is proven", async () => {
		const { made, proven } = await status();
		const { queue } = rollup.node().l1();
		return (
			made === proven && rollup.node().ledger.queue().count === queue.length
		);
	});

/** The newest state, whether on L1 or not. */
const newest = async (index: number) => accountAt(index, (await status()).made);

const transfer = async (
	from: number,
	to: number,
	amount: bigint,
): Promise<Operation> => {
	const receiver = await newest(to);
	return {
		...nothingToDo,
		kind: kinds.transfer,
		from: (await newest(from)).index,
		to: receiver.index,
		amount,
		ax: receiver.ax,
		ay: receiver.ay,
	};
};

const send = <T = Hex>(
	operation: Operation,
	nonce: number,
	secret: bigint,
	decode: Decode<T>,
): Promise<T> => {
	const signature = sign(secret, messageOf(rollup.chainId, operation, nonce));
	return l2(
		"reference_send",
		[encodeSigned({ operation, nonce, signature })],
		decode,
	);
};

const ownerOnL1 = (index: number): Sender => {
	const found = deriveAccounts(3)[index];
	if (found === undefined) throw new RangeError(`no account ${index}`);
	return openSender(l1, network.chainId, found.privateKey);
};

/** What an owner asks of the contract. */
type Asked =
	| { functionName: "forceWithdraw"; args: [bigint] }
	| { functionName: "freeze"; args: [] }
	| { functionName: "withdraw"; args: [bigint, bigint, Hex, bigint, [bigint]] }
	| {
			functionName: "escape";
			args: [bigint, bigint, bigint, bigint, bigint, readonly bigint[]];
	  };
const call = (asked: Asked): Call => ({
	to: rollup.contract,
	data: encodeFunctionData({ abi: rollupAbi, ...asked }),
	gas: 2_000_000n,
	what: asked.functionName,
});

const blobProofOf = d.record({ blob: d.record({ proof: d.hex(48) }) });

const progress = (id: Hex) => l2("reference_operation", [id], progressOf);

test("the deposits of the start become accounts whose paths lead to the proven root", async () => {
	await settled();
	const { proven } = await status();
	const root = rollup.node().l1().proofs[proven - 1]?.root;
	for (const [i, { key, owner, amountWei }] of deposits.entries()) {
		const account = await accountAt(i);
		expect(account).toMatchObject({
			ax: key.x,
			ay: key.y,
			owner: BigInt(owner),
			balance: amountWei,
			nonce: 0,
		});
		expect(rootOver(leafOf(account), account.index, account.siblings)).toBe(
			root,
		);
	}
	const onL1 = await l1(
		"eth_getStorageAt",
		[rollup.contract, wordHex(5n), "latest"],
		element,
	);
	expect(onL1).toBe(root);
	expect(rollup.profile.contracts.rollup.address).toBe(rollup.contract);
});

test("a transfer waits, is made, committed and proven", async () => {
	rollup.committing.stop();
	rollup.sequencing.stop();
	const operation = await transfer(0, 1, 5n);
	const { nonce, balance } = await newest(0);
	const id = await send(operation, nonce, testSecret(0), d.hash);
	expect(await progress(id)).toEqual({ state: "waiting", batch: null });
	rollup.sequencing.start();
	await until("made", async () => (await progress(id)).state === "made");
	rollup.proving.stop();
	rollup.committing.start();
	await until(
		"committed",
		async () => (await progress(id)).state === "committed",
	);
	rollup.proving.start();
	await until("proven", async () => (await progress(id)).state === "proven");
	expect((await accountAt(0)).balance).toBe(balance - 5n);
});

test("the blob on L1 is the batch's, and its hashes are those that L1 knows", async () => {
	const { proven } = await status();
	const batch = await l2(
		"reference_batch",
		[proven],
		d.record({
			blobHash: d.hash,
			committedAt: count,
			dataHash: element,
			newRoot: element,
			operations: d.list(d.anything, 2, 2),
			blob: d.record({
				commitment: d.hex(48),
				proof: d.hex(48),
				data: d.hex(131_072),
			}),
		}),
	);
	expect(versionedHash(batch.blob.commitment)).toBe(batch.blobHash);
	const slot = (batch.committedAt - network.genesisTimeS) / network.slotSeconds;
	const base = `${network.endpoints.beacon[0]}/eth/v1/beacon`;
	const read = async (path: string): Promise<unknown> =>
		(await fetch(`${base}/${path}`)).json();
	const sidecars = d.record({
		data: d.list(
			d.record({
				blob: d.hex(131_072),
				kzg_commitment: d.hex(48),
				kzg_proof: d.hex(48),
			}),
			9,
		),
	})(await read(`blob_sidecars/${slot}`), "");
	expect(sidecars.data).toContainEqual({
		blob: batch.blob.data,
		kzg_commitment: batch.blob.commitment,
		kzg_proof: batch.blob.proof,
	});
	const named = await read(`blobs/${slot}?versioned_hashes=${batch.blobHash}`);
	expect(named).toMatchObject({ data: [batch.blob.data] });
	const other = await read(`blobs/${slot}?versioned_hashes=${wordHex(1n)}`);
	expect(other).toMatchObject({ data: [] });
	const made = rollup.node().ledger.batch(proven);
	expect(decodeBlob(batch.blob.data)).toEqual(made?.operations);
	const previous = rollup.node().batchHash(proven - 1);
	if (made === undefined || previous === undefined) throw new Error("no batch");
	const { contract } = rollup;
	const data = encodeFunctionData({
		abi: rollupAbi,
		functionName: "batchHash",
		args: [BigInt(proven)],
	});
	expect(await l1("eth_call", [{ to: contract, data }, "latest"], d.hash)).toBe(
		batchHashOf(previous, made, batch.committedAt),
	);
});

test("refuses operations by the field that is wrong", async () => {
	const good = await transfer(0, 1, 5n);
	const { nonce } = await newest(0);
	const refusal = async (
		operation: Operation,
		at = nonce,
		secret = testSecret(0),
	): Promise<string> => {
		try {
			await send(operation, at, secret, d.anything);
		} catch (thrown) {
			if (thrown instanceof RpcRefusal) return thrown.message;
			throw thrown;
		}
		return "taken";
	};
	expect(await refusal({ ...good, amount: 0n })).toContain('"amount"');
	expect(await refusal({ ...good, amount: 1n << 95n })).toContain('"amount"');
	expect(await refusal({ ...good, to: good.from })).toContain('"to"');
	expect(await refusal({ ...good, to: 200 })).toContain('"to"');
	expect(await refusal({ ...good, from: 200 })).toContain('"from"');
	expect(await refusal({ ...good, ax: good.ay })).toContain('"ax"');
	expect(await refusal({ ...good, owner: 1n })).toContain('"owner"');
	expect(await refusal(good, nonce + 1)).toContain('"nonce"');
	expect(await refusal(good, nonce, testSecret(1))).toContain('"signature"');
	await expect(
		l2(
			"reference_send",
			[
				{
					...encodeSigned({ operation: good, nonce, signature: sign(1n, 1n) }),
					kind: "0x9",
				},
			],
			d.anything,
		),
	).rejects.toThrow("kind");
	await expect(l2("eth_getBalance", [], d.anything)).rejects.toThrow(
		"no method",
	);
});

test("a forced withdrawal is taken, and what it takes can be had on L1", async () => {
	const before = await newest(2);
	const owner = ownerOnL1(2);
	await owner.send(
		call({ functionName: "forceWithdraw", args: [BigInt(before.index)] }),
	);
	await until("the queue has it", () => rollup.node().l1().queue.length === 4);
	await settled();
	expect((await accountAt(2)).balance).toBe(0n);
	const { proven } = await status();
	const [taken, other] = rollup.node().ledger.batch(proven)?.operations ?? [];
	expect(taken).toMatchObject({ kind: kinds.forced, amount: before.balance });
	expect(other?.kind).toBe(kinds.none);
	await owner.send(
		call({
			functionName: "withdraw",
			args: [BigInt(proven), 0n, ownerAt(2), before.balance, [0n]],
		}),
	);
	owner.close();
});

test("the state rebuilt from L1 and its blobs is the sequencer's, with the node dead", async () => {
	await rollup.rpc.stop();
	const other = await rebuild({
		l1Rpc: network.endpoints.execution,
		beacon: network.endpoints.beacon,
		contract: rollup.contract,
	});
	const { ledger } = rollup.node();
	expect(other.ledger.made()).toBe(ledger.made());
	expect(other.ledger.stateAfter(ledger.made())?.tree.root).toBe(
		ledger.stateAfter(ledger.made())?.tree.root,
	);
	expect(other.batchHash(ledger.made())).toBe(
		rollup.node().batchHash(ledger.made()),
	);
	await rollup.rpc.start();
});

test("a restarted node goes on, and proves what it had only committed", async () => {
	rollup.proving.stop();
	const operation = await transfer(1, 0, 3n);
	const { nonce } = await newest(1);
	const id = await send(operation, nonce, testSecret(1), d.hash);
	await until(
		"committed",
		async () => (await progress(id)).state === "committed",
	);
	rollup.sequencing.stop();
	const waiting = await send(
		await transfer(1, 0, 4n),
		nonce + 1,
		testSecret(1),
		d.hash,
	);
	const before = await newest(0);
	const first = await l2("reference_batch", [1], blobProofOf);
	await rollup.restart();
	expect(await progress(id)).toMatchObject({ state: "committed" });
	expect(await l2("reference_batch", [1], blobProofOf)).toEqual(first);
	await until(
		"proven",
		async () => (await progress(waiting)).state === "proven",
	);
	expect((await progress(id)).state).toBe("proven");
	expect((await accountAt(0)).balance).toBe(before.balance + 4n);
});

test("a commit that L1 drops is sent again", async () => {
	await settled();
	rollup.proving.stop();
	const { nonce } = await newest(1);
	const id = await send(await transfer(1, 0, 1n), nonce, testSecret(1), d.hash);
	await until(
		"committed",
		async () => (await progress(id)).state === "committed",
	);
	const [before] = rollup.node().l1().commits.slice(-1);
	// No block may come between the count and the reorganization.
	await network.control.setProducing(false);
	const { slot } = await network.control.status();
	await until(
		"a slot without a block",
		async () => (await network.control.status()).slot > slot,
	);
	const head = await l1("eth_blockNumber", [], count);
	const depth = head - (before?.blockNumber ?? head) + 1;
	const reorged = network.control.reorg({ depth, keepTransactions: false });
	await network.control.setProducing(true);
	await reorged;
	await until("another commit", () => {
		const [now] = rollup.node().l1().commits.slice(-1);
		return (
			now !== undefined &&
			now.batch === before?.batch &&
			now.blockHash !== before.blockHash
		);
	});
	expect((await progress(id)).state).toBe("committed");
});

test("a censored owner's operation stays waiting until the sequencer is told otherwise", async () => {
	rollup.censor(ownerAt(0), true);
	const { nonce } = await newest(0);
	const id = await send(await transfer(0, 1, 1n), nonce, testSecret(0), d.hash);
	await sleep(3000);
	expect((await progress(id)).state).toBe("waiting");
	rollup.censor(ownerAt(0), false);
	await until("made", async () => (await progress(id)).state !== "waiting");
});

const readBatch = (number: number) =>
	l2(
		"reference_batch",
		[number],
		d.record({ newRoot: element, operations: d.anything, blob: d.anything }),
	);

test("the switches answer from another process, and the lies are told", async () => {
	const control = await openReferenceControl(24_001, rollup);
	const tell = async (name: string, params: unknown): Promise<unknown> => {
		const response = await fetch(`${control.url}/${name}`, {
			method: "POST",
			headers: { "content-type": "application/json" },
			body: JSON.stringify({ params }),
		});
		return response.json();
	};
	try {
		const honest = await accountAt(0);
		await tell("lie", { balance: "7" });
		expect((await accountAt(0)).balance).toBe(7n);
		await tell("lie", "siblings");
		expect((await accountAt(0)).siblings).not.toEqual(honest.siblings);
		await tell("lie", "nothing");
		expect(await accountAt(0)).toEqual(honest);
		expect(await tell("lie", "anything")).toMatchObject({
			error: expect.stringContaining("params"),
		});
		const first = await readBatch(1);
		await tell("lie", "batches");
		expect((await readBatch(1)).blob).toEqual((await readBatch(3)).blob);
		expect((await readBatch(1)).newRoot).toBe(first.newRoot);
		await tell("lie", "operations");
		expect((await readBatch(1)).operations).not.toEqual(first.operations);
		expect((await readBatch(1)).blob).toEqual(first.blob);
		await tell("lie", "withhold");
		expect(await readBatch(1)).toMatchObject({ operations: [], blob: null });
		await tell("lie", "nothing");
		expect(await readBatch(1)).toEqual(first);
		await tell("rpc", "stop");
		await expect(status()).rejects.toThrow();
		await tell("rpc", "run");
		expect(await tell("status", null)).toMatchObject({
			result: { isFrozen: false },
		});
	} finally {
		await control.stop();
	}
});

test("a batch over a deposit that nobody paid has a genuine proof and is not on L1", async () => {
	const { made } = await status();
	const [first] = deposits;
	if (first === undefined) throw new Error("no deposits");
	const forged = await rollup.forgeDeposits([
		{ ...first, amountWei: 1000n * 10n ** 18n },
	]);
	expect(forged.batch.number).toBe(made + 1);
	expect(forged.proof.publicInputs[1]).toBe(forged.batch.after.tree.root);
	expect(rollup.node().l1().queueHashes).not.toContain(
		forged.batch.queueAfter.hash,
	);
	expect((await status()).made).toBe(made);
});

test("when the operator is gone, the owner freezes, rebuilds the state from L1 and its blobs, and escapes", async () => {
	rollup.sequencing.stop();
	rollup.committing.stop();
	rollup.proving.stop();
	await rollup.rpc.stop();
	const owner = ownerOnL1(1);
	const own = await l1("eth_getBalance", [rollup.contract, "latest"], element);
	await owner.send(call({ functionName: "forceWithdraw", args: [1n] }));
	await network.skip(Math.ceil(rollup.deadlineS / network.slotSeconds) + 3);
	await owner.send(call({ functionName: "freeze", args: [] }));
	const other = await rebuild({
		l1Rpc: network.endpoints.execution,
		beacon: network.endpoints.beacon,
		contract: rollup.contract,
	});
	expect(other.l1().isFrozen).toBe(true);
	const state = other.ledger.stateAfter(other.l1().proofs.length);
	const account = state?.accounts.get(1);
	if (state === undefined || account === undefined) throw new Error("none");
	const { ax, ay, balance, nonce } = account;
	const path = state.tree.siblings(1);
	await owner.send(
		call({
			functionName: "escape",
			args: [1n, ax, ay, balance, BigInt(nonce), path],
		}),
	);
	expect(balance).toBeGreaterThan(0n);
	expect(await l1("eth_getBalance", [rollup.contract, "latest"], element)).toBe(
		own - balance,
	);
	owner.close();
	// by L1: what was sent before the freeze, this node may not have seen
	const { length } = other.l1().commits;
	rollup.sequencing.start();
	rollup.committing.start();
	await until("the node knows", () => rollup.node().l1().isFrozen);
	await sleep(2000);
	expect(rollup.node().l1().commits.length).toBe(length);
});
