// Free TCP ports on loopback, to be opened a few seconds later by another process.

import { createServer } from "node:net";

/** Below the range from which systems take ports for outgoing connections, so that none of those gets in between. */
const lowest = 10_240;
const highest = 20_479;
const mostTries = 200;

const isFree = (port: number): Promise<boolean> =>
	new Promise((resolve) => {
		const server = createServer();
		server.once("error", () => resolve(false));
		server.listen(port, "127.0.0.1", () => server.close(() => resolve(true)));
	});

/** @returns `count` different ports that were free a moment ago. @throws Error when there are too few. */
export const freePorts = async (count: number): Promise<readonly number[]> => {
	const found = new Set<number>();
	for (let i = 0; i < mostTries && found.size < count; i++) {
		const port = lowest + Math.floor(Math.random() * (highest - lowest + 1));
		if (await isFree(port)) found.add(port);
	}
	if (found.size < count) throw new Error(`no ${count} free ports`);
	return [...found];
};
