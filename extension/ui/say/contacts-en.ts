// The address book, links to explorers, and where the wallet is opened. In English.

export const contactsEn = {
	title: "Address book",
	says: "names for addresses",
	lead: "Names you gave to addresses. They stay on this device, and no site is told.",
	empty:
		"Nobody stands here yet. A name saves you from comparing 40 characters each time.",
	add: "Add one",
	addIt: "Add",
	name: "Name",
	address: "Address",
	compare: "Compare it with what the other person gave you, all of it.",
	nameWrong: "Up to 40 characters, all of them to be seen.",
	nameTaken: "Another one has this name.",
	addressTaken: "This address is known already.",
	notKept: "It was not kept.",
	added: (name: string) => `${name} is in the address book.`,
	remove: "Remove",
	removeName: (name: string) => `Remove ${name}`,
	pick: "Choose from your addresses",

	explorers: "Links to a block explorer",
	explorersSay:
		"Sextant needs none and believes none. If you want to look at a transaction on such a site, choose one: it is opened by your click alone, and learns your internet address and which transaction you look at.",
	noExplorer: "None",
	lookUp: (name: string) => `Look at it on ${name}`,
	learns: (operator: string) =>
		`Opens a tab. ${operator}, learns your internet address and what you look at. What it says is not checked.`,

	window: "This window",
	openTab: "Open it in a tab",
	openBeside: "Open it beside the page",
	noBeside: "This browser opens no panel beside the page.",
};
