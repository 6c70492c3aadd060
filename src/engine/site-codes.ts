// What a site asks the person for, by code: what it is follows the site's name in a sentence.

import { messagesOf } from "../protocol/message.ts";

export const siteCodes = {
	"site.unlock": {},
	"site.connect": { account: "address" },
	"site.balance": { account: "address" },
	"site.switch-chain": { chain: "number" },
	"site.batch": { calls: "count" },
	"site.batch-status": {},
	"site.send": {},
	"site.sign": {},
} as const;

export const siteMessage = messagesOf(siteCodes);
