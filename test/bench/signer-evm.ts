// npx tsx test/bench/signer-evm.ts
// What it would take for the signer to run an order itself: bytes of its realm with and without a machine, whose code that is,
// how much evidence a trade on Uniswap v2 needs, and how long it takes where hashes are noble's. ARCHITECTURE.md, "A machine in
// the signer", says what was decided by it.

import {
	mkdtempSync,
	readdirSync,
	readFileSync,
	rmSync,
	writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { encodeFunctionData } from "viem";
import { buildScripts } from "../../extension/build.ts";
import * as d from "../../src/base/decode.ts";
import { openProver } from "../../src/evm/prove.ts";
import { simulate, simulationBounds } from "../../src/evm/simulate.ts";
import { likelyRange } from "../../src/evm/simulate-request.ts";
import { simulateOver } from "../../src/evm/simulate-run.ts";
import { farState } from "../evm/far.ts";
import { me, orderOf, usualRange } from "../evm/simulated.ts";
import { uniswapAbi, uniswapWorld } from "../evm/uniswap.ts";
import { mineChain } from "../state/chain.ts";
import { least, median } from "./rows.ts";

const say = (line: string): void => console.log(line);
const top = join(dirname(fileURLToPath(import.meta.url)), "../..");
const kib = (bytes: number): string => `${(bytes / 1024).toFixed(0)} KB`;

const mapWire = d.record({
	sources: d.list(d.text(1_000), 10_000),
	sourcesContent: d.list(d.text(10_000_000), 10_000),
});

type Built = {
	readonly bytes: number;
	readonly gzipped: number;
	/** Lines of source by package; "" is ours. */
	readonly lines: ReadonlyMap<string, { files: number; lines: number }>;
};

const built = async (entry: string): Promise<Built> => {
	const out = mkdtempSync(join(tmpdir(), "sextant-signer-"));
	try {
		await buildScripts({ signer: entry }, out);
		let [bytes, gzipped] = [0, 0];
		const lines = new Map<string, { files: number; lines: number }>();
		for (const name of readdirSync(out, {
			recursive: true,
			encoding: "utf8",
		})) {
			if (name.endsWith(".js")) {
				const code = readFileSync(join(out, name));
				bytes += code.length;
				gzipped += gzipSync(code, { level: 9 }).length;
			}
			if (!name.endsWith(".js.map")) continue;
			const raw = d.parseJson(readFileSync(join(out, name), "utf8"));
			const { sources, sourcesContent } = mapWire(
				d.dictionary(d.anything, 20)(raw, name),
				name,
			);
			for (const [i, source] of sources.entries()) {
				const whose =
					/.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(source)?.[1] ?? "";
				const sum = lines.get(whose) ?? { files: 0, lines: 0 };
				sum.files++;
				sum.lines += sourcesContent[i]?.split("\n").length ?? 0;
				lines.set(whose, sum);
			}
		}
		return { bytes, gzipped, lines };
	} finally {
		rmSync(out, { recursive: true, force: true });
	}
};

const sizes = async (): Promise<void> => {
	const signer = join(top, "extension/signer/worker.ts");
	const without = await built(signer);
	const folder = mkdtempSync(join(tmpdir(), "sextant-entry-"));
	const both = join(folder, "signer.ts");
	const machine = join(top, "src/evm/simulate.ts");
	writeFileSync(
		both,
		`import ${JSON.stringify(signer)};\nimport { simulate } from ${JSON.stringify(machine)};\nReflect.set(globalThis, "simulate", simulate);\n`,
	);
	try {
		const withIt = await built(both);
		say(
			`the signer's realm: ${kib(without.bytes)} (${kib(without.gzipped)} gzipped); with a machine ${kib(withIt.bytes)} (${kib(withIt.gzipped)} gzipped)`,
		);
		for (const [name, { files, lines }] of [...withIt.lines].sort()) {
			const before = without.lines.get(name) ?? { files: 0, lines: 0 };
			if (lines > before.lines)
				say(
					`  ${name === "" ? "our own" : name}: ${files - before.files} files and ${lines - before.lines} lines more`,
				);
		}
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
};

const times = async (): Promise<void> => {
	const made = await uniswapWorld(me);
	const blocks = mineChain(2, made.world);
	const [first, second] = made.tokens;
	const order = orderOf({
		to: made.router,
		nonce: BigInt(made.world[me]?.nonce ?? 0),
		data: encodeFunctionData({
			abi: uniswapAbi,
			functionName: "swapExactTokensForTokens",
			args: [10n ** 19n, 1n, [first, second], me, 2n ** 40n],
		}),
	});
	const given = new Map<string, Uint8Array>();
	const whole: number[] = [];
	const alone: number[] = [];
	let evidence = 0;
	for (let i = 0; i < 12; i++) {
		const { state } = farState({ blocks, accessList: [], given, delayMs: 0 });
		const rangeOf = (block: Parameters<typeof likelyRange>[0]) =>
			likelyRange(block, usualRange);
		const from = performance.now();
		const { premises } = await simulate(state, order, rangeOf);
		whole.push(performance.now() - from);
		evidence = premises.reduce(
			(sum, { witness }) => sum + JSON.stringify(witness).length / 2,
			0,
		);
		// the same once more over what is known by now: the runs alone
		const prover = openProver(state, order, simulationBounds);
		await prover.until(async (known, lookAhead) => {
			const { early, late } = rangeOf(known.block.value);
			const start = performance.now();
			const stage = (ahead: typeof early) => ({
				...{ known, request: order, ahead, signal: undefined },
				rules: state.rules(ahead.timestampS),
				precompiles: state.precompiles,
				bounds: { ...simulationBounds, lookAhead },
			});
			const one = await simulateOver(stage(early));
			if (one.void) return one;
			const other = await simulateOver(stage(late));
			alone.push(performance.now() - start);
			return other;
		});
	}
	say(
		`a trade on Uniswap v2: ${kib(evidence)} of proofs and code; checked and run at both ends ${median(whole).toFixed(0)} ms (${least(whole).toFixed(0)}), the runs alone ${median(alone).toFixed(0)} ms (${least(alone).toFixed(0)}), noble's hashes, this process`,
	);
};

await sizes();
await times();
