// Builds the screens as they are shipped, serves them with the extension's content policy, and opens them in headless
// Chromium with the fake browser, engine and signer in front.

import { copyFile, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, extname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { preact } from "@preact/preset-vite";
import { type Browser, chromium, type Page } from "playwright-core";
import { build } from "vite";
import { keylessWords } from "../../extension/keyless.ts";
import { shortKeysOfWords } from "../../extension/short-keys.ts";
import { nowMs, type SceneName } from "./fake/scenes.ts";

const here = dirname(fileURLToPath(import.meta.url));
const room = resolve(here, "../../extension/ui");
const pages = ["popup", "approve", "onboarding"] as const;
export type PageName = (typeof pages)[number];

const policy =
	"default-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'none'; object-src 'none'";
const kinds: { readonly [ext: string]: string } = {
	".html": "text/html; charset=utf-8",
	".js": "text/javascript",
	".css": "text/css",
};

/** The pages as they are shipped, with the fake before their own scripts: as a file of its own, so that it is compiled once. */
const buildAll = async (outDir: string): Promise<void> => {
	const shared = {
		configFile: false,
		logLevel: "warn",
		envFile: false,
	} as const;
	await build({
		...shared,
		root: room,
		// the words as they ship
		plugins: [
			keylessWords(),
			shortKeysOfWords(),
			preact({ devToolsEnabled: false }),
		],
		build: {
			outDir,
			emptyOutDir: true,
			modulePreload: false,
			rolldownOptions: {
				input: pages.map((page) => join(room, `${page}.html`)),
			},
		},
	});
	await build({
		...shared,
		root: here,
		build: {
			outDir: join(outDir, "fake"),
			emptyOutDir: false,
			rolldownOptions: {
				input: join(here, "fake/browser.ts"),
				output: {
					format: "iife",
					entryFileNames: "fake.js",
					codeSplitting: false,
				},
			},
		},
	});
	await copyFile(
		createRequire(import.meta.url).resolve("axe-core/axe.min.js"),
		join(outDir, "fake/axe.js"),
	);
	for (const name of pages) {
		const place = join(outDir, `${name}.html`);
		const html = await readFile(place, "utf8");
		await writeFile(
			place,
			html.replace("<head>", '<head><script src="/fake/fake.js"></script>'),
		);
	}
};

export type Look = {
	readonly width: number;
	readonly height: number;
	readonly dark?: boolean;
	/** What the browser says is its language; English where nothing is said. */
	readonly language?: string;
};

export type Stage = {
	/** A page of the scene, settled. `route` stands behind the #. Errors of the page end up in `errors`. */
	readonly open: (
		page: PageName,
		scene: SceneName,
		route: string,
		look: Look,
	) => Promise<Page>;
	/** Gives a page back. To open another takes longer than most tests: it is shown again, with nothing of this scene left. */
	readonly done: (page: Page | undefined) => Promise<void>;
	readonly errors: string[];
	readonly close: () => Promise<void>;
};

/** @param flags for Chromium beside those of every stage. @param permissions that its pages have */
export const openStage = async (
	port = 0,
	flags: readonly string[] = [],
	permissions: readonly string[] = [],
): Promise<Stage> => {
	const outDir = await mkdtemp(join(tmpdir(), "sextant-ui-"));
	await buildAll(outDir);
	const server: Server = createServer((request, response) => {
		const path = new URL(request.url ?? "/", "http://localhost").pathname;
		// Nothing above the folder is served: URL has taken the dots out.
		readFile(join(outDir, path)).then(
			(body) => {
				response.writeHead(200, {
					"content-type": kinds[extname(path)] ?? "application/octet-stream",
					"content-security-policy": policy,
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
	const browser: Browser = await chromium.launch({
		executablePath: process.env.SEXTANT_CHROMIUM ?? "/usr/bin/chromium",
		args: [
			"--headless=new",
			"--no-sandbox",
			"--disable-gpu",
			"--disable-quic",
			"--no-first-run",
			"--disable-background-networking",
			"--disable-component-update",
			"--disable-sync",
			...flags,
		],
	});
	const errors: string[] = [];
	const shown = new WeakMap<Page, string>();
	const idle: Page[] = [];
	let opened = 0;
	const fresh = async (): Promise<Page> => {
		const context = await browser.newContext({
			locale: "en-GB",
			timezoneId: "UTC",
			permissions: [...permissions],
		});
		const page = await context.newPage();
		page.on("pageerror", (error) =>
			errors.push(`${shown.get(page)}: ${error.message}`),
		);
		page.on("console", (message) => {
			if (message.type() === "error" && !/favicon/.test(message.location().url))
				errors.push(`${shown.get(page)}: ${message.text()}`);
		});
		await page.addInitScript((fixedMs) => {
			const real = Date;
			globalThis.Date = class extends real {
				constructor(...given: readonly unknown[]) {
					super(...((given.length === 0 ? [fixedMs] : given) as [number]));
				}
				static override now = () => fixedMs;
			} as DateConstructor;
		}, nowMs);
		return page;
	};
	return {
		errors,
		open: async (
			name,
			scene,
			route,
			{ width, height, dark = false, language = "en-GB" },
		) => {
			const page = idle.pop() ?? (await fresh());
			shown.set(page, `${name} ${scene} ${route}`);
			await page.setViewportSize({ width, height });
			await page.emulateMedia({
				colorScheme: dark ? "dark" : "light",
				reducedMotion: "reduce",
			});
			await page.goto(
				`http://127.0.0.1:${address.port}/${name}.html?scene=${scene}&language=${language}&opened=${opened++}${route === "" ? "" : `#${route}`}`,
			);
			await page.locator("h1").first().waitFor();
			await page.waitForTimeout(120);
			return page;
		},
		done: async (page) => {
			if (page === undefined || page.isClosed() || idle.includes(page)) return;
			idle.push(page);
		},
		close: async () => {
			await browser.close();
			await new Promise<void>((done) => server.close(() => done()));
			await rm(outDir, { recursive: true, force: true });
		},
	};
};
