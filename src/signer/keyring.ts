// The keyring: the vault as it is now, locked or open, and every way from one to the other. It knows no order and no evidence.

import { serial } from "../base/async.ts";
import { fromHex, type Hex, isHex } from "../base/bytes.ts";
import type { Decoded } from "../base/decode.ts";
import { asFault, Fault } from "../base/fault.ts";
import type { keyStatus } from "../protocol/methods.ts";
import type { Clock } from "../source/ports.ts";
import {
	type Anchor,
	fresh,
	type SignerRecord,
	withAnchors,
} from "./anchors.ts";
import type { VaultContents } from "./contents.ts";
import { openDisk, type SignerDisk } from "./disk.ts";
import { withPasskey } from "./edits.ts";
import type { KeyringParts, OpenedVault } from "./keyring-parts.ts";
import { acceptedNetworks } from "./networks.ts";
import {
	type Latch,
	lockMs,
	type OpenTime,
	openLatch,
	openTime,
} from "./open-time.ts";
import { type Passkey, sealPasskey } from "./passkey.ts";
import {
	accountsOf,
	changePassword,
	changeVault,
	contentsByKey,
	contentsByPassword,
	createVault,
	decodeVault,
	openByKey,
	openByPasskey,
	openByPassword,
	passkeysOf,
	type SealedVault,
	type Vault,
	wipe,
} from "./vault.ts";

type Status = Decoded<typeof keyStatus>;

export type Keyring = {
	readonly status: () => Status;
	/** When it locks if nobody uses it meanwhile; null while locked. */
	readonly untilMs: () => number | null;
	/** The first word of the store; later ones are not heard. Opens with the session's key if there is one. @throws bad-file */
	readonly load: (
		vault: string | null,
		anchors: string | null,
	) => Promise<void>;
	/** Waits for the store's word. @throws storage when it does not come, bad-file when it is no vault */
	readonly loaded: () => Promise<void>;
	/** @throws has-vault, weak-password, bad-phrase, storage */
	readonly create: (
		phrase: string,
		password: string,
		checked: boolean,
	) => Promise<void>;
	/** Changes what it holds; on disk when it resolves. @throws no-vault, locked, storage, what the change throws */
	readonly edit: (
		change: (was: VaultContents) => VaultContents | Promise<VaultContents>,
	) => Promise<void>;
	/** What is open, with its secrets: hold them no longer than a derivation takes. @throws no-vault, locked */
	readonly contents: () => Promise<VaultContents>;
	/** The same, for who gives the password while it is open. @throws no-vault, locked, wrong-password */
	readonly contentsFor: (password: string) => Promise<VaultContents>;
	/** @throws no-vault, locked, wrong-password, weak-password, storage */
	readonly changePassword: (password: string, next: string) => Promise<void>;
	/** Nothing is left of the vault and of what was sealed with it, here and on disk. @throws no-vault, storage */
	readonly erase: () => Promise<void>;
	/** @throws no-vault, wrong-password; storage where an anchor that was accepted meanwhile could not be sealed */
	readonly unlock: (password: string) => Promise<void>;
	/** The same by what an authenticator made. @throws no-vault, passkey-refused, storage */
	readonly unlockByPasskey: (credential: Hex, secret: Hex) => Promise<void>;
	/** @throws no-vault, locked, wrong-password, too-many-passkeys, storage */
	readonly addPasskey: (
		password: string,
		asked: Passkey["asked"],
		secret: Hex,
	) => Promise<void>;
	/** Every secret byte is overwritten when it returns, also when it throws. */
	readonly lock: () => Promise<void>;
	/** What is open, whether its time is over or not; null while locked. */
	readonly opened: () => OpenedVault | null;
	/** What is open, if its time is not over. @throws no-vault, locked */
	readonly unlocked: () => Promise<OpenedVault>;
	/** A person did something: the time until it locks begins anew. */
	readonly use: () => Promise<void>;
	/** Keeps something else from now on. @throws locked, storage */
	readonly remember: (now: OpenedVault, kept: SignerRecord) => Promise<void>;
	/**
	 * What is remembered now: of what is open; while there is no vault, what was accepted for the first one.
	 * @throws locked while it is sealed, storage, bad-file
	 */
	readonly kept: () => Promise<SignerRecord>;
	/** Takes an anchor, now or, while it is locked, as soon as it opens. @throws storage */
	readonly accept: (anchor: Anchor) => Promise<void>;
	/**
	 * Changes what is remembered, as a person said; before there is a vault, what the first one begins with. On disk when it
	 * resolves, or held for that one.
	 * @throws locked while it is sealed, what the change throws, storage
	 */
	readonly change: (
		change: (kept: SignerRecord) => SignerRecord,
	) => Promise<void>;
};

/** How long a screen waits for the store's word after a start. */
const mostLoadMs = 20_000;
/** Whether the engine has said what lies in the store: before that, "no vault" would be a guess. */
const openLoading = (clock: Clock) => {
	let load: { readonly fault: Fault | null } | null = null;
	const loading = new AbortController();

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

	return {
		loaded,
		isLoaded: () => load !== null && load.fault === null,
		end: (fault: Fault | null): void => {
			load = { fault };
			loading.abort();
		},
	};
};

/** What the person accepted while there was no key to seal it under. */
type Pending = { kept: SignerRecord };

/** Unlocks with the key of the session, if there is one, it fits and its time is not over. */
const resume = async (
	{ session, clock }: KeyringParts,
	disk: SignerDisk,
	time: OpenTime,
	latch: Latch,
	decoded: Vault,
): Promise<void> => {
	const enter = latch.begin();
	const found = await session.get().catch(() => null);
	const [key, lockAt] = (found ?? "").split("@");
	if (!isHex(key, 32)) return;
	const bytes = fromHex(key, 32);
	try {
		const unlock = await openByKey(decoded, bytes);
		const kept = await disk.keptBy(unlock.key);
		// Being started again is no use of it: the time it locks at stays what it was.
		if (clock.nowMs() < Number(lockAt))
			await enter({ unlock, kept }, Number(lockAt) - lockMs(kept));
		else {
			wipe(unlock);
			await session.clear();
		}
	} catch (thrown) {
		if (time.opened() === null) bytes.fill(0);
		if (!(thrown instanceof Fault)) throw thrown;
		await session.clear();
	}
};

/**
 * The vault opened by its password, with what was accepted meanwhile; on disk again where it has changed.
 * @throws wrong-password, storage where an anchor that was accepted meanwhile could not be sealed
 */
const openStored = async (
	file: string,
	open: () => ReturnType<typeof openByPassword>,
	disk: SignerDisk,
	pending: Pending,
	shut: () => void,
): Promise<OpenedVault> => {
	const { unlock, renewed } = await open();
	shut();
	let now: OpenedVault;
	try {
		const before = await disk.keptBy(unlock.key);
		const kept = withAnchors(before, pending.kept.anchors);
		now = { unlock: renewed?.unlock ?? unlock, kept };
		if (renewed !== null || pending.kept.anchors.length > 0)
			try {
				await disk.save(now, renewed?.file ?? file);
				pending.kept = fresh;
			} catch (thrown) {
				// The old parameters open it as well: it is renewed another time.
				if (renewed === null || pending.kept.anchors.length > 0) throw thrown;
				now = { unlock, kept: before };
			}
	} catch (thrown) {
		wipe(unlock);
		if (renewed !== null) wipe(renewed.unlock);
		throw thrown;
	}
	if (renewed !== null) wipe(now.unlock === unlock ? renewed.unlock : unlock);

	return now;
};

const statusOf = (
	disk: SignerDisk,
	time: OpenTime,
	pending: Pending,
): Status => {
	const vault = disk.vault();
	const opened = time.opened();
	const held = vault === null ? [] : accountsOf(vault.decoded);
	return {
		hasVault: vault !== null,
		unlocked: opened !== null,
		accounts: held.map(({ address }) => address),
		held,
		...(vault === null || passkeysOf(vault.decoded).length === 0
			? {}
			: { passkeys: passkeysOf(vault.decoded) }),
		...(opened === null ? {} : { secrets: opened.unlock.secrets }),
		autoLockMinutes: (opened?.kept ?? fresh).autoLockMinutes,
		// Sealed while it is locked: then nobody can say.
		...(vault !== null && opened === null
			? {}
			: { networks: acceptedNetworks(opened?.kept ?? pending.kept) }),
	};
};

/** What is open, for who may use it. */
const openAccess = (disk: SignerDisk, time: OpenTime) => {
	const { lock } = time;

	/** The unlocked vault, if its time is not over. @throws no-vault, locked */
	const unlocked = async (): Promise<OpenedVault> => {
		if (disk.vault() === null)
			throw new Fault("no-vault", "no vault is loaded");
		const now = time.opened();
		if (now !== null && time.leftOf(now) <= 0) await lock();
		const opened = time.opened();
		if (opened === null) throw new Fault("locked", "the password is needed");
		return opened;
	};

	/** One at a time, what writes the vault: each takes up what the one before it left on disk. */
	const inTurn = serial();

	const remember = (now: OpenedVault, kept: SignerRecord): Promise<void> =>
		inTurn(async () => {
			// A wiped key would seal what no key opens again.
			const vault = disk.vault();
			if (vault === null || time.opened() !== now)
				throw new Fault("locked", "it was locked meanwhile");
			await disk.save(now, vault.file, kept);
		});

	/** The vault as it was sealed anew, on disk and then in the place of what is open. */
	const replace = (
		seal: (decoded: Vault, now: OpenedVault) => Promise<SealedVault>,
	): Promise<void> =>
		inTurn(async () => {
			const now = await unlocked();
			const vault = disk.vault();
			if (vault === null) throw new Fault("no-vault", "no vault is loaded");
			const { file, unlock } = await seal(vault.decoded, now);
			try {
				await disk.save({ unlock, kept: now.kept }, file);
			} catch (thrown) {
				wipe(unlock);
				throw thrown;
			}
			if (time.opened() !== now) {
				// Locked while it was written: so it stays, and what was written counts.
				wipe(unlock);
				return;
			}
			wipe(now.unlock);
			now.unlock = unlock;
			await time.use();
		});

	const erase = (): Promise<void> =>
		inTurn(async () => {
			if (disk.vault() === null)
				throw new Fault("no-vault", "there is nothing to erase");
			await lock();
			await disk.erase();
		});

	return { unlocked, remember, replace, erase };
};

type Access = ReturnType<typeof openAccess>;

/** What is in the vault, and what changes it. */
const openSecrets = (
	disk: SignerDisk,
	unlocked: Access["unlocked"],
	replace: Access["replace"],
): Pick<
	Keyring,
	"edit" | "contents" | "contentsFor" | "changePassword" | "addPasskey"
> => {
	const stored = (): Vault => {
		const vault = disk.vault();
		if (vault === null) throw new Fault("no-vault", "no vault is loaded");
		return vault.decoded;
	};
	return {
		edit: (change) =>
			replace((decoded, now) => changeVault(decoded, now.unlock.key, change)),
		contents: async () =>
			contentsByKey(stored(), (await unlocked()).unlock.key),
		contentsFor: async (password) => {
			await unlocked();
			return contentsByPassword(stored(), password);
		},
		addPasskey: (password, asked, secret) =>
			replace(async (decoded, now) => {
				await contentsByPassword(decoded, password);
				if (now.unlock.key.every((byte) => byte === 0))
					throw new Fault("locked", "it was locked meanwhile");
				const made = await sealPasskey(asked, secret, now.unlock.key);
				return changeVault(decoded, now.unlock.key, (was) =>
					withPasskey(was, made),
				);
			}),
		changePassword: (password, next) =>
			replace((decoded) => changePassword(decoded, password, next)),
	};
};

/** @throws bad-file */
const takeStored = async (
	parts: KeyringParts,
	disk: SignerDisk,
	time: OpenTime,
	latch: Latch,
	file: string | null,
	anchors: string | null,
): Promise<void> => {
	if (file === null) return;
	const decoded = decodeVault(file);
	disk.take({ file, decoded }, anchors);
	await resume(parts, disk, time, latch, decoded);
};

/** The ways from no key, or a locked one, to an open vault. */
const openDoors = (
	{ clock }: KeyringParts,
	disk: SignerDisk,
	time: OpenTime,
	latch: Latch,
	pending: Pending,
	loaded: () => Promise<void>,
): Pick<Keyring, "create" | "unlock" | "unlockByPasskey"> => ({
	create: async (phrase, password, checked) => {
		await loaded();
		if (disk.vault() !== null)
			throw new Fault("has-vault", "nothing was changed");
		const enter = latch.begin();
		const { file, unlock } = await createVault(
			phrase,
			password,
			undefined,
			1,
			checked,
		);
		const now: OpenedVault = { unlock, kept: pending.kept };
		try {
			await disk.save(now, file);
		} catch (thrown) {
			wipe(unlock);
			throw thrown;
		}
		pending.kept = fresh;
		await enter(now, clock.nowMs());
		await time.use();
	},
	...openLocked(clock, disk, time, latch, pending, loaded),
});

/** The ways into a vault there is. */
const openLocked = (
	clock: Clock,
	disk: SignerDisk,
	time: OpenTime,
	latch: Latch,
	pending: Pending,
	loaded: () => Promise<void>,
): Pick<Keyring, "unlock" | "unlockByPasskey"> => {
	const enterBy = async (
		open: (vault: Vault) => ReturnType<typeof openByPassword>,
	): Promise<void> => {
		await loaded();
		const vault = disk.vault();
		if (vault === null) throw new Fault("no-vault", "no vault is loaded");
		const enter = latch.begin();
		const now = await openStored(
			vault.file,
			() => open(vault.decoded),
			disk,
			pending,
			time.shut,
		);
		await enter(now, clock.nowMs());
		await time.use();
	};
	return {
		unlock: (password) => enterBy((vault) => openByPassword(vault, password)),
		unlockByPasskey: (credential, secret) =>
			enterBy(async (vault) => ({
				unlock: await openByPasskey(vault, credential, secret),
				renewed: null,
			})),
	};
};

export const openKeyring = (parts: KeyringParts): Keyring => {
	const time = openTime(parts);
	const latch = openLatch(time);
	const disk = openDisk(parts);
	const { loaded, isLoaded, end } = openLoading(parts.clock);
	const pending: Pending = { kept: fresh };
	const { unlocked, remember, replace, erase } = openAccess(disk, time);
	const { use } = time;

	return {
		status: () => statusOf(disk, time, pending),
		untilMs: time.untilMs,
		loaded,
		lock: latch.lock,
		opened: time.opened,
		unlocked,
		use,
		remember,
		load: async (file, anchors) => {
			// What is here is newer than what any store says.
			if (isLoaded()) return;
			try {
				await takeStored(parts, disk, time, latch, file, anchors);
				end(null);
			} catch (thrown) {
				end(asFault(thrown));
				throw thrown;
			}
		},
		...openSecrets(disk, unlocked, replace),
		erase: async () => {
			await loaded();
			await erase();
			pending.kept = fresh;
			parts.onChange();
		},
		...openDoors(parts, disk, time, latch, pending, loaded),
		kept: async () => {
			await loaded();
			return disk.vault() === null ? pending.kept : (await unlocked()).kept;
		},
		accept: async (anchor) => {
			const opened = time.opened();
			if (opened === null) pending.kept = withAnchors(pending.kept, [anchor]);
			else {
				await remember(opened, withAnchors(opened.kept, [anchor]));
				await use();
			}
		},
		change: async (change) => {
			await loaded();
			if (disk.vault() === null) {
				pending.kept = change(pending.kept);
				return;
			}
			const now = await unlocked();
			await remember(now, change(now.kept));
			await use();
		},
	};
};
