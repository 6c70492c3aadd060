// An OP rollup of op-contracts 7 and 8 on a made L1, as storage alone: an AnchorStateRegistry and its factory with games of several
// makes. The layouts are those of the profile, so a wrong slot in src/l2 finds nothing here.

import {
	bigToBytes,
	concat,
	fromHex,
	type Hex,
	toHex,
	utf8,
} from "../../src/base/bytes.ts";
import { keccakHex } from "../../src/crypto/hash.ts";
import {
	type OpRegistryProfile,
	opGamesV2,
	type PinnedGame,
} from "../../src/l2/op/checks/registry-profile.ts";
import {
	listSlot,
	mappingSlot,
	nextSlot,
	wordHex,
} from "../../src/state/storage-layout.ts";
import type { World } from "../state/chain.ts";
import {
	implementationSlot,
	passer,
	profile as portalProfile,
	sequencer,
} from "./rollup-world.ts";

const address = (byte: string): Hex => `0x${byte.repeat(20)}`;
/** Code that neither a clone nor a delegation begins with. */
const codeOf = (what: string): Hex =>
	toHex(concat(Uint8Array.of(0x60), utf8(what)));
const hashOf = (code: Hex): Hex => keccakHex(fromHex(code));
export const proxyCode = codeOf("a proxy");
export const earlierFactory = address("da");

export const superMake: PinnedGame = {
	type: 9,
	implementation: address("b9"),
	clone: "typed",
	claimsSlot: 1,
	respectedSlot: 9,
};
export const faultMake: PinnedGame = {
	type: 8,
	implementation: address("b8"),
	codeHash: hashOf(codeOf("b8")),
	clone: "typed",
	claimsSlot: 2,
	respectedSlot: 10,
};
export const permissionedMake: PinnedGame = {
	...faultMake,
	type: 1,
	implementation: address("b1"),
	codeHash: hashOf(codeOf("b1")),
};
export const bareMake: PinnedGame = {
	...faultMake,
	type: 0,
	clone: "bare",
	implementation: address("b0"),
	codeHash: hashOf(codeOf("b0")),
};

const { policy, coin, explorer } = portalProfile;

/** Blocks of the rollup are 12 s apart here, and its block 100 is of 1,700,001,200. */
export const registryProfile: OpRegistryProfile = opGamesV2(
	{
		kind: "op-games-v2",
		name: "made-registry",
		title: "Made rollup",
		chainId: 901,
		l1: "mainnet",
		l1ChainId: 1,
		blockTimeS: 12,
		explorer,
		coin,
		tokens: [],
		policy,
		contracts: {
			// by its code, by an implementation that is known by its address, and by its own address
			anchorStateRegistry: {
				address: address("a1"),
				codeHash: hashOf(proxyCode),
				implementation: address("d1"),
				implementationCodeHash: hashOf(codeOf("d1")),
			},
			disputeGameFactory: {
				address: address("a2"),
				codeHash: hashOf(proxyCode),
				implementation: address("d2"),
				earlier: [
					{
						implementation: earlierFactory,
						implementationCodeHash: hashOf(codeOf("da")),
					},
				],
			},
			systemConfig: {
				address: address("a3"),
				implementation: address("d3"),
				implementationCodeHash: hashOf(codeOf("d3")),
			},
		},
		games: [superMake, faultMake, permissionedMake, bareMake],
		slots: {
			implementation: implementationSlot,
			sequencerKey: portalProfile.slots.sequencerKey,
			batcherHash: 103,
			factory: 1,
			anchorGame: 2,
			startingRoot: 3,
			blacklist: 5,
			respectedType: 6,
			gameImplementations: 101,
			games: 103,
			gameList: 104,
			gameArgs: 105,
			gameStatus: 0,
		},
		messagePasser: passer,
		genesis: { timeS: 1_700_000_000, blockNumber: 0 },
		unchallengedForS: 60,
		gamesLookedAt: 6,
		gameFinalityS: 600,
	},
	"profile",
);

const { contracts, slots } = registryProfile;
export const registryAt = contracts.anchorStateRegistry.address;
export const factoryAt = contracts.disputeGameFactory.address;
/** Retired are games up to that second. */
export const retiredS = 1_700_000_500;

export const argsFor = (
	make: PinnedGame,
	change: {
		readonly prestate?: Hex;
		readonly registry?: Hex;
		readonly chainId?: number;
	} = {},
): Hex =>
	make.clone === "bare"
		? "0x"
		: toHex(
				concat(
					fromHex(change.prestate ?? `0x${"31".repeat(32)}`),
					fromHex(address("c1")),
					fromHex(change.registry ?? registryAt),
					fromHex(address("c2")),
					bigToBytes(BigInt(change.chainId ?? (make.type === 9 ? 0 : 901)), 32),
					make.type === 1
						? concat(fromHex(address("c3")), fromHex(address("c4")))
						: new Uint8Array(0),
				),
			);

/** A super root's preimage, written out here again. */
export const superPreimage = (
	timeS: number,
	...chains: readonly (readonly [id: number, root: Hex])[]
): Hex =>
	toHex(
		concat(
			Uint8Array.of(1),
			bigToBytes(BigInt(timeS), 8),
			...chains.flatMap(([id, root]) => [
				bigToBytes(BigInt(id), 32),
				fromHex(root),
			]),
		),
	);

export type RegistryGame = {
	readonly address: Hex;
	readonly make: PinnedGame;
	readonly rootClaim: Hex;
	readonly extraData: Hex;
	readonly createdAtS: number;
	/** In its own storage, where that is another than the factory's. */
	readonly ownCreatedAtS?: number;
	readonly resolvedAtS?: number;
	readonly status?: 0 | 1 | 2;
	readonly claims?: number;
	readonly blacklisted?: boolean;
	readonly isRespected?: boolean;
	readonly blockNumberChallenged?: boolean;
	readonly gameArgs?: Hex;
	/** Not in the factory. */
	readonly unlisted?: boolean;
	/** What its clone delegates to, where that is not its make's. */
	readonly implementation?: Hex;
};

const hexes = (...parts: readonly Hex[]): Uint8Array =>
	concat(...parts.map((part) => fromHex(part)));

/** Clones with immutable arguments, written out here again. */
export const cloneOf = (game: RegistryGame): Hex => {
	const { make, gameArgs = argsFor(make) } = game;
	const given = concat(
		hexes(address("99"), game.rootClaim, wordHex(7n)),
		make.clone === "bare"
			? new Uint8Array(0)
			: bigToBytes(BigInt(make.type), 4),
		hexes(game.extraData, gameArgs),
	);
	const size = bigToBytes(BigInt(given.length + 2), 2);
	return toHex(
		concat(
			hexes(
				"0x36602c57343d527f9e4ac34f21c619cefc926c8bd93b54bf5a39c7ab2127a895af1cc0691d7e3dff593da1005b363d3d373d3d3d3d61",
			),
			size,
			hexes("0x806062363936013d73", game.implementation ?? make.implementation),
			hexes("0x5af43d3d93803e606057fd5bf3"),
			given,
			size,
		),
	);
};

const uuidOf = ({ make, rootClaim, extraData }: RegistryGame): Hex => {
	const data = fromHex(extraData);
	return keccakHex(
		concat(
			bigToBytes(BigInt(make.type), 32),
			hexes(rootClaim),
			bigToBytes(96n, 32),
			bigToBytes(BigInt(data.length), 32),
			data,
			new Uint8Array((32 - (data.length % 32)) % 32),
		),
	);
};

export type RegistryWorld = {
	readonly played?: PinnedGame;
	readonly games?: readonly RegistryGame[];
	readonly anchorGame?: Hex;
	readonly start: { readonly root: Hex; readonly of: number };
	readonly gameArgs?: Hex;
	readonly change?: (
		world: World,
		put: (to: Hex, key: Hex, word: bigint) => void,
	) => void;
};

const putBytes = (
	put: (to: Hex, key: Hex, word: bigint) => void,
	key: Hex,
	bytes: Uint8Array,
): void => {
	if (bytes.length === 0) return;
	put(factoryAt, key, BigInt(2 * bytes.length + 1));
	for (let i = 0; 32 * i < bytes.length; i++) {
		const word = new Uint8Array(32);
		word.set(bytes.subarray(32 * i, 32 * i + 32));
		put(factoryAt, listSlot(key, i), BigInt(toHex(word)));
	}
};

/** The contracts and games as accounts of L1. */
export const registryWorld = ({
	played = superMake,
	games = [],
	anchorGame,
	start,
	gameArgs = argsFor(played),
	change,
}: RegistryWorld): World => {
	const world: World = {};
	for (const contract of Object.values(contracts)) {
		world[contract.address] = {
			code: proxyCode,
			storage: { [implementationSlot]: BigInt(contract.implementation) },
		};
		world[contract.implementation] = {
			code: codeOf(contract.implementation.slice(2, 4)),
		};
	}
	world[earlierFactory] = { code: codeOf("da") };
	for (const { implementation } of registryProfile.games)
		world[implementation] = { code: codeOf(implementation.slice(2, 4)) };
	const put = (to: Hex, key: Hex, word: bigint): void => {
		const account = world[to];
		if (account === undefined) throw new Error(`no account ${to}`);
		account.storage = { ...account.storage, [key]: word };
	};
	put(contracts.systemConfig.address, slots.sequencerKey, BigInt(sequencer));
	put(registryAt, wordHex(slots.factory), BigInt(factoryAt));
	if (anchorGame !== undefined)
		put(registryAt, wordHex(slots.anchorGame), BigInt(anchorGame));
	const starting = wordHex(slots.startingRoot);
	put(registryAt, starting, BigInt(start.root));
	put(registryAt, nextSlot(starting), BigInt(start.of));
	put(
		registryAt,
		wordHex(slots.respectedType),
		(BigInt(retiredS) << 32n) | BigInt(played.type),
	);
	put(
		factoryAt,
		mappingSlot(wordHex(played.type), slots.gameImplementations),
		BigInt(played.implementation),
	);
	putBytes(
		put,
		mappingSlot(wordHex(played.type), slots.gameArgs),
		fromHex(gameArgs),
	);
	const listed = games.filter(({ unlisted }) => unlisted !== true);
	put(factoryAt, wordHex(slots.gameList), BigInt(games.length));
	games.forEach((game, i) => {
		const { make, createdAtS } = game;
		const id =
			(BigInt(make.type) << 224n) |
			(BigInt(createdAtS) << 160n) |
			BigInt(game.address);
		put(factoryAt, listSlot(slots.gameList, i), id);
		if (listed.includes(game))
			put(factoryAt, mappingSlot(uuidOf(game), slots.games), id);
		if (game.blacklisted)
			put(registryAt, mappingSlot(wordHex(game.address), slots.blacklist), 1n);
		world[game.address] = {
			code: cloneOf(game),
			storage: {
				[wordHex(slots.gameStatus)]:
					BigInt(game.ownCreatedAtS ?? createdAtS) |
					(BigInt(game.resolvedAtS ?? 0) << 64n) |
					(BigInt(game.status ?? 0) << 128n) |
					(1n << 136n) |
					((game.blockNumberChallenged ? 1n : 0n) << 144n),
				[wordHex(make.claimsSlot)]: BigInt(game.claims ?? 1),
				[wordHex(make.respectedSlot)]: game.isRespected === false ? 0n : 1n,
			},
		};
	});
	change?.(world, put);
	return world;
};
