// Value in a currency, in English.

export const worthEn = {
	title: "Value in a currency",
	under: "off unless you switch it on",
	lead: "Prices are read from feeds on Ethereum, by proof. No server is asked for them.",
	choose: "Show values in",
	off: "No currency",
	notChanged: "It was not changed.",
	notRead: "The prices could not be read.",
	noFeeds: "The network you use has no price feeds.",
	about: "About",
	noValue: "No value can be given: the prices for it are missing.",
	without: (count: string) =>
		count === "1"
			? "without 1 asset that has no price"
			: `without ${count} assets that have no price`,
	notProved: (count: string) =>
		count === "1"
			? "without 1 amount that is not proved now, or whose chain has a warning"
			: `without ${count} amounts that are not proved now, or whose chain has a warning`,
	pricesOf: (age: string) => `oldest price ${age} old`,
	why: "Why",
	whyLabel: "Why these prices",
	feeds: "What the feeds say",
	written: (age: string) => `written ${age} ago`,
	refused: {
		"no-answer": "No price: its contract does not answer.",
		"no-round": "No price: it has no round yet.",
		"not-positive": "No price: it says zero or less.",
		"too-old": "No price: it was silent for longer than it may be.",
		ahead: "No price: it claims a time that has not come.",
		"other-scale": "No price: it counts in another scale than is known of it.",
	},
	canBeWrong:
		"A price is what the feed's operators agreed on, and can be wrong. It is shown and used for nothing else: no payment and no check rests on it. A dollar coin is counted by its own feed, not as a dollar.",
};
