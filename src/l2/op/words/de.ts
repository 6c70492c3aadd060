// What an OP rollup's exit says, in German.

import type { Words } from "../../../protocol/message.ts";
import type { opCodes } from "../checks/codes.ts";

export const opDe: Words<typeof opCodes> = {
	"op.force.title": "Auszahlung erzwingen",
	"op.force.what":
		"Stellt am Sequencer vorbei eine Auszahlung von {what} an dein eigenes Konto auf L1 in {chain} ein.",
	"op.force.window":
		"Der Rollup muss sie ausführen, Frist: {window}. Kein Knoten, der L1 folgt, kann sie auslassen.",
	"op.force.gas":
		"Diese Transaktion auf L1 bezahlt auch das Gas auf dem Rollup. Von deinem Guthaben dort wird dafür nichts ausgegeben, du kannst also alles abheben.",
	"op.force.too-little":
		"Hat dein Konto dort weniger, wird nichts ausgezahlt, und du verlierst nur die Gebühr dieser Transaktion.",
	"op.force.one-proposer":
		"Sobald das Rollup die Auszahlung ausgeführt hat, liegt das Geld nicht mehr auf deinem Konto dort, und Ethereum zahlt es aus, wenn eine Wurzel die Auszahlung abdeckt. Wurzeln einreichen darf nur ein einziges Konto. Hat es damit aufgehört, wartet dein Geld, bis die, die die Verträge ändern können, ein anderes benennen.",
	"op.force.until-a-root":
		"Sobald das Rollup die Auszahlung ausgeführt hat, liegt das Geld nicht mehr auf deinem Konto dort, und Ethereum zahlt es aus, wenn eine Wurzel die Auszahlung abdeckt. Gegen eine Kaution darf jeder eine einreichen; diese Version von Sextant nimmt dir das nicht ab.",
	"op.prove.title": "Auszahlung beweisen",
	"op.prove.what":
		"Zeigt L1, dass {chain} {what} für dein Konto ausgezahlt hat.",
	"op.prove.root":
		"Der Beweis stützt sich auf die Wurzel von Spiel {game}. Sollte sie falsch sein, beweist du die Auszahlung mit einer anderen Wurzel noch einmal; sonst geht nichts verloren.",
	"op.prove.wait":
		"Danach müssen mindestens {wait} vergehen, bevor du die Zahlung abholen kannst.",
	"op.resolve-claim.title": "Behauptung schließen",
	"op.resolve-claim.what":
		"Teilt L1 mit, dass die Zeit vorbei ist, die Wurzel von Spiel {game:short} anzufechten.",
	"op.resolve-claim.anybody":
		"Das darf jeder. Es braucht zwei Schritte; dies ist der erste.",
	"op.resolve.title": "Spiel schließen",
	"op.resolve.what":
		"Lässt L1 das Spiel {game:short} entscheiden, um eine Wurzel, auf die sich deine Auszahlung oder deine Kaution stützt.",
	"op.resolve.wait":
		"Das darf jeder. Danach müssen mindestens {wait} vergehen, bevor gezahlt wird.",
	"op.propose.title": "Wurzel vorschlagen",
	"op.propose.what":
		"Behauptet auf L1, dass {chain} bei Block {block} die Wurzel {root:short} hat, weil sonst niemand mehr eine vorschlägt.",
	"op.propose.bond":
		"Hinterlegt {bond} als Kaution. Widerlegt niemand die Wurzel, bekommst du die Kaution zurück; frühestens sind bis dahin {wait} vergangen. Widerlegt sie jemand, ist die Kaution verloren.",
	"op.propose.not-run":
		"Diese Wallet hat die Blöcke des Rollups nicht ausgeführt: Die Wurzel ist, was deine Knoten angeben.",
	"op.finalize.title": "Auszahlung abholen",
	"op.finalize.what": "Zahlt {what} auf dein Konto auf L1.",
	"op.finalize.other-proof":
		"Das stützt sich auf den Beweis, den {submitter} für dich erbracht hat.",
	"op.relay.title": "Zahlung noch einmal zustellen",
	"op.relay.what":
		"Zahlt {what} auf dein Konto auf L1. Die Zahlung schlug beim Abholen fehl, und die Brücke verwahrt sie noch für dich.",
	"op.bond.title": "Kaution zurückholen",
	"op.bond.what":
		"Zahlt die {what} zurück, die du beim Vorschlagen einer Wurzel hinterlegt hast.",
	"op.own-claim.click": "Die Behauptung deiner Wurzel schließen",
	"op.own-resolve.click": "Das Spiel deiner Wurzel schließen",
	"op.propose.click": "Die Wurzel selbst vorschlagen",
	"op.finalize.click": "{what} abholen",
	"op.sum": "{what}",
	"op.sum.unknown": "was du abgehoben hast",
	"op.forced.title": "Auszahlung über Ethereum erzwingen",
	"op.forced.offer":
		"Du ordnest die Auszahlung auf Ethereum an, und {chain} muss sie ausführen, was immer der Sequencer will. Frist: {window}. Danach beweist du die Auszahlung und wartest noch einmal, nämlich {wait}. Vorher musst du nichts aufbewahren. Nach der Ausführung muss ein Knoten des Rollups ein einziges Mal einen Beweis liefern.",
	"op.forced.runs-code":
		"Dein Konto führt auf Ethereum Code aus, durch eine Delegation, und für ein solches Konto unterschreibt diese Wallet keine Aufträge. Heb zuerst die Delegation auf. Schick den Auftrag nicht stattdessen durch einen Vertrag: Der Rollup hielte ihn für den eines anderen Kontos, und was du dort hast, bliebe, wo es ist.",
	"op.plain.title": "Eine begonnene Auszahlung fortsetzen",
	"op.plain.offer":
		"Für eine Auszahlung, die du auf {chain} begonnen hast: Gib den Hash ihrer Transaktion dort an. Du beweist die Auszahlung auf Ethereum, sobald eine Wurzel sie umfasst, wartest eine Frist ab ({wait}) und holst sie ab. Ein Knoten des Rollups muss ein einziges Mal einen Beweis liefern.",
	"op.plain.runs-code":
		"Dein Konto führt auf Ethereum Code aus, durch eine Delegation, und für ein solches Konto unterschreibt diese Wallet keine Aufträge. Heb zuerst die Delegation auf.",
	"op.offer.no-exit":
		"Die Netzwerkdatei sagt nicht, wie man {chain} verlässt: welche Verträge auszahlen und wie lange sie warten. Importiere eine neuere Datei von jemandem, dem du vertraust.",
	"op.offer.unknown-code":
		"Die Verträge führen Code aus, den diese Version nicht kennt; Du kannst weitermachen, und jeder Schritt wird zuerst ausprobiert.",
	"op.offer.unknown-pause":
		"Ob Auszahlungen auf Ethereum angehalten sind, ist nicht bekannt: Der Vertrag, der das sagt, führt Code aus, den diese Version nicht kennt.",
	"op.offer.paused":
		"Auszahlungen sind auf Ethereum zurzeit angehalten: Du kannst beginnen, und die Zahlung wartet, bis die Pause endet.",
	"op.offer.other-game":
		"Der Rollup lässt seine Wurzeln auf eine Weise vorschlagen, die diese Version nicht kennt: Vielleicht geht es nur bis vor den Beweis.",
	"op.offer.one-proposer":
		"Für die Auszahlung braucht es eine Wurzel auf Ethereum, und für diese Chain darf nur ein einziges Konto welche einreichen. Solange es das tut, führt dieser Weg ans Ziel. Hat es damit aufgehört, wartet dein Geld zwischen den beiden Chains, bis die, die die Verträge ändern können, ein anderes Konto benennen: Verloren ist nichts, aber beschleunigen kann das niemand.",
	"op.offer.until-a-root":
		"Für die Auszahlung braucht es eine Wurzel auf Ethereum. Gegen eine Kaution darf jeder eine einreichen; tut es niemand, wartet dein Geld, und verloren ist nichts. Diese Version von Sextant reicht keine Wurzeln für dich ein.",
	"op.step.unknown-code":
		"Die Verträge des Rollups auf Ethereum führen Code aus, den diese Version von Sextant nicht kennt; was von ihnen gelesen wird, kann inzwischen etwas anderes bedeuten. Du kannst weitermachen; jeder Schritt wird ausprobiert, bevor du ihn unterschreibst.",
	"op.step.unknown-pause":
		"Ob Auszahlungen auf Ethereum angehalten sind, ist nicht bekannt: Der Vertrag, der das sagt, führt Code aus, den diese Version von Sextant nicht kennt. Jeder Schritt wird ausprobiert, bevor du ihn unterschreibst.",
	"op.step.paused":
		"Der Wächter des Rollups hat Auszahlungen auf Ethereum angehalten. Verloren ist nichts; dieser Schritt kommt wieder, wenn die Pause endet.",
	"op.force.stage": "Die Auszahlung bei Ethereum anfordern",
	"op.force.own-coin":
		"Die Münze von {chain} ist nicht Ether, sondern ein Token, und ihr Portal auf Ethereum zahlt keinen Ether aus. Eine Auszahlung davon bliebe stecken, darum wird sie nicht angeboten. Von deinem Geld hat sich nichts bewegt.",
	"op.force.claimed":
		"Du hast die Auszahlung von {what} schon früher auf Ethereum angeordnet: Die Nummer jener Transaktion ist dort verbraucht. Was aus ihr wurde, ist nur aus deiner Datei oder einem früheren Blick bekannt; ihre Quittung ist nicht mehr zu bekommen.",
	"op.force.done":
		"Ethereum hat deinen Auftrag, {what} auszuzahlen. Niemand bei {chain} kann ihn zurücknehmen.",
	"op.force.now":
		"Eine Transaktion auf Ethereum weist {chain} an, {what} an dein eigenes Konto auszuzahlen. Niemand muss zustimmen.",
	"op.force.risk.done":
		"Hat dein Konto auf dem Rollup weniger, wenn der Auftrag dort läuft, schlägt die Auszahlung fehl: Es wird nichts ausgezahlt, und verloren ist nur die Gebühr.",
	"op.force.risk":
		"Hat dein Konto auf dem Rollup weniger, wenn der Auftrag dort läuft, wird nichts ausgezahlt, und die Gebühr ist verloren.",
	"op.force.proof":
		"Das Ereignis des Portals in Block {block} von Ethereum, mit Beweis.",
	"op.force.proof.final":
		"Das Ereignis des Portals in Block {block} von Ethereum, mit Beweis, final.",
	"op.held.runs-code":
		"Dein Konto führt dort Code aus, durch eine Delegation: Wem dieser Code gehorcht, der kann das Geld vorher bewegen.",
	"op.held.proved":
		"Bewiesen ist, dass dein Konto dort in Block {block} {amount} hatte. Seither vergangene Zeit: {ago}.",
	"op.held.proved.token":
		"Bewiesen ist, dass dein Konto dort in Block {block} {amount} hatte, falls die Netzwerkdatei richtig angibt, wo der Vertrag die Guthaben führt. Seither vergangene Zeit: {ago}.",
	"op.held.too-little":
		"Bewiesen ist aber, dass dein Konto dort in Block {block} {amount} hatte, und kein Knoten sagt, dass seither mehr dazukam. Seither vergangene Zeit: {ago}. Wenn du nicht von mehr weißt, beginne noch einmal mit weniger.",
	"op.held.too-little.token":
		"Bewiesen ist aber, dass dein Konto dort in Block {block} {amount} hatte, falls die Netzwerkdatei richtig angibt, wo der Vertrag die Guthaben führt, und kein Knoten sagt, dass seither mehr dazukam. Seither vergangene Zeit: {ago}. Wenn du nicht von mehr weißt, beginne noch einmal mit weniger.",
	"op.held.less-proved":
		"Bewiesen sind nur {amount} in Block {block}; der Knoten {node} nennt jetzt {said}. Seit jenem Block vergangene Zeit: {ago}.",
	"op.held.less-proved.token":
		"Bewiesen sind nur {amount} in Block {block}, falls die Netzwerkdatei richtig angibt, wo der Vertrag die Guthaben führt; der Knoten {node} nennt jetzt {said}. Seit jenem Block vergangene Zeit: {ago}.",
	"op.held.only-said":
		"Davon ist nichts bewiesen; der Knoten {node} sagt, dein Konto habe jetzt {said}.",
	"op.held.said-less":
		"Davon ist nichts bewiesen; der Knoten {node} sagt, dein Konto habe jetzt {said}, also weniger.",
	"op.held.take-care":
		"Vorsicht: Der Knoten {node} sagt, dein Konto habe jetzt {said}.",
	"op.held.empty-place":
		"Wie viel dein Konto dort hat, ist nicht bekannt: An der Stelle, die die Netzwerkdatei nennt, steht nichts, und der Vertrag führt es vielleicht woanders.",
	"op.held.unknown-code":
		"Wie viel dein Konto dort hat, ist nicht bekannt: Eine Wurzel auf Ethereum beweist es nur in Verträgen, deren Code bekannt ist.",
	"op.held.silent":
		"Niemand steht dafür ein, was es jetzt hat: Kein Knoten zeigt es unter einer Wurzel, die Ethereum hat.",
	"op.included.stage": "Der Rollup führt sie aus",
	"op.included.done":
		"Sie gehört zum Rollup, unter einer Wurzel, die Ethereum hat.",
	"op.included.failed":
		"{chain} hat deinen Auftrag ausgeführt, und er schlug fehl, wahrscheinlich weil das Konto dort weniger als {what} hatte. Es wurde nichts ausgezahlt. Beginne noch einmal mit weniger.",
	"op.included.seen":
		"Der Knoten {node} zeigt sie in Block {block}. Erledigt ist sie, sobald Ethereum eine Wurzel hat, die den Block umfasst.",
	"op.included.said-failed":
		"Der Knoten {node} sagt, sie sei in Block {block} fehlgeschlagen. Bewiesen ist das noch nicht: Andere Knoten werden gefragt, und eine Wurzel wird abgewartet.",
	"op.included.late":
		"Nach den Regeln des Rollups gehört sie inzwischen zur Chain, wer auch immer sie ablehnt. Die gefragten Knoten zeigen sie nicht: Vielleicht folgen sie dem Sequencer, der sie auslässt. Füge in den Einstellungen einen Knoten hinzu, der Ethereum selbst folgt.",
	"op.included.waits":
		"Der Sequencer kann sie sofort aufnehmen. Weigert er sich, nehmen die Regeln des Rollups sie ohne jemandes Hilfe auf. Frist, seit Ethereum den Auftrag hat: {wait}.",
	"op.included.risk.said":
		"Das sagt der Knoten. Sollte es falsch sein, nehmen die Regeln des Rollups den Auftrag trotzdem auf.",
	"op.included.risk":
		"Ein Sequencer, der sie auslässt, kann sie bis zu diesem Zeitpunkt verzögern und nicht länger.",
	"op.found.stage": "Deine Auszahlung auf dem Rollup finden",
	"op.found.loose":
		"Bewiesen ist, dass der Rollup {what} an dein eigenes Konto ausgezahlt hat und sonst niemand bezahlt wird. Dass dies die Auszahlung deiner Transaktion ist, ist nicht bewiesen: Keine angenommene Wurzel nahe ihrem Block führt zu ihm.",
	"op.found.loose.said":
		"Bewiesen ist, dass der Rollup {what} an dein eigenes Konto ausgezahlt hat und sonst niemand bezahlt wird. Dass dies die Auszahlung deiner Transaktion ist, sagt allein der Knoten {node}: Keine angenommene Wurzel nahe ihrem Block führt zu ihm.",
	"op.found.done": "Deine Transaktion hat {what} ausgezahlt.",
	"op.found.failed":
		"Die Transaktion schlug auf dem Rollup fehl: Sie hat nichts ausgezahlt.",
	"op.found.seen":
		"Der Knoten {node} zeigt deine Transaktion in Block {block}. Sie zählt, sobald Ethereum eine Wurzel hat, die sie umfasst.",
	"op.found.none":
		"Kein gefragter Knoten zeigt diese Transaktion. Vergleiche ihren Hash, oder füge in den Einstellungen einen weiteren Knoten des Rollups hinzu.",
	"op.found.risk":
		"Ist es eine andere Auszahlung von dir, wird hier jene abgeholt, und die gemeinte bleibt, wo sie ist: Beginne mit deren Hash und einem anderen Knoten noch einmal.",
	"op.found.proof":
		"Die Auszahlung steht unter einer Wurzel, die Ethereum hat.",
	"op.found.proof.tied":
		"Die Auszahlung steht unter einer Wurzel, die Ethereum hat, und eine solche Wurzel führt zum Block deiner Transaktion zurück.",
	"op.root.stage": "Ethereum bekommt eine Wurzel, die sie umfasst",
	"op.root.covered": "Eine Wurzel, die Ethereum hat, umfasst deine Auszahlung.",
	"op.root.covered.block":
		"Die Wurzel von Block {block} umfasst deine Auszahlung.",
	"op.root.none":
		"Niemand hat eine Wurzel vorgeschlagen, die sie umfasst und der deine Knoten zustimmen.",
	"op.root.none-known":
		"Wo die Netzwerkdatei es angibt, findet sich keine Wurzel, die sie umfasst und der deine Knoten zustimmen; aber die Verträge dort führen Code aus, den die Datei nicht nennt, also kann es eine geben.",
	"op.root.propose":
		"Du kannst selbst eine vorschlagen: {nodes?1 deiner Knoten stimmt|# deiner Knoten stimmen} ihr zu. Das hinterlegt {bond} als Kaution, die zurückkommt, wenn niemand die Wurzel widerlegt.",
	"op.root.disputed":
		"Jemand bestreitet die Wurzel, die deine Auszahlung umfasst. Solange das dauert, wird sie nicht verwendet; gewartet wird auf eine andere oder auf das Ende des Streits.",
	"op.root.risk.propose":
		"Diese Wallet hat die Blöcke des Rollups nicht ausgeführt. Irren sich deine Knoten bei der Wurzel, ist die Kaution verloren.",
	"op.root.risk":
		"Stellt niemand mehr eine Wurzel ein, kannst du es nach einer Weile selbst tun; dafür wird eine Kaution hinterlegt.",
	"op.root.risk.one-proposer":
		"Hier darf nur ein einziges Konto Wurzeln einreichen. Hört es damit auf, wartet deine Auszahlung, bis die, die die Verträge ändern können, ein anderes benennen. Verloren ist nichts.",
	"op.root.risk.not-here":
		"Reicht niemand mehr eine Wurzel ein, darf es jeder gegen eine Kaution tun. Diese Version von Sextant nimmt dir das nicht ab; deine Auszahlung wartet, und verloren ist nichts.",
	"op.root.silent":
		"seit {wait} hat niemand eine Wurzel eingereicht, die deine Auszahlung abdeckt und der deine Knoten zustimmen. Verloren ist nichts, und es wird immer wieder nachgesehen.",
	"op.root.proof":
		"Das Spiel {game:short}, sein Code, sein Zustand und sein Platz in der Liste der Fabrik, mit Beweis bei Block {block}.",
	"op.prove.stage": "Sie vor Ethereum beweisen",
	"op.prove.by-other":
		"Jemand anderes, {submitter:short}, hat sie für dich bewiesen.",
	"op.prove.done":
		"Ethereum hat geprüft, dass deine Auszahlung stattgefunden hat.",
	"op.prove.later":
		"Sobald es eine brauchbare Wurzel gibt, wird der Beweis von einem Knoten des Rollups geholt und hier aufbewahrt. Dann legst du ihn Ethereum mit einer Transaktion vor. Danach wartest du mindestens noch: {wait}.",
	"op.prove.now":
		"Der Beweis ist auf diesem Gerät; ein Knoten des Rollups wird nicht mehr gebraucht. Mit diesem Schritt beginnt die Wartezeit, mindestens: {wait}.",
	"op.prove.risk":
		"Stellt sich die Wurzel als falsch heraus, muss der Beweis unter einer anderen noch einmal erbracht werden. Deine Auszahlung selbst ist sicher.",
	"op.prove.proof":
		"Der Eintrag des Portals zu {submitter:short}, mit Beweis bei Block {block}.",
	"op.claim.stage": "Die Zeit, die Wurzel zu bestreiten, vergeht",
	"op.claim.done": "Niemand kann die Wurzel mehr bestreiten.",
	"op.claim.disputed":
		"Jemand bestreitet die Wurzel. Wer sie verteidigt und wer sie angreift, machen das unter sich aus. Unterliegt sie, beweist du deine Auszahlung unter einer anderen Wurzel noch einmal.",
	"op.claim.now":
		"Die Zeit ist vorbei, und niemand hat sie abgeschlossen. Jeder darf das, auch du; oder du wartest, bis es jemand tut.",
	"op.claim.waits":
		"Jeder hat Zeit zu zeigen, dass die Wurzel falsch ist. Niemand kann das beschleunigen.",
	"op.claim.risk":
		"Zeigt jemand, dass die Wurzel falsch ist, fällt dein Beweis mit ihr, und du erbringst ihn unter einer anderen Wurzel noch einmal. Deine Auszahlung bleibt.",
	"op.resolve.stage": "Ethereum nimmt die Wurzel an",
	"op.resolve.done":
		"Die Wurzel hat standgehalten: Das Spiel um sie ist zu ihren Gunsten entschieden.",
	"op.resolve.now":
		"Das Spiel um die Wurzel kann jetzt entschieden werden. Jeder darf das, auch du.",
	"op.resolve.later":
		"Ist die Zeit vorbei, entscheidet eine weitere Transaktion, von wem auch immer, das Spiel um die Wurzel.",
	"op.wait.stage": "Die Wartezeiten enden",
	"op.wait.done": "Alle Wartezeiten sind vorbei.",
	"op.wait.waits":
		"Zwei Wartezeiten müssen vergehen: ab deinem Beweis {proof}, und ab der Annahme der Wurzel {root}. Sie laufen gleichzeitig, nach Ethereums Uhr. Du musst nichts tun.",
	"op.wait.risk":
		"In dieser Zeit kann der Wächter des Rollups eine zu Unrecht angenommene Wurzel streichen. Dann wird der Beweis noch einmal erbracht.",
	"op.finalize.stage": "Abholen, was dir gehört",
	"op.finalize.done":
		"Ethereum hat die Auszahlung von seiner Liste genommen: {what}. Ein zweites Mal kann sie niemand abholen.",
	"op.finalize.paid":
		"Ethereum hat {what} ausgezahlt. Das wird in wenigen Minuten final.",
	"op.finalize.runs-code":
		"Dein Konto führt auf Ethereum Code aus, durch eine Delegation. Lehnt dieser Code Ether ab, ist die Zahlung verloren; deshalb wird sie nicht angeboten. Heb zuerst die Delegation auf.",
	"op.finalize.now":
		"Eine letzte Transaktion zahlt {what} auf dein Konto auf Ethereum.",
	"op.finalize.mark":
		"Dein Vermerk steht auf Ethereum, aber die Verträge dort führen Code aus, den diese Version von Sextant nicht kennt: Sieh nach, ob das Geld auf deinem Konto ist.",
	"op.finalize.proof":
		"Die Liste des Portals mit abgeschlossenen Auszahlungen, mit Beweis bei Block {block}.",
	"op.relay.stage": "Die Brücke bezahlt dich",
	"op.relay.done": "Die Brücke hat dir {what} gezahlt.",
	"op.relay.now":
		"Die Zahlung schlug in der Brücke fehl; dort liegt {what} weiter für dich. Man kann es so oft wie nötig noch einmal versuchen.",
	"op.relay.not-here":
		"Die Zahlung schlug in der Brücke fehl; dort liegt {what} weiter für dich. Man kann es so oft wie nötig noch einmal versuchen, nur macht diese Version von Sextant das auf dieser Chain nicht: Eine andere Wallet kann es. Bewahre die Datei dieses Ausstiegs auf.",
	"op.relay.unknown":
		"Ob die Brücke dir {what} gezahlt hat, ist nicht bekannt: Ihr Bote auf Ethereum führt Code aus, den diese Version von Sextant nicht kennt. Sieh nach, ob es auf deinem Konto auf Ethereum ist, und bewahre die Datei dieses Ausstiegs auf.",
	"op.relay.missing":
		"Die Auszahlung wurde abgeholt, und die Brücke weiß nichts von der Zahlung darin. Bewahre die Datei dieses Ausstiegs auf, und frag die Betreiber des Rollups.",
	"op.relay.later":
		"Das geschieht in derselben Transaktion wie der Schritt davor. Schlägt es dort fehl, kann man es noch einmal versuchen.",
	"op.relay.proof": "Der Eintrag des Boten, mit Beweis bei Block {block}.",
	"op.own-claim.stage": "Die Zeit, deine eigene Wurzel zu bestreiten, vergeht",
	"op.own-claim.done":
		"Niemand kann die von dir vorgeschlagene Wurzel mehr bestreiten.",
	"op.own-claim.now":
		"Deine Auszahlung stützt sich auf eine andere Wurzel, diese braucht also niemand außer dir: Sie abzuschließen bringt deine Kaution zurück. Ihre Zeit ist vorbei, und niemand hat sie abgeschlossen.",
	"op.own-claim.waits":
		"Deine Auszahlung stützt sich auf eine andere Wurzel. Die Kaution für die von dir vorgeschlagene bleibt hinterlegt, bis die Zeit vorbei ist, sie zu bestreiten.",
	"op.own-resolve.stage": "Ethereum nimmt deine eigene Wurzel an",
	"op.own-resolve.done":
		"Das Spiel um die von dir vorgeschlagene Wurzel ist entschieden.",
	"op.own-resolve.now":
		"Das Spiel um die von dir vorgeschlagene Wurzel kann jetzt entschieden werden. Es ist der zweite der beiden Schritte, die deine Kaution zurückbringen.",
	"op.own-resolve.later":
		"Ist die Zeit vorbei, entscheidet eine weitere Transaktion, von wem auch immer, das Spiel um die von dir vorgeschlagene Wurzel.",
	"op.own.disputed":
		"Jemand bestreitet die von dir vorgeschlagene Wurzel. Wer sie verteidigt und wer sie angreift, machen das unter sich aus; Deine Auszahlung stützt sich auf eine andere Wurzel und wartet nicht darauf.",
	"op.bond.stage": "Deine Kaution kommt zurück",
	"op.bond.done": "Du hast deine Kaution zurück.",
	"op.bond.lost":
		"Die von dir vorgeschlagene Wurzel wurde widerlegt, die Kaution ist also verloren. Deine Auszahlung nicht: Sie wird unter einer anderen Wurzel bewiesen.",
	"op.bond.unknown":
		"Ob du deine Kaution zurückhast, ist nicht bekannt: Die Verträge des Rollups auf Ethereum führen Code aus, den diese Version von Sextant nicht kennt.",
	"op.bond.now":
		"Die Kaution für die von dir vorgeschlagene Wurzel kann zurückgeholt werden.",
	"op.bond.waits":
		"Die Kaution für die von dir vorgeschlagene Wurzel bleibt hinterlegt, bis die Wurzel angenommen ist, und noch eine Weile danach.",
	"op.setback.disproved":
		"Die Wurzel, auf die sich dein Beweis stützte, wurde widerlegt. Deine Auszahlung ist noch da: Sie wird unter einer anderen Wurzel noch einmal bewiesen.",
	"op.setback.struck-off":
		"Der Wächter des Rollups hat die Wurzel gestrichen, auf die sich dein Beweis stützte. Deine Auszahlung ist noch da: Sie wird unter einer anderen Wurzel noch einmal bewiesen.",
	"op.setback.other-game":
		"Der Rollup lässt seine Wurzeln jetzt auf andere Weise vorschlagen, die diese Version von Sextant nicht kennt. Deine Auszahlung ist noch da.",
	"op.setback.retired":
		"Der Wächter des Rollups hat die Wurzel, auf die sich dein Beweis stützte, außer Kraft gesetzt. Deine Auszahlung ist noch da: Sie wird unter einer anderen Wurzel noch einmal bewiesen.",
	"op.setback.refused":
		"Die Wurzel, auf die sich dein Beweis stützte, wird abgelehnt. Deine Auszahlung ist noch da: Sie wird unter einer anderen Wurzel noch einmal bewiesen.",
	"op.setback.other-block":
		"Der Knoten, der deine Auszahlung nannte, lag falsch: Der Rollup hat dort einen anderen Block. Sie wird noch einmal gesucht.",
	"op.setback.bad-proof":
		"Der Beweis, der in der Datei dieses Ausstiegs stand, hält nicht und wird nicht verwendet. Ein anderer wird von den Knoten des Rollups geholt und geprüft.",
	"op.hindrance.too-few":
		"eine eigene Wurzel hinterlegt eine Kaution, die verloren ist, wenn die Wurzel falsch ist. Deshalb müssen ihr {least} unabhängige Knoten zustimmen; {answers?1 antwortet|# antworten}. Füge in den Einstellungen einen hinzu, den jemand anderes betreibt oder du selbst.",
	"op.hindrance.no-node":
		"eine eigene Wurzel hinterlegt eine Kaution, die verloren ist, wenn die Wurzel falsch ist. Deshalb müssen ihr {least} unabhängige Knoten zustimmen; keiner antwortet. Füge in den Einstellungen einen hinzu, den jemand anderes betreibt oder du selbst.",
	"op.hindrance.not-final":
		"die Knoten nennen Block {final} final, und deine Auszahlung steht in Block {block}.",
	"op.hindrance.differ":
		"{first} und {other} sind sich bei Block {block} nicht einig: Es wird keine Wurzel vorgeschlagen.",
	"op.hindrance.not-in-block": "Block {block} enthält deine Auszahlung nicht.",
	"op.hindrance.no-block":
		"kein Knoten zeigt einen Block {block}, der zu der dafür eingereichten Wurzel passt; deshalb wird sie nicht verwendet: Sie kann falsch sein, oder deine Knoten hängen zurück oder irren sich.",
	"op.hindrance.no-headers":
		"die Knoten haben nicht alle Blöcke zwischen dem der Wurzel und dem deiner Auszahlung.",
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
		"der Rollup lehnt die für Block {block} eingereichte Wurzel ab.",
	"op.hindrance.retired":
		"der Wächter des Rollups hat die für Block {block} eingereichte Wurzel und alle älteren außer Kraft gesetzt.",
	"op.hindrance.other-kind":
		"die für Block {block} eingereichte Wurzel kam auf eine Art zustande, die damals nicht zählte.",
	"op.hindrance.failed-unproved":
		"ein Knoten sagt, sie sei fehlgeschlagen, aber die Verträge des Rollups auf Ethereum führen Code aus, den die Netzwerkdatei nicht nennt; deshalb beweist es keine ihrer Wurzeln.",
	"op.hindrance.not-in-root":
		"die Wurzel von Block {block} enthält die Auszahlung nicht, die {node} nennt.",
	"op.trace.config.title": "Die Verträge sind die bekannten",
	"op.trace.config.detail": "Jeder Code-Hash ist der, den das Profil festlegt",
	"op.trace.root.title": "Ausgabewurzel aus L1",
	"op.trace.root.unchallenged":
		"Block {block}: behauptet und lange genug unangefochten",
	"op.trace.root.signed":
		"Block {block}: behauptet und vom Sequencer des Rollups unterschrieben",
	"op.trace.root.anchor": "Block {block}: der Anker des Rollups auf L1",
	"op.trace.root.won": "Block {block}: ihr Spiel wurde gewonnen",
	"op.trace.root.claimed": "Block {block}: behauptet, niemand steht dahinter",
	"op.trace.root.unchallenged.permissioned":
		"Block {block}: behauptet und lange genug unangefochten, auf einer Chain, auf der nur ein einziges Konto behaupten und nur ein einziges anfechten darf",
	"op.trace.root.won.permissioned":
		"Block {block}: ihr Spiel wurde gewonnen, auf einer Chain, auf der nur ein einziges Konto behaupten und nur ein einziges anfechten darf",
	"op.trace.root.unchallenged.tee":
		"Block {block}: Ethereum hat die Signatur einer Enklave geprüft, die der Betreiber der Chain angemeldet hat, und niemand hat seither lange genug eine andere Wurzel bewiesen. Einen Gültigkeitsbeweis gibt es dafür nicht. Sie baut auf früheren Spielen auf, nach denen nicht gesehen wurde: Eines kann noch offen oder schon widerlegt sein, und dann fällt sie mit ihm",
	"op.trace.root.unchallenged.zk":
		"Block {block}: Ethereum hat einen Gültigkeitsbeweis angenommen, dass sie aus dem Spiel davor folgt, und niemand hat seither lange genug eine andere Wurzel bewiesen. Nach früheren Spielen wurde nicht gesehen: Eines kann noch offen oder schon widerlegt sein, und dann fällt sie mit ihm",
	"op.trace.root.won.proved":
		"Block {block}: ihr Spiel wurde gewonnen. Ethereum hatte dafür einen Beweis angenommen, von einer Enklave des Betreibers oder einen Gültigkeitsbeweis, und niemand hat rechtzeitig eine andere Wurzel bewiesen",
	"op.trace.registry.detail":
		"Jeder Vertrag ist der, den das Profil nennt; es gelten Spiele vom Typ {type}",
	"op.trace.state.title": "Zustand des Rollups unter dieser Wurzel",
	"op.trace.state.proposed": "Block {block}, vorgeschlagen",
	"op.trace.state.accepted": "Block {block}, angenommen",
	"op.trace.state.exit-final":
		"Block {block}, angenommen und für Auszahlungen endgültig",
	"op.trace.state.other": "Block {block}, {who}",
	"op.no-exit.says":
		"Aus dieser Chain führt ein Weg über Ethereum, aber diese Version von Sextant begleitet dich noch nicht auf ihm.",
	"op.no-exit.forced":
		"Eine Auszahlung lässt sich auf Ethereum anordnen. Die Regeln der Chain führen sie dann binnen etwa eines halben Tages aus, was immer der Sequencer will.",
	"op.no-exit.anybody":
		"Die Wurzel, die eine Auszahlung braucht, darf jeder einreichen. Dafür wird eine Kaution hinterlegt, die zurückkommt, wenn niemand die Wurzel widerlegt.",
	"op.no-exit.proof":
		"Die Wurzel, die eine Auszahlung braucht, darf jeder einreichen, der einen Gültigkeitsbeweis dafür hat, gegen eine Kaution. Ihn zu erzeugen, braucht einen Prover der Chain; wer keinen hat, ist auf die Enklaven ihres Betreibers angewiesen.",
	"op.no-exit.other-wallet":
		"Mit einem anderen Wallet kannst du diese Schritte schon heute gehen: Es sind Aufrufe des Portals der Chain auf Ethereum.",
	"op.no-exit.not-here":
		"Sextant geht keinen Schritt dieses Weges für dich und bewahrt auch keine Belege dafür auf.",
	"op.no-exit.permissioned":
		"Die Wurzeln, die Auszahlungen brauchen, darf nur ein einziges Konto einreichen. Hört es damit auf, warten Auszahlungen, bis die, die die Verträge ändern können, ein anderes benennen.",
	"op.notice.other-game":
		"Auszahlungen werden jetzt gegen Spiele vom Typ {now} bewiesen; die Netzwerkdatei dieser Wallet kennt Typ {known}.",
	"op.notice.games-retired":
		"Alle bisherigen Spiele wurden ungültig: Eine Auszahlung muss noch einmal bewiesen werden, gegen ein neueres Spiel.",
	"op.notice.game-blacklisted":
		"Der Wächter hat das neueste Spiel gesperrt: Damit kann nichts ausgezahlt werden.",
};
