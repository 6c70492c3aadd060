// What the faults of Safe accounts say, in English.

export const safeFaultsEn = {
	"safe-unknown": {
		says: "There is no Safe of a known version at this address.",
		todo: "Check the address. This wallet knows Safes of the versions 1.3.0, 1.4.1 and 1.5.0.",
	},
	"safe-layout": {
		says: "What is stored of this Safe does not fit together, so nothing about it can be trusted.",
		todo: "Do not use it from here. Somebody may have changed it in a way that hides who controls it.",
	},
	"safe-large": {
		says: "This Safe has more owners or modules than this wallet reads.",
		todo: "Use it with the software it was made with.",
	},
	"safe-unproved": {
		says: "This would use a Safe, and it came without proof of who owns that Safe.",
		todo: "Make it again. If a site asked, the site has to ask again.",
	},
	"safe-owner": {
		says: "None of your accounts that can sign is an owner of this Safe.",
		todo: "Choose an account that is an owner, or watch the Safe without signing for it.",
	},
	"safe-unlisted": {
		says: "This Safe is not on your list.",
		todo: "Add it under Accounts first.",
	},
	"safe-nonce": {
		says: "It is not this transaction's turn in the Safe, or its turn is over.",
		todo: "Carry out what comes before it first. What is over can be taken off the list.",
	},
	"safe-under-way": {
		says: "One of your accounts has sent a transaction of this Safe that is in no proved block yet. Both could be carried out.",
		todo: "Nothing was signed. Wait until that one is done, then look whether this one is still wanted.",
	},
	"safe-message": {
		says: "The site asks you to agree, as an owner, to what a Safe says, and shows only its fingerprint. What it says cannot be known from that.",
		todo: "Nothing was signed. Where you need this, sign with an account of your own in place of the Safe.",
	},
	"safe-delegate": {
		says: "This would run foreign code as the Safe itself, which could take everything in it.",
		todo: "Do not agree to it. This wallet confirms plain calls only.",
	},
	"safe-refund": {
		says: "This would pay whoever sends it out of the Safe, an amount that nobody can foretell.",
		todo: "Ask for it to be made anew without a refund.",
	},
	"safe-terms": {
		says: "This Safe transaction is made in a way this wallet does not read.",
		todo: "Make it anew, here or without extra terms.",
	},
	"safe-self": {
		says: "This would change the Safe itself: its owners, its modules or its code.",
		todo: "This wallet does not do that. Use the software the Safe was made with, and read carefully.",
	},
	"safe-opaque": {
		says: "This agrees to a transaction of a Safe by its number alone, and nobody can see which one.",
		todo: "Confirm it in this wallet's own list, where it is shown.",
	},
	"safe-nesting": {
		says: "The one Safe is no owner of the other, or each has a say in the other, or it is more than an owner there. What its agreement would mean cannot be said.",
		todo: "Nothing was signed. Look at the owners, modules and guards of both Safes.",
	},
	"safe-deep": {
		says: "This would agree through one Safe into a second and on into a third. This wallet follows a Safe's agreement into one other and no further.",
		todo: "Let an owner of the Safe in the middle agree there, in a wallet of its own.",
	},
	"safe-signature": {
		says: "A confirmation is not by an owner of this Safe, or not for this transaction.",
		todo: "Ask that owner to confirm this transaction again.",
	},
	"safe-threshold": {
		says: "Not enough owners have confirmed.",
		todo: "Send the transaction to the other owners, and import their confirmations.",
	},
} as const;
