// The codes of every room that is of no kind of layer 2.

import { siteCodes } from "../engine/site-codes.ts";

export const generalCodes = { ...siteCodes } as const;
