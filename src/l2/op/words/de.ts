// What an OP rollup's exit says, in German.

import type { Words } from "../../../protocol/message.ts";
import type { opCodes } from "../checks/codes.ts";

export const opDe: Words<typeof opCodes> = {
	"op.force.title": "Auszahlung erzwingen",
	"op.force.what":
		"Stellt am Sequencer vorbei eine Auszahlung von {what} an Ihr eigenes Konto auf L1 in {chain} ein.",
	"op.force.window":
		"Der Rollup muss sie ausführen, Frist: {window}. Kein Knoten, der L1 folgt, kann sie auslassen.",
	"op.force.gas":
		"Diese Transaktion auf L1 bezahlt auch das Gas auf dem Rollup. Von Ihrem Guthaben dort wird dafür nichts ausgegeben, Sie können also alles abheben.",
	"op.force.too-little":
		"Hat Ihr Konto dort weniger, wird nichts ausgezahlt, und Sie verlieren nur die Gebühr dieser Transaktion.",
	"op.prove.title": "Auszahlung beweisen",
	"op.prove.what":
		"Zeigt L1, dass {chain} {what} für Ihr Konto ausgezahlt hat.",
	"op.prove.root":
		"Der Beweis stützt sich auf die Wurzel von Spiel {game}. Sollte sie falsch sein, beweisen Sie die Auszahlung mit einer anderen Wurzel noch einmal; sonst geht nichts verloren.",
	"op.prove.wait":
		"Danach müssen mindestens {wait} vergehen, bevor Sie die Zahlung abholen können.",
	"op.resolve-claim.title": "Behauptung schließen",
	"op.resolve-claim.what":
		"Teilt L1 mit, dass die Zeit vorbei ist, die Wurzel von Spiel {game:short} anzufechten.",
	"op.resolve-claim.anybody":
		"Das darf jeder. Es braucht zwei Schritte; dies ist der erste.",
	"op.resolve.title": "Spiel schließen",
	"op.resolve.what":
		"Lässt L1 das Spiel {game:short} entscheiden, um eine Wurzel, auf die sich Ihre Auszahlung oder Ihre Kaution stützt.",
	"op.resolve.wait":
		"Das darf jeder. Danach müssen mindestens {wait} vergehen, bevor gezahlt wird.",
	"op.propose.title": "Wurzel vorschlagen",
	"op.propose.what":
		"Behauptet auf L1, dass {chain} bei Block {block} die Wurzel {root:short} hat, weil sonst niemand mehr eine vorschlägt.",
	"op.propose.bond":
		"Hinterlegt {bond} als Kaution. Widerlegt niemand die Wurzel, bekommen Sie die Kaution zurück; frühestens sind bis dahin {wait} vergangen. Widerlegt sie jemand, ist die Kaution verloren.",
	"op.propose.not-run":
		"Diese Wallet hat die Blöcke des Rollups nicht ausgeführt: Die Wurzel ist, was Ihre Knoten angeben.",
	"op.finalize.title": "Auszahlung abholen",
	"op.finalize.what": "Zahlt {what} auf Ihr Konto auf L1.",
	"op.finalize.other-proof":
		"Das stützt sich auf den Beweis, den {submitter} für Sie erbracht hat.",
	"op.relay.title": "Zahlung noch einmal zustellen",
	"op.relay.what":
		"Zahlt {what} auf Ihr Konto auf L1. Die Zahlung schlug beim Abholen fehl, und die Brücke verwahrt sie noch für Sie.",
	"op.bond.title": "Kaution zurückholen",
	"op.bond.what":
		"Zahlt die {what} zurück, die Sie beim Vorschlagen einer Wurzel hinterlegt haben.",
	"op.own-claim.click": "Den Anspruch Ihrer Wurzel schließen",
	"op.own-resolve.click": "Das Spiel Ihrer Wurzel schließen",
	"op.propose.click": "Die Wurzel selbst vorschlagen",
	"op.finalize.click": "{what} nehmen",
	"op.root.awaited":
		"Von Zeit zu Zeit schlagen die Vorschlagenden des Rollups eine Wurzel vor.",
	"op.root.not-yet": "Noch nicht: {why}",
	"op.hindrance.told": "{why}.",
	"op.hindrance.node": "{node}: {what}",
	"op.hindrance.disproved":
		"die für Block {block} eingereichte Wurzel wurde widerlegt.",
	"op.hindrance.struck-off":
		"der Wächter des Rollups hat die für Block {block} eingereichte Wurzel gestrichen.",
	"op.hindrance.disputed":
		"jemand bestreitet die für Block {block} eingereichte Wurzel, und solange wird unter ihr nichts bewiesen.",
	"op.hindrance.refused":
		"das Rollup lehnt die für Block {block} eingereichte Wurzel ab.",
	"op.hindrance.failed-unproved":
		"ein Knoten sagt, sie sei fehlgeschlagen, aber die Verträge des Rollups auf Ethereum führen Code aus, den die Netzwerkdatei nicht nennt; deshalb beweist es keine ihrer Wurzeln.",
	"op.hindrance.not-in-root":
		"die Wurzel von Block {block} enthält die Abhebung nicht, die {node} nennt.",
	"op.notice.other-game":
		"Auszahlungen werden jetzt gegen Spiele vom Typ {now} bewiesen; die Netzwerkdatei dieser Wallet kennt Typ {known}.",
	"op.notice.games-retired":
		"Alle bisherigen Spiele wurden ungültig: Eine Auszahlung muss noch einmal bewiesen werden, gegen ein neueres Spiel.",
	"op.notice.game-blacklisted":
		"Der Wächter hat das neueste Spiel gesperrt: Damit kann nichts ausgezahlt werden.",
};
