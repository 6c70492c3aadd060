// A message as it was asked for, read: what would be signed of it, what it means, and what to look at. Where nothing is known of
// it, that is what is said.

import { fromHex, type Hex, toHex } from "../base/bytes.ts";
import * as d from "../base/decode.ts";
import { Fault } from "../base/fault.ts";
import { hidesSomething } from "../base/visible.ts";
import { hashPersonal } from "../crypto/personal-hash.ts";
import { type Message, messagesOf } from "../protocol/message.ts";
import {
	type MessageAsset,
	type MessageMeaning,
	type MessageTyped,
	mostTypedChars,
} from "../protocol/message-views.ts";
import { messageCodes } from "./codes.ts";
import { fieldsOf } from "./fields.ts";
import { permits } from "./known/permits.ts";
import { safe, safeText, safeTyped } from "./known/safe.ts";
import { candidateOf, type Recognize } from "./known/standard.ts";
import { trades } from "./known/trades.ts";
import { readPersonal } from "./personal.ts";
import type { RawMessage } from "./request.ts";
import { isSignIn, readSignIn, type SignIn, seemsSignInTo } from "./siwe.ts";
import {
	decodeTypedData,
	hashTypedData,
	type TypedData,
} from "./typed-data.ts";

const say = messagesOf(messageCodes);

export type ReadMessage = {
	/** What is signed. */
	readonly digest: Hex;
	readonly meaning: MessageMeaning;
	readonly bytes: Hex | null;
	readonly typed: MessageTyped | null;
	readonly warnings: readonly Message[];
	/** Of a text that is a sign-in by the standard. */
	readonly signIn: SignIn | null;
	/** Whose sign-in a text seems to be, that is none by the standard; null where it seems to be nobody's. */
	readonly seemsOf: string | null;
};

const known: readonly Recognize[] = [...permits, ...trades, safe, safeText];

/** Typed data as it travels. @throws bad-params, too-large */
export const decodeTypedText = (source: string): TypedData => {
	try {
		return decodeTypedData(d.parseJson(source, mostTypedChars, 64), "message");
	} catch (thrown) {
		if (thrown instanceof Fault && thrown.code === "bad-json")
			throw new Fault("bad-params", thrown.detail);
		throw thrown;
	}
};

const readSignInAgain = (text: string): SignIn | null => {
	if (!isSignIn(text)) return null;
	try {
		return readSignIn(text);
	} catch (thrown) {
		if (thrown instanceof Fault) return null;
		throw thrown;
	}
};

const signInMeaning = (signIn: SignIn, text: string): MessageMeaning => {
	const { scheme: _, address: __, chainId, resources, ...rest } = signIn;
	return {
		kind: "sign-in",
		...rest,
		chainId: chainId.toString(),
		resources: [...resources],
		text,
	};
};

const readText = (given: Hex): ReadMessage => {
	const { bytes, text, isHash } = readPersonal(given);
	const digest = toHex(hashPersonal(fromHex(bytes)));
	const common = { digest, bytes, typed: null, seemsOf: null, signIn: null };
	if (text === null)
		return {
			...common,
			meaning: { kind: "bytes" },
			warnings: [say("message.bytes")],
		};
	const hidden = hidesSomething(text) ? [say("message.hidden")] : [];
	const signIn = readSignInAgain(text);
	if (signIn !== null)
		return {
			...common,
			meaning: signInMeaning(signIn, text),
			signIn,
			warnings: [
				...(signIn.expiresMs === null ? [say("message.no-end")] : []),
				...hidden,
			],
		};
	const seemsOf = seemsSignInTo(text);
	const isBroken = seemsOf !== undefined;
	return {
		...common,
		seemsOf: seemsOf ?? null,
		meaning: {
			kind: "text",
			text,
			looksLike: isBroken ? "sign-in" : isHash ? "hash" : null,
		},
		warnings: [
			...(isBroken ? [say("message.broken-sign-in")] : []),
			...(isHash ? [say("message.hash")] : []),
			...hidden,
		],
	};
};

const recognized = (data: TypedData, account: Hex): MessageMeaning => {
	const candidate = candidateOf(data, account);
	for (const recognize of known) {
		const found = recognize(candidate);
		if (found !== null) return found;
	}
	return { kind: "unknown" };
};

/** What leaves without a bound, each token once. */
const boundless = (assets: readonly MessageAsset[]): readonly Message[] =>
	[
		...new Set(
			assets.flatMap(({ contract, amount }) =>
				amount === null && contract !== null ? [contract] : [],
			),
		),
	]
		.slice(0, 4)
		.map((token) => say("message.all-of-it", { token }));

const warningsOf = (meaning: MessageMeaning): readonly Message[] => {
	switch (meaning.kind) {
		case "allow": {
			const { grants, hasTerms } = meaning;
			const live = grants.filter(({ asset }) => asset.amount !== "0");
			const stays = live.some(
				({ uses, untilS }) => uses === "amount" && untilS === null,
			);
			return [
				...boundless(live.map(({ asset }) => asset)),
				...(stays ? [say("message.stays")] : []),
				...(hasTerms ? [say("message.terms")] : []),
			];
		}
		case "trade": {
			const { orders, through } = meaning;
			const isGift = orders.some(
				({ gives, gets }) => gives.length > 0 && gets.length === 0,
			);
			return [
				...(isGift ? [say("message.nothing-back")] : []),
				...(orders.some(({ others }) => others.length > 0)
					? [say("message.to-others")]
					: []),
				...(through === null
					? []
					: [say("message.conduit", { contract: through })]),
				...(orders.length > 1
					? [say("message.several", { count: orders.length })]
					: []),
			];
		}
		case "safe":
			return meaning.isDelegated ? [say("message.several-calls")] : [];
		case "safe-text":
			return [say("message.safe-says")];
		case "unknown":
			return [say("message.anything")];
		default:
			return [];
	}
};

const readTyped = (source: string, account: Hex): ReadMessage => {
	const data = decodeTypedText(source);
	const typed = fieldsOf(data);
	const meaning = recognized(data, account);
	const { domain, fields } = typed;
	const hides = [domain.name, domain.version, ...fields.map((one) => one.value)]
		.concat(fields.map(({ name, type }) => `${name}${type}`))
		.concat(meaning.kind === "safe-text" ? [meaning.text] : [])
		.some((text) => text !== null && hidesSomething(text));
	return {
		digest: toHex(hashTypedData(data)),
		meaning,
		bytes: null,
		typed,
		signIn: null,
		seemsOf: null,
		warnings: [
			...warningsOf(meaning),
			...(domain.chainId === null ? [say("message.every-chain")] : []),
			...(domain.verifyingContract === null
				? [say("message.no-contract")]
				: []),
			...(hides ? [say("message.hidden")] : []),
		],
	};
};

/**
 * @param chainId where a Safe is, which its owners sign for
 * @throws bad-params for typed data that is none; message-opaque, message-transaction for a text that is none; too-large for what
 * nobody would look through
 */
export const readMessage = (
	what: RawMessage,
	account: Hex,
	chainId = 0,
): ReadMessage => {
	switch (what.kind) {
		case "text":
			return readText(what.bytes);
		case "typed":
			return readTyped(what.data, account);
		case "safe":
			return readTyped(safeTyped(chainId, what), account);
	}
};
