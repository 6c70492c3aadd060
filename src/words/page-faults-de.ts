// The faults that a site's page meets before anything has reached the wallet, in German.

import type { FaultTable } from "./fault-table.ts";
import type { pageFaultsEn } from "./page-faults-en.ts";

export const pageFaultsDe: Pick<FaultTable["of"], keyof typeof pageFaultsEn> = {
	"bad-params": {
		says: "Ein Feld der Anfrage hat die falsche Form.",
		todo: "Berichtige das unten genannte Feld. Hat eine Website gefragt, muss sie es tun.",
	},
	"too-many": {
		says: "Es wird zu viel auf einmal verlangt.",
		todo: "Warte einen Augenblick.",
	},
	internal: {
		says: "Sextant hat einen Fehler gemacht.",
		todo: "Bitte melde ihn mit den Worten unten.",
	},
	unreachable: {
		says: "Der Endpunkt antwortet nicht.",
		todo: "Prüfe die Verbindung oder füge einen weiteren Endpunkt hinzu.",
	},
	"unverifiable-method": {
		says: "Sextant kann eine Antwort auf diese Frage einer Website noch nicht beweisen und gibt deshalb keine.",
		todo: "Die Website kann auf eine andere Weise fragen, die sich beweisen lässt. Sie hat nichts erfahren.",
	},
};
