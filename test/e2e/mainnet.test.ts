// From the first screen to a proved balance on mainnet, in a browser: the suggested endpoints under their own names, answered for
// by recordings of one day behind TLS, and the clock of that day. Counts clicks and seconds. It needs the recordings and openssl,
// and is skipped without them.
//
// What is not as it would be out there: endpoints answer at once; the browser's prompt for hosts cannot be clicked in headless mode,
// so the profile has allowed them before and the prompt is counted as a click; and the number is that of a recorded account,
// for nobody who walks here has the key of one.

import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer, type Server } from "node:https";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { buildExtension } from "../../extension/build.ts";
import { formatUnits } from "../../src/base/units.ts";
import { suggestedFor } from "../../src/l1/suggested.ts";
import type { Browser } from "../browser/browser.ts";
import { askedBrowsers, launchers } from "../browser/launch.ts";
import { isRecorded, openRecorded } from "../engine/mainnet/recorded.ts";
import { recordedAccount, recordedMs } from "./mainnet/day.ts";
import { fill, press, sees, waitForText } from "./person.ts";

const hasOpenssl = ((): boolean => {
	try {
		execFileSync("openssl", ["version"]);
		return true;
	} catch {
		return false;
	}
})();

const mostClicks = 8;
const mostSeconds = 60;

describe.skipIf(
	!isRecorded || !hasOpenssl || !askedBrowsers().includes("chromium"),
)("the first minute on mainnet in chromium", () => {
	const folder = mkdtempSync(join(tmpdir(), "sextant-mainnet-"));
	const hosts: string[] = [];
	let server: Server;
	let browser: Browser;

	beforeAll(async () => {
		const recorded = openRecorded();
		expect(recorded.nowMs).toBe(recordedMs);
		expect(recorded.account).toBe(recordedAccount);
		const [key, cert] = ["key.pem", "cert.pem"].map((name) =>
			join(folder, name),
		);
		execFileSync(
			"openssl",
			`req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=stand-in -keyout ${key} -out ${cert}`.split(
				" ",
			),
			{ stdio: "ignore" },
		);
		server = createServer(
			{ key: readFileSync(key ?? ""), cert: readFileSync(cert ?? "") },
			(asked, answer) => {
				const parts: Buffer[] = [];
				asked.on("data", (part: Buffer) => parts.push(part));
				asked.on("end", () => {
					hosts.push(asked.headers.host ?? "");
					const path = asked.url ?? "/";
					const { status, headers, bytes } =
						asked.method === "POST"
							? recorded.execution(Buffer.concat(parts).toString())
							: recorded.beacon(path.slice(Math.max(0, path.indexOf("/eth/"))));
					answer.writeHead(status, headers);
					answer.end(bytes);
				});
			},
		);
		await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
		const { port } = server.address() as AddressInfo;
		await buildExtension({
			target: "chromium",
			outDir: join(folder, "extension"),
			engine: fileURLToPath(new URL("mainnet/engine.ts", import.meta.url)),
		});
		browser = await launchers.chromium({
			extensionDir: join(folder, "extension"),
			args: [
				// the browser has questions of its own, which are none of ours
				`--host-resolver-rules=${suggestedFor(1)
					.map(({ url }) => `MAP ${new URL(url).host} 127.0.0.1:${port}`)
					.join(", ")}, MAP * ~NOTFOUND`,
				"--ignore-certificate-errors",
			],
		});
	}, 180_000);
	afterAll(async () => {
		await browser?.close();
		server?.close();
		server?.closeAllConnections();
		rmSync(folder, { recursive: true, force: true });
	});

	it("ends in a proved balance: no address typed, nobody asked before the click, few clicks, within a minute", async () => {
		const page = await browser.openPage(
			`${browser.extensionOrigin}/onboarding.html`,
		);
		const beganMs = Date.now();
		let clicks = 0;
		const click = async (name: string): Promise<void> => {
			await press(page, name, 30_000);
			clicks++;
		};
		await waitForText(page, "Who should Sextant ask?");
		await waitForText(page, "Ask these 8");
		expect(hosts).toEqual([]);
		await click("Ask these 8");
		// the browser's own question, for all of them at once
		clicks++;
		await click("Import a phrase");
		await fill(
			page,
			"Recovery phrase",
			"test test test test test test test test test test test junk",
		);
		await click("Go on");
		await fill(page, "Password", "basalt-Orchid-7-teapot");
		await fill(page, "The same again", "basalt-Orchid-7-teapot");
		await click("Import the key");
		await waitForText(page, "6 of 6", 30_000);
		await click("Accept this checkpoint");
		const { balanceWei } = openRecorded();
		const shown = formatUnits(balanceWei, 18).slice(0, 6);
		await waitForText(page, "proved", 60_000);
		await waitForText(page, shown, 60_000);
		const seconds = (Date.now() - beganMs) / 1000;
		console.log(
			`from the first screen to a proved balance on mainnet: ${clicks} clicks, ${seconds.toFixed(1)} s`,
		);
		expect(clicks).toBeLessThanOrEqual(mostClicks);
		expect(seconds).toBeLessThan(mostSeconds);
		expect(await sees(page, "not final yet")).toBe(true);
		const first = suggestedFor(1).filter((one) => one.first);
		expect([...new Set(hosts)].sort()).toEqual(
			[...new Set(first.map(({ url }) => new URL(url).host))].sort(),
		);
		expect(await browser.errors()).toEqual([]);
		const picture = process.env.SEXTANT_PICTURES;
		if (picture !== undefined && picture !== "")
			await page.screenshot(join(picture, "mainnet-proved.png"));
	}, 180_000);
});
