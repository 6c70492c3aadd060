// Messages the engine has offered, each read here by itself before a person sees it. What was shown under an id can never be
// another message later. It holds no key.

import { type Hex, utf8 } from "../base/bytes.ts";
import { Fault } from "../base/fault.ts";
import { isUnlimited } from "../base/units.ts";
import type { ClearDescriptor } from "../clear/descriptor.ts";
import { keccakHex } from "../crypto/hash.ts";
import { hashOf, json } from "../evidence/canonical.ts";
import { decodeEvidence } from "../evidence/evidence.ts";
import { settablePermit, withPermitAmount } from "../message/own-amount.ts";
import { readMessage } from "../message/read.ts";
import {
	decodeMessageRequest,
	type MessageRequest,
} from "../message/request.ts";
import {
	type MessageApproval,
	messageApproval,
} from "../protocol/message-views.ts";
import {
	checkMessage,
	type MessageFacts,
	type MessageReading,
	messageFactsOf,
} from "../receipt/message-rule.ts";
import { isSameFiles, type NetworkFile } from "../receipt/networks.ts";
import { clearMessageOf } from "./clear-approval.ts";
import { type HeldOffers, openHeld } from "./held.ts";
import { checkByAnchors, descriptorsOf, type OfferContext } from "./offers.ts";
import { safeActsOf } from "./safe-approval.ts";

/** Messages that wait, and ids that ever stood for one. All are of sites, and take no room of the person's orders. */
const most = { offers: 16, chars: 32_000_000, ids: 10_000 };

/** A message with what was verified for it, in this realm. */
export type CheckedMessage = {
	readonly request: MessageRequest;
	/** The same with the person's own amount, where one was set: this is signed. */
	readonly signed: MessageRequest;
	readonly settable: MessageApproval["settable"];
	readonly facts: MessageFacts;
	readonly reading: MessageReading;
	readonly steps: number;
	/** The network files it was checked by. */
	readonly files: readonly NetworkFile[];
	/** What it is read by, in words; nothing: the own ones alone. */
	readonly descriptors?: readonly ClearDescriptor[];
};

export type MessageOffer = {
	readonly id: string;
	/** The request as text. */
	readonly request: string;
	/** The newest that is not checked yet. */
	evidence: string | null;
	/** By the newest evidence that was checked and held. */
	checked: CheckedMessage | null;
	/** The person's own amount of the allowance it gives; null: as it was asked. */
	own: bigint | null;
	/** 65 bytes, once it is signed. */
	signature: Hex | null;
};

export type MessageOffers = HeldOffers<MessageOffer> & {
	/**
	 * Holds a message; the same id with the same text again is the same message, with newer evidence.
	 * @throws order-evidence when the id stood for another one, too-many
	 */
	readonly hold: (
		id: string,
		request: string,
		evidence: string,
	) => MessageOffer;
	/** True when it returns: it may be signed now, on its newest evidence. @throws the fault that speaks against it */
	readonly check: (
		offer: MessageOffer,
		context: OfferContext,
	) => Promise<CheckedMessage>;
	/**
	 * From now on that amount is shown, and signed after a yes to it.
	 * @throws amount-fixed, order-evidence while it is not checked
	 */
	readonly setAmount: (
		offer: MessageOffer,
		amount: bigint | null,
		context: OfferContext,
	) => void;
	readonly keep: (offer: MessageOffer, signature: Hex) => void;
};

/** The message with the person's own amount, where one was set, as the rule reads it. @throws as checkMessage, amount-fixed */
const readOffered = (
	{ own }: MessageOffer,
	found: Pick<
		CheckedMessage,
		"request" | "facts" | "steps" | "files" | "descriptors"
	>,
	nowMs: number,
): CheckedMessage => {
	const { request, facts, files } = found;
	const { what, account } = request;
	const signed =
		own === null
			? request
			: { ...request, what: withPermitAmount(what, account, own) };
	const reading = checkMessage(signed, facts, files, nowMs, "sign");
	const asked = settablePermit(what, account);
	const settable =
		asked === null
			? undefined
			: {
					asked: asked.amount.toString(),
					digest: readMessage(what, account).digest,
					isUnlimited: isUnlimited(asked.amount),
					most: asked.most.toString(),
					own: own?.toString() ?? null,
				};
	return { ...found, signed, settable, reading };
};

/** What could not be signed with that amount stays as it is. @throws as checkMessage, amount-fixed */
const setOwn = (
	offer: MessageOffer,
	amount: bigint | null,
	nowMs: number,
): void => {
	const { checked, own } = offer;
	if (checked === null)
		throw new Fault("order-evidence", "it is not checked yet");
	offer.own = amount;
	try {
		offer.checked = readOffered(offer, checked, nowMs);
	} catch (thrown) {
		offer.own = own;
		throw thrown;
	}
};

const checkEvidenceOf = async (
	offer: MessageOffer,
	evidence: string,
	context: OfferContext,
): Promise<CheckedMessage> => {
	const request = decodeMessageRequest(offer.request);
	if (request.id !== offer.id)
		throw new Fault("order-evidence", `the message's id is ${request.id}`);
	const { files, nowMs } = context;
	const found = await checkByAnchors(decodeEvidence(evidence), context);
	const facts = messageFactsOf(found.conclusions);
	const checked = readOffered(
		offer,
		{
			...{ request, facts, files },
			steps: found.steps,
			descriptors: await descriptorsOf(context),
		},
		nowMs,
	);
	// What could not be drawn would keep every other message from the screen.
	messageApproval(messageApprovalOf(offer, checked), "message");
	return checked;
};

export const openMessageOffers = (): MessageOffers => {
	const held = openHeld<MessageOffer>(
		"message",
		({ signature }) => signature !== null,
	);
	const charsOf = ({ request, evidence }: MessageOffer): number =>
		request.length + (evidence?.length ?? 0);

	return {
		...held.asked,
		hold: (id, request, evidence) => {
			const isNew = held.isNew(id, request);
			const before = held.asked.get(id);
			if (before !== undefined) {
				if (before.signature === null) before.evidence = evidence;
				return before;
			}
			const others = held.waiting();
			const chars = others.reduce((sum, one) => sum + charsOf(one), 0);
			if (
				others.length >= most.offers ||
				chars + request.length + evidence.length > most.chars ||
				(isNew && held.ids() >= most.ids)
			)
				throw new Fault("too-many", `${others.length} messages are held`);
			const offer: MessageOffer = {
				id,
				request,
				evidence,
				checked: null,
				own: null,
				signature: null,
			};
			return held.put(offer, request);
		},
		check: async (offer, context) => {
			const { evidence } = offer;
			if (evidence !== null) {
				const checked = await checkEvidenceOf(offer, evidence, context);
				if (offer.evidence === evidence) offer.evidence = null;
				offer.checked = checked;
			}
			const { checked } = offer;
			if (checked === null)
				throw new Fault("order-evidence", "it came without evidence");
			if (!isSameFiles(checked.files, context.files))
				throw new Fault("order-evidence", "checked by other network files");
			return checked;
		},
		setAmount: (offer, amount, { nowMs }) => setOwn(offer, amount, nowMs),
		keep: (offer, signature) => {
			offer.signature = signature;
			held.makeRoom();
		},
	};
};

/** Names all that is shown, but what only says how fresh the head is that it rests on. */
const shownOf = ({
	checkpoint: _checkpoint,
	headSlot: _slot,
	asOfS: _time,
	steps: _steps,
	...meaning
}: Omit<MessageApproval, "shown">): Hex => hashOf(json(meaning, "message"));

/** What the person is shown: made from what was read here, not from what the engine says. */
export const messageApprovalOf = (
	offer: Pick<MessageOffer, "id" | "request">,
	{ request, signed, reading, steps, settable, descriptors }: CheckedMessage,
): MessageApproval => {
	const { chain, digest, meaning, bytes, typed, warnings } = reading;
	const { checkpoint, headSlot, asOfS, safe } = reading;
	const clear = clearMessageOf(signed, descriptors);
	const view = {
		id: offer.id,
		request: keccakHex(utf8(offer.request)),
		origin: request.origin,
		account: request.account,
		...{ chain, digest, meaning, bytes, typed, checkpoint, headSlot, asOfS },
		warnings: [...warnings],
		...(settable === undefined ? {} : { settable }),
		steps,
		...(clear === null ? {} : { clear }),
		...(safe === null ? {} : { safe: safeActsOf(safe) }),
	};
	return { ...view, shown: shownOf(view) };
};
