// What a site asks for that is no order, in German.

import type { ScreenWords } from "./en.ts";

export const siteAsksDe: ScreenWords["siteAsks"] = {
	connect: "Verbinden",
	showTheBalance: "Guthaben zeigen",
	switchTheChain: "Chain wechseln",
	itSeesTheAddressOfThis:
		"Sie sieht die Adresse dieses Kontos und alle seine Zahlungen, denn die Chain ist öffentlich.",
	itMayAskYouForOrders:
		"Sie darf dich um Aufträge bitten. Jeder kommt zuerst zu dir.",
	itGetsThisBalanceWithThe:
		"Sie bekommt dieses Guthaben mit den Belegen dafür, nur für diese Website gemacht.",
	itsNextQuestionsAreAboutThe: "Ihre nächsten Fragen gelten der anderen Chain.",
	itCannotMoveAnythingYouCan:
		"Sie kann nichts bewegen. In den Einstellungen kannst du das beenden.",
	nothingIsSignedAndNothingMoves:
		"Nichts wird signiert, und nichts bewegt sich.",
	whatItGets: "Was sie bekommt",
	refuse: "Ablehnen",
	yourAnswerDidNotGetThrough: "Deine Antwort kam nicht an.",
	askedAgo: (duration) => `gefragt vor ${duration}`,
	whatItAsks: "Was sie will",
	whatItCannotDo: "Was sie nicht kann",
	whoWantsThis: "Wer das will",
	itAsksAgainAndAgain: "Sie fragt immer wieder",
	youRefusedThisSiteRecentlyIf:
		"Du hast diese Website vor Kurzem abgelehnt. Wenn du sie blockierst, sieht sie nichts und kann dich nichts fragen, bis du sie in den Einstellungen wieder freigibst.",
	theSiteWasNotBlocked: "Die Website wurde nicht blockiert.",
	blockThisSite: "Diese Website blockieren",
	unlockToAnswer: "Zum Antworten entsperren",
	first: "Zuerst",
	youConnectedThisSiteBeforeIt:
		"Du hast diese Website schon verbunden. Sobald du entsperrst, sieht sie dein Konto wieder.",
	untilYouUnlockThisSiteLearns:
		"Bis du entsperrst, erfährt diese Website nichts. Danach wirst du gefragt.",
	aPaymentIsBeingPrepared: "Eine Zahlung wird vorbereitet",
	whatItAsksFor: "Worum sie bittet",
	onTo: (view) => `auf ${view} an`,
	withACallOfBytes: (dataCount) => `, mit einem Aufruf von ${dataCount} Bytes`,
	whatHappensNow: "Was jetzt geschieht",
	yourBalanceIsBeingProvedAgain:
		"Dein Guthaben wird dafür neu bewiesen. Dann kannst du hier zustimmen.",
	aMessageIsBeingRead: "Eine Nachricht wird gelesen",
	theWalletHoldsItsClockAgainst:
		"Die Wallet vergleicht ihre Uhr mit Ethereum und liest die Nachricht. Dann siehst du hier, was sie erlauben würde, und entscheidest.",
};
