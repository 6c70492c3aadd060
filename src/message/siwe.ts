// Sign-In with Ethereum (EIP-4361): its message read by its grammar, and held against the site that asks.
// Source: https://eips.ethereum.org/EIPS/eip-4361

import { type Hex, isHex } from "../base/bytes.ts";
import { Fault } from "../base/fault.ts";
import { checksummed } from "../crypto/checksum.ts";

export type SignIn = {
	/** Null: the site's own. */
	readonly scheme: string | null;
	/** The authority that asks, as it stands: with a port where there is one. */
	readonly domain: string;
	readonly address: Hex;
	readonly statement: string | null;
	readonly uri: string;
	readonly chainId: bigint;
	readonly nonce: string;
	/** Milliseconds since 1970, as all times here. */
	readonly issuedAtMs: number;
	readonly expiresMs: number | null;
	readonly notBeforeMs: number | null;
	readonly requestId: string | null;
	readonly resources: readonly string[];
};

const mostCharacters = 10_000;
const mostResources = 100;

const bad = (why: string): Fault =>
	new Fault("bad-params", `"message" is no sign-in: ${why}`);

const asks = " wants you to sign in with your Ethereum account:";

/** Is this the beginning of one, whole or not? What begins so and does not hold is refused, and not signed as any other text. */
export const isSignIn = (text: string): boolean =>
	(text.split("\n", 1)[0] ?? "").endsWith(asks);

/** What a careless reader, or a careless site, takes for the sentence that begins one. */
const sentence =
	/^(.*?)wants\s+you\s+to\s+sign[\s-]*in\s+with\s+your\b.*?\baccount/imu;

/**
 * Where a text seems to be a sign-in, by the standard or only to somebody who does not look closely: whose it says it is, null where
 * that cannot be made out. Undefined: it does not look like one.
 */
export const seemsSignInTo = (text: string): string | null | undefined => {
	const found = sentence.exec(text.slice(0, mostCharacters));
	if (found === null) return undefined;
	const domain = (found[1] ?? "")
		.trim()
		.replace(/^[A-Za-z][A-Za-z0-9+.-]*:\/\//, "");
	return authority.test(domain) ? domain : null;
};

// RFC 3986: what an authority and a URI are made of
const authority =
	/^(?:[A-Za-z0-9._~!$&'()*+,;=:%-]+@)?(?:\[[0-9A-Fa-f:.]+\]|[A-Za-z0-9._~!$&'()*+,;=%-]+)(?::[0-9]{1,5})?$/;
const uri =
	/^[A-Za-z][A-Za-z0-9+.-]*:(?:[A-Za-z0-9._~:/?#@!$&'()*+,;=[\]-]|%[0-9A-Fa-f]{2})+$/;
const pathCharacters = /^(?:[A-Za-z0-9._~!$&'()*+,;=:@-]|%[0-9A-Fa-f]{2})*$/;
/** What a statement may hold: printable ASCII that a URI may, and the space. */
const statementCharacters = /^[A-Za-z0-9._~:/?#@!$&'()*+,;= [\]%-]*$/;
const time =
	/^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]{1,9})?(?:Z|[+-][0-9]{2}:[0-9]{2})$/i;

const timeMs = (text: string, name: string): number => {
	const ms = time.test(text) ? Date.parse(text.toUpperCase()) : Number.NaN;
	if (Number.isNaN(ms)) throw bad(`"${name}" is no time`);
	return ms;
};

/**
 * The message, where every line of it is one that the standard knows, in its order.
 * @throws bad-params naming the line
 */
export const readSignIn = (text: string): SignIn => {
	if (text.length > mostCharacters) throw new Fault("too-large", "a sign-in");
	const lines = text.split("\n");
	let at = 0;
	const next = (): string => {
		const line = lines[at++];
		if (line === undefined) throw bad("it ends early");
		return line;
	};
	const blank = (after: string): void => {
		if (next() !== "") throw bad(`no empty line after the ${after}`);
	};
	const has = (label: string): boolean => lines[at]?.startsWith(label) === true;
	const named = (label: string): string => {
		if (!has(label)) throw bad(`"${label.trim()}" is missing`);
		return next().slice(label.length);
	};
	const maybe = (label: string): string | null =>
		has(label) ? named(label) : null;

	const head = next();
	if (!head.endsWith(asks)) throw bad("the first line");
	const [, scheme, domain = ""] =
		/^(?:([A-Za-z][A-Za-z0-9+.-]*):\/\/)?(.*)$/.exec(
			head.slice(0, -asks.length),
		) ?? [];
	if (!authority.test(domain)) throw bad("its domain");
	const account = next();
	const address = account.toLowerCase();
	if (!isHex(address, 20) || checksummed(address) !== account)
		throw bad("its account's checksum");
	blank("account");
	const words = next();
	const statement = words === "" ? null : words;
	if (statement !== null) blank("statement");
	if (statement !== null && !statementCharacters.test(statement))
		throw bad("its statement");
	const target = named("URI: ");
	if (!uri.test(target)) throw bad('"URI"');
	if (named("Version: ") !== "1") throw bad("another version");
	const chain = named("Chain ID: ");
	if (!/^[0-9]{1,78}$/.test(chain)) throw bad('"Chain ID"');
	const nonce = named("Nonce: ");
	if (!/^[A-Za-z0-9]{8,}$/.test(nonce)) throw bad('"Nonce"');
	const issuedAtMs = timeMs(named("Issued At: "), "Issued At");
	const expires = maybe("Expiration Time: ");
	const notBefore = maybe("Not Before: ");
	const requestId = maybe("Request ID: ");
	if (requestId !== null && !pathCharacters.test(requestId))
		throw bad('"Request ID"');
	const resources: string[] = [];
	if (lines[at] === "Resources:") {
		at++;
		while (at < lines.length) {
			const resource = named("- ");
			if (!uri.test(resource)) throw bad(`resource ${resources.length + 1}`);
			resources.push(resource);
			if (resources.length > mostResources) throw bad("too many resources");
		}
	}
	if (at !== lines.length) throw bad(`line ${at + 1}`);
	return {
		scheme: scheme ?? null,
		domain,
		address,
		statement,
		uri: target,
		chainId: BigInt(chain),
		nonce,
		issuedAtMs,
		expiresMs: expires === null ? null : timeMs(expires, "Expiration Time"),
		notBeforeMs: notBefore === null ? null : timeMs(notBefore, "Not Before"),
		requestId,
		resources,
	};
};

/** What a sign-in may say and what the wallet knows, and they differ. */
export type SignInConflict =
	| "domain" // it names another site than the one that asks
	| "scheme" // it names another scheme
	| "account" // another account than the one that would sign
	| "chain" // a chain that the wallet does not know
	| "expired"
	| "early" // its time has not come
	| "backwards" // it ends before it begins
	| "unbounded"; // it names no end

export type SignInPlace = {
	/** Of the page that asks: scheme, host and port. */
	readonly origin: string;
	readonly account: Hex;
	/** Those that the wallet knows. */
	readonly chainIds: readonly bigint[];
	readonly nowMs: number;
};

const defaultPorts: { readonly [scheme: string]: string } = {
	"http:": "80",
	"https:": "443",
};

/** Of an authority: host and port, without a name that stands before an @, which would only make another host look like it. */
const placeOf = (domain: string, scheme: string): string => {
	const host = domain.slice(domain.lastIndexOf("@") + 1).toLowerCase();
	const port = defaultPorts[scheme];
	return port !== undefined && host.endsWith(`:${port}`)
		? host.slice(0, -port.length - 1)
		: host;
};

/** Is the authority that of the page? */
export const isPlaceOf = (domain: string, origin: string): boolean => {
	const { protocol, host } = new URL(origin);
	return placeOf(domain, protocol) === host.toLowerCase();
};

/** In the order of how much they matter; none where it may be signed. The message was read by `readSignIn`. */
export const conflictsOf = (
	{ scheme, domain, address, chainId, ...times }: SignIn,
	place: SignInPlace,
): readonly SignInConflict[] => {
	const { protocol } = new URL(place.origin);
	const { expiresMs, notBeforeMs, issuedAtMs } = times;
	const begins = notBeforeMs ?? issuedAtMs;
	const found: readonly (SignInConflict | false)[] = [
		!isPlaceOf(domain, place.origin) && "domain",
		scheme !== null && `${scheme.toLowerCase()}:` !== protocol && "scheme",
		address !== place.account.toLowerCase() && "account",
		!place.chainIds.includes(chainId) && "chain",
		expiresMs !== null && expiresMs <= place.nowMs && "expired",
		notBeforeMs !== null && notBeforeMs > place.nowMs && "early",
		expiresMs !== null && expiresMs <= begins && "backwards",
		expiresMs === null && "unbounded",
	];
	return found.filter((one) => one !== false);
};
