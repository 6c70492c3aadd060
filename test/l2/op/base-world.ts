// Base's contracts on a made L1, as storage alone, by the real layout of its games (type 621), written out here again: base/contracts,
// snapshots/storageLayout/AggregateVerifier.json. The one hash of code that the profile names is left out: no such code is here.

import { encodeAbiParameters, keccak256, parseAbiParameters } from "viem";
import {
	bigToBytes,
	concat,
	fromHex,
	type Hex,
	toHex,
} from "../../../src/base/bytes.ts";
import type {
	OpRegistryProfile,
	PinnedGame,
} from "../../../src/l2/op/checks/registry-profile.ts";
import { base } from "../../../src/l2/op/profiles/base.ts";
import type { World } from "../../state/chain.ts";
import { cloneOf } from "../registry-world.ts";
import { implementationSlot, sequencer } from "../rollup-world.ts";

const { codeHash: _, ...disputeGameFactory } =
	base.contracts.disputeGameFactory;
export const profile: OpRegistryProfile = {
	...base,
	contracts: { ...base.contracts, disputeGameFactory },
};
const [today, before] = profile.games;
if (today?.proofs === undefined || before === undefined)
	throw new Error("makes");
export const makes: {
	readonly today: PinnedGame;
	readonly before: PinnedGame;
} = { today, before };
export const verifiers = today.proofs.verifiers;
export const retiredS = 1_690_000_000;
const prover: Hex = `0x${"9a".repeat(20)}`;

export type BaseGame = {
	readonly address: Hex;
	readonly make?: PinnedGame;
	readonly root: Hex;
	readonly number: number;
	readonly createdAtS: number;
	readonly resolvedAtS?: number;
	readonly status?: 0 | 1 | 2;
	readonly tee?: boolean;
	readonly zk?: boolean;
	/** Which root on the way was disproved, from 1. */
	readonly refuted?: number;
	readonly isRespected?: boolean;
	readonly blacklisted?: boolean;
	/** Not in the factory. */
	readonly unlisted?: boolean;
	/** The game before it. */
	readonly parent?: Hex;
	/** In place of the true extra data. */
	readonly extraData?: Hex;
};

/** A word as a slot's key: written out here, without src. */
const slot = (n: number | bigint): Hex =>
	`0x${n.toString(16).padStart(64, "0")}`;
const inMapping = (key: Hex, at: number): Hex =>
	keccak256(
		encodeAbiParameters(parseAbiParameters("bytes32, uint256"), [
			slot(BigInt(key)),
			BigInt(at),
		]),
	);

/** Number, the game before, twenty roots on the way. */
export const extraOf = ({
	number,
	root,
	parent = `0x${"77".repeat(20)}`,
}: BaseGame): Hex =>
	toHex(
		concat(
			bigToBytes(BigInt(number), 32),
			fromHex(parent),
			...Array.from({ length: 19 }, (_, i) => fromHex(slot(i + 1))),
			fromHex(root),
		),
	);
const madeOf = (game: BaseGame) => ({
	address: game.address,
	make: game.make ?? makes.today,
	rootClaim: game.root,
	extraData: game.extraData ?? extraOf(game),
	createdAtS: game.createdAtS,
	gameArgs: "0x" as const,
});

export type BaseWorld = {
	readonly games?: readonly BaseGame[];
	readonly anchorGame?: Hex;
	readonly start?: { readonly root: Hex; readonly of: number };
	readonly nullified?: readonly ("tee" | "zk")[];
	readonly change?: (
		world: World,
		put: (to: Hex, key: Hex, word: bigint) => void,
	) => void;
};

export const baseWorld = ({
	games = [],
	anchorGame,
	start,
	nullified = [],
	change,
}: BaseWorld): World => {
	const world: World = {};
	const put = (to: Hex, key: Hex, word: bigint): void => {
		const account = world[to];
		if (account === undefined) throw new Error(`no account ${to}`);
		account.storage = { ...account.storage, [key]: word };
	};
	const exists = (at: Hex): void => {
		world[at] = { code: `0x60${at.slice(2)}`, storage: {} };
	};
	const { contracts } = profile;
	for (const { address, implementation } of Object.values(contracts)) {
		exists(address);
		exists(implementation);
		put(address, implementationSlot, BigInt(implementation));
	}
	for (const { implementation } of profile.games) exists(implementation);
	for (const kind of ["tee", "zk"] as const) {
		exists(verifiers[kind].address);
		if (nullified.includes(kind)) put(verifiers[kind].address, slot(0), 1n);
	}
	const registry = contracts.anchorStateRegistry.address;
	const factory = contracts.disputeGameFactory.address;
	put(
		contracts.systemConfig.address,
		keccak256(new TextEncoder().encode("systemconfig.unsafeblocksigner")),
		BigInt(sequencer),
	);
	put(registry, slot(1), BigInt(factory));
	if (anchorGame !== undefined) put(registry, slot(2), BigInt(anchorGame));
	if (start !== undefined) {
		put(registry, slot(3), BigInt(start.root));
		put(registry, slot(4), BigInt(start.of));
	}
	put(registry, slot(6), (BigInt(retiredS) << 32n) | 621n);
	put(factory, inMapping(slot(621), 101), BigInt(makes.today.implementation));
	put(factory, slot(104), BigInt(games.length));
	games.forEach((game, i) => {
		const made = madeOf(game);
		const { address, createdAtS } = game;
		const id = (621n << 224n) | (BigInt(createdAtS) << 160n) | BigInt(address);
		put(factory, slot(BigInt(keccak256(slot(104))) + BigInt(i)), id);
		const uuid = keccak256(
			encodeAbiParameters(parseAbiParameters("uint32, bytes32, bytes"), [
				621,
				made.rootClaim,
				made.extraData,
			]),
		);
		if (!game.unlisted) put(factory, inMapping(uuid, 103), id);
		if (game.blacklisted) put(registry, inMapping(address, 5), 1n);
		const { tee = true, zk = false } = game;
		world[address] = {
			code: cloneOf(made),
			storage: {
				[slot(0)]:
					BigInt(createdAtS) |
					(BigInt(game.resolvedAtS ?? 0) << 64n) |
					(BigInt(game.status ?? 0) << 128n) |
					(1n << 136n) |
					((game.isRespected === false ? 0n : 1n) << 144n),
				[slot(5)]: BigInt(game.refuted ?? 0),
				[inMapping(slot(0), 6)]: tee ? BigInt(prover) : 0n,
				[inMapping(slot(1), 6)]: zk ? BigInt(prover) : 0n,
				[slot(7)]:
					BigInt(createdAtS + 432_000) |
					(BigInt(Number(tee) + Number(zk)) << 64n),
			},
		};
	});
	change?.(world, put);
	return world;
};
