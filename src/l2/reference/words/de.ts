// What a reference rollup's exit says, in German.

import type { Words } from "../../../protocol/message.ts";
import type { referenceCodes } from "../checks/codes.ts";

export const referenceDe: Words<typeof referenceCodes> = {
	"reference.deposit.click": "Das kleine Konto eröffnen",
	"reference.withdraw.click": "Ihr Geld auf Ethereum abholen",
	"reference.escape.click": "Mit Ihrem Geld aussteigen",
	"reference.deposit.title": "Kleines Konto eröffnen",
	"reference.deposit.what":
		"Für eine Übung: stellt {what} in die Warteschlange des Rollups auf L1, für ein neues Konto dort, das Ihnen gehört.",
	"reference.deposit.no-key":
		"Den Schlüssel dieses Kontos hat niemand, also kann niemand den Betrag auf dem Rollup bewegen. Nur Sie können ihn wieder herausholen, über L1, wie bei einem echten Ausstieg.",
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
	"reference.map.evidence.title": "Der Pfad Ihres Kontos",
	"reference.map.evidence.done":
		"Ihr Konto hat die Nummer {account}. Sein Platz unter der letzten bewiesenen Wurzel ist geprüft und hier aufbewahrt; zum Aussteigen brauchen Sie niemandes Hilfe.",
	"reference.map.evidence.others":
		"Auf Ihren Namen gibt es {others?1 weiteres Konto|# weitere Konten}; hier geht es um das mit dem größten Guthaben.",
	"reference.map.evidence.proof":
		"Sein Pfad führt zur Wurzel nach Batch {batch}, die Ethereum enthält.",
	"reference.map.evidence.none":
		"Kein Konto unter der letzten bewiesenen Wurzel gehört Ihnen: Hier geht es um Ihre Einzahlungen, die in der Warteschlange warten.",
	"reference.map.evidence.missing":
		"Der Pfad Ihres Kontos unter der letzten bewiesenen Wurzel ist noch nicht hier: {why}. Gesucht wird er in dem, was aufbewahrt wurde, bei den Knoten des Rollups und in den Daten von Ethereum selbst.",
	"reference.map.evidence.unshown":
		"Der Pfad Ihres Kontos unter der letzten bewiesenen Wurzel ist noch nicht hier: Niemand hat ihn gezeigt. Gesucht wird er in dem, was aufbewahrt wurde, bei den Knoten des Rollups und in den Daten von Ethereum selbst.",
	"reference.map.evidence.risk":
		"Ohne ihn können Sie nicht aussteigen. Eine Sicherung Ihrer Belege für den Ausstieg enthält ihn, ebenso jeder Knoten des Rollups.",
	"reference.map.force.done":
		"Ihre Auszahlung ist Eintrag {entry} der Warteschlange des Rollups auf Ethereum. Der Betreiber kann sie nicht übergehen, ohne den Rollup anzuhalten.",
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
		"Stellen Sie eine Auszahlung von allem auf Ihrem Konto in die Warteschlange des Rollups auf Ethereum. Frist des Betreibers, sie aufzunehmen: {deadline}.",
	"reference.map.force.later":
		"Es beginnt, sobald bekannt ist, welches Konto Ihres ist.",
	"reference.map.wait.title": "Die Frist des Betreibers",
	"reference.map.wait.done":
		"Der Betreiber hat Ihre Auszahlung in Batch {batch} aufgenommen, und der Batch ist bewiesen.",
	"reference.map.wait.proof":
		"Die Wurzel der Auszahlungen dieses Batches auf Ethereum enthält Ihre.",
	"reference.map.wait.emptied":
		"Der Betreiber hat Ihre Auszahlung aufgenommen, aber auf dem Konto lag da nichts. Liegt jetzt etwas darauf, beginnen Sie neu.",
	"reference.map.wait.frozen":
		"Der Betreiber hat sie nicht aufgenommen: Der Rollup ist eingefroren.",
	"reference.map.wait.overdue":
		"Der Betreiber hat die Frist verstreichen lassen.",
	"reference.map.wait.overdue.proof":
		"Auf Ethereum steht, wann der älteste Eintrag der Warteschlange kam.",
	"reference.map.wait.looked-for":
		"Der Betreiber hat Ihre Auszahlung aufgenommen. Gesucht wird, was sie ausgezahlt hat.",
	"reference.map.wait.looked-for.why":
		"Der Betreiber hat Ihre Auszahlung aufgenommen. Gesucht wird, was sie ausgezahlt hat: {why}.",
	"reference.map.wait.deposit":
		"Bis dahin hat der Betreiber Zeit, Ihre Einzahlung aufzunehmen. Zu tun ist nichts, Sie können den Browser schließen. Nimmt er sie auf, liegt sie auf Ihrem Konto beim Rollup; wenn nicht, frieren Sie den Rollup ein und holen sie zurück.",
	"reference.map.wait.until":
		"Bis dahin hat der Betreiber Zeit, sie aufzunehmen. Zu tun ist nichts, Sie können den Browser schließen. Nimmt er sie auf, wird Ihr Geld auf Ethereum ausgezahlt; wenn nicht, frieren Sie den Rollup ein und steigen aus.",
	"reference.map.wait.later":
		"Frist des Betreibers, sie aufzunehmen: {deadline}.",
	"reference.map.withdraw.title": "Abholen, was der Betreiber ausgezahlt hat",
	"reference.map.withdraw.done":
		"Ethereum hat Ihnen gezahlt, was der Betreiber ausgezahlt hat.",
	"reference.map.withdraw.proof":
		"Auf Ethereum steht, dass Auszahlung {position} von Batch {batch} gezahlt wurde.",
	"reference.map.withdraw.offer":
		"Ihre Auszahlung ist in einem bewiesenen Batch. Eine Transaktion bringt das Geld auf Ihr Konto auf Ethereum.",
	"reference.map.nothing-taken": "Der Betreiber hat nichts aufgenommen.",
	"reference.map.withdraw.later":
		"Nimmt der Betreiber sie auf, holen Sie Ihr Geld hier auf Ethereum ab.",
	"reference.map.freeze.own":
		"Sie haben den Rollup eingefroren: Seine letzte bewiesene Wurzel gilt endgültig.",
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
		"Der Betreiber kann sie noch im letzten Augenblick aufnehmen: Dann werden Sie stattdessen ausgezahlt.",
	"reference.map.escape.done":
		"Ethereum hat Ihnen gezahlt, was auf Ihrem Konto lag.",
	"reference.map.escape.proof":
		"Auf Ethereum steht, dass Konto {account} ausgestiegen ist.",
	"reference.map.escape.paid": "Der Betreiber hat Sie ausgezahlt.",
	"reference.map.escape.nothing":
		"Unter der letzten bewiesenen Wurzel liegt nichts auf Ihrem Konto.",
	"reference.map.escape.no-path":
		"Es fehlt noch der Pfad Ihres Kontos: siehe die erste Station.",
	"reference.map.escape.offer":
		"Eine Transaktion mit dem Pfad Ihres Kontos bringt alles, was darauf liegt, auf Ihr Konto auf Ethereum. Ein Knoten des Rollups wird nicht gebraucht.",
	"reference.map.escape.later":
		"Ist er eingefroren, holen Sie alles auf Ihrem Konto mit dessen Pfad unter der letzten bewiesenen Wurzel ab.",
	"reference.map.escape.risk":
		"Was bis dahin in keinem bewiesenen Batch ist, gehört nicht zu Ihrem Guthaben.",
	"reference.map.reclaim.title": "Ihre Einzahlungen zurückholen",
	"reference.map.reclaim.done":
		"Ethereum hat Ihre Einzahlungen zurückgezahlt, die kein bewiesener Batch aufgenommen hat.",
	"reference.map.reclaim.proof":
		"Auf Ethereum steht, dass sie zurückgezahlt wurden.",
	"reference.map.reclaim.offer":
		"{left?Eine Einzahlung von Ihnen hat kein bewiesener Batch aufgenommen. Eine Transaktion zahlt sie zurück.|# Einzahlungen von Ihnen hat kein bewiesener Batch aufgenommen. Je eine Transaktion zahlt sie zurück.}",
	"reference.map.reclaim.later":
		"{left?Eine Einzahlung von Ihnen wartet in der Warteschlange. Wird der Rollup eingefroren, bevor sie aufgenommen ist, holen Sie sie hier zurück.|# Einzahlungen von Ihnen warten in der Warteschlange. Wird der Rollup eingefroren, bevor sie aufgenommen sind, holen Sie sie hier zurück.}",
	"reference.map.final.title": "Von Ethereum final gemacht",
	"reference.map.final.done":
		"{coin} auf Ethereum, endgültig: Ein finaler Block enthält die Zahlung.",
	"reference.map.final.proof":
		"Unter einem finalen Block von Ethereum bewiesen.",
	"reference.map.final.waits":
		"Ethereum macht die Zahlung final; das dauert etwa zwei seiner Epochen. Zu tun ist nichts.",
	"reference.rehearsal.deposit.done":
		"Ihre Einzahlung von {what} ist Eintrag {entry} der Warteschlange des Rollups auf Ethereum. Sie ist für ein neues Konto auf Ihren Namen, dessen Schlüssel niemand hat.",
	"reference.rehearsal.deposit.open": "Das kleine Konto ist auf dem Rollup.",
	"reference.rehearsal.deposit.frozen":
		"Der Rollup ist eingefroren und nimmt keine Einzahlungen mehr an. Von dieser Übung liegt nichts darin.",
	"reference.rehearsal.deposit.overdue":
		"Der Betreiber hat die Frist eines Eintrags von jemand anderem verstreichen lassen. Jeder kann den Rollup jetzt einfrieren, also wird nichts mehr hineingelegt. Macht der Betreiber weiter, geht auch die Übung weiter.",
	"reference.rehearsal.deposit.offer":
		"Stellen Sie {what} in die Warteschlange des Rollups auf Ethereum, für ein neues Konto auf Ihren Namen. Seinen Schlüssel hat niemand: Nur Sie können den Betrag herausholen, auf Ethereum.",
	"reference.rehearsal.deposit.looked-for":
		"Ihre Einzahlung wird in der Warteschlange auf Ethereum gesucht.",
	"reference.rehearsal.frozen":
		"Der Rollup wurde eingefroren, bevor es dazu kam.",
	"reference.rehearsal.stopped.queue":
		"Der Betreiber hat die Frist verstreichen lassen. Im Ernstfall würden Sie den Rollup jetzt einfrieren, endgültig. Eine Übung tut das nie: Sie hält hier an. Ihre Summe von {what} wartet in der Warteschlange. Macht der Betreiber weiter, geht auch die Übung weiter. Friert jemand den Rollup ein, holen Sie den Betrag hier zurück.",
	"reference.rehearsal.stopped.other":
		"Der Betreiber hat die Frist verstreichen lassen. Im Ernstfall würden Sie den Rollup jetzt einfrieren, endgültig. Eine Übung tut das nie: Sie hält hier an. Ihre Summe von {what} liegt auf dem kleinen Konto; der wartende Eintrag ist von jemand anderem. Macht der Betreiber weiter, geht auch die Übung weiter. Friert jemand den Rollup ein, holen Sie den Betrag hier zurück.",
	"reference.rehearsal.stopped.account":
		"Der Betreiber hat die Frist verstreichen lassen. Im Ernstfall würden Sie den Rollup jetzt einfrieren, endgültig. Eine Übung tut das nie: Sie hält hier an. Ihre Summe von {what} liegt auf dem kleinen Konto. Macht der Betreiber weiter, geht auch die Übung weiter. Friert jemand den Rollup ein, holen Sie den Betrag hier zurück.",
	"reference.rehearsal.open.title": "Der Betreiber nimmt die Einzahlung auf",
	"reference.rehearsal.open.done":
		"Der Betreiber hat Ihre Einzahlung aufgenommen: Das kleine Konto hat die Nummer {account}.",
	"reference.rehearsal.open.later":
		"Frist des Betreibers, die Einzahlung aufzunehmen: {deadline}.",
	"reference.rehearsal.open.looked-for":
		"Der Betreiber hat Ihre Einzahlung aufgenommen. Das kleine Konto wird gesucht.",
	"reference.rehearsal.open.looked-for.why":
		"Der Betreiber hat Ihre Einzahlung aufgenommen. Das kleine Konto wird gesucht: {why}.",
	"reference.rehearsal.open.frozen":
		"Der Rollup wurde eingefroren, bevor der Betreiber Ihre Einzahlung aufnahm: Sie holen sie zurück.",
	"reference.rehearsal.open.until":
		"Bis dahin hat der Betreiber Zeit, die Einzahlung aufzunehmen. Zu tun ist nichts, Sie können den Browser schließen.",
	"reference.rehearsal.force.title": "Die Auszahlung erzwingen",
	"reference.rehearsal.force.done":
		"Die Auszahlung des kleinen Kontos ist Eintrag {entry} der Warteschlange des Rollups auf Ethereum. Der Betreiber kann sie nicht übergehen, ohne den Rollup anzuhalten.",
	"reference.rehearsal.force.offer":
		"Stellen Sie eine Auszahlung des kleinen Kontos in die Warteschlange des Rollups auf Ethereum, wie Sie es mit Ihrem eigenen täten. Frist des Betreibers, sie aufzunehmen: {deadline}.",
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
		"Bis dahin hat der Betreiber Zeit, sie aufzunehmen. Zu tun ist nichts, Sie können den Browser schließen.",
	"reference.rehearsal.wait.risk":
		"Lässt er die Frist verstreichen, friert ein echter Ausstieg den Rollup ein und steigt aus. Die Übung hält dort stattdessen an.",
	"reference.rehearsal.withdraw.done":
		"Ethereum hat {what} auf Ihr Konto gezahlt.",
	"reference.rehearsal.withdraw.offer":
		"Die Auszahlung ist in einem bewiesenen Batch. Eine Transaktion bringt den Betrag zurück auf Ihr Konto auf Ethereum.",
	"reference.rehearsal.withdraw.later":
		"Hat der Betreiber sie aufgenommen, holen Sie den Betrag auf Ethereum ab.",
	"reference.way.escape": "Eine Auszahlung erzwingen, oder aussteigen",
	"reference.way.rehearsal": "Übung: ein kleines Konto herausholen",
	"reference.offer.rehearses":
		"Dieser Weg nimmt alles von einem Konto. Darum eröffnet die Übung ein kleines mit einem Tausendstel der Münze dieses Testnetzes und holt dieses heraus; Ihr eigenes bleibt unberührt. Den Rollup friert sie nie ein: Verstreicht die Frist des Betreibers, hält sie an und sagt, was Sie im Ernstfall täten. Der Betrag wartet dann, bis er weitermacht oder jemand anders einfriert und Sie ihn zurückholen.",
	"reference.offer.old-file":
		"Die Netzwerkdatei dieses Rollups stammt aus einer älteren Version und sagt nicht, was man zum Verlassen braucht. Importieren Sie eine neuere.",
	"reference.offer.escaped":
		"Ihr Konto ist schon ausgestiegen. Das geht einmal, und Ethereum hat es ausgezahlt.",
	"reference.offer.deposit":
		"Eine Einzahlung von Ihnen wartet in der Warteschlange des Rollups und ist noch auf keinem Konto. Nimmt der Betreiber sie nicht innerhalb der Frist von {deadline} auf, frieren Sie den Rollup ein und holen sie zurück: zwei Transaktionen auf Ethereum.",
	"reference.offer.no-account": "Diese Adresse hat kein Konto auf dem Rollup.",
	"reference.offer.unshown":
		"Nichts zeigt gerade ein Konto von Ihnen auf dem Rollup: {why}. Fügen Sie einen Endpunkt des Rollups hinzu, oder importieren Sie eine Datei mit Belegen für den Ausstieg.",
	"reference.offer.frozen.nothing":
		"Der Rollup ist eingefroren, und unter seiner letzten bewiesenen Wurzel liegt nichts auf Ihrem Konto.",
	"reference.offer.frozen":
		"Der Rollup ist eingefroren: Weitergehen wird er nie. Was nach seiner letzten bewiesenen Wurzel Ihnen gehört, können Sie mit einer Transaktion auf Ethereum durch dessen Beweis herausholen. Ein Knoten des Rollups wird nicht gebraucht.",
	"reference.offer.nothing": "Auf Ihrem Konto beim Rollup liegt nichts.",
	"reference.offer.overdue":
		"Der Betreiber hat die Frist der Warteschlange verstreichen lassen. Jeder kann den Rollup jetzt einfrieren, endgültig; dann holen Sie alles auf Ihrem Konto durch dessen Beweis heraus: zwei Transaktionen auf Ethereum.",
	"reference.offer.escape":
		"Alles auf Ihrem Konto wird über die Warteschlange auf Ethereum ausgezahlt. Frist des Betreibers, es aufzunehmen: {deadline}; dann holen Sie Ihr Geld auf Ethereum ab. Tut er es nicht, frieren Sie den Rollup ein und holen es durch den Beweis Ihres Kontos.",
	"reference.room.unknown":
		"Ob der Rollup Platz für ein weiteres Konto hat, ist nicht bekannt.",
	"reference.room.unknown.why":
		"Ob der Rollup Platz für ein weiteres Konto hat, ist nicht bekannt: {why}.",
	"reference.room.none":
		"Der Rollup hat kaum noch Platz für neue Konten. Eine Einzahlung, die keinen findet, wartet, bis der Rollup eingefroren ist; für eine Übung wird deshalb keine gemacht.",
	"reference.room.from-file":
		"Diese Übung kam in einer Datei, und Ethereum zeigt ihre Einzahlung nicht. Wer die Datei geschrieben hat, kennt vielleicht den Schlüssel des Kontos; deshalb wird von hier nichts darauf eingezahlt: Beginnen Sie eine eigene Übung.",
	"reference.offer.rehearsal.frozen":
		"Der Rollup ist endgültig eingefroren: Er nimmt keine Einzahlungen mehr an, also lässt sich nichts üben.",
	"reference.offer.rehearsal.overdue":
		"Der Betreiber hat die Frist der Warteschlange verstreichen lassen, und jeder kann den Rollup jetzt einfrieren. Legen Sie nichts mehr hinein. Nötig ist jetzt ein echter Ausstieg, keine Übung.",
	"reference.offer.rehearsal":
		"Drei Transaktionen auf Ethereum: Das kleine Konto wird eröffnet, herausgeholt und an Sie ausgezahlt. Frist des Betreibers, jedes Mal: {deadline}.",
	"reference.kept.accounts":
		"{accounts?Der Pfad Ihres Kontos|Die Pfade Ihrer # Konten} nach Batch {batch}, dem letzten bewiesenen.",
	"reference.kept.before": "Dasselbe nach Batch {batch}.",
	"reference.kept.state":
		"Der ganze Zustand nach Batch {batch}, {accounts?1 Konto|# Konten}: Daraus lässt sich jeder Pfad bilden.",
	"reference.offer.escape.costs":
		"Das sind zwei oder drei Transaktionen auf Ethereum, jede für dessen Gebühr. Es geht auch, wenn kein Knoten des Rollups mehr lebt.",
	"reference.unknown.operations":
		"Was dieser Schlüssel außerhalb von Sextant signiert hat, ist nicht bekannt; eine dieser Operationen könnte diese Nummer zuerst verbrauchen.",
	"reference.unknown.recipient":
		"Jeder kann auf diesem Rollup ein Konto auf den Namen eines anderen eröffnen. Das Geld geht an den Schlüssel oben: Dass er der des Empfängers ist, kann Ihnen nur der Empfänger sagen.",
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
