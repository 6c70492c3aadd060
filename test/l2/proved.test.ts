import { describe, expect, it } from "vitest";
import type { Hex } from "../../src/base/bytes.ts";
import { implementationSlot } from "../../src/l2/pinned.ts";
import {
	checkContracts,
	checkOneBlock,
	checkOnL1,
	implementationWanted,
	provedContracts,
	provedOnL1,
	provedSlot,
	provedSlots,
	proxyWanted,
} from "../../src/l2/proved.ts";
import type { Account, Code, Slot } from "../../src/state/values.ts";
import type { StateBasis } from "../../src/trust/grade.ts";
import { conclude, type Verified } from "../../src/trust/verified.ts";

const hexOf = (byte: string, bytes: number): Hex => `0x${byte.repeat(bytes)}`;
const [bridge, queue] = [hexOf("b1", 20), hexOf("b2", 20)];
const [first, second] = [hexOf("01", 32), hexOf("02", 32)];

const root = conclude("checkpoint", [], { root: hexOf("aa", 32) }, null);
const at = (given: Partial<StateBasis> = {}): StateBasis => ({
	chainId: 1,
	blockNumber: 7,
	blockHash: hexOf("77", 32),
	stateRoot: hexOf("55", 32),
	grade: {
		who: "l1",
		validity: "none",
		finality: "final",
		asOfS: 1_700_000_000,
	},
	...given,
});
const slot = (
	address: Hex,
	key: Hex,
	given: Partial<StateBasis> = {},
): Verified<Slot> =>
	conclude("mpt-slot", [root], { at: at(given), address, key, word: 5n }, null);
const account = (given: Partial<StateBasis> = {}): Verified<Account> =>
	conclude(
		"mpt-account",
		[root],
		{
			at: at(given),
			address: bridge,
			exists: true,
			nonce: 1,
			balanceWei: 0n,
			storageRoot: hexOf("33", 32),
			codeHash: hexOf("44", 32),
		},
		null,
	);
const wanted = [
	{ address: bridge, slots: [first, second] },
	{ address: queue, slots: [first] },
];
const all = [slot(bridge, first), slot(bridge, second), slot(queue, first)];
const [one, two, three] = all;
const l1 = { l1ChainId: 1 };

it("slots come in the order in which they are wanted", () => {
	expect(provedSlots(all, wanted)).toEqual(all);
	expect(provedOnL1(all, wanted, l1, "a test")).toEqual(
		all.map(({ value }) => value),
	);
	expect(checkOneBlock(all, [account()], l1)).toEqual(at());
});

it("refuses a slot of another account, of another key, and what is no slot", () => {
	expect(provedSlot(one, bridge, first)).toBe(one);
	for (const wrong of [two, three, account(), undefined])
		expect(() => provedSlot(wrong, bridge, first)).toThrow(/evidence-step/);
});

it("refuses slots in another order, one too few and one too many", () => {
	for (const wrong of [
		[two, one, three],
		[one, two],
		[one, two, three, three],
	])
		expect(() =>
			provedOnL1(
				wrong.flatMap((each) => each ?? []),
				wanted,
				l1,
				"a test",
			),
		).toThrow(/evidence-step/);
});

it("refuses what is proved on another chain, or not by L1", () => {
	const elsewhere = at({ chainId: 10 });
	const rollup = at({ grade: { ...at().grade, who: "proposed" } });
	for (const wrong of [elsewhere, rollup]) {
		expect(() => checkOnL1({ at: wrong }, l1)).toThrow(/evidence-step/);
		const [other] = [slot(queue, first, wrong)];
		expect(() =>
			provedOnL1([...all.slice(0, 2), other], wanted, l1, "a test"),
		).toThrow(/evidence-step/);
		expect(() => checkOneBlock([other], [], l1)).toThrow(/evidence-step/);
	}
});

it("refuses slots and accounts of several blocks, and no slot at all", () => {
	const later = { blockHash: hexOf("78", 32) };
	for (const [slots, accounts] of [
		[[...all, slot(queue, second, later)], []],
		[all, [account(), account(later)]],
		[[], [account()]],
	] as const)
		expect(() => checkOneBlock(slots, accounts, l1)).toThrow(/evidence-step/);
});

describe("contracts", () => {
	const [code, otherCode, library] = [
		hexOf("44", 32),
		hexOf("45", 32),
		hexOf("b3", 20),
	];
	const accountOf = (address: Hex): Verified<Account> =>
		conclude("mpt-account", [root], { ...account().value, address }, null);
	const slotOf = (word: bigint): Verified<Slot> =>
		conclude(
			"mpt-slot",
			[accountOf(bridge)],
			{ at: at(), address: bridge, key: first, word },
			null,
		);
	const contractsWanted = [
		{ address: bridge, slots: [first] },
		{ address: queue, slots: [] },
		{ address: library, slots: [] },
	];
	const [delegates, behind, bare] = [
		slotOf(BigInt(queue)),
		accountOf(queue),
		accountOf(library),
	];
	const read = (...premises: readonly Verified<Account | Slot>[]) =>
		provedContracts(premises, contractsWanted, l1, "a test");
	const proxy = {
		address: bridge,
		codeHash: code,
		implementation: queue,
		implementationCodeHash: code,
	};
	const plain = { address: library, codeHash: code };

	it("run the code of the profile, behind a proxy too", () => {
		const proved = read(delegates, behind, bare);
		expect(proved.block).toEqual(at());
		expect(proved.word(bridge, first)).toBe(BigInt(queue));
		expect(proved.account(bridge).address).toBe(bridge);
		expect(() => checkContracts(proved, { proxy, plain }, first)).not.toThrow();
	});

	it("are refused with another code, and behind another implementation", () => {
		const proved = read(delegates, behind, bare);
		for (const wrong of [
			{ ...proxy, codeHash: otherCode },
			{ ...proxy, implementation: library },
			{ ...proxy, implementationCodeHash: otherCode },
			{ ...plain, codeHash: otherCode },
		])
			expect(() => checkContracts(proved, { wrong }, first)).toThrow(
				/l2-unknown-code/,
			);
		const marked = read(slotOf(BigInt(queue) | (1n << 160n)), behind, bare);
		expect(() => checkContracts(marked, { proxy }, first)).toThrow(
			/l2-unknown-code/,
		);
	});

	it("are known by their addresses alone where no hash is, if what is there stays", () => {
		const byAddress = { address: bridge, implementation: queue };
		const slotIn = (address: Hex, key: Hex, word: bigint): Verified<Slot> =>
			conclude(
				"mpt-slot",
				[accountOf(address)],
				{ at: at(), address, key, word },
				null,
			);
		const codeIn = (address: Hex, bytes: Hex): Verified<Code> =>
			conclude(
				"code",
				[accountOf(address)],
				{ at: at(), address, codeHash: code, bytes },
				null,
			);
		const asked = [
			proxyWanted(byAddress, [first]),
			implementationWanted(byAddress),
		];
		const premises = (
			inProxy: Hex = "0x6080",
			inImplementation: Hex = "0x6081",
			behindIt = 0n,
		) => [
			slotIn(bridge, first, BigInt(queue)),
			slotIn(queue, implementationSlot, behindIt),
			codeIn(bridge, inProxy),
			codeIn(queue, inImplementation),
		];
		const check = (...given: Parameters<typeof premises>) =>
			checkContracts(
				provedContracts(premises(...given), asked, l1, "a test"),
				{ byAddress },
				first,
			);
		expect(() => check()).not.toThrow();
		const delegation: Hex = `0xef0100${"11".repeat(20)}`;
		const wrongs: readonly Parameters<typeof premises>[] = [
			["0x"],
			[delegation],
			["0x6080", "0x"],
			["0x6080", delegation],
			["0x6080", "0x6081", 1n],
		];
		for (const wrong of wrongs)
			expect(() => check(...wrong)).toThrow(/l2-unknown-code/);
		// without the code nothing is known of it
		expect(() =>
			provedContracts(premises().slice(0, 3), asked, l1, "a test"),
		).toThrow(/evidence-step/);
	});

	it("are not read from other premises, too few, too many, or for what was not wanted", () => {
		for (const wrong of [
			[delegates, bare, behind],
			[delegates, behind],
			[delegates, behind, bare, bare],
		])
			expect(() => read(...wrong)).toThrow(/evidence-step/);
		const proved = read(delegates, behind, bare);
		expect(() => proved.word(bridge, second)).toThrow(/evidence-step/);
		expect(() => proved.word(queue, first)).toThrow(/evidence-step/);
		expect(() => proved.account(hexOf("b4", 20))).toThrow(/evidence-step/);
	});
});
