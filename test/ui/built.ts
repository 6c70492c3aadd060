// The screens as they are shipped, with the fake browser, engine and signer in front. All files of a run take the same ones.

import { copyFile, readFile, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { preact } from "@preact/preset-vite";
import { build } from "vite";
import { keylessWords } from "../../extension/keyless.ts";
import { screenPages } from "../../extension/pages.ts";
import { shortKeysOfWords } from "../../extension/short-keys.ts";

const here = dirname(fileURLToPath(import.meta.url));
const room = resolve(here, "../../extension/ui");
const pages = ["popup", "approve", "onboarding"] as const;
export type PageName = (typeof pages)[number];

/** The pages as they are shipped, with the fake before their own scripts: as a file of its own, so that it is compiled once. */
export const buildScreens = async (outDir: string): Promise<void> => {
	const shared = {
		configFile: false,
		logLevel: "warn",
		envDir: false,
	} as const;
	await build({
		...shared,
		root: room,
		// the words as they ship
		plugins: [
			screenPages(),
			keylessWords(),
			shortKeysOfWords(),
			preact({ devToolsEnabled: false }),
		],
		build: {
			outDir,
			emptyOutDir: true,
			modulePreload: false,
			rolldownOptions: {
				input: pages.map((page) => join(room, `${page}.html`)),
			},
		},
	});
	await build({
		...shared,
		root: here,
		build: {
			outDir: join(outDir, "fake"),
			emptyOutDir: false,
			rolldownOptions: {
				input: join(here, "fake/browser.ts"),
				output: {
					format: "iife",
					entryFileNames: "fake.js",
					codeSplitting: false,
				},
			},
		},
	});
	await copyFile(
		createRequire(import.meta.url).resolve("axe-core/axe.min.js"),
		join(outDir, "fake/axe.js"),
	);
	for (const name of pages) {
		const place = join(outDir, `${name}.html`);
		const html = await readFile(place, "utf8");
		await writeFile(
			place,
			html.replace("<head>", '<head><script src="/fake/fake.js"></script>'),
		);
	}
};

/** Where `npm test` has built them for all files. A file run by itself builds its own. */
const built = process.env.SEXTANT_SCREENS;

/** @returns the folder of the screens: `own`, unless the run has built them */
export const screensFor = async (own: string): Promise<string> => {
	if (built !== undefined && built !== "") return built;
	await buildScreens(own);
	return own;
};
