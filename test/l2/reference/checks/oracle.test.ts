// The wallet's hashes, keys and encodings against the ones that the rollup's node has of its own: both are written from the
// protocol, neither from the other.

import { encodeFunctionData } from "viem";
import { describe, expect, it } from "vitest";
import { fromHex, toHex } from "../../../../src/base/bytes.ts";
import {
	publicKey,
	signMessage,
	verifyMessage,
} from "../../../../src/crypto/baby-jubjub.ts";
import { bn254R } from "../../../../src/crypto/bn254.ts";
import { poseidon } from "../../../../src/crypto/poseidon-bn254.ts";
import { treeRoot } from "../../../../src/l2/reference/checks/account.ts";
import {
	batchHash,
	genesisHash,
} from "../../../../src/l2/reference/checks/batch.ts";
import {
	blobOf,
	dataHashOf,
	operationMessage,
	operationsIn,
} from "../../../../src/l2/reference/checks/operation.ts";
import { proofInCall } from "../../../../src/l2/reference/checks/proof.ts";
import type { ReferenceOperation } from "../../../../src/l2/reference/checks/values.ts";
import { wordHex } from "../../../../src/state/storage-layout.ts";
import { type Chance, chance } from "../../../conformance/chance.ts";
import * as nodeBatch from "../../../network/reference/batch.ts";
import { encodeBlob } from "../../../network/reference/blob.ts";
import * as nodeKeys from "../../../network/reference/eddsa.ts";
import {
	kinds,
	dataHashOf as nodeDataHash,
	messageOf as nodeMessage,
	type Operation,
} from "../../../network/reference/operation.ts";
import { poseidon as nodePoseidon } from "../../../network/reference/poseidon.ts";
import { rollupAbi } from "../../../network/reference/rollup-abi.ts";
import { leafOf } from "../../../network/reference/state.ts";
import { rootOver } from "../../../network/reference/tree.ts";

const random = chance(21, "reference");
const bits = (count: number, from: Chance = random): bigint =>
	Array.from({ length: count }, () => from.below(2)).reduce(
		(sum, bit) => 2n * sum + BigInt(bit),
		0n,
	);
const element = (): bigint => bits(256) % bn254R;

/** The same operation for both. */
const made = (): readonly [ReferenceOperation, Operation] => {
	const kind = random.pick(Object.values(kinds));
	const [from, to] = [random.below(256), random.below(256)];
	const [amount, ax, ay] = [bits(96), element(), element()];
	const owner = bits(160);
	return [
		{
			kind,
			from,
			to,
			amountWei: amount,
			ax: wordHex(ax),
			ay: wordHex(ay),
			owner: `0x${wordHex(owner).slice(26)}`,
		},
		{ kind, from, to, amount, ax, ay, owner },
	];
};

describe("the wallet and the node agree", () => {
	it("on Poseidon of two to six elements", () => {
		for (let count = 2; count <= 6; count++)
			for (let i = 0; i < 5; i++) {
				const inputs = Array.from({ length: count }, element);
				expect(poseidon(inputs)).toBe(nodePoseidon(inputs));
			}
	});

	it("on keys and signatures, each checking the other's", () => {
		for (let i = 0; i < 3; i++) {
			const secret = nodeKeys.secretOf(`oracle ${i}`);
			const { x, y } = nodeKeys.publicKey(secret);
			const key = publicKey(secret);
			expect(key).toEqual({ ax: x, ay: y });
			const message = element();
			const { r8, s } = nodeKeys.sign(secret, message);
			expect(verifyMessage(key, message, { r8x: r8.x, r8y: r8.y, s })).toBe(
				true,
			);
			const own = signMessage(secret, message);
			const theirs = { r8: { x: own.r8x, y: own.r8y }, s: own.s };
			expect(nodeKeys.isSignedBy({ x, y }, message, theirs)).toBe(true);
			expect(nodeKeys.isSignedBy({ x, y }, message ^ 1n, theirs)).toBe(false);
		}
	});

	it("on operations: the data's hash, the blob, what is signed", () => {
		for (let i = 0; i < 10; i++) {
			const pairs = [made(), made()];
			const ours = pairs.map(([one]) => one);
			const theirs = pairs.map(([, one]) => one);
			expect(BigInt(dataHashOf(ours))).toBe(nodeDataHash(theirs));
			const blob = encodeBlob(theirs);
			expect(toHex(blobOf(ours))).toBe(blob);
			expect(operationsIn(blobOf(ours), 2)).toEqual(ours);
			const nonce = random.below(2 ** 32);
			for (const [one, other] of pairs)
				expect(operationMessage(902, one, nonce)).toBe(
					nodeMessage(902, other, nonce),
				);
		}
	});

	it("on the root over an account", () => {
		for (let i = 0; i < 10; i++) {
			const account = {
				ax: element(),
				ay: element(),
				owner: bits(160),
				balance: bits(96),
				nonce: random.below(2 ** 32),
			};
			const index = random.below(256);
			const siblings = Array.from({ length: 8 }, element);
			expect(
				BigInt(
					treeRoot({
						index,
						ax: wordHex(account.ax),
						ay: wordHex(account.ay),
						owner: `0x${wordHex(account.owner).slice(26)}`,
						balance: account.balance,
						nonce: account.nonce,
						siblings: siblings.map(wordHex),
					}),
				),
			).toBe(rootOver(leafOf(account), index, siblings));
		}
	});

	it("on the hash of a batch, and of the beginning", () => {
		const state = (root: bigint) => ({ tree: { root } });
		const [before, after, data, q0, q1, withdraw] = Array.from(
			{ length: 6 },
			element,
		);
		if (
			before === undefined ||
			after === undefined ||
			data === undefined ||
			q0 === undefined ||
			q1 === undefined ||
			withdraw === undefined
		)
			throw new Error("no elements");
		const blobHash = wordHex(bits(256));
		const previous = wordHex(bits(256));
		const theirs = nodeBatch.batchHashOf(
			previous,
			{
				number: 7,
				before: state(before),
				after: state(after),
				dataHash: data,
				blobHash,
				queueBefore: { count: 3, hash: q0 },
				queueAfter: { count: 4, hash: q1 },
				withdrawRoot: withdraw,
			} as nodeBatch.Batch,
			1_700_000_000,
		);
		expect(
			batchHash(previous, {
				number: 7,
				oldRoot: wordHex(before),
				newRoot: wordHex(after),
				dataHash: wordHex(data),
				blobHash,
				queueFrom: 3,
				queueTo: 4,
				queueBefore: wordHex(q0),
				queueAfter: wordHex(q1),
				withdrawRoot: wordHex(withdraw),
				committedAtS: 1_700_000_000,
			}),
		).toBe(theirs);
		expect(genesisHash(wordHex(nodeBatch.genesisRoot))).toBe(
			nodeBatch.genesisHash,
		);
	});

	it("on the call by which L1 is given a proof", () => {
		const batch = {
			number: 7,
			oldRoot: wordHex(element()),
			newRoot: wordHex(element()),
			dataHash: wordHex(element()),
			blobHash: wordHex(bits(256)),
			queueFrom: 3,
			queueTo: 4,
			queueBefore: wordHex(element()),
			queueAfter: wordHex(element()),
			withdrawRoot: wordHex(element()),
			committedAtS: 1_700_000_000,
		};
		const [p0, p1, p2, p3, p4, p5, p6, p7] = Array.from({ length: 8 }, () =>
			bits(256),
		);
		const { oldRoot, newRoot, dataHash, queueBefore, queueAfter } = batch;
		const words = [p0, p1, p2, p3, p4, p5, p6, p7].map((part) => part ?? 0n);
		const input = encodeFunctionData({
			abi: rollupAbi,
			functionName: "prove",
			args: [
				{
					number: 7n,
					oldRoot: BigInt(oldRoot),
					newRoot: BigInt(newRoot),
					dataHash: BigInt(dataHash),
					blobHash: batch.blobHash,
					queueFrom: 3n,
					queueTo: 4n,
					queueBefore: BigInt(queueBefore),
					queueAfter: BigInt(queueAfter),
					withdrawRoot: BigInt(batch.withdrawRoot),
					committedAt: 1_700_000_000n,
				},
				[
					p0 ?? 0n,
					p1 ?? 0n,
					p2 ?? 0n,
					p3 ?? 0n,
					p4 ?? 0n,
					p5 ?? 0n,
					p6 ?? 0n,
					p7 ?? 0n,
				],
			],
		});
		expect(proofInCall(fromHex(input), batch)).toBe(
			`0x${words.map((part) => wordHex(part).slice(2)).join("")}`,
		);
		expect(proofInCall(fromHex(input), { ...batch, number: 8 })).toBe(null);
		expect(proofInCall(fromHex(`${input}00`), batch)).toBe(null);
	});
});
