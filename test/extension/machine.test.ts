// The build leaves parts of the EVM's package out that no fork of ours runs (vite.config.ts): what is left does what the whole
// package does.

import {
	mkdtempSync,
	readdirSync,
	readFileSync,
	rmSync,
	writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import { buildScripts } from "../../extension/build.ts";
import * as whole from "../../src/evm/machine.ts";
import { answered } from "../../vite.config.ts";

type Machine = Pick<
	typeof whole,
	"emptyState" | "MachineAddress" | "openMachine"
>;
const folder = mkdtempSync(join(tmpdir(), "sextant-machine-"));
const forks = ["shanghai", "cancun", "prague", "osaka"] as const;
let built: Machine;

const packageRoom = join(
	import.meta.dirname,
	"../../node_modules/@ethereumjs/evm/dist/esm",
);
const texts = readdirSync(packageRoom, { recursive: true, encoding: "utf8" })
	.filter((file) => file.endsWith(".js"))
	.map((file) => readFileSync(join(packageRoom, file), "utf8"));
const askedIn = (text: string): readonly number[] =>
	[...text.matchAll(/isActivatedEIP\((\d+)\)/g)].map(([, eip]) => Number(eip));

beforeAll(async () => {
	await buildScripts(
		{ machine: join(import.meta.dirname, "machine-script.ts") },
		folder,
	);
	writeFileSync(join(folder, "package.json"), '{"type":"module"}');
	await import(
		/* @vite-ignore */ pathToFileURL(join(folder, "machine.js")).href
	);
	built = Reflect.get(globalThis, "builtMachine");
}, 120_000);
afterAll(() => {
	Reflect.deleteProperty(globalThis, "builtMachine");
	rmSync(folder, { recursive: true, force: true });
});

/** What a run comes to, as text. */
const ran = async (
	machine: Machine,
	fork: (typeof forks)[number],
	code: Uint8Array,
	to: string | null,
): Promise<string> => {
	const evm = await machine.openMachine({
		fork,
		state: await machine.emptyState(),
		precompiles: new Map(),
		steps: 1000,
	});
	const address = `0x${to?.padStart(40, "0")}` as const;
	const run = evm.runCall({
		...(to === null ? {} : { to: new machine.MachineAddress(address) }),
		data: code,
		gasLimit: 500_000n,
	});
	// what the block would say, and a curve's setup: neither is here, and both say so
	const ended = await run.catch((thrown: unknown) => String(thrown));
	if (typeof ended === "string") return ended;
	const { execResult } = ended;
	return JSON.stringify(
		[
			execResult.exceptionError?.error,
			execResult.executionGasUsed,
			[...execResult.returnValue],
			execResult.logs?.length,
		],
		(_, value: unknown) =>
			typeof value === "bigint" ? String(value) : (value ?? null),
	);
};

test.each(forks)(
	"runs every instruction of %s as the whole package does",
	async (fork) => {
		for (let opcode = 0; opcode <= 0xff; opcode++) {
			// seven small numbers, the instruction, and what it leaves is given back
			const code = Uint8Array.from([
				...[1, 2, 3, 4, 5, 6, 7].flatMap((n) => [0x60, n]),
				opcode,
				...[0x60, 0, 0x52, 0x60, 32, 0x60, 0, 0xf3],
			]);
			expect(
				await ran(built, fork, code, null),
				`0x${opcode.toString(16)}`,
			).toBe(await ran(whole, fork, code, null));
		}
		// a container of EOF is no code
		const container = Uint8Array.from([0xef, 0, 1, 1, 0, 4, 2, 0, 1, 0, 1, 0]);
		expect(await ran(built, fork, container, null)).toBe(
			await ran(whole, fork, container, null),
		);
	},
	60_000,
);

test("computes what the package's own precompiles do", async () => {
	const input = Uint8Array.from({ length: 213 }, (_, i) => (i < 32 ? 0 : i));
	for (let at = 1; at <= 0x11; at++)
		expect(await ran(built, "osaka", input, at.toString(16)), `${at}`).toBe(
			await ran(whole, "osaka", input, at.toString(16)),
		);
});

test.each(forks)(
	"is told when it is built what the package would answer under %s",
	async (fork) => {
		const asked = [...new Set(texts.flatMap(askedIn))];
		expect(asked.length).toBeGreaterThan(15);
		const { common } = await whole.openMachine({
			fork,
			state: await whole.emptyState(),
			precompiles: new Map(),
			steps: 1,
		});
		for (const eip of asked) {
			const text = answered(`this.common.isActivatedEIP(${eip})`);
			if (!/^(true|false)$/.test(text)) continue;
			expect(text, `${eip}`).toBe(String(common.isActivatedEIP(eip)));
		}
	},
);

test("nothing else of the package's text is changed", () => {
	expect(answered("isActivatedEIP(eip) { this.DEBUG = false; }")).toBe(
		"isActivatedEIP(eip) { this.DEBUG = false; }",
	);
	expect(answered("common.isActivatedEIP(1153)")).toBe(
		"common.isActivatedEIP(1153)",
	);
	expect(answered("if (this._evm.DEBUG) { log(); }")).toBe(
		"if (false) { log(); }",
	);
});
