// Where a token's contract keeps balances, by code: for people who know what that is.

import { messagesOf } from "../protocol/message.ts";

export const placeCodes = {
	"place.solidity": { slot: "number" },
	"place.vyper": { slot: "number" },
	"place.openzeppelin": {},
	"place.solady": {},
} as const;

export const placeMessage = messagesOf(placeCodes);
