// Builds the demo dApp and serves it on loopback, with what its operator knows by a node of their own: the network file,
// and whether a block is final.

import { readFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import { dirname, extname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "vite";
import * as d from "../../src/base/decode.ts";

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

const headerAnswer = d.record({
	finalized: d.flag,
	data: d.record({ canonical: d.flag }),
});

/** Is the block with this root final for the operator's own beacon node? */
const isFinal = async (beacon: string, root: string): Promise<boolean> => {
	const reply = await fetch(`${beacon}/eth/v1/beacon/headers/${root}`);
	if (!reply.ok) return false;
	const { finalized, data } = headerAnswer(await reply.json(), "header");
	return finalized && data.canonical;
};

/** @param root the folder with the page's index.html; the demo dApp's unless told */
export const serveDapp = async (
	operator: { readonly networkFile: string; readonly beacon: string },
	outDir: string,
	port = 0,
	root = here,
): Promise<Dapp> => {
	await build({
		configFile: false,
		logLevel: "error",
		root,
		base: "./",
		build: { outDir, emptyOutDir: true, target: "es2023" },
	});
	const server: Server = createServer((request, reply) => {
		const path = new URL(request.url ?? "/", "http://dapp").pathname;
		const send = async (): Promise<void> => {
			const json = (value: unknown): void => {
				reply.writeHead(200, { "content-type": "application/json" });
				reply.end(JSON.stringify(value));
			};
			if (path === "/network.json") {
				json({ networkFile: operator.networkFile });
				return;
			}
			const block = /^\/final\/(0x[0-9a-f]{64})$/.exec(path)?.[1];
			if (block !== undefined) {
				json({ final: await isFinal(operator.beacon, block) });
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
