// Lies about an Arbitrum chain: rival and young assertions, preimages, both logics behind the proxy, headers.

import type { Hex } from "../../../src/base/bytes.ts";
import {
	type Assertion,
	assertionHash,
} from "../../../src/l2/arbitrum/checks/assertion.ts";
import {
	arbitrumConfigWanted,
	concludeArbitrumConfig,
} from "../../../src/l2/arbitrum/checks/config.ts";
import {
	assertionsWanted,
	concludeArbitrumRoot,
} from "../../../src/l2/arbitrum/checks/root.ts";
import { concludeArbitrumState } from "../../../src/l2/arbitrum/checks/state.ts";
import { contractPremises } from "../../../src/l2/proved.ts";
import { wordHex } from "../../../src/state/storage-layout.ts";
import type { AnyVerified } from "../../../src/trust/verified.ts";
import {
	arbitrumWorld,
	chained,
	type MadeNode,
	mineArbitrum,
	arbitrumProfile as profile,
	userSlot,
} from "../../l2/arbitrum/world.ts";
import { headerOver } from "../../l2/reference/made-root.ts";
import { implementationSlot } from "../../l2/rollup-world.ts";
import type { World } from "../../state/chain.ts";
import {
	type LayerFamily,
	miscounted,
	provedOver,
	somebody,
	swapped,
	turned,
	withCode,
	withSlots,
} from "./family.ts";

const blocks = mineArbitrum(8);
const elsewhere = mineArbitrum(8, "another chain");
/** L1's block is 100, and a way stands after ten blocks. */
const createdAt = [20, 40, 60] as const;
const { rollup } = profile.contracts;

type Parts = {
	/** On L1. */
	readonly nodes: readonly MadeNode[];
	readonly change: (world: World) => World;
	/** As an endpoint tells them, with the slots it has them proved by. */
	readonly said: (honest: readonly Assertion[]) => readonly Assertion[];
	readonly premises: (some: readonly AnyVerified[]) => readonly AnyVerified[];
	readonly slots: (some: readonly AnyVerified[]) => readonly AnyVerified[];
	readonly header: Hex;
};
const lastBlock = blocks[2 * (createdAt.length - 1) + 1];
const honest: Parts = {
	nodes: chained(blocks, createdAt),
	change: (world) => world,
	said: (some) => some,
	premises: (some) => some,
	slots: (some) => some,
	header: lastBlock?.rlp ?? "0x",
};

const stateOf = (change: Partial<Parts> = {}): AnyVerified => {
	const parts = { ...honest, ...change };
	const world = parts.change(arbitrumWorld(parts.nodes));
	const header = headerOver(world);
	const config = concludeArbitrumConfig(
		profile,
		parts.premises(
			contractPremises(
				provedOver(world, arbitrumConfigWanted(profile), header),
			),
		),
	);
	const assertions = parts.said(parts.nodes.map(({ one }) => one));
	const wanted = assertionsWanted(profile, assertions.map(assertionHash));
	const slots = provedOver(world, wanted, header).flatMap((one) => one.slots);
	const root = concludeArbitrumRoot([config, ...parts.slots(slots)], {
		assertions,
	});
	return concludeArbitrumState(root, { rlp: parts.header });
};

const nodesWith = (change: (node: MadeNode, i: number) => void) =>
	chained(blocks, createdAt, change);

export const arbitrumFamily: LayerFamily = {
	name: "arbitrum",
	honest: () => stateOf(),
	lies: [
		{
			kind: "rival assertions",
			ends: ["l2-root-unproposed"],
			tell: (chance) => {
				const at = chance.below(createdAt.length - 1);
				return stateOf({
					nodes: nodesWith((node, i) => {
						if (i === at) node.secondChild = 50 + chance.below(40);
					}),
				});
			},
		},
		{
			kind: "an assertion that is claimed and young",
			ends: ["l2-root-unproposed"],
			tell: (chance) =>
				stateOf({
					nodes: nodesWith((node, i) => {
						if (i === createdAt.length - 1)
							node.createdAt = 91 + chance.below(9);
					}),
				}),
		},
		{
			kind: "a machine that did not come to its end",
			ends: ["l2-root-unproposed"],
			tell: (chance) =>
				stateOf({
					nodes: nodesWith((node, i) => {
						if (i === createdAt.length - 1)
							node.one = {
								...node.one,
								machineStatus: chance.pick([0, 2]),
							};
					}),
				}),
		},
		{
			kind: "an assertion that L1 does not have",
			ends: ["not-anchored"],
			tell: () =>
				stateOf({
					nodes: nodesWith((node, i) => {
						if (i === createdAt.length - 1) node.status = 0;
					}),
				}),
		},
		{
			kind: "a pending one as the confirmed one",
			ends: ["not-anchored"],
			tell: () =>
				stateOf({
					nodes: nodesWith((node, i) => {
						if (i === 0) node.status = 1;
					}),
				}),
		},
		{
			kind: "a wrong preimage",
			ends: ["l2-preimage", "not-anchored"],
			tell: (chance) => {
				const at = chance.below(createdAt.length);
				const name = chance.pick([
					"parent",
					"blockHash",
					"sendRoot",
					"endHistoryRoot",
					"inboxAcc",
				] as const);
				return stateOf({
					said: (some) =>
						some.map((one, i) =>
							i === at ? { ...one, [name]: turned(one[name], chance) } : one,
						),
				});
			},
		},
		{
			kind: "another batch in the preimage",
			ends: ["not-anchored"],
			tell: (chance) =>
				stateOf({
					said: (some) =>
						some.map((one, i) =>
							i === 2
								? { ...one, batch: one.batch + 1 + chance.below(99) }
								: one,
						),
				}),
		},
		{
			kind: "an assertion of the way left out",
			ends: ["l2-preimage"],
			tell: (chance) => {
				const at = chance.below(createdAt.length - 1);
				return stateOf({ said: (some) => some.toSpliced(at, 1) });
			},
		},
		{
			kind: "assertions in another order",
			ends: ["l2-preimage"],
			tell: (chance) => stateOf({ said: (some) => swapped(some, chance) }),
		},
		{
			kind: "swapped slots",
			ends: ["evidence-step"],
			tell: (chance) => stateOf({ premises: (some) => swapped(some, chance) }),
		},
		{
			kind: "swapped slots of assertions",
			ends: ["evidence-step"],
			tell: (chance) => stateOf({ slots: (some) => swapped(some, chance) }),
		},
		{
			kind: "a slot too few or too many",
			ends: ["evidence-step"],
			tell: (chance) =>
				stateOf({ premises: (some) => miscounted(some, chance) }),
		},
		{
			kind: "an old proxy",
			ends: ["l2-unknown-code"],
			tell: (chance) =>
				stateOf({
					change: (world) =>
						withCode(
							world,
							rollup.address,
							turned(world[rollup.address]?.code ?? "0x", chance),
						),
				}),
		},
		{
			kind: "a changed implementation, of one logic or the other",
			ends: ["l2-unknown-code"],
			tell: (chance) =>
				stateOf({
					change: (world) =>
						withSlots(world, rollup.address, {
							[chance.pick([implementationSlot, userSlot])]: BigInt(
								somebody(chance),
							),
						}),
				}),
		},
		{
			kind: "other code at an implementation",
			ends: ["l2-unknown-code"],
			tell: (chance) => {
				const at = chance.pick([
					rollup.implementation,
					profile.userLogic.address,
				]);
				return stateOf({
					change: (world) =>
						withCode(world, at, turned(world[at]?.code ?? "0x", chance)),
				});
			},
		},
		{
			kind: "another chain's contract",
			ends: ["l2-unknown-code"],
			tell: (chance) =>
				stateOf({
					change: (world) =>
						withSlots(world, rollup.address, {
							[wordHex(101)]: BigInt(42_161 + chance.below(9)),
						}),
				}),
		},
		{
			kind: "another bridge",
			ends: ["l2-unknown-code"],
			tell: (chance) =>
				stateOf({
					change: (world) =>
						withSlots(world, rollup.address, {
							[wordHex(107)]: BigInt(somebody(chance)),
						}),
				}),
		},
		{
			kind: "another chain's root under the assertion",
			ends: ["l2-preimage"],
			tell: (chance) => stateOf({ header: chance.pick(elsewhere).rlp }),
		},
		{
			kind: "another block's header",
			ends: ["l2-preimage"],
			tell: (chance) =>
				stateOf({ header: chance.pick(blocks.slice(0, 5)).rlp }),
		},
		{
			kind: "a bit of the header",
			ends: ["l2-preimage"],
			tell: (chance) => stateOf({ header: turned(honest.header, chance) }),
		},
	],
};
