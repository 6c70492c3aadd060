// The steps by which an account leaves the reference rollup, held against viem's encoding of the contract's functions.

import { encodeFunctionData, parseAbi, toFunctionSelector } from "viem";
import { describe, expect, it } from "vitest";
import { bigToBytes, type Hex, toHex } from "../../../../src/base/bytes.ts";
import { Fault } from "../../../../src/base/fault.ts";
import { isKey } from "../../../../src/crypto/baby-jubjub.ts";
import { keccakHex } from "../../../../src/crypto/hash.ts";
import { exitCall, exitStep } from "../../../../src/l2/checks.ts";
import { stepJson } from "../../../../src/l2/exit-step.ts";
import {
	type ReferenceStep,
	referenceStep,
	rehearsalKey,
	rehearsalWei,
} from "../../../../src/l2/reference/checks/exit.ts";
import { isKey as isNodesKey } from "../../../network/reference/jubjub.ts";
import { said, saidAll } from "../../../said.ts";
import { profile } from "../world.ts";

const from: Hex = `0x${"a1".repeat(20)}`;

/** As the contract's source has them; kept apart from the network's own list. */
const contract = parseAbi([
	"function deposit(uint256 ax, uint256 ay) payable",
	"function forceWithdraw(uint256 index)",
	"function freeze()",
	"function escape(uint256 index, uint256 ax, uint256 ay, uint256 balance, uint256 nonce, uint256[] siblings)",
	"function reclaim(uint256 entry, uint256 ax, uint256 ay, uint256 amount)",
	"function withdraw(uint256 batch, uint256 position, address owner, uint256 amount, uint256[] siblings)",
]);

/** Numbers that are the same in every run. */
const word = (salt: string): Hex => keccakHex(new TextEncoder().encode(salt));
const small = (salt: string, end: number): number =>
	Number(BigInt(word(salt)) % BigInt(end));
const wei = (salt: string): bigint => BigInt(word(salt)) >> 160n;

const steps = (
	n: number,
): readonly { readonly step: ReferenceStep; readonly theirs: Hex }[] => {
	const index = small(`index ${n}`, 256);
	const nonce = small(`nonce ${n}`, 2 ** 32);
	const entry = small(`entry ${n}`, 2 ** 40);
	const batch = 1 + small(`batch ${n}`, 10_000);
	const position = small(`position ${n}`, 64);
	const amountWei = wei(`amount ${n}`);
	const [ax, ay] = [word(`ax ${n}`), word(`ay ${n}`)];
	const siblings = Array.from({ length: small(`depth ${n}`, 9) }, (_, i) =>
		word(`sibling ${n} ${i}`),
	);
	const numbers = siblings.map(BigInt);
	return [
		{
			step: { kind: "reference-force", index },
			theirs: encodeFunctionData({
				abi: contract,
				functionName: "forceWithdraw",
				args: [BigInt(index)],
			}),
		},
		{
			step: { kind: "reference-freeze" },
			theirs: encodeFunctionData({ abi: contract, functionName: "freeze" }),
		},
		{
			step: {
				kind: "reference-escape",
				...{ index, ax, ay, balanceWei: amountWei, nonce, siblings },
			},
			theirs: encodeFunctionData({
				abi: contract,
				functionName: "escape",
				args: [
					...([BigInt(index), BigInt(ax), BigInt(ay)] as const),
					...([amountWei, BigInt(nonce), numbers] as const),
				],
			}),
		},
		{
			step: { kind: "reference-reclaim", entry, ax, ay, amountWei },
			theirs: encodeFunctionData({
				abi: contract,
				functionName: "reclaim",
				args: [BigInt(entry), BigInt(ax), BigInt(ay), amountWei],
			}),
		},
		{
			step: {
				kind: "reference-withdraw",
				batch,
				position,
				amountWei,
				siblings,
			},
			theirs: encodeFunctionData({
				abi: contract,
				functionName: "withdraw",
				args: [BigInt(batch), BigInt(position), from, amountWei, numbers],
			}),
		},
	];
};

const codeOf = (run: () => unknown): string => {
	try {
		run();
	} catch (thrown) {
		return thrown instanceof Fault ? thrown.code : `${thrown}`;
	}
	return "nothing";
};

describe("a step's call", () => {
	it("is viem's of the same function and arguments, a hundred times each", () => {
		for (let n = 0; n < 100; n++)
			for (const { step, theirs } of steps(n)) {
				const call = exitCall(profile, from, step);
				expect(call.data, `${step.kind} ${n}`).toBe(theirs);
				expect(call.to).toBe(profile.contracts.rollup.address);
				expect(call.valueWei).toBe(0n);
				expect(call.contract).toEqual({
					how: "plain",
					codeHash: profile.contracts.rollup.codeHash,
				});
				expect(said(call.title).length).toBeLessThanOrEqual(60);
				for (const line of call.says)
					expect(said(line).length).toBeLessThan(400);
			}
	});

	it("begins with the selector that keccak256 gives", () => {
		const signatures: { readonly [kind: string]: string } = {
			"reference-force": "forceWithdraw(uint256)",
			"reference-freeze": "freeze()",
			"reference-escape":
				"escape(uint256,uint256,uint256,uint256,uint256,uint256[])",
			"reference-reclaim": "reclaim(uint256,uint256,uint256,uint256)",
			"reference-withdraw":
				"withdraw(uint256,uint256,address,uint256,uint256[])",
		};
		for (const { step } of steps(0)) {
			const signature = signatures[step.kind] ?? "";
			const { data } = exitCall(profile, from, step);
			expect(data.slice(0, 10)).toBe(toFunctionSelector(signature));
			expect(data.slice(0, 10)).toBe(
				keccakHex(new TextEncoder().encode(signature)).slice(0, 10),
			);
		}
	});

	it("brings to the account what the step names, and nothing before", () => {
		const arrives = steps(3).map(
			({ step }) => exitCall(profile, from, step).arrives,
		);
		const amount = wei("amount 3");
		expect(arrives).toEqual([
			null,
			null,
			{ token: null, amount },
			{ token: null, amount },
			{ token: null, amount },
		]);
	});

	it("names the account as the owner of a withdrawal: there is no field for another", () => {
		const { step } = steps(1)[4] ?? {};
		if (step === undefined) throw new Error("no step");
		const other: Hex = `0x${"b2".repeat(20)}`;
		const ours = exitCall(profile, from, step).data;
		const theirs = exitCall(profile, other, step).data;
		expect(theirs).toBe(ours.replace(from.slice(2), other.slice(2)));
		expect(
			referenceStep({ ...(stepJson(step) as object), owner: other }, "step"),
		).toEqual(step);
	});
});

describe("the deposit of a rehearsal", () => {
	const seeds = Array.from({ length: 8 }, (_, n) => word(`seed ${n}`));

	it("is a deposit in the sender's own name under the key of its seed, of a thousandth of an ether", () => {
		for (const seed of seeds) {
			const { ax, ay } = rehearsalKey(seed);
			const call = exitCall(profile, from, { kind: "reference-deposit", seed });
			expect(call.data).toBe(
				encodeFunctionData({
					abi: contract,
					functionName: "deposit",
					args: [ax, ay],
				}),
			);
			expect(call.data.slice(0, 10)).toBe(
				toFunctionSelector("deposit(uint256,uint256)"),
			);
			expect(call.to).toBe(profile.contracts.rollup.address);
			expect(call.valueWei).toBe(10n ** 15n);
			expect(call.valueWei).toBe(rehearsalWei);
			expect(call.arrives).toBeNull();
			expect(saidAll(call.says)).toContain("0.001 ETH");
			expect(said(call.title).length).toBeLessThanOrEqual(60);
			for (const line of call.says) expect(said(line).length).toBeLessThan(400);
		}
	});

	it("goes to a key of prime order, by the wallet's curve and by the node's, another for each seed", () => {
		const keys = seeds.map(rehearsalKey);
		expect(new Set(keys.map(({ ax }) => ax)).size).toBe(seeds.length);
		for (const key of keys) {
			expect(isKey(key)).toBe(true);
			expect(isNodesKey({ x: key.ax, y: key.ay })).toBe(true);
		}
	});

	it("has no field for another owner, key or amount", () => {
		const [seed] = seeds;
		const other: Hex = `0x${"b2".repeat(20)}`;
		const step = { kind: "reference-deposit", seed };
		for (const more of [
			{ owner: other },
			{ ax: word("ax"), ay: word("ay") },
			{ amountWei: "5" },
		])
			expect(referenceStep({ ...step, ...more }, "step")).toEqual(step);
		expect(exitStep(step, "step")).toEqual(step);
		for (const bad of [undefined, null, 5, "0x01", `${seed}00`])
			expect(
				codeOf(() =>
					exitStep({ kind: "reference-deposit", seed: bad }, "step"),
				),
			).toBe("bad-field");
	});
});

describe("a step that travels", () => {
	it("comes back as it was", () => {
		for (let n = 0; n < 20; n++)
			for (const { step } of steps(n))
				expect(exitStep(stepJson(step), "step")).toEqual(step);
	});

	it("is refused with a field that is missing, too large or of another shape", () => {
		const path = toHex(bigToBytes(1n, 32));
		const good: {
			readonly [kind: string]: { readonly [name: string]: unknown };
		} = {
			"reference-force": { index: 255 },
			"reference-freeze": {},
			"reference-escape": {
				...{ index: 1, ax: path, ay: path, balanceWei: "5", nonce: 0 },
				siblings: [path],
			},
			"reference-reclaim": { entry: 1, ax: path, ay: path, amountWei: "5" },
			"reference-withdraw": {
				...{ batch: 1, position: 0, amountWei: "5", siblings: [path] },
			},
		};
		const bad: { readonly [name: string]: readonly unknown[] } = {
			index: [256, -1, 1.5, "1", null],
			ax: ["0x01", 5, `${path}00`],
			ay: ["0x01", null],
			balanceWei: [5, "-5", "0x5", "05", "9".repeat(79)],
			amountWei: [5, "-5", "0x5"],
			nonce: [-1, "0", 2 ** 53],
			entry: [-1, "1"],
			batch: [0, -1, "1"],
			position: [-1, 64],
			siblings: ["0x", [5], ["0x01"], Array(33).fill(path)],
		};
		for (const [kind, fields] of Object.entries(good)) {
			expect(exitStep({ kind, ...fields }, "step").kind).toBe(kind);
			for (const name of Object.keys(fields)) {
				const { [name]: _, ...without } = fields;
				expect(codeOf(() => exitStep({ kind, ...without }, "step"))).toBe(
					"bad-field",
				);
				for (const value of bad[name] ?? [])
					expect(
						codeOf(() => exitStep({ kind, ...fields, [name]: value }, "step")),
						`${kind} ${name} ${value}`,
					).toBe("bad-field");
			}
		}
	});

	it("is refused when nobody knows its kind", () => {
		for (const kind of ["reference-pay", "toString", "", 5, null])
			expect(codeOf(() => exitStep({ kind }, "step"))).toBe("bad-field");
	});
});
