// The rules of the reference rollup run over a made L1 block, up to its root: for tests that begin there.

import type { Hex } from "../../../src/base/bytes.ts";
import {
	concludeReferenceConfig,
	configSlots,
	referenceWanted,
} from "../../../src/l2/reference/checks/config.ts";
import type { ReferenceProfile } from "../../../src/l2/reference/checks/profile.ts";
import { concludeReferenceRoot } from "../../../src/l2/reference/checks/root.ts";
import { accountClaim } from "../../../src/source/execution.ts";
import { proveAccount } from "../../../src/state/account.ts";
import { headerOfHead } from "../../../src/state/header.ts";
import { proveSlot } from "../../../src/state/slot.ts";
import type { Header } from "../../../src/state/values.ts";
import type { AnyVerified, Verified } from "../../../src/trust/verified.ts";
import { headOf, mine, proofJson, type World } from "../../state/chain.ts";
import { l1World, type MadeBatch, profile } from "./world.ts";

export const proofsOf = (
	header: Verified<Header>,
	world: World,
	address: Hex,
	slots: readonly Hex[],
) => {
	const claim = accountClaim(proofJson(world, address, [...slots]), "claim");
	const account = proveAccount(header, address, claim);
	return {
		account,
		slots: claim.storageProof.map((slot) => proveSlot(account, slot)),
	};
};

/** The premises of config and root under a header, for the hash of `last`. */
export const premisesOf = (
	header: Verified<Header>,
	world: World,
	last: number,
	known: ReferenceProfile = profile,
): { readonly config: readonly AnyVerified[]; readonly kept: AnyVerified } => {
	const [rollup, verifier] = referenceWanted(known, last).map(
		({ address, slots }) => proofsOf(header, world, address, slots),
	);
	const kept = rollup?.slots[configSlots];
	if (rollup === undefined || verifier === undefined || kept === undefined)
		throw new Error("not all wanted");
	return {
		config: [...rollup.slots.slice(0, configSlots), verifier.account],
		kept,
	};
};

export const headerOver = (world: World): Verified<Header> => {
	const block = mine(world, null);
	return headerOfHead(headOf(block, "final"), block.rlp);
};

/** The root that these batches lead to, as an L1 of `world` has it. */
export const rootOver = (
	batches: readonly MadeBatch[],
	world: World = l1World(batches),
	known: ReferenceProfile = profile,
	header: Verified<Header> = headerOver(world),
) => {
	const premises = premisesOf(header, world, batches.length, known);
	const config = concludeReferenceConfig(known, premises.config);
	const root = concludeReferenceRoot([config, premises.kept], {
		previous: known.anchor.batchHash,
		batches: batches.map(({ batch }) => batch),
	});
	return { header, config, kept: premises.kept, root };
};
