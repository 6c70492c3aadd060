// What a reference rollup's exit says, in German.

import type { Words } from "../../../protocol/message.ts";
import type { referenceCodes } from "../checks/codes.ts";

export const referenceDe: Words<typeof referenceCodes> = {
	"reference.deposit.click": "Das kleine Konto eröffnen",
	"reference.withdraw.click": "Ihr Geld auf L1 nehmen",
	"reference.escape.click": "Mit Ihrem Geld entkommen",
	"reference.deposit.title": "Kleines Konto eröffnen",
	"reference.deposit.what":
		"Für eine Übung: stellt {what} in die Warteschlange des Rollups auf L1, für ein neues Konto dort, das Ihnen gehört.",
	"reference.deposit.no-key":
		"Den Schlüssel dieses Kontos hat niemand, also kann niemand den Betrag auf dem Rollup bewegen. Nur Sie können ihn wieder herausholen, über L1, wie bei einem echten Ausstieg.",
	"reference.force.title": "Auszahlung erzwingen",
	"reference.force.what":
		"Stellt eine Auszahlung von allem, was auf Konto {account} liegt, in die Warteschlange des Rollups auf L1.",
	"reference.force.deadline":
		"Der Betreiber muss sie ausführen, Frist: {deadline}. Tut er es nicht, darf jeder den Rollup einfrieren.",
	"reference.freeze.title": "Rollup einfrieren",
	"reference.freeze.what":
		"Hält den Rollup endgültig an: Der älteste Eintrag seiner Warteschlange ist über der Frist.",
	"reference.freeze.then":
		"Danach kann jeder Eigentümer mit dem Guthaben aussteigen, das die letzte bewiesene Wurzel für ihn ausweist.",
	"reference.escape.title": "Aussteigen",
	"reference.escape.what":
		"Zahlt Konto {account} aus, durch seinen Beweis gegen die letzte bewiesene Wurzel.",
	"reference.reclaim.title": "Einzahlung zurückholen",
	"reference.reclaim.what":
		"Zahlt eine Einzahlung zurück, die kein bewiesener Batch aufgenommen hat.",
	"reference.withdraw.title": "Auszahlung abholen",
	"reference.withdraw.what": "Zahlt aus, was Batch {batch} abgehoben hat.",
};
