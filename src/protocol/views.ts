// What the engine tells the screens: JSON that decodes, made from verified values and named accordingly. A view proves
// nothing by itself; it is only ever drawn. Amounts are decimal strings of the smallest unit.

import type { Decoded } from "../base/decode.ts";
import * as d from "../base/decode.ts";
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
	mostRollups,
	mostWaits,
} from "../base/room.ts";
import { mostName, mostShownSymbol } from "../base/symbol.ts";
import { accountLabels } from "./account-labels.ts";
import { amount } from "./amount.ts";
import { alerts, arrivalView, mostArrivals } from "./arrival-views.ts";
import { askedBatch, batchView, mostBatchesShown } from "./batch-views.ts";
import { callApproval, readApproval } from "./call-views.ts";
import { faultJson } from "./channel.ts";
import { delegationApproval } from "./delegation-views.ts";
import { exitApproval, exitsView } from "./exit-views.ts";
import { type GradeView, gradeView } from "./grade-view.ts";
import { message, wording } from "./message.ts";
import { messageView } from "./message-views.ts";
import { contacts, explorer } from "./own-ui.ts";
import { mostSafes } from "./safe-views.ts";

export { amount, type GradeView, gradeView };

export const endpointView = d.record({
	chainId: d.int(1),
	role: d.oneOf(...endpointRoles),
	name: d.text(mostEndpointName),
	url: d.text(mostEndpointUrl),
	state: d.oneOf("unknown", "good", "silent", "put-aside"),
	fault: d.nullable(faultJson),
	/** How far back it serves proofs, in words; null when not probed. */
	proofWindow: d.nullable(d.text(80)),
});
export type EndpointView = Decoded<typeof endpointView>;

const headView = d.record({
	slot: d.int(),
	root: d.hash,
	blockNumber: d.nullable(d.int()),
	timeS: d.int(),
	signed: d.int(),
	of: d.int(),
});

export const syncView = d.record({
	phase: d.oneOf(
		"idle",
		"resume",
		"bootstrap",
		"updates",
		"following",
		"stopped",
	),
	/** Committee periods done, of how many. */
	done: d.int(),
	of: d.int(),
	startedMs: d.nullable(d.int()),
	optimistic: d.nullable(headView),
	final: d.nullable(headView),
	/** The newest header is older than the policy allows to show as the present. */
	stale: d.optional(d.flag),
});
export type SyncView = Decoded<typeof syncView>;

export const balanceView = d.record({
	/** Names the proof trace behind the number; null when nothing is proved. */
	trailId: d.nullable(d.text(80)),
	token: d.nullable(d.address),
	/** Of a token: its contract's own word, told apart from the coin's. */
	symbol: d.text(mostShownSymbol),
	decimals: d.int(0, 36),
	/**
	 * How a token's amount is known. `slot`: it stands in proved storage, where its contract reads it. `computed`: the contract
	 * computes it, run here over proved state. `named`: it stands in a place that the network file names, and the contract
	 * could not be asked. Missing for coins, and while nothing is known.
	 */
	how: d.optional(d.oneOf("slot", "computed", "named")),
	/** Null: not proved, draw a dash. */
	amount: d.nullable(amount),
	grade: d.nullable(gradeView),
	blockNumber: d.nullable(d.int()),
	/** A sentence on what is claimed but not proved; null when there is none. */
	note: d.nullable(wording(300)),
	/** The amount is older than the chain's policy allows to show as it stands: draw it greyed, with its age. */
	stale: d.optional(d.flag),
	/** Of a token: it was read, and has no number now. What was known before holds no more. */
	isNone: d.optional(d.flag),
	/**
	 * What this device proved before it was started anew, where nothing is proved now. NOT verified: to be drawn greyed, with its
	 * age, as what was known last, and to be used for nothing else.
	 */
	lastKnown: d.optional(d.record({ amount, asOfS: d.int() })),
});
export type BalanceView = Decoded<typeof balanceView>;

/** What a contract answered when it was asked what a token is asked. */
export const tokenView = d.record({
	/** Its own words: anyone may call a contract anything. */
	symbol: d.text(mostShownSymbol),
	name: d.nullable(d.text(mostName)),
	decimals: d.int(0, 36),
	/** Of the chosen account. */
	amount,
	how: d.oneOf("slot", "computed"),
	grade: gradeView,
	blockNumber: d.int(),
	/** It calls itself as the chain's own coin is called, or nearly. */
	looksLikeCoin: d.flag,
	/** It is in the list already. */
	isListed: d.flag,
});
export type TokenView = Decoded<typeof tokenView>;

/** A root that L1 accepted and the recheck refused. Orders on this rollup are stopped by it until its profile changes. */
export const proofFailureView = d.record({
	fault: faultJson,
	/** The batch whose proof failed, and the root L1 has for it. */
	batch: d.int(),
	batchHash: d.hash,
	root: d.hash,
	/** When this device found it. */
	foundMs: d.int(),
});
export type ProofFailureView = Decoded<typeof proofFailureView>;

/**
 * That the validity proof of a rollup's newest root was checked again on this device. It is the engine's own word, of this root alone:
 * no evidence carries it and no order rests on it.
 */
export const recheckedView = d.record({
	/** Of the block or batch whose root was checked, and of the one it follows from. */
	number: d.int(),
	from: d.int(),
	/** Since this one each proof was checked here. */
	since: d.int(),
	/** Is that the one that the profile names to begin with? */
	isAnchored: d.flag,
	counts: d.oneOf("blocks", "batches"),
	system: d.text(40),
	/** By the code of L1's verifier, by our own verifier, or both. */
	how: d.oneOf("replay", "native", "both"),
	tookMs: d.int(),
});
export type RecheckedView = Decoded<typeof recheckedView>;

export const chainView = d.record({
	chainId: d.int(1),
	title: d.text(60),
	kind: d.oneOf("l1", "rollup"),
	/** What its fees are paid in, by its profile. */
	coin: d.record({ symbol: d.text(12), decimals: d.int(0, 36) }),
	balances: d.list(balanceView, mostBalances),
	/** Does this release make orders here at all? */
	sends: d.flag,
	/** A layer 2 whose accounts and transactions are Ethereum's: orders there rest on a root of hours ago. Missing for any other. */
	likeEthereum: d.optional(d.oneOf(true)),
	/** Why new orders are not possible now, or null. */
	fault: d.nullable(faultJson),
	/** Said wherever the chain is shown, as that its setup is insecure; null where there is nothing to say. */
	warning: d.nullable(d.text(200)),
	/** What is kept of a validity proof that failed here although L1 accepted it; null when none ever did. */
	halt: d.nullable(proofFailureView),
	/** That the proof of the root under these balances was checked again here. Missing where it was not. */
	rechecked: d.optional(recheckedView),
});
export type ChainView = Decoded<typeof chainView>;

/** A layer 2 that comes with the release and is not switched on. */
export const offeredView = d.record({
	chainId: d.int(1),
	title: d.text(60),
});
export type OfferedView = Decoded<typeof offeredView>;

export const orderState = d.oneOf(
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
export const rollupKey = d.record({ ax: d.hash, ay: d.hash });

/** What an order on a layer 2 with orders of its own has besides. */
const rollupOrder = {
	/** Places in the rollup's tree. */
	fromIndex: d.int(0, 255),
	toIndex: d.int(0, 255),
	/** Who can spend what arrives. */
	toKey: rollupKey,
};

export const recipientKind = d.oneOf("account", "contract", "new", "delegated");

/** Each fact an order rests on, with the id of its trail. */
export const orderRests = d.list(
	d.record({
		what: d.text(80),
		trailId: d.text(80),
		grade: gradeView,
		blockNumber: d.int(),
	}),
	16,
);

/** The transaction of an order, for those who read the order and for who approves it. */
const transactionView = {
	/** Who asked, as the order says it; null: the person, in the wallet itself. */
	origin: d.nullable(d.text(300)),
	chainId: d.int(1),
	from: d.address,
	to: d.address,
	valueWei: amount,
	data: d.hexUpTo(131_072),
	nonce: d.int(),
	gasLimit: d.int(),
	maxFeePerGasWei: amount,
};

export const orderView = d.record({
	id: d.text(64),
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
	unknowns: d.list(wording(300), 16),
	/** Null for an order on L1. */
	rollup: d.nullable(
		d.record({
			...rollupOrder,
			/** Where a node says the operation is: a claim. Null while none says anything. */
			claimed: d.nullable(d.oneOf("waiting", "made", "committed", "proven")),
		}),
	),
	/** Of an order on a layer 2 whose transactions are Ethereum's. */
	onRollup: d.optional(
		d.record({
			/** A node says that a block of the sequencer's has it: a claim. */
			isClaimed: d.flag,
			/** Held back for what the chain takes beside the fee. */
			heldBackWei: amount,
			/** By it the value leaves the layer for its signer. Missing where it does not. */
			leaves: d.optional(d.oneOf(true)),
			/** By proof, the layer wrote it to Ethereum whole with that transaction, in a final block. Missing while that is not known. */
			posted: d.optional(d.record({ blockNumber: d.int(), hash: d.hash })),
			/** Why what the layer writes to Ethereum cannot tell: a form that is not read here, or blobs without proofs. */
			unread: d.optional(d.oneOf("batch-unread", "blob-unproven")),
		}),
	),
	/** Null for an order that is no step of an exit. */
	exit: d.nullable(
		d.record({ chainId: d.int(1), step: d.text(40), title: message }),
	),
	/** The account runs the code at `to` from then on; at the zero address, none. Missing where it does not change that. */
	delegates: d.optional(d.oneOf(true)),
	/** It creates the contract at `to`. Missing where it creates none. */
	creates: d.optional(d.oneOf(true)),
	/** Hashes of one's own transactions that it takes the place of. Missing where it takes none's. */
	replaces: d.optional(d.list(d.hash, 64, 1)),
	/** Until it is in a block: what nodes ask at least, in fees, to take another in its place. */
	replaceable: d.optional(
		d.record({
			/** Of the same with higher fees; null where it cannot be made again. */
			faster: d.nullable(amount),
			/** Of nothing in its place; null where nothing can be put there. */
			cancel: d.nullable(amount),
		}),
	),
	/** What names it on its chain: the transaction's hash on L1, the signed message on a rollup. */
	hash: d.nullable(d.hash),
	succeeded: d.nullable(d.flag),
	blockNumber: d.nullable(d.int()),
	/** What it paid for its gas, by its receipt, and the time of its block, in seconds. Missing while that is not proved. */
	feeWei: d.optional(amount),
	includedS: d.optional(d.int()),
	fault: d.nullable(faultJson),
	madeMs: d.int(),
});
export type OrderView = Decoded<typeof orderView>;

export const siteRequestKind = d.oneOf(
	"connect",
	"balance",
	"switch-chain",
	"unlock", // a site that is connected waits for the unlock, and needs no other answer
	"batch", // several calls, before any of them: a yes signs nothing
	"batch-status", // a site wants a batch to be looked at
	"send", // a payment whose order is not made yet: it can be refused, not approved
	"sign", // a message that the signer has not read yet: likewise
);

export const siteRequestView = d.record({
	id: d.text(64),
	origin: d.text(300),
	kind: siteRequestKind,
	/** What it asks, after its name in one sentence. */
	says: message,
	/** What it wants to send; null for every other kind. */
	send: d.nullable(
		d.record({
			chainId: d.int(1),
			from: d.address,
			to: d.address,
			valueWei: amount,
			/** What a contract is called with; missing for a plain payment. */
			data: d.optional(d.hexUpTo(131_072)),
			/** It creates a contract: `to` is nobody. */
			creates: d.optional(d.oneOf(true)),
		}),
	),
	/** Stands for what the sentence leaves out: of a batch, for all of its calls. A yes is to that and nothing else. */
	about: d.optional(d.text(66)),
	/** The calls of a batch, all of them. */
	batch: d.optional(askedBatch),
	/** The site was refused more than once lately: the person is offered to block it. */
	offerBlock: d.flag,
	madeMs: d.int(),
});
export type SiteRequestView = Decoded<typeof siteRequestView>;

/** Each of the sites that wait can be one to be wary of. */
export const mostSiteWarnings = mostWaits;
export const mostLeftOut = 16;
export const mostLeftOutChars = 300;

export const waitingView = d.record({
	kind: d.oneOf("request", "order", "message"),
	id: d.text(64),
	/** Stays the same while a payment that a site asks for becomes an order, and when its order is made anew. */
	of: d.text(64),
	/** Of an order: as in a request. Missing where blocking is not offered. */
	offerBlock: d.optional(d.flag),
});

/** Questions of sites on one screen, of every kind. */
export const mostRequests = mostQuestions + mostPayments + mostMessages;

/** Each by itself: what does not fit is left out by the piece (src/engine/fitted.ts). */
export const viewParts = {
	network: d.nullable(
		d.record({
			name: d.text(40),
			title: d.text(60),
			chainId: d.int(1),
			/** Hash of the file it comes from; missing for a network of this release. */
			file: d.optional(d.hash),
		}),
	),
	/** The step of onboarding that is still open; "done" when none is. */
	setup: d.oneOf("network", "endpoints", "checkpoint", "keys", "done"),
	account: d.nullable(d.address),
	accounts: d.list(d.address, mostAccounts),
	/** The same accounts as the person arranged them. */
	labels: d.optional(accountLabels),
	/** Safe accounts on the person's list. */
	safes: d.optional(d.list(d.address, mostSafes)),
	/** Amounts are drawn as dots. */
	amountsHidden: d.optional(d.flag),
	/** What the person calls addresses of others. */
	contacts: d.optional(contacts),
	/** Where links to look things up lead, by the person's choice. */
	explorer: d.optional(explorer),
	/** What is told while no screen is open. Missing: nothing of it. */
	alerts: d.optional(alerts),
	/** What is followed is being opened anew: until then `setup` says what was. */
	opening: d.optional(d.flag),
	/** What arrived at the account, newest first. Missing where nothing did. */
	arrivals: d.optional(d.list(arrivalView, mostArrivals, 1)),
	sync: syncView,
	/** Why nothing is signed at all; null: signing is possible. */
	stopped: d.nullable(faultJson),
	chains: d.list(chainView, mostChains),
	/** Layer 2s that ship for the network, of which nobody is asked yet. Missing when there are none. */
	offered: d.optional(d.list(offeredView, mostRollups, 1)),
	endpoints: d.list(endpointView, mostEndpointsInAll),
	requests: d.list(siteRequestView, mostRequests),
	/** First all that waits, then all that is under way, then the newest of the others. */
	orders: d.list(orderView, mostListed),
	/** Messages of sites that wait, and the newest that were signed. Missing when there are none. */
	messages: d.optional(d.list(messageView, mostListed)),
	/** Batches of sites' calls, the newest first. Missing when there are none. */
	batches: d.optional(d.list(batchView, mostBatchesShown)),
	/** How many further ones are kept and not listed. Missing when there are none. */
	olderOrders: d.optional(d.int(1)),
	/**
	 * All that waits for the person, in the order of its turns: ids of requests and of orders. The person's own orders come
	 * first. What is not here any more waits no more.
	 */
	waiting: d.list(waitingView, mostWaits),
	exits: exitsView,
	/** What to know of a site that waits for the person, by its origin. Missing where nothing is known of any. */
	siteWarnings: d.optional(
		d.list(
			d.record({ origin: d.text(300), says: message }),
			mostSiteWarnings,
			1,
		),
	),
	/** Which of L1's endpoints do not answer, all of them, and since when. Missing while one of each kind does. */
	silent: d.optional(
		d.record({ who: d.oneOf("beacon", "execution", "all"), sinceMs: d.int() }),
	),
	/** What could not be drawn: it was left out so that the rest can be. Missing when nothing was. */
	leftOut: d.optional(d.list(message, mostLeftOut, 1)),
	nowMs: d.int(),
};
export const view = d.record(viewParts);
export type WalletView = Decoded<typeof view>;

export const traceView = d.record({
	id: d.text(80),
	title: d.text(120),
	/** The number or fact at the end, in words; null where the line broke. */
	conclusion: d.nullable(d.text(200)),
	grade: d.nullable(gradeView),
	knots: d.list(
		d.record({
			rule: d.text(40),
			title: wording(80),
			detail: wording(300),
			asOfS: d.nullable(d.int()),
			/** How long the check took here, in milliseconds; null when it was not measured in this run. */
			tookMs: d.nullable((raw: unknown, path: string): number => {
				if (typeof raw !== "number" || !Number.isFinite(raw) || raw < 0)
					throw new Fault("bad-field", `"${path}" is not a duration`);
				return raw;
			}),
			source: d.nullable(d.text(60)),
			facts: d.list(d.record({ name: d.text(60), value: wording(200) }), 24),
			fault: d.nullable(faultJson),
		}),
		64,
	),
	/** What one still has to trust for this number. */
	couldBeWrong: d.list(wording(900), 4),
	/** As in a chain's view. */
	warning: d.nullable(d.text(200)),
	/** What stands at its end is too old to be taken for the present. */
	stale: d.optional(d.flag),
});
export type TraceView = Decoded<typeof traceView>;

export const checkpointView = d.record({
	/** Null while no majority of all that were asked agrees on one. */
	root: d.nullable(d.hash),
	/** Null while no majority calls an epoch final. */
	epoch: d.nullable(d.int()),
	slot: d.nullable(d.int()),
	timeS: d.nullable(d.int()),
	/** Independent providers. */
	asked: d.int(1),
	needed: d.int(1),
	/** By the host, or what of it tells whose it is: no longer than the address it is of. */
	agree: d.list(d.text(mostEndpointUrl), 32),
	dissent: d.list(
		d.record({ name: d.text(mostEndpointUrl), says: wording(200) }),
		32,
	),
	/** Which endpoints count as one provider, in words. */
	shared: d.nullable(d.text(400)),
});
export type CheckpointView = Decoded<typeof checkpointView>;

/**
 * What the signer itself read out of an order it has checked: this is what the person approves, and all that an approval
 * draws as fact.
 */
export const approvalView = d.record({
	id: d.text(64),
	/** Hash of the order as the signer holds it: a yes is to this order, whatever the id stands for by then. */
	order: d.hash,
	/** Hash of all that is shown here but what only grows old: a yes is to this reading of the order and to no other. */
	shown: d.hash,
	/** The chain the order is for, by the signer's own network file. */
	chain: d.record({
		title: d.text(60),
		/** Its coin: what amounts and fees are counted in. */
		symbol: d.text(20),
		decimals: d.int(0, 36),
	}),
	/** What the proved state says of `to`; null where `exit` or `rollup` says who it is. */
	recipient: d.nullable(
		d.record({
			kind: recipientKind,
			/** Of the code that runs when the money arrives; null where there is none. */
			codeHash: d.nullable(d.hash),
		}),
	),
	/** What could not be known, in sentences. */
	unknowns: d.list(wording(300), 16),
	/** Each fact it rests on, as the signer verified it. */
	rests: orderRests,
	...transactionView,
	/** One's own transactions that it takes the place of. Missing where it takes none's. */
	replaces: d.optional(
		d.list(d.record({ hash: d.hash, to: d.address, valueWei: amount }), 64, 1),
	),
	mostFeeWei: amount,
	mostLeavesWei: amount,
	/** What can leave beside, by what is under way: signed before, and not carried out. Missing where nothing is. */
	underWayWei: d.optional(amount),
	balanceWei: amount,
	checkpoint: d.hash,
	headSlot: d.int(),
	asOfS: d.int(),
	steps: d.int(),
	/** Null for an order on L1. */
	rollup: d.nullable(
		d.record({
			...rollupOrder,
			/** The batch after which both accounts are proved. */
			batch: d.int(),
			/** Hash of the verifying key by which the signer checked the validity proofs again. */
			program: d.hash,
			/** As in a chain's view. */
			warning: d.nullable(d.text(200)),
		}),
	),
	/** Null for an order that is no step of an exit. */
	exit: d.nullable(exitApproval),
	/** Of an order that calls a contract, and is no step of an exit. */
	call: d.optional(callApproval),
	/** Of an order on a layer 2 whose transactions are Ethereum's. */
	onRollup: d.optional(
		d.record({
			/** What the chain takes beside the fee and no signature caps, at the proved numbers; and what is held back for it. */
			besideWei: amount,
			heldBackWei: amount,
			/** Missing where it pays and calls nothing. */
			call: d.optional(readApproval),
			/** How the coin leaves the layer by it, and when it is paid; missing where it does not. */
			leaves: d.optional(d.list(message, 4, 1)),
		}),
	),
	/** Of an order that changes whose code the account runs. */
	delegation: d.optional(delegationApproval),
	/** Of a transaction of an older type, which pays one price for gas. */
	older: d.optional(d.oneOf(0, 1)),
	/** What the transaction says that it will read, where it says anything. */
	accessList: d.optional(
		d.list(
			d.record({ address: d.address, storageKeys: d.list(d.hash, 256) }),
			64,
			1,
		),
	),
});
export type ApprovalView = Decoded<typeof approvalView>;
