// What is said, in German.

import type { Words } from "../protocol/message.ts";
import type { generalCodes } from "./codes.ts";
import { revertsDe } from "./reverts-de.ts";
import { trialDe } from "./trial-de.ts";

export const de: Words<typeof generalCodes> = {
	...revertsDe,
	...trialDe,
	"site.unlock":
		"ist schon verbunden und wartet darauf, dass du diese Wallet entsperrst",
	"site.connect": "möchte dein Konto {account} sehen",
	"site.balance": "fragt nach dem bewiesenen Guthaben von {account}",
	"site.switch-chain": "möchte zur Chain {chain} wechseln",
	"site.batch":
		"bittet dich um {calls?1 Aufruf|# Aufrufe}, einen nach dem anderen",
	"site.batch-status": "bittet dich, nach ihren Aufrufen zu sehen",
	"site.send": "bittet dich, eine Zahlung zu senden",
	"site-warning.listed":
		"{name} steht auf einer Liste von Seiten, die Menschen bestehlen (Liste vom {from}). Listen können sich irren, aber sei sehr vorsichtig: Verbinde und unterschreibe nichts, wenn du nicht sicher bist.",
	"site-warning.alike":
		"Das sieht aus wie {site}, ist aber eine andere Seite. Wenn du zu {site} wolltest, verlass diese Seite.",
	"recipient.nobody":
		"Zu dieser Adresse hat niemand einen Schlüssel. Was dorthin geht, ist für immer fort.",
	"recipient.ends-alike":
		"Sie beginnt und endet wie {other}, die du kennst, ist aber eine andere. Vielleicht hat jemand sie gemacht, damit sie verwechselt wird. Vergleiche jede Gruppe.",
	"recipient.nearly":
		"Sie unterscheidet sich von {other}, die du kennst, in {count?1 Ziffer|# Ziffern}. Vergleiche jede Gruppe.",
	"recipient.dust":
		"Von ihr kam kürzlich fast nichts bei dir an. Diebe tun das, um in deiner Liste von Zahlungen zu stehen. Kopiere keine Adressen von dort.",
	"recipient.token":
		"Das ist der Vertrag eines Tokens. Was man ihm sendet, ist fast immer verloren.",
	"recipient.no-code":
		"Unter dieser Adresse gibt es keinen Vertrag. Was du von ihm verlangst, würde nicht getan.",
	"recipient.own": "Das ist ein Konto dieser Wallet.",
	"recipient.named": "Das ist {name} in deinem Adressbuch.",
	"recipient.sent":
		"Du hast von dieser Wallet aus schon {count?einmal|#-mal} dorthin gesendet.",
	"recipient.first":
		"Von dieser Wallet aus hast du noch nie dorthin gesendet. Vergleiche jede Gruppe.",
	"message.no-end":
		"Sie nennt keine Zeit, zu der sie endet. Wie lange sie gilt, entscheidet die Website.",
	"message.other-chain":
		"Sie nennt die Chain {chain}, und die Website ist auf der Chain {site}.",
	"message.other-address":
		"Sie führt zu einer anderen Adresse als der Website, die fragt: {uri}",
	"message.broken-sign-in":
		"Es sieht wie eine Anmeldung aus, folgt aber nicht dem Standard. Eine nachlässige Website kann es dafür halten.",
	"message.hash":
		"Der Text ist nichts als der Hash von etwas, das nicht hier ist. Wofür er steht, weiß nur die Website.",
	"message.hidden":
		"Sie enthält Zeichen, die man nicht sieht. Sie sind als ihre Nummern gezeichnet, etwa ⟨202E⟩.",
	"message.bytes":
		"Diese Bytes sind kein Text. Was sie bedeuten, kann hier niemand lesen.",
	"message.anything":
		"Sextant kennt diese Art von Nachricht nicht. Sie kann alles erlauben, was der genannte Vertrag gelten lässt.",
	"message.every-chain":
		"Sie nennt kein Netzwerk: Sie gilt auf jedem, auf dem dieser Vertrag ist.",
	"message.no-contract":
		"Sie nennt keinen Vertrag: Jeder Vertrag und jede Website kann sie gelten lassen.",
	"message.all-of-it":
		"Sie setzt keine Grenze: Alles, was du von {token:short} hast, jetzt und später, kann genommen werden.",
	"message.stays": "Was sie erlaubt, endet nicht von selbst.",
	"message.unnamed":
		"Keine Netzwerkdatei, die du angenommen hast, nennt den Token {token:short}. Wie er heißt und was ein Stück davon ist, ist hier nicht bekannt; deshalb wird er in seiner kleinsten Einheit gezählt.",
	"message.terms":
		"Dazu gehören Bedingungen dessen, der nehmen darf. Sie stehen unten unter den Feldern, und was sie bedeuten, entscheidet allein jener Vertrag.",
	"message.nothing-back": "Nichts muss dafür zu dir kommen.",
	"message.to-others":
		"Ein Teil dessen, was dafür bezahlt wird, geht an andere.",
	"message.conduit":
		"Die Token bewegt {contract:short}, durch die Erlaubnis, die er von dir hat.",
	"message.several":
		"{count?Sie steht für einen Auftrag.|Sie steht für # Aufträge, und jeder davon kann ausgeführt werden.}",
	"message.several-calls":
		"Der Safe tut mehrere Dinge auf einmal. Sieh dir jedes davon an.",
	"message.safe-says":
		"Wer den Safe später fragt, nimmt dies für sein Wort, sobald genug Eigentümer zustimmen.",
	"message.safe-not-proved":
		"Von diesem Safe wurde hier nichts bewiesen: weder wer seine Eigentümer sind noch was er hat.",
	"message.safe-call":
		"Was der Safe von {contract:short} verlangt, steht in den Daten des Aufrufs. Es wurde hier nicht ausprobiert: Es kann alles bewegen oder erlauben, was der Safe dort hat.",
	"message.safe-allows":
		"Danach darf {spender} Token von {token:short} aus dem Safe nehmen.",
	"site.sign": "bittet dich, eine Nachricht zu signieren",
	"clear.wrap-ether": "Ether in WETH umtauschen",
	"clear.unwrap-to-ether": "WETH in Ether zurücktauschen",
	"clear.stake-ether": "Ether staken",
	"clear.wrap-staked-ether": "Gestaktes Ether verpacken",
	"clear.unwrap-staked-ether": "Gestaktes Ether auspacken",
	"clear.let-somebody-spend-your-tokens-through-permit2":
		"Jemanden über Permit2 deine Token ausgeben lassen",
	"clear.take-back-what-you-allowed-through-permit2":
		"Zurücknehmen, was du über Permit2 erlaubt hast",
	"clear.lend-tokens": "Token verleihen",
	"clear.take-back-lent-tokens": "Verliehene Token zurückholen",
	"clear.borrow-tokens": "Token leihen",
	"clear.pay-back-a-debt": "Eine Schuld zurückzahlen",
	"clear.swap-tokens": "Token tauschen",
	"clear.order-to-swap":
		"Ein Auftrag zum Tausch von Tokens, den andere ausführen dürfen",
	"clear.several-steps": "Mehrere Schritte in einem",
	"clear.step": "Schritt",
	"clear.pay-out-ether": "Ether auszahlen",
	"clear.pay-back-unused-ether": "Nicht gebrauchten Ether zurückzahlen",
	"clear.you-give-at-the-end": "Du gibst, am Ende der Frist",
	"clear.send-tokens": "Token senden",
	"clear.let-somebody-spend-your-tokens":
		"Jemanden deine Token ausgeben lassen",
	"clear.move-tokens-or-an-item": "Token oder ein Stück bewegen",
	"clear.let-somebody-spend-more-of-your-tokens":
		"Jemanden mehr von deinen Token ausgeben lassen",
	"clear.let-somebody-spend-less-of-your-tokens":
		"Jemanden weniger von deinen Token ausgeben lassen",
	"clear.hand-in-a-signed-permit-to-spend-tokens":
		"Eine unterschriebene Erlaubnis für Token einreichen",
	"clear.send-an-item": "Ein Stück senden",
	"clear.let-somebody-move-all-your-items-of-this-collection":
		"Jemanden alle deine Stücke dieser Sammlung bewegen lassen",
	"clear.send-items": "Stücke senden",
	"clear.put-in-as-much-as-these-shares-cost":
		"Einzahlen, was diese Anteile kosten",
	"clear.take-out-for-shares": "Für Anteile auszahlen lassen",
	"clear.amount": "Betrag",
	"clear.referred-by": "Empfohlen von",
	"clear.spender": "Wer ausgeben darf",
	"clear.at-most": "Höchstens",
	"clear.until": "Bis",
	"clear.token": "Token",
	"clear.for": "Für",
	"clear.to": "An",
	"clear.debt-of": "Schuld von",
	"clear.you-give": "Du gibst",
	"clear.pays-out-at-least": "Ausgezahlt wird mindestens",
	"clear.you-give-at-most": "Du gibst höchstens",
	"clear.pays-out": "Ausgezahlt wird",
	"clear.at-most-or-the-items-number": "Höchstens, oder die Nummer des Stücks",
	"clear.from": "Von",
	"clear.amount-or-the-items-number": "Betrag, oder die Nummer des Stücks",
	"clear.more-by": "Mehr um",
	"clear.less-by": "Weniger um",
	"clear.whose": "Wessen",
	"clear.item": "Stück",
	"clear.data-for-the-recipient": "Daten für den Empfänger",
	"clear.who": "Wer",
	"clear.allowed": "Erlaubt",
	"clear.how-many": "Wie viele",
	"clear.shares": "Anteile",
	"clear.unlimited": "Unbegrenzt",
	"clear.all-of-it": "Alles",
	"balance.trouble-from": "{what} ({source})",
	"balance.not-yet": "Noch nicht bewiesen.",
	"balance.reorg":
		"Eine Reorganisation der Chain hat den Block ersetzt, in dem es bewiesen war. Es ist noch nicht neu bewiesen.",
	"balance.token.checking":
		"Wird geprüft: Der Vertrag wird gefragt, was er ist.",
	"balance.token.unchecked":
		"An der Stelle, die die Netzwerkdatei nennt, steht nichts für dich. Ob das dein Guthaben ist, lässt sich auf dieser Chain nicht prüfen.",
	"no-exit.title": "{chain}: kein Weg hinaus aus eigener Kraft",
	"no-exit.unknown":
		"Diese Version kennt keinen Weg aus dieser Chain, der ohne ihren Betreiber geht. Was Ethereum von ihr zeigt, wird weiter beobachtet.",
	"no-exit.possible": "Was du tun kannst",
	"no-exit.impossible": "Was du nicht tun kannst",
	"no-exit.not-known-now":
		"Ob dieser Weg offen ist, lässt sich gerade nicht sagen.",
	"vote.other": "sagt, es sei {root}",
	"vote.no-answer": "gibt keine Antwort: {what}",
	"vote.not-final":
		"hat diese Epoche noch nicht finalisiert: Die neueste finale Epoche ist dort {epoch}",
	"vote.not-final.nothing":
		"hat diese Epoche noch nicht finalisiert: Dort ist noch nichts final",
	"vote.newest": "nennt {epoch} als neueste finale Epoche",
	"vote.newest.nothing": "hat noch nichts Finales",
	"vote.differs": "hat Endpunkte, die Verschiedenes sagen",
	"vote.no-block": "hat keinen Block dieser Epoche",
	"alert.click.title": "{chain} verlassen: Dein nächster Schritt",
	"alert.click.text":
		"{label}. Öffne Sextant, um es anzusehen und zu unterschreiben. Solange es wartet, geht nichts verloren.",
	"alert.left.title": "Du hast {chain} verlassen",
	"alert.rehearsed.title": "Die Übung auf {chain} ist vorbei",
	"alert.arrived.text":
		"Auf Ethereum ist bewiesen, dass angekommen ist, was du herausgeholt hast.",
	"alert.received.title": "Auf {chain} ist etwas angekommen",
	"alert.received.text":
		"Dein bewiesenes Guthaben ist gewachsen. Öffne Sextant, um zu sehen, um wie viel.",
	"alert.final.title": "Endgültig auf {chain}",
	"alert.final-failed.title": "Auf {chain} ging etwas nicht durch",
	"alert.final.text":
		"Was du gesendet hast, steht endgültig fest. Öffne Sextant, um zu sehen, was daraus wurde.",
	"alert.exit-stuck.title": "Ein Ausstieg aus {chain} kommt nicht weiter",
	"alert.rehearsal-stuck.title": "Eine Übung auf {chain} kommt nicht weiter",
	"alert.stuck.text":
		"Öffne Sextant: Dort steht, warum, und was du jetzt tun kannst.",
	"alert.stalled.title": "{chain} scheint zu stehen",
	"alert.frozen.title": "{chain} ist eingefroren",
	"alert.deadline.title":
		"{chain}: eine erzwungene Transaktion ist über der Frist",
	"alert.upgrade-announced.title":
		"{chain}: eine Änderung der Verträge ist angekündigt",
	"alert.too-many-announced.title":
		"{chain}: mehr Änderungen angekündigt als gelesen",
	"alert.upgraded.title": "{chain}: ein Vertrag wurde geändert",
	"alert.other-code.title": "{chain}: ein Vertrag führt anderen Code aus",
	"alert.absent.title": "{chain}: ein Vertrag ist verschwunden",
	"alert.not-before.text":
		"Nicht vor: {from}. Ein Ausstieg kann länger dauern. {says}",
	"liveness.look-failed": "Der letzte Blick ist misslungen: {why}",
	"liveness.more":
		"{count?1 weiterer Punkt steht|# weitere Punkte stehen} hier nicht.",
	"notice.absent":
		"Der Vertrag {contract} ist nicht an seiner Adresse auf Ethereum.",
	"notice.unnamed-proxy":
		"Der Vertrag {contract} ist ein Proxy, und die Netzwerkdatei nennt nicht, was hinter ihm steht: Er führt den Code bei {to} aus, den diese Wallet nicht kennt. Was er sagt, wird nicht mehr gelesen.",
	"notice.unnamed-proxy.nowhere":
		"Der Vertrag {contract} ist ein Proxy, und die Netzwerkdatei nennt nicht, was hinter ihm steht: Er führt den Code an keiner Adresse aus, den diese Wallet kennt. Was er sagt, wird nicht mehr gelesen.",
	"notice.upgraded":
		"Der Vertrag {contract} wurde geändert: Er führt den Code bei {to} aus, den diese Wallet nicht kennt. Was er sagt, wird nicht mehr gelesen.",
	"notice.upgraded.nowhere":
		"Der Vertrag {contract} wurde geändert: Diese Wallet findet keinen Code mehr hinter ihm. Was er sagt, wird nicht mehr gelesen.",
	"notice.other-code":
		"Der Vertrag {contract} führt anderen Code aus als zuvor, den diese Wallet nicht kennt. Was er sagt, wird nicht mehr gelesen.",
	"notice.upgrade-done": "Ein angekündigtes Upgrade wurde ausgeführt: {what}",
	"notice.upgrade-announced":
		"Ein Upgrade ist angekündigt: {what} Von da an kann es ausgeführt werden.",
	"notice.change-waits":
		"Im Timelock wartet eine Änderung. {what} Von da an kann sie ausgeführt werden.",
	"notice.too-many":
		"Für das Timelock sind mehr Änderungen angekündigt als {most?die eine|die #}, die diese Wallet liest, wie Endpunkte sagen. Eine, die nicht gelesen wird, könnte die Verträge ändern.",
	"name.own": "{name}",
	"name.admin": "ProxyAdmin",
	"name.timelock": "das Timelock selbst",
	"name.contract": "den Vertrag {at}",
	"name.some-contract": "einen Vertrag",
	"name.more": "{count?1 weiterer Vertrag|# weitere Verträge}",
	"change.unknown":
		"Was sie bewirkt, ist hier nicht bekannt: Kein Endpunkt gab ihren Inhalt heraus.",
	"change.all": "Sie betrifft {parts:and}.",
	"change.some":
		"Sie betrifft {parts:and}. Dazu {more?kommt 1 weiterer Punkt|kommen # weitere Punkte}.",
	"change.code": "{of} (anderer Code)",
	"change.admin": "{of} (anderer Admin)",
	"change.owner": "{of} (anderer Eigentümer)",
	"change.delay": "{of} (andere Wartezeit)",
	"change.grant": "{of} (jemand bekommt ein Recht)",
	"change.revoke": "{of} (jemand verliert ein Recht)",
	"change.call": "{of} (Aufruf {selector})",
	"change.no-call": "{of} (kein Aufruf)",
	"search.not-yet":
		"Nach Änderungen, die im Timelock warten, wird noch nicht gesucht: Kein Endpunkt hat dessen Ereignisse herausgegeben. Die in der Netzwerkdatei genannten sind bewiesen.",
	"search.whole.proved":
		"Änderungen, die im Timelock warten, findet diese Wallet, indem sie {asked?1 Endpunkt|# Endpunkte} nach den Ereignissen fragt, Zeitraum: {back}. Jede gefundene ist bewiesen. {asked?Er könnte|Alle zusammen könnten} eine verbergen.",
	"search.whole.overrun":
		"Änderungen, die im Timelock warten, findet diese Wallet, indem sie {asked?1 Endpunkt|# Endpunkte} nach den Ereignissen fragt, Zeitraum: {back}. Genannt sind mehr, als sie liest. {asked?Er könnte|Alle zusammen könnten} eine verbergen.",
	"search.part.proved":
		"Änderungen, die im Timelock warten, findet diese Wallet, indem sie {asked?1 Endpunkt|# Endpunkte} nach den Ereignissen fragt, Zeitraum bisher: {back}. Jede gefundene ist bewiesen. {asked?Er könnte|Alle zusammen könnten} eine verbergen.",
	"search.part.overrun":
		"Änderungen, die im Timelock warten, findet diese Wallet, indem sie {asked?1 Endpunkt|# Endpunkte} nach den Ereignissen fragt, Zeitraum bisher: {back}. Genannt sind mehr, als sie liest. {asked?Er könnte|Alle zusammen könnten} eine verbergen.",
	"upgrader.unknown":
		"Wer {contracts:and} ändern kann, ist hier nicht bekannt: Wo Proxys ihn gewöhnlich führen, steht kein bekannter Admin, und der Code könnte jemanden ändern lassen. Rechne mit „sofort“.",
	"upgrader.contract":
		"Wer {contracts:and} ändern kann: der Vertrag {admin}. Wem er gehorcht und wie lange er wartet, ist hier nicht bekannt: Rechne mit „sofort“.",
	"upgrader.at-once": "Wer {contracts:and} sofort ändern kann: {by}.",
	"upgrader.owner":
		"Wer {contracts:and} sofort ändern kann: der Eigentümer von ProxyAdmin {admin}, nämlich {by}; auf Ethereum ist keine Wartezeit zu sehen.",
	"upgrader.owner.other-timelock":
		"Wer {contracts:and} sofort ändern kann: der Eigentümer von ProxyAdmin {admin}, nämlich {by}; auf Ethereum ist keine Wartezeit zu sehen. Das Timelock der Netzwerkdatei führt anderen Code aus: Was dort wartet, wird nicht gelesen.",
	"upgrader.timelock":
		"Wer {contracts:and} ändern kann: der Eigentümer von ProxyAdmin {admin}, das Timelock {timelock}. Wartezeit nach der Ankündigung: {wait}. Ob das Timelock andere Türen hat, ist hier nicht bekannt.",
	"upgrader.no-proxy":
		"Vor {contracts:and} steht kein üblicher Proxy, soweit Ethereum es zeigt. Ob sich der Code dort auf eigene Weise ändern lässt, ist hier nicht bekannt.",
	"upgrader.fixed":
		"Der Code von {contracts:and} kann nicht geändert werden: Davor steht kein Proxy.",
	"upgrader.fixed.verifier":
		"Der Code von {contracts:and} kann nicht geändert werden: Davor steht kein Proxy. Aber der Eigentümer von {verifier} kann sofort einen anderen Prüfer benennen; wer das ist, wird hier nicht gelesen.",
	"upgrader.any-moment":
		"Jederzeit änderbar, ohne Wartezeit, die Ethereum zeigt: {contracts:and}.",
	"holder.key": "wer den einen Schlüssel von {at} hat",
	"holder.contract": "der Vertrag {at}",
	"holder.unread": "{at}",
	"moment.queued":
		"Die älteste wartende erzwungene Transaktion kam auf Ethereum.",
	"moment.deadline":
		"Bis dahin muss der Betreiber die älteste erzwungene Transaktion aufnehmen.",
	"moment.deadline.missed":
		"Bis dahin musste der Betreiber die älteste erzwungene Transaktion aufnehmen, und hat es nicht getan.",
	"moment.frozen": "Der Rollup wurde endgültig eingefroren.",
	"moment.enforced-opens":
		"Von da an dürfen andere als der Betreiber einstellen, wenn vorher nichts kommt.",
	"trace.text": "{text}",
	"trace.block": "Block {block}",
	"trace.checkpoint.title": "Der von dir angenommene Checkpoint",
	"trace.bootstrap.title": "Sein Sync-Komitee",
	"trace.bootstrap.detail": "Periode {period}, mit Merkle-Zweig",
	"trace.committee.title": "Komitee übergeben",
	"trace.committee.detail":
		"Periode {period}, unterschrieben vom Komitee davor",
	"trace.handover.title": "Komitee mit Beweis übergeben",
	"trace.handover.detail":
		"Periode {period}, mit einem SP1-Beweis jedes Schritts dazwischen",
	"trace.head.title": "Beacon-Header",
	"trace.head.own":
		"Der des Checkpoints selbst, Slot {slot}: final, weil du es sagst",
	"trace.head.final":
		"Von {signed} der {of} Schlüssel unterschrieben, Slot {slot}, final",
	"trace.head.not-final":
		"Von {signed} der {of} Schlüssel unterschrieben, Slot {slot}, noch nicht final",
	"trace.header.title": "Der Ausführungsblock, auf den er sich festlegt",
	"trace.parent.title": "Der Block davor, am Hash erkannt",
	"trace.history.title": "Ein früherer Block, am Hash im Zustand erkannt",
	"trace.call.title": "Aufruf, auf diesem Gerät ausgeführt",
	"trace.call.returned":
		"gelungen; jedes Konto, jeder Slot und jeder Code, den er las, ist bewiesen",
	"trace.call.reverted":
		"zurückgenommen; jedes Konto, jeder Slot und jeder Code, den er las, ist bewiesen",
	"trace.call.halted":
		"abgebrochen; jedes Konto, jeder Slot und jeder Code, den er las, ist bewiesen",
	"trace.simulation.title": "Transaktion, auf diesem Gerät erprobt",
	"trace.account.title": "Konto unter dieser Wurzel",
	"trace.account.exists": "Merkle-Beweis, Nonce {nonce}",
	"trace.account.absent": "Merkle-Beweis, dass es noch nicht existiert",
	"trace.slot.title": "Speicherplatz des Vertrags",
	"trace.slot.detail": "Merkle-Beweis unter der Speicherwurzel des Vertrags",
	"trace.code.title": "Code des Kontos",
	"trace.code.detail": "Sein Hash ist der, auf den sich das Konto festlegt",
	"trace.safe.title": "Der Safe",
	"trace.safe.detail":
		"Sein Code ist bekannt, und seine Listen sind vollständig: {threshold} von {owners} Eigentümern müssen zustimmen",
	"trace.transaction.title": "Transaktion im Block",
	"trace.transaction.detail": "Nummer {index} im Baum des Blocks",
	"trace.receipt.title": "Quittung im Block",
	"trace.receipt.succeeded": "Die Transaktion ist gelungen",
	"trace.receipt.failed": "Die Transaktion wurde aufgenommen und schlug fehl",
	"trace.verifier.title": "Prüfer, den L1 fragt",
	"trace.verifier.detail":
		"{title}: Sein Code ist der bekannte, und nichts hat ihn abgeschaltet",
	"trace.rechecked":
		"Die Wurzel folgt aus der davor und diesen Eingaben von L1. Das deckt eine gefälschte Wurzel auf, keine gefälschte Einzahlung: Einzahlungen stützen sich auf das Komitee von L1.",
	"trace.size": "{nodes?1 Knoten|# Knoten}, {bytes?1 Byte|# Bytes}",
	"trace.reads.title": "Die Verträge des Rollups auf L1",
	"trace.reads.detail":
		"Mit {proofs?1 Merkle-Beweis|# Merkle-Beweisen} gelesen",
	"trace.times": "{title}, {times?einmal|#-mal}",
	"trace.more-facts": "{left?1 weiterer, geprüft|# weitere, jeder geprüft}",
	"trace.not-drawn.title": "{steps?1 Schritt|# Schritte} dazwischen",
	"trace.not-drawn.detail":
		"Jeder wurde geprüft. Es sind zu viele, um sie hier zu zeichnen.",
	"trace.not-final":
		"Der Block ist noch nicht final: Eine Reorganisation der Chain kann ihn noch ersetzen.",
	"token.place.slot":
		"Dass dieser Platz dein Guthaben ist ({place}), hat der eigene Code des Tokens geantwortet, als er hier auf diesem Block lief. Der Token kann trotzdem wertlos sein oder sich auf das Wort seines Eigentümers hin ändern.",
	"token.place.named":
		"Dass dieser Platz dein Guthaben ist ({place}), sagt die Netzwerkdatei, die du angenommen hast: Der Code dieser Chain lässt sich hier nicht ausführen, also wurde der Vertrag nicht gefragt.",
	"token.computed":
		"Der Vertrag des Tokens rechnet diese Zahl aus; sein Code lief auf diesem Gerät, und alles, was er las, ist bewiesen. Dass er richtig lief, sagt nur dieses Gerät selbst.",
	"trust.checkpoint": "der von dir angenommene Checkpoint falsch war",
	"trust.committee":
		"der von dir angenommene Checkpoint falsch war oder {least} der {of} Mitglieder des Komitees gemeinsam eine Lüge unterschreiben",
	"trust.l1": "Nur wenn {l1}.",
	"trust.proposed-root":
		"Nur wenn {l1}, oder wenn die vorgeschlagene Wurzel des Rollups falsch ist und niemand sie rechtzeitig anficht, oder wenn die, die seine Verträge austauschen können, sie ändern. Für diesen Rollup gibt es keinen Gültigkeitsbeweis.",
	"trust.proposed-root.proved":
		"Nur wenn {l1}, oder wenn ein Beweis, den L1 für die Wurzel oder eine, auf die sie baut, angenommen hat, falsch ist und niemand dieser Wurzel widerspricht; nach Widerspruch gegen frühere wurde nicht gesehen. Oder wenn die, die seine Verträge austauschen können, sie ändern. Kein Beweis wurde hier noch einmal geprüft.",
	"trust.development-prover":
		"Wenn {l1}, oder wenn der Betreiber dieses Rollups etwas Falsches sagt: Sein Beweiser ist einer für die Entwicklung, L1 nimmt also jeden Zustand, den es bekommt.",
	"trust.unchecked-proof.upgradeable":
		"Nur wenn {l1}, oder wenn L1 einen falschen Beweis angenommen hat: Keiner dieser Schritte prüft ihn noch einmal; oder wenn die, die seine Verträge austauschen können, sie ändern.",
	"trust.unchecked-proof":
		"Nur wenn {l1}, oder wenn L1 einen falschen Beweis angenommen hat: Dieser wurde hier nicht noch einmal geprüft.",
	"trust.rechecked":
		"Nur wenn {l1}, oder wenn das Beweissystem oder das Programm des Rollups gebrochen ist, oder wenn die Wurzel des Ankers im Profil falsch war. Eine erneute Prüfung deckt eine gefälschte Wurzel auf, keine gefälschte Einzahlung: Einzahlungen stützen sich auf das Komitee von L1. Niemand kann die Verträge des Rollups austauschen.",
	"place.solidity": "Guthaben-Mapping an Slot {slot}",
	"place.vyper": "Guthaben-HashMap (Vyper) an Slot {slot}",
	"place.openzeppelin": "Guthaben von OpenZeppelins austauschbarem ERC-20",
	"place.solady": "Guthaben von Soladys ERC-20",
	"view.not-shown":
		"Es passt nicht auf die Bildschirme dieser Version und wird deshalb nicht gezeigt.",
	"view.left-out":
		"Nicht gezeigt: {what} ({times?einmal|#-mal}). Es passt nicht: {why}",
	"view.piece.balance": "ein Guthaben auf Chain {chain}",
	"view.piece.chain": "eine Chain",
	"view.piece.exit": "ein Ausstieg",
	"view.piece.liveness": "wie lebendig eine Chain ist",
	"view.piece.kept": "was für einen Ausstieg aufbewahrt ist",
	"view.piece.order": "ein Auftrag",
	"view.piece.message": "eine Nachricht",
	"view.piece.batch": "Aufrufe einer Website",
	"view.piece.request": "die Anfrage einer Website",
	"view.piece.silent": "wer schweigt",
	"view.piece.network": "das Netzwerk",
	"view.piece.account": "das Konto",
	"view.piece.one-account": "ein Konto",
	"view.piece.sync": "der Light Client",
	"view.piece.stopped": "warum nicht unterschrieben wird",
	"view.piece.endpoint": "ein Endpunkt",
	"view.piece.waiting": "was auf dich wartet",
	"view.piece.arrival": "etwas, das angekommen ist",
	"unknown.other-transactions":
		"Transaktionen, die dieser Schlüssel außerhalb von Sextant unterschrieben hat, sind nicht bekannt; eine davon könnte diese Nonce zuerst verwenden.",
	"unknown.recipient-code":
		"Der Empfänger hat Code, der läuft und nicht simuliert wurde. Er kann die Überweisung ablehnen, und er kann Token-Freigaben nutzen, die du ihm erteilt hast.",
	"unknown.recipient-reserved":
		"Der Empfänger ist eine reservierte Adresse, zu der niemand einen Schlüssel hat.",
	"unknown.step":
		"Ob der Schritt gelingt. Der Signierer kann ihn nicht ausführen; nur die Engine dieser Wallet kann ihn ausprobieren.",
	"unknown.contract-code":
		"Der Vertrag führt anderen Code aus, als die Netzwerkdatei dieser Wallet nennt, und der Signierer kann nicht sagen, was dieser Code tut. Verlieren kannst du höchstens die Gebühr und das, was mit ihr hinausgeht.",
	"unknown.call-outcome":
		"Ob es so kommt wie vorhergesagt. Preise und Guthaben können sich ändern, bis der Aufruf in einem Block steht.",
	"unknown.call-data":
		"Was ein Teil dieses Aufrufs verlangt. Diese Wallet kann ihn nicht lesen; er kann also alles verlangen, was der Vertrag befolgt.",
	"unknown.call-token":
		"Ob dieser Token sich an den Standard hält. Was der Aufruf tut, entscheidet sein Vertrag.",
	"unknown.call-own":
		"Was der aufgerufene Vertrag selbst für dich hält, als Einlage oder im eigenen Token. Das kann er bewegen.",
	"unknown.call-spenders":
		"Freigaben, die du Verträgen gegeben hast, die nicht geprüft wurden. Führt der Aufruf einen davon aus, kann der sie nutzen.",
	"unknown.call-unnamed":
		"Token, die hier nicht genannt sind. Der aufgerufene Vertrag kann eine Freigabe nutzen, die du ihm für einen davon gegeben hast.",
	"unknown.call-places":
		"Ob jeder Token seine Zahlen dort hält, wo diese Wallet sie gefunden hat. Die Zahlen an diesen Stellen sind bewiesen; welche Stellen es sind, sagt die Engine.",
	"unknown.delegate":
		"Was dieser Code tut. Er kann sich mit dem ändern, was der Vertrag speichert, und wer den Vertrag beherrscht, beherrscht damit auch das Konto.",
	"unknown.elsewhere":
		"Er wurde auf einem anderen Gerät unterschrieben. Worauf er sich stützte, ist hier nicht bekannt.",
	"unknown.layer-elsewhere":
		"Was ein anderes Gerät mit diesem Schlüssel dort seither gesendet hat: Die Wurzel, auf der dies beruht, ist Stunden alt. Eine Transaktion von dort könnte diese Nonce zuerst verwenden; deine würde dann nie ausgeführt.",
	"unknown.layer-order":
		"Ob und wann der Sequencer sie nimmt. Bis eine Wurzel auf Ethereum es zeigt, ist das nur das Wort eines Knotens.",
	"unknown.layer-fee":
		"Was die Kette für Daten auf Ethereum und für ihren Betreiber nehmen wird. Das begrenzt keine Unterschrift. Es ist aus bewiesenen Zahlen dieser Wurzel berechnet, und das Vierfache wird zurückgehalten.",
	"unknown.layer-call":
		"Ob der Aufruf gelingt. Er wurde nicht ausprobiert; gezeigt ist, was er selbst sagt.",
	"unknown.layer-behind":
		"Ob deine früheren Transaktionen dort ausgeführt werden. Sie kommen zuerst: Solange eine fehlt, bewirkt diese Auszahlung nichts, auch nicht hineingezwungen.",
	"way.named": "{title}",
	"way.unknown": "Ein Weg, den diese Version nicht kennt ({way})",
	"rehearsal.same-steps":
		"Dieselben Schritte mit einem kleinen Betrag dieses Testnetzes. Du unterschreibst jeden wie im Ernstfall, und am Ende siehst du, wie lange jeder gedauert hat.",
	"kept.under-way": "Aufbewahrt für einen laufenden Ausstieg.",
	"kept.from-file.checked": "Aus einer Datei, hier noch einmal geprüft.",
	"kept.from-file.unchecked":
		"Aus einer Datei. Es wird geprüft, sobald es gebraucht wird.",
	"import.exit.new":
		"Der Ausstieg „{title}“ geht hier weiter, mit {orders?1 unterschriebener Transaktion|# unterschriebenen Transaktionen}. Wie weit er ist, liest dieses Gerät selbst von Ethereum ab.",
	"import.exit.known":
		"Der Ausstieg „{title}“ war schon hier. Die Transaktionen aus der Datei werden nun auch hier verfolgt.",
	"import.evidence.none": "In der Datei waren keine Belege.",
	"import.evidence.checked":
		"Aus der Datei übernommene Belege: {taken} von {all}, jeder noch einmal geprüft.",
	"import.evidence.some-checked":
		"Aus der Datei übernommene Belege: {taken} von {all}. {unchecked?Einer davon lässt sich erst prüfen, wenn er gebraucht wird.|# davon lassen sich erst prüfen, wenn sie gebraucht werden.}",
	"import.evidence.beside":
		"Was dieses Gerät selbst aufgenommen hat, bleibt und wird zuerst verwendet.",
	"stage.on-its-way.transaction":
		"Deine Transaktion ist auf dem Weg zu Ethereum.",
	"stage.on-its-way.proof": "Dein Beweis ist auf dem Weg zu Ethereum.",
	"stage.on-its-way.proposal": "Dein Vorschlag ist auf dem Weg zu Ethereum.",
	"stage.undone.transaction":
		"Deine Transaktion steht in Block {block} von Ethereum, aber was sie bewirkt hat, gilt gerade nicht. Sobald dieser Block final ist, wird dieser Schritt wieder angeboten, falls er noch nötig ist.",
	"stage.undone.proof":
		"Dein Beweis steht in Block {block} von Ethereum, aber er gilt gerade nicht. Sobald dieser Block final ist, wird dieser Schritt wieder angeboten, falls er noch nötig ist.",
	"stage.undone.proposal":
		"Dein Vorschlag steht in Block {block} von Ethereum, aber er gilt gerade nicht. Sobald dieser Block final ist, wird dieser Schritt wieder angeboten, falls er noch nötig ist.",
	"stage.unknown":
		"Die Nummer deiner Transaktion ist auf Ethereum verbraucht, aber kein Endpunkt zeigt ihre Quittung: Entweder wurde sie ausgeführt, oder eine andere Transaktion trat an ihre Stelle. Sextant sucht weiter nach ihrer Wirkung. Wenn du weißt, dass sie nicht ausgeführt wurde, leg sie unter Aufträge ab; dann wird dieser Schritt wieder angeboten.",
	"stage.several": "{all}",
	"stage.last.lost":
		"Deine letzte Transaktion für diesen Schritt kam nicht in Ethereum an und hat deshalb nichts bewirkt.",
	"stage.last.over":
		"Deine letzte Transaktion für diesen Schritt ist vorbei: Ihre Nummer ist auf Ethereum verbraucht, und eine Quittung wurde nicht gefunden.",
	"stage.last.failed":
		"Deine letzte Transaktion für diesen Schritt schlug auf Ethereum fehl. Gekostet hat sie nur ihre Gebühr.",
	"stall.unknown.clock":
		"Nicht bekannt: Die Uhr dieses Geräts geht falsch. Über den Rollup sagt das nichts. Stell die Uhr, dann wird wieder nachgesehen.",
	"stall.unknown.offline":
		"Nicht bekannt: Kein Ethereum-Endpunkt antwortet. Vielleicht liegt es an deinem eigenen Netz. Über den Rollup sagt das nichts.",
	"stall.unknown.syncing":
		"Noch nicht bekannt: Diese Wallet prüft noch Ethereums eigene Header. Über den Rollup sagt das nichts.",
	"stall.unknown.l1-stale":
		"Nicht bekannt: Ethereum selbst geht nicht weiter oder wird nicht final. Über den Rollup sagt das nichts.",
	"stall.unknown.no-proofs":
		"Nicht bekannt: Die Ethereum-Endpunkte antworten, geben aber keine Beweise zu den Verträgen dieses Rollups. Ein anderer Endpunkt tut es vielleicht.",
	"stall.unknown.first-look":
		"Noch nicht bekannt: Diese Wallet hat erst einmal nachgesehen und nichts zum Vergleichen. Sie sieht bald wieder nach.",
	"stall.unknown.away":
		"Noch nicht bekannt: Es kam etwas, während diese Wallet nicht nachsah. Sie sieht bald wieder nach.",
	"stall.not-visible":
		"Ethereum zeigt nicht, ob dieser Rollup arbeitet: Nichts, was er dort führt, verrät es.",
	"stall.not-judged":
		"Ethereum zeigt Zahlen dieser Chain, aber wie oft sie sich ändern, ist hier nicht bekannt: Eine Stille wird nicht beurteilt.",
	"stall.blind.posting":
		"Ethereum zeigt nur, was eingestellt wird: Ein Stillstand, der kürzer ist als übliche Pausen, ist nicht zu sehen, und auch kein Sequencer, der nur deine Transaktionen auslässt.",
	"stall.blind.on-demand":
		"Ethereum zeigt nur, was erzwungen oder eingestellt wird: Ob der Betreiber gewöhnliche Transaktionen aufnimmt, ist nicht zu sehen.",
	"stall.blind.watched":
		"Von dieser Chain wird nur gelesen, was auf Ethereum steht. Was sie über Guthaben sagt, ist hier nicht bewiesen. Was eine Zahl bedeutet, sagt die Netzwerkdatei: Eine Null steht auch an jedem falschen Platz.",
	"stall.frozen":
		"Der Rollup ist endgültig eingefroren. Er nimmt keine Transaktionen mehr auf. Was du dort hast, lässt sich auf Ethereum herausholen, aus dem letzten bewiesenen Stand.",
	"stall.paused":
		"Jemand, der es darf, hat die Verträge des Rollups auf Ethereum angehalten. Auszahlungen warten, bis das endet.",
	"stall.enforced":
		"Notbetrieb: Jetzt dürfen andere als der Betreiber Blöcke und Beweise einstellen.",
	"stall.past-deadline":
		"Die älteste erzwungene Transaktion ist über der Frist: {late}. Der Betreiber hat die Regel nicht eingehalten, die dich schützt.",
	"stall.cadence.batch.operator":
		"Wie oft gewöhnlich neue Daten kommen: etwa alle {every}, laut der Dokumentation seiner Macher. Daran wird eine Stille gemessen.",
	"stall.cadence.batch.other":
		"Wie oft gewöhnlich neue Daten kommen: etwa alle {every}, laut der Dokumentation anderer. Daran wird eine Stille gemessen.",
	"stall.cadence.root.operator":
		"Wie oft gewöhnlich eine neue Zustandswurzel kommt: etwa alle {every}, laut der Dokumentation seiner Macher. Daran wird eine Stille gemessen.",
	"stall.cadence.root.other":
		"Wie oft gewöhnlich eine neue Zustandswurzel kommt: etwa alle {every}, laut der Dokumentation anderer. Daran wird eine Stille gemessen.",
	"stall.sign.named":
		"Das Konto, das die Netzwerkdatei als das einstellende nennt, hat {time} lang nichts auf Ethereum gesendet: Das ist bewiesen.",
	"stall.sign.batch.idle":
		"Nichts wartet darauf, auf Ethereum eingestellt zu werden.",
	"stall.sign.root.idle": "Auf Ethereum ist keine Wurzel fällig.",
	"stall.sign.batch.silent":
		"{time} lang keine neuen Daten auf Ethereum: Das ist bewiesen.",
	"stall.sign.root.silent":
		"{time} lang keine neue Zustandswurzel auf Ethereum: Das ist bewiesen.",
	"stall.sign.batch.unknown": "Ob neue Daten kommen, ist noch nicht bekannt.",
	"stall.sign.root.unknown":
		"Ob neue Zustandswurzeln kommen, ist noch nicht bekannt.",
	"stall.sign.batch.new":
		"Kurz vor dem letzten Blick kamen neue Daten auf Ethereum an.",
	"stall.sign.root.new":
		"Kurz vor dem letzten Blick kam eine neue Zustandswurzel auf Ethereum an.",
	"stall.silent.named.stalled":
		"Das Konto, das die Netzwerkdatei als das einstellende nennt, hat {time} lang nichts gesendet. Mehr als {bound} gilt als Stillstand. Ob jetzt ein anderes Konto einstellt, ist nicht bekannt.",
	"stall.silent.named.late":
		"Das Konto, das die Netzwerkdatei als das einstellende nennt, hat {time} lang nichts gesendet. Mehr als {bound} ist ungewöhnlich. Ob jetzt ein anderes Konto einstellt, ist nicht bekannt.",
	"stall.silent.batch.stalled":
		"Der Rollup hat {time} lang nichts auf Ethereum eingestellt. Mehr als {bound} gilt als Stillstand. Dein Guthaben hat sich nicht bewegt; eine Transaktion dort geht jetzt vielleicht nicht durch.",
	"stall.silent.batch.late":
		"Der Rollup hat {time} lang nichts auf Ethereum eingestellt. Mehr als {bound} ist ungewöhnlich. Oft geht es von selbst weiter.",
	"stall.silent.root.stalled":
		"Auf Ethereum kam {time} lang keine neue Zustandswurzel an. Mehr als {bound} gilt als Stillstand. Auszahlungen kommen nicht weiter, bis eine kommt.",
	"stall.silent.root.late":
		"Auf Ethereum kam {time} lang keine neue Zustandswurzel an. Mehr als {bound} ist ungewöhnlich. Auszahlungen warten auf die nächste.",
	"stall.not-final":
		"Der Ethereum-Block, bei dem dies gelesen wurde, ist noch nicht final: Er könnte noch verworfen werden.",
	"stall.against.data":
		"Der Rollup stellt weiter seine Daten ein, also gehen seine Blöcke weiter.",
	"stall.against.roots": "Auf Ethereum kommen weiter neue Zustandswurzeln an.",
	"stall.against.fees":
		"Vielleicht wartet der Betreiber auf niedrigere Gebühren auf Ethereum oder arbeitet am Rollup: Warum, zeigt Ethereum nicht.",
	"stall.against.blocks":
		"Vielleicht macht der Sequencer weiter Blöcke und stellt sie nur nicht ein.",
	"stall.against.proposers":
		"Vielleicht sind die Vorschlagenden spät dran, während der Rollup selbst arbeitet: Warum, zeigt Ethereum nicht.",
	"stall.against.named":
		"Vielleicht nennt die Netzwerkdatei für diese Chain das falsche Konto: Dann fehlt der Chain nichts.",
	"stall.alive.idle":
		"Soweit Ethereum es zeigt, arbeitet der Rollup: Nichts wartet, was er hätte aufnehmen müssen. Ob er Transaktionen aufnimmt, die nicht erzwungen sind, zeigt Ethereum nicht.",
	"stall.alive.batch":
		"Soweit Ethereum es zeigt, arbeitet der Rollup: Er stellt weiter seine Daten ein, und {late} ohne neue wären ungewöhnlich.",
	"stall.alive.root":
		"Soweit Ethereum es zeigt, arbeitet der Rollup: Es kommen weiter neue Zustandswurzeln, und {late} ohne eine wären ungewöhnlich.",
};
