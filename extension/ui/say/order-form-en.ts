// What is special about a transaction's form, in English.

export const orderFormEn = {
	creates: "It creates a contract, which will be at",
	createsSays:
		"The signer computed this address itself. Nothing is there yet. What the contract can do later, its code decides.",
	createsDeed: "Create the contract",
	createsRow: "New contract",
	createsAsked: (bytes: string) =>
		`Create a contract from ${bytes} bytes of code`,
	title: "Form of the transaction",
	older: (type: number) =>
		`Type ${type}, as the site asked: one price for gas, which is paid whole. Nothing of it comes back but for gas that is not used.`,
	lists: (count: string) =>
		`It names ${count} addresses that it will read. That changes what it costs and nothing else.`,
	slots: (count: string) => `${count} slots of`,
};
