// `npm start`: builds, starts the embedded network, opens a real browser with the extension set up in it and the demo dApp
// beside it. Without a display it runs headless, prints the proof trace and saves pictures.
//   --once      does the whole main job headless, prints one JSON line last, exits 0
//   --browser   chromium (the default) or firefox
//   --shots DIR where the pictures go; shots/ unless told

import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { buildExtension } from "../../extension/build.ts";
import type { Page } from "../browser/browser.ts";
import { ensureBrowser } from "../browser/ensure.ts";
import { launchers } from "../browser/launch.ts";
import { serveDapp } from "../dapp/serve.ts";
import {
	approveAndFollow,
	makeOrder,
	openPopup,
	readTrace,
	seeLieRefused,
	useDapp,
	waitForBalances,
	withLiar,
} from "../e2e/main-job.ts";
import { onboard } from "../e2e/person.ts";
import { startWorld } from "../e2e/world.ts";

const { values } = parseArgs({
	options: {
		once: { type: "boolean" },
		browser: { type: "string", default: "chromium" },
		shots: { type: "string", default: "shots" },
	},
});
if (values.browser !== "chromium" && values.browser !== "firefox") {
	console.error(`--browser is chromium or firefox, not ${values.browser}`);
	process.exit(2);
}
const name = values.browser;
const hasDisplay =
	process.platform !== "linux" ||
	Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
const headless = values.once === true || !hasDisplay;
const once = values.once === true;

const began = performance.now();
const say = (line: string): void =>
	console.error(
		`[${((performance.now() - began) / 1000).toFixed(1)} s] ${line}`,
	);

const shots = resolve(values.shots);
mkdirSync(shots, { recursive: true });
const folder = mkdtempSync(join(tmpdir(), "sextant-start-"));
const closers: (() => Promise<void>)[] = [];
const closeAll = async (): Promise<void> => {
	for (const close of closers.splice(0).reverse())
		await close().catch((thrown: unknown) => say(`closing: ${String(thrown)}`));
	rmSync(folder, { recursive: true, force: true });
};
const watch = async (step: string, page: Page): Promise<void> => {
	say(step);
	await page.screenshot(join(shots, `${step}.png`));
};

try {
	await ensureBrowser(name);
	const extensionDir = join(folder, "extension");
	say("starting the network, building the extension");
	const starting = startWorld();
	starting.catch(() => {}); // awaited below; a build that fails first says so
	await buildExtension({ target: name, outDir: extensionDir, devnet: true });
	const world = await withLiar(await starting);
	closers.push(world.stop);
	const { network, rollup, place } = world;
	say(`L1 ${network.endpoints.execution}, rollup ${rollup.rpcUrl}`);
	const [beacon = ""] = network.endpoints.beacon;
	const dapp = await serveDapp(
		{ networkFile: world.fileText, beacon },
		join(folder, "dapp"),
	);
	closers.push(dapp.stop);
	const browser = await launchers[name]({
		extensionDir,
		headless,
		viewport: { width: 900, height: 1000 },
	});
	closers.push(browser.close);
	say(`${name} ${browser.version}${headless ? ", headless" : ""}`);

	const setUp = await onboard(browser, place, watch);
	const popup = await openPopup(browser);
	await setUp.close();
	await waitForBalances(popup, world);
	await watch("home", popup);
	const trails = [];
	for (const chain of [place.l1.title, place.rollup?.title ?? ""]) {
		const trace = await readTrace(popup, chain, watch);
		trails.push(trace);
		console.error(`\n${trace.title}`);
		for (const traceStep of trace.traceSteps) console.error(`  | ${traceStep}`);
		console.error("");
	}

	if (once || headless) {
		const [, other] = network.accounts;
		if (other === undefined) throw new Error("no second account");
		await makeOrder(popup, other.address, "0.5", watch);
		await approveAndFollow(popup, "0.5", watch);
		const { checked, page } = await useDapp(
			browser,
			dapp.url,
			network.chainId,
			watch,
		);
		await page.close();
		await popup.bringToFront();
		const refused = await seeLieRefused(
			popup,
			world,
			"an altered balance",
			watch,
		);
		const lie = /proof-value[^A-Z]*/.exec(refused)?.[0]?.trim() ?? "";
		await closeAll();
		console.log(
			JSON.stringify({
				ok: true,
				browser: `${name} ${browser.version}`,
				seconds: Math.round((performance.now() - began) / 1000),
				balances: trails.map(({ title }) => title),
				checks: trails.map(({ traceSteps }) => traceSteps.length),
				sent: "0.5 ETH, final",
				dapp: checked.split("\n")[0],
				refused: lie,
			}),
		);
		process.exit(0);
	}

	const dappPage = await browser.openPage(dapp.url);
	await dappPage.bringToFront();
	console.log(`
Sextant is set up in the browser that has opened. Its password is "${place.password}".
The demo dApp is at ${dapp.url}
Ctrl-C ends it all.`);
	await new Promise<void>((done) => {
		process.once("SIGINT", () => done());
		process.once("SIGTERM", () => done());
	});
	await closeAll();
	process.exit(0);
} catch (thrown) {
	console.error(thrown instanceof Error ? thrown.stack : thrown);
	await closeAll();
	console.log(JSON.stringify({ ok: false }));
	process.exit(1);
}
