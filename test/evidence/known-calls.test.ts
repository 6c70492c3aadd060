import fc from "fast-check";
import { encodeFunctionData, parseAbi } from "viem";
import { describe, expect, test } from "vitest";
import { fromHex, type Hex, toHex } from "../../src/base/bytes.ts";
import { isUnlimited } from "../../src/base/units.ts";
import {
	permit2,
	type ReadCall,
	readCall,
} from "../../src/evidence/known-calls.ts";
import { a } from "../receipt/world.ts";

const abi = parseAbi([
	"function transfer(address to, uint256 amount)",
	"function transferFrom(address from, address to, uint256 amount)",
	"function approve(address spender, uint256 amount)",
	"function increaseAllowance(address spender, uint256 amount)",
	"function decreaseAllowance(address spender, uint256 amount)",
	"function permit(address o, address s, uint256 v, uint256 d, uint8 y, bytes32 r, bytes32 z)",
	"function safeTransferFrom(address from, address to, uint256 id)",
	"function safeTransferFrom(address from, address to, uint256 id, bytes data)",
	"function safeTransferFrom(address from, address to, uint256 id, uint256 amount, bytes data)",
	"function safeBatchTransferFrom(address from, address to, uint256[] ids, uint256[] amounts, bytes data)",
	"function setApprovalForAll(address operator, bool approved)",
	"function deposit()",
	"function withdraw(uint256 amount)",
	"function approve(address token, address spender, uint160 amount, uint48 expiration)",
	"function transferFrom(address from, address to, uint160 amount, address token)",
	"struct Item { address from; address to; uint160 amount; address token; }",
	"struct Pair { address token; address spender; }",
	"function transferFrom(Item[] items)",
	"function lockdown(Pair[] pairs)",
	"function multicall(bytes[] calls)",
	"function multicall(uint256 deadline, bytes[] calls)",
	"function multicall(bytes32 before, bytes[] calls)",
]);

/** What viem makes of a function of that abi, by its place among those of one name. */
const encode = (functionName: string, args: readonly unknown[]): Hex => {
	const all = abi.filter(
		(one) =>
			one.type === "function" &&
			one.name === functionName &&
			one.inputs.length === args.length,
	);
	for (const one of all)
		try {
			return encodeFunctionData({ abi: [one], functionName, args } as never);
		} catch {
			// of another type under the same name
		}
	throw new Error(`no ${functionName}`);
};

const token = a(7);
const [me, you, z] = [a(1), a(2), a(3)];
const h32 = `0x${"ab".repeat(32)}` as const;

const cases: readonly {
	readonly data: Hex;
	readonly to?: Hex;
	readonly read: ReadCall;
}[] = [
	{
		data: encode("transfer", [you, 5n]),
		read: { kind: "transfer", token, to: you, amount: 5n },
	},
	{
		data: encode("transferFrom", [me, you, 5n]),
		read: { kind: "transfer-from", token, from: me, to: you, amount: 5n },
	},
	{
		data: encode("approve", [you, 2n ** 256n - 1n]),
		read: {
			kind: "approve",
			token,
			spender: you,
			amount: 2n ** 256n - 1n,
		},
	},
	{
		data: encode("increaseAllowance", [you, 9n]),
		read: { kind: "increase", token, spender: you, amount: 9n },
	},
	{
		data: encode("decreaseAllowance", [you, 9n]),
		read: { kind: "decrease", token, spender: you, amount: 9n },
	},
	{
		data: encode("permit", [me, you, 5n, 99n, 27, h32, h32]),
		read: {
			kind: "permit",
			token,
			owner: me,
			spender: you,
			amount: 5n,
			deadlineS: 99n,
		},
	},
	{
		data: encode("safeTransferFrom", [me, you, 12n]),
		read: { kind: "nft-transfer", token, from: me, to: you, id: 12n },
	},
	{
		data: encode("safeTransferFrom", [me, you, 12n, "0x010203"]),
		read: { kind: "nft-transfer", token, from: me, to: you, id: 12n },
	},
	{
		data: encode("safeTransferFrom", [me, you, 12n, 3n, "0x"]),
		read: {
			kind: "multi-transfer",
			token,
			from: me,
			to: you,
			items: [{ id: 12n, amount: 3n }],
		},
	},
	{
		data: encode("safeBatchTransferFrom", [me, you, [1n, 2n], [3n, 4n], h32]),
		read: {
			kind: "multi-transfer",
			token,
			from: me,
			to: you,
			items: [
				{ id: 1n, amount: 3n },
				{ id: 2n, amount: 4n },
			],
		},
	},
	{
		data: encode("setApprovalForAll", [you, true]),
		read: { kind: "operator", token, operator: you, isAllowed: true },
	},
	{ data: encode("deposit", []), read: { kind: "deposit" } },
	{ data: encode("withdraw", [7n]), read: { kind: "withdraw", amount: 7n } },
	{
		to: permit2,
		data: encode("approve", [token, you, 5n, 99]),
		read: {
			kind: "permit2-approve",
			token,
			spender: you,
			amount: 5n,
			expiresS: 99n,
		},
	},
	{
		to: permit2,
		data: encode("transferFrom", [me, you, 5n, token]),
		read: {
			kind: "permit2-transfer",
			items: [{ token, from: me, to: you, amount: 5n }],
		},
	},
	{
		to: permit2,
		data: encode("transferFrom", [
			[
				{ from: me, to: you, amount: 5n, token },
				{ from: me, to: z, amount: 6n, token: z },
			],
		]),
		read: {
			kind: "permit2-transfer",
			items: [
				{ token, from: me, to: you, amount: 5n },
				{ token: z, from: me, to: z, amount: 6n },
			],
		},
	},
	{
		to: permit2,
		data: encode("lockdown", [[{ token, spender: you }]]),
		read: { kind: "permit2-lockdown", pairs: [{ token, spender: you }] },
	},
	...[[], [99n], [h32]].map((first) => ({
		data: encode("multicall", [
			...first,
			[encode("transfer", [you, 5n]), "0xdeadbeef", "0x"],
		]),
		read: {
			kind: "several" as const,
			calls: [
				{ kind: "transfer" as const, token, to: you, amount: 5n },
				{ kind: "unknown" as const, selector: "0xdeadbeef" as const },
				{ kind: "unknown" as const, selector: null },
			],
		},
	})),
];

describe("a call that a standard names", () => {
	for (const { data, to = token, read } of cases)
		test(`is read as another implementation wrote it: ${read.kind} ${data.slice(0, 10)}`, () => {
			expect(readCall(to, data)).toEqual(read);
		});

	test("is read whatever the amounts and addresses are", () => {
		const address = fc
			.uint8Array({ minLength: 20, maxLength: 20 })
			.map((bytes) => toHex(bytes));
		fc.assert(
			fc.property(
				address,
				address,
				fc.bigInt(0n, 2n ** 256n - 1n),
				fc.uint8Array({ maxLength: 100 }),
				(from, to, id, data) => {
					expect(
						readCall(
							token,
							encode("safeTransferFrom", [from, to, id, toHex(data)]),
						),
					).toEqual({ kind: "nft-transfer", token, from, to, id });
				},
			),
		);
	});
});

describe("what is no canonical encoding", () => {
	const longer = (data: Hex, more: Hex): Hex => `${data}${more.slice(2)}`;

	test("is unknown with bytes behind it, and cut short", () => {
		for (const { data, to = token } of cases) {
			expect(readCall(to, longer(data, "0x00")).kind).toBe("unknown");
			expect(readCall(to, longer(data, h32)).kind).toBe("unknown");
			expect(readCall(to, toHex(fromHex(data).slice(0, -1))).kind).toBe(
				"unknown",
			);
		}
	});

	test("is never read as what another implementation would not write: every bit of every argument turned", () => {
		for (const { data, to = token, read } of cases) {
			const bytes = fromHex(data);
			for (let at = 4; at < bytes.length; at++)
				for (const bit of [1, 128]) {
					const turned = Uint8Array.from(bytes);
					turned[at] = (turned[at] ?? 0) ^ bit;
					const now = readCall(to, toHex(turned));
					// what has no argument in the reading (a deadline, a signature, data that goes along) may differ unseen
					if (now.kind === "unknown" || hasUnseen(now)) continue;
					expect(now, `${read.kind} at ${at}`).not.toEqual(read);
					expect(again(now)).toBe(toHex(turned));
				}
		}
	});

	test("of Permit2 is unknown at another address", () => {
		for (const { data, to } of cases)
			if (to === permit2) expect(readCall(token, data).kind).toBe("unknown");
	});

	test("is unknown where as many ids do not have as many amounts", () => {
		const data = encode("safeBatchTransferFrom", [me, you, [1n], [], "0x"]);
		expect(readCall(token, data).kind).toBe("unknown");
	});

	test("is not read deeper than four multicalls, nor in more parts than there may be", () => {
		let data = encode("transfer", [you, 1n]);
		for (let i = 0; i < 4; i++) data = encode("multicall", [[data]]);
		expect(JSON.stringify(readCall(token, data), plain)).toContain("unknown");
		const many = encode("multicall", [
			Array.from({ length: 65 }, () => "0xdeadbeef"),
		]);
		expect(readCall(token, many).kind).toBe("unknown");
		const wide = encode("multicall", [
			Array.from({ length: 40 }, () =>
				encode("multicall", [
					Array.from({ length: 40 }, () => encode("transfer", [you, 1n])),
				]),
			),
		]);
		expect(readCall(token, wide).kind).toBe("unknown");
	});
});

const plain = (_: string, value: unknown): unknown =>
	typeof value === "bigint" ? value.toString() : value;

const hasUnseen = ({ kind }: ReadCall): boolean =>
	kind === "permit" ||
	kind === "nft-transfer" ||
	kind === "multi-transfer" ||
	kind === "several";

/** What viem makes of a reading. */
const again = (read: ReadCall): Hex => {
	switch (read.kind) {
		case "transfer":
			return encode("transfer", [read.to, read.amount]);
		case "transfer-from":
			return encode("transferFrom", [read.from, read.to, read.amount]);
		case "approve":
			return encode("approve", [read.spender, read.amount]);
		case "increase":
			return encode("increaseAllowance", [read.spender, read.amount]);
		case "decrease":
			return encode("decreaseAllowance", [read.spender, read.amount]);
		case "operator":
			return encode("setApprovalForAll", [read.operator, read.isAllowed]);
		case "withdraw":
			return encode("withdraw", [read.amount]);
		case "permit2-approve":
			return encode("approve", [
				read.token,
				read.spender,
				read.amount,
				Number(read.expiresS),
			]);
		case "permit2-transfer": {
			const [one] = read.items;
			const single =
				one &&
				encode("transferFrom", [one.from, one.to, one.amount, one.token]);
			return read.items.length === 1 && single !== undefined
				? single
				: encode("transferFrom", [read.items]);
		}
		case "permit2-lockdown":
			return encode("lockdown", [read.pairs]);
		default:
			return "0x";
	}
};

test("unlimited is what tokens write for it, and no sum of anybody's", () => {
	for (const bits of [96n, 128n, 160n, 256n])
		expect(isUnlimited(2n ** bits - 1n)).toBe(true);
	// a sum just below what tokens write takes as much
	expect(isUnlimited(2n ** 128n - 2n)).toBe(true);
	expect(isUnlimited(2n ** 127n)).toBe(true);
	expect(isUnlimited(10n ** 15n * 10n ** 18n)).toBe(false);
});
