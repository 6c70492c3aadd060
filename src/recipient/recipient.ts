// What a person should know of an address before something goes there, out of what this wallet knows itself. Pure: facts in,
// codes out, the most urgent first. It proves nothing: what it says of code was proved by whoever says it.

import type { Hex } from "../base/bytes.ts";
import type { Message } from "../protocol/message.ts";
import { type Likeness, likeness } from "./alike.ts";
import { recipientMessage } from "./codes.ts";

export type KnownRecipients = {
	/** Accounts of this wallet. */
	readonly own: readonly Hex[];
	/** What was signed was sent to these, as often as they stand here. */
	readonly sent: readonly Hex[];
	/** By the person's own names. */
	readonly named: readonly { readonly address: Hex; readonly name: string }[];
	/** These sent nothing, or next to nothing, lately. */
	readonly dust: readonly Hex[];
};

export type RecipientFacts = {
	/** Is there code at the address, by proof? Null while it is not known. */
	readonly hasCode: boolean | null;
	/** Does it answer as a token does, by proof? Null while it is not known. */
	readonly isToken: boolean | null;
	/** What is sent there asks a contract to do something. */
	readonly needsCode: boolean;
};

export type RecipientNote = {
	/** To be read twice: what most often costs people their money. */
	readonly warns: boolean;
	readonly says: Message;
};

const nothingKnown: RecipientFacts = {
	hasCode: null,
	isToken: null,
	needsCode: false,
};

const warning = (says: Message): RecipientNote => ({ warns: true, says });
const note = (says: Message): RecipientNote => ({ warns: false, says });

/** Nobody has a key to these: the zero address, those of precompiles, and the one that people burn with. */
const isNobodys = (address: Hex): boolean =>
	/^0x0{36}/.test(address) ||
	/^0x0{36,}dead$/.test(address) ||
	/^0x(.)\1{39}$/.test(address);

/** The known address that it is most easily taken for. */
const nearest = (
	to: Hex,
	known: readonly Hex[],
): { readonly other: Hex; readonly like: Likeness } | null => {
	let found: { readonly other: Hex; readonly like: Likeness } | null = null;
	const rank = (like: Likeness): number =>
		like.kind === "nearly" ? like.digits : 100;
	for (const other of new Set(known)) {
		const like = likeness(to, other);
		if (like !== null && (found === null || rank(like) < rank(found.like)))
			found = { other, like };
	}
	return found;
};

/** Who it is, as this wallet knows it; null for nobody. */
const knownAs = (
	to: Hex,
	{ own, sent, named }: KnownRecipients,
): RecipientNote | null => {
	if (own.includes(to)) return note(recipientMessage("recipient.own"));
	const entry = named.find(({ address }) => address === to);
	if (entry !== undefined)
		return note(
			recipientMessage("recipient.named", { name: entry.name.slice(0, 60) }),
		);
	const count = sent.filter((one) => one === to).length;
	return count === 0
		? null
		: note(recipientMessage("recipient.sent", { count }));
};

/** All that is to be said, what warns first; never nothing. */
export const recipientNotes = (
	to: Hex,
	known: KnownRecipients,
	{ hasCode, isToken, needsCode }: RecipientFacts = nothingKnown,
): readonly RecipientNote[] => {
	const who = knownAs(to, known);
	const notes: RecipientNote[] = [];
	if (isNobodys(to)) notes.push(warning(recipientMessage("recipient.nobody")));
	if (isToken === true)
		notes.push(warning(recipientMessage("recipient.token")));
	if (needsCode && hasCode === false)
		notes.push(warning(recipientMessage("recipient.no-code")));
	if (who === null) {
		const trusted = [
			...known.own,
			...known.named.map(({ address }) => address),
			...known.sent,
		];
		const like = nearest(to, trusted);
		if (like !== null)
			notes.push(
				warning(
					like.like.kind === "ends"
						? recipientMessage("recipient.ends-alike", { other: like.other })
						: recipientMessage("recipient.nearly", {
								other: like.other,
								count: like.like.digits,
							}),
				),
			);
		if (known.dust.includes(to))
			notes.push(warning(recipientMessage("recipient.dust")));
	}
	return [...notes, who ?? note(recipientMessage("recipient.first"))];
};
