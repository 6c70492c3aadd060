// Another password for the vault, in German.

import type { ScreenWords } from "./en.ts";

export const passwordDe: ScreenWords["password"] = {
	title: "Passwort ändern",
	change: "Ändern",
	changing: "Wird neu verschlossen, ein paar Sekunden",
	lead: "Das Passwort verschließt die Schlüssel nur auf diesem Gerät. Deine Wiederherstellungsphrasen bleiben, wie sie sind.",
	now: "Jetziges Passwort",
	next: "Neues Passwort",
	again: "Das neue noch einmal",
	differs: "Die beiden sind nicht gleich.",
	unchanged: "Das Passwort wurde nicht geändert.",
};
