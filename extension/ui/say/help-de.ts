// The ways on from a fault, in German.

import type { ScreenWords } from "./en.ts";

export const helpDe: ScreenWords["help"] = {
	endpoints: "Zu deinen Endpunkten",
	network: "Zu den Netzwerken",
	checkpoint: "Zu einem neuen Checkpoint",
	accounts: "Zu deinen Konten",
	activity: "Zu dem, was unterwegs ist",
	token: "Zu deinen Tokens",
	home: "Zum ersten Bildschirm",
	delegation: "Zur Delegation",
	sites: "Zu deinen Websites",
};
