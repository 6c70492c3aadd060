// What a call or a message says by a description that ships, in German.

import type { ScreenWords } from "./en.ts";

export const clearDe: ScreenWords["clear"] = {
	inWords: "In einfachen Worten",
	by: (owner) =>
		`Der Signierer hat das nach der Beschreibung von ${owner} gelesen, die mit dieser Wallet kommt. Was der Vertrag wirklich tut, entscheidet sein Code.`,
	byStandard:
		"Der Signierer hat das nach einem Standard gelesen, an den sich der Vertrag halten kann oder nicht. Was er wirklich tut, entscheidet sein Code.",
	unfit: (owner) =>
		`Dieser Vertrag ist hier als ${owner} bekannt, aber was verlangt wird, passt nicht zu seiner Beschreibung. Darum wird nichts in einfache Worte gefasst; lies, was darunter steht.`,
	rest: "Der Rest der Daten, wie er dasteht",
	unlimited: "Unbegrenzt",
	units: (amount) => `${amount} kleinste Einheiten des Tokens`,
	yours: "dein eigenes Konto",
	own: "das Konto, das handelt",
	yes: "ja",
	no: "nein",
	empty: "leer",
	item: (id) => `Nummer ${id} der Sammlung`,
	block: (number) => `Block ${number}`,
	forEver: "für immer",
	aCallOf: "ein Aufruf von",
	bytes: "Bytes",
};
