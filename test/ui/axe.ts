// What axe-core finds on a page of the stage, by the rules of WCAG 2.2 up to AA. It comes from beside the page's own scripts, as
// their content policy has it: the browser compiles a file once, and a text that is given to it anew for each page.

import type { Page } from "playwright-core";

const options = {
	runOnly: {
		type: "tag",
		values: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"],
	},
	// what is said to be experimental, and was found here before: a name has to hold the words that are seen
	rules: { "label-content-name-mismatch": { enabled: true } },
	resultTypes: ["violations"],
};

type Finding = {
	readonly id: string;
	readonly impact: string | null;
	readonly nodes: readonly { readonly html: string }[];
};

/** What is critical or serious: the rule, and what it was found at. */
export const axeFindings = async (page: Page): Promise<readonly string[]> => {
	await page.addScriptTag({ url: "/fake/axe.js" });
	const violations = await page.evaluate<readonly Finding[]>(
		`axe.run(document, ${JSON.stringify(options)}).then(({ violations }) => violations.map(({ id, impact, nodes }) => ({ id, impact, nodes: nodes.map(({ html }) => ({ html })) })))`,
	);
	return violations
		.filter(({ impact }) => impact === "critical" || impact === "serious")
		.flatMap(({ id, nodes }) =>
			nodes.map(({ html }) => `${id}: ${html.slice(0, 160)}`),
		);
};
