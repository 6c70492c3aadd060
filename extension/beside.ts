// What stands beside the scripts and screens, made or copied: the manifest, the icons, the WebAssembly modules, and the page
// that holds Chromium's workers.

import { readFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { packFile } from "./kernel/assets.ts";
import { messagesFiles } from "./locales.ts";
import {
	hostPage,
	iconSizes,
	manifest,
	registryFile,
	type Target,
} from "./manifest.ts";

import { shippedWords, wordsFile, wordsLanguages } from "./words-data.ts";

const room = dirname(fileURLToPath(import.meta.url));
const top = resolve(room, "..");

export type File = {
	/** From the extension's folder. */
	readonly name: string;
	readonly bytes: Uint8Array;
};

/** The package's. @throws Error when package.json states none */
export const version = async (): Promise<string> => {
	const text = await readFile(join(top, "package.json"), "utf8");
	const found = /"version": "([0-9]+\.[0-9]+\.[0-9]+)"/.exec(text)?.[1];
	if (found === undefined) throw new Error("package.json states no version");
	return found;
};

const copied = async (name: string, from: string): Promise<File> => ({
	name,
	bytes: await readFile(from),
});

/**
 * All of it, for one target. The WebAssembly modules are one packed file that a worker fetches (kernel/assets.ts), and only those
 * are in it that one asks for. `modules` is the folder where it lies.
 */
export const filesBeside = async (
	target: Target,
	modules: string,
): Promise<readonly File[]> => [
	{
		name: "manifest.json",
		bytes: Buffer.from(
			`${JSON.stringify(manifest(target, await version()), null, "\t")}\n`,
		),
	},
	...messagesFiles().map(({ name, text }) => ({
		name,
		bytes: Buffer.from(text),
	})),
	...(target === "chromium"
		? [await copied(hostPage, join(room, "engine/host.html"))]
		: []),
	...(await Promise.all([
		...iconSizes.map((size) =>
			copied(`icon/${size}.png`, join(room, "icon", `${size}.png`)),
		),
		copied(packFile, join(modules, packFile)),
		...wordsLanguages.map(async (language) => ({
			name: wordsFile(language),
			bytes: shippedWords(language),
		})),
		copied(registryFile, join(top, "src/clear", registryFile)),
	])),
];
