// What the screens say, in English: every area in one table. German has the same (de.ts), by its type.

import { accountsEn } from "./accounts-en.ts";
import { allowancesEn } from "./allowances-en.ts";
import { approvalEn } from "./approval-en.ts";
import { batchesEn } from "./batches-en.ts";
import { callEn } from "./call-en.ts";
import { clearEn } from "./clear-en.ts";
import { collectiblesEn } from "./collectibles-en.ts";
import { compareEn } from "./compare-en.ts";
import { contactsEn } from "./contacts-en.ts";
import { delegationEn } from "./delegation-en.ts";
import { deviceAddEn } from "./device-add-en.ts";
import { deviceEn } from "./device-en.ts";
import { endpointsEn } from "./endpoints-en.ts";
import { exitPartsEn } from "./exit-parts-en.ts";
import { exitWordsEn } from "./exit-words-en.ts";
import { exitsEn } from "./exits-en.ts";
import { feesEn } from "./fees-en.ts";
import { fieldsEn } from "./fields-en.ts";
import { gatewaysEn } from "./gateways-en.ts";
import { gradesEn } from "./grades-en.ts";
import { happenedEn } from "./happened-en.ts";
import { helpEn } from "./help-en.ts";
import { homeEn } from "./home-en.ts";
import { languageEn } from "./language-en.ts";
import { layersEn } from "./layers-en.ts";
import { livenessEn } from "./liveness-en.ts";
import { messageEn } from "./message-en.ts";
import { moreEn } from "./more-en.ts";
import { namedEn } from "./named-en.ts";
import { networkReviewEn } from "./network-review-en.ts";
import { numbersEn } from "./numbers-en.ts";
import { orderFormEn } from "./order-form-en.ts";
import { ordersEn } from "./orders-en.ts";
import { ownAmountEn } from "./own-amount-en.ts";
import { partsEn } from "./parts-en.ts";
import { passwordEn } from "./password-en.ts";
import { placesEn } from "./places-en.ts";
import { qrEn } from "./qr-en.ts";
import { safeEn } from "./safe-en.ts";
import { secretsEn } from "./secrets-en.ts";
import { sectionsEn } from "./sections-en.ts";
import { setupEn } from "./setup-en.ts";
import { siteAsksEn } from "./site-asks-en.ts";
import { sitesEn } from "./sites-en.ts";
import { tokensEn } from "./tokens-en.ts";
import { worthEn } from "./worth-en.ts";

export const screensEn = {
	accounts: accountsEn,
	allowances: allowancesEn,
	approval: approvalEn,
	batches: batchesEn,
	call: callEn,
	clear: clearEn,
	collectibles: collectiblesEn,
	compare: compareEn,
	contacts: contactsEn,
	delegation: delegationEn,
	deviceAdd: deviceAddEn,
	device: deviceEn,
	endpoints: endpointsEn,
	exitParts: exitPartsEn,
	exitWords: exitWordsEn,
	exits: exitsEn,
	fees: feesEn,
	fields: fieldsEn,
	gateways: gatewaysEn,
	grades: gradesEn,
	happened: happenedEn,
	help: helpEn,
	home: homeEn,
	language: languageEn,
	layers: layersEn,
	liveness: livenessEn,
	message: messageEn,
	more: moreEn,
	named: namedEn,
	networkReview: networkReviewEn,
	numbers: numbersEn,
	orderForm: orderFormEn,
	orders: ordersEn,
	ownAmount: ownAmountEn,
	parts: partsEn,
	sites: sitesEn,
	password: passwordEn,
	places: placesEn,
	qr: qrEn,
	safe: safeEn,
	secrets: secretsEn,
	sections: sectionsEn,
	setup: setupEn,
	siteAsks: siteAsksEn,
	tokens: tokensEn,
	worth: worthEn,
};

export type ScreenWords = typeof screensEn;
