// The faults that a site's page meets before anything has reached the wallet, in English: the script in the page carries these
// and no others.

export const pageFaultsEn = {
	"bad-params": {
		says: "The request has a field of the wrong shape.",
		todo: "Correct the field named below. If a site asked, the site has to do it.",
	},
	"too-many": {
		says: "Too much is being asked at once.",
		todo: "Wait a moment.",
	},
	internal: {
		says: "Sextant made a mistake.",
		todo: "Please report it with the words below.",
	},
	unreachable: {
		says: "The endpoint does not answer.",
		todo: "Check the connection or add another endpoint.",
	},
	"unverifiable-method": {
		says: "Sextant cannot prove an answer to this question of a site yet, so it gives none.",
		todo: "The site can ask in another way that can be proved. It was told nothing.",
	},
} as const;
