// The test runner's projects. The extension is built by extension/build.ts, which calls Vite itself.
import { fileURLToPath } from "node:url";
import { defineConfig, type Plugin } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";

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
	"test/e2e/validity.test.ts",
	"test/e2e/main.test.ts",
	"test/ui/screens.screen.test.ts",
	"test/engine/reference.test.ts",
	"test/conformance/conformance.test.ts",
	"test/engine/exits-crash.test.ts",
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

/** The vault, and it alone, gets the scrypt that a stage can make quick. */
const vaultScrypt: Plugin = {
	name: "vault-scrypt",
	enforce: "pre",
	resolveId: (name, importer) =>
		name === "@noble/hashes/scrypt.js" &&
		importer?.endsWith("/src/signer/vault.ts") === true
			? fileURLToPath(new URL("test/vault-scrypt.ts", import.meta.url))
			: undefined,
};

/** Files at a time of what starts networks and browsers: each by itself unless told, as `npm test` does. */
const workers = Number(process.env.SEXTANT_WORKERS ?? 1);

// What runs behind a network or a browser goes on to say things while its file ends. Vitest carries them to its own process, and
// the last of them, cut off on the way, would be an error outside any test: so there they are written straight out.
export default defineConfig({
	test: {
		sequence: { sequencer: LongestFirst },
		projects: [
			{
				plugins: [vaultScrypt],
				test: {
					name: "unit",
					include: ["test/**/*.test.ts"],
					exclude: [
						"test/e2e/**",
						"test/network/**",
						"test/adversary/**",
						"test/ui/**/*.screen.test.ts",
					],
					// before any module is compiled
					setupFiles: ["test/wasm/relaxed-simd.ts"],
					// they yield to networks, and may get a quarter of a processor for a while
					testTimeout: 120_000,
					hookTimeout: 120_000,
				},
			},
			{
				plugins: [vaultScrypt],
				test: {
					name: "network",
					include: ["test/network/**/*.test.ts", "test/adversary/**/*.test.ts"],
					testTimeout: 180_000,
					hookTimeout: 120_000,
					disableConsoleIntercept: true,
					maxWorkers: workers,
				},
			},
			{
				test: {
					name: "e2e",
					include: ["test/e2e/**/*.test.ts", "test/ui/**/*.screen.test.ts"],
					testTimeout: 180_000,
					hookTimeout: 180_000,
					disableConsoleIntercept: true,
					maxWorkers: workers,
				},
			},
		],
	},
});
