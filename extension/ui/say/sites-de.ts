// Who may see what: the sites that are connected, refused or blocked, in German.

import type { ScreenWords } from "./en.ts";

export const sitesDe: ScreenWords["sites"] = {
	knowsAccount: "kennt das Konto",
	mayAskTheBalanceOf: "darf nach dem Guthaben fragen von",
	blockedItSeesNothingAndMay:
		"blockiert: Sie sieht nichts und darf dich nichts fragen",
	youRefusedItRecentlyItMay:
		"du hast sie vor Kurzem abgelehnt: Sie darf noch nicht wieder fragen",
	takeBack: "Zurücknehmen",
	takeBackFrom: (account, origin) => `Zurücknehmen: ${account} von ${origin}`,
	usedJustNow: "in den letzten Minuten benutzt",
	lastUsed: (duration) => `zuletzt benutzt vor ${duration}`,
	unblock: "Freigeben",
	unblock2: (origin) => `Freigeben: ${origin}`,
	letItAsk: "Fragen lassen",
	letItAskFor: (origin) => `Fragen lassen: ${origin}`,
	forget: "Vergessen",
	forget2: (origin) => `Vergessen: ${origin}`,
	block: (origin) => `Blockieren: ${origin}`,
	block2: "Blockieren",
	readingTheList: "Die Liste wird gelesen.",
	noSiteMaySeeAnything: "Keine Website darf etwas sehen.",
	aSiteSeesWhatIsListed:
		"Eine Website sieht, was hier steht, und sonst nichts. Keine Website kann etwas bewegen.",
};
