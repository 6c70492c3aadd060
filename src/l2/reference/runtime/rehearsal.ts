// The rehearsal of the escape from the reference rollup. Its only way out takes everything in an account, so the rehearsal
// opens a small account of its own on L1, lets the operator take it up, and forces that one out. The account is told from the
// person's own by owner and key, and its key is nobody's: it comes by hashing out of a seed that is drawn anew each time, so
// that nobody can move the sum on the rollup, and the signer can tell so by itself. It never freezes the rollup.
// Source: test/network/reference/README.md, "On L1".

import { type Hex, toHex } from "../../../base/bytes.ts";
import { Fault } from "../../../base/fault.ts";
import type {
	ExitModule,
	ExitRequest,
	WayOffer,
} from "../../../exit/module.ts";
import { cut } from "../../../exit/stage.ts";
import type { Message } from "../../../protocol/message.ts";
import { wordHex } from "../../../state/storage-layout.ts";
import { referenceMessage } from "../checks/codes.ts";
import { type ReferenceStep, rehearsalWei } from "../checks/exit.ts";
import type { ReferenceProfile } from "../checks/profile.ts";
import type { ReferenceExitContext } from "./context.ts";
import { noteRehearsal } from "./evidence.ts";
import {
	cameAtS,
	depositEntry,
	exitSlots,
	isQueued,
	placesOf,
	queuedKeys,
	readSlots,
} from "./facts.ts";
import { escapeFrom, isReferenceStep } from "./from-file.ts";
import { lookAt } from "./look.ts";
import { closedTo, finalS } from "./offer.ts";
import { entryOfOrder } from "./queue.ts";
import { rehearsalStages } from "./rehearsal-map.ts";
import {
	type RehearsalState,
	rehearsalState,
	whoOf,
} from "./rehearsal-state.ts";
import { rehearsalClick } from "./rehearsal-steps.ts";
import { hasNone, isPaid, isSettled } from "./state.ts";
import { wholeState } from "./whole-state.ts";

/** A tree that is fuller than this is not made fuller by rehearsals: with no place left, deposits wait until the freeze. */
const mostFull = 7 / 8;

const lower = (account: Hex): Hex => `0x${account.slice(2).toLowerCase()}`;

/** Why a rehearsal may not open an account now; null when it may. @throws what the reader of L1 throws */
const whyNoRoom = async (
	context: ReferenceExitContext,
): Promise<Message | null> => {
	const facts = await readSlots(context, "latest", []);
	const { tree, missing } = await wholeState(context, facts);
	if (tree === null)
		return missing === null
			? referenceMessage("reference.room.unknown")
			: referenceMessage("reference.room.unknown.why", {
					why: cut(missing.detail, 200),
				});
	const { queueLength, queueProven } = facts.config;
	const taken = tree.accounts.size + (queueLength - queueProven);
	return taken < mostFull * 2 ** context.profile.depth
		? null
		: referenceMessage("reference.room.none");
};

const fromFileWords = referenceMessage("reference.room.from-file");

type Deposit = NonNullable<RehearsalState["deposit"]>;

/** The first of these entries that is ours by the queue's own hashes; null when none is. */
const provedDeposit = async (
	context: ReferenceExitContext,
	{ owner, key }: ReturnType<typeof whoOf>,
	numbers: readonly number[],
): Promise<Deposit | null> => {
	if (numbers.length === 0) return null;
	const places = placesOf(context.profile);
	const facts = await readSlots(
		context,
		"latest",
		numbers.flatMap((number) => queuedKeys(places, number)),
	);
	const entry = depositEntry({ ...key, owner, amountWei: rehearsalWei });
	const number = numbers.find((one) => isQueued(facts, places, one, entry));
	return number === undefined
		? null
		: { number, queuedS: Number(facts.word(places.queueTime(number))) };
};

const lookOnce = async (
	before: Pick<RehearsalState, "seed" | "deposit" | "isFromFile"> & {
		readonly place: RehearsalState["place"] | null;
	},
	account: Hex,
	context: ReferenceExitContext,
): Promise<RehearsalState> => {
	const { seed } = before;
	const who = whoOf(lower(account), seed);
	const proved = (numbers: readonly (number | null)[]) =>
		provedDeposit(
			context,
			who,
			numbers.filter((number) => number !== null),
		);
	// a reorg may have put it elsewhere: then its order's receipt says where
	let deposit =
		(await proved([before.deposit?.number ?? null])) ??
		(await proved([await entryOfOrder(context, "deposit")]));
	const { ax, ay } = who.key;
	const amount = wordHex(rehearsalWei);
	const queued =
		deposit === null
			? []
			: [{ entry: deposit.number, ax, ay, amount, isReclaimed: false }];
	const place = await lookAt(before.place, { ...who, queued }, context);
	deposit ??= await proved(place.deposits.map(({ entry }) => entry));
	const isToCome = deposit === null && place.index === null;
	if (before.isFromFile === true)
		return {
			seed,
			deposit,
			noRoom: isToCome ? fromFileWords : null,
			isFromFile: true,
			place,
		};
	const noRoom = isToCome ? await whyNoRoom(context) : null;
	return { seed, deposit, noRoom, place };
};

const closed = closedTo("amount");

const offer = async (
	_: Hex,
	context: ReferenceExitContext,
): Promise<WayOffer> => {
	const { profile } = context;
	const { deadlineS } = profile;
	if (exitSlots(profile) === null)
		return closed(referenceMessage("reference.offer.old-file"));
	const places = placesOf(profile);
	const { config } = await readSlots(context, "latest", []);
	if (config.frozenAtS !== 0)
		return closed(referenceMessage("reference.offer.rehearsal.frozen"));
	if (config.queueProven < config.queueLength) {
		const oldest = places.queueTime(config.queueProven);
		const { word, basis } = await readSlots(context, "latest", [oldest]);
		const cameS = cameAtS(word(oldest));
		if (cameS !== null && basis.value.timestampS > cameS + deadlineS)
			return closed(referenceMessage("reference.offer.rehearsal.overdue"));
	}
	const noRoom = await whyNoRoom(context);
	if (noRoom !== null) return closed(noRoom);
	return {
		...closed(
			referenceMessage("reference.offer.rehearsal", { deadline: deadlineS }),
		),
		isOpen: true,
		lastsS: 2 * deadlineS + finalS,
	};
};

const begin = async (
	asked: ExitRequest,
	context: ReferenceExitContext,
): Promise<RehearsalState> => {
	const { account, token, amount, begun } = asked;
	if (token !== null)
		throw new Fault("bad-params", '"token": this rollup has ether alone');
	if (amount !== rehearsalWei)
		throw new Fault("bad-params", `"amount": it is always ${rehearsalWei} wei`);
	if (begun !== null)
		throw new Fault("bad-params", '"begun": this way begins on L1');
	const seed = toHex(crypto.getRandomValues(new Uint8Array(32)));
	await noteRehearsal(context, seed);
	return lookOnce({ seed, deposit: null, place: null }, account, context);
};

/** Is there neither a deposit of it in the queue nor an account? */
const isNowhere = ({ deposit, place }: RehearsalState): boolean =>
	deposit === null && hasNone(place) && place.deposits.length === 0;

export const referenceRehearsal: ExitModule<
	RehearsalState,
	ReferenceProfile,
	ReferenceStep
> = {
	way: "reference-drill",
	title: referenceMessage("reference.way.rehearsal"),
	kind: "reference-v1",
	rehearses: {
		way: "reference-escape",
		words: referenceMessage("reference.offer.rehearses"),
	},
	decode: rehearsalState,
	fromFile: ({ seed, deposit, place }, { account }) => ({
		seed,
		deposit,
		noRoom: fromFileWords,
		isFromFile: true,
		place: escapeFrom(place, lower(account)),
	}),
	isStep: (stage, step, { seed }) => isReferenceStep(stage, step, seed),
	offer,
	begin,
	look: (state, { account }, context) => lookOnce(state, account, context),
	stages: (state, _, context) => rehearsalStages(state, context),
	click: (state, _, context) => rehearsalClick(state, context),
	outcome: (state) => {
		const { place } = state;
		const isFrozen = place.frozenAtS !== 0;
		if (isNowhere(state)) return isFrozen ? "impossible" : "under-way";
		if (isSettled(place)) {
			if (!isPaid(place)) return "impossible";
			return place.isFinal ? "done" : "under-way";
		}
		return place.isEmptied && !isFrozen ? "impossible" : "under-way";
	},
};
