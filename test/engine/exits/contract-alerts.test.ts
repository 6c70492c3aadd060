// Which changes of a rollup's contracts wake somebody.

import { describe, expect, it } from "vitest";
import {
	contractAlerts,
	isWhole,
} from "../../../src/engine/exits/contract-alerts.ts";
import { contractAlertMessage } from "../../../src/exit/codes.ts";
import { type ContractAlert, note } from "../../../src/l2/contract-alert.ts";
import { profile } from "../../l2/rollup-world.ts";
import { messageOf, said } from "../../said.ts";

const address = `0x${"a1".repeat(20)}` as const;
const gone = note(
	"absent",
	contractAlertMessage("notice.absent", { contract: "portal" }),
	address,
);
const changed = note(
	"upgraded",
	contractAlertMessage("notice.upgraded.nowhere", { contract: "portal" }),
	address,
);
const announced = note(
	"upgrade-announced",
	contractAlertMessage("notice.upgrade-announced", { what: "The portal." }),
	address,
	1_800_000_000,
);

describe("a notice about a rollup's contracts", () => {
	it("tells of no change where the contracts were never seen as the profile says", () => {
		expect(contractAlerts(profile, [gone, changed], false)).toEqual([]);
		expect(isWhole([gone])).toBe(false);
		expect(isWhole([changed])).toBe(false);
	});

	it("tells of each change of contracts that were, and opens how alive the rollup is", () => {
		const told = contractAlerts(profile, [gone, changed], true);
		expect(told.map(({ alert }) => said(alert.title))).toEqual([
			`${profile.title}: a contract is gone`,
			`${profile.title}: a contract was changed`,
		]);
		for (const { alert } of told)
			expect(alert.route).toEqual({
				screen: "alive",
				chain: String(profile.chainId),
			});
		expect(new Set(told.map(({ key }) => key)).size).toBe(2);
	});

	it("tells of an announced change in any case, with the time until which one can leave", () => {
		expect(isWhole([announced])).toBe(true);
		const [told] = contractAlerts(profile, [announced], false);
		expect(said(told?.alert.text)).toContain(
			"Not before Jan 15, 2027, 08:00 UTC",
		);
		expect(contractAlerts(profile, [announced], true)).toEqual([told]);
	});

	it("is remembered by what it is about and says, however that is worded", () => {
		const keyOf = (...alerts: readonly ContractAlert[]) =>
			contractAlerts(profile, alerts, true).map(({ key }) => key);
		// it stands on disk: another name for the same thing tells the person again
		expect(keyOf(announced)).toEqual([
			"upgrade-announced 1c6b408632b2 1800000000",
		]);
		const elsewhere = {
			...announced,
			address: `0x${"a2".repeat(20)}` as const,
		};
		const later = { ...announced, atS: 1_800_000_001 };
		const other = {
			...announced,
			says: contractAlertMessage("notice.upgrade-announced", {
				what: "The bridge.",
			}),
		};
		const again = { ...announced, says: { ...announced.says } };
		expect(keyOf(again)).toEqual(keyOf(announced));
		expect(new Set(keyOf(announced, elsewhere, later, other)).size).toBe(4);
	});

	it("wakes nobody for what is on the screen alone", () => {
		const other = note(
			"other-game",
			messageOf("Another kind of game counts."),
			address,
		);
		expect(contractAlerts(profile, [other], true)).toEqual([]);
	});
});
