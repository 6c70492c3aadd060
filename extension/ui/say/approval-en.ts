// The window for decisions: what waits, what an order is, and what stops it, in English.

export const approvalEn = {
	nothingWaits: "Nothing waits",
	close: "Close",
	thereIsNothingToDecideNow: "There is nothing to decide now.",
	ofWaiting: (place: number, all: number) => `${place} of ${all} waiting`,
	refuse: "Refuse",
	checkingAgainSigning: "Checking again, signing",
	nothingIsSignedNow: "Nothing is signed now.",
	thisIsHowTheEngineTells:
		"This is how the engine tells it. The signer made its own check; what it found is on the previous screen.",
	thisChangedSinceYouFirstSaw: "This changed since you first saw it here.",
	nothingWasSignedPleaseReadIt:
		"Nothing was signed. Please read it again: a yes is to what is shown below now.",
	before: (was: string) => `Before: ${was}`,
	now: (is: string) => `Now: ${is}`,
	signerSays: "Signer says",
	doNotSignThis: "Do not sign this",
	engineAndSignerDisagree: "engine and signer disagree",
	theOrderIsNotWhatThe: "The order is not what the signer was given.",
	somePartOfThisWalletIs:
		"Some part of this wallet is broken or was changed. So there is no button that signs it.",
	whereTheyDiffer: "Where they differ",
	itCallsWhatArrives: "It calls what arrives",
	theNetworkFileYouAcceptedDoes:
		". The network file you accepted does not name this token.",
	theEnginesWordNotCheckedBy: "The engine's word, not checked by the signer",
	itSaysThatItTriedThis:
		"It says that it tried this step on proved state, on this device,",
	withTheChangedCode: " with the changed code,",
	andThatTheStepWentThrough: (title: string) =>
		`and that the step went through. If it fails on ${title} all the same, the fee is spent, and what goes with the call comes back.`,
	whereItSaysEachFactComes: "Where it says each fact comes from:",
	showWhatTheEngineSaysOf: (what: string) =>
		`${what}: show what the engine says of it`,
	fromYourAccount: "From your account",
	gone: (what: "request" | "order"): string => `This ${what} is gone`,
	nothingToDecideHere: "nothing to decide here",
	goOn: "Go on",
	thisIsNoLongerBeingAsked:
		"This is no longer being asked, so there is nothing to decide.",
	thePageThatAskedWasClosed:
		"The page that asked was closed, it waited too long, or it was decided in another window.",
	thisWindowSignedNothingYourOrders:
		"This window signed nothing. Your orders show what became of it.",
	thisWindowGaveNothingToThe: "This window gave nothing to the site.",
	/** What became of it, as the title of its page. */
	became: {
		waiting: "Signed",
		signed: "Signed",
		sent: "Signed",
		included: "Signed, in a block",
		final: "Signed and final",
		refused: "Refused",
		lost: "Signed, another took its place",
		over: "Signed, over",
	},
	done: "Done",
	lookAgain: "Look again",
	dropThisOrder: "Drop this order",
	thenNothingOfThisOrderIs: "Then nothing of this order is signed.",
	order: "Order",
	unlockToDecide: "Unlock to decide",
	theSignerDoesNotHoldThis:
		"The signer does not hold this order. It is checking the evidence, or it has refused it.",
	askingTheSignerWhatItHas: "Asking the signer what it has checked.",
	anOrderIsWaitingOnceUnlocked:
		"An order is waiting. Once unlocked, the signer shows what it has checked.",
};
