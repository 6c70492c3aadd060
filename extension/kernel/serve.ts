// What a kernel worker does with what it is told: chooses its kernel, answers questions, and works itself warm in
// between. It holds nothing and decides nothing. What it runs on, it is given (worker.ts), so that it can be tested.

import type { Kernel } from "../../src/crypto/kernel.ts";
import { knownSyncAggregates } from "../../src/crypto/known.ts";
import {
	answerBy,
	type Checks,
	type FromWorker,
	type Skip,
	type ToWorker,
	type Warmth,
} from "./ask.ts";

export type KernelHost = {
	/** Opens the fastest sound kernel that is not to be skipped. */
	readonly open: (
		skip: readonly Skip[],
		trying: (work: string, name: string) => void,
	) => Promise<Kernel>;
	/** For a question that another worker died of. */
	readonly lastResort: Checks;
	readonly send: (message: FromWorker) => void;
	/** Resolves when messages that came in the meantime have been heard. */
	readonly pause: () => Promise<void>;
	readonly ticksMs: () => number;
};

const words = (thrown: unknown): string => String(thrown).slice(0, 300);

/** @returns what hears the pool's messages */
export const serveKernel = (
	served: KernelHost,
): ((message: ToWorker) => void) => {
	const { send, pause } = served;
	let kernel: Promise<Kernel> | undefined;
	const broken = (thrown: unknown) =>
		send({ tell: "broken", why: words(thrown) });

	let isTrying = true;
	/** When something was tried since it was last said. */
	const sayReady = async (by: Kernel): Promise<void> => {
		if (!isTrying) return;
		isTrying = false;
		send({ tell: "ready", report: await by.report() });
	};

	const start = async (skip: readonly Skip[]): Promise<void> => {
		kernel = served.open(skip, (work, name) => {
			isTrying = true;
			send({ tell: "trying", work, name });
		});
		await sayReady(await kernel);
	};

	const answer = async (
		asked: Extract<ToWorker, { tell: "ask" }>,
	): Promise<void> => {
		const { id, question, careful } = asked;
		try {
			if (kernel === undefined) throw new TypeError("asked before the start");
			const by = careful ? served.lastResort : await kernel;
			const answer = await answerBy(by, question, { pause });
			await sayReady(await kernel);
			send(
				"yes" in answer
					? { tell: "answer", id, ...answer }
					: { tell: "computed", id, ...answer },
			);
		} catch (thrown) {
			send({ tell: "failed", id, why: words(thrown) });
		}
	};

	// Each known question is a slice: a real one that came meanwhile is answered before the next.
	const warm = async ({ rounds, mostMs }: Warmth): Promise<void> => {
		if (kernel === undefined) return;
		const by = await kernel;
		const real = knownSyncAggregates.filter(({ answer }) => answer);
		const until = served.ticksMs() + mostMs;
		for (let round = 0; round < rounds; round++)
			for (const { about, question } of real) {
				await pause();
				if (served.ticksMs() > until) return;
				if (!(await by.verifySyncAggregate(question)))
					throw new TypeError(`wrong about ${about} when warm`);
			}
	};

	return (message) => {
		switch (message.tell) {
			case "start":
				start(message.skip).catch(broken);
				return;
			case "ask":
				void answer(message);
				return;
			case "warm":
				warm(message.warmth).catch(broken);
		}
	};
};
