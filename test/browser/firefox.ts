// Firefox ESR with the extension in it, driven over WebDriver BiDi by a plain WebSocket.

import { type ChildProcess, spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { WebSocket } from "ws";
import { geckoId } from "../../extension/manifest.ts";
import {
	type Browser,
	type LaunchOptions,
	type Page,
	until,
} from "./browser.ts";
import { ensureBrowser } from "./ensure.ts";

/** The extension's origin is a random UUID; a fixed one lets a test name its pages. */
const uuid = "5e87a175-0000-4000-8000-5e87a1750000";

const preferences = (options: LaunchOptions): Record<string, unknown> => ({
	"extensions.webextensions.uuids": JSON.stringify({ [geckoId]: uuid }),
	// The prompt for an optional permission cannot be clicked in headless mode; without it the request is granted.
	"extensions.webextOptionalPermissionPrompts": false,
	// There is no desktop to hand a notification to: Firefox draws it itself.
	"alerts.useSystemBackend": false,
	"browser.shell.checkDefaultBrowser": false,
	"browser.startup.page": 0,
	"browser.aboutwelcome.enabled": false,
	"datareporting.policy.dataSubmissionEnabled": false,
	"toolkit.telemetry.reportingpolicy.firstRun": false,
	"app.update.enabled": false,
	"app.normandy.enabled": false,
	"network.captive-portal-service.enabled": false,
	"network.connectivity-service.enabled": false,
	...(options.idleMs === undefined
		? {}
		: { "extensions.background.idle.timeout": options.idleMs }),
	...options.preferences,
});

type Reply = { readonly [key: string]: unknown };
const isReply = (value: unknown): value is Reply =>
	typeof value === "object" && value !== null;

/** A BiDi session: commands with replies, and events. */
type Bidi = {
	readonly send: (
		method: string,
		params: object,
		timeoutMs?: number,
	) => Promise<Reply>;
	readonly on: (hear: (method: string, params: Reply) => void) => void;
	readonly close: () => void;
};

const openBidi = async (url: string): Promise<Bidi> => {
	const socket = new WebSocket(url, { maxPayload: 256_000_000 });
	await new Promise<void>((done, fail) => {
		socket.on("open", done);
		socket.on("error", fail);
	});
	let count = 0;
	const waiting = new Map<
		number,
		{ done: (reply: Reply) => void; fail: (error: Error) => void }
	>();
	const hearers: ((method: string, params: Reply) => void)[] = [];
	socket.on("message", (data) => {
		const message: unknown = JSON.parse(String(data));
		if (!isReply(message)) return;
		if (typeof message.id !== "number") {
			const { method, params } = message;
			if (typeof method === "string" && isReply(params))
				for (const hear of hearers) hear(method, params);
			return;
		}
		const asked = waiting.get(message.id);
		waiting.delete(message.id);
		if (message.type === "error")
			asked?.fail(new Error(`${message.error}: ${message.message}`));
		else asked?.done(isReply(message.result) ? message.result : {});
	});
	socket.on("close", () => {
		for (const { fail } of waiting.values())
			fail(new Error("Firefox closed the connection"));
		waiting.clear();
	});
	return {
		send: (method, params, timeoutMs = 60_000) =>
			new Promise((done, fail) => {
				const id = ++count;
				const timer = setTimeout(() => {
					waiting.delete(id);
					fail(new Error(`${method} took more than ${timeoutMs} ms`));
				}, timeoutMs);
				waiting.set(id, {
					done: (reply) => {
						clearTimeout(timer);
						done(reply);
					},
					fail: (error) => {
						clearTimeout(timer);
						fail(error);
					},
				});
				socket.send(JSON.stringify({ id, method, params }));
			}),
		on: (hear) => {
			hearers.push(hear);
		},
		close: () => socket.close(),
	};
};

/** The key names of this interface as BiDi writes them. Source: WebDriver, section 17.4.2 (normalised key values). */
const keyCodes: { readonly [name: string]: string } = {
	Tab: "\uE004",
	Enter: "\uE007",
	Escape: "\uE00C",
	Backspace: "\uE003",
	Delete: "\uE017",
	Space: " ",
	ArrowLeft: "\uE012",
	ArrowUp: "\uE013",
	ArrowRight: "\uE014",
	ArrowDown: "\uE015",
	Home: "\uE011",
	End: "\uE010",
	Shift: "\uE008",
	Control: "\uE009",
};

const drive = (bidi: Bidi, context: string): Page & { logs: string[] } => {
	const logs: string[] = [];
	/** The expression's value travels as JSON text: BiDi's own form of values is richer than wanted. */
	const evaluate = async (expression: string, asUser = false) => {
		const reply = await bidi.send("script.evaluate", {
			expression: `(async () => { const value = await (${expression}\n); return value === undefined ? undefined : JSON.stringify(value); })()`,
			target: { context },
			awaitPromise: true,
			resultOwnership: "none",
			userActivation: asUser,
		});
		if (reply.type === "exception") {
			const details = isReply(reply.exceptionDetails)
				? reply.exceptionDetails.text
				: "";
			throw new Error(String(details));
		}
		const result = isReply(reply.result) ? reply.result.value : undefined;
		return typeof result === "string"
			? (JSON.parse(result) as unknown)
			: undefined;
	};
	const quoted = (text: string) => JSON.stringify(text);
	const visible = (selector: string) =>
		`[...document.querySelectorAll(${quoted(selector)})].find((e) => e.checkVisibility())`;
	const waitUntil = async (expression: string, timeoutMs = 15_000) => {
		await until(
			expression,
			async () => ((await evaluate(`!!(${expression})`)) ? true : undefined),
			timeoutMs,
		);
	};
	const waitFor = (selector: string, timeoutMs?: number) =>
		waitUntil(visible(selector), timeoutMs);
	const keys = (values: readonly string[]) =>
		bidi.send("input.performActions", {
			context,
			actions: [
				{
					type: "key",
					id: "keyboard",
					actions: values.flatMap((value) => [
						{ type: "keyDown", value },
						{ type: "keyUp", value },
					]),
				},
			],
		});
	const click = async (selector: string) => {
		await waitFor(selector);
		const point = await evaluate(
			`(() => { const e = ${visible(selector)}; e.scrollIntoView({ block: "center", inline: "center", behavior: "instant" }); const r = e.getBoundingClientRect(); return { x: Math.floor(r.x + r.width / 2), y: Math.floor(r.y + r.height / 2) }; })()`,
		);
		if (!isReply(point)) throw new Error(`${selector} has no place`);
		await bidi.send("input.performActions", {
			context,
			actions: [
				{
					type: "pointer",
					id: "mouse",
					actions: [
						{ type: "pointerMove", x: point.x, y: point.y },
						{ type: "pointerDown", button: 0 },
						{ type: "pointerUp", button: 0 },
					],
				},
			],
		});
	};
	return {
		logs,
		url: async () => String(await evaluate("location.href")),
		goto: async (url) => {
			await bidi.send("browsingContext.navigate", {
				context,
				url,
				wait: "complete",
			});
		},
		eval: evaluate,
		call: async (run, arg) =>
			(await evaluate(`(${run.toString()})(${JSON.stringify(arg)})`)) as never,
		click,
		type: async (selector, text) => {
			await click(selector);
			await evaluate(
				`(() => { const e = ${visible(selector)}; e.focus(); e.select?.(); })()`,
			);
			await keys(["\uE003", ...text]);
		},
		press: async (key) => {
			await keys([keyCodes[key] ?? key]);
		},
		waitFor,
		waitUntil,
		text: async (selector) =>
			String(
				await evaluate(
					`document.querySelector(${quoted(selector)})?.innerText ?? ""`,
				),
			),
		screenshot: async (file) => {
			const shot = await bidi.send("browsingContext.captureScreenshot", {
				context,
			});
			mkdirSync(dirname(resolve(file)), { recursive: true });
			writeFileSync(file, Buffer.from(String(shot.data), "base64"));
		},
		setViewport: async (width, height) => {
			await bidi.send("browsingContext.setViewport", {
				context,
				viewport: { width, height },
			});
		},
		setColours: async (scheme) => {
			await setColours(bidi, scheme);
			await waitUntil(
				`matchMedia("(prefers-color-scheme: ${scheme})").matches`,
			);
		},
		bringToFront: async () => {
			await bidi.send("browsingContext.activate", { context });
		},
		close: async () => {
			await bidi.send("browsingContext.close", { context });
		},
	};
};

/** Runs an expression in Firefox's own window, where the browser's internals are in reach. */
const inChrome = async (bidi: Bidi, expression: string): Promise<unknown> => {
	const tree = await bidi.send("browsingContext.getTree", {
		"moz:scope": "chrome",
	});
	const first: unknown = Array.isArray(tree.contexts)
		? tree.contexts[0]
		: undefined;
	if (!isReply(first)) throw new Error("Firefox shows no window of its own");
	const reply = await bidi.send("script.evaluate", {
		expression,
		target: { context: first.context },
		awaitPromise: true,
		resultOwnership: "none",
	});
	if (reply.type === "exception")
		throw new Error(
			isReply(reply.exceptionDetails)
				? String(reply.exceptionDetails.text)
				: "exception",
		);
	return isReply(reply.result) ? reply.result.value : undefined;
};

/** The preference that pages' colours follow: 0 dark, 1 light. */
const setColours = (bidi: Bidi, scheme: "light" | "dark") =>
	inChrome(
		bidi,
		`Services.prefs.setIntPref("layout.css.prefers-color-scheme.content-override", ${scheme === "dark" ? 0 : 1})`,
	);

const startFirefox = async (
	program: string,
	profile: string,
	headless: boolean,
	viewport: { readonly width: number; readonly height: number },
): Promise<{ child: ChildProcess; url: string }> => {
	const child = spawn(
		program,
		[
			...(headless ? ["--headless"] : []),
			"--no-remote",
			"--profile",
			profile,
			// Any free port; Firefox says which.
			"--remote-debugging-port=0",
			"--remote-allow-system-access",
		],
		{
			stdio: ["ignore", "pipe", "pipe"],
			env: {
				...process.env,
				MOZ_HEADLESS_WIDTH: String(viewport.width),
				MOZ_HEADLESS_HEIGHT: String(viewport.height + 100),
			},
		},
	);
	let said = "";
	const hear = (chunk: Buffer) => {
		said = `${said}${chunk}`.slice(-20_000);
	};
	child.stdout.on("data", hear);
	child.stderr.on("data", hear);
	try {
		const url = await until(
			"Firefox to listen",
			async () => {
				if (child.exitCode !== null)
					throw new Error(`Firefox ended at once:\n${said.slice(-1_000)}`);
				return /WebDriver BiDi listening on (ws:\/\/\S+)/.exec(said)?.[1];
			},
			60_000,
		);
		return { child, url };
	} catch (error) {
		child.kill("SIGKILL");
		throw error;
	}
};

/** @throws Error when there is no Firefox, or when the extension does not start. */
export const launchFirefox = async (
	options: LaunchOptions,
): Promise<Browser> => {
	const program = await ensureBrowser("firefox");
	const profile =
		options.profile ?? mkdtempSync(join(tmpdir(), "sextant-firefox-"));
	mkdirSync(profile, { recursive: true });
	writeFileSync(
		join(profile, "user.js"),
		Object.entries(preferences(options))
			.map(
				([name, value]) =>
					`user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});\n`,
			)
			.join(""),
	);
	const viewport = options.viewport ?? { width: 420, height: 720 };
	const { child, url } = await startFirefox(
		program,
		profile,
		options.headless ?? true,
		viewport,
	);
	const bidi = await openBidi(`${url}/session`);
	const pages = new Map<string, Page & { logs: string[] }>();
	const known = (context: string) => {
		const found = pages.get(context) ?? drive(bidi, context);
		pages.set(context, found);
		return found;
	};
	bidi.on((method, params) => {
		if (method === "browsingContext.contextDestroyed")
			pages.delete(String(params.context));
		if (method !== "log.entryAdded") return;
		const context = isReply(params.source) ? params.source.context : undefined;
		if (typeof context === "string" && pages.has(context))
			known(context).logs.push(
				`${params.type === "javascript" ? "uncaught" : String(params.level)}: ${String(params.text)}`,
			);
	});
	const session = await bidi.send("session.new", { capabilities: {} });
	await bidi.send("session.subscribe", {
		events: ["log.entryAdded", "browsingContext.contextDestroyed"],
	});
	if (options.extensionDir !== undefined)
		await bidi.send("webExtension.install", {
			extensionData: { type: "path", path: resolve(options.extensionDir) },
		});
	const extensionOrigin = `moz-extension://${uuid}`;
	const terminate = async (): Promise<boolean> =>
		(await inChrome(
			bidi,
			`(async () => {
				const { extension } = WebExtensionPolicy.getByID(${JSON.stringify(geckoId)});
				const alive = extension.backgroundState === "running";
				await extension.terminateBackground({ ignoreDevToolsAttached: true });
				return alive;
			})()`,
		)) === true;
	/** A notification goes away by itself after 20 s, before a busy machine gets to it: it is made to stay. */
	const keepNotices = () =>
		inChrome(
			bidi,
			`Services.ww.registerNotification((opened, topic) => {
				if (topic === "domwindowopened")
					opened.addEventListener("DOMContentLoaded", () => {
						if (opened.document.documentElement.getAttribute("windowtype") !== "alert:alert") return;
						const later = opened.setTimeout.bind(opened);
						opened.setTimeout = (work, ms) => (ms >= 20000 ? 0 : later(work, ms));
					}, { once: true });
			})`,
		);
	if (options.extensionDir !== undefined) await keepNotices();
	const pagesOf = async (part: string) => {
		const tree = await bidi.send("browsingContext.getTree", { maxDepth: 0 });
		const contexts: unknown[] = Array.isArray(tree.contexts)
			? tree.contexts
			: [];
		return contexts
			.filter(isReply)
			.filter((context) => String(context.url).includes(part))
			.map((context) => known(String(context.context)));
	};
	// The tab that Firefox starts with; nothing closes it, so its window stays.
	const tree = await bidi.send("browsingContext.getTree", { maxDepth: 0 });
	const first: unknown = Array.isArray(tree.contexts)
		? tree.contexts[0]
		: undefined;
	if (!isReply(first)) throw new Error("Firefox opened no window");
	const home = String(first.context);
	const capabilities = isReply(session.capabilities)
		? session.capabilities
		: {};
	return {
		name: "firefox",
		version: String(capabilities.browserVersion),
		extensionOrigin,
		openPage: async (address) => {
			// Without a reference the tab opens in the newest window, which may be a pop-up that is about to close.
			const { context } = await bidi.send("browsingContext.create", {
				type: "tab",
				referenceContext: home,
			});
			const page = known(String(context));
			await page.setViewport(viewport.width, viewport.height);
			await page.goto(address);
			return page;
		},
		pages: pagesOf,
		waitForPage: (part, timeoutMs = 15_000) =>
			until(
				`a page at ${part}`,
				async () => (await pagesOf(part)).at(0),
				timeoutMs,
			),
		killBackground: terminate,
		killEngine: terminate,
		notices: async () => {
			const [page] = await pagesOf(extensionOrigin);
			if (page === undefined) throw new Error("no page of the extension");
			const all = await page.eval(
				`browser.notifications.getAll().then((all) => Object.entries(all).map(([name, { title, message }]) => ({ name, title, text: message })))`,
			);
			return (Array.isArray(all) ? all : []).filter(isReply).map((one) => ({
				name: String(one.name),
				title: String(one.title),
				text: String(one.text),
			}));
		},
		clickNotice: async (name) => {
			const [page] = await pagesOf(extensionOrigin);
			const title = await page?.eval(
				`browser.notifications.getAll().then((all) => all[${JSON.stringify(name)}]?.title)`,
			);
			const clicked = await inChrome(
				bidi,
				`(() => {
					const drawn = [...Services.wm.getEnumerator("alert:alert")].find(
						({ document }) => document.getElementById("alertTitleLabel").getAttribute("value") === ${JSON.stringify(title ?? null)},
					);
					drawn?.document.getElementById("alertBox").click();
					return drawn !== undefined;
				})()`,
			);
			if (clicked !== true) throw new Error(`no notification "${name}"`);
		},
		giveAuthenticator: null,
		errors: async () => {
			const found: unknown = JSON.parse(
				String(
					await inChrome(
						bidi,
						`JSON.stringify(Services.console.getMessageArray()
							.filter((m) => m instanceof Ci.nsIScriptError && !(m.flags & Ci.nsIScriptError.warningFlag))
							.filter((m) => m.sourceName.startsWith(${JSON.stringify(extensionOrigin)}))
							.map((m) => m.sourceName + ":" + m.lineNumber + " " + m.errorMessage))`,
					),
				),
			);
			return Array.isArray(found) ? found.map(String) : [];
		},
		crash: async () => {
			const ended = new Promise<void>((done) => child.on("exit", () => done()));
			child.kill("SIGKILL");
			await ended;
			bidi.close();
		},
		close: async () => {
			const ended = new Promise<void>((done) => child.on("exit", () => done()));
			await bidi.send("browser.close", {}, 5_000).catch(() => {
				// It may close the connection before it answers.
			});
			const timer = setTimeout(() => child.kill("SIGKILL"), 5_000);
			await ended;
			clearTimeout(timer);
			bidi.close();
			if (options.profile === undefined)
				rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
		},
	};
};
