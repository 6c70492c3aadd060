import { describe, expect, it, vi } from "vitest";
import type { Asked } from "../../../extension/kernel/ask.ts";
import {
	type KernelWorker,
	openKernel,
} from "../../../extension/kernel/pool.ts";

const question = {
	pubkeys: new Uint8Array(48),
	aggregatePubkey: new Uint8Array(48),
	bits: new Uint8Array(1),
	signingRoot: new Uint8Array(32),
	signature: new Uint8Array(96),
};

/** Workers whose behaviour the test chooses, one after the other; the last choice stays. */
const workers = (
	...behaviours: ((asked: Asked, worker: KernelWorker) => void)[]
) => {
	const made: (KernelWorker & { ended: boolean; asked: Asked[] })[] = [];
	const spawn = (): KernelWorker => {
		const behave = behaviours[Math.min(made.length, behaviours.length - 1)];
		const worker = {
			ended: false,
			asked: [] as Asked[],
			onmessage: null as KernelWorker["onmessage"],
			onerror: null as KernelWorker["onerror"],
			terminate() {
				worker.ended = true;
			},
			postMessage(message: unknown) {
				const asked = message as Asked;
				worker.asked.push(asked);
				queueMicrotask(() => {
					if (!worker.ended) behave?.(asked, worker);
				});
			},
		};
		made.push(worker);
		return worker;
	};
	return { made, spawn };
};
const say = (worker: KernelWorker, data: unknown) =>
	worker.onmessage?.({ data } as MessageEvent<unknown>);
const answers = (yes: boolean) => (asked: Asked, worker: KernelWorker) =>
	say(worker, { id: asked.id, yes });
const dies = (_: Asked, worker: KernelWorker) =>
	worker.onerror?.({ message: "out of memory" } as ErrorEvent);
const isSilent = () => {};

describe("a kernel in a worker", () => {
	it("gives the worker's yes and no, from one worker", async () => {
		const { made, spawn } = workers((asked, worker) =>
			say(worker, {
				id: asked.id,
				yes: asked.question.ask === "aggregate-key",
			}),
		);
		const kernel = openKernel({ spawn, name: "noble" });
		expect(kernel.name).toBe("noble");
		expect(await kernel.verifySyncAggregate(question)).toBe(false);
		expect(
			await kernel.checkAggregateKey(new Uint8Array(48), new Uint8Array(48)),
		).toBe(true);
		expect(made).toHaveLength(1);
	});

	it("starts no worker before the first question", () => {
		const { made, spawn } = workers(answers(true));
		openKernel({ spawn, name: "noble" });
		expect(made).toHaveLength(0);
	});

	it("asks a new worker when one dies", async () => {
		const { made, spawn } = workers(dies, answers(true));
		const kernel = openKernel({ spawn, name: "noble" });
		expect(await kernel.verifySyncAggregate(question)).toBe(true);
		expect(made).toHaveLength(2);
		expect(made[0]?.ended).toBe(true);
	});

	it("says neither yes nor no when every worker dies of the question", async () => {
		const { made, spawn } = workers(dies);
		const kernel = openKernel({ spawn, name: "noble" });
		await expect(kernel.verifySyncAggregate(question)).rejects.toMatchObject({
			code: "internal",
		});
		expect(made).toHaveLength(2);
	});

	it("counts a failure to answer as a death, not as a no", async () => {
		const { spawn } = workers((asked, worker) =>
			say(worker, { id: asked.id, failed: "TypeError" }),
		);
		await expect(
			openKernel({ spawn, name: "noble" }).verifySyncAggregate(question),
		).rejects.toMatchObject({ code: "internal" });
	});

	it("counts silence as a death", async () => {
		vi.useFakeTimers();
		try {
			const { spawn } = workers(isSilent, answers(true));
			const kernel = openKernel({ spawn, name: "noble", timeoutMs: 100 });
			const asked = kernel.verifySyncAggregate(question);
			await vi.advanceTimersByTimeAsync(150);
			expect(await asked).toBe(true);
		} finally {
			vi.useRealTimers();
		}
	});

	it("takes no verdict on another question, of a dead worker, or of another shape", async () => {
		const { made, spawn } = workers((asked, worker) => {
			say(worker, { id: asked.id + 1, yes: true });
			say(worker, { id: asked.id, yes: 1 });
			say(worker, { id: asked.id });
			say(worker, null);
			say(worker, { id: asked.id, yes: false });
		});
		const kernel = openKernel({ spawn, name: "noble" });
		expect(await kernel.verifySyncAggregate(question)).toBe(false);
		expect(made).toHaveLength(1);
	});

	it("asks one question at a time, in order, and bounds the queue", async () => {
		const { made, spawn } = workers(isSilent);
		const kernel = openKernel({ spawn, name: "noble", mostWaiting: 2 });
		const asked = [1, 2, 3].map(() => kernel.verifySyncAggregate(question));
		await expect(kernel.verifySyncAggregate(question)).rejects.toMatchObject({
			code: "too-many",
		});
		const [worker] = made;
		if (worker === undefined) throw new Error("no worker");
		for (const yes of [true, false, true]) {
			const { length } = worker.asked;
			say(worker, { id: worker.asked.at(-1)?.id, yes });
			expect(worker.asked.length).toBeLessThanOrEqual(length + 1);
		}
		expect(await Promise.all(asked)).toEqual([true, false, true]);
	});
});
