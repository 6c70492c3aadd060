// What the wallet takes while nobody does anything: processor, bytes and memory, with its window open and with none, one account
// and three chains, in Chromium on the embedded network at mainnet's slot and with proofs of mainnet's length.

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buildExtension } from "../../../extension/build.ts";
import { type Browser, type Page, until } from "../../browser/browser.ts";
import { launchChromium } from "../../browser/chromium.ts";
import { go } from "../../e2e/leave.ts";
import { numbersOn, openPopup, screenText } from "../../e2e/main-job.ts";
import { onboard, type Place } from "../../e2e/person.ts";
import { startWorld, type World } from "../../e2e/world.ts";
import { boundLines, type Idle } from "./bounds.ts";
import { inspectable, withRealms } from "./inspector.ts";
import { extensionProcess, memoryOf } from "./processes.ts";
import { openTally, type ProofLengths, type Tally } from "./tally.ts";
import { type Meter, openMeter, threadsByRealm } from "./threads.ts";

const slotSeconds = 12;
/**
 * As text. Recorded proofs of mainnet's accounts have 7 to 9 nodes and 6,000 to 7,900 characters, those of slots 2 to 7 nodes and 400
 * to 5,900.
 */
const mainnetLengths: ProofLengths = { account: 8_000, slot: 5_000 };
/** An epoch of mainnet. Those of the embedded network have 8 slots. */
const finalityMs = 32 * slotSeconds * 1000;
/** New roots come several times as often as where the rollups are in earnest. */
const rootsEveryMs = 300_000;
/** What the opening of the wallet began comes to its end. */
const settleMs = 150_000;
const lookEveryMs = 5_000;

const sleep = (ms: number): Promise<void> =>
	new Promise((resolve) => setTimeout(resolve, ms));

/** The place of a person who follows all three, each endpoint behind a door that counts. */
const countedPlace = async (
	{ place, scroll }: World,
	tally: Tally,
): Promise<Place> => {
	const via = (urls: readonly string[]) => Promise.all(urls.map(tally.urlOf));
	if (place.rollup === null || scroll === undefined)
		throw new Error("three chains are wanted");
	return {
		...place,
		l1: {
			...place.l1,
			beacon: await via(place.l1.beacon),
			execution: await via(place.l1.execution),
		},
		rollup: {
			...place.rollup,
			execution: await via(place.rollup.execution),
			relay: await via(place.rollup.relay),
		},
		reference: {
			title: scroll.profile.title,
			execution: await via([scroll.rpcUrl]),
		},
	};
};

/** Every chain's number stands on the first screen. */
const waitForNumbers = (popup: Page, place: Place): Promise<true> =>
	until(
		"a number of each chain",
		async () => {
			const chains = [
				place.l1.title,
				place.rollup?.title ?? "",
				place.reference?.title ?? "",
			];
			const lines = await numbersOn(popup, chains);
			return Array.isArray(lines) &&
				lines.every((line) => /\d…? [A-Z]{2}/.test(String(line)))
				? true
				: undefined;
		},
		1_200_000,
		500,
	).catch(async (thrown: unknown) => {
		throw new Error(`${String(thrown)}\n${await screenText(popup)}`);
	});

/** A wallet that was set up and is left alone from now on. */
type Left = {
	readonly what: string;
	readonly isOpen: boolean;
	readonly browser: Browser;
	readonly profile: string;
	readonly tally: Tally;
};

const leaveAlone = async (
	isOpen: boolean,
	world: World,
	folder: string,
	extensionDir: string,
): Promise<Left> => {
	const tally = openTally({ lengths: mainnetLengths, finalityMs });
	const place = await countedPlace(world, tally);
	const what = isOpen ? "with its window open" : "with no window open";
	const profile = join(folder, isOpen ? "open" : "closed");
	const browser = await launchChromium({
		...{ extensionDir, profile },
		viewport: { width: 900, height: 1000 },
		args: [inspectable],
	});
	const setUp = await onboard(browser, place);
	const popup = await openPopup(browser);
	await setUp.close();
	await waitForNumbers(popup, place);
	await go(popup, "");
	if (!isOpen) {
		await browser.openPage("about:blank");
		await popup.close();
	}
	return { what, isOpen, browser, profile, tally };
};

const processOf = ({ profile }: Left): string => {
	const found = extensionProcess(profile);
	if (found === null)
		throw new Error("the processes of this system tell nothing");
	return found;
};

const meterFor = async (left: Left): Promise<Meter> => {
	const process = processOf(left);
	const owners = await withRealms(
		left.profile,
		left.browser.extensionOrigin,
		(realms) => threadsByRealm(process, realms),
	);
	return openMeter(process, owners);
};

const heapsOf = ({ profile, browser }: Left): Promise<string> =>
	withRealms(profile, browser.extensionOrigin, async (realms) => {
		const parts: string[] = [];
		for (const { name, heapBytes } of realms)
			parts.push(`${name} ${((await heapBytes()) / 1e6).toFixed(1)} MB`);
		return parts.sort().join(", ");
	});

const measured = async (
	left: Left,
	minutes: number,
	say: (line: string) => void,
): Promise<Idle> => {
	const meter = await meterFor(left);
	const process = processOf(left);
	say(`  ${left.what}: heaps at the beginning: ${await heapsOf(left)}`);
	await sleep(1_000);
	left.tally.take();
	const began = performance.now();
	const before = meter.read();
	const first = memoryOf(process);
	const end = began + minutes * 60_000;
	for (let quarter = 1; performance.now() < end; ) {
		await sleep(lookEveryMs);
		meter.look();
		if (performance.now() - began < (quarter * minutes * 60_000) / 4) continue;
		quarter++;
		say(
			`  ${left.what}: ${((performance.now() - began) / 60_000).toFixed(1)} min, ${(memoryOf(process) / 1e6).toFixed(0)} MB`,
		);
	}
	const ms = performance.now() - began;
	const spent = new Map(
		[...meter.read()].map(([realm, now]) => [
			realm,
			(100 * (now - (before.get(realm) ?? 0))) / ms,
		]),
	);
	const counted = left.tally.take();
	const idle: Idle = {
		...{ what: left.what, isOpen: left.isOpen, minutes: ms / 60_000 },
		percent: spent,
		bytes: counted.bytes,
		sent: counted.sent,
		requests: counted.requests,
		memoryBytes: memoryOf(process),
		memoryAtFirst: first,
		by: counted.by,
	};
	say(`  ${left.what}: heaps at the end: ${await heapsOf(left)}`);
	return idle;
};

/** @param minutes how long nobody does anything; both wallets are left alone at the same time */
export const idleRows = async (
	minutes: number,
	say: (line: string) => void,
): Promise<void> => {
	const folder = mkdtempSync(join(tmpdir(), "sextant-bench-idle-"));
	const closing: (() => Promise<void>)[] = [
		async () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }),
	];
	try {
		const extensionDir = join(folder, "extension");
		await buildExtension({
			target: "chromium",
			outDir: extensionDir,
			devnet: true,
		});
		const world = await startWorld(slotSeconds, {
			// more blocks than the 120 behind the head that nodes are probed for, as mainnet has
			network: { pastPeriods: 2 },
			rollup: {
				blockTimeS: 2,
				batchIntervalMs: 60_000,
				proposalIntervalMs: rootsEveryMs,
				rootStalledS: 7_200,
			},
			scroll: { blockTimeS: 2, batchIntervalMs: rootsEveryMs },
		});
		closing.push(world.stop);
		const wallets: Left[] = [];
		for (const isOpen of [true, false]) {
			const left = await leaveAlone(isOpen, world, folder, extensionDir);
			closing.push(left.tally.close, left.browser.close);
			wallets.push(left);
		}
		say(
			`\nchromium: nobody does anything for ${minutes} min; one account, Ethereum, an OP rollup and Scroll, slots of ${slotSeconds} s`,
		);
		await sleep(settleMs);
		const found = await Promise.all(
			wallets.map((left) => measured(left, minutes, say)),
		);
		for (const idle of found) for (const line of boundLines(idle)) say(line);
	} finally {
		for (const close of closing.reverse())
			await close().catch((thrown: unknown) => say(String(thrown)));
	}
};
