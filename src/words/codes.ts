// The codes of every room that is of no kind of layer 2.

import { clearCodes } from "../clear/codes.ts";
import { alertCodes } from "../engine/alert-codes.ts";
import { balanceCodes } from "../engine/balance-codes.ts";
import { fileCodes } from "../engine/exits/file-codes.ts";
import { fittedCodes } from "../engine/fitted-codes.ts";
import { noExitCodes } from "../engine/no-exit-codes.ts";
import { siteCodes } from "../engine/site-codes.ts";
import { traceCodes } from "../engine/trace-codes.ts";
import { trialCodes } from "../engine/trial-codes.ts";
import { voteCodes } from "../engine/vote-codes.ts";
import { placeCodes } from "../evidence/place-codes.ts";
import { unknownCodes } from "../evidence/unknown-codes.ts";
import {
	contractAlertCodes,
	offerCodes,
	stageCodes,
	stallCodes,
} from "../exit/codes.ts";
import { trustCodes } from "../l2/trust-codes.ts";
import { messageCodes } from "../message/codes.ts";
import { phishingCodes } from "../phishing/codes.ts";
import { revertCodes } from "../protocol/revert-codes.ts";
import { recipientCodes } from "../recipient/codes.ts";

export const generalCodes = {
	...siteCodes,
	...messageCodes,
	...phishingCodes,
	...clearCodes,
	...recipientCodes,
	...alertCodes,
	...balanceCodes,
	...voteCodes,
	...trialCodes,
	...noExitCodes,
	...contractAlertCodes,
	...traceCodes,
	...trustCodes,
	...placeCodes,
	...fittedCodes,
	...unknownCodes,
	...offerCodes,
	...fileCodes,
	...stageCodes,
	...stallCodes,
	...revertCodes,
} as const;
