// One balance as evidence: made from verified values, and read again from what the steps conclude. For a token it is the
// slot of the balances mapping; which contract and which slot that is, the file states and the reader is told.

import type { Hex } from "../base/bytes.ts";
import { Fault } from "../base/fault.ts";
import { type BalancePlace, placeKey } from "../evidence/balance-place.ts";
import { type About, type Evidence, evidenceOf } from "../evidence/evidence.ts";
import { accountOf } from "../l2/checks.ts";
import { at } from "../l2/wording.ts";
import { premiseAccount, premiseSlot } from "../state/premises.ts";
import type { Account, Slot } from "../state/values.ts";
import type { StateBasis } from "../trust/grade.ts";
import type { AnyVerified, Verified } from "../trust/verified.ts";
import { type CheckTools, checkEvidence } from "./check.ts";

/** The storage key of an address in the balances mapping at a slot. */
export const balanceKey = (owner: Hex, balancesSlot: number): Hex =>
	placeKey(owner, { layout: "solidity", slot: balancesSlot });

/** The chain's own coin at an address. */
export const coinEvidence = (account: Verified<Account>): Evidence => ({
	...evidenceOf(account),
	about: { address: account.value.address, token: null, balancesSlot: null },
});

/** The coin of an account that is none of Ethereum's, for its owner on L1. Who can spend it, its key says. */
export const layerEvidence = (account: AnyVerified): Evidence => {
	const found = accountOf(account);
	if (found === null) throw new RangeError(`"account" is ${account.rule}`);
	return {
		...evidenceOf(account),
		about: { address: found.owner, token: null, balancesSlot: null },
	};
};

/**
 * What stands for an owner at a place of a contract's storage. The steps prove the word, and that the key is the owner's at
 * that place; that the contract answers `balanceOf` from there is not among them. So whoever makes it has seen that in a
 * proved call, and whoever reads it knows the token's place himself.
 * @param place its slot, where it is a mapping as Solidity makes it
 * @throws RangeError when the slot is not the owner's
 */
export const tokenEvidence = (
	slot: Verified<Slot>,
	owner: Hex,
	place: BalancePlace | number,
): Evidence => {
	const { layout, slot: balancesSlot } =
		typeof place === "number"
			? { layout: "solidity" as const, slot: place }
			: place;
	if (slot.value.key !== placeKey(owner, { layout, slot: balancesSlot }))
		throw new RangeError('"slot" is not the one of "owner"');
	return {
		...evidenceOf(slot),
		about: {
			address: owner,
			token: slot.value.address,
			balancesSlot,
			...(layout === "solidity" ? {} : { layout }),
		},
	};
};

export type Balance = {
	readonly chainId: number;
	readonly address: Hex;
	/** The token's contract; null for the chain's own coin. */
	readonly token: Hex | null;
	/**
	 * Where in the contract's storage the amount stands; null for the coin. Whether the contract keeps its balances there,
	 * its code says and the evidence does not: elsewhere a zero stands for everybody.
	 */
	readonly place: BalancePlace | null;
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
	const ofAccount = conclusion === undefined ? null : accountOf(conclusion);
	const [basis, amount] =
		about.token === null
			? ofAccount === null
				? coin(about, premiseAccount(conclusion).value)
				: layerCoin(about, ofAccount)
			: token(about, premiseSlot(conclusion).value);
	if (basis.grade.who === "claimed")
		throw new Fault("l2-root-unproposed", "nobody stands behind the root");
	return {
		chainId: basis.chainId,
		address: about.address,
		token: about.token,
		place: placeIn(about),
		amount,
		at: basis,
		warning: warningOf(conclusion),
		checkpoint,
		steps,
	};
};

const placeIn = ({ balancesSlot, layout }: About): BalancePlace | null =>
	balancesSlot === null
		? null
		: { layout: layout ?? "solidity", slot: balancesSlot };

/** What the profile behind a root says to people wherever it is shown. */
const warningOf = (conclusion: AnyVerified | undefined): string | null => {
	const [root] = conclusion?.premises ?? [];
	const warning = at(root?.value, "profile.warning");
	return typeof warning === "string" && warning !== "" ? warning : null;
};

const coin = (
	about: About,
	account: Account,
): readonly [StateBasis, bigint] => {
	if (account.address !== about.address || about.balancesSlot !== null)
		throw new Fault("evidence-step", `it proves ${account.address}`);
	return [account.at, account.balanceWei];
};

const layerCoin = (
	about: About,
	account: NonNullable<ReturnType<typeof accountOf>>,
): readonly [StateBasis, bigint] => {
	if (account.owner !== about.address || about.balancesSlot !== null)
		throw new Fault("evidence-step", `it proves what ${account.owner} owns`);
	return [account.at, account.balanceWei];
};

const token = (about: About, slot: Slot): readonly [StateBasis, bigint] => {
	const place = placeIn(about);
	if (place === null) throw new Fault("evidence-step", "it names no slot");
	if (
		slot.address !== about.token ||
		slot.key !== placeKey(about.address, place)
	)
		throw new Fault(
			"evidence-step",
			`it proves slot ${slot.key} of ${slot.address}`,
		);
	return [slot.at, slot.word];
};
