// A forced exit from an OP rollup over a made L1 and a made rollup: the whole way, what a lying node moves (nothing), a lost
// game, a reorg, a pause, an upgrade, and a withdrawal that was paid before.

import { describe, expect, it } from "vitest";
import type { Hex } from "../../src/base/bytes.ts";
import { Fault } from "../../src/base/fault.ts";
import { provenSlot } from "../../src/exit/op-facts.ts";
import { opForced } from "../../src/exit/op-forced.ts";
import { isForcedBy, type OpForce } from "../../src/l2/op-exit.ts";
import { type Withdrawal, withdrawalHash } from "../../src/l2/op-withdrawal.ts";
import { mappingSlot, wordHex } from "../../src/state/slot.ts";
import { etherWithdrawal, l2Token, stranger } from "../l2/op-exit-world.ts";
import { profile as bare } from "../l2/rollup-world.ts";
import { depositBytes, depositOf } from "../network/op/deposit.ts";
import {
	type Drive,
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
	relayed,
	tokenMessage,
	versioned,
} from "./op-world.ts";

const exit = (() => {
	if (exitProfile.exit === undefined) throw new Error("no way out");
	return exitProfile.exit;
})();
const amount = 1_500_000_000_000_000_000n;
const ether = { account: person, token: null, amount, begun: null };
const portal = exitProfile.contracts.optimismPortal.address;

type Nodes = ReturnType<typeof nodeOf>[];
type Journey = { l1: L1; l2: L2; nodes: Nodes; it: Drive };

const openJourney = async (
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

const forceOf = (it: Drive, token: Hex | null = null): OpForce => {
	const click = it.click();
	if (click?.step.kind !== "op-force") throw new Error("no force");
	expect(click.step.token).toBe(token);
	return click.step;
};

/** What the rollup makes of the event on L1, by another encoder. */
const deposited = (l1: L1, hash: Hex): Hex => {
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
const forced = async (
	journey: Journey,
	token: Hex | null = null,
	succeeded = true,
): Promise<Withdrawal> => {
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
const propose = ({ l1, l2 }: Journey) => {
	const block = l2.blocks.at(-1);
	if (block === undefined) throw new Error("no block");
	return l1.propose(l2.output(block.number).root, block.number);
};

/** From a covering root to the end of all waiting. */
const untilRipe = async ({ l1, it }: Journey): Promise<void> => {
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

const states = (it: Drive, ...ids: readonly string[]) =>
	ids.map((id) => it.stage(id).state);

describe("a forced exit", () => {
	it("goes the whole way with no node needed after its proof is here", async () => {
		const journey = await openJourney();
		const { l1, l2, nodes, it: way } = journey;
		expect(way.stage("force").state).toBe("yours");
		expect(way.stage("included").state).toBe("later");
		const withdrawal = await forced(journey);
		expect(states(way, "force", "included", "proposed")).toEqual([
			"done",
			"waiting",
			"waiting",
		]);
		expect(way.stage("included").words).toContain("The node node shows it");
		expect(way.stage("included").untilS).toBe(
			(way.stage("force").doneS ?? 0) + 43_200 + 600,
		);
		expect(way.click()).toBeNull();

		propose(journey);
		await way.look();
		expect(states(way, "included", "proposed", "prove")).toEqual([
			"done",
			"done",
			"yours",
		]);
		// Every node of the rollup is dead from here on.
		nodes.splice(0);
		l2.blocks.splice(1);
		way.sign("prove");
		await way.look();
		expect(
			states(way, "prove", "claim", "resolve", "wait", "finalize"),
		).toEqual(["done", "waiting", "later", "waiting", "later"]);
		expect(way.click()).toBeNull();
		l1.pass(exit.gameClockS + 100);
		await way.look();
		// Others are left time to do it.
		expect(way.click()).toBeNull();
		l1.pass(4000);
		await way.look();
		expect(way.stage("claim").state).toBe("yours");
		way.sign("claim");
		await way.look();
		expect(states(way, "claim", "resolve")).toEqual(["done", "yours"]);
		way.sign("resolve");
		await way.look();
		expect(states(way, "resolve", "wait")).toEqual(["done", "waiting"]);
		l1.pass(exit.gameFinalityS - 13);
		await way.look();
		expect(way.click()).toBeNull();
		l1.pass(14);
		await way.look();
		expect(states(way, "wait", "finalize")).toEqual(["done", "yours"]);
		l1.final = l1.head().number;
		way.sign("finalize");
		await way.look();
		expect(l1.paid).toEqual([{ to: person, amount, token: null }]);
		expect(way.stage("finalize").state).toBe("done");
		expect(way.outcome()).toBe("under-way");
		l1.final = null;
		await way.look();
		expect(way.outcome()).toBe("done");
		expect(way.click()).toBeNull();
		expect(withdrawalHash(withdrawal)).toMatch(/^0x/);
	});

	it("takes a token out, and tries its payment again where the bridge failed", async () => {
		const journey = await openJourney({
			...ether,
			token: l2Token,
			amount: 2_500_000n,
		});
		const { l1, it: way } = journey;
		await forced(journey, l2Token);
		propose(journey);
		await way.look();
		await untilRipe(journey);
		l1.bridgeFails = true;
		way.sign("finalize");
		await way.look();
		expect(l1.paid).toEqual([]);
		expect(way.outcome()).toBe("under-way");
		expect(way.stage("relay").state).toBe("yours");
		l1.bridgeFails = false;
		way.sign("relay");
		await way.look();
		expect(l1.paid).toMatchObject([{ to: person, amount: 2_500_000n }]);
		expect(way.stage("relay").state).toBe("done");
		expect(way.outcome()).toBe("done");
	});

	it("asks for a gas of its own, so that two journeys are two withdrawals", async () => {
		const first = await openJourney();
		const second = await openJourney({ ...ether, amount: amount + 1n });
		const step = forceOf(first.it);
		expect(step.l1Gas).not.toBe(forceOf(second.it).l1Gas);
		const other = etherWithdrawal({
			valueWei: amount,
			gasLimit: BigInt(step.l1Gas + 1),
		});
		expect(isForcedBy(exitProfile, person, step, other)).toBe(false);
	});

	it("cannot be begun without an amount, for a token that is not known, or without a profile that names a way", async () => {
		const wrong = async (asked: typeof ether, profile = exitProfile) => {
			try {
				await drive(
					opForced,
					asked as Parameters<typeof drive>[1],
					openL1(),
					() => poolOf(),
					profile,
				);
			} catch (thrown) {
				if (thrown instanceof Fault) return `${thrown.code} ${thrown.detail}`;
				throw thrown;
			}
			return "begun";
		};
		expect(await wrong({ ...ether, amount: 0n })).toContain('"amount"');
		expect(await wrong({ ...ether, token: stranger as never })).toContain(
			'"token"',
		);
		expect(await wrong({ ...ether, begun: wordHex(1n) as never })).toContain(
			'"begun"',
		);
		expect(await wrong(ether, bare)).toContain("unverifiable-method");
	});
});
void mappingSlot;
void provenSlot;
void portal;
void falseBlock;
