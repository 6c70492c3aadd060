// Something else that waits behind what became of the last decision, in German.

import type { ScreenWords } from "./en.ts";

export const moreDe: ScreenWords["more"] = {
	one: "Noch etwas wartet auf deine Entscheidung.",
	several: (count) =>
		`Noch ${count} andere Dinge warten auf deine Entscheidung.`,
	after:
		"Es kommt, sobald du hier weitergehst. Davon ist noch nichts signiert.",
	go: "Weiter zu dem, was wartet",
};
