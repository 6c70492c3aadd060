// A dispute game proved with pieces of L1 that were true at different times: each piece holds, the whole never did.

import { describe, expect, test } from "vitest";
import type { Hex } from "../../src/base/bytes.ts";
import { fromHex } from "../../src/base/bytes.ts";
import { concludeConfig, configWanted } from "../../src/l2/op/checks/config.ts";
import { decodeGameCode } from "../../src/l2/op/checks/games.ts";
import {
	concludeGame,
	gameEntries,
	gameWanted,
	type SequencerWord,
} from "../../src/l2/op/checks/root.ts";
import { accountClaim } from "../../src/source/execution.ts";
import { proveAccount } from "../../src/state/account.ts";
import { headerOfHead } from "../../src/state/header.ts";
import { proveCode, proveSlot } from "../../src/state/slot.ts";
import type { AnyVerified } from "../../src/trust/verified.ts";
import {
	encodePayload,
	l1World,
	type MadeGame,
	mineL2,
	passerRoot,
	profile,
	rootOf,
	signPayload,
} from "../l2/rollup-world.ts";
import { headOf, type MadeBlock, mine, proofJson } from "../state/chain.ts";

const [, anchored, newer] = mineL2(3);
if (anchored === undefined || newer === undefined) throw new Error("no block");
const anchor = { root: rootOf(anchored), l2BlockNumber: anchored.number };
const gameAt: Hex = `0x${"e1".repeat(20)}`;

type Facts = {
	readonly config: AnyVerified;
	readonly code: AnyVerified;
	readonly id: AnyVerified;
	readonly blacklisted: AnyVerified;
	readonly status: AnyVerified;
	readonly claims: AnyVerified;
};

/** Everything about the game as one L1 block has it. */
const factsAt = (block: MadeBlock): Facts => {
	const header = headerOfHead(headOf(block, "final"), block.rlp);
	const accountAt = (address: Hex, slots: readonly Hex[]) => {
		const claim = accountClaim(
			proofJson(block.world, address, [...slots]),
			"claim",
		);
		const account = proveAccount(header, address, claim);
		return {
			account,
			slots: claim.storageProof.map((slot) => proveSlot(account, slot)),
		};
	};
	const proved = configWanted(profile).map(({ address, slots }) =>
		accountAt(address, slots),
	);
	const config = concludeConfig(profile, [
		...proved.flatMap(({ slots }) => slots),
		...proved.flatMap(({ account, slots }) =>
			slots.length === 0 ? [account] : [],
		),
	]);
	const game = accountAt(gameAt, gameWanted(profile, gameAt).slots);
	const bytes = block.world[gameAt]?.code ?? gameCodeOf;
	const made = decodeGameCode(fromHex(bytes));
	const entries = gameEntries(profile, gameAt, made);
	const { contracts } = profile;
	const [id] = accountAt(contracts.disputeGameFactory.address, [
		entries.id,
	]).slots;
	const [blacklisted] = accountAt(contracts.optimismPortal.address, [
		entries.blacklisted,
	]).slots;
	const [status, claims] = game.slots;
	if (!id || !blacklisted || !status || !claims) throw new Error("no slot");
	const code =
		game.account.value.exists === false
			? game.account
			: proveCode(game.account, bytes);
	return { config, code, id, blacklisted, status, claims };
};

const gameOf = (part: Partial<MadeGame>): MadeGame => ({
	address: gameAt,
	root: rootOf(newer),
	l2BlockNumber: newer.number,
	createdAtS: 1_700_001_200,
	...part,
});
const gameCodeOf =
	l1World([gameOf({})], anchor)[gameAt]?.code ?? ("0x" as const);

const premises = (f: Facts): readonly AnyVerified[] => [
	f.config,
	f.code,
	f.id,
	f.blacklisted,
	f.status,
	f.claims,
];

const leaked = profile.slots.sequencerKey;
const { systemConfig } = profile.contracts;

describe("a game out of pieces of different times", () => {
	const before = mine(l1World([gameOf({})], anchor), null);
	test("is proposed where all of it is of one block", () => {
		const now = mine(l1World([gameOf({})], anchor), before);
		const later = mine(l1World([gameOf({})], anchor), now, {
			secondsPerSlot: 60,
		});
		const root = concludeGame(premises(factsAt(later)), null);
		expect(root.value).toMatchObject({
			who: "proposed",
			because: "unchallenged",
		});
	});

	test("rejects a blacklist of before the game was struck off", () => {
		const struck = mine(
			l1World([gameOf({ blacklisted: true })], anchor),
			before,
			{
				secondsPerSlot: 60,
			},
		);
		const now = factsAt(struck);
		expect(concludeGame(premises(now), null).value.who).toBe("claimed");
		const { blacklisted } = factsAt(before);
		expect(() => concludeGame(premises({ ...now, blacklisted }), null)).toThrow(
			/evidence-step/,
		);
	});

	test("rejects the word of a key that was replaced before the game was made", () => {
		const rotated = (games: readonly MadeGame[]) =>
			l1World(games, anchor, (world) => {
				const account = world[systemConfig.address];
				if (account === undefined) throw new Error("no system config");
				account.storage = { ...account.storage, [leaked]: 0x77n };
			});
		const old = mine(l1World([], anchor), null);
		const created = 1_700_000_000 + 101 * 60;
		const now = factsAt(
			mine(rotated([gameOf({ createdAtS: created })]), old, {
				secondsPerSlot: 60,
			}),
		);
		const word: SequencerWord = {
			...signPayload(encodePayload(newer, passerRoot)),
			messagePasserStorageRoot: passerRoot,
			proof: [],
		};
		expect(() => concludeGame(premises(now), word)).toThrow(
			/sequencer-signature/,
		);
		const { config } = factsAt(old);
		expect(() => concludeGame(premises({ ...now, config }), word)).toThrow(
			/evidence-step/,
		);
	});

	test("rejects a state of before the challenge beside claims of after it", () => {
		const won = mine(l1World([gameOf({ status: 1 })], anchor), before, {
			secondsPerSlot: 60,
		});
		const now = factsAt(won);
		expect(concludeGame(premises(now), null).value.who).toBe("claimed");
		const { status } = factsAt(before);
		expect(() => concludeGame(premises({ ...now, status }), null)).toThrow(
			/evidence-step/,
		);
	});
});
