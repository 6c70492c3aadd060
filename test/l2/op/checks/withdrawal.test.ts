// A withdrawal under an output root, against viem's encoding and a storage trie built here.

import { encodeAbiParameters, keccak256 } from "viem";
import { describe, expect, it } from "vitest";
import { fromHex, type Hex, toHex } from "../../../../src/base/bytes.ts";
import { encodeRlp } from "../../../../src/base/rlp.ts";
import { keccak256 as hashOf } from "../../../../src/crypto/hash.ts";
import { outputRoot } from "../../../../src/l2/op/checks/payload.ts";
import {
	checkWithdrawal,
	type OpWithdrawal,
	sentMessageSlot,
	withdrawalHash,
} from "../../../../src/l2/op/checks/withdrawal.ts";
import { buildTrie } from "../../../../src/proof/trie.ts";

const withdrawal: OpWithdrawal = {
	nonce: (1n << 240n) + 5n,
	sender: `0x${"42".repeat(20)}`,
	target: `0x${"25".repeat(20)}`,
	valueWei: 13_000_000_000_000_000n,
	gasLimit: 287_624n,
	data: "0xd764ad0b00010203",
};

const leafKey = (slot: Hex): Uint8Array => hashOf(fromHex(slot));
const stored = (value: number): Uint8Array => encodeRlp(Uint8Array.of(value));

const world = (value = 1) => {
	const slot = sentMessageSlot(withdrawalHash(withdrawal));
	const others = Array.from({ length: 40 }, (_, i) => {
		const other: Hex = `0x${(i + 1).toString(16).padStart(64, "0")}`;
		return [leafKey(other), stored(1)] as const;
	});
	const trie = buildTrie([...others, [leafKey(slot), stored(value)]]);
	const parts = {
		stateRoot: `0x${"11".repeat(32)}` as Hex,
		messagePasserStorageRoot: trie.root,
		blockHash: `0x${"22".repeat(32)}` as Hex,
	};
	const proof = trie.prove(leafKey(slot)).map((node) => toHex(node));
	return { parts, proof, root: outputRoot(parts) };
};

describe("a withdrawal", () => {
	it("has the hash that the message passer gives it, whatever the length of its data", () => {
		for (const data of [
			"0x",
			"0x01",
			`0x${"ab".repeat(32)}`,
			`0x${"cd".repeat(33)}`,
		]) {
			const own = { ...withdrawal, data: data as Hex };
			const encoded = encodeAbiParameters(
				[
					{ type: "uint256" },
					{ type: "address" },
					{ type: "address" },
					{ type: "uint256" },
					{ type: "uint256" },
					{ type: "bytes" },
				],
				[
					own.nonce,
					own.sender,
					own.target,
					own.valueWei,
					own.gasLimit,
					own.data,
				],
			);
			expect(withdrawalHash(own)).toBe(keccak256(encoded));
		}
	});

	it("is proved under its output root", () => {
		const { root, parts, proof } = world();
		checkWithdrawal(root, parts, withdrawal, proof);
	});

	it("is refused under another output root, and with any part of that changed", () => {
		const { root, parts, proof } = world();
		const zero: Hex = `0x${"00".repeat(32)}`;
		expect(() => checkWithdrawal(zero, parts, withdrawal, proof)).toThrow(
			"l2-preimage",
		);
		for (const name of ["stateRoot", "messagePasserStorageRoot", "blockHash"])
			expect(() =>
				checkWithdrawal(root, { ...parts, [name]: zero }, withdrawal, proof),
			).toThrow("l2-preimage");
	});

	it("is refused with any field changed", () => {
		const { root, parts, proof } = world();
		const changes: readonly Partial<OpWithdrawal>[] = [
			{ nonce: withdrawal.nonce + 1n },
			{ sender: withdrawal.target },
			{ target: withdrawal.sender },
			{ valueWei: 1n },
			{ gasLimit: 0n },
			{ data: "0x" },
			{ data: `${withdrawal.data}00` },
		];
		for (const change of changes)
			expect(() =>
				checkWithdrawal(root, parts, { ...withdrawal, ...change }, proof),
			).toThrow();
	});

	it("is refused when the slot holds something else than sent", () => {
		const { root, parts, proof } = world(2);
		expect(() => checkWithdrawal(root, parts, withdrawal, proof)).toThrow(
			"proof-value",
		);
	});

	it("is refused for numbers that fit no word", () => {
		for (const change of [{ nonce: 1n << 256n }, { valueWei: -1n }])
			expect(() => withdrawalHash({ ...withdrawal, ...change })).toThrow(
				"bad-field",
			);
	});
});
