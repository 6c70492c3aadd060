// One balance as evidence: made from verified values, and read again from what the steps conclude. For a token it is the
// slot of the balances mapping; which contract and which slot that is, the file states and the reader is told.

import type { Hex } from "../base/bytes.ts";
import { Fault } from "../base/fault.ts";
import type {
	ReferenceAccount,
	ReferenceRoot,
} from "../l2/reference-values.ts";
import { mappingSlot } from "../state/slot.ts";
import type { Account, Slot } from "../state/values.ts";
import type { StateBasis } from "../trust/grade.ts";
import {
	type AnyVerified,
	premiseBy,
	type Verified,
} from "../trust/verified.ts";
import { type CheckTools, checkEvidence } from "./check.ts";
import { type About, type Evidence, evidenceOf } from "./evidence.ts";

/** The storage key of an address in the balances mapping at a slot. */
export const balanceKey = (owner: Hex, balancesSlot: number): Hex =>
	mappingSlot(`0x${"0".repeat(24)}${owner.slice(2)}`, BigInt(balancesSlot));

/** The chain's own coin at an address. */
export const coinEvidence = (account: Verified<Account>): Evidence => ({
	...evidenceOf(account),
	about: { address: account.value.address, token: null, balancesSlot: null },
});

/** The coin of an account of the reference rollup, for its owner on L1. Who can spend it, its key says. */
export const referenceEvidence = (
	account: Verified<ReferenceAccount>,
): Evidence => ({
	...evidenceOf(account),
	about: { address: account.value.owner, token: null, balancesSlot: null },
});

/** A token at an address, by its slot. @throws RangeError when the slot is not the owner's */
export const tokenEvidence = (
	slot: Verified<Slot>,
	owner: Hex,
	balancesSlot: number,
): Evidence => {
	if (slot.value.key !== balanceKey(owner, balancesSlot))
		throw new RangeError('"slot" is not the one of "owner"');
	return {
		...evidenceOf(slot),
		about: { address: owner, token: slot.value.address, balancesSlot },
	};
};

export type Balance = {
	readonly chainId: number;
	readonly address: Hex;
	/** The token's contract; null for the chain's own coin. */
	readonly token: Hex | null;
	/** The slot of the contract that was read as its balances mapping; whether it is that, the token's code says. */
	readonly balancesSlot: number | null;
	/** In the smallest unit. */
	readonly amount: bigint;
	readonly at: StateBasis;
	/** What the rollup's profile says wherever its grade is shown, as that its setup is insecure; null where it says nothing. */
	readonly warning: string | null;
	readonly checkpoint: Hex;
	readonly steps: number;
};

/**
 * The balance that the evidence proves, after running its steps again.
 * @throws evidence-step when it concludes something else than it says it is about, l2-root-unproposed for a root that
 * nobody stands behind, and what `checkEvidence` throws
 */
export const checkBalance = async (
	file: Evidence,
	tools: CheckTools,
): Promise<Balance> => {
	const { about } = file;
	if (about === undefined)
		throw new Fault("evidence-step", "the evidence is about no balance");
	const { conclusions, checkpoint, steps } = await checkEvidence(file, tools);
	const [conclusion, ...more] = conclusions;
	if (more.length > 0)
		throw new Fault("evidence-step", `${more.length + 1} conclusions`);
	const [at, amount] =
		about.token === null
			? conclusion?.rule === "reference-account"
				? rollupCoin(
						about,
						premiseBy<ReferenceAccount>(conclusion, "reference-account").value,
					)
				: coin(about, premiseBy<Account>(conclusion, "mpt-account").value)
			: token(about, premiseBy<Slot>(conclusion, "mpt-slot").value);
	if (at.grade.who === "claimed")
		throw new Fault("l2-root-unproposed", "nobody stands behind the root");
	return {
		chainId: at.chainId,
		address: about.address,
		token: about.token,
		balancesSlot: about.balancesSlot,
		amount,
		at,
		warning: warningOf(conclusion),
		checkpoint,
		steps,
	};
};

const warningOf = (conclusion: AnyVerified | undefined): string | null => {
	if (conclusion?.rule !== "reference-account") return null;
	const root = premiseBy<ReferenceRoot>(
		conclusion.premises[0],
		"reference-root",
		"recheck",
	);
	return root.value.profile.warning || null;
};

const coin = (
	about: About,
	account: Account,
): readonly [StateBasis, bigint] => {
	if (account.address !== about.address || about.balancesSlot !== null)
		throw new Fault("evidence-step", `it proves ${account.address}`);
	return [account.at, account.balanceWei];
};

const rollupCoin = (
	about: About,
	account: ReferenceAccount,
): readonly [StateBasis, bigint] => {
	if (account.owner !== about.address || about.balancesSlot !== null)
		throw new Fault("evidence-step", `it proves what ${account.owner} owns`);
	return [account.at, account.balanceWei];
};

const token = (about: About, slot: Slot): readonly [StateBasis, bigint] => {
	if (about.balancesSlot === null)
		throw new Fault("evidence-step", "it names no slot");
	if (
		slot.address !== about.token ||
		slot.key !== balanceKey(about.address, about.balancesSlot)
	)
		throw new Fault(
			"evidence-step",
			`it proves slot ${slot.key} of ${slot.address}`,
		);
	return [slot.at, slot.word];
};
