// The build of the extension for both browsers, and the test runner's projects. extension/build.ts calls the build and packs it.

import { dirname, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import type { EnvironmentOptions, InlineConfig, Plugin } from "vite";
import type { ConfigEnv, ViteUserConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";
import { filesBeside } from "./extension/beside.ts";
import { keyedWords, keylessWords } from "./extension/keyless.ts";
import { screens, type Target, targets } from "./extension/manifest.ts";
import { screenPages } from "./extension/pages.ts";
import { familyOf, partsOf } from "./extension/parts.ts";
import { shortKeysOfWords } from "./extension/short-keys.ts";
import { slimTables } from "./extension/slim.ts";
import { slimDexie } from "./extension/slim-dexie.ts";
import { wordsAsData } from "./extension/words-data.ts";

const top = dirname(fileURLToPath(import.meta.url));
const room = join(top, "extension");

export type BuildOptions = {
	readonly target: Target;
	/** Emptied first. */
	readonly outDir: string;
	/** With what is for development networks alone; not unless told. */
	readonly devnet?: boolean;
	/** The rooms the extension wires in; a test of the wiring gives small ones of its own. */
	readonly engine?: string;
	readonly signer?: string;
	/** The folder with the pages popup.html, approve.html, onboarding.html. */
	readonly ui?: string;
	/** The folder with the built WebAssembly modules. */
	readonly modules?: string;
};

/**
 * A file called `development-….ts` is for development networks. Every other build takes in its place the file beside it that is
 * called `released-….ts` and exports the same names; Node, which runs the files as they are, sees the first.
 */
const released = (): Plugin => ({
	name: "sextant:released",
	enforce: "pre",
	resolveId: {
		filter: { id: /(^|\/)development-[\w-]+\.ts$/ },
		async handler(source, importer) {
			const other = source.replace(
				/(^|\/)development-([\w-]+\.ts)$/,
				"$1released-$2",
			);
			const found = await this.resolve(other, importer, { skipSelf: true });
			if (found === null) this.error(`${source} has no ${other} beside it`);
			return found;
		},
	},
});

/** For what is asked for in cases that do not arise here: it throws in each of them. */
const missing = (...names: readonly string[]): string =>
	`const absent = () => { throw new Error("left out of this build"); };\n${names.map((name) => `export const ${name} = absent;`).join("\n")}`;

/**
 * What the EVM brings and never runs here: lines for a debugger; EOF, which no fork that we run has (EIP-3540: its containers are
 * looked into where that is active alone); the lists of EIP-7928, which none has either; and hashes of forks, which are for peers.
 */
const unused: { readonly [end: string]: string } = {
	debug: "export default () => () => {};",
	"stackDelta.js": "export const stackDelta = {};",
	"eof/errors.js": `export const EOFErrorMessage = {};\n${missing("validationError", "validationErrorMsg")}`,
	"eof/verify.js": `export const ContainerSectionType = {};\n${missing("verifyCode")}`,
	"eof/setup.js": missing("setupEOF"),
	"eof/container.js": `export const EOFContainerMode = {};\n${missing("EOFContainer", "validateEOF")}`,
	"common/dist/esm/crc.js": missing("crc32"),
	"evm/dist/esm/logger.js": "export class EVMPerformanceLogger {}",
	"bal/index.js": missing(
		"BlockLevelAccessList",
		"createBlockLevelAccessList",
		"createBlockLevelAccessListFromJSON",
		"createBlockLevelAccessListFromRLP",
	),
};

/** What every fork that we run has (Shanghai to Osaka), and what none has: of these two kinds the package asks at each step. */
const always: readonly number[] = [2565, 2929, 3541, 3860, 4399];
const never: readonly number[] = [
	2780, 3540, 6800, 7708, 7709, 7864, 7928, 8024, 8037, 8038, 8246,
];
/** A file of the EVM's package where what it asks of such is answered, and lines for a debugger or a profiler are never wanted. */
export const answered = (text: string): string =>
	text
		.replace(
			/(?:[\w$]+\.)+isActivatedEIP\((\d+)\)/g,
			(asked: string, eip: string) =>
				always.includes(Number(eip))
					? "true"
					: never.includes(Number(eip))
						? "false"
						: asked,
		)
		.replace(/(?:[\w$]+\.)+DEBUG\b(?!\s*=[^=])/g, "false")
		.replace(/(?:[\w$]+\.)+profiler(?:Opts)?\?\.enabled === true/g, "false");

const withoutUnused = (): Plugin => ({
	name: "sextant:without-unused",
	enforce: "pre",
	resolveId: {
		filter: {
			id: /^debug$|^\..*\b(stackDelta|errors|verify|setup|container|crc|index|logger)\.js$/,
		},
		handler: (source, importer) => {
			if (importer?.includes("/@ethereumjs/") !== true) return undefined;
			const path = source.startsWith(".")
				? join(dirname(importer), source).replaceAll("\\", "/")
				: source;
			const end = Object.keys(unused).find(
				(one) => path === one || path.endsWith(`/${one}`),
			);
			return end === undefined ? undefined : `\0unused:${end}`;
		},
	},
	load: {
		filter: { id: /^\0unused:/ },
		handler: (id) => unused[id.slice("\0unused:".length)],
	},
	transform: {
		filter: { id: /\/@ethereumjs\/.*\.js$/ },
		handler: (text) => ({ code: answered(text), map: null }),
	},
});

/** What is imported later is imported, and nothing before it: Vite's own way to do so knows pages alone, and these are workers. */
const plainImports = (): Plugin => ({
	name: "sextant:plain-imports",
	enforce: "pre",
	load: {
		filter: { id: /vite\/preload-helper/ },
		handler: () => "export const __vitePreload = (load) => load();",
	},
});

/** Adds what stands beside the scripts. */
const beside = ({ target, modules }: BuildOptions): Plugin => ({
	name: "sextant:beside",
	applyToEnvironment: ({ name }) => name === realmsOf(target),
	async generateBundle() {
		const from = modules ?? join(top, "wasm/built");
		for (const { name, bytes } of await filesBeside(target, from))
			this.emitFile({ type: "asset", fileName: name, source: bytes });
	},
});

/** The same input gives the same bytes: no hashes, times, or paths of the machine that builds. */
const shared = (outDir: string): NonNullable<EnvironmentOptions["build"]> => ({
	outDir,
	emptyOutDir: false,
	target: "es2023",
	minify: "oxc",
	// Beside the scripts, which do not name them: the package leaves them out.
	sourcemap: "hidden",
	modulePreload: false,
	reportCompressedSize: false,
	// The bound that counts is the package's: test/extension/build.test.ts.
	chunkSizeWarningLimit: 2_000,
	copyPublicDir: false,
	// An image is a file of the extension, not text inside a script.
	assetsInlineLimit: 0,
});

/** Sources in a map are named from the top of the repository, wherever the map lies. */
const sourcemapPathTransform = (source: string, map: string): string =>
	relative(top, resolve(dirname(map), source)).replaceAll("\\", "/");

/**
 * Modules that share their parts: a file in parts/ holds what the same realms use, so a realm loads no more than it needs.
 * `inputs` is script or page by name.
 */
const modulesIn = (
	outDir: string,
	inputs: { readonly [name: string]: string },
): EnvironmentOptions => ({
	consumer: "client",
	build: {
		...shared(outDir),
		rolldownOptions: {
			input: { ...inputs },
			experimental: { attachDebugInfo: "none" },
			// A long text that is read in several places would stand in each of them.
			optimization: { inlineConst: false },
			output: {
				format: "es",
				entryFileNames: ({ name, facadeModuleId }) =>
					facadeModuleId?.endsWith(".html")
						? `screens/${name}.js`
						: `${name}.js`,
				chunkFileNames: ({ facadeModuleId, isDynamicEntry }) => {
					const family = isDynamicEntry ? familyOf(facadeModuleId) : null;
					return family === null ? "parts/[name].js" : `parts/l2-${family}.js`;
				},
				codeSplitting: {
					// a realm gets no more than it asks for
					includeDependenciesRecursively: false,
					groups: [
						// one file where several are loaded together: each has headers, and packs worse alone
						{
							name: "base",
							test: /\/src\/(base|protocol)\/|\/extension\/(message|port|signer\/session|engine\/control)\.ts$/,
						},
						{
							name: "hash",
							test: /\/@noble\/hashes\//,
							minShareCount: 2,
						},
						{
							name: "codes",
							test: /\/src\/.*codes\.ts$/,
							minShareCount: 2,
						},
						{
							name: "ui",
							test: /\/extension\/ui\/.*\.tsx?$/,
							minShareCount: 2,
						},
						{ debugName: "layers", name: partsOf(Object.values(inputs)) },
					],
				},
				assetFileNames: "screens/[name][extname]",
				sourcemapPathTransform,
			},
		},
	},
});

/** A content script is one classic script: it may import nothing. */
const classicIn = (
	outDir: string,
	name: string,
	from: string,
): EnvironmentOptions => ({
	consumer: "client",
	build: {
		...shared(outDir),
		rolldownOptions: {
			input: { [name]: from },
			experimental: { attachDebugInfo: "none" },
			// A long text that is read in several places would stand in each of them.
			optimization: { inlineConst: false },
			output: {
				format: "iife",
				entryFileNames: "[name].js",
				codeSplitting: false,
				sourcemapPathTransform,
			},
		},
	},
});

const realmsOf = (target: Target): string => `${target}_realms`;

const environmentsOf = (
	options: BuildOptions,
): { [name: string]: EnvironmentOptions } => {
	const { target, outDir, engine, signer, ui = join(room, "ui") } = options;
	const realms = modulesIn(outDir, {
		background: join(room, `background/${target}.ts`),
		...(target === "chromium" && {
			host: join(room, "engine/host.chromium.ts"),
		}),
		engine: engine ?? join(room, "engine/worker.ts"),
		signer: signer ?? join(room, "signer/worker.ts"),
		kernel: join(room, "kernel/worker.ts"),
		...Object.fromEntries(
			screens.map((screen) => [
				screen.replace(/\.html$/, ""),
				join(ui, screen),
			]),
		),
	});
	return {
		[realmsOf(target)]: {
			...realms,
			build: { ...realms.build, emptyOutDir: true },
		},
		[`${target}_inpage`]: classicIn(
			outDir,
			"inpage",
			join(room, "inpage/index.ts"),
		),
		[`${target}_relay`]: classicIn(
			outDir,
			"relay",
			join(room, "content/relay.ts"),
		),
	};
};

const building = (
	root: string,
	environments: { [name: string]: EnvironmentOptions },
): InlineConfig => ({
	configFile: false,
	envDir: false,
	// A test runner's would be "test".
	define: { "process.env.NODE_ENV": '"production"' },
	root,
	mode: "production",
	logLevel: "warn",
	publicDir: false,
	clearScreen: false,
	// Written for browsers of today; what the package's name leads to is for those of 2015.
	resolve: { alias: { dexie: "dexie/dist/modern/dexie.mjs" } },
	// `development` would write the paths of the sources into the screens.
	oxc: {
		jsx: {
			runtime: "automatic",
			importSource: "preact",
			development: false,
			refresh: false,
		},
	},
	environments,
	builder: {
		// The realms first: they empty the folder.
		buildApp: async (builder) => {
			for (const name of Object.keys(environments)) {
				const environment = builder.environments[name];
				if (environment === undefined) throw new Error(`no ${name} to build`);
				await builder.build(environment);
			}
		},
	},
});

/** @param hasFiles whether what scripts read stands beside them */
const pluginsFor = (devnet: boolean, hasFiles: boolean): Plugin[] => [
	screenPages(),
	plainImports(),
	withoutUnused(),
	slimTables(),
	slimDexie(),
	...(hasFiles
		? [{ name: "sextant:keyed-words", ...keyedWords }, wordsAsData()]
		: [keylessWords()]),
	shortKeysOfWords(),
	...(devnet ? [] : [released()]),
];

/** The build of one target. When it has run, the folder holds a whole extension with its source maps, and nothing else. */
export const extensionBuild = (options: BuildOptions): InlineConfig => ({
	...building(options.ui ?? join(room, "ui"), environmentsOf(options)),
	plugins: [...pluginsFor(options.devnet === true, true), beside(options)],
});

/** The build of scripts by themselves, as realms of an extension would have them. */
export const scriptsBuild = (
	scripts: { readonly [name: string]: string },
	outDir: string,
	{ devnet = false }: Pick<BuildOptions, "devnet"> = {},
): InlineConfig => ({
	...building(top, { client: modulesIn(outDir, scripts) }),
	plugins: pluginsFor(devnet, false),
});

/** What takes minutes begins first, the longest before all: what is left over then is short, and no worker idles at the end. */
const longest = [
	"test/network/op/journey.test.ts",
	"test/network/exit-cli.test.ts",
	"test/network/op/exit.test.ts",
	"test/network/scroll/exit.test.ts",
	"test/network/op/rollup.test.ts",
	"test/network/reference/exit.test.ts",
	"test/network/reference/rollup.test.ts",
	"test/network/l1/switches.test.ts",
	"test/network/reference/contracts.test.ts",
	"test/network/scroll/rollup.test.ts",
	"test/network/op/facts.test.ts",
	"test/adversary/embedded.test.ts",
	"test/adversary/kill.test.ts",
	"test/network/l1/execution.test.ts",
	"test/network/reference/followed.test.ts",
	"test/network/scroll/recheck.test.ts",
	"test/e2e/hardship.test.ts",
	"test/e2e/exit.test.ts",
	"test/e2e/exit-scroll.test.ts",
	"test/e2e/alerts.test.ts",
	"test/e2e/validity.test.ts",
	"test/e2e/main.test.ts",
	"test/e2e/wallet.test.ts",
	"test/ui/screens.screen.test.ts",
	"test/ui/flows.screen.test.ts",
	"test/ui/firefox.screen.test.ts",
	"test/conformance/conformance.test.ts",
	"test/engine/crash-kinds.test.ts",
	"test/engine/batches-crash.test.ts",
	"test/extension/build.test.ts",
	"test/engine/reference.test.ts",
	"test/engine/exits/crash.test.ts",
	"test/cli/exit.test.ts",
];

class LongestFirst extends BaseSequencer {
	override async sort(
		files: TestSpecification[],
	): Promise<TestSpecification[]> {
		const place = ({ moduleId }: TestSpecification): number => {
			const at = longest.findIndex((name) => moduleId.endsWith(name));
			return at === -1 ? longest.length : at;
		};
		const sorted = await super.sort(files);
		return sorted.toSorted((a, b) => place(a) - place(b));
	}
}

const inTests = (name: string): string =>
	fileURLToPath(new URL(`test/${name}`, import.meta.url));

/** The vault, the keystores and phrases, and they alone, get the scrypt and the seed that a stage can make quick. */
const vaultScrypt: Plugin = {
	name: "vault-scrypt",
	enforce: "pre",
	resolveId: (name, importer = "") => {
		if (
			name === "@noble/hashes/scrypt.js" &&
			/\/src\/signer\/(vault|keystore)\.ts$/.test(importer)
		)
			return inTests("vault-scrypt.ts");
		return name === "@scure/bip39" &&
			/\/src\/signer\/phrase\.ts$/.test(importer)
			? inTests("phrase-seed.ts")
			: undefined;
	},
};

/** Files at a time of what starts networks and browsers: each by itself unless told, as `npm test` does. */
const workers = Number(process.env.SEXTANT_WORKERS ?? 1);

/** The polyfill refuses to load where there is no extension. */
const noBrowser = inTests("extension/no-browser.ts");

/** What lives for a moment is collected where it was made, and not copied again and again before. */
const execArgv = ["--max-semi-space-size=64"];

// What runs behind a network or a browser goes on to say things while its file ends. Vitest carries them to its own process, and
// the last of them, cut off on the way, would be an error outside any test: so there they are written straight out.
const testing: ViteUserConfig = {
	test: {
		sequence: { sequencer: LongestFirst },
		projects: [
			{
				plugins: [vaultScrypt],
				test: {
					name: "unit",
					execArgv,
					include: ["test/**/*.test.ts"],
					exclude: [
						"test/e2e/**",
						"test/network/**",
						"test/adversary/**",
						"test/ui/**/*.screen.test.ts",
					],
					// before any module is compiled
					setupFiles: ["test/wasm/relaxed-simd.ts"],
					// one process for the files of a worker, and modules of their own for each
					isolate: false,
					runner: "test/fresh-modules.ts",
					alias: { "webextension-polyfill": noBrowser },
					// they yield to networks, and may get a quarter of a processor for a while
					testTimeout: 300_000,
					hookTimeout: 300_000,
				},
			},
			{
				plugins: [vaultScrypt],
				test: {
					name: "network",
					execArgv,
					include: ["test/network/**/*.test.ts", "test/adversary/**/*.test.ts"],
					testTimeout: 180_000,
					hookTimeout: 120_000,
					// as the unit tests do: their packages take longer to load than many of these files to run
					isolate: false,
					runner: "test/fresh-modules.ts",
					disableConsoleIntercept: true,
					maxWorkers: workers,
				},
			},
			{
				test: {
					name: "e2e",
					execArgv,
					include: ["test/e2e/**/*.test.ts", "test/ui/**/*.screen.test.ts"],
					// as the others do: a driver of browsers takes longer to load than most scenes to be shown
					isolate: false,
					runner: "test/fresh-modules.ts",
					testTimeout: 180_000,
					hookTimeout: 180_000,
					disableConsoleIntercept: true,
					maxWorkers: workers,
				},
			},
		],
	},
};

/** `vite build`: both targets into dist/; `--mode devnet` for development networks. */
const bothTargets = (mode: string): InlineConfig => {
	const all = targets.map((target) => ({
		target,
		outDir: join(top, "dist", target),
		devnet: mode === "devnet",
	}));
	const environments = Object.assign({}, ...all.map(environmentsOf));
	return {
		...building(join(room, "ui"), environments),
		plugins: [...pluginsFor(mode === "devnet", true), ...all.map(beside)],
	};
};

export default ({ command, mode }: ConfigEnv): ViteUserConfig =>
	command === "build" ? bothTargets(mode) : testing;
