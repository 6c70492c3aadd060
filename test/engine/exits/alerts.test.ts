// What is told without anybody looking: once for each thing, again only when it is another one.

import { expect, test } from "vitest";
import {
	chainAlerts,
	clickAlert,
	clickKey,
	endAlert,
	rememberedAfter,
} from "../../../src/engine/exits/alerts.ts";
import { contractAlertMessage } from "../../../src/exit/codes.ts";
import { begun, withOrder } from "../../../src/exit/journey.ts";
import type { Verdict } from "../../../src/exit/verdict.ts";
import { alert as decodeAlert } from "../../../src/protocol/alert.ts";
import type { Entry } from "../../../src/wallet/ledger.ts";
import { alertWords } from "../../../src/words/alert.ts";
import { chainId, profile } from "../../l2/reference/world.ts";
import { messageOf } from "../../said.ts";

const journey = begun({
	id: "x".repeat(64),
	network: "made",
	chainId,
	way: "toy",
	title: "Leave by the toy",
	asked: {
		account: `0x${"11".repeat(20)}`,
		token: null,
		amount: 1n,
		begun: null,
	},
	drill: false,
	state: {},
	needs: [],
	nowMs: 1,
});

const verdict = (more: Partial<Verdict>): Verdict => ({
	kind: "alive",
	sinceS: 100,
	asOf: { timeS: 1_000, blockNumber: 9, finality: "final" },
	why: null,
	fact: "batch",
	says: messageOf("It says so."),
	because: [],
	against: [],
	signals: [],
	alarms: [],
	...more,
});
/** What is told, and remembered, look after look. */
const walk = (verdicts: readonly Verdict[]): readonly string[] => {
	let told: readonly string[] = [];
	return verdicts.flatMap((one) => {
		const news = chainAlerts(profile, one).filter(
			({ key }) => !told.includes(key),
		);
		told = rememberedAfter(
			told,
			one,
			news.map(({ key }) => key),
		);
		return news.map(({ alert }) => alert.id);
	});
};

test("says a stall once, and the next one anew under a name of its own", () => {
	const stalled = verdict({ kind: "stalled", sinceS: 100 });
	const said = walk([
		verdict({}),
		verdict({ kind: "late" }),
		stalled,
		stalled,
		// this device's own trouble says nothing of the rollup, and unmakes nothing
		verdict({ kind: "unknown", why: "offline" }),
		stalled,
		verdict({}),
		verdict({ kind: "stalled", sinceS: 900 }),
	]);
	expect(said).toHaveLength(2);
	expect(new Set(said).size).toBe(2);
});

test("says each forced transaction that is past its deadline, and a freeze, once", () => {
	const past = (sinceS: number): Verdict =>
		verdict({
			alarms: [{ kind: "deadline", sinceS, says: messageOf("It waits.") }],
		});
	const frozen = verdict({
		kind: "frozen",
		alarms: [{ kind: "frozen", sinceS: 7, says: messageOf("It is frozen.") }],
	});
	expect(walk([past(5), past(5), past(6), frozen, frozen])).toHaveLength(3);
});

test("wakes nobody for a late rollup, a pause, or what is not known", () => {
	expect(
		walk([
			verdict({ kind: "late" }),
			verdict({ kind: "unknown", why: "clock" }),
			verdict({ kind: "not-visible" }),
			verdict({
				alarms: [{ kind: "paused", sinceS: null, says: messageOf("Paused.") }],
			}),
			verdict({
				alarms: [{ kind: "enforced", sinceS: null, says: messageOf("Open.") }],
			}),
		]),
	).toEqual([]);
});

test("fits a notification, whatever the rollup is called", () => {
	const long = { ...profile, title: "x".repeat(60) };
	for (const { alert } of chainAlerts(
		long,
		verdict({
			kind: "stalled",
			says: contractAlertMessage("notice.upgrade-done", {
				what: "y".repeat(300),
			}),
			alarms: [
				{
					kind: "deadline",
					sinceS: 1,
					says: contractAlertMessage("notice.upgrade-done", {
						what: "z".repeat(300),
					}),
				},
			],
		}),
	)) {
		expect(alert.id.length).toBeLessThanOrEqual(120);
		const { title, text } = alertWords(alert);
		expect(title.length).toBeLessThanOrEqual(80);
		expect(text.length).toBeLessThanOrEqual(300);
		expect(decodeAlert(alert, "alert")).toEqual(alert);
	}
});

test("leads to the map of the exit, or to how alive the rollup is", () => {
	const [stall] = chainAlerts(profile, verdict({ kind: "stalled" }));
	expect(stall?.alert.route).toEqual({
		screen: "alive",
		chain: String(chainId),
	});
	const click = {
		stage: "s".repeat(40),
		label: contractAlertMessage("name.own", { name: "l".repeat(200) }),
		step: { kind: "reference-freeze" },
	} as const;
	const title = "t".repeat(60);
	for (const made of [
		clickAlert(journey, `${click.stage} 31`, click, title),
		endAlert({ ...journey, outcome: "done" }, title),
		endAlert({ ...journey, outcome: "impossible" }, title),
	]) {
		expect(made.route).toEqual({ screen: "exit", id: journey.id });
		// as the background reads it
		expect(decodeAlert(made, "alert")).toEqual(made);
	}
});

test("tells of a step anew that has to be signed again, though it was final once", () => {
	const click = {
		stage: "freeze",
		label: contractAlertMessage("name.own", { name: "Freeze" }),
		step: { kind: "reference-freeze" },
	} as const;
	const signed = withOrder(journey, click.stage);
	const keyWhen = (entry: Pick<Entry, "state" | "inclusion"> | undefined) =>
		clickKey(signed, click, () => entry as Entry | undefined);
	const first = clickKey(journey, click, () => undefined);
	expect(keyWhen(undefined)).toBe(first);
	expect(keyWhen({ state: "waiting", inclusion: null })).toBe(first);
	expect(keyWhen({ state: "lost", inclusion: null })).not.toBe(first);
	// the proof was given and is final, and then the root it rested on was disproved
	expect(keyWhen({ state: "final", inclusion: null })).not.toBe(first);
});
