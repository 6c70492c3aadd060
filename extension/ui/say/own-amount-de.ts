// The person's own amount for an allowance, in German.

import type { ScreenWords } from "./en.ts";

export const ownAmountDe: ScreenWords["ownAmount"] = {
	title: "Wie viel",
	asked: "Die Seite verlangt",
	endless: "alles, was es je gibt, ohne Ende",
	set: "Du hast gesetzt",
	other: (unit) => `Ein anderer Betrag, in ${unit}`,
	smallest: "kleinsten Einheiten",
	more: (most) => `Höchstens ${most}.`,
	take: "Diesen Betrag setzen",
	held: (amount) => `Nur was du jetzt hast: ${amount}`,
	back: "Wie die Seite es verlangt",
	busy: "Wird neu gemacht",
	notSet: "Der Betrag wurde nicht gesetzt.",
	ofCall:
		"Die Wallet macht den Aufruf mit deinem Betrag neu, probiert ihn aus und zeigt ihn dir noch einmal. Die Seite bekommt dann eine andere Transaktion, als sie verlangt hat, und geht damit vielleicht nicht weiter.",
	ofMessage:
		"Deine Unterschrift gilt dann für deinen Betrag. Die Seite kann sie ablehnen. Wer die Unterschrift hat, kann sie trotzdem benutzen, bis zu deinem Betrag.",
	dai: "Die eigene Erlaubnis von DAI gilt für alles oder nichts. Sie hat keinen Betrag, den du setzen könntest.",
};
