// Walking away in real browsers: ether comes home from the OP rollup with its operator dead and one independent node left, and
// from the reference rollup with every endpoint of it dead. In Chromium the whole browser is cut off at every step.

import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Hex } from "../../src/base/bytes.ts";
import { until } from "../browser/browser.ts";
import { askedBrowsers, launchers } from "../browser/launch.ts";
import { rpcTo } from "../network/op/rpc.ts";
import { testDeposits } from "../network/reference/test-keys.ts";
import { type Door, openDoor } from "./door.ts";
import { extensionFor } from "./extension.ts";
import {
	begin,
	type Deeds,
	go,
	openSeat,
	readMap,
	type Seat,
	sign,
	waitForStep,
} from "./leave.ts";
import { screenText } from "./main-job.ts";
import { openPurse } from "./paid.ts";
import { onboard, press, type Watch, waitForText } from "./person.ts";
import { password, startWorld, type World } from "./world.ts";

const shots = resolve(process.env.SEXTANT_SHOTS ?? "shots");
const ether = 10n ** 18n;

describe.each(askedBrowsers())("leaving in %s", (name) => {
	const folder = mkdtempSync(join(tmpdir(), `sextant-exit-${name}-`));
	const cuts = name === "chromium";
	let world: World;
	let seat: Seat;
	let doors: readonly Door[] = [];
	let me: Hex;
	let began: { readonly balance: bigint; readonly block: number };
	/** What has come home so far. */
	let arrived = 0n;
	const noDeeds = (): Deeds => ({ presses: 0, fields: 0, signatures: 0 });
	const deeds = { op: noDeeds(), reference: noDeeds() };
	const ids = { op: "", reference: "" };

	const watch: Watch = async (step, page) => {
		await page.screenshot(join(shots, `${name}-exit-${step}.png`));
	};
	const purse = () => openPurse(rpcTo(world.network.endpoints.execution), me);
	const step = (id: string, on: Deeds): Promise<string | null> =>
		sign(seat, id, watch, on, async (place) => {
			if (cuts) await seat.cut(place);
			return cuts;
		});
	/** Somebody else, with one independent node, posts a root that covers it: nobody of the operator is left to. */
	const proposeBy = (): (() => Promise<void>) => {
		let after = 0;
		return async () => {
			if (Date.now() < after) return;
			const text = await screenText(seat.popup());
			if (!/shows it in block [0-9]+/.test(text)) return;
			await world.rollup.games.propose();
			// the wallet sees it once it is in a block that is final
			after = Date.now() + 60_000;
		};
	};
	/** Signs whatever is due until it is over. @throws Error with the screen when nothing moves any more */
	const walk = async (
		id: string,
		on: Deeds,
		meanwhile: () => Promise<void> = async () => {},
	): Promise<readonly string[]> => {
		const signed: string[] = [];
		for (;;) {
			const map = await until(
				"a click or the end",
				async () => {
					const now = await readMap(seat.popup(), id);
					await meanwhile();
					return now.click !== null || now.isDone ? now : undefined;
				},
				240_000,
				1_000,
			).catch(async (thrown: unknown) => {
				throw new Error(
					`${String(thrown)}\nsigned: ${signed.join(", ")}\n${await screenText(seat.popup())}\n${world.rollup.problems.map(String).join("\n")}`,
				);
			});
			if (map.isDone) return signed;
			await watch(`map-${id.slice(0, 4)}-${signed.length}`, seat.popup());
			const done = await step(id, on);
			if (done === null) continue;
			signed.push(done);
			await waitForStep(seat.popup(), id, map.click ?? done);
		}
	};

	beforeAll(async () => {
		mkdirSync(shots, { recursive: true });
		let extensionDir: string;
		[world, extensionDir] = await Promise.all([
			startWorld(2, {
				rollup: { verifier: true },
				reference: { accounts: testDeposits(2), deadlineS: 40 },
			}),
			extensionFor(name, join(folder, "extension")),
		]);
		me = world.network.accounts[0]?.address ?? "0x";
		const launch = () =>
			launchers[name]({
				extensionDir,
				profile: join(folder, "profile"),
				viewport: { width: 900, height: 1000 },
			});
		const browser = await launch();
		const { rollup, l1 } = world.place;
		const [first = "", ...others] = l1.beacon;
		doors = await Promise.all([...others, ...l1.execution].map(openDoor));
		const urls = doors.map(({ url }) => url);
		const page = await onboard(browser, {
			...world.place,
			l1: {
				...l1,
				beacon: [first, ...urls.slice(0, others.length)],
				execution: [...l1.execution, ...urls.slice(others.length)],
			},
			// the one node that goes on when the operator is dead
			rollup: rollup && {
				...rollup,
				execution: [...rollup.execution, world.rollup.verifier.rpcUrl],
			},
		});
		seat = await openSeat(launch, browser, password);
		await page.close();
	}, 300_000);

	afterAll(async () => {
		await seat?.browser().close();
		for (const door of doors) await door.shut();
		await world?.stop();
		rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
	}, 60_000);

	it("says how alive each rollup is, by L1's facts alone", async () => {
		const popup = seat.popup();
		await go(popup, "leave");
		await waitForText(popup, "Which one do you want to leave?");
		await watch("leave", popup);
		const title = world.place.rollup?.title ?? "";
		await press(popup, `Leave ${title}`);
		await press(popup, `${title}: how alive it is`, 60_000);
		await waitForText(popup, "Who can change", 60_000);
		await watch("alive", popup);
	});

	it("forces a withdrawal from the OP rollup, whose operator is dead", async () => {
		const { balance, height } = purse();
		began = { balance: await balance(), block: await height() };
		await world.rollup.killEverythingButVerifier();
		ids.op = await begin(
			seat.popup(),
			{
				chain: world.place.rollup?.title ?? "",
				way: "Force a withdrawal through Ethereum",
				amount: "0.5",
			},
			watch,
			deeds.op,
		);
		if (cuts) await seat.cut("begun");
		expect(await walkOne(ids.op, deeds.op)).not.toBeNull();
	}, 600_000);

	it("forces a withdrawal from the reference rollup, and then all of it is dead", async () => {
		const { reference } = world;
		if (reference === undefined) throw new Error("no reference rollup");
		reference.sequencing.stop();
		ids.reference = await begin(
			seat.popup(),
			{
				chain: world.place.reference?.title ?? "",
				way: "Force a withdrawal, or escape",
				amount: null,
			},
			watch,
			deeds.reference,
		);
		if (cuts) await seat.cut("begun");
		reference.committing.stop();
		reference.proving.stop();
		await reference.rpc.stop();
		// of L1 one beacon endpoint and one execution endpoint are left
		for (const door of doors) await door.shut();
		expect(await walkOne(ids.reference, deeds.reference)).not.toBeNull();
	}, 600_000);

	it("escapes from the reference rollup", async () => {
		const signed = await walk(ids.reference, deeds.reference);
		await watch("reference-done", seat.popup());
		expect(signed).toEqual(["Freeze the rollup", "Escape"]);
		arrived += 10n * ether;
	}, 900_000);

	it("brings the ether home from the OP rollup", async () => {
		const signed = await walk(ids.op, deeds.op, proposeBy());
		await watch("op-done", seat.popup());
		expect(signed).toContain("Prove your withdrawal");
		arrived += ether / 2n;
		// what the README states: four clicks and a field to begin, and two clicks a step
		expect(deeds.op).toEqual({ presses: 14, fields: 1, signatures: 5 });
		// cut off or not, each step was sent once
		expect(await purse().count()).toBe(
			deeds.op.signatures + deeds.reference.signatures,
		);
		const paid = await purse().feesSince(began.block);
		expect(await purse().balance()).toBe(began.balance - paid + arrived);
	}, 900_000);

	const walkOne = async (id: string, on: Deeds): Promise<string | null> => {
		await until(
			"the first click",
			async () => (await readMap(seat.popup(), id)).click ?? undefined,
			120_000,
			1_000,
		);
		return step(id, on);
	};
});
