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
		"What was signed elsewhere is not in this list. What arrived is read from your proved balances, and out of blocks where you look through them: a balance says how much, not from whom, and what comes and goes between two looks does not show there. One arrival can stand here twice, as a balance that grew and as found in its block.",
	lookTitle: "Look through blocks for what arrived",
	lookSays:
		"Reads final blocks of Ethereum whole, 32 at a time, newest first, and checks them against their headers: which transactions carried ETH to this account, and which tokens logged a transfer to it. That takes some ten megabytes. Your endpoints learn that these blocks are read, and not for which account.",
	lookNow: "Look through 32 blocks",
	lookOn: "Look through 32 more",
	lookStop: "Stop here",
	lookingAt: (done: number, of: number) =>
		`${done} of ${of} blocks looked through`,
	lookedThrough: "Looked through, all of them final:",
	stretch: (from: string, to: string, since: string, until: string) =>
		from === to
			? `block ${from}, of ${until}`
			: `blocks ${from} to ${to}, from ${since} to ${until}`,
	unreadIn: (count: number) =>
		count === 1
			? "One transaction in them names this account and is of a kind that this wallet does not read."
			: `${count} transactions in them name this account and are of a kind that this wallet does not read.`,
	nothingInThem: "Nothing of that kind arrived in them.",
	notRuledOut:
		"Of other blocks nothing is said, older ones and newer ones alike: what is not found here may have arrived there. ETH that a contract paid out or a validator was paid stands in no list, and is found in no block this way; your balance has it. A token's event is its contract's own word.",
	keptAtMost: (count: string) => `The newest ${count} finds are kept here.`,
	asFarAsItGoes: (blocks: string) =>
		`It goes back ${blocks} blocks before the newest final one, and no further.`,
	notLooked: "No block was looked through.",
	lookEnded: "It ended early. What was looked through stays.",
	sentBy: "From",
	unitsOf: (amount: string) => `${amount} smallest units`,
	ofContract: "of the contract",
	byTransaction: "Known by: a transaction in a proved block carried it",
	byEvent: "Known by: the token's contract logged it in a proved block",
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
