import { describe, expect, it } from "vitest";
import { type Hex, utf8 } from "../../../../src/base/bytes.ts";
import { keccak256 } from "../../../../src/crypto/hash.ts";
import { checkPolicy } from "../../../../src/l2/rollup.ts";
import { proveAccount } from "../../../../src/state/account.ts";
import { openCapture } from "../../../../src/state/capture.ts";
import { replayState } from "../../../../src/state/replay.ts";
import { wordHex } from "../../../../src/state/storage-layout.ts";
import type { AnyVerified } from "../../../../src/trust/verified.ts";
import type { MadeBlock, World } from "../../../state/chain.ts";
import {
	encodePayload,
	type MadeGame,
	mineL2,
	passerRoot,
	person,
	profile,
	signPayload,
} from "../../rollup-world.ts";
import { layerRule, layerRules, toolsFor } from "../../rules.ts";

import { game, openFollowed as open, type Setup, timeS } from "./followed.ts";

const honest = (number: number, l2: MadeBlock[]) => {
	const block = l2.find((b) => b.number === number);
	return block === undefined ? null : signPayload(encodePayload(block));
};
const late = { createdAtS: timeS(102) - 10 };
const falseRoot: Hex = `0x${"fa".repeat(32)}`;

describe("the newest block of a rollup", () => {
	it("is that of the newest root which nobody answered for the profile's time", async () => {
		const { rollup, header, l2Pool, clock } = open({
			games: (l2) => [
				game(1, l2, 110),
				game(2, l2, 120),
				game(3, l2, 130, late),
			],
		});
		const { block, root, claimed } = await rollup.newest(header());
		expect(root.value).toMatchObject({
			who: "proposed",
			because: "unchallenged",
			l2BlockNumber: 120,
		});
		expect(block.value).toMatchObject({
			chainId: 901,
			blockNumber: 120,
			grade: {
				who: "proposed",
				validity: "window-open",
				finality: "final",
				asOfS: timeS(120),
			},
		});
		expect(claimed.map(({ value }) => value.l2BlockNumber)).toEqual([130]);
		const capture = openCapture({ pool: l2Pool, clock });
		const [proved] = await capture.prove(block, [
			{ address: person, slots: [] },
		]);
		expect(proved?.account.value).toMatchObject({
			nonce: 120,
			at: { chainId: 901, grade: { who: "proposed" } },
		});
	});
	it("is the sequencer's signed block where a relay has its word, with the L1 finality there is", async () => {
		const { rollup, header } = open({
			games: (l2) => [game(1, l2, 110), game(3, l2, 130, late)],
			relay: honest,
		});
		const { block, root } = await rollup.newest(header("optimistic"));
		expect(root.value).toMatchObject({ because: "signed", who: "proposed" });
		expect(block.value).toMatchObject({
			blockNumber: 130,
			grade: { finality: "optimistic" },
		});
	});
	it("takes the withdrawals root out of a payload that has it", async () => {
		const { rollup, header } = open({
			games: (l2) => [game(3, l2, 130, late)],
			relay: (number, l2) => {
				const block = l2.find((b) => b.number === number);
				if (block === undefined) return null;
				return signPayload(encodePayload(block, passerRoot));
			},
		});
		const { root } = await rollup.newest(header());
		expect(root.value.because).toBe("signed");
		expect(root.witness).toMatchObject({ signed: { proof: [] } });
	});
	it("is accepted when its game was won", async () => {
		const { rollup, header } = open({
			games: (l2) => [
				game(1, l2, 110),
				game(2, l2, 120, { status: 2, claims: 5 }),
			],
		});
		const { block } = await rollup.newest(header());
		expect(block.value.grade).toMatchObject({
			who: "accepted",
			validity: "window-won",
		});
	});
	it("is the anchor's where there is no game", async () => {
		const { rollup, header } = open({});
		const { block, root } = await rollup.newest(header());
		expect([root.value.because, block.value.blockNumber]).toEqual([
			"anchor",
			101,
		]);
	});
	it("is found with an L1 node that proves its newest block only", async () => {
		const { rollup, header, grow } = open({
			games: (l2) => [game(1, l2, 110), game(2, l2, 120)],
			window: 0,
		});
		await rollup.captureAhead();
		const seen = header();
		grow();
		grow();
		expect((await rollup.newest(seen)).block.value.blockNumber).toBe(120);
		await rollup.captureAhead();
		const later = header();
		grow();
		expect((await rollup.newest(later)).block.value.blockNumber).toBe(120);
	});
	it("asks one round only when no game is new", async () => {
		const { rollup, l1 } = open({
			games: (l2) => [game(1, l2, 110)],
			window: 0,
		});
		await rollup.captureAhead();
		l1.asked.length = 0;
		await rollup.captureAhead();
		expect(
			l1.asked.filter((method) => method === "eth_getBlockByNumber"),
		).toHaveLength(1);
	});
});

describe("a false root", () => {
	const refused = async (setup: Setup, number: number) => {
		const { rollup, header } = open(setup);
		const { block, claimed } = await rollup.newest(header());
		expect(block.value.blockNumber).toBe(number);
		return claimed;
	};
	it("is claimed and no basis while its time runs", async () => {
		const claimed = await refused(
			{
				games: (l2) => [
					game(1, l2, 110),
					game(2, l2, 120, { root: falseRoot, ...late }),
				],
				relay: honest,
			},
			110,
		);
		expect(claimed.map(({ value }) => value.root)).toEqual([falseRoot]);
		expect(Object.keys(claimed[0]?.value ?? {})).not.toContain("stateRoot");
	});
	it.each<[string, Partial<MadeGame>]>([
		["was answered", { claims: 2 }],
		["lost its game", { status: 1, claims: 3 }],
		["is of a wrong block number", { blockNumberChallenged: true }],
		["is blacklisted", { blacklisted: true }],
		["is older than what is respected", { createdAtS: 4 }],
	])("that %s is no basis, however old", async (_, more) => {
		await refused(
			{ games: (l2) => [game(1, l2, 110), game(2, l2, 120, more)] },
			110,
		);
	});
	it("that stands beside a true one of the same block leaves what was won and the anchor", async () => {
		const rivals = (l2: MadeBlock[]) => [
			game(2, l2, 120),
			game(3, l2, 120, { root: falseRoot }),
		];
		const silent = open({ games: (l2) => [game(1, l2, 110), ...rivals(l2)] });
		const first = await silent.rollup.newest(silent.header());
		expect(first.root.value.because).toBe("anchor");
		expect(first.notes.map(({ code }) => code)).toContain("l2-root-unproposed");
		const won = open({
			games: (l2) => [game(1, l2, 110, { status: 2 }), ...rivals(l2)],
		});
		const second = await won.rollup.newest(won.header());
		expect([second.root.value.because, second.block.value.blockNumber]).toEqual(
			["won", 110],
		);
	});
	it("is looked for once under one header", async () => {
		const { rollup, header, l1 } = open({ games: (l2) => [game(1, l2, 110)] });
		await rollup.newest(header());
		const asked = l1.asked.length;
		await rollup.newest(header());
		expect(l1.asked).toHaveLength(asked);
	});
	it("that nobody answered is no basis where the endpoint has another block, and that is no lie of the endpoint", async () => {
		const { rollup, header, l2Pool } = open({
			games: (l2) => [game(1, l2, 110), game(2, l2, 120, { root: falseRoot })],
		});
		const { block } = await rollup.newest(header());
		expect(block.value.blockNumber).toBe(110);
		expect(l2Pool.active()).toHaveLength(1);
	});
	it("that nobody answered and a lying endpoint serves is thrown out by the sequencer's word", async () => {
		const fake = mineL2(60, "fake");
		const setup: Setup = {
			games: () => [game(2, fake, 120)],
			l2: (blocks) => ({
				blocks: [...blocks.slice(0, 10), ...fake.slice(10)],
			}),
		};
		expect(
			(await open(setup).rollup.newest(open(setup).header())).block.value
				.blockNumber,
		).toBe(120);
		const { rollup, header } = open({ ...setup, relay: honest });
		const { block, notes } = await rollup.newest(header());
		expect(block.value.blockNumber).toBe(101);
		expect(notes.map(({ code }) => code)).toContain("l2-root-unproposed");
	});
});

describe("a lying relay", () => {
	const games = (l2: MadeBlock[]) => [game(1, l2, 110), game(3, l2, 130, late)];
	const stranger = keccak256(utf8("stranger"));
	const blockOf = (l2: MadeBlock[], number: number): MadeBlock => {
		const found = l2.find((b) => b.number === number);
		if (found === undefined) throw new Error(`no block ${number}`);
		return found;
	};
	it.each<[string, string, NonNullable<Setup["relay"]>]>([
		[
			"another key",
			"sequencer-signature",
			(number, l2) => signPayload(encodePayload(blockOf(l2, number)), stranger),
		],
		[
			"another chain's id",
			"sequencer-signature",
			(number, l2) =>
				signPayload(encodePayload(blockOf(l2, number)), undefined, 902),
		],
		[
			"an altered payload",
			"sequencer-signature",
			(number, l2) => {
				const { payload, signature } = signPayload(
					encodePayload(blockOf(l2, number)),
				);
				return {
					payload: payload.replace(/.{40}$/, (end) => end.replace(/./g, "0")),
					signature,
				};
			},
		],
		[
			"an older block's payload",
			"sequencer-signature",
			(_, l2) => honest(111, l2),
		],
		[
			"a signed payload of another state",
			"not-anchored",
			(number, l2) =>
				number < 130
					? honest(number, l2)
					: signPayload(
							encodePayload({ ...blockOf(l2, number), hash: falseRoot }),
						),
		],
		[
			"no payload but words",
			"bad-field",
			() => ({ payload: "hello", signature: "0x" }),
		],
		[
			"a signed payload too short",
			"bad-ssz",
			() => signPayload(new Uint8Array(300)),
		],
	])("with %s leaves the root claimed, named by %s", async (_, code, relay) => {
		const { rollup, header } = open({ games, relay });
		const { block, claimed, notes } = await rollup.newest(header());
		expect(block.value.blockNumber).toBe(110);
		expect(claimed).toHaveLength(1);
		expect(notes.map((note) => note.code)).toContain(code);
	});
});

describe("a sequencer that signs two histories", () => {
	it("leaves the anchor alone to stand", async () => {
		const { rollup, header } = open({
			games: (l2) => [game(1, l2, 110), game(2, l2, 120)],
			relay: (number, l2) => {
				const block = l2.find((b) => b.number === number);
				return block === undefined
					? null
					: signPayload(encodePayload({ ...block, hash: falseRoot }));
			},
		});
		const { root, notes } = await rollup.newest(header());
		expect(root.value.because).toBe("anchor");
		expect(notes.map(({ code }) => code)).toEqual(["l2-root-unproposed"]);
	});
});

describe("contracts on L1 that are not as the profile knows them", () => {
	const { contracts, slots, game: played } = profile;
	const of = (world: World, address: Hex) => {
		const account = world[address];
		if (account === undefined) throw new Error(address);
		return account;
	};
	it.each<[string, (world: World) => void]>([
		[
			"a proxy with other code",
			(w) => {
				of(w, contracts.systemConfig.address).code = "0x60";
			},
		],
		[
			"an implementation with other code",
			(w) => {
				of(w, contracts.disputeGameFactory.implementation).code = "0x60";
			},
		],
		[
			"another implementation",
			(w) => {
				Object.assign(
					of(w, contracts.anchorStateRegistry.address).storage ?? {},
					{ [slots.implementation]: 5n },
				);
			},
		],
		[
			"a game with other code",
			(w) => {
				of(w, played.implementation).code = "0x60";
			},
		],
		[
			"another respected type",
			(w) => {
				Object.assign(of(w, contracts.optimismPortal.address).storage ?? {}, {
					[wordHex(59n)]: 1n,
				});
			},
		],
	])("stop at l2-unknown-code: %s", async (_, change) => {
		const { rollup, header } = open({ change });
		await expect(rollup.newest(header())).rejects.toMatchObject({
			code: "l2-unknown-code",
			kind: "unsupported",
		});
	});
	it.each([
		contracts.systemConfig.address,
		contracts.optimismPortal.implementation,
		played.implementation,
	])(
		"say not-anchored, not unknown code, before %s is deployed",
		async (at) => {
			const { rollup, header } = open({
				change: (world) => {
					delete world[at];
				},
			});
			await expect(rollup.newest(header())).rejects.toMatchObject({
				code: "not-anchored",
				kind: "unproven",
			});
		},
	);
	it("pass over a clone of something else and a game the factory did not make", async () => {
		const { rollup, header } = open({
			games: (l2) => [game(1, l2, 110), game(2, l2, 120), game(3, l2, 125)],
			change: (world) => {
				const second = of(world, `0x${"02".repeat(20)}`);
				second.code = second.code?.replace(
					played.implementation.slice(2),
					"ee".repeat(20),
				) as Hex;
				const third = of(world, `0x${"03".repeat(20)}`);
				// Another root in its code: the factory knows no such game.
				third.code = third.code?.replace(/.{12}$/, "000000000076") as Hex;
			},
		});
		const { block, notes } = await rollup.newest(header());
		expect(block.value.blockNumber).toBe(110);
		expect(notes.map(({ code }) => code)).toEqual(["l2-game", "l2-game"]);
	});
});

describe("evidence of a rollup", () => {
	const through = (value: unknown): unknown =>
		JSON.parse(JSON.stringify(value));
	const again = async (
		step: AnyVerified,
		rollups = [profile],
	): Promise<AnyVerified> => {
		if (step.rule === "lc-head" || step.rule === "checkpoint") return step;
		const premises = await Promise.all(
			step.premises.map((premise) => again(premise, rollups)),
		);
		const { rule } = step;
		if (layerRules.includes(rule))
			return layerRule(rule)(
				premises,
				through(step.witness),
				toolsFor(rollups),
			);
		return replayState[rule as keyof typeof replayState](
			premises,
			through(step.witness),
		);
	};
	it.each([null, honest])(
		"is replayed whole, from header to block",
		async (relay) => {
			const { rollup, header } = open({
				games: (l2) => [
					game(1, l2, 110),
					game(2, l2, 120),
					game(3, l2, 130, late),
				],
				relay,
			});
			const { block } = await rollup.newest(header());
			const replayed = await again(block);
			expect(replayed.value).toEqual(block.value);
			expect(replayed.witness).toEqual(block.witness);
			await expect(again(block, [])).rejects.toMatchObject({
				code: "l2-profile",
			});
		},
	);
	it("is refused when a claimed root stands under a state", async () => {
		const { rollup, header, l2 } = open({
			games: (l2) => [game(1, l2, 110), game(3, l2, 130, late)],
		});
		const { claimed } = await rollup.newest(header());
		const [root] = claimed;
		const top = l2.find((b) => b.number === 130);
		if (root === undefined || top === undefined) throw new Error("claimed");
		const witness = { rlp: top.rlp, messagePasserStorageRoot: passerRoot };
		await expect(
			layerRule("op-state")([root], witness, toolsFor([profile])),
		).rejects.toMatchObject({ code: "l2-root-unproposed" });
		expect(() =>
			// @ts-expect-error a claimed root is no basis, for the compiler either
			proveAccount(root, person, { accountProof: [] }),
		).toThrow("evidence-step");
	});
	it("is refused with another block, with a false word, and with premises of another game", async () => {
		const { rollup, header, l2 } = open({
			games: (l2) => [game(1, l2, 110), game(2, l2, 120)],
		});
		const { root, block } = await rollup.newest(header());
		const other = l2.find((b) => b.number === 119);
		const tools = toolsFor([profile]);
		await expect(
			layerRule("op-state")(
				[root],
				{ rlp: other?.rlp, messagePasserStorageRoot: passerRoot },
				tools,
			),
		).rejects.toMatchObject({ code: "l2-preimage" });
		await expect(
			layerRule("op-state")(
				[root],
				{ rlp: l2.at(20)?.rlp, messagePasserStorageRoot: falseRoot },
				tools,
			),
		).rejects.toMatchObject({ code: "l2-preimage" });
		const word = {
			...signPayload(encodePayload(l2.at(21) ?? failing())),
			messagePasserStorageRoot: passerRoot,
			proof: [],
		};
		await expect(
			layerRule("op-root")(root.premises, { signed: word }, tools),
		).rejects.toMatchObject({ kind: "disproved" });
		const young = open({
			games: (l2) => [game(1, l2, 110, late), game(2, l2, 120, late)],
		});
		const { claimed } = await young.rollup.newest(young.header());
		expect(claimed).toHaveLength(2);
		const [a, b] = claimed;
		const swapped = root.premises.with(5, (a ?? root).premises[5] ?? block);
		const mixed = (b ?? root).premises.with(4, swapped[5] ?? block);
		await expect(
			layerRule("op-root")(mixed, { signed: null }, tools),
		).rejects.toMatchObject({ code: "evidence-step" });
	});
});
const failing = (): never => {
	throw new Error("no block");
};

describe("the policy of a rollup", () => {
	it("asks an order for a final, proposed and fresh root, and a look for freshness alone", async () => {
		const { rollup, header } = open({ games: (l2) => [game(1, l2, 110)] });
		const fresh = (timeS(110) + 100) * 1000;
		const final = (await rollup.newest(header())).block.value;
		checkPolicy(profile, final, "sign", fresh);
		const soon = (await rollup.newest(header("optimistic"))).block.value;
		checkPolicy(profile, soon, "answer", fresh);
		expect(() => checkPolicy(profile, soon, "order", fresh)).toThrow(
			"not-anchored",
		);
		expect(() =>
			checkPolicy(profile, final, "sign", fresh + 3_600_000),
		).toThrow("order-stale");
		const strict = {
			...profile,
			policy: { ...profile.policy, who: "accepted" as const },
		};
		expect(() => checkPolicy(strict, final, "sign", fresh)).toThrow(
			"l2-root-unproposed",
		);
	});
});
