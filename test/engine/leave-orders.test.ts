// An order by which the coin leaves a layer 2 whose sequencer stands still: made by the root that is still shown, where no payment is.

import { expect, test } from "vitest";
import { Fault } from "../../src/base/fault.ts";
import type { Reader } from "../../src/engine/reader.ts";
import { rollupOrderContext } from "../../src/engine/rollup-orders.ts";
import { withdrawEthData } from "../../src/l2/arbitrum/checks/signed.ts";
import { arbSys } from "../../src/l2/arbitrum/checks/withdrawal.ts";
import { one } from "../../src/l2/arbitrum/profiles/one.ts";
import { decodeRollupProfile } from "../../src/l2/checks.ts";
import type { Execution } from "../../src/source/execution.ts";
import { openPool } from "../../src/source/pool.ts";
import type { OrderRequest } from "../../src/wallet/order-context.ts";
import { ComposedRollupOrder } from "../../src/wallet/rollup-order.ts";
import { factsOn, friend, me, rootS } from "../receipt/send-world.ts";
import { h } from "../receipt/world.ts";
import { refusalOf } from "../refused.ts";

const profile = decodeRollupProfile(one, "profile");
const nobody = openPool<Execution>(
	[],
	() => new Fault("not-followed", "no endpoint"),
);

/** Under the one root there is; the reader of answers finds it too old. */
const readers = (): { readonly reader: Reader; readonly patient: Reader } => {
	const old = async () => {
		throw new Fault("stale-head", "three days old");
	};
	const common = { chainId: profile.chainId, block: null, receipt: null };
	const patient: Reader = {
		...common,
		basis: async () => factsOn(profile).basis,
		read: async (wanted) => {
			const to = wanted[1]?.address ?? friend;
			const facts = factsOn(profile, { to, target: { codeHash: h(9) } });
			const { sender, target, basis, slots } = facts;
			return {
				basis,
				reads: [
					{ account: sender, slots: [], code: null },
					{ account: target, slots: [], code: null },
					{ account: sender, slots, code: null },
				],
			};
		},
	};
	return { reader: { ...common, basis: old, read: old }, patient };
};

const lateMs = (rootS + 3 * 86_400) * 1000;
const context = rollupOrderContext({
	...{ profile, pool: nobody, ...readers() },
	prove: () => Promise.reject(new Error("nothing is followed")),
	// it reads as answers are read
	simulate: () => Promise.reject(new Fault("stale-head", "three days old")),
});

const compose = async (part: Partial<OrderRequest>) => {
	if (context === null) throw new Error("nothing is signed there");
	return context.compose(
		{
			...{ id: "one", origin: null, from: me, to: friend, valueWei: 1n },
			...part,
		},
		() => [],
		() => lateMs,
	);
};
const call = (data: ReturnType<typeof withdrawEthData>) => ({
	to: arbSys,
	call: { data, accessList: [] },
});

test("a withdrawal to oneself is made while no newer root comes, and kept for as long as that root is shown", async () => {
	const { order } = await compose(call(withdrawEthData(me)));
	if (!ComposedRollupOrder.is(order)) throw new Error("another kind of order");
	expect(order.transfer).toMatchObject({ to: arbSys, nonce: 7, valueWei: 1n });
	expect(context?.mostLeaveAgeS).toBe(profile.policy.ages.show);
});

test("a payment, and a withdrawal to another, are refused by the age of their root", async () => {
	expect(await refusalOf(compose({}))).toBe("stale-head");
	expect(await refusalOf(compose(call(withdrawEthData(friend))))).toBe(
		"stale-head",
	);
});
