// The world as a person at a terminal has it: the network, the clock, the screen, the keyboard, and Ctrl-C.

import { createInterface } from "node:readline";
import { Fault } from "../base/fault.ts";
import { webClock } from "../web/clock.ts";
import { openFetch } from "../web/fetch.ts";
import type { CommandPorts } from "./exit-wallet.ts";
import { openKernel } from "./kernel.ts";
import { say, tell } from "./print.ts";

/** What asks a process to end. */
const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/** From now on a signal ends the command in order, once; a second one ends the process at once. */
export const openOutside = (): CommandPorts => {
	let isStopped = false;
	let tellStopped = (_: Fault): void => undefined;
	const stopped = new Promise<never>((_, reject) => {
		tellStopped = reject;
	});
	// it may come when nobody waits
	stopped.catch(() => undefined);
	for (const signal of signals)
		process.once(signal, () => {
			isStopped = true;
			tellStopped(new Fault("cancelled", `by ${signal}`));
		});
	return {
		fetch: openFetch({ permitted: () => Promise.resolve(true) }),
		clock: webClock,
		kernel: openKernel,
		say,
		note: tell,
		ask: (question) =>
			new Promise((resolve) => {
				const terminal = createInterface({
					input: process.stdin,
					output: process.stderr,
				});
				// the terminal takes the key itself while it asks
				terminal.on("SIGINT", () => {
					process.stderr.write("\n");
					process.kill(process.pid, "SIGINT");
				});
				// no more input, as from a script: that is no yes
				terminal.once("close", () => resolve(""));
				terminal.question(question, (answer) => {
					resolve(answer);
					terminal.close();
				});
			}),
		env: process.env,
		stopped,
		isStopped: () => isStopped,
	};
};
