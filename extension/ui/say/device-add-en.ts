// Adding a hardware wallet, in English.

export const deviceAddEn = {
	add: "Hardware wallet",
	addSays: "Ledger, Keystone, Keycard",
	addTitle: "Add a hardware wallet",
	addLead:
		"Its keys stay on it. This wallet learns addresses alone, proves what they hold, and asks the device for each signature.",
	inTab: "A hardware wallet needs a page that stays open while you turn to it.",
	openTab: "Open it in a tab",
	ledger: "Ledger",
	ledgerSays: "by cable",
	addresses: "Which addresses",
	likeLive: "As in Ledger Live",
	likePhrase: "As from a recovery phrase in most wallets",
	likeOld: "As in old Ledger wallets",
	lookLead:
		"Connect the Ledger, unlock it, and open its Ethereum app. Sextant reads its addresses in order, until five in a row were never used. Your endpoints learn these addresses, and that they belong together.",
	look: "Look for accounts",
	looking: (places: number) =>
		places === 0 ? "Looking, a minute at most" : `Looked at ${places} so far`,
	found: (used: number, places: number) =>
		used === 0
			? `None of the first ${places} was used, by what is proved. The first is there to begin with.`
			: `${used} of the first ${places} ${used === 1 ? "was" : "were"} used. What stands here is proved.`,
	notProved:
		"What these addresses hold could not be proved now. You can add them all the same.",
	unseen: (chains: string) =>
		`Nothing could be proved on ${chains}: accounts that were used there alone are not listed.`,
	addChosen: (count: number) =>
		count === 0
			? "Nothing to add"
			: count === 1
				? "Add one account"
				: `Add ${count} accounts`,
	byQr: "Keystone or Keycard",
	qrSays: "by QR codes and a camera",
	qrLead:
		"On the device, choose to connect a software wallet (or MetaMask), so that it shows a QR code. Then hold it before the camera. Your endpoints learn its first addresses, and that they belong together.",
	openCamera: "Open the camera",
	camera: "What the camera sees",
	holdBefore: "Hold the code of the device before the camera.",
	parts: (have: number, of: number) => `${have} of ${of} parts read.`,
	notThisCode: "This code is not the one that is awaited.",
	signByQr: "Sign on your hardware wallet",
	showCode:
		"Scan this code with your hardware wallet, read there what it asks, and sign. Then show its answer here.",
	requestCode: "What is to be signed, as a QR code for your hardware wallet",
	scanAnswer: "Scan its answer",
	readAnswer:
		"Hold the code that your hardware wallet shows now before the camera.",
	notRead: "The device could not be read.",
	notAdded: "Not all were added.",
};
