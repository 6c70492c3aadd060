// What the screens say, in English: every area in one table. German has the same (de.ts), by its type.

import { accountsEn } from "./accounts-en.ts";
import { approvalEn } from "./approval-en.ts";
import { callEn } from "./call-en.ts";
import { compareEn } from "./compare-en.ts";
import { endpointsEn } from "./endpoints-en.ts";
import { exitPartsEn } from "./exit-parts-en.ts";
import { exitWordsEn } from "./exit-words-en.ts";
import { exitsEn } from "./exits-en.ts";
import { fieldsEn } from "./fields-en.ts";
import { gradesEn } from "./grades-en.ts";
import { languageEn } from "./language-en.ts";
import { livenessEn } from "./liveness-en.ts";
import { messageEn } from "./message-en.ts";
import { networkReviewEn } from "./network-review-en.ts";
import { numbersEn } from "./numbers-en.ts";
import { ordersEn } from "./orders-en.ts";
import { ownAmountEn } from "./own-amount-en.ts";
import { partsEn } from "./parts-en.ts";
import { passwordEn } from "./password-en.ts";
import { placesEn } from "./places-en.ts";
import { secretsEn } from "./secrets-en.ts";
import { sectionsEn } from "./sections-en.ts";
import { setupEn } from "./setup-en.ts";
import { siteAsksEn } from "./site-asks-en.ts";
import { tokensEn } from "./tokens-en.ts";

export const screensEn = {
	approval: approvalEn,
	siteAsks: siteAsksEn,
	compare: compareEn,
	call: callEn,
	sections: sectionsEn,
	message: messageEn,
	endpoints: endpointsEn,
	parts: partsEn,
	networkReview: networkReviewEn,
	exitParts: exitPartsEn,
	accounts: accountsEn,
	secrets: secretsEn,
	setup: setupEn,
	grades: gradesEn,
	fields: fieldsEn,
	exitWords: exitWordsEn,
	liveness: livenessEn,
	exits: exitsEn,
	tokens: tokensEn,
	orders: ordersEn,
	places: placesEn,
	numbers: numbersEn,
	language: languageEn,
	ownAmount: ownAmountEn,
	password: passwordEn,
};

export type ScreenWords = typeof screensEn;
