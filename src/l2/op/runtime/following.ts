// An OP rollup, live: finds its newest games by what endpoints state, has everything proved, and takes the newest root
// that somebody stands behind. Every conclusion is made by the rules beside this file; here is only the search.

import { fromHex, type Hex, toHex } from "../../../base/bytes.ts";
import { asFault, Fault, isOurs } from "../../../base/fault.ts";
import { openRecent } from "../../../base/recent.ts";
import { keccakHex } from "../../../crypto/hash.ts";
import type { AccountClaim, Execution } from "../../../source/execution.ts";
import type { Pool } from "../../../source/pool.ts";
import type { Clock } from "../../../source/ports.ts";
import type { Relay } from "../../../source/relay.ts";
import { checkAccount } from "../../../state/account.ts";
import type {
	Capture,
	ProvedAccount,
	WantedAccount,
} from "../../../state/capture.ts";
import { decodeHeader } from "../../../state/header.ts";
import { wordHex } from "../../../state/storage-layout.ts";
import type { Header, Slot } from "../../../state/values.ts";
import type { Finality } from "../../../trust/grade.ts";
import { servedBy } from "../../../trust/served.ts";
import type { Verified } from "../../../trust/verified.ts";
import { contractPremises } from "../../proved.ts";
import type { Rollup, RollupNews } from "../../rollup.ts";
import { listedGame, listedGameSlot } from "../checks/config.ts";
import { checkPayload, outputRoot, type Payload } from "../checks/payload.ts";
import type { OpProfile } from "../checks/profile.ts";
import type { OpRoot, SequencerWord } from "../checks/root.ts";
import { concludeState } from "../checks/state.ts";
import type {
	AnyOpProfile,
	ClaimedRoot,
	OpContracts,
	ProposedRoot,
	RollupBlock,
} from "../checks/values.ts";
import type { AnchorTools, GameRules } from "./game-rules.ts";
import { portalGames } from "./portal-games.ts";
import { openSaid, type ShownOnL1 } from "./said.ts";

/** What an OP rollup's news are. */
export type OpNews = RollupNews<ProposedRoot, RollupBlock, ClaimedRoot>;

export type OpParts<P extends AnyOpProfile = OpProfile> = {
	readonly profile: P;
	/** Over the L1 endpoints. */
	readonly l1: Capture;
	/** The rollup's endpoints. */
	readonly l2: Pool<Execution>;
	/** May be empty: then no root is proposed by the sequencer's word. */
	readonly relays: Pool<Relay>;
	readonly clock: Pick<Clock, "nowMs">;
};

type GameCandidate = {
	readonly root: Verified<OpRoot>;
	/** The same game with the sequencer's word on it. */
	readonly signed: (word: SequencerWord) => Verified<OpRoot>;
};

/** A rollup with the rules of its release. */
type Followed<P extends AnyOpProfile, C extends OpContracts> = OpParts<P> & {
	readonly games: GameRules<P, C>;
};

/** What is proved on L1 under one header. */
type HeaderFacts<C extends OpContracts> = {
	readonly blockHash: Hex;
	readonly finality: Finality;
	readonly config: Verified<C>;
	readonly candidates: readonly GameCandidate[];
};

/** Two different roots for one block, in words; null when there are none. */
const rivalIn = (roots: readonly Verified<ProposedRoot>[]): string | null => {
	for (const { value } of roots)
		for (const { value: other } of roots)
			if (
				other.l2BlockNumber === value.l2BlockNumber &&
				other.root !== value.root
			)
				return `block ${value.l2BlockNumber} has the rival roots ${value.root} and ${other.root}`;
	return null;
};

/** A fault of the data that was looked at, not of us: it goes to the notes and the search goes on. */
const noted = (notes: Fault[], thrown: unknown): Fault => {
	const fault = asFault(thrown);
	if (isOurs(fault)) throw fault;
	notes.push(fault);
	return fault;
};

const isProposed = (root: Verified<OpRoot>): root is Verified<ProposedRoot> =>
	root.value.who !== "claimed";
const isClaimed = (root: Verified<OpRoot>): root is Verified<ClaimedRoot> =>
	root.value.who === "claimed";

const mostRecent = 16;

const listWanted = (
	profile: AnyOpProfile,
	count: number,
): readonly WantedAccount[] =>
	Array.from({ length: Math.min(count, profile.gamesLookedAt) }, (_, i) => ({
		address: profile.contracts.disputeGameFactory.address,
		slots: [listedGameSlot(profile, count - 1 - i)],
	}));

const wordAt = (
	claims: readonly AccountClaim[],
	key: Hex,
): bigint | undefined =>
	claims
		.flatMap(({ storageProof }) => storageProof)
		.find((slot) => slot.key === key)?.value;

/** Capture ahead: one round for all that is known, then rounds for games that are new. */
const openWatching = <P extends AnyOpProfile, C extends OpContracts>({
	profile,
	l1,
	games: rules,
}: Followed<P, C>): Rollup["captureAhead"] => {
	let count = 0;
	let also: readonly WantedAccount[] = [];

	const entries = new Map<Hex, readonly WantedAccount[]>();

	/** The games that the claims list, newest first, as far as their slots are there. */
	const gamesIn = (claims: readonly AccountClaim[]): readonly Hex[] =>
		listWanted(profile, count).flatMap(({ slots: [key = "0x"] }) => {
			const word = wordAt(claims, key);
			return word === undefined || word === 0n ? [] : [listedGame(word)];
		});

	return async (signal) => {
		const known = [...entries].flatMap(([game, wanted]) => [
			rules.gameWanted(profile, game),
			...wanted,
		]);
		const claims = await l1.capture(
			[
				...rules.configWanted(profile),
				...listWanted(profile, count),
				...known,
				...also,
			],
			signal,
		);
		const before = also;
		also = rules.alsoAhead(profile, claims);
		if (JSON.stringify(also) !== JSON.stringify(before))
			await l1.capture(also, signal);
		const counted = wordAt(claims.slice(1, 2), wordHex(profile.slots.gameList));
		// An endpoint may state any number; a list is never near this long.
		const countBefore = count;
		count = Math.min(Number(counted ?? 0n), 10_000_000);
		const listed =
			count === countBefore
				? claims
				: await l1.capture(listWanted(profile, count), signal);
		const games = gamesIn(listed);
		for (const game of entries.keys())
			if (!games.includes(game)) entries.delete(game);
		const fresh = games.filter((game) => !entries.has(game));
		if (fresh.length === 0) return;
		const made = await l1.capture(
			fresh.map((game) => rules.gameWanted(profile, game)),
			signal,
		);
		fresh.forEach((game, i) => {
			const code = l1.codeByHash(made[i]?.codeHash ?? "0x");
			if (code === undefined) return;
			try {
				entries.set(game, rules.entriesWanted(profile, game, code));
			} catch (thrown) {
				// A game of another type: its code is no clone that this profile knows.
				if (asFault(thrown).code !== "l2-game") throw thrown;
			}
		});
		const added = fresh.flatMap((game) => entries.get(game) ?? []);
		if (added.length > 0) await l1.capture(added, signal);
	};
};

const configAt = async <P extends AnyOpProfile, C extends OpContracts>(
	{ profile, l1, games }: Followed<P, C>,
	header: Verified<Header>,
	signal: AbortSignal | undefined,
): Promise<Verified<C>> => {
	const wanted = games.configWanted(profile);
	const proved = await l1.prove(header, wanted, signal);
	return games.concludeConfig(profile, contractPremises(proved));
};

const slotsOf = (proved: ProvedAccount | null | undefined) =>
	proved?.slots ?? [];

const candidatesAt = async <P extends AnyOpProfile, C extends OpContracts>(
	{ profile, l1, games: rules }: Followed<P, C>,
	header: Verified<Header>,
	config: Verified<C>,
	notes: Fault[],
	signal: AbortSignal | undefined,
): Promise<readonly GameCandidate[]> => {
	const listed = await l1.proveSome(
		header,
		listWanted(profile, config.value.gameCount),
		signal,
	);
	const games = listed
		.flatMap(slotsOf)
		.map((slot: Verified<Slot>) => listedGame(slot.value.word));
	const found = await l1.proveSome(
		header,
		games.map((game) => rules.gameWanted(profile, game)),
		signal,
	);
	const complete = found.flatMap((proved) => {
		const code = proved?.code;
		if (proved === null || code === null || code === undefined) return [];
		try {
			const wanted = rules.entriesWanted(
				profile,
				code.value.address,
				code.value.bytes,
			);
			return [{ code, slots: proved.slots, wanted }];
		} catch (thrown) {
			noted(notes, thrown);
			return [];
		}
	});
	const known = await l1.proveSome(
		header,
		complete.flatMap(({ wanted }) => wanted),
		signal,
	);
	return complete.flatMap(({ code, slots }, i): readonly GameCandidate[] => {
		const [id] = slotsOf(known[2 * i]);
		const [blacklisted] = slotsOf(known[2 * i + 1]);
		if (!id || !blacklisted) return [];
		const premises = [config, code, id, blacklisted, ...slots];
		try {
			return [
				{
					root: rules.concludeGame(premises, null),
					signed: (word) => rules.concludeGame(premises, word),
				},
			];
		} catch (thrown) {
			noted(notes, thrown);
			return [];
		}
	});
};

/** Config and candidates under a header; asked for once, when all of it could be proved. */
const openContext = <P extends AnyOpProfile, C extends OpContracts>(
	parts: Followed<P, C>,
) => {
	let headerFacts: HeaderFacts<C> | null = null;

	return async (
		header: Verified<Header>,
		notes: Fault[],
		signal: AbortSignal | undefined,
	): Promise<HeaderFacts<C>> => {
		const { blockHash, grade } = header.value;
		const isSame =
			headerFacts !== null &&
			headerFacts.blockHash === blockHash &&
			headerFacts.finality === grade.finality;
		if (headerFacts !== null && isSame) return headerFacts;
		const config = await configAt(parts, header, signal);
		const candidates = await candidatesAt(parts, header, config, notes, signal);
		const found = {
			blockHash,
			finality: grade.finality,
			config,
			candidates,
		};
		const all = Math.min(config.value.gameCount, parts.profile.gamesLookedAt);
		if (candidates.length === all) headerFacts = found;
		return found;
	};
};

type Signed = {
	readonly raw: Hex;
	readonly signature: Hex;
	readonly payload: Payload;
};

/** The message passer's storage roots, which stay what they are once they were proved. */
const openPassers = ({ profile, l2 }: OpParts<AnyOpProfile>) => {
	const passers = openRecent<{ root: Hex; proof: readonly Hex[] }>(mostRecent);

	/** The message passer's storage root at a block, by proof under its state root. */
	const passerAt = (
		number: number,
		{ stateRoot, blockHash }: Pick<Payload, "stateRoot" | "blockHash">,
		signal: AbortSignal | undefined,
	): Promise<{ root: Hex; proof: readonly Hex[] }> => {
		const known = passers.get(blockHash);
		if (known !== undefined) return Promise.resolve(known);
		return l2.first(async ({ name, client }) => {
			const { value: header } = await client.header({ number }, signal);
			if (header.hash !== blockHash)
				throw new Fault("not-anchored", `has another block ${number}`, name);
			const request = { address: profile.messagePasser, slots: [] };
			const { value } = await client.proofs([request], { number }, signal);
			const proof = value[0]?.accountProof ?? [];
			const { storageRoot } = checkAccount(
				stateRoot,
				profile.messagePasser,
				proof,
			);
			return passers.put(blockHash, { root: storageRoot, proof });
		});
	};

	return passerAt;
};

/** The sequencer's words on roots; signed payloads, once fetched, are kept. */
const openWords = (parts: OpParts<AnyOpProfile>) => {
	const { profile, relays } = parts;
	const passerAt = openPassers(parts);
	const payloads = openRecent<Signed>(mostRecent);

	/** What the sequencer signed for a block; null when no relay has it. A signature that is not its own goes to the notes. */
	const payloadOf = async (
		{ sequencer }: OpContracts,
		number: number,
		notes: Fault[],
		signal: AbortSignal | undefined,
	): Promise<Signed | null> => {
		const known = payloads.get(`${sequencer} ${number}`);
		if (known !== undefined) return known;
		for (const { name, client } of relays.active()) {
			try {
				const { value } = await client.payload(number, signal);
				if (value === null) continue;
				const { payload: raw, signature } = value;
				const payload = checkPayload(
					profile.chainId,
					sequencer,
					raw,
					signature,
				);
				if (payload.blockNumber === number)
					return payloads.put(`${sequencer} ${number}`, {
						raw,
						signature,
						payload,
					});
				throw new Fault("sequencer-signature", `of another block`, name);
			} catch (thrown) {
				const fault = asFault(thrown, name);
				// The key may have changed since: then the relay did nothing wrong.
				if (fault.code === "sequencer-signature") relays.note(name, fault);
				else relays.blame(name, fault);
				noted(notes, fault);
			}
		}
		return null;
	};

	/** The candidate with the sequencer's word on it, where a relay has that; else as it was. */
	const withWord = async (
		candidate: GameCandidate,
		config: OpContracts,
		notes: Fault[],
		signal: AbortSignal | undefined,
	): Promise<Verified<OpRoot>> => {
		const { l2BlockNumber } = candidate.root.value;
		try {
			const found = await payloadOf(config, l2BlockNumber, notes, signal);
			if (found === null) return candidate.root;
			const { raw, signature, payload } = found;
			const passer =
				payload.withdrawalsRoot === null
					? await passerAt(l2BlockNumber, payload, signal)
					: { root: payload.withdrawalsRoot, proof: [] };
			return candidate.signed({
				payload: raw,
				signature,
				messagePasserStorageRoot: passer.root,
				proof: passer.proof,
			});
		} catch (thrown) {
			noted(notes, thrown);
			return candidate.root;
		}
	};

	return { payloadOf, withWord };
};

type FoundBlock = {
	readonly rlp: Hex;
	readonly passer: Hex;
	readonly from: string;
	readonly output: Hex;
};

/**
 * The output roots that a block can have, by the message passer's storage root, and that root where the header has it.
 * @throws header-hash when it is no header of that hash; bad-rlp
 */
const outputsIn = (
	{ rlp, hash }: { readonly rlp: Hex; readonly hash: Hex },
	from: string,
): {
	readonly outputWith: (passer: Hex) => Hex;
	readonly inHeader: Hex | undefined;
} => {
	const bytes = fromHex(rlp);
	if (keccakHex(bytes) !== hash)
		throw new Fault("header-hash", `block ${hash}`, from);
	const fields = decodeHeader(bytes);
	const { stateRoot } = fields;
	// Since Isthmus the header has the message passer's root where L1 has that of withdrawals.
	const inHeader = fields.field("withdrawalsRoot");
	return {
		outputWith: (passer) =>
			outputRoot({
				stateRoot,
				messagePasserStorageRoot: passer,
				blockHash: hash,
			}),
		inHeader: inHeader === null ? undefined : toHex(inHeader),
	};
};

/** Blocks under roots. */
const openBlocks = ({ profile, l2 }: OpParts<AnyOpProfile>) => {
	const blocks = openRecent<FoundBlock>(mostRecent);

	const stateOf = (
		root: Verified<ProposedRoot>,
		{ rlp, passer, from }: FoundBlock,
	): Verified<RollupBlock> =>
		servedBy(
			concludeState(root, { rlp, messagePasserStorageRoot: passer }),
			from,
		);

	/**
	 * The block whose output root is the wanted one, or is the one missing in what is wanted, from the first endpoint that has it.
	 * @param wanted a hash that tells it from others
	 * @throws not-anchored when none has
	 */
	const find = (
		number: number,
		isIt: (output: Hex) => boolean,
		wanted: Hex,
		signal: AbortSignal | undefined,
	): Promise<FoundBlock> => {
		const known = blocks.get(wanted);
		if (known !== undefined) return Promise.resolve(known);
		return l2.first(async ({ name, client }) => {
			const { value: header } = await client.header({ number }, signal);
			const { outputWith, inHeader } = outputsIn(header, name);
			const matches = (passer: Hex): boolean => isIt(outputWith(passer));
			let passer = inHeader;
			if (passer === undefined || !matches(passer)) {
				const request = { address: profile.messagePasser, slots: [] };
				const { value } = await client.proofs([request], { number }, signal);
				passer = value[0]?.storageHash;
			}
			// The root may be false, and the endpoint honest: that it has another block is no lie.
			if (passer === undefined || !matches(passer))
				throw new Fault(
					"not-anchored",
					`has another block ${number} than the root ${wanted}`,
					name,
				);
			const { rlp } = header;
			return { rlp, passer, from: name, output: outputWith(passer) };
		});
	};

	/** The block under a root. @throws not-anchored when no endpoint has it */
	const blockOf = async (
		root: Verified<ProposedRoot>,
		signal: AbortSignal | undefined,
	): Promise<Verified<RollupBlock>> => {
		const { l2BlockNumber: number, root: wanted } = root.value;
		const found = await find(number, (one) => one === wanted, wanted, signal);
		const state = stateOf(root, found);
		blocks.put(wanted, found);
		return state;
	};

	/** As `AnchorTools` has it. */
	const outputAt = async (
		number: number,
		isIt: (output: Hex) => boolean,
		wanted: Hex,
		signal: AbortSignal | undefined,
	): Promise<Hex> =>
		blocks.put(wanted, await find(number, isIt, wanted, signal)).output;

	return { blockOf, outputAt };
};

/** Of its block; below all where there is none. */
const numberOf = (anchor: Verified<ProposedRoot> | null): number =>
	anchor === null ? -1 : anchor.value.l2BlockNumber;

/** The candidates' roots. The sequencer's word is asked for where it could make a newer root stand. */
const rootsWith = async (
	{ withWord }: ReturnType<typeof openWords>,
	candidates: readonly GameCandidate[],
	anchor: Verified<ProposedRoot> | null,
	config: OpContracts,
	notes: Fault[],
	signal: AbortSignal | undefined,
): Promise<readonly Verified<OpRoot>[]> => {
	const least = Math.max(
		numberOf(anchor),
		...candidates
			.filter(({ root }) => isProposed(root))
			.map(({ root }) => root.value.l2BlockNumber),
	);
	const roots: Verified<OpRoot>[] = [];
	for (const candidate of candidates) {
		const { value } = candidate.root;
		const ask = value.who === "claimed" && value.l2BlockNumber > least;
		roots.push(
			ask ? await withWord(candidate, config, notes, signal) : candidate.root,
		);
	}
	return roots;
};

/** The anchor under a header. A rollup can be without one: of a release whose anchor is a hash, of which no endpoint has the block. */
const openAnchors =
	<P extends AnyOpProfile, C extends OpContracts>(
		{ l1, games }: Followed<P, C>,
		outputAt: ReturnType<typeof openBlocks>["outputAt"],
	) =>
	async (
		header: Verified<Header>,
		config: Verified<C>,
		notes: Fault[],
		signal: AbortSignal | undefined,
	): Promise<Verified<ProposedRoot> | null> => {
		const tools: AnchorTools = {
			prove: (wanted) => l1.prove(header, wanted, signal),
			outputAt: (number, isIt, wanted) =>
				outputAt(number, isIt, wanted, signal),
		};
		try {
			return await games.anchor(config, tools);
		} catch (thrown) {
			noted(notes, thrown);
			return null;
		}
	};

/** The rollup by the rules of its release. */
export const openOpGames = <P extends AnyOpProfile, C extends OpContracts>(
	parts: Followed<P, C>,
): Rollup<OpNews> => {
	const { profile } = parts;
	const captureAhead = openWatching(parts);
	const headerFactsAt = openContext(parts);
	const words = openWords(parts);
	const { blockOf, outputAt } = openBlocks(parts);

	const anchorAt = openAnchors(parts, outputAt);
	let shown: ShownOnL1 | null = null;

	const newest: Rollup<OpNews>["newest"] = async (header, signal) => {
		const notes: Fault[] = [];
		const { config, candidates } = await headerFactsAt(header, notes, signal);
		const anchor = await anchorAt(header, config, notes, signal);
		const roots = await rootsWith(
			words,
			candidates,
			anchor,
			config.value,
			notes,
			signal,
		);
		const proposed = [
			...roots
				.filter(isProposed)
				.filter(({ value }) => value.l2BlockNumber > numberOf(anchor))
				.toSorted((a, b) => b.value.l2BlockNumber - a.value.l2BlockNumber),
			...(anchor === null ? [] : [anchor]),
		];
		let rival = rivalIn(proposed);
		let last: Fault | undefined;
		for (const root of proposed) {
			const { l2BlockNumber: number, because } = root.value;
			// Rivals show that silence or the sequencer's key means nothing now: what was won and the anchor still hold.
			if (rival !== null && because !== "won" && because !== "anchor") continue;
			try {
				const block = await blockOf(root, signal);
				if (because === "unchallenged") {
					const word = await words.payloadOf(
						config.value,
						number,
						notes,
						signal,
					);
					if (
						word !== null &&
						word.payload.blockHash !== block.value.blockHash
					) {
						rival = `the sequencer signed ${word.payload.blockHash} for block ${number}, the root says ${block.value.blockHash}`;
						continue;
					}
				}
				if (rival !== null) notes.push(new Fault("l2-root-unproposed", rival));
				const claimed = roots
					.filter(isClaimed)
					.filter(({ value }) => value.l2BlockNumber > number);
				shown = { config, blockNumber: number };
				const news: OpNews = { block, root, claimed, notes };
				return news;
			} catch (thrown) {
				last = noted(notes, thrown);
			}
		}
		throw last ?? new Fault("not-anchored", "the rollup has no root");
	};

	return { profile, captureAhead, newest, said: openSaid(parts, () => shown) };
};

export const openOp = (parts: OpParts): Rollup<OpNews> =>
	openOpGames({ ...parts, games: portalGames });
