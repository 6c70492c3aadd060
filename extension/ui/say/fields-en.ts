// What is wrong with what is typed, and what is missing before the first use, in English.

export const fieldsEn = {
	anAddressStartsWith0x: "An address starts with 0x.",
	itContainsACharacterThatNo:
		"It contains a character that no address can have.",
	anAddressHas42CharactersThis: (textCount: number) =>
		`An address has 42 characters. This has ${textCount}.`,
	oneCharacterIsWrongTheCapitals:
		"One character is wrong: the capitals do not match the rest.",
	hasThisAddressAlready: (name: string) =>
		`“${name}” has this address already.`,
	anotherOneHasThisName: "Another one has this name.",
	thisIsNotAFullAddress: "This is not a full address. It starts with https://.",
	leaveNameAndPasswordOutOf: "Leave name and password out of the address.",
	onlyHttpsIsAllowedOrHttp:
		"Only https:// is allowed, or http:// on this computer.",
	notSetUpYet: "not set up yet",
	setItUp: "Set it up",
	sextantChecksEthereumItselfAnd:
		"Sextant checks Ethereum itself and believes nothing it did not check.",
	fourThingsAreNeededANetwork:
		"Four things are needed: a network, endpoints of your choice, a key, and a checkpoint to start from. Nothing leaves this device before you have chosen the endpoints.",
	confirmThisNetwork: "Confirm this network",
	moreThanProved: (funds: string | null, isUnderWay: boolean): string =>
		`More than ${funds === null ? "what is" : `the ${funds} that are`} proved${isUnderWay ? " and not under way" : ""}.`,
};
