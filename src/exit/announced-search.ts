// Looks for operations of a timelock by asking endpoints for its events, a bounded way back and a bounded way at a time. What
// they say is where to look and nothing more. One that leaves an event out can hide an operation from whoever asks it alone:
// so as many are asked as there are, and how many is said to people.

import type { Hex } from "../base/bytes.ts";
import { asFault, Fault } from "../base/fault.ts";
import { type ContractAlert, note } from "../l2/contract-alert.ts";
import type { Message } from "../protocol/message.ts";
import type { Execution, LogHint } from "../source/execution.ts";
import type { Member, Pool } from "../source/pool.ts";
import {
	type AnnouncedOperation,
	type Announcements,
	announcedIn,
	gravestFirst,
	isOverrun,
	joinAnnounced,
	mostAnnounced,
	type SearchedRange,
} from "./announced.ts";
import { contractAlertMessage } from "./codes.ts";

/** Some thirty days of L1: operations that wait longer have to be named by the profile. */
export const mostBlocksBack = 216_000;
const spanBlocks = 10_000;
/** A node that gives no events of so few blocks gives none. */
const leastStep = 16;
/** Spans that one endpoint is asked for at a time; what is left is asked the next time. */
const mostSpans = 8;
const mostEndpoints = 4;
/**
 * Of one endpoint's at a time, the gravest and of those the newest: one that invents operations crowds out its own and nobody
 * else's. The others wait for their turn.
 */
const mostOfOne = 16;

type Span = { readonly fromBlock: number; readonly toBlock: number };

/** What is still to be looked through: what is newer than all that was, from its old end on; then what is older, backwards. */
const spansLeft = (
	before: SearchedRange | null,
	headBlock: number,
): readonly (Span & { readonly isNewer: boolean })[] => {
	const first = Math.max(0, headBlock - mostBlocksBack + 1);
	// what was looked through before the time that is looked back to is of no use: it begins anew
	if (before === null || before.toBlock < first)
		return [{ fromBlock: first, toBlock: headBlock, isNewer: false }];
	return [
		{ fromBlock: before.toBlock + 1, toBlock: headBlock, isNewer: true },
		{ fromBlock: first, toBlock: before.fromBlock - 1, isNewer: false },
	];
};

type SearchAnswer = {
	readonly logs: readonly LogHint[];
	readonly searched: SearchedRange | null;
};

/** Goes on where the endpoint was left, in as many questions as it may be asked at a time. What was looked through stays one piece. */
const askOne = async (
	{ name, client }: Member<Execution>,
	address: Hex,
	known: SearchedRange | null,
	headBlock: number,
	signal: AbortSignal,
): Promise<SearchAnswer> => {
	let searched = known;
	let step = known?.stepBlocks ?? spanBlocks;
	/** By stretches of the chain, oldest first. */
	let logs: readonly LogHint[] = [];
	let left = mostSpans;
	for (const { isNewer, ...span } of spansLeft(known, headBlock)) {
		if (!isNewer && span.toBlock === headBlock) searched = null;
		let { fromBlock, toBlock } = span;
		while (left > 0 && fromBlock <= toBlock) {
			left--;
			const part = isNewer
				? { fromBlock, toBlock: Math.min(toBlock, fromBlock + step - 1) }
				: { fromBlock: Math.max(fromBlock, toBlock - step + 1), toBlock };
			let found: readonly LogHint[];
			try {
				found = (await client.logs({ address, topics: [], ...part }, signal))
					.value;
			} catch (thrown) {
				// More events than a node gives at once, or blocks than it looks through: ask for less.
				const { code } = asFault(thrown);
				const less =
					code === "bad-field" || code === "rpc-error" || code === "too-large";
				if (!less || step <= leastStep) throw thrown;
				step = Math.max(leastStep, Math.floor(step / 8));
				continue;
			}
			logs = isNewer ? [...logs, ...found] : [...found, ...logs];
			searched = {
				endpoint: name,
				fromBlock: Math.min(
					searched?.fromBlock ?? part.fromBlock,
					part.fromBlock,
				),
				toBlock: Math.max(searched?.toBlock ?? part.toBlock, part.toBlock),
				stepBlocks: step,
			};
			if (isNewer) fromBlock = part.toBlock + 1;
			else toBlock = part.fromBlock - 1;
		}
	}
	return { logs, searched };
};

/** What one endpoint named, and how far it was asked by now. */
type Answer = {
	readonly member: { readonly name: string };
	readonly named: readonly AnnouncedOperation[];
	readonly searched: Announcements["searched"][number] | null;
};

/** Of each endpoint that is not set aside. One that fails has named nothing, and is no further than it was. */
const askAll = async (
	pool: Pool<Execution>,
	timelock: Hex,
	before: Announcements,
	headBlock: number,
	signal: AbortSignal,
): Promise<readonly Answer[]> => {
	return Promise.all(
		pool
			.active()
			.slice(0, mostEndpoints)
			.map(async (member) => {
				const known =
					before.searched.find(({ endpoint }) => endpoint === member.name) ??
					null;
				try {
					const { logs, searched } = await askOne(
						member,
						timelock,
						known,
						headBlock,
						signal,
					);
					return { member, named: announcedIn(logs), searched };
				} catch (thrown) {
					const fault = asFault(thrown, member.name);
					if (fault.kind === "internal") throw fault;
					// not its verdict as a node: many give no events so far back
					if (fault.code !== "cancelled") pool.note(member.name, fault);
					return { member, named: [], searched: known };
				}
			}),
	);
};

/**
 * What was found before and is found now, and how far each endpoint that answers was asked. Throws nothing: an endpoint that
 * fails is behind until it answers.
 * @param headBlock up to which block: no operation is looked for above what will be proved
 */
export const searchAnnounced = async (
	pool: Pool<Execution>,
	timelock: Hex,
	before: Announcements,
	headBlock: number,
	signal: AbortSignal,
): Promise<Announcements> => {
	const answers = await askAll(pool, timelock, before, headBlock, signal);
	if (signal.aborted) throw new Fault("cancelled", "the search for events");
	// What was proved to wait keeps its place until it waits no more, however many are named after it.
	const known = new Map(before.found.map((one) => [one.id, one]));
	const lists = answers.map(({ member, named }) => {
		const waits = before.later?.find(
			({ endpoint }) => endpoint === member.name,
		);
		const byId = new Map(
			[...(waits?.named ?? []), ...named].map((one) => [one.id, one]),
		);
		return {
			endpoint: member.name,
			all: gravestFirst([...byId.values()].toReversed()),
		};
	});
	const isNew = ({ id, calls }: AnnouncedOperation): boolean => {
		const one = known.get(id);
		return one === undefined || (one.calls === null && calls !== null);
	};
	const turn = lists.map(({ all }) => all.filter(isNew).slice(0, mostOfOne));
	for (const one of gravestFirst(joinAnnounced(...turn)))
		if (known.has(one.id) || known.size < mostAnnounced) known.set(one.id, one);
	const left = lists.map(({ endpoint, all }) => ({
		endpoint,
		named: all.filter(({ id }) => !known.has(id)),
	}));
	const lost = Math.max(
		0,
		...left.map(({ named }) => named.length - mostAnnounced),
	);
	const { left: was } = before;
	const isRecent = was !== undefined && headBlock - was.block < mostBlocksBack;
	const lostBefore = isRecent ? was.count : 0;
	return {
		found: [...known.values()],
		searched: answers.flatMap(({ searched }) => searched ?? []),
		later: left
			.filter(({ named }) => named.length > 0)
			.map(({ endpoint, named }) => ({
				endpoint,
				named: named.slice(0, mostAnnounced),
			})),
		...(lost > 0
			? { left: { count: lostBefore + lost, block: headBlock } }
			: isRecent
				? { left: was }
				: {}),
	};
};

/** That more is named than this wallet reads; none where all that is named was read or soon will be. */
export const overrunContractAlerts = (
	known: Announcements,
	timelock: Hex,
): readonly ContractAlert[] =>
	isOverrun(known)
		? [
				note(
					"too-many-announced",
					contractAlertMessage("notice.too-many", { most: mostAnnounced }),
					timelock,
				),
			]
		: [];

/** A little behind is no gap: heads come while others are asked. */
const closeBlocks = 300;

/** How it was looked for, for people: what an empty list is worth. */
export const searchWords = (
	known: Announcements,
	headBlock: number | null,
): Message => {
	const { searched } = known;
	if (headBlock === null || searched.length === 0)
		return contractAlertMessage("search.not-yet");
	const first = Math.max(0, headBlock - mostBlocksBack + 1);
	const whole = searched.filter(
		({ fromBlock, toBlock }) =>
			fromBlock <= first + closeBlocks && toBlock >= headBlock - closeBlocks,
	);
	const shallow = searched.reduce(
		(most, { fromBlock }) => Math.max(most, headBlock - fromBlock),
		0,
	);
	const asked = whole.length > 0 ? whole.length : searched.length;
	const isWhole = whole.length > 0;
	const backBlocks = isWhole ? Math.min(mostBlocksBack, headBlock) : shallow;
	return contractAlertMessage(
		`search.${isWhole ? "whole" : "part"}.${isOverrun(known) ? "overrun" : "proved"}`,
		{ asked, back: backBlocks * 12 },
	);
};
