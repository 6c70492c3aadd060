// The shape of a layer 2 that is only read: its addresses are none of Ethereum's, no key of this wallet's owns one, and nothing is
// ever signed for it. What a person names an address of is proved and shown. Such a chain has no id of Ethereum's kind and goes by
// its name. No kind is named here.

import type { Hex } from "../base/bytes.ts";
import type { Decoded } from "../base/decode.ts";
import * as d from "../base/decode.ts";
import { Fault } from "../base/fault.ts";
import type { Immutable } from "../base/immutable.ts";
import type { Message } from "../protocol/message.ts";
import type { MemberStanding } from "../source/pool.ts";
import type { Header } from "../state/values.ts";
import { checkFresh, type Purpose } from "../trust/freshness.ts";
import type { Grade } from "../trust/grade.ts";
import type { AnyVerified, Verified } from "../trust/verified.ts";
import type { ReplayRule, Watchable, WatchKind } from "./kind.ts";
import { watchLimits } from "./profile.ts";

const noId: d.Decode<null> = (raw, path) => {
	if (raw === null) return null;
	throw new Fault("bad-field", `"${path}" is an id, and there is none`);
};

export const readFields = {
	/** Unique, lower case: what the chain goes by. */
	name: d.text(40),
	/** For people. */
	title: d.text(60),
	/** There is none of Ethereum's kind. */
	chainId: noId,
	/** The id by its own nodes. */
	networkId: d.text(31),
	/** Name of the L1 network its contracts are on. */
	l1: d.text(40),
	l1ChainId: d.int(1),
	explorer: d.text(200),
	/** The most seconds since the block, for showing and for an answer. Nothing is ordered. */
	ages: d.record({ show: d.int(), answer: d.int() }),
	/** When the watch calls the chain late or stalled. */
	watch: d.optional(watchLimits),
};

const shape = d.record({ ...readFields, kind: d.text(60) });
export type ReadProfile = Watchable & Decoded<typeof shape>;

/**
 * A proved state of such a chain. It has no `stateRoot` and no chain id: no account of Ethereum's kind can be proved under it.
 * `grade.asOfS` is its block's own time.
 */
export type ReadBasis = {
	/** By its profile's name. */
	readonly chain: string;
	readonly blockNumber: number;
	readonly blockHash: Hex;
	readonly grade: Grade;
};

/** What one conclusion proves of an address. */
export type AddressHolding = {
	/** In the one spelling of its kind. */
	readonly address: Hex;
	readonly at: ReadBasis;
	/** Of a token; null for what the account itself is. */
	readonly amount: {
		readonly token: Hex;
		readonly symbol: string;
		readonly decimals: number;
		readonly amount: bigint;
	} | null;
	/** For people, a line each. */
	readonly says: readonly Message[];
};

/** A kind of layer 2 that is only read. */
export interface ReadKind<P extends ReadProfile = ReadProfile>
	extends WatchKind<P> {
	/** The chains of this kind that ship with the release. */
	readonly profiles: readonly P[];
	/** The rules by which something is concluded of it, by name. */
	readonly rules: { readonly [rule: string]: ReplayRule };
	/** An address as a person writes it, in the one spelling. @throws bad-params for what is none */
	address(text: string): Hex;
	/** What a conclusion proves of an address; null for a conclusion about anything else. */
	holdingOf(conclusion: AnyVerified): AddressHolding | null;
}

/** One that is followed. */
export type ReadLayer = {
	/** How its endpoints do. */
	readonly standings: () => readonly MemberStanding[];
	/** Captures on L1, ahead, what `newest` will need under a later header. */
	readonly captureAhead: (signal?: AbortSignal) => Promise<void>;
	/**
	 * The newest state that L1 holds up, under a verified header and as final as that.
	 * @throws no-proof-window, not-anchored while it is not provable yet; l2-unknown-code when a contract on L1 changed;
	 * l2-preimage; what the endpoints fail with
	 */
	readonly newest: (
		l1: Verified<Header>,
		signal?: AbortSignal,
	) => Promise<Verified<ReadBasis & Immutable>>;
	/**
	 * What is proved of an address under such a state: what the account is, then each token of the profile.
	 * @throws l2-account, l2-unknown-code; what the endpoints fail with
	 */
	readonly holdings: (
		state: Verified<ReadBasis & Immutable>,
		address: Hex,
		signal?: AbortSignal,
	) => Promise<readonly AnyVerified[]>;
};

/** Is the state young enough? @throws stale-head, clock */
export const checkReadAge = (
	{ ages }: Pick<ReadProfile, "ages">,
	{ grade }: Pick<ReadBasis, "grade">,
	purpose: Extract<Purpose, "show" | "answer">,
	nowMs: number,
): void =>
	checkFresh(grade.asOfS, nowMs, purpose, { ...ages, order: 0, sign: 0 });
