// Builds the extension for both browsers with plain Vite: each script is one file without imports, so that what a realm
// can do is read in one place; the screens share their parts. The same input gives the same bytes: no hashes, times,
// paths or minifier in the output.

import { cp, mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { build, type InlineConfig } from "vite";
import {
	hostPage,
	iconSizes,
	manifest,
	screens,
	type Target,
	targets,
} from "./manifest.ts";

const room = dirname(fileURLToPath(import.meta.url));
const top = resolve(room, "..");

export type BuildOptions = {
	readonly target: Target;
	/** Emptied first. */
	readonly outDir: string;
	/** The rooms the extension wires in; a test of the wiring gives small ones of its own. */
	readonly engine?: string;
	readonly signer?: string;
	/** The folder with the pages popup.html, approve.html, onboarding.html. */
	readonly ui?: string;
	/** The folder with the built WebAssembly modules. */
	readonly modules?: string;
};

type Script = {
	readonly name: string;
	readonly from: string;
	/** Content scripts are classic scripts; the rest are modules. */
	readonly format: "iife" | "es";
};

const scripts = ({ target, engine, signer }: BuildOptions): Script[] => [
	{ name: "inpage", from: join(room, "inpage/index.ts"), format: "iife" },
	{ name: "relay", from: join(room, "content/relay.ts"), format: "iife" },
	{
		name: "background",
		from: join(room, `background/${target}.ts`),
		format: "es",
	},
	...(target === "chromium"
		? [
				{
					name: "host",
					from: join(room, "engine/host.chromium.ts"),
					format: "es" as const,
				},
			]
		: []),
	{
		name: "engine",
		from: engine ?? join(room, "engine/worker.ts"),
		format: "es",
	},
	{
		name: "signer",
		from: signer ?? join(room, "signer/worker.ts"),
		format: "es",
	},
	{ name: "kernel", from: join(room, "kernel/worker.ts"), format: "es" },
];

const shared = (root: string, outDir: string): InlineConfig => ({
	configFile: false,
	envDir: false,
	root,
	mode: "production",
	logLevel: "warn",
	publicDir: false,
	clearScreen: false,
	build: {
		outDir,
		emptyOutDir: false,
		target: "es2023",
		minify: false,
		cssMinify: false,
		sourcemap: false,
		modulePreload: false,
		reportCompressedSize: false,
		copyPublicDir: false,
	},
});

/** Bundles one script into one file without imports. */
export const buildScript = async (
	script: Script,
	outDir: string,
): Promise<void> => {
	const config = shared(top, outDir);
	await build({
		...config,
		build: {
			...config.build,
			rolldownOptions: {
				input: script.from,
				// Paths of the machine that builds must not get into what it builds.
				experimental: { attachDebugInfo: "none" },
				output: {
					format: script.format,
					entryFileNames: `${script.name}.js`,
					codeSplitting: false,
				},
			},
		},
	});
};

const buildScreens = async (ui: string, outDir: string): Promise<void> => {
	const config = shared(ui, outDir);
	await build({
		...config,
		// `development` would write the paths of the sources into the screens.
		oxc: {
			jsx: {
				runtime: "automatic",
				importSource: "preact",
				development: false,
				refresh: false,
			},
		},
		build: {
			...config.build,
			// An image is a file of the extension, not text inside a script.
			assetsInlineLimit: 0,
			rolldownOptions: {
				input: screens.map((screen) => join(ui, screen)),
				experimental: { attachDebugInfo: "none" },
				output: {
					entryFileNames: "screens/[name].js",
					chunkFileNames: "screens/[name].js",
					assetFileNames: "screens/[name][extname]",
				},
			},
		},
	});
};

const version = async (): Promise<string> => {
	const text = await readFile(join(top, "package.json"), "utf8");
	const found = /"version": "([0-9]+\.[0-9]+\.[0-9]+)"/.exec(text)?.[1];
	if (found === undefined) throw new Error("package.json states no version");
	return found;
};

// The modules stand beside the scripts, each a file of its own that a worker fetches (kernel/assets.ts).
const copyModules = async (from: string, outDir: string): Promise<void> => {
	const names = (await readdir(from)).filter((name) => name.endsWith(".wasm"));
	if (names.length === 0) throw new Error(`no WebAssembly module in ${from}`);
	for (const name of names) await cp(join(from, name), join(outDir, name));
};

/** Builds one target into `outDir`. When it returns the folder holds a whole extension and nothing else. */
export const buildExtension = async (options: BuildOptions): Promise<void> => {
	const {
		target,
		outDir,
		ui = join(room, "ui"),
		modules = join(top, "wasm/built"),
	} = options;
	await rm(outDir, { recursive: true, force: true });
	await mkdir(join(outDir, "icon"), { recursive: true });
	for (const script of scripts(options)) await buildScript(script, outDir);
	await buildScreens(ui, outDir);
	await copyModules(modules, outDir);
	if (target === "chromium")
		await cp(join(room, "engine/host.html"), join(outDir, hostPage));
	for (const size of iconSizes)
		await cp(
			join(room, "icon", `${size}.png`),
			join(outDir, "icon", `${size}.png`),
		);
	await writeFile(
		join(outDir, "manifest.json"),
		`${JSON.stringify(manifest(target, await version()), null, "\t")}\n`,
	);
};

const main = async (asked: readonly string[]): Promise<void> => {
	for (const target of targets) {
		if (asked.length > 0 && !asked.includes(target)) continue;
		const startedMs = Date.now();
		const outDir = join(top, "dist", target);
		await buildExtension({ target, outDir });
		console.error(`dist/${target} built in ${Date.now() - startedMs} ms`);
	}
};

if (process.argv[1] === fileURLToPath(import.meta.url))
	await main(process.argv.slice(2));
