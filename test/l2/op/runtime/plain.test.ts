// An exit that goes on from a withdrawal on the rollup: whatever made it, as long as it pays this account.

import { describe, expect, it } from "vitest";
import { concat, type Hex, toHex } from "../../../../src/base/bytes.ts";
import { encodeRlp } from "../../../../src/base/rlp.ts";
import { keccakHex } from "../../../../src/crypto/hash.ts";
import {
	type OpWithdrawal,
	withdrawalHash,
} from "../../../../src/l2/op/checks/withdrawal.ts";
import { opPlain } from "../../../../src/l2/op/runtime/plain.ts";
import { mappingSlot } from "../../../../src/state/storage-layout.ts";
import { etherMessage, etherWithdrawal, stranger } from "../exit-world.ts";
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
	relayed,
	tokenMessage,
	versioned,
} from "./world.ts";

const exit = (() => {
	if (exitProfile.exit === undefined) throw new Error("no way out");
	return exitProfile.exit;
})();
const portal = exitProfile.contracts.optimismPortal.address;
const raw: Hex = toHex(
	concat(Uint8Array.of(2), encodeRlp([Uint8Array.of(42)])),
);
const begun = keccakHex(
	concat(Uint8Array.of(2), encodeRlp([Uint8Array.of(42)])),
);
const asked = { account: person, token: null, amount: null, begun };

const openJourney = async (
	sends: readonly OpWithdrawal[],
	lies: Lies = {},
	succeeded = true,
) => {
	const l1 = openL1();
	const l2 = openL2();
	l2.mine();
	const at = l2.mine(l2Transaction(raw, sends, succeeded));
	l2.mine();
	const nodes = [nodeOf("node", l2, lies)];
	const it = await drive(opPlain, asked, l1, () => poolOf(...nodes));
	await it.look();
	return { l1, l2, nodes, it, at };
};
const propose = (l1: L1, l2: L2) => {
	const { number } = l2.blocks.at(-1) ?? { number: 0 };
	return l1.propose(l2.output(number).root, number);
};
const own = etherWithdrawal({ nonce: versioned(30) });

describe("an exit from a withdrawal that exists", () => {
	it.each([
		["ether that was sent by itself", own, own.valueWei],
		["ether through the bridge", relayed(etherMessage(), { valueWei: 9n }), 9n],
		["a token through the bridge", relayed(tokenMessage()), 2_500_000n],
	])("takes %s", async (_what, withdrawal, amount) => {
		const { l1, l2, nodes, it: way } = await openJourney([withdrawal]);
		expect(way.stage("found").state).toBe("waiting");
		expect(way.click()).toBeNull();
		propose(l1, l2);
		await way.look();
		expect(way.stage("found").state).toBe("done");
		nodes.splice(0);
		way.sign("prove");
		await way.look();
		l1.pass(exit.gameClockS + 4000);
		await way.look();
		way.sign("claim");
		await way.look();
		way.sign("resolve");
		await way.look();
		l1.pass(exit.proofMaturityS + 10);
		await way.look();
		way.sign("finalize");
		await way.look();
		expect(way.outcome()).toBe("done");
		expect(l1.paid).toMatchObject([{ amount }]);
	});

	it("takes the one that pays this account out of several", async () => {
		const {
			l1,
			l2,
			it: way,
		} = await openJourney([
			etherWithdrawal({ target: stranger, nonce: versioned(29) }),
			own,
		]);
		propose(l1, l2);
		await way.look();
		expect(way.state.evidence?.withdrawal.nonce).toBe(own.nonce.toString());
	});

	it("cannot begin with a transaction that pays somebody else, failed, or is not given", async () => {
		await expect(
			openJourney([etherWithdrawal({ target: stranger })]),
		).rejects.toThrow("exit-recipient");
		await expect(openJourney([])).rejects.toThrow("exit-recipient");
		await expect(openJourney([own], {}, false)).rejects.toThrow("failed");
		const none = { ...asked, begun: null };
		await expect(
			drive(opPlain, none, openL1(), () => poolOf()),
		).rejects.toThrow('"begun"');
	});

	it("waits for a node that knows the transaction", async () => {
		const l1 = openL1();
		const way = await drive(opPlain, asked, l1, () => poolOf());
		await way.look();
		expect(way.stage("found").words).toContain("No node");
		expect(way.outcome()).toBe("under-way");
		expect(way.click()).toBeNull();
	});

	it("is done at once where it was paid before, with no click", async () => {
		const { l1, l2, it: way } = await openJourney([own]);
		const slot = mappingSlot(
			withdrawalHash(own),
			BigInt(exit.slots.finalizedWithdrawals),
		);
		l1.set(portal, slot, 1n);
		await way.look();
		// A node's word alone does not tie the withdrawal to the transaction.
		expect(way.outcome()).toBe("under-way");
		propose(l1, l2);
		await way.look();
		expect(way.outcome()).toBe("done");
		expect(way.click()).toBeNull();
	});
});

describe("a node that lies about the transaction", () => {
	/** Another withdrawal of the account, true and paid, in a block that the rollup does not have. */
	const lying = async () => {
		const lies: Lies = {};
		const other = etherWithdrawal({ nonce: versioned(12), valueWei: 5n });
		const l1 = openL1();
		const l2 = openL2();
		const sent = l2.mine(l2Transaction("0x02c0", [other]));
		l2.mine(l2Transaction(raw, [own]));
		l2.mine();
		const lie = falseBlock(sent, l2Transaction(raw, [other]));
		lies.hint = () => lie;
		const slot = mappingSlot(
			withdrawalHash(other),
			BigInt(exit.slots.finalizedWithdrawals),
		);
		l1.set(portal, slot, 1n);
		const nodes = [nodeOf("liar", l2, lies)];
		const way = await drive(opPlain, asked, l1, () => poolOf(...nodes));
		propose(l1, l2);
		await way.look();
		return { way, nodes, l2 };
	};

	it("moves nothing with another withdrawal: the root's block does not lead to its block", async () => {
		const { way } = await lying();
		expect(way.state.withdrawal).toBeNull();
		expect(way.state.evidence).toBeNull();
		expect(way.outcome()).toBe("under-way");
		expect(way.click()).toBeNull();
	});

	it("keeps no honest node beside it from being heard", async () => {
		const { way, nodes, l2 } = await lying();
		nodes.push(nodeOf("honest", l2));
		await way.look();
		expect(way.state.withdrawal?.nonce).toBe(own.nonce.toString());
		expect(way.click()?.stage).toBe("prove");
	});
});
