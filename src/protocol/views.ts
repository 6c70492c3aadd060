// What the engine tells the screens: JSON that decodes, made from verified values and named accordingly. A view proves
// nothing by itself; it is only ever drawn. Amounts are decimal strings of the smallest unit.

import {
	address,
	type Decoded,
	flag,
	hash,
	hexUpTo,
	int,
	list,
	nullable,
	oneOf,
	optional,
	record,
	text,
} from "../base/decode.ts";
import { Fault } from "../base/fault.ts";
import {
	endpointRoles,
	mostAccounts,
	mostBalances,
	mostChains,
	mostEndpointName,
	mostEndpointsInAll,
	mostEndpointUrl,
	mostListed,
	mostMessages,
	mostPayments,
	mostQuestions,
	mostWaits,
} from "../base/room.ts";
import { mostName, mostShownSymbol } from "../base/symbol.ts";
import { accountLabels } from "./account-labels.ts";
import { amount } from "./amount.ts";
import { callApproval } from "./call-views.ts";
import { faultJson } from "./channel.ts";
import { delegationApproval } from "./delegation-views.ts";
import { exitApproval, exitsView } from "./exit-views.ts";
import { type GradeView, gradeView } from "./grade-view.ts";
import { message, wording } from "./message.ts";
import { messageView } from "./message-views.ts";
import { mostSafes } from "./safe-views.ts";

export { amount, type GradeView, gradeView };

export const endpointView = record({
	chainId: int(1),
	role: oneOf(...endpointRoles),
	name: text(mostEndpointName),
	url: text(mostEndpointUrl),
	state: oneOf("unknown", "good", "silent", "put-aside"),
	fault: nullable(faultJson),
	/** How far back it serves proofs, in words; null when not probed. */
	proofWindow: nullable(text(80)),
});
export type EndpointView = Decoded<typeof endpointView>;

const headView = record({
	slot: int(),
	root: hash,
	blockNumber: nullable(int()),
	timeS: int(),
	signed: int(),
	of: int(),
});

export const syncView = record({
	phase: oneOf(
		"idle",
		"resume",
		"bootstrap",
		"updates",
		"following",
		"stopped",
	),
	/** Committee periods done, of how many. */
	done: int(),
	of: int(),
	startedMs: nullable(int()),
	optimistic: nullable(headView),
	final: nullable(headView),
	/** The newest header is older than the policy allows to show as the present. */
	stale: optional(flag),
});
export type SyncView = Decoded<typeof syncView>;

export const balanceView = record({
	/** Names the proof trace behind the number; null when nothing is proved. */
	trailId: nullable(text(80)),
	token: nullable(address),
	/** Of a token: its contract's own word, told apart from the coin's. */
	symbol: text(mostShownSymbol),
	decimals: int(0, 36),
	/**
	 * How a token's amount is known. `slot`: it stands in proved storage, where its contract reads it. `computed`: the contract
	 * computes it, run here over proved state. `named`: it stands in a place that the network file names, and the contract
	 * could not be asked. Missing for coins, and while nothing is known.
	 */
	how: optional(oneOf("slot", "computed", "named")),
	/** Null: not proved, draw a dash. */
	amount: nullable(amount),
	grade: nullable(gradeView),
	blockNumber: nullable(int()),
	/** A sentence on what is claimed but not proved; null when there is none. */
	note: nullable(wording(300)),
	/** The amount is older than the chain's policy allows to show as it stands: draw it greyed, with its age. */
	stale: optional(flag),
	/** Of a token: it was read, and has no number now. What was known before holds no more. */
	isNone: optional(flag),
	/**
	 * What this device proved before it was started anew, where nothing is proved now. NOT verified: to be drawn greyed, with its
	 * age, as what was known last, and to be used for nothing else.
	 */
	lastKnown: optional(record({ amount, asOfS: int() })),
});
export type BalanceView = Decoded<typeof balanceView>;

/** What a contract answered when it was asked what a token is asked. */
export const tokenView = record({
	/** Its own words: anyone may call a contract anything. */
	symbol: text(mostShownSymbol),
	name: nullable(text(mostName)),
	decimals: int(0, 36),
	/** Of the chosen account. */
	amount,
	how: oneOf("slot", "computed"),
	grade: gradeView,
	blockNumber: int(),
	/** It calls itself as the chain's own coin is called, or nearly. */
	looksLikeCoin: flag,
	/** It is in the list already. */
	isListed: flag,
});
export type TokenView = Decoded<typeof tokenView>;

/** A root that L1 accepted and the recheck refused. Orders on this rollup are stopped by it until its profile changes. */
export const proofFailureView = record({
	fault: faultJson,
	/** The batch whose proof failed, and the root L1 has for it. */
	batch: int(),
	batchHash: hash,
	root: hash,
	/** When this device found it. */
	foundMs: int(),
});
export type ProofFailureView = Decoded<typeof proofFailureView>;

export const chainView = record({
	chainId: int(1),
	title: text(60),
	kind: oneOf("l1", "rollup"),
	/** What its fees are paid in, by its profile. */
	coin: record({ symbol: text(12), decimals: int(0, 36) }),
	balances: list(balanceView, mostBalances),
	/** Does this release make orders here at all? */
	sends: flag,
	/** Why new orders are not possible now, or null. */
	fault: nullable(faultJson),
	/** Said wherever the chain is shown, as that its setup is insecure; null where there is nothing to say. */
	warning: nullable(text(200)),
	/** What is kept of a validity proof that failed here although L1 accepted it; null when none ever did. */
	halt: nullable(proofFailureView),
});
export type ChainView = Decoded<typeof chainView>;

export const orderState = oneOf(
	"waiting", // made and stored; the person has not decided
	"signed", // signed and stored; not known to be sent
	"sent", // at least one endpoint took it
	"included", // its receipt is proved under an optimistic header
	"final", // its receipt is proved under a final header
	"refused", // the person said no, or a rule did before the signature
	"lost", // its nonce was used by another transaction
	"over", // its nonce is proved used in a final block, and no receipt of it was found: it happened, or another one did
);
export type OrderState = Decoded<typeof orderState>;

/** A key on Baby Jubjub. */
export const rollupKey = record({ ax: hash, ay: hash });

/** What an order on a layer 2 with orders of its own has besides. */
const rollupOrder = {
	/** Places in the rollup's tree. */
	fromIndex: int(0, 255),
	toIndex: int(0, 255),
	/** Who can spend what arrives. */
	toKey: rollupKey,
};

export const recipientKind = oneOf("account", "contract", "new", "delegated");

/** Each fact an order rests on, with the id of its trail. */
export const orderRests = list(
	record({
		what: text(80),
		trailId: text(80),
		grade: gradeView,
		blockNumber: int(),
	}),
	16,
);

/** The transaction of an order, for those who read the order and for who approves it. */
const transactionView = {
	/** Who asked, as the order says it; null: the person, in the wallet itself. */
	origin: nullable(text(300)),
	chainId: int(1),
	from: address,
	to: address,
	valueWei: amount,
	data: hexUpTo(131_072),
	nonce: int(),
	gasLimit: int(),
	maxFeePerGasWei: amount,
};

export const orderView = record({
	id: text(64),
	state: orderState,
	...transactionView,
	maxPriorityFeePerGasWei: amount,
	/** gasLimit x maxFeePerGas */
	mostFeeWei: amount,
	/** "Leaves at most": value and fee, whatever the state turns out to be. */
	mostLeavesWei: amount,
	/** What the proved state says of the recipient. */
	recipient: recipientKind,
	rests: orderRests,
	/** What could not be known, in sentences. */
	unknowns: list(wording(300), 16),
	/** Null for an order on L1. */
	rollup: nullable(
		record({
			...rollupOrder,
			/** Where a node says the operation is: a claim. Null while none says anything. */
			claimed: nullable(oneOf("waiting", "made", "committed", "proven")),
		}),
	),
	/** Null for an order that is no step of an exit. */
	exit: nullable(record({ chainId: int(1), step: text(40), title: message })),
	/** The account runs the code at `to` from then on; at the zero address, none. Missing where it does not change that. */
	delegates: optional(oneOf(true)),
	/** Hashes of one's own transactions that it takes the place of. Missing where it takes none's. */
	replaces: optional(list(hash, 64, 1)),
	/** Until it is in a block: what nodes ask at least, in fees, to take another in its place. */
	replaceable: optional(
		record({
			/** Of the same with higher fees; null where it cannot be made again. */
			faster: nullable(amount),
			/** Of nothing in its place. */
			cancel: amount,
		}),
	),
	/** What names it on its chain: the transaction's hash on L1, the signed message on a rollup. */
	hash: nullable(hash),
	succeeded: nullable(flag),
	blockNumber: nullable(int()),
	/** What it paid for its gas, by its receipt, and the time of its block, in seconds. Missing while that is not proved. */
	feeWei: optional(amount),
	includedS: optional(int()),
	fault: nullable(faultJson),
	madeMs: int(),
});
export type OrderView = Decoded<typeof orderView>;

export const siteRequestKind = oneOf(
	"connect",
	"balance",
	"switch-chain",
	"unlock", // a site that is connected waits for the unlock, and needs no other answer
	"send", // a payment whose order is not made yet: it can be refused, not approved
	"sign", // a message that the signer has not read yet: likewise
);

export const siteRequestView = record({
	id: text(64),
	origin: text(300),
	kind: siteRequestKind,
	/** What it asks, after its name in one sentence. */
	says: message,
	/** What it wants to send; null for every other kind. */
	send: nullable(
		record({
			chainId: int(1),
			from: address,
			to: address,
			valueWei: amount,
			/** What a contract is called with; missing for a plain payment. */
			data: optional(hexUpTo(131_072)),
		}),
	),
	/** The site was refused more than once lately: the person is offered to block it. */
	offerBlock: flag,
	madeMs: int(),
});
export type SiteRequestView = Decoded<typeof siteRequestView>;

/** Each of the sites that wait can be one to be wary of. */
export const mostSiteWarnings = mostWaits;
export const mostLeftOut = 16;
export const mostLeftOutChars = 300;

export const waitingView = record({
	kind: oneOf("request", "order", "message"),
	id: text(64),
	/** Stays the same while a payment that a site asks for becomes an order, and when its order is made anew. */
	of: text(64),
	/** Of an order: as in a request. Missing where blocking is not offered. */
	offerBlock: optional(flag),
});

/** Questions of sites on one screen, of every kind. */
export const mostRequests = mostQuestions + mostPayments + mostMessages;

/** Each by itself: what does not fit is left out by the piece (src/engine/fitted.ts). */
export const viewParts = {
	network: nullable(
		record({
			name: text(40),
			title: text(60),
			chainId: int(1),
			/** Hash of the file it comes from; missing for a network of this release. */
			file: optional(hash),
		}),
	),
	/** The step of onboarding that is still open; "done" when none is. */
	setup: oneOf("network", "endpoints", "checkpoint", "keys", "done"),
	account: nullable(address),
	accounts: list(address, mostAccounts),
	/** The same accounts as the person arranged them. */
	labels: optional(accountLabels),
	/** Safe accounts on the person's list. */
	safes: optional(list(address, mostSafes)),
	/** Amounts are drawn as dots. */
	amountsHidden: optional(flag),
	sync: syncView,
	/** Why nothing is signed at all; null: signing is possible. */
	stopped: nullable(faultJson),
	chains: list(chainView, mostChains),
	endpoints: list(endpointView, mostEndpointsInAll),
	requests: list(siteRequestView, mostRequests),
	/** First all that waits, then all that is under way, then the newest of the others. */
	orders: list(orderView, mostListed),
	/** Messages of sites that wait, and the newest that were signed. Missing when there are none. */
	messages: optional(list(messageView, mostListed)),
	/** How many further ones are kept and not listed. Missing when there are none. */
	olderOrders: optional(int(1)),
	/**
	 * All that waits for the person, in the order of its turns: ids of requests and of orders. The person's own orders come
	 * first. What is not here any more waits no more.
	 */
	waiting: list(waitingView, mostWaits),
	exits: exitsView,
	/** What to know of a site that waits for the person, by its origin. Missing where nothing is known of any. */
	siteWarnings: optional(
		list(record({ origin: text(300), says: message }), mostSiteWarnings, 1),
	),
	/** Which of L1's endpoints do not answer, all of them, and since when. Missing while one of each kind does. */
	silent: optional(
		record({ who: oneOf("beacon", "execution", "all"), sinceMs: int() }),
	),
	/** What could not be drawn: it was left out so that the rest can be. Missing when nothing was. */
	leftOut: optional(list(message, mostLeftOut, 1)),
	nowMs: int(),
};
export const view = record(viewParts);
export type WalletView = Decoded<typeof view>;

export const traceView = record({
	id: text(80),
	title: text(120),
	/** The number or fact at the end, in words; null where the line broke. */
	conclusion: nullable(text(200)),
	grade: nullable(gradeView),
	knots: list(
		record({
			rule: text(40),
			title: wording(80),
			detail: wording(300),
			asOfS: nullable(int()),
			/** How long the check took here, in milliseconds; null when it was not measured in this run. */
			tookMs: nullable((raw: unknown, path: string): number => {
				if (typeof raw !== "number" || !Number.isFinite(raw) || raw < 0)
					throw new Fault("bad-field", `"${path}" is not a duration`);
				return raw;
			}),
			source: nullable(text(60)),
			facts: list(record({ name: text(60), value: wording(200) }), 24),
			fault: nullable(faultJson),
		}),
		64,
	),
	/** What one still has to trust for this number. */
	couldBeWrong: list(wording(900), 4),
	/** As in a chain's view. */
	warning: nullable(text(200)),
	/** What stands at its end is too old to be taken for the present. */
	stale: optional(flag),
});
export type TraceView = Decoded<typeof traceView>;

export const checkpointView = record({
	/** Null while no majority of all that were asked agrees on one. */
	root: nullable(hash),
	/** Null while no majority calls an epoch final. */
	epoch: nullable(int()),
	slot: nullable(int()),
	timeS: nullable(int()),
	/** Independent providers. */
	asked: int(1),
	needed: int(1),
	/** By the host, or what of it tells whose it is: no longer than the address it is of. */
	agree: list(text(mostEndpointUrl), 32),
	dissent: list(
		record({ name: text(mostEndpointUrl), says: wording(200) }),
		32,
	),
	/** Which endpoints count as one provider, in words. */
	shared: nullable(text(400)),
});
export type CheckpointView = Decoded<typeof checkpointView>;

/**
 * What the signer itself read out of an order it has checked: this is what the person approves, and all that an approval
 * draws as fact.
 */
export const approvalView = record({
	id: text(64),
	/** Hash of the order as the signer holds it: a yes is to this order, whatever the id stands for by then. */
	order: hash,
	/** Hash of all that is shown here but what only grows old: a yes is to this reading of the order and to no other. */
	shown: hash,
	/** The chain the order is for, by the signer's own network file. */
	chain: record({
		title: text(60),
		/** Its coin: what amounts and fees are counted in. */
		symbol: text(20),
		decimals: int(0, 36),
	}),
	/** What the proved state says of `to`; null where `exit` or `rollup` says who it is. */
	recipient: nullable(
		record({
			kind: recipientKind,
			/** Of the code that runs when the money arrives; null where there is none. */
			codeHash: nullable(hash),
		}),
	),
	/** What could not be known, in sentences. */
	unknowns: list(wording(300), 16),
	/** Each fact it rests on, as the signer verified it. */
	rests: orderRests,
	...transactionView,
	/** One's own transactions that it takes the place of. Missing where it takes none's. */
	replaces: optional(
		list(record({ hash, to: address, valueWei: amount }), 64, 1),
	),
	mostFeeWei: amount,
	mostLeavesWei: amount,
	/** What can leave beside, by what is under way: signed before, and not carried out. Missing where nothing is. */
	underWayWei: optional(amount),
	balanceWei: amount,
	checkpoint: hash,
	headSlot: int(),
	asOfS: int(),
	steps: int(),
	/** Null for an order on L1. */
	rollup: nullable(
		record({
			...rollupOrder,
			/** The batch after which both accounts are proved. */
			batch: int(),
			/** Hash of the verifying key by which the signer checked the validity proofs again. */
			program: hash,
			/** As in a chain's view. */
			warning: nullable(text(200)),
		}),
	),
	/** Null for an order that is no step of an exit. */
	exit: nullable(exitApproval),
	/** Of an order that calls a contract, and is no step of an exit. */
	call: optional(callApproval),
	/** Of an order that changes whose code the account runs. */
	delegation: optional(delegationApproval),
});
export type ApprovalView = Decoded<typeof approvalView>;
