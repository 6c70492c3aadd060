// `npm run build`: both targets by Vite (vite.config.ts), then of each the zip that a store takes, without the source maps.
//   -- --devnet    with what is for development networks alone, and no zip
//   -- chromium    that target alone

import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { transform } from "@swc/core";
import { createBuilder } from "vite";
import {
	type BuildOptions,
	extensionBuild,
	scriptsBuild,
} from "../vite.config.ts";
import { version } from "./beside.ts";
import { targets } from "./manifest.ts";
import { type ZipEntry, zip } from "./zip.ts";

/** They are no modules. */
const classicScripts: readonly string[] = ["inpage.js", "relay.js"];

const top = resolve(dirname(fileURLToPath(import.meta.url)), "..");

/**
 * Goes over every script a second time: another compressor finds what the bundler's own has left. The map of a script stays the map
 * of its sources.
 */
const tighten = async (outDir: string): Promise<void> => {
	const all = await readdir(outDir, { recursive: true, withFileTypes: true });
	for (const entry of all) {
		if (!entry.isFile() || !entry.name.endsWith(".js")) continue;
		const path = join(entry.parentPath, entry.name);
		const isModule = !classicScripts.some((name) => name === entry.name);
		const map = await readFile(`${path}.map`, "utf8").catch(() => undefined);
		const { code, map: made } = await transform(await readFile(path, "utf8"), {
			configFile: false,
			swcrc: false,
			isModule,
			minify: true,
			jsc: {
				target: "esnext",
				parser: { syntax: "ecmascript" },
				minify: {
					module: isModule,
					compress: { passes: 3, toplevel: isModule },
					mangle: { toplevel: isModule },
				},
			},
			...(map === undefined ? {} : { inputSourceMap: map, sourceMaps: true }),
		});
		await writeFile(path, code);
		if (made !== undefined && map !== undefined)
			await writeFile(`${path}.map`, made);
	}
};

/** Builds one target into `outDir`. When it returns the folder holds a whole extension with its source maps and nothing else. */
export const buildExtension = async (options: BuildOptions): Promise<void> => {
	const builder = await createBuilder(extensionBuild(options));
	await builder.buildApp();
	await tighten(options.outDir);
};

/** Builds scripts by themselves into `outDir`, and the parts they share beside them. */
export const buildScripts = async (
	scripts: { readonly [name: string]: string },
	outDir: string,
	options: Pick<BuildOptions, "devnet"> = {},
): Promise<void> => {
	const builder = await createBuilder(scriptsBuild(scripts, outDir, options));
	await builder.buildApp();
};

/** Packs a built folder as it ships: everything but the source maps. */
export const packExtension = async (
	outDir: string,
): Promise<{
	readonly bytes: Uint8Array;
	readonly entries: readonly ZipEntry[];
}> => {
	const all = await readdir(outDir, { recursive: true, withFileTypes: true });
	const names = all
		.filter((entry) => entry.isFile() && !entry.name.endsWith(".map"))
		.map((entry) => join(entry.parentPath, entry.name));
	return zip(
		await Promise.all(
			names.map(async (path) => ({
				name: path.slice(outDir.length + 1).replaceAll("\\", "/"),
				bytes: await readFile(path),
			})),
		),
	);
};

const main = async (args: readonly string[]): Promise<void> => {
	const { values, positionals } = parseArgs({
		args: [...args],
		allowPositionals: true,
		options: { devnet: { type: "boolean" } },
	});
	const devnet = values.devnet === true;
	const strange = positionals.find((one) => !targets.some((t) => t === one));
	if (strange !== undefined) throw new Error(`no target ${strange}`);
	for (const target of targets) {
		if (positionals.length > 0 && !positionals.includes(target)) continue;
		const startedMs = Date.now();
		const outDir = join(top, "dist", target);
		await mkdir(join(top, "dist"), { recursive: true });
		const file = join(top, "dist", `sextant-${await version()}-${target}.zip`);
		await rm(file, { force: true });
		await buildExtension({ target, outDir, devnet });
		const took = `dist/${target} built in ${Date.now() - startedMs} ms`;
		if (devnet) {
			console.error(`${took}, for development networks`);
			continue;
		}
		const { bytes } = await packExtension(outDir);
		await writeFile(file, bytes);
		console.error(`${took}, its zip has ${bytes.length} bytes`);
	}
};

if (process.argv[1] === fileURLToPath(import.meta.url))
	await main(process.argv.slice(2));
