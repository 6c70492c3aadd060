// A rollup balance as evidence: from an L1 header over the rollup's contracts to an account on L2. The beacon chain under
// it is the small world's; every rule above the head is the true one.

import { describe, expect, test, vi } from "vitest";
import type { Hex } from "../../src/base/bytes.ts";
import { decodeEvidence, evidenceText } from "../../src/evidence/evidence.ts";
import { concludeConfig, configWanted } from "../../src/l2/op/checks/config.ts";
import { concludeAnchor } from "../../src/l2/op/checks/root.ts";
import { concludeState } from "../../src/l2/op/checks/state.ts";
import { checkBalance, coinEvidence } from "../../src/receipt/balance.ts";
import type { NetworkFile } from "../../src/receipt/networks.ts";
import { accountClaim } from "../../src/source/execution.ts";
import { proveAccount } from "../../src/state/account.ts";
import { headerOfHead } from "../../src/state/header.ts";
import { proveSlot } from "../../src/state/slot.ts";
import type { StateBasis } from "../../src/trust/grade.ts";
import type { Verified } from "../../src/trust/verified.ts";
import { shippedKernel } from "../kernel.ts";
import {
	l1World,
	mineL2,
	passerRoot,
	person,
	profile,
	rootOf,
} from "../l2/rollup-world.ts";
import {
	headOf,
	mine,
	network,
	proofJson,
	type World,
} from "../state/chain.ts";
import { checkpoint, committee, h, say } from "./world.ts";

vi.mock("../../src/receipt/rules.ts", async () => {
	const { testRules } = await import("./world.ts");
	const { replayState } = await import("../../src/state/replay.ts");
	const { rollupKinds } = await import("../../src/l2/checks.ts");
	const ofLayers = rollupKinds.map(({ rules }) => rules);
	return {
		rules: Object.assign({}, testRules, replayState, ...ofLayers),
	};
});

const files: readonly NetworkFile[] = [
	{ format: "sextant-network-1", l1: network, rollups: [profile] },
];

const accountAt = (
	basis: Verified<StateBasis>,
	world: World,
	address: Hex,
	slots: readonly Hex[] = [],
) => {
	const claim = accountClaim(proofJson(world, address, [...slots]), "claim");
	const account = proveAccount(basis, address, claim);
	return {
		account,
		slots: claim.storageProof.map((slot) => proveSlot(account, slot)),
	};
};

const [, anchored] = mineL2(2);
if (anchored === undefined) throw new Error("no block");
const world = l1World([], {
	root: rootOf(anchored),
	l2BlockNumber: anchored.number,
});
const block = mine(world, null);
const from = committee(checkpoint(h(1), network));
const head = say("lc-head", [from], headOf(block, "final").value);
const header = headerOfHead(head, block.rlp);
const proved = configWanted(profile).map(({ address, slots }) =>
	accountAt(header, world, address, slots),
);
const config = concludeConfig(profile, [
	...proved.flatMap(({ slots }) => slots),
	...proved.flatMap(({ account, slots }) =>
		slots.length === 0 ? [account] : [],
	),
]);
const state = concludeState(concludeAnchor(config), {
	rlp: anchored.rlp,
	messagePasserStorageRoot: passerRoot,
});
const { account } = accountAt(state, anchored.world, person);
const text = evidenceText(coinEvidence(account));
const tools = { kernel: shippedKernel, networks: files, anchors: [h(1)] };

describe("a balance on a rollup", () => {
	test("is checked from L1's contracts down to the account, with who stands behind it", async () => {
		const found = await checkBalance(decodeEvidence(text), tools);
		expect(found).toMatchObject({
			chainId: 901,
			address: person,
			amount: BigInt(anchored.number),
			at: { grade: { who: "proposed", finality: "final" } },
		});
		expect(found.steps).toBeGreaterThan(20);
	});

	test("is refused when the checker does not know the rollup's profile, or another one", async () => {
		const other = { ...profile, title: "Another" };
		for (const rollups of [[], [other]])
			await expect(
				checkBalance(decodeEvidence(text), {
					...tools,
					networks: [{ format: "sextant-network-1", l1: network, rollups }],
				}),
			).rejects.toThrow(/l2-profile/);
	});

	test("is refused with the number of any block or slot in it altered", async () => {
		const { steps } = decodeEvidence(text);
		let refused = 0;
		for (const [place, { rule, witness }] of steps.entries()) {
			if (rule === "checkpoint" || rule.startsWith("lc-")) continue;
			const before = JSON.stringify(witness);
			if (!before.includes("0x")) continue;
			const at = before.lastIndexOf("0x") + 9;
			const flipped = before.charAt(at) === "1" ? "2" : "1";
			const changed = JSON.parse(
				text.replace(
					before,
					before.slice(0, at) + flipped + before.slice(at + 1),
				),
			);
			expect(place).toBeGreaterThan(1);
			await expect(
				checkBalance(decodeEvidence(JSON.stringify(changed)), tools),
			).rejects.toThrow(/evidence-step/);
			refused++;
		}
		expect(refused).toBeGreaterThan(15);
	});
});
