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
		arrival: "Arrived",
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
		"What was signed elsewhere is not in this list. What arrived is read from your proved balances alone: a balance says how much, not from whom, and what comes and goes between two looks does not show.",
	arrived: "Arrived",
	between: (from: string, to: string) => `between ${from} and ${to}`,
	byBalance: "Known by: your proved balance grew and you sent nothing",
	finality: {
		optimistic: "Signed – not final yet",
		"later-final": "Signed when seen – Ethereum is final past it",
		final: "Final",
	},
	block: (number: string) => `block ${number}`,
	tiny: (count: number) =>
		count === 1
			? "One tiny amount arrived and is left out. Strangers send such to be noticed; never copy an address from one."
			: `${count} tiny amounts arrived and are left out. Strangers send such to be noticed; never copy an address from one.`,
	showTiny: "Show them",
	hideTiny: "Leave them out",
	alerts: "Tell me while no window is open",
	alertsSay:
		"By a notification of your browser, without amounts: it may show on a locked screen.",
	alertArrived: "when something arrives",
	alertFinal: "when what I sent is final",
	feePaid: "Fee paid",
	blockTime: "In a block at",
	made: (time: string) => `made ${time}`,
};
