// What an endpoint did when it was tried out, by code.

import { messagesOf } from "../protocol/message.ts";

export const trialCodes = {
	"trial.headers": {},
	"trial.newest-header": { age: "duration" },
	"trial.behind": { age: "duration" },
	"trial.ahead": {},
	"trial.no-light-data": {},
	"trial.no-updates": {},
	"trial.no-bootstrap": {},
	"trial.start": {},
	"trial.no-start": {},
	"trial.proofs": { blocks: "count" },
	"trial.proofs-newest": {},
	"trial.no-proofs": {},
	"trial.lacks": { methods: "text" },
	"trial.relay": {},
	"trial.layer": {},
	"trial.at-root": {},
	"trial.not-at-root": {},
	"trial.other-chain": { chain: "title" },
	"trial.other-chain-id": { chain: "number" },
	"trial.unknown-chain": {},
	"trial.is-execution": {},
	"trial.is-beacon": {},
	"trial.silent": {},
	"trial.slow": { limit: "duration" },
	"trial.denied": {},
	"trial.status": { status: "number" },
	"trial.asks-key": { status: "number" },
	"trial.too-often": {},
	"trial.nonsense": { what: "message" },
	"trial.stopped": {},
} as const;

export const trialCode = messagesOf(trialCodes);
