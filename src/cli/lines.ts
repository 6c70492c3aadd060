// Lines for a terminal: broken at blanks so that eighty columns hold them.

const columns = 80;

/** The line in pieces that fit, each indented as it is; what has no blank to break at stays whole. */
export const wrapped = (line: string): readonly string[] => {
	const indent = /^ */.exec(line)?.[0] ?? "";
	// a command is copied from the screen, so it stays one
	if (
		line.length <= columns ||
		line.slice(indent.length).startsWith("sextant ")
	)
		return [line];
	const pieces: string[] = [];
	let piece = "";
	for (const word of line.slice(indent.length).split(" ")) {
		const longer = piece === "" ? word : `${piece} ${word}`;
		if (piece !== "" && indent.length + longer.length > columns) {
			pieces.push(indent + piece);
			piece = word;
		} else piece = longer;
	}
	return [...pieces, indent + piece];
};
