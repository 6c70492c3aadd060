// Who may take what of an account, in German.

import type { ScreenWords } from "./en.ts";

export const allowancesDe: ScreenWords["allowances"] = {
	title: "Freigaben",
	under: "wer deine Token nehmen darf",
	lead: "Eine Freigabe lässt einen Vertrag deine Token nehmen, ohne dich noch einmal zu fragen. Hier steht, wer was nehmen darf: die Token selbst gefragt und auf diesem Gerät bewiesen.",
	chain: "Netzwerk",
	look: "Jetzt nachsehen",
	again: "Noch einmal nachsehen",
	looking: "Jedes Token wird gefragt. Das kann eine Minute dauern.",
	failed: "Die Freigaben konnten nicht gelesen werden.",
	none: "Niemand, nach dem gefragt wurde, darf etwas nehmen.",
	found: "Dürfen deine Token nehmen",
	all: "alles aus dieser Sammlung",
	one: (item) => `Nummer ${item} dieser Sammlung`,
	unlimited: "Ohne Grenze",
	upTo: "Bis zu",
	units: (amount: string) => `${amount} seiner kleinsten Einheiten`,
	until: (time: string) => `bis ${time}`,
	byPermit2: "über Permit2",
	unknownSpender: "Ein Vertrag, der hier auf keiner Liste steht",
	token: "Token",
	spender: "Wer es nehmen darf",
	why: "Warum das so ist",
	provedAt: (block: string) => `bewiesen bei Block ${block}`,
	revoke: "Zurücknehmen",
	revokeLabel: (token: string, spender: string) =>
		`Zurücknehmen, was ${spender} von ${token} nehmen darf`,
	notMade: "Der Auftrag zum Zurücknehmen kam nicht zustande.",
	costs:
		"Zurücknehmen ist eine eigene Transaktion: Sie kostet ihre Gebühr und bewegt nichts.",
	basis: "Wonach gesucht wurde",
	asked: (tokens: string, spenders: string, asked: string) =>
		`${asked} Antworten zu ${tokens} Token und ${spenders} Verträgen: denen, die du von diesem Gerät aus freigegeben hast, und denen, die viele freigeben.`,
	unread: (count: string) =>
		`${count} Fragen blieben ohne Antwort. Was dort freigegeben ist, ist nicht bekannt.`,
	left: (count: string) =>
		`${count} weitere blieben aus, weil ein Durchgang nicht mehr fasst.`,
	notAll:
		"Diese Liste ist nicht vollständig. Was ein anderes Gerät oder eine andere Wallet einem Vertrag freigegeben hat, der hier auf keiner Liste steht, wird nicht gesucht. Von einzelnen Sammlerstücken wird nach denen gefragt, die auf deiner Liste stehen oder die du von hier freigegeben hast; manche ältere Sammlungen antworten darauf nicht.",
	permit2Says:
		"Was Permit2 selbst führt, wird bei Token angesehen, die Permit2 nehmen darf.",
};
