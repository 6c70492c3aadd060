// What is kept for leaving Scroll while its nodes serve it: for each withdrawal of the account that is not paid out yet, the
// way from its message to a root that L1 finalized. L1 keeps those roots for good, so such a proof does not grow old.

import type { Hex } from "../../../base/bytes.ts";
import * as d from "../../../base/decode.ts";
import { Fault, isOurs } from "../../../base/fault.ts";
import type { CapturedEvidence } from "../../../exit/module.ts";
import { readPlaces } from "../../../exit/places.ts";
import type { Message } from "../../../protocol/message.ts";
import type { Execution } from "../../../source/execution.ts";
import type { Member } from "../../../source/pool.ts";
import { wordHex } from "../../../state/storage-layout.ts";
import { scrollMessage } from "../checks/codes.ts";
import { foldMessage } from "../checks/messages.ts";
import type { ScrollProfile } from "../checks/profile.ts";
import type { ScrollExitContext } from "./context.ts";
import {
	executedPlace,
	isStrange,
	readScrollFacts,
	type ScrollFacts,
	withdrawRootPlace,
} from "./facts.ts";
import {
	findWithdrawals,
	type MessageProof,
	mostSightings,
	proveMessage,
	type Sighting,
} from "./search.ts";
import {
	hashOf,
	isProved,
	loaded,
	proofState,
	stored,
	withdrawalState,
} from "./state.ts";

export const keptName = "scroll-messages";

const keptFile = d.record({
	format: d.oneOf("sextant-scroll-messages-1"),
	/** The time of the newest finalized root when it was made. */
	asOfS: d.int(),
	/** By L1's clock: withdrawals made before are here, as far as an endpoint showed them. */
	lookedS: d.int(),
	items: d.list(
		d.record({
			withdrawal: withdrawalState,
			/** Where the rollup's endpoints said it was, and in which transaction. */
			block: d.int(),
			transaction: d.hash,
			proof: proofState,
		}),
		mostSightings,
	),
});
const mostChars = 200_000;
const readFile = (text: string) =>
	keptFile(d.parseJson(text, mostChars, 8), keptName);

export type ProvedSighting = Sighting & { readonly proof: MessageProof };

/** What the text holds, newest first. @throws bad-json, bad-field, too-large */
export const keptIn = (text: string): readonly ProvedSighting[] =>
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

/** Those whose withdrawal L1 has not paid out; all of them where it keeps that in code which is not known. */
const unpaid = async <T extends Pick<Sighting, "withdrawal">>(
	items: readonly T[],
	{ profile, l1 }: ScrollExitContext,
	facts: ScrollFacts,
): Promise<readonly T[]> => {
	if (isStrange(facts, "messenger")) return items;
	const words = await readPlaces(
		l1,
		items.map(({ withdrawal }) =>
			executedPlace(profile, hashOf(profile, withdrawal)),
		),
	);
	return items.filter((_, i) => words[i] === 0n);
};

/**
 * What was kept before, held against L1: a reorg may have taken a root away. Other code than the profile's takes none: there a root
 * that is not found says nothing, and the proof may be all that is left when the endpoints are gone.
 */
const stillGood = async (
	items: readonly ProvedSighting[],
	context: ScrollExitContext,
	facts: ScrollFacts,
): Promise<readonly ProvedSighting[]> => {
	const { profile, l1 } = context;
	const waiting = await unpaid(items, context, facts);
	if (isStrange(facts, "rollup")) return waiting;
	const roots = await readPlaces(
		l1,
		waiting.map(({ proof }) => withdrawRootPlace(profile, proof.batchIndex)),
	);
	return waiting.filter(({ withdrawal, proof }, i) =>
		isProved(profile, withdrawal, proof, roots[i] ?? 0n),
	);
};

/** The sightings of one endpoint that it proves under the newest finalized root itself. */
const prove = async (
	sightings: readonly Sighting[],
	member: Member<Execution>,
	{ profile, l1, l2 }: ScrollExitContext,
	{ lastFinalizedBatch: batchIndex }: ScrollFacts,
): Promise<readonly ProvedSighting[]> => {
	const [word = 0n] = await readPlaces(l1, [
		withdrawRootPlace(profile, batchIndex),
	]);
	if (word === 0n) return [];
	const target = { batchIndex, root: wordHex(word) };
	const proved: ProvedSighting[] = [];
	for (const sighting of sightings) {
		try {
			const proof = await proveMessage(profile, member, sighting, target);
			proved.push({ ...sighting, proof });
		} catch (thrown) {
			// Not finalized yet, most often: the next root, then. A lie is kept against the endpoint.
			const fault = l2.blame(member.name, thrown);
			if (isOurs(fault)) throw fault;
			if (fault.kind !== "unproven") break;
		}
	}
	return proved;
};

const saysOf = (ready: number, waiting: number): Message => {
	if (ready > 0 && waiting > 0)
		return scrollMessage("scroll.kept.both", { ready, waiting });
	if (ready > 0) return scrollMessage("scroll.kept.ready", { ready });
	return waiting > 0
		? scrollMessage("scroll.kept.waiting", { waiting })
		: scrollMessage("scroll.kept.none");
};

/**
 * The proofs of all withdrawals to the account that are not paid out, as far as they are under the newest finalized root.
 * None where the profile names no way out.
 * @throws what L1 and the rollup's endpoints fail with
 */
export const captureScroll = async (
	account: Hex,
	context: ScrollExitContext,
): Promise<readonly CapturedEvidence[]> => {
	const { profile, l1, l2, evidenceStore } = context;
	if (profile.exit === undefined) return [];
	const facts = await readScrollFacts(profile, account, l1);
	const text = await evidenceStore.get(keptName);
	const before = text === undefined ? null : readFile(text);
	const old = await stillGood(
		text === undefined ? [] : keptIn(text),
		context,
		facts,
	);
	const earliest = Math.max(0, facts.timeS - firstLookS);
	const since = Math.max(
		earliest,
		before === null ? 0 : before.lookedS - overlapS,
	);
	const { member, sightings } = await l2.first(async (member) => ({
		member,
		sightings: await findWithdrawals(profile, member, account, since),
	}));
	const known = new Set(
		old.map(({ withdrawal }) => hashOf(profile, withdrawal)),
	);
	const fresh = await unpaid(
		sightings.filter(
			({ withdrawal }) => !known.has(hashOf(profile, withdrawal)),
		),
		context,
		facts,
	);
	const proved = await prove(fresh, member, context, facts);
	const items = [...proved, ...old]
		.toSorted((a, b) => b.withdrawal.nonce - a.withdrawal.nonce)
		.slice(0, mostSightings);
	const isComplete = proved.length === fresh.length;
	const asOfS = facts.lastFinalizedAtS;
	const file: ReturnType<typeof keptFile> = {
		format: "sextant-scroll-messages-1",
		asOfS,
		// What is not proved yet is looked for again.
		lookedS: isComplete ? facts.timeS : (before?.lookedS ?? earliest),
		items: items.map(({ withdrawal, blockNumber, transactionHash, proof }) => ({
			withdrawal: stored(withdrawal),
			block: blockNumber,
			transaction: transactionHash,
			proof,
		})),
	};
	const says = saysOf(items.length, fresh.length - proved.length);
	return [{ name: keptName, text: JSON.stringify(file), asOfS, says }];
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
		const leaf = hashOf(profile, withdrawal);
		if (foldMessage(leaf, withdrawal.nonce, proof.siblings) !== proof.root)
			throw new Fault(
				"exit-evidence",
				`message ${withdrawal.nonce} is not under its root`,
			);
	}
	return { asOfS: readFile(text).asOfS };
};
