// What is said of a Linea rollup, in German.

import type { Words } from "../../../protocol/message.ts";
import type { lineaCodes } from "../checks/codes.ts";

export const lineaDe: Words<typeof lineaCodes> = {
	"linea.no-exit.says":
		"Gegen den Willen des Betreibers führt kein Weg aus Linea hinaus. Was du hier siehst, ist bewiesen; zum Abheben muss der Betreiber aber deine Transaktion annehmen.",
	"linea.no-exit.possible.claim":
		"Eine Abhebung, die du auf Linea gemacht hast und die auf Ethereum endgültig ist, kann jeder dort mit einem Beweis einlösen, innerhalb des Tageslimits der Bridge und solange Auszahlungen nicht angehalten sind.",
	"linea.no-exit.possible.message":
		"Du kannst auf Ethereum eine Nachricht an Linea hinterlegen. Ausgeben kann sie nicht, was du auf Linea hast.",
	"linea.no-exit.possible.operator":
		"Nach einem halben Jahr ohne endgültigen Block kann jeder einem anderen Betreiber die Rolle geben. Wer das ist, steht vorher fest.",
	"linea.no-exit.possible.calm":
		"Für dich läuft keine Frist. Dein Guthaben verfällt nicht, solange die Chain stillsteht.",
	"linea.no-exit.impossible.force":
		"Du kannst den Betreiber nicht zwingen, deine Transaktion anzunehmen. Der Vertrag auf Ethereum hat zwar einen Platz für erzwungene Transaktionen, aber wer ihn nutzen darf, bestimmen andere; einzelne Konten können ausgenommen sein, und eine übergangene hält die Chain an, statt dich auszuzahlen.",
	"linea.no-exit.impossible.state":
		"Die Chain lässt sich nicht einfrieren, und ein Beweis deines Guthabens allein holt nichts aus der Bridge.",
	"linea.no-exit.impossible.upgrade":
		"Du kannst nicht darauf bauen, vor einer Änderung der Verträge noch Zeit zum Gehen zu haben: Eine Wartezeit ist hier nicht bewiesen, und laut den Unterlagen gibt es keine.",
	"linea.trace.config.title": "Lineas Vertrag auf Ethereum",
	"linea.trace.config.detail":
		"Der Vertrag leitet an den Code unter der Adresse weiter, die diese Version kennt. Was dort läuft, ist an dieser Adresse erkannt; Code auf Ethereum ändert sich an seinem Platz nicht.",
	"linea.trace.config.paused":
		"Der Vertrag leitet an den Code unter der Adresse weiter, die diese Version kennt. Im Moment ist Lineas Finalisierung auf Ethereum angehalten: Bis das aufgehoben wird, kommt kein neuerer Zustand.",
	"linea.trace.root.title": "Ein Zustand von Linea, den Ethereum anerkannt hat",
	"linea.trace.root.detail":
		"Ethereum hat für Block {block} einen Gültigkeitsbeweis angenommen und hält die Wurzel seines Zustands fest. Dass Ethereum ihn angenommen hat, ist hier bewiesen. Kein Schritt hier prüft den Beweis selbst noch einmal; wo dieses Gerät das getan hat, steht es auf der Seite der Chain.",
	"linea.trace.state.title": "Lineas Zustand",
	"linea.trace.state.detail":
		"Die Wurzel von Lineas eigenem Baum, mit Nummer und Zeit ihres Blocks. Der Hash des Blocks steht nicht auf Ethereum. Die Wurzel ist {who}.",
	"linea.trace.account.title": "Ein Konto auf Linea",
	"linea.trace.account.present":
		"{address} steht mit diesen Werten in Lineas Baum.",
	"linea.trace.account.absent":
		"{address} steht nachweislich nicht in Lineas Baum: Zwei Nachbarn lassen keinen Platz dafür. Dort ist also nichts.",
	"linea.trace.slot.title": "Ein Wert in einem Vertrag auf Linea",
	"linea.trace.slot.detail":
		"Was {address} an dieser Stelle seines Speichers hat, oder dass dort nichts steht.",
};
