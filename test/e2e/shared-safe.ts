// A Safe of version 1.4.1 as its package ships it, made by its own factory, whose two owners are both accounts of the wallet: told what
// to do, agreed to by each, and carried out.

import { encodeFunctionData, parseAbi } from "viem";
import { expect } from "vitest";
import type { Hex } from "../../src/base/bytes.ts";
import {
	codeOfSafe,
	makingSafe,
	safeAddress,
	safeFactory,
} from "../safe/contracts.ts";
import { go } from "./leave.ts";
import type { Maker } from "./maker.ts";
import { waitForText } from "./person.ts";
import { chainOf, choose, isSigned, mined, type Sitting } from "./sitting.ts";

const version = "1.4.1";
const abi = parseAbi(["function nonce() view returns (uint256)"]);
const ether = 10n ** 18n;

/** @returns the Safe, of which all owners have to agree, with three ether in it */
export const makeSafe = async (
	maker: Maker,
	owners: readonly Hex[],
): Promise<Hex> => {
	const singleton = await maker.send(
		null,
		codeOfSafe(version, "singleton", "bytecode"),
		7_000_000n,
	);
	const factory = await maker.send(null, safeFactory(version), 2_000_000n);
	const making = [singleton, owners, owners.length] as const;
	await maker.send(factory, makingSafe(...making), 1_000_000n);
	const safe = safeAddress(version, factory, ...making);
	await maker.send(safe, "0x", 100_000n, 3n * ether);
	return safe;
};

const agree = async (
	{ popup, hand, watch }: Sitting,
	account: string,
	step: string,
): Promise<void> => {
	await hand.press(popup, `Agree as ${account}`, 60_000);
	await waitForText(popup, "What the Safe does", 60_000);
	await waitForText(popup, "You agree as", 60_000);
	await watch(step, popup);
	await hand.press(popup, "Agree");
	await waitForText(popup, "You have agreed", 60_000);
	await hand.press(popup, "Done");
};

/** The Safe pays one ether. @param names of its owners' accounts, that of the one that carries it out first */
export const paySafely = async (
	sitting: Sitting,
	safe: Hex,
	names: readonly [string, string],
): Promise<void> => {
	const { popup, me, friend, hand, watch, execution } = sitting;
	const chain = chainOf(execution);
	const [before, had, theirs] = [
		await chain.count(me),
		await chain.coins(safe),
		await chain.coins(friend),
	];
	await popup.bringToFront();
	await go(popup, "add-safe");
	await hand.fill(popup, "Address", safe);
	await hand.press(popup, "Look");
	await waitForText(popup, "You are an owner", 60_000);
	await watch("safe-found", popup);
	await hand.press(popup, "Add this Safe");
	await waitForText(popup, "Nothing waits in this Safe.", 60_000);
	await watch("safe", popup);
	await hand.press(popup, "Send from this Safe");
	await hand.fill(popup, "To", friend);
	await hand.fill(popup, "Amount", "1");
	await watch("safe-send", popup);
	await hand.press(popup, "Write it down", 60_000);

	await waitForText(popup, "0 of 2 needed have agreed", 60_000);
	await agree(sitting, names[0], "safe-agree");
	await waitForText(popup, "1 of 2 needed have agreed", 60_000);
	await watch("safe-one", popup);
	await agree(sitting, names[1], "safe-agree-second");
	await waitForText(popup, "2 of 2 needed have agreed", 60_000);
	await watch("safe-both", popup);

	await hand.press(popup, `Carry it out as ${names[0]}`);
	await waitForText(
		popup,
		"Your account pays the fee and nothing else",
		60_000,
	);
	await watch("safe-carry-out", popup);
	await hand.press(popup, "Carry it out");
	await isSigned(popup);
	await mined(sitting, me, before + 1);
	expect(had - (await chain.coins(safe))).toBe(ether);
	expect((await chain.coins(friend)) - theirs).toBe(ether);
	expect(
		await chain.ask(safe, encodeFunctionData({ abi, functionName: "nonce" })),
	).toBe(1n);
	await hand.press(popup, "Done");
	await choose(sitting, names[0]);
};
