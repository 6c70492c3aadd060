// The signer: a realm of its own that holds the key. The engine offers it orders with their evidence, a person decides on a
// port the engine has no end of, and what comes out is a signature. It knows no network, no store and no engine.

import { type SerialTurn, serial } from "../base/async.ts";
import type { Hex } from "../base/bytes.ts";
import { asFault, Fault } from "../base/fault.ts";
import type { Kernel } from "../crypto/kernel.ts";
import { decodeEvidence } from "../evidence/evidence.ts";
import { rollupKindOf } from "../l2/checks.ts";
import {
	type Caller,
	connect,
	type Handlers,
	type Port,
	type Result,
	serve,
} from "../protocol/channel.ts";
import { fromSigner, keys, toSigner } from "../protocol/methods.ts";
import { finalRoot } from "../receipt/anchor.ts";
import {
	type L1Network,
	type NetworkFile,
	networkByName,
	networksOf,
	rollupsOf,
} from "../receipt/networks.ts";
import type { Clock } from "../source/ports.ts";
import { type AccountHandlers, accountHandlers } from "./account-handlers.ts";
import { anchorOf, rootsOf, withAnchors } from "./anchors.ts";
import { type DescriptorsInUse, openDescriptors } from "./descriptors.ts";
import { orderByDevice } from "./device-sign.ts";
import { type Keyring, openKeyring } from "./keyring.ts";
import type { OpenedVault, SessionMemory } from "./keyring-parts.ts";
import { openMessageOffers } from "./message-offers.ts";
import { openSignerMessages, type SignerMessages } from "./messages.ts";
import {
	acceptedFile,
	acceptedFiles,
	reviewFor,
	withNetwork,
	withoutNetwork,
} from "./networks.ts";
import {
	approvalOf,
	type CheckedOffer,
	checkByAnchors,
	networkOf,
	type OfferContext,
	type Offers,
	type OwnSignature,
	openOffers,
	orderHashOf,
	type SigningOffer,
} from "./offers.ts";
import { type OwnAmounts, openOwnAmounts } from "./own-amounts.ts";
import { newPhrase, type SigningAccount } from "./phrase.ts";
import { openSafeSent, type SafeSent } from "./safe-sent.ts";
import {
	layerKeyOf,
	signCall,
	signDelegation,
	signExit,
	signOnLayer,
	signRollup,
	signTransfer,
} from "./sign.ts";
import { signatoryOf } from "./signatory.ts";
import { settled, signatoryNow, signBy, type Ways } from "./yes.ts";

export type { SessionMemory };

export type SignerParts = {
	readonly kernel: Kernel;
	readonly clock: Clock;
	/** To the engine: answers `toSigner`, asks `fromSigner`. */
	readonly engine: Port;
	readonly session: SessionMemory;
	/** The file of the registry's descriptors, when it is wanted; nothing: there is none. */
	readonly registry?: () => Promise<Uint8Array>;
};

export type Signer = {
	/** Answers `keys` on a port that only our own screens have an end of. @returns a function that stops it */
	readonly serveKeys: (port: Port) => () => void;
	/** Locks and stops. */
	readonly close: () => void;
};

/** Of 16 MB at most each; a later one mostly covers the earlier. */
const mostAdvances = 3;
/** An engine that began anew with this signer verifies what it kept and then offers its orders: seconds, or many on a busy machine. */
const mostOfferWaitMs = 60_000;
const mostWaiting = 16;

/** @throws as signTransfer, signExit, signOnLayer */
const sign = (
	checked: CheckedOffer,
	account: SigningAccount,
	{ files, nowMs }: OfferContext,
): OwnSignature => {
	const { from, chainId, nonce } = checked.transfer;
	const signed = (): { readonly raw: Hex; readonly hash: Hex } => {
		const { kind, transfer, facts } = checked;
		switch (kind) {
			case "l1":
				return signTransfer(transfer, facts, account, nowMs);
			case "call":
				return signCall(transfer, facts, account, nowMs);
			case "delegation":
				return signDelegation(transfer, facts, account, nowMs);
			case "exit":
				return signExit(rollupsOf(files))(transfer, facts, account, nowMs);
			case "rollup":
				return signRollup(transfer, facts, account, nowMs);
			case "layer":
				return signOnLayer(transfer, facts.inOrder, account, nowMs);
		}
	};
	const { raw, hash } = signed();
	return { raw, hash, from, chainId, nonce };
};

/** What the answers share. */
type SignerState = {
	readonly kernel: Kernel;
	readonly descriptors: DescriptorsInUse;
	readonly clock: Clock;
	readonly ask: Caller<typeof fromSigner>;
	readonly offers: Offers;
	readonly keyring: Keyring;
	readonly waiting: ReturnType<typeof openWaiting<SigningOffer>>;
	readonly messages: SignerMessages;
	readonly amounts: OwnAmounts;
	readonly safes: SafeSent;
	readonly advances: ReturnType<typeof openAdvances>;
	/** One at a time, what changes the vault. */
	readonly inTurn: SerialTurn;
};

/** Each yes that came before its order, and waits for it. */
const openWaiting = <Offer>(
	clock: Clock,
	offers: {
		readonly get: (id: string) => Offer | undefined;
		readonly hasSeen: (id: string) => boolean;
	},
) => {
	/** Called when an order is offered, or when the yes counts no more. */
	type Waiting = { readonly id: string; heard: () => void; isOver: boolean };

	const waiting = new Set<Waiting>();
	const giveUp = (which: (one: Waiting) => boolean): void => {
		for (const one of waiting)
			if (which(one)) {
				one.isOver = true;
				one.heard();
			}
	};

	/**
	 * The order of that id, waited for when this signer has never seen it: it may have begun anew after the person saw the
	 * order, and the engine offers all that wait again. The yes names what was on screen, so nothing else can take its place.
	 */
	const offered = async (id: string): Promise<Offer | undefined> => {
		if (waiting.size >= mostWaiting) return offers.get(id);
		const until = clock.nowMs() + mostOfferWaitMs;
		const own: Waiting = { id, heard: () => {}, isOver: false };
		waiting.add(own);
		try {
			while (!offers.hasSeen(id) && !own.isOver) {
				const leftMs = until - clock.nowMs();
				if (leftMs <= 0) break;
				const stop = new AbortController();
				const news = new Promise<void>((done) => {
					own.heard = done;
				});
				const slept = clock.sleep(leftMs, stop.signal).catch(() => {
					// News came first.
				});
				await Promise.race([news, slept]);
				stop.abort();
			}
			return own.isOver ? undefined : offers.get(id);
		} finally {
			waiting.delete(own);
		}
	};

	return {
		giveUp,
		offered,
		/** An order was offered. */
		hear: (): void => {
			for (const one of waiting) one.heard();
		},
	};
};

/** Evidence of newer roots that came while it was locked, until it opens. */
const openAdvances = (
	take: (now: OpenedVault, evidence: string) => Promise<void>,
) => {
	const held: string[] = [];
	return {
		/** Tried when it opens; the engine keeps it until it hears that it was taken. */
		hold: (evidence: string): void => {
			if (!held.includes(evidence)) held.push(evidence);
			if (held.length > mostAdvances) held.shift();
		},
		catchUp: async (now: OpenedVault): Promise<void> => {
			for (const evidence of held.splice(0))
				try {
					await take(now, evidence);
				} catch (thrown) {
					// What does not keep one root keeps none, and the person waits for each.
					if (asFault(thrown).code === "storage") break;
					// Else it proves nothing from the anchors there are; the engine may offer better.
				}
		},
	};
};

const context = (
	state: Pick<SignerState, "kernel" | "clock" | "descriptors">,
	now: OpenedVault,
): OfferContext => ({
	kernel: state.kernel,
	descriptors: state.descriptors,
	files: acceptedFiles(now.kept),
	rootsOf: (network) => rootsOf(now.kept, network),
	nowMs: state.clock.nowMs(),
});

const check = async (
	state: SignerState,
	offer: SigningOffer,
	now: OpenedVault,
): Promise<CheckedOffer> => {
	const { offers } = state;
	const checked = await offers.check(offer, context(state, now));
	if (checked.kind === "call") state.amounts.check(checked.transfer);
	const { from } = checked.transfer;
	signatoryOf(state.keyring, now, from, "the sender");
	return checked;
};

/** Not waited for: an engine that is silent or out of room keeps nobody from opening the wallet or from what else is to be done. */
const tellRefused = (state: SignerState, id: string, fault: Fault): void => {
	const { ask } = state;
	ask("order.refused", { id, fault: fault.toJson() }).catch(() => {
		// It waits there until it is offered again, and is looked at then.
	});
};

/** Orders that came while it was locked. What does not hold is handed back as refused. */
const checkHeld = async (state: SignerState): Promise<void> => {
	const { offers, keyring } = state;
	for (const offer of offers.list()) {
		const now = keyring.opened();
		if (now === null) return;
		try {
			await check(state, offer, now);
		} catch (thrown) {
			// Offered again meanwhile, it is looked at by what came with it.
			if (offers.get(offer.id) !== offer) continue;
			offers.drop(offer.id);
			tellRefused(state, offer.id, asFault(thrown));
		}
	}
};

/** The final heads that the evidence proves from an anchor become anchors. @throws what speaks against it */
const advance = async (
	state: SignerState,
	now: OpenedVault,
	evidence: string,
): Promise<void> => {
	const { keyring } = state;
	const file = decodeEvidence(evidence);
	const network = networkOf(file, acceptedFiles(now.kept));
	const { conclusions } = await checkByAnchors(file, context(state, now));
	const added = conclusions.map((head) => anchorOf(network, finalRoot(head)));
	await keyring.remember(now, withAnchors(now.kept, added));
};

const deliver = async (
	state: SignerState,
	offer: SigningOffer,
): Promise<Hex | null> => {
	const { ask } = state;
	if (offer.signed === null) return null;
	const { raw, hash: made } = offer.signed;
	await ask("order.signed", { id: offer.id, raw, hash: made });
	return made;
};

const settledIn = (
	state: SignerState,
	id: string,
	now: OpenedVault,
): ReturnType<typeof settled<SigningOffer, CheckedOffer>> =>
	settled(
		state.offers,
		id,
		(one) => check(state, one, now),
		() => true,
	);

/** By `sign` or `orderByDevice`, as the account's key is here or on a device. */
const waysOf = (
	checked: CheckedOffer,
	now: OfferContext,
): Ways<OwnSignature> => ({
	here: (account) => sign(checked, account, now),
	byDevice: (account, given) => orderByDevice(checked, account, given, now),
});

/** @param said names what the person read, and brings what a device made of it */
const approve = async (
	state: SignerState,
	id: string,
	{
		shown,
		signature,
	}: { readonly shown: Hex; readonly signature?: Hex | undefined },
): Promise<Result<(typeof keys)["approval.decide"]>> => {
	const { offers, keyring } = state;
	const now = await keyring.unlocked();
	const { offer, checked } = await settledIn(state, id, now);
	if (offer.signed === null && approvalOf(offer, checked).shown !== shown)
		throw new Fault("order-changed", `${id} is read in another way by now`);
	// From here to the signature nothing waits: a lock or a second yes comes before or after, not between.
	if (offer.signed === null) {
		const { from } = checked.transfer;
		const signatory = signatoryNow(
			offers,
			offer,
			keyring,
			now,
			from,
			"the sender",
		);
		state.safes.check(checked);
		const ways = waysOf(offers.again(checked), context(state, now));
		const made = signBy(signatory, signature, ways);
		if ("asked" in made) {
			await keyring.use();
			return { hash: null, device: made };
		}
		offers.keep(offer, made);
		state.safes.signed(checked);
		if (checked.kind === "call") state.amounts.over(checked.transfer);
	}
	const made = await deliver(state, offer);
	await keyring.use();
	return { hash: made };
};

/** A network of this release, or of a file that was accepted. @throws network-unconfirmed, locked */
const networkNamed = async (
	state: SignerState,
	name: string,
): Promise<L1Network> => {
	const { keyring } = state;
	const named = (files: readonly NetworkFile[]): L1Network | undefined =>
		networkByName(networksOf(files))(name);
	const network = named([]) ?? named(acceptedFiles(await keyring.kept()));
	if (network === undefined)
		throw new Fault("network-unconfirmed", `network "${name}"`);
	return network;
};

/**
 * Orders that were checked under other files than the ones there are now are over. Engine and person hear of it.
 * @param why what became of the files
 */
const dropChecked = (state: SignerState, why: string): void => {
	const { offers } = state;
	for (const { id, signed } of offers.list()) {
		if (signed !== null) continue;
		offers.drop(id);
		tellRefused(state, id, new Fault("order-evidence", why));
	}
	state.messages.dropUnsigned(why, null);
};

const removed = "its account was removed since";

/** Orders of accounts that are gone are over. @param gone null: all of them */
const dropOf = (state: SignerState, gone: Hex | null): void => {
	const { offers, waiting } = state;
	for (const { id, signed, checked } of offers.list()) {
		if (signed !== null) continue;
		if (gone !== null && checked?.transfer.from !== gone) continue;
		waiting.giveUp((one) => one.id === id);
		offers.drop(id);
		tellRefused(state, id, new Fault("order-evidence", removed));
	}
	state.messages.dropUnsigned(removed, gone);
};

/** An engine that does not hear it takes the wallet for locked. */
const tellKeys = ({ ask, keyring }: SignerState): void => {
	ask("keys.changed", { untilMs: keyring.untilMs() }).catch(() => {});
};

type FromScreens = Handlers<typeof keys, undefined>;

const keyHandlers = ({
	keyring,
	inTurn,
}: SignerState): Omit<
	Pick<FromScreens, Extract<keyof FromScreens, `keys.${string}`>>,
	keyof AccountHandlers
> => ({
	"keys.status": async () => {
		await keyring.loaded();
		await keyring.unlocked().catch(() => {
			// Then the status says so.
		});
		return keyring.status();
	},
	"keys.phrase": async () => ({ phrase: newPhrase() }),
	"keys.create": ({ phrase, password, checked }) =>
		inTurn(async () => {
			await keyring.create(phrase, password, checked === true);
			return keyring.status();
		}),
	"keys.unlock": ({ password }) =>
		inTurn(async () => {
			await keyring.unlock(password);
			return keyring.status();
		}),
	"keys.lock": async () => {
		await keyring.lock();
		return keyring.status();
	},
	"keys.autoLock": ({ minutes }) =>
		inTurn(async () => {
			const now = await keyring.unlocked();
			await keyring.remember(now, { ...now.kept, autoLockMinutes: minutes });
			await keyring.use();
			return keyring.status();
		}),
});

const networkHandlers = (
	state: SignerState,
): Pick<
	FromScreens,
	Extract<keyof FromScreens, "anchor.accept" | `network.${string}`>
> => {
	const { keyring, inTurn } = state;
	return {
		"anchor.accept": ({ network, root }) =>
			inTurn(async () => {
				await keyring.accept(
					anchorOf(await networkNamed(state, network), root),
				);
				return undefined;
			}),
		"network.review": async ({ file }) => reviewFor(await keyring.kept(), file),
		"network.accept": ({ file, hash, confirmed }) =>
			inTurn(async () => {
				await keyring.change((kept) =>
					withNetwork(kept, file, hash, confirmed),
				);
				dropChecked(state, "a network file was accepted since");
				return keyring.status();
			}),
		"network.forget": ({ name }) =>
			inTurn(async () => {
				await keyring.change((kept) => withoutNetwork(kept, name));
				dropChecked(state, "a network was forgotten since");
				return keyring.status();
			}),
		"network.file": async ({ name }) => ({
			file: acceptedFile(await keyring.kept(), name),
		}),
	};
};

const approvalHandlers = (
	state: SignerState,
): Pick<FromScreens, Extract<keyof FromScreens, `approval.${string}`>> => {
	const { ask, keyring, offers, waiting } = state;
	return {
		"approval.list": async () =>
			offers
				.list()
				.flatMap((offer) =>
					keyring.opened() === null ||
					offer.checked === null ||
					offer.signed !== null
						? []
						: [approvalOf(offer, offer.checked)],
				),
		"approval.amount": async ({ id, order, amount }) => {
			const offer = offers.get(id);
			if (offer === undefined || order !== orderHashOf(offer))
				throw new Fault("order-unknown", `${id} is not the order on screen`);
			const now = await keyring.unlocked();
			const { checked } = await settledIn(state, id, now);
			if (checked.kind !== "call" || offer.signed !== null)
				throw new Fault("amount-fixed", `${id} gives no allowance`);
			const own = amount === null ? null : BigInt(amount);
			state.amounts.choose(checked.transfer, own);
			await keyring.use();
			await ask("order.amount", { id, amount });
			return undefined;
		},
		"approval.decide": async (said) => {
			const { id, order } = said;
			// Also where nothing is held: its order may be on the way here, with a yes that waits for it.
			if (!said.yes) waiting.giveUp((one) => one.id === id);
			const offer = said.yes ? await waiting.offered(id) : offers.get(id);
			if (offer === undefined)
				throw new Fault("order-unknown", `no order ${id}`);
			// The id stands for this order from here on, as long as this signer lives: see `hold`.
			if (order !== undefined && order !== orderHashOf(offer))
				throw new Fault("order-unknown", `${id} is not the order on screen`);
			if (said.yes) return approve(state, id, said);
			if (offer.signed !== null)
				throw new Fault("order-unknown", `${id} is signed already`);
			offers.drop(id);
			if (offer.checked?.kind === "call")
				state.amounts.over(offer.checked.transfer);
			await keyring.use();
			await ask("order.refused", { id, fault: null });
			return { hash: null };
		},
	};
};

const engineHandlers = (
	state: SignerState,
): Handlers<typeof toSigner, undefined> => {
	const { keyring, offers, waiting, advances, inTurn } = state;
	return {
		...state.messages.onEngine,
		"vault.load": async ({ vault, anchors }) => {
			await keyring.load(vault, anchors);
			tellKeys(state);
			return keyring.status();
		},
		"order.offer": async ({ id, order, evidence }) => {
			const offer = offers.hold(id, order, evidence);
			waiting.hear();
			if (offer.signed !== null) {
				await deliver(state, offer);
				return undefined;
			}
			const now = await keyring.unlocked().catch(() => null);
			if (now === null) return undefined;
			try {
				await check(state, offer, now);
			} catch (thrown) {
				// What was offered under its id meanwhile, with other evidence, is not what failed.
				if (offers.get(id) === offer) offers.drop(id);
				throw thrown;
			}
			return undefined;
		},
		"order.withdraw": async ({ id }) => {
			if (offers.get(id)?.signed === null) offers.drop(id);
			return undefined;
		},
		"rollup.keys": async ({ chainId }) => {
			const { unlock, kept } = await keyring.unlocked();
			const orders = rollupsOf(acceptedFiles(kept))
				.filter((one) => one.chainId === chainId)
				.flatMap((one) => rollupKindOf(one)?.orders ?? [])
				.at(0);
			if (orders === undefined)
				throw new Fault("network-unconfirmed", `no such rollup ${chainId}`);
			return unlock.accounts.map((account) => ({
				address: account.address,
				key: layerKeyOf(orders, account, chainId),
			}));
		},
		"anchor.advance": ({ evidence }) =>
			inTurn(async () => {
				const now = await keyring.unlocked().catch(() => null);
				if (now === null) {
					advances.hold(evidence);
					throw new Fault("locked", "anchors are sealed");
				}
				await advance(state, now, evidence);
				return undefined;
			}),
	};
};

export const openSigner = (parts: SignerParts): Signer => {
	const { kernel, clock } = parts;
	const ask: Caller<typeof fromSigner> = connect(parts.engine, fromSigner);
	const offers = openOffers();
	const descriptors = openDescriptors(parts.registry, clock);

	const keyring = openKeyring({
		clock,
		session: parts.session,
		save: async (vault, anchors, accounts) => {
			await ask("vault.save", {
				vault,
				anchors,
				accounts: accounts.map(({ address }) => address),
				watched: accounts.flatMap(({ address, kind }) =>
					kind === "watch" ? [address] : [],
				),
			});
		},
		onOpen: async (now) => {
			await advances.catchUp(now);
			await checkHeld(state);
			await messages.checkHeld();
		},
		onChange: () => {
			// A yes that still waits for its order was given before: what is locked is opened anew for another one.
			if (keyring.opened() === null) {
				waiting.giveUp(() => true);
				messageWaiting.giveUp(() => true);
			}
			tellKeys(state);
		},
	});

	const waiting = openWaiting(clock, offers);
	const messageOffers = openMessageOffers();
	const messageWaiting = openWaiting(clock, messageOffers);
	const messages = openSignerMessages({
		ask,
		keyring,
		offers: messageOffers,
		waiting: messageWaiting,
		context: (now) => context({ kernel, clock, descriptors }, now),
	});
	const advances = openAdvances((now, evidence) =>
		advance(state, now, evidence),
	);
	const state: SignerState = {
		...{ kernel, clock, ask },
		offers,
		keyring,
		waiting,
		messages,
		descriptors,
		amounts: openOwnAmounts(),
		safes: openSafeSent(),
		advances,
		inTurn: serial(),
	};
	const fromScreens: FromScreens = {
		...keyHandlers(state),
		...accountHandlers({
			keyring,
			inTurn: state.inTurn,
			removed: (address) => dropOf(state, address),
		}),
		...networkHandlers(state),
		...approvalHandlers(state),
		...messages.onScreens,
		ping: async () => undefined,
	};
	const stop = serve(parts.engine, toSigner, engineHandlers(state), undefined);
	return {
		serveKeys: (port) => serve(port, keys, fromScreens, undefined),
		close: () => {
			stop();
			void keyring.lock();
		},
	};
};
