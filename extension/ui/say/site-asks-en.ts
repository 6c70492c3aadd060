// What a site asks for that is no order, in English.

export const siteAsksEn = {
	connect: "Connect",
	showTheBalance: "Show the balance",
	switchTheChain: "Switch the chain",
	itSeesTheAddressOfThis:
		"It sees the address of this account and all its payments, because the chain is public.",
	itMayAskYouForOrders:
		"It may ask you for orders. Each one comes to you first.",
	itGetsThisBalanceWithThe:
		"It gets this balance with the evidence for it, made for this site alone.",
	itsNextQuestionsAreAboutThe: "Its next questions are about the other chain.",
	itCannotMoveAnythingYouCan:
		"It cannot move anything. You can end it in Settings.",
	nothingIsSignedAndNothingMoves: "Nothing is signed and nothing moves.",
	whatItGets: "What it gets",
	refuse: "Refuse",
	yourAnswerDidNotGetThrough: "Your answer did not get through.",
	askedAgo: (duration: string) => `asked ${duration} ago`,
	whatItAsks: "What it asks",
	whatItCannotDo: "What it cannot do",
	whoWantsThis: "Who wants this",
	itAsksAgainAndAgain: "It asks again and again",
	youRefusedThisSiteRecentlyIf:
		"You refused this site recently. If you block it, it sees nothing and can ask you nothing until you unblock it in Settings.",
	theSiteWasNotBlocked: "The site was not blocked.",
	blockThisSite: "Block this site",
	unlockToAnswer: "Unlock to answer",
	first: "First",
	youConnectedThisSiteBeforeIt:
		"You connected this site before. It sees your account again once you unlock.",
	untilYouUnlockThisSiteLearns:
		"Until you unlock, this site learns nothing. After that you are asked.",
	aPaymentIsBeingPrepared: "A payment is being prepared",
	whatItAsksFor: "What it asks for",
	onTo: (view: string) => `on ${view} to`,
	withACallOfBytes: (dataCount: number) =>
		`, with a call of ${dataCount} bytes`,
	whatHappensNow: "What happens now",
	yourBalanceIsBeingProvedAgain:
		"Your balance is being proved again for it. Then you can approve it here.",
	aMessageIsBeingRead: "A message is being read",
	theWalletHoldsItsClockAgainst:
		"The wallet holds its clock against Ethereum and reads the message. Then you see here what it would allow, and decide.",
};
