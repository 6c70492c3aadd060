// A Kernel answered by a few workers. What a person waits for goes first; the rest waits in bounded queues. A worker that
// dies or falls silent is replaced, and what it was asked is asked once more, of noble in a new worker. No death of a
// worker ever becomes an answer. Workers share no memory: each has an instance of its own.

import { Fault } from "../../src/base/fault.ts";
import {
	type Kernel,
	mostPrecompileInput,
	type Urgency,
	type WorkReport,
} from "../../src/crypto/kernel.ts";
import {
	copyOf,
	heard,
	isAnswerTo,
	type KernelAnswer,
	type KernelQuestion,
	mostInBatch,
	type Skip,
	type ToWorker,
	type Warmth,
	workOf,
} from "./ask.ts";

/** What is used of a Worker, or of one that the host made (hosted.ts). */
export type KernelWorker = {
	postMessage(message: unknown, transfer: Transferable[]): void;
	terminate(): void;
	onmessage: ((event: MessageEvent<unknown>) => void) | null;
	onerror: ((event: { readonly message: string }) => void) | null;
};

export type PoolOptions = {
	readonly spawn: () => KernelWorker;
	/** Workers at the same time: see poolSize. */
	readonly most?: number;
	/** Questions of each urgency that may wait. */
	readonly mostWaiting?: number;
	/** After which a worker that owes an answer counts as dead. */
	readonly timeoutMs?: number;
	/** After which one that has not tried its next way to do the work does. */
	readonly startMs?: number;
	/** After which a question that waits is worth a further worker. */
	readonly growMs?: number;
	readonly warmth?: Warmth;
};

export type KernelPool = Kernel & {
	/** Starts a worker and lets it work itself warm, while there is nothing else to do. */
	readonly warm: () => void;
	/** Ends all workers. What waits is answered with the fault cancelled, and so is what is asked from then on. */
	readonly close: () => void;
};

/** Half of the machine's processors, one at least and four at most; one when they are not known. */
export const poolSize = (processors: number | undefined): number =>
	Math.min(4, Math.max(1, Math.floor((processors ?? 1) / 2)));

/**
 * V8 compiles anew what it has met some thousand times, which is a round or two; others need more. It is short all the
 * same, for the engine begins anew at each wake.
 */
export const usualWarmth: Warmth = { rounds: 12, mostMs: 250 };

const urgencies = ["person", "soon", "idle"] as const;
const mostTries = 2;
/** In a row; each names one way to do the work that is not tried again, so that more are no use. */
const mostFailedStarts = 8;

type Job = {
	readonly question: KernelQuestion;
	readonly urgency: Urgency;
	readonly resolve: (answer: KernelAnswer) => void;
	readonly reject: (fault: Fault) => void;
	tries: number;
};

type Seat = {
	readonly worker: KernelWorker;
	/** The newest report of its kernel, once it has one. */
	report: readonly WorkReport[] | null;
	/** What it tries, at its start or for a question, until it is ready. */
	trying: { readonly work: string; readonly name: string } | null;
	/** By the id under which they were asked: at most one that a person waits for, and one other. */
	readonly jobs: Map<number, Job>;
	readonly timers: Map<number, ReturnType<typeof setTimeout>>;
};
const startTimer = -1;
/** Of checks, before a way to do them is taken for broken: one death may be the moment's. */
const mostDeaths = 2;

/** A pool: its bounds, its workers, and what waits for them. */
type State = {
	readonly spawn: () => KernelWorker;
	readonly most: number;
	readonly mostWaiting: number;
	readonly timeoutMs: number;
	readonly startMs: number;
	readonly growMs: number;
	readonly seats: Set<Seat>;
	readonly queues: { readonly [U in Urgency]: Job[] };
	skip: Skip[];
	failedStarts: number;
	/** Of checks, by what did them. */
	readonly deaths: Map<string, number>;
	nextId: number;
	closed: boolean;
	growth: ReturnType<typeof setTimeout> | undefined;
	isWarm: boolean;
	readonly asksReport: {
		readonly resolve: (report: readonly WorkReport[]) => void;
		readonly reject: (fault: Fault) => void;
	}[];
};

const stateOf = (options: PoolOptions): State => ({
	spawn: options.spawn,
	most: options.most ?? 1,
	mostWaiting: options.mostWaiting ?? 64,
	timeoutMs: options.timeoutMs ?? 60_000,
	startMs: options.startMs ?? 15_000,
	growMs: options.growMs ?? 50,
	seats: new Set(),
	queues: { person: [], soon: [], idle: [] },
	skip: [],
	failedStarts: 0,
	deaths: new Map(),
	nextId: 0,
	closed: false,
	growth: undefined,
	isWarm: false,
	asksReport: [],
});

const post = (seat: Seat, message: ToWorker, transfer: ArrayBuffer[] = []) =>
	seat.worker.postMessage(message, transfer);

const clearLimit = (seat: Seat, id: number) => {
	clearTimeout(seat.timers.get(id));
	seat.timers.delete(id);
};

const setLimit = (
	pool: State,
	seat: Seat,
	id: number,
	ms: number,
	what: string,
) =>
	seat.timers.set(
		id,
		setTimeout(() => died(pool, seat, `${what} within ${ms} ms`), ms),
	);

/** Each way to do the work has this time, and so has the worker's script to load. */
const limitStart = (pool: State, seat: Seat) => {
	clearLimit(seat, startTimer);
	setLimit(pool, seat, startTimer, pool.startMs, "did not start");
};

const end = (pool: State, seat: Seat) => {
	pool.seats.delete(seat);
	for (const timer of seat.timers.values()) clearTimeout(timer);
	seat.worker.onmessage = null;
	seat.worker.onerror = null;
	seat.worker.terminate();
};

const giveUp = (pool: State, fault: Fault) => {
	for (const urgency of urgencies)
		for (const job of pool.queues[urgency].splice(0)) job.reject(fault);
	for (const { reject } of pool.asksReport.splice(0)) reject(fault);
};

// Workers that stand already go on with it: perhaps it was one question that it cannot bear.
const blame = (pool: State, seat: Seat, why: string) => {
	for (const job of seat.jobs.values()) {
		const part = seat.report?.find(({ work }) => work === workOf(job.question));
		if (part === undefined || job.tries > 1) continue;
		const { work, runs: name } = part;
		const count = (pool.deaths.get(name) ?? 0) + 1;
		pool.deaths.set(name, count);
		if (count === mostDeaths)
			pool.skip.push({
				work,
				name,
				why: `died of ${count} checks: ${why}`.slice(0, 300),
			});
	}
};

const died = (pool: State, seat: Seat, why: string) => {
	if (!pool.seats.has(seat)) return;
	end(pool, seat);
	if (seat.report === null) pool.failedStarts += 1;
	if (seat.trying !== null)
		pool.skip.push({ ...seat.trying, why: why.slice(0, 300) });
	else blame(pool, seat, why);
	for (const job of seat.jobs.values())
		if (job.tries < mostTries) pool.queues[job.urgency].unshift(job);
		else job.reject(new Fault("internal", `the kernel worker ${why}`));
	if (pool.failedStarts >= mostFailedStarts) {
		// The next question begins anew: what failed may have been the moment.
		pool.failedStarts = 0;
		pool.skip = [];
		pool.deaths.clear();
		giveUp(pool, new Fault("internal", `the kernel worker ${why}`));
	}
	next(pool);
};

const hear = (pool: State, seat: Seat, message: unknown) => {
	const said = heard(message);
	if (said === null || !pool.seats.has(seat)) return;
	switch (said.tell) {
		case "trying":
			seat.trying = { work: said.work, name: said.name };
			limitStart(pool, seat);
			return;
		case "ready":
			clearLimit(seat, startTimer);
			seat.trying = null;
			seat.report = said.report;
			pool.failedStarts = 0;
			for (const { resolve } of pool.asksReport.splice(0)) resolve(said.report);
			next(pool);
			return;
		case "answer":
		case "computed": {
			const job = seat.jobs.get(said.id);
			if (job === undefined) return;
			if (!isAnswerTo(job.question, said)) {
				died(pool, seat, "answered another question");
				return;
			}
			clearLimit(seat, said.id);
			seat.jobs.delete(said.id);
			job.resolve(said);
			next(pool);
			return;
		}
		case "failed":
			if (seat.jobs.has(said.id)) died(pool, seat, `failed: ${said.why}`);
			return;
		case "broken":
			died(pool, seat, `failed: ${said.why}`);
	}
};

const spawn = (pool: State) => {
	let worker: KernelWorker;
	try {
		worker = pool.spawn();
	} catch (thrown) {
		giveUp(pool, new Fault("internal", `no kernel worker: ${String(thrown)}`));
		return;
	}
	const seat: Seat = {
		worker,
		report: null,
		trying: null,
		jobs: new Map(),
		timers: new Map(),
	};
	pool.seats.add(seat);
	worker.onerror = (event) => died(pool, seat, `failed: ${event.message}`);
	worker.onmessage = ({ data }) => hear(pool, seat, data);
	limitStart(pool, seat);
	post(seat, { tell: "start", skip: pool.skip });
};

const isFree = (seat: Seat): boolean =>
	seat.report !== null && seat.jobs.size === 0;

// Long work pauses, so that a person's question need not wait for its end. What was asked before, and killed, is kept
// apart: it takes nobody with it.
const canJoin = (seat: Seat, job: Job): boolean => {
	const [other, ...more] = seat.jobs.values();
	if (seat.report === null || other === undefined || more.length > 0)
		return false;
	return (
		job.urgency === "person" &&
		other.urgency !== "person" &&
		job.tries === 0 &&
		other.tries === 1
	);
};

const seatFor = (pool: State, job: Job): Seat | undefined => {
	const all = [...pool.seats];
	const free = all.filter(isFree);
	// Of several, the last free one is left to whoever comes. The only one can be joined.
	if (job.urgency === "idle" && all.length > 1)
		return free.length > 1 ? free[0] : undefined;
	return free[0] ?? all.find((seat) => canJoin(seat, job));
};

const give = (pool: State, seat: Seat, job: Job) => {
	const id = pool.nextId++;
	job.tries += 1;
	seat.jobs.set(id, job);
	setLimit(pool, seat, id, pool.timeoutMs, "did not answer");
	// The worker gets copies and no clone is made of them. The bytes stay here, for a second try.
	const { question, buffers } = copyOf(job.question);
	const careful = job.tries > 1;
	post(seat, { tell: "ask", id, question, careful }, buffers);
};

const next = (pool: State) => {
	if (pool.closed) return;
	for (const urgency of urgencies) {
		const queue = pool.queues[urgency];
		for (;;) {
			const [job] = queue;
			const seat = job === undefined ? undefined : seatFor(pool, job);
			if (job === undefined || seat === undefined) break;
			queue.shift();
			give(pool, seat, job);
		}
	}
	const isWanted = pool.asksReport.length > 0 || pool.queues.idle.length > 0;
	if (pool.seats.size === 0 && (isWanted || isPressed(pool))) spawn(pool);
	else if (isPressed(pool))
		pool.growth ??= setTimeout(() => grow(pool), pool.growMs);
};

/** Somebody waits for a worker to become free. */
const isPressed = (pool: State): boolean =>
	pool.queues.person.length > 0 || pool.queues.soon.length > 0;

// A further worker costs more than most questions, so a short queue is left to those that stand.
const grow = (pool: State) => {
	pool.growth = undefined;
	if (pool.closed || !isPressed(pool) || pool.seats.size >= pool.most) return;
	if ([...pool.seats].every(({ report }) => report !== null)) spawn(pool);
	next(pool);
};

const ask = (
	pool: State,
	question: KernelQuestion,
	urgency: Urgency,
): Promise<KernelAnswer> =>
	new Promise((resolve, reject) => {
		const queue = pool.queues[urgency];
		if (pool.closed) reject(new Fault("cancelled", "the kernel is closed"));
		else if (queue.length >= pool.mostWaiting)
			reject(new Fault("too-many", `${queue.length} checks are waiting`));
		else {
			queue.push({ question, urgency, resolve, reject, tries: 0 });
			next(pool);
		}
	});

const askAll = async (
	pool: State,
	question: KernelQuestion,
	urgency: Urgency,
): Promise<readonly boolean[]> => {
	const answer = await ask(pool, question, urgency);
	if (!("yes" in answer)) throw new Fault("internal", "bytes for yes or no");
	return answer.yes;
};

const askOne = async (
	pool: State,
	question: KernelQuestion,
	urgency: Urgency,
): Promise<boolean> => (await askAll(pool, question, urgency))[0] === true;

const report = (pool: State): Promise<readonly WorkReport[]> => {
	for (const seat of pool.seats)
		if (seat.report !== null) return Promise.resolve(seat.report);
	return new Promise((resolve, reject) => {
		if (pool.closed) reject(new Fault("cancelled", "the kernel is closed"));
		else {
			pool.asksReport.push({ resolve, reject });
			next(pool);
		}
	});
};

/** The closed questions of a kernel. */
const checksOf = (pool: State): Omit<Kernel, "report"> => ({
	verifySyncAggregate: (of, { urgency = "person" } = {}) =>
		askOne(pool, { ask: "sync-aggregate", of }, urgency),
	verifySyncAggregates: async (of, { urgency = "soon" } = {}) => {
		const answers: boolean[] = [];
		for (let from = 0; from < of.length; from += mostInBatch) {
			const part = of.slice(from, from + mostInBatch);
			answers.push(
				...(await askAll(pool, { ask: "sync-aggregates", of: part }, urgency)),
			);
		}
		return answers;
	},
	checkAggregateKey: (pubkeys, aggregatePubkey, { urgency = "idle" } = {}) =>
		askOne(
			pool,
			{ ask: "aggregate-key", of: { pubkeys, aggregatePubkey } },
			urgency,
		),
	checkGroth16: (of, { urgency = "person" } = {}) =>
		askOne(pool, { ask: "groth16", of }, urgency),
	checkGnarkPlonk: (of, { urgency = "person" } = {}) =>
		askOne(pool, { ask: "gnark-plonk", of }, urgency),
	precompile: async (of, { urgency = "soon" } = {}) => {
		if (of.input.length > mostPrecompileInput)
			throw new RangeError(`"input" has ${of.input.length} bytes`);
		const answer = await ask(pool, { ask: "precompile", of }, urgency);
		if (!("output" in answer))
			throw new Fault("internal", "yes or no for bytes");
		return answer.output;
	},
});

/** @throws (in the answers) too-many, cancelled, and internal when workers died of the same question twice or cannot start */
export const openPool = (options: PoolOptions): KernelPool => {
	const pool = stateOf(options);
	return {
		report: () => report(pool),
		...checksOf(pool),
		warm: () => {
			const { warmth } = options;
			if (pool.isWarm || pool.closed || warmth === undefined) return;
			pool.isWarm = true;
			// One is enough: V8 shares compiled modules between workers, and each further one costs battery.
			report(pool).then(
				() => {
					const seat = [...pool.seats].find(({ report }) => report !== null);
					if (seat !== undefined) post(seat, { tell: "warm", warmth });
				},
				() => {
					pool.isWarm = false;
				},
			);
		},
		close: () => {
			pool.closed = true;
			clearTimeout(pool.growth);
			const fault = new Fault("cancelled", "the kernel is closed");
			for (const seat of [...pool.seats]) {
				end(pool, seat);
				for (const job of seat.jobs.values()) job.reject(fault);
			}
			giveUp(pool, fault);
		},
	};
};
