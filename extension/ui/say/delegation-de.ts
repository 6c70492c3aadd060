// Whose code an account runs, in German.

import type { ScreenWords } from "./en.ts";

export const delegationDe: ScreenWords["delegation"] = {
	title: "Code eines anderen Vertrags",
	says: "wessen Code dein Konto ausführt",
	lead: "Ein Konto kann den Code eines Vertrags auf Ethereum ausführen (EIP-7702). Die meisten brauchen keinen.",
	now: "Dein Konto jetzt",
	looking: "Fragt nach dem Beweis",
	notKnown: "Was dein Konto ausführt, ließ sich gerade nicht beweisen.",
	runsNone: "Es führt keinen fremden Code aus. So ist es üblich.",
	runs: "Es führt den Code aus von",
	runsOther:
		"Es hat Code, der keine Übertragung ist. Diese Wallet ändert daran nichts.",
	proved: (block) => `Bewiesen bei Block ${block}.`,
	takeBack: "Zurücknehmen",
	takeBackSays:
		"Nimmst du ihn zurück, führt dein Konto wieder keinen fremden Code aus. Das kostet eine Gebühr und sonst nichts.",
	other: "Anderen Code ausführen lassen",
	warn: "Wer diesen Vertrag beherrscht, kann dann alles nehmen, was dieses Konto hat, auch Token, ohne noch einmal zu fragen.",
	sends:
		"Solange es fremden Code ausführt, sendet diese Wallet nichts von dem Konto. Nimm ihn vorher zurück.",
	chain:
		"Es gilt nur auf dieser Kette. Eine Übertragung für alle Ketten wird hier nie unterschrieben.",
	address: "Adresse des Vertrags",
	make: "Ansehen, bevor ich unterschreibe",
	making: "Sein Code wird bewiesen",
	notMade: "Es wurde nichts gemacht.",
	deedSet: "Diesen Code ausführen lassen",
	whoseCode: "wessen Code läuft",
	deedBack: "Den Code zurücknehmen",
	asked: "Was es tut",
	from: "Führt jetzt aus",
	to: "Führt dann aus",
	nobody: "keinen fremden Code",
	hash: "Hash dieses Codes, bewiesen",
	bytes: (count) => `${count} Bytes Code`,
	harmless: "Mehr als die Gebühr kannst du dabei nicht verlieren.",
	reads: (to) => `Den Code von ${to} ausführen`,
	readsBack: "Keinen fremden Code mehr ausführen",
};
