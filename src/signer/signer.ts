// The signer: a realm of its own that holds the key. The engine offers it orders with their evidence, a person decides on a
// port the engine has no end of, and what comes out is a signature. It knows no network, no store and no engine.

import { serial } from "../base/async.ts";
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
import { anchorOf, rootsOf, withAnchors } from "./anchors.ts";
import { type Opened, openKeyring, type SessionMemory } from "./keyring.ts";
import {
	acceptedFile,
	acceptedFiles,
	reviewFor,
	withNetwork,
	withoutNetwork,
} from "./networks.ts";
import {
	approvalOf,
	type Checked,
	checkByAnchors,
	type Ground,
	networkOf,
	type Offer,
	type OwnSignature,
	openOffers,
	orderHashOf,
} from "./offers.ts";
import { layerKeyOf, signExit, signOnLayer, signTransfer } from "./sign.ts";
import { type Account, newPhrase } from "./vault.ts";

export type { SessionMemory };

export type SignerParts = {
	readonly kernel: Kernel;
	readonly clock: Clock;
	/** To the engine: answers `toSigner`, asks `fromSigner`. */
	readonly engine: Port;
	readonly session: SessionMemory;
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
/** How often an order may be offered again while a yes to it is under way. */
const mostOffersAnew = 8;

/** @throws as signTransfer, signExit, signOnLayer */
const sign = (
	checked: Checked,
	account: Account,
	{ files, nowMs }: Ground,
): OwnSignature => {
	const { from, chainId, nonce } = checked.transfer;
	const signed = (): { readonly raw: Hex; readonly hash: Hex } => {
		const { kind, transfer, facts } = checked;
		switch (kind) {
			case "l1":
				return signTransfer(transfer, facts, account, nowMs);
			case "exit":
				return signExit(transfer, facts, rollupsOf(files), account, nowMs);
			case "layer":
				return signOnLayer(transfer, facts.inOrder, account, nowMs);
		}
	};
	const { raw, hash } = signed();
	return { raw, hash, from, chainId, nonce };
};

export const openSigner = (parts: SignerParts): Signer => {
	const { kernel, clock } = parts;
	const ask: Caller<typeof fromSigner> = connect(parts.engine, fromSigner);
	const offers = openOffers();
	/** Evidence of newer roots that came while it was locked. */
	const heldAdvances: string[] = [];

	const keyring = openKeyring({
		clock,
		session: parts.session,
		save: async (vault, anchors, accounts) => {
			await ask("vault.save", { vault, anchors, accounts });
		},
		onOpen: async (now) => {
			for (const evidence of heldAdvances.splice(0))
				try {
					await advance(now, evidence);
				} catch (thrown) {
					// What does not keep one root keeps none, and the person waits for each.
					if (asFault(thrown).code === "storage") break;
					// Else it proves nothing from the anchors there are; the engine may offer better.
				}
			await checkHeld();
		},
		onChange: () => {
			// A yes that still waits for its order was given before: what is locked is opened anew for another one.
			if (keyring.opened() === null) giveUp(() => true);
			tellKeys();
		},
	});

	/** An engine that does not hear it takes the wallet for locked. */
	const tellKeys = (): void => {
		ask("keys.changed", { untilMs: keyring.untilMs() }).catch(() => {});
	};

	/** Each yes that came before its order, and waits for it: called when one is offered, or when the yes counts no more. */
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

	// One at a time, what changes the vault.
	const inTurn = serial();

	const ground = (now: Opened): Ground => ({
		kernel,
		files: acceptedFiles(now.kept),
		rootsOf: (network) => rootsOf(now.kept, network),
		nowMs: clock.nowMs(),
	});

	const check = async (offer: Offer, now: Opened): Promise<Checked> => {
		const checked = await offers.check(offer, ground(now));
		if (
			now.unlock.accounts.every(
				({ address }) => address !== checked.transfer.from,
			)
		)
			throw new Fault("order-evidence", "the sender is not of this vault");
		return checked;
	};

	/** Not waited for: an engine that is silent or out of room keeps nobody from opening the wallet or from what else is to be done. */
	const tellRefused = (id: string, fault: Fault): void => {
		ask("order.refused", { id, fault: fault.toJson() }).catch(() => {
			// It waits there until it is offered again, and is looked at then.
		});
	};

	/** Orders that came while it was locked. What does not hold is handed back as refused. */
	const checkHeld = async (): Promise<void> => {
		for (const offer of offers.list()) {
			const now = keyring.opened();
			if (now === null) return;
			try {
				await check(offer, now);
			} catch (thrown) {
				// Offered again meanwhile, it is looked at by what came with it.
				if (offers.get(offer.id) !== offer) continue;
				offers.drop(offer.id);
				tellRefused(offer.id, asFault(thrown));
			}
		}
	};

	/** The final heads that the evidence proves from an anchor become anchors. @throws what speaks against it */
	const advance = async (now: Opened, evidence: string): Promise<void> => {
		const file = decodeEvidence(evidence);
		const network = networkOf(file, acceptedFiles(now.kept));
		const { conclusions } = await checkByAnchors(file, ground(now));
		const added = conclusions.map((head) => anchorOf(network, finalRoot(head)));
		await keyring.remember(now, withAnchors(now.kept, added));
	};

	const deliver = async (offer: Offer): Promise<Hex | null> => {
		if (offer.signed === null) return null;
		const { raw, hash: made } = offer.signed;
		await ask("order.signed", { id: offer.id, raw, hash: made });
		return made;
	};

	/** The order as it is held by now: the engine may offer it again, with other evidence, while it is being checked. */
	const settled = async (
		id: string,
		now: Opened,
	): Promise<{ readonly offer: Offer; readonly checked: Checked }> => {
		for (let i = 0; i < mostOffersAnew; i++) {
			const offer = offers.get(id);
			if (offer === undefined)
				throw new Fault("order-unknown", `${id} was withdrawn meanwhile`);
			const checked = await check(offer, now);
			if (offers.get(id) === offer) return { offer, checked };
		}
		throw new Fault("order-changed", `${id} is offered again and again`);
	};

	/** @param shown names what the person read */
	const approve = async (id: string, shown: Hex): Promise<Hex | null> => {
		const now = await keyring.unlocked();
		const { offer, checked } = await settled(id, now);
		if (offer.signed === null && approvalOf(offer, checked).shown !== shown)
			throw new Fault("order-changed", `${id} is read in another way by now`);
		const account = now.unlock.accounts.find(
			({ address }) => address === checked.transfer.from,
		);
		// From here to the signature nothing waits: a lock or a second yes comes before or after, not between.
		if (offer.signed === null) {
			if (keyring.opened() !== now || account === undefined)
				throw new Fault("locked", "it was locked meanwhile");
			if (offers.get(id) !== offer)
				throw new Fault("order-unknown", `${id} was withdrawn meanwhile`);
			offers.keep(offer, sign(offers.again(checked), account, ground(now)));
		}
		const made = await deliver(offer);
		await keyring.use();
		return made;
	};

	/** A network of this release, or of a file that was accepted. @throws network-unconfirmed, locked */
	const networkNamed = async (name: string): Promise<L1Network> => {
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
	const dropChecked = (why: string): void => {
		for (const { id, signed } of offers.list()) {
			if (signed !== null) continue;
			offers.drop(id);
			tellRefused(id, new Fault("order-evidence", why));
		}
	};

	const fromScreens: Handlers<typeof keys, undefined> = {
		"keys.status": async () => {
			await keyring.loaded();
			await keyring.unlocked().catch(() => {
				// Then the status says so.
			});
			return keyring.status();
		},
		"keys.phrase": async () => ({ phrase: newPhrase() }),
		"keys.create": ({ phrase, password }) =>
			inTurn(async () => {
				await keyring.create(phrase, password);
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
		"anchor.accept": ({ network, root }) =>
			inTurn(async () => {
				await keyring.accept(anchorOf(await networkNamed(network), root));
				return undefined;
			}),
		"network.review": async ({ file }) => reviewFor(await keyring.kept(), file),
		"network.accept": ({ file, hash, confirmed }) =>
			inTurn(async () => {
				await keyring.change((kept) =>
					withNetwork(kept, file, hash, confirmed),
				);
				dropChecked("a network file was accepted since");
				return keyring.status();
			}),
		"network.forget": ({ name }) =>
			inTurn(async () => {
				await keyring.change((kept) => withoutNetwork(kept, name));
				dropChecked("a network was forgotten since");
				return keyring.status();
			}),
		"network.file": async ({ name }) => ({
			file: acceptedFile(await keyring.kept(), name),
		}),
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
		"approval.decide": async (said) => {
			const { id, order } = said;
			// Also where nothing is held: its order may be on the way here, with a yes that waits for it.
			if (!said.yes) giveUp((one) => one.id === id);
			const offer = said.yes ? await offered(id) : offers.get(id);
			if (offer === undefined)
				throw new Fault("order-unknown", `no order ${id}`);
			// The id stands for this order from here on, as long as this signer lives: see `hold`.
			if (order !== undefined && order !== orderHashOf(offer))
				throw new Fault("order-unknown", `${id} is not the order on screen`);
			if (said.yes) return { hash: await approve(id, said.shown) };
			if (offer.signed !== null)
				throw new Fault("order-unknown", `${id} is signed already`);
			offers.drop(id);
			await keyring.use();
			await ask("order.refused", { id, fault: null });
			return { hash: null };
		},
		ping: async () => undefined,
	};

	const fromEngine: Handlers<typeof toSigner, undefined> = {
		"vault.load": async ({ vault, anchors }) => {
			await keyring.load(vault, anchors);
			tellKeys();
			return keyring.status();
		},
		"order.offer": async ({ id, order, evidence }) => {
			const offer = offers.hold(id, order, evidence);
			for (const one of waiting) one.heard();
			if (offer.signed !== null) {
				await deliver(offer);
				return undefined;
			}
			const now = await keyring.unlocked().catch(() => null);
			if (now === null) return undefined;
			try {
				await check(offer, now);
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
					// Tried when it opens; the engine keeps it until it hears that it was taken.
					if (!heldAdvances.includes(evidence)) heldAdvances.push(evidence);
					if (heldAdvances.length > mostAdvances) heldAdvances.shift();
					throw new Fault("locked", "anchors are sealed");
				}
				await advance(now, evidence);
				return undefined;
			}),
	};

	const stop = serve(parts.engine, toSigner, fromEngine, undefined);
	return {
		serveKeys: (port) => serve(port, keys, fromScreens, undefined),
		close: () => {
			stop();
			void keyring.lock();
		},
	};
};
