// What axe-core finds on a page, by the rules of WCAG 2.2 up to AA. It is put into the page as the browser's own tools would be, so
// that the content policy of the extension stays what it is.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Page } from "playwright-core";

const source = readFileSync(
	createRequire(import.meta.url).resolve("axe-core/axe.min.js"),
	"utf8",
);

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
	await page.evaluate(source);
	const violations = await page.evaluate<readonly Finding[]>(
		`axe.run(document, ${JSON.stringify(options)}).then(({ violations }) => violations.map(({ id, impact, nodes }) => ({ id, impact, nodes: nodes.map(({ html }) => ({ html })) })))`,
	);
	return violations
		.filter(({ impact }) => impact === "critical" || impact === "serious")
		.flatMap(({ id, nodes }) =>
			nodes.map(({ html }) => `${id}: ${html.slice(0, 160)}`),
		);
};
