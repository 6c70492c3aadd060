// What axe-core finds on a page of the screens, by the rules of WCAG 2.2 up to AA. It comes from beside the page's own scripts, as
// their content policy has it: the browser compiles a file once, and a text that is given to it anew for each page.

const options = {
	runOnly: {
		type: "tag",
		values: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"],
	},
	// what is said to be experimental, and was found here before: a name has to hold the words that are seen
	rules: { "label-content-name-mismatch": { enabled: true } },
	resultTypes: ["violations"],
};

const run = `new Promise((done, failed) => {
	const script = document.createElement("script");
	script.src = "/fake/axe.js";
	script.onload = done;
	script.onerror = failed;
	document.head.append(script);
})
	.then(() => axe.run(document, ${JSON.stringify(options)}))
	.then(({ violations }) => violations
		.filter(({ impact }) => impact === "critical" || impact === "serious")
		.flatMap(({ id, nodes }) => nodes.map(({ html }) => id + ": " + html.slice(0, 160).replace(/\\s+/g, " ")))
		.join("\\n"))`;

/**
 * What is critical or serious: the rule, and what it was found at.
 * @param evaluate runs an expression in the page and waits for it
 */
export const axeFindings = async (
	evaluate: (expression: string) => Promise<unknown>,
): Promise<readonly string[]> =>
	String(await evaluate(run))
		.split("\n")
		.filter((line) => line !== "");
