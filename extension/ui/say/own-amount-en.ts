// The person's own amount for an allowance, in English.

export const ownAmountEn = {
	title: "How much",
	asked: "The site asks for",
	endless: "all there ever is, without end",
	set: "You set",
	other: (unit: string) => `Another amount, in ${unit}`,
	smallest: "smallest units",
	more: (most: string) => `At most ${most}.`,
	take: "Set this amount",
	held: (amount: string) => `Only what you hold now: ${amount}`,
	back: "As the site asked",
	busy: "Making it again",
	notSet: "The amount was not set.",
	ofCall:
		"The wallet makes the call again with your amount, tries it and shows it to you again. The site then gets another transaction than it asked for, and may not go on with it.",
	ofMessage:
		"Your signature is then for your amount. The site may refuse it. Who has the signature can use it all the same, up to your amount.",
	dai: "DAI's own permit allows all or nothing. It has no amount that you could set.",
};
