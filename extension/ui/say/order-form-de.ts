// What is special about a transaction's form, in German.

import type { ScreenWords } from "./en.ts";

export const orderFormDe: ScreenWords["orderForm"] = {
	creates: "Es erzeugt einen Vertrag. Er wird stehen an",
	createsSays:
		"Diese Adresse hat der Signierer selbst ausgerechnet. Dort ist noch nichts. Was der Vertrag später kann, bestimmt sein Code.",
	createsDeed: "Den Vertrag erzeugen",
	createsRow: "Neuer Vertrag",
	createsAsked: (bytes) => `Einen Vertrag aus ${bytes} Bytes Code erzeugen`,
	title: "Form der Transaktion",
	older: (type) =>
		`Typ ${type}, wie die Seite es verlangt: ein Preis für Gas, der ganz bezahlt wird. Davon kommt nichts zurück außer für Gas, das nicht gebraucht wird.`,
	lists: (count) =>
		`Sie nennt ${count} Adressen, die sie lesen wird. Das ändert, was sie kostet, und sonst nichts.`,
	slots: (count) => `${count} Speicherplätze von`,
};
