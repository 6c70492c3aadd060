// An OP rollup whose games an AnchorStateRegistry judges, followed over a made L1: what its newest root is, and what is refused.

import { describe, expect, it } from "vitest";
import { fromHex, type Hex, toHex, utf8 } from "../../../../src/base/bytes.ts";
import { Fault } from "../../../../src/base/fault.ts";
import { keccakHex } from "../../../../src/crypto/hash.ts";
import {
	type OpRegistryProfile,
	opGamesV2,
} from "../../../../src/l2/op/checks/registry-profile.ts";
import {
	concludeRegistryGame,
	concludeStart,
} from "../../../../src/l2/op/checks/registry-root.ts";
import type { OpRegistry } from "../../../../src/l2/op/checks/values.ts";
import { openOpGames } from "../../../../src/l2/op/runtime/following.ts";
import { registryGames } from "../../../../src/l2/op/runtime/registry-games.ts";
import { checkPolicy } from "../../../../src/l2/rollup.ts";
import { openExecution } from "../../../../src/source/execution.ts";
import { openPool } from "../../../../src/source/pool.ts";
import type { Fetch } from "../../../../src/source/ports.ts";
import { openRelay } from "../../../../src/source/relay.ts";
import { openCapture } from "../../../../src/state/capture.ts";
import { headerOfHead } from "../../../../src/state/header.ts";
import { replayState } from "../../../../src/state/replay.ts";
import { wordHex } from "../../../../src/state/storage-layout.ts";
import { type AnyVerified, premiseBy } from "../../../../src/trust/verified.ts";
import {
	fetchOf,
	headOf,
	type MadeBlock,
	madeClock,
	mine,
	type Node,
} from "../../../state/chain.ts";
import {
	argsFor,
	bareMake,
	earlierFactory,
	factoryAt,
	faultMake,
	permissionedMake,
	type RegistryGame,
	type RegistryWorld,
	registryAt,
	registryProfile,
	registryWorld,
	retiredS,
	superMake,
	superPreimage,
} from "../../registry-world.ts";
import {
	encodePayload,
	implementationSlot,
	mineL2,
	rootOf,
	signPayload,
} from "../../rollup-world.ts";
import { layerRule, layerRules, toolsFor } from "../../rules.ts";

const timeS = (number: number) => 1_700_000_000 + 12 * number;
const l2 = mineL2(60);
const blockOf = (number: number): MadeBlock => {
	const found = l2.find((one) => one.number === number);
	if (found === undefined) throw new Error(`no L2 block ${number}`);
	return found;
};
const at = (n: number): Hex =>
	`0x${n.toString(16).padStart(2, "0").repeat(20)}`;

/** A game about the super root of the time of a block, with another chain's root beside. */
const superGame = (
	n: number,
	number: number,
	more: Partial<RegistryGame> & { readonly root?: Hex } = {},
): RegistryGame => {
	const { root = rootOf(blockOf(number)), ...changed } = more;
	const extraData = superPreimage(
		timeS(number) + 5,
		[10, keccakHex(Uint8Array.of(n))],
		[901, root],
	);
	return {
		address: at(n),
		make: superMake,
		rootClaim: keccakHex(fromHex(extraData)),
		extraData,
		createdAtS: timeS(102) - 100,
		...changed,
	};
};
const blockGame = (
	n: number,
	number: number,
	more: Partial<RegistryGame> = {},
): RegistryGame => ({
	address: at(n),
	make: faultMake,
	rootClaim: rootOf(blockOf(number)),
	extraData: wordHex(number),
	createdAtS: timeS(102) - 100,
	...more,
});
const late = { createdAtS: timeS(102) - 10 };
const falseRoot: Hex = `0x${"fa".repeat(32)}`;

/** A super root of this chain alone, of block 101. */
const started = {
	root: keccakHex(
		fromHex(superPreimage(timeS(101), [901, rootOf(blockOf(101))])),
	),
	of: timeS(101),
};
const startedAtBlock = { root: rootOf(blockOf(101)), of: 101 };

const open = (
	world: Partial<RegistryWorld>,
	{
		signs = false,
		profile = registryProfile,
		window = 100,
	}: { signs?: boolean; profile?: OpRegistryProfile; window?: number } = {},
) => {
	const accounts = registryWorld({
		start: world.played?.type === 9 || !world.played ? started : startedAtBlock,
		...world,
	});
	const l1: Node = { blocks: [mine(accounts, null)], window, asked: [] };
	const grow = () => {
		l1.blocks.push(mine(accounts, l1.blocks.at(-1) ?? null));
	};
	grow();
	grow();
	const rpc = fetchOf({
		"http://localhost:1": l1,
		"http://localhost:2": { blocks: l2, window: 1000, asked: [] },
	});
	const fetch: Fetch = async (request) => {
		const number = /:3\/payload\/(\d+)$/.exec(request.url)?.[1];
		if (number === undefined) return rpc(request);
		const signed = signPayload(encodePayload(blockOf(Number(number))));
		return { status: 200, headers: {}, bytes: utf8(JSON.stringify(signed)) };
	};
	const clock = madeClock();
	const nobody = () => new Fault("not-followed", "no endpoint");
	const pool = (name: string, port: number) =>
		openPool(
			[
				{
					name,
					client: openExecution(
						{ fetch, clock },
						{ name, url: `http://localhost:${port}` },
					),
				},
			],
			nobody,
		);
	const endpoint = { name: "R", url: "http://localhost:3" };
	const relays = openPool(
		signs ? [{ name: "R", client: openRelay({ fetch, clock }, endpoint) }] : [],
		nobody,
	);
	const l1Capture = openCapture({ pool: pool("L1", 1), clock });
	const rollup = openOpGames({
		profile,
		l1: l1Capture,
		l2: pool("L2", 2),
		relays,
		clock,
		games: registryGames,
	});
	const header = () => {
		const top = l1.blocks.at(-1);
		if (top === undefined) throw new Error("top");
		return headerOfHead(headOf(top, "final"));
	};
	return { rollup, header, grow };
};
const newest = (
	world: Partial<RegistryWorld>,
	how: Parameters<typeof open>[1] = {},
) => {
	const { rollup, header } = open(world, how);
	return rollup.newest(header());
};
/** What becomes of a game that stands alone beside the start. */
const alone = async (
	one: RegistryGame,
	world: Partial<RegistryWorld> = {},
	how: Parameters<typeof open>[1] = {},
) => {
	const { root, claimed, notes } = await newest(
		{ games: [one], ...world },
		how,
	);
	return {
		because: root.value.because,
		number: root.value.l2BlockNumber,
		claimed: claimed.map(({ value }) => value.l2BlockNumber),
		notes: notes.map(({ code }) => code),
	};
};
const onlyTheStart = {
	because: "anchor",
	number: 101,
	claimed: [],
};

describe("the newest block of a rollup with a registry", () => {
	it("is the chain's own in the newest super root that nobody answered for the profile's time", async () => {
		const { block, root, claimed } = await newest({
			games: [superGame(1, 110), superGame(2, 120), superGame(3, 130, late)],
		});
		expect(root.value).toMatchObject({
			who: "proposed",
			because: "unchallenged",
			l2BlockNumber: 120,
			root: rootOf(blockOf(120)),
			superRoot: superGame(2, 120).rootClaim,
		});
		expect(block.value).toMatchObject({
			chainId: 901,
			blockNumber: 120,
			stateRoot: blockOf(120).stateRoot,
			grade: { who: "proposed", validity: "window-open", finality: "final" },
		});
		expect(claimed.map(({ value }) => value.l2BlockNumber)).toEqual([130]);
	});
	it("is one that the sequencer signed", async () => {
		const { root } = await newest(
			{ games: [superGame(1, 110), superGame(3, 130, late)] },
			{ signs: true },
		);
		expect(root.value).toMatchObject({ because: "signed", l2BlockNumber: 130 });
	});
	it("is accepted when its game was won, and final for withdrawals when more than the profile's time passed since", async () => {
		const won = { status: 2, claims: 3 } as const;
		const graded = async (resolvedAtS: number) => {
			const { block } = await newest({
				games: [superGame(1, 110, { ...won, resolvedAtS })],
			});
			return block.value.grade;
		};
		expect(await graded(timeS(102) - 600)).toMatchObject({
			who: "accepted",
			validity: "window-won",
		});
		expect(await graded(timeS(102) - 601)).toMatchObject({
			who: "exit-final",
			validity: "window-won",
		});
	});
	it("is the start's where there is no game: a super root of this chain alone, opened by the chain's block", async () => {
		const { block, root } = await newest({});
		expect(root.value).toMatchObject({
			because: "anchor",
			superRoot: started.root,
		});
		expect(block.value.blockNumber).toBe(101);
	});
	it("is the anchor game's, whatever its arguments were when it was made", async () => {
		const anchor = superGame(9, 105, {
			gameArgs: argsFor(superMake, { prestate: falseRoot }),
			status: 2,
			createdAtS: retiredS - 100,
		});
		const { root } = await newest({
			games: [anchor],
			anchorGame: anchor.address,
		});
		expect(root.value).toMatchObject({ because: "anchor", l2BlockNumber: 105 });
	});
	it("is found in games about one block, permissioned ones, and clones without arguments of the factory's", async () => {
		for (const make of [faultMake, permissionedMake, bareMake]) {
			const { root, block } = await newest({
				played: make,
				games: [blockGame(1, 110, { make }), blockGame(2, 120, { make })],
			});
			expect(root.value.l2BlockNumber).toBe(120);
			expect(block.value.blockNumber).toBe(120);
			expect(root.value.isPermissioned).toBe(
				make === permissionedMake ? true : undefined,
			);
			const { root: start } = await newest({ played: make });
			expect(start.value).toMatchObject({
				because: "anchor",
				l2BlockNumber: 101,
			});
		}
	});
	it("is found through a factory that still runs an earlier release's code", async () => {
		const { root } = await newest({
			games: [superGame(1, 110)],
			change: (_, put) =>
				put(factoryAt, implementationSlot, BigInt(earlierFactory)),
		});
		expect(root.value.l2BlockNumber).toBe(110);
	});
	it("is found with an L1 node that proves its newest block only, with an anchor game", async () => {
		const anchor = superGame(9, 105, { status: 2 });
		const { rollup, header, grow } = open(
			{ games: [anchor, superGame(1, 110)], anchorGame: anchor.address },
			{ window: 0 },
		);
		await rollup.captureAhead();
		const seen = header();
		grow();
		grow();
		expect((await rollup.newest(seen)).block.value.blockNumber).toBe(110);
	});
	it("is replayed whole, from header to block, for each kind of anchor and a game", async () => {
		const through = (value: unknown): unknown =>
			JSON.parse(JSON.stringify(value));
		const again = async (step: AnyVerified): Promise<AnyVerified> => {
			if (step.rule === "lc-head" || step.rule === "checkpoint") return step;
			const premises = await Promise.all(step.premises.map(again));
			const { rule } = step;
			return layerRules.includes(rule)
				? layerRule(rule)(
						premises,
						through(step.witness),
						toolsFor([registryProfile]),
					)
				: replayState[rule as keyof typeof replayState](
						premises,
						through(step.witness),
					);
		};
		const anchor = superGame(9, 105, { status: 2 });
		for (const [world, signs] of [
			[{}, false],
			[{ games: [anchor], anchorGame: anchor.address }, false],
			[{ games: [superGame(1, 110)] }, false],
			[{ games: [superGame(1, 130, late)] }, true],
		] as const) {
			const { block } = await newest(world, { signs });
			const replayed = await again(block);
			expect(replayed.value).toEqual(block.value);
			expect(replayed.witness).toEqual(block.witness);
		}
	});
	it("may be the ground of an order under the grade that it has", async () => {
		const { block } = await newest({ games: [superGame(1, 110)] });
		const nowMs = timeS(111) * 1000;
		expect(() =>
			checkPolicy(registryProfile, block.value, "order", nowMs),
		).not.toThrow();
		const strict = {
			policy: { ...registryProfile.policy, who: "accepted" },
		} as const;
		expect(() => checkPolicy(strict, block.value, "order", nowMs)).toThrow(
			"proposed",
		);
	});
});

describe("a game does not count", () => {
	it("that is claimed only, too young and unsigned", async () => {
		expect(await alone(superGame(1, 110, late))).toEqual({
			...onlyTheStart,
			claimed: [110],
			notes: [],
		});
	});
	it("that somebody answered", async () => {
		expect(await alone(superGame(1, 110, { claims: 2 }))).toMatchObject({
			...onlyTheStart,
			claimed: [110],
		});
	});
	it("that was lost, also with the sequencer's word", async () => {
		expect(
			await alone(superGame(1, 110, { status: 1 }), {}, { signs: true }),
		).toMatchObject({ ...onlyTheStart, claimed: [110] });
	});
	it("that is blacklisted, though it was won", async () => {
		const one = superGame(1, 110, { status: 2, blacklisted: true });
		expect(await alone(one)).toMatchObject({ ...onlyTheStart, claimed: [110] });
	});
	it("that is retired: made in the very second until which games are", async () => {
		const made = (createdAtS: number) =>
			alone(superGame(1, 110, { createdAtS, status: 2 }));
		expect(await made(retiredS)).toMatchObject({
			...onlyTheStart,
			claimed: [110],
		});
		expect(await made(retiredS + 1)).toMatchObject({ because: "won" });
	});
	it("whose type was not respected when it was made", async () => {
		const one = superGame(1, 110, { isRespected: false, status: 2 });
		expect(await alone(one)).toMatchObject({ ...onlyTheStart, claimed: [110] });
	});
	it("whose block number was disproved", async () => {
		const one = blockGame(1, 110, { blockNumberChallenged: true });
		expect(await alone(one, { played: faultMake })).toMatchObject({
			...onlyTheStart,
			claimed: [110],
		});
	});
	it("that the factory did not make", async () => {
		expect(await alone(superGame(1, 110, { unlisted: true }))).toEqual({
			...onlyTheStart,
			notes: ["l2-game"],
		});
	});
	it("that is a copy, of the same root and time, of one that the factory made", async () => {
		const { root, claimed, notes } = await newest({
			games: [
				superGame(1, 110, { claims: 2 }),
				{ ...superGame(1, 110), address: at(2), unlisted: true },
			],
		});
		expect(root.value.because).toBe("anchor");
		expect(claimed.map(({ value }) => value.game)).toEqual([at(1)]);
		expect(notes.map(({ code }) => code)).toEqual(["l2-game"]);
	});
	it("that was made at another time than the factory says", async () => {
		const one = superGame(1, 110, { ownCreatedAtS: timeS(102) - 90 });
		expect(await alone(one)).toEqual({ ...onlyTheStart, notes: ["l2-game"] });
	});
	it("whose root is not that of its preimage", async () => {
		expect(await alone(superGame(1, 110, { rootClaim: falseRoot }))).toEqual({
			...onlyTheStart,
			notes: ["l2-preimage"],
		});
	});
	it("whose super root has nothing of this chain, or this chain's root under another's id", async () => {
		for (const id of [10, 902]) {
			const extraData = superPreimage(timeS(110), [id, rootOf(blockOf(110))]);
			const one = superGame(1, 110, {
				extraData,
				rootClaim: keccakHex(fromHex(extraData)),
			});
			expect(await alone(one)).toEqual({
				...onlyTheStart,
				notes: ["l2-preimage"],
			});
		}
	});
	it("whose super root names the chain twice, or chains out of order, or a time before its first block", async () => {
		const root = rootOf(blockOf(110));
		for (const extraData of [
			superPreimage(timeS(110), [901, root], [901, falseRoot]),
			superPreimage(timeS(110), [902, falseRoot], [901, root]),
			superPreimage(1_699_999_999, [901, root]),
		]) {
			const rootClaim = keccakHex(fromHex(extraData));
			expect(
				await alone(superGame(1, 110, { extraData, rootClaim })),
			).toMatchObject({ ...onlyTheStart, notes: ["l2-preimage"] });
		}
	});
	it("whose root is another block's than its time says", async () => {
		const one = superGame(1, 110, { root: rootOf(blockOf(111)) });
		expect(await alone(one)).toMatchObject({ because: "anchor", number: 101 });
	});
	it("made with the arguments of another prestate, registry or chain", async () => {
		for (const change of [
			{ prestate: falseRoot },
			{ registry: at(0x77) },
			{ chainId: 901 },
		]) {
			const gameArgs = argsFor(superMake, change);
			expect(await alone(superGame(1, 110, { gameArgs }))).toEqual({
				...onlyTheStart,
				notes: ["l2-game"],
			});
		}
	});
	it("of another implementation, or of a type that is not respected now", async () => {
		for (const one of [
			superGame(1, 110, { implementation: at(0x77) }),
			blockGame(1, 110),
			blockGame(1, 110, { make: permissionedMake }),
		])
			expect(await alone(one)).toEqual({ ...onlyTheStart, notes: ["l2-game"] });
	});
	it("where another place than that of claims is read", async () => {
		const profile = opGamesV2(
			{
				...registryProfile,
				games: [{ ...superMake, claimsSlot: 3 }],
			},
			"profile",
		);
		expect(await alone(superGame(1, 110), {}, { profile })).toEqual({
			...onlyTheStart,
			notes: ["l2-game"],
		});
	});
	it("beside a rival of the same block: what was won and the anchor still hold", async () => {
		const rival = superGame(2, 110, { root: falseRoot });
		const { root, notes } = await newest({ games: [superGame(1, 110), rival] });
		expect(root.value).toMatchObject({ because: "anchor", l2BlockNumber: 101 });
		expect(notes.map(({ code }) => code)).toEqual(["l2-root-unproposed"]);
		const { root: won } = await newest({
			games: [superGame(1, 110), rival, superGame(3, 105, { status: 2 })],
		});
		expect(won.value).toMatchObject({ because: "won", l2BlockNumber: 105 });
	});
});

describe("premises of a game that are another's", () => {
	const both = async () => {
		const { rollup, header } = open({
			games: [superGame(1, 110, { status: 2 }), superGame(2, 120, late)],
		});
		const { root, claimed } = await rollup.newest(header());
		const [young] = claimed;
		if (young === undefined) throw new Error("claimed");
		return [root.premises, young.premises] as const;
	};
	it("are refused one by one, and so is each in another's place, one more and one less", async () => {
		const [own, others] = await both();
		const code = (premises: readonly AnyVerified[]) => {
			try {
				concludeRegistryGame(premises, null);
			} catch (thrown) {
				if (thrown instanceof Fault) return thrown.code;
				throw thrown;
			}
			return "accepted";
		};
		const put = (place: number, other: AnyVerified | undefined) =>
			own.flatMap((one, i) => (i === place ? (other ?? []) : one));
		expect(own).toHaveLength(9);
		expect(code(own)).toBe("accepted");
		// all but the registry itself, which both share
		for (let i = 1; i < own.length; i++) {
			expect(code(put(i, others[i])), `${i}`).toBe("evidence-step");
			for (let j = 0; j < own.length; j++)
				if (i !== j)
					expect(code(put(i, own[j])), `${i} ${j}`).toBe("evidence-step");
		}
		expect(code(own.slice(0, -1))).toBe("evidence-step");
		expect(code([...own, ...own.slice(-1)])).toBe("evidence-step");
	});
});

describe("an anchor does not stand", () => {
	const refused = async (
		world: Partial<RegistryWorld>,
		how: Parameters<typeof open>[1] = {},
	) => {
		try {
			await newest(world, how);
		} catch (thrown) {
			if (thrown instanceof Fault) return thrown.code;
			throw thrown;
		}
		return "accepted";
	};
	it("whose game is blacklisted, or of another implementation, or of another chain", async () => {
		for (const change of [
			{ blacklisted: true },
			{ implementation: at(0x77) },
			{ gameArgs: argsFor(superMake, { chainId: 10 }) },
		]) {
			const anchor = superGame(9, 105, { status: 1, ...change });
			expect(
				await refused({ games: [anchor], anchorGame: anchor.address }),
			).toBe("not-anchored");
		}
	});
	it("where the root to start from is another chain's, or of another time", async () => {
		const root = rootOf(blockOf(101));
		for (const [preimage, of] of [
			[superPreimage(timeS(101), [902, root]), timeS(101)],
			[superPreimage(timeS(101), [901, root]), timeS(101) + 1],
		] as const)
			expect(
				await refused({ start: { root: keccakHex(fromHex(preimage)), of } }),
			).toBe("not-anchored");
	});
	it("where the registry names another time than the super root has", async () => {
		const preimage = superPreimage(timeS(101), [901, rootOf(blockOf(101))]);
		const code = async (of: number, given: Hex | null) => {
			const { root } = await newest({
				games: [superGame(1, 110)],
				start: { root: started.root, of },
			});
			const registry = premiseBy<OpRegistry>(
				root.premises[0],
				"op-registry-config",
			);
			try {
				concludeStart(registry, given);
			} catch (thrown) {
				if (thrown instanceof Fault) return thrown.code;
				throw thrown;
			}
			return "accepted";
		};
		expect(await code(timeS(101), preimage)).toBe("accepted");
		expect(await code(timeS(101), null)).toBe("l2-preimage");
		expect(await code(timeS(101) + 1, preimage)).toBe("l2-preimage");
	});
	it("but a game that counts does without it", async () => {
		const anchor = superGame(9, 105, { blacklisted: true });
		const { root, notes } = await newest({
			games: [anchor, superGame(1, 110)],
			anchorGame: anchor.address,
		});
		expect(root.value.l2BlockNumber).toBe(110);
		expect(notes.map(({ code }) => code)).toContain("l2-root-unproposed");
	});
});

describe("contracts of a rollup with a registry stop it", () => {
	const stops = async (
		change: NonNullable<RegistryWorld["change"]>,
		more: Partial<RegistryWorld> = {},
	) => {
		try {
			await newest({ games: [superGame(1, 110)], change, ...more });
		} catch (thrown) {
			if (thrown instanceof Fault) return thrown.code;
			throw thrown;
		}
		return "accepted";
	};
	const other = toHex(utf8("`other code"));
	const { anchorStateRegistry, disputeGameFactory, systemConfig } =
		registryProfile.contracts;
	it("holds as it is", async () => {
		expect(await stops(() => {})).toBe("accepted");
	});
	it("with other code in a proxy, in an implementation, or in the make of games that is played", async () => {
		const changed = (address: Hex, code: Hex) =>
			stops((world) => {
				world[address] = { ...world[address], code };
			});
		for (const address of [
			registryAt,
			factoryAt,
			anchorStateRegistry.implementation,
			systemConfig.implementation,
		])
			expect(await changed(address, other), address).toBe("l2-unknown-code");
		// what is known by its address is no delegation and has code
		for (const address of [
			systemConfig.address,
			disputeGameFactory.implementation,
			superMake.implementation,
		])
			expect(await changed(address, `0xef0100${"77".repeat(20)}`)).toBe(
				"l2-unknown-code",
			);
		expect(
			await stops(
				(world) => {
					world[faultMake.implementation] = { code: other };
				},
				{ played: faultMake, games: [] },
			),
		).toBe("l2-unknown-code");
	});
	it("with another implementation behind a proxy, or a proxy behind that", async () => {
		for (const address of [registryAt, factoryAt, systemConfig.address])
			expect(
				await stops((_, put) => put(address, implementationSlot, 0x77n)),
			).toBe("l2-unknown-code");
		expect(
			await stops((_, put) =>
				put(disputeGameFactory.implementation, implementationSlot, 0x77n),
			),
		).toBe("l2-unknown-code");
	});
	it("with games respected that the profile does not know, or made from another implementation", async () => {
		const type = (word: bigint) =>
			stops((_, put) =>
				put(registryAt, wordHex(registryProfile.slots.respectedType), word),
			);
		expect(await type(621n)).toBe("l2-unknown-code");
		// known, and not played by this factory
		expect(await type(8n)).toBe("l2-unknown-code");
	});
	it("with a registry that judges another factory's games", async () => {
		expect(
			await stops((_, put) =>
				put(registryAt, wordHex(registryProfile.slots.factory), 0x77n),
			),
		).toBe("l2-unknown-code");
	});
	it("with a factory that makes games for another chain or registry, or gives them more or less", async () => {
		const given = (gameArgs: Hex) => stops(() => {}, { gameArgs });
		expect(await given(argsFor(superMake, { chainId: 901 }))).toBe("l2-game");
		expect(await given(argsFor(superMake, { registry: at(0x77) }))).toBe(
			"l2-game",
		);
		expect(await given(argsFor(permissionedMake))).toBe("l2-unknown-code");
		expect(await given("0x")).toBe("l2-unknown-code");
	});
});
