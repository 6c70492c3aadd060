// What an Arbitrum chain's state and its watch say, in German.

import type { Words } from "../../../protocol/message.ts";
import type { arbitrumCodes } from "../checks/codes.ts";

export const arbitrumDe: Words<typeof arbitrumCodes> = {
	"arbitrum.trace.config.title": "Der Vertrag des Rollups auf Ethereum",
	"arbitrum.trace.config.open":
		"Sein Vertrag auf Ethereum führt den Code aus, den diese Wallet kennt, für Nutzer wie für seinen Eigentümer. Wer die Sicherheit hinterlegt, darf sagen, welchen Zustand die Kette hat, und anfechten, was andere sagen.",
	"arbitrum.trace.config.listed":
		"Sein Vertrag auf Ethereum führt den Code aus, den diese Wallet kennt, für Nutzer wie für seinen Eigentümer. Nur Prüfer, die der Eigentümer eingetragen hat, dürfen sagen, welchen Zustand die Kette hat, oder anfechten, was ein anderer sagt.",
	"arbitrum.trace.root.title": "Eine Aussage über ihren Zustand auf Ethereum",
	"arbitrum.trace.root.confirmed":
		"Ethereum hat diese Aussage bestätigt: Die Zeit, sie anzufechten, ist um.",
	"arbitrum.trace.root.fast":
		"Ethereum führt diese Aussage als bestätigt. Ein Komitee darf hier sofort bestätigen; dass jemand Zeit hatte, sie anzufechten, sagt das also nicht.",
	"arbitrum.trace.root.unchallenged":
		"Diese Aussage ist noch nicht bestätigt. Von der bestätigten an gezählt ist sie Nummer {after}, und keine davon hat eine Gegenaussage. Noch kann jeder sie anfechten.",
	"arbitrum.trace.root.listed":
		"Diese Aussage ist noch nicht bestätigt. Von der bestätigten an gezählt ist sie Nummer {after}, und keine davon hat eine Gegenaussage. Nur eingetragene Prüfer können sie anfechten.",
	"arbitrum.trace.root.disputed":
		"Auf dem Weg zu dieser Aussage stehen zwei, die nicht beide stimmen können. Bis Ethereum zwischen ihnen entschieden hat, ruht nichts auf ihr.",
	"arbitrum.trace.root.young":
		"Diese Aussage ist zu neu: Andere hatten noch kaum Zeit, sie anzufechten. Auf ihr ruht nichts.",
	"arbitrum.trace.root.unfinished":
		"Die Maschine, von der diese Aussage stammt, kam nicht zu ihrem Ende. Auf ihr ruht nichts.",
	"arbitrum.trace.state.title": "Der Block, den die Aussage nennt",
	"arbitrum.trace.state.accepted":
		"Block {block} hat den Hash, den die bestätigte Aussage nennt, und diesen Zustand.",
	"arbitrum.trace.state.proposed":
		"Block {block} hat den Hash, den die Aussage nennt, und diesen Zustand. Er stimmt, wenn die Aussage stimmt.",
	"arbitrum.trust.listed":
		"Nur wenn {l1}, oder wenn die Aussage des Rollups falsch ist und keiner der eingetragenen Prüfer sie rechtzeitig anficht, oder wenn die, die seine Verträge ändern können, sie ändern. Einen Gültigkeitsbeweis gibt es für dieses Rollup nicht.",
	"arbitrum.trust.committee":
		"Nur wenn {l1}, oder wenn die Aussage des Rollups falsch ist und keiner der eingetragenen Prüfer sie rechtzeitig anficht, oder wenn sein Komitee die Daten zurückhält, die man zum Anfechten braucht, oder wenn die, die seine Verträge ändern können, sie ändern. Einen Gültigkeitsbeweis gibt es für dieses Rollup nicht.",
	"arbitrum.notice.user-logic":
		"Der Vertrag des Rollups führt für seine Nutzer einen anderen Code aus, als diese Wallet kennt. Was dort steht, kann inzwischen etwas anderes bedeuten; darum ruht nichts Neues darauf.",
	"arbitrum.notice.rivals":
		"Zwei Aussagen über den Zustand der Kette widersprechen einander, und Ethereum hat noch nicht zwischen ihnen entschieden. Diese Wallet bleibt bei der, die davor bestätigt wurde. Du musst nichts tun: Bis das entschieden ist, vergehen Tage.",
	"arbitrum.no-exit.says":
		"Aus dieser Kette führt ein Weg hinaus, den ihr Betreiber nicht versperren kann, aber diese Wallet kann dich noch nicht auf ihm begleiten.",
	"arbitrum.no-exit.force":
		"Möglich: Eine Auszahlung, die du unterschreibst, lässt sich auf Ethereum in den Posteingang der Kette legen, und lässt der Betreiber sie etwa einen Tag lang aus, darf jeder sie hineinzwingen. Hier noch nicht gebaut: Dafür braucht es andere Software.",
	"arbitrum.no-exit.outbox":
		"Möglich: Eine Auszahlung, die in einer bestätigten Aussage steckt, kann auf Ethereum jeder auslösen, der ihren Beweis hat. Hier noch nicht gebaut: Dafür braucht es andere Software.",
	"arbitrum.no-exit.calm":
		"Solange die Kette läuft, zahlt ihre eigene Brücke aus, sobald deine Auszahlung auf Ethereum bestätigt ist. Es eilt nicht: Was du dort hast, bleibt dein.",
	"arbitrum.no-exit.wait":
		"Sofort ausgezahlt werden: Erst muss eine Aussage mit deiner Auszahlung bestätigt sein. Auf Ethereums Hauptnetz dauert das etwa eine Woche, und länger, wenn jemand sie anficht.",
	"arbitrum.no-exit.validators":
		"Ausgezahlt werden, solange niemand eine Aussage über den Zustand der Kette macht. Jeder darf das, aber die Sicherheit dafür ist hoch.",
	"arbitrum.no-exit.listed":
		"Ausgezahlt werden, solange keiner der eingetragenen Prüfer eine Aussage über den Zustand der Kette macht. Andere dürfen das erst, wenn jene wochenlang geschwiegen haben.",
	"arbitrum.no-exit.committee":
		"Den Zustand der Kette allein aus Ethereum wiederherstellen: Die Daten ihrer Transaktionen liegen bei einem Komitee. Halten alle seine Mitglieder sie zurück, kann niemand beweisen, was du hast.",
};
