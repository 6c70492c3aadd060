// Pictures through a gateway, in English.

export const gatewaysEn = {
	askSomebody: "Ask somebody who serves it",
	who: "Who should be asked?",
	own: "Another one",
	address: "Its address",
	noAddress: "This is not a full address. It starts with https://.",
	learns:
		"Whoever is asked learns your internet address and which picture you look at, and can guess from that what you hold. They are asked when you click, and not otherwise.",
	choose: "Use this one",
	another: "Choose another",
	fetch: (host: string) => `Fetch it from ${host}`,
	pictureOf: (name: string) => `${name}, as it was served`,
	named:
		"This is the picture that the collection names: its name is the hash of it, and was checked here. A picture proves nothing all the same: anybody can copy one.",
	notProved: (host: string) =>
		`Not proved: this is a picture from ${host}. Whether it is the one that the collection names was not checked.`,
	changed: "The collection names another place by now. Look again.",
};
