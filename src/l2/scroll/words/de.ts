// What a Scroll rollup's exit says, in German.

import type { Words } from "../../../protocol/message.ts";
import type { scrollCodes } from "../checks/codes.ts";

export const scrollDe: Words<typeof scrollCodes> = {
	"scroll.force.title": "Auszahlung erzwingen",
	"scroll.force.what":
		"Stellt eine Transaktion von Ihnen in die Warteschlange von {chain} auf L1: Sie zahlt {what} an dieses selbe Konto auf L1 aus.",
	"scroll.force.token": "Auf L1 ist das der Token {token}.",
	"scroll.force.fee":
		"Der mitgesendete Ether bezahlt die Gebühr der Warteschlange. Was übrig bleibt, kommt in derselben Transaktion zurück.",
	"scroll.relay.title-ether": "Ether abholen",
	"scroll.relay.title-token": "Token abholen",
	"scroll.relay.ether": "Zahlt {what} auf Ihr Konto.",
	"scroll.relay.token": "Zahlt {what} auf Ihr Konto, als Token {token} von L1.",
	"scroll.relay.proof":
		"Ausgezahlt wird Nachricht {nonce} von {chain}, durch ihren Beweis gegen die Nachrichten von Batch {batch}, den L1 finalisiert hat.",
};
