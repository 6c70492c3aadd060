// The built extension around a small engine, in real browsers: page, provider, relay, background, host page, workers and
// back, and what happens when each of them dies.

import { mkdtempSync, rmSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { buildExtension } from "../../extension/build.ts";
import type { Browser, Page } from "../browser/browser.ts";
import { askedBrowsers, launchers } from "../browser/launch.ts";

const wired = (name: string) =>
	fileURLToPath(new URL(`../extension/wired/${name}`, import.meta.url));

const ask = (method: string, params: readonly unknown[] = []) =>
	`ethereum.request(${JSON.stringify({ method, params })}).catch((e) => ({ code: e.code, data: e.data, message: e.message }))`;
const later = (ms: number) => new Promise((done) => setTimeout(done, ms));

describe.each(askedBrowsers())("the wiring in %s", (name) => {
	const folder = mkdtempSync(join(tmpdir(), `sextant-wiring-${name}-`));
	let browser: Browser;
	let server: Server;
	let site: string;
	let page: Page;

	beforeAll(async () => {
		await buildExtension({
			target: name,
			outDir: join(folder, "extension"),
			engine: wired("engine.ts"),
			signer: wired("signer.ts"),
			ui: wired("ui"),
		});
		server = createServer((request, response) => {
			if (request.url === "/big") {
				response.end("x".repeat(1_000));
				return;
			}
			if (request.url === "/frame") {
				response.setHeader("content-type", "text/html");
				response.end('<!doctype html><iframe src="/"></iframe>');
				return;
			}
			if (request.url === "/small") {
				response.setHeader("access-control-allow-origin", "*");
				response.end("small answer");
				return;
			}
			response.setHeader("content-type", "text/html");
			response.setHeader(
				"content-security-policy",
				request.url === "/opaque"
					? "sandbox allow-scripts"
					: "default-src 'self' 'unsafe-inline'",
			);
			response.end(
				"<!doctype html><title>site</title><script>early = Boolean(window.ethereum)</script><h1>site</h1>",
			);
		});
		await new Promise<void>((done) =>
			server.listen(0, "127.0.0.1", () => done()),
		);
		const { port } = server.address() as AddressInfo;
		site = `http://127.0.0.1:${port}`;
		browser = await launchers[name]({
			extensionDir: join(folder, "extension"),
		});
		page = await browser.openPage(`${site}/`);
	});

	/** How often the engines have seen a slow request so far; each carries the count of the one before on. */
	let slowSeen = 0;

	afterAll(async () => {
		await browser?.close();
		server?.close();
		rmSync(folder, { recursive: true, force: true });
	});

	it("gives a site the provider before its own scripts run, and announces it", async () => {
		expect(await page.eval("early")).toBe(true);
		const announced = await page.eval(
			`new Promise((done) => {
				addEventListener("eip6963:announceProvider", (e) => done({ ...e.detail.info, same: e.detail.provider === ethereum, frozen: Object.isFrozen(e.detail) }));
				dispatchEvent(new Event("eip6963:requestProvider"));
			})`,
		);
		expect(announced).toMatchObject({
			name: "Sextant",
			rdns: "example.sextant",
			same: true,
			frozen: true,
			icon: expect.stringMatching(/^data:image\/svg\+xml,/),
			uuid: expect.stringMatching(
				/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
			),
		});
	});

	it("carries a request from the page to the engine worker and back", async () => {
		expect(await page.eval(ask("eth_chainId"))).toBe("0x2a");
		expect(await page.eval("ethereum.isConnected()")).toBe(true);
	});

	it("tells the engine the origin the browser states, whatever the page says", async () => {
		expect(await page.eval(ask("eth_accounts"))).toEqual([site]);
	});

	it("refuses a screen's method to a site", async () => {
		expect(await page.eval(ask("view.get"))).toMatchObject({
			code: 4200,
			data: { code: "unverifiable-method", kind: "unsupported" },
		});
	});

	it("gives a frame no provider", async () => {
		const framed = await browser.openPage(`${site}/frame`);
		await framed.waitUntil(
			"frames.length === 1 && frames[0].document.querySelector('h1') !== null",
		);
		expect(await framed.eval("frames[0].early")).toBe(false);
		await framed.close();
	});

	it("gives a sandboxed page, which is nobody, no provider", async () => {
		const opaque = await browser.openPage(`${site}/opaque`);
		expect(await opaque.eval("self.origin")).toBe("null");
		expect(await opaque.eval("early")).toBe(false);
		await opaque.close();
	});

	it("gains a script nothing that goes round the provider", async () => {
		const answer = (message: string) =>
			page.eval(`new Promise((done) => {
				const hear = ({ data }) => { if (data?.sextant === "answered" && data.message.id === "forged") { removeEventListener("message", hear); done(data.message); } };
				addEventListener("message", hear);
				postMessage({ sextant: "asked", message: ${message} }, origin);
				setTimeout(() => done("no answer"), 700);
			})`);
		for (const method of ["view.get", "keys.unlock", "session.get"])
			expect(
				await answer(
					`{ v: 1, id: "forged", method: "${method}", params: null, role: "ui", sender: { id: "x" } }`,
				),
			).toMatchObject({ fault: { code: "unverifiable-method" } });
		for (const message of [
			'{ id: "forged", method: "eth_chainId", params: new Map() }',
			'{ id: "forged", method: "eth_chainId", params: "x".repeat(700_000) }',
			'{ id: { a: "forged" }, method: "eth_chainId" }',
			'{ tell: "attach", role: "ui" }',
		])
			expect(await answer(message)).toBe("no answer");
		expect(await page.eval(ask("eth_accounts"))).toEqual([site]);
	});

	it("cuts an endpoint's answer off at its bound", async () => {
		expect(await page.eval(ask("eth_getBalance", [`${site}/small`]))).toBe(
			"small answer",
		);
		expect(
			await page.eval(ask("eth_getBalance", [`${site}/big`])),
		).toMatchObject({
			data: { code: "too-large" },
		});
	});

	it("never reaches plain http elsewhere", async () => {
		expect(
			await page.eval(ask("eth_getBalance", ["http://example.com/"])),
		).toMatchObject({ data: { code: "host-denied" } });
	});

	it("asks the kernel worker", async () => {
		// Each of the browsers has one of the forms, and what runs has passed its self-test here.
		expect(await page.eval(ask("eth_getStorageAt"))).toMatch(
			/^[\w -]+ \(WebAssembly\) false$/,
		);
	});

	it("joins the engine to the signer", async () => {
		expect(await page.eval(ask("eth_getCode"))).toBe(`0x${"51".repeat(20)}`);
	});

	/** How often a slow request was seen that is made now and whose background or engine dies, and how many engines it met. */
	const seenWhileDying = async (
		die: () => Promise<boolean>,
	): Promise<{ readonly seen: number; readonly lives: number }> => {
		const life = async () =>
			Number(String(await page.eval(ask("net_version"))).split(" ")[0]);
		const askSlow = ask("eth_getTransactionCount", [`0x${"00".repeat(20)}`]);
		const [seenBefore, lifeBefore] = [slowSeen, await life()];
		await page.eval(`void (slow = ${askSlow})`);
		await later(700);
		expect(await die()).toBe(true);
		slowSeen = Number(await page.eval("slow"));
		const lives = 1 + (await life()) - lifeBefore;
		return { seen: slowSeen - seenBefore, lives };
	};

	it("answers a request whose background died in between, and the engine sees it once", async () => {
		const before = await page.eval(ask("net_version"));
		const { seen, lives } = await seenWhileDying(browser.killBackground);
		const after = await page.eval(ask("net_version"));
		if (name === "chromium") {
			expect([seen, lives]).toEqual([1, 1]);
			expect(after).toBe(before);
			return;
		}
		// In Firefox the engine dies with its page, so the next one sees the request too, and each of them once.
		expect(seen).toBeGreaterThanOrEqual(2);
		expect(seen).toBeLessThanOrEqual(lives);
		expect(after).not.toBe(before);
	});

	it("answers a request whose engine died in between", async () => {
		const before = await page.eval(ask("net_version"));
		const { seen, lives } = await seenWhileDying(browser.killEngine);
		expect(seen).toBeGreaterThanOrEqual(1);
		expect(seen).toBeLessThanOrEqual(lives);
		expect(await page.eval(ask("net_version"))).not.toBe(before);
	});

	it("finds out an engine that stands still, and has another one answer what it was asked", async () => {
		const before = await page.eval(ask("net_version"));
		expect(await page.eval(ask("eth_estimateGas"))).toBe("0x2");
		expect(await page.eval(ask("net_version"))).not.toBe(before);
	}, 120_000);

	it("wakes a background that died while nothing was asked", async () => {
		await browser.killBackground();
		await later(300);
		expect(await page.eval(ask("eth_chainId"))).toBe("0x2a");
	});

	describe("a screen", () => {
		let screen: Page;
		beforeAll(async () => {
			screen = await browser.openPage(`${browser.extensionOrigin}/popup.html`);
			await screen.waitUntil("window.seen?.views > 0");
		});

		it("gets views and the engine's answers", async () => {
			expect(
				await screen.eval("wallet.engine('diagnostics.get', undefined)"),
			).toMatchObject({
				version: "0.1.0",
				checks: [
					{
						work: "BLS12-381",
						runs: expect.stringMatching(/\(WebAssembly\)$/),
					},
					// Fetched from the extension's own files, past its content security policy.
					{ work: "Hashes", runs: "WebAssembly SIMD", refused: [] },
				],
			});
			expect(await screen.eval("seen.states.at(-1)")).toBe("open");
		});

		it("reaches the signer, which keeps its unlock key in session memory", async () => {
			const unlocked =
				"wallet.keys('keys.status', undefined).then((s) => s.unlocked)";
			expect(await screen.eval(unlocked)).toBe(false);
			await screen.eval("wallet.keys('keys.unlock', { password: 'x' })");
			expect(await screen.eval(unlocked)).toBe(true);
		});

		it("leaves the signer no way out", async () => {
			expect(
				await screen.eval(
					"wallet.keys('keys.phrase', undefined).catch((e) => e.message)",
				),
			).toContain("fetch is undefined");
		});

		it("comes back after the engine and the signer died, still unlocked", async () => {
			const views = Number(await screen.eval("seen.views"));
			await browser.killEngine();
			await screen.waitUntil(`seen.views > ${views}`);
			expect(
				await screen.eval(
					"wallet.keys('keys.status', undefined).then((s) => s.unlocked)",
				),
			).toBe(true);
		});

		it("comes back after the background died", async () => {
			const views = Number(await screen.eval("seen.views"));
			await browser.killBackground();
			await screen.waitUntil(`seen.views > ${views}`);
			expect(await screen.eval("seen.states.at(-1)")).toBe("open");
			await screen.eval("wallet.keys('keys.lock', undefined)");
		});

		it("and a site's port notice each death of the background, the host page notwithstanding", async () => {
			for (let i = 0; i < 3; i++) {
				const views = Number(await screen.eval("seen.views"));
				await browser.killBackground();
				expect(await page.eval(ask("eth_chainId"))).toBe("0x2a");
				await screen.waitUntil(`seen.views > ${views}`);
			}
		});
	});

	it("opens the approve window when something waits for the person, once", async () => {
		await page.eval(ask("eth_requestAccounts"));
		const window = await browser.waitForPage("/approve.html");
		expect(await window.text("h1")).toBe("approve");
		await browser.killBackground();
		expect(await page.eval(ask("eth_chainId"))).toBe("0x2a");
		await later(500);
		expect(await browser.pages("/approve.html")).toHaveLength(1);
		await window.close();
	});

	it("reaches no endpoint that the browser does not allow", async () => {
		if (name === "firefox") {
			const screen = await browser.openPage(
				`${browser.extensionOrigin}/popup.html`,
			);
			await screen.eval(
				"browser.permissions.remove({ origins: ['http://127.0.0.1/*'] })",
			);
			await later(500);
			expect(
				await page.eval(ask("eth_getBalance", [`${site}/small`])),
			).toMatchObject({ data: { code: "host-denied" } });
			return;
		}
		// Chromium takes nothing back that a content script also matches, so there it was never given.
		const strict = await launchers[name]({
			extensionDir: join(folder, "extension"),
			endpointsAllowed: false,
		});
		try {
			const visitor = await strict.openPage(`${site}/`);
			expect(
				await visitor.eval(ask("eth_getBalance", [`${site}/small`])),
			).toMatchObject({ data: { code: "host-denied" } });
		} finally {
			await strict.close();
		}
	});
});
