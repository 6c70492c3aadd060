// The phrase, the keys and the password: making them, seeing them, losing them, in English.

export const secretsEn = {
	isYourRecoveryPhraseOnPaper: "Is your recovery phrase on paper?",
	withoutItABrokenDeviceOr:
		"Without it, a broken device or a forgotten password means that everything is lost. Checking takes a minute.",
	checkItNow: "Check it now",
	writeThemOnPaperInThis: "Write them on paper, in this order.",
	doNotPhotographOrCopyThem: "Do not photograph or copy them.",
	hideThem: "Hide them",
	theyAreOnPaper: "They are on paper",
	checkYourPhrase: "Check your phrase",
	itWasNotMarkedAsChecked: "It was not marked as checked.",
	havePaperReadyAndMakeSure:
		"Have paper ready, and make sure nobody can see your screen. Your password shows the words; then three of them are asked.",
	showTheWords: "Show the words",
	eraseWord: "erase",
	startAgainFromYourPhrase: "Start again from your phrase",
	keepEverything: "Keep everything",
	eraseTheKeys: "Erase the keys",
	nobodyCanOpenThisWalletWithout:
		"Nobody can open this wallet without its password. But your recovery phrase can make it anew, with a new password.",
	erasingCannotBeUndone: "Erasing cannot be undone.",
	allKeysOnThisDeviceAre:
		"All keys on this device are deleted. What you do not have on paper is lost for ever, with everything that is in it.",
	oneAccountHereIsAnImported: "One account here is an imported private key.",
	accountsHereAreImportedPrivateKeys: (keys: number) =>
		`${keys} accounts here are imported private keys.`,
	noPhraseBringsBack: (keys: number): string =>
		`No phrase brings ${keys === 1 ? "it" : "them"} back. You need the key itself.`,
	doNotGoOnUnlessEvery:
		"Do not go on unless every recovery phrase you use here is in front of you on paper.",
	typeToSayThatYouAre: (word: string) =>
		`Type “${word}” to say that you are sure`,
	nothingWasErased: "Nothing was erased.",
	unlockWithAPasskeyInA: "Unlock with a passkey, in a tab",
	unlockWithAPasskey: "Unlock with a passkey",
	itWasNotUnlocked: "It was not unlocked.",
	addOne: "Add one",
	yourPasswordGoesOnWorkingChanging:
		"Your password goes on working. Changing it takes all passkeys away.",
	noPasskeyWasAdded: "No passkey was added.",
	addAPasskey: "Add a passkey",
	passkeysThatUnlockThisWallet: "Passkeys that unlock this wallet",
	itWasNotTakenAway: "It was not taken away.",
	passkey: (i: number) => `Passkey ${i}`,
	takePasskeyAway: (i: number) => `Take away: passkey ${i}`,
	takeAway: "Take away",
	passkeys: "Passkeys",
	aPasskeyUnlocksThisWalletBy:
		"A passkey unlocks this wallet by your fingerprint, your face or a security key, on this device alone. It is no copy of your recovery phrase.",
	thisBrowserDoesNotLetAn:
		"This browser does not let an extension use passkeys. Chromium does. Your password works as before.",
	addOneInATab: "Add one in a tab",
	whichRecoveryPhrase: "Which recovery phrase",
	openingTakesASecondItIs: "Opening takes a second. It is slow on purpose.",
	whoeverHasThisHasEverythingIn:
		"Whoever has this has everything in the account, for ever. Nobody from Sextant, no site and no support will ever ask you for it.",
	hideIt: "Hide it",
	recoveryPhrase: "Recovery phrase",
	makeSureNobodyCanSeeYour:
		"Make sure nobody can see your screen. Then type your password to see the words.",
	privateKey: "Private key",
	makeSureNobodyCanSeeYour2:
		"Make sure nobody can see your screen. Then type your password to see the key of this one account.",
	showTheKey: "Show the key",
	lookAtYourPaperWhichWords: "Look at your paper. Which words are on it?",
	word: (place: number) => `Word ${place}`,
	atLeastOneDoesNotMatch: "At least one does not match the phrase. Look again.",
	showTheWordsAgain: "Show the words again",
	iHaveThemOnPaper: "I have them on paper",
	thereIsAKeyInThis: "There is a key in this wallet.",
	itIsNeverOverwrittenOnceThe:
		"It is never overwritten. Once the wallet is set up you can add another phrase to it, under Accounts.",
	goOn: "Go on",
	theKeyIsMadeAndKept:
		"The key is made and kept on this device. It never leaves the signer, and no site, endpoint or other part of Sextant can read it.",
	new: "New",
	theKeyIsTwelveWordsYou: "The key is twelve words. You write them on paper.",
	makeANewKey: "Make a new key",
	yours: "Yours",
	youAlreadyHaveAPhraseAnd:
		"You already have a phrase and want its accounts here.",
	importAPhrase: "Import a phrase",
	theseWordsAreTheKeyWrite:
		"These words are the key. Write them on paper, in this order.",
	doNotPhotographOrCopyThem2:
		"Do not photograph or copy them. Anyone who has them has everything. We will never ask for them.",
	back: "Back",
	typeTheWordsOfYourPhrase:
		"Type the words of your phrase. The browser is not allowed to keep them.",
	n12151821Or24: "12, 15, 18, 21 or 24 words",
	aPasswordLocksTheKeyOn:
		"A password locks the key on this device. Nobody can send it to you again, but your phrase can always make a new vault.",
	theSameAgain: "The same again",
	theTwoAreNotTheSame: "The two are not the same.",
	noKeyWasMade: "No key was made.",
	lockingItAFewSeconds: "Locking it, a few seconds",
	makeTheKey: "Make the key",
	importTheKey: "Import the key",
	theWordsInOrder: "The words, in order",
	n12To24WordsASpace: "12 to 24 words, a space between them.",
	wordsSoFar: (count: number): string =>
		`${count} ${count === 1 ? "word" : "words"} so far.`,
	showTheWordsNobodyIsLooking:
		"Show the words. Nobody is looking over my shoulder.",
	tooShortAtLeast8Characters: "Too short. At least 8 characters.",
	guessedAtOnceDoNotRepeat:
		"Guessed at once. Do not repeat, count up or take a known word.",
	weakSomeoneWithACopyOf:
		"Weak. Someone with a copy of this device's files would guess it.",
	fairOneMoreWordMakesIt: "Fair. One more word makes it good.",
	good: "Good.",
};
