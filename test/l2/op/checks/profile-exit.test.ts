// The part of an OP profile that a way out needs: optional, so that files without it stay what they were.

import { expect, test } from "vitest";
import { decodeRollupProfile, profileId } from "../../../../src/l2/checks.ts";
import { opGamesV1 } from "../../../../src/l2/op/checks/profile.ts";
import { profile } from "../../rollup-world.ts";

const account = (n: number) => `0x${n.toString(16).padStart(40, "0")}`;
const word = (n: number) => `0x${n.toString(16).padStart(64, "0")}`;
const proxied = (n: number) => ({
	address: account(n),
	codeHash: word(n),
	implementation: account(n + 1),
	implementationCodeHash: word(n + 1),
});

const exit = {
	contracts: {
		superchainConfig: proxied(1),
		l1StandardBridge: proxied(3),
		l1CrossDomainMessenger: proxied(5),
		delayedWeth: proxied(7),
		proxyAdmin: { address: account(9), codeHash: word(9) },
	},
	slots: {
		finalizedWithdrawals: 51,
		provenWithdrawals: 57,
		proofSubmitters: 60,
		initBonds: 102,
		batcherHash: 103,
		paused: word(10),
		guardian: word(11),
		admin: word(12),
		proxyAdminOwner: 0,
		relayedMessages: 203,
		failedMessages: 206,
		resolvedClaims: 6,
		gameCredit: 3,
	},
	standardBridge: account(13),
	crossDomainMessenger: account(14),
	batchInbox: account(15),
	proofMaturityS: 604_800,
	gameClockS: 302_400,
	gameFinalityS: 302_400,
	sequencingWindow: { blocks: 3600, seconds: 43_200 },
	maxDriftS: 600,
	initBondWei: "80000000000000000",
	bondDelayS: 604_800,
	tokens: [{ l2: account(16), l1: account(17) }],
};

test("a profile without a way out is what it was, under the name it had", () => {
	expect(profile.exit).toBeUndefined();
	expect(Object.hasOwn(opGamesV1(profile, "profile"), "exit")).toBe(false);
});

test("a profile with a way out has another name, and comes back from its file as it was", () => {
	const open = opGamesV1({ ...profile, exit }, "profile");
	expect(open.exit).toEqual(exit);
	expect(
		decodeRollupProfile(JSON.parse(JSON.stringify(open)), "profile"),
	).toEqual(open);
	expect(profileId(open)).not.toBe(profileId(profile));
});

test.each([
	["a bond that is no amount", { initBondWei: "-1" }],
	["a bond as a number", { initBondWei: 1 }],
	["a window of no blocks", { sequencingWindow: { blocks: 0, seconds: 1 } }],
	["a delay that is no whole number", { proofMaturityS: 1.5 }],
	["a bridge without a code hash", { contracts: {} }],
])("refuses %s", (_what, wrong) => {
	expect(() =>
		opGamesV1({ ...profile, exit: { ...exit, ...wrong } }, "profile"),
	).toThrow("profile.exit");
});
