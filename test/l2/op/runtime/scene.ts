// A forced exit over a made L1 and a made rollup, up to where a test takes it on.

import { expect } from "vitest";
import type { Hex } from "../../../../src/base/bytes.ts";
import { isOfOp, type OpForce } from "../../../../src/l2/op/checks/step.ts";
import type { OpWithdrawal } from "../../../../src/l2/op/checks/withdrawal.ts";
import { opForced } from "../../../../src/l2/op/runtime/forced.ts";
import { depositBytes, depositOf } from "../../../network/op/deposit.ts";
import { etherWithdrawal } from "../exit-world.ts";
import {
	type Drive,
	drive,
	exitProfile,
	type L1,
	type L2,
	type Lies,
	l2Transaction,
	nodeOf,
	openL1,
	openL2,
	person,
	poolOf,
	relayed,
	tokenMessage,
	versioned,
} from "./world.ts";

export const exit = (() => {
	if (exitProfile.exit === undefined) throw new Error("no way out");
	return exitProfile.exit;
})();
export const amount = 1_500_000_000_000_000_000n;
export const ether = { account: person, token: null, amount, begun: null };
export const portal = exitProfile.contracts.optimismPortal.address;

export type Nodes = ReturnType<typeof nodeOf>[];
export type Journey = { l1: L1; l2: L2; nodes: Nodes; it: Drive };

export const openJourney = async (
	asked: Parameters<typeof drive>[1] = ether,
	lies: Lies = {},
): Promise<Journey> => {
	const l1 = openL1();
	const l2 = openL2();
	l2.mine();
	const nodes = [nodeOf("node", l2, lies)];
	const it = await drive(opForced, asked, l1, () => poolOf(...nodes));
	await it.look();
	return { l1, l2, nodes, it };
};

export const forceOf = (it: Drive, token: Hex | null = null): OpForce => {
	const step = it.click()?.step;
	if (step === undefined || !isOfOp(step) || step.kind !== "op-force")
		throw new Error("no force");
	expect(step.token).toBe(token);
	return step;
};

/** What the rollup makes of the event on L1, by another encoder. */
export const deposited = (l1: L1, hash: Hex): Hex => {
	const block = l1.head();
	const at = block.mined.findIndex((one) => one.hash === hash);
	const before = block.mined
		.slice(0, at)
		.reduce((sum, { logs }) => sum + logs.length, 0);
	const log = block.mined[at]?.logs[0];
	if (log === undefined) throw new Error("no event");
	return depositBytes(
		depositOf({
			...log,
			blockNumber: block.number,
			blockHash: block.hash,
			logIndex: before,
		}),
	);
};

/** Forces, and has the rollup carry it out. */
export const forced = async (
	journey: Journey,
	token: Hex | null = null,
	succeeded = true,
): Promise<OpWithdrawal> => {
	const { l1, l2, it } = journey;
	const step = forceOf(it, token);
	const { hash } = it.sign("force", 2);
	const gas = step.l1Gas;
	const withdrawal =
		token === null
			? etherWithdrawal({
					nonce: versioned(21),
					valueWei: amount,
					gasLimit: BigInt(gas),
				})
			: relayed(tokenMessage(), { minGas: gas });
	l2.mine();
	l2.mine(l2Transaction(deposited(l1, hash), [withdrawal], succeeded));
	l2.mine();
	await it.look();
	return withdrawal;
};

/** A root that covers what is there so far. */
export const propose = ({ l1, l2 }: Journey) => {
	const block = l2.blocks.at(-1);
	if (block === undefined) throw new Error("no block");
	return l1.propose(l2.output(block.number).root, block.number);
};

/** From a covering root to the end of all waiting. */
export const untilRipe = async ({ l1, it }: Journey): Promise<void> => {
	it.sign("prove");
	await it.look();
	l1.pass(exit.gameClockS + 4000);
	await it.look();
	it.sign("claim");
	await it.look();
	it.sign("resolve");
	await it.look();
	l1.pass(exit.proofMaturityS + 10);
	await it.look();
};

export const states = (it: Drive, ...ids: readonly string[]) =>
	ids.map((id) => it.stage(id).state);
