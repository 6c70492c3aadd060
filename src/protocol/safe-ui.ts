// Every message about Safe accounts that the engine answers.

import type { Decoded } from "../base/decode.ts";
import * as d from "../base/decode.ts";
import { amount } from "./amount.ts";
import { method } from "./channel.ts";
import { gradeView } from "./grade-view.ts";
import { safeCall, safeFacts } from "./safe-views.ts";
import { sentAsset } from "./sent-asset.ts";
import { orderView } from "./views.ts";

/** Transactions of each that wait. */
export const mostSafeTxs = 32;
/** Safes on the list that are looked at as owners of another. */
export const mostThrough = 4;
/** Characters of a transaction's file. */
export const mostSafeFileChars = 60_000;

/** What a token's transfer says. */
const sends = d.nullable(d.record({ token: d.address, to: d.address, amount }));

/** A transaction of another Safe. */
const outerTx = d.record({
	safe: d.address,
	call: safeCall,
	sends,
	nonce: d.int(),
	hash: d.hash,
});

/** A Safe's transaction that waits for owners, or for its turn. */
export const safeTxView = d.record({
	hash: d.hash,
	call: safeCall,
	/** Where it only sends a token or gives up nothing of the coin: what it says. */
	sends,
	nonce: d.int(),
	/** Where it is no more than this Safe's agreement in another one: to what, by what was written down with it. */
	outer: d.optional(outerTx),
	/** What an owner that is a contract calls this Safe with, to agree to it. */
	approval: d.hexUpTo(36),
	/** Owners by now whose agreement is here and holds. */
	confirmed: d.list(d.address, 40),
	/** Those of them who agreed by a transaction of their own, as a contract does; it is proved. */
	onChain: d.list(d.address, 40),
	/** Whose agreement is kept here and counts no more, for they are no owners by now. */
	lapsed: d.list(d.address, 40),
	/** Its number is that of the Safe now, is over, or comes later. */
	turn: d.record({ isNow: d.flag, isOver: d.flag }),
	/** With another transaction of the same number on the list: only one of them can be carried out. */
	hasRival: d.flag,
});
export type SafeTxView = Decoded<typeof safeTxView>;

/** A Safe as it is proved now, with what waits in it. */
export const safeView = d.record({
	facts: safeFacts,
	grade: gradeView,
	/** Accounts of this wallet that can sign and are owners. */
	ours: d.list(d.address, 40),
	/** Owners that are contracts, by their proved code: they agree by transactions of their own. */
	contracts: d.list(d.record({ address: d.address, isSafe: d.flag }), 40),
	/** Owners that are Safes on the list, with the accounts of this wallet that are owners of them. Proved, each. */
	through: d.list(
		d.record({ safe: d.address, accounts: d.list(d.address, 40, 1) }),
		mostThrough,
	),
	isKept: d.flag,
	/** As the person saw it last, where owners, threshold, modules, guard or code are others now. */
	before: d.nullable(safeFacts),
	txs: d.list(safeTxView, mostSafeTxs),
});
export type SafeView = Decoded<typeof safeView>;

const ofTx = { address: d.address, hash: d.hash } as const;

export const safeUi = {
	/** What is proved of a Safe, kept or not. The endpoints learn that somebody asks for it. */
	"safe.look": method(d.record({ address: d.address }), safeView),
	/** On the list from now on. Refused where none of the accounts that can sign is an owner, nor one of a listed Safe that is. */
	"safe.keep": method(d.record({ address: d.address }), safeView),
	"safe.forget": method(d.record({ address: d.address }), d.nothing),
	/** The person has seen that it changed. */
	"safe.seen": method(d.record({ facts: safeFacts }), d.nothing),
	/** What the Safe is to do, on disk when it answers. Nobody has agreed to it yet. */
	"safe.propose": method(
		d.record({
			address: d.address,
			to: d.address,
			valueWei: amount,
			asset: d.optional(sentAsset),
			/** Null: the next that nothing on the list has. */
			nonce: d.nullable(d.int()),
		}),
		d.record({ hash: d.hash }),
	),
	/** Another Safe on the list, an owner of this one, is to agree to it: what is written down for that there, on disk when it answers. */
	"safe.nest": method(
		d.record({ ...ofTx, inner: d.address }),
		d.record({ address: d.address, hash: d.hash }),
	),
	"safe.drop": method(d.record(ofTx), d.nothing),
	/** Offers it to the signer, for an owner's agreement: what it is called there. */
	"safe.ask": method(
		d.record({ ...ofTx, account: d.address }),
		d.record({ id: d.text(64) }),
	),
	/** The order of an owner's account that agrees to it on its chain, in place of a signature. */
	"safe.approve": method(
		d.record({ ...ofTx, id: d.text(64), account: d.address }),
		orderView,
	),
	/** Takes it back from the signer, where nothing was decided. */
	"safe.leave": method(d.record({ id: d.text(64) }), d.nothing),
	/** To be given to the other owners, with all that agreed. */
	"safe.export": method(
		d.record(ofTx),
		d.record({ file: d.text(mostSafeFileChars) }),
	),
	/** What came back from them: each agreement checked. */
	"safe.import": method(
		d.record({ file: d.text(mostSafeFileChars) }),
		d.record({ address: d.address, hash: d.hash }),
	),
	/** The order of an account that carries it out. */
	"safe.execute": method(
		d.record({ ...ofTx, id: d.text(64), account: d.address }),
		orderView,
	),
} as const;
