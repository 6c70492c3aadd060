// What each fault says, in German.

import type { FaultTable } from "./fault-table.ts";
import { safeFaultsDe } from "./safe-faults-de.ts";

const oneByOne =
	"Nichts zu tun: Den Komitees wird einzeln gefolgt, eines nach dem anderen.";
const makeAgain = "Erstellen Sie den Auftrag neu.";
const tellOthers =
	"Das Signieren auf diesem Rollup ist gestoppt. Bewahren Sie die Belege auf und sagen Sie es anderen.";
const anotherEndpoint =
	"Prüfen Sie die Verbindung oder fügen Sie einen weiteren Endpunkt hinzu.";

export const faultsDe: FaultTable = {
	putAside:
		"Dieser Endpunkt wird beiseitegelegt. Wenn Sie einen anderen haben, ist nichts zu tun; sonst fügen Sie in den Einstellungen einen hinzu.",
	of: {
		...safeFaultsDe,

		// --- bytes that do not decode
		"bad-json": {
			says: "Die Antwort ist nicht das JSON, das sie sein sollte.",
		},
		"bad-ssz": { says: "Die Antwort ist kein gültiges SSZ." },
		"bad-rlp": { says: "Die Antwort ist kein kanonisches RLP." },
		"bad-field": { says: "Ein Feld der Antwort hat die falsche Form." },
		"bad-params": {
			says: "Ein Feld der Anfrage hat die falsche Form.",
			todo: "Berichtigen Sie das unten genannte Feld. Hat eine Website gefragt, muss sie es tun.",
		},
		"bad-file": {
			says: "Diese Datei hat nicht Sextant geschrieben, oder sie wurde verändert.",
			todo: "Exportieren Sie sie noch einmal und importieren Sie die neue Datei.",
		},
		"too-large": {
			says: "Die Antwort ist größer, als eine wahre Antwort sein kann.",
		},

		// --- the L1 light client
		"bootstrap-root": {
			says: "Die Startdaten gehören nicht zu dem Checkpoint, den Sie angenommen haben.",
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
			todo: "Warten Sie. Hält es an, steckt vielleicht Ethereum selbst in Schwierigkeiten.",
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
			todo: "Das Signieren ist gestoppt. Vergleichen Sie Checkpoints mit Menschen, denen Sie vertrauen, und nehmen Sie dann einen neuen an.",
		},
		"checkpoint-age": {
			says: "Der Checkpoint ist zu alt, um sicher von ihm auszugehen.",
			todo: "Holen Sie einen neuen Checkpoint oder geben Sie einen aus einer Quelle ein, der Sie vertrauen.",
		},
		"checkpoint-quorum": {
			says: "Die meisten Anbieter sind sich nicht über einen Checkpoint einig.",
			todo: "Versuchen Sie es in ein paar Minuten noch einmal, wechseln Sie die Anbieter oder geben Sie selbst einen Checkpoint ein.",
		},
		"too-few-providers": {
			says: "Ein Checkpoint wird nur von mindestens drei unabhängigen Anbietern übernommen, und es sind weniger.",
			todo: "Fügen Sie Beacon-Endpunkte hinzu, die andere Firmen betreiben, oder geben Sie selbst einen Checkpoint ein.",
		},
		"checkpoint-unknown": {
			says: "Keiner Ihrer Endpunkte kennt einen Block unter dieser Wurzel.",
			todo: "Vergleichen Sie sie Zeichen für Zeichen mit der Quelle. Wenn sie stimmt, fügen Sie einen Beacon-Endpunkt hinzu, der sie hat.",
		},
		"future-header": {
			says: "Der Header ist für eine Zeit signiert, die noch nicht gekommen ist.",
			todo: "Prüfen Sie die Uhr dieses Geräts.",
		},
		clock: {
			says: "Die Uhr dieses Geräts passt nicht zu dem, was das Komitee signiert hat.",
			todo: "Stellen Sie die Uhr. Bis beides zusammenpasst, wird nichts signiert.",
		},
		"other-chain": { says: "Der Endpunkt gehört zu einer anderen Chain." },
		"unknown-fork": {
			says: "Die Chain hat einen Fork, den diese Version nicht kennt.",
			todo: "Aktualisieren Sie Sextant oder importieren Sie die neue Netzwerkdatei.",
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
			todo: "Fügen Sie einen Endpunkt hinzu, der für neue Blöcke Beweise liefert (eth_getProof).",
		},
		"not-anchored": {
			says: "Noch legt sich kein signierter Header auf diesen Block fest.",
			todo: "Warten Sie auf den nächsten signierten Header.",
		},
		"not-synced": {
			says: "Der Light Client ist noch nicht am neuesten Block angekommen.",
			todo: "Warten Sie, bis die Synchronisierung fertig ist.",
		},
		"stale-head": {
			says: "Zu lange ist kein neuer signierter Header gekommen.",
			todo: "Ihre Endpunkte antworten nicht mehr. Prüfen Sie Ihre Verbindung und versuchen Sie es dann noch einmal.",
		},

		// --- rollups
		"l2-unknown-code": {
			says: "Der Vertrag des Rollups auf L1 hat Code, den diese Version nicht kennt.",
			todo: "Neue Aufträge auf diesem Rollup sind gestoppt. Ausstiege bleiben offen. Aktualisieren Sie Sextant.",
		},
		"l2-root-unproposed": {
			says: "Auf L1 wird eine Wurzel behauptet, aber niemand, den wir beim Wort nehmen können, steht dafür ein.",
			todo: "Warten Sie, bis sie lange genug unangefochten ist oder der Sequencer sie signiert.",
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
			todo: "Verlassen Sie sich nicht auf die Daten dieses Rollups. Die Wurzel selbst ist unabhängig davon bewiesen.",
		},
		"data-missing": {
			says: "Die Daten des Batches ließen sich nicht lesen.",
			todo: "Fügen Sie einen weiteren Endpunkt des Rollups hinzu. Ohne seine Daten kann niemand weitermachen, wenn der Betreiber aufhört.",
		},
		"l2-frozen": {
			says: "Das Rollup ist auf L1 eingefroren: Es nimmt keine Operation mehr an.",
			todo: "Dort lässt sich nichts mehr senden. Was Ihnen gehört, lässt sich auf L1 durch einen Beweis gegen die letzte Wurzel herausholen.",
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
			todo: "Importieren Sie ein neueres Profil dieses Rollups von jemandem, dem Sie vertrauen.",
		},
		"not-rechecked": {
			says: "Der Gültigkeitsbeweis der neuesten Wurzel wurde hier noch nicht geprüft.",
			todo: "Warten Sie, bis ihr Beweis gefunden und geprüft ist.",
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
			todo: "Verlassen Sie sich nicht auf diese Datei.",
		},
		"evidence-anchor": {
			says: "Die Belege passen zueinander, beginnen aber bei einem Checkpoint, den Sie nicht angenommen haben.",
			todo: "Vergleichen Sie ihren Checkpoint mit einem, dem Sie vertrauen.",
		},
		"evidence-binding": {
			says: "Die Belege wurden für eine andere Website oder eine andere Anfrage gemacht.",
			todo: "Fragen Sie die Wallet noch einmal.",
		},
		"order-evidence": {
			says: "Ein Feld des Auftrags passt nicht zu dem, was seine Belege beweisen.",
			todo: makeAgain,
		},
		"order-stale": {
			says: "Das, worauf sich der Auftrag stützt, ist inzwischen zu alt.",
			todo: makeAgain,
		},
		"order-funds": {
			says: "Das bewiesene Guthaben deckt den Betrag und die höchste Gebühr nicht.",
			todo: "Senden Sie weniger.",
		},
		"order-nonce": {
			says: "Die nächste Nonce steht nicht fest.",
			todo: "Warten Sie, bis Ihre frühere Transaktion bewiesen ist.",
		},
		"order-waits": {
			says: "Ein früherer Auftrag wartet noch auf Ihre Entscheidung, und erst danach steht fest, an welcher Stelle der nächste kommt.",
			todo: "Entscheiden Sie darüber oder verwerfen Sie ihn: Er steht auf der ersten Seite.",
		},
		"receipt-missing": {
			says: "Die Nummer dieser Transaktion ist auf ihrer Chain verbraucht, und kein Endpunkt zeigt ihre Quittung. Entweder ist sie ausgeführt worden, oder eine andere Transaktion kam an ihre Stelle.",
			todo: "Sehen Sie sich das Guthaben des Empfängers an, bevor Sie noch einmal senden. Sie können sie weglegen.",
		},
		"too-many-orders": {
			says: "Von diesem Konto sind zu viele Transaktionen unterwegs.",
			todo: "Öffnen Sie die Aufträge: Warten Sie, bis einige erledigt sind, und legen Sie die erledigten weg.",
		},
		"order-fee": {
			says: "Die Gebühr liegt außerhalb dessen, was die bewiesene Grundgebühr erlaubt.",
			todo: makeAgain,
		},
		"order-unknown": {
			says: "Diesen Auftrag gibt es nicht, oder über ihn ist schon entschieden.",
			todo: makeAgain,
		},
		"order-changed": {
			says: "Worauf sich der Auftrag stützt, hat sich geändert, seit Sie ihn gelesen haben; Ihr Ja galt also etwas anderem.",
			todo: "Es wurde nichts signiert. Lesen Sie ihn noch einmal: Was sich geändert hat, steht oben.",
		},
		"order-delegated": {
			says: "Dieses Konto führt Code aus, und nichts begrenzt, was der ausgeben kann.",
			todo: "Heben Sie zuerst die Delegation auf.",
		},
		"order-unforeseen": {
			says: "Dieser Aufruf wurde nicht zuerst ausprobiert; niemand kann also sagen, was er täte.",
			todo: "Es wurde nichts signiert. Versuchen Sie es gleich noch einmal.",
		},
		"order-long": {
			says: "Dieser Aufruf ist zu lang, oder neben ihm ist zu viel unterwegs.",
			todo: "Warten Sie, bis erledigt ist, was unterwegs ist, oder fordern Sie einen kürzeren Aufruf an.",
		},
		"order-foretold": {
			says: "Auf bewiesenem Zustand ausprobiert, schlägt dieser Aufruf fehl oder tut mehr, als er sagt.",
			todo: "Es wurde nichts signiert. Signieren Sie ihn auch anderswo nicht, wenn Sie nicht wissen, warum.",
		},
		"call-no-code": {
			says: "An dieser Adresse ist kein Vertrag. Ein Aufruf dort tut nichts, und was mitgeschickt wird, bleibt dort.",
			todo: "Prüfen Sie die Adresse bei dem, der sie Ihnen gegeben hat.",
		},
		"exit-recipient": {
			says: "Dieser Schritt eines Ausstiegs würde jemand anderen bezahlen.",
			todo: "Signieren Sie ihn nicht. Beginnen Sie den Ausstieg noch einmal aus dieser Wallet.",
		},
		"exit-amount": {
			says: "So viel hat das Konto auf dem Rollup nicht, nach dem neuesten bewiesenen Stand.",
			todo: "Nehmen Sie weniger, oder versuchen Sie es wieder, wenn eine neuere Wurzel auf Ethereum mehr zeigt.",
		},
		"exit-simulation": {
			says: "Der Schritt wurde am bewiesenen Stand ausprobiert und schlägt dort fehl; deshalb wird er nicht angeboten.",
			todo: "Sehen Sie sich den Ausstieg noch einmal an: Vielleicht ist es zu früh, oder jemand hat den Schritt schon getan.",
		},
		"wrong-password": {
			says: "Das Passwort öffnet diesen Tresor nicht.",
			todo: "Versuchen Sie es noch einmal.",
		},
		"bad-phrase": {
			says: "Diese Wörter sind keine gültige Wiederherstellungsphrase.",
			todo: "Prüfen Sie jedes Wort und die Reihenfolge.",
		},
		"weak-password": {
			says: "Das Passwort ist zu leicht zu erraten.",
			todo: "Nehmen Sie mindestens 8 Zeichen, die sich nicht nur wiederholen oder weiterzählen. Vier zufällige Wörter sind gut.",
		},
		locked: {
			says: "Die Wallet ist gesperrt.",
			todo: "Entsperren Sie sie zuerst.",
		},
		"no-vault": {
			says: "In dieser Wallet ist noch kein Schlüssel.",
			todo: "Erzeugen oder importieren Sie zuerst eine Wiederherstellungsphrase.",
		},
		"has-vault": {
			says: "In dieser Wallet ist schon ein Schlüssel.",
			todo: "Entsperren Sie sie. Eine weitere Phrase können Sie bei Ihren Konten hinzufügen.",
		},
		"bad-key": {
			says: "Das ist kein privater Schlüssel.",
			todo: "Ein privater Schlüssel hat 64 Ziffern und Buchstaben von a bis f. Kopieren Sie ihn ganz, und nichts sonst.",
		},
		"account-known": {
			says: "Dieses Konto ist schon in Ihrer Wallet.",
			todo: "Es gibt nichts hinzuzufügen. Wenn Sie es anders hinzufügen wollen, entfernen Sie es zuerst.",
		},
		"account-unknown": {
			says: "Dieses Konto ist nicht mehr in Ihrer Wallet.",
			todo: "Gehen Sie zurück zu Ihren Konten und sehen Sie noch einmal nach.",
		},
		"account-watch": {
			says: "Dieses Konto beobachten Sie nur. Sein Schlüssel ist nicht in dieser Wallet.",
			todo: "Wählen Sie ein anderes Konto, oder fügen Sie dieses mit seinem Schlüssel hinzu.",
		},
		"account-last": {
			says: "Das ist das letzte Konto, das signieren kann.",
			todo: "Fügen Sie ein anderes Konto hinzu, bevor Sie dieses entfernen.",
		},
		"secret-goes": {
			says: "Der Schlüssel dieses Kontos ginge mit ihm verloren.",
			todo: "Bestätigen Sie, dass Sie ihn auf Papier haben, oder behalten Sie das Konto.",
		},
		"too-many-accounts": {
			says: "Für ein weiteres Konto ist kein Platz.",
			todo: "Entfernen Sie eines, das Sie nicht brauchen.",
		},
		"passkey-refused": {
			says: "Dieser Passkey öffnet die Wallet nicht.",
			todo: "Nehmen Sie einen anderen, oder Ihr Passwort.",
		},
		"passkey-unfit": {
			says: "Dieser Browser oder dieser Passkey kann keine Wallet entsperren.",
			todo: "Versuchen Sie einen anderen Passkey. Ihr Passwort gilt wie bisher.",
		},
		"too-many-passkeys": {
			says: "Für einen weiteren Passkey ist kein Platz.",
			todo: "Nehmen Sie einen weg, den Sie nicht benutzen.",
		},
		"user-refused": {
			says: "Sie haben Nein gesagt.",
			todo: "Es wurde nichts signiert.",
		},
		"asked-lately": {
			says: "Die Website wurde eben erst abgewiesen; deshalb wurden Sie nicht noch einmal gefragt.",
			todo: "Warten Sie ein wenig, oder lassen Sie sie in den Einstellungen wieder fragen.",
		},
		"site-blocked": {
			says: "Sie haben diese Website blockiert.",
			todo: "Heben Sie das in den Einstellungen auf.",
		},
		"not-permitted": {
			says: "Die Website hat dafür keine Erlaubnis.",
			todo: "Verbinden Sie die Website zuerst.",
		},
		"signing-stopped": {
			says: "Das Signieren ist gestoppt.",
			todo: "Den Grund lesen Sie auf der ersten Seite.",
		},
		"message-opaque": {
			says: "Die Website will 32 Bytes signiert haben, die nichts sagen. Sie können für alles stehen, deshalb werden sie nicht signiert.",
			todo: "Die Website muss zeigen, was sie signiert haben will.",
		},
		"message-transaction": {
			says: "Die Website nennt es einen Text, aber es hat die Form einer Transaktion. Es wird nicht signiert.",
			todo: "Wenn Sie der Website vertrauen, sagen Sie es denen, die sie machen. Sonst lassen Sie es.",
		},
		"message-chain": {
			says: "Die Nachricht ist für ein anderes Netzwerk als das, das die Website benutzt. Sie wird nicht signiert.",
			todo: "Wechseln Sie auf der Website das Netzwerk, und versuchen Sie es dort noch einmal.",
		},
		"sign-in-site": {
			says: "Jemand versucht, anderswo Ihren Namen zu benutzen: Die Nachricht würde Sie bei einer anderen Website anmelden als der, die fragt. Sie wird nicht signiert.",
			todo: "Verlassen Sie diese Website. Nichts von Ihnen wurde weggegeben.",
		},
		"sign-in-terms": {
			says: "Die Anmeldung nennt ein anderes Konto, ein Netzwerk, das diese Wallet nicht kennt, oder eine Zeit, die nicht jetzt ist. Sie wird nicht signiert.",
			todo: "Laden Sie die Website neu, und melden Sie sich mit diesem Konto noch einmal an. Hilft das nicht, prüfen Sie die Uhr Ihres Geräts.",
		},

		// --- what we do not do
		"unverifiable-method": {
			says: "Sextant kann die Antwort auf diese Methode noch nicht prüfen und gibt deshalb keine.",
			todo: "Die Website kann eine Methode benutzen, die sich prüfen lässt.",
		},
		"blind-signature": {
			says: "Diese Art von Signatur verbirgt, was Sie signieren. Deshalb macht Sextant sie nie.",
			todo: "Die Website kann mit personal_sign oder eth_signTypedData_v4 fragen; das können Sie lesen.",
		},
		"vm-unsupported": {
			says: "Die Chain führt Code auf eine Weise aus, die die Maschine dieser Wallet nicht beherrscht.",
			todo: "Über diesen Aufruf wird nichts gesagt. Aktualisieren Sie Sextant.",
		},
		"token-no-code": {
			says: "An dieser Adresse ist kein Vertrag.",
			todo: "Prüfen Sie die Adresse, und ob der Token auf dieser Chain ist.",
		},
		"not-a-token": {
			says: "Dieser Vertrag antwortet nicht, wie ein Token es tut.",
			todo: "Prüfen Sie die Adresse. Vielleicht ist es ein Vertrag anderer Art.",
		},
		"clear-unknown": {
			says: "Diese Version weiß nicht, was dieser Aufruf tut.",
			todo: "Sehen Sie sich den Vertrag und die rohen Daten an, oder unterschreiben Sie nicht.",
		},
		"clear-data": {
			says: "Die Daten dieses Aufrufs sind nicht so geschrieben, wie sie sein sollten. Sie lassen sich nicht sicher lesen.",
			todo: "Unterschreiben Sie nicht, wenn Sie nicht genau wissen, was es ist.",
		},
		"clear-format": {
			says: "Die Beschreibung dieses Aufrufs lässt sich nicht lesen, und geraten wird nichts.",
			todo: "Sehen Sie sich den Vertrag und die rohen Daten an, oder unterschreiben Sie nicht.",
		},
		"ens-name": {
			says: "So kann kein Name im Namensdienst von Ethereum heißen.",
			todo: "Prüfen Sie die Schreibweise, oder fügen Sie die Adresse ein.",
		},
		"ens-absent": {
			says: "Dieser Name führt zu keiner Adresse.",
			todo: "Prüfen Sie die Schreibweise, oder fragen Sie den Inhaber nach der Adresse.",
		},
		"ens-offchain": {
			says: "Für diesen Namen antwortet ein Server, und was er sagt, lässt sich nicht beweisen.",
			todo: "Fragen Sie den Inhaber nach der Adresse, und fügen Sie sie ein.",
		},
		"ens-answer": {
			says: "Was der Vertrag dieses Namens antwortet, ist keine Adresse.",
			todo: "Fragen Sie den Inhaber nach der Adresse, und fügen Sie sie ein.",
		},
		"ens-two-answers": {
			says: "Der alte und der neue Namensdienst nennen für diesen Namen verschiedene Adressen.",
			todo: "Fragen Sie den Inhaber nach der Adresse, und fügen Sie sie ein.",
		},
		"ens-elsewhere": {
			says: "In diesem Netzwerk gibt es keinen Namensdienst.",
			todo: "Fügen Sie die Adresse ein.",
		},
		"too-many-tokens": {
			says: "Die Liste der Token ist voll.",
			todo: "Entfernen Sie einen, den Sie nicht brauchen, und fügen Sie dann diesen hinzu.",
		},
		"evm-bounds": {
			says: "Der Code verlangt mehr, als auf diesem Gerät ausgeführt wird.",
			todo: "Die Website kann weniger auf einmal verlangen.",
		},
		"call-reverted": {
			says: "Der Vertrag lehnt diesen Aufruf ab.",
			todo: "Lesen Sie seinen Grund. Es wurde nichts gesendet.",
		},
		"call-failed": {
			says: "So, wie er ist, kann dieser Aufruf nicht gelingen.",
			todo: "Die Website muss ihn ändern. Es wurde nichts gesendet.",
		},
		"replay-impure": {
			says: "Der Verifier tut mehr, als zu rechnen; ihn allein auszuführen beweist deshalb nichts.",
			todo: "Der Beweis wird hier nicht noch einmal geprüft. Aktualisieren Sie Sextant.",
		},
		"unknown-chain": {
			says: "Sextant folgt dieser Chain nicht.",
			todo: "Importieren Sie eine Netzwerkdatei für sie.",
		},
		"network-unconfirmed": {
			says: "Die Datei dieses Netzwerks wurde auf diesem Gerät nicht bestätigt, oder es ist nicht die bestätigte.",
			todo: "Öffnen Sie Sextant und bestätigen Sie das Netzwerk: Es zeigt, was in der Datei steht, bevor sich etwas darauf stützt.",
		},
		"network-refused": {
			says: "Diese Netzwerkdatei lässt sich nicht übernehmen.",
			todo: "Was im Weg steht, sagen die Worte unten. Bitten Sie den Urheber der Datei um eine andere, oder entfernen Sie ein Netzwerk, das Sie nicht mehr benutzen.",
		},
		"not-followed": {
			says: "Für diese Chain ist kein Endpunkt gewählt.",
			todo: "Wählen Sie Endpunkte in den Einstellungen.",
		},

		// --- the world outside
		unreachable: {
			says: "Der Endpunkt antwortet nicht.",
			todo: anotherEndpoint,
		},
		"too-slow": {
			says: "Der Endpunkt braucht zu lange.",
			todo: anotherEndpoint,
		},
		"http-status": {
			says: "Der Endpunkt hat mit einem Fehler geantwortet.",
			todo: "Versuchen Sie es später noch einmal oder fügen Sie einen weiteren Endpunkt hinzu.",
		},
		"rpc-error": {
			says: "Der Endpunkt hat die Anfrage abgelehnt.",
			todo: "Versuchen Sie es später noch einmal oder fügen Sie einen weiteren Endpunkt hinzu.",
		},
		"host-denied": {
			says: "Der Browser darf diesen Endpunkt nicht erreichen.",
			todo: "Erlauben Sie es in den Einstellungen.",
		},
		storage: {
			says: "Der Speicher des Browsers antwortet nicht.",
			todo: "Schaffen Sie etwas Platz und starten Sie den Browser neu.",
		},
		"too-many": {
			says: "Es wird zu viel auf einmal verlangt.",
			todo: "Warten Sie einen Augenblick.",
		},
		cancelled: {
			says: "Die Arbeit wurde angehalten.",
			todo: "Beginnen Sie noch einmal.",
		},

		// --- how the heavy checks are done
		"wasm-refused": {
			says: "Dieser Browser führt dieses WebAssembly-Modul nicht aus.",
			todo: "Nichts zu tun: Dasselbe wird auf andere, langsamere Weise geprüft.",
		},
		"wasm-shape": {
			says: "Ein WebAssembly-Modul dieser Version ist nicht das, das es sein sollte.",
			todo: "Installieren Sie Sextant neu.",
		},
		"kernel-unsound": {
			says: "Auf einem der schnelleren Wege rechnet dieses Gerät falsch.",
			todo: "Nichts zu tun: Dieser Weg wird nicht benutzt.",
		},

		// --- exits
		"exit-unknown": {
			says: "Dieser Ausstieg ist nicht auf diesem Gerät.",
			todo: "Importieren Sie seine Datei, oder beginnen Sie ihn neu.",
		},
		"exit-way": {
			says: "Diese Version von Sextant kennt diesen Weg hinaus nicht.",
			todo: "Machen Sie mit der Version weiter, mit der er begonnen wurde. Nichts ist verloren: Was auf L1 ist, bleibt dort.",
		},
		"exit-not-now": {
			says: "Bei diesem Schritt gibt es jetzt nichts zu signieren.",
			todo: "Worauf er wartet, steht auf der Karte.",
		},
		"exit-moved": {
			says: "Ethereum ist weitergegangen, seit dieser Schritt vorbereitet wurde, und ein anderer tritt an seine Stelle.",
			todo: "Sehen Sie sich den Schritt an, wie er jetzt ist, und signieren Sie den.",
		},
		"exit-drill": {
			says: "Eine Probe ist für Testnetzwerke da, mit einem kleinen Betrag.",
			todo: "In einem Netzwerk, in dem Coins etwas wert sind, beginnen Sie gleich den Ausstieg selbst.",
		},
		"exit-other": {
			says: "Diese Datei ist für ein Konto oder ein Netzwerk, das nicht hier ist.",
			todo: "Wählen Sie ihr Netzwerk, oder öffnen Sie die Wallet, die ihr Konto hat.",
		},
		"receipt-elsewhere": {
			says: "Das wurde auf einem anderen Gerät signiert, und die Belege dazu sind dort geblieben.",
			todo: "Exportieren Sie die Quittung auf dem Gerät, das es signiert hat. Was auf Ethereum daraus wurde, wird hier trotzdem bewiesen.",
		},

		internal: {
			says: "Sextant hat einen Fehler gemacht.",
			todo: "Bitte melden Sie ihn mit den Worten unten.",
		},
	},
};
