// Pictures through a gateway, in German.

import type { gatewaysEn } from "./gateways-en.ts";

export const gatewaysDe: typeof gatewaysEn = {
	askSomebody: "Jemanden fragen, der es ausliefert",
	who: "Wer soll gefragt werden?",
	own: "Ein anderer",
	address: "Seine Adresse",
	noAddress: "Das ist keine vollständige Adresse. Sie beginnt mit https://.",
	learns:
		"Wer gefragt wird, erfährt deine Internetadresse und welches Bild du ansiehst, und kann daraus erraten, was du hast. Gefragt wird, wenn du klickst, und sonst nicht.",
	choose: "Diesen nehmen",
	another: "Einen anderen wählen",
	fetch: (host) => `Von ${host} holen`,
	pictureOf: (name) => `${name}, wie es ausgeliefert wurde`,
	named:
		"Das ist das Bild, das die Sammlung nennt: Sein Name ist der Hash davon, und der wurde hier geprüft. Ein Bild beweist trotzdem nichts: Jeder kann eines kopieren.",
	notProved: (host) =>
		`Nicht bewiesen: Das ist ein Bild von ${host}. Ob es das ist, das die Sammlung nennt, wurde nicht geprüft.`,
	changed:
		"Die Sammlung nennt inzwischen einen anderen Ort. Sieh noch einmal nach.",
};
