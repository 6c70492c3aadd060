// Looks for what assertions commit to, in the events of an Arbitrum chain's rollup contract. An endpoint states them, and each is
// what its hash says or nothing; that none is missing, nobody says.
// Source of the event: OffchainLabs/nitro-contracts@67487333, src/rollup/IRollupCore.sol, AssertionCreated.

import { bigFromBytes, fromHex, type Hex, toHex } from "../../../base/bytes.ts";
import { asFault, Fault } from "../../../base/fault.ts";
import { eventTopic } from "../../../crypto/selector.ts";
import type {
	Execution,
	LogHint,
	LogRequest,
} from "../../../source/execution.ts";
import type { Member, Pool } from "../../../source/pool.ts";
import { type Assertion, assertionHash } from "../checks/assertion.ts";
import type { ArbitrumProfile } from "../checks/profile.ts";

const state = "((bytes32[2],uint64[2]),uint8,bytes32)";
/** Indexed are its hash and its parent's; then what it came from, its state, its accumulator, and the terms of its children. */
export const assertionCreated: Hex = eventTopic(
	`AssertionCreated(bytes32,bytes32,((bytes32,bytes32,(bytes32,uint256,address,uint64,uint64)),${state},${state}),bytes32,uint256,bytes32,uint256,address,uint64)`,
);

/** Words of the event's data before its state: of the parent's parent, its terms, and the parent's state. */
const stateFrom = 13;
const eventWords = 25;

/** The assertion of an event. @throws bad-field; l2-preimage when it is not what its hash says */
export const assertionIn = ({
	topics: [, hash, parent],
	data,
}: Pick<LogHint, "topics" | "data">): Assertion => {
	const bytes = fromHex(data);
	if (parent === undefined || bytes.length !== 32 * eventWords)
		throw new Fault("bad-field", `an event of ${bytes.length} bytes`);
	const word = (at: number): Uint8Array =>
		bytes.subarray(32 * (stateFrom + at), 32 * (stateFrom + at + 1));
	const count = (at: number): number => {
		const number = bigFromBytes(word(at));
		if (number > BigInt(Number.MAX_SAFE_INTEGER))
			throw new Fault("bad-field", `an event counts ${number}`);
		return Number(number);
	};
	const found: Assertion = {
		parent,
		blockHash: toHex(word(0)),
		sendRoot: toHex(word(1)),
		batch: count(2),
		positionInBatch: count(3),
		machineStatus: count(4),
		endHistoryRoot: toHex(word(5)),
		inboxAcc: toHex(word(6)),
	};
	const is = assertionHash(found);
	if (is !== hash)
		throw new Fault("l2-preimage", `the event of ${hash} is of ${is}`);
	return found;
};

export type FoundAssertion = {
	readonly hash: Hex;
	readonly assertion: Assertion;
	/** The L1 block that the endpoint says it is of. */
	readonly blockNumber: number;
};

/** Blocks asked for at once, and how often at most in one look. */
const spanBlocks = 5_000;
const mostSpans = 40;
/** Assertions kept: more than may be on a way, with rivals. */
const mostKept = 2_048;

const isTooMuch = (thrown: unknown): boolean =>
	["bad-field", "rpc-error", "too-large"].includes(asFault(thrown).code);

export type AssertionSearch = {
	/** What the assertion with this hash commits to, made at that L1 block. @throws not-anchored when no endpoint has its event */
	readonly one: (
		hash: Hex,
		atBlock: number,
		signal?: AbortSignal,
	) => Promise<Assertion>;
	/**
	 * Takes the assertions that were made in these L1 blocks, as far as one look goes.
	 * @returns have all of these blocks been looked through, by one endpoint?
	 */
	readonly through: (
		from: number,
		to: number,
		signal?: AbortSignal,
	) => Promise<boolean>;
	/** Of those that are known, the ones that name it as their parent. */
	readonly children: (parent: Hex) => readonly FoundAssertion[];
	/** Asks that endpoint anew for all of it: it has left something out, or is another node now. */
	readonly forget: () => void;
};

/** Events of the rollup contract, as one endpoint states them. */
const eventsOf = async (
	{ name, client }: Member<Execution>,
	request: Omit<LogRequest, "topics"> & { readonly hash?: Hex },
	signal: AbortSignal | undefined,
): Promise<readonly LogHint[]> => {
	const { hash, ...span } = request;
	const topics =
		hash === undefined ? [assertionCreated] : [assertionCreated, hash];
	const { value } = await client.logs({ ...span, topics }, signal);
	if (value.some(({ topics: [event] }) => event !== assertionCreated))
		throw new Fault("bad-field", "events that were not asked for", name);
	return value;
};

/** What was found, by hash: the newest are kept. */
const openFound = () => {
	const known = new Map<Hex, FoundAssertion>();
	return {
		get: (hash: Hex) => known.get(hash),
		keep: ({ topics, data, blockNumber }: LogHint): FoundAssertion => {
			const assertion = assertionIn({ topics, data });
			const hash = assertionHash(assertion);
			const found = { hash, assertion, blockNumber };
			known.set(hash, found);
			const [oldest] = known.keys();
			if (known.size > mostKept && oldest !== undefined) known.delete(oldest);
			return found;
		},
		children: (parent: Hex): readonly FoundAssertion[] =>
			[...known.values()].filter(
				({ assertion }) => assertion.parent === parent,
			),
	};
};

/** Blocks that one endpoint was asked for, both ends included. */
type BlockSpan = { readonly from: number; readonly to: number };

/** A search over the L1 endpoints; what was found is kept, and no block is asked for twice of one endpoint. */
export const openAssertionSearch = (
	{ contracts }: Pick<ArbitrumProfile, "contracts">,
	pool: Pool<Execution>,
): AssertionSearch => {
	const { address } = contracts.rollup;
	const found = openFound();
	const asked = new Map<string, BlockSpan>();

	/** Span by span, from the oldest on. */
	const walk = async (
		member: Member<Execution>,
		{ from, to }: BlockSpan,
		signal: AbortSignal | undefined,
	): Promise<boolean> => {
		const before = asked.get(member.name);
		const since = before !== undefined && before.from <= from ? before : null;
		let low = since === null ? from : Math.max(from, since.to + 1);
		let size = spanBlocks;
		for (let times = 0; times < mostSpans && low <= to; times++) {
			const toBlock = Math.min(to, low + size - 1);
			try {
				const span = { address, fromBlock: low, toBlock };
				(await eventsOf(member, span, signal)).forEach(found.keep);
			} catch (thrown) {
				// More blocks than a node looks through at once: ask for less.
				if (!isTooMuch(thrown) || size === 1) throw thrown;
				size = Math.max(1, Math.floor(size / 8));
				continue;
			}
			low = toBlock + 1;
			asked.set(member.name, { from: since?.from ?? from, to: toBlock });
		}
		return low > to;
	};

	return {
		one: async (hash, atBlock, signal) => {
			const before = found.get(hash);
			if (before !== undefined) return before.assertion;
			return pool.first(async (member) => {
				const span = { address, hash, fromBlock: atBlock, toBlock: atBlock };
				const events = await eventsOf(member, span, signal);
				const its = events.map(found.keep).find((one) => one.hash === hash);
				if (its !== undefined) return its.assertion;
				throw new Fault(
					"not-anchored",
					`has no event of assertion ${hash}`,
					member.name,
				);
			});
		},
		through: (from, to, signal) =>
			pool.first((member) => walk(member, { from, to }, signal)),
		children: found.children,
		forget: () => asked.clear(),
	};
};
