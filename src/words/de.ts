// What is said, in German.

import type { Words } from "../protocol/message.ts";
import type { generalCodes } from "./codes.ts";

export const de: Words<typeof generalCodes> = {
	"site.unlock":
		"ist schon verbunden und wartet darauf, dass Sie diese Wallet entsperren",
	"site.connect": "möchte Ihr Konto {account} sehen",
	"site.balance": "fragt nach dem bewiesenen Guthaben von {account}",
	"site.switch-chain": "möchte zur Chain {chain} wechseln",
	"site.send": "bittet Sie, eine Zahlung zu senden",
};
