// Hardware wallets, in German.

import { deviceAddDe } from "./device-add-de.ts";
import type { ScreenWords } from "./en.ts";

export const deviceDe: ScreenWords["device"] = {
	...deviceAddDe,
	kind: (way) =>
		way === "ledger"
			? "Auf deinem Ledger"
			: "Auf einer Hardware-Wallet, über QR-Codes",
	keyTitle: "Sein Schlüssel",
	keySays: (way, path) =>
		way === "ledger"
			? `Auf deinem Ledger, bei ${path}. Er verlässt ihn nie: Jede Unterschrift entsteht dort.`
			: `Auf der Hardware-Wallet, die du über QR-Codes hinzugefügt hast, bei ${path}. Er verlässt sie nie: Jede Unterschrift entsteht dort.`,
	removeSays:
		"Sein Schlüssel bleibt auf deiner Hardware-Wallet. Nichts geht verloren, und du kannst das Konto jederzeit wieder hinzufügen.",
	onDevice: "Auf deiner Hardware-Wallet",
	signedThere: (way) =>
		way === "ledger"
			? "Der Schlüssel dieses Kontos liegt auf deinem Ledger. Nach deinem Ja hier fragt er dich noch einmal und unterschreibt nur, wenn du auch dort zustimmst."
			: "Der Schlüssel dieses Kontos liegt auf deiner Hardware-Wallet. Nach deinem Ja hier liest sie einen Code von diesem Bildschirm, fragt dich noch einmal und unterschreibt nur, wenn du auch dort zustimmst.",
	clear:
		"Sie zeigt Empfänger, Betrag und Gebühr. Vergleiche sie mit dem, was hier steht.",
	blind:
		"Vielleicht kann dein Gerät nicht zeigen, was das bewirkt, und bittet dich, blind zu unterschreiben: Dann sagt es dir nur dieser Bildschirm. Lies hier alles, bevor du weitergehst.",
	typedBlind:
		"Ein Ledger mit großem Bildschirm (Stax, Flex) zeigt jedes Feld davon. Ein kleinerer tut das nur, wenn in den Einstellungen seiner Ethereum-App „Raw messages“ an ist, und zeigt sonst einen Hash: Dann steht nur hier, was die Nachricht bedeutet. Lies hier in jedem Fall alles.",
	messageClear:
		"Sie zeigt die Nachricht. Vergleiche sie mit dem, was hier steht.",
	goOnInTab: "In einem Tab weiter",
	signOnLedger: "Am Ledger unterschreiben",
	prepareLedger:
		"Schließ ihn mit dem Kabel an, entsperre ihn und öffne seine Ethereum-App. Dann lass dich von ihm fragen.",
	askLedger: "Den Ledger fragen",
	lookAtLedger: "Sieh auf deinen Ledger",
	checking: "Die Unterschrift wird geprüft",
	notSigned: "Es ist nicht unterschrieben.",
	noLedgerTitle: "Dieser Browser kann nicht mit einem Ledger sprechen",
	noLedgerHere:
		"Ein Ledger wird über WebHID erreicht, das Firefox nicht hat. Chrome, Brave, Edge und andere Chromium-Browser haben es. Nichts ist verloren: Das Konto bleibt in deiner Wallet, und den Auftrag kannst du ablehnen oder liegen lassen.",
	shows: "Was das Gerät zeigt",
	onlyHashes:
		"Dein Ledger zeigt zwei Hashes und nicht, was sie bedeuten: Er unterschreibt blind. Vergleiche beide.",
	showsLater:
		"Sobald du dich von ihm fragen lässt, steht hier, ob dein Ledger die Felder davon zeigt oder die Hashes.",
	showsFields:
		"Dein Ledger zeigt die Felder dieser Nachricht, eines nach dem anderen. Vergleiche sie mit denen, die du vorher hier gelesen hast. Dies sind ihre Hashes, falls er sie auch zeigt.",
	showsIfSet:
		"Dein Ledger zeigt die Felder dieser Nachricht, wenn in den Einstellungen seiner Ethereum-App „Raw messages“ an ist. Sonst zeigt er, für wen sie ist, und den Hash der Nachricht: Dann unterschreibt er blind, also vergleiche diesen Hash.",
	byHashesSays:
		"Er hat die Felder dieser Nachricht nicht angenommen. An ihrer Stelle lassen sich ihm zwei Hashes zeigen; dann unterschreibt er blind. Tu das nur, wenn du hier verstanden hast, was du unterschreibst.",
	byHashes: "Ihm die beiden Hashes zeigen",
	domainHash: "Hash der Domäne (domain hash)",
	messageHash: "Hash der Nachricht (message hash)",
	showsText: (bytes) =>
		`Den Text, der vorher auf dem Bildschirm stand, ${bytes} Bytes davon, oder seinen Hash, wenn er lang ist.`,
	bothMatch: "Beides muss gleich sein. Weicht etwas ab, lehne es am Gerät ab.",
	twice:
		"Er fragt dich zweimal: erst, ob das Konto diesen Code ausführen darf, dann nach der Transaktion, die das sagt. Er nimmt nur Verträge, die Ledger führt, und nur, wenn in den Einstellungen seiner Ethereum-App „Smart accounts“ an ist; um Code zurückzunehmen, braucht er keine Liste.",
	noDelegation:
		"Eine Hardware-Wallet mit QR-Codes kann das nicht unterschreiben: Keiner ihrer Codes trägt es. Lehne es hier ab.",
	delegate: "Delegate (wessen Code)",
	revokes: "Delegation",
	revokesSays: "zurückgenommen (revocation)",
	oldType:
		"Das ist eine Transaktion älterer Art (Typ 1). Keystone unterschreibt sie nicht; ein anderes Gerät vielleicht.",
	placeOf: (path) => `Unterschrieben mit dem Schlüssel bei ${path}.`,
	to: "An",
	amount: "Betrag",
	mostFee: "Gebühr, höchstens",
	data: "Daten",
	dataBytes: (bytes) =>
		`${bytes} Bytes, von denen sie vielleicht nur zeigt, dass es sie gibt`,
	chain: "Netz",
};
