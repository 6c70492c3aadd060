// Whose code an account runs, in English.

export const delegationEn = {
	title: "Code of another contract",
	says: "whose code your account runs",
	lead: "An account can run the code of a contract on Ethereum (EIP-7702). Most people need none.",
	now: "Your account now",
	looking: "Asking for the proof",
	notKnown: "What your account runs could not be proved now.",
	runsNone: "It runs nobody's code. That is the usual state.",
	runs: "It runs the code of",
	runsOther:
		"It has code that is no delegation. This wallet changes nothing about it.",
	proved: (block: string) => `Proved at block ${block}.`,
	takeBack: "Take it back",
	takeBackSays:
		"If you take it back, your account runs nobody's code again. That costs a fee and nothing else.",
	other: "Let it run other code",
	warn: "Whoever controls that contract can then take everything this account has, tokens too, without asking again.",
	sends:
		"As long as it runs other code, this wallet sends nothing from the account. Take it back first.",
	chain:
		"It holds on this chain alone. A delegation for all chains is never signed here.",
	address: "Address of the contract",
	make: "Look at it before I sign",
	making: "Proving its code",
	notMade: "Nothing was made.",
	// in an approval and in lists
	deedSet: "Let this code run",
	whoseCode: "whose code runs",
	deedBack: "Take the code back",
	asked: "What it does",
	from: "Runs now",
	to: "Runs then",
	nobody: "nobody's code",
	hash: "Hash of that code, proved",
	bytes: (count: string) => `${count} bytes of code`,
	harmless: "The most you can lose by this is the fee.",
	reads: (to: string) => `Run the code of ${to}`,
	readsBack: "Run nobody's code any more",
};
