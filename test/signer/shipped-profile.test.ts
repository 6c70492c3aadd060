// The signer and rollups that ship: their steps are signed without any file, and what was made by a profile of another release
// is not.

import { describe, expect, test, vi } from "vitest";
import type { Hex } from "../../src/base/bytes.ts";
import type { Kernel } from "../../src/crypto/kernel.ts";
import { evidenceText } from "../../src/evidence/evidence.ts";
import type { L1Network } from "../../src/l1/network.ts";
import type { RollupProfile } from "../../src/l2/profile.ts";
import type { ScrollProfile } from "../../src/l2/scroll/checks/profile.ts";
import { exitText } from "../../src/receipt/exit-order.ts";
import { composeExit, evidenceOfExit } from "../../src/wallet/exit-order.ts";
import { scrollProfile } from "../l2/scroll/world.ts";
import {
	account,
	h,
	scene,
	slotOf,
	testNetwork,
	timeS,
} from "../receipt/world.ts";
import { refusalOf } from "../refused.ts";
import { quickVault } from "../vault-scrypt.ts";
import { Bench } from "./bench.ts";

quickVault();

vi.mock("../../src/receipt/rules.ts", async () => {
	const { testRules } = await import("../receipt/world.ts");
	return { rules: testRules };
});
// the made network ships, and the made rollup with it
const made = vi.hoisted(() => ({
	networks: [] as L1Network[],
	rollups: [] as RollupProfile[],
}));
vi.mock("../../src/l1/network.ts", async (original) => {
	const real = await original<typeof import("../../src/l1/network.ts")>();
	made.networks.push(...real.knownNetworks);
	return { ...real, knownNetworks: made.networks };
});
vi.mock("../../src/l2/checks.ts", async (original) => ({
	...(await original<object>()),
	shippedRollups: made.rollups,
}));

const me: Hex = "0xf39fd6e51aad88f6f4ce6ab8827279cfffb92266";
const phrase = "test test test test test test test test test test test junk";
const nowMs = (timeS + 20) * 1000;
const shipped: ScrollProfile = {
	...scrollProfile,
	l1: testNetwork.name,
	l1ChainId: testNetwork.chainId,
};
made.networks.push(testNetwork);
made.rollups.push(shipped);
/** As the release before had it. */
const older: ScrollProfile = {
	...shipped,
	blocksLookedBack: shipped.blocksLookedBack + 1,
};

const { header } = scene();
const stepBy = (profile: ScrollProfile) => {
	const gateway = profile.exit?.contracts.enforcedTxGateway;
	if (gateway?.codeHash === undefined) throw new Error("no gateway");
	const { address, codeHash, implementation } = gateway;
	const contract = account(header, address, { codeHash });
	const order = composeExit({
		id: "x",
		profile,
		step: {
			kind: "scroll-force",
			via: "messenger",
			amountWei: 10n ** 18n,
			gasLimit: 30_000_000,
			feeWei: 3n * 10n ** 18n,
		},
		facts: {
			sender: account(header, me, { balanceWei: 4n * 10n ** 18n }),
			header,
			contract,
			implementation: {
				slot: slotOf(
					contract,
					profile.slots.implementation,
					BigInt(implementation),
				),
				account: account(header, implementation, {
					codeHash: gateway.implementationCodeHash ?? codeHash,
				}),
			},
			code: null,
		},
		gasLimit: 300_000,
		outstanding: [],
		tipWei: 1_000_000_000n,
		nowMs,
	});
	return {
		id: "x",
		order: exitText(order.transfer),
		evidence: evidenceText(evidenceOfExit(order)),
	};
};

const open = async (): Promise<Bench> => {
	const bench = new Bench(nowMs, [], {} as Kernel);
	await bench.open();
	await bench.screen("keys.create", { phrase, password: "correct horse" });
	await bench.screen("anchor.accept", { network: "test", root: h(1) });
	return bench;
};

describe("a rollup that ships", () => {
	test("has its steps read and shown without any file", async () => {
		const bench = await open();
		await bench.engine("order.offer", stepBy(shipped));
		expect(await bench.screen("approval.list", undefined)).toHaveLength(1);
		bench.signer.close();
	});

	test("gets no signature for a step that was made by the profile of another release", async () => {
		const bench = await open();
		expect(await refusalOf(bench.engine("order.offer", stepBy(older)))).toBe(
			"l2-profile",
		);
		expect(await bench.screen("approval.list", undefined)).toEqual([]);
		bench.signer.close();
	});
});
