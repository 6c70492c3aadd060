// Rows as a file for a spreadsheet: RFC 4180, and no cell that a spreadsheet takes for a formula.

/** A spreadsheet runs what begins with one of these; a tab or a line's end before it is passed over. */
const begins = /^[\s]*[=+\-@]|^[\t\r\n]/;

/**
 * One cell. What could be run is kept from it by an apostrophe, which spreadsheets take for the sign of a text. Other people's
 * words stand in these cells: names of tokens, addresses of sites.
 */
const cell = (content: string): string => {
	const safe = begins.test(content) ? `'${content}` : content;
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
