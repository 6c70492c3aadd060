// The person lets their account run a contract's code (EIP-7702), and takes that back.

import { expect } from "vitest";
import type { Hex } from "../../src/base/bytes.ts";
import { checksummed } from "../../src/crypto/checksum.ts";
import { until } from "../browser/browser.ts";
import { go } from "./leave.ts";
import { sees, waitForText } from "./person.ts";
import { chainOf, isSigned, mined, type Sitting } from "./sitting.ts";

/** The screen says what the account runs, once a head that has it is proved. */
const runs = async ({ popup }: Sitting, says: string): Promise<void> => {
	await until(
		`"${says}"`,
		async () => {
			await go(popup, "settings");
			await go(popup, "delegation");
			await waitForText(popup, "Proved at block", 30_000);
			return (await sees(popup, says)) === true ? true : undefined;
		},
		60_000,
		500,
	);
};

export const delegateAndBack = async (
	sitting: Sitting,
	to: Hex,
): Promise<void> => {
	const { popup, me, hand, watch, execution } = sitting;
	const chain = chainOf(execution);
	const before = await chain.count(me);
	await popup.bringToFront();
	await runs(sitting, "It runs nobody's code");
	await hand.fill(popup, "Address of the contract", to);
	await watch("delegation", popup);
	await hand.press(popup, "Look at it before I sign");
	await waitForText(popup, "Runs then", 60_000);
	await waitForText(popup, "can then take everything this account has");
	await watch("delegate", popup);
	await hand.press(popup, "Let this code run");
	await isSigned(popup);
	// the transaction has one number, what it authorizes the next
	await mined(sitting, me, before + 2);
	expect(await chain.code(me)).toBe(`0xef0100${to.slice(2)}`);
	await hand.press(popup, "Done");

	await runs(sitting, "It runs the code of");
	expect(await sees(popup, checksummed(to).slice(2, 6))).toBe(true);
	await watch("delegated", popup);
	await hand.press(popup, "Take it back");
	await waitForText(popup, "The most you can lose by this is the fee.", 60_000);
	await watch("undelegate", popup);
	await hand.press(popup, "Take the code back");
	await isSigned(popup);
	await mined(sitting, me, before + 4);
	expect(await chain.code(me)).toBe("0x");
	await hand.press(popup, "Done");
	// whatever comes next is made on a head that has it
	await runs(sitting, "It runs nobody's code");
};
