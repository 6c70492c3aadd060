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
	"arbitrum.leave.what":
		"Eine Auszahlung an dich selbst: Der Betrag verlässt {chain} und wird auf Ethereum an eben dieses Konto gezahlt, an niemanden sonst.",
	"arbitrum.leave.week":
		"Gezahlt wird, sobald Ethereum den Zustand der Kette mit ihr bestätigt hat: nach etwa einer Woche, und später, wenn jemand ihn anficht. Dann holst du sie mit einer Transaktion auf Ethereum.",
	"arbitrum.leave.when":
		"Gezahlt wird, sobald Ethereum den Zustand der Kette mit ihr bestätigt hat. Dann holst du sie mit einer Transaktion auf Ethereum.",
	"arbitrum.leave.forced":
		"Nimmt der Sequencer sie nicht, kannst du sie über Ethereum hineinzwingen, so wie sie hier unterschrieben wird; das dauert etwa einen Tag länger. Zur Kette bringen darf sie jeder, und sie bewirkt immer dasselbe, einmal. Kostet Gas dort mehr als deine Obergrenze, wenn sie an der Reihe ist, geschieht nichts, und sie kann noch einmal gebracht werden.",
	"arbitrum.send.title": "Deine Auszahlung in den Posteingang legen",
	"arbitrum.send.what":
		"Legt die Auszahlung, die du unterschrieben hast, {what} an dein eigenes Konto, auf Ethereum in den Posteingang von {chain}. Von deinem Konto hier geht nur Ethereums Gebühr ab.",
	"arbitrum.send.nonce":
		"Auf der Kette läuft sie als Nummer {nonce} deines dortigen Kontos, für höchstens {fee} Gebühren dort. Hat dein Konto bis dahin eine andere mit dieser Nummer gesendet, bewirkt sie nichts.",
	"arbitrum.force.title": "Deine Auszahlung hineinzwingen",
	"arbitrum.force.what":
		"Zwingt deine Auszahlung von {what} in {chain} hinein: Der Sequencer hat sie länger ausgelassen, als Ethereum es ihm erlaubt.",
	"arbitrum.force.which":
		"Sie ist Nachricht {message} im Posteingang, aus Ethereums Block {block}. Alle wartenden Nachrichten davor kommen mit.",
	"arbitrum.force.pays-nobody": "Ausgezahlt wird damit noch nichts.",
	"arbitrum.execute.title": "Dein Ether auf Ethereum holen",
	"arbitrum.execute.what": "Zahlt {what} an dein Konto auf Ethereum.",
	"arbitrum.execute.proof":
		"Grundlage ist der Beweis von Nachricht {index}, die {chain} an Ethereum gesendet hat.",
	"arbitrum.part.rollup": "Rollup",
	"arbitrum.part.bridge": "Brücke",
	"arbitrum.part.sequencer-inbox": "Posteingang des Sequencers",
	"arbitrum.part.inbox": "Posteingang",
	"arbitrum.part.outbox": "Postausgang",
	"arbitrum.changed":
		"Verträge der Kette führen anderen Code aus, als diese Wallet kennt ({contracts:and}). Was dort steht, kann inzwischen etwas anderes bedeuten. Jeder Schritt wird ausprobiert, bevor du ihn unterschreibst.",
	"arbitrum.code":
		"Dein Konto führt auf Ethereum Code aus. Dieser Weg ist nur für Konten, die ein Schlüssel sind und sonst nichts.",
	"arbitrum.way.forced": "Auszahlung über Ethereums Posteingang erzwingen",
	"arbitrum.way.plain": "Eine auf der Kette begonnene Auszahlung beenden",
	"arbitrum.offer.no-way":
		"Diese Wallet kennt die Verträge nicht, über die man {chain} verlässt.",
	"arbitrum.offer.forced":
		"Für den Fall, dass {chain} deine Auszahlung von Ether nicht annimmt: Du unterschreibst sie für die Kette und legst sie so, wie sie unterschrieben ist, auf Ethereum in ihren Posteingang. Was auf andere Art von Ethereum gesendet wird, liefe unter einer anderen Adresse, der nichts gehört.",
	"arbitrum.offer.signed":
		"Du unterschreibst sie hier, nach dem, was von deinem Konto auf der Kette bewiesen ist. Sie wird auch dorthin gesendet: Wer sie auch zuerst nimmt, sie bewirkt dasselbe, einmal. Nutze das Konto dort bis dahin für nichts anderes. Für ihre Gebühr ist viel Raum nach oben; ist der Preis noch höher, wenn sie an der Reihe ist, geschieht nichts, und du bringst sie noch einmal.",
	"arbitrum.offer.delay":
		"Der Sequencer hat höchstens etwa {delay} Zeit, sie anzunehmen; danach zwingst du sie hinein.",
	"arbitrum.offer.confirm":
		"Dann muss Ethereum eine Aussage über den Zustand der Kette bestätigen, die deine Auszahlung enthält: etwa {wait}, nachdem sie gemacht wurde, und später, wenn jemand sie anficht. Zuletzt holst du den Ether mit einer Transaktion.",
	"arbitrum.offer.rollup-paused":
		"Der Eigentümer der Kette hat ihre Aussagen auf Ethereum gerade angehalten: Bis das endet, wird nichts Neues bestätigt.",
	"arbitrum.offer.listed":
		"Nur eingetragene Prüfer dürfen sagen, welchen Zustand die Kette hat. Hören sie alle auf, dürfen es andere, sobald jene wochenlang geschwiegen haben.",
	"arbitrum.offer.committee":
		"Die Daten ihrer Transaktionen liegen bei einem Komitee. Halten alle seine Mitglieder sie zurück, kann niemand eine Aussage über den Zustand der Kette machen, die deine Auszahlung enthält.",
	"arbitrum.offer.plain":
		"Für eine Auszahlung von Ether auf {chain}: Unterschreibe sie hier, oder nenne die Transaktion einer, die du gemacht hast. Sobald Ethereum eine Aussage mit ihr bestätigt hat, zahlt eine Transaktion sie aus. Danach läuft nichts ab. Nimmt die Kette keine Transaktionen mehr an, erzwinge stattdessen eine Auszahlung.",
	"arbitrum.inbox.stage": "Deine Auszahlung im Posteingang",
	"arbitrum.inbox.offer":
		"Eine Transaktion auf Ethereum legt die Auszahlung von {what}, die du unterschrieben hast, in den Posteingang der Kette.",
	"arbitrum.inbox.done": "Deine Auszahlung von {what} liegt im Posteingang.",
	"arbitrum.inbox.proof":
		"Nachricht {message} der Brücke auf Ethereum ist deine Auszahlung, nach ihrem Hash.",
	"arbitrum.inbox.on-its-way":
		"Deine Transaktion ist unterwegs. Sie zählt, sobald die Brücke auf Ethereum die Nachricht hat.",
	"arbitrum.inbox.shut":
		"Der Eigentümer der Kette hat den Posteingang auf Ethereum geschlossen: Bis er wieder offen ist, lässt sich nichts hineinlegen. Was du hast, bleibt dein.",
	"arbitrum.inbox.risk":
		"Nutze dein Konto auf der Kette für nichts anderes, bis die Auszahlung gelaufen ist: Eine andere Transaktion mit ihrer Nummer würde an ihre Stelle treten.",
	"arbitrum.taken.stage": "Die Kette nimmt sie an",
	"arbitrum.taken.done":
		"Die Stapel der Kette auf Ethereum haben sie aufgenommen.",
	"arbitrum.taken.proof":
		"{taken?1 Nachricht ist|# Nachrichten sind} aufgenommen; deine ist Nachricht {message}.",
	"arbitrum.taken.later":
		"Der Sequencer kann sie sofort annehmen. Tut er es nicht, lässt Ethereum dich sie hineinzwingen.",
	"arbitrum.taken.waits":
		"Der Sequencer hat sie noch nicht angenommen. Ab Ethereums Block {block}, in etwa {delay}, kannst du sie hineinzwingen. Du musst bis dahin nichts offen lassen.",
	"arbitrum.taken.offer":
		"Der Sequencer hat sie zu lange ausgelassen. Eine Transaktion auf Ethereum zwingt sie hinein, und niemand kann das verweigern.",
	"arbitrum.taken.on-its-way":
		"Deine Transaktion ist unterwegs. Sie zählt, sobald Ethereum die Nachricht als aufgenommen führt.",
	"arbitrum.taken.risk":
		"Sie zahlt nichts aus, wenn dein Konto auf der Kette dann weniger hat als Betrag und Gebühren, oder wenn es ihre Nummer für etwas anderes verbraucht hat.",
	"arbitrum.begun.stage": "Deine Auszahlung auf der Kette",
	"arbitrum.begun.done": "Sie hat {what} an dein Konto ausgezahlt.",
	"arbitrum.begun.told":
		"Ein Endpunkt sagt, dass sie {what} an dein Konto auszahlt, als Nachricht {index}. Bewiesen ist das, sobald eine Aussage mit ihr bestätigt ist.",
	"arbitrum.begun.looked-for":
		"Deine Transaktion wird bei den Endpunkten der Kette gesucht.",
	"arbitrum.begun.risk":
		"Eine Transaktion, die nie auf Ethereum ankommt, ist nie geschehen. Erzwinge dann eine Auszahlung über den Posteingang auf Ethereum.",
	"arbitrum.confirmed.stage": "Eine Aussage mit ihr ist bestätigt",
	"arbitrum.confirmed.done":
		"Ethereum hat eine Aussage mit deiner Auszahlung bestätigt, und der Weg von ihr zu dem, was Ethereum führt, ist bekannt und hier aufbewahrt. Kein Endpunkt der Kette wird mehr gebraucht.",
	"arbitrum.confirmed.proof":
		"Nachricht {index} führt zur Wurzel {root}, die der Postausgang auf Ethereum hat.",
	"arbitrum.confirmed.later":
		"Sobald deine Auszahlung auf der Kette gelaufen ist, muss Ethereum eine Aussage über ihren Zustand bestätigen, die sie enthält.",
	"arbitrum.confirmed.waits":
		"Die neueste bestätigte Aussage enthält deine Auszahlung noch nicht, oder niemand konnte sie beweisen. Bestätigt wird eine Aussage etwa {wait}, nachdem sie gemacht wurde; das geht von selbst weiter.",
	"arbitrum.confirmed.rivals":
		"Zwei Aussagen über den Zustand der Kette widersprechen einander, und Ethereum hat noch nicht zwischen ihnen entschieden. Bis dahin wird nichts Neues bestätigt. Du musst nichts tun: Bis das entschieden ist, vergehen Tage.",
	"arbitrum.confirmed.paused":
		"Der Eigentümer der Kette hat ihre Aussagen auf Ethereum angehalten. Bis das endet, wird nichts Neues bestätigt.",
	"arbitrum.confirmed.risk":
		"Jemand muss sagen, welchen Zustand die Kette hat, und dafür Sicherheit hinterlegen. Bis dahin bleibt, was du hast, wo es ist. Den Beweis gibt jeder Knoten, der der Kette folgt; ist keiner übrig, muss jemand einen aus Ethereums Daten starten.",
	"arbitrum.pay.stage": "Den Ether auf Ethereum holen",
	"arbitrum.pay.offer":
		"Eine Transaktion zahlt {what} an dein Konto auf Ethereum.",
	"arbitrum.pay.later":
		"Der letzte Schritt: Du lässt sie auszahlen. Das darf auch jeder andere für dich tun; gezahlt wird in jedem Fall an dein Konto.",
	"arbitrum.pay.shut":
		"Die Brücke auf Ethereum lässt diesen Postausgang gerade nicht auszahlen. Dein Beweis bleibt gültig; es geht weiter, sobald sie es wieder tut.",
	"arbitrum.pay.on-its-way":
		"Deine Transaktion ist unterwegs. Sie zählt, sobald der Postausgang auf Ethereum die Nachricht als verbraucht führt.",
	"arbitrum.pay.done":
		"Ausgezahlt. Bis der Block endgültig ist, könnte Ethereum ihn noch verwerfen; dann wird dieser Schritt wieder angeboten.",
	"arbitrum.pay.final": "Ausgezahlt, und auf Ethereum endgültig.",
	"arbitrum.pay.proof":
		"Der Postausgang auf Ethereum führt Nachricht {index} als verbraucht.",
	"arbitrum.pay.risk":
		"Der Beweis läuft nicht ab: Er lässt sich später genauso verwenden.",
	"arbitrum.told.no-endpoint":
		"Es ist kein Endpunkt der Kette mehr da, den man fragen könnte. Füge in den Einstellungen einen hinzu.",
	"arbitrum.told.failed":
		"Der Beweis ließ sich noch nicht führen. {endpoint}: {why}",
	"arbitrum.told.unseen":
		"Kein Endpunkt der Kette kennt die Transaktion bisher. Vielleicht ist sie nicht gelaufen, oder sie hat nichts ausgezahlt.",
	"arbitrum.told.not-confirmed":
		"Die neueste Aussage, die Ethereum bestätigt hat, ist älter als deine Auszahlung.",
	"arbitrum.told.paid-before":
		"Ein Endpunkt sagt, dass die Transaktion die Nachricht {index} gemacht hat. Die hat Ethereum schon früher an dein Konto ausgezahlt, aber nichts beweist, dass sie von dieser Transaktion ist. Frag einen anderen Endpunkt, oder beende diesen Weg, wenn du das Geld hast.",
	"arbitrum.no-exit.says":
		"Aus dieser Kette führt ein Weg hinaus, den ihr Betreiber nicht versperren kann, aber die Netzwerkdatei nennt die Verträge nicht, über die er geht.",
	"arbitrum.no-exit.force":
		"Möglich: Eine Auszahlung, die du unterschreibst, lässt sich auf Ethereum in den Posteingang der Kette legen, und lässt der Betreiber sie etwa einen Tag lang aus, darf jeder sie hineinzwingen.",
	"arbitrum.no-exit.outbox":
		"Möglich: Eine Auszahlung, die in einer bestätigten Aussage steckt, kann auf Ethereum jeder auslösen, der ihren Beweis hat.",
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
