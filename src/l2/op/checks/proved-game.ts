// Games that are made with a proof: Base's AggregateVerifier (type 621). Ethereum checks the proof of an enclave (TEE) or of SP1 (ZK) when
// the game is made, takes a second one later, and lets anybody with an SP1 proof of another root answer. One proof waits five days,
// two wait one; after that the game is won at once, unless it was answered. What a proof shows is that the game's root follows from
// the one before, and that one may still be open. Pure.
// Source: base/contracts@385f21a4 (releases/v8.3.0), src/L1/proofs/AggregateVerifier.sol (0.2.0) and Verifier.sol.

import { type Hex, toHex } from "../../../base/bytes.ts";
import { Fault } from "../../../base/fault.ts";
import { bitOf, mappingSlot, wordHex } from "../../../state/storage-layout.ts";
import type { PinnedGame } from "./registry-profile.ts";

export const proofKinds = ["tee", "zk"] as const;
export type ProofKind = (typeof proofKinds)[number];

export type GameProofs = NonNullable<PinnedGame["proofs"]>;

/** Where a verifier keeps that it was switched off for good: a bool in its first slot. */
export const nullifiedSlot: Hex = wordHex(0);

const proverSlots = ({ provers }: GameProofs): readonly Hex[] =>
	proofKinds.map((_, kind) => mappingSlot(wordHex(kind), provers));

/** What is read of such a game's own storage, besides its status. */
export const proofSlots = (proofs: GameProofs): readonly Hex[] => [
	wordHex(proofs.refuted),
	...proverSlots(proofs),
];

export type ProvedStanding = {
	/** Somebody proved another root in its place: it is lost once the time is over, unless that proof falls too. */
	readonly isRefuted: boolean;
	/** Proofs that Ethereum took and that still count: their verifier was not switched off since. */
	readonly proofs: readonly ProofKind[];
};

/** @param word of the game's own storage @param nullified verifiers that were switched off */
export const provedStanding = (
	proofs: GameProofs,
	word: (key: Hex) => bigint,
	nullified: readonly ProofKind[],
): ProvedStanding => {
	const provers = proverSlots(proofs).map(word);
	return {
		isRefuted: word(wordHex(proofs.refuted)) !== 0n,
		proofs: proofKinds.filter(
			(kind, i) => provers[i] !== 0n && !nullified.includes(kind),
		),
	};
};

/** Was its type respected when it was made? Stands in its first word, where other games have something else. */
export const wasRespected = (status: bigint): boolean => bitOf(status, 144);

const wordBytes = 32;
/** The block's number, and the game before. */
const headBytes = wordBytes + 20;

/**
 * The block that a game's root is of, out of its extra data: number, the game before, and the roots on the way, of which the last is
 * the game's own.
 * @throws l2-game
 */
export const provedBlock = (rootClaim: Hex, extra: Uint8Array): number => {
	const roots = extra.length - headBytes;
	if (roots < wordBytes || roots % wordBytes !== 0)
		throw new Fault("l2-game", `${extra.length} bytes of extra data`);
	if (toHex(extra.subarray(extra.length - wordBytes)) !== rootClaim)
		throw new Fault("l2-game", "the last root on the way is another");
	const number = BigInt(toHex(extra.subarray(0, wordBytes)));
	if (number > BigInt(Number.MAX_SAFE_INTEGER))
		throw new Fault("l2-game", `of block ${number}`);
	return Number(number);
};
