// The three places: assets, activity, sites. In German.

import type { ScreenWords } from "./en.ts";

const many = (count: number, one: string, more: string): string =>
	`${count} ${count === 1 ? one : more}`;
const chains = (count: number): string => many(count, "Kette", "Ketten");

export const homeDe: ScreenWords["home"] = {
	places: "Orte",
	assets: "Vermögen",
	activity: "Verlauf",
	sites: "Websites",
	settings: "Einstellungen",
	waiting: (count) =>
		count === 1 ? "eines wartet auf dich" : `${count} warten auf dich`,
	nothingHappened:
		"Noch nichts. Was du sendest und unterschreibst, steht später hier, mit seinem Weg bis zur Endgültigkeit.",

	grades: {
		final: "Endgültig",
		signed: "Unterschrieben – noch nicht endgültig",
		rechecked: "Beweis hier nachgeprüft",
		settled: "Von Ethereum angenommen",
		proposed: "Vorgeschlagen – auf Ethereum noch nicht angenommen",
		claimed: "Nicht bewiesen",
		development: "Beweis nur zur Entwicklung, zeigt nichts",
		tee: "Von einer TEE unterschrieben, nicht angenommen",
		named: "Vertrag nicht gefragt",
		computed: "hier berechnet",
		notFinal: "Ethereum noch nicht endgültig",
	},
	stopped: "Angehalten: ihr Beweis hielt hier nicht",
	notAgain: "Noch nicht wieder geprüft",
	noAmount: (symbol) => `kein bewiesener Betrag von ${symbol}`,
	reasons: "Zeigen, worauf diese Zahl beruht",
	chains,
	byChain: (symbol) => `${symbol} nach Ketten`,
	oldest: (age) => `ältester Teil vor ${age}`,
	lastProved: (age) => `zuletzt bewiesen vor ${age}`,
	aside: (count) =>
		count === 1
			? "Ein Token ist beiseitegelegt: Er heißt wie ein bekannter und ist ein anderer."
			: `${count} Tokens sind beiseitegelegt: Sie heißen wie bekannte und sind andere.`,
	asideShow: "Zeigen",
	asideHide: "Verbergen",
	asideList: "Tokens, die wie andere heißen",
	impostor: (symbol) =>
		`Nicht der ${symbol}, den dieses Wallet kennt. Der Vertrag nennt sich nur so.`,
	missing: (count) => `${chains(count)} nicht bewiesen, darum nicht mitgezählt`,
	oldChains: (count) => `${chains(count)} seither nicht geprüft`,
	stoppedChains: (count) =>
		`${chains(count)} angehalten, darum nicht mitgezählt`,
	warned: (count) => `${chains(count)} mit einer Warnung`,
	leave: (chain) => `${chain} verlassen`,
	saidAskShort: "Was sagt der Sequencer jetzt?",
	saidAsk: (chain: string) => `${chain}: Was sagt der Sequencer jetzt?`,
	saidHas: "Der Sequencer sagt, du hast",
	saidAgo: (age: string) => `Stand vor ${age}`,
	saidNotProved: "Nicht bewiesen:",
	saidKey:
		"Es zählt in keiner Summe, und nichts wird darauf signiert. Signiert ist es mit dem Schlüssel des Sequencers",
	saidNothing: "Der Sequencer war nicht zu hören",
	aliveOf: (chain) => `${chain}: `,
	showMore: ". Mehr zeigen.",
	noOrders: "Hier gehen keine neuen Aufträge.",
	whatHappened: "Was geschah, und die Belege",
	troubles: "Ketten, mit denen etwas nicht stimmt",

	proved: (age) => `Bewiesen, ältester Teil vor ${age}`,
	provedOne: (age) => `Bewiesen vor ${age}`,
	sumLast: (age) =>
		`Zuletzt bewiesen vor ${age}. Grau, bis es wieder geprüft ist.`,
	sumOld: (age) => `Bewiesen vor ${age}, seither nicht geprüft.`,
	sumNone: "Noch ist nichts bewiesen, darum steht hier keine Zahl.",
	notSettled: "noch nicht auf Ethereum angenommen",
	receive: "Empfangen",
	send: "Senden",
	sendWatched: "Senden: nicht von einem nur beobachteten Konto",
	assetList: "Vermögen",
	nothingProved: "noch nichts bewiesen",
	meanwhile:
		"Zahlen erscheinen hier, sobald sie bewiesen sind. Empfangen kannst du schon: deine Adresse ist bereit.",
	olderView: "Das ist ein älterer Stand.",
	engineSilent: "Das Prüfwerk antwortet nicht. Es wird wieder gefragt.",
	leftOut: "Nicht alles kann gezeigt werden.",
	setAside: (name) => `Beiseite gestellt: ${name} gab eine falsche Antwort.`,
	setAsideMany: (count) =>
		`Beiseite gestellt: ${count} Endpunkte gaben falsche Antworten.`,
	caught: "Es fiel auf; nichts, was du siehst, beruht darauf.",
	notAskedAgain: "Es wurde nicht wieder gefragt.",
	askOneAgain: (name) => `Wieder fragen: ${name}`,
	askAllAgain: (count) => `Wieder fragen: diese ${count}`,
	askAgain: "Wieder fragen",
	endpoints: "Endpunkte",
	endpointMissing: "Ein Endpunkt fehlt.",
	withoutOne:
		"Ohne einen kann nichts Neues gezeigt oder gesendet werden. Dein Geld ist, wo es war.",
	chooseOne: "Einen wählen",
	underWay: "Unterwegs",
	all: (count) => `Alle ${count}`,

	find: "Suchen",
	findWhat: "Vermögen und Seiten suchen",
	network: "Netz",
	everyNetwork: "Alle Netze",
	onlyShown: (chain) =>
		`Nur ${chain} wird gezeigt. Die Summe oben gilt für alle.`,
	nothingFound: "Hier heißt nichts so.",
	pages: "Seiten",
	pageNames: {
		receive: "Empfangen",
		send: "Senden",
		activity: "Verlauf",
		sites: "Websites",
		accounts: "Konten",
		contacts: "Adressbuch",
		endpoints: "Endpunkte",
		token: "Tokens",
		status: "Wie es steht",
		leave: "Ein L2 verlassen",
		settings: "Einstellungen",
		password: "Passwort",
		passkeys: "Passkeys",
		diagnostics: "Diagnose",
	},

	statusTitle: "Wie es steht",
	stoppedShort: "Angehalten",
	newerHeaders: "Fragt nach neueren Köpfen",
	nothingFinal: "Noch nichts endgültig",
	upToDate: "Auf dem neuesten Stand",
	caughtOne: "Falsche Antwort bemerkt",
	trouble: (chain) => `Sieh nach ${chain}`,
	showStatus: "Zeigen, wie es steht",
	counts: (endpoints, rollups) =>
		rollups === 0
			? many(endpoints, "Endpunkt", "Endpunkte")
			: `${many(endpoints, "Endpunkt", "Endpunkte")}, ${many(rollups, "Rollup", "Rollups")}`,
	head: (age) => `Kopf ${age}`,
	noHeader: "noch kein Kopf",
	ethereum: "Ethereum selbst",
	askNow: "Jetzt fragen",
	askingNow: "Es wird gefragt",
	syncMore: "Der Light Client im Ganzen",
	whoIsAsked: "Wer gefragt wird",
	changeEndpoints: "Endpunkte ändern",
	rollups: "Rollups",
	leaving: "Verlassen, und Dateien dazu",
	noLiveness: "von ihrem Gang ist noch nichts bekannt",
	noAccount: "noch kein Konto",
	watched: "beobachtet",
	switchAccount: "Konto wechseln",
	nothingSigned: "Jetzt wird nichts unterschrieben.",
	chooseCheckpoint: "Einen Prüfpunkt wählen",
};
