// Serves the screens as they are shipped (built.ts), for any browser.

import { mkdtemp, readFile, rm } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import { tmpdir } from "node:os";
import { extname, join } from "node:path";
import { type PageName, screensFor } from "./built.ts";
import type { SceneName } from "./fake/scenes.ts";

const policy =
	"default-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'none'; object-src 'none'";
const kinds: { readonly [ext: string]: string } = {
	".html": "text/html; charset=utf-8",
	".js": "text/javascript",
	".css": "text/css",
};
/** A browser that has it reads and compiles it once, and not again for each scene: most of what a scene costs. */
const forGood = { "cache-control": "public, max-age=31536000, immutable" };

export type Served = {
	/** "http://…", without a slash at the end. */
	readonly origin: string;
	readonly close: () => Promise<void>;
};

/** Serves the screens as they are shipped, with the extension's content policy. */
export const serveScreens = async (port = 0): Promise<Served> => {
	const own = await mkdtemp(join(tmpdir(), "sextant-ui-"));
	const outDir = await screensFor(own);
	const server: Server = createServer((request, response) => {
		const path = new URL(request.url ?? "/", "http://localhost").pathname;
		// Nothing above the folder is served: URL has taken the dots out.
		readFile(join(outDir, path)).then(
			(body) => {
				const kind = extname(path);
				response.writeHead(200, {
					"content-type": kinds[kind] ?? "application/octet-stream",
					"content-security-policy": policy,
					...(kind === ".html" ? {} : forGood),
				});
				response.end(body);
			},
			() => response.writeHead(404).end(),
		);
	});
	await new Promise<void>((done) => server.listen(port, "127.0.0.1", done));
	const address = server.address();
	if (address === null || typeof address === "string")
		throw new TypeError("the server has no port");
	return {
		origin: `http://127.0.0.1:${address.port}`,
		close: async () => {
			await new Promise<void>((done) => server.close(() => done()));
			await rm(own, { recursive: true, force: true });
		},
	};
};

let opened = 0;

/** The address of a scene under that origin, another each time: a route alone would load nothing. */
export const pathOf = (
	page: PageName,
	scene: SceneName,
	route: string,
	language = "en-GB",
): string =>
	`/${page}.html?scene=${scene}&language=${language}&opened=${opened++}${route === "" ? "" : `#${route}`}`;
