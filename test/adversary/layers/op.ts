// Lies about an OP rollup whose games an AnchorStateRegistry judges: games that are claimed, lost, struck off or not the factory's, super
// roots, proxies, headers.

import { fromHex, type Hex } from "../../../src/base/bytes.ts";
import { keccakHex } from "../../../src/crypto/hash.ts";
import { decodeMadeGame } from "../../../src/l2/op/checks/made-game.ts";
import {
	concludeRegistry,
	registryWanted,
} from "../../../src/l2/op/checks/registry-config.ts";
import {
	blacklistedSlot,
	concludeRegistryGame,
	gameIdSlot,
	registryGameWanted,
} from "../../../src/l2/op/checks/registry-root.ts";
import { concludeState } from "../../../src/l2/op/checks/state.ts";
import { contractPremises } from "../../../src/l2/proved.ts";
import { wordHex } from "../../../src/state/storage-layout.ts";
import type { AnyVerified } from "../../../src/trust/verified.ts";
import { headerOver } from "../../l2/reference/made-root.ts";
import {
	argsFor,
	factoryAt,
	faultMake,
	registryProfile as profile,
	type RegistryGame,
	type RegistryWorld,
	registryAt,
	registryWorld,
	retiredS,
	superMake,
	superPreimage,
} from "../../l2/registry-world.ts";
import {
	implementationSlot,
	mineL2,
	passerRoot,
	rootOf,
} from "../../l2/rollup-world.ts";
import type { MadeBlock } from "../../state/chain.ts";
import {
	borrowed,
	type LayerFamily,
	miscounted,
	provedOver,
	somebody,
	swapped,
	turned,
	withCode,
	withSlots,
} from "./family.ts";

const blocks = mineL2(6);
const elsewhere = mineL2(6, "another chain");
const at = (n: number): Hex =>
	`0x${n.toString(16).padStart(2, "0").repeat(20)}`;
const timeS = (number: number): number => 1_700_000_000 + 12 * number;
const first = (some: readonly MadeBlock[]): MadeBlock => {
	const [block] = some;
	if (block === undefined) throw new Error("no blocks");
	return block;
};
const block = first(blocks);

/** A game about the super root of this block's time; L1 is of that time as well. */
const gameOf = (
	more: Partial<RegistryGame> & {
		readonly root?: Hex;
		readonly chainId?: number;
	} = {},
): RegistryGame => {
	const { root = rootOf(block), chainId = 901, ...changed } = more;
	const extraData = superPreimage(
		timeS(block.number) + 5,
		[10, `0x${"0a".repeat(32)}`],
		[chainId, root],
	);
	return {
		address: at(1),
		make: superMake,
		rootClaim: keccakHex(fromHex(extraData)),
		extraData,
		createdAtS: timeS(100) - 100,
		...changed,
	};
};
/** About the same block, with the root itself in place of a time's. */
const byBlock = (more: Partial<RegistryGame> = {}): RegistryGame => ({
	address: at(2),
	make: faultMake,
	rootClaim: rootOf(block),
	extraData: wordHex(block.number),
	createdAtS: timeS(100) - 100,
	...more,
});

type Parts = {
	readonly game: RegistryGame;
	readonly l1: Partial<RegistryWorld>;
	readonly change: (
		world: ReturnType<typeof registryWorld>,
	) => ReturnType<typeof registryWorld>;
	readonly premises: (some: readonly AnyVerified[]) => readonly AnyVerified[];
	readonly own: (some: readonly AnyVerified[]) => readonly AnyVerified[];
	readonly header: Hex;
	readonly passer: Hex;
};
const honest: Parts = {
	game: gameOf(),
	l1: {},
	change: (world) => world,
	premises: (some) => some,
	own: (some) => some,
	header: block.rlp,
	passer: passerRoot,
};

const stateOf = (change: Partial<Parts> = {}): AnyVerified => {
	const parts = { ...honest, ...change };
	const { game } = parts;
	const world = parts.change(
		registryWorld({
			start: { root: wordHex(1n), of: 1 },
			games: [game],
			...parts.l1,
		}),
	);
	const header = headerOver(world);
	const config = concludeRegistry(
		profile,
		parts.premises(
			contractPremises(provedOver(world, registryWanted(profile), header)),
		),
	);
	const made = decodeMadeGame(
		profile,
		fromHex(world[game.address]?.code ?? "0x"),
	);
	const [own, id, black] = provedOver(
		world,
		[
			registryGameWanted(profile, game.address),
			{ address: factoryAt, slots: [gameIdSlot(profile, made)] },
			{ address: registryAt, slots: [blacklistedSlot(profile, game.address)] },
		],
		header,
	);
	if (own?.code == null || id === undefined || black === undefined)
		throw new Error("not all is proved");
	const root = concludeRegistryGame(
		[
			config,
			own.code,
			...parts.own([...id.slots, ...black.slots, ...own.slots]),
		],
		null,
	);
	return concludeState(root, {
		rlp: parts.header,
		messagePasserStorageRoot: parts.passer,
	});
};

const { contracts } = profile;
const proxies = Object.values(contracts);

export const opFamily: LayerFamily = {
	name: "op-games-v2",
	honest: () => stateOf(),
	lies: [
		{
			kind: "a claimed game that is young",
			ends: ["l2-root-unproposed"],
			tell: (chance) =>
				stateOf({
					game: gameOf({ createdAtS: timeS(100) - chance.below(60) }),
				}),
		},
		{
			kind: "a claimed game that was answered",
			ends: ["l2-root-unproposed"],
			tell: (chance) =>
				stateOf({ game: gameOf({ claims: 2 + chance.below(9) }) }),
		},
		{
			kind: "a game that was lost",
			ends: ["l2-root-unproposed"],
			tell: () =>
				stateOf({ game: gameOf({ status: 1, resolvedAtS: timeS(100) - 5 }) }),
		},
		{
			kind: "a game without a claim",
			ends: ["l2-game"],
			tell: () => stateOf({ game: gameOf({ claims: 0 }) }),
		},
		{
			kind: "a blacklisted game",
			ends: ["l2-root-unproposed"],
			tell: () => stateOf({ game: gameOf({ blacklisted: true }) }),
		},
		{
			kind: "a game that was not respected when it was made",
			ends: ["l2-root-unproposed"],
			tell: () => stateOf({ game: gameOf({ isRespected: false }) }),
		},
		{
			kind: "a retired game",
			ends: ["l2-root-unproposed"],
			tell: (chance) =>
				stateOf({ game: gameOf({ createdAtS: retiredS - chance.below(400) }) }),
		},
		{
			kind: "a game that the factory does not know",
			ends: ["l2-game"],
			tell: () => stateOf({ game: gameOf({ unlisted: true }) }),
		},
		{
			kind: "a game of another time than the factory's",
			ends: ["l2-game"],
			tell: (chance) =>
				stateOf({
					game: gameOf({ ownCreatedAtS: timeS(100) - 101 - chance.below(300) }),
				}),
		},
		{
			kind: "a game of a make that is not played",
			ends: ["l2-game"],
			tell: () => stateOf({ game: byBlock() }),
		},
		{
			kind: "a clone of somebody's implementation",
			ends: ["l2-game"],
			tell: (chance) =>
				stateOf({ game: gameOf({ implementation: somebody(chance) }) }),
		},
		{
			kind: "a game with other arguments than the factory's",
			ends: ["l2-game"],
			tell: (chance) =>
				stateOf({
					game: gameOf({
						gameArgs: argsFor(
							superMake,
							chance.below(2) === 0
								? { prestate: `0x${"32".repeat(32)}` }
								: { registry: somebody(chance) },
						),
					}),
				}),
		},
		{
			kind: "a rival root under the game, with the true header",
			ends: ["l2-preimage"],
			tell: (chance) =>
				stateOf({ game: gameOf({ root: turned(rootOf(block), chance) }) }),
		},
		{
			kind: "a super root that is not its preimage's hash",
			ends: ["l2-preimage"],
			tell: (chance) =>
				stateOf({
					game: gameOf({ rootClaim: turned(gameOf().rootClaim, chance) }),
				}),
		},
		{
			kind: "a wrong preimage of the super root",
			ends: ["l2-preimage"],
			tell: (chance) =>
				stateOf({
					game: gameOf({ extraData: turned(gameOf().extraData, chance) }),
				}),
		},
		{
			kind: "another chain's root in the super root",
			ends: ["l2-preimage"],
			tell: (chance) =>
				stateOf({ game: gameOf({ chainId: chance.pick([130, 480, 8453]) }) }),
		},
		{
			kind: "another chain's block under the root",
			ends: ["l2-preimage"],
			tell: () => stateOf({ header: first(elsewhere).rlp }),
		},
		{
			kind: "another block under the root",
			ends: ["l2-preimage"],
			tell: (chance) => stateOf({ header: chance.pick(blocks.slice(1)).rlp }),
		},
		{
			kind: "another root of withdrawals",
			ends: ["l2-preimage"],
			tell: (chance) => stateOf({ passer: turned(passerRoot, chance) }),
		},
		{
			kind: "swapped slots",
			ends: ["evidence-step"],
			tell: (chance) => stateOf({ premises: (some) => swapped(some, chance) }),
		},
		{
			kind: "swapped slots of the game",
			ends: ["evidence-step"],
			tell: (chance) => stateOf({ own: (some) => swapped(some, chance) }),
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
			tell: (chance) => {
				const { address } = contracts.anchorStateRegistry;
				return stateOf({
					change: (world) =>
						withCode(
							world,
							address,
							turned(world[address]?.code ?? "0x", chance),
						),
				});
			},
		},
		{
			kind: "a changed implementation",
			ends: ["l2-unknown-code"],
			tell: (chance) => {
				const { address } = chance.pick(proxies);
				return stateOf({
					change: (world) =>
						withSlots(world, address, {
							[implementationSlot]: BigInt(somebody(chance)),
						}),
				});
			},
		},
		{
			kind: "an implementation that borrows its code",
			ends: ["l2-unknown-code"],
			tell: (chance) => {
				const { implementation } = chance.pick(proxies);
				return stateOf({
					change: (world) => withCode(world, implementation, borrowed(chance)),
				});
			},
		},
		{
			kind: "a make of games that borrows its code",
			ends: ["l2-unknown-code"],
			tell: (chance) =>
				stateOf({
					change: (world) =>
						withCode(world, superMake.implementation, borrowed(chance)),
				}),
		},
		{
			kind: "another factory",
			ends: ["l2-unknown-code"],
			tell: (chance) =>
				stateOf({
					change: (world) =>
						withSlots(world, registryAt, {
							[wordHex(profile.slots.factory)]: BigInt(somebody(chance)),
						}),
				}),
		},
		{
			kind: "a type of games that nobody knows",
			ends: ["l2-unknown-code"],
			tell: (chance) =>
				stateOf({
					change: (world) =>
						withSlots(world, registryAt, {
							[wordHex(profile.slots.respectedType)]: BigInt(
								600 + chance.below(99),
							),
						}),
				}),
		},
	],
};
