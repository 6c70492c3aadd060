// Ties a block of the rollup to a root on L1, however old the block is: the first root after it that stands is found in the
// factory's list by its time, and the headers between are walked. With that, what became of a transaction in the block is proved.
// Where no such root is near, or nobody shows the headers, it stays a node's word that this transaction made the withdrawal. The
// withdrawal itself is proved all the same, and that it pays this account: at worst another one of the account's own is taken.

import { fromHex, toHex } from "../../../base/bytes.ts";
import { Fault } from "../../../base/fault.ts";
import { keccakHex } from "../../../crypto/hash.ts";
import type { ExitL1 } from "../../../exit/module.ts";
import type { Execution } from "../../../source/execution.ts";
import type { Pool } from "../../../source/pool.ts";
import { decodeHeader } from "../../../state/header.ts";
import { outputRoot } from "../checks/payload.ts";
import type { AnyOpProfile } from "../checks/values.ts";
import { outputAt } from "./evidence.ts";
import {
	gamesAtOnce,
	type ListedGame,
	readGames,
	readList,
	stands,
} from "./game.ts";
import { leadsTo, mostWalked } from "./node-answer.ts";
import { reasonOf } from "./propose.ts";
import type { NodeStatement, OpFacts } from "./state.ts";

export type Tie =
	/** A root that stands leads back to the block. */
	| "tied"
	/** The rollup has another block there. */
	| "other"
	/** No root near it stands, or no node shows the blocks between: it cannot be said. */
	| "unknown";

/** Games after the block's time that are looked at. Where roots come every hour, more than a day of them. */
const mostLater = 4 * gamesAtOnce;

/** When the block was, by the header of that hash. @throws not-anchored, and the pool's faults when nobody has it */
const timeOf = (
	l2: Pool<Execution>,
	{ block, blockHash }: Pick<NodeStatement, "block" | "blockHash">,
): Promise<number> =>
	l2.first(async ({ name, client }) => {
		const { value } = await client.header({ hash: blockHash });
		const fields = decodeHeader(fromHex(value.rlp));
		if (fields.hash !== blockHash || fields.blockNumber !== block)
			throw new Fault("not-anchored", `no such block ${block}`, name);
		return fields.timestampS;
	});

/**
 * The place of the first game that is not older than a time; the count when all are. The list grows at its end alone, so its
 * times never fall.
 */
const placeOf = async (
	profile: AnyOpProfile,
	l1: ExitL1,
	count: number,
	timeS: number,
): Promise<number> => {
	let low = 0;
	let high = count;
	while (low < high) {
		const step = Math.ceil((high - low) / (gamesAtOnce + 1));
		const indices = Array.from(
			{ length: gamesAtOnce },
			(_, i) => low + step * (i + 1) - 1,
		).filter((index) => index < high);
		const listed = await readList(profile, l1, indices);
		const later = listed.find(({ createdAtS }) => createdAtS >= timeS);
		const earlier = listed.findLast(({ createdAtS }) => createdAtS < timeS);
		if (earlier !== undefined) low = earlier.index + 1;
		if (later !== undefined) high = Math.min(high, later.index);
	}
	return low;
};

/** The first game whose root stands and whose block is the given one or is reached from it. */
const nearest = async (
	profile: AnyOpProfile,
	l1: ExitL1,
	facts: OpFacts,
	block: number,
	timeS: number,
): Promise<ListedGame | null> => {
	const from = await placeOf(profile, l1, facts.gameCount, timeS);
	const end = Math.min(facts.gameCount, from + mostLater);
	for (let at = from; at < end; at += gamesAtOnce) {
		const indices = Array.from(
			{ length: Math.min(gamesAtOnce, end - at) },
			(_, i) => at + i,
		);
		const found = (await readGames(profile, l1, indices)).find(
			(game) =>
				game.l2BlockNumber >= block &&
				game.l2BlockNumber - block <= mostWalked &&
				stands(profile, facts, game),
		);
		if (found !== undefined) return found;
	}
	return null;
};

/** The header under a game's root. @throws not-anchored when no node shows it */
const topOf = (
	profile: AnyOpProfile,
	l2: Pool<Execution>,
	{ root, l2BlockNumber: number }: ListedGame,
): Promise<Parameters<typeof leadsTo>[1]> =>
	l2.first(async ({ name, client }) => {
		const { value } = await client.header({ number });
		const fields = decodeHeader(fromHex(value.rlp));
		const { hash, parentHash, stateRoot } = fields;
		// Since Isthmus the header holds the message passer's storage root: then no state of that time has to be served.
		const inHeader = fields.field("withdrawalsRoot");
		const whole =
			inHeader !== null &&
			fields.blockNumber === number &&
			outputRoot({
				stateRoot,
				messagePasserStorageRoot: toHex(inHeader),
				blockHash: hash,
			}) === root;
		if (whole) return { number, hash, parentHash };
		const output = await outputAt(profile, client, name, number, null);
		if (output.root !== root || keccakHex(fromHex(output.header)) !== hash)
			throw new Fault(
				"not-anchored",
				`another block ${number} than the root`,
				name,
			);
		return { number, hash, parentHash };
	});

/** Is the block one of the rollup's, by the first root after it that stands? @throws our own faults alone */
export const tieBlock = async (
	profile: AnyOpProfile,
	l1: ExitL1,
	l2: Pool<Execution>,
	facts: OpFacts,
	said: Pick<NodeStatement, "block" | "blockHash">,
): Promise<Tie> => {
	try {
		const timeS = await timeOf(l2, said);
		const game = await nearest(profile, l1, facts, said.block, timeS);
		if (game === null) return "unknown";
		const top = await topOf(profile, l2, game);
		const leads = await leadsTo(l2, top, said.block, said.blockHash);
		return leads ? "tied" : "other";
	} catch (thrown) {
		reasonOf(thrown);
		return "unknown";
	}
};
