// What a person is told while no screen is open, in real browsers: that a rollup stalls, once, whatever dies meanwhile, with a
// click that opens what it is about; and nothing while the trouble is L1's or this device's own. A clock that is wrong cannot
// be had in a browser: test/exit/stall.test.ts judges with one.

import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Browser, type Page, until } from "../browser/browser.ts";
import type { BrowserName } from "../browser/ensure.ts";
import { askedBrowsers, launchers } from "../browser/launch.ts";
import { closeAll, forward, listenOnLoopback } from "../network/forward.ts";
import { extensionFor } from "./extension.ts";
import { begin, type Deeds, openSeat, sign } from "./leave.ts";
import { screenText } from "./main-job.ts";
import { onboard, waitForText } from "./person.ts";
import { password, startWorld, type World } from "./world.ts";

/** Long for a batcher that posts every two seconds, and soon over. */
const stalledS = 40;
const later = (ms: number) => new Promise((done) => setTimeout(done, ms));

type Gate = {
	readonly url: string;
	readonly shut: (shut: boolean) => void;
	readonly close: () => Promise<void>;
};

/** An endpoint that can be cut off and come back. */
const openGate = async (upstream: string): Promise<Gate> => {
	const behind = new URL(upstream);
	let isShut = false;
	const server = createServer((asked, answer) => {
		if (isShut) {
			answer.destroy();
			return;
		}
		const onward = forward(behind, asked, (said) => {
			answer.writeHead(said.statusCode ?? 502, said.headers);
			said.pipe(answer);
		});
		onward.on("error", () => answer.destroy());
		asked.pipe(onward);
	});
	const url = await listenOnLoopback(server);
	return {
		url,
		shut: (shut) => {
			isShut = shut;
			if (shut) server.closeAllConnections();
		},
		close: () => closeAll(server),
	};
};

const folder = mkdtempSync(join(tmpdir(), "sextant-alerts-"));
let world: World;
let extensions: ReadonlyMap<BrowserName, string>;
beforeAll(async () => {
	const [started, ...built] = await Promise.all([
		startWorld(2),
		...askedBrowsers().map(
			async (target): Promise<[BrowserName, string]> => [
				target,
				await extensionFor(target, join(folder, target)),
			],
		),
	]);
	world = started;
	extensions = new Map(built);
}, 300_000);
afterAll(async () => {
	await world?.stop();
	rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
}, 60_000);

/** The network's file with a watch that does not wait for slow machines. */
const impatient = (fileText: string): string => {
	const { rollups, ...rest } = JSON.parse(fileText);
	const limits = { lateS: stalledS / 2, stalledS };
	const watch = { batch: limits, root: limits };
	return JSON.stringify({
		...rest,
		rollups: rollups.map((profile: object) => ({ ...profile, watch })),
	});
};

describe.each(askedBrowsers())("told without looking in %s", (name) => {
	let browser: Browser;
	/** An own page of the extension that is no screen: from there the test asks what stands. */
	let beside: Page;
	let gates: readonly Gate[] = [];
	const api = name === "chromium" ? "chrome" : "browser";

	/** The alarm that wakes the background rings now and not in 20 minutes. */
	const ring = () =>
		beside.eval(
			`${api}.alarms.create("sync", { when: Date.now() + 100, periodInMinutes: 20 })`,
		);
	const kept = async (): Promise<string> =>
		JSON.stringify(await beside.eval(`${api}.storage.local.get("alerts")`));
	/** What is told, as soon as anything is. */
	const told = (of = "alert ") =>
		until(
			`a notification "${of}"`,
			async () => {
				await ring();
				await later(2_000);
				const all = await browser.notices();
				const named = all.filter((one) => one.name.startsWith(of));
				return named.length === 0 ? undefined : named;
			},
			240_000,
		);
	/** Alarms ring for as long as a stall would take to be one. @returns all that is told meanwhile */
	const toldMeanwhile = async (): Promise<string> => {
		const end = Date.now() + (stalledS + 5) * 1_000;
		while (Date.now() < end) {
			await ring();
			await later(5_000);
		}
		return `${JSON.stringify(await browser.notices())} ${await kept()}`;
	};
	const nothing = "[] {}";

	beforeAll(async () => {
		const { batcher, sequencer } = world.rollup;
		sequencer.start();
		batcher.start();
		const { l1, rollup } = world.place;
		gates = await Promise.all([...l1.beacon, ...l1.execution].map(openGate));
		const urls = gates.map(({ url }) => url);
		browser = await launchers[name]({
			extensionDir: extensions.get(name) ?? "",
			viewport: { width: 900, height: 1000 },
		});
		const page = await onboard(browser, {
			...world.place,
			networkFile: impatient(world.place.networkFile),
			l1: {
				...l1,
				beacon: urls.slice(0, l1.beacon.length),
				execution: urls.slice(l1.beacon.length),
			},
		});
		await page.goto(`${browser.extensionOrigin}/popup.html#alive/901`);
		await waitForText(page, "Alive", 90_000);
		expect(await screenText(page)).toContain(
			`Is ${rollup?.title ?? ""} alive?`,
		);
		beside = await browser.openPage(`${browser.extensionOrigin}/icon/16.png`);
		// nobody looks from here on
		await page.close();
	}, 240_000);
	afterAll(async () => {
		await browser?.close();
		for (const gate of gates) await gate.close();
	}, 60_000);

	it("tells nothing of a rollup that is silent while L1 itself does not get final, or no endpoint of L1 answers", async () => {
		const { control } = world.network;
		if (name === "chromium") {
			await control.setParticipation({ attestingPercent: 50 });
			world.rollup.sequencer.stop();
			world.rollup.batcher.stop();
			expect(await toldMeanwhile()).toBe(nothing);
			await control.setParticipation({ attestingPercent: 100 });
			return;
		}
		for (const gate of gates) gate.shut(true);
		world.rollup.sequencer.stop();
		world.rollup.batcher.stop();
		expect(await toldMeanwhile()).toBe(nothing);
		for (const gate of gates) gate.shut(false);
	}, 180_000);

	it("tells of the stall as soon as final blocks show it, once, whatever dies", async () => {
		const title = world.place.rollup?.title ?? "";
		const [found, ...others] = await told();
		expect(found?.name).toMatch(/^alert rollup stalled /);
		expect(found?.title).toBe(`${title} seems to have stopped`);
		expect(found?.text).toContain("counts as stalled");
		expect(others).toEqual([]);

		await browser.killBackground();
		// Chromium's own event needs a background that runs; Firefox's click wakes it
		if (name === "chromium") await ring();
		await later(1_000);
		await browser.clickNotice(found?.name ?? "");
		const opened = await browser.waitForPage("popup.html", 30_000);
		expect(await opened.url()).toMatch(/popup\.html#alive\/901$/);
		await waitForText(opened, `Is ${title} alive?`, 60_000);
		await waitForText(opened, "Stalled", 60_000);
		expect(await browser.notices()).toEqual([]);
		await opened.close();

		// it still stalls, and whoever is started anew knows that it was told
		for (const kill of [browser.killBackground, browser.killEngine]) {
			await kill();
			await ring();
			await later(6_000);
			expect(await browser.notices()).toEqual([]);
		}
		expect(await browser.errors()).toEqual([]);
	}, 300_000);

	// The way of a notification is the same as above; Firefox's exits are walked by exit.test.ts.
	it.skipIf(name === "firefox")(
		"tells once that an exit waits for its next step, and opens its map",
		async () => {
			world.rollup.sequencer.start();
			world.rollup.batcher.start();
			const launch = () => Promise.reject(new Error("nothing is cut off"));
			const seat = await openSeat(launch, browser, password);
			const deeds: Deeds = { presses: 0, fields: 0, signatures: 0 };
			const watch = async () => {};
			const id = await begin(
				seat.popup(),
				{
					chain: world.place.rollup?.title ?? "",
					way: "Force a withdrawal through Ethereum",
					amount: "0.5",
				},
				watch,
				deeds,
			);
			await sign(seat, id, watch, deeds, async () => false);
			await seat.popup().close();
			const [found] = await told(`alert exit ${id} `);
			expect(found?.title).toContain("your next step");
			expect(found?.text).toContain("Nothing is lost while it waits.");

			await browser.killBackground();
			await ring();
			await later(1_000);
			await browser.clickNotice(found?.name ?? "");
			const opened = await browser.waitForPage("popup.html", 30_000);
			expect(await opened.url()).toMatch(new RegExp(`#exit/${id}$`));
			await waitForText(opened, "Could this still be wrong?", 60_000);
			await opened.close();
			await browser.killEngine();
			await ring();
			await later(8_000);
			expect((await browser.notices()).map((one) => one.name)).not.toContain(
				found?.name,
			);
		},
		420_000,
	);
});
