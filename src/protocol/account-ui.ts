// Every message about accounts that the engine answers: which is shown, what they are called, what is proved of an address.

import {
	address,
	type Decoded,
	flag,
	int,
	list,
	nothing,
	nullable,
	record,
	text,
} from "../base/decode.ts";
import { mostChains } from "../base/room.ts";
import { accountLabels } from "./account-labels.ts";
import { mostDiscovered } from "./accounts.ts";
import { faultJson, method } from "./channel.ts";
import { amount, gradeView } from "./views.ts";

/** What is proved of some addresses on one chain. */
const lookView = record({
	chainId: int(1),
	title: text(60),
	/** Null where nothing could be proved: `fault` says why. */
	found: nullable(
		record({
			grade: gradeView,
			/** In the order they were asked for. */
			accounts: list(
				record({ address, nonce: int(), balanceWei: amount }),
				mostDiscovered,
			),
		}),
	),
	fault: nullable(faultJson),
});
export type LookView = Decoded<typeof lookView>;

export const accountUi = {
	"account.select": method(record({ address }), nothing),
	/** Names, order and hiding of all accounts; on disk when it answers. The chosen one cannot be hidden. */
	"account.arrange": method(record({ labels: accountLabels }), nothing),
	/** Nonce and balance of addresses at the newest verified block of each chain. The endpoints learn that somebody asks for them. */
	"account.look": method(
		record({ addresses: list(address, mostDiscovered, 1) }),
		list(lookView, mostChains),
	),
	/** Amounts are drawn as dots, until it is switched back. */
	"amounts.hide": method(record({ hidden: flag }), nothing),
} as const;
