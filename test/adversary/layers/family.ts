// What somebody may do to one family of layer 2s: on L1, by making roots and changing contracts, and as an endpoint, by serving proofs of
// something else. Each lie is told to the family's rules as they ship, over a made world. It holds where the rules refuse.

import { fromHex, type Hex, toHex } from "../../../src/base/bytes.ts";
import type { FaultCode } from "../../../src/base/faults.ts";
import { accountClaim } from "../../../src/source/execution.ts";
import { proveAccount } from "../../../src/state/account.ts";
import type { WantedAccount } from "../../../src/state/capture.ts";
import { proveCode, proveSlot } from "../../../src/state/slot.ts";
import type { Header } from "../../../src/state/values.ts";
import type { AnyVerified, Verified } from "../../../src/trust/verified.ts";
import type { Chance } from "../../conformance/chance.ts";
import { headerOver } from "../../l2/reference/made-root.ts";
import { proofJson, type World } from "../../state/chain.ts";

export type LayerLie = {
	/** In a noun phrase. */
	readonly kind: string;
	/** The codes by which it is refused: another would say that something else was. */
	readonly ends: readonly FaultCode[];
	/** What the rules conclude from it. @throws what refuses it */
	readonly tell: (chance: Chance) => AnyVerified;
};

export type LayerFamily = {
	readonly name: string;
	/** The same without a lie: else it would be no wonder that a lie is refused. */
	readonly honest: () => AnyVerified;
	readonly lies: readonly LayerLie[];
};

/** What is wanted, proved under one header over the world. */
export const provedOver = (
	world: World,
	wanted: readonly WantedAccount[],
	header: Verified<Header> = headerOver(world),
) =>
	wanted.map(({ address, slots, code }) => {
		const claim = accountClaim(proofJson(world, address, [...slots]), "claim");
		const account = proveAccount(header, address, claim);
		return {
			account,
			slots: claim.storageProof.map((one) => proveSlot(account, one)),
			code: code ? proveCode(account, world[address]?.code ?? "0x") : null,
		};
	});

/** One bit turned over. */
export const turned = (hex: Hex, chance: Chance): Hex => {
	const bytes = fromHex(hex);
	const at = chance.below(bytes.length);
	bytes[at] = (bytes[at] ?? 0) ^ (1 << chance.below(8));
	return toHex(bytes);
};

/** Two of them in each other's place: each is true and stands for something else. */
export const swapped = <T>(
	some: readonly T[],
	chance: Chance,
): readonly T[] => {
	const one = chance.below(some.length);
	const other = (one + 1 + chance.below(some.length - 1)) % some.length;
	const [a, b] = [some[one], some[other]];
	if (a === undefined || b === undefined)
		throw new RangeError("nothing to swap");
	return some.with(one, b).with(other, a);
};

/** One of them left out, or there twice. */
export const miscounted = <T>(
	some: readonly T[],
	chance: Chance,
): readonly T[] => {
	const at = chance.below(some.length);
	return chance.below(2) === 0
		? some.toSpliced(at, 1)
		: some.toSpliced(at, 0, ...some.slice(at, at + 1));
};

/** An address that nobody named. */
export const somebody = (chance: Chance): Hex =>
	toHex(Uint8Array.from({ length: 20 }, () => 0x10 + chance.below(0x60)));

/** Code that runs code of somewhere else: a delegation (EIP-7702), or a clone (EIP-1167). */
export const borrowed = (chance: Chance): Hex => {
	const to = somebody(chance).slice(2);
	return chance.below(2) === 0
		? `0xef0100${to}`
		: `0x363d3d373d3d3d363d73${to}5af43d82803e903d91602b57fd5bf3`;
};

/** The world with an account's slots changed. */
export const withSlots = (
	world: World,
	address: Hex,
	slots: { readonly [key: Hex]: bigint },
): World => {
	const account = world[address];
	if (account === undefined) throw new RangeError(`no account ${address}`);
	return {
		...world,
		[address]: { ...account, storage: { ...account.storage, ...slots } },
	};
};

/** The world with other code at an address. */
export const withCode = (world: World, address: Hex, code: Hex): World => ({
	...world,
	[address]: { ...world[address], code },
});
