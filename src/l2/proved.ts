// What rules over a rollup's contracts on L1 ask of their premises: that each proves the very slot it stands for, and on which
// chain. A rule that took another slot's word would conclude from something else than it says.

import type { Hex } from "../base/bytes.ts";
import { Fault } from "../base/fault.ts";
import type { ProvedAccount, WantedAccount } from "../state/capture.ts";
import { wordHex } from "../state/storage-layout.ts";
import type { Account, Code, Slot } from "../state/values.ts";
import type { Finality, Grade } from "../trust/grade.ts";
import {
	type AnyVerified,
	premiseBy,
	type Verified,
} from "../trust/verified.ts";
import { checkCode, checkStays } from "./contracts.ts";
import { implementationSlot } from "./pinned.ts";
import type { Contract, Proxied, RollupProfile } from "./profile.ts";

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

/**
 * What changes on L1 is to be seen at one moment. Proofs are captured block by block, minutes apart at most. Farther apart, a key
 * that was replaced long ago could stand for one of today, and what was struck off could still look sound.
 */
const mostApartS = 900;

/** @param timesS of all that has to be seen at one moment, Unix seconds @throws evidence-step */
export const checkNear = (timesS: readonly number[]): void => {
	if (Math.max(...timesS) - Math.min(...timesS) > mostApartS)
		throw new Fault("evidence-step", "the premises are of times far apart");
};

/** As final as the least final of them. */
export const weakestOf = (
	some: readonly { readonly grade: Pick<Grade, "finality"> }[],
): Finality =>
	some.every(({ grade }) => grade.finality === "final")
		? "final"
		: "optimistic";

/** That what is proved on L1 is so at one and the same block. @throws evidence-step, also where there is no slot */
export const checkOneBlock = (
	slots: readonly Verified<Slot>[],
	accounts: readonly Verified<Account | Code>[],
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

/** What contracts on L1 hold and run, by proof. */
export type ReadContracts = {
	/** @throws evidence-step for a slot that was not wanted */
	readonly word: (address: Hex, key: Hex) => bigint;
	/** @throws evidence-step for an account that was not wanted */
	readonly account: (address: Hex) => Account;
	/** @throws evidence-step for code that was not wanted */
	readonly code: (address: Hex) => Pick<Code, "bytes">;
};

/** The same, all at one block. */
export type ProvedContracts = ReadContracts & {
	readonly block: Slot["at"];
	readonly code: (address: Hex) => Code;
};

/**
 * What was proved, as premises in the order in which `provedContracts` takes them: the slots, the accounts of which no slot is
 * wanted, the codes.
 */
export const contractPremises = (
	proved: readonly Pick<ProvedAccount, "account" | "slots" | "code">[],
): readonly AnyVerified[] => [
	...proved.flatMap(({ slots }) => slots),
	...proved.flatMap(({ account, slots }) =>
		slots.length === 0 ? [account] : [],
	),
	...proved.flatMap(({ code }) => code ?? []),
];

/** A proxy with slots of it, and its code where it is known by its address alone. */
export const proxyWanted = (
	{ address, codeHash }: Proxied,
	slots: readonly Hex[],
): WantedAccount => ({
	address,
	slots,
	...(codeHash === undefined ? { code: true } : {}),
});

/**
 * What is read of what a proxy delegates to: of one that is known by its address alone also its code, and whether it is itself a
 * proxy.
 */
export const implementationWanted = ({
	implementation,
	implementationCodeHash,
}: Proxied): WantedAccount =>
	implementationCodeHash === undefined
		? { address: implementation, slots: [implementationSlot], code: true }
		: { address: implementation, slots: [] };

/**
 * The slots that are wanted, in their order, behind them the accounts that no slot is wanted of, and the codes that are wanted.
 * @param what whose they are, in words
 * @throws evidence-step when they are others, more, fewer, or not of one block of the profile's L1
 */
export const provedContracts = (
	premises: readonly AnyVerified[],
	wanted: readonly WantedAccount[],
	profile: Pick<RollupProfile, "l1ChainId">,
	what: string,
): ProvedContracts => {
	const slots = provedSlots(premises, wanted);
	const bare = wanted.filter((one) => one.slots.length === 0);
	const coded = wanted.filter((one) => one.code);
	if (premises.length !== slots.length + bare.length + coded.length)
		throw new Fault("evidence-step", `${premises.length} premises of ${what}`);
	const accounts = bare.map(({ address }, i) => {
		const premise = premises[slots.length + i];
		const account = premiseBy<Account>(premise, "mpt-account");
		if (account.value.address !== address)
			throw new Fault("evidence-step", `account ${account.value.address}`);
		return account;
	});
	const codes = coded.map(({ address }, i) => {
		const premise = premises[slots.length + bare.length + i];
		const code = premiseBy<Code>(premise, "code");
		if (code.value.address !== address)
			throw new Fault("evidence-step", `code of ${code.value.address}`);
		return code;
	});
	return {
		block: checkOneBlock(slots, [...accounts, ...codes], profile),
		code: (address) => {
			const code = codes.find(({ value }) => value.address === address);
			if (code === undefined)
				throw new Fault("evidence-step", `no code of ${address}`);
			return code.value;
		},
		word: (address, key) => {
			const slot = slots.find(
				({ value }) => value.address === address && value.key === key,
			);
			if (slot === undefined)
				throw new Fault("evidence-step", `no slot ${key} of ${address}`);
			return slot.value.word;
		},
		account: (address) => {
			const isIt = ({ value }: Verified<Account | Slot>): boolean =>
				value.address === address;
			// a contract's account is also what its slots were proved under
			const own = accounts.find(isIt) ?? slots.find(isIt)?.premises[0];
			return premiseBy<Account>(own, "mpt-account").value;
		},
	};
};

/**
 * Each contract runs the profile's code, and what it delegates to, where it is a proxy, is the profile's: by the hash of its
 * code, or by its address, of which it is proved then that what it holds stays.
 * @param inProxy where a proxy keeps its implementation
 * @throws not-anchored, l2-unknown-code; evidence-step for what is not among the proved
 */
export const checkContracts = (
	{ word, account, code }: ReadContracts,
	contracts: { readonly [what: string]: Contract },
	inProxy: Hex,
): void => {
	for (const [what, contract] of Object.entries(contracts)) {
		const { address, codeHash } = contract;
		if (codeHash !== undefined)
			checkCode(account(address), address, codeHash, what);
		else checkStays(code(address).bytes, 0n, what);
		if (!("implementation" in contract)) continue;
		const { implementation, implementationCodeHash } = contract;
		const behind = word(address, inProxy);
		if (behind !== BigInt(implementation))
			throw new Fault(
				"l2-unknown-code",
				`${what} has the implementation ${wordHex(behind)}`,
			);
		const called = `the implementation of ${what}`;
		if (implementationCodeHash !== undefined)
			checkCode(
				account(implementation),
				implementation,
				implementationCodeHash,
				called,
			);
		else
			checkStays(
				code(implementation).bytes,
				word(implementation, implementationSlot),
				called,
			);
	}
};
