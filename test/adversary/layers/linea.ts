// Lies about a Linea rollup: its finalized root and what was hashed with it, its proxy, its tree.

import type { Hex } from "../../../src/base/bytes.ts";
import { concludeLineaConfig } from "../../../src/l2/linea/checks/config.ts";
import { answeredLeaf } from "../../../src/l2/linea/checks/leaf.ts";
import { concludeLineaRoot } from "../../../src/l2/linea/checks/root.ts";
import { concludeLineaState } from "../../../src/l2/linea/checks/state.ts";
import {
	proveLineaAccount,
	proveLineaSlot,
} from "../../../src/l2/linea/checks/tree.ts";
import { implementationSlot } from "../../../src/l2/pinned.ts";
import { mappingSlot, wordHex } from "../../../src/state/storage-layout.ts";
import type { AnyVerified } from "../../../src/trust/verified.ts";
import { accountTree } from "../../l2/linea/tree.ts";
import {
	accounts,
	block,
	finalization,
	held,
	lineaProfile,
	lineaWorld,
	notHeld,
	person,
	premisesOver,
	state,
	stranger,
	token,
	tokenSlots,
} from "../../l2/linea/world.ts";
import type { World } from "../../state/chain.ts";
import {
	borrowed,
	type LayerFamily,
	miscounted,
	somebody,
	swapped,
	turned,
	withCode,
	withSlots,
} from "./family.ts";

const { rollup } = lineaProfile.contracts;
const rootSlot = (l2BlockNumber: number): Hex =>
	mappingSlot(wordHex(l2BlockNumber), 282);

type Parts = {
	readonly world: World;
	readonly premises: (some: readonly AnyVerified[]) => readonly AnyVerified[];
	/** Of which block the root's slot is proved. */
	readonly of: number;
	readonly finalization: typeof finalization;
};
const honest: Parts = {
	world: lineaWorld(),
	premises: (some) => some,
	of: block,
	finalization,
};

const stateOf = (change: Partial<Parts> = {}) => {
	const { world, premises, of, ...said } = { ...honest, ...change };
	const { config: all, rootSlots } = premisesOver(world);
	const config = concludeLineaConfig(lineaProfile, premises(all));
	return concludeLineaState(
		concludeLineaRoot([config, ...rootSlots(of)], {
			finalization: said.finalization,
		}),
	);
};

/** The person's account, by what a node answers for the address, under the state. */
const accountBy = (of: Hex, tree = state) =>
	proveLineaAccount(stateOf(), person, answeredLeaf(tree.prove(of), "proof"));

const otherChain = accountTree({
	...accounts,
	[person]: {
		nonce: 7,
		balance: 10n ** 24n,
		codeHash: accounts[person]?.codeHash ?? "0x",
		codeSize: 0,
		storage: {},
	},
});

const slotBy = (key: Hex, of: Hex, claimOf: Hex = of) => {
	const account = proveLineaAccount(
		stateOf(),
		token,
		answeredLeaf(state.prove(token), "proof"),
	);
	return proveLineaSlot(
		account,
		key,
		answeredLeaf(tokenSlots.prove(claimOf), "proof"),
	);
};

export const lineaFamily: LayerFamily = {
	name: "linea",
	honest: () => accountBy(person),
	lies: [
		{
			kind: "another block's root in the place of the newest",
			ends: ["evidence-step"],
			tell: () => stateOf({ of: block - 1 }),
		},
		{
			kind: "a block that is claimed and not finalized",
			ends: ["not-anchored"],
			tell: () =>
				stateOf({
					world: withSlots(honest.world, rollup.address, {
						[wordHex(281)]: BigInt(block + 1),
					}),
					of: block + 1,
				}),
		},
		{
			kind: "a wrong preimage",
			ends: ["l2-preimage"],
			tell: (chance) => {
				const name = chance.pick([
					"messageNumber",
					"messageRollingHash",
					"forcedNumber",
					"forcedRollingHash",
				] as const);
				return stateOf({
					finalization: {
						...finalization,
						[name]: turned(finalization[name], chance),
					},
				});
			},
		},
		{
			kind: "another time in the preimage",
			ends: ["l2-preimage"],
			tell: (chance) =>
				stateOf({
					finalization: {
						...finalization,
						timeS: finalization.timeS + 1 + chance.below(9_999),
					},
				}),
		},
		{
			kind: "swapped slots",
			ends: ["evidence-step"],
			tell: (chance) => stateOf({ premises: (some) => swapped(some, chance) }),
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
					world: withCode(
						honest.world,
						rollup.address,
						turned(honest.world[rollup.address]?.code ?? "0x", chance),
					),
				}),
		},
		{
			kind: "a changed implementation",
			ends: ["l2-unknown-code"],
			tell: (chance) =>
				stateOf({
					world: withSlots(honest.world, rollup.address, {
						[implementationSlot]: BigInt(somebody(chance)),
					}),
				}),
		},
		{
			kind: "an implementation that borrows its code",
			ends: ["l2-unknown-code"],
			tell: (chance) =>
				stateOf({
					world: withCode(
						honest.world,
						rollup.implementation,
						borrowed(chance),
					),
				}),
		},
		{
			kind: "an implementation that is a proxy itself",
			ends: ["l2-unknown-code"],
			tell: (chance) => {
				const world: World = {
					...honest.world,
					[rollup.implementation]: {
						...honest.world[rollup.implementation],
						storage: { [implementationSlot]: BigInt(somebody(chance)) },
					},
				};
				return stateOf({ world });
			},
		},
		{
			kind: "another chain's root on L1, under the account's proof",
			ends: ["proof-value"],
			tell: () =>
				proveLineaAccount(
					stateOf({
						world: withSlots(honest.world, rollup.address, {
							[rootSlot(block)]: BigInt(otherChain.root),
						}),
					}),
					person,
					answeredLeaf(state.prove(person), "proof"),
				),
		},
		{
			kind: "an account out of another chain's tree",
			ends: ["proof-value"],
			tell: () => accountBy(person, otherChain),
		},
		{
			kind: "another's account",
			ends: ["proof-value"],
			tell: (chance) => accountBy(chance.pick([token, stranger])),
		},
		{
			kind: "a bit of a node of the account's proof",
			ends: ["proof-value"],
			tell: (chance) => {
				const claim = answeredLeaf(state.prove(person), "proof");
				if (!("value" in claim)) throw new Error("the person is absent");
				const at = chance.below(claim.nodes.length);
				const node = claim.nodes[at] ?? "0x";
				return proveLineaAccount(stateOf(), person, {
					...claim,
					nodes: claim.nodes.with(at, turned(node, chance)),
				});
			},
		},
		{
			kind: "a higher balance",
			ends: ["proof-value"],
			tell: (chance) => {
				const claim = answeredLeaf(state.prove(person), "proof");
				if (!("value" in claim)) throw new Error("the person is absent");
				return proveLineaAccount(stateOf(), person, {
					...claim,
					value: turned(claim.value, chance),
				});
			},
		},
		{
			kind: "another slot's proof",
			ends: ["proof-value"],
			tell: () => slotBy(notHeld, held),
		},
	],
};
