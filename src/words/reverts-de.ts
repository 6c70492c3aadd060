// Why code took back what it did, in German.

import type { Words } from "../protocol/message.ts";
import type { revertCodes } from "../protocol/revert-codes.ts";

export const revertsDe: Words<typeof revertCodes> = {
	"revert.said": "Der Vertrag bricht das ab und sagt: „{text}“.",
	"revert.empty": "Der Vertrag bricht das ab und sagt nicht, warum.",
	"revert.other":
		"Der Vertrag bricht das mit einem Fehler ab, den diese Wallet nicht kennt: {selector}, dazu {bytes?1 Byte|# Bytes}.",
	"revert.raw":
		"Der Vertrag bricht das ab und antwortet mit {bytes?1 Byte|# Bytes}, die nichts besagen.",
	"revert.panic.assert":
		"Im Vertrag stimmt etwas nicht, das immer stimmen muss.",
	"revert.panic.overflow": "Eine Zahl im Vertrag würde zu groß oder zu klein.",
	"revert.panic.zero": "Der Vertrag würde durch null teilen.",
	"revert.panic.enum":
		"Dem Vertrag wurde eine Auswahl gegeben, die es nicht gibt.",
	"revert.panic.storage": "Daten im Vertrag liegen nicht so, wie sie sollten.",
	"revert.panic.pop":
		"Der Vertrag würde aus einer leeren Liste etwas entnehmen.",
	"revert.panic.index":
		"Der Vertrag würde über das Ende einer Liste hinaus lesen.",
	"revert.panic.memory":
		"Der Vertrag bräuchte mehr Speicher, als er haben kann.",
	"revert.panic.function":
		"Der Vertrag würde eine Funktion ausführen, die nie gesetzt wurde.",
	"revert.panic.other":
		"Der Vertrag bricht sich mit dem Fehlercode {text} selbst ab.",
	"revert.token.balance":
		"{account} hat {has} vom Token, gebraucht werden {needs} (in seiner kleinsten Einheit).",
	"revert.token.allowance":
		"{account} darf {has} vom Token nehmen, gebraucht werden {needs} (in seiner kleinsten Einheit).",
	"revert.token.sender": "{account} kann diesen Token nicht senden.",
	"revert.token.receiver": "{account} kann diesen Token nicht empfangen.",
	"revert.token.approver":
		"{account} kann anderen nicht erlauben, diesen Token zu nehmen.",
	"revert.token.spender":
		"{account} kann nicht erlaubt werden, diesen Token zu nehmen.",
	"revert.token.owner": "Nummer {text} der Sammlung gehört {account}.",
	"revert.token.missing": "Die Sammlung hat keine Nummer {text}.",
	"revert.token.approval":
		"{account} darf Nummer {text} der Sammlung nicht bewegen.",
	"revert.token.operator":
		"{account} darf Token dieser Sammlung nicht für ihren Besitzer bewegen.",
	"revert.token.lengths":
		"Die Listen der Token und der Beträge sind nicht gleich lang.",
	"revert.transfer-failed":
		"Eine Überweisung des Tokens {account} ist nicht gelungen.",
	"revert.transfer-from-failed":
		"Eine Überweisung eines Tokens ist nicht gelungen: Meist ist das Guthaben oder die Freigabe zu klein.",
	"revert.approve-failed": "Der Token nimmt die Freigabe nicht an.",
	"revert.paused": "Der Vertrag ist angehalten.",
	"revert.not-owner": "{account} ist nicht der Besitzer des Vertrags.",
	"revert.not-allowed": "{account} darf das nicht.",
	"revert.reentrant":
		"Der Vertrag lässt sich nicht aufrufen, während er arbeitet.",
	"revert.expired": "Die Frist ist abgelaufen.",
	"revert.received-too-little":
		"Du bekämst weniger, als mindestens verlangt ist. Der Preis hat sich bewegt.",
	"revert.price-moved":
		"Es würde mehr kosten, als höchstens erlaubt ist. Der Preis hat sich bewegt.",
	"revert.no-liquidity": "Für diesen Tausch liegt zu wenig im Pool.",
	"revert.signature": "Eine Unterschrift darin ist nicht gültig.",
	"revert.nonce":
		"Eine Unterschrift darin wurde schon benutzt oder kommt zu früh.",
	"revert.no-coin": "Von der Münze der Chain wurde zu wenig mitgeschickt.",
	"revert.inner-failed":
		"Ein anderer Vertrag, der aufgerufen wird, macht nicht mit.",
};
