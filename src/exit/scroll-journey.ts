// What the two ways out of Scroll share: how the part of a journey from the message on is brought up to what L1 proves now.
// A message is believed when its proof leads to a root that L1 holds, and counts as paid when L1's messenger has it marked;
// everything else that an endpoint of the rollup says is a hint where to look.

import { asFault } from "../base/fault.ts";
import type { ScrollProfile } from "../l2/profile.ts";
import { wordHex } from "../state/slot.ts";
import type { ExitGround } from "./module.ts";
import { keptIn, keptName } from "./scroll-escrow.ts";
import {
	executedPlace,
	readPlaces,
	type ScrollFacts,
	withdrawRootPlace,
} from "./scroll-facts.ts";
import {
	type MessageProof,
	proveMessage,
	type Sighting,
	type Withdrawal,
} from "./scroll-search.ts";
import {
	hashOf,
	isProved,
	loaded,
	type MessageState,
	nothingYet,
	stored,
} from "./scroll-state.ts";

export type ScrollGround = ExitGround<ScrollProfile>;

/** Which of the words at these places are not zero. */
const areMarked = async (
	{ l1, profile }: ScrollGround,
	withdrawals: readonly Withdrawal[],
	tag: "latest" | "final" = "latest",
): Promise<readonly boolean[]> =>
	(
		await readPlaces(
			l1,
			withdrawals.map((one) => executedPlace(profile, hashOf(profile, one))),
			tag,
		)
	).map((word) => word !== 0n);

/** Is it paid in a final block too? Not knowing is no. */
const isPaidFinally = async (
	ground: ScrollGround,
	withdrawal: Withdrawal,
): Promise<boolean> => {
	try {
		const [isPaid = false] = await areMarked(ground, [withdrawal], "final");
		return isPaid;
	} catch (thrown) {
		const { kind } = asFault(thrown);
		if (kind === "unproven" || kind === "unavailable") return false;
		throw thrown;
	}
};

/** The message that was taken up before, held against L1 as it is now; null when a reorg took its root away. */
const confirmed = async (
	before: MessageState,
	ground: ScrollGround,
	facts: ScrollFacts,
): Promise<MessageState | null> => {
	const { message, paid } = before;
	const known = message?.withdrawal ?? paid?.withdrawal;
	if (known === undefined) return null;
	const withdrawal = loaded(known);
	const { profile, l1 } = ground;
	const [executed = 0n, root = 0n] = await readPlaces(l1, [
		executedPlace(profile, hashOf(profile, withdrawal)),
		...(message === null
			? []
			: [withdrawRootPlace(profile, message.proof.batchIndex)]),
	]);
	const isHeld =
		message !== null &&
		message.proof.batchIndex <= facts.lastFinalizedBatch &&
		isProved(profile, withdrawal, message.proof, root);
	// What is marked as paid was proved to L1 by whoever had it paid.
	if (executed !== 0n)
		return {
			message,
			told: null,
			paid: {
				withdrawal: known,
				atS: paid?.atS ?? facts.timeS,
				isFinal: await isPaidFinally(ground, withdrawal),
			},
		};
	return isHeld ? { message, told: null, paid: null } : null;
};

/** A proof of it that was kept, or that an endpoint gives now. @throws what the endpoints fail with */
const proofOf = async (
	sighting: Sighting,
	ground: ScrollGround,
	facts: ScrollFacts,
): Promise<MessageProof | null> => {
	const { profile, l1, l2 } = ground;
	const [root = 0n] = await readPlaces(l1, [
		withdrawRootPlace(profile, facts.lastFinalizedBatch),
	]);
	if (root === 0n) return null;
	return l2.first((member) =>
		proveMessage(profile, member, sighting, {
			batchIndex: facts.lastFinalizedBatch,
			root: wordHex(root),
		}),
	);
};

/** Out of what was kept while endpoints served it: the newest that fits, still unpaid, whose proof leads to L1's root. */
const fromKept = async (
	fits: (sighting: Sighting) => boolean,
	ground: ScrollGround,
	facts: ScrollFacts,
): Promise<MessageState | null> => {
	const { profile, l1, escrow } = ground;
	const text = await escrow.get(keptName);
	if (text === undefined) return null;
	for (const kept of keptIn(text)) {
		const { withdrawal, proof } = kept;
		if (proof === null || !fits(kept)) continue;
		const [root = 0n, executed = 0n] = await readPlaces(l1, [
			withdrawRootPlace(profile, proof.batchIndex),
			executedPlace(profile, hashOf(profile, withdrawal)),
		]);
		if (executed !== 0n || !isProved(profile, withdrawal, proof, root))
			continue;
		return {
			message: {
				withdrawal: stored(withdrawal),
				proof,
				foundS: facts.timeS,
			},
			paid: null,
			told: null,
		};
	}
	return null;
};

export type Search = {
	/** Is it the withdrawal of this journey? */
	readonly fits: (sighting: Sighting) => boolean;
	/** What the endpoints show of it, best first. @throws what they fail with */
	readonly find: () => Promise<readonly Sighting[]>;
	/** May one that is paid out already count as this journey's? */
	readonly takesPaid: boolean;
};

const problem = (thrown: unknown): string => {
	const fault = asFault(thrown);
	if (fault.kind === "internal") throw thrown;
	return fault.source === null
		? fault.detail
		: `${fault.source}: ${fault.detail}`;
};

const cut = (words: string): string =>
	words.length <= 300 ? words : `${words.slice(0, 299)}…`;

/**
 * The part from the message on, as L1 proves it now.
 * @throws what the reading of L1 throws; what goes wrong at the rollup's endpoints is told in words
 */
export const lookForMessage = async (
	before: MessageState,
	search: Search,
	ground: ScrollGround,
	facts: ScrollFacts,
): Promise<MessageState> => {
	const known = await confirmed(before, ground, facts);
	if (known !== null) return known;
	const kept = await fromKept(search.fits, ground, facts);
	if (kept !== null) return kept;
	let told =
		"No endpoint of the rollup shows a withdrawal like this one. Its transaction may have failed there: if there was less ether than the amount when it ran, it withdrew nothing.";
	try {
		const found = (await search.find()).filter(search.fits);
		const paid = await areMarked(
			ground,
			found.map(({ withdrawal }) => withdrawal),
		);
		for (const [i, sighting] of found.entries()) {
			if (paid[i]) continue;
			const proof = await proofOf(sighting, ground, facts);
			if (proof === null) {
				told = "Nothing that was withdrawn is in a finalized batch yet.";
				continue;
			}
			return {
				message: {
					withdrawal: stored(sighting.withdrawal),
					proof,
					foundS: facts.timeS,
				},
				paid: null,
				told: null,
			};
		}
		const [first] = found;
		if (first !== undefined && paid[0]) {
			told = `Message ${first.withdrawal.nonce}, which is like yours, is paid out already. If the ether is in your account on L1, this journey is over.`;
			if (search.takesPaid)
				return {
					...nothingYet,
					told: cut(told),
					paid: {
						withdrawal: stored(first.withdrawal),
						atS: facts.timeS,
						isFinal: await isPaidFinally(ground, first.withdrawal),
					},
				};
		}
	} catch (thrown) {
		if (asFault(thrown).code === "cancelled") throw thrown;
		told = `The proof could not be made yet. ${problem(thrown)}`;
	}
	return { ...nothingYet, told: cut(told) };
};
