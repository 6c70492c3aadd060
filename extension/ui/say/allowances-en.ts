// Who may take what of an account, in English.

export const allowancesEn = {
	title: "Allowances",
	under: "who may take your tokens",
	lead: "An allowance lets a contract take your tokens without asking you again. Here is who may take what, asked of the tokens themselves and proved on this device.",
	chain: "Network",
	look: "Look now",
	again: "Look again",
	looking: "Asking each token. This can take a minute.",
	failed: "The allowances could not be read.",
	none: "Nobody that was asked about may take anything.",
	found: "May take your tokens",
	all: "everything in this collection",
	one: (item: string) => `Number ${item} of this collection`,
	unlimited: "No limit",
	upTo: "Up to",
	units: (amount: string) => `${amount} of its smallest units`,
	until: (time: string) => `until ${time}`,
	byPermit2: "through Permit2",
	unknownSpender: "A contract that is on no list here",
	token: "Token",
	spender: "Who may take it",
	why: "Why it is so",
	provedAt: (block: string) => `proved at block ${block}`,
	revoke: "Take it back",
	revokeLabel: (token: string, spender: string) =>
		`Take it back: what ${spender} may take of ${token}`,
	notMade: "The order to take it back was not made.",
	costs:
		"Taking one back is a transaction of its own: it costs its fee and moves nothing.",
	basis: "What was looked for",
	asked: (tokens: string, spenders: string, asked: string) =>
		`${asked} answers, of ${tokens} tokens and ${spenders} contracts: those you allowed from this device, and those that people often allow.`,
	unread: (count: string) =>
		`${count} questions got no answer. What is allowed there is not known.`,
	left: (count: string) =>
		`${count} more were left out, because one look has room for no more.`,
	notAll:
		"This list is not complete. What another device or wallet allowed to a contract that is on no list here is not looked for. Of single collectibles those are asked about that are on your list or that you allowed from here; some older collections give no answer to that.",
	permit2Says:
		"What Permit2 keeps is looked at for tokens that Permit2 may take.",
};
