// The contracts that a Safe may run as itself, by where their own code puts them, and the lists of calls that they take, against viem.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import {
	encodeFunctionData,
	encodePacked,
	getContractAddress,
	type Hex as ViemHex,
} from "viem";
import { describe, expect, test } from "vitest";
import type { Hex } from "../../src/base/bytes.ts";
import * as d from "../../src/base/decode.ts";
import { asFault } from "../../src/base/fault.ts";
import {
	isMultiSend,
	mostSafeCalls,
	readMultiSend,
} from "../../src/evidence/multi-send.ts";
import { multiSendOf, packedOf } from "../message/multi-send.ts";

const at = (n: number): Hex =>
	`0x${n.toString(16).padStart(2, "0").repeat(20)}`;
const safe = at(0x5a);

const artifact = d.record({ bytecode: d.hexUpTo(100_000) });
/** Who deploys at the same address on every chain: Safe's own, and the one that anybody may use. */
const makers = [
	"0x914d7Fec6aaC8cd542e72Bca78B30650d45643d7",
	"0x4e59b44847b379578588920cA78FbF26c0B4956C",
] as const;

const salt: Hex = `0x${"0".repeat(64)}`;

const placesOf = (room: string): readonly string[] =>
	["MultiSend", "MultiSendCallOnly"].flatMap((name) => {
		const path = createRequire(import.meta.url).resolve(
			`${room}/build/artifacts/contracts/libraries/${name}.sol/${name}.json`,
		);
		const { bytecode } = artifact(JSON.parse(readFileSync(path, "utf8")), name);
		return makers.map((from) =>
			getContractAddress({
				...{ opcode: "CREATE2", from, bytecode, salt },
			}).toLowerCase(),
		);
	});

test("each stands where the code that its package ships puts it", () => {
	const first = placesOf("@gnosis.pm/safe-contracts");
	expect(first.filter((one) => isMultiSend(d.address(one, "place")))).toEqual(
		first,
	);
	for (const room of [
		"@safe-global/safe-contracts",
		"@safe-global/safe-smart-account",
	]) {
		const [byOwn = "", , onlyCalls = ""] = placesOf(room);
		for (const one of [byOwn, onlyCalls])
			expect(isMultiSend(d.address(one, "place")), one).toBe(true);
	}
	expect(isMultiSend(at(1))).toBe(false);
});

const calls = [
	{ to: at(0xc1), value: 0n, data: "0xa9059cbb" as Hex },
	{ to: at(0xc2), value: 10n ** 18n, data: "0x" as Hex },
	{ to: at(0xc3), value: 3n, data: `0x${"ab".repeat(100)}` as Hex },
];

test("what viem writes is read back, call by call", () => {
	const packed = calls
		.map(({ to, value, data }) =>
			encodePacked(
				["uint8", "address", "uint256", "uint256", "bytes"],
				[0, to, value, BigInt((data.length - 2) / 2), data],
			).slice(2),
		)
		.join("");
	const transactions: ViemHex = `0x${packed}`;
	const data = encodeFunctionData({
		abi: [
			{
				...{ type: "function", name: "multiSend", outputs: [] },
				inputs: [{ name: "transactions", type: "bytes" }],
				stateMutability: "payable",
			},
		],
		functionName: "multiSend",
		args: [transactions],
	});
	expect(data).toBe(multiSendOf(calls));
	expect(readMultiSend(safe, data)).toEqual(
		calls.map(({ to, value, data }) => ({ to, valueWei: value, data })),
	);
});

const codeOf = (data: Hex): string => {
	try {
		readMultiSend(safe, data);
		return "none";
	} catch (thrown) {
		return asFault(thrown).code;
	}
};

describe("is refused", () => {
	const whole = multiSendOf(calls);
	test.each([
		["another function", `0xdeadbeef${whole.slice(10)}`, "safe-delegate"],
		["nothing at all", "0x", "safe-delegate"],
		["an empty list", multiSendOf([]), "safe-delegate"],
		[
			"foreign code inside",
			multiSendOf([{ operation: 1, to: at(0xc1), data: "0x" }]),
			"safe-delegate",
		],
		[
			"an operation that there is not",
			multiSendOf([{ operation: 7, to: at(0xc1), data: "0x" }]),
			"safe-delegate",
		],
		[
			"more than one looks through",
			multiSendOf(
				Array.from({ length: mostSafeCalls + 1 }, () => ({
					to: at(0xc1),
					data: "0x" as const,
				})),
			),
			"too-large",
		],
		[
			"the Safe that calls itself for nothing",
			multiSendOf([{ to: safe, data: "0x" }]),
			"safe-self",
		],
	] as const)("%s", (_, data, code) => {
		expect(codeOf(data)).toBe(code);
	});

	test("a list that is cut short anywhere", () => {
		const packed = packedOf(calls);
		for (let bytes = 1; bytes < (packed.length - 2) / 2; bytes++) {
			const cut: Hex = `0x${packed.slice(2, 2 + 2 * bytes)}`;
			const length = `${bytes.toString(16).padStart(64, "0")}`;
			const padded = cut.slice(2).padEnd(Math.ceil(bytes / 32) * 64, "0");
			const data: Hex = `0x8d80ff0a${"20".padStart(64, "0")}${length}${padded}`;
			const ends = [85 + 4, 85 + 4 + 85];
			expect(codeOf(data), String(bytes)).toBe(
				ends.includes(bytes) ? "none" : "safe-delegate",
			);
		}
	});

	test("a length that no memory holds", () => {
		const call = packedOf([{ to: at(0xc1), data: "0x" }]);
		const endless: Hex = `0x${call.slice(2, 2 + 2 * 53)}${"ff".repeat(32)}`;
		expect(endless.length).toBe(call.length);
		const data: Hex = `0x8d80ff0a${"20".padStart(64, "0")}${(85).toString(16).padStart(64, "0")}${endless.slice(2).padEnd(192, "0")}`;
		expect(codeOf(data)).toBe("safe-delegate");
	});
});

test("a call to nobody is one to the Safe, as the newest of the contracts takes it", () => {
	const data = multiSendOf([
		{ to: "0x0000000000000000000000000000000000000000", data: "0x0102" },
	]);
	expect(readMultiSend(safe, data)).toEqual([
		{ to: safe, valueWei: 0n, data: "0x0102" },
	]);
});
