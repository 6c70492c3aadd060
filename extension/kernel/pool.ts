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
	type Answer,
	copyOf,
	heard,
	isAnswerTo,
	mostInBatch,
	type Question,
	type Skip,
	type ToWorker,
	type Warmth,
	workOf,
} from "./ask.ts";

/** What is used of a Worker. */
export type KernelWorker = {
	postMessage(message: unknown, transfer: Transferable[]): void;
	terminate(): void;
	onmessage: ((event: MessageEvent<unknown>) => void) | null;
	onerror: ((event: ErrorEvent) => void) | null;
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

export type Pool = Kernel & {
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
	readonly question: Question;
	readonly urgency: Urgency;
	readonly resolve: (answer: Answer) => void;
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

/** @throws (in the answers) too-many, cancelled, and internal when workers died of the same question twice or cannot start */
export const openPool = (options: PoolOptions): Pool => {
	const most = options.most ?? 1;
	const mostWaiting = options.mostWaiting ?? 64;
	const timeoutMs = options.timeoutMs ?? 60_000;
	const startMs = options.startMs ?? 15_000;
	const growMs = options.growMs ?? 50;
	const seats = new Set<Seat>();
	const queues: { readonly [U in Urgency]: Job[] } = {
		person: [],
		soon: [],
		idle: [],
	};
	let skip: Skip[] = [];
	let failedStarts = 0;
	/** Of checks, by what did them. */
	const deaths = new Map<string, number>();
	let nextId = 0;
	let closed = false;
	let growth: ReturnType<typeof setTimeout> | undefined;
	let isWarm = false;
	const asksReport: {
		readonly resolve: (report: readonly WorkReport[]) => void;
		readonly reject: (fault: Fault) => void;
	}[] = [];

	const post = (seat: Seat, message: ToWorker, transfer: ArrayBuffer[] = []) =>
		seat.worker.postMessage(message, transfer);

	const setLimit = (seat: Seat, id: number, ms: number, what: string) =>
		seat.timers.set(
			id,
			setTimeout(() => died(seat, `${what} within ${ms} ms`), ms),
		);
	const clearLimit = (seat: Seat, id: number) => {
		clearTimeout(seat.timers.get(id));
		seat.timers.delete(id);
	};

	/** Each way to do the work has this time, and so has the worker's script to load. */
	const limitStart = (seat: Seat) => {
		clearLimit(seat, startTimer);
		setLimit(seat, startTimer, startMs, "did not start");
	};

	const end = (seat: Seat) => {
		seats.delete(seat);
		for (const timer of seat.timers.values()) clearTimeout(timer);
		seat.worker.onmessage = null;
		seat.worker.onerror = null;
		seat.worker.terminate();
	};

	const giveUp = (fault: Fault) => {
		for (const urgency of urgencies)
			for (const job of queues[urgency].splice(0)) job.reject(fault);
		for (const { reject } of asksReport.splice(0)) reject(fault);
	};

	// Workers that stand already go on with it: perhaps it was one question that it cannot bear.
	const blame = (seat: Seat, why: string) => {
		for (const job of seat.jobs.values()) {
			const part = seat.report?.find(
				({ work }) => work === workOf(job.question),
			);
			if (part === undefined || job.tries > 1) continue;
			const { work, runs: name } = part;
			const count = (deaths.get(name) ?? 0) + 1;
			deaths.set(name, count);
			if (count === mostDeaths)
				skip.push({
					work,
					name,
					why: `died of ${count} checks: ${why}`.slice(0, 300),
				});
		}
	};

	const died = (seat: Seat, why: string) => {
		if (!seats.has(seat)) return;
		end(seat);
		if (seat.report === null) failedStarts += 1;
		if (seat.trying !== null)
			skip.push({ ...seat.trying, why: why.slice(0, 300) });
		else blame(seat, why);
		for (const job of seat.jobs.values())
			if (job.tries < mostTries) queues[job.urgency].unshift(job);
			else job.reject(new Fault("internal", `the kernel worker ${why}`));
		if (failedStarts >= mostFailedStarts) {
			// The next question begins anew: what failed may have been the moment.
			failedStarts = 0;
			skip = [];
			deaths.clear();
			giveUp(new Fault("internal", `the kernel worker ${why}`));
		}
		next();
	};

	const hear = (seat: Seat, message: unknown) => {
		const said = heard(message);
		if (said === null || !seats.has(seat)) return;
		switch (said.tell) {
			case "trying":
				seat.trying = { work: said.work, name: said.name };
				limitStart(seat);
				return;
			case "ready":
				clearLimit(seat, startTimer);
				seat.trying = null;
				seat.report = said.report;
				failedStarts = 0;
				for (const { resolve } of asksReport.splice(0)) resolve(said.report);
				next();
				return;
			case "answer":
			case "computed": {
				const job = seat.jobs.get(said.id);
				if (job === undefined) return;
				if (!isAnswerTo(job.question, said)) {
					died(seat, "answered another question");
					return;
				}
				clearLimit(seat, said.id);
				seat.jobs.delete(said.id);
				job.resolve(said);
				next();
				return;
			}
			case "failed":
				if (seat.jobs.has(said.id)) died(seat, `failed: ${said.why}`);
				return;
			case "broken":
				died(seat, `failed: ${said.why}`);
		}
	};

	const spawn = () => {
		let worker: KernelWorker;
		try {
			worker = options.spawn();
		} catch (thrown) {
			giveUp(new Fault("internal", `no kernel worker: ${String(thrown)}`));
			return;
		}
		const seat: Seat = {
			worker,
			report: null,
			trying: null,
			jobs: new Map(),
			timers: new Map(),
		};
		seats.add(seat);
		worker.onerror = (event) => died(seat, `failed: ${event.message}`);
		worker.onmessage = ({ data }) => hear(seat, data);
		limitStart(seat);
		post(seat, { tell: "start", skip });
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

	const seatFor = (job: Job): Seat | undefined => {
		const all = [...seats];
		const free = all.filter(isFree);
		// Of several, the last free one is left to whoever comes. The only one can be joined.
		if (job.urgency === "idle" && all.length > 1)
			return free.length > 1 ? free[0] : undefined;
		return free[0] ?? all.find((seat) => canJoin(seat, job));
	};

	const give = (seat: Seat, job: Job) => {
		const id = nextId++;
		job.tries += 1;
		seat.jobs.set(id, job);
		setLimit(seat, id, timeoutMs, "did not answer");
		// The worker gets copies and no clone is made of them. The bytes stay here, for a second try.
		const { question, buffers } = copyOf(job.question);
		const careful = job.tries > 1;
		post(seat, { tell: "ask", id, question, careful }, buffers);
	};

	const next = () => {
		if (closed) return;
		for (const urgency of urgencies) {
			const queue = queues[urgency];
			for (;;) {
				const [job] = queue;
				const seat = job === undefined ? undefined : seatFor(job);
				if (job === undefined || seat === undefined) break;
				queue.shift();
				give(seat, job);
			}
		}
		const isWanted = asksReport.length > 0 || queues.idle.length > 0;
		if (seats.size === 0 && (isWanted || isPressed())) spawn();
		else if (isPressed()) growth ??= setTimeout(grow, growMs);
	};

	/** Somebody waits for a worker to become free. */
	const isPressed = (): boolean =>
		queues.person.length > 0 || queues.soon.length > 0;

	// A further worker costs more than most questions, so a short queue is left to those that stand.
	const grow = () => {
		growth = undefined;
		if (closed || !isPressed() || seats.size >= most) return;
		if ([...seats].every(({ report }) => report !== null)) spawn();
		next();
	};

	const ask = (question: Question, urgency: Urgency): Promise<Answer> =>
		new Promise((resolve, reject) => {
			const queue = queues[urgency];
			if (closed) reject(new Fault("cancelled", "the kernel is closed"));
			else if (queue.length >= mostWaiting)
				reject(new Fault("too-many", `${queue.length} checks are waiting`));
			else {
				queue.push({ question, urgency, resolve, reject, tries: 0 });
				next();
			}
		});
	const askAll = async (
		question: Question,
		urgency: Urgency,
	): Promise<readonly boolean[]> => {
		const answer = await ask(question, urgency);
		if (!("yes" in answer)) throw new Fault("internal", "bytes for yes or no");
		return answer.yes;
	};
	const askOne = async (
		question: Question,
		urgency: Urgency,
	): Promise<boolean> => (await askAll(question, urgency))[0] === true;

	const report = (): Promise<readonly WorkReport[]> => {
		for (const seat of seats)
			if (seat.report !== null) return Promise.resolve(seat.report);
		return new Promise((resolve, reject) => {
			if (closed) reject(new Fault("cancelled", "the kernel is closed"));
			else {
				asksReport.push({ resolve, reject });
				next();
			}
		});
	};

	return {
		report,
		verifySyncAggregate: (of, { urgency = "person" } = {}) =>
			askOne({ ask: "sync-aggregate", of }, urgency),
		verifySyncAggregates: async (of, { urgency = "soon" } = {}) => {
			const answers: boolean[] = [];
			for (let from = 0; from < of.length; from += mostInBatch) {
				const part = of.slice(from, from + mostInBatch);
				answers.push(
					...(await askAll({ ask: "sync-aggregates", of: part }, urgency)),
				);
			}
			return answers;
		},
		checkAggregateKey: (pubkeys, aggregatePubkey, { urgency = "idle" } = {}) =>
			askOne(
				{ ask: "aggregate-key", of: { pubkeys, aggregatePubkey } },
				urgency,
			),
		checkGroth16: (of, { urgency = "person" } = {}) =>
			askOne({ ask: "groth16", of }, urgency),
		checkGnarkPlonk: (of, { urgency = "person" } = {}) =>
			askOne({ ask: "gnark-plonk", of }, urgency),
		precompile: async (of, { urgency = "soon" } = {}) => {
			if (of.input.length > mostPrecompileInput)
				throw new RangeError(`"input" has ${of.input.length} bytes`);
			const answer = await ask({ ask: "precompile", of }, urgency);
			if (!("output" in answer))
				throw new Fault("internal", "yes or no for bytes");
			return answer.output;
		},
		warm: () => {
			const { warmth } = options;
			if (isWarm || closed || warmth === undefined) return;
			isWarm = true;
			// One is enough: V8 shares compiled modules between workers, and each further one costs battery.
			report().then(
				() => {
					const seat = [...seats].find(({ report }) => report !== null);
					if (seat !== undefined) post(seat, { tell: "warm", warmth });
				},
				() => {
					isWarm = false;
				},
			);
		},
		close: () => {
			closed = true;
			clearTimeout(growth);
			const fault = new Fault("cancelled", "the kernel is closed");
			for (const seat of [...seats]) {
				end(seat);
				for (const job of seat.jobs.values()) job.reject(fault);
			}
			giveUp(fault);
		},
	};
};
