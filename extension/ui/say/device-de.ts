// Hardware wallets, in German.

import type { ScreenWords } from "./en.ts";

export const deviceDe: ScreenWords["device"] = {
	kind: (way) =>
		`Auf einer Hardware-Wallet (${way === "ledger" ? "Ledger" : "QR"})`,
	keyTitle: "Sein Schlüssel",
	keySays: (way, path) =>
		way === "ledger"
			? `Auf deinem Ledger, bei ${path}. Er verlässt ihn nie: Jede Unterschrift entsteht dort.`
			: `Auf der Hardware-Wallet, die du über QR-Codes hinzugefügt hast, bei ${path}. Er verlässt sie nie: Jede Unterschrift entsteht dort.`,
	removeSays:
		"Sein Schlüssel bleibt auf deiner Hardware-Wallet. Nichts geht verloren, und du kannst das Konto jederzeit wieder hinzufügen.",
};
