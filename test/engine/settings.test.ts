// What is kept of tokens: what an older version left is read and not believed, and a token that was removed stays away.

import { describe, expect, it } from "vitest";
import type { Hex } from "../../src/base/bytes.ts";
import { mostTokens } from "../../src/base/room.ts";
import { memoryStore } from "../../src/cli/store.ts";
import {
	knownTokens,
	openSettings,
	type Settings,
	tokensOn,
	withoutToken,
	withToken,
} from "../../src/engine/settings.ts";
import { exitProfile } from "../l2/op/exit-world.ts";
import { network } from "../state/chain.ts";

const a: Hex = `0x${"0a".repeat(20)}`;
const found = { codes: `0x${"11".repeat(32)}` as Hex, place: null };

const stored = async (change: object): Promise<Settings> => {
	const store = memoryStore();
	await store.put(
		"settings",
		"settings",
		JSON.stringify({
			network: null,
			imported: [],
			endpoints: [],
			accounts: [],
			account: null,
			tokens: [],
			...change,
		}),
	);
	return (await openSettings(store)).now();
};

describe("tokens on disk", () => {
	it("never believes a token that an older version let a person describe", async () => {
		const now = await stored({
			tokens: [
				{
					chainId: 1,
					address: a,
					symbol: "USDC",
					decimals: 2,
					balancesSlot: 4,
				},
			],
		});
		expect(knownTokens(now)).toEqual([
			{
				chainId: 1,
				address: a,
				symbol: "USDC",
				decimals: 2,
				by: "person",
				found: null,
				place: null,
			},
		]);
	});

	it("refuses more than are shown on a chain, and takes one that is there again", async () => {
		let now = await stored({});
		const token = (n: number) => ({
			chainId: 1,
			address: `0x${n.toString(16).padStart(40, "0")}` as Hex,
			symbol: "T",
			decimals: 0,
			found,
		});
		for (let n = 0; n < mostTokens; n++) now = withToken(now, token(n));
		expect(tokensOn(now, 1)).toHaveLength(mostTokens);
		expect(withToken(now, token(3)).tokens).toHaveLength(mostTokens);
		expect(() => withToken(now, token(99))).toThrow("too-many-tokens");
	});

	it("never shows a removed token again by itself, also one that a network file names", async () => {
		// of its own name: a file brings nothing to a network that ships but other profiles of what ships on it
		const l1 = {
			...network,
			...{ name: "a-network-of-a-file", chainId: 3_151_908 },
		};
		const now = await stored({
			network: l1.name,
			imported: [
				JSON.stringify({
					format: "sextant-network-1",
					l1,
					rollups: [{ ...exitProfile, l1: l1.name, l1ChainId: l1.chainId }],
				}),
			],
		});
		const [named] = knownTokens(now);
		if (named === undefined) throw new Error("the file names no token");
		expect(named).toMatchObject({ by: "file" });
		const { chainId, address } = named;
		const without = withoutToken(now, { chainId, address });
		expect(knownTokens(without)).toEqual([]);
		const again = withToken(without, {
			...{ chainId, address, symbol: "T", decimals: 0 },
			found,
		});
		expect(knownTokens(again)).toMatchObject([{ by: "contract" }]);
		// and hidden once more, though the file names it still
		expect(knownTokens(withoutToken(again, { chainId, address }))).toEqual([]);
	});
});
