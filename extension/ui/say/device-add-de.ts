// Adding a hardware wallet, in German.

import type { deviceAddEn } from "./device-add-en.ts";

export const deviceAddDe: typeof deviceAddEn = {
	add: "Hardware-Wallet",
	addSays: "Ledger, Keystone, Keycard",
	addTitle: "Hardware-Wallet hinzufügen",
	addLead:
		"Ihre Schlüssel bleiben auf ihr. Diese Wallet erfährt nur Adressen, beweist, was auf ihnen liegt, und fragt für jede Unterschrift das Gerät.",
	inTab:
		"Eine Hardware-Wallet braucht eine Seite, die offen bleibt, während du zu ihr hinsiehst.",
	openTab: "In einem Tab öffnen",
	ledger: "Ledger",
	ledgerSays: "mit dem Kabel",
	addresses: "Welche Adressen",
	likeLive: "Wie in Ledger Live",
	likePhrase: "Wie aus einer Wiederherstellungsphrase in den meisten Wallets",
	likeOld: "Wie in alten Ledger-Wallets",
	lookLead:
		"Schließ den Ledger an, entsperre ihn und öffne seine Ethereum-App. Sextant liest seine Adressen der Reihe nach, bis fünf hintereinander nie benutzt wurden. Deine Endpunkte erfahren diese Adressen, und dass sie zusammengehören.",
	look: "Konten suchen",
	looking: (places) =>
		places === 0
			? "Es wird gesucht, höchstens eine Minute"
			: `Bisher ${places} angesehen`,
	found: (used, places) =>
		used === 0
			? `Von den ersten ${places} wurde nach dem, was bewiesen ist, keines benutzt. Mit dem ersten kannst du beginnen.`
			: `${used} von den ersten ${places} ${used === 1 ? "wurde" : "wurden"} benutzt. Was hier steht, ist bewiesen.`,
	notProved:
		"Was auf diesen Adressen liegt, ließ sich jetzt nicht beweisen. Hinzufügen kannst du sie trotzdem.",
	unseen: (chains) =>
		`Auf ${chains} ließ sich nichts beweisen: Konten, die nur dort benutzt wurden, stehen hier nicht.`,
	addChosen: (count) =>
		count === 0
			? "Nichts hinzuzufügen"
			: count === 1
				? "Ein Konto hinzufügen"
				: `${count} Konten hinzufügen`,
	byQr: "Keystone oder Keycard",
	qrSays: "mit QR-Codes und einer Kamera",
	qrLead:
		"Wähle am Gerät, dass es sich mit einer Software-Wallet (oder MetaMask) verbinden soll, so dass es einen QR-Code zeigt. Halte ihn dann vor die Kamera. Deine Endpunkte erfahren seine ersten Adressen, und dass sie zusammengehören.",
	openCamera: "Die Kamera öffnen",
	camera: "Was die Kamera sieht",
	holdBefore: "Halte den Code des Geräts vor die Kamera.",
	parts: (have, of) => `${have} von ${of} Teilen gelesen.`,
	notThisCode: "Dieser Code ist nicht der, auf den gewartet wird.",
	signByQr: "An der Hardware-Wallet unterschreiben",
	showCode:
		"Scanne diesen Code mit deiner Hardware-Wallet, lies dort, was sie fragt, und unterschreibe. Zeig dann hier ihre Antwort.",
	requestCode:
		"Was zu unterschreiben ist, als QR-Code für deine Hardware-Wallet",
	scanAnswer: "Ihre Antwort scannen",
	readAnswer:
		"Halte den Code, den deine Hardware-Wallet jetzt zeigt, vor die Kamera.",
	notRead: "Das Gerät ließ sich nicht lesen.",
	notAdded: "Nicht alle wurden hinzugefügt.",
};
