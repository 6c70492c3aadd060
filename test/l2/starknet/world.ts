// A made Starknet: tries of contracts and of two tokens' storage, a header under a hash, and what L1 keeps of it, as verified values.

import { type Hex, toHex, utf8 } from "../../../src/base/bytes.ts";
import { keccakHex } from "../../../src/crypto/hash.ts";
import { pedersen, starkP } from "../../../src/crypto/pedersen.ts";
import {
	globalRoot,
	type StarknetBlock,
	starknetBlockHash,
} from "../../../src/l2/starknet/checks/block.ts";
import {
	concludeStarknetConfig,
	starknetConfigWanted,
} from "../../../src/l2/starknet/checks/config.ts";
import { feltHex } from "../../../src/l2/starknet/checks/felt.ts";
import {
	coreSlots,
	type StarknetProfile,
	starknetV1,
} from "../../../src/l2/starknet/checks/profile.ts";
import {
	concludeStarknetRoot,
	stateSlots,
} from "../../../src/l2/starknet/checks/root.ts";
import { concludeStarknetState } from "../../../src/l2/starknet/checks/state.ts";
import {
	type ContractFields,
	contractLeaf,
	witnessOf,
} from "../../../src/l2/starknet/checks/trie.ts";
import type {
	StarknetRoot,
	StarknetState,
} from "../../../src/l2/starknet/checks/values.ts";
import { mainnet } from "../../../src/l2/starknet/profiles/mainnet.ts";
import type { AnyVerified, Verified } from "../../../src/trust/verified.ts";
import { type MadeTrie, makeTrie } from "../../proof/made-trie.ts";
import { account, codeOf, scene, slotOf } from "../../receipt/world.ts";

export const { header } = scene({ finality: "final" });

export const coreCode = toHex(utf8("code of the core"));

const proxyCodeHash = keccakHex(utf8("code of its proxy"));

export const profile: StarknetProfile = starknetV1(
	{
		...mainnet,
		l1ChainId: header.value.chainId,
		contracts: {
			core: {
				...mainnet.contracts.core,
				codeHash: proxyCodeHash,
			},
		},
	},
	"profile",
);
const [eth, strk] = profile.tokens;
const [first, second] = profile.erc20Classes;
if (!eth || !strk || !first || !second) throw new Error("no tokens");
export const tokens = { eth: eth.address, strk: strk.address } as const;
export const classes = [first.classHash, second.classHash] as const;

/** An account with balances, one that has none yet, and an address where nothing is. */
export const people = {
	rich: feltHex(0x1234_5678_9abcn),
	nobody: feltHex((1n << 250n) + 77n),
} as const;

/** By its definition and not by our function: sn_keccak, then Pedersen. */
const balancesVariable =
	BigInt(keccakHex(utf8("ERC20_balances"))) & ((1n << 250n) - 1n);
export const placeOf = (owner: Hex): bigint =>
	pedersen(balancesVariable, BigInt(owner)) % ((1n << 251n) - 256n);

export const amounts = { eth: 7n << 130n, strk: (3n << 128n) | 9n } as const;

const halves = (
	owner: Hex,
	amount: bigint,
): readonly (readonly [bigint, bigint])[] =>
	[
		[placeOf(owner), amount & ((1n << 128n) - 1n)] as const,
		[placeOf(owner) + 1n, amount >> 128n] as const,
	].filter(([, value]) => value !== 0n);

const trie = (values: Iterable<readonly [bigint, bigint]>): MadeTrie =>
	makeTrie(pedersen, starkP, new Map(values));
const others = Array.from({ length: 6 }, (_, i): readonly [bigint, bigint] => [
	pedersen(1n, BigInt(i)) % (1n << 251n),
	BigInt(i + 1),
]);

export const storages = {
	eth: trie([...others, ...halves(people.rich, amounts.eth)]),
	strk: trie([...others, ...halves(people.rich, amounts.strk)]),
	rich: trie([[5n, 6n]]),
} as const;

const contracts: { readonly [address: Hex]: ContractFields } = {
	[tokens.eth]: {
		classHash: classes[0],
		storageRoot: feltHex(storages.eth.root),
		nonce: feltHex(0n),
	},
	[tokens.strk]: {
		classHash: classes[1],
		storageRoot: feltHex(storages.strk.root),
		nonce: feltHex(0n),
	},
	[people.rich]: {
		classHash: feltHex(0xc1a55n),
		storageRoot: feltHex(storages.rich.root),
		nonce: feltHex(41n),
	},
};

/** As it was deployed. */
export const contractOf = (address: Hex): ContractFields => {
	const found = contracts[address];
	if (found === undefined) throw new Error(`nothing at ${address}`);
	return found;
};

export const contractsTrie = trie([
	...others,
	...Object.entries(contracts).map(
		([address, contract]) => [BigInt(address), contractLeaf(contract)] as const,
	),
]);

export const witnesses = (made: MadeTrie, key: bigint) =>
	made.way(key).map(witnessOf);

export const block: StarknetBlock = {
	number: 4_174_049,
	contractsRoot: feltHex(contractsTrie.root),
	classesRoot: feltHex(99n),
	sequencer: feltHex(1n),
	timestampS: header.value.timestampS - 3600,
	transactionCount: 6,
	eventCount: 36,
	stateDiffLength: 39,
	daMode: "BLOB",
	stateDiffCommitment: feltHex(2n),
	transactionCommitment: feltHex(3n),
	eventCommitment: feltHex(4n),
	receiptCommitment: feltHex(5n),
	l1GasPrice: [feltHex(6n), feltHex(7n)],
	l1DataGasPrice: [feltHex(8n), feltHex(9n)],
	l2GasPrice: [feltHex(10n), feltHex(11n)],
	version: "0.14.1",
	parentHash: feltHex(12n),
};

export type Kept = {
	readonly words: ReadonlyMap<Hex, bigint>;
	readonly implementationCode: Hex;
};

/** What the core keeps on L1, by its slots. */
export const keptOf = (of: StarknetBlock = block): Map<Hex, bigint> =>
	new Map<Hex, bigint>([
		[coreSlots.implementation, BigInt(profile.contracts.core.implementation)],
		[coreSlots.verifier, BigInt(profile.verifier)],
		[coreSlots.programHash, 0xabcn],
		[coreSlots.aggregatorProgramHash, 0xabdn],
		[coreSlots.configHash, 0xaben],
		[coreSlots.upgradeDelay, 0n],
		[stateSlots[0], BigInt(globalRoot(of.contractsRoot, of.classesRoot))],
		[stateSlots[1], BigInt(of.number)],
		[stateSlots[2], BigInt(starknetBlockHash(of))],
	]);

export type L1Parts = {
	readonly words?: ReadonlyMap<Hex, bigint>;
	readonly code?: Hex;
	readonly proxyHash?: Hex;
	/** The word where the implementation would keep what it delegates to. */
	readonly behind?: bigint;
};

const l1Of = ({
	words = keptOf(),
	code = coreCode,
	proxyHash,
	behind = 0n,
}: L1Parts) => {
	const { core } = profile.contracts;
	const proxy = account(header, core.address, {
		codeHash: proxyHash ?? proxyCodeHash,
	});
	const implementation = account(header, core.implementation, {
		codeHash: keccakHex(Uint8Array.from(Buffer.from(code.slice(2), "hex"))),
	});
	const slot = (key: Hex) => slotOf(proxy, key, words.get(key) ?? 0n);
	const [wanted, inner] = starknetConfigWanted(profile);
	return {
		config: [
			...(wanted?.slots ?? []).map(slot),
			...(inner?.slots ?? []).map((key) => slotOf(implementation, key, behind)),
			codeOf(implementation, code),
		] as readonly AnyVerified[],
		state: stateSlots.map(slot),
	};
};

export const configOf = (parts: L1Parts = {}) =>
	concludeStarknetConfig(profile, l1Of(parts).config);

export const rootOf = (parts: L1Parts = {}): Verified<StarknetRoot> =>
	concludeStarknetRoot([configOf(parts), ...l1Of(parts).state]);

export const stateOf = (): Verified<StarknetState> =>
	concludeStarknetState(rootOf(), block);

export const l1PartsOf = l1Of;
