// What the screens say, in English: every area in one table. German has the same (de.ts), by its type.

import { delegationEn } from "./delegation-en.ts";
import { orderFormEn } from "./order-form-en.ts";
import { ownAmountEn } from "./own-amount-en.ts";
import { passwordEn } from "./password-en.ts";

export const screensEn = {
	delegation: delegationEn,
	orderForm: orderFormEn,
	ownAmount: ownAmountEn,
	password: passwordEn,
};

export type ScreenWords = typeof screensEn;
