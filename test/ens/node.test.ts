// The forms of a name, against another implementation; and names as they are typed, against the package's own vectors.

import { existsSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { namehash, packetToBytes } from "viem/ens";
import { describe, expect, it } from "vitest";
import { toHex } from "../../src/base/bytes.ts";
import * as d from "../../src/base/decode.ts";
import { dnsName, nameHash, reverseName } from "../../src/ens/node.ts";
import { normalizeName } from "../../src/ens/normalize.ts";
import { folder, readVectors } from "../wallet-vectors.ts";

const label = fc.string({
	unit: fc.constantFrom(..."abcxyz0189-ä漢🦊"),
	minLength: 1,
	maxLength: 12,
});
const name = fc
	.array(label, { minLength: 1, maxLength: 6 })
	.map((parts) => parts.join("."));

describe("a name's forms", () => {
	it("are those of viem", () => {
		fc.assert(
			fc.property(name, (one) => {
				expect(nameHash(one)).toBe(namehash(one));
				expect(dnsName(one)).toBe(toHex(packetToBytes(one)));
			}),
			{ seed: 7, numRuns: 300 },
		);
	});

	it("are those of the standard", () => {
		// ERC-137
		expect(nameHash("")).toBe(`0x${"00".repeat(32)}`);
		expect(nameHash("eth")).toBe(
			"0x93cdeb708b7545dc668eb9280176169d1c33cfd8ed6f04690a0bcc88a93fc4ae",
		);
		expect(nameHash("foo.eth")).toBe(
			"0xde9b09fd7c5f901e23a3f19fecc54828e9c848539801e86591bd9801b019f84f",
		);
		expect(reverseName("0xA1a1A1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1")).toBe(
			`${"a1".repeat(20)}.addr.reverse`,
		);
	});

	it("refuse a part that has no room for its length", () => {
		for (const wrong of ["a..eth", "", `${"a".repeat(256)}.eth`])
			expect(() => dnsName(wrong)).toThrow(/ens-name/);
	});
});

describe("a typed name", () => {
	it.each([
		["vitalik.eth", "vitalik.eth", []],
		[" Vitalik.ETH", "vitalik.eth", []],
		["ﬁsh.eth", "fish.eth", []],
		["müller.eth", "müller.eth", ["Latin"]],
		["яндекс.eth", "яндекс.eth", ["Cyrillic"]],
		["🦊.eth", "🦊.eth", ["Emoji"]],
	] as const)("%s stands for %s", async (typed, wanted, writings) => {
		expect(await normalizeName(typed)).toEqual({
			name: wanted,
			isChanged: wanted !== typed.trim(),
			writings,
		});
	});

	it.each([
		["one part", "eth"],
		["an empty part", "a..eth"],
		["nothing", ""],
		["a dot at its end", "alice.eth."],
		["a space", "ali ce.eth"],
		["two writings that look alike", "vitаlik.eth"],
		["a whole word that looks like another", "ехаmрlе.eth"],
		["characters that change the direction", "alice\u202e.eth"],
		["an underscore inside", "a_b.eth"],
		["a hash in place of a part", `[${"a".repeat(64)}].eth`],
		["a character that this browser does not know", "a\u0378.eth"],
		["more characters than are looked at", `${"a".repeat(300)}.eth`],
		["more parts than are looked at", `${"a.".repeat(40)}eth`],
		[
			"a part of more bytes than its length has room for",
			`${"漢".repeat(100)}.eth`,
		],
	])("refuses %s", async (_, typed) => {
		await expect(normalizeName(typed)).rejects.toMatchObject({
			code: "ens-name",
		});
	});
});

describe("the canonical forms that names rest on", () => {
	it("are the same here as in the package's own tables, of every character that is known here", async () => {
		const { nfc, nfd } = await import("@adraffy/ens-normalize");
		const by = (form: (points: number[]) => number[], text: string): string =>
			String.fromCodePoint(
				...form([...text].map((one) => one.codePointAt(0) ?? 0)),
			);
		const other: string[] = [];
		for (let point = 0; point < 0x11_0000; point++) {
			const one = String.fromCodePoint(point);
			if (/[\p{Cn}\p{Cs}\p{Co}]/u.test(one)) continue;
			for (const text of [one, `${one}\u0307`, one.normalize("NFD")])
				if (
					by(nfc, text) !== text.normalize("NFC") ||
					by(nfd, text) !== text.normalize("NFD")
				)
					other.push(point.toString(16));
		}
		expect(other).toEqual([]);
	});
});

const file = "ens/tests.json";
const hasVectors = existsSync(join(folder, file));
if (!hasVectors)
	console.log(`no ${file} among the vectors: its test is skipped`);

/** The package's own test data (validate/tests.json), of its version. */
describe.skipIf(!hasVectors)("the package's own vectors", () => {
	const wire = d.list(
		d.record({
			name: d.text(40_000),
			norm: d.optional(d.text(40_000)),
			error: d.optional(d.flag),
			version: d.optional(d.text(20)),
		}),
		200_000,
	);

	it("all pass", async () => {
		const { ens_normalize } = await import("@adraffy/ens-normalize/xnf");
		const vectors = wire(readVectors(file), file);
		expect(vectors.length).toBeGreaterThan(10_000);
		expect(vectors.find(({ name }) => name === "version")?.version).toBe(
			"1.11.1",
		);
		const failed = vectors.filter(({ name, norm, error = false, version }) => {
			if (version !== undefined) return false;
			try {
				const made = ens_normalize(name);
				return error || made !== (norm ?? name);
			} catch {
				return !error;
			}
		});
		expect(failed).toEqual([]);
	});
});
