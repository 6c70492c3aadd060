// What a payment pays for its place in a block, in German.

import type { feesEn } from "./fees-en.ts";

export const feesDe: typeof feesEn = {
	title: "Gebühr",
	usualOne: "Die übliche Gebühr.",
	chosen: "Die Gebühr, die du gewählt hast.",
	choose: "Gebühr wählen",
	asking: "Die Gebühren bewiesener Blöcke werden angesehen.",
	how: "Wie eilig ist es?",
	names: {
		slow: "Langsam",
		usual: "Üblich",
		fast: "Schnell",
		own: "Eigene Zahlen",
	},
	means: {
		slow: "Der niedrigste Preis. Er reicht, solange die Gebühren etwa bleiben, wo sie sind. Steigen sie, wartet die Zahlung, bis sie fallen: Minuten oder Tage.",
		usual:
			"Reicht auch dann noch, wenn sich die Gebühren verdoppeln. Meist steht die Zahlung in einem der nächsten Blöcke.",
		fast: "Reicht auch bei dreifachen Gebühren noch, mit doppeltem Trinkgeld. Meist steht die Zahlung im nächsten Block oder im übernächsten.",
	},
	atMost: (gwei, plain) =>
		`Höchstens ${gwei} Gwei je Einheit Gas: ${plain} für eine einfache Zahlung.`,
	enough: (count, of, span) =>
		`Nach den bewiesenen Gebühren der letzten ${of} Blöcke (${span}) reichte er in ${count} davon.`,
	nobody:
		"Was keine einfache Zahlung ist, kostet mehr: Der Auftrag nennt das Höchste, bevor du entscheidest. Eine Zeit kann niemand versprechen: Wer einen Block baut, wählt, was hineinkommt. Was zu lange wartet, lässt sich beschleunigen oder abbrechen.",
	cap: "Höchstens je Einheit Gas, in Gwei",
	tip: "Davon für den, der den Block baut, in Gwei",
	noNumber: "Das ist keine Zahl in Gwei, wie etwa 1,5.",
	capLow: (least) =>
		`Unter ${least} Gwei nimmt es jetzt kein Block: Das ist die bewiesene Grundgebühr.`,
	capHigh: (most) =>
		`Über ${most} Gwei wird nichts unterschrieben: Das ist das Vierfache der bewiesenen Grundgebühr und das höchste Trinkgeld.`,
	tipHigh: (most) => `Über ${most} Gwei wird kein Trinkgeld unterschrieben.`,
	tipOver: "Es ist ein Teil der ersten Zahl und kann nicht mehr sein.",
	notTaken: "Solange nicht beide Zahlen stimmen, entsteht kein Auftrag.",
};
