// When the chains are followed: at every head while somebody looks or something is under way, else when the alarm or a person
// asks for it.

import { whenAborted } from "../base/abort.ts";
import { untilNextRoundMs } from "../l1/pace.ts";
import type { Clock } from "../source/ports.ts";
import type { Following } from "./following.ts";

export type RoundTools = {
	readonly clock: Clock;
	/** Someone looks, or something is under way: then every head counts. */
	readonly isLookedAt: () => boolean;
	/** Does other work need newer heads to end? */
	readonly isBusy: () => boolean;
	/** What follows from each round. Throws nothing. */
	readonly after: (now: Following, signal: AbortSignal) => Promise<void>;
};

/** An alarm's work is given up after this: the next alarm goes on. */
const mostNudgeMs = 240_000;
/** A person who asked again is answered by then. */
const mostRetryMs = 20_000;

export class Rounds {
	readonly #tools: RoundTools;
	/** How many rounds were begun, and are done. */
	#begun = 0;
	#done = 0;
	#wake: () => void = () => {};
	/** Ends the pause between two rounds. */
	#hurry: () => void = () => {};

	constructor(tools: RoundTools) {
		this.#tools = tools;
	}

	/** Somebody looks now: a loop that waits for that goes on. */
	wake(): void {
		this.#wake();
	}

	/** Goes on round by round, and resolves when the signal fires. */
	async run(now: Following, signal: AbortSignal): Promise<void> {
		const { clock, isLookedAt } = this.#tools;
		while (!signal.aborted) {
			await this.#round(now, signal);
			// another goes on by now: who wakes and who hurries is to reach that one
			if (signal.aborted) return;
			try {
				if (isLookedAt())
					await this.#pause(
						untilNextRoundMs(now.l1.network, clock.nowMs()),
						signal,
					);
				else await this.#sleep(signal);
			} catch {
				return;
			}
		}
	}

	/** Asks everyone again now. Resolves when that round is done, or has taken too long. */
	async retry(now: Following, signal: AbortSignal): Promise<void> {
		const { clock } = this.#tools;
		now.retry();
		const next = this.#begun + 1;
		const end = clock.ticksMs() + mostRetryMs;
		this.#hurry();
		this.#wake();
		while (this.#done < next && !signal.aborted && clock.ticksMs() < end)
			await clock.sleep(100, signal).catch(() => {});
	}

	/** The alarm. Resolves when a round that began from here on is done, and what needed newer heads with it, or its time is over. */
	async nudge(now: Following, signal: AbortSignal): Promise<void> {
		const { clock, isLookedAt, isBusy } = this.#tools;
		const end = clock.ticksMs() + mostNudgeMs;
		const isTime = (): boolean => !signal.aborted && clock.ticksMs() < end;
		const rest = (): Promise<void> =>
			clock
				.sleep(untilNextRoundMs(now.l1.network, clock.nowMs()), signal)
				.catch(() => {
					// stopped, which the next question of time tells
				});
		/** A round that begins from here on is done. While every head counts anyway, the loop makes it. */
		const pass = async (): Promise<void> => {
			const next = this.#begun + 1;
			while (this.#done < next && isTime())
				if (isLookedAt()) await rest();
				else await this.#round(now, signal);
		};
		await pass();
		// exits wait for heads that nobody else may bring along now
		while (isBusy() && isTime()) {
			await rest();
			await pass();
		}
	}

	async #round(now: Following, signal: AbortSignal): Promise<void> {
		this.#begun++;
		try {
			await now.round(signal);
			await this.#tools.after(now, signal);
		} finally {
			this.#done++;
		}
	}

	/** So long, or until somebody is in a hurry. @throws cancelled when the signal fires */
	async #pause(ms: number, signal: AbortSignal): Promise<void> {
		const early = new AbortController();
		const stop = (): void => early.abort();
		this.#hurry = stop;
		const leave = whenAborted(signal, stop);
		try {
			await this.#tools.clock.sleep(ms, early.signal);
		} catch (thrown) {
			if (signal.aborted) throw thrown;
		} finally {
			leave();
		}
	}

	/** Until somebody wakes it, or the signal fires. */
	#sleep(signal: AbortSignal): Promise<void> {
		return new Promise((resolve) => {
			const leave = whenAborted(signal, resolve);
			this.#wake = () => {
				leave();
				resolve();
			};
		});
	}
}
