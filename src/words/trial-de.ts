// What an endpoint did when it was tried out, in German.

import type { trialCodes } from "../engine/trial-codes.ts";
import type { Words } from "../protocol/message.ts";

export const trialDe: Words<typeof trialCodes> = {
	"trial.headers": "Liefert signierte Header.",
	"trial.newest-header": "Der neueste ist nach eigener Angabe {age} alt.",
	"trial.behind": "Nicht aktuell: Der neueste Header ist {age} alt.",
	"trial.ahead":
		"Der neueste Header liegt in der Zukunft. Prüfe die Uhr dieses Computers.",
	"trial.no-light-data":
		"Antwortet, liefert aber keine signierten Header für Light Clients.",
	"trial.no-updates":
		"Liefert den neuesten Header, aber nicht die Updates, die zu ihm führen.",
	"trial.no-bootstrap":
		"Liefert das erste Komitee eines Checkpoints nicht. Das muss ein anderer tun.",
	"trial.start": "Nennt einen Startpunkt.",
	"trial.no-start": "Antwortet, nennt aber keinen Startpunkt.",
	"trial.proofs": "Liefert Beweise {blocks?1 Block|# Blöcke} tief.",
	"trial.proofs-newest": "Liefert Beweise nur zum neuesten Block.",
	"trial.no-proofs":
		"Antwortet, liefert aber keine Beweise. Ohne sie lässt sich nichts prüfen.",
	"trial.lacks": "Auf {methods} antwortet es nicht.",
	"trial.relay":
		"Antwortet. Was es liefert, wird geprüft, wenn ein Block kommt.",
	"trial.layer":
		"Antwortet für diese Chain. Ob er beweist, was gebraucht wird, zeigt sich beim Benutzen.",
	"trial.at-root":
		"Liefert Beweise zu dem Stand, den Ethereum von dieser Chain hat.",
	"trial.not-at-root":
		"Zu dem Stand, den Ethereum von dieser Chain hat, kam kein Beweis. Guthaben warten, bis er einen neueren rechtzeitig bewiesen hat.",
	"trial.other-chain": "Falsche Chain: Das ist {chain}.",
	"trial.other-chain-id": "Falsche Chain: Das ist die Chain {chain}.",
	"trial.unknown-chain":
		"Falsche Chain: Es ist keine, die diese Version kennt.",
	"trial.is-execution":
		"Falsche Art: Das ist ein Execution-Node. Er gehört unter „Konten mit Beweisen“.",
	"trial.is-beacon":
		"Falsche Art: Das ist ein Beacon-Node. Er gehört unter „Signierte Header“.",
	"trial.silent": "Antwortet nicht.",
	"trial.slow": "Keine Antwort innerhalb von {limit}.",
	"trial.denied": "Der Browser durfte es nicht fragen.",
	"trial.status": "Antwortet mit einem Fehler ({status}).",
	"trial.asks-key":
		"Verlangt einen Schlüssel oder eine Anmeldung ({status}). Öffentlich ist es nicht.",
	"trial.too-often":
		"Sagt, dass es zu oft gefragt wird. Versuche es in einer Minute noch einmal.",
	"trial.nonsense": "Antwortet, aber nicht wie ein Node. {what}",
	"trial.stopped": "Der Test wurde abgebrochen.",
};
