// Batches of calls that sites ask for, in German.

import type { ScreenWords } from "./en.ts";

export const batchesDe: ScreenWords["batches"] = {
	title: "Aufrufe einer Website",
	goThrough: "Durchgehen",
	eachComesByItself:
		"Sie darf um diese Aufrufe bitten, einen nach dem anderen. Jeder kommt für sich zu dir, geprüft und ausprobiert, und dann entscheidest du über ihn.",
	nothingIsSignedNow:
		"Mit dieser Antwort wird nichts signiert. Lehnst du einen Aufruf ab oder schlägt einer fehl, werden die danach nicht gesendet. Was davor geschah, bleibt geschehen.",
	inThisOrder: (count) =>
		count === 1
			? "Der eine Aufruf"
			: `Alle ${count} Aufrufe in ihrer Reihenfolge`,
	to: "an",
	creates: "legt einen Vertrag an",
	withData: (bytes) => `mit einem Aufruf von ${bytes} Bytes`,
	unchecked:
		"So hat es die Website geschrieben. Was jeder Aufruf tut, wird geprüft, wenn er an der Reihe ist.",
	place: "Sein Platz in einer Liste, vom Signierer nicht geprüft",
	callOf: (at, of) => `Aufruf ${at} von ${of}`,
	askedBy: (host, left) =>
		left === 0
			? `Der letzte der Aufrufe, um die ${host} gebeten hat.`
			: left === 1
				? `${host} hat um mehrere Aufrufe gebeten. Nach diesem kommt noch 1. Lehnst du ab, wird er nicht gesendet.`
				: `${host} hat um mehrere Aufrufe gebeten. Nach diesem kommen noch ${left}. Lehnst du ab, werden sie nicht gesendet.`,
	states: {
		waits: "wartet auf den davor",
		never: "wird nicht gesendet",
		asked: "wartet auf dich",
		signed: "unterwegs, noch in keinem bewiesenen Block",
		done: "erledigt, in einem Block bewiesen",
		failed: "fehlgeschlagen oder abgelehnt",
		gone: "durch eine andere Transaktion ersetzt",
	},
	outcome: {
		open: "unterwegs",
		done: "alle erledigt",
		stopped: "angehalten",
	},
	doneOf: (done, of) => `${done} von ${of} erledigt`,
	stopped: "Sie wurden angehalten",
	how: "Wie es steht",
	openOrder: (at) => `Zahlung zu Aufruf ${at} öffnen`,
	stop: "Anhalten",
	whatStopDoes:
		"Dann wird keiner der Aufrufe gesendet, die noch nicht signiert sind. Was signiert ist, geht weiter.",
	notStopped: "Sie wurden nicht angehalten.",
	putAway: "Weglegen",
	notPutAway: "Sie wurden nicht weggelegt.",
	gone: "Von diesen Aufrufen ist nichts mehr bekannt.",
	seen: "Schließen",
	lookTitle: "Sieh nach diesen Aufrufen",
};
