// What is said of chains from which nobody can leave on his own, in German. Facts are of the sources that no-exit.ts names.

import type { Words } from "../../../protocol/message.ts";
import type { watchedCodes } from "../checks/codes.ts";

export const watchedDe: Words<typeof watchedCodes> = {
	"watched.calm":
		"Wenn der Betreiber nur eine Weile stillsteht, ist dein Geld, wo es war. Warten kostet nichts.",
	"watched.zksync.says":
		"Es gibt keinen Weg hinaus, der ohne den Betreiber geht: Eine Bitte lässt sich auf Ethereum hinterlegen, aber nichts zwingt den Betreiber, ihr zu folgen.",
	"watched.zksync.possible-1":
		"Eine Abhebung, die du auf der Chain gemacht hast und deren Batch auf Ethereum ausgeführt wurde, kann jeder abschließen, auch wenn der Betreiber weg ist.",
	"watched.zksync.possible-2":
		"Eine Transaktion lässt sich auf Ethereum in die Warteschlange stellen (requestL2TransactionDirect). Der Betreiber sieht sie und kann ihr folgen.",
	"watched.zksync.impossible-1":
		"Auf Ethereum geschieht nichts, wenn die Warteschlange liegen bleibt: Ihre Frist steht auf null Tagen, und keine Regel fragt danach.",
	"watched.zksync.impossible-2":
		"Es gibt kein Einfrieren und keinen Ausstieg durch einen Beweis deines Guthabens.",
	"watched.zksync.impossible-3":
		"Eine Bitte von Ethereum aus gibt Ether aus, das du mitbringst. Um zu bewegen, was du auf der Chain hast, muss sie ein Konto aufrufen, das es hält.",
	"watched.linea.says":
		"Heute gibt es keinen Weg hinaus, der ohne den Betreiber geht: Erzwungene Transaktionen sind geschrieben, waren aber nicht eingeschaltet, als das zuletzt nachgelesen wurde.",
	"watched.linea.possible-1":
		"Eine Abhebung, die du auf der Chain gemacht hast und die auf Ethereum finalisiert wurde, kann jeder mit einem Beweis einlösen, innerhalb des Tageslimits der Bridge.",
	"watched.linea.possible-2":
		"Eine Nachricht an die Chain lässt sich auf Ethereum hinterlegen. Sie kann nicht ausgeben, was du dort hast.",
	"watched.linea.possible-3":
		"Nach sechs Monaten ohne Finalisierung kann ein fester anderer Betreiber die Rolle bekommen. Wer das ist, wurde vorher festgelegt.",
	"watched.linea.impossible-1":
		"Nichts auf Ethereum zwingt den Betreiber, deine Transaktion zu nehmen.",
	"watched.linea.impossible-2":
		"Es gibt kein Einfrieren und keinen Ausstieg durch einen Beweis deines Guthabens.",
	"watched.starknet.says":
		"Es gibt keinen Weg hinaus, der ohne den Betreiber geht: Ethereum kennt für diese Chain keine erzwungene Transaktion und keinen Ausstieg durch Beweis.",
	"watched.starknet.possible-1":
		"Eine Abhebung, die du auf der Chain gemacht hast und die in einer Zustandsaktualisierung auf Ethereum steht, lässt sich dort aus der Bridge nehmen.",
	"watched.starknet.possible-2":
		"Eine Nachricht von Ethereum, die die Chain nie angenommen hat, etwa eine Einzahlung, kann ihr Absender auf Ethereum zurücknehmen, nach einer Wartezeit, die der Vertrag festhält.",
	"watched.starknet.impossible-1":
		"Nichts auf Ethereum zwingt die Sequencer, deine Transaktion oder deine Nachricht zu nehmen.",
	"watched.starknet.impossible-2":
		"Es gibt kein Einfrieren und keinen Ausstieg durch einen Beweis deines Guthabens.",
	"watched.taiko.says":
		"Gegen einen Zensor lässt sich eine Transaktion erzwingen, gegen einen völligen Stillstand nicht: Nur Proposer auf einer Liste dürfen vorschlagen, und keiner von ihnen muss.",
	"watched.taiko.possible-1":
		"Eine erzwungene Aufnahme lässt sich gegen eine Gebühr auf Ethereum hinterlegen. Sobald sie fällig ist, nach weniger als zehn Minuten, muss der nächste Vorschlag sie nehmen.",
	"watched.taiko.possible-2":
		"Eine Abhebung, die in einem bewiesenen Checkpoint steht, lässt sich auf Ethereum aus der Bridge nehmen, innerhalb ihres Kontingents.",
	"watched.taiko.impossible-1":
		"Wenn niemand vorschlägt, wartet die erzwungene Aufnahme, solange das dauert: Niemand sonst darf vorschlagen. Dasselbe gilt für die, die beweisen.",
	"watched.taiko.impossible-2":
		"Es gibt kein Einfrieren und keinen Ausstieg durch einen Beweis deines Guthabens.",
	"watched.polygon-pos.says":
		"Das ist eine eigene Chain neben Ethereum: Ethereum hält Prüfsummen ihrer Blöcke und keinen Zustand, also lässt sich kein Ausstieg erzwingen.",
	"watched.polygon-pos.possible-1":
		"Was du auf der Chain für eine Abhebung verbrannt hast, lässt sich auf Ethereum herausnehmen, sobald dort ein Checkpoint mit diesem Block steht, auch später.",
	"watched.polygon-pos.impossible-1":
		"Ethereum kann die Validatoren dieser Chain nicht zwingen, deine Transaktion zu nehmen.",
	"watched.polygon-pos.impossible-2":
		"Von Ethereum aus lässt sich ein Guthaben gar nicht beweisen; deshalb gibt es keinen Ausstieg durch Beweis.",
	"watched.polygon-zkevm.says":
		"Diese Chain wurde Anfang Juli 2026 abgeschaltet: Sie macht keine Blöcke mehr.",
	"watched.polygon-zkevm.possible-1":
		"Ihre Macher haben ein Portal angekündigt, auf dem man nach den Guthaben des letzten Zustands Ansprüche anmeldet. Geh von ihren eigenen Seiten aus dorthin, und über keinen Link, den dir jemand schickt.",
	"watched.polygon-zkevm.impossible-1":
		"Auf der Chain lässt sich nichts mehr senden.",
	"watched.polygon-zkevm.impossible-2":
		"Diese Wallet beweist nicht, was ein Anspruch wert ist, und meldet keinen an.",
	"watched.other.says":
		"Diese Wallet kennt keinen Weg aus dieser Chain, der ohne ihren Betreiber geht.",
	"watched.other.impossible-1": "Ob es einen gibt, ist hier nicht bekannt.",
};
