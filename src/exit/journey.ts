// One journey out of a rollup as plain data, and the steps from one such record to the next. It holds what was asked, the
// way's own state, the orders that were made for each stage and when this device first saw a stage done. It knows no chain,
// no clock and no store; whoever changes it writes it to disk before it counts.

import { type Hex, utf8 } from "../base/bytes.ts";
import type { Decode, Decoded } from "../base/decode.ts";
import * as d from "../base/decode.ts";
import { Fault } from "../base/fault.ts";
import type { Json } from "../base/immutable.ts";
import { keccakHex } from "../crypto/hash.ts";
import { canonical, json } from "../evidence/canonical.ts";
import { amount } from "../protocol/amount.ts";
import { type MessageOrText, wording } from "../protocol/message.ts";
import type { ExitRequest, Outcome } from "./module.ts";
import { cutText } from "./stage.ts";

/** Characters of one way's state: it may hold the proofs that later steps need. */
export const mostStateChars = 2_000_000;
export const mostStages = 24;
const mostOrders = 192;
const mostAttempts = 64;
/** What comes from files has half of both: the other half is the wallet's own, whatever a file says. */
export const mostFileOrders = mostOrders / 2;
export const mostFileAttempts = mostAttempts / 2;

/** JSON of a size that can be stored and exported. What it means, its way alone knows. */
export const journeyState: Decode<Json> = (raw, path) => {
	const state = json(raw, path);
	const { length } = canonical(state);
	if (length > mostStateChars)
		throw new Fault("bad-field", `"${path}" has ${length} characters`);
	return state;
};

const askedRecord = d.record({
	account: d.address,
	token: d.nullable(d.address),
	amount: d.nullable(amount),
	begun: d.nullable(d.hash),
});

/** Which order of its stage it is. */
export const attemptNumber = d.int(0, mostAttempts);

const stageOrder = d.record({
	stage: d.text(40),
	attempt: attemptNumber,
	/** Of the order in the ledger; it follows from journey, stage and attempt. */
	id: d.text(64),
});
export type JourneyOrder = Decoded<typeof stageOrder>;

/** What of a journey travels in its file as well. */
export const journeyCore = {
	id: d.text(64),
	way: d.text(40),
	/** The way's title when it began; version 0.1.0 wrote it as a text. */
	title: wording(80),
	asked: askedRecord,
	/** A rehearsal. */
	drill: d.flag,
	startedMs: d.int(),
	state: journeyState,
};

const journey = d.record({
	format: d.oneOf("sextant-journey-1"),
	...journeyCore,
	/** The L1 network by name. */
	network: d.text(40),
	chainId: d.int(1),
	outcome: d.oneOf("under-way", "done", "impossible"),
	/** When the outcome was first seen; null while it is under way. */
	endedMs: d.nullable(d.int()),
	/** When this device last looked at it and something was new; null for one from a file, before this device did. */
	lookedMs: d.nullable(d.int()),
	/** The stages that are done, with when this device first saw them so. */
	seen: d.list(d.record({ stage: d.text(40), ms: d.int() }), mostStages),
	orders: d.list(stageOrder, mostOrders),
	/** Names of kept evidence that it has used: kept for as long as it is under way. */
	needs: d.list(d.text(80), 64),
	/** Grows with every change that a file of it would show. */
	revision: d.int(),
	/** The revision that was last written to a file; null when none was. */
	saved: d.nullable(d.int()),
	/** What the person was told of, so that nothing is told twice. */
	told: d.list(d.text(120), 64),
});
export type Journey = Decoded<typeof journey>;

/** The journey as it is stored. */
export const journeyText = (one: Journey): string =>
	canonical(json(one, "journey"));

/** @throws bad-json, bad-field, too-large */
export const decodeJourney = (stored: string): Journey =>
	journey(d.parseJson(stored, mostStateChars + 200_000), "journey");

export const askedOf = ({ asked }: Pick<Journey, "asked">): ExitRequest => ({
	...asked,
	amount: asked.amount === null ? null : BigInt(asked.amount),
});

/** One question, however it is spelled. */
export const askedText = ({ account, token, amount, begun }: ExitRequest) =>
	canonical({
		account,
		token,
		amount: amount === null ? null : amount.toString(),
		begun,
	});

/** A journey that begins now: its way has just looked at the world. */
export const begun = (given: {
	readonly id: string;
	readonly network: string;
	readonly chainId: number;
	readonly way: string;
	readonly title: MessageOrText;
	readonly asked: ExitRequest;
	readonly drill: boolean;
	readonly state: Json;
	readonly needs: readonly string[];
	readonly nowMs: number;
}): Journey => {
	const { nowMs, asked, ...rest } = given;
	return journey(
		{
			...rest,
			format: "sextant-journey-1",
			title: cutText(given.title, 80),
			asked: {
				...asked,
				amount: asked.amount === null ? null : asked.amount.toString(),
			},
			startedMs: nowMs,
			outcome: "under-way",
			endedMs: null,
			lookedMs: nowMs,
			seen: [],
			orders: [],
			revision: 1,
			saved: null,
			told: [],
		},
		"journey",
	);
};

/** What one look brought. */
export type LookResult = {
	readonly state: Json;
	readonly outcome: Outcome;
	/** The stages that are done by it. */
	readonly done: readonly string[];
	/** Names of kept evidence it used. */
	readonly needs: readonly string[];
	readonly nowMs: number;
};

/**
 * The journey after a look. A stage that is not done any more (a reorg took it back) loses the time it was seen at; the same
 * record where the look brought nothing new.
 */
export const looked = (was: Journey, look: LookResult): Journey => {
	const state = journeyState(look.state, "state");
	const isNewState = canonical(state) !== canonical(was.state);
	const seen = look.done.slice(0, mostStages).map((stage) => ({
		stage,
		ms: was.seen.find((one) => one.stage === stage)?.ms ?? look.nowMs,
	}));
	const needs = [...new Set([...look.needs, ...was.needs])].slice(0, 64);
	const isSame =
		!isNewState &&
		was.lookedMs !== null &&
		look.outcome === was.outcome &&
		seen.map(({ stage }) => stage).join() ===
			was.seen.map(({ stage }) => stage).join() &&
		needs.length === was.needs.length;
	if (isSame) return was;
	return {
		...was,
		state,
		outcome: look.outcome,
		endedMs:
			look.outcome === "under-way"
				? null
				: look.outcome === was.outcome && was.endedMs !== null
					? was.endedMs
					: look.nowMs,
		lookedMs: look.nowMs,
		seen,
		needs,
		revision: isNewState ? was.revision + 1 : was.revision,
	};
};

/** The same for the same journey, stage and attempt, on every device: an order cut off while it was made is no second one. */
export const orderIdOf = (
	journeyId: string,
	stage: string,
	attempt: number,
): string => {
	const name = canonical(["sextant-exit", journeyId, stage, attempt]);
	return `exit-${keccakHex(utf8(name)).slice(2, 42)}`;
};

/** The last order that was begun for a stage; undefined when none was. */
export const lastOrder = (
	{ orders }: Pick<Journey, "orders">,
	stage: string,
): JourneyOrder | undefined =>
	orders
		.filter((order) => order.stage === stage)
		.reduce<JourneyOrder | undefined>(
			(last, order) =>
				last === undefined || order.attempt > last.attempt ? order : last,
			undefined,
		);

/** An order is about to be made for the stage: the next attempt. @throws too-many */
export const withOrder = (was: Journey, stage: string): Journey => {
	const attempt = (lastOrder(was, stage)?.attempt ?? -1) + 1;
	if (attempt > mostAttempts || was.orders.length >= mostOrders)
		throw new Fault("too-many", `${was.orders.length} orders of one exit`);
	return withOrderOf(was, {
		stage,
		attempt,
		id: orderIdOf(was.id, stage, attempt),
	});
};

/**
 * Where an order stands that a file brings for the stage. The number that the file gives it counts for nothing: it has the place
 * it has already, or the next free one.
 * @param at what lies in the ledger under a place's id: this order, another one, or nothing
 * @throws too-many when what came from files has used its half
 */
export const placeFor = (
	was: Pick<Journey, "id" | "orders">,
	stage: string,
	at: (id: string) => "same" | "other" | "none",
): JourneyOrder => {
	const placed = (attempt: number): JourneyOrder => ({
		stage,
		attempt,
		id: orderIdOf(was.id, stage, attempt),
	});
	const all = Array.from({ length: mostAttempts + 1 }, (_, i) => placed(i));
	const here =
		was.orders.find(({ id }) => at(id) === "same") ??
		all.find(({ id }) => at(id) === "same");
	if (here !== undefined) return here;
	const next = (lastOrder(was, stage)?.attempt ?? -1) + 1;
	const free = all.slice(next).find(({ id }) => at(id) === "none");
	if (
		free === undefined ||
		free.attempt >= mostFileAttempts ||
		was.orders.length >= mostFileOrders
	)
		throw new Fault("too-many", `${was.orders.length} orders of one exit`);
	return free;
};

/** An order of this journey that was made elsewhere. The same one again changes nothing. @throws too-many */
export const withOrderOf = (was: Journey, order: JourneyOrder): Journey => {
	if (was.orders.some(({ id }) => id === order.id)) return was;
	if (was.orders.length >= mostOrders)
		throw new Fault("too-many", `${was.orders.length} orders of one exit`);
	return {
		...was,
		orders: [...was.orders, order],
		revision: was.revision + 1,
	};
};

/** Its file was written. */
export const withSaved = (was: Journey, revision: number): Journey =>
	was.saved === revision ? was : { ...was, saved: revision };

export const isSaved = ({ saved, revision }: Journey): boolean =>
	saved === revision;

/** The person is told of it now. */
export const withTold = (was: Journey, what: string): Journey =>
	was.told.includes(what)
		? was
		: { ...was, told: [...was.told, what].slice(-64) };

/** How long what ended is looked at still: a reorg may take back what was not final. */
const mostEndedMs = 30 * 60_000;

export const isLookedAt = ({ endedMs }: Journey, nowMs: number): boolean =>
	endedMs === null || nowMs - endedMs < mostEndedMs;

/** What evidence is kept for it, by name: all it used while it is under way. */
export const neededBy = (one: Journey): readonly string[] =>
	one.outcome === "under-way" ? one.needs : [];

/** Where it is: enough to be found by. */
export const placeOf = ({
	network,
	chainId,
	asked: { account },
}: Journey): {
	readonly network: string;
	readonly chainId: number;
	readonly account: Hex;
} => ({ network, chainId, account });
