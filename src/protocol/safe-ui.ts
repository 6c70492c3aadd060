// Every message about Safe accounts that the engine answers.

import {
	address,
	type Decoded,
	flag,
	hash,
	int,
	list,
	nothing,
	nullable,
	optional,
	record,
	text,
} from "../base/decode.ts";
import { amount } from "./amount.ts";
import { method } from "./channel.ts";
import { gradeView } from "./grade-view.ts";
import { safeCall, safeFacts } from "./safe-views.ts";
import { sentAsset } from "./sent-asset.ts";
import { orderView } from "./views.ts";

/** Transactions of each that wait. */
export const mostSafeTxs = 32;
/** Characters of a transaction's file. */
export const mostSafeFileChars = 60_000;

/** A Safe's transaction that waits for owners, or for its turn. */
export const safeTxView = record({
	hash,
	call: safeCall,
	/** Where it only sends a token or gives up nothing of the coin: what it says. */
	sends: nullable(record({ token: address, to: address, amount })),
	nonce: int(),
	/** Owners by now whose agreement is here and holds. */
	confirmed: list(address, 40),
	/** Its number is that of the Safe now, is over, or comes later. */
	turn: record({ isNow: flag, isOver: flag }),
	/** With another transaction of the same number on the list: only one of them can be carried out. */
	hasRival: flag,
});
export type SafeTxView = Decoded<typeof safeTxView>;

/** A Safe as it is proved now, with what waits in it. */
export const safeView = record({
	facts: safeFacts,
	grade: gradeView,
	/** Accounts of this wallet that can sign and are owners. */
	ours: list(address, 40),
	isKept: flag,
	/** As the person saw it last, where owners, threshold, modules, guard or code are others now. */
	before: nullable(safeFacts),
	txs: list(safeTxView, mostSafeTxs),
});
export type SafeView = Decoded<typeof safeView>;

const ofTx = { address, hash } as const;

export const safeUi = {
	/** What is proved of a Safe, kept or not. The endpoints learn that somebody asks for it. */
	"safe.look": method(record({ address }), safeView),
	/** On the list from now on. Refused where none of the accounts that can sign is an owner. */
	"safe.keep": method(record({ address }), safeView),
	"safe.forget": method(record({ address }), nothing),
	/** The person has seen that it changed. */
	"safe.seen": method(record({ facts: safeFacts }), nothing),
	/** What the Safe is to do, on disk when it answers. Nobody has agreed to it yet. */
	"safe.propose": method(
		record({
			address,
			to: address,
			valueWei: amount,
			asset: optional(sentAsset),
			/** Null: the next that nothing on the list has. */
			nonce: nullable(int()),
		}),
		record({ hash }),
	),
	"safe.drop": method(record(ofTx), nothing),
	/** Offers it to the signer, for an owner's agreement: what it is called there. */
	"safe.ask": method(
		record({ ...ofTx, account: address }),
		record({ id: text(64) }),
	),
	/** Takes it back from the signer, where nothing was decided. */
	"safe.leave": method(record({ id: text(64) }), nothing),
	/** To be given to the other owners, with all that agreed. */
	"safe.export": method(
		record(ofTx),
		record({ file: text(mostSafeFileChars) }),
	),
	/** What came back from them: each agreement checked. */
	"safe.import": method(
		record({ file: text(mostSafeFileChars) }),
		record({ address, hash }),
	),
	/** The order of an account that carries it out. */
	"safe.execute": method(
		record({ ...ofTx, id: text(64), account: address }),
		orderView,
	),
} as const;
