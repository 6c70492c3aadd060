// The codes of every room that is of no kind of layer 2.

import { alertCodes } from "../engine/alert-codes.ts";
import { siteCodes } from "../engine/site-codes.ts";
import { noticeCodes } from "../exit/notice-codes.ts";
import { stallCodes } from "../exit/stall-codes.ts";

export const generalCodes = {
	...siteCodes,
	...alertCodes,
	...noticeCodes,
	...stallCodes,
} as const;
