// What is said of ways out and of the layers they lead from, by code.

import { messagesOf } from "../protocol/message.ts";

/** What any way out says of the order at one of its stages. */
export const stageCodes = {
	"stage.on-its-way.transaction": {},
	"stage.on-its-way.proof": {},
	"stage.on-its-way.proposal": {},
	"stage.undone.transaction": { block: "number" },
	"stage.undone.proof": { block: "number" },
	"stage.undone.proposal": { block: "number" },
	"stage.unknown": {},
	/** One after the other, where one message is taken. */
	"stage.several": { all: "messages" },
	"stage.last.lost": {},
	"stage.last.over": {},
	"stage.last.failed": {},
} as const;
export const stageMessage = messagesOf(stageCodes);

/** What the watch says of how alive a rollup is. */
export const stallCodes = {
	"stall.unknown.clock": {},
	"stall.unknown.offline": {},
	"stall.unknown.syncing": {},
	"stall.unknown.l1-stale": {},
	"stall.unknown.no-proofs": {},
	"stall.unknown.first-look": {},
	"stall.unknown.away": {},
	"stall.not-visible": {},
	"stall.not-judged": {},
	"stall.blind.posting": {},
	"stall.blind.on-demand": {},
	"stall.blind.watched": {},
	"stall.frozen": {},
	"stall.paused": {},
	"stall.enforced": {},
	"stall.past-deadline": { late: "duration" },
	"stall.cadence.batch.operator": { every: "duration" },
	"stall.cadence.batch.other": { every: "duration" },
	"stall.cadence.root.operator": { every: "duration" },
	"stall.cadence.root.other": { every: "duration" },
	"stall.sign.named": { time: "duration" },
	"stall.sign.batch.idle": {},
	"stall.sign.root.idle": {},
	"stall.sign.batch.silent": { time: "duration" },
	"stall.sign.root.silent": { time: "duration" },
	"stall.sign.batch.unknown": {},
	"stall.sign.root.unknown": {},
	"stall.sign.batch.new": {},
	"stall.sign.root.new": {},
	"stall.silent.named.stalled": { time: "duration", bound: "duration" },
	"stall.silent.named.late": { time: "duration", bound: "duration" },
	"stall.silent.batch.stalled": { time: "duration", bound: "duration" },
	"stall.silent.batch.late": { time: "duration", bound: "duration" },
	"stall.silent.root.stalled": { time: "duration", bound: "duration" },
	"stall.silent.root.late": { time: "duration", bound: "duration" },
	"stall.not-final": {},
	"stall.against.data": {},
	"stall.against.roots": {},
	"stall.against.fees": {},
	"stall.against.blocks": {},
	"stall.against.proposers": {},
	"stall.against.named": {},
	"stall.alive.idle": {},
	"stall.alive.batch": { late: "duration" },
	"stall.alive.root": { late: "duration" },
} as const;
export const stallMessage = messagesOf(stallCodes);

/** What is said of ways out before one is begun, where it is of no one kind. */
export const offerCodes = {
	/** A way that has its name as a text. */
	"way.named": { title: "text" },
	/** An exit by a way that this release does not know. */
	"way.unknown": { way: "text" },
	"rehearsal.same-steps": {},
} as const;
export const offerMessage = messagesOf(offerCodes);

/** What is told of a rollup's contracts on L1: changed code, announced changes, who can make them, what has a time. */
export const contractAlertCodes = {
	"notice.absent": { contract: "text" },
	"notice.unnamed-proxy": { contract: "text", to: "address" },
	"notice.unnamed-proxy.nowhere": { contract: "text" },
	"notice.upgraded": { contract: "text", to: "address" },
	"notice.upgraded.nowhere": { contract: "text" },
	"notice.other-code": { contract: "text" },
	"notice.upgrade-done": { what: "text" },
	"notice.upgrade-announced": { what: "text" },
	"notice.change-waits": { what: "message" },
	"notice.too-many": { most: "count" },
	"name.own": { name: "text" },
	"name.admin": {},
	"name.timelock": {},
	"name.contract": { at: "address" },
	"name.some-contract": {},
	"name.more": { count: "count" },
	"change.unknown": {},
	"change.all": { parts: "messages" },
	"change.some": { parts: "messages", more: "count" },
	"change.code": { of: "message" },
	"change.admin": { of: "message" },
	"change.owner": { of: "message" },
	"change.delay": { of: "message" },
	"change.grant": { of: "message" },
	"change.revoke": { of: "message" },
	"change.call": { of: "message", selector: "text" },
	"change.no-call": { of: "message" },
	"search.not-yet": {},
	"search.whole.proved": { asked: "count", back: "duration" },
	"search.whole.overrun": { asked: "count", back: "duration" },
	"search.part.proved": { asked: "count", back: "duration" },
	"search.part.overrun": { asked: "count", back: "duration" },
	"upgrader.unknown": { contracts: "messages" },
	"upgrader.contract": { contracts: "messages", admin: "address" },
	"upgrader.at-once": { contracts: "messages", by: "message" },
	"upgrader.owner": {
		contracts: "messages",
		admin: "address",
		by: "message",
	},
	"upgrader.owner.other-timelock": {
		contracts: "messages",
		admin: "address",
		by: "message",
	},
	"upgrader.timelock": {
		contracts: "messages",
		admin: "address",
		timelock: "address",
		wait: "duration",
	},
	"upgrader.no-proxy": { contracts: "messages" },
	"upgrader.fixed": { contracts: "messages" },
	"upgrader.fixed.verifier": { contracts: "messages", verifier: "text" },
	"upgrader.any-moment": { contracts: "messages" },
	"holder.key": { at: "address" },
	"holder.contract": { at: "address" },
	"holder.unread": { at: "address" },
	"moment.queued": {},
	"moment.deadline": {},
	"moment.deadline.missed": {},
	"moment.frozen": {},
	"moment.enforced-opens": {},
} as const;
export const contractAlertMessage = messagesOf(contractAlertCodes);
