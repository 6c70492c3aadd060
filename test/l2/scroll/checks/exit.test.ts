// The steps that leave Scroll, against viem; its tree of messages and its queue, against others written another way.

import {
	concat,
	encodeFunctionData,
	encodePacked,
	keccak256,
	numberToHex,
	parseAbi,
	toFunctionSelector,
	toRlp,
} from "viem";
import { describe, expect, test } from "vitest";
import type { Hex } from "../../../../src/base/bytes.ts";
import { Fault } from "../../../../src/base/fault.ts";
import { exitCall, exitStep } from "../../../../src/l2/checks.ts";
import { stepJson } from "../../../../src/l2/exit-step.ts";
import {
	forcedTransaction,
	type ScrollRelay,
	type ScrollStep,
} from "../../../../src/l2/scroll/checks/exit.ts";
import {
	appendUntil,
	emptyFrontier,
	type Frontier,
	foldMessage,
	frontierOf,
	messageHash,
	peaksOf,
	rootOfFrontier,
	siblingsOf,
} from "../../../../src/l2/scroll/checks/messages.ts";
import type { ScrollProfile } from "../../../../src/l2/scroll/checks/profile.ts";
import {
	enqueuedAtS,
	holdsTransaction,
	queuedHash,
} from "../../../../src/l2/scroll/checks/queue.ts";
import { withdrawalMessage } from "../../../../src/l2/scroll/checks/withdrawal.ts";
import { said } from "../../../said.ts";
import { profile as opProfile } from "../../rollup-world.ts";
import { scrollProfile } from "../world.ts";

const abi = parseAbi([
	"function sendTransaction(address target, uint256 value, uint256 gasLimit, bytes data) payable",
	"function sendMessage(address to, uint256 value, bytes message, uint256 gasLimit) payable",
	"function withdrawETH(address to, uint256 amount, uint256 gasLimit) payable",
	"struct L2MessageProof { uint256 batchIndex; bytes merkleProof; }",
	"function relayMessageWithProof(address from, address to, uint256 value, uint256 nonce, bytes message, L2MessageProof proof)",
	"function relayMessage(address from, address to, uint256 value, uint256 nonce, bytes message)",
	"function finalizeWithdrawETH(address from, address to, uint256 amount, bytes data) payable",
]);
const me: Hex = `0x${"5e".repeat(20)}`;
const other: Hex = `0x${"0f".repeat(20)}`;
const word = (seed: number): Hex => keccak256(numberToHex(seed));

const codeOf = (run: () => unknown): string => {
	try {
		run();
	} catch (thrown) {
		if (thrown instanceof Fault) return thrown.code;
		throw thrown;
	}
	return "accepted";
};
const exitOf = ({ exit }: ScrollProfile) => {
	if (exit === undefined) throw new Error("no exit");
	return exit;
};
const { contracts, l2 } = exitOf(scrollProfile);

const force = (via: "messenger" | "gateway"): ScrollStep => ({
	kind: "scroll-force",
	via,
	amountWei: 3n * 10n ** 18n,
	gasLimit: 400_000,
	feeWei: 8n * 10n ** 14n,
});
const relay = (change: Partial<ScrollRelay> = {}): ScrollRelay => ({
	kind: "scroll-relay",
	via: "messenger",
	sender: me,
	recipient: me,
	amountWei: 77n,
	nonce: 5,
	batchIndex: 12,
	siblings: [word(1), word(2), word(3)],
	...change,
});

describe("a step's call", () => {
	test.each(["messenger", "gateway"] as const)(
		"forces a withdrawal to the sender alone, by the %s, as viem spells it",
		(via) => {
			const call = exitCall(scrollProfile, me, force(via));
			const inner =
				via === "messenger"
					? encodeFunctionData({
							abi,
							functionName: "sendMessage",
							args: [me, 3n * 10n ** 18n, "0x", 0n],
						})
					: encodeFunctionData({
							abi,
							functionName: "withdrawETH",
							args: [me, 3n * 10n ** 18n, 0n],
						});
			const target = via === "messenger" ? l2.messenger : l2.ethGateway;
			if (target === undefined) throw new Error("no gateway");
			expect(call.data).toBe(
				encodeFunctionData({
					abi,
					functionName: "sendTransaction",
					args: [target, 3n * 10n ** 18n, 400_000n, inner],
				}),
			);
			expect(call).toMatchObject({
				to: contracts.enforcedTxGateway.address,
				valueWei: 8n * 10n ** 14n,
				arrives: null,
				contract: {
					how: "proxied",
					implementation: contracts.enforcedTxGateway.implementation,
				},
			});
			expect(said(call.title).length).toBeLessThanOrEqual(60);
		},
	);

	test("has a message to the sender paid out, as viem spells it", () => {
		const call = exitCall(scrollProfile, me, relay({ sender: other }));
		expect(call.data).toBe(
			encodeFunctionData({
				abi,
				functionName: "relayMessageWithProof",
				args: [
					other,
					me,
					77n,
					5n,
					"0x",
					{ batchIndex: 12n, merkleProof: concat([word(1), word(2), word(3)]) },
				],
			}),
		);
		expect(call.to).toBe(contracts.messenger.address);
		expect(call.arrives).toEqual({ token: null, amount: 77n });
	});

	test("has the bridge's own message paid out, whose recipient stands inside it", () => {
		const call = exitCall(scrollProfile, me, relay({ via: "gateway" }));
		if (!l2.ethGateway || !contracts.ethGateway) throw new Error("no gateway");
		expect(call.data).toBe(
			encodeFunctionData({
				abi,
				functionName: "relayMessageWithProof",
				args: [
					l2.ethGateway,
					contracts.ethGateway.address,
					77n,
					5n,
					encodeFunctionData({
						abi,
						functionName: "finalizeWithdrawETH",
						args: [me, me, 77n, "0x"],
					}),
					{ batchIndex: 12n, merkleProof: concat([word(1), word(2), word(3)]) },
				],
			}),
		);
	});

	test.each(["messenger", "gateway"] as const)(
		"is refused for a message that pays somebody else, by the %s",
		(via) => {
			expect(
				codeOf(() =>
					exitCall(scrollProfile, me, relay({ via, recipient: other })),
				),
			).toBe("exit-recipient");
		},
	);

	test("is refused where the profile names no such way, and of another kind of rollup", () => {
		const { exit: _, ...without } = scrollProfile;
		expect(codeOf(() => exitCall(without, me, relay()))).toBe(
			"unverifiable-method",
		);
		expect(codeOf(() => exitCall(opProfile, me, relay()))).toBe(
			"unverifiable-method",
		);
		const { ethGateway: _gateway, ...bare } = contracts;
		const noGateway = {
			...scrollProfile,
			exit: { ...exitOf(scrollProfile), contracts: bare },
		};
		expect(codeOf(() => exitCall(noGateway, me, force("gateway")))).toBe(
			"unverifiable-method",
		);
		expect(codeOf(() => exitCall(noGateway, me, force("messenger")))).toBe(
			"accepted",
		);
	});

	test("is the same after a journey as JSON, and no other field passes", () => {
		for (const step of [force("messenger"), force("gateway"), relay()])
			expect(exitStep(stepJson(step), "step")).toEqual(step);
		const raw = (change: object) => ({
			...JSON.parse(JSON.stringify(stepJson(relay()))),
			...change,
		});
		for (const change of [
			{ nonce: -1 },
			{ recipient: "0x12" },
			{ siblings: Array.from({ length: 40 }, () => word(1)) },
			{ siblings: ["0x00"] },
			{ amountWei: "-1" },
			{ via: "bridge" },
			{ kind: "scroll-steal" },
		])
			expect(codeOf(() => exitStep(raw(change), "step"))).toBe("bad-field");
		expect(
			codeOf(() =>
				exitStep(
					{
						...JSON.parse(JSON.stringify(stepJson(force("messenger")))),
						feeWei: `${10n ** 18n}`,
					},
					"step",
				),
			),
		).toBe("bad-field");
	});
});

test("every selector is that of its signature", () => {
	for (const part of abi) {
		const data = [
			exitCall(scrollProfile, me, force("messenger")).data,
			exitCall(scrollProfile, me, force("gateway")).data,
			exitCall(scrollProfile, me, relay({ via: "gateway" })).data,
		].join();
		if (part.name === "relayMessage") continue;
		expect(data).toContain(toFunctionSelector(part).slice(2));
	}
});

describe("the tree of messages", () => {
	const message = withdrawalMessage(scrollProfile, relay());
	/** A whole tree, padded with zeros: nothing of it is shared with the code under test. */
	const pair = (a: Hex, b: Hex): Hex =>
		keccak256(encodePacked(["bytes32", "bytes32"], [a, b]));
	const whole = (leaves: readonly Hex[]): Hex[][] => {
		let width = 1;
		while (width < leaves.length) width *= 2;
		const rows: Hex[][] = [
			Array.from(
				{ length: width },
				(_, i) => leaves[i] ?? numberToHex(0, { size: 32 }),
			),
		];
		for (;;) {
			const last = rows.at(-1) ?? [];
			if (last.length === 1) return rows;
			const next: Hex[] = [];
			for (let i = 0; i < last.length; i += 2)
				next.push(pair(last[i] ?? "0x", last[i + 1] ?? "0x"));
			rows.push(next);
		}
	};
	const rootOf = (leaves: readonly Hex[]): Hex =>
		whole(leaves).at(-1)?.[0] ?? "0x";
	const pathOf = (leaves: readonly Hex[], at: number): readonly Hex[] =>
		whole(leaves)
			.slice(0, -1)
			.map((row, h) => row[(at >> h) ^ 1] ?? "0x");
	/** What the contract keeps after so many leaves: the newest left node of each height. */
	const frontierAt = (leaves: readonly Hex[], count: number): Frontier => {
		const branches: Hex[] = [];
		for (let n = 1; n <= count; n++)
			for (const [h, row] of whole(leaves.slice(0, n)).entries()) {
				const at = (n - 1) >> h;
				if (at % 2 === 0) branches[h] = row[at] ?? "0x";
			}
		return { count, branches };
	};
	const leaves = Array.from({ length: 21 }, (_, i) => word(100 + i));

	test("has the message's hash as viem encodes it", () => {
		expect(messageHash(message)).toBe(
			keccak256(
				encodeFunctionData({
					abi,
					functionName: "relayMessage",
					args: [me, me, 77n, 5n, "0x"],
				}),
			),
		);
	});

	test("has the contract's root after every leaf, from every earlier state of it", () => {
		for (let n = 1; n <= leaves.length; n++)
			for (const from of [0, 1, 2, 3, 5, 8, 13, 16, 20]) {
				if (from >= n) continue;
				expect(
					appendUntil(
						rootOf(leaves.slice(0, n)),
						frontierAt(leaves, from),
						leaves.slice(from),
					).taken,
				).toBe(n - from);
			}
	});

	test("has its root out of the whole parts that appending needs, and out of no other number of them", () => {
		expect(rootOfFrontier(emptyFrontier)).toBe(numberToHex(0, { size: 32 }));
		for (let n = 1; n <= leaves.length; n++) {
			const frontier = frontierAt(leaves, n);
			const root = rootOf(leaves.slice(0, n));
			expect(rootOfFrontier(frontier)).toBe(root);
			const peaks = peaksOf(frontier);
			expect(peaks).toHaveLength(
				[...n.toString(2)].filter((b) => b === "1").length,
			);
			const again = frontierOf(n, peaks);
			if (again === null) throw new Error("no frontier");
			expect(rootOfFrontier(again)).toBe(root);
			if (n < leaves.length)
				expect(appendUntil(rootOf(leaves), again, leaves.slice(n)).taken).toBe(
					leaves.length - n,
				);
			expect(frontierOf(n, peaks.slice(1))).toBeNull();
			expect(frontierOf(n, [...peaks, word(1)])).toBeNull();
		}
		expect(() => rootOfFrontier({ count: 3, branches: [] })).toThrow(
			RangeError,
		);
	});

	test("goes on from where it stopped", () => {
		const all = rootOf(leaves);
		for (const cut of [1, 2, 7, 8, 16, 20]) {
			const first = appendUntil(all, emptyFrontier, leaves.slice(0, cut));
			expect(first.taken).toBeNull();
			expect(appendUntil(all, first.frontier, leaves.slice(cut)).taken).toBe(
				leaves.length - cut,
			);
		}
	});

	test("proves every leaf from every earlier state of it", () => {
		for (const n of [1, 2, 3, 4, 5, 7, 8, 9, 16, 17, 21])
			for (const from of [0, 1, 3, 4, 6, 11, 16])
				for (let at = from; at < n; at++) {
					const some = leaves.slice(0, n);
					const siblings = siblingsOf(
						frontierAt(leaves, from),
						some.slice(from),
						at,
					);
					expect(siblings).toEqual(pathOf(some, at));
					expect(foldMessage(leaves[at] ?? "0x", at, siblings)).toBe(
						rootOf(some),
					);
				}
	});

	test("has no such root when a leaf is altered, missing, doubled or swapped, or the state is another's", () => {
		const root = rootOf(leaves);
		const [a, b] = [leaves[3] ?? "0x", leaves[4] ?? "0x"];
		for (const lie of [
			leaves.with(7, word(1)),
			leaves.toSpliced(7, 1),
			leaves.toSpliced(7, 0, word(1)),
			leaves.with(3, b).with(4, a),
			leaves.slice(0, -1),
			[],
		])
			expect(appendUntil(root, emptyFrontier, lie).taken).toBeNull();
		const state = frontierAt(leaves, 11);
		expect(
			appendUntil(
				root,
				{ ...state, branches: state.branches.with(1, word(1)) },
				leaves.slice(11),
			).taken,
		).toBeNull();
		expect(
			appendUntil(root, { ...state, count: 12 }, leaves.slice(11)).taken,
		).toBeNull();
		expect(() =>
			appendUntil(root, { count: 11, branches: [] }, leaves.slice(11)),
		).toThrow(RangeError);
	});

	test("folds to another root when a sibling, the place or the leaf is another", () => {
		const siblings = pathOf(leaves, 9);
		const root = rootOf(leaves);
		const leaf = leaves[9] ?? "0x";
		expect(foldMessage(leaf, 9, siblings)).toBe(root);
		for (let i = 0; i < siblings.length; i++)
			expect(foldMessage(leaf, 9, siblings.with(i, word(1)))).not.toBe(root);
		expect(foldMessage(leaf, 8, siblings)).not.toBe(root);
		expect(foldMessage(word(1), 9, siblings)).not.toBe(root);
		expect(foldMessage(leaf, 9, siblings.toReversed())).not.toBe(root);
	});

	test("refuses an inner node as a leaf under a shortened proof, and a proof longer than any tree", () => {
		const siblings = pathOf(leaves, 9);
		// What L1's contract would take: it does not look at the bits of the nonce that are left.
		const inner = pair(leaves[8] ?? "0x", leaves[9] ?? "0x");
		expect(codeOf(() => foldMessage(inner, 20, siblings.slice(1)))).toBe(
			"exit-evidence",
		);
		expect(
			codeOf(() =>
				foldMessage(
					inner,
					0,
					Array.from({ length: 40 }, () => word(1)),
				),
			),
		).toBe("exit-evidence");
	});
});

describe("the queue", () => {
	const transaction = forcedTransaction(scrollProfile, me, {
		via: "messenger",
		amountWei: 9n,
		gasLimit: 400_000,
	});
	const hashAt = (index: bigint): Hex =>
		keccak256(
			concat([
				"0x7e",
				toRlp([
					index === 0n ? "0x" : numberToHex(index),
					numberToHex(400_000),
					transaction.target,
					"0x09",
					transaction.data,
					me,
				]),
			]),
		);
	const entry = (before: bigint, hash: Hex, atS: number): bigint => {
		const rolling = keccak256(
			concat([numberToHex((before >> 32n) << 32n, { size: 32 }), hash]),
		);
		return ((BigInt(rolling) >> 32n) << 32n) | BigInt(atS);
	};

	test("knows a transaction by the hash of type 0x7e, at its place", () => {
		for (const index of [0, 1, 127, 128, 1_000_000])
			expect(queuedHash(transaction, index)).toBe(hashAt(BigInt(index)));
	});

	test("holds it where the rolling hash goes on with it, whatever the times beside the hashes", () => {
		const first = entry(0n, word(1), 100);
		const second = entry(first, hashAt(1n), 200);
		expect(holdsTransaction(first, second, hashAt(1n))).toBe(true);
		expect(holdsTransaction(entry(0n, word(1), 7), second, hashAt(1n))).toBe(
			true,
		);
		expect(enqueuedAtS(second)).toBe(200);
	});

	test("does not hold it at another place, after another entry, altered, or where nothing stands", () => {
		const first = entry(0n, word(1), 100);
		const second = entry(first, hashAt(1n), 200);
		expect(holdsTransaction(first, second, hashAt(2n))).toBe(false);
		expect(holdsTransaction(second, second, hashAt(1n))).toBe(false);
		expect(holdsTransaction(first, second ^ (1n << 32n), hashAt(1n))).toBe(
			false,
		);
		expect(holdsTransaction(first, second ^ (1n << 255n), hashAt(1n))).toBe(
			false,
		);
		expect(holdsTransaction(0n, 0n, hashAt(1n))).toBe(false);
	});
});
