import { describe, expect, it } from "vitest";
import {
	bigToMinimal,
	fromHex,
	type Hex,
	toHex,
	toQuantity,
} from "../../../../src/base/bytes.ts";
import { Fault } from "../../../../src/base/fault.ts";
import type { Json } from "../../../../src/base/immutable.ts";
import { encodeRlp, type Rlp } from "../../../../src/base/rlp.ts";
import { decodeRollupProfile, profileId } from "../../../../src/l2/checks.ts";
import { checkPolicy } from "../../../../src/l2/rollup.ts";
import { scrollConfigWanted } from "../../../../src/l2/scroll/checks/config.ts";
import { scrollV1 } from "../../../../src/l2/scroll/checks/profile.ts";
import {
	concludeScrollRoot,
	scrollRootWanted,
} from "../../../../src/l2/scroll/checks/root.ts";
import { concludeScrollState } from "../../../../src/l2/scroll/checks/state.ts";
import { openScroll } from "../../../../src/l2/scroll/runtime/following.ts";
import { openExecution } from "../../../../src/source/execution.ts";
import { openPool } from "../../../../src/source/pool.ts";
import { openCapture } from "../../../../src/state/capture.ts";
import {
	hasParents,
	headerOfHead,
	whereToAsk,
} from "../../../../src/state/header.ts";
import { replayState } from "../../../../src/state/replay.ts";
import { mappingSlot, wordHex } from "../../../../src/state/storage-layout.ts";
import type { AnyVerified } from "../../../../src/trust/verified.ts";
import {
	fetchOf,
	headOf,
	type MadeBlock,
	madeClock,
	mine,
	type Node,
	type World,
} from "../../../state/chain.ts";
import { implementationSlot, person } from "../../rollup-world.ts";
import { layerRule, toolsFor } from "../../rules.ts";
import {
	batchHashOf,
	mineScroll,
	scrollProfile,
	scrollWorld,
	withdrawRootOf,
} from "../world.ts";

const timeS = (number: number) => 1_700_000_000 + 12 * number;
const contracts = scrollProfile.contracts;

type Setup = {
	/** The block whose root is finalized. */
	at?: number;
	change?: Parameters<typeof scrollWorld>[1];
	window?: number;
	l2?: Partial<Node>;
	/** Asked before that one. */
	liar?: Partial<Node>;
	profile?: typeof scrollProfile;
};

/** Nothing alters it. */
const mined = mineScroll(60);

const open = (setup: Setup = {}) => {
	const { at = 142, change, window = 100, profile = scrollProfile } = setup;
	const l2 = mined;
	const made = (number: number): MadeBlock => {
		const found = l2.find((block) => block.number === number);
		if (found === undefined) throw new Error(`no L2 block ${number}`);
		return found;
	};
	const worldOf = (number: number, index: number): World =>
		scrollWorld(
			{ index, root: made(number).stateRoot, finalizedAtS: timeS(number) + 50 },
			change,
		);
	const l1: Node = {
		blocks: [mine(worldOf(at, 7), null)],
		window,
		asked: [],
	};
	const grow = (world: World = worldOf(at, 7)) => {
		l1.blocks.push(mine(world, l1.blocks.at(-1) ?? null));
	};
	grow();
	grow();
	const clock = madeClock();
	/** Goes on when told: the other one jumps with every wait. */
	const ticks = { atMs: 0 };
	const l2Node: Node = { blocks: l2, window: 1000, asked: [], ...setup.l2 };
	const liar: Node = { blocks: l2, window: 1000, asked: [], ...setup.liar };
	const nodes = {
		"http://localhost:1": l1,
		"http://localhost:2": l2Node,
		"http://localhost:3": liar,
	};
	const pool = (...ports: { readonly [name: string]: number }[]) =>
		openPool(
			ports.flatMap(Object.entries).map(([name, port]) => ({
				name,
				client: openExecution(
					{ fetch: fetchOf(nodes), clock },
					{ name, url: `http://localhost:${port}` },
				),
			})),
			() => new Fault("not-followed", "no endpoint"),
		);
	const l2Pool = pool(...(setup.liar === undefined ? [] : [{ liar: 3 }]), {
		L2: 2,
	});
	const l1Capture = openCapture({ pool: pool({ L1: 1 }), clock });
	const rollup = openScroll({
		profile,
		l1: l1Capture,
		l2: l2Pool,
		clock: { ticksMs: () => ticks.atMs },
	});
	const header = (finality: "optimistic" | "final" = "final") => {
		const top = l1.blocks.at(-1);
		if (top === undefined) throw new Error("top");
		return headerOfHead(headOf(top, finality));
	};
	return {
		rollup,
		l1,
		l2Node,
		l2Pool,
		made,
		worldOf,
		grow,
		header,
		clock,
		ticks,
	};
};

const codeOf = async (run: () => unknown): Promise<string> => {
	try {
		await run();
	} catch (thrown) {
		if (thrown instanceof Fault) return thrown.code;
		throw thrown;
	}
	return "accepted";
};
const newestOf = async (setup: Setup) => {
	const { rollup, header } = open(setup);
	return rollup.newest(header());
};
const refused = (setup: Setup) => codeOf(() => newestOf(setup));

describe("the newest block of a Scroll rollup", () => {
	it("has the root L1 finalized, accepted and never above development with a mock prover", async () => {
		const { block, root } = await newestOf({});
		expect(root.value).toMatchObject({
			who: "accepted",
			validity: "development",
			finality: "final",
			batchIndex: 7,
			batchHash: batchHashOf(7),
			withdrawRoot: withdrawRootOf(7),
			finalizedAtS: timeS(142) + 50,
		});
		expect(block.value).toMatchObject({
			chainId: 902,
			blockNumber: null,
			blockHash: null,
			grade: {
				who: "accepted",
				validity: "development",
				asOfS: timeS(142) + 50,
			},
		});
		expect(whereToAsk(block).number).toBe(142);
	});
	it("counts as accepted by L1 where the profile's prover is a sound one", async () => {
		const profile = scrollV1({ ...scrollProfile, prover: "sound" }, "profile");
		const { block } = await newestOf({ profile });
		expect(block.value.grade).toMatchObject({
			who: "accepted",
			validity: "l1-accepted",
		});
	});
	it("is a basis for accounts", async () => {
		const { rollup, header, l2Pool, clock } = open();
		const { block } = await rollup.newest(header());
		const capture = openCapture({ pool: l2Pool, clock });
		const [proved] = await capture.prove(block, [
			{ address: person, slots: [] },
		]);
		expect(proved?.account.value).toMatchObject({
			nonce: 142,
			at: {
				chainId: 902,
				grade: { who: "accepted", validity: "development" },
			},
		});
	});
	it("is the newest with that root, where blocks left the state as it was", async () => {
		// 144 changed nothing.
		const { block } = await newestOf({ at: 143 });
		expect(whereToAsk(block).number).toBe(144);
	});
	it("is as old as its finalization by L1, whatever the header says", async () => {
		const l1TimeS = timeS(120);
		const { block } = await newestOf({
			change: (_, put) =>
				put(
					contracts.scrollChain.address,
					wordHex(161n),
					9n | (7n << 64n) | (BigInt(l1TimeS) << 128n),
				),
		});
		expect(block.value.grade.asOfS).toBe(l1TimeS);
	});
	it("comes with what L1 shows of the operator's life", async () => {
		const { root } = await newestOf({});
		expect(root.value.liveness).toEqual({
			paused: false,
			enforcedMode: false,
			lastCommittedBatch: 9,
			lastFinalizedBatch: 7,
			lastFinalizedAtS: timeS(142) + 50,
			enforcedModeDelayS: 604_800,
			messageQueueDelayS: 86_400,
			messagesWaiting: 2,
			waitingSinceS: 900,
		});
		const still = await newestOf({
			change: (_, put) => {
				const chain = contracts.scrollChain.address;
				put(chain, wordHex(101n), 1n);
				put(chain, wordHex(161n), 7n | (7n << 64n) | (3n << 160n));
				put(contracts.messageQueue.address, wordHex(104n), 6n);
			},
		});
		expect(still.root.value.liveness).toMatchObject({
			paused: true,
			enforcedMode: true,
			messagesWaiting: 0,
			waitingSinceS: null,
		});
	});
	it("is found with an L1 node that proves its newest block only, also over a new batch", async () => {
		const { rollup, header, grow, worldOf } = open({ window: 0 });
		await rollup.captureAhead();
		const seen = header();
		grow();
		expect(whereToAsk((await rollup.newest(seen)).block).number).toBe(142);
		grow(worldOf(148, 8));
		await rollup.captureAhead();
		const later = header();
		grow(worldOf(148, 8));
		const { block, root } = await rollup.newest(later);
		expect([root.value.batchIndex, whereToAsk(block).number]).toEqual([8, 148]);
	});
	it("asks L1 nothing again under the same header", async () => {
		const { rollup, header, l1 } = open();
		const at = header();
		await rollup.newest(at);
		l1.asked.length = 0;
		await rollup.newest(at);
		expect(l1.asked).toEqual([]);
	});
	it("waits for an endpoint that does not have it, and does not blame it", async () => {
		const setup = { l2: { blocks: mineScroll(60, "another branch") } };
		const honest = open(setup);
		// Another branch has the same states here: leave the root's block out.
		honest.l2Node.blocks = honest.l2Node.blocks.slice(0, 20);
		expect(await codeOf(() => honest.rollup.newest(honest.header()))).toBe(
			"not-anchored",
		);
		expect(honest.l2Pool.active()).toHaveLength(1);
	});
});

describe("contracts that changed", () => {
	const unknown = (
		change: NonNullable<Setup["change"]>,
		profile?: typeof scrollProfile,
	) => refused({ change, ...(profile === undefined ? {} : { profile }) });
	const all: readonly Hex[] = [
		...[
			contracts.scrollChain,
			contracts.messageQueue,
			contracts.systemConfig,
		].flatMap(({ address, implementation }) => [address, implementation]),
		contracts.rollupVerifier.address,
		...scrollProfile.verifiers.flatMap(({ wrapper, plonk }) => [
			wrapper.address,
			...(plonk === undefined ? [] : [plonk.address]),
		]),
	];

	it("are unknown code, each of them: proxies, implementations, the router, the verifiers", async () => {
		for (const address of all)
			expect(
				await unknown((world) => {
					world[address] = { ...world[address], code: "0x6001" };
				}),
				address,
			).toBe("l2-unknown-code");
	});
	it("are unknown behind another implementation", async () => {
		for (const { address } of [
			contracts.scrollChain,
			contracts.messageQueue,
			contracts.systemConfig,
		])
			expect(
				await unknown((_, put) =>
					put(
						address,
						implementationSlot,
						BigInt(contracts.rollupVerifier.address),
					),
				),
			).toBe("l2-unknown-code");
	});
	it("are unknown when a version's proofs go to another verifier", async () => {
		expect(
			await unknown((_, put) =>
				put(
					contracts.rollupVerifier.address,
					mappingSlot(wordHex(9n), 2n),
					(BigInt(contracts.scrollChain.address) << 64n) | 3n,
				),
			),
		).toBe("l2-unknown-code");
	});
	it("are not there yet in an older block", async () => {
		expect(
			await unknown((world) => {
				delete world[contracts.systemConfig.implementation];
			}),
		).toBe("not-anchored");
	});
});

describe("what endpoints say", () => {
	const lieOf =
		(
			wanted: string,
			altered: (result: Json) => Json,
		): NonNullable<Node["lie"]> =>
		(method, result) =>
			method === wanted ? altered(result) : result;
	const field = (name: string, value: Json) => (result: Json) =>
		typeof result === "object" && result !== null && !Array.isArray(result)
			? { ...result, [name]: value }
			: result;

	it("is refused when a header's bytes do not have its hash", async () => {
		expect(
			await refused({
				l2: { lie: lieOf("eth_getBlockByNumber", field("gasUsed", "0x1")) },
			}),
		).toBe("header-hash");
	});
	it("is one endpoint's own: a header made up around the true root takes no other endpoint's proofs", async () => {
		const root = mined.find(({ number }) => number === 142);
		const head = mined.at(-1);
		if (root === undefined || head === undefined) throw new Error("blocks");
		const madeUp = mine(root.world, head);
		expect([madeUp.stateRoot, madeUp.number]).toEqual([root.stateRoot, 160]);
		const { rollup, header, l2Pool, l2Node, clock } = open({
			liar: {
				blocks: [...mined, madeUp],
				before: (method) => {
					if (method === "eth_getProof") throw new Error("not today");
				},
			},
			l2: { blocks: [...mined, mine({ ...root.world, [person]: {} }, head)] },
		});
		const capture = openCapture({
			pool: l2Pool,
			clock,
			whereIs: rollup.whereIs,
		});
		const { block } = await rollup.newest(header());
		expect(whereToAsk(block).number).toBe(160);
		const wanted = [{ address: person, slots: [] }];
		const [proved] = await capture.prove(block, wanted);
		expect(proved?.account.value.nonce).toBe(142);
		// the liar may be asked first again later: what the other gave is not forgotten for it
		l2Node.asked.length = 0;
		await capture.prove(block, [
			{ address: `0x${"5a".repeat(20)}`, slots: [] },
		]);
		expect(l2Node.asked).not.toContain("eth_getBlockByNumber");
	});
	it("waits when every header has another state root", async () => {
		expect(
			await refused({
				l2: {
					lie: lieOf(
						"eth_getBlockByNumber",
						field("stateRoot", `0x${"fa".repeat(32)}`),
					),
				},
			}),
		).toBe("not-anchored");
	});
	it("waits when no root is there for the last finalized batch", async () => {
		for (const slot of [157n, 158n])
			expect(
				await refused({
					change: (_, put) =>
						put(
							contracts.scrollChain.address,
							mappingSlot(wordHex(7n), slot),
							0n,
						),
				}),
			).toBe("not-anchored");
	});
	it("is not asked again for headers that were looked through in vain", async () => {
		const { rollup, header, l2Node } = open();
		const all = l2Node.blocks;
		l2Node.blocks = all.slice(0, 20);
		const again = () => codeOf(() => rollup.newest(header()));
		expect(await again()).toBe("not-anchored");
		l2Node.asked.length = 0;
		expect(await again()).toBe("not-anchored");
		expect(l2Node.asked.length).toBeLessThan(4);
		l2Node.blocks = all.slice(0, 50);
		expect(await again()).toBe("accepted");
	});
	it("is found at once when an endpoint that lacked its block gives it", async () => {
		const at = 142;
		const { rollup, header, l2Node, grow } = open({ at });
		const all = l2Node.blocks;
		l2Node.blocks = all.filter(({ number }) => number !== at);
		expect(await codeOf(() => rollup.newest(header()))).toBe("not-anchored");
		grow();
		l2Node.asked.length = 0;
		expect(await codeOf(() => rollup.newest(header()))).toBe("not-anchored");
		// its newest block, by two words, and the one that was not there
		expect(l2Node.asked).toHaveLength(3);
		l2Node.blocks = all;
		grow();
		expect(whereToAsk((await rollup.newest(header())).block).number).toBe(at);
	});
	it("is looked for again after a while where all was looked through in vain, and no sooner", async () => {
		const lie = lieOf(
			"eth_getBlockByNumber",
			field("stateRoot", `0x${"fa".repeat(32)}`),
		);
		// other roots in its headers, and no block but its newest
		for (const bad of [{ lie }, { blocks: mined.slice(-1) }]) {
			const { rollup, header, l2Node, grow, ticks } = open({ l2: bad });
			expect(await codeOf(() => rollup.newest(header()))).toBe("not-anchored");
			delete l2Node.lie;
			l2Node.blocks = mined;
			grow();
			l2Node.asked.length = 0;
			expect(await codeOf(() => rollup.newest(header()))).toBe("not-anchored");
			expect(l2Node.asked.length).toBeLessThan(4);
			ticks.atMs += 10 * 60_000;
			grow();
			expect(await codeOf(() => rollup.newest(header()))).toBe("accepted");
		}
	});
	it("looks back no further than the profile says", async () => {
		const profile = scrollV1(
			{ ...scrollProfile, blocksLookedBack: 10 },
			"profile",
		);
		expect(await refused({ profile })).toBe("not-anchored");
		expect(await refused({ profile, at: 154 })).toBe("accepted");
	});
	it("is taken at an endpoint's word for what is final, or without it", async () => {
		const { rollup, header, l2Node, made } = open();
		const asked: Json[] = [];
		const block = made(142).json;
		l2Node.lie = (method, result, [place = null]) => {
			if (method === "eth_getBlockByNumber") asked.push(place);
			return place === "finalized" ? { ...block, transactions: [] } : result;
		};
		const news = await rollup.newest(header());
		expect(whereToAsk(news.block).number).toBe(142);
		expect(asked).toEqual(["finalized"]);
	});
});

describe("what L1's endpoints say", () => {
	type Slots = { key: Hex; value: Hex; proof: Hex[] }[];
	const wanted = [
		...scrollConfigWanted(scrollProfile),
		...scrollRootWanted(scrollProfile, {
			lastFinalizedBatch: 7,
			nextUnfinalizedMessage: 4,
		}),
	];
	const refusedWith = async (
		alter: (slot: Slots[number], address: Hex) => Slots[number],
	) => {
		const made = open();
		made.l1.lie = (method, result, [address]) => {
			if (method !== "eth_getProof") return result;
			const proof = result as { storageProof: Slots };
			return {
				...proof,
				storageProof: proof.storageProof.map((slot) =>
					alter(slot, `${address}` as Hex),
				),
			};
		};
		return codeOf(() => made.rollup.newest(made.header()));
	};

	it("is refused with another value for any slot beside its honest proof", async () => {
		for (const { address, slots } of wanted)
			for (const key of slots)
				expect(
					await refusedWith((slot, of) =>
						of === address && slot.key === key
							? { ...slot, value: toQuantity(BigInt(slot.value) + 1n) }
							: slot,
					),
					`${address} ${key}`,
				).toBe("proof-value");
	});
	it("is refused with any slot's proof cut, flipped or with a node more", async () => {
		const flip = (node: Hex): Hex => {
			const bytes = fromHex(node);
			const at = bytes.length - 1;
			bytes[at] = (bytes[at] ?? 0) ^ 1;
			return toHex(bytes);
		};
		for (const { address, slots } of wanted)
			for (const key of slots)
				for (const [alter, codes] of [
					[
						(proof: Hex[]) => proof.slice(0, -1),
						["mpt-missing", "proof-value"],
					],
					[
						(proof: Hex[]) => [
							...proof.slice(0, -1),
							flip(proof.at(-1) ?? "0x"),
						],
						["mpt-node", "bad-rlp"],
					],
					[(proof: Hex[]) => [...proof, "0xc0" as Hex], ["mpt-unused"]],
				] as const) {
					const found = await refusedWith((slot, of) =>
						of === address && slot.key === key && slot.proof.length > 0
							? { ...slot, proof: [...alter(slot.proof)] }
							: slot,
					);
					expect(codes, `${address} ${key}`).toContain(found);
				}
	});
});

describe("a header made up around the root", () => {
	const made = async () => {
		const { rollup, header } = open();
		return rollup.newest(header());
	};
	it("puts no number, hash or time of its own into what is concluded", async () => {
		const { root, block } = await made();
		const state = fromHex(root.value.root);
		const rlp = (number: bigint, timeS: number): Hex => {
			const fields: Rlp[] = [
				new Uint8Array(32),
				new Uint8Array(32),
				new Uint8Array(20),
				state,
				new Uint8Array(32),
				new Uint8Array(32),
				new Uint8Array(256),
				new Uint8Array(0),
				bigToMinimal(number),
				bigToMinimal(10_000_000n),
				new Uint8Array(0),
				bigToMinimal(BigInt(timeS)),
				new Uint8Array(0),
				new Uint8Array(32),
				new Uint8Array(8),
				bigToMinimal(1n),
			];
			return toHex(encodeRlp(fields));
		};
		for (const [number, at] of [
			[999_999_999n, timeS(142) - 60],
			[1n, 1],
			[142n, timeS(9_999_999)],
		] as const) {
			const forged = concludeScrollState(root, { rlp: rlp(number, at) });
			expect(forged.value).toEqual(block.value);
			expect(JSON.stringify(forged.value)).not.toContain("999999999");
		}
	});
	it("leads to no parent and to no transaction", async () => {
		const { block } = await made();
		const forged = open().made(141);
		expect(hasParents(block)).toBe(false);
		for (const rule of ["el-parent", "transaction", "receipt"] as const) {
			const witness = {
				"el-parent": { rlp: forged.rlp },
				transaction: { index: 0, proof: [] },
				receipt: { proof: [] },
			}[rule];
			expect(await codeOf(() => replayState[rule]([block], witness))).toBe(
				"evidence-step",
			);
		}
	});
	it("makes no proof captured at an earlier block hold", async () => {
		const {
			rollup,
			header,
			l2Pool,
			l2Node,
			clock,
			made: blockAt,
		} = open({ l2: { window: 0 } });
		const capture = openCapture({ pool: l2Pool, clock });
		const all = l2Node.blocks;
		l2Node.blocks = all.slice(0, 42);
		await capture.capture([{ address: person, slots: [] }]);
		l2Node.blocks = all;
		const { block } = await rollup.newest(header());
		expect(blockAt(141).number).toBe(whereToAsk(block).number - 1);
		expect(
			await codeOf(() =>
				capture.prove(block, [{ address: person, slots: [] }]),
			),
		).toBe("no-proof-window");
	});
	it("with another root is not the rollup's", async () => {
		const { root } = await made();
		const { made: blockAt } = open();
		expect(await codeOf(() => concludeScrollState(root, blockAt(148)))).toBe(
			"l2-preimage",
		);
		expect(await codeOf(() => concludeScrollState(root, { rlp: "0xc0" }))).toBe(
			"bad-rlp",
		);
	});
});

describe("the rules, run again", () => {
	const tools = toolsFor([scrollProfile]);
	const premisesOf = async () => {
		const { block, root } = await newestOf({});
		const [config, ...slots] = root.premises;
		if (config === undefined) throw new Error("no config");
		return { block, root, config, slots };
	};

	it("give the same values", async () => {
		const { block, root, config } = await premisesOf();
		for (const rule of [
			"scroll-config",
			"scroll-root",
			"scroll-state",
		] as const) {
			const known: AnyVerified = {
				"scroll-config": config,
				"scroll-root": root,
				"scroll-state": block,
			}[rule];
			const again = await layerRule(rule)(known.premises, known.witness, tools);
			expect(again.value).toEqual(known.value);
			expect(again.witness).toEqual(known.witness);
		}
	});
	it("know the profile already", async () => {
		const { config } = await premisesOf();
		const other = decodeRollupProfile(
			{ ...scrollProfile, prover: "sound" },
			"profile",
		);
		expect(profileId(other)).not.toBe(profileId(scrollProfile));
		expect(
			await codeOf(() =>
				layerRule("scroll-config")(
					config.premises,
					config.witness,
					toolsFor([other]),
				),
			),
		).toBe("l2-profile");
	});
	it("refuse every premise in another's place, left out, or from another block", async () => {
		const { root, config, slots } = await premisesOf();
		const later = open();
		later.grow();
		const other = (await later.rollup.newest(later.header())).root;
		const refuse = (premises: readonly AnyVerified[]) =>
			codeOf(() => concludeScrollRoot(premises));
		for (const [i] of slots.entries()) {
			const without = [config, ...slots.filter((_, at) => at !== i)];
			expect(await refuse(without)).toBe("evidence-step");
			const swapped = [...slots];
			const next = (i + 1) % slots.length;
			[swapped[i], swapped[next]] = [slots[next] ?? root, slots[i] ?? root];
			expect(await refuse([config, ...swapped])).toBe("evidence-step");
		}
		for (let i = 1; i < 3; i++) {
			const mixed = root.premises.with(i, other.premises[i] ?? root);
			expect(await refuse(mixed)).toBe("evidence-step");
		}
		for (const [i] of config.premises.entries()) {
			const replaced = config.premises.with(
				i,
				other.premises[0]?.premises[i] ?? root,
			);
			expect(
				await codeOf(() =>
					layerRule("scroll-config")(replaced, config.witness, tools),
				),
			).toBe("evidence-step");
		}
	});
	it("refuse slots proved a quarter of an hour from the contracts", async () => {
		const { config } = await premisesOf();
		const far = open();
		for (let i = 0; i < 80; i++) far.grow();
		const { root } = await far.rollup.newest(far.header());
		expect(
			await codeOf(() =>
				concludeScrollRoot([config, ...root.premises.slice(1)]),
			),
		).toBe("evidence-step");
	});
});

describe("an order", () => {
	it("may rest on what the policy asks for, and on nothing less final", async () => {
		const { rollup, header } = open();
		const nowMs = 1000 * (timeS(142) + 60);
		const at = async (finality: "optimistic" | "final") =>
			(await rollup.newest(header(finality))).block.value;
		const check = (block: Awaited<ReturnType<typeof at>>) =>
			codeOf(() => checkPolicy(scrollProfile, block, "order", nowMs));
		expect(await check(await at("final"))).toBe("accepted");
		expect(await check(await at("optimistic"))).toBe("not-anchored");
	});
});

describe("a profile", () => {
	it("is refused with a kind there is not, and without a verifier", async () => {
		expect(
			await codeOf(() =>
				decodeRollupProfile({ ...scrollProfile, kind: "scroll-v2" }, "p"),
			),
		).toBe("unknown-fork");
		expect(
			await codeOf(() =>
				decodeRollupProfile({ ...scrollProfile, kind: "toString" }, "p"),
			),
		).toBe("unknown-fork");
		expect(
			await codeOf(() =>
				decodeRollupProfile({ ...scrollProfile, verifiers: [] }, "p"),
			),
		).toBe("bad-field");
	});
});
