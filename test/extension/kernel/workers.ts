// Workers for the tests of the pool: each behaves as the test says, and says what the test makes it say.

import type {
	FromWorker,
	KernelQuestion,
	ToWorker,
} from "../../../extension/kernel/ask.ts";
import type { KernelWorker } from "../../../extension/kernel/pool.ts";

export const sync: Extract<KernelQuestion, { ask: "sync-aggregate" }>["of"] = {
	pubkeys: new Uint8Array(48),
	aggregatePubkey: new Uint8Array(48),
	bits: new Uint8Array(1),
	signingRoot: new Uint8Array(32),
	signature: new Uint8Array(96),
};

export const report = [{ work: "BLS12-381", runs: "made", refused: [] }];

type Asked = Extract<ToWorker, { tell: "ask" }>;

export type MadeWorker = KernelWorker & {
	/** Everything it was told, as it arrived: bytes are its own. */
	readonly told: ToWorker[];
	readonly asked: () => readonly Asked[];
	ended: boolean;
	/** Says a word of its own, or anything. */
	readonly say: (message: FromWorker | unknown) => void;
	/** Answers the question asked first that is not answered yet. */
	readonly answer: (yes: boolean) => void;
	readonly fail: (message: string) => void;
};

export type Behaviour = (message: ToWorker, worker: MadeWorker) => void;

/** Workers one after the other, each with the next behaviour; the last one's stays. */
export const workers = (...behaviours: readonly Behaviour[]) => {
	const made: MadeWorker[] = [];
	const spawn = (): KernelWorker => {
		const behave = behaviours[Math.min(made.length, behaviours.length - 1)];
		const open: number[] = [];
		const worker: MadeWorker = {
			told: [],
			asked: () => worker.told.filter((one) => one.tell === "ask"),
			ended: false,
			onmessage: null,
			onerror: null,
			terminate: () => {
				worker.ended = true;
			},
			postMessage: (message, transfer) => {
				const told = structuredClone(message as ToWorker, { transfer });
				queueMicrotask(() => {
					if (worker.ended) return;
					worker.told.push(told);
					if (told.tell === "ask") open.push(told.id);
					behave?.(told, worker);
				});
			},
			say: (data) => worker.onmessage?.({ data } as MessageEvent<unknown>),
			answer: (yes) =>
				worker.say({ tell: "answer", id: open.shift(), yes: [yes] }),
			fail: (message) => worker.onerror?.({ message } as ErrorEvent),
		};
		made.push(worker);
		return worker;
	};
	return { made, spawn };
};

/** Ready at once; then as `asked` says. */
export const ready =
	(asked: Behaviour = () => {}): Behaviour =>
	(message, worker) => {
		if (message.tell === "start") worker.say({ tell: "ready", report });
		else asked(message, worker);
	};
export const answers = (yes: boolean): Behaviour =>
	ready((message, worker) => {
		if (message.tell === "ask") worker.answer(yes);
	});
/** Takes questions and waits for the test to answer them. */
export const waits = ready();
export const diesOfQuestions = ready((message, worker) => {
	if (message.tell === "ask") worker.fail("out of memory");
});

/** Lets everything that was said be heard. */
export const settle = () => new Promise((done) => setTimeout(done, 0));
