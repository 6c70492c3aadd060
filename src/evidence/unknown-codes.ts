// What could not be known of an order when it was checked, by code: said beside it before a signature.

import { messagesOf } from "../protocol/message.ts";

export const unknownCodes = {
	"unknown.other-transactions": {},
	"unknown.recipient-code": {},
	"unknown.recipient-reserved": {},
	"unknown.step": {},
	"unknown.contract-code": {},
	"unknown.elsewhere": {},
	"unknown.layer-elsewhere": {},
	"unknown.layer-order": {},
	"unknown.layer-fee": {},
	"unknown.layer-call": {},
	"unknown.layer-behind": {},
	"unknown.delegate": {},
	"unknown.call-outcome": {},
	"unknown.call-data": {},
	"unknown.call-token": {},
	"unknown.call-own": {},
	"unknown.call-spenders": {},
	"unknown.call-unnamed": {},
	"unknown.call-places": {},
} as const;

export const unknownMessage = messagesOf(unknownCodes);
