// How the provider in the page and the relay beside it mark their messages in the one stream that all scripts of a page
// share. The marks carry no authority: any script of the page may write them, and gains nothing.

/** From the page to the wallet. */
export type PageRequest = {
	readonly sextant: "asked";
	readonly message: unknown;
};
/** From the wallet to the page. */
export type PageAnswer = {
	readonly sextant: "answered";
	readonly message: unknown;
};

/** The message of an event of this window marked so, or undefined. */
export const unmark = (
	event: { readonly data: unknown; readonly source: unknown },
	self: unknown,
	mark: "asked" | "answered",
): unknown => {
	const { data } = event;
	if (event.source !== self || typeof data !== "object" || data === null)
		return undefined;
	// Own fields only: a page may have put anything on Object.prototype.
	if (!Object.hasOwn(data, "sextant") || !Object.hasOwn(data, "message"))
		return undefined;
	if (!("sextant" in data) || !("message" in data) || data.sextant !== mark)
		return undefined;
	return data.message;
};
