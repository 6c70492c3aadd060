// What this wallet has to know of one kind of layer 2 to judge what it is told of it: the half that runs without an EVM, in
// the signer too. A kind's folder makes one; `checks.ts` lists them. Everything here is asked with a profile of that very kind.

import type { Hex } from "../base/bytes.ts";
import type { Decode } from "../base/decode.ts";
import * as d from "../base/decode.ts";
import { Fault } from "../base/fault.ts";
import type { ProofChecks } from "../crypto/kernel.ts";
import type { Message } from "../protocol/message.ts";
import type { WantedAccount } from "../state/capture.ts";
import type { StateBasis } from "../trust/grade.ts";
import type { AnyVerified } from "../trust/verified.ts";
import type { ContractAlert } from "./contract-alert.ts";
import type { ExitCall, ExitStep } from "./exit-step.ts";
import type { LayerFees } from "./fees.ts";
import type { Look } from "./look.ts";
import type { LayerOrders } from "./orders.ts";
import type { Pinned } from "./pinned.ts";
import type {
	RollupProfile,
	SilenceLimits,
	UpgradeLayout,
	WatchLimits,
} from "./profile.ts";
import type { Finding } from "./review-parts.ts";
import type { Signs } from "./signs.ts";

/** What every layer 2 has, whether its state can be read or not. */
export type Watchable = {
	readonly kind: string;
	readonly name: string;
	readonly title: string;
	/** Null where the chain's own id is no number of Ethereum's kind. */
	readonly chainId: number | null;
	readonly l1: string;
	readonly l1ChainId: number;
	readonly watch?: WatchLimits | undefined;
	readonly upgrade?: UpgradeLayout | undefined;
};

/** A layer from which nobody can leave alone: that it is so, what is possible all the same, what is not. */
export type NoExitWords = {
	readonly says: Message;
	readonly possible: readonly Message[];
	readonly impossible: readonly Message[];
};

/** From which silence on the operator counts as late or gone. */
export type Thresholds = {
	/** Null: silence of it says nothing. */
	readonly batch: SilenceLimits | null;
	readonly root: SilenceLimits | null;
	/** Batches come only when somebody asks for one, so that silence counts only while something waits. */
	readonly onDemand: boolean;
	/** The account that posts is only named by the profile: no contract on L1 says that it is the one. */
	readonly isBatcherNamed?: boolean;
};

/** A number that L1 shows, for people, in decimal digits; null where its contract runs code that the profile does not know. */
export type ShownNumber = {
	readonly says: string;
	readonly value: string | null;
};

/** Who may change which contracts, by the profile's names, and how fast: what is proved of it, in words. */
export type KindUpgrader = {
	readonly contracts: readonly string[];
	/** Seconds from the announcement of a change to the change; null where none is proved. */
	readonly delayS: number | null;
	readonly says: Message;
};

/**
 * What is known of a kind by L1's facts alone. Methods, so that kinds with profiles of their own stand in one table; each is
 * called with the profile that named the kind.
 */
export interface WatchKind<P extends Watchable = Watchable> {
	readonly kind: P["kind"];
	readonly decode: Decode<P>;
	/** Every contract on L1 that the layer's state or an exit rests on. */
	pinned(profile: P): readonly Pinned[];
	/** What is read of it on L1, all at one block. */
	wanted(profile: P): readonly WantedAccount[];
	/** What a look leads to: accounts and slots whose place is itself a fact. */
	more(profile: P, look: Look): readonly WantedAccount[];
	signs(profile: P, look: Look): Signs;
	/** What changed besides the code of its contracts. */
	contractAlerts(profile: P, look: Look): readonly ContractAlert[];
	/** Numbers for people that no other screen shows. */
	shown(profile: P, look: Look): readonly ShownNumber[];
	/** What holds where neither the profile nor a published pace says anything. */
	usual(profile: P): Thresholds;
	/** What L1 never shows: halts shorter than its pauses; transactions that nobody forced; anything but facts of L1. */
	readonly blind: "pauses" | "unforced" | "state";
	/** Where to read who may change its contracts, where the profile names that in a place of its own. */
	upgradeLayout(profile: P): UpgradeLayout | null;
	/** Who may change contracts behind proxies of the kind's own, which keep no admin where EIP-1967 has it. */
	upgraders(profile: P, look: Look): readonly KindUpgrader[];
	/** Is the code of a contract without a proxy known to stay, and not only unknown to change? */
	readonly isPlainCodeFixed: boolean;
	/** The contract whose owner can name another verifier at once; null where there is none. */
	readonly verifierNamedBy: string | null;
	/** What is wrong with a profile besides what is looked for in each of them. */
	review(profile: P, path: string): readonly Finding[];
	/** What is known of a layer that nobody can leave alone; null where there are ways out, or nothing is known. */
	noExit(profile: P): NoExitWords | null;
	/** What else it rests on, a line each. */
	lines(profile: P): readonly string[];
}

/** Runs a rule again, from verified premises and the witness. @throws the rule's own refusal */
export type ReplayRule = (
	premises: readonly AnyVerified[],
	witness: unknown,
	tools: RollupTools,
) => Promise<AnyVerified>;

/** What rules are run again with. */
export type RollupTools = {
	/** The rollups, and the chains that are only read, that whoever checks has accepted. */
	readonly rollups: readonly Watchable[];
	readonly kernel: Pick<ProofChecks, "checkGroth16">;
};

/**
 * How the coin begins to leave the layer by an order there: the one call that pays its value to its own signer on L1, and nobody else.
 */
export type LeaveCall = {
	readonly to: Hex;
	readonly data: Hex;
	/** No true call of this kind takes more gas; what is not used is not paid. */
	readonly gas: number;
	/** What it does and when it pays, for the person who signs it. At most four. */
	readonly says: readonly Message[];
};

/** What an account has, where accounts are none of Ethereum's. */
export type LayerAccount = {
	/** On L1. */
	readonly owner: Hex;
	readonly balanceWei: bigint;
	readonly at: StateBasis;
};

/** A kind whose state is read, too. */
export interface RollupKind<
	P extends RollupProfile = RollupProfile,
	S extends ExitStep = ExitStep,
> extends WatchKind<P> {
	/** The chains of this kind that ship with the release, a file each in the family's `profiles/`. */
	readonly profiles: readonly P[];
	/** The rules by which something is concluded of it, by name. */
	readonly rules: { readonly [rule: string]: ReplayRule };
	/**
	 * The ways out of it, by name, in the order in which they are offered. They are code of the kind's other half, which is loaded
	 * when one of them is wanted; that there are such is known before.
	 */
	readonly ways: readonly string[];
	/** The steps of its exits, by kind of step. */
	readonly steps: { readonly [step: string]: Decode<S> };
	/** The call of such a step that `from` signs. @throws exit-recipient when it would pay anybody else */
	call(profile: P, from: Hex, step: S): ExitCall;
	/** What such a step is called, as a button says it: "Prove your withdrawal". */
	title(step: S): Message;
	/** What a transaction pays, where accounts and transactions are Ethereum's and orders are signed; without it none is. */
	readonly fees?: LayerFees<P>;
	/** The call on the layer by which its coin leaves for `from` on L1; null where this chain has none, or nobody knows its end. */
	leaves?(profile: P, from: Hex): LeaveCall | null;
	/** How many hashes of its blocks its state keeps by EIP-2935; without it none are looked for there. */
	readonly blockHashes?: number;
	/** Its orders, where its transactions are none of Ethereum's. */
	readonly orders?: LayerOrders;
	/** What an account of it has, by a conclusion about one; null for a conclusion about anything else. */
	accountOf?(conclusion: AnyVerified): LayerAccount | null;
	/** The token of L1 behind each token of the rollup that has one. */
	tokenPairs(profile: P): readonly { readonly l1: Hex; readonly l2: Hex }[];
}

/**
 * The accepted profile with that identity, as its kind's decoder gives it.
 * @throws l2-profile when there is none of the kind: it may be of another release, and what it says holds no more
 */
const acceptedProfile = <P extends Watchable>(
	id: Hex,
	{ rollups }: RollupTools,
	kind: P["kind"],
	identity: (profile: P) => Hex,
): P => {
	const isKind = (profile: Watchable): profile is P => profile.kind === kind;
	const profile = rollups.filter(isKind).find((one) => identity(one) === id);
	if (profile === undefined)
		throw new Fault("l2-profile", `the rollup profile ${id}`);
	return profile;
};

/** A rule over a decoded witness. */
export const replayWith =
	<T>(
		decode: Decode<T>,
		run: (
			premises: readonly AnyVerified[],
			witness: T,
			tools: RollupTools,
		) => AnyVerified,
	): ReplayRule =>
	async (premises, witness, tools) =>
		run(premises, decode(witness, "witness"), tools);

/** The rule of the contracts on L1, over the profile that the witness names. @throws unknown-chain, and what `conclude` throws */
export const replayConfig = <P extends Watchable>(
	kind: P["kind"],
	identity: (profile: P) => Hex,
	conclude: (profile: P, premises: readonly AnyVerified[]) => AnyVerified,
): ReplayRule =>
	replayWith(d.record({ profile: d.hash }), (premises, { profile }, tools) =>
		conclude(acceptedProfile(profile, tools, kind, identity), premises),
	);

/** What a kind without steps says of them: no way out is built. @param what it is asked for then, for the refusal */
export const withoutSteps = (what: string) => {
	const refuse = (): never => {
		throw new Fault("unverifiable-method", what);
	};
	return {
		...{ ways: [], steps: {} },
		call: refuse,
		title: refuse,
		tokenPairs: () => [],
	};
};

/** What holds of a kind that has nothing of this: everything it is told by stands in its contracts and their proxies. */
export const nothingBesides = {
	contractAlerts: () => [],
	shown: () => [],
	upgradeLayout: () => null,
	upgraders: () => [],
	verifierNamedBy: null,
	review: () => [],
	noExit: () => null,
	isPlainCodeFixed: true,
} as const;
