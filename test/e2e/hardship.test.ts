// The hard cases of leaving, in a real browser on the embedded network, several journeys going on at the same time: forced
// transactions left out by a sequencer that lives, a false root, a game lost after the proof, a file that was changed, a reorg
// of L1 that drops the proof, a contract that is replaced on the way, an exit that is tried a second time. After each of them
// the right words stand on the map, and at the end all of it is paid, to the wei.

import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Hex } from "../../src/base/bytes.ts";
import * as d from "../../src/base/decode.ts";
import { opMessage } from "../../src/l2/op/checks/codes.ts";
import type { Message } from "../../src/protocol/message.ts";
import { wordsOf } from "../../src/words/catalogue.ts";
import { until } from "../browser/browser.ts";
import { askedBrowsers, launchers } from "../browser/launch.ts";
import { depositHashes } from "../network/op/deposit.ts";
import { dropL1From } from "../network/op/exit-scene.ts";
import { gameStatus } from "../network/op/games.ts";
import { rpcTo } from "../network/op/rpc.ts";
import { receiptOf } from "../network/op/sender.ts";
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
import { openPurse, type Purse } from "./paid.ts";
import { fill, onboard, press, type Watch, waitForText } from "./person.ts";
import {
	bringExit,
	forgetExit,
	openStop,
	saveExit,
	waitForStop,
} from "./stops.ts";
import { password, startWorld, type World } from "./world.ts";

const shots = resolve(process.env.SEXTANT_SHOTS ?? "shots");
const ether = 10n ** 18n;
const hundredth = ether / 100n;
/** Of L1. */
const slotS = 2;
/** L1 blocks after which the OP rollup's own rules take in what its sequencer left out. */
const windowBlocks = 24;
const driftS = 90;

const opWay = "Force a withdrawal through Ethereum";
const plainWay = "Go on with a withdrawal from the rollup";
const carried = "The rollup carries it out";
const rooted = "Ethereum gets a root that covers it";
const proof = "Prove it to Ethereum";
const disputed = "The time to dispute the root passes";
const taking = "Take what is yours";

/** What leaves by each journey, in hundredths of an ether: each by a sum of its own, so that the payments can be told apart. */
const sums = { censored: 11n, lied: 12n, dropped: 13n, lost: 14n } as const;
type Name = keyof typeof sums;
const names: readonly Name[] = ["censored", "lied", "dropped", "lost"];

/** Why no root is used yet. */
const notYet = (why: Message): string =>
	wordsOf(opMessage("op.root.not-yet", { why }));

const blockIn = (words: string): number =>
	Number(/in block ([0-9]+)/.exec(words)?.[1]);

type Json = { [key: string]: unknown };
const parts = (raw: unknown): Json =>
	typeof raw === "object" && raw !== null ? { ...raw } : {};

// In Chromium alone: it waits for the clocks of games and windows for minutes, and what differs between browsers, how they
// start, are cut off and go on, exit.test.ts walks in both.
const name = "chromium";
const isAsked = askedBrowsers().includes(name);

describe.runIf(isAsked)(`hard cases of leaving in ${name}`, () => {
	const folder = mkdtempSync(join(tmpdir(), `sextant-hardship-${name}-`));
	let world: World;
	let seat: Seat;
	let door: Door;
	let me: Hex;
	let purse: Purse;
	let began: { readonly balance: bigint; readonly block: number };
	const deeds: Deeds = { presses: 0, fields: 0, signatures: 0 };
	const ids: { [name in Name]: string } = {
		censored: "",
		lied: "",
		dropped: "",
		lost: "",
	};

	/** The newest block of the rollup that has one of them. */
	let newest = 0;
	/** The transaction on the rollup that the first of them became. */
	let forcedTx: Hex = "0x";

	const popup = () => seat.popup();
	const opTitle = () => world.place.rollup?.title ?? "";
	const l1 = () => rpcTo(world.network.endpoints.execution);
	const watch: Watch = async (step, page) => {
		await page.screenshot(join(shots, `${name}-hardship-${step}.png`));
	};
	const quiet: Watch = async () => {};
	const nobodyCuts = async (): Promise<boolean> => false;

	/** Waits until it is the person's turn to do this, by the button. @throws Error with the screen */
	const due = async (id: string, label: string, timeoutMs = 120_000) => {
		await until(
			`"${label}" to be due`,
			async () =>
				(await readMap(popup(), id)).click?.startsWith(label)
					? true
					: undefined,
			timeoutMs,
			400,
		).catch(async (thrown: unknown) => {
			throw new Error(
				`${String(thrown)}\n${await screenText(popup())}\n${world.rollup.problems.map(String).join("\n")}`,
			);
		});
	};
	const act = async (
		id: string,
		label: string,
		look: Watch = quiet,
	): Promise<void> => {
		await due(id, label);
		expect(await sign(seat, id, look, deeds, nobodyCuts)).not.toBeNull();
	};
	/** Waits until the last step is due. Where others are slow, the person's turn to do what they leave comes first. */
	const dueToTake = async (which: Name): Promise<string> => {
		const id = ids[which];
		const wanted = `Take 0.${sums[which]} ETH`;
		for (;;) {
			const click = await until(
				`"${wanted}" or what comes before it to be due`,
				async () => (await readMap(popup(), id)).click ?? undefined,
				180_000,
				400,
			);
			if (click.startsWith(wanted)) return wanted;
			await act(id, click);
			await waitForStep(popup(), id, click);
		}
	};
	const force = async (
		which: Name,
		before: () => void = () => {},
	): Promise<void> => {
		ids[which] = await begin(
			popup(),
			{
				chain: opTitle(),
				way: opWay,
				amount: `0.${sums[which]}`,
			},
			quiet,
			deeds,
		);
		before();
		await act(ids[which], "Force the withdrawal");
	};
	const stop = (
		which: Name,
		title: string,
		wanted: Parameters<typeof waitForStop>[3],
		timeoutMs?: number,
	) => waitForStop(popup(), ids[which], title, wanted, timeoutMs);
	const clickOf = async (which: Name): Promise<string | null> =>
		(await readMap(popup(), ids[which])).click;

	beforeAll(async () => {
		mkdirSync(shots, { recursive: true });
		let extensionDir: string;
		[world, extensionDir] = await Promise.all([
			startWorld(slotS, {
				rollup: {
					verifier: true,
					sequencingWindow: windowBlocks,
					maxDriftS: driftS,
					// a proof has to be in before its game is attacked, on a busy machine too
					maxClockS: 40,
					// nobody is asked to propose a root: the true one comes
					rootStalledS: 1200,
				},
			}),
			extensionFor(name, join(folder, "extension")),
		]);
		me = world.network.accounts[0]?.address ?? "0x";
		purse = openPurse(l1(), me);
		const launch = () =>
			launchers[name]({
				extensionDir,
				profile: join(folder, "profile"),
				viewport: { width: 900, height: 1000 },
			});
		const browser = await launch();
		door = await openDoor(world.network.endpoints.execution);
		const { rollup } = world.place;
		const page = await onboard(browser, {
			...world.place,
			l1: { ...world.place.l1, execution: [door.url] },
			rollup: rollup && {
				...rollup,
				execution: [...rollup.execution, world.rollup.verifier.rpcUrl],
			},
		});
		seat = await openSeat(launch, browser, password);
		await popup().setViewport(380, 1500);
		await page.close();
		began = { balance: await purse.balance(), block: await purse.height() };
	}, 600_000);

	afterAll(async () => {
		await seat?.browser().close();
		await door?.shut();
		await world?.stop();
		rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
	}, 60_000);

	it("(a) the sequencer lives and leaves it out: the map says until when it can, and the rollup's rules take it in", async () => {
		const { rollup } = world;
		rollup.proposer.setRunning(false);
		rollup.challenger.setRunning(false);
		await force("censored", () => rollup.sequencer.holdOrigin(true));
		const { number } = rollup.node.head().block;
		await stop("censored", carried, {
			state: "waiting",
			words: wordsOf(
				opMessage("op.included.waits", {
					wait: windowBlocks * slotS + driftS,
				}),
			),
		});
		await openStop(popup(), carried);
		await waitForText(
			popup(),
			"A sequencer that leaves it out can delay it until that time, and no longer.",
		);
		await watch("a1-left-out", popup());
		// it goes on making blocks meanwhile
		await until(
			"more of the sequencer's blocks",
			async () =>
				rollup.node.head().block.number > number + 2 ? true : undefined,
			30_000,
		);
		expect(rollup.node.head().sequenced).toBe(true);
		const [sent] = await purse.sentSince(began.block);
		const receipt = await l1()(
			"eth_getTransactionReceipt",
			[sent?.hash],
			receiptOf,
		);
		const portal = rollup.contracts.optimismPortal.address;
		[forcedTx = "0x"] = depositHashes(portal, receipt);
		expect(await clickOf("censored")).toBeNull();
		for (const which of names.slice(1)) await force(which);

		const { words } = await stop("censored", carried, {
			words: /shows it in block [0-9]+/,
		});
		await watch("a2-taken-in", popup());
		const block = blockIn(words);
		// by the window that passed, not by the sequencer
		await until(
			"the verifier has it",
			async () => (rollup.verifier.node().safe() >= block ? true : undefined),
			60_000,
		);
		expect(rollup.verifier.node().at(block)?.sequenced).toBe(false);
		rollup.sequencer.holdOrigin(false);
	}, 600_000);

	it("(b) a false root is proposed: nothing is proved against it, and the map says why", async () => {
		for (const which of names) {
			const { words } = await stop(which, carried, {
				words: /shows it in block [0-9]+/,
			});
			newest = Math.max(newest, blockIn(words));
		}
		const { l2BlockNumber, game } = await world.rollup.games.proposeFalse();
		await stop("lied", rooted, {
			state: "waiting",
			words: notYet(
				opMessage("op.hindrance.no-block", { block: l2BlockNumber }),
			),
		});
		expect(await clickOf("lied")).toBeNull();
		await watch("b1-false-root", popup());

		world.rollup.challenger.setRunning(true);
		const { challenged } = world.rollup.challenger;
		await until(
			"it is challenged",
			async () => (challenged().includes(game) ? true : undefined),
			60_000,
		);
		await stop("lied", rooted, {
			state: "waiting",
			words: notYet(
				opMessage("op.hindrance.disputed", { block: l2BlockNumber }),
			),
		});
		expect(await clickOf("lied")).toBeNull();
		await watch("b2-challenged", popup());
	}, 400_000);

	it("(d) the game is lost after the proof: the map says that the withdrawal is safe, and asks for the proof again", async () => {
		await until(
			"all of them are decided",
			async () => (world.rollup.node.safe() >= newest ? true : undefined),
			60_000,
		);
		const { game } = await world.rollup.games.propose();
		const before = await purse.count();
		await act(ids.lost, "Prove your withdrawal");
		await until(
			"the proof to be in",
			async () => ((await purse.count()) > before ? true : undefined),
			60_000,
			250,
		);
		const losing = world.rollup.games.lose(game);
		losing.catch(() => {});
		await stop("lost", disputed, {
			state: "waiting",
			words:
				"Somebody disputes the root. Those who defend it and those who attack it settle that between them. If it is lost, you prove your withdrawal again under another root.",
		});
		await watch("d1-disputed", popup());
		await stop("lied", rooted, {
			state: "waiting",
			words:
				"Somebody disputes the root that covers your withdrawal. It is not used while that lasts; you wait for another one, or for the end of the dispute.",
		});
		expect(await clickOf("lied")).toBeNull();
		await losing;
		expect(await gameStatus(l1(), game)).toBe("challenger wins");
		await stop("lost", rooted, {
			state: "waiting",
			words:
				"The root that your proof rested on was disproved. Your withdrawal is still there: it is proved again under another root.",
		});
		expect(await clickOf("lost")).toBeNull();
		await watch("d2-lost", popup());
		world.rollup.proposer.setRunning(true);
		await due(ids.lost, "Prove your withdrawal");
		await watch("d3-again", popup());
		await act(ids.lost, "Prove your withdrawal");
		await act(ids.censored, "Prove your withdrawal");
	}, 400_000);

	it("(f) a file with evidence under another root is refused, and what is under way in one is not used", async () => {
		await due(ids.lied, "Prove your withdrawal");
		const file = parts(JSON.parse(await saveExit(popup(), ids.lied)));
		const journey = parts(file.journey);
		const state = parts(journey.state);
		const evidence = parts(state.evidence);
		const other = (await world.rollup.games.list())[0]?.rootClaim;
		expect(evidence.root).toBeTypeOf("string");
		expect(evidence.root).not.toBe(other);
		await forgetExit(popup(), ids.lied);

		const piece = {
			way: "op-forced",
			name: "withdrawal-from-elsewhere",
			text: JSON.stringify({
				account: me,
				evidence: { ...evidence, root: other },
			}),
			asOfS: 1,
		};
		const refused = await bringExit(
			popup(),
			JSON.stringify({ ...file, kept: [piece] }),
			"The file was not taken.",
		);
		expect(refused).toContain(
			"This file was not written by Sextant, or it was changed.",
		);
		await watch("f1-refused", popup());

		await bringExit(
			popup(),
			JSON.stringify({
				...file,
				kept: [],
				journey: {
					...journey,
					state: { ...state, evidence: { ...evidence, root: other } },
				},
			}),
			"goes on here",
		);
		await watch("f2-taken", popup());
		await stop("lied", proof, {
			state: "you, 1 click",
			words:
				"The proof that was in this journey's file does not hold and is not used. Another is taken from the rollup's nodes, and checked.",
		});
		await watch("f3-not-used", popup());
		await act(ids.lied, "Prove your withdrawal");
		await stop("lied", proof, { state: "done" });
	}, 400_000);

	it("(c) a reorg of L1 drops the proof: the map shows it open, and it gets in again without another signature", async () => {
		await due(ids.dropped, "Prove your withdrawal");
		world.rollup.proposer.setRunning(false);
		const before = await purse.height();
		await act(ids.dropped, "Prove your withdrawal");
		await stop("dropped", proof, { state: "done" });
		const signed = deeds.signatures;
		door.refuse("eth_sendRawTransaction");
		const [sent] = await purse.sentSince(before);
		await dropL1From(world.network, l1(), sent?.block ?? 0);
		await stop("dropped", proof, {
			state: "waiting",
			words: "Your proof is on its way into Ethereum.",
		});
		expect(await clickOf("dropped")).toBeNull();
		await watch("c1-dropped", popup());
		door.refuse(null);
		await stop("dropped", proof, { state: "done" });
		expect(deeds.signatures).toBe(signed);
		world.rollup.proposer.setRunning(true);
	}, 400_000);

	it("(e) the portal's code is replaced on the way: the map and the order say so, and the way goes on", async () => {
		await world.rollup.guardian.upgradePortal();
		await dueToTake("lost");
		await stop("lost", taking, {
			state: "you, 1 click",
			words:
				"The rollup's contracts on Ethereum run code that this release of Sextant does not know; what is read of them may mean something else by now. You can go on; each step is tried before you sign it.",
		});
		await watch("e1-upgraded", popup());
		await act(ids.lost, "Take 0.14 ETH", async (_step, page) => {
			await waitForText(
				page,
				"This contract runs other code than the network file you accepted names.",
			);
			await watch("e2-order", page);
		});
	}, 400_000);

	it("(g) an exit that is over cannot be done again, from an old file or anew", async () => {
		await dueToTake("censored");
		const old = await saveExit(popup(), ids.censored);
		for (const which of names.slice(0, 3))
			await act(ids[which], await dueToTake(which));
		for (const id of Object.values(ids))
			await until(
				"the end",
				async () => ((await readMap(popup(), id)).isDone ? true : undefined),
				180_000,
				1_000,
			);
		await forgetExit(popup(), ids.censored);
		await bringExit(popup(), old, "goes on here");
		const end = await until(
			"the end",
			async () => {
				const map = await readMap(popup(), ids.censored);
				return map.isDone ? map : undefined;
			},
			60_000,
		);
		expect(end.text).toContain("It is done. 0.11 ETH arrived on Ethereum.");
		expect(end.click).toBeNull();
		await stop("censored", taking, {
			state: "done",
			words:
				"Ethereum has taken the withdrawal off its list: 0.11 ETH. It cannot be taken a second time, by anybody.",
		});
		await openStop(popup(), taking);
		await watch("g1-from-a-file", popup());

		// the same withdrawal, as one that was begun on the rollup
		await go(popup(), "leave");
		await press(popup(), `Leave ${opTitle()}`);
		await press(popup(), `Choose: ${plainWay}`, 60_000);
		await fill(popup(), "Hash of the transaction on the rollup", forcedTx);
		await press(popup(), "Go on with it");
		await waitForText(popup(), "Could this still be wrong?", 60_000);
		const again = String(await popup().eval("location.hash.split('/')[1]"));
		const anew = await until(
			"the end",
			async () => {
				const map = await readMap(popup(), again);
				expect(map.click).toBeNull();
				return map.isDone ? map : undefined;
			},
			60_000,
		);
		expect(anew.text).toContain(
			"It is done. What you took out has arrived on Ethereum.",
		);
		await watch("g2-anew", popup());
	}, 600_000);

	it("paid everything to the wei, each step sent once", async () => {
		expect(await purse.count()).toBe(deeds.signatures);
		const arrived = names.reduce(
			(sum, which) => sum + sums[which] * hundredth,
			0n,
		);
		const paid = await purse.feesSince(began.block);
		expect(await purse.balance()).toBe(began.balance - paid + arrived);
		expect(
			await l1()("eth_getBalance", [me, "latest"], d.quantity),
		).toBeGreaterThan(began.balance);
	}, 60_000);
});
