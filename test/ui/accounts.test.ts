// Which accounts of a phrase count as used, and what accounts are called.

import { describe, expect, test } from "vitest";
import { discover } from "../../extension/ui/accounts/discover.ts";
import {
	accountName,
	kindWords,
	moved,
	phraseName,
} from "../../extension/ui/accounts/names.ts";
import { type Hex, isHex } from "../../src/base/bytes.ts";
import { asFault, Fault } from "../../src/base/fault.ts";
import type { AccountLabel } from "../../src/protocol/account-labels.ts";
import type { LookView } from "../../src/protocol/account-ui.ts";
import { manyAccounts, secondId } from "./fake/accounts.ts";
import { me, nowS, other, third } from "./fake/base.ts";

const at = (index: number): Hex => {
	const made = `0x${index.toString(16).padStart(40, "0")}`;
	if (!isHex(made, 20)) throw new Error("no address");
	return made;
};
const grade = {
	who: "l1",
	validity: "none",
	finality: "optimistic",
	asOfS: nowS,
} as const;
const proved = (
	chainId: number,
	of: readonly Hex[],
	used: ReadonlyMap<number, { readonly nonce: number; readonly wei: string }>,
): LookView => ({
	chainId,
	title: `Chain ${chainId}`,
	fault: null,
	found: {
		grade,
		accounts: of.map((address) => {
			const { nonce = 0, wei = "0" } = used.get(Number(address)) ?? {};
			return { address, nonce, balanceWei: wei };
		}),
	},
});
const unproved = (chainId: number): LookView => ({
	chainId,
	title: `Chain ${chainId}`,
	found: null,
	fault: new Fault("stale-head", "old").toJson(),
});

const run = (look: (of: readonly Hex[]) => readonly LookView[]) => {
	const asked: Hex[] = [];
	const found = discover(
		async (from, count) =>
			Array.from({ length: count }, (_, i) => ({
				index: from + i,
				address: at(from + i),
			})),
		async (of) => {
			asked.push(...of);
			return look(of);
		},
		([first]) =>
			new Fault(first?.fault?.code ?? "not-synced", "nothing was proved"),
	);
	return { found, asked };
};

describe("accounts that were used", () => {
	test("are those with a nonce or a balance on any chain, until five in a row have neither", async () => {
		const one = new Map([[0, { nonce: 2, wei: "0" }]]);
		const two = new Map([[4, { nonce: 0, wei: "7" }]]);
		const { found, asked } = run((of) => [
			proved(1, of, one),
			proved(2, of, two),
		]);
		expect(await found).toEqual({
			found: [
				{
					index: 0,
					address: at(0),
					on: [{ chainId: 1, title: "Chain 1", nonce: 2, balanceWei: 0n }],
				},
				{
					index: 4,
					address: at(4),
					on: [{ chainId: 2, title: "Chain 2", nonce: 0, balanceWei: 7n }],
				},
			],
			unseen: [],
			places: 10,
		});
		expect(asked).toHaveLength(10);
	});

	test("are looked for no further than fifty places, whatever a chain holds", async () => {
		const { found, asked } = run((of) => [
			proved(
				1,
				of,
				new Map(of.map((one) => [Number(one), { nonce: 1, wei: "1" }])),
			),
		]);
		expect((await found).found).toHaveLength(50);
		expect(asked).toHaveLength(50);
	});

	test("are not guessed where no chain could be proved", async () => {
		const { found } = run(() => [unproved(1), unproved(2)]);
		expect(
			await found.then(
				() => "none",
				(thrown: unknown) => asFault(thrown).code,
			),
		).toBe("stale-head");
	});

	test("are told with the chains that could not be looked at", async () => {
		const { found } = run((of) => [proved(1, of, new Map()), unproved(2)]);
		expect(await found).toMatchObject({ found: [], unseen: ["Chain 2"] });
	});

	test("are none that a stranger slipped in", async () => {
		const { found } = run((of) => [
			proved(1, [...of, at(99)], new Map([[99, { nonce: 9, wei: "9" }]])),
		]);
		expect((await found).found).toEqual([]);
	});
});

describe("an account", () => {
	const status = { held: manyAccounts };
	const view = { accounts: manyAccounts.map(({ address }) => address) };

	test("is called by its name, or by its place", () => {
		const labels: AccountLabel[] = [
			{ address: me, name: "Mine", hidden: false },
		];
		expect(accountName({ ...view, labels }, me)).toBe("Mine");
		expect(accountName({ ...view, labels }, third)).toBe("Account 2");
		expect(accountName(view, me)).toBe("Account 1");
	});

	test("says what it comes from", () => {
		expect(
			manyAccounts.map(({ address }) => kindWords(status, address)),
		).toEqual([
			"From phrase 1, number 1",
			"From phrase 1, number 2",
			"From phrase 2, number 1",
			"Imported private key",
			"Watch only, no key here",
		]);
		expect(phraseName(status, secondId)).toBe("phrase 2");
		expect(phraseName({ held: manyAccounts.slice(0, 2) }, secondId)).toBe(
			"your recovery phrase",
		);
	});

	test("moves by one, and not over the ends", () => {
		const labels = ([me, third, other] as const).map((address) => ({
			address,
			name: null,
			hidden: false,
		}));
		const order = (next: readonly { readonly address: string }[]) =>
			next.map(({ address }) => address);
		expect(order(moved(labels, third, -1))).toEqual([third, me, other]);
		expect(order(moved(labels, third, 1))).toEqual([me, other, third]);
		expect(moved(labels, me, -1)).toBe(labels);
		expect(moved(labels, other, 1)).toBe(labels);
	});
});
