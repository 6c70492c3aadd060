// Layer 2s that come with the release: switching one on, and what it rests on, in English.

export const layersEn = {
	title: "Layer 2s",
	under: "What is on, and what it rests on",
	lead: "These come with this release. One is on once you have chosen who is asked for it, and until then nobody is.",
	offLead:
		"Optional. A tick switches one on and chooses who is asked for it. Until then nobody is.",
	on: "On",
	off: "Off",
	asked: (names: string) => `Asked: ${names}`,
	who: "Who is asked",
	whoFor: (title: string) => `Who is asked for ${title}`,
	none: "No layer 2 comes with this release for this network.",
	switchOn: (title: string) => `Switch ${title} on`,
	switchOff: "Switch it off",
	switchedOff:
		"Off: nobody is asked for it. An exit that is under way goes on, by Ethereum alone.",
	itWasNotSwitched: "It was not switched.",
	learn:
		"They learn your IP address, when you look, and the accounts you look at. Nobody is asked before you press the button.",
	tickOne: "Tick one at least.",
	changeEndpoints: "Change who is asked",
	proof: "The proof behind it",
	rechecked: {
		blocks: (number: string, from: string) =>
			`The validity proof of block ${number} was checked again on this device: that state follows from the one after block ${from} and from what Ethereum was given.`,
		batches: (number: string, from: string) =>
			`The validity proof of batch ${number} was checked again on this device: that state follows from the one after batch ${from} and from what Ethereum was given.`,
		how: {
			replay: (system: string, took: string) =>
				`By running the code of the contract that checks such proofs on Ethereum (${system}, ${took}).`,
			native: (system: string, took: string) =>
				`By our own check of such proofs (${system}, ${took}).`,
			both: (system: string, took: string) =>
				`In two ways that agreed: by the code of the contract that checks such proofs on Ethereum, and by our own check (${system}, ${took}).`,
		},
		since: (since: string) =>
			`Every proof since ${since} was checked here. What came before rests on Ethereum's word.`,
		anchored: (since: string) =>
			`Every proof was checked here since ${since}, with which this release begins.`,
		limit:
			"That catches a forged state, not a forged deposit. It is this device's own finding: no file carries it, and nothing is signed because of it.",
	},
	notRechecked:
		"The validity proof of the newest state was not checked again on this device. That Ethereum took it is proved.",
	restsOn: "What it rests on",
	restsOnLead:
		"Contracts on Ethereum. A number of this chain is shown only while they are what is written here.",
	by: {
		release: "Comes with this release.",
		file: "Comes from a network file you accepted, in place of the one in this release.",
	},
	identity: "Profile",
	notRead: "They could not be read.",
	askEthereum: "Ask Ethereum now",
	asking: "Asking Ethereum…",
	notAsked: "Ethereum was not asked about them yet.",
	asEthereumStood: (block: string, when: string) =>
		`By proof, as Ethereum stood at block ${block}, ${when}.`,
	allAsPinned: "Ethereum says the same of all of them.",
	notAllRead: "Not all of them could be read. Ask again.",
	someDiffer: (count: number) =>
		count === 1
			? "One of them is not what is written here. Nothing new is shown or signed that rests on it. Update Sextant."
			: `${count} of them are not what is written here. Nothing new is shown or signed that rests on them. Update Sextant.`,
	contract: "Contract",
	code: "Code",
	behind: "Runs what is at",
	codeBehind: "Code there",
	byAddress: "known by its address: what is there stays",
	howKnown: {
		rebuilt: "Rebuilt from its source",
		deployment: "In the deployer's record",
		artifact: "From a published artifact, not seen on the chain",
		recorded: "In a recorded proof of the chain",
		seen: "First seen, and vouched for by nobody else",
	},
	notSaid: "How it is known is not said",
	how: "How it is known",
	howCode: "How the contract is known",
	howBehind: "How the code it runs is known",
	standing: {
		known: "Ethereum says the same",
		unread: "Could not be read",
		absent: "Nothing is there",
		upgraded: "Runs something else now",
		"other-code": "Has other code now",
		"may-change": "What is there can change",
	},
	instead: "There now",
};
