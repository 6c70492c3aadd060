// Hardware wallets, in English.

import { deviceAddEn } from "./device-add-en.ts";

type Way = "ledger" | "qr";

export const deviceEn = {
	...deviceAddEn,
	kind: (way: Way): string =>
		way === "ledger" ? "On your Ledger" : "On a hardware wallet, by QR code",
	keyTitle: "Its key",
	keySays: (way: Way, path: string): string =>
		way === "ledger"
			? `On your Ledger, at ${path}. It never leaves it: each signature is made there.`
			: `On the hardware wallet you added by QR code, at ${path}. It never leaves it: each signature is made there.`,
	removeSays:
		"Its key stays on your hardware wallet. Nothing is lost, and you can add the account again at any time.",
	onDevice: "On your hardware wallet",
	signedThere: (way: Way): string =>
		way === "ledger"
			? "The key of this account is on your Ledger. After your yes here, it asks you once more, and signs only if you agree there too."
			: "The key of this account is on your hardware wallet. After your yes here, it reads a code from this screen, asks you once more, and signs only if you agree there too.",
	clear:
		"It will show recipient, amount and fee. Compare them with what stands here.",
	blind:
		"Your device may not be able to show what this does, and may ask you to sign blindly: then only this screen tells you. Read everything here before you go on.",
	typedBlind:
		"A Ledger with a large screen (Stax, Flex) shows each field of it. A smaller one does that only if “Raw messages” is on in the settings of its Ethereum app, and otherwise shows a hash: then what the message means stands only here. Read it all here in any case.",
	messageClear: "It will show the message. Compare it with what stands here.",
	goOnInTab: "Go on in a tab",
	signOnLedger: "Sign on your Ledger",
	prepareLedger:
		"Connect it by its cable, unlock it, and open its Ethereum app. Then let it ask you.",
	askLedger: "Ask the Ledger",
	lookAtLedger: "Look at your Ledger",
	checking: "Checking the signature",
	notSigned: "It is not signed.",
	noLedgerTitle: "This browser cannot speak to a Ledger",
	noLedgerHere:
		"A Ledger is reached by WebHID, which Firefox does not have. Chrome, Brave, Edge and other Chromium browsers do. Nothing is lost: the account stays in your wallet, and the order can be refused or left.",
	shows: "What the device shows",
	onlyHashes:
		"Your Ledger shows two hashes and not what they mean: it signs blindly. Compare both.",
	showsLater:
		"As soon as you let it ask you, it says here whether your Ledger shows the fields of this or its hashes.",
	showsFields:
		"Your Ledger shows the fields of this message one after another. Compare them with those you read here before. These are its hashes, should it show them too.",
	showsIfSet:
		"Your Ledger shows the fields of this message if “Raw messages” is on in the settings of its Ethereum app. Otherwise it shows who the message is for, and the message hash: then it signs blindly, so compare that hash.",
	byHashesSays:
		"It did not take the fields of this message. It can be shown two hashes in their place, and then signs blindly. Do that only if you understood here what you sign.",
	byHashes: "Show it the two hashes",
	domainHash: "Domain hash",
	messageHash: "Message hash",
	showsText: (bytes: string) =>
		`The text that stood on the screen before, ${bytes} bytes of it, or its hash where it is long.`,
	bothMatch:
		"Both must be the same. If anything differs, refuse it on the device.",
	twice:
		"It asks you twice: first whether the account may run that code, then for the transaction that says so. It takes only contracts that Ledger lists, and only with “Smart accounts” turned on in the settings of its Ethereum app; to take code back it needs no list.",
	noDelegation:
		"A hardware wallet with QR codes cannot sign this: none of its codes carries it. Refuse it here.",
	delegate: "Delegate",
	revokes: "Delegation",
	revokesSays: "taken back (revocation)",
	oldType:
		"This is a transaction of an older kind (type 1). Keystone does not sign it; another device may.",
	placeOf: (path: string) => `Signed with the key at ${path}.`,
	to: "To",
	amount: "Amount",
	mostFee: "Fee, at most",
	data: "Data",
	dataBytes: (bytes: string) =>
		`${bytes} bytes, of which it may show nothing but that they are there`,
	chain: "Network",
};
