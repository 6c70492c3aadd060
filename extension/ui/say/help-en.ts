// The ways on from a fault, in English: each names the screen it leads to.

export const helpEn = {
	endpoints: "To your endpoints",
	network: "To the networks",
	checkpoint: "To a new checkpoint",
	accounts: "To your accounts",
	activity: "To what is under way",
	token: "To your tokens",
	home: "To the first screen",
	delegation: "To the delegation",
	sites: "To your sites",
};
