// Free TCP ports on loopback.

import { createServer } from "node:net";

/** @returns `count` different ports that were free a moment ago. */
export const freePorts = async (count: number): Promise<readonly number[]> => {
	const servers = Array.from({ length: count }, () => createServer());
	const ports = await Promise.all(
		servers.map(
			(server) =>
				new Promise<number>((resolve, reject) => {
					server.once("error", reject);
					server.listen(0, "127.0.0.1", () => {
						const bound = server.address();
						if (bound === null || typeof bound === "string")
							reject(new Error("no TCP port bound"));
						else resolve(bound.port);
					});
				}),
		),
	);
	await Promise.all(
		servers.map(
			(server) => new Promise<void>((resolve) => server.close(() => resolve())),
		),
	);
	return ports;
};
