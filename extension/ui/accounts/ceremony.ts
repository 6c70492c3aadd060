// The ceremony of a passkey, in a page of ours: the browser asks the authenticator for 32 bytes that it makes for this credential
// and salt alone (WebAuthn, extension prf). What comes out goes to the signer's own port and is kept nowhere here.
// Source: https://www.w3.org/TR/webauthn-3/#prf-extension

import { fromHex, type Hex, toHex } from "../../../src/base/bytes.ts";
import { Fault } from "../../../src/base/fault.ts";

export type PasskeyAsked = { readonly credential: Hex; readonly salt: Hex };

/** Bytes of a buffer of their own: the browser takes no others. */
const own = (bytes: Uint8Array): Uint8Array<ArrayBuffer> =>
	new Uint8Array(bytes);
const random = (): Uint8Array<ArrayBuffer> =>
	crypto.getRandomValues(new Uint8Array(32));

/**
 * Can this browser do it at all? Firefox gives an extension's page no identity that a passkey could be bound to (its host is
 * another on each installation, and it is refused as one).
 */
export const canPasskey = (): boolean =>
	typeof PublicKeyCredential === "function" &&
	location.protocol !== "moz-extension:";

/** @throws passkey-unfit when it made no secret */
const secretOf = (found: BufferSource | undefined): Hex => {
	const bytes =
		found instanceof ArrayBuffer
			? new Uint8Array(found)
			: found === undefined
				? new Uint8Array()
				: new Uint8Array(found.buffer, found.byteOffset, found.byteLength);
	if (bytes.length !== 32)
		throw new Fault("passkey-unfit", "the authenticator made no secret");
	const secret = toHex(bytes);
	bytes.fill(0);
	return secret;
};

const isKey = (made: Credential | null): made is PublicKeyCredential =>
	made instanceof PublicKeyCredential;

/** What the browser says when the person says no, or waits too long, is no fault of the wallet's. @throws user-refused, passkey-unfit */
const asked = async (
	work: () => Promise<Credential | null>,
): Promise<PublicKeyCredential> => {
	try {
		const made = await work();
		if (isKey(made)) return made;
	} catch (thrown) {
		const name = thrown instanceof DOMException ? thrown.name : "";
		if (name === "NotAllowedError" || name === "AbortError")
			throw new Fault("user-refused", "the passkey was not used");
		throw new Fault("passkey-unfit", name === "" ? String(thrown) : name);
	}
	throw new Fault("passkey-unfit", "the browser gave no passkey");
};

/** The secret of one of these, after the person touched it. @throws user-refused, passkey-unfit */
export const usePasskey = async (
	known: readonly PasskeyAsked[],
): Promise<{ readonly credential: Hex; readonly secret: Hex }> => {
	const evalByCredential = Object.fromEntries(
		known.map(({ credential, salt }) => [
			base64Url(fromHex(credential)),
			{ first: own(fromHex(salt)) },
		]),
	);
	const used = await asked(() =>
		navigator.credentials.get({
			publicKey: {
				challenge: random(),
				allowCredentials: known.map(({ credential }) => ({
					type: "public-key" as const,
					id: own(fromHex(credential)),
				})),
				userVerification: "required",
				extensions: { prf: { evalByCredential } },
			},
		}),
	);
	return {
		credential: toHex(new Uint8Array(used.rawId)),
		secret: secretOf(used.getClientExtensionResults().prf?.results?.first),
	};
};

const base64Url = (bytes: Uint8Array): string =>
	btoa(String.fromCharCode(...bytes))
		.replaceAll("+", "-")
		.replaceAll("/", "_")
		.replaceAll("=", "");

/** A new passkey with its secret. Some authenticators give that only when they are asked a second time. @throws user-refused, passkey-unfit */
export const makePasskey = async (): Promise<{
	readonly asked: PasskeyAsked;
	readonly secret: Hex;
}> => {
	const salt = random();
	const made = await asked(() =>
		navigator.credentials.create({
			publicKey: {
				challenge: random(),
				rp: { name: "Sextant" },
				user: { id: random(), name: "Sextant", displayName: "Sextant" },
				pubKeyCredParams: [
					{ type: "public-key", alg: -7 },
					{ type: "public-key", alg: -257 },
				],
				authenticatorSelection: { userVerification: "required" },
				extensions: { prf: { eval: { first: salt } } },
			},
		}),
	);
	const { prf } = made.getClientExtensionResults();
	if (prf?.enabled !== true && prf?.results === undefined)
		throw new Fault("passkey-unfit", "it has no secrets of its own");
	const one: PasskeyAsked = {
		credential: toHex(new Uint8Array(made.rawId)),
		salt: toHex(salt),
	};
	const first = prf?.results?.first;
	const secret =
		first === undefined ? (await usePasskey([one])).secret : secretOf(first);
	return { asked: one, secret };
};
