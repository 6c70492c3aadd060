// What an exit file may not do: make a step, complete one, or pass one transaction off as another.

import { describe, expect, test } from "vitest";
import type { Hex } from "../../src/base/bytes.ts";
import { Fault } from "../../src/base/fault.ts";
import { wayOf } from "../../src/exit/way.ts";
import { exitCall } from "../../src/l2/checks.ts";
import { opForced } from "../../src/l2/op/runtime/forced.ts";
import { opPlain } from "../../src/l2/op/runtime/plain.ts";
import { opState } from "../../src/l2/op/runtime/state.ts";
import {
	drive,
	exitProfile,
	nodeOf,
	openL1,
	openL2,
	person,
	poolOf,
} from "../l2/op/runtime/world.ts";
import { h } from "../receipt/world.ts";

const lie = {
	stateRoot: h(900),
	messagePasserStorageRoot: h(901),
	blockHash: h(902),
	l2BlockNumber: 12_345,
	nodes: ["My own node", "Alchemy", "Infura"],
};
const plain = wayOf(opPlain);
const forced = wayOf(opForced);
const begun = { account: person, token: null, amount: null, begun: h(77) };
const wanted = {
	account: person,
	token: null,
	amount: 10n ** 18n,
	begun: null,
};

const order = (parts: object) =>
	({
		format: "sextant-exit-order-1",
		id: "x",
		origin: null,
		chainId: 900,
		from: person,
		rollup: exitProfile.chainId,
		nonce: 3,
		gasLimit: 21_000,
		maxFeePerGasWei: 1n,
		maxPriorityFeePerGasWei: 1n,
		outstanding: [],
		madeMs: 0,
		profile: h(1),
		title: "t",
		...parts,
	}) as never;

describe("a root in a file", () => {
	test("is never proposed, also when an order of that stage is there", async () => {
		const l1 = openL1();
		const l2 = openL2();
		l2.mine();
		const nodes = () => poolOf(nodeOf("node", l2), nodeOf("second", l2));
		const way = await drive(opPlain, begun, l1, nodes);
		way.state = { ...way.state, proposal: lie };
		way.orders.set("proposed", {
			id: "x",
			state: "final",
			hash: h(5),
			succeeded: true,
			blockNumber: 1,
			madeMs: 0,
		});
		l1.pass(3600);
		await way.look();
		await way.look();
		expect(way.click()).toBeNull();
		expect(way.state.proposal).toBeNull();
	});

	test("is not taken over, with nothing that nodes are said to have said", async () => {
		const l1 = openL1();
		const l2 = openL2();
		const way = await drive(opPlain, begun, l1, () => poolOf(nodeOf("n", l2)));
		const hostile = {
			...way.state,
			proposal: lie,
			waitsSinceS: 1,
			isReverted: true,
			setback: "words of the file",
			said: [
				{
					node: "n",
					block: 1,
					blockHash: h(4),
					succeeded: false,
					withdrawal: null,
					isBound: true,
				},
			],
		};
		const taken = opState(
			plain.fromFile(hostile, begun, exitProfile, () => null),
			"state",
		);
		expect(taken).toMatchObject({
			proposal: null,
			said: [],
			isReverted: false,
			waitsSinceS: null,
			setback: null,
			facts: null,
			held: null,
		});
	});
});

describe("the place of a forced transaction in a file", () => {
	const start = async () => {
		const way = await drive(opForced, wanted, openL1(), () =>
			poolOf(nodeOf("n", openL2())),
		);
		return {
			...way.state,
			forced: { tx: h(5), block: 1, timeS: 1, isFinal: true, l2Tx: h(6) },
		};
	};

	test("is a claim with its signed order, and is dropped without one", async () => {
		const state = await start();
		const from = (hash: Hex | null) =>
			opState(
				forced.fromFile(state, wanted, exitProfile, () => hash),
				"state",
			).forced;
		expect(from(null)).toBeNull();
		expect(from(h(9))).toBeNull();
		expect(from(h(5))).toMatchObject({ isFinal: false, isClaimed: true });
	});

	test("is refused with gas that no journey draws", async () => {
		const state = await start();
		expect(() =>
			forced.fromFile(
				{ ...state, l1Gas: 900_000 },
				wanted,
				exitProfile,
				() => null,
			),
		).toThrow(Fault);
	});
});

describe("a transaction in a file", () => {
	const start = async () =>
		(
			await drive(opForced, wanted, openL1(), () =>
				poolOf(nodeOf("n", openL2())),
			)
		).state;

	test("is that stage's step to the byte, or refused", async () => {
		const state = await start();
		const step = {
			kind: "op-force" as const,
			token: null,
			amount: 10n ** 18n,
			l1Gas: state.l1Gas,
		};
		const { to, valueWei, data } = exitCall(exitProfile, person, step);
		const call = { to, valueWei, data, step };
		const is = (stage: string, parts: object): boolean =>
			forced.isStep(stage, order(parts), state, wanted, exitProfile);
		expect(is("force", call)).toBe(true);
		expect(is("proposed", call)).toBe(false);
		expect(is("force", { ...call, to: h(1).slice(0, 42) })).toBe(false);
		expect(is("force", { ...call, valueWei: valueWei + 1n })).toBe(false);
		expect(is("force", { ...call, data: `${data}00` })).toBe(false);
		expect(is("force", { ...call, rollup: 5 })).toBe(false);
		for (const other of [
			{ ...step, amount: 5n },
			{ ...step, l1Gas: state.l1Gas + 1 },
		]) {
			const made = exitCall(exitProfile, person, other);
			const parts = { to: made.to, valueWei: made.valueWei, data: made.data };
			expect(is("force", { ...parts, step: other })).toBe(false);
		}
	});

	test("is refused where it is a plain transfer", async () => {
		const state = await start();
		const transfer = order({
			format: "sextant-order-1",
			to: person,
			valueWei: 5n,
			data: "0x",
		});
		for (const stage of ["force", "proposed", "prove", "bond"])
			expect(forced.isStep(stage, transfer, state, wanted, exitProfile)).toBe(
				false,
			);
	});
});
