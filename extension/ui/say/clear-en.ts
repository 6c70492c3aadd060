// What a call or a message says by a description that ships, in English.

export const clearEn = {
	inWords: "In plain words",
	by: (owner: string) =>
		`The signer read this by the description of ${owner} that ships with this wallet. What the contract really does, its code decides.`,
	byStandard:
		"The signer read this by a standard that the contract may follow or not. What it really does, its code decides.",
	unfit: (owner: string) =>
		`This contract is known here as ${owner}, but what is asked does not fit its description. So nothing is put in plain words; read what stands below.`,
	rest: "The rest of the data, as it stands",
	unlimited: "Unlimited",
	units: (amount: string) => `${amount} smallest units of the token`,
	yours: "your own account",
	own: "the account that acts",
	yes: "yes",
	no: "no",
	empty: "empty",
	item: (id: string) => `number ${id} of the collection`,
	block: (number: string) => `block ${number}`,
	forEver: "for ever",
	aCallOf: "a call of",
	bytes: "bytes",
};
