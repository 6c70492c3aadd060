// A forced exit among nodes that lie: what their word moves is nothing.

import { describe, expect, it } from "vitest";
import { withdrawalHash } from "../../../../src/l2/op/checks/withdrawal.ts";
import { opForced } from "../../../../src/l2/op/runtime/forced.ts";
import { mappingSlot } from "../../../../src/state/storage-layout.ts";
import { etherWithdrawal } from "../exit-world.ts";
import {
	amount,
	deposited,
	ether,
	exit,
	forced,
	forceOf,
	type Journey,
	openJourney,
	portal,
	propose,
	states,
} from "./scene.ts";
import {
	falseBlock,
	type Lies,
	l2Transaction,
	nodeOf,
	openL2,
	poolOf,
	versioned,
} from "./world.ts";

describe("a node that lies", () => {
	/** A covering root is there; whatever moves now moved by the node's word. */
	const covered = async (journey: Journey): Promise<void> => {
		propose(journey);
		await journey.it.look();
	};

	it("moves nothing with a withdrawal that was never sent", async () => {
		const lies: Lies = {};
		const journey = await openJourney(ether, lies);
		const { l1, l2, it: way } = journey;
		const step = forceOf(way);
		const { hash } = way.sign("force");
		const invented = etherWithdrawal({
			nonce: versioned(999),
			valueWei: amount,
			gasLimit: BigInt(step.l1Gas),
		});
		const head = l2.mine();
		const lie = falseBlock(
			head,
			l2Transaction(deposited(l1, hash), [invented]),
		);
		lies.hint = () => lie;
		await way.look();
		expect(way.stage("included").state).toBe("waiting");
		l2.mine();
		await covered(journey);
		expect(states(way, "included", "proposed", "prove")).toEqual([
			"waiting",
			"waiting",
			"later",
		]);
		expect(way.stage("proposed").words).toContain("does not have");
		expect(way.click()).toBeNull();
	});

	it("moves nothing with another withdrawal of the same account, paid or not", async () => {
		const lies: Lies = {};
		const journey = await openJourney(ether, lies);
		const { l1, l2, it: way } = journey;
		const { l1Gas } = forceOf(way);
		const other = etherWithdrawal({
			nonce: versioned(5),
			valueWei: amount,
			gasLimit: BigInt(l1Gas + 1),
		});
		const sent = l2.mine(l2Transaction("0x02c0", [other]));
		const { hash } = way.sign("force");
		const raw = deposited(l1, hash);
		const paid = mappingSlot(
			withdrawalHash(other),
			BigInt(exit.slots.finalizedWithdrawals),
		);
		l1.set(portal, paid, 1n);
		const lie = falseBlock(sent, l2Transaction(raw, [other]));
		lies.hint = () => lie;
		l2.mine();
		await covered(journey);
		expect(way.state.withdrawal).toBeNull();
		expect(way.outcome()).toBe("under-way");
		expect(way.stage("finalize").state).toBe("later");
		expect(way.click()).toBeNull();
	});

	it("moves nothing with the receipt of another transaction, and is set aside", async () => {
		const lies: Lies = {};
		const journey = await openJourney(ether, lies);
		const { l2, nodes, it: way } = journey;
		const { l1Gas } = forceOf(way);
		way.sign("force");
		const own = etherWithdrawal({
			nonce: versioned(6),
			valueWei: amount,
			gasLimit: BigInt(l1Gas),
		});
		const block = l2.mine(l2Transaction("0x02c101", [own]));
		lies.hint = () => block;
		const pool = poolOf(...nodes);
		await opForced.look(way.state, ether, { ...way.ground(), l2: pool });
		expect(pool.standings()[0]?.aside?.code).toBe("transactions-root");
		await covered(journey);
		expect(way.state.said).toEqual([]);
		expect(way.click()).toBeNull();
	});

	it("moves nothing with receipts that are not the block's", async () => {
		const lies: Lies = {};
		const journey = await openJourney(ether, lies);
		const { l1, l2, nodes, it: way } = journey;
		const { l1Gas } = forceOf(way);
		const { hash } = way.sign("force");
		const raw = deposited(l1, hash);
		const honest = l2.mine(l2Transaction(raw, [], false));
		const rich = falseBlock(
			honest,
			l2Transaction(raw, [
				etherWithdrawal({ valueWei: amount, gasLimit: BigInt(l1Gas) }),
			]),
		);
		lies.hint = () => ({ ...honest, receiptRaws: rich.receiptRaws });
		const pool = poolOf(...nodes);
		await opForced.look(way.state, ether, { ...way.ground(), l2: pool });
		expect(pool.standings()[0]?.aside?.code).toBe("receipts-root");
	});

	it("moves nothing with a false proof, and the honest node beside it is heard", async () => {
		const lies: Lies = {};
		const journey = await openJourney(ether, lies);
		const { l2, nodes, it: way } = journey;
		await forced(journey);
		lies.proofs = (claims) =>
			claims.map((claim) => ({
				...claim,
				storageProof: claim.storageProof.map((slot) => ({
					...slot,
					proof: slot.proof.slice(0, -1),
				})),
			}));
		await covered(journey);
		expect(way.stage("proposed").state).toBe("waiting");
		expect(way.click()).toBeNull();
		nodes.push(nodeOf("honest", l2));
		await way.look();
		expect(way.click()?.stage).toBe("prove");
	});

	it("moves nothing with a proof under another chain's root", async () => {
		const journey = await openJourney();
		const { nodes, it: way } = journey;
		await forced(journey);
		const other = openL2("another");
		for (let i = 0; i < 5; i++) other.mine();
		nodes.splice(0, 1, nodeOf("astray", other));
		await covered(journey);
		expect(way.stage("proposed").words).toContain("no node shows a block");
		expect(way.click()).toBeNull();
	});

	it("cannot say that it failed: that counts when a root's block leads to it", async () => {
		const lies: Lies = {};
		const journey = await openJourney(ether, lies);
		const { l1, l2, it: way } = journey;
		const { hash } = way.sign("force");
		const raw = deposited(l1, hash);
		const lie = falseBlock(l2.mine(), l2Transaction(raw, [], false));
		lies.hint = () => lie;
		l2.mine();
		l2.mine();
		await covered(journey);
		expect(way.outcome()).toBe("under-way");
		expect(way.stage("included").state).toBe("waiting");
	});
});
