import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { openPool, poolSize } from "../../../extension/kernel/pool.ts";
import {
	answers,
	diesOfQuestions,
	type MadeWorker,
	ready,
	report,
	settle,
	sync,
	waits,
	workers,
} from "./workers.ts";

const at = (made: readonly MadeWorker[], index: number): MadeWorker => {
	const worker = made[index];
	if (worker === undefined) throw new Error(`no worker ${index}`);
	return worker;
};
const keys = new Uint8Array(48);
const numbered = (n: number) => ({ ...sync, signingRoot: Uint8Array.of(n) });
/** The numbers of the questions a worker was asked, in order. */
const numbers = (worker: MadeWorker) =>
	worker
		.asked()
		.map(({ question }) =>
			question.ask === "sync-aggregate" ? question.of.signingRoot[0] : -1,
		);

describe("the pool's size", () => {
	it("is half the machine, one at least and four at most", () => {
		expect([undefined, 1, 2, 3, 4, 8, 64].map(poolSize)).toEqual([
			1, 1, 1, 1, 2, 4, 4,
		]);
	});
});

describe("a pool of kernel workers", () => {
	it("gives a worker's yes and no, of one question and of many", async () => {
		const { made, spawn } = workers(
			ready((message, worker) => {
				if (message.tell !== "ask") return;
				const { id, question } = message;
				const yes =
					question.ask === "sync-aggregates"
						? question.of.map(({ bits }) => bits[0] === 1)
						: [question.ask === "aggregate-key"];
				worker.say({ tell: "answer", id, yes });
			}),
		);
		const pool = openPool({ spawn });
		expect(await pool.verifySyncAggregate(sync)).toBe(false);
		expect(await pool.checkAggregateKey(keys, keys)).toBe(true);
		const batch = Array.from({ length: 70 }, (_, i) => ({
			...sync,
			bits: Uint8Array.of(i % 3 === 0 ? 1 : 0),
		}));
		expect(await pool.verifySyncAggregates(batch)).toEqual(
			batch.map((_, i) => i % 3 === 0),
		);
		expect(await pool.verifySyncAggregates([])).toEqual([]);
		expect(made).toHaveLength(1);
	});

	it("starts no worker before the first question", async () => {
		const { made, spawn } = workers(answers(true));
		openPool({ spawn, most: 4 });
		await settle();
		expect(made).toHaveLength(0);
	});

	it("asks nothing of a worker that has not chosen its kernel", async () => {
		const { made, spawn } = workers(() => {});
		const asked = openPool({ spawn }).verifySyncAggregate(sync);
		await settle();
		expect(at(made, 0).asked()).toHaveLength(0);
		at(made, 0).say({ tell: "ready", report });
		await settle();
		at(made, 0).answer(true);
		expect(await asked).toBe(true);
	});

	it("hands over bytes of its own and leaves the caller's as they are", async () => {
		const { spawn, made } = workers(answers(true));
		const whole = new Uint8Array(100).fill(7);
		const signature = whole.subarray(2, 98);
		await openPool({ spawn }).verifySyncAggregate({ ...sync, signature });
		expect(whole.buffer.byteLength).toBe(100);
		const [asked] = at(made, 0).asked();
		if (asked?.question.ask !== "sync-aggregate") throw new Error("not asked");
		expect(asked.question.of.signature).toEqual(signature);
		expect(asked.question.of.signature.buffer.byteLength).toBe(96);
	});

	it("starts as many workers as there is work for, and no more than it may", async () => {
		const { made, spawn } = workers(waits);
		const pool = openPool({ spawn, most: 3, growMs: 0 });
		for (let n = 0; n < 6; n++) {
			void pool.verifySyncAggregate(numbered(n)).catch(() => {});
			await settle();
			await settle();
			expect(made).toHaveLength(Math.min(n + 1, 3));
		}
		expect(made.map((worker) => worker.asked().length)).toEqual([1, 1, 1]);
		pool.close();
	});

	it("starts no further worker for what is answered soon", async () => {
		const { made, spawn } = workers(answers(true));
		const pool = openPool({ spawn, most: 4, growMs: 20 });
		const asked = Array.from({ length: 20 }, (_, n) =>
			pool.verifySyncAggregate(numbered(n)),
		);
		expect((await Promise.all(asked)).every((yes) => yes)).toBe(true);
		await new Promise((done) => setTimeout(done, 30));
		expect(made).toHaveLength(1);
	});

	it("gives its report, for which it starts a worker", async () => {
		const { made, spawn } = workers(waits);
		const pool = openPool({ spawn, most: 4 });
		expect(await pool.report()).toEqual(report);
		expect(await pool.report()).toEqual(report);
		expect(made).toHaveLength(1);
	});

	it("refuses more questions than may wait, of each urgency by itself", async () => {
		const { made, spawn } = workers(waits);
		const pool = openPool({ spawn, mostWaiting: 2 });
		const asked = [pool.verifySyncAggregate(numbered(0))];
		await settle();
		// One is being answered, so that two more may wait.
		for (const n of [1, 2]) asked.push(pool.verifySyncAggregate(numbered(n)));
		const idle = [0, 0].map(() => pool.checkAggregateKey(keys, keys));
		for (const late of [
			pool.verifySyncAggregate(sync),
			pool.checkAggregateKey(keys, keys),
		])
			await expect(late).rejects.toMatchObject({ code: "too-many" });
		for (let n = 0; n < 5; n++) {
			at(made, 0).answer(true);
			await settle();
		}
		expect(await Promise.all([...asked, ...idle])).toEqual(Array(5).fill(true));
	});

	it("ends its workers when closed, and answers nothing from then on", async () => {
		const { made, spawn } = workers(waits);
		const pool = openPool({ spawn });
		const asked = [1, 2].map((n) => pool.verifySyncAggregate(numbered(n)));
		await settle();
		pool.close();
		for (const one of [...asked, pool.verifySyncAggregate(sync), pool.report()])
			await expect(one).rejects.toMatchObject({ code: "cancelled" });
		expect(at(made, 0).ended).toBe(true);
	});
});

describe("what a person waits for", () => {
	it("goes before what is needed soon, and that before idle work", async () => {
		const { made, spawn } = workers(waits);
		const pool = openPool({ spawn });
		const first = pool.verifySyncAggregate(numbered(0));
		await settle();
		const order: string[] = [];
		const note = (name: string) => () => order.push(name);
		const all = [
			pool.checkAggregateKey(keys, keys).then(note("idle")),
			pool.verifySyncAggregates([sync]).then(note("soon")),
			pool.verifySyncAggregate(numbered(1)).then(note("person")),
			pool
				.verifySyncAggregate(numbered(2), { urgency: "idle" })
				.then(note("idle")),
		];
		for (let n = 0; n < 5; n++) {
			at(made, 0).answer(true);
			await settle();
		}
		await Promise.all([first, ...all]);
		expect(order).toEqual(["person", "soon", "idle", "idle"]);
	});

	it("is asked of the only worker while that has long work, which pauses", async () => {
		const { made, spawn } = workers(waits);
		const pool = openPool({ spawn, most: 1 });
		const idle = pool.checkAggregateKey(keys, keys);
		await settle();
		const person = pool.verifySyncAggregate(sync);
		const second = pool.verifySyncAggregate(sync);
		await settle();
		const worker = at(made, 0);
		expect(worker.asked().map(({ question }) => question.ask)).toEqual([
			"aggregate-key",
			"sync-aggregate",
		]);
		// The person's answer comes first, and the next question takes its place.
		worker.say({ tell: "answer", id: worker.asked()[1]?.id, yes: [true] });
		expect(await person).toBe(true);
		await settle();
		expect(worker.asked()).toHaveLength(3);
		worker.answer(false);
		expect(await idle).toBe(false);
		worker.say({ tell: "answer", id: worker.asked()[2]?.id, yes: [true] });
		expect(await second).toBe(true);
	});

	it("finds a free worker beside idle work, where there are two", async () => {
		const { made, spawn } = workers(waits);
		const pool = openPool({ spawn, most: 2, growMs: 0 });
		const first = [1, 2].map((n) => pool.verifySyncAggregate(numbered(n)));
		await settle();
		await settle();
		for (const worker of made) worker.answer(true);
		expect(await Promise.all(first)).toEqual([true, true]);
		void pool.checkAggregateKey(keys, keys).catch(() => {});
		void pool.checkAggregateKey(keys, keys).catch(() => {});
		await settle();
		// The second idle question has to wait: it would take the last free worker.
		expect(made.flatMap((worker) => worker.asked())).toHaveLength(3);
		void pool.verifySyncAggregate(numbered(5)).catch(() => {});
		await settle();
		const [free, ...more] = made.filter((worker) =>
			numbers(worker).includes(5),
		);
		expect(more).toHaveLength(0);
		expect(numbers(free ?? at(made, 0))).not.toContain(-1);
		pool.close();
	});
});

describe("a worker's death", () => {
	it("is followed by another worker, asked with care", async () => {
		const { made, spawn } = workers(diesOfQuestions, answers(true));
		expect(await openPool({ spawn }).verifySyncAggregate(sync)).toBe(true);
		expect(made.map(({ ended }) => ended)).toEqual([true, false]);
		expect(made.map((worker) => worker.asked()[0]?.careful)).toEqual([
			false,
			true,
		]);
	});

	it("is neither yes nor no when a second worker dies of the question", async () => {
		const { made, spawn } = workers(diesOfQuestions, diesOfQuestions, waits);
		const pool = openPool({ spawn });
		await expect(pool.verifySyncAggregate(sync)).rejects.toMatchObject({
			code: "internal",
			message: expect.stringContaining("out of memory"),
		});
		await expect(
			openPool(workers(diesOfQuestions)).verifySyncAggregates([sync, sync]),
		).rejects.toMatchObject({ code: "internal" });
		expect(made.filter(({ ended }) => ended)).toHaveLength(2);
	});

	it("is what a failure to answer counts as, and a wrong number of answers", async () => {
		for (const yes of [[], [true, true]]) {
			const { spawn } = workers(
				ready((message, worker) => {
					if (message.tell === "ask")
						worker.say({ tell: "answer", id: message.id, yes });
				}),
			);
			await expect(
				openPool({ spawn }).verifySyncAggregate(sync),
			).rejects.toMatchObject({ code: "internal" });
		}
		const { spawn } = workers(
			ready((message, worker) => {
				if (message.tell === "ask")
					worker.say({ tell: "failed", id: message.id, why: "TypeError" });
			}),
		);
		await expect(
			openPool({ spawn }).verifySyncAggregate(sync),
		).rejects.toMatchObject({ code: "internal" });
	});

	it("takes no other question with it for good", async () => {
		const { made, spawn } = workers(waits, diesOfQuestions, answers(true));
		const pool = openPool({ spawn });
		const idle = pool.checkAggregateKey(keys, keys);
		await settle();
		const person = pool.verifySyncAggregate(sync);
		await settle();
		expect(at(made, 0).asked()).toHaveLength(2);
		at(made, 0).fail("unreachable");
		// The second worker is asked one of them alone, and dies of it.
		await expect(person).rejects.toMatchObject({ code: "internal" });
		expect(await idle).toBe(true);
		expect(made.map((worker) => worker.asked().length)).toEqual([2, 1, 1]);
	});

	it("leaves questions at other workers alone", async () => {
		const { made, spawn } = workers(waits);
		const pool = openPool({ spawn, most: 2, growMs: 0 });
		const [one, other] = [0, 1].map((n) =>
			pool.verifySyncAggregate(numbered(n)),
		);
		await settle();
		await settle();
		expect(made).toHaveLength(2);
		at(made, 0).fail("gone");
		at(made, 1).answer(true);
		expect(await other).toBe(true);
		await settle();
		made
			.find((worker) => !worker.ended && worker.asked().at(-1)?.careful)
			?.answer(false);
		await settle();
		for (const worker of made) if (!worker.ended) worker.answer(false);
		expect(await one).toBe(false);
	});

	it("while it tried a way for a question is laid on that way", async () => {
		const bn254 = { work: "BN254", name: "fast" };
		const trying = ready((message, worker) => {
			if (message.tell !== "ask") return;
			worker.say({ tell: "trying", ...bn254 });
			worker.fail("out of memory");
		});
		const { made, spawn } = workers(trying, answers(true));
		const proof = { key: keys, inputs: keys, proof: keys };
		expect(await openPool({ spawn }).checkGnarkPlonk(proof)).toBe(true);
		expect(at(made, 1).told[0]).toEqual({
			tell: "start",
			skip: [{ ...bn254, why: "failed: out of memory" }],
		});
	});

	it.each<[string, unknown]>([
		["yes", { tell: "answer", yes: [true] }],
		["no", { tell: "answer", yes: [false] }],
		["too few bytes", { tell: "computed", output: new Uint8Array(32) }],
		["no bytes", { tell: "computed", output: new Uint8Array(0) }],
	])(
		"is not believed when it answers a precompile with %s",
		async (_, said) => {
			const { made, spawn } = workers(
				ready((message, worker) => {
					if (message.tell === "ask")
						worker.say({ ...Object(said), id: message.id });
				}),
			);
			const pool = openPool({ spawn });
			await expect(
				pool.precompile({ name: "bn254-add", input: keys }),
			).rejects.toMatchObject({ code: "internal" });
			expect(made).toHaveLength(2);
			expect(at(made, 1).asked()[0]?.careful).toBe(true);
		},
	);

	it("is not believed when it answers yes or no with bytes", async () => {
		const { made, spawn } = workers(
			ready((message, worker) => {
				if (message.tell === "ask")
					worker.say({ tell: "computed", id: message.id, output: null });
			}),
			answers(false),
		);
		expect(await openPool({ spawn }).verifySyncAggregate(sync)).toBe(false);
		expect(made).toHaveLength(2);
	});

	it("leaves a precompile to noble when it dies of it, and has no answer when that dies too", async () => {
		const { made, spawn } = workers(
			diesOfQuestions,
			ready((message, worker) => {
				if (message.tell === "ask")
					worker.say({
						tell: "computed",
						id: message.id,
						output: new Uint8Array(64).fill(7),
					});
			}),
		);
		const asked = { name: "bn254-add", input: keys } as const;
		expect(await openPool({ spawn }).precompile(asked)).toEqual(
			new Uint8Array(64).fill(7),
		);
		expect(at(made, 1).asked()[0]).toMatchObject({ careful: true });
		await expect(
			openPool({ spawn: workers(diesOfQuestions).spawn }).precompile(asked),
		).rejects.toMatchObject({ code: "internal" });
	});

	it("is not undone by what it says later", async () => {
		const { made, spawn } = workers(waits, waits);
		const asked = openPool({ spawn }).verifySyncAggregate(sync);
		await settle();
		const hear = at(made, 0).onmessage;
		const id = at(made, 0).asked()[0]?.id;
		at(made, 0).fail("gone");
		hear?.({ data: { tell: "answer", id, yes: [true] } } as MessageEvent);
		await settle();
		at(made, 1).answer(false);
		expect(await asked).toBe(false);
	});

	it("is not suffered for words that are none, or about other questions", async () => {
		const { made, spawn } = workers(
			ready((message, worker) => {
				if (message.tell !== "ask") return;
				const { id } = message;
				worker.say({ tell: "answer", id: id + 1, yes: [true] });
				worker.say({ tell: "answer", id, yes: true });
				worker.say({ tell: "answer", id, yes: [1] });
				worker.say({ tell: "answer", id: String(id), yes: [true] });
				worker.say({ tell: "failed", id: id + 1, why: "" });
				worker.say({ id, yes: [true] });
				worker.say(null);
				worker.say({ tell: "answer", id, yes: [false] });
			}),
		);
		expect(await openPool({ spawn }).verifySyncAggregate(sync)).toBe(false);
		expect(made).toHaveLength(1);
	});
});

describe("a silent worker", () => {
	beforeEach(() => {
		vi.useFakeTimers();
	});
	afterEach(() => {
		vi.useRealTimers();
	});

	it("is replaced when it owes an answer for too long", async () => {
		const { made, spawn } = workers(waits, answers(true));
		const asked = openPool({ spawn, timeoutMs: 100 }).verifySyncAggregate(sync);
		await vi.advanceTimersByTimeAsync(99);
		expect(made).toHaveLength(1);
		await vi.advanceTimersByTimeAsync(2);
		expect(await asked).toBe(true);
		expect(at(made, 0).ended).toBe(true);
	});

	it("is replaced when it hangs in a self-test, and the next skips what it hung in", async () => {
		const hangs = (message: { tell: string }, worker: MadeWorker) => {
			if (message.tell === "start")
				worker.say({ tell: "trying", work: "BLS12-381", name: "fast" });
		};
		const { made, spawn } = workers(hangs, answers(true));
		const asked = openPool({ spawn, startMs: 50 }).verifySyncAggregate(sync);
		await vi.advanceTimersByTimeAsync(60);
		expect(await asked).toBe(true);
		expect(at(made, 1).told[0]).toEqual({
			tell: "start",
			skip: [
				{ work: "BLS12-381", name: "fast", why: "did not start within 50 ms" },
			],
		});
	});

	it("has its time anew for each way it tries", async () => {
		const slow = (message: { tell: string }, worker: MadeWorker) => {
			if (message.tell === "start")
				for (const n of [0, 1, 2, 3])
					setTimeout(
						() => worker.say({ tell: "trying", work: "b", name: `${n}` }),
						40 * n,
					);
		};
		const { made, spawn } = workers(slow, answers(true));
		const asked = openPool({ spawn, startMs: 50 }).verifySyncAggregate(sync);
		await vi.advanceTimersByTimeAsync(160);
		expect(made).toHaveLength(1);
		await vi.advanceTimersByTimeAsync(20);
		expect(await asked).toBe(true);
	});

	it("is given up when no worker ever starts, and tried anew at the next question", async () => {
		const dead = (_: unknown, worker: MadeWorker) =>
			worker.say({ tell: "broken", why: "nothing computes here" });
		const { made, spawn } = workers(...Array(8).fill(dead), answers(true));
		const pool = openPool({ spawn });
		const asked = pool.verifySyncAggregate(sync);
		await expect(
			Promise.all([asked, vi.advanceTimersByTimeAsync(1)]),
		).rejects.toMatchObject({
			code: "internal",
			message: expect.stringContaining("nothing computes here"),
		});
		expect(made).toHaveLength(8);
		expect(await pool.verifySyncAggregate(sync)).toBe(true);
	});

	it("is not waited for when no worker can be made at all", async () => {
		const pool = openPool({
			spawn: () => {
				throw new TypeError("forbidden");
			},
		});
		await expect(pool.verifySyncAggregate(sync)).rejects.toMatchObject({
			code: "internal",
		});
		await expect(pool.report()).rejects.toMatchObject({ code: "internal" });
	});
});

describe("warming up", () => {
	it("is done once, by one worker, and holds up no question", async () => {
		const { made, spawn } = workers(answers(true));
		const warmth = { rounds: 3, mostMs: 10 };
		const pool = openPool({ spawn, warmth, most: 4 });
		pool.warm();
		pool.warm();
		expect(await pool.verifySyncAggregate(sync)).toBe(true);
		await settle();
		expect(made).toHaveLength(1);
		expect(at(made, 0).told.filter(({ tell }) => tell === "warm")).toEqual([
			{ tell: "warm", warmth },
		]);
	});

	it("that shows a wrong answer ends the worker", async () => {
		const { made, spawn } = workers(
			ready((message, worker) => {
				if (message.tell === "warm")
					worker.say({ tell: "broken", why: "wrong about all signed" });
			}),
			answers(true),
		);
		const pool = openPool({ spawn, warmth: { rounds: 1, mostMs: 1 } });
		pool.warm();
		await settle();
		expect(at(made, 0).ended).toBe(true);
		expect(await pool.verifySyncAggregate(sync)).toBe(true);
	});
});
