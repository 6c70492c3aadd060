// A passkey beside the password: 32 bytes that an authenticator makes for this credential and salt alone (WebAuthn PRF) seal the
// unlock key a second time. The ceremony is the screens'; here are the bytes it gave. A changed password changes the unlock key,
// and passkeys go with it.

import { hkdf } from "@noble/hashes/hkdf.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { fromHex, type Hex, isHex, toHex, utf8 } from "../base/bytes.ts";
import type { Decoded } from "../base/decode.ts";
import * as d from "../base/decode.ts";
import { Fault } from "../base/fault.ts";
import { mostPasskeys, passkeyView } from "../protocol/accounts.ts";
import { boxUpTo, seal, unseal, usingKey } from "./box.ts";

const passkey = d.record({
	/** What the browser is asked for: readable while it is locked. */
	asked: passkeyView,
	box: boxUpTo(200),
});
export type Passkey = Decoded<typeof passkey>;
export const passkeys = d.list(passkey, mostPasskeys);

type PasskeyQuestion = Passkey["asked"];

const headerOf = ({ credential, salt }: PasskeyQuestion) => ({
	format: "sextant-passkey-1",
	credential,
	salt,
});

/** The key that the authenticator's bytes give. */
const keyOf = (secret: Hex): Uint8Array => {
	const bytes = fromHex(secret, 32);
	const key = hkdf(sha256, bytes, undefined, utf8("sextant passkey 1"), 32);
	bytes.fill(0);
	return key;
};

/** @param secret 32 bytes of the authenticator */
export const sealPasskey = async (
	asked: PasskeyQuestion,
	secret: Hex,
	unlockKey: Uint8Array,
): Promise<Passkey> => ({
	asked,
	box: await usingKey(keyOf(secret), (key) =>
		seal(key, headerOf(asked), toHex(unlockKey)),
	),
});

/** The unlock key, the caller's to wipe. @throws passkey-refused */
export const openPasskey = async (
	{ asked, box }: Passkey,
	secret: Hex,
): Promise<Uint8Array> => {
	try {
		const key = await usingKey(keyOf(secret), (key) =>
			unseal(key, headerOf(asked), box),
		);
		if (isHex(key, 32)) return fromHex(key, 32);
	} catch (thrown) {
		if (!(thrown instanceof Fault)) throw thrown;
	}
	throw new Fault("passkey-refused", "it does not open this wallet");
};
