// Lies about Starknet: what its contract on L1 keeps, the header under the hash, its tries.

import type { Hex } from "../../../src/base/bytes.ts";
import { concludeStarknetAccount } from "../../../src/l2/starknet/checks/account.ts";
import { concludeStarknetBalance } from "../../../src/l2/starknet/checks/balance.ts";
import { concludeStarknetConfig } from "../../../src/l2/starknet/checks/config.ts";
import { feltHex } from "../../../src/l2/starknet/checks/felt.ts";
import { coreSlots } from "../../../src/l2/starknet/checks/profile.ts";
import {
	concludeStarknetRoot,
	stateSlots,
} from "../../../src/l2/starknet/checks/root.ts";
import { concludeStarknetState } from "../../../src/l2/starknet/checks/state.ts";
import type { AnyVerified } from "../../../src/trust/verified.ts";
import {
	block,
	contractOf,
	contractsTrie,
	keptOf,
	type L1Parts,
	l1PartsOf,
	people,
	placeOf,
	profile,
	storages,
	tokens,
	witnesses,
} from "../../l2/starknet/world.ts";
import {
	borrowed,
	type LayerFamily,
	miscounted,
	somebody,
	swapped,
	turned,
} from "./family.ts";

type Parts = {
	readonly l1: L1Parts;
	readonly premises: (some: readonly AnyVerified[]) => readonly AnyVerified[];
	readonly slots: (some: readonly AnyVerified[]) => readonly AnyVerified[];
	readonly block: typeof block;
};
const honest: Parts = {
	l1: {},
	premises: (some) => some,
	slots: (some) => some,
	block,
};

const stateOf = (change: Partial<Parts> = {}) => {
	const parts = { ...honest, ...change };
	const { config: all, state } = l1PartsOf(parts.l1);
	const config = concludeStarknetConfig(profile, parts.premises(all));
	return concludeStarknetState(
		concludeStarknetRoot([config, ...parts.slots(state)]),
		parts.block,
	);
};

const withWord = (key: Hex, value: bigint): Partial<Parts> => {
	const words = keptOf();
	words.set(key, value);
	return { l1: { words } };
};

const nodesTo = (address: Hex) => witnesses(contractsTrie, BigInt(address));
const accountBy = (
	address: Hex,
	contract: ReturnType<typeof contractOf> | null = contractOf(address),
	nodes = nodesTo(address),
) => concludeStarknetAccount(stateOf(), { address, contract, nodes });

const halves = (made: (typeof storages)["eth"], owner: Hex) => ({
	owner,
	low: witnesses(made, placeOf(owner)),
	high: witnesses(made, placeOf(owner) + 1n),
});
const ether = () => accountBy(tokens.eth);

/** The header of another chain of the kind: as true as this one's. */
const elsewhere = { ...block, contractsRoot: feltHex(storages.eth.root) };

const bumped = (hex: Hex, by: number): Hex =>
	feltHex(BigInt(hex) + 1n + BigInt(by));

export const starknetFamily: LayerFamily = {
	name: "starknet",
	honest: () =>
		concludeStarknetBalance(ether(), halves(storages.eth, people.rich)),
	lies: [
		{
			kind: "a rival root beside the hash",
			ends: ["l2-preimage"],
			tell: (chance) =>
				stateOf(
					withWord(
						stateSlots[0],
						BigInt(bumped(feltHex(contractsTrie.root), chance.below(999))),
					),
				),
		},
		{
			kind: "another block's number beside the hash",
			ends: ["l2-preimage"],
			tell: (chance) =>
				stateOf(
					withWord(stateSlots[1], BigInt(block.number + 1 + chance.below(99))),
				),
		},
		{
			kind: "a state that is claimed and not taken over",
			ends: ["not-anchored"],
			tell: (chance) =>
				stateOf(withWord(chance.pick([stateSlots[0], stateSlots[2]]), 0n)),
		},
		{
			kind: "a wrong preimage",
			ends: ["l2-preimage"],
			tell: (chance) => {
				const name = chance.pick([
					"contractsRoot",
					"classesRoot",
					"sequencer",
					"stateDiffCommitment",
					"transactionCommitment",
					"eventCommitment",
					"receiptCommitment",
					"parentHash",
				] as const);
				return stateOf({
					block: { ...block, [name]: bumped(block[name], chance.below(999)) },
				});
			},
		},
		{
			kind: "another time in the preimage",
			ends: ["l2-preimage"],
			tell: (chance) =>
				stateOf({
					block: {
						...block,
						timestampS: block.timestampS + 1 + chance.below(9_999),
					},
				}),
		},
		{
			kind: "swapped slots",
			ends: ["evidence-step"],
			tell: (chance) => stateOf({ premises: (some) => swapped(some, chance) }),
		},
		{
			kind: "swapped slots of the state",
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
					l1: {
						proxyHash: turned(
							profile.contracts.core.codeHash ?? "0x00",
							chance,
						),
					},
				}),
		},
		{
			kind: "a changed implementation",
			ends: ["l2-unknown-code"],
			tell: (chance) =>
				stateOf(withWord(coreSlots.implementation, BigInt(somebody(chance)))),
		},
		{
			kind: "an implementation that borrows its code",
			ends: ["l2-unknown-code"],
			tell: (chance) => stateOf({ l1: { code: borrowed(chance) } }),
		},
		{
			kind: "an implementation that is a proxy itself",
			ends: ["l2-unknown-code"],
			tell: (chance) => stateOf({ l1: { behind: BigInt(somebody(chance)) } }),
		},
		{
			kind: "another fact registry",
			ends: ["l2-unknown-code"],
			tell: (chance) =>
				stateOf(withWord(coreSlots.verifier, BigInt(somebody(chance)))),
		},
		{
			kind: "proofs of no program",
			ends: ["l2-unknown-code"],
			tell: () => stateOf(withWord(coreSlots.programHash, 0n)),
		},
		{
			kind: "another chain's header under the hash",
			ends: ["l2-preimage"],
			tell: () => stateOf({ block: elsewhere }),
		},
		{
			kind: "another chain's root on L1, under the contract's way",
			ends: ["l2-account"],
			tell: () =>
				concludeStarknetAccount(
					stateOf({ l1: { words: keptOf(elsewhere) }, block: elsewhere }),
					{
						address: people.rich,
						contract: contractOf(people.rich),
						nodes: nodesTo(people.rich),
					},
				),
		},
		{
			kind: "another's contract",
			ends: ["l2-account"],
			tell: (chance) =>
				accountBy(
					people.rich,
					contractOf(chance.pick([tokens.eth, tokens.strk])),
				),
		},
		{
			kind: "another class, nonce or storage root",
			ends: ["l2-account"],
			tell: (chance) => {
				const own = contractOf(people.rich);
				const name = chance.pick([
					"classHash",
					"nonce",
					"storageRoot",
				] as const);
				return accountBy(people.rich, {
					...own,
					[name]: bumped(own[name], chance.below(999)),
				});
			},
		},
		{
			kind: "absence of what is there",
			ends: ["l2-account"],
			tell: (chance) =>
				accountBy(chance.pick([people.rich, tokens.eth, tokens.strk]), null),
		},
		{
			kind: "a way that leads elsewhere",
			ends: ["l2-account"],
			tell: (chance) =>
				accountBy(
					people.rich,
					contractOf(people.rich),
					nodesTo(chance.pick([tokens.eth, tokens.strk])),
				),
		},
		{
			kind: "another token's storage",
			ends: ["l2-account"],
			tell: () =>
				concludeStarknetBalance(ether(), halves(storages.strk, people.rich)),
		},
		{
			kind: "another's balance",
			ends: ["l2-account"],
			tell: () =>
				concludeStarknetBalance(ether(), {
					...halves(storages.eth, people.rich),
					owner: people.nobody,
				}),
		},
		{
			kind: "a balance of what is no known token",
			ends: ["l2-account"],
			tell: () =>
				concludeStarknetBalance(
					accountBy(people.rich),
					halves(storages.rich, people.rich),
				),
		},
	],
};
