// The test runner's projects. The extension is built by extension/build.ts, which calls Vite itself.
import { defineConfig } from "vitest/config";

/** What proves, or runs contracts over a whole network of its own: long enough to run beside the other network suites. */
const rollups = [
	"test/network/reference/**/*.test.ts",
	"test/network/scroll/**/*.test.ts",
	"test/network/evm.test.ts",
];

/** Whole ways out, also by the command line, and the watch over a whole OP rollup: a lane's worth of waiting for windows and clocks. */
const journeys = [
	"test/network/op/journey.test.ts",
	"test/network/op/facts.test.ts",
	"test/network/exit-cli.test.ts",
];

export default defineConfig({
	test: {
		projects: [
			{
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
					testTimeout: 60_000,
					hookTimeout: 60_000,
				},
			},
			{
				test: {
					name: "network",
					include: ["test/network/**/*.test.ts", "test/adversary/**/*.test.ts"],
					exclude: [...rollups, ...journeys],
					testTimeout: 180_000,
					hookTimeout: 120_000,
					fileParallelism: false,
				},
			},
			{
				test: {
					name: "rollups",
					include: rollups,
					testTimeout: 180_000,
					hookTimeout: 120_000,
					fileParallelism: false,
				},
			},
			{
				test: {
					name: "journeys",
					include: journeys,
					testTimeout: 180_000,
					hookTimeout: 120_000,
					fileParallelism: false,
				},
			},
			{
				test: {
					name: "e2e",
					include: ["test/e2e/**/*.test.ts", "test/ui/**/*.screen.test.ts"],
					testTimeout: 180_000,
					hookTimeout: 180_000,
					fileParallelism: false,
				},
			},
		],
	},
});
