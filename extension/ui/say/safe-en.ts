// Safe accounts, in English: several owners, of whom some have to agree.

export const safeEn = {
	// --- what a Safe does, where something is signed
	carryOut: "Carry it out",
	does: "What the Safe does",
	pays: "Pays",
	sends: "Sends",
	units: (amount: string) => `${amount} smallest units`,
	ofToken: "Of the token",
	to: "To",
	calls: "Calls",
	callData: "Data of the call",
	bytes: (count: string) => `${count} bytes`,
	cancels:
		"Nothing. It uses up this number, so that no other transaction with the same number can be carried out.",
	theSafe: "The Safe",
	number: "Number",
	hash: "Hash",
	agreed: "Have agreed",
	nested:
		"It lets this Safe's yes count for one transaction of another Safe, of which it is an owner. It does nothing else.",
	nestedStays:
		"This Safe's yes does not run out and cannot be taken back: whoever is an owner of the other Safe can use it when the number comes there, together with those of the others.",
	whoseYes: "Whose yes",
	countsIn: "Counts in",
	otherDoes: "For this alone, which the other Safe then does:",
	theOther: "The Safe in which it counts",
	theInner: "The Safe that agrees",
	throughIt: "Through this Safe",
	throughSays:
		"Your account is no owner of the Safe that acts, but of this one, which is. Nothing rests on your account's own word.",
	ownersOf: (threshold: number, owners: number) =>
		`${threshold} of ${owners} owners have to agree`,
	safeNotYours:
		"What follows is about the Safe and not about your account. Your account pays the fee and nothing else.",
	fromSafe: "out of the Safe",
	safeFee: "for the fee, from your account",
	modulesWarn: "Can do anything with this Safe, and asks no owner (a module):",
	guardWarn: "Is asked before each transaction, and can stop it (a guard):",
	moduleGuardWarn: "Is asked before a module acts (a guard of modules):",
	handlerWarn:
		"Answers calls for this Safe, and is none of Safe's own that this wallet knows. Whoever calls the Safe may act through it as the Safe:",
	hidden:
		"Whoever set a Safe up can have given it owners or modules that are on no list. If you did not make it, ask who did.",

	// --- the Safe itself
	title: "Safe",
	add: "A Safe",
	addSays: "an account of several owners",
	addTitle: "Add a Safe",
	addLead:
		"A Safe is an account that several owners share. Enter its address: who owns it is proved, and no service of Safe's is asked. Your endpoints learn that you look at it.",
	address: "Address",
	look: "Look",
	looking: "Proving who owns it",
	notRead: "The Safe could not be read.",
	notYours:
		"None of your accounts that can sign is an owner. You can watch the address, and do nothing for it.",
	yours: (accounts: number): string =>
		accounts === 1
			? "You are an owner, with this account:"
			: "You are an owner, with these accounts:",
	yoursThrough:
		"You have a say in it as an owner of this Safe, which is one of its owners:",
	addIt: "Add this Safe",
	notAdded: "The Safe was not added.",
	owners: "Owners",
	you: "you",
	version: "Version",
	next: "Its next number",
	rules: "Who decides",
	changedTitle: "This Safe has changed since you last looked",
	ownersCame: "New owner:",
	ownersLeft: "No owner any more:",
	thresholdWas: (was: number, is: number) =>
		`${was} owners had to agree, now ${is}.`,
	modulesCame: "New module, which can do anything:",
	modulesLeft: "No module any more:",
	guardChanged: "The guard is another one than before, a new one, or gone.",
	codeChanged: "The Safe runs another code than before.",
	handlerChanged: "Another contract answers calls for it.",
	changedAsk:
		"If you do not know why, ask the other owners before you agree to anything.",
	seen: "I know why",
	waiting: "Waiting transactions",
	noneWaiting: "Nothing waits in this Safe.",
	send: "Send from this Safe",
	import: "Open a file of another owner",
	importing: "Checking it",
	tooLarge: "This is no file of a Safe transaction.",
	notImported: "Nothing was taken from the file.",
	holdings: "See what it holds",
	manage: "Owners and transactions",
	forget: "Take it off the list",
	forgetSays:
		"Nothing changes in the Safe itself. Agreements that are kept here are gone.",
	forgetYes: "Take it off",
	keepIt: "Keep it",
	notForgotten: "It stays on the list.",

	// --- sending
	sendLead:
		"This writes down what the Safe is to do. Nothing leaves before enough owners have agreed and one of them carries it out.",
	what: "What",
	amount: "Amount",
	notAmount: "This is no amount.",
	tooMuch: "More than is proved in the Safe.",
	noSources: "What the Safe holds is not proved yet. A moment.",
	write: "Write it down",
	notWritten: "It was not written down.",

	// --- one transaction
	txTitle: "Safe transaction",
	txRow: (number: string) => `Number ${number}`,
	confirmedOf: (confirmed: number, threshold: number) =>
		`${confirmed} of ${threshold} needed have agreed`,
	hasAgreed: "has agreed",
	agreedOnChain: "has agreed on Ethereum, proved",
	notAgreed: "has not agreed here",
	aContract: "a contract",
	anotherSafe: "another Safe",
	contractAgrees:
		"An owner that is a contract agrees by a transaction of its own (approveHash), as another Safe does once its owners decided that. This wallet makes only a Safe do so that is on your list and of which an account of yours is an owner. Where that is not so: with the software that you use for that contract, let it call this Safe, with no coins and with the data below. They name this one transaction and do nothing else. Once that is in a block, it is read here by proof and counts.",
	nestSays:
		"An owner here is a Safe on your list. It agrees by a transaction of its own: that is written down in it, its owners decide it there like any other, and one of them carries it out. Once that is in a block, its yes is read here by proof and counts.",
	nestIn: (safe: string) => `Let ${safe} agree`,
	notNested: "Nothing was written down in that Safe.",
	lapsed: (count: number) =>
		count === 1
			? "One agreement that is kept here counts no more: who gave it is no owner now."
			: `${count} agreements that are kept here count no more: who gave them are no owners now.`,
	turnNow: "It is its turn.",
	turnLater: (number: string) =>
		`Its turn comes after the numbers before it. The Safe is at ${number}.`,
	turnOver:
		"Its number is used up: it was carried out, or another one with the same number was.",
	rival:
		"Another transaction on the list has the same number. Only one of them can be carried out.",
	agreeWith: (account: string) => `Agree as ${account}`,
	notAsked: "You were not asked to agree.",
	orOnChain:
		"In place of a signature, an owner can agree by a transaction of its own. It costs a fee, everybody sees it, and it counts wherever the Safe is looked at, with no file to pass on.",
	agreeOnChainWith: (account: string) => `Agree on Ethereum as ${account}`,
	agreesOnChain:
		"With this transaction you agree, as an owner, to what the Safe does below. Nothing of it is done yet. Your agreement does not run out and cannot be taken back: whoever is an owner can use it when its number comes, together with those of the others.",
	agreesNestedOnChain:
		"With this transaction you agree, as an owner, that the Safe agrees in another Safe to what is below. Nothing of it is done yet, neither there nor here. Your agreement does not run out and cannot be taken back.",
	save: "Save it for the other owners",
	notSaved: "The file was not saved.",
	shareSays:
		"Give the file to the other owners by any way you like. It holds what the Safe is to do and who has agreed, and no secret.",
	executeSays:
		"One of the owners carries it out and pays the fee. Where several have to agree, that counts as this owner's agreement too.",
	executeAs: (account: string) => `Carry it out as ${account}`,
	notExecuted: "It was not carried out.",
	cancelIt: "Use up this number instead",
	cancelSays:
		"Makes another transaction with the same number that does nothing. Carried out first, it stops this one for good.",
	remove: "Remove from the list",
	gone: "It is not on the list any more.",

	// --- agreeing
	agreeTitle: "Agree to this?",
	agreeing: "Checking again, signing",
	agree: "Agree",
	refuse: "Refuse",
	asAccount: "You agree as",
	agreeSays:
		"Your agreement does not run out. Whoever has it can use it when its number comes, together with those of the other owners.",
	agreeNestedSays:
		"Your agreement does not run out. With those of the other owners it lets this Safe agree in the other one, and that agreement cannot be taken back there.",
	notChecked: "The signer is reading it.",
	notAgreedFault: "You have not agreed.",
	agreedTitle: "You have agreed",
	agreedLead:
		"Your agreement is kept here. Save it for the other owners, or carry it out when enough have agreed.",
	done: "Done",
	back: "Back",
	restsOn: (slot: string) =>
		`The owners and the number are proved by the signer itself, on the head of slot ${slot}.`,
};
