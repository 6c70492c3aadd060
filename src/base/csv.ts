// Rows as a file for a spreadsheet: RFC 4180, and no cell that a spreadsheet takes for a formula.

/**
 * A spreadsheet runs what begins with one of these; a tab or a line's end before it is passed over. Where a semicolon parts cells, as in
 * much of Europe, what stands behind one begins a cell. The wide forms are read as the narrow ones in some places.
 */
const begins = /^\s*[=+\-@;\uff1d\uff0b\uff0d\uff20]|^[\t\r\n]/;

/** The same behind what parts cells in other places, where a row is split there all the same: quotes hold no such cell together. */
const beginsInside = /([;\t\r\n][\s"]*)(?=[=+\-@\uff1d\uff0b\uff0d\uff20])/g;

/**
 * One cell. What could be run is kept from it by an apostrophe, which spreadsheets take for the sign of a text. Other people's
 * words stand in these cells: names of tokens, addresses of sites.
 */
const cell = (content: string): string => {
	const inside = content.replace(beginsInside, "$1'");
	const safe = begins.test(inside) ? `'${inside}` : inside;
	return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
};

/** With the names of the columns first; each row ends in CRLF. @throws RangeError for a row of another length */
export const csvText = (
	columns: readonly string[],
	rows: readonly (readonly string[])[],
): string => {
	for (const row of rows)
		if (row.length !== columns.length)
			throw new RangeError(`"rows" has one of ${row.length} cells`);
	return [columns, ...rows]
		.map((row) => `${row.map(cell).join(",")}\r\n`)
		.join("");
};
