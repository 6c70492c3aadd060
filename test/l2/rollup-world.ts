// A rollup's contracts on a made L1, as storage alone, and the rollup's own made chain: for tests of src/l2 without a
// network. The layouts are those of the profile, so a wrong slot in src/l2 finds nothing here.

import { secp256k1 } from "@noble/curves/secp256k1.js";
import {
	bigToBytes,
	concat,
	fromHex,
	type Hex,
	toHex,
	utf8,
} from "../../src/base/bytes.ts";
import { keccak256, keccakHex } from "../../src/crypto/hash.ts";
import { addressOf } from "../../src/crypto/secp256k1.ts";
import { decodeRollupProfile } from "../../src/l2/checks.ts";
import { gameCode, gameUuid } from "../../src/l2/op/checks/games.ts";
import { outputRoot } from "../../src/l2/op/checks/payload.ts";
import type { OpProfile } from "../../src/l2/op/checks/profile.ts";
import { buildTrie } from "../../src/proof/trie.ts";
import {
	listSlot,
	mappingSlot,
	wordHex,
} from "../../src/state/storage-layout.ts";
import { type MadeBlock, mineChain, type World } from "../state/chain.ts";

const address = (byte: string): Hex => `0x${byte.repeat(20)}`;
const codeOf = (what: string): Hex => toHex(utf8(`code of ${what}`));
const hashOf = (code: Hex): Hex => keccakHex(fromHex(code));
const proxyCode = codeOf("a proxy");

const proxied = (byte: string, implementation: string) => ({
	address: address(byte),
	codeHash: hashOf(proxyCode),
	implementation: address(implementation),
	implementationCodeHash: hashOf(codeOf(implementation)),
});

export const implementationSlot: Hex =
	"0x360894a13ba1a3210667c828492db98dca3e2076cc3735a920a3ca505d382bbc";
export const passer: Hex = "0x4200000000000000000000000000000000000016";
export const person: Hex = address("b0");

export const profile: OpProfile = decodeRollupProfile(
	{
		kind: "op-games-v1",
		name: "made",
		title: "Made rollup",
		chainId: 901,
		l1: "mainnet",
		l1ChainId: 1,
		blockTimeS: 2,
		explorer: "",
		coin: { symbol: "ETH", decimals: 18 },
		tokens: [],
		policy: {
			finality: "final",
			who: "proposed",
			ages: { show: 86_400, answer: 3600, order: 3600, sign: 3600 },
		},
		contracts: {
			systemConfig: proxied("c1", "d1"),
			disputeGameFactory: proxied("c2", "d2"),
			anchorStateRegistry: proxied("c3", "d3"),
			optimismPortal: proxied("c4", "d4"),
		},
		game: {
			type: 0,
			implementation: address("d5"),
			codeHash: hashOf(codeOf("d5")),
		},
		slots: {
			implementation: implementationSlot,
			sequencerKey: keccakHex(utf8("systemconfig.unsafeblocksigner")),
			anchors: 1,
			gameImplementations: 101,
			games: 103,
			gameList: 104,
			respectedType: 59,
			blacklist: 58,
			gameStatus: 0,
			gameClaims: 2,
		},
		messagePasser: passer,
		unchallengedForS: 60,
		gamesLookedAt: 4,
	},
	"profile",
) as OpProfile;

export const sequencerKey = keccak256(utf8("sequencer"));
export const sequencer = addressOf(sequencerKey);

/** L2: block i has person's nonce i, and a message passer with storage. */
export const mineL2 = (length: number, salt = ""): MadeBlock[] =>
	mineChain(
		length,
		{ [passer]: { code: "0x60", storage: { [wordHex(1n)]: 1n } } },
		(world, number) => {
			world[person] = { nonce: number, balance: BigInt(number) };
		},
		salt,
	);

/** The message passer's storage never changes here. */
export const passerRoot: Hex = buildTrie([
	[keccak256(fromHex(wordHex(1n))), Uint8Array.of(1)],
]).root;

export const rootOf = ({ stateRoot, hash: blockHash }: MadeBlock): Hex =>
	outputRoot({ stateRoot, messagePasserStorageRoot: passerRoot, blockHash });

export type MadeGame = {
	address: Hex;
	root: Hex;
	l2BlockNumber: number;
	createdAtS: number;
	status?: 0 | 1 | 2;
	claims?: number;
	blacklisted?: boolean;
	blockNumberChallenged?: boolean;
};

/** The contracts and games as accounts of L1. */
export const l1World = (
	games: readonly MadeGame[],
	anchor: { root: Hex; l2BlockNumber: number },
	change: (world: World) => void = () => {},
): World => {
	const { contracts, slots, game: played } = profile;
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
	world[played.implementation] = { code: codeOf("d5") };
	const put = (to: Hex, key: Hex, word: bigint): void => {
		const account = world[to];
		if (account === undefined) throw new Error(`no account ${to}`);
		account.storage = { ...account.storage, [key]: word };
	};
	const type = wordHex(BigInt(played.type));
	const factory = contracts.disputeGameFactory.address;
	put(contracts.systemConfig.address, slots.sequencerKey, BigInt(sequencer));
	put(
		factory,
		mappingSlot(type, BigInt(slots.gameImplementations)),
		BigInt(played.implementation),
	);
	put(factory, wordHex(BigInt(slots.gameList)), BigInt(games.length));
	const anchors = mappingSlot(type, BigInt(slots.anchors));
	const registry = contracts.anchorStateRegistry.address;
	put(registry, anchors, BigInt(anchor.root));
	put(registry, wordHex(BigInt(anchors) + 1n), BigInt(anchor.l2BlockNumber));
	// Respected since second 5, type 0.
	put(
		contracts.optimismPortal.address,
		wordHex(BigInt(slots.respectedType)),
		(5n << 32n) | BigInt(played.type),
	);
	for (const [i, game] of games.entries()) {
		const made = {
			implementation: played.implementation,
			creator: address("99"),
			rootClaim: game.root,
			l1Head: wordHex(7n),
			l2BlockNumber: BigInt(game.l2BlockNumber),
		};
		const id =
			(BigInt(played.type) << 224n) |
			(BigInt(game.createdAtS) << 160n) |
			BigInt(game.address);
		put(factory, listSlot(BigInt(slots.gameList), BigInt(i)), id);
		put(
			factory,
			mappingSlot(gameUuid(played.type, made), BigInt(slots.games)),
			id,
		);
		if (game.blacklisted)
			put(
				contracts.optimismPortal.address,
				mappingSlot(wordHex(BigInt(game.address)), BigInt(slots.blacklist)),
				1n,
			);
		world[game.address] = {
			code: toHex(gameCode(made)),
			storage: {
				[wordHex(BigInt(slots.gameStatus))]:
					BigInt(game.createdAtS) |
					(BigInt(game.status ?? 0) << 128n) |
					(1n << 136n) |
					((game.blockNumberChallenged ? 1n : 0n) << 144n),
				[wordHex(BigInt(slots.gameClaims))]: BigInt(game.claims ?? 1),
			},
		};
	}
	change(world);
	return world;
};

const little = (value: number, length: number): Uint8Array =>
	bigToBytes(BigInt(value), length).reverse();

/** A payload of version 3, or of version 4 with a withdrawals root. */
export const encodePayload = (
	block: Pick<MadeBlock, "stateRoot" | "hash" | "number">,
	withdrawalsRoot?: Hex,
): Uint8Array => {
	const fixed = withdrawalsRoot === undefined ? 528 : 560;
	return concat(
		new Uint8Array(32),
		new Uint8Array(32 + 20),
		fromHex(block.stateRoot),
		new Uint8Array(32 + 256 + 32),
		little(block.number, 8),
		new Uint8Array(16),
		little(1_700_000_000, 8),
		little(fixed, 4),
		new Uint8Array(32),
		fromHex(block.hash),
		little(fixed + 3, 4),
		little(fixed + 3, 4),
		new Uint8Array(16),
		withdrawalsRoot === undefined
			? new Uint8Array(0)
			: fromHex(withdrawalsRoot),
		utf8("abc"),
	);
};

export const signPayload = (
	payload: Uint8Array,
	key = sequencerKey,
	chainId = profile.chainId,
): { payload: Hex; signature: Hex } => {
	const hash = keccak256(
		concat(
			new Uint8Array(32),
			bigToBytes(BigInt(chainId), 32),
			keccak256(payload),
		),
	);
	const signed = secp256k1.sign(hash, key, {
		prehash: false,
		format: "recovered",
	});
	return {
		payload: toHex(payload),
		signature: toHex(concat(signed.subarray(1), signed.subarray(0, 1))),
	};
};
