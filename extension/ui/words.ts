// What grades, balances and states are called on screen. Pure: views in, words out; knows no element and no browser.

import { shortHex } from "../../src/base/units.ts";
import { checksummed } from "../../src/crypto/checksum.ts";
import type {
	BalanceView,
	ChainView,
	EndpointView,
	GradeView,
	OrderState,
	OrderView,
	SyncView,
	WalletView,
} from "../../src/protocol/views.ts";
import { wordsOf } from "../../src/words/catalogue.ts";
import { faultWords } from "../../src/words/faults.ts";
import { groupDigits } from "./say/numbers.ts";
import { say } from "./say/say.ts";

/** Colour only helps; the shape says the same. */
export type Tone = "ok" | "part" | "wait" | "none" | "bad";
export type GradeSymbol =
	| "full"
	| "check"
	| "twice"
	| "half"
	| "dashed"
	| "empty";

export type ProvedAmount = {
	readonly trailId: string;
	readonly amount: bigint;
	readonly grade: GradeView;
};

/**
 * The balance if it may stand on screen as a number: an amount, a grade that somebody stands behind, and a proof trace that
 * leads to its reasons. Anything less is null, and is drawn as a dash.
 */
export const provedBalance = (balance: BalanceView): ProvedAmount | null => {
	const { trailId, amount, grade } = balance;
	if (trailId === null || amount === null || grade === null) return null;
	if (grade.who === "claimed") return null;
	return { trailId, amount: BigInt(amount), grade };
};

/**
 * `proved`: now. `old`: proved, and too old to be taken for the present. `last`: proved before this device was started anew,
 * and not checked again yet: no order can rest on it.
 */
export type Figure = {
	readonly amount: bigint;
	/** Unix seconds. */
	readonly asOfS: number;
	readonly how: "proved" | "old" | "last";
};

/** What may be drawn of a balance, and how; null for a dash. */
export const figureOf = (balance: BalanceView): Figure | null => {
	const proved = provedBalance(balance);
	if (proved !== null)
		return {
			amount: proved.amount,
			asOfS: proved.grade.asOfS,
			how: balance.stale === true ? "old" : "proved",
		};
	const { lastKnown, grade } = balance;
	// what nobody stands behind is no number, whatever was there before
	if (lastKnown === undefined || grade !== null) return null;
	const { amount, asOfS } = lastKnown;
	return { amount: BigInt(amount), asOfS, how: "last" };
};

const whoWords = (): { readonly [who in GradeView["who"]]: string } => ({
	l1: say().grades.proved,
	claimed: say().grades.claimedNotProved,
	proposed: say().grades.proposed,
	accepted: say().grades.accepted,
	"exit-final": say().grades.acceptedExitsOpen,
});
const validityWords = (): {
	readonly [v in GradeView["validity"]]: string;
} => ({
	none: "",
	"window-open": say().grades.windowOpen,
	"window-won": say().grades.windowWon,
	tee: say().grades.signedByATee,
	development: say().grades.developmentProofShowsNothing,
	"l1-accepted": say().grades.proofTakenByL1,
	rechecked: say().grades.recheckedHere,
});

/** How a token's number is known, where it is not the plain word of proved storage. */
const howWords = (): {
	readonly [how in NonNullable<BalanceView["how"]>]: string;
} => ({
	slot: "",
	computed: say().grades.computedHere,
	named: say().grades.contractNotAsked,
});

/** "proved, final"; "proposed, not settled on Ethereum yet, L1 not final yet"; "computed here, final". The words carry the grade alone. */
export const gradeWords = (
	grade: GradeView,
	how: BalanceView["how"] = "slot",
): string => {
	const known = howWords()[how];
	const parts =
		known === "" || grade.who === "claimed"
			? [whoWords()[grade.who]]
			: grade.who === "l1"
				? [known]
				: [known, whoWords()[grade.who]];
	if (grade.who === "claimed") return parts.join("");
	if (grade.who !== "l1" && validityWords()[grade.validity] !== "")
		parts.push(validityWords()[grade.validity]);
	if (grade.who === "l1")
		parts.push(
			grade.finality === "final"
				? say().grades.final
				: say().grades.notFinalYet,
		);
	else if (grade.finality !== "final") parts.push(say().grades.l1NotFinalYet);
	return parts.join(", ");
};

export const gradeShape = (grade: GradeView): GradeSymbol => {
	if (grade.who === "claimed") return "empty";
	if (grade.finality !== "final") return "half";
	if (grade.who === "proposed") return "dashed";
	if (grade.who === "l1") return "full";
	return grade.validity === "rechecked" ? "twice" : "check";
};

export const gradeTone = (grade: GradeView): Tone => {
	if (grade.who === "claimed") return "none";
	if (grade.who === "proposed") return "wait";
	return grade.finality === "final" ? "ok" : "part";
};

/** The notes of a chain's balances worth a line: not what its fault says already, and each sentence once. */
export const notesOf = (
	chain: ChainView,
	fault: ChainView["fault"],
): ReadonlyMap<BalanceView, string> => {
	const said = new Set(fault === null ? [] : [faultWords(fault.code).says]);
	const notes = new Map<BalanceView, string>();
	for (const balance of chain.balances) {
		if (balance.note === null) continue;
		const note = wordsOf(balance.note);
		if (said.has(note)) continue;
		said.add(note);
		notes.set(balance, note);
	}
	return notes;
};

/** One sentence on what the grade means, for the foot of a trail. */
export const gradeSays = (grade: GradeView): string => {
	if (grade.who === "claimed")
		return say().grades.somebodyPostedThisButNobodyWho;
	if (grade.who === "l1")
		return grade.finality === "final"
			? say().grades.aFinalizedBlockOfEthereumCommits
			: say().grades.twoThirdsOfTheSyncCommittee;
	const root =
		grade.who === "proposed"
			? say().grades.theRollupsOperatorStandsBehindThis
			: grade.who === "accepted"
				? say().grades.ethereumAcceptedThisRoot
				: say().grades.ethereumAcceptedThisRootAnd;
	const checked =
		grade.validity === "rechecked"
			? say().grades.itsValidityProofWasCheckedAgain
			: "";
	return `${root}${checked}`;
};

/** Said of an amount that is no number of the coin. */
export const notAnAmount = (decimals: number): string =>
	say().grades.typeAPlainNumberWithA(decimals);

export const phaseWords = (): {
	readonly [phase in SyncView["phase"]]: string;
} => ({
	idle: say().grades.notStarted,
	resume: say().grades.checkingWhatIsStored,
	bootstrap: say().grades.fetchingTheFirstCommittee,
	updates: say().grades.followingTheCommittees,
	following: say().grades.followingTheHead,
	stopped: say().grades.stopped,
});

/** Seconds still to go at the pace so far; null before there is a pace. */
export const syncLeftS = (sync: SyncView, nowMs: number): number | null => {
	if (sync.startedMs === null || sync.done <= 0 || sync.of <= sync.done)
		return null;
	const spentS = (nowMs - sync.startedMs) / 1000;
	return spentS <= 0 ? null : (spentS / sync.done) * (sync.of - sync.done);
};

export const journey = [
	"waiting",
	"signed",
	"sent",
	"included",
	"final",
] as const satisfies readonly OrderState[];

/** How many of the five states an order has reached, and whether its line broke there. */
export const journeyOf = (
	order: Pick<OrderView, "state" | "hash" | "onRollup">,
): { readonly reached: number; readonly broken: boolean } => {
	if (
		order.state === "refused" ||
		order.state === "lost" ||
		order.state === "over"
	)
		return { reached: order.hash === null ? 1 : 3, broken: true };
	// what is written to Ethereum is one step further than what nodes took
	if (order.state === "sent" && order.onRollup?.posted !== undefined)
		return { reached: 4, broken: false };
	return {
		reached: journey.indexOf(order.state) + 1,
		broken: false,
	};
};

const onL1 = (): { readonly [state in OrderState]: string } => ({
	waiting: say().grades.waitingForYourDecisionNothingIs,
	signed: say().grades.signedAndStoredHereNotYet,
	sent: say().grades.atLeastOneEndpointTookIt,
	included: say().grades.inABlockThatTheCommittee,
	final: say().grades.finalItCannotBeUndone,
	refused: say().grades.refusedNothingWasSigned,
	lost: say().grades.anotherTransactionUsedItsPlaceThis,
	over: say().grades.overItsNumberIsUsedUp,
});

/** What a node says of an operation. It is its word: the wallet believes a proven root alone. */
const claimedWords = (): {
	readonly [state in NonNullable<
		NonNullable<OrderView["rollup"]>["claimed"]
	>]: string;
} => ({
	waiting: say().grades.itWaitsThereForABatch,
	made: say().grades.itIsInABatchThat,
	committed: say().grades.itsBatchIsOnL1And,
	proven: say().grades.itsBatchIsProvenOnL1,
});

/** Of an order that was sent and is under no root yet. */
const onLayer = ({
	posted,
	unread,
	isClaimed,
}: NonNullable<OrderView["onRollup"]>): string => {
	const { grades } = say();
	if (posted !== undefined) return grades.layerPosted(posted.blockNumber);
	const far = isClaimed ? grades.layerClaimed : grades.layerSent;
	return unread === undefined
		? far
		: `${far} ${unread === "batch-unread" ? grades.layerUnread : grades.layerUnproven}`;
};

/** How far an order is, in one or two sentences. */
export const orderSays = ({
	state,
	rollup,
	onRollup,
}: Pick<OrderView, "state" | "rollup" | "onRollup">): string => {
	if (onRollup !== undefined && state === "sent") return onLayer(onRollup);
	if (onRollup !== undefined && state === "final")
		return say().grades.layerRooted;
	if (rollup === null) return onL1()[state];
	if (state === "sent")
		return rollup.claimed === null
			? say().grades.aNodeOfTheRollupTook
			: say().grades.aNodeClaimsNothingIsProved(claimedWords()[rollup.claimed]);
	if (state === "included") return say().grades.provenOnL1TheProofHas;
	if (state === "final") return say().grades.provenOnL1AndTheProof;
	return onL1()[state];
};

/** The five steps of an order's way, as its line names them. */
export const stepWords = (
	state: OrderState,
	{ rollup, onRollup }: Pick<OrderView, "rollup" | "onRollup">,
): string => {
	if (onRollup !== undefined && state === "final")
		return say().grades.underARoot;
	if (onRollup !== undefined && state === "included")
		return say().grades.writtenToEthereum;
	if (rollup === null) return say().grades.states[state];
	return state === "included"
		? say().grades.proven
		: state === "final"
			? say().grades.rechecked
			: say().grades.states[state];
};

/** Of an order that changes whose code the account runs, in one sentence; null for every other. */
export const delegationWords = ({
	delegates,
	to,
}: Pick<OrderView, "delegates" | "to">): string | null =>
	delegates !== true
		? null
		: BigInt(to) === 0n
			? say().delegation.readsBack
			: say().delegation.reads(shortHex(checksummed(to)));

/** Does it call a contract, and is no step of an exit? What it sends of tokens is in the call then, and not in its amount. */
export const isCallOrder = ({
	exit,
	data,
}: Pick<OrderView, "exit" | "data">): boolean => exit === null && data !== "0x";

export const recipientSays = (): {
	readonly [recipient in OrderView["recipient"]]: string;
} => ({
	account: say().grades.anOrdinaryAccountItRunsNo,
	contract: say().grades.aContractItsCodeRunsWhen,
	new: say().grades.anAddressThatWasNeverUsed,
	delegated: say().grades.anAccountThatRunsCodeIt,
});

export const endpointStateWords = (): {
	readonly [state in EndpointView["state"]]: string;
} => ({
	unknown: say().grades.notAskedYet,
	good: say().grades.hasAnsweredTruthfullySoFar,
	silent: say().grades.doesNotAnswer,
	"put-aside": say().grades.setAside,
});

export const roleWords = (): {
	readonly [role in EndpointView["role"]]: string;
} => ({
	beacon: say().grades.beacon,
	execution: say().grades.execution,
	relay: say().grades.relay,
	checkpoint: say().grades.startingPoint,
});

/** "508 of 512 signed" */
export const signedWords = (head: { signed: number; of: number }): string =>
	say().grades.ofSigned(groupDigits(head.signed), groupDigits(head.of));

/** The coin of a chain that is shown; of another one its name is not known, and it is not called anything else's. */
export const coinOn = (view: WalletView, chainId: number): ChainView["coin"] =>
	view.chains.find((chain) => chain.chainId === chainId)?.coin ?? {
		symbol: say().grades.coinOfChain(chainId),
		decimals: 18,
	};

/** What Ethereum's fees are paid in, on the network that is chosen. */
export const l1Coin = (view: WalletView): ChainView["coin"] =>
	coinOn(
		view,
		view.chains.find(({ kind }) => kind === "l1")?.chainId ??
			view.network?.chainId ??
			1,
	);

export const chainTitle = (view: WalletView, chainId: number): string =>
	view.chains.find((chain) => chain.chainId === chainId)?.title ??
	say().grades.chain(chainId);

/** Of an origin, what a person should look at: the host. The whole origin when it does not parse. */
export const hostOf = (origin: string): string => {
	try {
		return new URL(origin).host || origin;
	} catch {
		return origin;
	}
};

/** What checked code names in words of its own; what is not known here stays as it was given. */
export const namedWords = (what: string): string => {
	const named: { readonly [what: string]: string } = say().named;
	return Object.hasOwn(named, what) ? (named[what] ?? what) : what;
};
