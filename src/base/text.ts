// Text that comes from files and nodes and goes to a terminal or a screen: what of it nobody sees, and how that is shown.

/** Control and formatting characters, and what draws nothing: with them, a text is read as another one. */
const unseen =
	/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\u2800]/u;
const allUnseen = new RegExp(unseen, "gu");

/** Where in plain data a text stands that holds characters nobody can see, as "rollups.0.title"; null where none does. */
export const unseenAt = (value: unknown, path = ""): string | null => {
	if (typeof value === "string") return unseen.test(value) ? path : null;
	if (typeof value !== "object" || value === null) return null;
	for (const [name, part] of Object.entries(value)) {
		const at = path === "" ? name : `${path}.${name}`;
		const found = unseen.test(name) ? at : unseenAt(part, at);
		if (found !== null) return found;
	}
	return null;
};

/** As one line: each character that nobody can see is a mark that all do. */
export const visible = (text: string): string => text.replace(allUnseen, "␣");

/** The same for JSON text without line breaks, which stays the JSON of the same value: each is written by its number. */
export const visibleJson = (json: string): string =>
	json.replace(allUnseen, (one) =>
		one
			.split("")
			.map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`)
			.join(""),
	);
