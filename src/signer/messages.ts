// The signer's answers on messages: what the engine offers, what the person is shown of it and decides, and the signature on its
// way back.

import type { Hex } from "../base/bytes.ts";
import { asFault, Fault } from "../base/fault.ts";
import type { Caller, Handlers, Result } from "../protocol/channel.ts";
import type { fromSigner, keys, toSigner } from "../protocol/methods.ts";
import { messageByDevice } from "./device-sign.ts";
import type { Keyring } from "./keyring.ts";
import type { OpenedVault } from "./keyring-parts.ts";
import {
	type CheckedMessage,
	type MessageOffer,
	messageApprovalOf,
	type openMessageOffers,
} from "./message-offers.ts";
import type { OfferContext } from "./offers.ts";
import { signMessage } from "./sign.ts";
import { signatoryOf } from "./signatory.ts";
import { settled, signatoryNow, signBy, type Ways } from "./yes.ts";

type FromKeys = Handlers<typeof keys, undefined>;
type FromEngine = Handlers<typeof toSigner, undefined>;

export type MessageTools = {
	readonly ask: Caller<typeof fromSigner>;
	readonly keyring: Keyring;
	readonly offers: ReturnType<typeof openMessageOffers>;
	readonly context: (now: OpenedVault) => OfferContext;
	/** A yes that came before its message waits for it, as one to an order does. */
	readonly waiting: {
		readonly giveUp: (which: (one: { readonly id: string }) => boolean) => void;
		readonly offered: (id: string) => Promise<MessageOffer | undefined>;
		readonly hear: () => void;
	};
};

export type SignerMessages = {
	readonly onScreens: Pick<
		FromKeys,
		Extract<keyof FromKeys, `message.${string}`>
	>;
	readonly onEngine: Pick<
		FromEngine,
		Extract<keyof FromEngine, `message.${string}`>
	>;
	/** Those that came while it was locked. What does not hold is handed back as refused. */
	readonly checkHeld: () => Promise<void>;
	/**
	 * Those that are not signed are over. @param why what became of what they were checked by
	 * @param of those of that account alone; null: all of them
	 */
	readonly dropUnsigned: (why: string, of: Hex | null) => void;
};

const checkedBy = async (
	{ offers, context, keyring }: MessageTools,
	offer: MessageOffer,
	now: OpenedVault,
): Promise<CheckedMessage> => {
	const checked = await offers.check(offer, context(now));
	const { account } = checked.request;
	signatoryOf(keyring, now, account, "the account");
	return checked;
};

const settledIn = (
	tools: MessageTools,
	id: string,
	now: OpenedVault,
): ReturnType<typeof settled<MessageOffer, CheckedMessage>> =>
	settled(
		tools.offers,
		id,
		(one) => checkedBy(tools, one, now),
		({ evidence }) => evidence === null,
	);

const deliver = async (
	{ ask }: MessageTools,
	{ id, signature, checked, own }: MessageOffer,
): Promise<void> => {
	if (signature === null || checked === null) return;
	const { digest } = checked.reading;
	await ask("message.signed", {
		...{ id, signature, digest },
		...(own === null ? {} : { amount: own.toString() }),
	});
};

/** By `signMessage` or `messageByDevice`. */
const waysOf = (checked: CheckedMessage, now: OfferContext): Ways<Hex> => ({
	here: (account) => {
		const { signed, facts } = checked;
		return signMessage(signed, facts, now.files, account, now.nowMs);
	},
	byDevice: (account, given) => messageByDevice(checked, account, given, now),
});

/** @param said names what the person read, and brings what a device made of it */
const approve = async (
	tools: MessageTools,
	id: string,
	said: {
		readonly request: string;
		readonly shown: string;
		readonly signature?: Hex | undefined;
	},
): Promise<Result<(typeof keys)["message.decide"]>> => {
	const { keyring, offers, context } = tools;
	const now = await keyring.unlocked();
	const { offer, checked } = await settledIn(tools, id, now);
	if (offer.signature === null) {
		const shown = messageApprovalOf(offer, checked);
		if (shown.request !== said.request)
			throw new Fault("order-unknown", `${id} is not the message on screen`);
		if (shown.shown !== said.shown)
			throw new Fault("order-changed", `${id} is read in another way by now`);
	}
	// From here to the signature nothing waits: a lock or a second yes comes before or after, not between.
	if (offer.signature === null) {
		const asked = checked.request.account;
		const signatory = signatoryNow(
			offers,
			offer,
			keyring,
			now,
			asked,
			"the account",
		);
		const ways = waysOf(checked, context(now));
		const made = signBy(signatory, said.signature, ways);
		if (typeof made !== "string") {
			await keyring.use();
			return { device: made };
		}
		offers.keep(offer, made);
	}
	await deliver(tools, offer);
	await keyring.use();
	return null;
};

/** Not waited for: an engine that is silent keeps nobody from what else is to be done. */
const tellRefused = ({ ask }: MessageTools, id: string, fault: Fault): void => {
	ask("message.refused", { id, fault: fault.toJson() }).catch(() => {
		// It waits there until it is offered again, and is looked at then.
	});
};

const onEngine = (tools: MessageTools): SignerMessages["onEngine"] => {
	const { offers, waiting, keyring } = tools;
	return {
		"message.offer": async ({ id, request, evidence }) => {
			const isNew = offers.get(id)?.checked == null;
			const offer = offers.hold(id, request, evidence);
			waiting.hear();
			if (offer.signature !== null) {
				await deliver(tools, offer);
				return undefined;
			}
			const now = await keyring.unlocked().catch(() => null);
			if (now === null) return undefined;
			try {
				await checkedBy(tools, offer, now);
			} catch (thrown) {
				// One that held before is still what it was: it grows old by itself.
				if (offer.evidence === evidence) offer.evidence = null;
				if (isNew && offers.get(id) === offer) offers.drop(id);
				throw thrown;
			}
			return undefined;
		},
		"message.withdraw": async ({ id }) => {
			if (offers.get(id)?.signature === null) offers.drop(id);
			return undefined;
		},
	};
};

export const openSignerMessages = (tools: MessageTools): SignerMessages => {
	const { ask, keyring, offers, waiting } = tools;
	return {
		onEngine: onEngine(tools),
		onScreens: {
			"message.list": async () =>
				offers
					.list()
					.flatMap((offer) =>
						keyring.opened() === null ||
						offer.checked === null ||
						offer.signature !== null
							? []
							: [messageApprovalOf(offer, offer.checked)],
					),
			"message.amount": async ({ id, request, amount }) => {
				const now = await keyring.unlocked();
				const { offer, checked } = await settledIn(tools, id, now);
				if (messageApprovalOf(offer, checked).request !== request)
					throw new Fault(
						"order-unknown",
						`${id} is not the message on screen`,
					);
				if (offer.signature !== null)
					throw new Fault("order-unknown", `${id} is signed already`);
				const own = amount === null ? null : BigInt(amount);
				offers.setAmount(offer, own, tools.context(now));
				await keyring.use();
				return undefined;
			},
			"message.decide": async (said) => {
				const { id } = said;
				// Also where nothing is held: its message may be on the way here, with a yes that waits for it.
				if (!said.yes) waiting.giveUp((one) => one.id === id);
				const offer = said.yes ? await waiting.offered(id) : offers.get(id);
				if (offer === undefined)
					throw new Fault("order-unknown", `no message ${id}`);
				if (said.yes) return approve(tools, id, said);
				if (offer.signature !== null)
					throw new Fault("order-unknown", `${id} is signed already`);
				offers.drop(id);
				await keyring.use();
				await ask("message.refused", { id, fault: null });
				return null;
			},
		},
		checkHeld: async () => {
			for (const offer of offers.list()) {
				const now = keyring.opened();
				if (now === null) return;
				if (offer.signature !== null) continue;
				try {
					await checkedBy(tools, offer, now);
				} catch (thrown) {
					if (offers.get(offer.id) !== offer) continue;
					offers.drop(offer.id);
					tellRefused(tools, offer.id, asFault(thrown));
				}
			}
		},
		dropUnsigned: (why, of) => {
			for (const { id, signature, checked } of offers.list()) {
				if (signature !== null) continue;
				if (of !== null && checked?.request.account !== of) continue;
				waiting.giveUp((one) => one.id === id);
				offers.drop(id);
				tellRefused(tools, id, new Fault("order-evidence", why));
			}
		},
	};
};
