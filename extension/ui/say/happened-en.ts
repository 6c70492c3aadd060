// What happened, in English.

export const happenedEn = {
	title: "Activity",
	under: "what happened, and a file of it",
	search: "Search",
	searchNote: "An address, a hash or a site.",
	chain: "Network",
	allChains: "All networks",
	kind: "Kind",
	allKinds: "Everything",
	kinds: {
		payment: "Payments",
		call: "Contract calls",
		message: "Signed messages",
		exit: "Leaving a layer 2",
	},
	signed: (what: string) => `you signed ${what}`,
	outcome: {
		"under-way": "under way",
		done: "done",
		impossible: "not possible any more",
	},
	none: "Nothing has happened here yet.",
	noneFound: "Nothing like that is in the list.",
	more: "Show more",
	older: (count: string) =>
		`${count} older ones are not shown here. They are kept on this device, and the file has them.`,
	file: "As a file",
	fileSays:
		"All orders, signed messages and exits of all accounts that this device keeps, for a spreadsheet. Each row says how it is known.",
	save: "Save as CSV",
	notSaved: "The file was not saved.",
	notHere:
		"What was signed elsewhere, and what others sent to you, is not in this list: it shows in the balances, by proof.",
	made: (time: string) => `made ${time}`,
};
