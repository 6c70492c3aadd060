// The rule by which a message of a site is signed: read from its raw form, bound to who asks, to the account and to the chain, and
// held against a head of Ethereum that is young enough. The engine asks by it, the signer again before it shows and before it
// signs, and a receipt is read by it. It reads no clock.

import type { Hex } from "../base/bytes.ts";
import { Fault } from "../base/fault.ts";
import { readCall } from "../evidence/known-calls.ts";
import { orderPolicy } from "../evidence/l1-order.ts";
import { placeOnL1, premiseOf, takeFacts } from "../evidence/reading.ts";
import type { SafeNested } from "../evidence/safe-tx.ts";
import type { L1Network } from "../l1/network.ts";
import type { Head } from "../l1/values.ts";
import { messageCodes } from "../message/codes.ts";
import { type ReadMessage, readMessage } from "../message/read.ts";
import { type MessageRequest, ownOrigin } from "../message/request.ts";
import {
	conflictsOf,
	isPlaceOf,
	type SignIn,
	type SignInConflict,
} from "../message/siwe.ts";
import { type Message, messagesOf } from "../protocol/message.ts";
import type {
	MessageAsset,
	MessageMeaning,
} from "../protocol/message-views.ts";
import type { SafeState } from "../state/safe.ts";
import { checkFresh, type Purpose } from "../trust/freshness.ts";
import { type AnyVerified, premiseBy, Verified } from "../trust/verified.ts";
import { allowsOf, partsOfCall } from "./call-parts.ts";
import { type NamedToken, namedToken } from "./named-token.ts";
import {
	coinOf,
	type NetworkFile,
	type RollupProfile,
	rollupsOf,
} from "./networks.ts";
import { readSafeAsked } from "./safe-asked.ts";
import { readSafeAgreement, type SafeReading } from "./safe-rule.ts";

const say = messagesOf(messageCodes);

/** What a message rests on: that the wallet is in touch with Ethereum, and that its clock is right. */
export type MessageFacts = {
	readonly head: Verified<Head>;
	/** Where an owner is asked to agree to a Safe's transaction: the Safe, under that head. */
	readonly safe?: Verified<SafeState>;
	/** Where that agrees to something in another Safe: the other, of the same block. */
	readonly linked?: Verified<SafeState>;
};

/** @throws order-evidence when it concludes anything else */
export const messageFactsOf = (
	conclusions: readonly AnyVerified[],
): MessageFacts => {
	const [first, second, ...more] = conclusions;
	const isOfSafe = first?.rule === "safe";
	const areTwo = isOfSafe && second?.rule === "safe";
	const extra = areTwo ? more : conclusions.slice(1);
	return takeFacts(extra, () => {
		if (!isOfSafe) return { head: premiseBy<Head>(first, "lc-head") };
		const safe = premiseBy<SafeState>(first, "safe");
		const head = premiseOf(safe, "lc-head");
		return areTwo
			? { head, safe, linked: premiseBy<SafeState>(second, "safe") }
			: { head, safe };
	});
};

/** The message as it may be signed now, with the tokens that an accepted network file names. */
export type MessageReading = Omit<ReadMessage, "signIn" | "seemsOf"> & {
	readonly chain: Omit<KnownChain, "tokenOf">;
	readonly checkpoint: Hex;
	readonly headSlot: number;
	readonly asOfS: number;
	/** What the Safe would do that an owner agrees to; null for any other message. */
	readonly safe: SafeReading | null;
};

/** A chain of that L1, with what is known of its tokens. */
type KnownChain = {
	readonly chainId: number;
	readonly title: string;
	/** Of its coin. */
	readonly symbol: string;
	readonly decimals: number;
	readonly tokenOf: (address: Hex) => NamedToken | null;
};

const tokensOnL1 =
	(rollups: readonly RollupProfile[]) =>
	(address: Hex): NamedToken | null => {
		const found = rollups.flatMap((one) => namedToken(one, address) ?? []);
		const [first] = found;
		const isOne = found.every(
			({ symbol, decimals }) =>
				symbol === first?.symbol && decimals === first.decimals,
		);
		return first !== undefined && isOne ? first : null;
	};

const chainsOf = (
	network: L1Network,
	files: readonly NetworkFile[],
): readonly KnownChain[] => {
	const rollups = rollupsOf(files).filter(
		({ l1, l1ChainId }) => l1 === network.name && l1ChainId === network.chainId,
	);
	return [
		{
			chainId: network.chainId,
			title: network.title,
			...coinOf(network),
			tokenOf: tokensOnL1(rollups),
		},
		...rollups.map(({ chainId, title, coin, tokens }) => ({
			chainId,
			title,
			...coinOf({ coin }),
			tokenOf: (address: Hex) => {
				const found = tokens.find((one) => one.address === address);
				return found === undefined
					? null
					: { symbol: found.symbol, decimals: found.decimals };
			},
		})),
	];
};

/** What a Safe would allow, by the call's own words, and that nobody tried out what no standard's transfer is. */
const safeWarnings = (
	meaning: MessageMeaning,
	{ what }: MessageRequest,
): readonly Message[] => {
	const unproved =
		what.kind === "typed" ? [say("message.safe-not-proved")] : [];
	if (meaning.kind === "safe-text") return unproved;
	if (meaning.kind !== "safe") return [];
	const outer = what.kind === "safe" ? what.outer : undefined;
	// whoever agrees to it agrees to what it is of
	const safe = outer === undefined ? meaning.safe : meaning.to;
	const calls = (outer === undefined ? meaning.calls : [outer])
		.filter(({ data }) => data !== "0x")
		.map(({ to, data }) => ({ to, call: readCall(to, data) }));
	const spenders = calls
		.flatMap(({ call }) => partsOfCall(call))
		.flatMap((part) => allowsOf(part, safe))
		.filter((one) => (one.kind === "all" ? one.isAllowed : one.amount > 0n))
		.map(({ spender, token }) =>
			say("message.safe-allows", { spender, token }),
		);
	const untried = new Set(
		calls.flatMap(({ to, call }) => (call.kind === "transfer" ? [] : [to])),
	);
	return [
		...unproved,
		...spenders.slice(0, 4),
		...[...untried]
			.slice(0, 4)
			.map((contract) => say("message.safe-call", { contract })),
	];
};

const isOfSite = (one: SignInConflict): boolean =>
	one === "domain" || one === "scheme";

/** @throws sign-in-site, sign-in-terms */
const checkSignIn = (
	signIn: SignIn,
	{ origin, account }: MessageRequest,
	chains: readonly KnownChain[],
	nowMs: number,
): void => {
	const conflicts = conflictsOf(signIn, {
		origin,
		account,
		chainIds: chains.map(({ chainId }) => BigInt(chainId)),
		nowMs,
	}).filter((one) => one !== "unbounded");
	if (conflicts.length === 0) return;
	throw new Fault(
		conflicts.some(isOfSite) ? "sign-in-site" : "sign-in-terms",
		`${conflicts.join(", ")}: ${signIn.domain.slice(0, 200)}`,
	);
};

/** A careless site may take such a text for a sign-in to it. @throws sign-in-site for another site's than the one that asks */
const checkSeeming = (domain: string | null, origin: string): void => {
	if (domain === null || !/[.:]|^localhost$/i.test(domain)) return;
	if (!isPlaceOf(domain, origin))
		throw new Fault("sign-in-site", `domain: ${domain.slice(0, 200)}`);
};

/** @throws message-chain */
const checkDomain = (
	{ typed }: ReadMessage,
	{ chainId }: MessageRequest,
): void => {
	const named = typed?.domain.chainId ?? null;
	if (named !== null && named !== String(chainId))
		throw new Fault(
			"message-chain",
			`it is for chain ${named}, the site is on ${chainId}`,
		);
};

/** Every asset of it, as `change` gives it. */
const withAssets = (
	meaning: MessageMeaning,
	change: (asset: MessageAsset) => MessageAsset,
): MessageMeaning => {
	switch (meaning.kind) {
		case "allow":
			return {
				...meaning,
				grants: meaning.grants.map((one) => ({
					...one,
					asset: change(one.asset),
				})),
			};
		case "trade":
			return {
				...meaning,
				orders: meaning.orders.map((one) => ({
					...one,
					gives: one.gives.map(change),
					gets: one.gets.map(change),
					others: one.others.map(({ asset, to }) => ({
						to,
						asset: change(asset),
					})),
				})),
			};
		default:
			return meaning;
	}
};

/** With the names of its tokens, and a word on each that has none. */
const named = (
	meaning: MessageMeaning,
	{ tokenOf }: KnownChain,
): {
	readonly meaning: MessageMeaning;
	readonly warnings: readonly Message[];
} => {
	const unnamed = new Set<Hex>();
	const changed = withAssets(meaning, (asset) => {
		if (asset.kind !== "token" || asset.contract === null) return asset;
		const found = tokenOf(asset.contract);
		if (found === null) unnamed.add(asset.contract);
		return { ...asset, named: found };
	});
	return {
		meaning: changed,
		warnings: [...unnamed]
			.slice(0, 4)
			.map((token) => say("message.unnamed", { token })),
	};
};

const signInWarnings = (
	signIn: SignIn | null,
	{ origin, chainId }: MessageRequest,
): readonly Message[] => {
	if (signIn === null) return [];
	const isHere =
		URL.canParse(signIn.uri) && new URL(signIn.uri).origin === origin;
	return [
		...(signIn.chainId === BigInt(chainId)
			? []
			: [
					say("message.other-chain", {
						chain: Number(signIn.chainId),
						site: chainId,
					}),
				]),
		...(isHere
			? []
			: [say("message.other-address", { uri: signIn.uri.slice(0, 300) })]),
	];
};

/** What a Safe's agreement in another one is of, which the wallet's own screen alone says. */
const nestedIn = ({ what, chainId }: MessageRequest): SafeNested | undefined =>
	what.kind === "safe" && what.outer !== undefined
		? { chainId, outer: inWei(what.outer) }
		: undefined;

const inWei = <T extends { readonly valueWei: string }>(asked: T) => ({
	...asked,
	valueWei: BigInt(asked.valueWei),
});

/**
 * What of it does not depend on the head: of the site, the account and the chain.
 * @throws as `readMessage`; sign-in-site, sign-in-terms, message-chain, unknown-chain
 */
export const readAsked = (
	request: MessageRequest,
	network: L1Network,
	files: readonly NetworkFile[],
	nowMs: number,
): Pick<MessageReading, "chain"> & ReadMessage => {
	const chains = chainsOf(network, files);
	const chain = chains.find(({ chainId }) => chainId === request.chainId);
	if (chain === undefined)
		throw new Fault("unknown-chain", `chain ${request.chainId}`);
	const asked = readMessage(request.what, request.account, request.chainId);
	const read =
		asked.meaning.kind === "safe"
			? { ...asked, meaning: readSafeAsked(asked.meaning, nestedIn(request)) }
			: asked;
	if (read.signIn !== null) checkSignIn(read.signIn, request, chains, nowMs);
	checkSeeming(read.seemsOf, request.origin);
	checkDomain(read, request);
	const { meaning, warnings } = named(read.meaning, chain);
	const { tokenOf: _, ...place } = chain;
	return {
		...read,
		meaning,
		warnings: [
			...read.warnings,
			...signInWarnings(read.signIn, request),
			...safeWarnings(meaning, request),
			...warnings,
		].slice(0, 16),
		chain: place,
	};
};

/** What the Safe would do. @throws as `readSafeAgreement`; order-evidence, and for a screen's own asking that is of no Safe as well */
const safeOf = (
	{ what, origin, account, chainId }: MessageRequest,
	{ digest }: Pick<ReadMessage, "digest">,
	{ safe, linked }: MessageFacts,
): SafeReading | null => {
	const wrong = (why: string): Fault => new Fault("order-evidence", why);
	if ((what.kind === "safe") !== (origin === ownOrigin))
		throw wrong(`${origin} asks for what it cannot`);
	if (what.kind !== "safe") {
		if (safe !== undefined) throw wrong("a Safe is proved that is not meant");
		return null;
	}
	if (safe === undefined)
		throw new Fault("safe-unproved", `nothing is proved of ${what.safe}`);
	const { outer, ...call } = what;
	const asked = {
		...inWei(call),
		...(outer === undefined ? {} : { outer: inWei(outer) }),
	};
	const reading = readSafeAgreement(asked, account, chainId, safe, linked);
	if (reading.hash !== digest) throw wrong("two readings of one Safe differ");
	return reading;
};

/**
 * The message, where it may be signed now.
 * @throws as `readAsked` and `safeOf`; order-stale, clock; TypeError for a head that is not verified
 */
export const checkMessage = (
	request: MessageRequest,
	facts: MessageFacts,
	files: readonly NetworkFile[],
	nowMs: number,
	purpose: Purpose,
): MessageReading => {
	const { head, safe } = facts;
	if (!Verified.is(head)) throw new TypeError('"head" is not verified');
	const { network, checkpoint, headSlot } = placeOnL1(head);
	// what is proved of a Safe may be of a block before the head's
	const timeS = safe?.value.at.grade.asOfS ?? head.value.timeS;
	checkFresh(timeS, nowMs, purpose, orderPolicy(network).freshness);
	const {
		signIn: _,
		seemsOf: __,
		...read
	} = readAsked(request, network, files, nowMs);
	const acts = safeOf(request, read, facts);
	return { ...read, checkpoint, headSlot, asOfS: timeS, safe: acts };
};
