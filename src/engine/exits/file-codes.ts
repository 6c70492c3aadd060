// What is said of evidence that is kept and of files that are taken in, by code.

import { messagesOf } from "../../protocol/message.ts";

export const fileCodes = {
	"kept.under-way": {},
	"kept.from-file.checked": {},
	"kept.from-file.unchecked": {},
	"import.exit.new": { title: "message", orders: "count" },
	"import.exit.known": { title: "message" },
	"import.evidence.none": {},
	"import.evidence.checked": { taken: "count", all: "count" },
	"import.evidence.some-checked": {
		taken: "count",
		all: "count",
		unchecked: "count",
	},
	"import.evidence.beside": {},
} as const;

export const fileMessage = messagesOf(fileCodes);
