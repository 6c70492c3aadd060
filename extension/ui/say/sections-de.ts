// What an order is, section by section, and a step of an exit, in German.

import type { ScreenWords } from "./en.ts";

export const sectionsDe: ScreenWords["sections"] = {
	whoWantsThisNotCheckedBy: "Wer das will, vom Signierer nicht geprüft",
	theWalletsEngineSaysAskedBy:
		"Die Engine der Wallet nennt als den, der fragt:",
	youInThisWallet: "dich selbst, in dieser Wallet",
	theSignerCannotCheckWhoIs:
		"Wer fragt, kann der Signierer nicht prüfen. Was du signierst, steht unten.",
	whatLeavesWhatArrives: "Was weggeht, was ankommt",
	leavesThisAccountOnTo: (title) =>
		`verlässt dieses Konto auf ${title} und geht an`,
	intoAccountOfTheRollupWhich: (toIndex) =>
		`in das Konto ${toIndex} des Rollups, von dem dieser Schlüssel ausgibt`,
	recipientsKey: "Schlüssel des Empfängers",
	anyoneCanOpenAnAccountIn:
		"Jeder kann im Namen eines anderen ein Konto eröffnen. Vergleiche den Schlüssel mit dem, den der Empfänger selbst nennt.",
	nothingArrivesInReturn: "Dafür kommt nichts zurück.",
	whatArrivesInReturnIsNot: "Was dafür zurückkommt, ist nicht bekannt.",
	whatItTakesThePlaceOf: "Wessen Platz es einnimmt",
	youSignedThisBeforeAtThe: (nonce) =>
		`Das hast du schon unter derselben Transaktionsnummer (${nonce}) signiert. Höchstens eines davon wird je ausgeführt.`,
	to: (approval) => `${approval} an`,
	transactionHash: "Hash der Transaktion",
	hashOfItsCodeProved: "Hash des Codes, bewiesen:",
	codeHash: "Hash des Codes",
	whatItAllowsLater: "Was es für später erlaubt",
	nothingItIsOnePlainPayment:
		"Nichts. Es ist eine einfache Zahlung, und niemand kann ihretwegen mehr nehmen.",
	itCallsAContractWithBytes: (dataCount) =>
		`Es ruft einen Vertrag mit ${dataCount} Bytes auf, die diese Wallet noch nicht lesen kann. Es kann alles erlauben, was der Vertrag gelten lässt.`,
	callData: "Daten des Aufrufs",
	whatItCostsAtMost: "Was es höchstens kostet",
	amount: "Betrag",
	goesWithTheCall: "Geht mit dem Aufruf",
	feeAtMost: "Gebühr, höchstens",
	noneOnThisRollup: "keine auf diesem Rollup",
	leavesAtMost: "Geht höchstens weg",
	leavesBySignature: "Geht durch deine Unterschrift höchstens weg",
	canLeaveBesideByWhatYou: "Kann dazu noch weggehen, durch früher Signiertes",
	theChainTakesBeside:
		"Daneben nimmt die Kette nach ihren bewiesenen Zahlen etwa",
	heldBackForThat: "Dafür zurückgehalten, weil es nichts begrenzt",
	staysAtLeastOfTheProved: "Bleibt mindestens, vom bewiesenen Guthaben",
	staysAboutOfTheProved:
		"Bleibt vom bewiesenen Guthaben, wenn die Kette nicht noch mehr nimmt",
	gasAtGweiAtMostThe: (gasLimit, maxFeePerGasWei) =>
		`${gasLimit} Gas zu höchstens ${maxFeePerGasWei} Gwei. Mehr lässt die Unterschrift nicht zu.`,
	whatItRestsOnAndHow: "Worauf es sich stützt, und wie alt das ist",
	theSignerCheckedStepsItselfDown: (steps, headSlot) =>
		`Der Signierer hat ${steps} Schritte selbst geprüft, vom Checkpoint, den du angenommen hast, bis zum Slot ${headSlot}`,
	andToBatchOfTheRollup: (batch) =>
		`und bis zum Batch ${batch} des Rollups, auch dessen Gültigkeitsbeweise`,
	transactionNumber: "Transaktionsnummer",
	programHashOfItsGroth16Key: "Programm (Hash seines Groth16-Schlüssels)",
	program: "Programm",
	checkpoint: "Checkpoint",
	checkpointRoot: "Wurzel des Checkpoints",
	whatCouldNotBeKnown: "Was sich nicht wissen ließ",
	whoHoldsTheKeyToThe:
		"Wer den Schlüssel zu der Adresse hat. Das kann kein Beweis sagen.",
	whatItDoes: "Was er tut",
	aStepOnYourWayOut: "Ein Schritt auf deinem Weg aus",
	ofTheToken: "des Tokens",
	nothingLeavesThisAccountOnBut: (title) =>
		`Nichts verlässt dieses Konto auf ${title} als die Gebühr unten.`,
	leavesThisAccountOnWithThe: (title) =>
		`verlässt dieses Konto auf ${title}, mit dem Aufruf, neben der Gebühr`,
	nothingArrivesWithThisStepBut:
		"Mit diesem Schritt kommt nichts an, aber er bringt dich dem näher, was am Ende ankommt.",
	arrivesInThisAccountOnWith: (title) =>
		`kommt auf diesem Konto auf ${title} an, mit ebendiesem Aufruf, wenn er gelingt.`,
	whatItAllowsLater2: "Was er für später erlaubt",
	nothingForAnyoneElseTheSigner:
		"Nichts für jemand anderen. Der Signierer hat diesen Aufruf selbst aus den Feldern des Schritts gebaut. Er bezahlt dieses Konto oder niemanden.",
	theContractItCalls: "Der Vertrag, den er aufruft",
	itIsTheContractThatThe:
		"Es ist der Vertrag, den die Netzwerkdatei, die du angenommen hast, nennt für",
	andItsProvedCodeIsThe:
		", und sein bewiesener Code ist der, den die Datei nennt.",
	thisContractRunsOtherCodeThan:
		"Dieser Vertrag führt anderen Code aus, als die Netzwerkdatei nennt, die du angenommen hast.",
	nobodyHasToldThisWalletWhat:
		"Niemand hat dieser Wallet gesagt, was der Code tut, und der Signierer kann ihn nicht ausführen. Vielleicht kennt ihn eine neuere Netzwerkdatei, wenn du auf eine wartest.",
	codeHashProved: "Hash des Codes, bewiesen",
};
