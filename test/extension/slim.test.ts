// The tables that ship in fewer bytes say what the tables they are made of say.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { getDomain } from "tldts-icann";
import { describe, expect, it } from "vitest";
import {
	type Suffixes,
	unpackSuffixes,
} from "../../extension/engine/suffixes.ts";
import {
	faultsModule,
	packSuffixes,
	relayFaults,
	suffixesModule,
} from "../../extension/slim.ts";
import { faults } from "../../src/base/faults.ts";

const run = (text: string) =>
	import(`data:text/javascript,${encodeURIComponent(text)}`);

/** By hash, as the package has them: "b", "ab", "a" are not in the order of their letters. */
const small: Suffixes = {
	nodeFlags: Uint8Array.of(1, 0),
	edgeStart: Uint16Array.of(0, 0, 3),
	edgeChild: Uint16Array.of(0, 1, 0),
	edgeLength: Uint8Array.of(1, 1, 2),
	labelText: "abab",
	rulesRoot: 1,
	exceptionsRoot: 0,
};

describe("the faults as they ship", () => {
	it("are all of them, each of its kind", async () => {
		const made = await run(faultsModule(() => true));
		expect(new Map(Object.entries(made.faults))).toEqual(
			new Map(Object.entries(faults)),
		);
	});

	it("are in a content script those that it makes, and there are such", async () => {
		const { faults: made } = await run(
			faultsModule((code) => relayFaults.includes(code)),
		);
		expect(Object.keys(made).sort()).toEqual([...relayFaults].sort());
		expect(made).toMatchObject({ unreachable: "unavailable" });
		const files = [
			"extension/content/relay.ts",
			"extension/port.ts",
			"src/protocol/plain.ts",
			"src/base/fault.ts",
		];
		const text = files
			.map((file) =>
				readFileSync(join(import.meta.dirname, "../..", file), "utf8"),
			)
			.join("\n");
		const named = Object.keys(faults).filter((code) =>
			text.includes(`"${code}"`),
		);
		// what asFault and isOurs only ask about is not made
		expect(named.filter((code) => code !== "cancelled").sort()).toEqual(
			[...relayFaults].sort(),
		);
	});
});

describe("the public suffix list as it ships", () => {
	it("unpacks to what was packed", () => {
		const packed = packSuffixes(small);
		expect(packed).toBe("_AaBbAb=1");
		const { edgeStart, edgeChild, edgeLength, labelText } =
			unpackSuffixes(packed);
		expect(edgeStart).toEqual(small.edgeStart);
		expect(edgeLength.reduce((sum, length) => sum + length, 0)).toBe(4);
		expect([...edgeChild].sort()).toEqual([0, 0, 1]);
		expect(labelText).toHaveLength(4);
	});

	it("refuses to be built where it would not be the package's own", () => {
		expect(() =>
			suffixesModule({ ...small, edgeLength: Uint8Array.of(2, 1, 1) }),
		).toThrow("is not what it was");
	});

	it("is what the package looks names up in", () => {
		expect(getDomain("a.b.kawasaki.jp")).toBe("a.b.kawasaki.jp");
		expect(getDomain("rpc.example.co.uk")).toBe("example.co.uk");
	});
});
