// What is said of Starknet, in German. Facts are of the sources that checks/ names.

import type { Words } from "../../../protocol/message.ts";
import type { starknetCodes } from "../checks/codes.ts";

export const starknetDe: Words<typeof starknetCodes> = {
	"starknet.trace.config.title": "Der Vertrag auf L1 ist der bekannte",
	"starknet.trace.config.detail":
		"Er führt den Code aus, den das Profil festlegt, und fragt das Register aus dem Profil nach Beweisen",
	"starknet.trace.root.title": "Zustandswurzel aus L1",
	"starknet.trace.root.detail":
		"Block {block}: L1 hat diesen Zustand übernommen, weil in seinem Register ein STARK-Beweis dafür vermerkt ist. Hier wird dieser Beweis nicht noch einmal geprüft",
	"starknet.trace.state.title": "Block zu diesem Hash",
	"starknet.trace.state.detail":
		"Block {block}: L1 hält den Hash des Blocks fest, und der ganze Kopf wurde hier noch einmal gehasht",
	"starknet.trace.account.title": "Konto auf Starknet",
	"starknet.trace.account.present": "Es führt die Klasse {class} aus",
	"starknet.trace.account.absent":
		"Unter dieser Adresse ist nichts eingerichtet",
	"starknet.trace.balance.title": "Guthaben auf Starknet",
	"starknet.trace.balance.detail":
		"Beide Hälften dessen, was der Vertrag von {symbol} für diese Adresse festhält",
	"starknet.could-be-wrong":
		"Nur wenn {l1}, oder wenn das Register auf L1 einen falschen STARK-Beweis angenommen hat: Hier wurde der Beweis nicht noch einmal geprüft; oder wenn die, die Starknet verwalten, dessen Programme, Register oder Vertrag ändern.",
	"starknet.account.class": "führt die Klasse {class} aus",
	"starknet.account.nonce": "Nonce {nonce}",
	"starknet.account.absent":
		"unter dieser Adresse ist noch nichts eingerichtet",
	"starknet.governor": "{at} (im Profil „{says}“)",
	"starknet.upgrader.at-once":
		"Wer den Vertrag von Starknet auf Ethereum verwaltet, kann dessen Code sofort ändern: Die Wartezeit, die Ethereum zeigt, ist null. Wer das ist, wurde nicht gelesen.",
	"starknet.upgrader.at-once.named":
		"Der Code des Vertrags von Starknet lässt sich sofort ändern, und zwar durch {by:and}: Die Wartezeit, die Ethereum zeigt, ist null. Ethereum führt keine Liste, also kann es weitere geben; ob jemand davon von sich aus wartet, wird hier nicht gelesen.",
	"starknet.upgrader.waits":
		"Wer den Vertrag von Starknet auf Ethereum verwaltet, kann dessen Code {wait} nach der Ankündigung ändern. Wer das ist, wurde nicht gelesen.",
	"starknet.upgrader.waits.named":
		"Der Code des Vertrags von Starknet lässt sich durch {by:and} ändern, {wait} nach der Ankündigung. Ethereum führt keine Liste, also kann es weitere geben.",
	"starknet.no-exit.says":
		"Es gibt keinen Weg hinaus, der ohne den Betreiber geht: Auf Ethereum lässt sich weder eine Transaktion erzwingen noch mit einem Beweis des Guthabens aussteigen. Diese Wallet zeigt nur, was dir dort gehört, und unterschreibt nichts für Starknet.",
	"starknet.no-exit.possible-1":
		"Eine Abhebung, die du auf Starknet gemacht hast und die in einem Zustand auf Ethereum steht, lässt sich dort aus der Bridge nehmen.",
	"starknet.no-exit.possible-2":
		"Eine Einzahlung von Ethereum, die Starknet nie angenommen hat, kann ihr Absender auf Ethereum zurücknehmen, nach einer Wartezeit, die der Vertrag festlegt.",
	"starknet.no-exit.calm":
		"Wenn der Betreiber nur eine Weile stillsteht, ist dein Geld, wo es war. Warten kostet nichts.",
	"starknet.no-exit.impossible-1":
		"Nichts auf Ethereum zwingt die Sequencer, deine Transaktion oder deine Nachricht zu nehmen.",
	"starknet.no-exit.impossible-2":
		"Starknet lässt sich nicht einfrieren, und der Beweis deines Guthabens, den diese Wallet zeigt, holt nichts heraus.",
};
