// A pause in long work, so that the realm can hear what else there is: a message, or that the work is no longer wanted.

import { whenAborted } from "../base/abort.ts";
import { Fault } from "../base/fault.ts";

/** @throws cancelled when the signal has fired */
export const checkWanted = (signal: AbortSignal | undefined): void => {
	if (signal?.aborted) throw new Fault("cancelled", "the run was stopped");
};

/**
 * Lets everything that waits in this realm have its turn. A message to oneself comes after what is queued already; a
 * settled promise would not.
 * @throws cancelled when the signal fired before or meanwhile
 */
export const yieldToEventLoop = async (signal?: AbortSignal): Promise<void> => {
	checkWanted(signal);
	const { port1, port2 } = new MessageChannel();
	await new Promise<void>((done) => {
		port1.onmessage = () => done();
		port2.postMessage(null);
	});
	port1.close();
	port2.close();
	checkWanted(signal);
};

/** What others work at, as long as somebody waits for it. @throws cancelled when the signal fires first */
export const unlessStopped = async <T>(
	work: T | Promise<T>,
	signal: AbortSignal | undefined,
): Promise<T> => {
	checkWanted(signal);
	if (signal === undefined || !(work instanceof Promise)) return work;
	let leave = (): void => {};
	const stopped = new Promise<never>((_, reject) => {
		leave = whenAborted(signal, () =>
			reject(new Fault("cancelled", "the run was stopped")),
		);
	});
	try {
		return await Promise.race([work, stopped]);
	} finally {
		leave();
	}
};
