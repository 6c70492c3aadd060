// Proofs of a withdrawal that the portal on L1 keeps: whose they are, since when, and the games behind them.

import type { Hex } from "../../../base/bytes.ts";
import type { ExitL1 } from "../../../exit/module.ts";
import {
	listSlot,
	lowAddress,
	mappingSlot,
	wordHex,
} from "../../../state/storage-layout.ts";
import { wayOutOf } from "../checks/payee.ts";
import type { AnyOpProfile } from "../checks/values.ts";
import { readGame } from "./game.ts";
import { readAt, timeOf } from "./reading.ts";
import type { GameFacts } from "./state.ts";

/** Where the portal keeps the account's proof of the withdrawal. */
const provenSlot = (
	profile: AnyOpProfile,
	withdrawal: Hex,
	submitter: Hex,
): Hex =>
	mappingSlot(
		wordHex(submitter),
		BigInt(mappingSlot(withdrawal, wayOutOf(profile).slots.provenWithdrawals)),
	);

/** Others who proved the withdrawal are looked at only so far. */
const mostSubmitters = 4;

type Proven = {
	readonly submitter: Hex;
	readonly timeS: number;
	readonly game: GameFacts;
};

/** Who proved it, with the games behind: the account itself first. */
export const readProven = async (
	profile: AnyOpProfile,
	l1: ExitL1,
	account: Hex,
	withdrawal: Hex,
	count: number,
): Promise<readonly Proven[]> => {
	const exit = wayOutOf(profile);
	const portal = exit.portal.address;
	const list = mappingSlot(withdrawal, exit.slots.proofSubmitters);
	const places = Array.from(
		{ length: Math.min(count, mostSubmitters) },
		(_, i) => listSlot(list, count - 1 - i),
	);
	const submitters = [account];
	if (places.length > 0) {
		const listed = await readAt(
			l1,
			[{ address: portal, slots: places }],
			"latest",
		);
		for (const slot of places) {
			const one = lowAddress(listed.word(portal, slot));
			if (!submitters.includes(one)) submitters.push(one);
		}
	}
	const slots = submitters.map((one) => provenSlot(profile, withdrawal, one));
	const reading = await readAt(l1, [{ address: portal, slots }], "latest");
	const proven: Proven[] = [];
	for (const [i, submitter] of submitters.entries()) {
		const word = reading.word(portal, slots[i] ?? "0x");
		const timeS = timeOf(word, 160);
		if (timeS === 0) continue;
		const game = await readGame(profile, l1, lowAddress(word));
		if (game !== null) proven.push({ submitter, timeS, game });
	}
	return proven;
};
