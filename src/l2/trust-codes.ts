// What one still has to trust for a number, by code: each by what stands behind a root, whatever chain it is of.

import { messagesOf } from "../protocol/message.ts";

export const trustCodes = {
	"trust.checkpoint": {},
	"trust.committee": { least: "count", of: "count" },
	"trust.l1": { l1: "message" },
	"trust.proposed-root": { l1: "message" },
	"trust.proposed-root.proved": { l1: "message" },
	"trust.development-prover": { l1: "message" },
	"trust.unchecked-proof.upgradeable": { l1: "message" },
	"trust.unchecked-proof": { l1: "message" },
	"trust.rechecked": { l1: "message" },
} as const;

export const trustMessage = messagesOf(trustCodes);
