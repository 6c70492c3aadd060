// The extension as it ships, in real browsers: it starts, its screens connect, and its realms are what they should be.

import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { buildExtension } from "../../extension/build.ts";
import { screens } from "../../extension/manifest.ts";
import type { Browser } from "../browser/browser.ts";
import { askedBrowsers, launchers } from "../browser/launch.ts";

describe.each(askedBrowsers())("the package in %s", (name) => {
	const folder = mkdtempSync(join(tmpdir(), `sextant-package-${name}-`));
	let browser: Browser;

	beforeAll(async () => {
		const outDir = join(folder, "extension");
		await buildExtension({ target: name, outDir });
		browser = await launchers[name]({ extensionDir: outDir });
	});
	afterAll(async () => {
		await browser?.close();
		rmSync(folder, { recursive: true, force: true });
	});

	it.each(screens)("opens %s without an error", async (screen) => {
		const page = await browser.openPage(`${browser.extensionOrigin}/${screen}`);
		await page.waitUntil("document.body.innerText.trim().length > 20");
		expect(page.logs.filter((line) => /^(error|uncaught)/.test(line))).toEqual(
			[],
		);
		await page.close();
	});

	it("ran so far without an uncaught error", async () => {
		expect(await browser.errors()).toEqual([]);
	});

	it("runs no text as script in its own pages, and sends nothing to plain http", async () => {
		const page = await browser.openPage(
			`${browser.extensionOrigin}/popup.html`,
		);
		const violation = (act: string) =>
			page.eval(
				`new Promise((done) => { addEventListener("securitypolicyviolation", (e) => done(e.effectiveDirective), { once: true }); ${act} })`,
			);
		expect(
			await violation(
				'const s = document.createElement("script"); s.textContent = "window.ran = 1"; document.body.append(s);',
			),
		).toBe("script-src-elem");
		expect(await page.eval("window.ran ?? null")).toBe(null);
		expect(await violation('fetch("http://192.0.2.1/").catch(() => {});')).toBe(
			"connect-src",
		);
		expect(
			await violation('new Image().src = "https://example.com/x.png";'),
		).toBe("img-src");
		await page.close();
	});

	it("is not reachable from a site: none of its files can be loaded there", async () => {
		const server = createServer((_, response) => response.end("a site"));
		await new Promise<void>((done) =>
			server.listen(0, "127.0.0.1", () => done()),
		);
		const { port } = server.address() as AddressInfo;
		const page = await browser.openPage(`http://127.0.0.1:${port}/`);
		for (const file of ["popup.html", "manifest.json", "icon/48.png"])
			expect(
				await page.eval(
					`fetch(${JSON.stringify(`${browser.extensionOrigin}/${file}`)}).then(() => "loaded", () => "refused")`,
				),
			).toBe("refused");
		await page.close();
		server.close();
	});
});
