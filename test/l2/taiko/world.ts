// A Taiko rollup's contracts on a made L1, as storage alone, and the rollup's own made blocks: for tests of src/l2/taiko without a
// network. The layouts are written here once more, by the generated *_Layout.sol of their source, so a wrong slot in src/l2 finds
// nothing.

import { fromHex, type Hex } from "../../../src/base/bytes.ts";
import { keccakHex } from "../../../src/crypto/hash.ts";
import { contractPremises } from "../../../src/l2/proved.ts";
import {
	concludeTaikoConfig,
	taikoConfigWanted,
} from "../../../src/l2/taiko/checks/config.ts";
import {
	type TaikoProfile,
	taikoV1,
} from "../../../src/l2/taiko/checks/profile.ts";
import {
	concludeTaikoRoot,
	taikoRootWanted,
} from "../../../src/l2/taiko/checks/root.ts";
import { concludeTaikoState } from "../../../src/l2/taiko/checks/state.ts";
import { mainnet } from "../../../src/l2/taiko/profiles/mainnet.ts";
import { proveCode } from "../../../src/state/slot.ts";
import { wordHex } from "../../../src/state/storage-layout.ts";
import type { Header } from "../../../src/state/values.ts";
import type { Verified } from "../../../src/trust/verified.ts";
import { type MadeBlock, mine, type World } from "../../state/chain.ts";
import { headerOver, proofsOf } from "../reference/made-root.ts";
import { implementationSlot, person } from "../rollup-world.ts";

/** The shipped profile: its pins are addresses, so made contracts can stand at them. */
export const taikoProfile: TaikoProfile = taikoV1(mainnet, "profile");
const { inbox, signalService, bridge } = taikoProfile.contracts;

export const proxyCode: Hex = "0x6001600255";
export const token: Hex = "0xa9d23408b9ba935c230493c40c73824df71a0975";

/** mapping[key] as Solidity places it. */
export const placed = (key: number | bigint | Hex, place: Hex): Hex =>
	keccakHex(Uint8Array.of(...fromHex(wordHex(key)), ...fromHex(place)));

/** L2: block i has person's nonce i, and a token of which person has i. */
export const mineTaiko = (length: number, salt = "taiko"): MadeBlock[] => {
	const made: MadeBlock[] = [];
	for (let i = 0; i < length; i++) {
		const number = BigInt(100 + i);
		const world: World = {
			[person]: { nonce: 100 + i, balance: number },
			[token]: {
				code: "0x60016003",
				storage: { [placed(person, wordHex(301))]: number },
			},
		};
		made.push(mine(world, made.at(-1) ?? null, { secondsPerSlot: 2, salt }));
	}
	return made;
};
export const blocks: readonly MadeBlock[] = mineTaiko(12);
const blockAt = (index: number): MadeBlock => {
	const block = blocks[index];
	if (block === undefined) throw new Error(`no block ${index}`);
	return block;
};
/** Of the newest checkpoint, and of the one before it. */
export const newest: MadeBlock = blockAt(9);
export const older: MadeBlock = blockAt(5);

/** L1's made block 100 is of this second. */
export const l1TimeS = 1_700_001_200;
/** Before that, and after all blocks of L2 that are made here. */
export const finalizedAtS = l1TimeS - 60;

export type Core = {
	next?: number;
	proposedAt?: number;
	finalized?: number;
	finalizedAtS?: number;
	checkpointAtS?: number;
};
export const packCore = (core: Core = {}): bigint => {
	const numbers = [
		core.next ?? 30_807,
		core.proposedAt ?? 99,
		core.finalized ?? 30_804,
		core.finalizedAtS ?? finalizedAtS,
		core.checkpointAtS ?? core.finalizedAtS ?? finalizedAtS,
	];
	return numbers.reduce(
		(word, number, i) => word | (BigInt(number) << BigInt(48 * i)),
		0n,
	);
};

export const checkpointPlace = (block: number, version = 1): Hex =>
	placed(block, placed(version, wordHex(254)));
const after = (slot: Hex): Hex => wordHex(BigInt(slot) + 1n);

export type Put = (to: Hex, key: Hex, word: bigint) => void;

/** A checkpoint as the signal service saves it. */
export const putCheckpoint = (
	put: Put,
	number: number,
	{ hash, stateRoot }: Pick<MadeBlock, "hash" | "stateRoot">,
	version = 1,
): void => {
	const place = checkpointPlace(number, version);
	put(signalService.address, place, BigInt(hash));
	put(signalService.address, after(place), BigInt(stateRoot));
};

/** The contracts as accounts of L1, with two checkpoints. */
export const taikoWorld = (
	change: (put: Put, world: World) => void = () => {},
): World => {
	const world: World = {};
	const put: Put = (to, key, word) => {
		const account = world[to];
		if (account === undefined) throw new Error(`no account ${to}`);
		account.storage = { ...account.storage, [key]: word };
	};
	for (const [i, one] of [inbox, signalService, bridge].entries()) {
		world[one.address] = { nonce: 1, code: proxyCode, storage: {} };
		world[one.implementation] = { nonce: 1, code: `0x600160025560${i}0` };
		put(one.address, implementationSlot, BigInt(one.implementation));
		put(one.address, wordHex(0), 3n);
		put(one.address, wordHex(51), BigInt(taikoProfile.controller));
		// the lock, and what is 1 while nobody has paused it
		put(one.address, wordHex(201), 0x0101n);
	}
	put(inbox.address, wordHex(251), 1_775_135_903n);
	put(inbox.address, wordHex(252), packCore());
	put(inbox.address, wordHex(253), BigInt(newest.hash));
	put(inbox.address, wordHex(256), 3n | (3n << 48n));
	putCheckpoint(put, newest.number, newest);
	putCheckpoint(put, older.number, older);
	change(put, world);
	return world;
};

/** A forced inclusion as the inbox queues it: its fee, how many blobs, the blob's offset with the time it came. */
export const putForced = (put: Put, index: number, timeS: number): void => {
	const place = BigInt(placed(index, wordHex(255)));
	put(inbox.address, wordHex(place), 1_000_000n);
	put(inbox.address, wordHex(place + 1n), 1n);
	put(inbox.address, wordHex(place + 2n), 77n | (BigInt(timeS) << 24n));
};

/** The premises that the rules take, proved under the header over this world. */
export const premisesOver = (
	world: World,
	profile = taikoProfile,
	header: Verified<Header> = headerOver(world),
) => {
	const proved = taikoConfigWanted(profile).map((one) => {
		const { account, slots } = proofsOf(header, world, one.address, one.slots);
		const code = one.code
			? proveCode(account, world[one.address]?.code ?? "0x")
			: null;
		return { account, slots, code };
	});
	const checkpoint = (l2BlockNumber: number) =>
		taikoRootWanted(profile, l2BlockNumber).flatMap(
			({ address, slots }) => proofsOf(header, world, address, slots).slots,
		);
	return { config: contractPremises(proved), checkpoint };
};

export const configOver = (world: World, profile = taikoProfile) =>
	concludeTaikoConfig(profile, premisesOver(world, profile).config);

export const rootOver = (
	world: World = taikoWorld(),
	l2BlockNumber = newest.number,
	profile = taikoProfile,
) =>
	concludeTaikoRoot(
		[
			configOver(world, profile),
			...premisesOver(world, profile).checkpoint(l2BlockNumber),
		],
		{ l2BlockNumber },
	);

export const stateOver = (
	world?: World,
	{ number, rlp }: Pick<MadeBlock, "number" | "rlp"> = newest,
) => concludeTaikoState(rootOver(world, number), { rlp });
