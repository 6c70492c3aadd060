// What is kept for leaving Scroll while its nodes serve it: for each withdrawal of the account that is not paid out yet, the
// way from its message to a root that L1 finalized. L1 keeps those roots for good, so such a proof does not grow old.

import type { Hex } from "../base/bytes.ts";
import {
	hash,
	int,
	list,
	nullable,
	oneOf,
	parseJson,
	record,
} from "../base/decode.ts";
import { Fault } from "../base/fault.ts";
import type { ScrollProfile } from "../l2/profile.ts";
import { foldMessage } from "../l2/scroll-messages.ts";
import { wordHex } from "../state/slot.ts";
import type { Captured, ExitGround } from "./module.ts";
import {
	executedPlace,
	readPlaces,
	readScrollFacts,
	type ScrollFacts,
	withdrawRootPlace,
} from "./scroll-facts.ts";
import {
	findWithdrawals,
	type MessageProof,
	mostSightings,
	proveMessage,
	type Sighting,
} from "./scroll-search.ts";
import {
	hashOf,
	isProved,
	loaded,
	proofState,
	stored,
	withdrawalState,
} from "./scroll-state.ts";

export const keptName = "scroll-messages";

const keptFile = record({
	format: oneOf("sextant-scroll-messages-1"),
	/** The time of the newest finalized root when it was made. */
	asOfS: int(),
	/** Withdrawals made since then, by L1's clock, were not looked for. */
	lookedS: int(),
	items: list(
		record({
			withdrawal: withdrawalState,
			/** Where the rollup's endpoints said it was, and in which transaction. */
			block: int(),
			transaction: hash,
			proof: nullable(proofState),
		}),
		mostSightings,
	),
});
const mostChars = 200_000;
const readFile = (text: string) =>
	keptFile(parseJson(text, mostChars, 8), keptName);

export type Kept = Sighting & { readonly proof: MessageProof | null };

/** What the text holds, newest first. @throws bad-json, bad-field, too-large */
export const keptIn = (text: string): readonly Kept[] =>
	readFile(text).items.map(({ withdrawal, block, transaction, proof }) => ({
		withdrawal: loaded(withdrawal),
		blockNumber: block,
		transactionHash: transaction,
		proof,
	}));

/** How far back the first look goes: older withdrawals are found by the journeys themselves. */
const firstLookS = 7 * 86_400;
/** Each look overlaps the one before: the rollup's blocks are younger than L1's knowledge of them. */
const overlapS = 7_200;

/** What was kept before, held against L1: paid ones leave, and a proof whose root L1 does not hold any more. */
const stillGood = async (
	items: readonly Kept[],
	{ profile, l1 }: ExitGround<ScrollProfile>,
): Promise<readonly Kept[]> => {
	const paid = await readPlaces(
		l1,
		items.map(({ withdrawal }) =>
			executedPlace(profile, hashOf(profile, withdrawal)),
		),
	);
	const waiting = items.filter((_, i) => paid[i] === 0n);
	const roots = await readPlaces(
		l1,
		waiting.map(({ proof }) =>
			withdrawRootPlace(profile, proof?.batchIndex ?? 0),
		),
	);
	return waiting.map((item, i) =>
		item.proof !== null &&
		isProved(profile, item.withdrawal, item.proof, roots[i] ?? 0n)
			? item
			: { ...item, proof: null },
	);
};

/** Old and new ones once each, the newest first. */
const together = (
	old: readonly Kept[],
	fresh: readonly Kept[],
	profile: ScrollProfile,
): readonly Kept[] => {
	const all = new Map<Hex, Kept>();
	for (const item of [...fresh, ...old])
		all.set(hashOf(profile, item.withdrawal), item);
	return [...all.values()]
		.sort((a, b) => b.withdrawal.nonce - a.withdrawal.nonce)
		.slice(0, mostSightings);
};

const proveAll = async (
	items: readonly Kept[],
	ground: ExitGround<ScrollProfile>,
	facts: ScrollFacts,
): Promise<readonly Kept[]> => {
	const { profile, l1, l2 } = ground;
	const { lastFinalizedBatch: batchIndex } = facts;
	const [word = 0n] = await readPlaces(l1, [
		withdrawRootPlace(profile, batchIndex),
	]);
	if (word === 0n) return items;
	const root = wordHex(word);
	const proved: Kept[] = [];
	for (const item of items) {
		if (item.proof !== null) {
			proved.push(item);
			continue;
		}
		try {
			const proof = await l2.first((member) =>
				proveMessage(profile, member, item, { batchIndex, root }),
			);
			proved.push({ ...item, proof });
		} catch (thrown) {
			// Not finalized yet, or served by nobody now: the next root, then.
			if (!(thrown instanceof Fault) || thrown.kind === "internal")
				throw thrown;
			if (thrown.code === "cancelled") throw thrown;
			proved.push(item);
		}
	}
	return proved;
};

const saysOf = (items: readonly Kept[]): string => {
	const ready = items.filter(({ proof }) => proof !== null).length;
	if (items.length === 0) return "No withdrawal of yours waits to be paid out.";
	const waiting = items.length - ready;
	return [
		`Proofs of ${ready} of your withdrawals: they can be paid out without any endpoint of the rollup.`,
		...(waiting === 0
			? []
			: [
					`${waiting} more cannot be proved yet: no finalized batch is known to hold them.`,
				]),
	].join(" ");
};

/**
 * The proofs of all withdrawals to the account that are not paid out, as far as they are under the newest finalized root.
 * None where the profile names no way out.
 * @throws what L1 and the rollup's endpoints fail with
 */
export const captureScroll = async (
	account: Hex,
	ground: ExitGround<ScrollProfile>,
): Promise<readonly Captured[]> => {
	const { profile, l1, l2, escrow } = ground;
	if (profile.exit === undefined) return [];
	const facts = await readScrollFacts(profile, account, l1);
	const text = await escrow.get(keptName);
	const before = text === undefined ? null : readFile(text);
	const old = await stillGood(text === undefined ? [] : keptIn(text), ground);
	const since =
		before === null ? facts.timeS - firstLookS : before.lookedS - overlapS;
	const sightings = await l2.first((member) =>
		findWithdrawals(profile, member, account, Math.max(0, since)),
	);
	const fresh = await stillGood(
		sightings.map((sighting) => ({ ...sighting, proof: null })),
		ground,
	);
	const items = await proveAll(together(old, fresh, profile), ground, facts);
	const asOfS = facts.lastFinalizedAtS;
	const file: ReturnType<typeof keptFile> = {
		format: "sextant-scroll-messages-1",
		asOfS,
		lookedS: facts.timeS,
		items: items.map(({ withdrawal, blockNumber, transactionHash, proof }) => ({
			withdrawal: stored(withdrawal),
			block: blockNumber,
			transaction: transactionHash,
			proof,
		})),
	};
	return [
		{ name: keptName, text: JSON.stringify(file), asOfS, says: saysOf(items) },
	];
};

/**
 * True when it returns: every proof in the text leads to the root it names. Whether L1 holds that root is asked when it is used.
 * @throws exit-evidence for a proof that does not; bad-json, bad-field, too-large
 */
export const checkCapturedScroll = async (
	name: string,
	text: string,
	profile: ScrollProfile,
): Promise<{ readonly asOfS: number }> => {
	if (name !== keptName)
		throw new Fault("bad-field", `nothing is kept as "${name}"`);
	for (const { withdrawal, proof } of keptIn(text)) {
		if (proof === null) continue;
		const leaf = hashOf(profile, withdrawal);
		if (foldMessage(leaf, withdrawal.nonce, proof.siblings) !== proof.root)
			throw new Fault(
				"exit-evidence",
				`message ${withdrawal.nonce} is not under its root`,
			);
	}
	return { asOfS: readFile(text).asOfS };
};
