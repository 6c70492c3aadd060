// Which code an exit's step may call: behind a proxy, and a clone among many.

import { describe, expect, test } from "vitest";
import { type Hex, toHex } from "../../src/base/bytes.ts";
import { Fault, type FaultCode } from "../../src/base/fault.ts";
import { keccak256 } from "../../src/crypto/hash.ts";
import { addressOf } from "../../src/crypto/secp256k1.ts";
import type { ExitStep } from "../../src/l2/exit-step.ts";
import { gameCode } from "../../src/l2/op/checks/games.ts";
import type { OpRegistryProfile } from "../../src/l2/op/checks/registry-profile.ts";
import type { RollupProfile } from "../../src/l2/profile.ts";
import type { ExitFacts } from "../../src/receipt/exit-rule.ts";
import type { Account, Slot } from "../../src/state/values.ts";
import type { Verified } from "../../src/trust/verified.ts";
import { composeExit, type ExitOrder } from "../../src/wallet/exit-order.ts";
import { exitProfile } from "../l2/op/exit-world.ts";
import { leavingProfile } from "../l2/op/registry-exit-world.ts";
import { saidAll } from "../said.ts";
import { a, account, codeOf, h, noCode, say, scene, timeS } from "./world.ts";

const me = addressOf(keccak256(Uint8Array.of(42)));
const { header } = scene();
const profile = { ...exitProfile, l1ChainId: header.value.chainId };
const portal = profile.contracts.optimismPortal;
const slotKey = profile.slots.implementation;

const slotOf = (
	contract: Verified<Account>,
	part: Partial<Slot> = {},
): Verified<Slot> =>
	say<Slot>("mpt-slot", [contract], {
		at: contract.value.at,
		address: contract.value.address,
		key: slotKey,
		word: BigInt(portal.implementation),
		...part,
	});
const behindProxy = (
	part: {
		readonly contract?: Parameters<typeof account>[2];
		readonly slot?: Partial<Slot>;
		readonly at?: Hex;
		readonly behind?: Parameters<typeof account>[2];
	} = {},
): ExitFacts => {
	const contract = account(header, portal.address, {
		codeHash: portal.codeHash ?? "0x",
		...part.contract,
	});
	return {
		sender: account(header, me),
		header,
		contract,
		implementation: {
			slot: slotOf(contract, part.slot),
			account: account(header, part.at ?? portal.implementation, {
				codeHash: portal.implementationCodeHash ?? "0x",
				...part.behind,
			}),
		},
		code: null,
	};
};
const force: ExitStep = {
	kind: "op-force",
	token: null,
	amount: 10n ** 17n,
	l1Gas: 100_000,
};
const compose = (
	step: ExitStep,
	facts: ExitFacts,
	of: RollupProfile = profile,
): ExitOrder =>
	composeExit({
		id: "one",
		profile: of,
		step,
		facts,
		gasLimit: 300_000,
		outstanding: [],
		tipWei: 1_000_000_000n,
		nowMs: (timeS + 20) * 1000,
	});
const refusal = (step: ExitStep, facts: ExitFacts): FaultCode | "none" => {
	try {
		compose(step, facts);
		return "none";
	} catch (thrown) {
		if (thrown instanceof Fault) return thrown.code;
		throw thrown;
	}
};

describe("behind a proxy", () => {
	test("the known code is known, and its hash is the implementation's", () => {
		const { reading } = compose(force, behindProxy());
		expect(reading.isCodeKnown).toBe(true);
		expect(reading.codeHash).toBe(portal.implementationCodeHash);
	});

	test("an upgrade is said and leaves the way open", () => {
		const upgraded = behindProxy({
			slot: { word: BigInt(a(77)) },
			at: a(77),
			behind: { codeHash: h(9) },
		});
		const { reading } = compose(force, upgraded);
		expect(reading.isCodeKnown).toBe(false);
		expect(reading.codeHash).toBe(h(9));
		expect(saidAll(reading.unknowns)).toContain("other code");
	});

	test("what releases before had is known by address and code together, and by neither alone", () => {
		const isKnown = (
			implementation: Hex,
			implementationCodeHash: Hex,
			at: Hex,
			codeHash: Hex,
		): boolean => {
			const { exit } = leavingProfile;
			if (exit === undefined) throw new Error("no way out");
			const earlier = [{ implementation, implementationCodeHash }];
			const contracts = {
				...exit.contracts,
				optimismPortal: { ...portal, earlier },
			};
			const released: OpRegistryProfile = {
				...leavingProfile,
				l1ChainId: header.value.chainId,
				exit: { ...exit, contracts },
			};
			const { reading } = compose(
				force,
				behindProxy({ slot: { word: BigInt(at) }, at, behind: { codeHash } }),
				released,
			);
			return reading.isCodeKnown;
		};
		expect(isKnown(a(77), h(9), a(77), h(9))).toBe(true);
		expect(isKnown(a(77), h(9), a(77), h(8))).toBe(false);
		expect(isKnown(a(77), h(9), a(78), h(9))).toBe(false);
		expect(isKnown(a(76), h(9), a(77), h(9))).toBe(false);
	});

	test("other code of the proxy itself is said as well", () => {
		const { reading } = compose(
			force,
			behindProxy({ contract: { codeHash: h(9) } }),
		);
		expect(reading.isCodeKnown).toBe(false);
	});

	test.each([
		["an implementation that the slot does not name", { at: a(77) }],
		["another slot of the proxy", { slot: { key: h(5) } }],
		["the slot of another contract", { slot: { address: a(9) } }],
		["an implementation without code", { behind: { codeHash: noCode } }],
		["an implementation that is not there", { behind: { exists: false } }],
	])("refuses %s", (_, part) => {
		expect(refusal(force, behindProxy(part))).toBe("order-evidence");
	});

	test("refuses a proxy whose implementation is not proved", () => {
		expect(refusal(force, { ...behindProxy(), implementation: null })).toBe(
			"order-evidence",
		);
	});
});

describe("a clone", () => {
	const game = a(66);
	const resolve: ExitStep = { kind: "op-resolve", game };
	const facts = (implementation: Hex, code?: Hex): ExitFacts => {
		const bytes =
			code ??
			toHex(
				gameCode({
					implementation,
					creator: a(1),
					rootClaim: h(2),
					l1Head: h(3),
					l2BlockNumber: 7n,
				}),
			);
		const contract = account(header, game, { codeHash: h(8) });
		return {
			sender: account(header, me),
			header,
			contract,
			implementation: null,
			code: codeOf(contract, bytes),
		};
	};

	test("of the profile's game is called", () => {
		const { reading } = compose(resolve, facts(profile.game.implementation));
		expect(reading.isCodeKnown).toBe(true);
	});

	test("of another game, and any other code, is refused", () => {
		expect(refusal(resolve, facts(a(5)))).toBe("l2-game");
		expect(
			refusal(resolve, facts(profile.game.implementation, "0x60006000")),
		).toBe("l2-game");
	});

	test("is refused when its code is not proved, or is another account's", () => {
		const good = facts(profile.game.implementation);
		expect(refusal(resolve, { ...good, code: null })).toBe("order-evidence");
		const other = account(header, a(67), { codeHash: h(8) });
		const bytes = good.code?.value.bytes ?? "0x";
		expect(refusal(resolve, { ...good, code: codeOf(other, bytes) })).toBe(
			"order-evidence",
		);
	});
});
