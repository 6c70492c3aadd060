// Dispute games as bytes: the clone's code, which holds the claimed root, the factory's ids, and the game's state word. What
// was true of games in contracts-bedrock 0.17 and holds still. Pure. Source: contracts-bedrock 0.17.3, DisputeGameFactory.sol, LibGameId.sol, FaultDisputeGame.sol; the clone code is
// that of Solady's clones with immutable arguments.

import {
	bigToBytes,
	concat,
	equalBytes,
	fromHex,
	type Hex,
	toHex,
} from "../../../base/bytes.ts";
import { Fault } from "../../../base/fault.ts";
import { keccakHex } from "../../../crypto/hash.ts";
import { bitsOf } from "../../../state/storage-layout.ts";

/** What a game's clone was made with. */
export type GameArguments = {
	readonly implementation: Hex;
	readonly creator: Hex;
	readonly rootClaim: Hex;
	readonly l1Head: Hex;
	readonly l2BlockNumber: bigint;
};

const first = fromHex(
	"0x36602c57343d527f9e4ac34f21c619cefc926c8bd93b54bf5a39c7ab2127a895af1cc0691d7e3dff593da1005b363d3d373d3d3d3d61",
);
const second = fromHex("0x806062363936013d73");
const third = fromHex("0x5af43d3d93803e606057fd5bf3");
const headLength = first.length + 2 + second.length + 20 + third.length;
/** creator, root, L1 head, block number. */
const argumentsLength = 20 + 32 + 32 + 32;

/** A clone with immutable arguments: what it delegates to, and the bytes behind its code. */
export type Clone = {
	readonly implementation: Hex;
	readonly given: Uint8Array;
};

/** The code of the clone that was made with these bytes. */
export const cloneCode = ({ implementation, given }: Clone): Uint8Array => {
	const size = bigToBytes(BigInt(given.length + 2), 2);
	return concat(
		first,
		size,
		second,
		fromHex(implementation, 20),
		third,
		given,
		size,
	);
};

/** @throws l2-game when it is any other code */
export const decodeClone = (code: Uint8Array): Clone => {
	if (code.length < headLength + 2)
		throw new Fault("l2-game", `${code.length} bytes of code`);
	const from = first.length + 2 + second.length;
	const clone = {
		implementation: toHex(code.subarray(from, from + 20)),
		given: code.subarray(headLength, code.length - 2),
	};
	if (!equalBytes(code, cloneCode(clone)))
		throw new Fault("l2-game", "the code is not that of a game's clone");
	return clone;
};

/** What every game is made with first: who made it, its root, L1's block before it. */
export const gameHead = ({
	creator,
	rootClaim,
	l1Head,
}: Pick<GameArguments, "creator" | "rootClaim" | "l1Head">): Uint8Array =>
	concat(fromHex(creator, 20), fromHex(rootClaim, 32), fromHex(l1Head, 32));

/** @throws l2-game when there are fewer bytes */
export const decodeGameHead = (
	given: Uint8Array,
): Pick<GameArguments, "creator" | "rootClaim" | "l1Head"> & {
	readonly rest: Uint8Array;
} => {
	if (given.length < 84)
		throw new Fault("l2-game", `made with ${given.length} bytes`);
	return {
		creator: toHex(given.subarray(0, 20)),
		rootClaim: toHex(given.subarray(20, 52)),
		l1Head: toHex(given.subarray(52, 84)),
		rest: given.subarray(84),
	};
};

/** The code of the clone that was made with these arguments. */
export const gameCode = (made: GameArguments): Uint8Array =>
	cloneCode({
		implementation: made.implementation,
		given: concat(gameHead(made), bigToBytes(made.l2BlockNumber, 32)),
	});

/** The arguments out of a clone's code. @throws l2-game when it is any other code */
export const decodeGameCode = (code: Uint8Array): GameArguments => {
	const { implementation, given } = decodeClone(code);
	if (given.length !== argumentsLength)
		throw new Fault("l2-game", `made with ${given.length} bytes`);
	const { rest, ...made } = decodeGameHead(given);
	return { implementation, ...made, l2BlockNumber: BigInt(toHex(rest)) };
};

/** What the factory knows a game by: keccak256(abi.encode(uint32 type, bytes32 root, bytes extraData)). */
export const uuidOf = (
	type: number,
	rootClaim: Hex,
	extraData: Uint8Array,
): Hex =>
	keccakHex(
		concat(
			bigToBytes(BigInt(type), 32),
			fromHex(rootClaim, 32),
			bigToBytes(96n, 32),
			bigToBytes(BigInt(extraData.length), 32),
			extraData,
			new Uint8Array((32 - (extraData.length % 32)) % 32),
		),
	);

/** The same, of a game about one block. */
export const gameUuid = (
	type: number,
	{
		rootClaim,
		l2BlockNumber,
	}: Pick<GameArguments, "rootClaim" | "l2BlockNumber">,
): Hex => uuidOf(type, rootClaim, bigToBytes(l2BlockNumber, 32));

export type GameId = {
	readonly type: number;
	readonly createdAtS: number;
	readonly game: Hex;
};

/** GameId: type (4 bytes), time (8), address (20). */
export const unpackGameId = (word: bigint): GameId => ({
	type: Number(bitsOf(word, 224, 32)),
	createdAtS: Number(bitsOf(word, 160, 64)),
	game: addressOfWord(bitsOf(word, 0, 160)),
});

/** The address in the low 20 bytes. @throws l2-game when there is more */
export const addressOfWord = (word: bigint): Hex => {
	if (word >> 160n !== 0n)
		throw new Fault("l2-game", "a word is not an address");
	return toHex(bigToBytes(word, 20));
};

export type GameStatus = {
	readonly createdAtS: number;
	readonly resolvedAtS: number;
	readonly status: "in progress" | "challenger wins" | "defender wins";
	readonly blockNumberChallenged: boolean;
};

/**
 * Is a game out, so that no root of it counts, whatever else stands behind it: lost, answered with a wrong block number, black-listed,
 * or older than the type of games that the portal respects now? One rule for the root that a balance rests on and for the
 * game that a withdrawal is proved against.
 */
export const isGameOut = (
	game: Pick<GameStatus, "status" | "blockNumberChallenged" | "createdAtS"> & {
		readonly isBlacklisted: boolean;
	},
	respectedSinceS: number,
): boolean =>
	game.status === "challenger wins" ||
	game.blockNumberChallenged ||
	game.isBlacklisted ||
	game.createdAtS < respectedSinceS;

/** Has nobody answered its root for as long as the profile wants? One claim is the root itself. */
export const isUnanswered = (
	claims: number | bigint,
	ageS: number,
	unchallengedForS: number,
): boolean => BigInt(claims) === 1n && ageS >= unchallengedForS;

const statuses = ["in progress", "challenger wins", "defender wins"] as const;

/** The game's first storage word. @throws l2-game for a status there is not, and for a game that was never initialized */
export const unpackStatus = (word: bigint): GameStatus => {
	const status = statuses[Number(bitsOf(word, 128, 8))];
	if (status === undefined) throw new Fault("l2-game", "no such status");
	if (bitsOf(word, 136, 8) !== 1n)
		throw new Fault("l2-game", "the game is not initialized");
	return {
		createdAtS: Number(bitsOf(word, 0, 64)),
		resolvedAtS: Number(bitsOf(word, 64, 64)),
		status,
		blockNumberChallenged: bitsOf(word, 144, 8) !== 0n,
	};
};
