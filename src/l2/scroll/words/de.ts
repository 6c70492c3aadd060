// What a Scroll rollup's exit says, in German.

import type { Words } from "../../../protocol/message.ts";
import type { scrollCodes } from "../checks/codes.ts";

export const scrollDe: Words<typeof scrollCodes> = {
	"scroll.force.title": "Auszahlung erzwingen",
	"scroll.force.what":
		"Stellt eine Transaktion von dir in die Warteschlange von {chain} auf L1: Sie zahlt {what} an dieses selbe Konto auf L1 aus.",
	"scroll.force.token": "Auf L1 ist das der Token {token}.",
	"scroll.force.fee":
		"Der mitgesendete Ether bezahlt die Gebühr der Warteschlange. Was übrig bleibt, kommt in derselben Transaktion zurück.",
	"scroll.relay.title-ether": "Ether abholen",
	"scroll.relay.title-token": "Token abholen",
	"scroll.relay.ether": "Zahlt {what} auf dein Konto.",
	"scroll.relay.token":
		"Zahlt {what} auf dein Konto, als Token {token} von L1.",
	"scroll.relay.proof":
		"Ausgezahlt wird Nachricht {nonce} von {chain}, durch ihren Beweis gegen die Nachrichten von Batch {batch}, den L1 finalisiert hat.",
	"scroll.changed":
		"Die Verträge des Rollups wurden geändert ({contracts:and}), oder die Netzwerkdatei irrt sich über sie. Was von ihnen gelesen wird, kann inzwischen etwas anderes bedeuten, und eine Pause zeigt sich nicht. Jeder Schritt wird am Code dort ausprobiert, bevor du ihn signierst.",
	"scroll.code.forced":
		"Dein Konto führt auf Ethereum Code aus, höchstwahrscheinlich durch eine Delegation (EIP-7702). Für ein solches Konto signiert diese Wallet keinen Schritt: Sein Code könnte mehr tun, als du siehst, oder ablehnen, was ankommt. Auch Scrolls Verträge lehnen es ab, wo andere anstelle des Betreibers finalisieren. Verloren geht nichts. Hast du die Delegation erteilt, heb sie zuerst auf.",
	"scroll.code.plain":
		"Dein Konto führt auf Ethereum Code aus, höchstwahrscheinlich durch eine Delegation (EIP-7702). Für ein solches Konto signiert diese Wallet keinen Schritt: Sein Code könnte mehr tun, als du siehst, oder ablehnen, was ankommt. Verloren geht nichts: Deine Auszahlung geht an dein Konto, wer auch immer sie veranlasst. Hast du die Delegation erteilt, heb sie zuerst auf.",
	"scroll.queue.stage":
		"Deine Auszahlung in die Warteschlange auf Ethereum stellen",
	"scroll.queue.paused":
		"Die Betreiber des Rollups haben den Zugang zur Warteschlange auf Ethereum pausiert. Bis sie das aufheben, kann niemand etwas erzwingen, und hier ist nichts zu tun. Durch das Warten geht nichts verloren.",
	"scroll.queue.done":
		"Deine Auszahlung von {what} steht in der Warteschlange des Rollups auf Ethereum. Niemand kann sie dort herausnehmen oder eine andere davor stellen.",
	"scroll.queue.proof":
		"Eintrag {entry} der Warteschlange: Ihr fortlaufender Hash auf Ethereum enthält deine Transaktion.",
	"scroll.queue.on-its-way":
		"Deine Transaktion ist auf dem Weg zu Ethereum. Sie zählt, sobald bewiesen ist, dass die Warteschlange sie enthält.",
	"scroll.queue.on-its-way.risk":
		"Ethereum kann seine neuesten Blöcke verwerfen. Dann kommt deine Transaktion in einem späteren wieder, oder dieser Schritt wird erneut angeboten.",
	"scroll.queue.offer":
		"Eine Transaktion auf Ethereum. Durch sie zahlt der Rollup {what} von deinem Konto dort an dasselbe Konto auf Ethereum aus.",
	"scroll.queue.fee":
		"Bis zu {fee} gehen als Gebühr der Warteschlange mit; was zu viel ist, kommt sofort zurück.",
	"scroll.queue.risk":
		"Liegt auf deinem Konto beim Rollup weniger als der Betrag, wenn sie dort läuft, wird nichts ausgezahlt. Die Gebühr ist dann weg, und du kannst neu beginnen.",
	"scroll.taken.stage": "Der Rollup nimmt sie auf, Ethereum finalisiert das",
	"scroll.taken.done":
		"Ein finalisierter Batch hat deine Transaktion aus der Warteschlange genommen: Sie lief auf dem Rollup.",
	"scroll.taken.unknown":
		"Ob ein finalisierter Batch sie aus der Warteschlange genommen hat, ist nicht bekannt: Die Warteschlange auf Ethereum führt Code aus, den die Netzwerkdatei nicht nennt. Gesucht wird trotzdem nach dem, was deine Transaktion auszahlt.",
	"scroll.taken.paused":
		"Der Rollup ist auf Ethereum pausiert: Bis seine Betreiber das aufheben, wird kein Batch finalisiert. Deinen Platz in der Warteschlange behältst du.",
	"scroll.taken.enforced":
		"{chain} ist im erzwungenen Modus: Der Betreiber nimmt nichts mehr auf. Deinen Platz in der Warteschlange behältst du, und nichts ist verloren. Wer sie jetzt aufnehmen kann, sagt die nächste Station.",
	"scroll.taken.late":
		"Der Betreiber von {chain} hat sie nicht rechtzeitig aufgenommen. Deinen Platz in der Warteschlange behältst du, und nichts ist verloren. Wer sie jetzt aufnehmen kann, sagt die nächste Station.",
	"scroll.taken.waits":
		"Der Betreiber von {chain} muss aufnehmen, was in der Warteschlange wartet, der Reihe nach. Gewöhnlich dauert das Minuten bis Stunden.",
	"scroll.taken.risk":
		"Bis die Frist auf Ethereum um ist, kann der Betreiber die Warteschlange übergehen. Danach dürfen andere an seiner Stelle finalisieren.",
	"scroll.taken.proof":
		"Die Warteschlange auf Ethereum zählt {taken?1 Eintrag|# Einträge} als aufgenommen; Deiner ist Eintrag {entry}, von 0 an gezählt.",
	"scroll.enforced.stage": "Tut es der Betreiber nicht, darf es jeder",
	"scroll.enforced.not-needed":
		"Nicht nötig: Deine Transaktion wurde aufgenommen.",
	"scroll.enforced.mode":
		"Der Rollup ist im erzwungenen Modus: Von nun an darf jeder einen Batch finalisieren, auch deinen. Dafür braucht es einen Knoten mit dem ganzen Zustand des Rollups und einen vollständigen Beweiser dafür, auf einem Konto ohne Code. Diese Wallet kann das nicht und tut nicht so: Sie wartet, bis es jemand tut, und macht von selbst weiter.",
	"scroll.enforced.late":
		"Der Betreiber hat die Frist verstreichen lassen: Von nun an darf jeder einen Batch finalisieren, auch deinen. Dafür braucht es einen Knoten mit dem ganzen Zustand des Rollups und einen vollständigen Beweiser dafür, auf einem Konto ohne Code. Diese Wallet kann das nicht und tut nicht so: Sie wartet, bis es jemand tut, und macht von selbst weiter.",
	"scroll.enforced.later":
		"Ist die Frist um, lässt Ethereum jeden mit einem vollständigen Beweiser anstelle des Betreibers einen Batch finalisieren. Das ist kein Schritt von dir, und diese Wallet kann ihn nicht tun.",
	"scroll.enforced.risk":
		"Verpflichtet ist dazu niemand. Solange niemand finalisiert, bleibt, was dir gehört, wo es ist.",
	"scroll.nothing.stage": "Sie hat nichts ausgezahlt",
	"scroll.nothing.done":
		"Deine Transaktion lief auf dem Rollup und hat nichts ausgezahlt: Das ist bewiesen. Was du herausholen wolltest, blieb auf deinem Konto dort; nur die Gebühren sind weg. Höchstwahrscheinlich lag auf dem Konto weniger als der Betrag, als sie lief. Sieh dort nach dem Guthaben und beginne mit einer kleineren Summe neu.",
	"scroll.nothing.risk":
		"Reichte das Guthaben, dann ging ihr das Gas aus, oder die Brücke des Rollups war dort pausiert. Versuche dann zuerst eine kleine Summe.",
	"scroll.nothing.proof":
		"{messages?1 Nachricht führt|# Nachrichten führen} von der Wurzel, die Ethereum bei deinem Beginn hatte, zu der von Batch {batch}; keine ist deine.",
	"scroll.nothing.relay.stage": "Auf Ethereum abholen",
	"scroll.nothing.relay": "Es gibt nichts abzuholen: Ausgezahlt wurde nichts.",
	"scroll.message.stage": "Deine Auszahlung ist bewiesen",
	"scroll.message.unsure":
		"Der Weg von deiner Auszahlung zu einer Wurzel der Nachrichten ist hier aufbewahrt und wird nicht aufgegeben. Ob Ethereum diese Wurzel enthält, ist nicht bekannt: Der Vertrag des Rollups dort führt Code aus, den die Netzwerkdatei nicht nennt. Der nächste Schritt wird ausprobiert, bevor du ihn signierst.",
	"scroll.message.found":
		"Ethereum enthält eine Wurzel aller Nachrichten des Rollups, und der Weg von deiner Auszahlung zu ihr ist bekannt und hier aufbewahrt. Ein Endpunkt des Rollups wird nicht mehr gebraucht.",
	"scroll.message.looked-for":
		"Deine Auszahlung wird bei den Endpunkten des Rollups gesucht.",
	"scroll.message.later":
		"Sobald ein finalisierter Batch deine Auszahlung enthält, wird der Weg von ihr zur Wurzel auf Ethereum aus dem errechnet, was die Endpunkte des Rollups liefern.",
	"scroll.message.risk":
		"Sind alle Endpunkte des Rollups fort, bevor das getan ist, muss der Beweis von jemandem kommen, der die Nachrichten des Rollups aufbewahrt hat, oder aus den Daten auf Ethereum. Was hier früher aufbewahrt wurde, wird zuerst versucht.",
	"scroll.message.proof":
		"Nachricht {nonce}, unter der Wurzel von Batch {batch} im Speicher von Ethereum.",
	"scroll.pay.stage-ether": "Den Ether auf Ethereum abholen",
	"scroll.pay.stage-token": "Die Token auf Ethereum abholen",
	"scroll.pay.final": "Ausgezahlt, und auf Ethereum final.",
	"scroll.pay.done":
		"Ausgezahlt. Bis der Block final ist, könnte Ethereum ihn noch verwerfen; dann wird dieser Schritt erneut angeboten.",
	"scroll.pay.later":
		"Der letzte Schritt: Du lässt die Nachricht auszahlen. Das darf auch jeder andere für dich tun; gezahlt wird in jedem Fall an dein Konto.",
	"scroll.pay.on-its-way":
		"Deine Transaktion ist unterwegs. Sie zählt, sobald die Nachricht auf Ethereum als ausgezahlt markiert ist.",
	"scroll.pay.paused":
		"Die Betreiber des Rollups haben das Auszahlen auf Ethereum pausiert. Dein Beweis bleibt gültig; heben sie die Pause auf, kannst du weitermachen.",
	"scroll.pay.offer":
		"Eine Transaktion zahlt {what} auf dein Konto auf Ethereum.",
	"scroll.pay.risk-ether":
		"Dem Vertrag auf Ethereum kann der Ether zum Auszahlen fehlen, oder er kann pausiert sein: Dann heißt es warten. Der Beweis läuft nicht ab.",
	"scroll.pay.risk-token":
		"Dem Vertrag auf Ethereum können die Token zum Auszahlen fehlen, oder er kann pausiert sein: Dann heißt es warten. Der Beweis läuft nicht ab.",
	"scroll.pay.risk-strange":
		"Auf Ethereum ist sie als ausgezahlt markiert, aber der Messenger dort führt Code aus, den die Netzwerkdatei nicht nennt: Sieh nach, ob die Zahlung auf deinem Konto auf Ethereum ist.",
	"scroll.pay.proof":
		"Der Messenger auf Ethereum hat Nachricht {nonce} als ausgezahlt markiert.",
	"scroll.pay.proof-told":
		"Der Messenger auf Ethereum hat die Nachricht als ausgezahlt markiert; dass es deine ist, sagt nur ein Endpunkt.",
	"scroll.begun.stage": "Deine Auszahlung auf dem Rollup",
	"scroll.begun.done": "Sie hat {what} an dein Konto ausgezahlt.",
	"scroll.begun.looked-for":
		"Deine Transaktion wird bei den Endpunkten des Rollups gesucht.",
	"scroll.begun.told":
		"Ein Endpunkt sagt, dass sie {what} an dein Konto auszahlt, als Nachricht {nonce}. Bewiesen wird das, sobald ihr Batch finalisiert ist.",
	"scroll.begun.risk":
		"Eine Transaktion, die der Betreiber nie auf Ethereum einstellt, hat nie stattgefunden. Erzwinge dann eine Auszahlung über die Warteschlange auf Ethereum.",
	"scroll.begun.proof": "Nachricht {nonce} des Rollups.",
	"scroll.told.no-endpoint":
		"Kein Endpunkt des Rollups ist mehr da, der gefragt werden könnte. Füge in den Einstellungen einen hinzu.",
	"scroll.told.failed":
		"Der Beweis ließ sich noch nicht führen. {endpoint}: {why}",
	"scroll.told.unseen":
		"Kein Endpunkt des Rollups zeigt eine Auszahlung wie diese. Vielleicht hat sie nichts ausgezahlt, wenn auf deinem Konto dort weniger als der Betrag lag.",
	"scroll.told.unseen-strange":
		"Kein Endpunkt des Rollups zeigt eine Auszahlung wie diese. Vielleicht hat sie nichts ausgezahlt, wenn auf deinem Konto dort weniger als der Betrag lag. Klären lässt sich das hier nicht: Die Verträge des Rollups auf Ethereum führen Code aus, den die Netzwerkdatei nicht nennt.",
	"scroll.told.unseen-not-final":
		"Kein Endpunkt des Rollups zeigt eine Auszahlung wie diese. Vielleicht hat sie nichts ausgezahlt, wenn auf deinem Konto dort weniger als der Betrag lag. Das klärt sich, sobald sie nach einem finalen Block von Ethereum aufgenommen ist.",
	"scroll.told.unseen-failed":
		"Kein Endpunkt des Rollups zeigt eine Auszahlung wie diese. Vielleicht hat sie nichts ausgezahlt, wenn auf deinem Konto dort weniger als der Betrag lag. Alle Nachrichten seit deinem Beginn würden es klären, aber der Beweis ließ sich noch nicht führen. {endpoint}: {why}",
	"scroll.told.no-root":
		"Ethereum hat an der Stelle, die die Netzwerkdatei nennt, noch keine Wurzel der Nachrichten für den letzten finalisierten Batch: Vorher lässt sich keine Auszahlung beweisen.",
	"scroll.told.no-root-strange":
		"Ob das Ausgezahlte finalisiert ist, ist nicht bekannt: Ethereum zeigt an der Stelle, die die Netzwerkdatei nennt, keine Wurzel der Nachrichten, und der Vertrag des Rollups führt Code aus, den sie nicht nennt.",
	"scroll.told.paid-ether":
		"Nachricht {nonce}, die deiner gleicht, ist schon ausgezahlt. Wenn der Ether auf deinem Konto auf Ethereum ist, ist dieser Weg zu Ende.",
	"scroll.told.paid-token":
		"Nachricht {nonce}, die deiner gleicht, ist schon ausgezahlt. Wenn die Token auf deinem Konto auf Ethereum sind, ist dieser Weg zu Ende.",
	"scroll.offer.no-way":
		"Die Netzwerkdatei sagt nicht, wie man {chain} verlässt.",
	"scroll.offer.changed":
		"Seine Verträge wurden geändert ({contracts:and}), oder die Netzwerkdatei irrt sich: Eine Pause zeigt sich nicht, jeder Schritt wird zuerst ausprobiert.",
	"scroll.offer.gas":
		"Die Warteschlange auf Ethereum nimmt Transaktionen mit höchstens {most} Gas an; eine Auszahlung braucht mehr.",
	"scroll.offer.forced":
		"Für den Fall, dass der Betreiber dich nicht hinauslässt: Eine Transaktion auf Ethereum stellt deine Auszahlung in die Warteschlange des Rollups, für höchstens {fee} neben der Gebühr von Ethereum selbst.",
	"scroll.offer.ether-only": "Nur Ether.",
	"scroll.offer.pay-paused": "Das Auszahlen ist auf Ethereum gerade pausiert.",
	"scroll.offer.plain-ether":
		"Für eine Auszahlung von Ether, die du auf {chain} veranlasst hast: Nenne ihre Transaktion. Hat Ethereum ihren Batch finalisiert, gewöhnlich binnen Stunden, zahlt eine Transaktion dort sie aus. Danach wartet nichts mehr. Nimmt der Betreiber keine Transaktionen mehr an, erzwinge stattdessen eine Auszahlung.",
	"scroll.offer.plain-any":
		"Für eine Auszahlung, die du auf {chain} veranlasst hast: Nenne ihre Transaktion. Hat Ethereum ihren Batch finalisiert, gewöhnlich binnen Stunden, zahlt eine Transaktion dort sie aus. Danach wartet nichts mehr. Nimmt der Betreiber keine Transaktionen mehr an, erzwinge stattdessen eine Auszahlung.",
	"scroll.kept.none":
		"Keine Auszahlung von dir ist bekannt, die noch auf ihre Zahlung wartet: Der gefragte Endpunkt des Rollups zeigt keine.",
	"scroll.kept.ready":
		"{ready?Der Beweis für 1 Auszahlung von dir: Sie lässt sich ohne jeden Endpunkt des Rollups auszahlen.|Beweise für # Auszahlungen von dir: Sie lassen sich ohne jeden Endpunkt des Rollups auszahlen.}",
	"scroll.kept.waiting":
		"{waiting?1 Auszahlung von dir lässt sich noch nicht beweisen: Kein finalisierter Batch ist bekannt, der sie enthält.|# Auszahlungen von dir lassen sich noch nicht beweisen: Kein finalisierter Batch ist bekannt, der sie enthält.}",
	"scroll.kept.both":
		"{ready?Der Beweis für 1 Auszahlung von dir: Sie lässt sich ohne jeden Endpunkt des Rollups auszahlen.|Beweise für # Auszahlungen von dir: Sie lassen sich ohne jeden Endpunkt des Rollups auszahlen.} {waiting?1 weitere lässt sich noch nicht beweisen: Kein finalisierter Batch ist bekannt, der sie enthält.|# weitere lassen sich noch nicht beweisen: Kein finalisierter Batch ist bekannt, der sie enthält.}",
	"scroll.way.forced":
		"Eine Auszahlung über die Warteschlange auf Ethereum erzwingen",
	"scroll.way.plain": "Eine auf dem Rollup begonnene Auszahlung abschließen",
	"scroll.offer.delay":
		"Frist des Betreibers, sie aufzunehmen: {delay}; danach darf es jeder mit einem vollständigen Beweiser.",
	"scroll.offer.delay-unknown":
		"Wie lange der Betreiber Zeit hat, sie aufzunehmen, ist nicht bekannt; danach darf es jeder mit einem vollständigen Beweiser.",
	"scroll.offer.then":
		"Hat Ethereum sie finalisiert, holst du mit einer zweiten Transaktion ab, was sie bringt. Was du auszahlst, muss auf dem Rollup liegen, wenn die erste läuft.",
	"scroll.part.rollup": "Rollup",
	"scroll.part.queue": "Warteschlange",
	"scroll.part.settings": "Einstellungen",
	"scroll.part.queue-gateway": "Zugang zur Warteschlange",
	"scroll.part.messenger": "Messenger",
	"scroll.part.token-gateway": "Brücke für Token",
	"scroll.trace.config.title": "Die Verträge sind die bekannten",
	"scroll.trace.config.detail":
		"Jeder Vertrag ist der, den das Profil festlegt, nach seinem Code oder seiner Adresse, auch der Prüfer der Beweise",
	"scroll.trace.root.title": "Zustandswurzel aus L1",
	"scroll.trace.root.proof":
		"Batch {batch}: L1 hat seinen Gültigkeitsbeweis angenommen",
	"scroll.trace.root.development":
		"Batch {batch}: L1 hat einen Entwicklungsbeweis angenommen, den jeder machen kann",
	"scroll.trace.state.title": "Zustand des Rollups unter dieser Wurzel",
	"scroll.trace.state.detail":
		"{who}; L1 nennt diesen Zustand, aber nicht, von welchem Block er ist",
};
