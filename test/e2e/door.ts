// A door in front of an endpoint: what comes in goes on unchanged, until it is shut. The endpoint behind it lives on.

import { createServer, request } from "node:http";

export type Door = { readonly url: string; readonly shut: () => Promise<void> };

export const openDoor = async (upstream: string): Promise<Door> => {
	const behind = new URL(upstream);
	const server = createServer((asked, answer) => {
		const onward = request(
			{
				host: behind.hostname,
				port: behind.port,
				path: asked.url,
				method: asked.method,
				headers: { ...asked.headers, host: behind.host },
			},
			(said) => {
				answer.writeHead(said.statusCode ?? 502, said.headers);
				said.pipe(answer);
			},
		);
		onward.on("error", () => answer.destroy());
		asked.pipe(onward);
	});
	await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
	const address = server.address();
	if (address === null || typeof address === "string")
		throw new Error("the door has no port");
	return {
		url: `http://127.0.0.1:${address.port}`,
		shut: () =>
			new Promise<void>((done) => {
				server.close(() => done());
				server.closeAllConnections();
			}),
	};
};
