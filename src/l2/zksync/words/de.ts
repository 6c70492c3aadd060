// What a ZKsync chain says, in German.

import type { Words } from "../../../protocol/message.ts";
import type { zksyncCodes } from "../checks/codes.ts";

export const zksyncDe: Words<typeof zksyncCodes> = {
	"zksync.alert.facets":
		"Ihr Vertrag auf Ethereum hat andere Teile, als diese Version kennt: Er wurde geändert. Was in ihm steht, lässt sich erst wieder sicher lesen, wenn Sextant aktualisiert ist.",
	"zksync.alert.elsewhere":
		"Die Chain rechnet jetzt auf einer anderen Chain ab. Was auf Ethereum von ihr steht, ist alt, und von dort aus wird nichts von ihr bewiesen.",
	"zksync.alert.zksync-os":
		"Die Chain läuft jetzt mit ZKsync OS, das seinen Zustand anders führt. Diese Version kann ihn nicht lesen.",
	"zksync.alert.admin":
		"Auf Ethereum darf jetzt jemand anderes die Einstellungen der Chain ändern: {now}.",
	"zksync.alert.manager":
		"Auf Ethereum darf jetzt ein anderer Vertrag die Chain ändern: {now}.",
	"zksync.alert.timelock":
		"Die Batches der Chain gehen nicht mehr durch den bekannten Timelock. Wann sie kommen und wie lange sie bis zur Ausführung warten, ist nicht bekannt.",
	"zksync.no-exit.says":
		"Es gibt keinen Weg hinaus, der ohne den Betreiber geht: Eine Bitte lässt sich auf Ethereum hinterlegen, aber nichts zwingt den Betreiber, ihr zu folgen.",
	"zksync.no-exit.finish":
		"Eine Abhebung, die du auf der Chain gemacht hast und deren Batch auf Ethereum ausgeführt wurde, kann jeder abschließen, auch wenn der Betreiber weg ist.",
	"zksync.no-exit.ask":
		"Eine Transaktion lässt sich auf Ethereum in die Warteschlange stellen (requestL2TransactionDirect). Der Betreiber sieht sie und kann ihr folgen.",
	"zksync.no-exit.wait":
		"Wenn der Betreiber nur eine Weile stillsteht, ist dein Geld, wo es war. Warten kostet nichts.",
	"zksync.no-exit.deadline":
		"Auf Ethereum geschieht nichts, wenn die Warteschlange liegen bleibt: Ihre Frist steht auf null Tagen, und keine Regel fragt danach.",
	"zksync.no-exit.freeze":
		"Dass der Vertrag auf Ethereum eingefroren wird, öffnet keinen Weg hinaus, und auch ein Beweis deines Guthabens bringt nichts heraus.",
	"zksync.no-exit.own":
		"Eine Bitte von Ethereum aus gibt Ether aus, das du mitbringst. Um zu bewegen, was du auf der Chain hast, muss sie ein Konto aufrufen, das es hält.",
	"zksync.trace.config.title": "Die Teile des Vertrags sind die bekannten",
	"zksync.trace.config.detail":
		"Teile der Version {release}, Protokoll {version}; abgerechnet wird auf diesem L1. Was der Prüfvertrag prüft, ist hier nicht bekannt",
	"zksync.trace.root.title": "Batch aus L1",
	"zksync.trace.root.proved":
		"Batch {batch}: L1 hat seinen Gültigkeitsbeweis angenommen. Bis er ausgeführt ist, kann der Betreiber ihn zurücknehmen",
	"zksync.trace.root.executed":
		"Batch {batch}: L1 hat seinen Gültigkeitsbeweis angenommen und ihn ausgeführt; das kann niemand zurücknehmen",
	"zksync.trace.state.title": "Zustand am Ende des Batches",
	"zksync.trace.state.detail":
		"Batch {batch}, durch seinen Hash geöffnet; L1 nennt diesen Zustand und keinen Block dazu",
	"zksync.trace.account.title": "Konto unter dieser Wurzel",
	"zksync.trace.account.detail":
		"Guthaben, Nonce und Code, jeweils ein Platz in einem Systemvertrag, bewiesen im eigenen Baum der Chain",
	"zksync.trace.slot.title": "Speicherplatz unter dieser Wurzel",
	"zksync.trace.slot.detail": "Bewiesen im eigenen Baum der Chain",
	"zksync.trust":
		"Nur wenn {l1}, oder wenn L1 einen falschen Beweis angenommen hat: Keiner dieser Schritte prüft ihn noch einmal, und ob dieses Gerät es getan hat, steht auf der Seite der Chain; oder wenn der Betreiber den Batch zurücknimmt, ehe er ausgeführt ist; oder wenn die, die den Vertrag ändern können, es tun.",
	"zksync.trust.executed":
		"Nur wenn {l1}, oder wenn L1 einen falschen Beweis angenommen hat: Keiner dieser Schritte prüft ihn noch einmal, und ob dieses Gerät es getan hat, steht auf der Seite der Chain; oder wenn die, die den Vertrag ändern können, es tun.",
};
