// What a vault holds, as it can be told without a secret: its accounts, and which phrase or key each comes from. And every
// message by which a person changes that on the signer's own port.

import type { VariantOf } from "../base/decode.ts";
import * as d from "../base/decode.ts";
import { mostAccounts, mostSecrets } from "../base/room.ts";
import { method } from "./channel.ts";
import { accountKey, devicePlace } from "./device.ts";

/** Names a phrase or a key within its vault. */
export const secretId = d.hex(8);

/** The last child of a phrase that is not hardened. */
export const mostIndex = 0x7fff_ffff;

const kinds = {
	/** Derived from a recovery phrase, at m/44'/60'/0'/0/index. */
	phrase: { address: d.address, secret: secretId, index: d.int(0, mostIndex) },
	/** Of a private key that was imported. */
	key: { address: d.address, secret: secretId },
	/** Only looked at: nothing here can sign for it. */
	watch: { address: d.address },
	/** Its key is on a device of the person's, and signs there. */
	device: devicePlace,
} as const;

export const { decode: heldAccount } = d.variant(kinds);
export type HeldAccount = VariantOf<typeof kinds>;

/** Those with a phrase or a key in this vault. */
export type OwnAccount = Extract<HeldAccount, { readonly secret: unknown }>;
export const isOwn = (one: HeldAccount): one is OwnAccount =>
	one.kind === "phrase" || one.kind === "key";
export type DeviceAccount = Extract<HeldAccount, { readonly kind: "device" }>;

export const heldAccounts = d.list(heldAccount, mostAccounts);

export const heldSecret = d.record({
	id: secretId,
	kind: d.oneOf("phrase", "key"),
	/** A phrase whose words the person wrote down and was asked for again. */
	checked: d.flag,
});

export const heldSecrets = d.list(heldSecret, mostSecrets);

/** Passkeys of one vault. */
export const mostPasskeys = 8;

/** What a browser is asked for: which credential, and the salt of its secret. */
export const passkeyView = d.record({
	credential: d.hexUpTo(1_023),
	salt: d.hex(32),
});

const password = d.text(256);

/** Addresses of a phrase that are looked at in one go. */
export const mostDiscovered = 20;

/** Which indices a look for accounts covers, and what it finds. */
const lookedAt = {
	from: d.int(0, mostIndex - mostDiscovered),
	count: d.int(1, mostDiscovered),
};
const lookedFor = d.list(
	d.record({ index: d.int(0, mostIndex), address: d.address }),
	mostDiscovered,
);

/** @param status how the keys stand, which is what most of them answer with */
export const accountMethods = <S>(status: (raw: unknown, path: string) => S) =>
	({
		/** Is it a recovery phrase? Nothing is kept. @throws bad-phrase */
		"keys.checkPhrase": method(d.record({ phrase: d.text(400) }), d.nothing),
		/** The account of a phrase at that index; without one, the next after those there are. */
		"keys.addNext": method(
			d.record({ secret: secretId, index: d.optional(d.int(0, mostIndex)) }),
			status,
		),
		/** Another recovery phrase, with its first account. */
		"keys.addPhrase": method(
			d.record({ phrase: d.text(400), checked: d.flag }),
			status,
		),
		"keys.addKey": method(d.record({ key: d.text(100) }), status),
		/** A keystore of another wallet, under the password it has there. */
		"keys.addKeystore": method(
			d.record({ file: d.text(20_000), password: d.text(1_000) }),
			status,
		),
		"keys.addWatch": method(d.record({ address: d.address }), status),
		/** An account whose key is on a device. Nothing here can tell whether it is: what it signs is checked against its address. */
		"keys.addDevice": method(d.record(devicePlace), status),
		/** Addresses that a device's public key leads to. Nothing is kept. */
		"keys.deviceAddresses": method(
			d.record({
				key: accountKey,
				...lookedAt,
			}),
			lookedFor,
		),
		/** `withSecret`: a phrase or key that no other account needs is forgotten with it. */
		"keys.remove": method(
			d.record({ address: d.address, withSecret: d.flag }),
			status,
		),
		/** Addresses of a phrase from that index on, for the person to look for accounts that were used. Nothing is kept. */
		"keys.addresses": method(
			d.record({
				secret: secretId,
				...lookedAt,
			}),
			lookedFor,
		),
		/** The password is asked for each time, also while it is unlocked. */
		"keys.showPhrase": method(
			d.record({ secret: secretId, password }),
			d.record({ phrase: d.text(400) }),
		),
		"keys.showKey": method(
			d.record({ address: d.address, password }),
			d.record({ key: d.hex(32) }),
		),
		/** The person has written the phrase down, and found its words again. */
		"keys.checked": method(d.record({ secret: secretId }), status),
		"keys.changePassword": method(
			d.record({ password, next: password }),
			status,
		),
		/** 32 bytes that an authenticator made open the vault beside the password, which is asked for. */
		"keys.addPasskey": method(
			d.record({ password, asked: passkeyView, secret: d.hex(32) }),
			status,
		),
		"keys.removePasskey": method(
			d.record({ credential: d.hexUpTo(1_023) }),
			status,
		),
		"keys.unlockByPasskey": method(
			d.record({ credential: d.hexUpTo(1_023), secret: d.hex(32) }),
			status,
		),
		/** Every phrase and key is forgotten, and what was sealed with them. There is no way back but the phrases on paper. */
		"keys.erase": method(d.record({ sure: d.oneOf(true) }), status),
	}) as const;
