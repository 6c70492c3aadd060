// What a reference rollup's exit says, in German.

import type { Words } from "../../../protocol/message.ts";
import type { referenceCodes } from "../checks/codes.ts";

export const referenceDe: Words<typeof referenceCodes> = {
	"reference.deposit.click": "Das kleine Konto eröffnen",
	"reference.withdraw.click": "Dein Geld auf Ethereum abholen",
	"reference.escape.click": "Mit deinem Geld aussteigen",
	"reference.deposit.title": "Kleines Konto eröffnen",
	"reference.deposit.what":
		"Für eine Übung: stellt {what} in die Warteschlange des Rollups auf L1, für ein neues Konto dort, das dir gehört.",
	"reference.deposit.no-key":
		"Den Schlüssel dieses Kontos hat niemand, also kann niemand den Betrag auf dem Rollup bewegen. Nur du kannst ihn wieder herausholen, über L1, wie bei einem echten Ausstieg.",
	"reference.force.title": "Auszahlung erzwingen",
	"reference.force.what":
		"Stellt eine Auszahlung von allem, was auf Konto {account} liegt, in die Warteschlange des Rollups auf L1.",
	"reference.force.deadline":
		"Der Betreiber muss sie ausführen, Frist: {deadline}. Tut er es nicht, darf jeder den Rollup einfrieren.",
	"reference.freeze.title": "Rollup einfrieren",
	"reference.freeze.what":
		"Hält den Rollup endgültig an: Der älteste Eintrag seiner Warteschlange ist über der Frist.",
	"reference.freeze.then":
		"Danach kann jeder Eigentümer mit dem Guthaben aussteigen, das die letzte bewiesene Wurzel für ihn ausweist.",
	"reference.escape.title": "Aussteigen",
	"reference.escape.what":
		"Zahlt Konto {account} aus, durch seinen Beweis gegen die letzte bewiesene Wurzel.",
	"reference.reclaim.title": "Einzahlung zurückholen",
	"reference.reclaim.what":
		"Zahlt eine Einzahlung zurück, die kein bewiesener Batch aufgenommen hat.",
	"reference.withdraw.title": "Auszahlung abholen",
	"reference.withdraw.what": "Zahlt aus, was Batch {batch} abgehoben hat.",
	"reference.map.evidence.title": "Der Pfad deines Kontos",
	"reference.map.evidence.done":
		"Dein Konto hat die Nummer {account}. Sein Platz unter der letzten bewiesenen Wurzel ist geprüft und hier aufbewahrt; zum Aussteigen brauchst du niemandes Hilfe.",
	"reference.map.evidence.others":
		"Auf deinen Namen gibt es {others?1 weiteres Konto|# weitere Konten}; hier geht es um das mit dem größten Guthaben.",
	"reference.map.evidence.proof":
		"Sein Pfad führt zur Wurzel nach Batch {batch}, die Ethereum enthält.",
	"reference.map.evidence.none":
		"Kein Konto unter der letzten bewiesenen Wurzel gehört dir: Hier geht es um deine Einzahlungen, die in der Warteschlange warten.",
	"reference.map.evidence.missing":
		"Der Pfad deines Kontos unter der letzten bewiesenen Wurzel ist noch nicht hier: {why}. Gesucht wird er in dem, was aufbewahrt wurde, bei den Knoten des Rollups und in den Daten von Ethereum selbst.",
	"reference.map.evidence.unshown":
		"Der Pfad deines Kontos unter der letzten bewiesenen Wurzel ist noch nicht hier: Niemand hat ihn gezeigt. Gesucht wird er in dem, was aufbewahrt wurde, bei den Knoten des Rollups und in den Daten von Ethereum selbst.",
	"reference.map.evidence.risk":
		"Ohne ihn kannst du nicht aussteigen. Eine Sicherung deiner Belege für den Ausstieg enthält ihn, ebenso jeder Knoten des Rollups.",
	"reference.map.force.done":
		"Deine Auszahlung ist Eintrag {entry} der Warteschlange des Rollups auf Ethereum. Der Betreiber kann sie nicht übergehen, ohne den Rollup anzuhalten.",
	"reference.map.force.proof":
		"Der Hash der Warteschlange auf Ethereum enthält Eintrag {entry}.",
	"reference.map.force.frozen":
		"Der Rollup ist schon eingefroren: Erzwungen werden muss nichts.",
	"reference.map.taken": "Der Betreiber hat sie aufgenommen.",
	"reference.map.force.overdue":
		"Jemandes Eintrag der Warteschlange ist schon über der Frist: Der Rollup kann sofort eingefroren werden.",
	"reference.map.force.none":
		"Es gibt kein Konto, aus dem sich eine Auszahlung erzwingen ließe.",
	"reference.map.force.offer":
		"Stell eine Auszahlung von allem auf deinem Konto in die Warteschlange des Rollups auf Ethereum. Frist des Betreibers, sie aufzunehmen: {deadline}.",
	"reference.map.force.later":
		"Es beginnt, sobald bekannt ist, welches Konto deines ist.",
	"reference.map.wait.title": "Die Frist des Betreibers",
	"reference.map.wait.done":
		"Der Betreiber hat deine Auszahlung in Batch {batch} aufgenommen, und der Batch ist bewiesen.",
	"reference.map.wait.proof":
		"Die Wurzel der Auszahlungen dieses Batches auf Ethereum enthält deine.",
	"reference.map.wait.emptied":
		"Der Betreiber hat deine Auszahlung aufgenommen, aber auf dem Konto lag da nichts. Liegt jetzt etwas darauf, beginne neu.",
	"reference.map.wait.frozen":
		"Der Betreiber hat sie nicht aufgenommen: Der Rollup ist eingefroren.",
	"reference.map.wait.overdue":
		"Der Betreiber hat die Frist verstreichen lassen.",
	"reference.map.wait.overdue.proof":
		"Auf Ethereum steht, wann der älteste Eintrag der Warteschlange kam.",
	"reference.map.wait.looked-for":
		"Der Betreiber hat deine Auszahlung aufgenommen. Gesucht wird, was sie ausgezahlt hat.",
	"reference.map.wait.looked-for.why":
		"Der Betreiber hat deine Auszahlung aufgenommen. Gesucht wird, was sie ausgezahlt hat: {why}.",
	"reference.map.wait.deposit":
		"Bis dahin hat der Betreiber Zeit, deine Einzahlung aufzunehmen. Zu tun ist nichts, du kannst den Browser schließen. Nimmt er sie auf, liegt sie auf deinem Konto beim Rollup; wenn nicht, frierst du den Rollup ein und holst sie zurück.",
	"reference.map.wait.until":
		"Bis dahin hat der Betreiber Zeit, sie aufzunehmen. Zu tun ist nichts, du kannst den Browser schließen. Nimmt er sie auf, wird dein Geld auf Ethereum ausgezahlt; wenn nicht, frierst du den Rollup ein und steigst aus.",
	"reference.map.wait.later":
		"Frist des Betreibers, sie aufzunehmen: {deadline}.",
	"reference.map.withdraw.title": "Abholen, was der Betreiber ausgezahlt hat",
	"reference.map.withdraw.done":
		"Ethereum hat dir gezahlt, was der Betreiber ausgezahlt hat.",
	"reference.map.withdraw.proof":
		"Auf Ethereum steht, dass Auszahlung {position} von Batch {batch} gezahlt wurde.",
	"reference.map.withdraw.offer":
		"Deine Auszahlung ist in einem bewiesenen Batch. Eine Transaktion bringt das Geld auf dein Konto auf Ethereum.",
	"reference.map.nothing-taken": "Der Betreiber hat nichts aufgenommen.",
	"reference.map.withdraw.later":
		"Nimmt der Betreiber sie auf, holst du dein Geld hier auf Ethereum ab.",
	"reference.map.freeze.own":
		"Du hast den Rollup eingefroren: Seine letzte bewiesene Wurzel gilt endgültig.",
	"reference.map.freeze.other":
		"Jemand anders hat den Rollup eingefroren: Seine letzte bewiesene Wurzel gilt endgültig.",
	"reference.map.freeze.proof":
		"Auf Ethereum steht, wann er eingefroren wurde.",
	"reference.map.freeze.in-time":
		"Der Betreiber hat sie rechtzeitig aufgenommen.",
	"reference.map.freeze.offer":
		"Die Frist ist vorbei. Eine Transaktion hält {chain} endgültig an, und jeder kann mit dem aussteigen, was ihm nach der letzten bewiesenen Wurzel gehört.",
	"reference.map.freeze.later":
		"Nimmt der Betreiber sie nicht innerhalb der Frist von {deadline} auf, kann hier jeder den Rollup anhalten, endgültig.",
	"reference.map.freeze.risk":
		"Der Betreiber kann sie noch im letzten Augenblick aufnehmen: Dann wirst du stattdessen ausgezahlt.",
	"reference.map.escape.done":
		"Ethereum hat dir gezahlt, was auf deinem Konto lag.",
	"reference.map.escape.proof":
		"Auf Ethereum steht, dass Konto {account} ausgestiegen ist.",
	"reference.map.escape.paid": "Der Betreiber hat dich ausgezahlt.",
	"reference.map.escape.nothing":
		"Unter der letzten bewiesenen Wurzel liegt nichts auf deinem Konto.",
	"reference.map.escape.no-path":
		"Es fehlt noch der Pfad deines Kontos: siehe die erste Station.",
	"reference.map.escape.offer":
		"Eine Transaktion mit dem Pfad deines Kontos bringt alles, was darauf liegt, auf dein Konto auf Ethereum. Ein Knoten des Rollups wird nicht gebraucht.",
	"reference.map.escape.later":
		"Ist er eingefroren, holst du alles auf deinem Konto mit dessen Pfad unter der letzten bewiesenen Wurzel ab.",
	"reference.map.escape.risk":
		"Was bis dahin in keinem bewiesenen Batch ist, gehört nicht zu deinem Guthaben.",
	"reference.map.reclaim.title": "Deine Einzahlungen zurückholen",
	"reference.map.reclaim.done":
		"Ethereum hat deine Einzahlungen zurückgezahlt, die kein bewiesener Batch aufgenommen hat.",
	"reference.map.reclaim.proof":
		"Auf Ethereum steht, dass sie zurückgezahlt wurden.",
	"reference.map.reclaim.offer":
		"{left?Eine Einzahlung von dir hat kein bewiesener Batch aufgenommen. Eine Transaktion zahlt sie zurück.|# Einzahlungen von dir hat kein bewiesener Batch aufgenommen. Je eine Transaktion zahlt sie zurück.}",
	"reference.map.reclaim.later":
		"{left?Eine Einzahlung von dir wartet in der Warteschlange. Wird der Rollup eingefroren, bevor sie aufgenommen ist, holst du sie hier zurück.|# Einzahlungen von dir warten in der Warteschlange. Wird der Rollup eingefroren, bevor sie aufgenommen sind, holst du sie hier zurück.}",
	"reference.map.final.title": "Von Ethereum final gemacht",
	"reference.map.final.done":
		"{coin} auf Ethereum, endgültig: Ein finaler Block enthält die Zahlung.",
	"reference.map.final.proof":
		"Unter einem finalen Block von Ethereum bewiesen.",
	"reference.map.final.waits":
		"Ethereum macht die Zahlung final; das dauert etwa zwei seiner Epochen. Zu tun ist nichts.",
	"reference.rehearsal.deposit.done":
		"Deine Einzahlung von {what} ist Eintrag {entry} der Warteschlange des Rollups auf Ethereum. Sie ist für ein neues Konto auf deinen Namen, dessen Schlüssel niemand hat.",
	"reference.rehearsal.deposit.open": "Das kleine Konto ist auf dem Rollup.",
	"reference.rehearsal.deposit.frozen":
		"Der Rollup ist eingefroren und nimmt keine Einzahlungen mehr an. Von dieser Übung liegt nichts darin.",
	"reference.rehearsal.deposit.overdue":
		"Der Betreiber hat die Frist eines Eintrags von jemand anderem verstreichen lassen. Jeder kann den Rollup jetzt einfrieren, also wird nichts mehr hineingelegt. Macht der Betreiber weiter, geht auch die Übung weiter.",
	"reference.rehearsal.deposit.offer":
		"Stell {what} in die Warteschlange des Rollups auf Ethereum, für ein neues Konto auf deinen Namen. Seinen Schlüssel hat niemand: Nur du kannst den Betrag herausholen, auf Ethereum.",
	"reference.rehearsal.deposit.looked-for":
		"Deine Einzahlung wird in der Warteschlange auf Ethereum gesucht.",
	"reference.rehearsal.frozen":
		"Der Rollup wurde eingefroren, bevor es dazu kam.",
	"reference.rehearsal.stopped.queue":
		"Der Betreiber hat die Frist verstreichen lassen. Im Ernstfall würdest du den Rollup jetzt einfrieren, endgültig. Eine Übung tut das nie: Sie hält hier an. Deine Summe von {what} wartet in der Warteschlange. Macht der Betreiber weiter, geht auch die Übung weiter. Friert jemand den Rollup ein, holst du den Betrag hier zurück.",
	"reference.rehearsal.stopped.other":
		"Der Betreiber hat die Frist verstreichen lassen. Im Ernstfall würdest du den Rollup jetzt einfrieren, endgültig. Eine Übung tut das nie: Sie hält hier an. Deine Summe von {what} liegt auf dem kleinen Konto; der wartende Eintrag ist von jemand anderem. Macht der Betreiber weiter, geht auch die Übung weiter. Friert jemand den Rollup ein, holst du den Betrag hier zurück.",
	"reference.rehearsal.stopped.account":
		"Der Betreiber hat die Frist verstreichen lassen. Im Ernstfall würdest du den Rollup jetzt einfrieren, endgültig. Eine Übung tut das nie: Sie hält hier an. Deine Summe von {what} liegt auf dem kleinen Konto. Macht der Betreiber weiter, geht auch die Übung weiter. Friert jemand den Rollup ein, holst du den Betrag hier zurück.",
	"reference.rehearsal.open.title": "Der Betreiber nimmt die Einzahlung auf",
	"reference.rehearsal.open.done":
		"Der Betreiber hat deine Einzahlung aufgenommen: Das kleine Konto hat die Nummer {account}.",
	"reference.rehearsal.open.later":
		"Frist des Betreibers, die Einzahlung aufzunehmen: {deadline}.",
	"reference.rehearsal.open.looked-for":
		"Der Betreiber hat deine Einzahlung aufgenommen. Das kleine Konto wird gesucht.",
	"reference.rehearsal.open.looked-for.why":
		"Der Betreiber hat deine Einzahlung aufgenommen. Das kleine Konto wird gesucht: {why}.",
	"reference.rehearsal.open.frozen":
		"Der Rollup wurde eingefroren, bevor der Betreiber deine Einzahlung aufnahm: Du holst sie zurück.",
	"reference.rehearsal.open.until":
		"Bis dahin hat der Betreiber Zeit, die Einzahlung aufzunehmen. Zu tun ist nichts, du kannst den Browser schließen.",
	"reference.rehearsal.force.title": "Die Auszahlung erzwingen",
	"reference.rehearsal.force.done":
		"Die Auszahlung des kleinen Kontos ist Eintrag {entry} der Warteschlange des Rollups auf Ethereum. Der Betreiber kann sie nicht übergehen, ohne den Rollup anzuhalten.",
	"reference.rehearsal.force.offer":
		"Stell eine Auszahlung des kleinen Kontos in die Warteschlange des Rollups auf Ethereum, wie du es mit deinem eigenen tätest. Frist des Betreibers, sie aufzunehmen: {deadline}.",
	"reference.rehearsal.force.later":
		"Es beginnt, sobald das kleine Konto auf dem Rollup ist.",
	"reference.rehearsal.wait.done":
		"Der Betreiber hat die Auszahlung in Batch {batch} aufgenommen, und der Batch ist bewiesen.",
	"reference.rehearsal.wait.emptied":
		"Der Betreiber hat die Auszahlung aufgenommen, aber auf dem kleinen Konto lag da nichts: Eine andere hatte es schon ausgezahlt.",
	"reference.rehearsal.wait.looked-for":
		"Der Betreiber hat die Auszahlung aufgenommen. Gesucht wird, was sie ausgezahlt hat.",
	"reference.rehearsal.wait.looked-for.why":
		"Der Betreiber hat die Auszahlung aufgenommen. Gesucht wird, was sie ausgezahlt hat: {why}.",
	"reference.rehearsal.wait.until":
		"Bis dahin hat der Betreiber Zeit, sie aufzunehmen. Zu tun ist nichts, du kannst den Browser schließen.",
	"reference.rehearsal.wait.risk":
		"Lässt er die Frist verstreichen, friert ein echter Ausstieg den Rollup ein und steigt aus. Die Übung hält dort stattdessen an.",
	"reference.rehearsal.withdraw.done":
		"Ethereum hat {what} auf dein Konto gezahlt.",
	"reference.rehearsal.withdraw.offer":
		"Die Auszahlung ist in einem bewiesenen Batch. Eine Transaktion bringt den Betrag zurück auf dein Konto auf Ethereum.",
	"reference.rehearsal.withdraw.later":
		"Hat der Betreiber sie aufgenommen, holst du den Betrag auf Ethereum ab.",
	"reference.way.escape": "Eine Auszahlung erzwingen, oder aussteigen",
	"reference.way.rehearsal": "Übung: ein kleines Konto herausholen",
	"reference.offer.rehearses":
		"Dieser Weg nimmt alles von einem Konto. Darum eröffnet die Übung ein kleines mit einem Tausendstel der Münze dieses Testnetzes und holt dieses heraus; Dein eigenes bleibt unberührt. Den Rollup friert sie nie ein: Verstreicht die Frist des Betreibers, hält sie an und sagt, was du im Ernstfall tätest. Der Betrag wartet dann, bis er weitermacht oder jemand anders einfriert und du ihn zurückholst.",
	"reference.offer.old-file":
		"Die Netzwerkdatei dieses Rollups stammt aus einer älteren Version und sagt nicht, was man zum Verlassen braucht. Importiere eine neuere.",
	"reference.offer.escaped":
		"Dein Konto ist schon ausgestiegen. Das geht einmal, und Ethereum hat es ausgezahlt.",
	"reference.offer.deposit":
		"Eine Einzahlung von dir wartet in der Warteschlange des Rollups und ist noch auf keinem Konto. Nimmt der Betreiber sie nicht innerhalb der Frist von {deadline} auf, frierst du den Rollup ein und holst sie zurück: zwei Transaktionen auf Ethereum.",
	"reference.offer.no-account": "Diese Adresse hat kein Konto auf dem Rollup.",
	"reference.offer.unshown":
		"Nichts zeigt gerade ein Konto von dir auf dem Rollup: {why}. Füge einen Endpunkt des Rollups hinzu, oder importiere eine Datei mit Belegen für den Ausstieg.",
	"reference.offer.frozen.nothing":
		"Der Rollup ist eingefroren, und unter seiner letzten bewiesenen Wurzel liegt nichts auf deinem Konto.",
	"reference.offer.frozen":
		"Der Rollup ist eingefroren: Weitergehen wird er nie. Was nach seiner letzten bewiesenen Wurzel dir gehört, kannst du mit einer Transaktion auf Ethereum durch dessen Beweis herausholen. Ein Knoten des Rollups wird nicht gebraucht.",
	"reference.offer.nothing": "Auf deinem Konto beim Rollup liegt nichts.",
	"reference.offer.overdue":
		"Der Betreiber hat die Frist der Warteschlange verstreichen lassen. Jeder kann den Rollup jetzt einfrieren, endgültig; dann holst du alles auf deinem Konto durch dessen Beweis heraus: zwei Transaktionen auf Ethereum.",
	"reference.offer.escape":
		"Alles auf deinem Konto wird über die Warteschlange auf Ethereum ausgezahlt. Frist des Betreibers, es aufzunehmen: {deadline}; dann holst du dein Geld auf Ethereum ab. Tut er es nicht, frierst du den Rollup ein und holst es durch den Beweis deines Kontos.",
	"reference.room.unknown":
		"Ob der Rollup Platz für ein weiteres Konto hat, ist nicht bekannt.",
	"reference.room.unknown.why":
		"Ob der Rollup Platz für ein weiteres Konto hat, ist nicht bekannt: {why}.",
	"reference.room.none":
		"Der Rollup hat kaum noch Platz für neue Konten. Eine Einzahlung, die keinen findet, wartet, bis der Rollup eingefroren ist; für eine Übung wird deshalb keine gemacht.",
	"reference.room.from-file":
		"Diese Übung kam in einer Datei, und Ethereum zeigt ihre Einzahlung nicht. Wer die Datei geschrieben hat, kennt vielleicht den Schlüssel des Kontos; deshalb wird von hier nichts darauf eingezahlt: Beginne eine eigene Übung.",
	"reference.offer.rehearsal.frozen":
		"Der Rollup ist endgültig eingefroren: Er nimmt keine Einzahlungen mehr an, also lässt sich nichts üben.",
	"reference.offer.rehearsal.overdue":
		"Der Betreiber hat die Frist der Warteschlange verstreichen lassen, und jeder kann den Rollup jetzt einfrieren. Leg nichts mehr hinein. Nötig ist jetzt ein echter Ausstieg, keine Übung.",
	"reference.offer.rehearsal":
		"Drei Transaktionen auf Ethereum: Das kleine Konto wird eröffnet, herausgeholt und an dich ausgezahlt. Frist des Betreibers, jedes Mal: {deadline}.",
	"reference.kept.accounts":
		"{accounts?Der Pfad deines Kontos|Die Pfade deiner # Konten} nach Batch {batch}, dem letzten bewiesenen.",
	"reference.kept.before": "Dasselbe nach Batch {batch}.",
	"reference.kept.state":
		"Der ganze Zustand nach Batch {batch}, {accounts?1 Konto|# Konten}: Daraus lässt sich jeder Pfad bilden.",
	"reference.offer.escape.costs":
		"Das sind zwei oder drei Transaktionen auf Ethereum, jede für dessen Gebühr. Es geht auch, wenn kein Knoten des Rollups mehr lebt.",
	"reference.unknown.operations":
		"Was dieser Schlüssel außerhalb von Sextant signiert hat, ist nicht bekannt; eine dieser Operationen könnte diese Nummer zuerst verbrauchen.",
	"reference.unknown.recipient":
		"Jeder kann auf diesem Rollup ein Konto auf den Namen eines anderen eröffnen. Das Geld geht an den Schlüssel oben: Dass er der des Empfängers ist, kann dir nur der Empfänger sagen.",
	"reference.unknown.deposits":
		"Die erneute Prüfung entdeckt eine gefälschte Wurzel, keine gefälschte Einzahlung: Einzahlungen stützen sich auf das Komitee von L1.",
	"reference.receipt.signed":
		"{from} hat {what} an {to} auf {chain} signiert, Kette {chainId}, Nummer {nonce}",
	"reference.receipt.account":
		"auf Konto {account}, dessen Schlüssel {ax} {ay} ist",
	"reference.receipt.state":
		"zugelassen durch den Zustand nach Batch {batch}, dessen Gültigkeitsbeweise unter dem Programm {program} erneut geprüft sind",
	"reference.receipt.deposits":
		"das entdeckt eine gefälschte Wurzel, keine gefälschte Einzahlung: Einzahlungen stützen sich auf das Komitee von L1",
	"reference.trace.config.title": "Die Verträge sind die bekannten",
	"reference.trace.config.detail":
		"Beide Code-Hashes sind die, die das Profil festlegt; letzter bewiesener Batch {batch}",
	"reference.trace.root.title": "Bewiesene Wurzel aus L1",
	"reference.trace.root.detail":
		"Batch {batch}: L1 hat seinen Beweis angenommen",
	"reference.trace.data.title": "Daten des Batches",
	"reference.trace.data.detail":
		"Batch {batch}: sein Blob ist der, den L1 bekommen hat",
	"reference.trace.account.title": "Konto unter dieser Wurzel",
	"reference.trace.account.detail": "Merkle-Beweis, Nonce {nonce}",
	"reference.trace.account.nobody":
		"Merkle-Beweis, dass es noch niemandem gehört",
	"reference.trace.recheck.title": "Gültigkeitsbeweis noch einmal geprüft",
	"reference.trace.recheck.detail":
		"{proofs} Beweise, von Batch {from} bis {to}",
};
