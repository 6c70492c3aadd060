// What a person keeps for themselves: names for addresses of others, and where a link to look something up leads. No site is told.

import type { Decode, Decoded } from "../base/decode.ts";
import * as d from "../base/decode.ts";
import { Fault } from "../base/fault.ts";
import { isPlainName } from "../base/symbol.ts";
import { amount } from "./amount.ts";
import { alerts, arrivalLook } from "./arrival-views.ts";
import { method } from "./channel.ts";
import { explorerIds } from "./explorers.ts";

export const mostContacts = 200;
/** The longest name of one. */
export const mostContactName = 40;

/** A name that can be seen whole: what hides in it could be somebody else's. @throws bad-field */
const plain: Decode<string> = (raw, path) => {
	const name = d.text(mostContactName)(raw, path);
	if (!isPlainName(name, mostContactName))
		throw new Fault("bad-field", `"${path}" has characters that are not seen`);
	return name;
};

const contact = d.record({ address: d.address, name: plain });
export type NamedAddress = Decoded<typeof contact>;

/** Each address once. @throws bad-field */
export const contacts: Decode<readonly NamedAddress[]> = (raw, path) => {
	const all = d.list(contact, mostContacts)(raw, path);
	if (new Set(all.map((one) => one.address)).size !== all.length)
		throw new Fault("bad-field", `"${path}" names an address twice`);
	return all;
};

export const explorer = d.nullable(d.oneOf(...explorerIds));

const saidBalance = d.record({
	address: d.address,
	balanceWei: amount,
	blockNumber: d.int(),
	/** Unix seconds, as the sequencer says. */
	timestampS: d.int(),
	/** Whose signature it is under; L1 names it as the sequencer's. */
	key: d.address,
});
export type SaidBalanceView = Decoded<typeof saidBalance>;

export const ownUi = {
	/** The whole list anew; on disk when it answers. */
	"contacts.set": method(d.record({ contacts }), d.nothing),
	/** Null: no links. */
	"explorer.choose": method(d.record({ explorer }), d.nothing),
	/** On disk when it answers. */
	"alerts.choose": method(alerts, d.nothing),
	/** What was found in blocks, and how far a look through them is. */
	"arrival.found": method(d.nothing, arrivalLook),
	/** Begins one, where none is under way. Endpoints learn that these blocks are read, and not for which account. */
	"arrival.look": method(d.nothing, arrivalLook),
	"arrival.stop": method(d.nothing, arrivalLook),
	/**
	 * What the chosen account has on a layer 2 now by the signature of its sequencer alone. Not proved: it is shown beside what is, and
	 * counted nowhere.
	 */
	"said.balance": method(d.record({ chainId: d.int(1) }), saidBalance),
} as const;
