// The phrase, the keys and the password: making them, seeing them, losing them, in German.

import type { ScreenWords } from "./en.ts";

export const secretsDe: ScreenWords["secrets"] = {
	isYourRecoveryPhraseOnPaper:
		"Steht deine Wiederherstellungsphrase auf Papier?",
	withoutItABrokenDeviceOr:
		"Ohne sie ist bei einem kaputten Gerät oder einem vergessenen Passwort alles verloren. Das Prüfen dauert eine Minute.",
	checkItNow: "Jetzt prüfen",
	writeThemOnPaperInThis: "Schreib sie auf Papier, in dieser Reihenfolge.",
	doNotPhotographOrCopyThem: "Fotografiere oder kopiere sie nicht.",
	hideThem: "Verbergen",
	theyAreOnPaper: "Sie stehen auf Papier",
	checkYourPhrase: "Prüfe deine Phrase",
	itWasNotMarkedAsChecked: "Sie wurde nicht als geprüft vermerkt.",
	havePaperReadyAndMakeSure:
		"Leg Papier bereit, und achte darauf, dass niemand deinen Bildschirm sieht. Dein Passwort zeigt die Wörter; danach werden drei davon abgefragt.",
	showTheWords: "Wörter zeigen",
	eraseWord: "alles weg",
	startAgainFromYourPhrase: "Von deiner Phrase aus neu beginnen",
	keepEverything: "Alles behalten",
	eraseTheKeys: "Schlüssel löschen",
	nobodyCanOpenThisWalletWithout:
		"Ohne ihr Passwort kann niemand diese Wallet öffnen. Aber deine Wiederherstellungsphrase kann sie neu machen, mit einem neuen Passwort.",
	erasingCannotBeUndone: "Löschen lässt sich nicht rückgängig machen.",
	allKeysOnThisDeviceAre:
		"Alle Schlüssel auf diesem Gerät werden gelöscht. Was du nicht auf Papier hast, ist für immer verloren, mit allem, was darin ist.",
	oneAccountHereIsAnImported:
		"Ein Konto hier ist ein importierter privater Schlüssel.",
	accountsHereAreImportedPrivateKeys: (keys) =>
		`${keys} Konten hier sind importierte private Schlüssel.`,
	noPhraseBringsBack: (keys) =>
		`Keine Phrase bringt ${keys === 1 ? "es" : "sie"} zurück. Du brauchst den Schlüssel selbst.`,
	doNotGoOnUnlessEvery:
		"Mach nur weiter, wenn jede Wiederherstellungsphrase, die du hier benutzt, auf Papier vor dir liegt.",
	typeToSayThatYouAre: (word) =>
		`Tippe „${word}“, um zu sagen, dass du sicher bist`,
	nothingWasErased: "Nichts wurde gelöscht.",
	unlockWithAPasskeyInA: "Mit einem Passkey entsperren, in einem Tab",
	unlockWithAPasskey: "Mit einem Passkey entsperren",
	itWasNotUnlocked: "Es wurde nicht entsperrt.",
	addOne: "Einen hinzufügen",
	yourPasswordGoesOnWorkingChanging:
		"Dein Passwort gilt weiter. Wenn du es änderst, verschwinden alle Passkeys.",
	noPasskeyWasAdded: "Es wurde kein Passkey hinzugefügt.",
	addAPasskey: "Einen Passkey hinzufügen",
	passkeysThatUnlockThisWallet: "Passkeys, die diese Wallet entsperren",
	itWasNotTakenAway: "Er wurde nicht weggenommen.",
	passkey: (i) => `Passkey ${i}`,
	takePasskeyAway: (i) => `Wegnehmen: Passkey ${i}`,
	takeAway: "Wegnehmen",
	passkeys: "Passkeys",
	aPasskeyUnlocksThisWalletBy:
		"Ein Passkey entsperrt diese Wallet durch deinen Fingerabdruck, dein Gesicht oder einen Sicherheitsschlüssel, nur auf diesem Gerät. Er ist keine Kopie deiner Wiederherstellungsphrase.",
	thisBrowserDoesNotLetAn:
		"Dieser Browser erlaubt Erweiterungen keine Passkeys. Chromium erlaubt sie. Dein Passwort gilt wie bisher.",
	addOneInATab: "Einen in einem Tab hinzufügen",
	whichRecoveryPhrase: "Welche Wiederherstellungsphrase",
	openingTakesASecondItIs:
		"Das Öffnen dauert eine Sekunde. Es ist mit Absicht langsam.",
	whoeverHasThisHasEverythingIn:
		"Wer das hat, hat alles in dem Konto, für immer. Niemand von Sextant, keine Website und kein Support wird dich je danach fragen.",
	hideIt: "Verbergen",
	recoveryPhrase: "Wiederherstellungsphrase",
	makeSureNobodyCanSeeYour:
		"Achte darauf, dass niemand deinen Bildschirm sieht. Tippe dann dein Passwort, um die Wörter zu sehen.",
	privateKey: "Privater Schlüssel",
	makeSureNobodyCanSeeYour2:
		"Achte darauf, dass niemand deinen Bildschirm sieht. Tippe dann dein Passwort, um den Schlüssel dieses einen Kontos zu sehen.",
	showTheKey: "Schlüssel zeigen",
	lookAtYourPaperWhichWords:
		"Sieh auf dein Papier. Welche Wörter stehen darauf?",
	word: (place) => `Wort ${place}`,
	atLeastOneDoesNotMatch:
		"Mindestens eines passt nicht zur Phrase. Sieh noch einmal nach.",
	showTheWordsAgain: "Die Wörter noch einmal zeigen",
	iHaveThemOnPaper: "Ich habe sie auf Papier",
	thereIsAKeyInThis: "In dieser Wallet ist ein Schlüssel.",
	itIsNeverOverwrittenOnceThe:
		"Er wird nie überschrieben. Ist die Wallet eingerichtet, kannst du unter Konten eine weitere Phrase hinzufügen.",
	goOn: "Weiter",
	theKeyIsMadeAndKept:
		"Der Schlüssel entsteht und bleibt auf diesem Gerät. Er verlässt nie den Signierer, und keine Website, kein Endpunkt und kein anderer Teil von Sextant kann ihn lesen.",
	new: "Neu",
	theKeyIsTwelveWordsYou:
		"Der Schlüssel sind zwölf Wörter. Du schreibst sie auf Papier.",
	makeANewKey: "Einen neuen Schlüssel machen",
	yours: "Deiner",
	youAlreadyHaveAPhraseAnd:
		"Du hast schon eine Phrase und willst ihre Konten hier haben.",
	importAPhrase: "Eine Phrase importieren",
	theseWordsAreTheKeyWrite:
		"Diese Wörter sind der Schlüssel. Schreib sie auf Papier, in dieser Reihenfolge.",
	doNotPhotographOrCopyThem2:
		"Fotografiere oder kopiere sie nicht. Wer sie hat, hat alles. Wir werden nie danach fragen.",
	back: "Zurück",
	typeTheWordsOfYourPhrase:
		"Tippe die Wörter deiner Phrase. Der Browser darf sie sich nicht merken.",
	n12151821Or24: "12, 15, 18, 21 oder 24 Wörter",
	aPasswordLocksTheKeyOn:
		"Ein Passwort verschließt den Schlüssel auf diesem Gerät. Niemand kann es dir noch einmal schicken, aber mit deiner Phrase kannst du die Wallet immer neu machen.",
	theSameAgain: "Noch einmal dasselbe",
	theTwoAreNotTheSame: "Die beiden sind nicht gleich.",
	noKeyWasMade: "Es wurde kein Schlüssel gemacht.",
	lockingItAFewSeconds: "Wird verschlossen, ein paar Sekunden",
	makeTheKey: "Schlüssel machen",
	importTheKey: "Schlüssel importieren",
	theWordsInOrder: "Die Wörter, der Reihe nach",
	n12To24WordsASpace: "12 bis 24 Wörter, ein Leerzeichen dazwischen.",
	wordsSoFar: (count) => `Bisher ${count} ${count === 1 ? "Wort" : "Wörter"}.`,
	showTheWordsNobodyIsLooking:
		"Wörter zeigen. Niemand sieht mir über die Schulter.",
	tooShortAtLeast8Characters: "Zu kurz. Mindestens 8 Zeichen.",
	guessedAtOnceDoNotRepeat:
		"Sofort erraten. Wiederhole nicht, zähle nicht hoch und nimm kein bekanntes Wort.",
	weakSomeoneWithACopyOf:
		"Schwach. Wer eine Kopie der Dateien dieses Geräts hat, würde es erraten.",
	fairOneMoreWordMakesIt: "Ordentlich. Ein Wort mehr macht es gut.",
	good: "Gut.",
};
