// What is said, in English: plain and calm, for somebody who may be frightened.

import type { Words } from "../protocol/message.ts";
import type { generalCodes } from "./codes.ts";

export const en: Words<typeof generalCodes> = {
	"site.unlock":
		"is connected already, and waits for you to unlock this wallet",
	"site.connect": "asks to see your account {account}",
	"site.balance": "asks for the proved balance of {account}",
	"site.switch-chain": "asks to switch to chain {chain}",
	"site.send": "asks you to send a payment",
};
