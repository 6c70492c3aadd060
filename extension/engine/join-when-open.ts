// A caller and an engine that may not start at the first try: after a crash the browser can hold the database for a moment longer. While it
// does not, requests are refused with the reason; the first that comes a little later tries again, and the caller is joined then.

import { asFault, type Fault } from "../../src/base/fault.ts";
import type { Port } from "../../src/protocol/channel.ts";

/** From a try that failed to the next. */
const againMs = 2_000;

const refuse = (port: Port, message: unknown, fault: Fault): void => {
	if (typeof message === "object" && message !== null && "id" in message)
		port.send({ id: message.id, fault: fault.toJson() });
};

/**
 * @param open tries anew where it failed before
 * @param serve joins the caller; what the port brought before that comes to it too, in its order
 */
export const joinWhenOpen = <Door>(
	port: Port,
	open: () => Promise<Door>,
	serve: (door: Door, port: Port) => void,
	nowMs: () => number,
): void => {
	const waiting: unknown[] = [];
	let failed: { readonly fault: Fault; readonly atMs: number } | null = null;
	let stop = (): void => {};

	const join = (door: Door): void => {
		stop();
		const hearers: ((message: unknown) => void)[] = [];
		serve(door, {
			...port,
			listen: (hear) => {
				hearers.push(hear);
				return port.listen(hear);
			},
		});
		for (const message of waiting.splice(0))
			for (const hear of hearers) hear(message);
	};
	const attempt = (): void => {
		failed = null;
		open().then(join, (thrown: unknown) => {
			const fault = asFault(thrown);
			failed = { fault, atMs: nowMs() };
			for (const message of waiting.splice(0)) refuse(port, message, fault);
		});
	};
	stop = port.listen((message) => {
		if (failed !== null && nowMs() - failed.atMs < againMs) {
			refuse(port, message, failed.fault);
			return;
		}
		waiting.push(message);
		if (failed !== null) attempt();
	});
	attempt();
};
