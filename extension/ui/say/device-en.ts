// Hardware wallets, in English.

type Way = "ledger" | "qr";

const by = (way: Way): string => (way === "ledger" ? "Ledger" : "QR");

export const deviceEn = {
	kind: (way: Way) => `On a hardware wallet (${by(way)})`,
	keyTitle: "Its key",
	keySays: (way: Way, path: string) =>
		way === "ledger"
			? `On your Ledger, at ${path}. It never leaves it: each signature is made there.`
			: `On the hardware wallet you added by QR code, at ${path}. It never leaves it: each signature is made there.`,
	removeSays:
		"Its key stays on your hardware wallet. Nothing is lost, and you can add the account again at any time.",
};
