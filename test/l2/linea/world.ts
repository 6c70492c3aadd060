// A Linea rollup's contract on a made L1, as storage alone, and the rollup's own made state: for tests of src/l2/linea without a network.

import { concat, fromHex, type Hex } from "../../../src/base/bytes.ts";
import type { Json } from "../../../src/base/immutable.ts";
import { keccakHex } from "../../../src/crypto/hash.ts";
import {
	concludeLineaConfig,
	lineaConfigWanted,
} from "../../../src/l2/linea/checks/config.ts";
import {
	type LineaProfile,
	lineaV1,
} from "../../../src/l2/linea/checks/profile.ts";
import {
	concludeLineaRoot,
	lineaRootWanted,
} from "../../../src/l2/linea/checks/root.ts";
import { concludeLineaState } from "../../../src/l2/linea/checks/state.ts";
import { mainnet } from "../../../src/l2/linea/profiles/mainnet.ts";
import { contractPremises } from "../../../src/l2/proved.ts";
import { proveCode } from "../../../src/state/slot.ts";
import { mappingSlot, wordHex } from "../../../src/state/storage-layout.ts";
import type { Header } from "../../../src/state/values.ts";
import type { Verified } from "../../../src/trust/verified.ts";
import type { World } from "../../state/chain.ts";
import { headerOver, proofsOf } from "../reference/made-root.ts";
import { accountTree, type MadeLineaAccount, slotTree } from "./tree.ts";

const hashOf = (code: Hex): Hex => keccakHex(fromHex(code));
const proxyCode: Hex = "0x6001600255";
export const logicCode: Hex = "0x60016002556003";

/** The shipped profile, before a proxy that is short. */
export const lineaProfile: LineaProfile = lineaV1(
	{
		...mainnet,
		contracts: {
			rollup: { ...mainnet.contracts.rollup, codeHash: hashOf(proxyCode) },
		},
	},
	"profile",
);
const { rollup } = lineaProfile.contracts;

export const person: Hex = `0x${"b0".repeat(20)}`;
export const stranger: Hex = `0x${"b1".repeat(20)}`;
export const token: Hex = `0x${"70".repeat(20)}`;
export const tokenCode: Hex = "0x60006000f3";
export const held: Hex = wordHex(5);
export const notHeld: Hex = wordHex(6);

export const accounts: { readonly [address: Hex]: MadeLineaAccount } = {
	[person]: {
		nonce: 7,
		balance: 10n ** 18n,
		codeHash: hashOf("0x"),
		codeSize: 0,
		storage: {},
	},
	[token]: {
		nonce: 1,
		balance: 0n,
		codeHash: hashOf(tokenCode),
		codeSize: 5,
		storage: { [held]: 250n, [wordHex(9)]: 1n, [wordHex(10)]: 2n },
	},
	...Object.fromEntries(
		Array.from({ length: 6 }, (_, i) => [
			`0x${`a${i}`.repeat(20)}`,
			{
				nonce: i,
				balance: BigInt(i),
				codeHash: hashOf("0x"),
				codeSize: 0,
				storage: {},
			},
		]),
	),
};
export const state = accountTree(accounts);
export const tokenSlots = slotTree(accounts[token]?.storage ?? {});

/** As a node answers linea_getProof. */
export const lineaAnswer = (address: Hex, slots: readonly Hex[]): Json => ({
	accountProof: state.prove(address),
	storageProofs:
		accounts[address] === undefined
			? []
			: slots.map((slot) =>
					slotTree(accounts[address]?.storage ?? {}).prove(slot),
				),
});

export const block = 500;
export const timeS = 1_700_001_000;
export const finalization = {
	messageNumber: wordHex(12),
	messageRollingHash: hashOf("0x0c"),
	forcedNumber: wordHex(2),
	forcedRollingHash: hashOf("0x02"),
	timeS,
};
const finalizationWord = (time: number): bigint =>
	BigInt(
		keccakHex(
			concat(
				fromHex(finalization.messageNumber),
				fromHex(finalization.messageRollingHash),
				fromHex(finalization.forcedNumber),
				fromHex(finalization.forcedRollingHash),
				fromHex(wordHex(time)),
			),
		),
	);

/** The rollup's storage by the layout of its source, not by the profile's names. */
export const lineaStorage = (): { [key: Hex]: bigint } => ({
	[lineaProfile.slots.implementation]: BigInt(rollup.implementation),
	[wordHex(281)]: BigInt(block),
	[mappingSlot(wordHex(block), 282)]: BigInt(state.root),
	[mappingSlot(wordHex(block - 1), 282)]: 99n,
	[wordHex(447)]: finalizationWord(timeS),
	[mappingSlot(wordHex(12), 334)]: BigInt(finalization.messageRollingHash),
	[mappingSlot(wordHex(2), 452)]: BigInt(finalization.forcedRollingHash),
});

export const lineaWorld = (
	change: (world: World, storage: { [key: Hex]: bigint }) => void = () => {},
): World => {
	const storage = lineaStorage();
	const world: World = {
		[rollup.address]: { code: proxyCode, storage },
		[rollup.implementation]: { code: logicCode },
	};
	change(world, storage);
	return world;
};

/** The premises that the rules take, proved under the header over this world. */
export const premisesOver = (
	world: World,
	profile = lineaProfile,
	header: Verified<Header> = headerOver(world),
) => {
	const proved = lineaConfigWanted(profile).map((one) => {
		const { account, slots } = proofsOf(header, world, one.address, one.slots);
		const code = one.code
			? proveCode(account, world[one.address]?.code ?? "0x")
			: null;
		return { account, slots, code };
	});
	const rootSlots = (l2BlockNumber: number) =>
		lineaRootWanted(profile, { l2BlockNumber }).flatMap(
			({ address, slots }) => proofsOf(header, world, address, slots).slots,
		);
	return { config: contractPremises(proved), rootSlots };
};

export const configOver = (world: World, profile = lineaProfile) =>
	concludeLineaConfig(profile, premisesOver(world, profile).config);

export const rootOver = (world: World = lineaWorld()) => {
	const config = configOver(world);
	const { rootSlots } = premisesOver(world);
	return concludeLineaRoot([config, ...rootSlots(config.value.l2BlockNumber)], {
		finalization,
	});
};

export const stateOver = (world?: World) => concludeLineaState(rootOver(world));
