// The drill is refused wherever coins have value, and for ways that take everything.

import { expect, test } from "vitest";
import { asFault } from "../../src/base/fault.ts";
import { offerMessage } from "../../src/exit/codes.ts";
import type { WayOffer } from "../../src/exit/module.ts";
import {
	canRehearse,
	checkRehearsal,
	checkRehearsalClaim,
	rehearsalAmount,
	rehearsalOf,
	rehearsalRequestOf,
	rehearsalWords,
} from "../../src/exit/rehearsal.ts";
import { knownNetworks } from "../../src/l1/network.ts";
import { allRuntimes } from "../../src/l2/runtimes.ts";
import { profile } from "../l2/reference/world.ts";
import { said } from "../said.ts";

const code = (work: () => unknown): string | null => {
	try {
		work();
		return null;
	} catch (thrown) {
		return asFault(thrown).code;
	}
};
const network = (name: string) => {
	const found = knownNetworks.find((one) => one.name === name);
	if (found === undefined) throw new Error(`no network ${name}`);
	return found;
};
const offer: WayOffer = {
	isOpen: true,
	words: "",
	lastsS: null,
	takes: "amount",
	tokens: false,
	fromBegun: false,
};
const account = `0x${"11".repeat(20)}` as const;

test("is refused on mainnet, by any name and whatever its file says, and on what is not named a test network", () => {
	expect(code(() => checkRehearsal(network("mainnet")))).toBe("exit-drill");
	expect(
		code(() => checkRehearsal({ ...network("mainnet"), test: true })),
	).toBe("exit-drill");
	const { test: _, ...unnamed } = network("sepolia");
	expect(code(() => checkRehearsal(unnamed))).toBe("exit-drill");
	expect(code(() => checkRehearsal(network("sepolia")))).toBeNull();
	expect(code(() => checkRehearsal(network("hoodi")))).toBeNull();
});

test("asks for a thousandth of the coin, and is refused where everything would leave or nothing can", () => {
	expect(
		rehearsalAmount({ ...profile, coin: { symbol: "X", decimals: 18 } }),
	).toBe(10n ** 15n);
	expect(
		rehearsalAmount({ ...profile, coin: { symbol: "X", decimals: 2 } }),
	).toBe(1n);
	expect(rehearsalRequestOf(account, profile, offer)).toMatchObject({
		account,
		token: null,
		begun: null,
	});
	expect(
		code(() =>
			rehearsalRequestOf(account, profile, { ...offer, takes: "everything" }),
		),
	).toBe("exit-drill");
	expect(
		code(() =>
			rehearsalRequestOf(account, profile, { ...offer, isOpen: false }),
		),
	).toBe("exit-drill");
	expect(
		code(() =>
			rehearsalRequestOf(account, profile, { ...offer, fromBegun: true }),
		),
	).toBe("exit-drill");
});

test("says how a way is rehearsed: by itself where a small sum can, else by what is made for it, else not at all", async () => {
	const ways = (await allRuntimes()).flatMap((one) => one.ways);
	const named = (name: string) => {
		const found = ways.find(({ way }) => way === name);
		if (found === undefined) throw new Error(`no way ${name}`);
		return found;
	};
	const forced = named("op-forced");
	const all: WayOffer = { ...offer, takes: "everything" };
	expect(rehearsalWords(ways, forced, offer)).toEqual(
		offerMessage("rehearsal.same-steps"),
	);
	for (const no of [all, { ...offer, isOpen: false }])
		expect(rehearsalWords(ways, forced, no)).toBeNull();
	expect(
		rehearsalWords(ways, named("op-plain"), { ...offer, fromBegun: true }),
	).toBeNull();
	const escaping = named("reference-escape");
	for (const one of [all, { ...all, isOpen: false }])
		expect(said(rehearsalWords(ways, escaping, one) ?? undefined)).toMatch(
			/opens a small one with a thousandth of this test network's coin/,
		);
	expect(rehearsalOf(ways, escaping).rehearses?.way).toBe("reference-escape");
	expect(rehearsalOf(ways, forced)).toBe(forced);
	expect(canRehearse(network("mainnet"))).toBe(false);
	expect(canRehearse(network("sepolia"))).toBe(true);
});

test("is no real exit by a file's word: more money, a token, what was begun before, or coins with value", () => {
	const sepolia = network("sepolia");
	const asked = rehearsalRequestOf(account, profile, offer);
	const claim = (part: Partial<typeof asked>, on = sepolia) =>
		code(() => checkRehearsalClaim(on, profile, { ...asked, ...part }));
	expect(claim({})).toBeNull();
	expect(claim({ amount: rehearsalAmount(profile) + 1n })).toBe("bad-file");
	expect(claim({ amount: null })).toBe("bad-file");
	expect(claim({ token: account })).toBe("bad-file");
	expect(claim({ begun: `0x${"11".repeat(32)}` })).toBe("bad-file");
	expect(claim({}, network("mainnet"))).toBe("bad-file");
});
