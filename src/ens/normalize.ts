// A name as a person typed it, brought to the one form that ENS knows (ENSIP-15), or refused. The tables of characters are a
// package's, which is loaded when the first name is looked at. Canonical forms (NFC, NFD) are the browser's own. Unicode never changes
// those of a character that it has, so a browser of any age is right about every name whose characters it knows; another is refused.

import { lazyOnce } from "../base/async.ts";
import { utf8 } from "../base/bytes.ts";
import { Fault } from "../base/fault.ts";

/** A name in its normal form. */
export type EnsName = {
	readonly name: string;
	/** What was typed is written otherwise than the name it stands for. */
	readonly isChanged: boolean;
	/**
	 * Writings in it beside plain letters and digits: "Cyrillic", "Latin" with its marks, "Emoji". A look-alike is made of
	 * these.
	 */
	readonly writings: readonly string[];
};

/** Characters typed, characters of the name, labels, bytes of a label as the DNS form has room for. */
const mostTyped = 255;
const mostLabels = 16;
const mostLabelBytes = 255;

/** @throws internal when the file of the extension cannot be read; the next name tries again */
const loaded = lazyOnce(() =>
	import("@adraffy/ens-normalize/xnf")
		.then(({ ens_normalize, ens_split }) => ({ ens_normalize, ens_split }))
		.catch((thrown: unknown) => {
			throw new Fault(
				"internal",
				`the table of names does not load: ${thrown}`,
			);
		}),
);

/** Characters that this browser's Unicode does not have yet. */
const unknown = /\p{Cn}/u;

const wrong = (why: string): Fault => new Fault("ens-name", why.slice(0, 300));

/** @throws ens-name for what is no name, or no single one: characters that no name has, writings mixed to look like another */
export const normalizeName = async (typed: string): Promise<EnsName> => {
	const given = typed.trim();
	if (given.length > mostTyped)
		throw wrong(`more than ${mostTyped} characters`);
	if (unknown.test(given))
		throw wrong("a character that this browser does not know");
	const { ens_normalize, ens_split } = await loaded();
	let name: string;
	try {
		name = ens_normalize(given);
	} catch (thrown) {
		throw wrong(thrown instanceof Error ? thrown.message : "it is no name");
	}
	const labels = name.split(".");
	if (name.length > mostTyped || labels.length > mostLabels)
		throw wrong("it is too long");
	if (labels.length < 2) throw wrong("a name has a dot");
	for (const label of labels) {
		// a hash in brackets stands for a label that nobody knows
		if (label === "" || label.startsWith("[")) throw wrong("a part is empty");
		if (utf8(label).length > mostLabelBytes) throw wrong("a part is too long");
	}
	const writings = ens_split(name).map(({ type }) => type ?? "ASCII");
	return {
		name,
		isChanged: name !== given,
		writings: [...new Set(writings)]
			.filter((writing) => writing !== "ASCII")
			.map((writing) => writing.slice(0, 40)),
	};
};
