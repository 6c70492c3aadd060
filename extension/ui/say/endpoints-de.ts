// Who is asked: the endpoints, in setting up and in settings, in German.

import type { ScreenWords } from "./en.ts";

export const endpointsDe: ScreenWords["endpoints"] = {
	add: (what) => `Hinzufügen: ${what}`,
	addOne: "Hinzufügen",
	addressOf: (what) => `Adresse: ${what}`,
	itMayContainAKeyOf:
		"Sie kann einen Schlüssel von dir enthalten. Sie bleibt auf diesem Gerät.",
	name: "Name",
	whatErrorMessagesWillCallIt: "So nennen ihn Fehlermeldungen.",
	errorMessagesWillCallIt: (called) =>
		`Fehlermeldungen nennen ihn „${called}“.`,
	itWasNotAdded: "Er wurde nicht hinzugefügt.",
	itWasNotAdded2: (says) => `Er wurde nicht hinzugefügt. ${says}`,
	addItAllTheSame: "Trotzdem hinzufügen",
	cancelAdding: (what) => `Hinzufügen abbrechen: ${what}`,
	cancel: "Abbrechen",
	askingIt: "Wird gefragt",
	allowAndAdd: "Erlauben und hinzufügen",
	servesHeadersSignedByTheSync:
		"Liefert Header, die das Sync-Komitee signiert hat. Drei oder mehr können sich auf einen Checkpoint einigen. Bei weniger bringst du einen eigenen mit.",
	servesAccountsWithProofsAndTakes:
		"Liefert Konten mit Beweisen und nimmt Transaktionen an.",
	servesBlocksSignedByTheRollups:
		"Liefert Blöcke, die der Sequencer des Rollups signiert hat. Nicht nötig, macht aber junge Wurzeln nutzbar.",
	askedOnlyWhereToStartWith:
		"Wird nur gefragt, wo anzufangen ist, zusammen mit den Beacon-Endpunkten. Die meisten von allen Gefragten müssen dasselbe sagen.",
	hasNoEndpoint: (chain, role) => `${chain} hat keinen Endpunkt für: ${role}.`,
	proves: (proofWindow) => `, beweist ${proofWindow}`,
	allow: (name) => `${name} erlauben`,
	allow2: "Erlauben",
	askAgain: (name) => `Noch einmal fragen: ${name}`,
	askAgain2: "Noch einmal fragen",
	remove: (name, what) => `${name} entfernen, ${what}`,
	remove2: "Entfernen",
	endpointOf: (role, chain) => `Endpunkt von ${chain}: ${role}`,
	mayBeLeftOut: "darf fehlen",
	itWasNotRemoved: "Er wurde nicht entfernt.",
	itWasNotAskedAgain: "Er wurde nicht noch einmal gefragt.",
	tickOneForSignedHeadersAnd:
		"Wähle mindestens einen für signierte Header und einen für Konten aus.",
	tickOneForSignedHeadersAt: "Wähle mindestens einen für signierte Header aus.",
	tickOneForAccountsAtLeast: "Wähle mindestens einen für Konten aus.",
	signedHeaders: "Signierte Header",
	accountsWithProofs: "Konten mit Beweisen",
	startingPoint: "Startpunkt",
	hasThisAddressAlready: (operator) => `„${operator}“ hat diese Adresse schon.`,
	whatItIsFor: "Wofür er ist",
	address: "Adresse",
	addressOfName: (name) => `Adresse von ${name}`,
	remove3: (name) => `${name} entfernen`,
	addIt: "Hinzufügen",
	useThisAddress: "Diese Adresse nehmen",
	aNodeOfYourOwnTells:
		"Ein eigener Knoten verrät niemandem, was du ansiehst. Nimm unten die Haken bei den anderen weg, wenn sonst niemand gefragt werden soll; der Startpunkt braucht trotzdem drei, die sich einig sind, oder eine Blockwurzel von deinem Knoten.",
	beaconNode: "Beacon-Knoten",
	itsRestAddressWithLightClient:
		"Seine REST-Adresse, mit eingeschalteten Light-Client-Daten.",
	executionNode: "Execution-Knoten",
	itsJsonRpcAddress: "Seine JSON-RPC-Adresse.",
	myNode: (url) => `Mein Knoten (${url})`,
	putItFirst: "An die erste Stelle",
	iRunANodeOfMy: "Ich betreibe einen eigenen Knoten",
	addAnEndpoint: "Einen Endpunkt hinzufügen",
	theyShowWhatTheNewestBlock: "Sie zeigen, was der neueste Block ist.",
	theyLearnYourIpAddressAnd:
		"Sie erfahren deine IP-Adresse und wann du diese Wallet benutzt.",
	theyShowWhatAnAccountHolds:
		"Sie zeigen mit Beweis, was ein Konto hat, und geben Zahlungen weiter.",
	theyLearnYourIpAddressThe:
		"Sie erfahren deine IP-Adresse, die Konten, die du ansiehst, und die Zahlungen, die du sendest.",
	theyAreAskedOnceWhereTo:
		"Sie werden einmal gefragt, wo anzufangen ist. Die meisten von allen Gefragten müssen dasselbe sagen.",
	theyLearnYourIpAddress: "Sie erfahren deine IP-Adresse.",
	seatNotKnown: "Sitz nicht bekannt",
	asking: "Wird gefragt …",
	notTestedYet: "Noch nicht ausprobiert",
	itsAddressWasReadAt: "Seine Adresse wurde gelesen bei",
	on: (readOn) => `am ${readOn}.`,
	nobodyWhoMadeThisListHas:
		"Niemand, der an dieser Liste mitgeschrieben hat, hat ihn ausprobiert.",
	itWasTestedOn: (testedOn) => `Er wurde am ${testedOn} ausprobiert.`,
	tryAgain: (name) => `Noch einmal versuchen: ${name}`,
	tryAgain2: "Noch einmal versuchen",
	close: "Schließen",
	edit: "Bearbeiten",
	showMoreFor: (rest, title) => `${rest} weitere zeigen: ${title}`,
	showMore: (rest) => `${rest} weitere zeigen`,
	oneMoment: "Einen Moment",
	askingOfThem: (left) => `${left} davon werden gefragt`,
	continue: "Weiter",
	continueWithThese: (chosenCount) => `Weiter mit diesen ${chosenCount}`,
	askThese: (chosenCount) => `Diese ${chosenCount} fragen`,
	askMoreAndContinue: (open) => `Noch ${open} fragen und weiter`,
	withFewerThanThreeForHeaders:
		" Mit weniger als drei für Header und Startpunkt bringst du deinen eigenen Startpunkt mit.",
	leftOut: (failed, more) =>
		`${failed === 1 ? "Einer wurde" : `${failed} wurden`} ausgelassen, und es steht da, warum.${more}`,
	theBrowserAsksYouOnceFor: (fewStart) =>
		`Der Browser fragt dich einmal, für genau diese.${fewStart}`,
	theListWasNotRead: "Die Liste wurde nicht gelesen.",
	suggestedFromPublicListsNobodyHas:
		"Vorgeschlagen aus öffentlichen Listen. Niemand hat sie für dich ausprobiert: Das tut der Knopf unten, und vorher wird niemand gefragt.",
	theyWereNotAllAsked: "Es wurden nicht alle gefragt.",
	stop: "Anhalten",
	theEndpointsAreBeingAsked: "Die Endpunkte werden gefragt.",
	itIsBestToHaveSeveral:
		"Am besten sind mehrere, die verschiedenen Leuten gehören. Lügt einer, wird er genannt und übergangen. Der Browser fragt dich nach jedem.",
	endpointsOnlyDeliverThisDevice:
		"Endpunkte liefern nur. Dieses Gerät prüft jede Antwort; eine falsche fällt auf und wird genannt.",
	network: "Netzwerk:",
	anotherNetwork: "Ein anderes Netzwerk",
	theNetworkWasNotChosen: "Das Netzwerk wurde nicht gewählt.",
};
