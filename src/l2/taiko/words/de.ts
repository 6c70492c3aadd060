// What is said of a Taiko rollup, in German.

import type { Words } from "../../../protocol/message.ts";
import type { taikoCodes } from "../checks/codes.ts";

export const taikoDe: Words<typeof taikoCodes> = {
	"taiko.trace.config.title": "Taikos Verträge auf Ethereum",
	"taiko.trace.config.detail":
		"Inbox und Signal-Service leiten an den Code unter den Adressen weiter, die diese Version kennt. Was dort läuft, ist an diesen Adressen erkannt; Code auf Ethereum ändert sich an seinem Platz nicht.",
	"taiko.trace.root.title":
		"Ein Checkpoint von Taiko, den Ethereum anerkannt hat",
	"taiko.trace.root.detail":
		"Ethereum hat für Block {block} zwei Beweise angenommen und hält Hash und Zustandswurzel fest. Nach dem Code der Inbox ist mindestens einer ein Gültigkeitsbeweis (RISC Zero oder SP1); der andere kann bloß das Wort eines verschlossenen Chips sein (SGX), das niemand nachprüfen kann. Dass Ethereum sie annahm, ist bewiesen; die Beweise selbst wurden auf diesem Gerät nicht noch einmal geprüft.",
	"taiko.trace.state.title": "Ein Block von Taiko",
	"taiko.trace.state.detail":
		"Der Kopf von Block {block} hat genau den Hash, den Ethereum festhält, und nennt dieselbe Nummer und Zustandswurzel wie der Checkpoint. Die Zeit ist die des Blocks selbst.",
	"taiko.trust":
		"Nur wenn {l1}, oder wenn Ethereum falsche Beweise angenommen hat, die hier nicht noch einmal geprüft wurden (im Juni 2026, als noch kein Gültigkeitsbeweis verlangt war, nahm es gefälschte an), oder wenn die Eigentümer von Taikos Verträgen diese ändern oder die Programme, die bewiesen werden dürfen.",
	"taiko.upgrader.controller":
		"{names}: jederzeit änderbar durch den Eigentümer {owner}, den Controller von Taikos DAO. Laut deren Unterlagen wartet ein Beschluss der DAO sieben Tage, der Security Council muss nicht warten. Bewiesen ist hier der Eigentümer, aber keine Wartezeit.",
	"taiko.upgrader.other":
		"{names}: jederzeit änderbar durch den Eigentümer {owner}. Diese Version kennt einen anderen; wer dieser ist, wurde nicht gelesen.",
	"taiko.upgrader.unread":
		"{names}: Auf Ethereum fand sich kein Eigentümer. Wer sie ändern kann und wie schnell, ist nicht bekannt.",
	"taiko.no-exit.says":
		"Gegen den Willen derer, die Taiko betreiben, kann dich dieses Wallet nicht hinausführen. Eine Transaktion lässt sich zwar erzwingen, aber nicht bei völligem Stillstand: Nur Proposer und Prover auf ihren Listen dürfen weitermachen.",
	"taiko.no-exit.possible.claim":
		"Eine Abhebung, die du auf Taiko gemacht hast und die in einem bewiesenen Checkpoint steht, lässt sich auf Ethereum mit einem Beweis aus der Bridge nehmen, innerhalb ihres Tageskontingents und solange sie nicht angehalten ist.",
	"taiko.no-exit.possible.force":
		"Jeder kann eine Transaktion für Taiko auf Ethereum hinterlegen, gegen eine Gebühr ab 0,001 Ether. Sind zehn Minuten vergangen und ist sie an der Reihe, wird kein Vorschlag mehr ohne sie angenommen.",
	"taiko.no-exit.possible.calm":
		"Für dich läuft keine Frist. Dein Guthaben verfällt nicht, solange die Chain stillsteht.",
	"taiko.no-exit.impossible.here":
		"Mit diesem Wallet geht das nicht: Eine erzwungene Transaktion reist in einem Blob, in einer eigenen Form von Taiko, und Transaktionen mit Blobs unterschreibt dieses Wallet nicht. Eine in falscher Form zählt als leer, und die Gebühr ist weg.",
	"taiko.no-exit.impossible.halt":
		"Solange niemand auf der Liste vorschlägt, wartet auch Erzwungenes: Niemand sonst darf vorschlagen. Und solange niemand auf der Liste beweist, lässt sich nichts Vorgeschlagenes auszahlen.",
	"taiko.no-exit.impossible.state":
		"Die Chain lässt sich nicht einfrieren, und ein Beweis deines Guthabens allein holt nichts aus der Bridge.",
	"taiko.no-exit.impossible.upgrade":
		"Du kannst nicht darauf bauen, vor einer Änderung der Verträge noch Zeit zum Gehen zu haben: Eine Wartezeit ist hier nicht bewiesen, und der Security Council hat laut den Unterlagen keine.",
};
