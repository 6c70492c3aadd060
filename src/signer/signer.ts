// The signer: a realm of its own that holds the key. The engine offers it orders with their evidence, a person decides on a
// port the engine has no end of, and what comes out is a signature. It knows no network, no store and no engine.

import { fromHex, type Hex, isHex, toHex } from "../base/bytes.ts";
import { type Decoded, hash } from "../base/decode.ts";
import { asFault, Fault } from "../base/fault.ts";
import type { Kernel } from "../crypto/kernel.ts";
import {
	type Caller,
	connect,
	type Handlers,
	type Port,
	serve,
} from "../protocol/channel.ts";
import {
	fromSigner,
	type keyStatus,
	keys,
	toSigner,
} from "../protocol/methods.ts";
import { finalRoot } from "../receipt/anchor.ts";
import { decodeEvidence } from "../receipt/evidence.ts";
import {
	decodeNetworkFile,
	type NetworkFile,
	networkByName,
	networksOf,
} from "../receipt/networks.ts";
import type { Clock } from "../source/ports.ts";
import {
	type Anchor,
	anchorOf,
	fresh,
	type Kept,
	rootsOf,
	sealKept,
	unsealKept,
	withAnchors,
} from "./anchors.ts";
import {
	approvalOf,
	type Checked,
	checkByAnchors,
	type Ground,
	networkOf,
	type Offer,
	openOffers,
} from "./offers.ts";
import { signTransfer } from "./sign.ts";
import {
	createVault,
	decodeVault,
	newPhrase,
	openByKey,
	openByPassword,
	type Unlock,
	type Vault,
	wipe,
} from "./vault.ts";

/**
 * Where the unlock key lies while the wallet is unlocked, so that a signer that was unloaded can go on: memory of the
 * browser's session, kept by the background, out of the engine's reach, and forgotten at `lockAtMs`.
 */
export type SessionMemory = {
	readonly get: () => Promise<string | null>;
	readonly set: (key: string, lockAtMs: number) => Promise<void>;
	readonly clear: () => Promise<void>;
};

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

/** How long a screen waits for the store's word after a start. */
const mostLoadMs = 20_000;

/** Of 16 MB at most each; a later one mostly covers the earlier. */
const mostAdvances = 3;

type Status = Decoded<typeof keyStatus>;

/** An unlocked vault, and what it remembers. */
type Opened = { readonly unlock: Unlock; kept: Kept };

export const openSigner = (parts: SignerParts): Signer => {
	const { kernel, clock, session } = parts;
	const ask: Caller<typeof fromSigner> = connect(parts.engine, fromSigner);
	const offers = openOffers();
	let vault: { readonly file: string; readonly decoded: Vault } | null = null;
	let sealedKept: string | null = null;
	let opened: Opened | null = null;
	/** Roots the user accepted while there was no key to seal them under. */
	let pending: readonly Anchor[] = [];
	/** Evidence of newer roots that came while it was locked. */
	const heldAdvances: string[] = [];
	let files: readonly NetworkFile[] = [];
	let usedMs = clock.nowMs();
	/** Null until the engine has said what lies in the store: before that, "no vault" would be a guess. */
	let load: { readonly fault: Fault | null } | null = null;
	const loading = new AbortController();
	let watch = new AbortController();

	// --- one at a time, what changes the vault
	let last: Promise<unknown> = Promise.resolve();
	const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
		const done = last.then(work, work);
		last = done.catch(() => {});
		return done;
	};

	/** Waits for the store's word. @throws storage when it does not come, bad-file when it is no vault */
	const loaded = async (): Promise<void> => {
		if (load === null)
			await clock.sleep(mostLoadMs, loading.signal).catch(() => {
				// It came.
			});
		if (load === null)
			throw new Fault("storage", "what is stored was not read yet");
		if (load.fault !== null) throw load.fault;
	};

	const lockMs = (kept: Kept): number => kept.autoLockMinutes * 60_000;

	const status = (): Status => ({
		hasVault: vault !== null,
		unlocked: opened !== null,
		accounts: vault?.decoded.accounts ?? [],
		autoLockMinutes: (opened?.kept ?? fresh).autoLockMinutes,
	});

	const lock = async (): Promise<void> => {
		if (opened !== null) wipe(opened.unlock);
		opened = null;
		watch.abort();
		await session.clear();
	};

	/** The unlocked vault, if its time is not over. @throws no-vault, locked */
	const unlocked = async (): Promise<Opened> => {
		if (vault === null) throw new Fault("no-vault", "no vault is loaded");
		if (opened !== null && clock.nowMs() - usedMs >= lockMs(opened.kept))
			await lock();
		if (opened === null) throw new Fault("locked", "the password is needed");
		return opened;
	};

	/** A person did something: the time until it locks begins anew. */
	const use = async (): Promise<void> => {
		usedMs = clock.nowMs();
		if (opened === null) return;
		const { unlock, kept } = opened;
		const lockAtMs = usedMs + lockMs(kept);
		const key = `${toHex(unlock.key)}@${lockAtMs}`;
		await session.set(key, lockAtMs).catch(() => {
			// Then the password is asked for again after the next start; nothing else is lost.
		});
	};

	/** Locks when nobody has used it for long enough; looks again whenever that could be. */
	const watchTime = async (now: Opened, signal: AbortSignal): Promise<void> => {
		while (opened === now) {
			const leftMs = usedMs + lockMs(now.kept) - clock.nowMs();
			if (leftMs <= 0) return lock();
			await clock.sleep(Math.min(leftMs, 30_000), signal);
		}
	};

	const save = async (now: Opened, file: string): Promise<void> => {
		const sealed = await sealKept(now.unlock.key, now.kept);
		await ask("vault.save", {
			vault: file,
			anchors: sealed,
			accounts: now.unlock.accounts.map(({ address }) => address),
		});
		sealedKept = sealed;
	};

	const remember = async (now: Opened, kept: Kept): Promise<void> => {
		if (vault === null) throw new Fault("no-vault", "no vault is loaded");
		now.kept = kept;
		await save(now, vault.file);
	};

	/** What was remembered under this key; what does not open was not sealed by it, and counts for nothing. */
	const keptBy = async (key: Uint8Array): Promise<Kept> => {
		if (sealedKept === null) return fresh;
		try {
			return await unsealKept(key, sealedKept);
		} catch (thrown) {
			if (thrown instanceof Fault && thrown.code === "bad-file") return fresh;
			throw thrown;
		}
	};

	const enter = async (now: Opened, sinceMs: number): Promise<void> => {
		opened = now;
		usedMs = sinceMs;
		watch = new AbortController();
		// Ends by being cancelled when it is locked in another way.
		void watchTime(now, watch.signal).catch(() => {});
		for (const evidence of heldAdvances.splice(0))
			await advance(now, evidence).catch(() => {
				// It proves nothing from the anchors there are; the engine may offer better.
			});
		await checkHeld();
	};

	// --- anchors and orders

	const ground = (now: Opened): Ground => ({
		kernel,
		files,
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

	/** Orders that came while it was locked. What does not hold is handed back as refused. */
	const checkHeld = async (): Promise<void> => {
		for (const offer of offers.list()) {
			if (opened === null) return;
			try {
				await check(offer, opened);
			} catch {
				offers.drop(offer.id);
				await ask("order.refused", { id: offer.id });
			}
		}
	};

	/** The final heads that the evidence proves from an anchor become anchors. @throws what speaks against it */
	const advance = async (now: Opened, evidence: string): Promise<void> => {
		const file = decodeEvidence(evidence);
		const network = networkOf(file, files);
		const { conclusions } = await checkByAnchors(file, ground(now));
		const added = conclusions.map((head) => anchorOf(network, finalRoot(head)));
		if (opened === now) await remember(now, withAnchors(now.kept, added));
	};

	const deliver = async (offer: Offer): Promise<Hex | null> => {
		if (offer.signed === null) return null;
		const { raw, hash: made } = offer.signed;
		await ask("order.signed", { id: offer.id, raw, hash: made });
		return made;
	};

	const approve = async (offer: Offer): Promise<Hex | null> => {
		const now = await unlocked();
		const checked = await check(offer, now);
		const account = now.unlock.accounts.find(
			({ address }) => address === checked.transfer.from,
		);
		// From here to the signature nothing waits: a lock or a second yes comes before or after, not between.
		if (offer.signed === null) {
			if (opened !== now || account === undefined)
				throw new Fault("locked", "it was locked meanwhile");
			const nowMs = clock.nowMs();
			const order = offers.again(checked, nowMs);
			offers.keep(offer, signTransfer(order, checked.facts, account, nowMs));
		}
		const made = await deliver(offer);
		await use();
		return made;
	};

	const networkNamed = (name: string) => {
		const network = networkByName(networksOf(files))(name);
		if (network === undefined)
			throw new Fault("unknown-chain", `network "${name}"`);
		return network;
	};

	// --- what screens ask

	const fromScreens: Handlers<typeof keys, undefined> = {
		"keys.status": async () => {
			await loaded();
			await unlocked().catch(() => {});
			return status();
		},
		"keys.phrase": async () => ({ phrase: newPhrase() }),
		"keys.create": ({ phrase, password }) =>
			inTurn(async () => {
				await loaded();
				if (vault !== null) throw new Fault("has-vault", "nothing was changed");
				const { file, unlock } = await createVault(phrase, password);
				const now: Opened = { unlock, kept: withAnchors(fresh, pending) };
				try {
					await save(now, file);
				} catch (thrown) {
					wipe(unlock);
					throw thrown;
				}
				vault = { file, decoded: decodeVault(file) };
				pending = [];
				await enter(now, clock.nowMs());
				await use();
				return status();
			}),
		"keys.unlock": ({ password }) =>
			inTurn(async () => {
				await loaded();
				if (vault === null) throw new Fault("no-vault", "no vault is loaded");
				const { unlock, renewed } = await openByPassword(
					vault.decoded,
					password,
				);
				if (opened !== null) wipe(opened.unlock);
				opened = null;
				const kept = withAnchors(await keptBy(unlock.key), pending);
				const now: Opened = { unlock: renewed?.unlock ?? unlock, kept };
				if (renewed !== null || pending.length > 0) {
					const file = renewed?.file ?? vault.file;
					await save(now, file);
					vault = { file, decoded: decodeVault(file) };
					pending = [];
					if (renewed !== null) wipe(unlock);
				}
				await enter(now, clock.nowMs());
				await use();
				return status();
			}),
		"keys.lock": async () => {
			await lock();
			return status();
		},
		"keys.autoLock": ({ minutes }) =>
			inTurn(async () => {
				const now = await unlocked();
				await remember(now, { ...now.kept, autoLockMinutes: minutes });
				await use();
				return status();
			}),
		"anchor.accept": ({ network, root }) =>
			inTurn(async () => {
				const added = [anchorOf(networkNamed(network), hash(root, "root"))];
				if (opened === null) pending = [...pending, ...added].slice(-8);
				else {
					await remember(opened, withAnchors(opened.kept, added));
					await use();
				}
				return undefined;
			}),
		"approval.list": async () =>
			offers
				.list()
				.flatMap(({ id, checked, signed }) =>
					opened === null || checked === null || signed !== null
						? []
						: [approvalOf(id, checked)],
				),
		"approval.decide": async ({ id, yes }) => {
			const offer = offers.get(id);
			if (offer === undefined)
				throw new Fault("order-unknown", `no order ${id}`);
			if (yes) return { hash: await approve(offer) };
			if (offer.signed !== null)
				throw new Fault("order-unknown", `${id} is signed already`);
			offers.drop(id);
			await use();
			await ask("order.refused", { id });
			return { hash: null };
		},
		ping: async () => undefined,
	};

	// --- what the engine asks

	const fromEngine: Handlers<typeof toSigner, undefined> = {
		"vault.load": async ({ vault: file, anchors }) => {
			// What is here is newer than what any store says.
			if (load !== null && load.fault === null) return status();
			try {
				if (file !== null) {
					const decoded = decodeVault(file);
					vault = { file, decoded };
					sealedKept = anchors;
					await resume(decoded);
				}
				load = { fault: null };
			} catch (thrown) {
				load = { fault: asFault(thrown) };
				throw thrown;
			} finally {
				loading.abort();
			}
			return status();
		},
		"networks.set": async (given) => {
			files = given.files.map(decodeNetworkFile);
			return undefined;
		},
		"order.offer": async ({ id, order, evidence }) => {
			const offer = offers.hold(id, order, evidence);
			if (offer.signed !== null) {
				await deliver(offer);
				return undefined;
			}
			const now = await unlocked().catch(() => null);
			if (now === null) return undefined;
			try {
				await check(offer, now);
			} catch (thrown) {
				offers.drop(id);
				throw thrown;
			}
			return undefined;
		},
		"order.withdraw": async ({ id }) => {
			if (offers.get(id)?.signed === null) offers.drop(id);
			return undefined;
		},
		"anchor.advance": ({ evidence }) =>
			inTurn(async () => {
				const now = await unlocked().catch(() => null);
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

	/** Unlocks with the key of the session, if there is one, it fits and its time is not over. */
	const resume = async (decoded: Vault): Promise<void> => {
		const found = await session.get().catch(() => null);
		const [key, lockAt] = (found ?? "").split("@");
		if (!isHex(key, 32)) return;
		try {
			const unlock = await openByKey(decoded, fromHex(key, 32));
			const kept = await keptBy(unlock.key);
			// Being started again is no use of it: the time it locks at stays what it was.
			if (clock.nowMs() < Number(lockAt))
				await enter({ unlock, kept }, Number(lockAt) - lockMs(kept));
			else {
				wipe(unlock);
				await session.clear();
			}
		} catch (thrown) {
			if (!(thrown instanceof Fault)) throw thrown;
			await session.clear();
		}
	};

	const stop = serve(parts.engine, toSigner, fromEngine, undefined);
	return {
		serveKeys: (port) => serve(port, keys, fromScreens, undefined),
		close: () => {
			stop();
			void lock();
		},
	};
};
