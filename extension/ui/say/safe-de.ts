// Safe accounts, in German.

import type { ScreenWords } from "./en.ts";

export const safeDe: ScreenWords["safe"] = {
	// --- what a Safe does, where something is signed
	carryOut: "Ausführen",
	does: "Was der Safe tut",
	pays: "Zahlt",
	sends: "Schickt",
	units: (amount) => `${amount} kleinste Einheiten`,
	ofToken: "Vom Token",
	to: "An",
	calls: "Ruft auf",
	callData: "Daten des Aufrufs",
	bytes: (count) => `${count} Bytes`,
	cancels:
		"Nichts. Es verbraucht diese Nummer, damit keine andere Transaktion mit derselben Nummer ausgeführt werden kann.",
	theSafe: "Der Safe",
	number: "Nummer",
	hash: "Hash",
	agreed: "Haben zugestimmt",
	nested:
		"Es lässt das Ja dieses Safes für eine Transaktion eines anderen Safes zählen, dessen Eigentümer er ist. Sonst tut es nichts.",
	nestedStays:
		"Das Ja dieses Safes läuft nicht ab und lässt sich nicht zurücknehmen: Jeder Eigentümer des anderen Safes kann es benutzen, wenn die Nummer dort kommt, zusammen mit denen der anderen.",
	whoseYes: "Wessen Ja",
	countsIn: "Zählt in",
	otherDoes: "Nur für das, was der andere Safe dann tut:",
	theOther: "Der Safe, in dem es zählt",
	theInner: "Der Safe, der zustimmt",
	throughIt: "Durch diesen Safe",
	throughSays:
		"Dein Konto ist kein Eigentümer des Safes, der handelt, sondern von diesem hier, und der ist einer. Auf dem Wort deines Kontos allein beruht nichts.",
	ownersOf: (threshold, owners) =>
		`${threshold} von ${owners} Eigentümern müssen zustimmen`,
	safeNotYours:
		"Was folgt, betrifft den Safe und nicht dein Konto. Dein Konto zahlt die Gebühr und sonst nichts.",
	fromSafe: "aus dem Safe",
	safeFee: "für die Gebühr, aus deinem Konto",
	modulesWarn:
		"Kann alles mit diesem Safe tun und fragt keinen Eigentümer (ein Modul):",
	guardWarn:
		"Wird vor jeder Transaktion gefragt und kann sie aufhalten (ein Wächter):",
	moduleGuardWarn:
		"Wird gefragt, bevor ein Modul handelt (ein Wächter der Module):",
	handlerWarn:
		"Beantwortet Aufrufe für diesen Safe und ist keiner von Safes eigenen Verträgen, die diese Wallet kennt. Wer den Safe aufruft, kann durch ihn vielleicht als der Safe handeln:",
	hidden:
		"Wer einen Safe einrichtet, kann ihm Eigentümer oder Module geben, die auf keiner Liste stehen. Wenn du ihn nicht gemacht hast, frage, wer es war.",

	// --- the Safe itself
	title: "Safe",
	add: "Ein Safe",
	addSays: "ein Konto mehrerer Eigentümer",
	addTitle: "Safe hinzufügen",
	addLead:
		"Ein Safe ist ein Konto, das sich mehrere Eigentümer teilen. Gib seine Adresse ein: Wem er gehört, wird bewiesen, und kein Dienst von Safe wird gefragt. Deine Endpunkte erfahren, dass du ihn ansiehst.",
	address: "Adresse",
	look: "Ansehen",
	looking: "Es wird bewiesen, wem er gehört",
	notRead: "Der Safe konnte nicht gelesen werden.",
	notYours:
		"Keines deiner Konten, die signieren können, ist Eigentümer. Du kannst die Adresse beobachten und nichts für sie tun.",
	yours: (accounts) =>
		accounts === 1
			? "Du bist Eigentümer, mit diesem Konto:"
			: "Du bist Eigentümer, mit diesen Konten:",
	yoursThrough:
		"Du redest hier mit als Eigentümer dieses Safes, der einer der Eigentümer ist:",
	addIt: "Diesen Safe hinzufügen",
	notAdded: "Der Safe wurde nicht hinzugefügt.",
	owners: "Eigentümer",
	you: "du",
	version: "Version",
	next: "Seine nächste Nummer",
	rules: "Wer entscheidet",
	changedTitle:
		"Dieser Safe hat sich geändert, seit du ihn zuletzt angesehen hast",
	ownersCame: "Neuer Eigentümer:",
	ownersLeft: "Kein Eigentümer mehr:",
	thresholdWas: (was, is) =>
		`${was} Eigentümer mussten zustimmen, jetzt ${is}.`,
	modulesCame: "Neues Modul, das alles tun kann:",
	modulesLeft: "Kein Modul mehr:",
	guardChanged: "Der Wächter ist ein anderer als vorher, neu oder fort.",
	codeChanged: "Der Safe führt anderen Code aus als vorher.",
	handlerChanged: "Ein anderer Vertrag antwortet auf Aufrufe für ihn.",
	changedAsk:
		"Wenn du nicht weißt, warum, frage die anderen Eigentümer, bevor du irgendetwas zustimmst.",
	seen: "Ich weiß, warum",
	waiting: "Wartende Transaktionen",
	noneWaiting: "In diesem Safe wartet nichts.",
	send: "Aus diesem Safe senden",
	import: "Datei eines anderen Eigentümers öffnen",
	importing: "Wird geprüft",
	tooLarge: "Das ist keine Datei einer Safe-Transaktion.",
	notImported: "Aus der Datei wurde nichts übernommen.",
	holdings: "Sehen, was er enthält",
	manage: "Eigentümer und Transaktionen",
	forget: "Von der Liste nehmen",
	forgetSays:
		"Am Safe selbst ändert sich nichts. Zustimmungen, die hier aufbewahrt sind, sind dann fort.",
	forgetYes: "Von der Liste nehmen",
	keepIt: "Behalten",
	notForgotten: "Er bleibt auf der Liste.",

	// --- sending
	sendLead:
		"Das schreibt auf, was der Safe tun soll. Nichts geht ab, bevor genug Eigentümer zugestimmt haben und einer von ihnen es ausführt.",
	what: "Was",
	amount: "Betrag",
	notAmount: "Das ist kein Betrag.",
	tooMuch: "Mehr, als im Safe bewiesen ist.",
	noSources: "Was der Safe enthält, ist noch nicht bewiesen. Einen Moment.",
	write: "Aufschreiben",
	notWritten: "Es wurde nicht aufgeschrieben.",

	// --- one transaction
	txTitle: "Safe-Transaktion",
	txRow: (number) => `Nummer ${number}`,
	confirmedOf: (confirmed, threshold) =>
		`${confirmed} von ${threshold} nötigen haben zugestimmt`,
	hasAgreed: "hat zugestimmt",
	agreedOnChain: "hat auf Ethereum zugestimmt, bewiesen",
	notAgreed: "hat hier nicht zugestimmt",
	aContract: "ein Vertrag",
	anotherSafe: "ein anderer Safe",
	contractAgrees:
		"Ein Eigentümer, der ein Vertrag ist, stimmt durch eine eigene Transaktion zu (approveHash), so wie ein anderer Safe, wenn dessen Eigentümer das beschlossen haben. Diese Wallet bringt nur einen Safe dazu, der auf deiner Liste steht und von dem eines deiner Konten Eigentümer ist. Sonst: Lass ihn mit der Software, die du für diesen Vertrag benutzt, diesen Safe aufrufen, ohne Coins und mit den Daten, die darunter stehen. Sie nennen nur diese eine Transaktion und tun sonst nichts. Steht das in einem Block, wird es hier durch einen Beweis gelesen und zählt.",
	nestSays:
		"Ein Eigentümer hier ist ein Safe auf deiner Liste. Er stimmt durch eine eigene Transaktion zu: Sie wird in ihm aufgeschrieben, seine Eigentümer entscheiden sie dort wie jede andere, und einer von ihnen führt sie aus. Steht das in einem Block, wird sein Ja hier durch einen Beweis gelesen und zählt.",
	nestIn: (safe) => `${safe} zustimmen lassen`,
	notNested: "In jenem Safe wurde nichts aufgeschrieben.",
	lapsed: (count) =>
		count === 1
			? "Eine Zustimmung, die hier liegt, zählt nicht mehr: Wer sie gab, ist kein Eigentümer mehr."
			: `${count} Zustimmungen, die hier liegen, zählen nicht mehr: Wer sie gab, ist kein Eigentümer mehr.`,
	turnNow: "Sie ist an der Reihe.",
	turnLater: (number) =>
		`Sie kommt nach den Nummern davor an die Reihe. Der Safe ist bei ${number}.`,
	turnOver:
		"Ihre Nummer ist verbraucht: Sie wurde ausgeführt, oder eine andere mit derselben Nummer.",
	rival:
		"Eine andere Transaktion auf der Liste hat dieselbe Nummer. Nur eine von ihnen kann ausgeführt werden.",
	agreeWith: (account) => `Zustimmen als ${account}`,
	notAsked: "Du wurdest nicht um Zustimmung gefragt.",
	orOnChain:
		"Statt zu unterschreiben, kann ein Eigentümer auch durch eine eigene Transaktion zustimmen. Das kostet eine Gebühr, jeder sieht es, und es zählt überall, wo man den Safe ansieht, ohne dass du eine Datei weitergeben musst.",
	agreeOnChainWith: (account) => `Auf Ethereum zustimmen als ${account}`,
	agreesOnChain:
		"Mit dieser Transaktion stimmst du als Eigentümer dem zu, was der Safe unten tut. Davon geschieht noch nichts. Deine Zustimmung läuft nicht ab und lässt sich nicht zurücknehmen: Jeder Eigentümer kann sie benutzen, wenn ihre Nummer kommt, zusammen mit denen der anderen.",
	agreesNestedOnChain:
		"Mit dieser Transaktion stimmst du als Eigentümer zu, dass der Safe in einem anderen Safe dem zustimmt, was unten steht. Davon geschieht noch nichts, weder dort noch hier. Deine Zustimmung läuft nicht ab und lässt sich nicht zurücknehmen.",
	save: "Für die anderen Eigentümer speichern",
	notSaved: "Die Datei wurde nicht gespeichert.",
	shareSays:
		"Gib die Datei den anderen Eigentümern, wie du willst. Sie enthält, was der Safe tun soll und wer zugestimmt hat, und kein Geheimnis.",
	executeSays:
		"Ein Eigentümer führt sie aus und zahlt die Gebühr. Wo mehrere zustimmen müssen, zählt das auch als seine Zustimmung.",
	executeAs: (account) => `Ausführen als ${account}`,
	notExecuted: "Sie wurde nicht ausgeführt.",
	cancelIt: "Stattdessen diese Nummer verbrauchen",
	cancelSays:
		"Macht eine andere Transaktion mit derselben Nummer, die nichts tut. Wird sie zuerst ausgeführt, ist diese für immer aufgehalten.",
	remove: "Von der Liste nehmen",
	gone: "Sie steht nicht mehr auf der Liste.",

	// --- agreeing
	agreeTitle: "Zustimmen?",
	agreeing: "Wird noch einmal geprüft und signiert",
	agree: "Zustimmen",
	refuse: "Ablehnen",
	asAccount: "Du stimmst zu als",
	agreeSays:
		"Deine Zustimmung läuft nicht ab. Wer sie hat, kann sie benutzen, wenn ihre Nummer kommt, zusammen mit denen der anderen Eigentümer.",
	agreeNestedSays:
		"Deine Zustimmung läuft nicht ab. Mit denen der anderen Eigentümer lässt sie diesen Safe im anderen zustimmen, und das lässt sich dort nicht zurücknehmen.",
	notChecked: "Der Signierer liest es.",
	notAgreedFault: "Du hast nicht zugestimmt.",
	agreedTitle: "Du hast zugestimmt",
	agreedLead:
		"Deine Zustimmung ist hier aufbewahrt. Speichere sie für die anderen Eigentümer, oder führe sie aus, wenn genug zugestimmt haben.",
	done: "Fertig",
	back: "Zurück",
	restsOn: (slot) =>
		`Eigentümer und Nummer hat der Signierer selbst bewiesen, am Kopf von Slot ${slot}.`,
};
