// What a vault holds, opened: its secrets, and the accounts that can sign, each with its key, derived from the phrases and taken
// from the keys. Every address is compared with the one that was told while the vault was locked.

import { fromHex } from "../base/bytes.ts";
import type { VariantOf } from "../base/decode.ts";
import * as d from "../base/decode.ts";
import { Fault } from "../base/fault.ts";
import { mostSecrets } from "../base/room.ts";
import { addressOf } from "../crypto/secp256k1.ts";
import { type HeldAccount, isOwn, secretId } from "../protocol/accounts.ts";
import type { Passkey } from "./passkey.ts";
import { deriveAt, type SigningAccount } from "./phrase.ts";

const secretKinds = {
	phrase: { id: secretId, phrase: d.text(400), checked: d.flag },
	key: { id: secretId, key: d.hex(32) },
} as const;
const { decode: secret } = d.variant(secretKinds);
export type VaultSecret = VariantOf<typeof secretKinds>;
/** As they are sealed. */
export const secrets = d.record({ secrets: d.list(secret, mostSecrets, 1) });

/** All that a vault holds, opened. */
export type VaultContents = {
	readonly accounts: readonly HeldAccount[];
	readonly secrets: readonly VaultSecret[];
	/** What opens it beside the password. */
	readonly passkeys: readonly Passkey[];
};

const ofSecret = async (
	secret: VaultSecret,
	accounts: readonly HeldAccount[],
): Promise<readonly SigningAccount[]> => {
	if (secret.kind === "phrase")
		return deriveAt(
			secret.phrase,
			accounts.flatMap((one) =>
				one.kind === "phrase" && one.secret === secret.id ? [one.index] : [],
			),
		);
	const privateKey = fromHex(secret.key);
	return [{ address: addressOf(privateKey), privateKey }];
};

/** In the order they are listed. @throws bad-file where list and secrets do not fit together */
export const signingAccounts = async ({
	accounts,
	secrets,
}: VaultContents): Promise<readonly SigningAccount[]> => {
	const made: SigningAccount[] = [];
	try {
		for (const one of secrets) made.push(...(await ofSecret(one, accounts)));
		const signing = accounts.filter(isOwn);
		const found = signing.map(({ address }) =>
			made.find((one) => one.address === address),
		);
		const kept = found.flatMap((one) => one ?? []);
		if (kept.length < signing.length || made.length > kept.length)
			throw new Fault("bad-file", "its accounts are not of its secrets");
		return kept;
	} catch (thrown) {
		for (const { privateKey } of made) privateKey.fill(0);
		throw thrown;
	}
};
