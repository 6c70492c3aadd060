// What L1 says, by proof, of a withdrawal from an OP rollup: the portal's words on it, the game behind its proof, the games
// there are, the pause. It reads and unpacks; what follows for the journey is said elsewhere.

import { fromHex, type Hex } from "../base/bytes.ts";
import { asFault, Fault } from "../base/fault.ts";
import { listedGameSlot } from "../l2/op-config.ts";
import {
	decodeGameCode,
	type GameArguments,
	type GameId,
	gameUuid,
	unpackGameId,
	unpackStatus,
} from "../l2/op-games.ts";
import { exitOf } from "../l2/op-payee.ts";
import type { OpProfile, Proxied } from "../l2/profile.ts";
import { emptyCodeHash } from "../state/account.ts";
import type { Wanted } from "../state/capture.ts";
import { listSlot, lowAddress, mappingSlot, wordHex } from "../state/slot.ts";
import type { Account } from "../state/values.ts";
import type { ExitL1 } from "./module.ts";
import type { GameFacts, OpFacts } from "./op-state.ts";

/** Several reads at one block, asked for by address and slot. */
type Reading = {
	readonly block: number;
	readonly timeS: number;
	readonly word: (address: Hex, slot: Hex) => bigint;
	readonly account: (address: Hex) => Account;
	readonly code: (address: Hex) => Hex | null;
};

const missing = (what: string): Fault =>
	new Fault("evidence-step", `${what} was not read`);

const readAt = async (
	l1: ExitL1,
	given: readonly Wanted[],
	tag: "latest" | "final",
	signal?: AbortSignal,
): Promise<Reading> => {
	const wanted = new Map<Hex, Wanted>();
	for (const { address, slots, code = false } of given) {
		const before = wanted.get(address);
		wanted.set(address, {
			address,
			slots: [...new Set([...(before?.slots ?? []), ...slots])],
			code: code || (before?.code ?? false),
		});
	}
	const asked = [...wanted.values()];
	const { basis, reads } = await l1.read(asked, tag, signal);
	const at = (address: Hex) => {
		const read = reads[asked.findIndex((one) => one.address === address)];
		if (read === undefined || read.account.value.address !== address)
			throw missing(address);
		return read;
	};
	return {
		block: basis.value.blockNumber,
		timeS: basis.value.timestampS,
		word: (address, slot) => {
			const found = at(address).slots.find(({ value }) => value.key === slot);
			if (found === undefined || found.value.address !== address)
				throw missing(`${slot} of ${address}`);
			return found.value.word;
		},
		account: (address) => at(address).account.value,
		code: (address) => at(address).code?.value.bytes ?? null,
	};
};

const place = (slot: number): Hex => wordHex(BigInt(slot));
const keyOf = (address: Hex): Hex => wordHex(BigInt(address));

const low = (word: bigint, from: bigint, count: bigint): bigint =>
	(word >> from) & ((1n << count) - 1n);
/** A time out of a word. What is no time, as other code may write it, is the last there is. */
const timeOf = (word: bigint, from: bigint): number =>
	Math.min(Number(low(word, from, 64n)), Number.MAX_SAFE_INTEGER);

/** Where the portal keeps the account's proof of the withdrawal. */
export const provenSlot = (
	profile: OpProfile,
	withdrawal: Hex,
	submitter: Hex,
): Hex =>
	mappingSlot(
		keyOf(submitter),
		BigInt(
			mappingSlot(withdrawal, BigInt(exitOf(profile).slots.provenWithdrawals)),
		),
	);

const isProxied = (
	reading: Reading,
	{ slots }: OpProfile,
	contract: Proxied,
): boolean =>
	reading.account(contract.address).codeHash === contract.codeHash &&
	lowAddress(reading.word(contract.address, slots.implementation)) ===
		contract.implementation &&
	reading.account(contract.implementation).codeHash ===
		contract.implementationCodeHash;

/** What is read of a game, beside its own code. */
const gameWanted = (profile: OpProfile, game: Hex): readonly Wanted[] => {
	const exit = exitOf(profile);
	const { slots, contracts } = profile;
	return [
		{
			address: game,
			code: true,
			slots: [
				place(slots.gameStatus),
				place(slots.gameClaims),
				mappingSlot(place(0), BigInt(exit.slots.resolvedClaims)),
			],
		},
		{
			address: contracts.optimismPortal.address,
			slots: [mappingSlot(keyOf(game), BigInt(slots.blacklist))],
		},
	];
};

/** The game, if its code is that of a clone of the profile's game; else null. */
const gameOf = (
	profile: OpProfile,
	reading: Reading,
	game: Hex,
): { readonly facts: GameFacts; readonly made: GameArguments } | null => {
	const exit = exitOf(profile);
	const { slots, contracts } = profile;
	try {
		const made = decodeGameCode(fromHex(reading.code(game) ?? "0x"));
		const status = unpackStatus(reading.word(game, place(slots.gameStatus)));
		if (
			made.implementation !== profile.game.implementation ||
			made.l2BlockNumber > BigInt(Number.MAX_SAFE_INTEGER)
		)
			return null;
		const resolved = mappingSlot(place(0), BigInt(exit.slots.resolvedClaims));
		const blacklisted = mappingSlot(keyOf(game), BigInt(slots.blacklist));
		const portal = contracts.optimismPortal.address;
		return {
			made,
			facts: {
				game,
				root: made.rootClaim,
				l2BlockNumber: Number(made.l2BlockNumber),
				createdAtS: status.createdAtS,
				resolvedAtS: status.resolvedAtS,
				status: status.status,
				claims: Number(reading.word(game, place(slots.gameClaims))),
				isMisnumbered: status.blockNumberChallenged,
				isClaimResolved: reading.word(game, resolved) !== 0n,
				isBlacklisted: reading.word(portal, blacklisted) !== 0n,
			},
		};
	} catch (thrown) {
		// A game of another make, or of another version than this release knows.
		if (asFault(thrown).code === "l2-game") return null;
		throw thrown;
	}
};

export const readGame = async (
	profile: OpProfile,
	l1: ExitL1,
	game: Hex,
): Promise<GameFacts | null> =>
	gameOf(profile, await readAt(l1, gameWanted(profile, game), "latest"), game)
		?.facts ?? null;

export type ListedGame = GameFacts & {
	/** In the factory's list. */
	readonly index: number;
};

/** At most so many games are read at once: each comes with its code and its own proof. */
const gamesAtOnce = 8;

/**
 * The games of the profile's kind, newest first, as many as the profile looks at, until `visit` says that it is enough.
 * All by proof: the factory lists them, and their own code says what they claim.
 */
export const visitGames = async (
	profile: OpProfile,
	l1: ExitL1,
	count: number,
	visit: (found: ListedGame) => Promise<boolean>,
): Promise<void> => {
	const factory = profile.contracts.disputeGameFactory.address;
	const first = Math.max(0, count - profile.gamesLookedAt);
	for (let end = count; end > first; end -= gamesAtOnce) {
		const indices = Array.from(
			{ length: Math.min(gamesAtOnce, end - first) },
			(_, i) => end - 1 - i,
		);
		const slots = indices.map((index) => listedGameSlot(profile, index));
		const list = await readAt(l1, [{ address: factory, slots }], "latest");
		const ours = indices
			.map((index, i): GameId & { readonly index: number } => ({
				index,
				...unpackGameId(list.word(factory, slots[i] ?? "0x")),
			}))
			.filter(({ type }) => type === profile.game.type);
		if (ours.length === 0) continue;
		const reading = await readAt(
			l1,
			ours.flatMap(({ game }) => gameWanted(profile, game)),
			"latest",
		);
		for (const { index, game } of ours) {
			const facts = gameOf(profile, reading, game)?.facts;
			if (facts !== undefined && (await visit({ ...facts, index }))) return;
		}
	}
};

/** May a withdrawal be proved against it, as the portal sees it, without the sure prospect of having to do so again? */
export const isFit = (
	profile: OpProfile,
	facts: Pick<OpFacts, "respectedType" | "respectedSinceS">,
	game: GameFacts,
): boolean =>
	facts.respectedType === profile.game.type &&
	game.createdAtS >= facts.respectedSinceS &&
	game.status !== "challenger wins" &&
	!game.isBlacklisted &&
	!game.isMisnumbered;

/** Fit, and nobody answered its root, or the answer was beaten. */
export const isQuiet = (
	profile: OpProfile,
	facts: Pick<OpFacts, "respectedType" | "respectedSinceS">,
	game: GameFacts,
): boolean =>
	isFit(profile, facts, game) &&
	(game.status === "defender wins" || game.claims === 1);

/** Others who proved the withdrawal are looked at only so far. */
const mostSubmitters = 4;

type Proven = {
	readonly submitter: Hex;
	readonly timeS: number;
	readonly game: GameFacts;
};

/** Who proved it, with the games behind: the account itself first. */
const readProven = async (
	profile: OpProfile,
	l1: ExitL1,
	account: Hex,
	withdrawal: Hex,
	count: number,
): Promise<readonly Proven[]> => {
	const exit = exitOf(profile);
	const portal = profile.contracts.optimismPortal.address;
	const list = mappingSlot(withdrawal, BigInt(exit.slots.proofSubmitters));
	const places = Array.from(
		{ length: Math.min(count, mostSubmitters) },
		(_, i) => listSlot(BigInt(list), BigInt(count - 1 - i)),
	);
	const submitters = [account];
	if (places.length > 0) {
		const listed = await readAt(
			l1,
			[{ address: portal, slots: places }],
			"latest",
		);
		for (const slot of places) {
			const one = lowAddress(listed.word(portal, slot));
			if (!submitters.includes(one)) submitters.push(one);
		}
	}
	const slots = submitters.map((one) => provenSlot(profile, withdrawal, one));
	const reading = await readAt(l1, [{ address: portal, slots }], "latest");
	const proven: Proven[] = [];
	for (const [i, submitter] of submitters.entries()) {
		const word = reading.word(portal, slots[i] ?? "0x");
		const timeS = timeOf(word, 160n);
		if (timeS === 0) continue;
		const game = await readGame(profile, l1, lowAddress(word));
		if (game !== null) proven.push({ submitter, timeS, game });
	}
	return proven;
};

export type Asked = {
	readonly account: Hex;
	/** The withdrawal's hash, and the hash of the message in it; null while they are not known. */
	readonly withdrawal: Hex | null;
	readonly message: Hex | null;
	/** The game behind the evidence that is kept. */
	readonly game: Hex | null;
	/** The root that this account has proposed, or is about to. */
	readonly proposed: {
		readonly root: Hex;
		readonly l2BlockNumber: number;
	} | null;
};

/**
 * All facts at the newest verified head; what follows one another is read one after the other, minutes apart at most.
 * `lost`: a proof stands on L1 whose game is not fit any more.
 */
export const readFacts = async (
	profile: OpProfile,
	l1: ExitL1,
	asked: Asked,
): Promise<{ readonly facts: OpFacts; readonly lost: GameFacts | null }> => {
	const exit = exitOf(profile);
	const { slots, contracts, game: played } = profile;
	const { optimismPortal, disputeGameFactory } = contracts;
	const { superchainConfig, l1CrossDomainMessenger } = exit.contracts;
	const portal = optimismPortal.address;
	const factory = disputeGameFactory.address;
	const messenger = l1CrossDomainMessenger.address;
	const { withdrawal, message, account } = asked;

	const finalized =
		withdrawal === null
			? null
			: mappingSlot(withdrawal, BigInt(exit.slots.finalizedWithdrawals));
	const submitters =
		withdrawal === null
			? null
			: mappingSlot(withdrawal, BigInt(exit.slots.proofSubmitters));
	const relayed =
		message === null
			? null
			: mappingSlot(message, BigInt(exit.slots.relayedMessages));
	const failed =
		message === null
			? null
			: mappingSlot(message, BigInt(exit.slots.failedMessages));
	const uuid =
		asked.proposed === null
			? null
			: mappingSlot(
					gameUuid(played.type, {
						rootClaim: asked.proposed.root,
						l2BlockNumber: BigInt(asked.proposed.l2BlockNumber),
					}),
					BigInt(slots.games),
				);
	const bond = mappingSlot(
		wordHex(BigInt(played.type)),
		BigInt(exit.slots.initBonds),
	);
	const some = (...slot: readonly (Hex | null)[]): readonly Hex[] =>
		slot.filter((one) => one !== null);
	const reading = await readAt(
		l1,
		[
			{ address: account, slots: [] },
			{
				address: portal,
				slots: [
					slots.implementation,
					place(slots.respectedType),
					...some(finalized, submitters),
				],
			},
			{ address: optimismPortal.implementation, slots: [] },
			{
				address: factory,
				slots: [
					slots.implementation,
					place(slots.gameList),
					bond,
					...some(uuid),
				],
			},
			{ address: disputeGameFactory.implementation, slots: [] },
			{ address: superchainConfig.address, slots: [exit.slots.paused] },
			...(message === null
				? []
				: [{ address: messenger, slots: some(relayed, failed) }]),
		],
		"latest",
	);
	const word = (address: Hex, slot: Hex | null): bigint =>
		slot === null ? 0n : reading.word(address, slot);
	const respected = word(portal, place(slots.respectedType));
	const gameCount = Math.min(
		Number(word(factory, place(slots.gameList))),
		10_000_000,
	);
	const isFinalized = word(portal, finalized) !== 0n;
	const isRelayed = word(messenger, relayed) !== 0n;
	const respect = {
		respectedType: Number(low(respected, 0n, 32n)),
		respectedSinceS: timeOf(respected, 32n),
	};

	let newestGameS = 0;
	if (gameCount > 0) {
		const slot = listedGameSlot(profile, gameCount - 1);
		const list = await readAt(
			l1,
			[{ address: factory, slots: [slot] }],
			"latest",
		);
		newestGameS = unpackGameId(list.word(factory, slot)).createdAtS;
	}

	const proven =
		withdrawal === null || isFinalized
			? []
			: await readProven(
					profile,
					l1,
					account,
					withdrawal,
					Math.min(Number(word(portal, submitters)), 10_000),
				);
	// The contract refuses a proof that is not newer than its game.
	const counts = proven.filter(
		({ game, timeS }) =>
			isFit(profile, respect, game) && timeS > game.createdAtS,
	);
	const won = counts.find(({ game }) => game.status === "defender wins");
	const best = won ?? counts[0] ?? null;
	const behind =
		best === null && asked.game !== null && !isFinalized
			? await readGame(profile, l1, asked.game)
			: null;

	let own: OpFacts["own"] = null;
	const ownId = word(factory, uuid);
	if (ownId !== 0n) {
		const { game } = unpackGameId(ownId);
		const credit = mappingSlot(keyOf(account), BigInt(exit.slots.gameCredit));
		const there = await readAt(
			l1,
			[...gameWanted(profile, game), { address: game, slots: [credit] }],
			"latest",
		);
		const found = gameOf(profile, there, game);
		if (found?.made.creator === account)
			own = {
				game: found.facts,
				creditWei: there.word(game, credit).toString(),
			};
	}

	// What is over is over only when it is final.
	let isFinalizedForGood = false;
	let isRelayedForGood = false;
	if (isFinalized) {
		const final = await readAt(
			l1,
			[
				{ address: portal, slots: some(finalized) },
				...(relayed === null ? [] : [{ address: messenger, slots: [relayed] }]),
			],
			"final",
		);
		isFinalizedForGood =
			finalized !== null && final.word(portal, finalized) !== 0n;
		isRelayedForGood =
			relayed !== null && final.word(messenger, relayed) !== 0n;
	}

	const facts: OpFacts = {
		block: reading.block,
		timeS: reading.timeS,
		isKnown:
			isProxied(reading, profile, optimismPortal) &&
			isProxied(reading, profile, disputeGameFactory),
		isPaused:
			low(word(superchainConfig.address, exit.slots.paused), 0n, 8n) !== 0n,
		...respect,
		gameCount,
		newestGameS,
		bondWei: word(factory, bond).toString(),
		runsCode: reading.account(account).codeHash !== emptyCodeHash,
		isFinalized,
		isFinalizedForGood,
		message:
			message === null
				? null
				: isRelayed
					? "relayed"
					: word(messenger, failed) !== 0n
						? "failed"
						: "open",
		isRelayedForGood,
		proven:
			best === null ? null : { submitter: best.submitter, timeS: best.timeS },
		game: best?.game ?? behind,
		own,
	};
	return { facts, lost: best === null ? (proven[0]?.game ?? null) : null };
};
