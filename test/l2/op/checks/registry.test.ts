// Bytes of games under a registry, what is refused of profiles, the OP rollups that ship, and what the watch reads of them.

import { describe, expect, it } from "vitest";
import { fromHex, type Hex, toHex } from "../../../../src/base/bytes.ts";
import { Fault } from "../../../../src/base/fault.ts";
import { keccakHex } from "../../../../src/crypto/hash.ts";
import { checks, shippedRollups } from "../../../../src/l2/checks.ts";
import type { Look } from "../../../../src/l2/look.ts";
import {
	decodeGameArgs,
	decodeMadeGame,
	madeGameCode,
} from "../../../../src/l2/op/checks/made-game.ts";
import { registryPinned } from "../../../../src/l2/op/checks/pinned.ts";
import { registryWanted } from "../../../../src/l2/op/checks/registry-config.ts";
import {
	registryAlerts,
	registryMore,
	registrySigns,
} from "../../../../src/l2/op/checks/registry-facts.ts";
import { opGamesV2 } from "../../../../src/l2/op/checks/registry-profile.ts";
import {
	blockAt,
	chainInSuperRoot,
	decodeSuperRoot,
	encodeSuperRoot,
	superRootHash,
} from "../../../../src/l2/op/checks/super-root.ts";
import {
	adminSlot,
	pinnedWanted,
	standingOf,
} from "../../../../src/l2/pinned.ts";
import { wordHex } from "../../../../src/state/storage-layout.ts";
import type { World } from "../../../state/chain.ts";
import {
	argsFor,
	bareMake,
	cloneOf,
	earlierFactory,
	factoryAt,
	faultMake,
	permissionedMake,
	type RegistryGame,
	type RegistryWorld,
	registryAt,
	registryProfile,
	registryWorld,
	superMake,
	superPreimage,
} from "../../registry-world.ts";
import { implementationSlot } from "../../rollup-world.ts";

const codeOf = (work: () => unknown): string => {
	try {
		work();
	} catch (thrown) {
		if (thrown instanceof Fault) return thrown.code;
		throw thrown;
	}
	return "accepted";
};
const at = (n: number): Hex =>
	`0x${n.toString(16).padStart(2, "0").repeat(20)}`;
const word = (n: number): Hex =>
	`0x${n.toString(16).padStart(2, "0").repeat(32)}`;

/** Unichain's newest game under Ethereum's block 26096001. */
const unichain = {
	rootClaim:
		"0x1797a1bd696438e8a1c923155ee57ad5fa8e2fe96533773c89c305ac304046a2",
	extraData:
		"0x01000000006abe058900000000000000000000000000000000000000000000000000000000000000822d4b8b6fd942bdccb212c8e93b7d7c07727fa3259935511f6f995ddec7fcd4aa",
	output: "0x2d4b8b6fd942bdccb212c8e93b7d7c07727fa3259935511f6f995ddec7fcd4aa",
} as const;

describe("a super root", () => {
	const bytes = fromHex(unichain.extraData);
	it("of Unichain is the hash of its game's extra data, with the chain's root and time", () => {
		expect(superRootHash(bytes)).toBe(unichain.rootClaim);
		expect(chainInSuperRoot(unichain.rootClaim, bytes, 130)).toEqual({
			timeS: 1_790_838_153n,
			root: unichain.output,
		});
		expect(
			blockAt(
				{ genesis: { timeS: 1_730_748_359, blockNumber: 0 }, blockTimeS: 1 },
				1_790_838_153n,
			),
		).toBe(60_089_794);
	});
	it("is written again as it was read, with any number of chains", () => {
		for (const count of [1, 2, 3, 64]) {
			const preimage = superPreimage(
				7,
				...Array.from({ length: count }, (_, i) => [i + 1, word(i)] as const),
			);
			const read = decodeSuperRoot(fromHex(preimage));
			expect(read.chains).toHaveLength(count);
			expect(toHex(encodeSuperRoot(read))).toBe(preimage);
		}
	});
	it("is refused with any bit turned, cut short, longer, of another version, without a chain or with too many", () => {
		const refuse = (changed: Uint8Array) =>
			codeOf(() => chainInSuperRoot(unichain.rootClaim, changed, 130));
		for (let i = 0; i < bytes.length; i++)
			for (const bit of [1, 128]) {
				const changed = bytes.slice();
				changed[i] = (changed[i] ?? 0) ^ bit;
				expect(refuse(changed)).toBe("l2-preimage");
			}
		for (const changed of [
			bytes.slice(0, -1),
			bytes.slice(0, 9),
			new Uint8Array(0),
			Uint8Array.of(...bytes, 0),
			fromHex(
				superPreimage(
					7,
					...Array.from({ length: 65 }, (_, i) => [i + 1, word(1)] as const),
				),
			),
		])
			expect(codeOf(() => decodeSuperRoot(changed))).toBe("l2-preimage");
	});
	it("of a time between two blocks is about the one before, and of none before the first", () => {
		const times = {
			genesis: { timeS: 1000, blockNumber: 50 },
			blockTimeS: 2,
		};
		expect(blockAt(times, 1000n)).toBe(50);
		expect(blockAt(times, 1003n)).toBe(51);
		expect(blockAt(times, 1004n)).toBe(52);
		expect(codeOf(() => blockAt(times, 999n))).toBe("l2-preimage");
		expect(codeOf(() => blockAt(times, (1n << 64n) - 1n))).toBe("l2-preimage");
	});
});

describe("the code of a game", () => {
	const game = (make: RegistryGame["make"]): RegistryGame => ({
		address: at(1),
		make,
		rootClaim: word(2),
		extraData: make.type === 9 ? superPreimage(9, [901, word(3)]) : wordHex(5),
		createdAtS: 9,
	});
	it("is read in both layouts, and written again as it was", () => {
		for (const make of [superMake, faultMake, permissionedMake, bareMake]) {
			const one = game(make);
			const code = fromHex(cloneOf(one));
			const made = decodeMadeGame(registryProfile, code);
			expect(made).toMatchObject({
				game: make,
				rootClaim: one.rootClaim,
				extraData: one.extraData,
				gameArgs: argsFor(make),
			});
			expect(toHex(madeGameCode(made))).toBe(toHex(code));
		}
	});
	it("names proposer and challenger where only they may", () => {
		expect(
			decodeGameArgs(permissionedMake, argsFor(permissionedMake)),
		).toMatchObject({
			proposer: at(0xc3),
			challenger: at(0xc4),
			chainId: 901n,
		});
		expect(decodeGameArgs(faultMake, argsFor(faultMake)).proposer).toBeNull();
		expect(codeOf(() => decodeGameArgs(bareMake, "0x"))).toBe("l2-game");
		expect(
			codeOf(() => decodeGameArgs(faultMake, argsFor(permissionedMake))),
		).toBe("l2-game");
	});
	it("is refused cut short, of another make or type, and with other code around its arguments", () => {
		const read = (code: Uint8Array) =>
			codeOf(() => decodeMadeGame(registryProfile, code));
		const code = fromHex(cloneOf(game(faultMake)));
		for (const length of [0, 60, 99, 100, 183, code.length - 1])
			expect(read(code.slice(0, length))).toBe("l2-game");
		expect(
			read(fromHex(cloneOf({ ...game(faultMake), implementation: at(7) }))),
		).toBe("l2-game");
		expect(
			read(
				fromHex(
					cloneOf({ ...game(faultMake), make: { ...faultMake, type: 9 } }),
				),
			),
		).toBe("l2-game");
		expect(
			read(
				fromHex(
					cloneOf({ ...game(faultMake), extraData: "0x", gameArgs: "0x" }),
				),
			),
		).toBe("l2-game");
		// 98 bytes of code before, and two behind
		for (const i of [0, 53, 56, 64, 85, 97, code.length - 1]) {
			const changed = code.slice();
			changed[i] = (changed[i] ?? 0) ^ 1;
			expect(read(changed)).toBe("l2-game");
		}
	});
});

describe("a profile", () => {
	it("is refused with makes of games that could be taken for one another", () => {
		const read = (games: readonly object[]) =>
			codeOf(() => opGamesV2({ ...registryProfile, games }, "profile"));
		expect(read([faultMake, { ...faultMake, type: 0 }])).toBe("accepted");
		expect(read([faultMake, { ...faultMake, claimsSlot: 3 }])).toBe(
			"bad-field",
		);
		expect(read([bareMake, { ...bareMake, type: 1 }])).toBe("bad-field");
		expect(read([faultMake, { ...faultMake, type: 0, clone: "bare" }])).toBe(
			"bad-field",
		);
		expect(read([{ ...faultMake, type: 621 }])).toBe("bad-field");
		expect(read([])).toBe("bad-field");
	});
});

describe("the OP rollups that ship", () => {
	const shipped = shippedRollups
		.filter(({ kind }) => kind === "op-games-v2")
		.map((one) => opGamesV2(one, one.name));
	it("are seven, of Ethereum's main network, each with its own contracts", () => {
		expect(shipped.map(({ chainId }) => chainId).sort((a, b) => a - b)).toEqual(
			[10, 130, 480, 1868, 34443, 57073, 7777777],
		);
		const addresses = shipped.flatMap(({ contracts }) =>
			Object.values(contracts).map(({ address }) => address),
		);
		expect(new Set(addresses).size).toBe(3 * shipped.length);
		for (const { l1, l1ChainId } of shipped)
			expect([l1, l1ChainId]).toEqual(["mainnet", 1]);
	});
	it("say of each pin how it is known", () => {
		for (const { contracts, games, name } of shipped) {
			for (const { known, earlier = [] } of Object.values(contracts)) {
				expect(known?.code.source, name).toBeTruthy();
				expect(known?.implementation?.source, name).toBeTruthy();
				for (const one of earlier) expect(one.known?.source).toBeTruthy();
			}
			for (const game of games) expect(game.known?.source).toBeTruthy();
		}
	});
	it("read at most so much of L1 for their contracts", () => {
		for (const profile of shipped) {
			const wanted = registryWanted(profile);
			expect(wanted.length).toBeLessThan(20);
			expect(
				wanted.reduce((sum, { slots }) => sum + slots.length, 0),
			).toBeLessThan(45);
		}
	});
	it("call permissioned what is, and say what is possible where a file names no way out", () => {
		const kind = checks["op-games-v2"];
		const without = ({
			exit: _,
			...profile
		}: (typeof shipped)[number]): (typeof shipped)[number] => profile;
		const said = (profile: (typeof shipped)[number]) => ({
			lines: kind?.lines(profile),
			known: kind?.noExit(profile),
			cannot: kind
				?.noExit(without(profile))
				?.impossible.map(({ code }) => code),
		});
		for (const profile of shipped) {
			// there is a way out of each of them
			expect(profile.exit).toBeDefined();
			expect(said(profile).known).toBeNull();
			const { lines, cannot } = said(profile);
			const isPermissioned = [480, 1868, 34443, 7777777].includes(
				profile.chainId,
			);
			expect(lines?.includes("one proposer, one challenger")).toBe(
				isPermissioned,
			);
			expect(cannot?.includes("op.no-exit.permissioned")).toBe(isPermissioned);
		}
	});
});

describe("the watch of a rollup with a registry", () => {
	const seen = (world: World): Look => ({
		word: (address, key) =>
			Object.hasOwn(world, address)
				? (world[address]?.storage?.[key] ?? 0n)
				: null,
		account: (address) => ({
			nonce: world[address]?.nonce ?? 0,
			exists: world[address] !== undefined,
			codeHash: keccakHex(fromHex(world[address]?.code ?? "0x")),
		}),
	});
	const look = (change: Partial<RegistryWorld>): Look =>
		seen(
			registryWorld({
				start: { root: word(1), of: 5 },
				...change,
			}),
		);
	const game: RegistryGame = {
		address: at(1),
		make: superMake,
		rootClaim: word(2),
		extraData: superPreimage(9, [901, word(3)]),
		createdAtS: 1_700_001_000,
	};
	const other: RegistryGame = {
		...game,
		address: at(2),
		make: faultMake,
		createdAtS: 1_700_001_900,
	};
	const batcher = (
		_: World,
		put: (to: Hex, key: Hex, word: bigint) => void,
	): void =>
		put(
			registryProfile.contracts.systemConfig.address,
			wordHex(103),
			BigInt(at(5)),
		);
	it("dates the newest game that counts, and counts the batcher's transactions", () => {
		const found = look({ games: [game, other], change: batcher });
		expect(registrySigns(registryProfile, found)).toMatchObject({
			batcher: at(5),
			batcherNonce: 0,
			lastRootS: 1_700_001_000,
			paused: null,
		});
		expect(
			registryMore(registryProfile, found).map(({ address }) => address),
		).toEqual([at(5), factoryAt, registryAt]);
		expect(registryAlerts(registryProfile, found)).toEqual([]);
	});
	it("says that games are blacklisted, retired, or of a type that it does not know", () => {
		const codes = (change: Partial<RegistryWorld>) =>
			registryAlerts(registryProfile, look(change)).map(({ kind }) => kind);
		expect(codes({ games: [{ ...game, blacklisted: true }] })).toEqual([
			"game-blacklisted",
		]);
		const retired = codes({ games: [{ ...game, createdAtS: 1_700_000_500 }] });
		expect(retired).toEqual(["games-retired"]);
		expect(
			codes({
				change: (_, put) => put(registryAt, wordHex(6), 621n),
			}),
		).toEqual(["other-game"]);
	});
	it("knows what releases before had behind a proxy, and nothing else", () => {
		const [, factory] = registryPinned(registryProfile).filter(
			({ behind }) => behind !== null,
		);
		if (factory?.address !== registryAt && factory?.address !== factoryAt)
			throw new Error("order");
		const pin = registryPinned(registryProfile).find(
			({ address }) => address === factoryAt,
		);
		if (pin === undefined) throw new Error("factory");
		const standing = (to: Hex, code?: Hex) =>
			standingOf(
				look({
					change: (world, put) => {
						put(factoryAt, implementationSlot, BigInt(to));
						put(factoryAt, adminSlot, 1n);
						if (code !== undefined) world[earlierFactory] = { code };
					},
				}),
				pin,
			).is;
		expect(standing(pin.behind?.implementation ?? "0x")).toBe("known");
		expect(standing(earlierFactory)).toBe("known");
		expect(standing(earlierFactory, "0x6001")).toBe("other-code");
		expect(standing(at(7))).toBe("upgraded");
		expect(
			pinnedWanted([pin]).some(({ address }) => address === earlierFactory),
		).toBe(true);
	});
});
