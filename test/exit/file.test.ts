// The file of an exit: what does not decode, names another account or does not fit is refused before anything is looked at.

import { expect, test } from "vitest";
import type { Hex } from "../../src/base/bytes.ts";
import { asFault } from "../../src/base/fault.ts";
import type { PieceSummary } from "../../src/exit/evidence-store.ts";
import {
	checkIsHere,
	decodeExitFile,
	type ExitFile,
	exitFileText,
	journeyForFile,
	piecesForFile,
	placedOrder,
} from "../../src/exit/file.ts";
import { begun, orderIdOf } from "../../src/exit/journey.ts";
import { nameOf } from "../../src/l2/op/runtime/stored-evidence.ts";
import { names } from "../../src/l2/reference/runtime/stored-evidence.ts";
import { keptName } from "../../src/l2/scroll/runtime/stored-evidence.ts";
import { mostExitFileChars } from "../../src/protocol/plain.ts";

const account: Hex = `0x${"11".repeat(20)}`;
const journey = begun({
	id: "one",
	network: "made",
	chainId: 7,
	way: "toy",
	title: "Leave",
	asked: { account, token: null, amount: null, begun: null },
	drill: false,
	state: { at: 1 },
	needs: ["a"],
	nowMs: 1,
});
const file: ExitFile = {
	format: "sextant-exit-1",
	network: "made",
	chainId: 7,
	account,
	madeMs: 5,
	journey: journeyForFile(journey, [
		{ stage: "force", attempt: 0, entry: "{}" },
	]),
	kept: [{ way: "toy", name: "a", text: "proof", asOfS: 3 }],
};
const code = (work: () => unknown): string | null => {
	try {
		work();
		return null;
	} catch (thrown) {
		return asFault(thrown).code;
	}
};
const changed = (change: (text: string) => string): string | null =>
	code(() => decodeExitFile(change(exitFileText(file))));

test("is the same after it was written and read", () => {
	expect(decodeExitFile(exitFileText(file))).toEqual(file);
	expect(decodeExitFile(exitFileText({ ...file, journey: null })).journey).toBe(
		null,
	);
});

test("never refuses evidence that a way of this release keeps, by its name", () => {
	const kept = [...Object.values(names), keptName, nameOf("0x12")].map(
		(name) => ({ way: "toy", name, text: "proof", asOfS: 3 }),
	);
	expect(code(() => decodeExitFile(exitFileText({ ...file, kept })))).toBe(
		null,
	);
});

test("refuses evidence under a name that cannot be read", () => {
	for (const name of ["", " ", " a", "a ", "a  b", "a\nb", "a\u202eb", "ä"])
		expect(
			code(() =>
				decodeExitFile(
					exitFileText({
						...file,
						kept: [{ way: "toy", name, text: "proof", asOfS: 3 }],
					}),
				),
			),
		).toBe("bad-file");
});

test("refuses a file that was cut, of another format, of another account's exit, or with hidden names", () => {
	expect(changed((text) => text.slice(1))).toBe("bad-file");
	expect(changed((text) => text.replace("exit-1", "exit-2"))).toBe("bad-file");
	expect(
		changed((text) =>
			text.replace(
				`"asked":{"account":"${account}"`,
				`"asked":{"account":"0x${"22".repeat(20)}"`,
			),
		),
	).toBe("bad-file");
	expect(
		changed((text) => text.replace('"name":"a"', '"name":"a\\u200bb"')),
	).toBe("bad-file");
	expect(changed((text) => text.replace('"attempt":0', '"attempt":99'))).toBe(
		"bad-file",
	);
	expect(code(() => decodeExitFile("x".repeat(mostExitFileChars + 1)))).toBe(
		"bad-file",
	);
});

test("places an order by what its journey says, not by what the file calls it", () => {
	expect(placedOrder("one", { stage: "force", attempt: 2, entry: "" }).id).toBe(
		orderIdOf("one", "force", 2),
	);
});

test("is refused where its network, chain or account is not here", () => {
	const here = { network: "made", chainIds: [7], accounts: [account] };
	expect(code(() => checkIsHere(file, here))).toBeNull();
	for (const other of [
		{ ...here, network: "mainnet" },
		{ ...here, chainIds: [8] },
		{ ...here, accounts: [] },
	])
		expect(code(() => checkIsHere(file, other))).toBe("exit-other");
});

test("takes along what is needed first, and says so when that alone has no room", () => {
	const one = (name: string, chars: number): PieceSummary => ({
		network: "made",
		chainId: 7,
		account,
		way: "toy",
		name,
		asOfS: 1,
		says: "",
		keptMs: 1,
		checked: true,
		chars,
	});
	const kept = [one("new", 5_000_000), one("old", 5_000_000), one("s", 10)];
	const names = (isNeeded: (one: PieceSummary) => boolean) =>
		piecesForFile(kept, isNeeded).map(({ name }) => name);
	expect(names(() => false)).toEqual(["new", "s"]);
	expect(names(({ name }) => name === "old")).toEqual(["old", "s"]);
	expect(code(() => piecesForFile(kept, () => true))).toBe("too-large");
});
