// What a game was made with, out of its clone's code: the root it claims and of which block of the chain, in both layouts that
// games have. Pure. Source: op-contracts 7, DisputeGameFactory.sol (_createGameImpl), FaultDisputeGame.sol,
// SuperFaultDisputeGame.sol, PermissionedDisputeGame.sol, OPContractsManager's LibGameArgs.sol.

import {
	bigToBytes,
	concat,
	fromHex,
	type Hex,
	toHex,
} from "../../../base/bytes.ts";
import { Fault } from "../../../base/fault.ts";
import { cloneCode, decodeClone, decodeGameHead, gameHead } from "./games.ts";
import { provedBlock } from "./proved-game.ts";
import {
	formOf,
	type OpRegistryProfile,
	type PinnedGame,
} from "./registry-profile.ts";
import { blockAt, chainInSuperRoot } from "./super-root.ts";

export type MadeGame = {
	readonly game: PinnedGame;
	readonly creator: Hex;
	readonly rootClaim: Hex;
	readonly l1Head: Hex;
	/** A block's number, or a super root's preimage. */
	readonly extraData: Hex;
	/** What the factory gave it of its own; nothing in clones without. */
	readonly gameArgs: Hex;
};

/** What the factory gives each game of a type. Prestate, VM, registry, bonds' contract, chain id; permissioned: and two accounts. */
export type GameArgs = {
	readonly prestate: Hex;
	readonly vm: Hex;
	readonly registry: Hex;
	readonly weth: Hex;
	readonly chainId: bigint;
	/** Null where anybody may. */
	readonly proposer: Hex | null;
	readonly challenger: Hex | null;
};

const argsLength = 124;
const permissionedLength = argsLength + 40;

/** How many bytes the factory gives games of that make. */
export const argsLengthOf = ({ clone, type }: PinnedGame): number =>
	clone === "bare"
		? 0
		: formOf(type).isPermissioned
			? permissionedLength
			: argsLength;

/** @throws l2-game when there are more or fewer bytes than games of that type are given */
export const decodeGameArgs = (game: PinnedGame, args: Hex): GameArgs => {
	const bytes = fromHex(args);
	if (game.clone === "bare" || bytes.length !== argsLengthOf(game))
		throw new Fault(
			"l2-game",
			`${bytes.length} bytes are given to games of type ${game.type}`,
		);
	const at = (from: number, length: number): Hex =>
		toHex(bytes.subarray(from, from + length));
	const { isPermissioned } = formOf(game.type);
	return {
		prestate: at(0, 32),
		vm: at(32, 20),
		registry: at(52, 20),
		weth: at(72, 20),
		chainId: BigInt(at(92, 32)),
		proposer: isPermissioned ? at(124, 20) : null,
		challenger: isPermissioned ? at(144, 20) : null,
	};
};

/** What games of that type are given is for this chain and its registry. @throws l2-game */
export const checkGameArgs = (
	{ chainId, contracts }: OpRegistryProfile,
	game: PinnedGame,
	args: Hex,
): void => {
	if (game.clone === "bare") {
		if (args !== "0x")
			throw new Fault("l2-game", "the factory gives these games arguments");
		return;
	}
	const given = decodeGameArgs(game, args);
	// a game about all chains of a set names none
	const wanted = formOf(game.type).claims === "super-root" ? 0 : chainId;
	if (given.chainId !== BigInt(wanted))
		throw new Fault("l2-game", `a game of chain ${given.chainId}`);
	if (given.registry !== contracts.anchorStateRegistry.address)
		throw new Fault("l2-game", `a game of the registry ${given.registry}`);
};

/** The code of the clone that was made with these arguments. */
export const madeGameCode = (made: MadeGame): Uint8Array => {
	const { game, extraData, gameArgs } = made;
	return cloneCode({
		implementation: game.implementation,
		given: concat(
			gameHead(made),
			game.clone === "bare"
				? new Uint8Array(0)
				: bigToBytes(BigInt(game.type), 4),
			fromHex(extraData),
			fromHex(gameArgs),
		),
	});
};

/** The arguments out of a clone's code. @throws l2-game when it is any other code, or of a make that the profile does not know */
export const decodeMadeGame = (
	{ games }: OpRegistryProfile,
	code: Uint8Array,
): MadeGame => {
	const { implementation, given } = decodeClone(code);
	const { rest, ...head } = decodeGameHead(given);
	const makes = games.filter((one) => one.implementation === implementation);
	const game = makes.find(
		({ clone, type }) =>
			clone === "bare" || BigInt(toHex(rest.subarray(0, 4))) === BigInt(type),
	);
	if (game === undefined)
		throw new Fault("l2-game", `a clone of ${implementation}`);
	const from = game.clone === "bare" ? 0 : 4;
	const to = rest.length - argsLengthOf(game);
	if (to <= from) throw new Fault("l2-game", `made with ${given.length} bytes`);
	return {
		game,
		...head,
		extraData: toHex(rest.subarray(from, to)),
		gameArgs: toHex(rest.subarray(to)),
	};
};

/** A root of the chain, as a game or the registry names it. */
export type NamedRoot = {
	/** The chain's output root. */
	readonly root: Hex;
	readonly l2BlockNumber: number;
	/** What it was taken out of. */
	readonly superRoot: Hex | null;
};

/**
 * The chain's own root in a super root.
 * @throws l2-preimage when `preimage` is not the super root's, has nothing of the chain, or is of a time without a block
 */
export const rootInSuperRoot = (
	profile: OpRegistryProfile,
	superRoot: Hex,
	preimage: Uint8Array,
): NamedRoot & { readonly timeS: bigint } => {
	const { timeS, root } = chainInSuperRoot(
		superRoot,
		preimage,
		profile.chainId,
	);
	return { root, l2BlockNumber: blockAt(profile, timeS), superRoot, timeS };
};

/** The root that a game claims for the chain. @throws l2-game, l2-preimage */
export const claimedIn = (
	profile: OpRegistryProfile,
	{ game, rootClaim, extraData }: MadeGame,
): NamedRoot => {
	const extra = fromHex(extraData);
	if (formOf(game.type).claims === "super-root") {
		const { timeS: _, ...named } = rootInSuperRoot(profile, rootClaim, extra);
		return named;
	}
	if (game.proofs !== undefined)
		return {
			root: rootClaim,
			l2BlockNumber: provedBlock(rootClaim, extra),
			superRoot: null,
		};
	const number = BigInt(extraData);
	if (extra.length !== 32 || number > BigInt(Number.MAX_SAFE_INTEGER))
		throw new Fault("l2-game", `of block ${extraData}`);
	return { root: rootClaim, l2BlockNumber: Number(number), superRoot: null };
};
