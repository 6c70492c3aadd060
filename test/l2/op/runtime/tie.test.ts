// A withdrawal far below the newest root is tied to its transaction by the first root after it that stands; where that cannot be
// done, the words say whose word it is.

import { beforeAll, describe, expect, it } from "vitest";
import { concat, type Hex, toHex } from "../../../../src/base/bytes.ts";
import { encodeRlp } from "../../../../src/base/rlp.ts";
import { keccakHex } from "../../../../src/crypto/hash.ts";
import { mostWalked } from "../../../../src/l2/op/runtime/node-answer.ts";
import { opPlain } from "../../../../src/l2/op/runtime/plain.ts";
import { tieBlock } from "../../../../src/l2/op/runtime/tie.ts";
import { etherWithdrawal, stranger } from "../exit-world.ts";
import {
	drive,
	exitProfile,
	falseBlock,
	type L1,
	type L2,
	type Lies,
	l2Transaction,
	nodeOf,
	openL1,
	openL2,
	person,
	poolOf,
	versioned,
} from "./world.ts";

const bytes = concat(Uint8Array.of(2), encodeRlp([Uint8Array.of(42)]));
const raw: Hex = toHex(bytes);
const asked = {
	account: person,
	token: null,
	amount: null,
	begun: keccakHex(bytes),
};
const own = etherWithdrawal({ nonce: versioned(30) });
const other = etherWithdrawal({ nonce: versioned(12), valueWei: 5n });

let l2: L2;
/** The block of the person's transaction, one a little above it, and the newest: too far above to walk. */
let at: number;
let near: number;
let top: number;

beforeAll(() => {
	l2 = openL2();
	l2.mine(l2Transaction("0x02c0", [other]));
	at = l2.mine(l2Transaction(raw, [own])).number;
	for (let i = 0; i < 30; i++) near = l2.mine().number;
	for (let i = 0; i < mostWalked + 10; i++) top = l2.mine().number;
}, 120_000);

/** Roots of these blocks, a minute apart, all standing. */
const propose = (l1: L1, ...numbers: readonly number[]) =>
	numbers.map((number) => {
		l1.pass(60);
		const game = l1.propose(l2.output(number).root, number);
		l1.pass(60);
		return game;
	});

/** Roots of somebody else's kind, and of blocks that are none: the list is everybody's. */
const clutter = (l1: L1, count: number): void => {
	for (let i = 0; i < count; i++)
		l1.propose(
			`0x${(l1.games.length + 1).toString(16).padStart(64, "0")}`,
			i,
			stranger,
		);
};

const begin = async (l1: L1, lies: Lies = {}) => {
	const nodes = [nodeOf("node", l2, lies)];
	const way = await drive(opPlain, asked, l1, () => poolOf(...nodes));
	await way.look();
	return { way, nodes };
};

describe("a withdrawal far below the newest root", () => {
	it("is tied by the first root after it that stands, among many others", async () => {
		const l1 = openL1();
		clutter(l1, 5);
		propose(l1, near);
		clutter(l1, 3);
		propose(l1, top);
		const { way } = await begin(l1);
		expect(way.state.evidence?.l2BlockNumber).toBe(top);
		expect(way.state.said[0]?.isBound).toBe(true);
		expect(way.stage("found").words).toContain("Your transaction withdrew");
		expect(way.stage("found").proof).toContain("leads back");
		expect(way.click()?.stage).toBe("prove");
	});

	it("goes on without such a root, and says that it is the node's word", async () => {
		const l1 = openL1();
		propose(l1, top);
		const { way } = await begin(l1);
		expect(way.state.said[0]?.isBound).toBe(false);
		expect(way.click()?.stage).toBe("prove");
		expect(way.stage("found").words).toContain("word of the node node alone");
		expect(way.stage("found").risk).toContain("another withdrawal of yours");
	});

	it("is not tied by a root that was lost", async () => {
		const l1 = openL1();
		const [game] = propose(l1, near);
		if (game === undefined) throw new Error("no game");
		propose(l1, top);
		l1.setGame(game, { status: 1, resolvedAtS: l1.timeS() });
		const { way } = await begin(l1);
		expect(way.state.said[0]?.isBound).toBe(false);
	});

	it("that a node makes up out of another one is not taken: a root that stands has another block there", async () => {
		const l1 = openL1();
		propose(l1, near, top);
		const block = l2.blocks.find(({ number }) => number === at - 1);
		if (block === undefined) throw new Error("no block");
		const lie = falseBlock(block, l2Transaction(raw, [other]));
		const lies: Lies = { hint: () => lie };
		const { way, nodes } = await begin(l1, lies);
		expect(way.state.evidence).toBeNull();
		expect(way.click()).toBeNull();
		nodes.push(nodeOf("honest", l2));
		await way.look();
		expect(way.state.withdrawal?.nonce).toBe(own.nonce.toString());
		expect(way.click()?.stage).toBe("prove");
	});

	it("that was taken on a node's word is given up when a root shows that the word was false", async () => {
		const l1 = openL1();
		propose(l1, near, top);
		const block = l2.blocks.find(({ number }) => number === at - 1);
		if (block === undefined) throw new Error("no block");
		const lie = falseBlock(block, l2Transaction(raw, [other]));
		const { way, nodes } = await begin(l1);
		const { way: lying } = await begin(l1, {
			hint: () => lie,
			// It keeps back the blocks that would show it.
			missing: ({ number }) => number < top && number > at,
		});
		expect(lying.state.withdrawal?.nonce).toBe(other.nonce.toString());
		expect(lying.stage("found").words).toContain("word of the node");
		way.state = lying.state;
		nodes.push(nodeOf("second", l2, { hint: () => lie }));
		nodes.splice(0, 1);
		await way.look();
		expect(way.state.evidence).toBeNull();
		expect(way.click()).toBeNull();
		expect(way.stage("proposed").words).toContain("was wrong");
		nodes.splice(0, 1, nodeOf("honest", l2));
		await way.look();
		expect(way.state.withdrawal?.nonce).toBe(own.nonce.toString());
		expect(way.stage("found").words).toContain("Your transaction withdrew");
	});
});

describe("the tie of a block", () => {
	it("finds the place among any number of games, by their times", async () => {
		const block = l2.blocks.find(({ number }) => number === at);
		if (block === undefined) throw new Error("no block");
		for (const before of [0, 1, 7, 8, 9, 20]) {
			const l1 = openL1();
			clutter(l1, before);
			propose(l1, near);
			const { way } = await begin(l1);
			const { facts } = way.state;
			if (facts === null) throw new Error("no facts");
			const l2s = poolOf(nodeOf("node", l2));
			const { hash: blockHash, number } = block;
			const said = { block: number, blockHash };
			expect(await tieBlock(exitProfile, l1.port, l2s, facts, said)).toBe(
				"tied",
			);
			const next = { block: number + 1, blockHash };
			expect(await tieBlock(exitProfile, l1.port, l2s, facts, next)).toBe(
				"unknown",
			);
			const nobody = poolOf();
			expect(await tieBlock(exitProfile, l1.port, nobody, facts, said)).toBe(
				"unknown",
			);
		}
	});
});
