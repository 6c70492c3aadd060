// What a vault holds, as it can be told without a secret: its accounts, and which phrase or key each comes from. And every
// message by which a person changes that on the signer's own port.

import {
	address,
	flag,
	hex,
	hexUpTo,
	int,
	list,
	nothing,
	oneOf,
	optional,
	record,
	text,
	type VariantOf,
	variant,
} from "../base/decode.ts";
import { mostAccounts, mostSecrets } from "../base/room.ts";
import { method } from "./channel.ts";
import { accountKey, devicePlace } from "./device.ts";

/** Names a phrase or a key within its vault. */
export const secretId = hex(8);

/** The last child of a phrase that is not hardened. */
export const mostIndex = 0x7fff_ffff;

const kinds = {
	/** Derived from a recovery phrase, at m/44'/60'/0'/0/index. */
	phrase: { address, secret: secretId, index: int(0, mostIndex) },
	/** Of a private key that was imported. */
	key: { address, secret: secretId },
	/** Only looked at: nothing here can sign for it. */
	watch: { address },
	/** Its key is on a device of the person's, and signs there. */
	device: devicePlace,
} as const;

export const { decode: heldAccount } = variant(kinds);
export type HeldAccount = VariantOf<typeof kinds>;

/** Those with a phrase or a key in this vault. */
export type OwnAccount = Extract<HeldAccount, { readonly secret: unknown }>;
export const isOwn = (one: HeldAccount): one is OwnAccount =>
	one.kind === "phrase" || one.kind === "key";
export type DeviceAccount = Extract<HeldAccount, { readonly kind: "device" }>;

export const heldAccounts = list(heldAccount, mostAccounts);

export const heldSecret = record({
	id: secretId,
	kind: oneOf("phrase", "key"),
	/** A phrase whose words the person wrote down and was asked for again. */
	checked: flag,
});

export const heldSecrets = list(heldSecret, mostSecrets);

/** Passkeys of one vault. */
export const mostPasskeys = 8;

/** What a browser is asked for: which credential, and the salt of its secret. */
export const passkeyView = record({
	credential: hexUpTo(1_023),
	salt: hex(32),
});

const password = text(256);

/** Addresses of a phrase that are looked at in one go. */
export const mostDiscovered = 20;

/** @param status how the keys stand, which is what most of them answer with */
export const accountMethods = <S>(status: (raw: unknown, path: string) => S) =>
	({
		/** Is it a recovery phrase? Nothing is kept. @throws bad-phrase */
		"keys.checkPhrase": method(record({ phrase: text(400) }), nothing),
		/** The account of a phrase at that index; without one, the next after those there are. */
		"keys.addNext": method(
			record({ secret: secretId, index: optional(int(0, mostIndex)) }),
			status,
		),
		/** Another recovery phrase, with its first account. */
		"keys.addPhrase": method(
			record({ phrase: text(400), checked: flag }),
			status,
		),
		"keys.addKey": method(record({ key: text(100) }), status),
		/** A keystore of another wallet, under the password it has there. */
		"keys.addKeystore": method(
			record({ file: text(20_000), password: text(1_000) }),
			status,
		),
		"keys.addWatch": method(record({ address }), status),
		/** An account whose key is on a device. Nothing here can tell whether it is: what it signs is checked against its address. */
		"keys.addDevice": method(record(devicePlace), status),
		/** Addresses that a device's public key leads to. Nothing is kept. */
		"keys.deviceAddresses": method(
			record({
				key: accountKey,
				from: int(0, mostIndex - mostDiscovered),
				count: int(1, mostDiscovered),
			}),
			list(record({ index: int(0, mostIndex), address }), mostDiscovered),
		),
		/** `withSecret`: a phrase or key that no other account needs is forgotten with it. */
		"keys.remove": method(record({ address, withSecret: flag }), status),
		/** Addresses of a phrase from that index on, for the person to look for accounts that were used. Nothing is kept. */
		"keys.addresses": method(
			record({
				secret: secretId,
				from: int(0, mostIndex - mostDiscovered),
				count: int(1, mostDiscovered),
			}),
			list(record({ index: int(0, mostIndex), address }), mostDiscovered),
		),
		/** The password is asked for each time, also while it is unlocked. */
		"keys.showPhrase": method(
			record({ secret: secretId, password }),
			record({ phrase: text(400) }),
		),
		"keys.showKey": method(
			record({ address, password }),
			record({ key: hex(32) }),
		),
		/** The person has written the phrase down, and found its words again. */
		"keys.checked": method(record({ secret: secretId }), status),
		"keys.changePassword": method(record({ password, next: password }), status),
		/** 32 bytes that an authenticator made open the vault beside the password, which is asked for. */
		"keys.addPasskey": method(
			record({ password, asked: passkeyView, secret: hex(32) }),
			status,
		),
		"keys.removePasskey": method(
			record({ credential: hexUpTo(1_023) }),
			status,
		),
		"keys.unlockByPasskey": method(
			record({ credential: hexUpTo(1_023), secret: hex(32) }),
			status,
		),
		/** Every phrase and key is forgotten, and what was sealed with them. There is no way back but the phrases on paper. */
		"keys.erase": method(record({ sure: oneOf(true) }), status),
	}) as const;
