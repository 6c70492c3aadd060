// What stands in front of a real endpoint and passes on to it: an address of this machine, and a request as it came.

import {
	type ClientRequest,
	type IncomingMessage,
	request,
	type Server,
} from "node:http";

/** Asks the endpoint behind what was asked here; the body is the caller's to send. */
export const forward = (
	behind: URL,
	asked: IncomingMessage,
	onSaid: (said: IncomingMessage) => void,
): ClientRequest =>
	request(
		{
			host: behind.hostname,
			port: behind.port,
			path: asked.url,
			method: asked.method,
			headers: { ...asked.headers, host: behind.host },
		},
		onSaid,
	);

/** @returns the address of the port that it got */
export const listenOnLoopback = async (server: Server): Promise<string> => {
	await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
	const address = server.address();
	if (address === null || typeof address === "string")
		throw new Error("the server has no port");
	return `http://127.0.0.1:${address.port}`;
};

/** With every connection to it. */
export const closeAll = (server: Server): Promise<void> =>
	new Promise((done) => {
		server.close(() => done());
		server.closeAllConnections();
	});
