// Lies about a ZKsync chain: its batches and their preimages, the diamond's facets, its tree.

import type { Hex } from "../../../src/base/bytes.ts";
import { contractPremises } from "../../../src/l2/proved.ts";
import {
	concludeZksyncConfig,
	zksyncConfigWanted,
} from "../../../src/l2/zksync/checks/config.ts";
import {
	concludeZksyncRoot,
	zksyncRootWanted,
} from "../../../src/l2/zksync/checks/root.ts";
import { concludeZksyncState } from "../../../src/l2/zksync/checks/state.ts";
import {
	accountPlaces,
	concludeZksyncAccount,
} from "../../../src/l2/zksync/checks/tree.ts";
import type { AnyVerified } from "../../../src/trust/verified.ts";
import { headerOver } from "../../l2/reference/made-root.ts";
import type { MadeTree } from "../../l2/zksync/tree.ts";
import {
	address,
	batchOf,
	type DiamondSetup,
	diamond,
	facetCount,
	facetPlace,
	l1World,
	mapped,
	person,
	zksyncProfile as profile,
	selectorPlace,
	stranger,
	token,
	word,
} from "../../l2/zksync/world.ts";
import {
	borrowed,
	type LayerFamily,
	miscounted,
	provedOver,
	somebody,
	swapped,
	turned,
	withCode,
} from "./family.ts";

const batches = [batchOf(40), batchOf(41), batchOf(42)] as const;
const [before, newest, committed] = batches;
/** The same account with more, as another chain of the kind may have it. */
const elsewhere = batchOf(41, { salt: 999_000 });

type Parts = {
	readonly setup: DiamondSetup;
	readonly premises: (some: readonly AnyVerified[]) => readonly AnyVerified[];
	/** Of which batch the hash is proved. */
	readonly of: number;
	readonly preimage: Hex;
};
const honest: Parts = {
	setup: { batches },
	premises: (some) => some,
	of: 41,
	preimage: newest.preimage,
};

/** The newest state by the rules, with something of it changed. */
export const zksyncStateOf = (change: Partial<Parts> = {}) => {
	const parts = { ...honest, ...change };
	const world = l1World({ batches, ...parts.setup });
	const header = headerOver(world);
	const config = concludeZksyncConfig(
		profile,
		parts.premises(
			contractPremises(provedOver(world, zksyncConfigWanted(profile), header)),
		),
	);
	const slots = provedOver(
		world,
		[zksyncRootWanted(profile, parts.of)],
		header,
	).flatMap((one) => one.slots);
	return concludeZksyncState(concludeZksyncRoot([config, ...slots]), {
		preimage: parts.preimage,
	});
};

const claimsOf = (of: Hex, tree: MadeTree = newest.tree) => {
	const { balance, nonce, code } = accountPlaces(of);
	return {
		balance: tree.prove(balance.address, balance.key),
		nonce: tree.prove(nonce.address, nonce.key),
		code: tree.prove(code.address, code.key),
	};
};
const accountBy = (
	claims: ReturnType<typeof claimsOf>,
	state = zksyncStateOf(),
) => concludeZksyncAccount(state, { address: person, ...claims });

const put = (key: Hex, value: bigint): Partial<Parts> => ({
	setup: { change: (_, set) => set(diamond, key, value) },
});

export const zksyncFamily: LayerFamily = {
	name: "zksync",
	honest: () => accountBy(claimsOf(person)),
	lies: [
		{
			kind: "the batch before in the place of the newest",
			ends: ["evidence-step"],
			tell: () => zksyncStateOf({ of: 40, preimage: before.preimage }),
		},
		{
			kind: "a batch that is committed and not proved",
			ends: ["evidence-step"],
			tell: () => zksyncStateOf({ of: 42, preimage: committed.preimage }),
		},
		{
			kind: "a batch of which L1 has no hash",
			ends: ["not-anchored"],
			tell: () => zksyncStateOf({ setup: { batches: [before, committed] } }),
		},
		{
			kind: "a wrong preimage",
			ends: ["l2-preimage"],
			tell: (chance) =>
				zksyncStateOf({ preimage: turned(newest.preimage, chance) }),
		},
		{
			kind: "another batch's preimage",
			ends: ["l2-preimage"],
			tell: (chance) =>
				zksyncStateOf({ preimage: chance.pick([before, committed]).preimage }),
		},
		{
			kind: "swapped slots",
			ends: ["evidence-step"],
			tell: (chance) =>
				zksyncStateOf({ premises: (some) => swapped(some, chance) }),
		},
		{
			kind: "a slot too few or too many",
			ends: ["evidence-step"],
			tell: (chance) =>
				zksyncStateOf({ premises: (some) => miscounted(some, chance) }),
		},
		{
			kind: "an old facet in the place of one",
			ends: ["l2-unknown-code"],
			tell: (chance) =>
				zksyncStateOf(put(facetPlace(chance.below(2)), BigInt(address("f3")))),
		},
		{
			kind: "a changed facet",
			ends: ["l2-unknown-code"],
			tell: (chance) =>
				zksyncStateOf(
					put(facetPlace(chance.below(2)), BigInt(somebody(chance))),
				),
		},
		{
			kind: "a facet more or less",
			ends: ["l2-unknown-code"],
			tell: (chance) =>
				zksyncStateOf(put(facetCount, chance.pick([0n, 1n, 3n]))),
		},
		{
			kind: "another facet that proves or executes",
			ends: ["l2-unknown-code"],
			tell: (chance) =>
				zksyncStateOf(
					put(
						selectorPlace(
							chance.pick([
								"commitBatchesSharedBridge(address,uint256,uint256,bytes)",
								"proveBatchesSharedBridge(address,uint256,uint256,bytes)",
								"executeBatchesSharedBridge(address,uint256,uint256,bytes)",
								"revertBatchesSharedBridge(address,uint256)",
							]),
						),
						BigInt(somebody(chance)),
					),
				),
		},
		{
			kind: "a facet that borrows its code",
			ends: ["l2-unknown-code"],
			tell: (chance) => {
				const at = address(chance.pick(["f1", "f2"]));
				return zksyncStateOf({
					setup: {
						change: (world) => {
							Object.assign(world, withCode(world, at, borrowed(chance)));
						},
					},
				});
			},
		},
		{
			kind: "another chain's root on L1, under the account's proof",
			ends: ["l2-account"],
			tell: () =>
				accountBy(
					claimsOf(person),
					zksyncStateOf({
						setup: { batches: [before, elsewhere, committed] },
						preimage: elsewhere.preimage,
					}),
				),
		},
		{
			kind: "another chain's batch under this one's hash",
			ends: ["l2-preimage"],
			tell: () => zksyncStateOf({ preimage: elsewhere.preimage }),
		},
		{
			kind: "an account out of another chain's tree",
			ends: ["l2-account"],
			tell: () => accountBy(claimsOf(person, elsewhere.tree)),
		},
		{
			kind: "another's account, whole or in part",
			ends: ["l2-account"],
			tell: (chance) => {
				const other = claimsOf(stranger);
				const part = chance.pick(["balance", "nonce"] as const);
				return accountBy(
					chance.below(2) === 0
						? other
						: { ...claimsOf(person), [part]: other[part] },
				);
			},
		},
		{
			kind: "a higher balance",
			ends: ["l2-account"],
			tell: (chance) => {
				const claims = claimsOf(person);
				const { value } = claims.balance;
				return accountBy({
					...claims,
					balance: { ...claims.balance, value: turned(value, chance) },
				});
			},
		},
		{
			kind: "a bit of a node",
			ends: ["l2-account"],
			tell: (chance) => {
				const claims = claimsOf(person);
				const part = chance.pick(["balance", "nonce", "code"] as const);
				const { proof } = claims[part];
				const at = chance.below(proof.length);
				return accountBy({
					...claims,
					[part]: {
						...claims[part],
						proof: proof.with(at, turned(proof[at] ?? "0x", chance)),
					},
				});
			},
		},
		{
			kind: "a slot that nobody wrote, in the place of one that is",
			ends: ["l2-account"],
			tell: () => {
				const nowhere = newest.tree.prove(token, mapped(word(stranger), 51n));
				return accountBy({ ...claimsOf(person), balance: nowhere });
			},
		},
	],
};
