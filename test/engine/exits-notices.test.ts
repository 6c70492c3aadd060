// Which changes of a rollup's contracts wake somebody.

import { describe, expect, it } from "vitest";
import { isWhole, noticeAlerts } from "../../src/engine/exits-notices.ts";
import { note } from "../../src/l2/notice.ts";
import { profile } from "../l2/rollup-world.ts";

const address = `0x${"a1".repeat(20)}` as const;
const gone = note("absent", "Nothing is at the portal's address.", address);
const changed = note("upgraded", "The portal runs other code.", address);
const announced = note(
	"upgrade-announced",
	"A change of the portal waits.",
	address,
	1_800_000_000,
);

describe("a notice about a rollup's contracts", () => {
	it("tells of no change where the contracts were never seen as the profile says", () => {
		expect(noticeAlerts(profile, [gone, changed], false)).toEqual([]);
		expect(isWhole([gone])).toBe(false);
		expect(isWhole([changed])).toBe(false);
	});

	it("tells of each change of contracts that were, and opens how alive the rollup is", () => {
		const told = noticeAlerts(profile, [gone, changed], true);
		expect(told.map(({ alert }) => alert.title)).toEqual([
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
		const [told] = noticeAlerts(profile, [announced], false);
		expect(told?.alert.text).toContain("Not before 2027-01-15 08:00 UTC");
		expect(noticeAlerts(profile, [announced], true)).toEqual([told]);
	});

	it("wakes nobody for what is on the screen alone", () => {
		const other = note("other-game", "Another kind of game counts.", address);
		expect(noticeAlerts(profile, [other], true)).toEqual([]);
	});
});
