// What the checks of an OP rollup and its watch say, by code.

import { messagesOf } from "../../../protocol/message.ts";

export const opCodes = {
	"op.force.title": {},
	"op.force.what": { what: "amount", chain: "title" },
	"op.force.window": { window: "duration" },
	"op.force.gas": {},
	"op.force.too-little": {},
	"op.prove.title": {},
	"op.prove.what": { what: "amount", chain: "title" },
	"op.prove.root": { game: "number" },
	"op.prove.wait": { wait: "duration" },
	"op.resolve-claim.title": {},
	"op.resolve-claim.what": { game: "address" },
	"op.resolve-claim.anybody": {},
	"op.resolve.title": {},
	"op.resolve.what": { game: "address" },
	"op.resolve.wait": { wait: "duration" },
	"op.propose.title": {},
	"op.propose.what": { chain: "title", root: "hash", block: "number" },
	"op.propose.bond": { bond: "amount", wait: "duration" },
	"op.propose.not-run": {},
	"op.finalize.title": {},
	"op.finalize.what": { what: "amount" },
	"op.finalize.other-proof": { submitter: "address" },
	"op.relay.title": {},
	"op.relay.what": { what: "amount" },
	"op.bond.title": {},
	"op.bond.what": { what: "amount" },
	"op.notice.other-game": { now: "number", known: "number" },
	"op.notice.games-retired": {},
	"op.notice.game-blacklisted": {},
} as const;

export const opMessage = messagesOf(opCodes);
