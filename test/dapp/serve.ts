// Builds the demo dApp and serves it on loopback with its own configuration: the network file and the checkpoint that
// the dApp's operator trusts.

import { readFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import { dirname, extname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "vite";

const here = dirname(fileURLToPath(import.meta.url));
const types: { readonly [ending: string]: string } = {
	".html": "text/html; charset=utf-8",
	".js": "text/javascript",
	".json": "application/json",
};

export type Dapp = {
	readonly url: string;
	readonly stop: () => Promise<void>;
};

/** @param config asked for at each page load, so that a checkpoint can be fresh */
export const serveDapp = async (
	config: () => Promise<{
		readonly networkFile: string;
		readonly checkpoint: string;
	}>,
	outDir: string,
	port = 0,
): Promise<Dapp> => {
	await build({
		configFile: false,
		logLevel: "error",
		root: here,
		base: "./",
		build: { outDir, emptyOutDir: true, target: "es2023" },
	});
	const server: Server = createServer((request, reply) => {
		const path = new URL(request.url ?? "/", "http://dapp").pathname;
		const send = async (): Promise<void> => {
			if (path === "/config.json") {
				reply.writeHead(200, { "content-type": "application/json" });
				reply.end(JSON.stringify(await config()));
				return;
			}
			const file = join(outDir, normalize(path === "/" ? "/index.html" : path));
			const bytes = await readFile(file);
			reply.writeHead(200, {
				"content-type": types[extname(file)] ?? "application/octet-stream",
			});
			reply.end(bytes);
		};
		send().catch(() => {
			reply.writeHead(404);
			reply.end();
		});
	});
	await new Promise<void>((resolve) =>
		server.listen(port, "127.0.0.1", resolve),
	);
	const address = server.address();
	const bound =
		typeof address === "object" && address !== null ? address.port : port;
	return {
		url: `http://127.0.0.1:${bound}/`,
		stop: () =>
			new Promise((resolve) => {
				server.closeAllConnections();
				server.close(() => resolve());
			}),
	};
};
