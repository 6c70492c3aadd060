// What the screens say, in German: complete, or it has no type. Loaded only where German is spoken.

import { accountsDe } from "./accounts-de.ts";
import { approvalDe } from "./approval-de.ts";
import { callDe } from "./call-de.ts";
import { compareDe } from "./compare-de.ts";
import type { ScreenWords } from "./en.ts";
import { endpointsDe } from "./endpoints-de.ts";
import { exitPartsDe } from "./exit-parts-de.ts";
import { messageDe } from "./message-de.ts";
import { networkReviewDe } from "./network-review-de.ts";
import { partsDe } from "./parts-de.ts";
import { passwordDe } from "./password-de.ts";
import { secretsDe } from "./secrets-de.ts";
import { sectionsDe } from "./sections-de.ts";
import { setupDe } from "./setup-de.ts";
import { siteAsksDe } from "./site-asks-de.ts";

export const screensDe: ScreenWords = {
	approval: approvalDe,
	siteAsks: siteAsksDe,
	compare: compareDe,
	call: callDe,
	sections: sectionsDe,
	message: messageDe,
	endpoints: endpointsDe,
	parts: partsDe,
	networkReview: networkReviewDe,
	exitParts: exitPartsDe,
	accounts: accountsDe,
	secrets: secretsDe,
	setup: setupDe,
	password: passwordDe,
};
