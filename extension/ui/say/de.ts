// What the screens say, in German: complete, or it has no type. Loaded only where German is spoken.

import { delegationDe } from "./delegation-de.ts";
import type { ScreenWords } from "./en.ts";
import { orderFormDe } from "./order-form-de.ts";
import { ownAmountDe } from "./own-amount-de.ts";
import { passwordDe } from "./password-de.ts";

export const screensDe: ScreenWords = {
	delegation: delegationDe,
	orderForm: orderFormDe,
	ownAmount: ownAmountDe,
	password: passwordDe,
};
