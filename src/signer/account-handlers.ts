// What screens may ask about accounts on the signer's own port: to add one, to take one away, to see a phrase or a key. What
// shows a secret asks for the password each time.

import type { SerialTurn } from "../base/async.ts";
import { type Hex, toHex } from "../base/bytes.ts";
import type { Handlers } from "../protocol/channel.ts";
import type { keys } from "../protocol/methods.ts";
import { addressesBelow } from "./device-key.ts";
import {
	addressesAt,
	keyOfAccount,
	phraseOf,
	withChecked,
	withDevice,
	withKey,
	withNext,
	without,
	withoutPasskey,
	withPhrase,
	withWatch,
} from "./edits.ts";
import type { Keyring } from "./keyring.ts";
import { decodeKeystore, openKeystore } from "./keystore.ts";
import { checkPhrase } from "./phrase.ts";

type FromScreens = Handlers<typeof keys, undefined>;
export type AccountHandlers = Pick<
	FromScreens,
	| "keys.checkPhrase"
	| "keys.addNext"
	| "keys.addPhrase"
	| "keys.addKey"
	| "keys.addKeystore"
	| "keys.addWatch"
	| "keys.addDevice"
	| "keys.deviceAddresses"
	| "keys.remove"
	| "keys.addresses"
	| "keys.showPhrase"
	| "keys.showKey"
	| "keys.checked"
	| "keys.changePassword"
	| "keys.erase"
	| "keys.addPasskey"
	| "keys.removePasskey"
	| "keys.unlockByPasskey"
>;

type Status = ReturnType<Keyring["status"]>;

/** What opens the vault beside the password. */
const passkeyHandlers = (
	keyring: Keyring,
	inTurn: SerialTurn,
): Pick<
	AccountHandlers,
	"keys.addPasskey" | "keys.removePasskey" | "keys.unlockByPasskey"
> => ({
	"keys.addPasskey": ({ password, asked, secret }) =>
		inTurn(async () => {
			await keyring.addPasskey(password, asked, secret);
			return keyring.status();
		}),
	"keys.removePasskey": ({ credential }) =>
		inTurn(async () => {
			await keyring.edit((was) => withoutPasskey(was, credential));
			return keyring.status();
		}),
	"keys.unlockByPasskey": ({ credential, secret }) =>
		inTurn(async () => {
			await keyring.unlockByPasskey(credential, secret);
			return keyring.status();
		}),
});

/** Accounts whose keys are on a device. */
const deviceHandlers = (
	keyring: Keyring,
	edit: (change: Parameters<Keyring["edit"]>[0]) => Promise<Status>,
): Pick<AccountHandlers, "keys.addDevice" | "keys.deviceAddresses"> => ({
	"keys.addDevice": (account) => edit((was) => withDevice(was, account)),
	"keys.deviceAddresses": async ({ key, from, count }) => {
		await keyring.use();
		return [...addressesBelow(key, from, count)];
	},
});

export const accountHandlers = ({
	keyring,
	inTurn,
	removed,
}: {
	readonly keyring: Keyring;
	readonly inTurn: SerialTurn;
	/** An account is gone, or with null all of them. */
	readonly removed: (address: Hex | null) => void;
}): AccountHandlers => {
	const edit = (change: Parameters<Keyring["edit"]>[0]): Promise<Status> =>
		inTurn(async () => {
			await keyring.edit(change);
			return keyring.status();
		});
	/** What is shown of a secret, unless it was locked while that was made. @throws locked */
	const stillOpen = async <T>(shown: T): Promise<T> => {
		await keyring.use();
		await keyring.unlocked();
		return shown;
	};
	return {
		"keys.checkPhrase": async ({ phrase }) => {
			checkPhrase(phrase);
			return undefined;
		},
		"keys.addNext": ({ secret, index }) =>
			edit((was) => withNext(was, secret, index)),
		"keys.addPhrase": ({ phrase, checked }) =>
			edit((was) => withPhrase(was, phrase, checked)),
		"keys.addKey": ({ key }) => edit((was) => withKey(was, key)),
		"keys.addKeystore": async ({ file, password }) => {
			await keyring.unlocked();
			const { privateKey } = await openKeystore(decodeKeystore(file), password);
			const key = toHex(privateKey);
			privateKey.fill(0);
			return edit((was) => withKey(was, key));
		},
		"keys.addWatch": ({ address }) => edit((was) => withWatch(was, address)),
		...deviceHandlers(keyring, edit),
		"keys.remove": async ({ address, withSecret }) => {
			const status = await edit((was) => without(was, address, withSecret));
			removed(address);
			return status;
		},
		"keys.addresses": async ({ secret, from, count }) => {
			const { phrase } = phraseOf(await keyring.contents(), secret);
			const found = await addressesAt(phrase, from, count);
			await keyring.use();
			return [...found];
		},
		"keys.showPhrase": ({ secret, password }) =>
			inTurn(async () => {
				const { phrase } = phraseOf(
					await keyring.contentsFor(password),
					secret,
				);
				return stillOpen({ phrase });
			}),
		"keys.showKey": ({ address, password }) =>
			inTurn(async () => {
				const contents = await keyring.contentsFor(password);
				return stillOpen({ key: await keyOfAccount(contents, address) });
			}),
		"keys.checked": ({ secret }) => edit((was) => withChecked(was, secret)),
		"keys.changePassword": ({ password, next }) =>
			inTurn(async () => {
				await keyring.changePassword(password, next);
				return keyring.status();
			}),
		...passkeyHandlers(keyring, inTurn),
		"keys.erase": () =>
			inTurn(async () => {
				await keyring.erase();
				removed(null);
				return keyring.status();
			}),
	};
};
