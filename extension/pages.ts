// The pages of the screens, as the build writes them. A page's own file names its script; what stands around that is the same for all.

import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { normalizePath, type Plugin } from "vite";
import { screens } from "./manifest.ts";

const room = join(dirname(fileURLToPath(import.meta.url)), "ui");

/** What a page draws with beside what all do, in the order in which one gives way to the other. */
const styles: { readonly [screen in (typeof screens)[number]]: string[] } = {
	"popup.html": ["accounts", "activity", "device", "home", "exits"],
	"approve.html": ["accounts", "device", "exits"],
	"onboarding.html": [],
};

/** @param text the page's own file: its script's element is taken from it */
const pageOf = (screen: (typeof screens)[number], text: string): string => {
	const script = /<script .*<\/script>/.exec(text);
	if (script === null) throw new Error(`${screen} names no script`);
	const links = ["base", "parts", "screens", ...styles[screen]].map(
		(style) => `<link rel="stylesheet" href="./style/${style}.css" />`,
	);
	return `<!doctype html>
<html lang="en">
	<head>
		<meta charset="utf-8" />
		<meta name="viewport" content="width=device-width, initial-scale=1" />
		<meta name="color-scheme" content="light dark" />
		<title>Sextant</title>
		${[...links, script[0]].join("\n\t\t")}
	</head>
	<body class="${basename(screen, ".html")}">
		<div id="root"></div>
	</body>
</html>
`;
};

export const screenPages = (): Plugin => ({
	name: "sextant:pages",
	transformIndexHtml: {
		order: "pre",
		handler: (text, { filename }) => {
			const screen = screens.find(
				(one) => normalizePath(join(room, one)) === filename,
			);
			return screen === undefined ? text : pageOf(screen, text);
		},
	},
});
