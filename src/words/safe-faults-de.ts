// What the faults of Safe accounts say, in German.

export const safeFaultsDe = {
	"safe-unknown": {
		says: "An dieser Adresse steht kein Safe einer bekannten Version.",
		todo: "Prüfe die Adresse. Diese Wallet kennt Safes der Versionen 1.3.0, 1.4.1 und 1.5.0.",
	},
	"safe-layout": {
		says: "Was von diesem Safe gespeichert ist, passt nicht zusammen; deshalb lässt sich nichts über ihn sagen.",
		todo: "Benutze ihn von hier aus nicht. Jemand kann ihn so verändert haben, dass verborgen ist, wer ihn beherrscht.",
	},
	"safe-large": {
		says: "Dieser Safe hat mehr Eigentümer oder Module, als diese Wallet liest.",
		todo: "Benutze ihn mit der Software, mit der er gemacht wurde.",
	},
	"safe-unproved": {
		says: "Das würde einen Safe benutzen, und es kam ohne Beweis, wem dieser Safe gehört.",
		todo: "Erstelle es neu. Hat eine Website gefragt, muss sie noch einmal fragen.",
	},
	"safe-owner": {
		says: "Keines deiner Konten, die signieren können, ist Eigentümer dieses Safes.",
		todo: "Wähle ein Konto, das Eigentümer ist, oder beobachte den Safe, ohne für ihn zu signieren.",
	},
	"safe-unlisted": {
		says: "Dieser Safe steht nicht auf deiner Liste.",
		todo: "Füge ihn zuerst unter Konten hinzu.",
	},
	"safe-nonce": {
		says: "Diese Transaktion ist im Safe noch nicht an der Reihe, oder ihre Zeit ist vorbei.",
		todo: "Führe zuerst aus, was davor kommt. Was vorbei ist, kannst du von der Liste nehmen.",
	},
	"safe-under-way": {
		says: "Eines deiner Konten hat eine Transaktion dieses Safes abgeschickt, die noch in keinem bewiesenen Block steht. Beide könnten ausgeführt werden.",
		todo: "Es wurde nichts signiert. Warte, bis jene erledigt ist, und sieh dann nach, ob es diese noch braucht.",
	},
	"safe-message": {
		says: "Die Website will, dass du als Eigentümer dem zustimmst, was ein Safe sagt, und zeigt nur dessen Fingerabdruck. Was er sagt, lässt sich daraus nicht erkennen.",
		todo: "Es wurde nichts signiert. Wenn du das brauchst, signiere mit einem eigenen Konto anstelle des Safes.",
	},
	"safe-delegate": {
		says: "Das würde fremden Code als der Safe selbst ausführen, und der könnte alles nehmen, was darin ist.",
		todo: "Stimm nicht zu. Diese Wallet bestätigt nur einfache Aufrufe.",
	},
	"safe-refund": {
		says: "Das würde den Absender aus dem Safe bezahlen, mit einem Betrag, den niemand vorhersagen kann.",
		todo: "Bitte darum, es ohne Erstattung neu zu erstellen.",
	},
	"safe-terms": {
		says: "Diese Safe-Transaktion ist auf eine Weise gemacht, die diese Wallet nicht liest.",
		todo: "Erstelle sie neu, hier oder ohne besondere Bedingungen.",
	},
	"safe-self": {
		says: "Das würde den Safe selbst verändern: seine Eigentümer, seine Module oder seinen Code.",
		todo: "Das tut diese Wallet nicht. Nimm die Software, mit der der Safe gemacht wurde, und lies genau.",
	},
	"safe-opaque": {
		says: "Das stimmt einer Transaktion eines Safes nur über ihre Nummer zu, und niemand sieht, welcher.",
		todo: "Bestätige sie in der Liste dieser Wallet, wo sie gezeigt wird.",
	},
	"safe-nesting": {
		says: "Der eine Safe ist kein Eigentümer des anderen, oder jeder redet beim anderen mit, oder er ist dort mehr als ein Eigentümer. Was seine Zustimmung hieße, lässt sich nicht sagen.",
		todo: "Es wurde nichts signiert. Sieh dir Eigentümer, Module und Wächter beider Safes an.",
	},
	"safe-deep": {
		says: "Das würde durch einen Safe in einem zweiten zustimmen und weiter in einem dritten. Diese Wallet folgt der Zustimmung eines Safes in einen anderen und nicht weiter.",
		todo: "Lass einen Eigentümer des mittleren Safes dort zustimmen, in seiner eigenen Wallet.",
	},
	"safe-signature": {
		says: "Eine Bestätigung ist nicht von einem Eigentümer dieses Safes oder nicht für diese Transaktion.",
		todo: "Bitte diesen Eigentümer, diese Transaktion noch einmal zu bestätigen.",
	},
	"safe-threshold": {
		says: "Es haben nicht genug Eigentümer bestätigt.",
		todo: "Schick die Transaktion den anderen Eigentümern und importiere deren Bestätigungen.",
	},
} as const;
