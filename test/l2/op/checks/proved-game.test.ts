// Base over a made L1 with the real layout of its games: which root counts, by what, and what is refused of games that are made with
// proofs.

import { describe, expect, test } from "vitest";
import { fromHex, type Hex, toHex } from "../../../../src/base/bytes.ts";
import { Fault } from "../../../../src/base/fault.ts";
import { checks } from "../../../../src/l2/checks.ts";
import { decodeMadeGame } from "../../../../src/l2/op/checks/made-game.ts";
import { registryPinned } from "../../../../src/l2/op/checks/pinned.ts";
import {
	concludeRegistry,
	registryWanted,
} from "../../../../src/l2/op/checks/registry-config.ts";
import { opGamesV2 } from "../../../../src/l2/op/checks/registry-profile.ts";
import {
	blacklistedSlot,
	concludeAnchorGame,
	concludeRegistryGame,
	concludeStart,
	gameIdSlot,
	registryGameWanted,
} from "../../../../src/l2/op/checks/registry-root.ts";
import { concludeState } from "../../../../src/l2/op/checks/state.ts";
import { base } from "../../../../src/l2/op/profiles/base.ts";
import { opMainnet } from "../../../../src/l2/op/profiles/op-mainnet.ts";
import {
	opCouldBeWrong,
	registryWordings,
} from "../../../../src/l2/op/words/trace.ts";
import { pinnedWanted } from "../../../../src/l2/pinned.ts";
import { contractPremises } from "../../../../src/l2/proved.ts";
import { trustMessage } from "../../../../src/l2/trust-codes.ts";
import type { WantedAccount } from "../../../../src/state/capture.ts";
import { proveCode } from "../../../../src/state/slot.ts";
import { headerOver, proofsOf } from "../../reference/made-root.ts";
import {
	implementationSlot,
	mineL2,
	passerRoot,
	rootOf,
} from "../../rollup-world.ts";
import {
	type BaseGame,
	type BaseWorld,
	baseWorld,
	extraOf,
	makes,
	profile,
	retiredS,
	verifiers,
} from "../base-world.ts";

const l2 = mineL2(60);
const block = l2.find(({ number }) => number === 120);
if (block === undefined) throw new Error("block");
const nowS = headerOver({}).value.grade.asOfS;
const hourS = 3600;
const dayS = 24 * hourS;
const game: BaseGame = {
	address: `0x${"61".repeat(20)}`,
	root: rootOf(block),
	number: 120,
	createdAtS: nowS - 7 * hourS,
};
const won = {
	createdAtS: nowS - 6 * dayS,
	resolvedAtS: nowS - 60,
	status: 2,
} as const;

const open = (world: BaseWorld) => {
	const accounts = baseWorld(world);
	const header = headerOver(accounts);
	const prove = (wanted: readonly WantedAccount[]) =>
		wanted.map(({ address, slots, code = false }) => {
			const found = proofsOf(header, accounts, address, slots);
			const bytes = accounts[address]?.code ?? "0x";
			return { ...found, code: code ? proveCode(found.account, bytes) : null };
		});
	const config = concludeRegistry(
		profile,
		contractPremises(prove(registryWanted(profile))),
	);
	return { config, prove };
};
const wantedOf = (one: BaseGame) => {
	const { contracts } = profile;
	const made = {
		game: one.make ?? makes.today,
		creator: one.address,
		rootClaim: one.root,
		l1Head: one.root,
		extraData: one.extraData ?? extraOf(one),
		gameArgs: "0x",
	} as const;
	return [
		{
			address: contracts.disputeGameFactory.address,
			slots: [gameIdSlot(profile, made)],
		},
		{
			address: contracts.anchorStateRegistry.address,
			slots: [blacklistedSlot(profile, one.address)],
		},
	];
};
const rootIn = (change: Partial<BaseGame> = {}, world: BaseWorld = {}) => {
	const one = { ...game, ...change };
	const { config, prove } = open({ games: [one], ...world });
	const [own] = prove([registryGameWanted(profile, one.address)]);
	const entries = prove(wantedOf(one)).flatMap(({ slots }) => slots);
	if (!own?.code) throw new Error("no game");
	return concludeRegistryGame(
		[config, own.code, ...entries, ...own.slots],
		null,
	);
};
const codeOf = (work: () => unknown): string => {
	try {
		work();
	} catch (thrown) {
		if (thrown instanceof Fault) return thrown.code;
		throw thrown;
	}
	return "accepted";
};
const standing = (change: Partial<BaseGame> = {}, world: BaseWorld = {}) => {
	const { value } = rootIn(change, world);
	return value.who === "claimed"
		? "claimed"
		: `${value.who}, ${value.validity}, ${value.because}`;
};

describe("a game that is made with a proof", () => {
	test("of an enclave, which nobody answered for six hours, is proposed and says what it rests on", () => {
		const root = rootIn();
		expect(root.value).toMatchObject({
			root: game.root,
			l2BlockNumber: 120,
			who: "proposed",
			validity: "tee",
			because: "unchallenged",
			proofs: ["tee"],
		});
		const state = concludeState(root, {
			rlp: block.rlp,
			messagePasserStorageRoot: passerRoot,
		});
		expect(state.value).toMatchObject({
			chainId: 8453,
			stateRoot: block.stateRoot,
			grade: { who: "proposed", validity: "tee" },
		});
	});
	test("of SP1, alone or beside the enclave's, is proposed while its time runs: the game before may be open", () => {
		for (const change of [{ zk: true }, { tee: false, zk: true }])
			expect(standing(change)).toBe("proposed, window-open, unchallenged");
	});
	test("is claimed before the six hours are over", () => {
		const createdAtS = nowS - 6 * hourS + 1;
		expect(standing({ createdAtS })).toBe("claimed");
		expect(standing({ createdAtS: createdAtS - 1 })).toMatch("proposed");
	});
	test("is claimed once somebody proved another root, whatever proofs it has", () => {
		for (const refuted of [1, 20])
			for (const zk of [false, true])
				expect(standing({ refuted, zk })).toBe("claimed");
	});
	test("is claimed when no proof is left, or none whose verifier still counts", () => {
		expect(standing({ tee: false })).toBe("claimed");
		expect(standing({}, { nullified: ["tee"] })).toBe("claimed");
		expect(standing({ zk: true }, { nullified: ["tee", "zk"] })).toBe(
			"claimed",
		);
		expect(standing({ zk: true }, { nullified: ["zk"] })).toBe(
			"proposed, tee, unchallenged",
		);
		expect(standing({ zk: true }, { nullified: ["tee"] })).toBe(
			"proposed, window-open, unchallenged",
		);
		expect(standing({}, { nullified: ["zk"] })).toMatch("tee");
	});
	test("is exit-final right after it is won, for its registry waits no longer, and accepted in that very second", () => {
		expect(standing(won)).toBe("exit-final, window-won, won");
		expect(standing({ ...won, resolvedAtS: nowS })).toBe(
			"accepted, window-won, won",
		);
	});
	test("is out when it is lost, retired, blacklisted, or its type did not count", () => {
		for (const change of [
			{ ...won, status: 1 },
			{ ...won, blacklisted: true },
			{ ...won, isRespected: false },
			{ ...won, createdAtS: retiredS },
			{ blacklisted: true },
			{ isRespected: false },
		] as const)
			expect(standing(change), JSON.stringify(change)).toBe("claimed");
	});
	test("is refused unless the factory made it, of this make, and for what it claims", () => {
		expect(codeOf(() => rootIn({ unlisted: true }))).toBe("l2-game");
		// still known, and made by the factory once, but not what it plays now
		expect(codeOf(() => rootIn({ make: makes.before }))).toBe("l2-game");
		const other: Hex = `0x${"0e".repeat(20)}`;
		const make = { ...makes.today, implementation: other };
		expect(codeOf(() => rootIn({ make }))).toBe("l2-game");
	});
	test("is refused with other extra data: another last root, half a root, none, a number that no block has", () => {
		const extra = fromHex(extraOf(game));
		const last = extra.slice();
		last[last.length - 1] = (last.at(-1) ?? 0) ^ 1;
		const huge = extra.slice();
		huge[0] = 1;
		for (const wrong of [
			last,
			huge,
			extra.slice(0, -16),
			extra.slice(0, 52),
			extra.slice(0, 32),
			Uint8Array.of(...extra, 0),
		]) {
			const extraData = toHex(wrong);
			expect(
				codeOf(() => rootIn({ extraData })),
				extraData,
			).toBe("l2-game");
		}
	});
	test("is refused where its proofs stand at another place", () => {
		expect(
			codeOf(() =>
				rootIn(
					{},
					{
						change: (world) => {
							const own = world[game.address];
							if (own?.storage === undefined) throw new Error("game");
							own.storage = {
								...own.storage,
								[`0x${"7".padStart(64, "0")}`]: 0n,
							};
						},
					},
				),
			),
		).toBe("l2-game");
	});
	test("says in words whether an enclave or a validity proof is behind it", () => {
		const say = (change: Partial<BaseGame>) =>
			registryWordings["op-registry-root"]?.detail(
				JSON.parse(
					JSON.stringify(rootIn(change).value, (_, value: unknown) =>
						typeof value === "bigint" ? `${value}` : value,
					),
				),
			);
		const says = (change: Partial<BaseGame>, code: string) =>
			expect(say(change)).toMatchObject({ code });
		says({}, "op.trace.root.unchallenged.tee");
		says({ zk: true }, "op.trace.root.unchallenged.zk");
		says(won, "op.trace.root.won.proved");
		says({ refuted: 1 }, "op.trace.root.claimed");
	});
});

describe("the anchor of games with proofs", () => {
	const anchorOf = (one: BaseGame, world: BaseWorld = {}) => {
		const { config, prove } = open({
			games: [one],
			anchorGame: one.address,
			...world,
		});
		const [own] = prove([{ address: one.address, slots: [], code: true }]);
		const [, entry] = prove(wantedOf(one));
		if (!own?.code || !entry) throw new Error("no anchor");
		return concludeAnchorGame([config, own.code, ...entry.slots]).value;
	};
	test("is the root of the game that the registry took, also of the make before", () => {
		for (const make of [makes.today, makes.before])
			expect(anchorOf({ ...game, ...won, make })).toMatchObject({
				root: game.root,
				l2BlockNumber: 120,
				because: "anchor",
			});
	});
	test("is claimed when that game is blacklisted", () => {
		expect(anchorOf({ ...game, ...won, blacklisted: true }).who).toBe(
			"claimed",
		);
	});
	test("is the root to start from where there is no game yet, and not beside one", () => {
		const start = { root: game.root, of: 120 };
		const { config } = open({ start });
		expect(concludeStart(config, null).value).toMatchObject({
			root: game.root,
			l2BlockNumber: 120,
			because: "anchor",
		});
		const beside = open({ start, games: [game], anchorGame: game.address });
		expect(codeOf(() => concludeStart(beside.config, null))).toBe("l2-game");
	});
});

describe("Base's contracts", () => {
	const refused = (change: NonNullable<BaseWorld["change"]>): string =>
		codeOf(() => open({ change }));
	const { contracts } = profile;
	const byAddress: readonly Hex[] = [
		...Object.values(contracts).flatMap(({ address, implementation }) => [
			address,
			implementation,
		]),
		makes.today.implementation,
		verifiers.tee.address,
		verifiers.zk.address,
	];
	test("are refused as a clone, a delegation or nothing, each of them, the verifiers too", () => {
		for (const address of byAddress)
			for (const code of [
				`0xef0100${"11".repeat(20)}`,
				`0x363d3d373d3d3d363d73${"11".repeat(20)}5af43d82803e903d91602b57fd5bf3`,
				"0x",
			] as const)
				expect(
					refused((world) => {
						world[address] = { ...world[address], code };
					}),
					address,
				).toBe("l2-unknown-code");
	});
	test("are refused behind another implementation, and as a proxy where none is known", () => {
		for (const address of byAddress)
			expect(
				refused((_, put) => put(address, implementationSlot, 0x99n)),
				address,
			).toBe("l2-unknown-code");
	});
	test("are refused when another type counts, or the factory plays another make or gives it arguments", () => {
		const registry = contracts.anchorStateRegistry.address;
		const slot = (n: bigint): Hex => `0x${n.toString(16).padStart(64, "0")}`;
		for (const type of [8n, 0n, 1n])
			expect(
				refused((_, put) =>
					put(registry, slot(6n), (BigInt(retiredS) << 32n) | type),
				),
			).toBe("l2-unknown-code");
		const factory = contracts.disputeGameFactory.address;
		for (const [key, word] of Object.entries(
			baseWorld({})[factory]?.storage ?? {},
		))
			if (word === BigInt(makes.today.implementation))
				expect(
					refused((_, put) => put(factory, slot(BigInt(key)), 0x99n)),
				).toBe("l2-unknown-code");
		const [, head] = registryWanted(profile)
			.filter(({ address }) => address === factory)
			.flatMap(({ slots }) => slots.slice(2));
		expect(refused((_, put) => put(factory, head ?? "0x", 65n))).toBe(
			"l2-unknown-code",
		);
	});
	test("are all on the list of what it rests on, with how each is known", () => {
		const pins = registryPinned(base);
		expect(pins.map(({ name }) => name)).toEqual([
			"disputeGameFactory",
			"anchorStateRegistry",
			"systemConfig",
			"disputeGame621",
			"disputeGame621.2",
			"proofVerifier1",
			"proofVerifier2",
		]);
		for (const { known } of pins) expect(known?.code.source).toBeTruthy();
	});
	test("list a make of games that is known by its address as one that must delegate to no other", () => {
		for (const { implementation } of base.games) {
			const pin = registryPinned(base).find(
				({ address }) => address === implementation,
			);
			expect(pin).toMatchObject({
				codeHash: null,
				behind: null,
				isAsked: true,
			});
			expect(pinnedWanted(pin === undefined ? [] : [pin])).toEqual([
				{ address: implementation, slots: [implementationSlot] },
			]);
		}
	});
	test("lead nobody out by this wallet, and say who may post a root", () => {
		const kind = checks["op-games-v2"];
		const said = kind?.noExit(base);
		expect(said?.possible.map(({ code }) => code)).toContain(
			"op.no-exit.proof",
		);
		expect(said?.possible.map(({ code }) => code)).not.toContain(
			"op.no-exit.anybody",
		);
		expect(kind?.lines(base).join()).toMatch("not rechecked");
	});
	test("have trust in words that says whose proof it is", () => {
		const { config } = open({});
		expect(config.value.nullified).toEqual([]);
		const state = concludeState(rootIn(), {
			rlp: block.rlp,
			messagePasserStorageRoot: passerRoot,
		});
		const l1 = trustMessage("trust.checkpoint");
		expect(opCouldBeWrong({ reasons: [config, state], l1 })).toMatchObject({
			code: "trust.proposed-root.proved",
		});
		expect(opCouldBeWrong({ reasons: [state], l1 })).toMatchObject({
			code: "trust.proposed-root",
		});
		expect(opCouldBeWrong({ reasons: [config], l1 })).toBeNull();
	});
});

describe("a profile with games of proofs", () => {
	const read = (games: readonly object[]) =>
		codeOf(() => opGamesV2({ ...base, games }, "profile"));
	test("is refused without their proofs, with those of others, and as games with arguments", () => {
		const { proofs, ...bare } = makes.today;
		expect(read([makes.today])).toBe("accepted");
		expect(read([bare])).toBe("bad-field");
		expect(read([{ ...makes.today, type: 8 }])).toBe("bad-field");
		expect(read([{ ...bare, type: 8, proofs }])).toBe("bad-field");
		expect(read([{ ...makes.today, clone: "typed" }])).toBe("bad-field");
		expect(read([makes.today, { ...makes.today }])).toBe("bad-field");
		const { exit } = opMainnet;
		expect(
			codeOf(() => opGamesV2({ ...base, exit }, "profile")),
			"a way out that knows no such games",
		).toBe("bad-field");
	});
	test("reads a game's code no further than its arguments", () => {
		const code = fromHex(
			baseWorld({ games: [game] })[game.address]?.code ?? "0x",
		);
		expect(decodeMadeGame(profile, code)).toMatchObject({
			rootClaim: game.root,
			extraData: extraOf(game),
			gameArgs: "0x",
		});
		for (const length of [0, 98, code.length - 1])
			expect(codeOf(() => decodeMadeGame(profile, code.slice(0, length)))).toBe(
				"l2-game",
			);
	});
});
