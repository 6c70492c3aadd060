// Every message about accounts that the engine answers: which is shown, what they are called, what is proved of an address.

import type { Decoded } from "../base/decode.ts";
import * as d from "../base/decode.ts";
import { mostChains } from "../base/room.ts";
import { accountLabels } from "./account-labels.ts";
import { mostDiscovered } from "./accounts.ts";
import { faultJson, method } from "./channel.ts";
import { amount, gradeView } from "./views.ts";

/** What is proved of some addresses on one chain. */
const lookView = d.record({
	chainId: d.int(1),
	title: d.text(60),
	/** Null where nothing could be proved: `fault` says why. */
	found: d.nullable(
		d.record({
			grade: gradeView,
			/** In the order they were asked for. */
			accounts: d.list(
				d.record({ address: d.address, nonce: d.int(), balanceWei: amount }),
				mostDiscovered,
			),
		}),
	),
	fault: d.nullable(faultJson),
});
export type LookView = Decoded<typeof lookView>;

export const accountUi = {
	"account.select": method(d.record({ address: d.address }), d.nothing),
	/** Names, order and hiding of all accounts; on disk when it answers. The chosen one cannot be hidden. */
	"account.arrange": method(d.record({ labels: accountLabels }), d.nothing),
	/** Nonce and balance of addresses at the newest verified block of each chain. The endpoints learn that somebody asks for them. */
	"account.look": method(
		d.record({ addresses: d.list(d.address, mostDiscovered, 1) }),
		d.list(lookView, mostChains),
	),
	/** Amounts are drawn as dots, until it is switched back. */
	"amounts.hide": method(d.record({ hidden: d.flag }), d.nothing),
} as const;
