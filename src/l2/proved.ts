// What rules over a rollup's contracts on L1 ask of their premises: that each proves the very slot it stands for, and on which
// chain. A rule that took another slot's word would conclude from something else than it says.

import type { Hex } from "../base/bytes.ts";
import { Fault } from "../base/fault.ts";
import type { WantedAccount } from "../state/capture.ts";
import type { Account, Slot } from "../state/values.ts";
import {
	type AnyVerified,
	premiseBy,
	type Verified,
} from "../trust/verified.ts";
import type { RollupProfile } from "./profile.ts";

/** The slot with this key of this account. @throws evidence-step when the premise proves anything else */
export const provedSlot = (
	premise: AnyVerified | undefined,
	address: Hex,
	key: Hex,
): Verified<Slot> => {
	const slot = premiseBy<Slot>(premise, "mpt-slot");
	if (slot.value.address !== address || slot.value.key !== key)
		throw new Fault(
			"evidence-step",
			`slot ${slot.value.key} of ${slot.value.address}`,
		);
	return slot;
};

/** Where a value is proved: on the rollup's L1, by L1 itself. @throws evidence-step */
export const checkOnL1 = (
	{ at }: Pick<Slot, "at">,
	{ l1ChainId }: Pick<RollupProfile, "l1ChainId">,
): void => {
	if (at.chainId !== l1ChainId || at.grade.who !== "l1")
		throw new Fault("evidence-step", `proved on chain ${at.chainId}`);
};

/**
 * The slots that are wanted, in their order, each from the premise in its place. More premises may follow.
 * @throws evidence-step when one proves another slot or there is none
 */
export const provedSlots = (
	premises: readonly AnyVerified[],
	wanted: readonly WantedAccount[],
): readonly Verified<Slot>[] =>
	wanted
		.flatMap(({ address, slots }) => slots.map((key) => ({ address, key })))
		.map(({ address, key }, i) => provedSlot(premises[i], address, key));

/**
 * The values of slots on L1 that are all the premises there are. They may be of several blocks.
 * @param what whose they are, in words
 * @throws evidence-step when they are others, more, fewer, or not of the profile's L1
 */
export const provedOnL1 = (
	premises: readonly AnyVerified[],
	wanted: readonly WantedAccount[],
	profile: Pick<RollupProfile, "l1ChainId">,
	what: string,
): readonly Slot[] => {
	const count = wanted.reduce((sum, { slots }) => sum + slots.length, 0);
	if (premises.length !== count)
		throw new Fault("evidence-step", `${premises.length} slots of ${what}`);
	return provedSlots(premises, wanted).map(({ value }) => {
		checkOnL1(value, profile);
		return value;
	});
};

/** That what is proved on L1 is so at one and the same block. @throws evidence-step, also where there is no slot */
export const checkOneBlock = (
	slots: readonly Verified<Slot>[],
	accounts: readonly Verified<Account>[],
	profile: Pick<RollupProfile, "l1ChainId">,
): Slot["at"] => {
	const [one] = slots;
	if (one === undefined) throw new Fault("evidence-step", "no premise");
	checkOnL1(one.value, profile);
	const { at } = one.value;
	for (const { value } of [...slots, ...accounts])
		if (value.at.blockHash !== at.blockHash)
			throw new Fault("evidence-step", "the premises are of several blocks");
	return at;
};
