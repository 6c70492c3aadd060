// Runs suites in a real browser: builds the page, serves it on loopback, and asks the page.

import { mkdtempSync, rmSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { dirname, extname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "vite";
import { type Browser, until } from "../../browser/browser.ts";
import type { BrowserName } from "../../browser/ensure.ts";
import { launchers } from "../../browser/launch.ts";
import type { Dose, Outcome } from "./suites.ts";

const here = dirname(fileURLToPath(import.meta.url));
const types: { readonly [ending: string]: string } = {
	".html": "text/html; charset=utf-8",
	".js": "text/javascript",
};

export type SuiteBrowser = {
	readonly version: string;
	/** @throws Error when the suite throws, or takes more than `timeoutMs` */
	readonly run: (
		name: string,
		dose: Dose,
		timeoutMs: number,
	) => Promise<Outcome>;
	readonly close: () => Promise<void>;
};

const isOutcome = (raw: unknown): raw is Outcome =>
	typeof raw === "object" &&
	raw !== null &&
	(("failures" in raw && Array.isArray(raw.failures)) ||
		("absent" in raw && typeof raw.absent === "string"));

/** The browser has every instruction it knows switched on, those it keeps behind a flag too. */
export const openSuites = async (name: BrowserName): Promise<SuiteBrowser> => {
	const folder = mkdtempSync(join(tmpdir(), "sextant-suites-"));
	await build({
		configFile: false,
		logLevel: "error",
		root: join(here, "page"),
		base: "./",
		build: {
			outDir: folder,
			emptyOutDir: true,
			target: "es2023",
			minify: false,
		},
		worker: { format: "es" },
	});
	const server = createServer((request, reply) => {
		const { pathname } = new URL(request.url ?? "/", "http://suites");
		const file = pathname === "/" ? "/index.html" : normalize(pathname);
		readFile(join(folder, file)).then(
			(bytes) => {
				reply.setHeader("content-type", types[extname(file)] ?? "text/plain");
				reply.end(bytes);
			},
			() => {
				reply.writeHead(404);
				reply.end();
			},
		);
	});
	await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
	const { port } = server.address() as AddressInfo;
	let browser: Browser | undefined;
	const close = async () => {
		await browser?.close();
		server.closeAllConnections();
		server.close();
		rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
	};
	try {
		browser = await launchers[name]({
			args: ["--enable-experimental-webassembly-features"],
			preferences: { "javascript.options.wasm_wide_arithmetic": true },
		});
		const page = await browser.openPage(`http://127.0.0.1:${port}/`);
		await page.waitUntil("typeof suite === 'object'");
		return {
			version: browser.version,
			close,
			run: async (suite, dose, timeoutMs) => {
				await page.eval(
					`suite.start(${JSON.stringify(suite)}, ${JSON.stringify(dose)})`,
				);
				const report = await until(
					`the suite "${suite}"`,
					async () => (await page.eval("suite.report()")) ?? undefined,
					timeoutMs,
					100,
				);
				const outcome =
					typeof report === "object" && report !== null && "outcome" in report
						? report.outcome
						: undefined;
				if (!isOutcome(outcome)) throw new Error(JSON.stringify(report));
				return outcome;
			},
		};
	} catch (error) {
		await close();
		throw error;
	}
};
