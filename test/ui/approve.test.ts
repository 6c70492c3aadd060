import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { typedAddress } from "../../extension/ui/address.ts";
import {
	allowanceWords,
	partWords,
} from "../../extension/ui/approve/call-words.ts";
import { changes } from "../../extension/ui/approve/changed.ts";
import {
	deedWords,
	differences,
	staysAtLeast,
} from "../../extension/ui/approve/compare.ts";
import { isAsTold } from "../../extension/ui/approve/foretold-words.ts";
import { isTakingBack } from "../../extension/ui/approve/message-words.ts";
import { recipientNote } from "../../extension/ui/popup/sources.ts";
import { checksummed } from "../../src/crypto/checksum.ts";
import {
	approval,
	changedApproval,
	me,
	order,
	other,
	rollupApproval,
	rollupOrder,
	scenes,
} from "./fake/scenes.ts";

describe("engine and signer side by side", () => {
	it("finds nothing where both say the same", () => {
		expect(differences(order, approval)).toEqual([]);
	});
	it.each([
		["chainId", 10],
		["from", other],
		["to", me],
		["valueWei", "500000000000000001"],
		["data", "0xd0e30db0"],
		["nonce", 18],
		["gasLimit", 21_001],
		["maxFeePerGasWei", "24000000001"],
		["mostFeeWei", "504000000000001"],
		["mostLeavesWei", "500504000000000001"],
	] as const)("refuses an engine whose %s differs", (key, value) => {
		expect(
			differences({ ...order, [key]: value }, approval).length,
		).toBeGreaterThan(0);
	});
	it("refuses an order the engine does not know", () => {
		expect(differences(undefined, approval).map(({ field }) => field)).toEqual([
			"order",
		]);
	});
	it("refuses a fee that is not gas times price, whoever agrees on it", () => {
		const wrong = { mostFeeWei: "1", mostLeavesWei: "500000000000000001" };
		expect(
			differences({ ...order, ...wrong }, { ...approval, ...wrong }).map(
				({ against }) => against,
			),
		).toEqual(["It adds up to"]);
	});
	it("refuses a bound below amount and fee", () => {
		const wrong = { mostLeavesWei: "500000000000000000" };
		expect(
			differences({ ...order, ...wrong }, { ...approval, ...wrong }),
		).toHaveLength(1);
	});
	it("refuses more than the proved balance", () => {
		const poor = { ...approval, balanceWei: "500503999999999999" };
		expect(differences(order, poor).map(({ against }) => against)).toEqual([
			"Proved balance",
		]);
	});
	it("finds nothing where both say the same of a transfer on a rollup", () => {
		expect(differences(rollupOrder, rollupApproval)).toEqual([]);
	});
	it.each([
		["fromIndex", 1],
		["toIndex", 6],
		["toKey", { ax: order.hash ?? approval.order, ay: approval.order }],
	] as const)("refuses an engine whose rollup %s differs", (key, value) => {
		const { rollup } = rollupOrder;
		if (rollup === null) throw new Error("not on the rollup");
		expect(
			differences(
				{ ...rollupOrder, rollup: { ...rollup, [key]: value } },
				rollupApproval,
			).length,
		).toBeGreaterThan(0);
	});
	it("refuses a transfer that only one of both takes for one on a rollup", () => {
		expect(
			differences({ ...rollupOrder, rollup: null }, rollupApproval).length,
		).toBeGreaterThan(0);
		expect(
			differences(rollupOrder, { ...rollupApproval, rollup: null }).length,
		).toBeGreaterThan(0);
	});
	it("refuses an engine that calls the recipient another thing than the signer proved", () => {
		const { view, approvals } = scenes["lied-recipient"];
		const [said] = view.orders;
		const [proved] = approvals;
		if (said === undefined || proved === undefined) throw new Error("no order");
		expect(differences(said, proved).map(({ field }) => field)).toEqual([
			"what the recipient is",
		]);
	});
	it("counts as staying nothing that transactions under way can still take", () => {
		const rich = { ...approval, balanceWei: "1000504000000000000" };
		expect(staysAtLeast(rich)).toBe(500_000_000_000_000_000n);
		const busy = { ...rich, underWayWei: "400000000000000000" };
		expect(staysAtLeast(busy)).toBe(100_000_000_000_000_000n);
		expect(staysAtLeast({ ...busy, underWayWei: "600000000000000000" })).toBe(
			null,
		);
	});
	it("names the deed in the coin of the chain that the signer names", () => {
		const chain = { title: "Other", symbol: "XYZ", decimals: 6 };
		expect(deedWords({ ...approval, chain, valueWei: "1500000" })).toBe(
			"Send 1.5 XYZ",
		);
	});
	it("calls it cancelling where nothing goes out in another's place, and nothing else", () => {
		const replaces = [{ hash: approval.order, to: approval.to, valueWei: "1" }];
		const nothing = { ...approval, valueWei: "0", to: approval.from };
		expect(deedWords({ ...nothing, replaces })).toBe(
			"Cancel the earlier order",
		);
		expect(deedWords(nothing)).toBe("Send 0 ETH");
		expect(deedWords({ ...approval, valueWei: "0", replaces })).toBe(
			"Send 0 ETH",
		);
		expect(deedWords({ ...approval, replaces })).toBe("Send 0.5 ETH");
	});
	it("calls an approval of zero taking back, and not where it gives leave for number 0 of a collection", () => {
		const [allowing] = scenes["call-allow"].approvals;
		const call = allowing?.call;
		const [part] = call?.parts ?? [];
		if (allowing === undefined || call === undefined) throw new Error("none");
		if (part?.kind !== "approve") throw new Error("it is another scene");
		const zero = (effects: typeof call.foretold.early.effects) => {
			const run = { ...call.foretold.early, effects };
			const foretold = { ...call.foretold, early: run, late: run };
			const parts = [{ ...part, amount: "0" }];
			return deedWords({ ...allowing, call: { ...call, parts, foretold } });
		};
		const { token, spender } = part;
		expect(zero([])).toBe("Take the allowance back");
		expect(
			zero([{ kind: "allowed-one", token, owner: me, spender, id: "0" }]),
		).toBe("Allow this");
	});
	it("calls nothing through Permit2 taking back, as the screen of allowances offers it", () => {
		const [allowing] = scenes["call-allow"].approvals;
		const call = allowing?.call;
		const [part] = call?.parts ?? [];
		if (allowing === undefined || call === undefined) throw new Error("none");
		if (part?.kind !== "approve") throw new Error("it is another scene");
		const through = (amount: string) =>
			deedWords({
				...allowing,
				call: {
					...call,
					parts: [{ ...part, kind: "permit2-approve", amount, expiresS: "0" }],
				},
			});
		expect(through("0")).toBe("Take the allowance back");
		expect(through("1")).toBe("Allow this");
	});
	it("calls a message taking back only where it sets an allowance to nothing, never what is used once or has terms of the spender's", () => {
		const grant = {
			who: approval.from,
			...{ to: null, fromS: null, useByS: null, untilS: null },
			asset: {
				...({ kind: "token", contract: approval.to, amount: "0" } as const),
				...{ item: null, named: null },
			},
			uses: "amount" as const,
		};
		const none = { grants: [grant], hasTerms: false };
		expect(isTakingBack(none)).toBe(true);
		expect(isTakingBack({ ...none, hasTerms: true })).toBe(false);
		const once = { ...grant, uses: "once" as const };
		expect(isTakingBack({ ...none, grants: [once] })).toBe(false);
		expect(isTakingBack({ ...none, grants: [grant, once] })).toBe(false);
	});
	it("names no number where an allowance has no end, but as the number of a collection's", () => {
		const part = scenes["call-allow"].approvals[0]?.call?.parts[0];
		if (part?.kind !== "approve") throw new Error("it is another scene");
		const most = ((1n << 256n) - 1n).toString();
		const words = partWords({ ...part, amount: most });
		expect(words).toContain("as much of this token as it likes, without limit");
		expect(words).not.toContain("smallest units");
		expect(partWords({ ...part, amount: "5" })).toContain("take up to 5");
	});
	it("says that a token tells other things also where it does so at the early end alone", () => {
		const call = scenes["call-allow"].approvals[0]?.call;
		if (call === undefined) throw new Error("none");
		const { early, late } = call.foretold;
		const silent = {
			...early,
			measured: [
				{
					asset: { kind: "erc20" as const, token: approval.to },
					...{ before: "5", after: "0", toldIn: "0", toldOut: "0" },
					isAsTold: false,
				},
			],
		};
		expect(isAsTold({ ...call.foretold, early, late })).toBe(true);
		expect(isAsTold({ ...call.foretold, early: silent, late })).toBe(false);
		expect(isAsTold({ ...call.foretold, early, late: silent })).toBe(false);
	});
	it("never says that nothing may be taken of what gives leave for number 0 of a collection", () => {
		const [allowing] = scenes["call-allow"].approvals;
		const call = allowing?.call;
		const [one] = call?.allows ?? [];
		if (call === undefined || one === undefined) throw new Error("none");
		const { token, spender } = one;
		const zero = { ...one, amount: "0", isUnlimited: false, isNone: true };
		const told = (id: string, of = token) => {
			const effects = [
				{
					...({ kind: "allowed-one", token: of, owner: me } as const),
					...{ spender, id },
				},
			];
			const run = { ...call.foretold.early, effects };
			return { ...call.foretold, early: run, late: run };
		};
		expect(allowanceWords(zero, call.foretold)).toBe(
			"may take nothing any more",
		);
		expect(allowanceWords(zero, told("0"))).toBe("may take number 0");
		expect(allowanceWords(zero, told("0", other))).toBe(
			"may take nothing any more",
		);
	});
	it("names the deed with every digit of the amount", () => {
		expect(deedWords(approval)).toBe("Send 0.5 ETH");
		expect(deedWords({ ...approval, valueWei: "1234000000000000000001" })).toBe(
			"Send 1\u202f234.000000000000000001 ETH",
		);
		expect(deedWords({ ...approval, data: "0xd0e30db0" })).toBe(
			"Call the contract with 0.5 ETH",
		);
	});
});

describe("an order that the signer reads in another way than before", () => {
	it("is never shown without what changed", () => {
		expect(changes(changedApproval, changedApproval)).toEqual([]);
		const [before] = scenes["exit-proving"].approvals;
		if (before === undefined) throw new Error("nothing is asked");
		const found = changes(before, changedApproval);
		expect(found.map(({ what }) => what)).toEqual([
			"the contract's code",
			"the code that runs",
			"what could not be known",
		]);
		expect(found[0]?.now).toMatch(/other code than the network file names/);
	});
	it("says so even where the part that changed has no words of its own", () => {
		expect(
			changes(approval, { ...approval, shown: changedApproval.shown }),
		).toHaveLength(1);
	});
});

describe("an address as it is typed", () => {
	it.each([
		"0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed",
		"0xfB6916095ca1df60bB79Ce92cE3Ea74c37c5d359",
		"0xdbF03B407c01E7cD3CBea99509d93f8DDDC8C6FB",
		"0xD1220A0cf47c7B9Be7A2E6BA89F429762e7b9aDb",
	])("takes %s, an example of EIP-55", (address) => {
		expect(checksummed(address.toLowerCase())).toBe(address);
		expect(typedAddress(` ${address} `)).toEqual({
			address: address.toLowerCase(),
			wrong: null,
		});
	});
	it("refuses a checksum that does not match", () => {
		expect(
			typedAddress("0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAeD").address,
		).toBeNull();
	});
	it("refuses any one digit changed in a checksummed address, but for what EIP-55 cannot see", () => {
		const good = "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed";
		let passed = 0;
		for (let i = 2; i < 42; i++)
			for (const digit of "0123456789abcdef") {
				if (digit === good.charAt(i).toLowerCase()) continue;
				const bad = good.slice(0, i) + digit + good.slice(i + 1);
				if (typedAddress(bad).address !== null) passed++;
			}
		expect(passed).toBe(0);
	});
	it("refuses names, short and long hex, and other characters, in words", () => {
		fc.assert(
			fc.property(fc.string({ maxLength: 60 }), (text) => {
				const { address, wrong } = typedAddress(text);
				expect(address === null).toBe(wrong !== null);
				if (address !== null) expect(address).toMatch(/^0x[0-9a-f]{40}$/);
			}),
		);
		expect(typedAddress("vitalik.eth").wrong).toMatch(/0x/);
		expect(typedAddress("0x1234").wrong).toMatch(/42/);
	});
	it("warns of a look-alike of an address that was paid before", () => {
		const alike = "0x7099aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa79c8";
		expect(recipientNote(scenes.full.view, alike).warn).toBe(true);
		expect(recipientNote(scenes.full.view, other)).toEqual({
			warn: false,
			says: "You have sent to it 3 times from this wallet.",
		});
		expect(recipientNote(scenes.full.view, me).says).toMatch(/this wallet/);
	});
});
