// Free TCP ports on loopback, to be opened a few seconds later by another process.

import { createServer } from "node:net";

/** Below the range from which systems take ports for outgoing connections, so that none of those gets in between. */
const lowest = 10_240;
const highest = 20_479;
const mostTries = 200;

/**
 * So many ports in a row belong to the process that listens on the first of them. Many processes choose at once, and each port
 * stays unopened for seconds: chosen one by one, two of them would sooner or later choose the same.
 */
const inARow = 16;
const rows = Math.floor((highest - lowest + 1) / inARow);

/** @returns a listener that ends with the process, or null when somebody else listens there. */
const listenOn = (port: number): Promise<{ close: () => void } | null> =>
	new Promise((resolve) => {
		const server = createServer();
		server.unref();
		server.once("error", () => resolve(null));
		server.listen(port, "127.0.0.1", () => resolve(server));
	});

const isFree = async (port: number): Promise<boolean> => {
	const listener = await listenOn(port);
	listener?.close();
	return listener !== null;
};

/** Of the rows that are this process's: not given out yet. */
const own: number[] = [];

/** The ports of a row that nobody has, kept until this process ends. @throws Error when none is found */
const takeRow = async (): Promise<number[]> => {
	for (let i = 0; i < mostTries; i++) {
		const first = lowest + Math.floor(Math.random() * rows) * inARow;
		if ((await listenOn(first)) !== null)
			return Array.from({ length: inARow - 1 }, (_, at) => first + 1 + at);
	}
	throw new Error("no free ports");
};

/** @returns `count` different ports that no other process is given. @throws Error when there are too few. */
export const freePorts = async (count: number): Promise<readonly number[]> => {
	const found: number[] = [];
	for (let i = 0; i < mostTries && found.length < count; i++) {
		const port = own.pop();
		if (port === undefined) own.push(...(await takeRow()));
		else if (await isFree(port)) found.push(port);
	}
	if (found.length < count) throw new Error(`no ${count} free ports`);
	return found;
};
