// A verifier is concluded only from L1's own state: its code, the route that leads to it, and every switch that stops it.
// The trie proofs are true ones; a verified header is given.

import { describe, expect, it } from "vitest";
import type { Hex } from "../../src/base/bytes.ts";
import { keccakHex } from "../../src/crypto/hash.ts";
import { replayBy } from "../../src/evm/verifier-replay.ts";
import {
	decodeVerifierProfile,
	selectorKey,
	type VerifierProfile,
	verifierId,
} from "../../src/recheck/replay-profile.ts";
import {
	concludeVerifier,
	type RouteKey,
	replayVerifierRule,
	verifierWanted,
} from "../../src/recheck/replay-route.ts";
import { proveAccount } from "../../src/state/account.ts";
import { proveCode, proveSlot } from "../../src/state/slot.ts";
import { mappingSlot, wordHex } from "../../src/state/storage-layout.ts";
import type { Header } from "../../src/state/values.ts";
import type { AnyVerified } from "../../src/trust/verified.ts";
import { type MadeAccount, madeState } from "../adversary/made/state.ts";
import { say, scene } from "../receipt/world.ts";
import { at } from "./both.ts";

const router = at(0x100);
const stop = at(0x200);
const verifier = at(0x300);
const proxy = at(0x400);
const elsewhere = at(0x500);
const selector: Hex = "0xa1b2c3d4";
const key: RouteKey = { key: selectorKey(selector) };
const implementation = keccakHex(Uint8Array.of(9));

const routerCode: Hex = "0x600160005260206000f3";
const stopCode: Hex = "0x60016000fd";
/** Returns what it is asked with, one word. */
const verifierCode: Hex = "0x60003560005260206000f3";
const hashOf = (code: Hex): Hex =>
	keccakHex(Uint8Array.from(Buffer.from(code.slice(2), "hex")));

const pausedAt = wordHex(1n);
const profile: VerifierProfile = {
	title: "made",
	l1ChainId: 1337,
	contracts: [
		{ address: router, codeHash: hashOf(routerCode), runs: false },
		{ address: stop, codeHash: hashOf(stopCode), runs: false },
		{ address: verifier, codeHash: hashOf(verifierCode), runs: true },
		{ address: proxy, codeHash: hashOf(routerCode), runs: false },
	],
	route: {
		router,
		mapping: 1,
		addressAt: 0,
		frozenAt: 160,
		sinceAt: null,
		to: verifier,
	},
	stops: [{ address: stop, slot: pausedAt, bit: 160 }],
	pins: [
		{ address: proxy, slot: implementation, word: wordHex(BigInt(verifier)) },
	],
	entry: verifier,
	gas: 100_000,
	accepts: "returns-true",
};

type World = {
	readonly route?: bigint;
	readonly paused?: bigint;
	readonly pinned?: bigint;
	readonly code?: { readonly [address: Hex]: Hex };
	readonly slot?: number;
	readonly mapping?: number;
};

const made = ({ route, paused, pinned, code = {}, mapping = 1 }: World) => {
	const contract = (
		address: Hex,
		own: Hex,
		storage: readonly (readonly [Hex, bigint])[],
	): readonly [Hex, MadeAccount] => [
		address,
		{
			nonce: 1,
			balanceWei: 0n,
			code: code[address] ?? own,
			storage: new Map(
				storage
					.filter(([, word]) => word !== 0n)
					.map(([slot, word]) => [BigInt(slot), word]),
			),
		},
	];
	return madeState(
		new Map([
			contract(router, routerCode, [
				[mappingSlot(key.key, BigInt(mapping)), route ?? BigInt(verifier)],
			]),
			contract(stop, stopCode, [[pausedAt, paused ?? 7n]]),
			contract(verifier, verifierCode, []),
			contract(proxy, routerCode, [
				[implementation, pinned ?? BigInt(verifier)],
			]),
		]),
	);
};

/** The premises that verifierWanted asks for, proved in that world. */
const premisesIn = (
	world: World,
	of: VerifierProfile = profile,
	asked: RouteKey | null = key,
): readonly AnyVerified[] => {
	const state = made(world);
	const { head, header: given } = scene({ slot: world.slot ?? 6_500 });
	const header = say<Header>("el-header", [head], {
		...given.value,
		stateRoot: state.root,
	});
	return verifierWanted(of, asked).flatMap(({ address, slots, code }) => {
		const account = proveAccount(header, address, {
			accountProof: state.accountProof(address),
		});
		const bytes = world.code?.[address] ?? verifierCode;
		return [
			code === true ? proveCode(account, bytes) : account,
			...slots.map((slot) =>
				proveSlot(account, {
					key: slot,
					proof: state.slotProof(address, BigInt(slot)),
				}),
			),
		];
	});
};

const concludeIn = (
	world: World,
	of: VerifierProfile = profile,
	asked: RouteKey | null = key,
) => concludeVerifier(of, asked, premisesIn(world, of, asked));

const codeOf = (run: () => unknown): string => {
	try {
		run();
		return "accepted";
	} catch (thrown) {
		return String(Reflect.get(Object(thrown), "code") ?? thrown);
	}
};

describe("a verifier that L1 routes to", () => {
	it("is concluded, names its profile, and runs", async () => {
		const concluded = concludeIn({});
		expect(concluded.value).toMatchObject({
			profile: verifierId(profile),
			key: key.key,
			entry: verifier,
			contracts: [{ address: verifier, code: verifierCode }],
		});
		const asked = (input: Hex) => replayBy(concluded, { input });
		await expect(asked(wordHex(1n))).resolves.toBeDefined();
		await expect(asked(wordHex(3n))).rejects.toMatchObject({
			code: "recheck-failed",
		});
	});

	it("is concluded again from premises and witness", async () => {
		const first = concludeIn({});
		const again = await replayVerifierRule(first.premises, first.witness);
		expect(again.value).toEqual(first.value);
		expect(again.rule).toBe("verifier");
	});

	it.each<[string, string, World]>([
		["frozen", "replay-frozen", { route: BigInt(verifier) + (1n << 160n) }],
		["missing", "replay-route", { route: 0n }],
		["missing and frozen", "replay-route", { route: 1n << 160n }],
		["written in another mapping", "replay-route", { mapping: 2 }],
		["to another contract", "l2-unknown-code", { route: BigInt(elsewhere) }],
	])("is refused where its route is %s", (_, code, world) => {
		expect(codeOf(() => concludeIn(world))).toBe(code);
	});

	it.each<[string, string, World]>([
		["is paused", "replay-frozen", { paused: 7n + (1n << 160n) }],
		["has another implementation", "l2-unknown-code", { pinned: 5n }],
		[
			"is a router with other code",
			"l2-unknown-code",
			{ code: { [router]: stopCode } },
		],
		[
			"is a verifier with other code",
			"l2-unknown-code",
			{ code: { [verifier]: stopCode } },
		],
		[
			"is a stop with other code",
			"l2-unknown-code",
			{ code: { [stop]: verifierCode } },
		],
	])("is refused where a contract %s", (_, code, world) => {
		expect(codeOf(() => concludeIn(world))).toBe(code);
	});

	it("is not anchored where a contract is not there yet", () => {
		const contracts = profile.contracts.map((own) =>
			own.address === stop ? { ...own, address: elsewhere } : own,
		);
		const stops = [{ address: elsewhere, slot: pausedAt, bit: 160 }];
		expect(codeOf(() => concludeIn({}, { ...profile, contracts, stops }))).toBe(
			"not-anchored",
		);
	});
});

describe("a route that holds from a number on", () => {
	// As Scroll keeps it: the number in the lowest 64 bits, the address above.
	const route = {
		router,
		mapping: 1,
		addressAt: 64,
		frozenAt: null,
		sinceAt: 0,
		to: verifier,
	};
	const dated: VerifierProfile = { ...profile, route };
	const world = { route: (BigInt(verifier) << 64n) + 900n };

	it("leads to the verifier from then on", () => {
		const asked = { ...key, number: 900n };
		expect(concludeIn(world, dated, asked).value.entry).toBe(verifier);
	});

	it("leads nowhere for an earlier number", () => {
		const asked = { ...key, number: 899n };
		expect(codeOf(() => concludeIn(world, dated, asked))).toBe("replay-route");
	});

	it("is our own mistake without a number", () => {
		expect(() => concludeIn(world, dated, key)).toThrow(RangeError);
	});

	it("is not replayed from evidence without its number", async () => {
		const first = concludeIn(world, dated, { ...key, number: 900n });
		await expect(
			replayVerifierRule(first.premises, {
				profile: dated,
				key: key.key,
				number: null,
			}),
		).rejects.toMatchObject({ code: "evidence-step" });
	});
});

describe("a verifier without a route", () => {
	const fixed: VerifierProfile = { ...profile, route: null };

	it("is concluded by its code alone", () => {
		expect(concludeIn({ route: 0n }, fixed, null).value.key).toBe(null);
	});

	it("takes no key", () => {
		expect(() => verifierWanted(fixed, key)).toThrow(RangeError);
		expect(() => verifierWanted(profile, null)).toThrow(RangeError);
	});
});

describe("premises", () => {
	const premises = premisesIn({});

	it("of another number are refused", () => {
		for (const own of [premises.slice(1), premises.slice(0, -1)])
			expect(codeOf(() => concludeVerifier(profile, key, own))).toBe(
				"evidence-step",
			);
		expect(
			codeOf(() => concludeVerifier(profile, key, [...premises, ...premises])),
		).toBe("evidence-step");
	});

	it("in another order are refused", () => {
		for (const i of premises.keys()) {
			if (i === 0) continue;
			const own = [...premises];
			[own[0], own[i]] = [own[i] as AnyVerified, own[0] as AnyVerified];
			expect(codeOf(() => concludeVerifier(profile, key, own))).toBe(
				"evidence-step",
			);
		}
	});

	it("of two blocks are refused, whichever is of the other", () => {
		const later = premisesIn({ slot: 6_600 });
		for (const i of premises.keys()) {
			const own = premises.map((one, at) =>
				at === i ? (later[i] as AnyVerified) : one,
			);
			expect(codeOf(() => concludeVerifier(profile, key, own))).toBe(
				"evidence-step",
			);
		}
	});

	it("for another route's key are refused", () => {
		const other = { key: selectorKey("0x01020304") };
		expect(codeOf(() => concludeVerifier(profile, other, premises))).toBe(
			"evidence-step",
		);
	});

	it("of another chain are refused", () => {
		const own = { ...profile, l1ChainId: 1 };
		expect(codeOf(() => concludeVerifier(own, key, premises))).toBe(
			"evidence-step",
		);
	});
});

describe("a verifier's profile", () => {
	it("is refused where it does not pin the code of what it reads or calls", () => {
		const [first, ...others] = profile.contracts;
		for (const own of [
			{ ...profile, contracts: others },
			{ ...profile, contracts: [first, first, ...others] },
			{ ...profile, entry: router },
			{ ...profile, entry: elsewhere },
			{ ...profile, stops: [{ address: elsewhere, slot: pausedAt, bit: 0 }] },
			{
				...profile,
				pins: [{ address: elsewhere, slot: pausedAt, word: pausedAt }],
			},
			{ ...profile, stops: [{ address: stop, slot: pausedAt, bit: 256 }] },
			{ ...profile, gas: 0 },
			{ ...profile, accepts: "always" },
		])
			expect(() => decodeVerifierProfile(own, "verifier")).toThrow(
				expect.objectContaining({ code: "bad-field" }),
			);
		expect(decodeVerifierProfile(profile, "verifier")).toEqual(profile);
	});

	it("has another id with any of it changed", () => {
		expect(verifierId({ ...profile, gas: 100_001 })).not.toBe(
			verifierId(profile),
		);
		expect(selectorKey(selector)).toBe(`0xa1b2c3d4${"0".repeat(56)}`);
	});
});

describe("a verifier that is known by its address", () => {
	const byAddress = decodeVerifierProfile(
		{
			...profile,
			contracts: profile.contracts.map((own) =>
				own.address === verifier ? { address: verifier, runs: true } : own,
			),
		},
		"profile",
	);

	it("runs the code that is proved there, and is concluded again from its witness", async () => {
		const concluded = concludeIn({}, byAddress);
		expect(concluded.value.contracts).toEqual([
			{ address: verifier, codeHash: hashOf(verifierCode), code: verifierCode },
		]);
		const again = await replayVerifierRule(
			concluded.premises,
			concluded.witness,
		);
		expect(again.value).toEqual(concluded.value);
		expect(concluded.value.profile).not.toBe(verifierId(profile));
	});

	it("rejects one that holds a delegation, or is a clone, or has no code", () => {
		for (const code of [
			`0xef0100${"12".repeat(20)}`,
			`0x363d3d373d3d3d363d73${"12".repeat(20)}5af43d82803e903d91602b57fd5bf3`,
			"0x",
		] as Hex[])
			expect(
				codeOf(() => concludeIn({ code: { [verifier]: code } }, byAddress)),
			).toBe("l2-unknown-code");
	});

	it("rejects one of which it is not proved whether it is a proxy", () => {
		const premises = premisesIn({}, byAddress);
		expect(premises.length).toBe(premisesIn({}).length + 1);
		expect(codeOf(() => concludeVerifier(byAddress, key, premisesIn({})))).toBe(
			"evidence-step",
		);
	});
});
