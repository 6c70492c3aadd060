// What an address of a chain that is only read has, as evidence: made from verified values, and read again from what the steps
// conclude. Each conclusion names the address itself, so the file says nothing beside its steps.

import type { Hex } from "../base/bytes.ts";
import { Fault } from "../base/fault.ts";
import { type Evidence, evidenceOf } from "../evidence/evidence.ts";
import { holdingOf, isRead } from "../l2/checks.ts";
import type { AddressHolding, ReadBasis, ReadProfile } from "../l2/read.ts";
import type { AnyVerified } from "../trust/verified.ts";
import { type CheckTools, checkEvidence } from "./check.ts";
import { type NetworkFile, readsOf } from "./networks.ts";

/** @throws RangeError for what proves nothing of an address */
export const holdingsEvidence = (proved: readonly AnyVerified[]): Evidence => {
	if (proved.some((one) => holdingOf(one) === null))
		throw new RangeError('"proved" has what is about no address');
	return evidenceOf(...proved);
};

export type Holdings = {
	readonly address: Hex;
	readonly at: ReadBasis;
	readonly all: readonly AddressHolding[];
};

/**
 * All that the conclusions prove, when each is about the same address of the same block; null when one of them is about none.
 * @throws evidence-step when they are of several addresses or blocks
 */
export const holdingsIn = (
	conclusions: readonly AnyVerified[],
): Holdings | null => {
	const all = conclusions.flatMap((one) => holdingOf(one) ?? []);
	const [first] = all;
	if (first === undefined || all.length !== conclusions.length) return null;
	const { address, at } = first;
	for (const one of all)
		if (
			one.address !== address ||
			one.at.chain !== at.chain ||
			one.at.blockHash !== at.blockHash
		)
			throw new Fault("evidence-step", "of several addresses or blocks");
	return { address, at, all };
};

/** What the evidence proves of an address, after running its steps again. @throws evidence-step, and what `checkEvidence` throws */
export const checkHoldings = async (
	file: Evidence,
	tools: CheckTools,
): Promise<Holdings> => {
	const { conclusions } = await checkEvidence(file, tools);
	const found = holdingsIn(conclusions);
	if (found === null)
		throw new Fault("evidence-step", "it proves nothing of an address");
	return found;
};

/** The chain of that name that is only read; null where there is none. */
export const readNamed = (
	name: string,
	files: readonly NetworkFile[],
): ReadProfile | null =>
	readsOf(files).find((one) => isRead(one) && one.name === name) ?? null;
