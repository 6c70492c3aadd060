// What checked code names in words of its own, in German: what an order rests on, what a network file is about.

import type { ScreenWords } from "./en.ts";

export const namedDe: ScreenWords["named"] = {
	"Your nonce and balance": "Deine Nonce und dein Guthaben",
	"The recipient": "Der Empfänger",
	"The base fee": "Die Grundgebühr",
	"The root on Ethereum": "Die Wurzel auf Ethereum",
	"The numbers of the fee": "Die Zahlen der Gebühr",
	"The Safe": "Der Safe",
	"The other Safe": "Der andere Safe",
	"The recipient's code": "Der Code des Empfängers",
	"The contract": "Der Vertrag",
	"Its code": "Sein Code",
	"The code behind it": "Der Code dahinter",
	"The recipient's account and key": "Konto und Schlüssel des Empfängers",
	"What it runs now": "Was es jetzt ausführt",
	"What it would run": "Was es ausführen würde",
	"The root, rechecked": "Die Wurzel, nachgeprüft",
	"Fields this release has no words for":
		"Felder, für die diese Version keine Worte hat",
	"Which chain it is": "Welche Chain es ist",
	"Contracts, and the code they run":
		"Verträge und der Code, den sie ausführen",
	"Programs and keys by which proofs are checked":
		"Programme und Schlüssel, mit denen Beweise geprüft werden",
	"Rules of Ethereum there": "Die Regeln von Ethereum dort",
	"Where values lie in contracts": "Wo Werte in Verträgen liegen",
	"What is believed, and how old it may be":
		"Was geglaubt wird, und wie alt es sein darf",
	"Delays, deadlines and bonds": "Wartezeiten, Fristen und Kautionen",
	"Who can change the contracts": "Wer die Verträge ändern kann",
	"When it is called late": "Wann es als verspätet gilt",
	"Coins and tokens": "Münzen und Token",
	"Names and words on screen": "Namen und Worte auf dem Bildschirm",
};
