// The registry's own descriptors and test cases (ERC-7730), where they lie among the vectors: each descriptor is read or refused by
// name, and of each transaction the labels and the addresses are those that the registry expects on a device.

import { existsSync, readdirSync, readFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { parseTransaction } from "viem";
import { describe, expect, it } from "vitest";
import { type Hex, isHex } from "../../src/base/bytes.ts";
import * as d from "../../src/base/decode.ts";
import { Fault } from "../../src/base/fault.ts";
import type { ClearDescriptor } from "../../src/clear/descriptor.ts";
import { readCall, readTyped } from "../../src/clear/read.ts";
import { parseSignature } from "../../src/clear/signature.ts";
import { decodeTypedData } from "../../src/message/typed-data.ts";
import { wordsOf } from "../../src/words/catalogue.ts";
import { plainDescriptor } from "../../tools/clear.ts";
import { folder, isThere } from "./registry-folder.ts";

const filesIn = (path: string): readonly string[] =>
	readdirSync(path, { withFileTypes: true }).flatMap((entry) =>
		entry.isDirectory()
			? filesIn(join(path, entry.name))
			: [join(path, entry.name)],
	);

const cases = d.record({
	tests: d.list(
		d.record({
			description: d.optional(d.text(400)),
			rawTx: d.optional(d.text(200_000)),
			expectedTexts: d.optional(d.list(d.text(4_000), 400)),
		}),
		400,
	),
});

const typedCases = d.record({
	tests: d.list(
		d.record({
			data: d.optional(d.anything),
			expectedTexts: d.optional(d.list(d.text(4_000), 400)),
		}),
		400,
	),
});

/** Null for one of its cases that is no transaction. */
const transactionOf = (raw: Hex) => {
	try {
		return parseTransaction(raw);
	} catch {
		return null;
	}
};

const bare = (words: string): string => words.replace(/\s/g, "").toLowerCase();

describe.skipIf(!isThere)("the registry", () => {
	const files = isThere
		? filesIn(folder).filter((path) => /\/calldata-[^/]*\.json$/.test(path))
		: [];
	const descriptorFiles = files.filter(
		(path) => !/\/(tests|sigs)\//.test(path),
	);
	const codes = new Map<string, number>();
	const found = new Map<string, ClearDescriptor>();
	for (const path of descriptorFiles)
		try {
			const descriptor = plainDescriptor(path);
			for (const signature of Object.keys(descriptor.formats))
				parseSignature(signature);
			found.set(path, descriptor);
		} catch (thrown) {
			if (!(thrown instanceof Fault)) throw thrown;
			const key = `${thrown.code}: ${thrown.detail}`.slice(0, 90);
			codes.set(key, (codes.get(key) ?? 0) + 1);
		}

	it("has its descriptors read, or refused by a code", () => {
		console.log(`${found.size} of ${descriptorFiles.length} are read`);
		for (const [why, times] of codes) console.log(`${times}× ${why}`);
		expect(found.size).toBeGreaterThan(descriptorFiles.length * 0.9);
		for (const why of codes.keys()) expect(why).toMatch(/^clear-format/);
	});

	it("has the labels and addresses that its own cases expect", () => {
		let read = 0;
		const refused = new Map<string, number>();
		let checked = 0;
		const missing: string[] = [];
		for (const [path, descriptor] of found) {
			const tests = join(
				dirname(path),
				"tests",
				basename(path).replace(".json", ".tests.json"),
			);
			if (!existsSync(tests)) continue;
			const wire: unknown = JSON.parse(readFileSync(tests, "utf8"));
			for (const { rawTx, expectedTexts } of cases(wire, "tests").tests) {
				if (rawTx === undefined || !isHex(rawTx) || !expectedTexts) continue;
				const sent = transactionOf(rawTx);
				if (sent === null || !isHex(sent.to)) continue;
				const { to, data = "0x", value = 0n, chainId = 1 } = sent;
				try {
					const { fields } = readCall([descriptor], {
						chainId,
						from: `0x${"00".repeat(20)}`,
						to,
						valueWei: value,
						data,
					});
					read++;
					const screen = bare(expectedTexts.join(""));
					for (const { label, value: shown } of fields) {
						checked += shown.kind === "address" ? 2 : 1;
						if (!screen.includes(bare(wordsOf(label))))
							missing.push(`${basename(path)}: label ${label}`);
						if (
							shown.kind === "address" &&
							/0x[0-9a-f]{40}/.test(screen) &&
							!screen.includes(shown.value)
						)
							missing.push(`${basename(path)}: ${label} ${shown.value}`);
					}
				} catch (thrown) {
					if (!(thrown instanceof Fault)) throw thrown;
					const key = `${thrown.code}: ${thrown.detail}`.slice(0, 90);
					refused.set(key, (refused.get(key) ?? 0) + 1);
				}
			}
		}
		console.log(`${read} calls are read`);
		for (const [why, times] of refused) console.log(`${times}× ${why}`);
		console.log(
			`${missing.length} of ${checked} are not on the device's screens`,
		);
		expect(read).toBeGreaterThan(250);
		// a device shows names in place of some addresses, leaves out what is optional, and some cases are older than their file
		expect(missing.length).toBeLessThan(checked / 8);
	});

	it("has its typed data read, with the labels that its own cases expect", () => {
		const typed = filesIn(folder).filter(
			(path) =>
				/\/eip712-[^/]*\.json$/.test(path) &&
				!/\/(tests|testsv2|sigs)\//.test(path),
		);
		const told = { read: 0, refused: 0, labels: 0, missing: 0 };
		const why = new Map<string, number>();
		for (const path of typed) {
			const tests = join(
				dirname(path),
				"tests",
				basename(path).replace(".json", ".tests.json"),
			);
			if (!existsSync(tests)) continue;
			const wire: unknown = JSON.parse(readFileSync(tests, "utf8"));
			for (const { data, expectedTexts } of typedCases(wire, "tests").tests) {
				if (data === undefined) continue;
				try {
					const { fields } = readTyped(
						[plainDescriptor(path)],
						decodeTypedData(data, "message"),
						`0x${"00".repeat(20)}`,
					);
					told.read++;
					const screen = bare((expectedTexts ?? []).join(""));
					for (const { label } of fields) {
						told.labels++;
						if (!screen.includes(bare(wordsOf(label)))) told.missing++;
					}
				} catch (thrown) {
					if (!(thrown instanceof Fault)) throw thrown;
					told.refused++;
					const key = `${thrown.code}: ${thrown.detail}`.slice(0, 90);
					why.set(key, (why.get(key) ?? 0) + 1);
				}
			}
		}
		console.log(told);
		for (const [reason, times] of why) console.log(`${times}× ${reason}`);
		expect(told.read).toBeGreaterThan(told.refused);
		expect(told.missing).toBeLessThan(told.labels / 8);
	});
});
