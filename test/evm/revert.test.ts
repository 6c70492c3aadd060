// Reasons against viem, which encodes every error: each has its sentence in both languages, and no bytes are without a reason.

import {
	encodeErrorResult,
	keccak256,
	parseAbiItem,
	toFunctionSelector,
	toHex,
} from "viem";
import { describe, expect, test } from "vitest";
import { knownErrors, reasonOf } from "../../src/evm/revert.ts";
import { message } from "../../src/protocol/message.ts";
import { english, wordsOf } from "../../src/words/catalogue.ts";
import { german } from "../../src/words/german.ts";

const who = `0x${"ab".repeat(20)}` as const;

/** What the error says with made arguments. */
const made = (signature: string, more: `0x${string}` = "0x"): `0x${string}` => {
	const item = parseAbiItem(`error ${signature}`);
	if (item.type !== "error") throw new Error(signature);
	const args = item.inputs.map(({ type }, i) =>
		type === "address"
			? who
			: type === "bytes32"
				? keccak256("0x01")
				: type === "string"
					? "a reason"
					: type === "bytes"
						? more
						: BigInt(i + 5),
	);
	return encodeErrorResult({ abi: [item], errorName: item.name, args });
};

describe.each(Object.keys(knownErrors))("%s", (signature) => {
	test("is known by its selector, and said in both languages", () => {
		const data = made(signature);
		expect(data.slice(0, 10)).toBe(toFunctionSelector(signature));
		const reason = reasonOf(data);
		expect(reason.code).not.toMatch(/^revert\.(other|raw|said|empty)$/);
		expect(message(JSON.parse(JSON.stringify(reason)), "reason")).toEqual(
			reason,
		);
		for (const language of [english, german]) {
			const said = wordsOf(reason, language);
			expect(said).not.toContain("no words for");
			expect(said).not.toContain("keine Worte");
		}
	});

	test("is another's when a word is missing, or one is too much", () => {
		const data = made(signature);
		for (const other of [data.slice(0, -2), `${data}${"00".repeat(32)}`])
			expect(reasonOf(`0x${other.slice(2)}`).code).toMatch(/other|raw/);
	});
});

describe("Solidity's own", () => {
	test("a text, whole and cut", () => {
		const data = made("Error(string)");
		expect(reasonOf(data)).toEqual({
			code: "revert.said",
			params: { text: "a reason" },
		});
		expect(reasonOf(`0x${data.slice(2, 2 + 2 * 70)}`).code).toBe(
			"revert.other",
		);
	});
	test("a text never ends its own quotation and goes on in this wallet's name", () => {
		const item = parseAbiItem("error Error(string)");
		const data = encodeErrorResult({
			abi: [item],
			errorName: "Error",
			args: ["ok”. This wallet checked it: „gut“. “fine"],
		});
		for (const [table, marks] of [
			[english, ["“", "”"]],
			[german, ["„", "“"]],
		] as const) {
			const said = wordsOf(reasonOf(data), table);
			for (const mark of marks) expect(said.split(mark)).toHaveLength(2);
		}
	});

	test("a text that many contracts say", () => {
		const abi = [parseAbiItem("error Error(string)")];
		expect(
			reasonOf(
				encodeErrorResult({
					abi,
					errorName: "Error",
					args: ["UniswapV2Router: EXPIRED"],
				}),
			).code,
		).toBe("revert.expired");
		// what every object has is no saying
		for (const text of ["constructor", "__proto__", "toString"])
			expect(
				reasonOf(encodeErrorResult({ abi, errorName: "Error", args: [text] })),
			).toEqual({ code: "revert.said", params: { text } });
		expect(
			reasonOf(
				encodeErrorResult({ abi, errorName: "Error", args: ["x".repeat(900)] }),
			).params,
		).toEqual({ text: "x".repeat(160) });
	});
	test.each([1, 17, 18, 33, 34, 49, 50, 65, 81])("panic %i", (code) => {
		const abi = [parseAbiItem("error Panic(uint256)")];
		const reason = reasonOf(
			encodeErrorResult({ abi, errorName: "Panic", args: [BigInt(code)] }),
		);
		expect(reason.code).toMatch(/^revert\.panic\.(?!other)/);
		expect(
			reasonOf(
				encodeErrorResult({
					abi,
					errorName: "Panic",
					args: [BigInt(code) + 2n ** 200n],
				}),
			).code,
		).toBe("revert.panic.other");
	});
	test("what failed inside is said, one step deep", () => {
		const inner = made("EnforcedPause()");
		const outer = made("ExecutionFailed(uint256,bytes)", inner);
		expect(reasonOf(outer).code).toBe("revert.paused");
		expect(reasonOf(made("ExecutionFailed(uint256,bytes)", outer)).code).toBe(
			"revert.other",
		);
		expect(reasonOf(made("ExecutionFailed(uint256,bytes)")).code).toBe(
			"revert.other",
		);
	});
});

test("no bytes are without a reason, and every reason is said", () => {
	const selectors = [
		"0x08c379a0",
		"0x4e487b71",
		...Object.keys(knownErrors).map((one) => toFunctionSelector(one)),
	];
	let seed = toHex("seed");
	for (let i = 0; i < 600; i++) {
		seed = keccak256(seed);
		const selector = selectors[i % selectors.length] ?? "0x";
		const rest = `${seed.slice(2)}${"0".repeat(60)}${seed.slice(2, 6)}`;
		const data = `${i % 3 === 0 ? "0x" : selector}${rest.slice(0, 2 * (i % 97))}`;
		const reason = reasonOf(`0x${data.slice(2)}`);
		expect(wordsOf(reason, english)).not.toContain("no words for");
		expect(wordsOf(reason, german)).not.toContain("keine Worte");
	}
});
