// The shape of a way out of a rollup. The engine of journeys knows no chain: each way is one file in the runtime of its kind
// that implements `ExitModule`. A module keeps nothing but its state, which is plain data; where it is, it reads anew each time
// out of what is proved on L1, so a reorg, a restart and another machine are nothing special. What an endpoint says without a
// proof may change words and guesses of time, and never which step is done.

import type { Hex } from "../base/bytes.ts";
import type { Decode } from "../base/decode.ts";
import type { FaultJson } from "../base/fault.ts";
import type { Json } from "../base/immutable.ts";
import type { ExitStep } from "../l2/exit-step.ts";
import type { LayerNodes } from "../l2/nodes.ts";
import type { RollupProfile } from "../l2/profile.ts";
import type { Message, MessageOrText } from "../protocol/message.ts";
import type { BlobSource } from "../source/blobs.ts";
import type { Execution } from "../source/execution.ts";
import type { Pool } from "../source/pool.ts";
import type { WantedAccount } from "../state/capture.ts";
import type {
	Account,
	Code,
	Header,
	MinedTransaction,
	Receipt,
	Slot,
} from "../state/values.ts";
import type { Verified } from "../trust/verified.ts";

type ExitRead = {
	readonly account: Verified<Account>;
	/** In the order of the wanted slots. */
	readonly slots: readonly Verified<Slot>[];
	readonly code: Verified<Code> | null;
};

/** L1 as a journey sees it: proved, or not at all. */
export type ExitL1 = {
	/** All of `wanted` under one verified block. @throws as the engine's reader */
	readonly read: (
		wanted: readonly WantedAccount[],
		tag: "latest" | "final",
		signal?: AbortSignal,
	) => Promise<{
		readonly basis: Verified<Header>;
		readonly reads: readonly ExitRead[];
	}>;
	/** A transaction with its receipt under the tag's block; null while no endpoint shows a block with it. */
	readonly receipt: (
		hash: Hex,
		tag: "latest" | "final",
	) => Promise<{
		readonly header: Verified<Header>;
		readonly transaction: Verified<MinedTransaction>;
		readonly receipt: Verified<Receipt>;
		/** Logs written by the transactions before it in the block. */
		readonly logsBefore: number;
	} | null>;
	/**
	 * What a view function gives at the newest verified block, over proved state.
	 * @throws call-reverted with its data, call-failed, vm-unsupported and what a missing proof fails with
	 */
	readonly call: (to: Hex, data: Hex, from?: Hex) => Promise<Hex>;
	/** The L1 endpoints, for what no proof is needed to look for: logs that name what is then proved. */
	readonly pool: Pool<Execution>;
};

/** An order of this journey, as its stage's last one stands. */
export type StageOrder = {
	readonly id: string;
	/** One that waits for the person's decision is none yet: nothing of it is signed. */
	readonly state:
		| "signed"
		| "sent"
		| "included"
		| "final"
		| "refused"
		| "lost"
		/** Its nonce is used up for good, and no receipt of it was found: it happened, or another transaction did. */
		| "over";
	/** The transaction; null while it is not signed. */
	readonly hash: Hex | null;
	/** Its receipt's word; null while it is not proved to be in a block. */
	readonly succeeded: boolean | null;
	/** The block it is in; of one that is over, a block by which it was. */
	readonly blockNumber: number | null;
	/** What it was signed for; null for an order that is no step. */
	readonly step?: ExitStep | null;
	readonly madeMs: number;
};

export type ExitContext<P extends RollupProfile = RollupProfile> = {
	readonly profile: P;
	readonly nowS: number;
	readonly l1: ExitL1;
	/** The rollup's endpoints by Ethereum's JSON-RPC, all of which may be dead. */
	readonly l2: Pool<Execution>;
	/** Its nodes by a protocol of its kind's own; null where it has none. */
	readonly nodes: LayerNodes | null;
	/** Where blobs of L1 are asked for; without it a way that needs them goes on without. */
	readonly blobs?: BlobSource;
	/**
	 * Evidence kept for this rollup and account while nodes served it, by name: bytes that were verified when they were kept
	 * and are verified again by whoever uses them. `put` resolves when it is on disk. `get` gives what this wallet captured
	 * itself, `fromFiles` what a person brought along under the same name: another time, perhaps, or another's lie.
	 */
	readonly evidenceStore: {
		readonly get: (name: string) => Promise<string | undefined>;
		readonly fromFiles?: (name: string) => Promise<readonly string[]>;
		readonly put: (name: string, text: string) => Promise<void>;
	};
	/** A transaction on the rollup that this wallet signed and that is still under way, by its hash; null where it knows none. */
	readonly signed?: (hash: Hex) => Promise<Hex | null>;
	/** The last order made for a stage of this journey; null when none was. */
	readonly order: (stage: string) => StageOrder | null;
};

export type StageState =
	/** Proved to be done. */
	| "done"
	/** Under way, or waiting for time or for others. */
	| "waiting"
	/** The person's next click. */
	| "yours"
	| "later"
	/** It failed, and the words say what now. */
	| "failed"
	/** Not needed any more. */
	| "skipped";

/** One stage on the map. */
export type Stage = {
	/** Short, lower case, unique in the module: "force", "prove". */
	readonly id: string;
	/** At most 60 characters. */
	readonly title: MessageOrText;
	/** What happens here or what is waited for, for a frightened person, a sentence or two each; a text has at most 400 characters. */
	readonly words: MessageOrText | readonly MessageOrText[];
	readonly state: StageState;
	/** When it is over at the latest, or when it can begin, as the words say; null when nobody knows. */
	readonly untilS: number | null;
	/** L1's time of the block that showed it done, where one did. */
	readonly doneS: number | null;
	/** What could go wrong here and what then; null when nothing. At most 300 characters. */
	readonly risk: MessageOrText | null;
	/** What it is known by, to be put into the proof trace; null while nothing is proved. */
	readonly proof: MessageOrText | null;
};

/** What the person can sign now. */
export type Click<Step extends ExitStep = ExitStep> = {
	readonly stage: string;
	/** As a button says it. */
	readonly label: Message;
	readonly step: Step;
};

export type ExitRequest = {
	readonly account: Hex;
	/** Null: ether. An address on the rollup. */
	readonly token: Hex | null;
	/** Null: everything, where the way takes everything or nothing. */
	readonly amount: bigint | null;
	/** Where the person begins with something that exists already: the hash of a transaction on the rollup. */
	readonly begun: Hex | null;
};

export type WayOffer = {
	/** Can it be begun now? */
	readonly isOpen: boolean;
	/** How it goes, how long and what it needs; or why it cannot be begun. A text has at most 600 characters. */
	readonly words: MessageOrText | readonly MessageOrText[];
	/** Roughly how long the whole way takes; null when nobody knows. */
	readonly lastsS: number | null;
	/** Does it take an amount, or everything? */
	readonly takes: "amount" | "everything";
	/** May it be given a token of the rollup, or ether alone? */
	readonly tokens: boolean;
	/** Can it go on from a transaction on the rollup that exists already? */
	readonly fromBegun: boolean;
	/** Is that transaction the one that its kind's `leaves` says, so that this wallet signs it? */
	readonly signs?: true;
};

export type Outcome = "under-way" | "done" | "impossible";

/** A way out. `S` is its state: plain JSON that its decoder takes. */
export type ExitModule<
	S extends Json = Json,
	P extends RollupProfile = RollupProfile,
	T extends ExitStep = ExitStep,
> = {
	/** Unique: "op-forced". */
	readonly way: string;
	/** "Force a withdrawal through L1". */
	readonly title: MessageOrText;
	readonly kind: P["kind"];
	/**
	 * Set where this is no way out itself, but the rehearsal of one that a small sum cannot rehearse: it is begun as that one's
	 * rehearsal alone, and what is kept for that one is kept for it too.
	 */
	readonly rehearses?: {
		readonly way: string;
		/** What the rehearsal does instead, before it is begun; a text has at most 600 characters. */
		readonly words: MessageOrText;
	};
	readonly decode: Decode<S>;
	/**
	 * What is left of a state that came in a file, before it is on disk here: what proves itself at the next look, where to look,
	 * and what the person asked. Nothing of it may say that a step is done or that one is due: such a word costs money where it is
	 * false. What nodes are said to have said is gone, and is asked anew.
	 * @param hasOrder was an order for that stage taken over with it, and with which transaction?
	 * @throws bad-field for what no journey of this way can hold
	 */
	readonly fromFile: (
		state: S,
		asked: ExitRequest,
		profile: P,
		hasOrder: (stage: string) => Hex | null,
	) => S;
	/**
	 * Is a step that was signed elsewhere that stage's step of this journey, as it would be built here? That its transaction is
	 * the step's call, byte for byte, is checked by whoever asks.
	 */
	readonly isStep: (
		stage: string,
		step: ExitStep,
		state: S,
		asked: ExitRequest,
		profile: P,
	) => boolean;
	/** @throws nothing but what a missing proof fails with: then nothing is offered yet, and the fault says why */
	readonly offer: (account: Hex, context: ExitContext<P>) => Promise<WayOffer>;
	/** The state to begin with. @throws bad-params with the field's name; what is missing to begin */
	readonly begin: (asked: ExitRequest, context: ExitContext<P>) => Promise<S>;
	/**
	 * Looks at the world once. True when it returns: the state says where the journey is by today's proved head, and holds
	 * whatever evidence the later steps need and could be had. Not knowing yet is no fault.
	 * @throws only what keeps it from looking: no-proof-window, unreachable, …; the state before stays
	 */
	readonly look: (
		state: S,
		asked: ExitRequest,
		context: ExitContext<P>,
	) => Promise<S>;
	/** The map, in order. Pure. */
	readonly stages: (
		state: S,
		asked: ExitRequest,
		context: Pick<ExitContext<P>, "profile" | "nowS" | "order">,
	) => readonly Stage[];
	/** The next step to sign; null while there is none. Pure. */
	readonly click: (
		state: S,
		asked: ExitRequest,
		context: Pick<ExitContext<P>, "profile" | "nowS" | "order">,
	) => Click<T> | null;
	readonly outcome: (state: S) => Outcome;
	/**
	 * Names what `capture` would rest on, by proof of L1 alone: while it is the same, nothing new is brought along. Without it the
	 * root that is shown says so.
	 * @throws what keeps it from reading L1
	 */
	readonly mark?: (context: ExitContext<P>) => Promise<string>;
	/** What is brought along at every new root while nodes serve it, for ways that need it; by name. */
	readonly capture?: (
		account: Hex,
		context: ExitContext<P>,
	) => Promise<readonly CapturedEvidence[]>;
	/** Verified again: does kept evidence still hold, and up to when was it true? @throws what speaks against it */
	readonly checkCaptured?: (
		name: string,
		text: string,
		profile: P,
	) => Promise<{ readonly asOfS: number }>;
};

/** Evidence for an exit, verified when it was captured. */
export type CapturedEvidence = {
	readonly name: string;
	readonly text: string;
	/** The time of the state it proves. */
	readonly asOfS: number;
	readonly says: MessageOrText;
};

/** Why a journey cannot be looked at now, kept beside its state. */
export type LookFault = FaultJson | null;
