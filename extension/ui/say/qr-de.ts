// QR codes, in German.

import type { ScreenWords } from "./en.ts";

export const qrDe: ScreenWords["qr"] = {
	address: "Deine Adresse als QR-Code",
};
