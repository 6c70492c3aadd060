// What each fault says, in German.

import type { FaultTable } from "./fault-table.ts";
import { pageFaultsDe } from "./page-faults-de.ts";
import { safeFaultsDe } from "./safe-faults-de.ts";

const oneByOne =
	"Nichts zu tun: Den Komitees wird einzeln gefolgt, eines nach dem anderen.";
const beginAnew = "Es wurde nichts signiert. Geh zurück und fang neu an.";
const tellOthers =
	"Das Signieren auf diesem Rollup ist gestoppt. Bewahre die Belege auf und sag es anderen.";
const anotherEndpoint =
	"Prüfe die Verbindung oder füge einen weiteren Endpunkt hinzu.";

export const faultsDe: FaultTable = {
	putAside:
		"Dieser Endpunkt wird beiseitegelegt. Wenn du einen anderen hast, ist nichts zu tun; sonst füge in den Einstellungen einen hinzu.",
	of: {
		...pageFaultsDe,
		...safeFaultsDe,

		// --- bytes that do not decode
		"bad-json": {
			says: "Die Antwort ist nicht das JSON, das sie sein sollte.",
		},
		"bad-ssz": { says: "Die Antwort ist kein gültiges SSZ." },
		"bad-rlp": { says: "Die Antwort ist kein kanonisches RLP." },
		"bad-field": { says: "Ein Feld der Antwort hat die falsche Form." },
		"bad-file": {
			says: "Diese Datei hat nicht Sextant geschrieben, oder sie wurde verändert.",
			todo: "Exportiere sie noch einmal und importiere die neue Datei.",
		},
		"too-large": {
			says: "Die Antwort ist größer, als eine wahre Antwort sein kann.",
		},

		// --- the L1 light client
		"bootstrap-root": {
			says: "Die Startdaten gehören nicht zu dem Checkpoint, den du angenommen hast.",
		},
		"committee-branch": {
			says: "Das Sync-Komitee ist nicht das, auf das sich der signierte Zustand festlegt.",
		},
		"finality-branch": {
			says: "Der finalisierte Header ist nicht der, auf den sich der signierte Zustand festlegt.",
		},
		"execution-branch": {
			says: "Der Execution-Header gehört nicht zum Beacon-Block.",
		},
		"update-order": {
			says: "Die Slots der Aktualisierung stehen in einer unmöglichen Reihenfolge.",
		},
		"update-shape": {
			says: "Die Aktualisierung enthält Daten, die ihr Fork dort nicht erlaubt.",
		},
		"too-few-signers": {
			says: "Weniger als zwei Drittel des Sync-Komitees haben signiert.",
			todo: "Warte. Hält es an, steckt vielleicht Ethereum selbst in Schwierigkeiten.",
		},
		"committee-signature": {
			says: "Die Signatur des Sync-Komitees ist falsch.",
		},
		"committee-aggregate": {
			says: "Der Sammelschlüssel des Komitees ist nicht die Summe seiner Schlüssel.",
		},
		"wrong-period": {
			says: "Die Aktualisierung gehört zu einer Komitee-Periode, die nicht an unsere anschließt.",
		},
		"handover-program": {
			says: "Die Übergabe wurde mit einem anderen Programm bewiesen als denen, die für dieses Netzwerk bekannt sind.",
			todo: oneByOne,
		},
		"handover-verifier": {
			says: "Der Beweis der Übergabe ist für einen Verifier, der nicht oder nicht mehr benutzt wird.",
			todo: oneByOne,
		},
		"handover-open": {
			says: "Das Programm der Übergabe prüft nicht, welches Programm den Beweis gemacht hat, an den es anschließt; wo sie beginnt, ist deshalb nicht bewiesen.",
			todo: oneByOne,
		},
		"handover-void": {
			says: "Die Übergabe gibt das Komitee an niemanden weiter oder an sich selbst.",
			todo: oneByOne,
		},
		"handover-committee": {
			says: "Die Übergabe beginnt bei einem anderen Komitee als dem bewiesenen.",
			todo: oneByOne,
		},
		"handover-domain": {
			says: "Die Übergabe wurde für eine andere Chain oder einen anderen Fork signiert.",
			todo: oneByOne,
		},
		"handover-keys": {
			says: "Die Schlüssel sind nicht die des Komitees, das die Übergabe nennt.",
			todo: oneByOne,
		},
		"handover-proof": {
			says: "Der Gültigkeitsbeweis der Übergabe ist falsch.",
			todo: oneByOne,
		},
		"against-final": {
			says: "Der Header widerspricht einem, der schon final ist.",
		},
		conflict: {
			says: "Zwei Drittel des Komitees haben zwei Verläufe signiert, die einander widersprechen.",
			todo: "Das Signieren ist gestoppt. Vergleiche Checkpoints mit Menschen, denen du vertraust, und nimm dann einen neuen an.",
		},
		"checkpoint-age": {
			says: "Der Checkpoint ist zu alt, um sicher von ihm auszugehen.",
			todo: "Hol einen neuen Checkpoint oder gib einen aus einer Quelle ein, der du vertraust.",
		},
		"checkpoint-quorum": {
			says: "Die meisten Anbieter sind sich nicht über einen Checkpoint einig.",
			todo: "Versuche es in ein paar Minuten noch einmal, wechsle die Anbieter oder gib selbst einen Checkpoint ein.",
		},
		"too-few-providers": {
			says: "Ein Checkpoint wird nur von mindestens drei unabhängigen Anbietern übernommen, und es sind weniger.",
			todo: "Füge Beacon-Endpunkte hinzu, die andere Firmen betreiben, oder gib selbst einen Checkpoint ein.",
		},
		"checkpoint-unknown": {
			says: "Keiner deiner Endpunkte kennt einen Block unter dieser Wurzel.",
			todo: "Vergleiche sie Zeichen für Zeichen mit der Quelle. Wenn sie stimmt, füge einen Beacon-Endpunkt hinzu, der sie hat.",
		},
		"future-header": {
			says: "Der Header ist für eine Zeit signiert, die noch nicht gekommen ist.",
			todo: "Prüfe die Uhr dieses Geräts.",
		},
		clock: {
			says: "Die Uhr dieses Geräts passt nicht zu dem, was das Komitee signiert hat.",
			todo: "Stell die Uhr. Bis beides zusammenpasst, wird nichts signiert.",
		},
		"other-chain": { says: "Der Endpunkt gehört zu einer anderen Chain." },
		"unknown-fork": {
			says: "Die Chain hat einen Fork, den diese Version nicht kennt.",
			todo: "Aktualisiere Sextant oder importiere die neue Netzwerkdatei.",
		},

		// --- state under a verified root
		"header-hash": {
			says: "Der Block-Header hat nicht den Hash, den er haben sollte.",
		},
		"parent-hash": {
			says: "Der Header ist nicht der Vorgänger dessen, für den er gegeben wurde.",
		},
		"mpt-node": {
			says: "Ein Knoten des Merkle-Beweises hat nicht den Hash, den der Knoten über ihm nennt.",
		},
		"mpt-missing": {
			says: "Der Merkle-Beweis endet, bevor er etwas beweist.",
		},
		"mpt-unused": {
			says: "Der Merkle-Beweis enthält Knoten, die nicht auf dem Pfad liegen.",
		},
		"mpt-canonical": {
			says: "Ein Knoten des Merkle-Beweises hat keine kanonische Form.",
		},
		"proof-value": {
			says: "Der Endpunkt nennt einen Wert, dem sein eigener Beweis widerspricht.",
		},
		"code-hash": {
			says: "Der Code ist nicht der, auf den sich das Konto festlegt.",
		},
		"transactions-root": {
			says: "Die Liste der Transaktionen ist nicht die, auf die sich der Header festlegt.",
		},
		"receipts-root": {
			says: "Die Liste der Quittungen ist nicht die, auf die sich der Header festlegt.",
		},
		"no-proof-window": {
			says: "Der Endpunkt liefert für keinen prüfbaren Block Beweise.",
			todo: "Füge einen Endpunkt hinzu, der für neue Blöcke Beweise liefert (eth_getProof).",
		},
		"not-anchored": {
			says: "Noch legt sich kein signierter Header auf diesen Block fest.",
			todo: "Warte auf den nächsten signierten Header.",
		},
		"not-synced": {
			says: "Der Light Client ist noch nicht am neuesten Block angekommen.",
			todo: "Warte, bis die Synchronisierung fertig ist.",
		},
		"stale-head": {
			says: "Zu lange ist kein neuer signierter Header gekommen.",
			todo: "Deine Endpunkte antworten nicht mehr. Prüfe deine Verbindung und versuche es dann noch einmal.",
		},

		// --- rollups
		"l2-unknown-code": {
			says: "Der Vertrag des Rollups auf L1 hat Code, den diese Version nicht kennt.",
			todo: "Neue Aufträge auf diesem Rollup sind gestoppt. Ausstiege bleiben offen. Aktualisiere Sextant.",
		},
		"l2-profile": {
			says: "Das ist mit einem Profil des Layer 2 gemacht, das diese Wallet nicht hat, etwa mit dem einer anderen Version.",
			todo: "Nichts stützt sich darauf. Mach es noch einmal, dann gilt das Profil von jetzt. Hast du eine Netzwerkdatei importiert, bestätige sie zuerst.",
		},
		"l2-settled-elsewhere": {
			says: "Diese Chain rechnet jetzt auf einer anderen Chain ab und nicht mehr auf diesem L1: Was hier von ihr steht, ist alt.",
			todo: "Von hier aus lässt sich nichts von ihr beweisen, bis sie zurückkommt. An dem, was du dort hast, ändert das nichts. Aktualisiere Sextant.",
		},
		"l2-no-tree-proofs": {
			says: "Dieser Endpunkt gibt keine Beweise über den Zustand der Chain (zks_getProof).",
			todo: "Die meisten Nodes dieser Chain halten ihren Zustandsbaum nicht vor. Füge einen Endpunkt hinzu, der es tut: einen eigenen Node mit der Tree-API oder einen Anbieter, der zks_getProof aufführt.",
		},
		"l2-root-gone": {
			says: "Die Wurzel auf Ethereum, die diesen Auftrag als ausgeführt zeigte, gilt nicht mehr, und die gültige zeigt ihn nicht.",
			todo: "Er wird dem Layer noch einmal angeboten, mit der Nummer, die er hat, und unter jeder neuen Wurzel gesucht. Sende den Betrag nicht ein zweites Mal.",
		},
		"l2-root-unproposed": {
			says: "Auf L1 wird eine Wurzel behauptet, aber niemand, den wir beim Wort nehmen können, steht dafür ein.",
			todo: "Warte, bis sie lange genug unangefochten ist oder der Sequencer sie signiert.",
		},
		"l2-preimage": {
			says: "Der Block des Rollups ist nicht der, auf den sich die Wurzel auf L1 festlegt.",
		},
		"l2-game": {
			says: "Das Dispute Game stammt nicht aus der Factory des Rollups.",
		},
		"sequencer-signature": {
			says: "Der Block ist nicht vom Sequencer des Rollups signiert.",
		},
		"said-old": {
			says: "Vom Sequencer gibt es gerade nichts Neueres.",
			todo: "Dein bewiesenes Guthaben gilt. Frag gleich noch einmal, oder nenne unter den Endpunkten ein anderes Relay.",
		},
		"l2-batch": {
			says: "Die Batches des Rollups sind nicht die, deren Hashes auf L1 stehen.",
		},
		"l2-account": {
			says: "Der für das Konto angegebene Pfad führt nicht zur Wurzel des Rollups.",
		},
		"l2-other-account": {
			says: "Der Endpunkt beweist ein anderes Konto als das, nach dem gefragt wurde.",
		},
		"blob-commitment": {
			says: "Die Daten des Batches sind nicht der Blob, den L1 bekommen hat.",
		},
		"blob-data": {
			says: "Der Blob des Batches enthält andere Operationen als die, von denen sein Beweis handelt.",
			todo: "Verlass dich nicht auf die Daten dieses Rollups. Die Wurzel selbst ist unabhängig davon bewiesen.",
		},
		"data-missing": {
			says: "Die Daten des Batches ließen sich nicht lesen.",
			todo: "Füge einen weiteren Endpunkt des Rollups hinzu. Ohne seine Daten kann niemand weitermachen, wenn der Betreiber aufhört.",
		},
		"blob-unproven": {
			says: "Der Beacon-Knoten gibt die Daten ohne den Beweis heraus, dass Ethereum genau diese Daten bekommen hat.",
			todo: "Füge einen Beacon-Knoten hinzu, der Blobs mit ihren Beweisen liefert, oder warte auf die nächste Wurzel.",
		},
		"batch-unread": {
			says: "Was das Layer 2 auf Ethereum geschrieben hat, steht dort in einer Form, die diese Wallet nicht lesen kann.",
			todo: "Ob deine Zahlung dabei ist, lässt sich hier nicht sagen. Die nächste Wurzel zeigt es mit Beweis.",
		},
		"l2-fee-unknown": {
			says: "Welche Gebühr das Layer 2 nimmt, lässt sich nicht berechnen: Seine bewiesenen Zahlen sind nicht so, wie diese Wallet sie kennt.",
			todo: "Dort wird nichts unterschrieben, bis eine neue Version die neuen Regeln kennt.",
		},
		"l2-frozen": {
			says: "Das Rollup ist auf L1 eingefroren: Es nimmt keine Operation mehr an.",
			todo: "Dort lässt sich nichts mehr senden. Was dir gehört, lässt sich auf L1 durch einen Beweis gegen die letzte Wurzel herausholen.",
		},
		"exit-evidence": {
			says: "Die Belege für einen Ausstieg gehören nicht zu der Wurzel, die auf L1 steht.",
			todo: "Sie werden nicht benutzt. Vielleicht hat ein anderer Endpunkt oder eine ältere Datei, was nötig ist.",
		},
		"l2-no-account": {
			says: "Kein Endpunkt zeigt auf dem Rollup ein Konto dieser Adresse.",
			todo: "Zuerst ist eine Einzahlung nötig, und dann ein bewiesener Batch, der sie enthält.",
		},

		// --- validity proofs checked again
		"recheck-failed": {
			says: "Der Gültigkeitsbeweis, den L1 angenommen hat, stimmt nicht.",
			todo: tellOthers,
		},
		"recheck-point": {
			says: "Der Gültigkeitsbeweis hat eine Koordinate, die nicht kanonisch ist.",
		},
		"recheck-input": {
			says: "Eine öffentliche Eingabe des Gültigkeitsbeweises liegt nicht unter der Ordnung des Körpers.",
			todo: tellOthers,
		},
		"recheck-batch": {
			says: "Der Gültigkeitsbeweis gehört zu einem anderen Batch.",
		},
		"recheck-program": {
			says: "Der Gültigkeitsbeweis gehört zu einem anderen Programm als dem des Profils.",
		},
		"recheck-gap": {
			says: "Zwischen der als gültig bekannten Wurzel und dieser liegt ein Stück, dessen Beweise hier nicht geprüft wurden.",
			todo: "Importiere ein neueres Profil dieses Rollups von jemandem, dem du vertraust.",
		},
		"not-rechecked": {
			says: "Der Gültigkeitsbeweis der neuesten Wurzel wurde hier noch nicht geprüft.",
			todo: "Warte, bis ihr Beweis gefunden und geprüft ist.",
		},
		"replay-route": {
			says: "L1 nennt für diesen Beweis keinen Verifier.",
			todo: "Der Beweis wird hier nicht noch einmal geprüft.",
		},
		"replay-frozen": {
			says: "Der Verifier dieses Beweises ist auf L1 abgeschaltet.",
			todo: "Neue Aufträge auf diesem Rollup sind gestoppt. Ausstiege bleiben offen.",
		},

		// --- orders, evidence, keys
		"evidence-step": {
			says: "Ein Schritt der Belege folgt nicht aus den Schritten davor.",
			todo: "Verlass dich nicht auf diese Datei.",
		},
		"evidence-anchor": {
			says: "Die Belege passen zueinander, beginnen aber bei einem Checkpoint, den du nicht angenommen hast.",
			todo: "Vergleiche ihren Checkpoint mit einem, dem du vertraust.",
		},
		"evidence-binding": {
			says: "Die Belege wurden für eine andere Website oder eine andere Anfrage gemacht.",
			todo: "Frag die Wallet noch einmal.",
		},
		"order-evidence": {
			says: "Ein Feld des Auftrags passt nicht zu dem, was seine Belege beweisen.",
			todo: beginAnew,
		},
		"order-stale": {
			says: "Das, worauf sich das stützt, ist inzwischen zu alt.",
			todo: "Sieh noch einmal hin. Hilft das nicht, antworten deine Endpunkte nicht mehr: Prüfe deine Verbindung und versuch es dann noch einmal.",
		},
		"order-funds": {
			says: "Das bewiesene Guthaben deckt den Betrag und die höchste Gebühr nicht.",
			todo: "Sende weniger.",
		},
		"order-nonce": {
			says: "Welche Nummer diese Transaktion hätte, steht nicht fest.",
			todo: "Schließe erst die wartende Zahlung ab oder lehne sie ab. Eine gesendete muss vor der nächsten bewiesen sein.",
		},
		"order-waits": {
			says: "Ein früherer Auftrag wartet noch auf deine Entscheidung, und erst danach steht fest, an welcher Stelle der nächste kommt.",
			todo: "Schließe erst die wartende Zahlung ab oder lehne sie ab. Sie steht auf der ersten Seite.",
		},
		"receipt-missing": {
			says: "Die Nummer dieser Transaktion ist auf ihrer Chain verbraucht, und kein Endpunkt zeigt ihre Quittung. Entweder ist sie ausgeführt worden, oder eine andere Transaktion kam an ihre Stelle.",
			todo: "Sieh dir das Guthaben des Empfängers an, bevor du noch einmal sendest. Du kannst sie weglegen.",
		},
		"too-many-orders": {
			says: "Von diesem Konto sind zu viele Transaktionen unterwegs.",
			todo: "Öffne die Aufträge: Warte, bis einige erledigt sind, und leg die erledigten weg. Auf einem Layer 2 sind sie erledigt, sobald eine Wurzel auf Ethereum sie zeigt; bis dahin lassen sich die laufenden beschleunigen oder zurücknehmen.",
		},
		"order-fee": {
			says: "Die Gebühr liegt außerhalb dessen, was die bewiesene Grundgebühr erlaubt.",
			todo: beginAnew,
		},
		"order-unknown": {
			says: "Diesen Auftrag gibt es nicht, oder über ihn ist schon entschieden.",
			todo: "Sieh bei deinen Aufträgen nach. Steht er nicht dort, fang neu an.",
		},
		"order-changed": {
			says: "Worauf sich der Auftrag stützt, hat sich geändert, seit du ihn gelesen hast; Dein Ja galt also etwas anderem.",
			todo: "Es wurde nichts signiert. Lies ihn noch einmal: Was sich geändert hat, steht oben.",
		},
		"order-delegated": {
			says: "Dieses Konto führt Code aus, und nichts begrenzt, was der ausgeben kann.",
			todo: "Heb zuerst die Delegation auf.",
		},
		"order-unforeseen": {
			says: "Dieser Aufruf wurde nicht zuerst ausprobiert; niemand kann also sagen, was er täte oder kostete.",
			todo: "Es wurde nichts signiert. Versuche es gleich noch einmal. Führt die Kette Code so aus, wie diese Wallet es nicht kennt, bleibt es dabei: Nimm dafür eine andere Wallet, oder warte auf ein Update.",
		},
		"layer-call": {
			says: "Auf einem Layer 2 unterschreibt diese Wallet Zahlungen und Aufrufe, die auf dem Stand ausprobiert wurden, den Ethereum davon kennt. Aufrufe eines Safe, neue Verträge und Zugriffslisten unterschreibt sie nur auf Ethereum.",
			todo: "Es wurde nichts unterschrieben. Fordere einen einfachen Aufruf an, oder nimm dafür eine andere Wallet.",
		},
		"order-elsewhere": {
			says: "Ein Knoten des Layer 2 sagt, dass dieses Konto dort mehr gesendet hat, als dieses Gerät weiß. Vielleicht hat ein anderes Gerät denselben Schlüssel.",
			todo: "Es wurde nichts unterschrieben: Dort würde es nur abgelehnt. Warte, bis eine Wurzel auf Ethereum zeigt, was gesendet wurde, oder übernimm die Aufträge des anderen Geräts als Datei. Weißt du von keinem, frage einen anderen Endpunkt.",
		},
		"order-long": {
			says: "Dieser Aufruf ist zu lang, oder neben ihm ist zu viel unterwegs.",
			todo: "Warte, bis erledigt ist, was unterwegs ist, oder fordere einen kürzeren Aufruf an.",
		},
		"order-behind": {
			says: "Jetzt ausprobiert, schlägt dieser Aufruf fehl. Vielleicht braucht er, was du vorher gesendet hast; das ist noch in keinem bewiesenen Block.",
			todo: "Es wurde nichts signiert. Warte, bis das Gesendete in einem Block ist, und fordere ihn dann noch einmal an.",
		},
		"order-foretold": {
			says: "Auf bewiesenem Zustand ausprobiert, schlägt dieser Aufruf fehl oder tut mehr, als er sagt.",
			todo: "Es wurde nichts signiert. Signiere ihn auch anderswo nicht, wenn du nicht weißt, warum.",
		},
		"delegation-site": {
			says: "Eine Seite verlangt, dass dein Konto den Code eines fremden Vertrags ausführt. Wer diesen Code beherrscht, könnte alles nehmen.",
			todo: "Es wurde nichts signiert, und diese Wallet signiert das nie für eine Seite.",
		},
		"batch-capability": {
			says: "Die Website will, dass ihre Aufrufe auf eine Art ausgeführt werden, die diese Wallet nicht kennt.",
			todo: "Es wurde nichts signiert. Die Website kann ohne das noch einmal fragen.",
		},
		"batch-chain": {
			says: "Die Website will Aufrufe auf einer Chain, auf der diese Wallet keine sendet.",
			todo: "Es wurde nichts signiert.",
		},
		"batch-id": {
			says: "Die Website gab diesen Aufrufen einen Namen, den sie schon einmal verwendet hat.",
			todo: "Es wurde nichts signiert. Die Website kann unter einem anderen Namen fragen.",
		},
		"batch-unknown": {
			says: "Die Website fragt nach Aufrufen, von denen hier nichts bekannt ist.",
			todo: "Vielleicht sind sie zu lange her. Was gesendet wurde, steht unter Aktivität.",
		},
		"batch-large": {
			says: "Die Website will mehr auf einmal, als jemand durchsehen könnte.",
			todo: "Es wurde nichts signiert. Die Website kann um weniger Aufrufe bitten.",
		},
		"batch-atomic": {
			says: "Die Website will, dass alle ihre Aufrufe zusammen geschehen oder keiner. Dein Konto sendet einen nach dem anderen, also kann das niemand versprechen.",
			todo: "Es wurde nichts signiert. Die Website kann einzeln darum bitten.",
		},
		"batch-reverted": {
			says: "Einer der Aufrufe ist auf der Chain fehlgeschlagen. Er hat nichts bewegt, und seine Gebühr ist bezahlt.",
			todo: "Die Aufrufe danach wurden nicht gesendet. Was davor geschah, bleibt geschehen.",
		},
		"batch-replaced": {
			says: "Eine andere Transaktion ist an die Stelle eines der Aufrufe getreten, er geschieht also nie.",
			todo: "Die Aufrufe danach wurden nicht gesendet. Was davor geschah, bleibt geschehen.",
		},
		"delegation-code": {
			says: "An dieser Adresse ist kein Vertrag, dessen Code dein Konto ausführen könnte.",
			todo: "Prüfe die Adresse bei dem, der sie dir gegeben hat.",
		},
		"delegation-none": {
			says: "Dein Konto tut das schon. Es gibt nichts zu ändern.",
			todo: "Es wurde nichts signiert.",
		},
		"amount-fixed": {
			says: "Dieser Betrag lässt sich nicht durch einen anderen ersetzen.",
			todo: "Es wurde nichts signiert. Genehmige, was verlangt wurde, oder lehn es ab.",
		},
		"amount-unasked": {
			says: "Diesen Betrag hast nicht du gewählt, seit die Wallet zuletzt geöffnet wurde.",
			todo: "Es wurde nichts signiert. Wähle den Betrag noch einmal.",
		},
		"call-no-code": {
			says: "An dieser Adresse ist kein Vertrag. Ein Aufruf dort tut nichts, und was mitgeschickt wird, bleibt dort.",
			todo: "Prüfe die Adresse bei dem, der sie dir gegeben hat.",
		},
		"exit-recipient": {
			says: "Dieser Schritt eines Ausstiegs würde jemand anderen bezahlen.",
			todo: "Signiere ihn nicht. Beginne den Ausstieg noch einmal aus dieser Wallet.",
		},
		"exit-amount": {
			says: "So viel hat das Konto auf dem Rollup nicht, nach dem neuesten bewiesenen Stand.",
			todo: "Nimm weniger, oder versuche es wieder, wenn eine neuere Wurzel auf Ethereum mehr zeigt.",
		},
		"exit-simulation": {
			says: "Der Schritt wurde am bewiesenen Stand ausprobiert und schlägt dort fehl; deshalb wird er nicht angeboten.",
			todo: "Sieh dir den Ausstieg noch einmal an: Vielleicht ist es zu früh, oder jemand hat den Schritt schon getan.",
		},
		"wrong-password": {
			says: "Das Passwort öffnet diesen Tresor nicht.",
			todo: "Versuche es noch einmal.",
		},
		"bad-phrase": {
			says: "Diese Wörter sind keine gültige Wiederherstellungsphrase.",
			todo: "Prüfe jedes Wort und die Reihenfolge.",
		},
		"weak-password": {
			says: "Das Passwort ist zu leicht zu erraten.",
			todo: "Nimm mindestens 8 Zeichen, die sich nicht nur wiederholen oder weiterzählen. Vier zufällige Wörter sind gut.",
		},
		locked: {
			says: "Die Wallet ist gesperrt.",
			todo: "Entsperre sie zuerst.",
		},
		"no-vault": {
			says: "In dieser Wallet ist noch kein Schlüssel.",
			todo: "Erzeuge oder importiere zuerst eine Wiederherstellungsphrase.",
		},
		"has-vault": {
			says: "In dieser Wallet ist schon ein Schlüssel.",
			todo: "Entsperre sie. Eine weitere Phrase kannst du bei deinen Konten hinzufügen.",
		},
		"bad-key": {
			says: "Das ist kein privater Schlüssel.",
			todo: "Ein privater Schlüssel hat 64 Ziffern und Buchstaben von a bis f. Kopiere ihn ganz, und nichts sonst.",
		},
		"account-known": {
			says: "Dieses Konto ist schon in deiner Wallet.",
			todo: "Es gibt nichts hinzuzufügen. Wenn du es anders hinzufügen willst, entferne es zuerst.",
		},
		"account-unknown": {
			says: "Dieses Konto ist nicht mehr in deiner Wallet.",
			todo: "Geh zurück zu deinen Konten und sieh noch einmal nach.",
		},
		"account-watch": {
			says: "Dieses Konto beobachtest du nur. Sein Schlüssel ist nicht in dieser Wallet.",
			todo: "Wähle ein anderes Konto, oder füge dieses mit seinem Schlüssel hinzu.",
		},
		"account-last": {
			says: "Das ist das letzte Konto, dessen Schlüssel in dieser Wallet ist.",
			todo: "Füge ein anderes Konto hinzu, bevor du dieses entfernst.",
		},
		"secret-goes": {
			says: "Der Schlüssel dieses Kontos ginge mit ihm verloren.",
			todo: "Bestätige, dass du ihn auf Papier hast, oder behalte das Konto.",
		},
		"too-many-accounts": {
			says: "Für ein weiteres Konto ist kein Platz.",
			todo: "Entferne eines, das du nicht brauchst.",
		},
		"passkey-refused": {
			says: "Dieser Passkey öffnet die Wallet nicht.",
			todo: "Nimm einen anderen, oder dein Passwort.",
		},
		"passkey-unfit": {
			says: "Dieser Browser oder dieser Passkey kann keine Wallet entsperren.",
			todo: "Versuche einen anderen Passkey. Dein Passwort gilt wie bisher.",
		},
		"too-many-passkeys": {
			says: "Für einen weiteren Passkey ist kein Platz.",
			todo: "Nimm einen weg, den du nicht benutzt.",
		},
		"account-device": {
			says: "Der Schlüssel dieses Kontos liegt auf deiner Hardware-Wallet und verlässt sie nie.",
			todo: "Transaktionen und Nachrichten unterschreibt sie dort. Für alles andere wähle ein anderes Konto.",
		},
		"device-unfit": {
			says: "Dieser Browser oder dieses Gerät kann das nicht.",
			todo: "Ein Ledger braucht Chrome, Brave, Edge oder einen anderen Chromium-Browser. Was ein Gerät nicht unterschreiben kann, kann ein anderes Konto.",
		},
		"device-absent": {
			says: "Es wurde keine Hardware-Wallet gefunden.",
			todo: "Schließ sie mit dem Kabel an, entsperre sie, schließ andere Programme, die sie benutzen (etwa Ledger Live), und wähle sie in der Liste des Browsers.",
		},
		"device-lost": {
			says: "Die Hardware-Wallet hat mittendrin aufgehört zu antworten. Es wurde nichts gesendet.",
			todo: "Schließ sie wieder an, entsperre sie und versuche es noch einmal. Dieselbe Transaktion kann nie zweimal ausgeführt werden.",
		},
		"device-locked": {
			says: "Die Hardware-Wallet ist gesperrt.",
			todo: "Gib an ihr die PIN ein, und versuche es noch einmal.",
		},
		"device-app": {
			says: "Auf der Hardware-Wallet ist die Ethereum-App nicht offen.",
			todo: "Öffne auf ihr die App namens Ethereum, und versuche es noch einmal.",
		},
		"device-old": {
			says: "Die Ethereum-App auf der Hardware-Wallet ist dafür zu alt.",
			todo: "Bring sie mit dem Programm des Herstellers auf den neuesten Stand, und versuche es noch einmal.",
		},
		"device-refused": {
			says: "Es wurde an der Hardware-Wallet abgelehnt.",
			todo: "Es wurde nichts unterschrieben.",
		},
		"device-blind": {
			says: "Die Hardware-Wallet unterschreibt nichts, was sie nicht vollständig zeigen kann.",
			todo: "In ihrer Ethereum-App gibt es eine Einstellung, die es erlaubt (blindes Signieren). Dann zeigt sie weniger, als hier steht: Lies vorher hier alles.",
		},
		"device-delegate": {
			says: "Der Ledger lässt dieses Konto nicht mit diesem Code laufen.",
			todo: "Schalte in den Einstellungen seiner Ethereum-App „Smart accounts“ ein. Er nimmt nur Verträge, die sein Hersteller führt, heute einen namens Simple7702Account; um den Code zurückzunehmen, braucht er keine Liste. Es wurde nichts unterschrieben.",
		},
		"device-delegation": {
			says: "Hardware-Wallets mit QR-Codes können nicht ändern, wessen Code ein Konto ausführt: Keiner ihrer Codes trägt so etwas.",
			todo: "Ein Ledger kann ihn zurücknehmen und einen setzen, den sein Hersteller führt. Es wurde nichts unterschrieben.",
		},
		"device-other": {
			says: "Diese Hardware-Wallet hat an dieser Stelle ein anderes Konto. Auf ihr ist eine andere Wiederherstellungsphrase oder Passphrase.",
			todo: "Schließ das Gerät an, von dem dieses Konto kommt. Es wurde nichts unterschrieben.",
		},
		"device-answer": {
			says: "Was die Hardware-Wallet geantwortet hat, ist nicht zu lesen.",
			todo: "Versuche es noch einmal. Bleibt es so, bring ihre Software auf den neuesten Stand.",
		},
		"device-signature": {
			says: "Was zurückkam, ist nicht die Unterschrift dieses Kontos unter dem, was du gutgeheißen hast. Es wurde verworfen.",
			todo: "Versuche es noch einmal. Geschieht es wieder, benutze das Gerät nicht, bis du weißt, warum.",
		},
		"qr-other": {
			says: "Dieser Code gehört zu etwas anderem als dem, worum es jetzt geht.",
			todo: "Geh am Gerät zurück, und scanne den Code, der hier gezeigt wird.",
		},
		"camera-closed": {
			says: "Die Kamera gibt kein Bild.",
			todo: "Vielleicht benutzt sie gerade ein anderes Programm: Schließ es, und versuche es noch einmal.",
		},
		"camera-denied": {
			says: "Diese Seite darf die Kamera nicht benutzen.",
			todo: "Erlaube dieser Seite die Kamera, am Zeichen neben ihrer Adresse oder in den Einstellungen des Browsers, und versuche es noch einmal. Das Bild bleibt auf diesem Gerät.",
		},
		"camera-none": {
			says: "Der Browser findet keine Kamera.",
			todo: "Schließ eine an, oder öffne diese Wallet auf einem Computer, der eine hat, und versuche es noch einmal.",
		},
		"user-refused": {
			says: "Du hast Nein gesagt.",
			todo: "Es wurde nichts signiert.",
		},
		"asked-lately": {
			says: "Die Website wurde eben erst abgewiesen; deshalb wurdest du nicht noch einmal gefragt.",
			todo: "Warte ein wenig, oder lass sie in den Einstellungen wieder fragen.",
		},
		"site-blocked": {
			says: "Du hast diese Website blockiert.",
			todo: "Heb das in den Einstellungen auf.",
		},
		"not-permitted": {
			says: "Die Website hat dafür keine Erlaubnis.",
			todo: "Verbinde die Website zuerst.",
		},
		"signing-stopped": {
			says: "Das Signieren ist gestoppt.",
			todo: "Den Grund liest du auf der ersten Seite.",
		},
		"message-opaque": {
			says: "Die Website will 32 Bytes signiert haben, die nichts sagen. Sie können für alles stehen, deshalb werden sie nicht signiert.",
			todo: "Die Website muss zeigen, was sie signiert haben will.",
		},
		"message-transaction": {
			says: "Die Website nennt es einen Text, aber es hat die Form einer Transaktion. Es wird nicht signiert.",
			todo: "Wenn du der Website vertraust, sag es denen, die sie machen. Sonst lass es.",
		},
		"message-chain": {
			says: "Die Nachricht ist für ein anderes Netzwerk als das, das die Website benutzt. Sie wird nicht signiert.",
			todo: "Wechsle auf der Website das Netzwerk, und versuche es dort noch einmal.",
		},
		"sign-in-site": {
			says: "Jemand versucht, anderswo deinen Namen zu benutzen: Die Nachricht würde dich bei einer anderen Website anmelden als der, die fragt. Sie wird nicht signiert.",
			todo: "Verlass diese Website. Nichts von dir wurde weggegeben.",
		},
		"sign-in-terms": {
			says: "Die Anmeldung nennt ein anderes Konto, ein Netzwerk, das diese Wallet nicht kennt, oder eine Zeit, die nicht jetzt ist. Sie wird nicht signiert.",
			todo: "Lade die Website neu, und melde dich mit diesem Konto noch einmal an. Hilft das nicht, prüfe die Uhr deines Geräts.",
		},

		// --- what we do not do
		"blind-signature": {
			says: "Diese Art von Signatur verbirgt, was du signierst. Deshalb macht Sextant sie nie.",
			todo: "Die Website kann mit personal_sign oder eth_signTypedData_v4 fragen; das kannst du lesen.",
		},
		"vm-unsupported": {
			says: "Die Chain führt Code auf eine Weise aus, die die Maschine dieser Wallet nicht beherrscht.",
			todo: "Über diesen Aufruf wird nichts gesagt. Aktualisiere Sextant.",
		},
		"token-no-code": {
			says: "An dieser Adresse ist kein Vertrag.",
			todo: "Prüfe die Adresse, und ob der Token auf dieser Chain ist.",
		},
		"not-a-token": {
			says: "Dieser Vertrag antwortet nicht, wie ein Token es tut.",
			todo: "Prüfe die Adresse. Vielleicht ist es ein Vertrag anderer Art.",
		},
		"picture-unfit": {
			says: "Was die Sammlung als Bild angibt, ist keines, das hier gezeigt wird.",
			todo: "Mit dem, was du hast, ist alles in Ordnung: Es gehört dir durch seinen Vertrag, nicht durch sein Bild.",
		},
		"clear-unknown": {
			says: "Diese Version weiß nicht, was dieser Aufruf tut.",
			todo: "Sieh dir den Vertrag und die rohen Daten an, oder unterschreib nicht.",
		},
		"clear-data": {
			says: "Die Daten dieses Aufrufs sind nicht so geschrieben, wie sie sein sollten. Sie lassen sich nicht sicher lesen.",
			todo: "Unterschreib nicht, wenn du nicht genau weißt, was es ist.",
		},
		"clear-format": {
			says: "Die Beschreibung dieses Aufrufs lässt sich nicht lesen, und geraten wird nichts.",
			todo: "Sieh dir den Vertrag und die rohen Daten an, oder unterschreib nicht.",
		},
		"ens-name": {
			says: "So kann kein Name im Namensdienst von Ethereum heißen.",
			todo: "Prüfe die Schreibweise, oder füge die Adresse ein.",
		},
		"ens-absent": {
			says: "Dieser Name führt zu keiner Adresse.",
			todo: "Prüfe die Schreibweise, oder frag den Inhaber nach der Adresse.",
		},
		"ens-offchain": {
			says: "Für diesen Namen antwortet ein Server, und was er sagt, lässt sich nicht beweisen.",
			todo: "Frag den Inhaber nach der Adresse, und füge sie ein.",
		},
		"ens-answer": {
			says: "Was der Vertrag dieses Namens antwortet, ist keine Adresse.",
			todo: "Frag den Inhaber nach der Adresse, und füge sie ein.",
		},
		"ens-two-answers": {
			says: "Der alte und der neue Namensdienst nennen für diesen Namen verschiedene Adressen.",
			todo: "Frag den Inhaber nach der Adresse, und füge sie ein.",
		},
		"ens-elsewhere": {
			says: "In diesem Netzwerk gibt es keinen Namensdienst.",
			todo: "Füge die Adresse ein.",
		},
		"too-many-tokens": {
			says: "Die Liste der Token ist voll.",
			todo: "Entferne einen, den du nicht brauchst, und füge dann diesen hinzu.",
		},
		"evm-bounds": {
			says: "Der Code verlangt mehr, als auf diesem Gerät ausgeführt wird.",
			todo: "Die Website kann weniger auf einmal verlangen.",
		},
		"call-reverted": {
			says: "Der Vertrag lehnt diesen Aufruf ab.",
			todo: "Lies seinen Grund. Es wurde nichts gesendet.",
		},
		"call-failed": {
			says: "So, wie er ist, kann dieser Aufruf nicht gelingen.",
			todo: "Die Website muss ihn ändern. Es wurde nichts gesendet.",
		},
		"replay-impure": {
			says: "Der Verifier tut mehr, als zu rechnen; ihn allein auszuführen beweist deshalb nichts.",
			todo: "Der Beweis wird hier nicht noch einmal geprüft. Aktualisiere Sextant.",
		},
		"unknown-chain": {
			says: "Sextant folgt dieser Chain nicht.",
			todo: "Importiere eine Netzwerkdatei für sie.",
		},
		"network-unconfirmed": {
			says: "Die Datei dieses Netzwerks wurde auf diesem Gerät nicht bestätigt, oder es ist nicht die bestätigte.",
			todo: "Öffne Sextant und bestätige das Netzwerk: Es zeigt, was in der Datei steht, bevor sich etwas darauf stützt.",
		},
		"network-refused": {
			says: "Diese Netzwerkdatei lässt sich nicht übernehmen.",
			todo: "Was im Weg steht, sagen die Worte unten. Bitte den Urheber der Datei um eine andere, oder entferne ein Netzwerk, das du nicht mehr benutzt.",
		},
		"not-followed": {
			says: "Für diese Chain ist kein Endpunkt gewählt.",
			todo: "Wähle Endpunkte in den Einstellungen.",
		},

		// --- the world outside
		"too-slow": {
			says: "Der Endpunkt braucht zu lange.",
			todo: anotherEndpoint,
		},
		"http-status": {
			says: "Der Endpunkt hat mit einem Fehler geantwortet.",
			todo: "Versuche es später noch einmal oder füge einen weiteren Endpunkt hinzu.",
		},
		"rpc-error": {
			says: "Der Endpunkt hat die Anfrage abgelehnt.",
			todo: "Versuche es später noch einmal oder füge einen weiteren Endpunkt hinzu.",
		},
		"host-denied": {
			says: "Der Browser darf diesen Endpunkt nicht erreichen.",
			todo: "Erlaube es in den Einstellungen.",
		},
		storage: {
			says: "Der Speicher des Browsers antwortet nicht.",
			todo: "Schaff etwas Platz und starte den Browser neu.",
		},
		"not-loaded": {
			says: "Ein Teil von Sextant ließ sich nicht laden.",
			todo: "Versuch es noch einmal. Bleibt es dabei, starte den Browser neu.",
		},
		cancelled: {
			says: "Die Arbeit wurde angehalten.",
			todo: "Beginne noch einmal.",
		},

		// --- how the heavy checks are done
		"wasm-refused": {
			says: "Dieser Browser führt dieses WebAssembly-Modul nicht aus.",
			todo: "Nichts zu tun: Dasselbe wird auf andere, langsamere Weise geprüft.",
		},
		"wasm-shape": {
			says: "Ein WebAssembly-Modul dieser Version ist nicht das, das es sein sollte.",
			todo: "Installiere Sextant neu.",
		},
		"kernel-unsound": {
			says: "Auf einem der schnelleren Wege rechnet dieses Gerät falsch.",
			todo: "Nichts zu tun: Dieser Weg wird nicht benutzt.",
		},

		// --- exits
		"exit-unknown": {
			says: "Dieser Ausstieg ist nicht auf diesem Gerät.",
			todo: "Importiere seine Datei, oder beginne ihn neu.",
		},
		"exit-way": {
			says: "Diese Version von Sextant kennt diesen Weg hinaus nicht.",
			todo: "Mach mit der Version weiter, mit der er begonnen wurde. Nichts ist verloren: Was auf L1 ist, bleibt dort.",
		},
		"exit-not-now": {
			says: "Bei diesem Schritt gibt es jetzt nichts zu signieren.",
			todo: "Worauf er wartet, steht auf der Karte.",
		},
		"exit-moved": {
			says: "Ethereum ist weitergegangen, seit dieser Schritt vorbereitet wurde, und ein anderer tritt an seine Stelle.",
			todo: "Sieh dir den Schritt an, wie er jetzt ist, und signiere den.",
		},
		"exit-drill": {
			says: "Eine Probe ist für Testnetzwerke da, mit einem kleinen Betrag.",
			todo: "In einem Netzwerk, in dem Coins etwas wert sind, beginne gleich den Ausstieg selbst.",
		},
		"exit-other": {
			says: "Diese Datei ist für ein Konto oder ein Netzwerk, das nicht hier ist.",
			todo: "Wähle ihr Netzwerk, oder öffne die Wallet, die ihr Konto hat.",
		},
		"receipt-elsewhere": {
			says: "Das wurde auf einem anderen Gerät signiert, und die Belege dazu sind dort geblieben.",
			todo: "Exportiere die Quittung auf dem Gerät, das es signiert hat. Was auf Ethereum daraus wurde, wird hier trotzdem bewiesen.",
		},
	},
};
