// What the screens say, in German: complete, or it has no type. Loaded only where German is spoken.

import { accountsDe } from "./accounts-de.ts";
import { allowancesDe } from "./allowances-de.ts";
import { approvalDe } from "./approval-de.ts";
import { batchesDe } from "./batches-de.ts";
import { callDe } from "./call-de.ts";
import { clearDe } from "./clear-de.ts";
import { collectiblesDe } from "./collectibles-de.ts";
import { compareDe } from "./compare-de.ts";
import { contactsDe } from "./contacts-de.ts";
import { delegationDe } from "./delegation-de.ts";
import { deviceAddDe } from "./device-add-de.ts";
import { deviceDe } from "./device-de.ts";
import type { ScreenWords } from "./en.ts";
import { endpointsDe } from "./endpoints-de.ts";
import { exitPartsDe } from "./exit-parts-de.ts";
import { exitWordsDe } from "./exit-words-de.ts";
import { exitsDe } from "./exits-de.ts";
import { feesDe } from "./fees-de.ts";
import { fieldsDe } from "./fields-de.ts";
import { gatewaysDe } from "./gateways-de.ts";
import { gradesDe } from "./grades-de.ts";
import { happenedDe } from "./happened-de.ts";
import { helpDe } from "./help-de.ts";
import { homeDe } from "./home-de.ts";
import { languageDe } from "./language-de.ts";
import { layersDe } from "./layers-de.ts";
import { livenessDe } from "./liveness-de.ts";
import { messageDe } from "./message-de.ts";
import { moreDe } from "./more-de.ts";
import { namedDe } from "./named-de.ts";
import { networkReviewDe } from "./network-review-de.ts";
import { numbersDe } from "./numbers-de.ts";
import { orderFormDe } from "./order-form-de.ts";
import { ordersDe } from "./orders-de.ts";
import { ownAmountDe } from "./own-amount-de.ts";
import { partsDe } from "./parts-de.ts";
import { passwordDe } from "./password-de.ts";
import { placesDe } from "./places-de.ts";
import { qrDe } from "./qr-de.ts";
import { safeDe } from "./safe-de.ts";
import { secretsDe } from "./secrets-de.ts";
import { sectionsDe } from "./sections-de.ts";
import { setupDe } from "./setup-de.ts";
import { siteAsksDe } from "./site-asks-de.ts";
import { sitesDe } from "./sites-de.ts";
import { tokensDe } from "./tokens-de.ts";
import { worthDe } from "./worth-de.ts";

export const screensDe: ScreenWords = {
	accounts: accountsDe,
	allowances: allowancesDe,
	approval: approvalDe,
	batches: batchesDe,
	call: callDe,
	clear: clearDe,
	collectibles: collectiblesDe,
	compare: compareDe,
	contacts: contactsDe,
	delegation: delegationDe,
	deviceAdd: deviceAddDe,
	device: deviceDe,
	endpoints: endpointsDe,
	exitParts: exitPartsDe,
	exitWords: exitWordsDe,
	exits: exitsDe,
	fees: feesDe,
	fields: fieldsDe,
	gateways: gatewaysDe,
	grades: gradesDe,
	happened: happenedDe,
	help: helpDe,
	home: homeDe,
	language: languageDe,
	layers: layersDe,
	liveness: livenessDe,
	message: messageDe,
	more: moreDe,
	named: namedDe,
	networkReview: networkReviewDe,
	numbers: numbersDe,
	orderForm: orderFormDe,
	orders: ordersDe,
	ownAmount: ownAmountDe,
	parts: partsDe,
	sites: sitesDe,
	password: passwordDe,
	places: placesDe,
	qr: qrDe,
	safe: safeDe,
	secrets: secretsDe,
	sections: sectionsDe,
	setup: setupDe,
	siteAsks: siteAsksDe,
	tokens: tokensDe,
	worth: worthDe,
};
