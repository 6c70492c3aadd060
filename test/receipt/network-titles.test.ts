// Titles that a hasty eye takes for a network of this release.

import { expect, it } from "vitest";
import { asFault } from "../../src/base/fault.ts";
import { checkImport } from "../../src/receipt/network-import.ts";
import type { NetworkFile } from "../../src/receipt/networks.ts";
import { network } from "../state/chain.ts";

const titled = (title: string): NetworkFile => ({
	format: "sextant-network-1",
	l1: { ...network, name: "made-l1", title, chainId: 7_777_001 },
	rollups: [],
});
const codeOf = (title: string): string => {
	try {
		checkImport(titled(title), []);
		return "taken";
	} catch (thrown) {
		return asFault(thrown).code;
	}
};

it("a title with letters that stand together as another, or with a shipped title among its words, is refused", () => {
	for (const title of [
		"Ethereurn",
		"ETHEREURN",
		"Ethereum Mainnet",
		"Ethereurn Mainnet",
		"Ethereum 1",
		"The real Ethereum.",
		"ethereum-mainnet",
		"My Sepo1ia net",
		"Embedded Scroll",
		"Base again",
	])
		expect(codeOf(title), title).toBe("network-refused");
});

it("a title with none of them is taken", () => {
	for (const title of [
		"Embedded network",
		"Embedded rollup",
		"Embedded halo2 rollup",
		"Reference rollup",
		"Made L1",
		"Ethereal",
	])
		expect(codeOf(title), title).toBe("taken");
});
