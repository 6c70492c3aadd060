// What L1 shows of Starknet: only in a contract that is the known one, in StarkWare's own places and not in EIP-1967's.

import { describe, expect, it } from "vitest";
import type { Hex } from "../../../../src/base/bytes.ts";
import {
	upgradableAtOnce,
	upgradersOf,
} from "../../../../src/exit/upgraders.ts";
import type { Look } from "../../../../src/l2/look.ts";
import { pinnedWanted, standingOf } from "../../../../src/l2/pinned.ts";
import { starknetChecks } from "../../../../src/l2/starknet/checks/kind.ts";
import { starknetPinned } from "../../../../src/l2/starknet/checks/pinned.ts";
import { coreSlots } from "../../../../src/l2/starknet/checks/profile.ts";
import { governorSlot } from "../../../../src/l2/starknet/checks/watch-facts.ts";
import { mainnet as profile } from "../../../../src/l2/starknet/profiles/mainnet.ts";
import { nextSlot } from "../../../../src/state/storage-layout.ts";

const { core } = profile.contracts;
const [council] = profile.governors;
if (council === undefined) throw new Error("no governor");

const lookWith = (words: { readonly [key: Hex]: bigint }): Look => {
	const all: { readonly [key: Hex]: bigint } = {
		[coreSlots.implementation]: BigInt(core.implementation),
		[coreSlots.upgradeDelay]: 0n,
		[nextSlot(coreSlots.state, 1)]: 13_216_199n,
		...words,
	};
	return {
		word: (address, key) =>
			address === core.address ? (all[key] ?? 0n) : null,
		account: (address) => ({
			nonce: 1,
			exists: true,
			codeHash: address === core.address ? (core.codeHash ?? "0x22") : "0x11",
		}),
	};
};

describe("StarkWare's places", () => {
	it("are the texts' hashes that others found on the chain", () => {
		expect(coreSlots).toMatchObject({
			implementation:
				"0x177667240aeeea7e35eabe3a35e18306f336219e1386f7710a6bf8783f761b24",
			upgradeDelay:
				"0xc21dbb3089fcb2c4f4c6a67854ab4db2b0f233ea4b21b21f912d52d18fc5db1f",
			state:
				"0x71a8ef1b1265359d77973c3524afac225c0a0d829a0d4da5cac3b34532019fec",
			verifier:
				"0x04e7be39f2fb63cfd7d4fcfe19f108bc6b411ed972d99fca0a47dcaff878ce5e",
			programHash:
				"0x8cde0e99a4532474b22bd3952cb1c6b00478babd3678337325283f4f48110fc4",
			configHash:
				"0xb4c82a817c6e58e43d4ecb2529caab94383420d8f31e963cfe54dfe32d2cca56",
		});
	});

	it("are what is read of its proxy, and EIP-1967's are not", () => {
		expect(pinnedWanted(starknetPinned(profile))).toEqual([
			{ address: core.address, slots: [coreSlots.implementation] },
			{ address: core.implementation, slots: [] },
		]);
		const [pinned] = starknetPinned(profile);
		if (pinned === undefined) throw new Error("nothing pinned");
		expect(standingOf(lookWith({}), pinned)).toEqual({ is: "known" });
		expect(
			standingOf(lookWith({ [coreSlots.implementation]: 5n }), pinned),
		).toMatchObject({ is: "upgraded" });
	});
});

describe("the watch", () => {
	it("counts blocks that L1 took over, and nothing in a contract of other code", () => {
		expect(starknetChecks.signs(profile, lookWith({})).rootCount).toBe(
			13_216_199,
		);
		expect(
			starknetChecks.signs(
				profile,
				lookWith({ [coreSlots.implementation]: 5n }),
			).rootCount,
		).toBeNull();
	});

	it("says that its code can be changed at once where the delay is zero, and by whom as far as that is proved", () => {
		const named = upgradersOf(
			profile,
			lookWith({ [governorSlot(council.address)]: 1n }),
		);
		expect(named.map(({ says }) => says.code)).toEqual([
			"starknet.upgrader.at-once.named",
		]);
		expect(upgradableAtOnce(named)).not.toBeNull();
		const [nobody] = upgradersOf(profile, lookWith({}));
		expect(nobody).toMatchObject({
			delayS: 0,
			says: { code: "starknet.upgrader.at-once" },
		});
	});

	it("says the delay that is proved, and nothing in a contract of other code", () => {
		const [waits] = upgradersOf(
			profile,
			lookWith({ [coreSlots.upgradeDelay]: 691_200n }),
		);
		expect(waits).toMatchObject({
			delayS: 691_200,
			says: { code: "starknet.upgrader.waits" },
		});
		expect(
			starknetChecks.upgraders(
				profile,
				lookWith({ [coreSlots.implementation]: 5n }),
			),
		).toEqual([]);
	});

	it("knows no way out that nobody can refuse", () => {
		expect(starknetChecks.noExit(profile)?.says.code).toBe(
			"starknet.no-exit.says",
		);
	});
});
