// Chromium with the extension in it, driven by playwright-core over CDP.

import { createHash } from "node:crypto";
import {
	existsSync,
	mkdirSync,
	mkdtempSync,
	rmSync,
	writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import {
	type BrowserContext,
	type CDPSession,
	chromium,
	type Page as Driven,
	type Worker,
} from "playwright-core";
import { endpoints } from "../../extension/manifest.ts";
import {
	type Browser,
	type LaunchOptions,
	type Page,
	until,
} from "./browser.ts";
import { ensureBrowser } from "./ensure.ts";

/** The id of an unpacked extension: the first 16 bytes of its path's SHA-256, written with the letters a to p. */
const idOfPath = (folder: string): string =>
	[...createHash("sha256").update(resolve(folder)).digest("hex").slice(0, 32)]
		.map((digit) => String.fromCharCode(97 + Number.parseInt(digit, 16)))
		.join("");

const preferencesOf = (profile: string): string =>
	join(profile, "Default", "Preferences");

/**
 * The prompt for an optional host permission is a window of the browser itself, which nothing can click in headless
 * mode. So the profile starts as if the person had allowed every endpoint before; the manifest stays the shipped one.
 */
const allowEndpoints = (profile: string, id: string): void => {
	const granted = {
		api: [],
		explicit_host: [...endpoints],
		manifest_permissions: [],
		scriptable_host: [],
	};
	mkdirSync(join(profile, "Default"), { recursive: true });
	writeFileSync(
		preferencesOf(profile),
		JSON.stringify({
			extensions: {
				ui: { developer_mode: true },
				settings: {
					[id]: {
						location: 8,
						active_permissions: granted,
						granted_permissions: granted,
						runtime_granted_permissions: granted,
					},
				},
			},
		}),
	);
};

const drive = (page: Driven, context: BrowserContext): Page => {
	const logs: string[] = [];
	/** A click or a key may close its own page before it is told that it is done. */
	const orClosed = async (act: () => Promise<void>): Promise<void> => {
		try {
			await act();
		} catch (thrown) {
			if (!page.isClosed()) throw thrown;
		}
	};
	page.on("console", (line) => logs.push(`${line.type()}: ${line.text()}`));
	page.on("pageerror", (error) => logs.push(`uncaught: ${error.message}`));
	return {
		logs,
		url: async () => page.url(),
		goto: async (url) => {
			await page.goto(url);
		},
		eval: async (expression, asUser = false) => {
			if (!asUser) return await page.evaluate(expression);
			const session = await context.newCDPSession(page);
			try {
				const answer = await session.send("Runtime.evaluate", {
					expression,
					awaitPromise: true,
					returnByValue: true,
					userGesture: true,
				});
				if (answer.exceptionDetails !== undefined)
					throw new Error(
						answer.exceptionDetails.exception?.description ??
							answer.exceptionDetails.text,
					);
				return answer.result.value;
			} finally {
				await session.detach();
			}
		},
		call: (run, arg) =>
			// Playwright's own type for "a function and its argument" cannot be met by a generic one.
			page.evaluate(run as never, arg as never),
		click: async (selector) => {
			await orClosed(() => page.click(selector));
		},
		type: async (selector, text) => {
			await page.fill(selector, "");
			await page.locator(selector).pressSequentially(text);
		},
		press: (key) => orClosed(() => page.keyboard.press(key)),
		waitFor: async (selector, timeoutMs = 15_000) => {
			await page.waitForSelector(selector, { timeout: timeoutMs });
		},
		waitUntil: async (expression, timeoutMs = 15_000) => {
			// Playwright's own waiting evaluates text inside the page, which the extension's policy forbids.
			await until(
				expression,
				async () =>
					(await page.evaluate(`!!(${expression})`)) ? true : undefined,
				timeoutMs,
			);
		},
		text: async (selector) => {
			const found = await page.$(selector);
			// biome-ignore lint/performance/useDomNodeTextContent: what the person can see is what is wanted.
			return found === null ? "" : await found.innerText();
		},
		screenshot: async (file) => {
			await page.screenshot({ path: file });
		},
		setViewport: (width, height) => page.setViewportSize({ width, height }),
		setColours: (scheme) => page.emulateMedia({ colorScheme: scheme }),
		bringToFront: () => page.bringToFront(),
		close: () => page.close(),
	};
};

/** @throws Error when there is no Chromium, or when the extension does not start. */
export const launchChromium = async (
	options: LaunchOptions,
): Promise<Browser> => {
	const executablePath = await ensureBrowser("chromium");
	const extensionDir =
		options.extensionDir === undefined
			? undefined
			: resolve(options.extensionDir);
	const profile =
		options.profile ?? mkdtempSync(join(tmpdir(), "sextant-chromium-"));
	const id = idOfPath(extensionDir ?? "");
	if (
		extensionDir !== undefined &&
		!existsSync(preferencesOf(profile)) &&
		(options.endpointsAllowed ?? true)
	)
		allowEndpoints(profile, id);
	const headless = options.headless ?? true;
	const context = await chromium.launchPersistentContext(profile, {
		executablePath,
		headless: false,
		ignoreDefaultArgs: ["--disable-extensions"],
		args: [
			...(headless ? ["--headless=new"] : []),
			"--no-sandbox",
			"--disable-gpu",
			"--disable-quic",
			"--no-first-run",
			"--disable-background-networking",
			"--disable-component-update",
			"--disable-sync",
			"--disable-features=DisableLoadExtensionCommandLineSwitch,Translate",
			...(extensionDir === undefined
				? []
				: [
						`--disable-extensions-except=${extensionDir}`,
						`--load-extension=${extensionDir}`,
					]),
			...(options.args ?? []),
		],
		viewport: options.viewport ?? { width: 420, height: 720 },
	});
	const extensionOrigin = `chrome-extension://${id}`;
	const driven = new Map<Driven, Page>();
	const known = (page: Driven): Page => {
		const found = driven.get(page) ?? drive(page, context);
		driven.set(page, found);
		return found;
	};
	const errors: string[] = [];
	context.on("weberror", (error) => {
		const url = error.page()?.url() ?? "";
		if (url.startsWith(extensionOrigin))
			errors.push(`${url} ${error.error().message}`);
	});
	const watch = (worker: Worker) =>
		worker.on("console", (line) => {
			if (line.type() === "error")
				errors.push(`${worker.url()} ${line.text()}`);
		});
	context.serviceWorkers().forEach(watch);
	context.on("serviceworker", watch);
	/** What notifications say: this browser tells only their names. */
	const notes = new Map<string, { title: string; text: string }>();
	const hears = new WeakSet<Worker>();
	/** Once in each life of the worker: one that was stopped is the same to the driver when it runs again. */
	const listenTo = (worker: Worker): void => {
		if (!hears.has(worker))
			worker.on("console", (line) => {
				const [, told] = /^notice (.*)$/.exec(line.text()) ?? [];
				if (told === undefined) return;
				const { name, title, text } = JSON.parse(told);
				notes.set(name, { title, text });
			});
		hears.add(worker);
		worker
			.evaluate(`(() => {
				const { notifications } = chrome;
				if (globalThis.noticesAreHeard) return;
				globalThis.noticesAreHeard = true;
				const create = notifications.create.bind(notifications);
				notifications.create = (name, options) => {
					console.debug("notice " + JSON.stringify({ name, title: options.title, text: options.message }));
					return create(name, options);
				};
			})()`)
			.catch(() => {
				// it is gone again
			});
	};
	if (extensionDir !== undefined) {
		context.serviceWorkers().forEach(listenTo);
		context.on("serviceworker", listenTo);
	}
	for (const page of context.pages()) known(page);
	context.on("page", known);

	const browser = context.browser();
	if (browser === null) throw new Error("this Chromium gives no CDP session");
	const cdp = await browser.newBrowserCDPSession();
	const targets = async (type: string) =>
		(await cdp.send("Target.getTargets", { filter: [{}] })).targetInfos.filter(
			(target) =>
				target.type === type && target.url.startsWith(`${extensionOrigin}/`),
		);
	if (extensionDir !== undefined)
		await until("the extension's service worker", async () =>
			(await targets("service_worker")).at(0),
		);

	const pagesOf = (part: string) =>
		context
			.pages()
			.filter((page) => page.url().includes(part))
			.map(known);
	/** Stopping service workers takes a session on a page of the same origin. */
	let control: CDPSession | undefined;

	return {
		name: "chromium",
		version: browser.version(),
		extensionOrigin,
		openPage: async (url) => {
			const page = await context.newPage();
			await page.goto(url);
			return known(page);
		},
		pages: async (part) => pagesOf(part),
		waitForPage: (part, timeoutMs = 15_000) =>
			until(`a page at ${part}`, async () => pagesOf(part).at(0), timeoutMs),
		killBackground: async () => {
			const alive = (await targets("service_worker")).length > 0;
			if (control === undefined) {
				const page = context.pages().at(0) ?? (await context.newPage());
				control = await context.newCDPSession(page);
				page.on("close", () => {
					control = undefined;
				});
				await control.send("ServiceWorker.enable");
			}
			await control.send("ServiceWorker.stopAllWorkers");
			return alive;
		},
		killEngine: async () => {
			const hosts = (await targets("background_page")).concat(
				await targets("page"),
				await targets("other"),
			);
			const host = hosts.find((target) => target.url.endsWith("/host.html"));
			if (host === undefined) return false;
			await cdp.send("Target.closeTarget", { targetId: host.targetId });
			return true;
		},
		notices: async () => {
			for (const worker of context.serviceWorkers()) listenTo(worker);
			const [page] = pagesOf(extensionOrigin);
			if (page === undefined) throw new Error("no page of the extension");
			const all = await page.eval(
				"chrome.notifications.getAll().then(Object.keys)",
			);
			return (Array.isArray(all) ? all : []).map((name) => ({
				name: String(name),
				...(notes.get(String(name)) ?? { title: null, text: null }),
			}));
		},
		clickNotice: async (name) => {
			const worker = await until("the service worker", async () =>
				context.serviceWorkers().at(-1),
			);
			await worker.evaluate(
				`chrome.notifications.onClicked.dispatch(${JSON.stringify(name)})`,
			);
		},
		giveAuthenticator: async (page) => {
			const found = [...driven].find(([, one]) => one === page)?.[0];
			if (found === undefined) throw new Error("not a page of this browser");
			const session = await context.newCDPSession(found);
			await session.send("WebAuthn.enable");
			await session.send("WebAuthn.addVirtualAuthenticator", {
				options: {
					protocol: "ctap2",
					ctap2Version: "ctap2_1",
					transport: "internal",
					hasResidentKey: true,
					hasUserVerification: true,
					hasPrf: true,
					isUserVerified: true,
					automaticPresenceSimulation: true,
				},
			});
		},
		errors: async () => [...errors],
		crash: async () => {
			const gone = new Promise<void>((done) =>
				context.on("close", () => done()),
			);
			// The browser that crashes answers no more.
			await cdp.send("Browser.crash").catch(() => {});
			await gone;
		},
		close: async () => {
			await context.close();
			if (options.profile === undefined)
				rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
		},
	};
};
