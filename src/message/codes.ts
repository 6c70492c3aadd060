// What to look at in a message before it is signed, by code.

export const messageCodes = {
	"message.no-end": {},
	"message.other-chain": { chain: "number", site: "number" },
	"message.other-address": { uri: "text" },
	"message.broken-sign-in": {},
	"message.hash": {},
	"message.hidden": {},
	"message.bytes": {},
	"message.anything": {},
	"message.every-chain": {},
	"message.no-contract": {},
	"message.all-of-it": { token: "address" },
	"message.stays": {},
	"message.unnamed": { token: "address" },
	"message.terms": {},
	"message.nothing-back": {},
	"message.to-others": {},
	"message.conduit": { contract: "address" },
	"message.several": { count: "count" },
	"message.delegated": {},
	"message.refunds": {},
} as const;
