// Taiko's rules over made contracts: what L1 has to hold for a checkpoint to be a root, and everything else refused.

import { describe, expect, it } from "vitest";
import {
	bigToMinimal,
	fromHex,
	type Hex,
	toHex,
} from "../../../../src/base/bytes.ts";
import { Fault } from "../../../../src/base/fault.ts";
import { decodeRlp, encodeRlp, rlpList } from "../../../../src/base/rlp.ts";
import { keccakHex } from "../../../../src/crypto/hash.ts";
import {
	concludeTaikoConfig,
	coreIn,
} from "../../../../src/l2/taiko/checks/config.ts";
import type { TaikoProfile } from "../../../../src/l2/taiko/checks/profile.ts";
import {
	checkpointSlots,
	concludeTaikoRoot,
	taikoRootWanted,
} from "../../../../src/l2/taiko/checks/root.ts";
import { concludeTaikoState } from "../../../../src/l2/taiko/checks/state.ts";
import { hasParents, headerOfHead } from "../../../../src/state/header.ts";
import { wordHex } from "../../../../src/state/storage-layout.ts";
import type { AnyVerified } from "../../../../src/trust/verified.ts";
import { headOf, mine, type World } from "../../../state/chain.ts";
import { headerOver, proofsOf } from "../../reference/made-root.ts";
import { implementationSlot } from "../../rollup-world.ts";
import { layerRule, toolsFor } from "../../rules.ts";
import {
	checkpointPlace,
	configOver,
	finalizedAtS,
	mineTaiko,
	newest,
	older,
	packCore,
	premisesOver,
	putCheckpoint,
	rootOver,
	stateOver,
	taikoProfile,
	taikoWorld,
} from "../world.ts";

const { inbox, signalService } = taikoProfile.contracts;

const codeOf = async (work: () => unknown): Promise<string> => {
	try {
		await work();
	} catch (thrown) {
		if (thrown instanceof Fault) return thrown.code;
		throw thrown;
	}
	return "accepted";
};

const withSlots = (change: Partial<TaikoProfile["slots"]>): TaikoProfile => ({
	...taikoProfile,
	slots: { ...taikoProfile.slots, ...change },
});

describe("taiko-config", () => {
	it("says what the inbox says of proposals", () => {
		expect(configOver(taikoWorld()).value).toMatchObject({
			core: {
				nextProposal: 30_807,
				proposedAtBlock: 99,
				finalizedProposal: 30_804,
				finalizedAtS,
			},
			finalizedBlockHash: newest.hash,
		});
	});

	it("reads the word that was on mainnet, and none that is no such word", () => {
		// getCoreState of 2026-08-25, packed
		const word = packCore({
			next: 30_807,
			proposedAt: 25_831_078,
			finalized: 30_804,
			finalizedAtS: 1_787_646_851,
		});
		expect(coreIn(word)).toEqual({
			nextProposal: 30_807,
			proposedAtBlock: 25_831_078,
			finalizedProposal: 30_804,
			finalizedAtS: 1_787_646_851,
		});
		for (const other of [
			0n,
			BigInt(newest.hash),
			packCore({ next: 5, finalized: 5 }),
			packCore({ checkpointAtS: finalizedAtS + 1 }),
			word | (1n << 240n),
		])
			expect(coreIn(other)).toBeNull();
	});

	it.each([
		["the inbox", inbox],
		["the signal service", signalService],
	] as const)(
		"refuses a changed implementation of %s, and one in the other's place",
		async (_, one) => {
			for (const to of [
				0n,
				BigInt(`0x${"dd".repeat(20)}`),
				BigInt(
					one === inbox ? signalService.implementation : inbox.implementation,
				),
			])
				expect(
					await codeOf(() =>
						configOver(
							taikoWorld((put) => put(one.address, implementationSlot, to)),
						),
					),
				).toBe("l2-unknown-code");
		},
	);

	it.each([
		["nothing", {}],
		["a delegation", { code: `0xef0100${"11".repeat(20)}` as Hex }],
		[
			"a clone",
			{
				code: `0x363d3d373d3d3d363d73${"11".repeat(20)}5af43d82803e903d91602b57fd5bf3` as Hex,
			},
		],
		[
			"another proxy",
			{ code: "0x6001" as Hex, storage: { [implementationSlot]: 5n } },
		],
	] as const)(
		"refuses %s where an implementation should be",
		async (_, account) => {
			for (const { implementation } of [inbox, signalService])
				expect(
					await codeOf(() =>
						configOver(
							taikoWorld((_put, world) => {
								world[implementation] = { nonce: 1, ...account };
							}),
						),
					),
				).toBe("l2-unknown-code");
		},
	);

	it("refuses contracts that are keys, or not there", async () => {
		for (const { address } of [inbox, signalService])
			expect(
				await codeOf(() =>
					configOver(
						taikoWorld((_, world) => {
							world[address] = { ...world[address], code: "0x" };
						}),
					),
				),
			).toBe("l2-unknown-code");
	});

	it("refuses wrong slots: they prove a zero, or a word that is something else", async () => {
		const over = (slots: Partial<TaikoProfile["slots"]>) =>
			codeOf(() => configOver(taikoWorld(), withSlots(slots)));
		expect(await over({ finalizedBlockHash: 258 })).toBe("not-anchored");
		expect(await over({ coreState: 258 })).toBe("evidence-step");
		expect(await over({ coreState: 253, finalizedBlockHash: 252 })).toBe(
			"evidence-step",
		);
		expect(await over({ implementation: wordHex(5) })).toBe("l2-unknown-code");
	});

	it("refuses what was finalized or proposed after the L1 block it is proved at", async () => {
		for (const core of [
			{ finalizedAtS: finalizedAtS + 3600 },
			{ proposedAt: 101 },
		])
			expect(
				await codeOf(() =>
					configOver(
						taikoWorld((put) =>
							put(inbox.address, wordHex(252), packCore(core)),
						),
					),
				),
			).toBe("evidence-step");
	});

	it("refuses swapped slots, premises in another order, too few, and another chain's", async () => {
		const { config } = premisesOver(taikoWorld());
		const swapped = [...config];
		[swapped[1], swapped[2]] = [swapped[2], swapped[1]] as [
			AnyVerified,
			AnyVerified,
		];
		for (const premises of [
			swapped,
			config.toReversed(),
			config.slice(1),
			config.slice(0, -1),
			[...config, ...config.slice(0, 1)],
		])
			expect(
				await codeOf(() => concludeTaikoConfig(taikoProfile, premises)),
			).toBe("evidence-step");
		expect(
			await codeOf(() =>
				concludeTaikoConfig({ ...taikoProfile, l1ChainId: 5 }, config),
			),
		).toBe("evidence-step");
	});
});

describe("taiko-root", () => {
	it("is the checkpoint that L1 saved when it took the proof", () => {
		expect(rootOver().value).toMatchObject({
			l2BlockNumber: newest.number,
			blockHash: newest.hash,
			root: newest.stateRoot,
			proposal: 30_804,
			proposalsWaiting: 2,
			finalizedAtS,
			who: "accepted",
			validity: "l1-accepted",
			finality: "final",
		});
		expect(rootOver().value).not.toHaveProperty("stateRoot");
	});

	it("reads where Solidity has it: version, then block, the root behind the hash", () => {
		const [hash, root] = checkpointSlots(taikoProfile, newest.number);
		expect(hash).toBe(checkpointPlace(newest.number));
		expect(BigInt(root)).toBe(BigInt(hash) + 1n);
	});

	it("refuses the checkpoint of another block number", async () => {
		expect(await codeOf(() => rootOver(undefined, older.number))).toBe(
			"l2-preimage",
		);
		expect(await codeOf(() => rootOver(undefined, newest.number + 1))).toBe(
			"not-anchored",
		);
	});

	it("refuses a block that the owner set without a proof: it has no checkpoint", async () => {
		const [, , , , , , , next] = mineTaiko(12, "after an incident");
		if (next === undefined) throw new Error("no block");
		const world = taikoWorld((put) =>
			put(inbox.address, wordHex(253), BigInt(next.hash)),
		);
		expect(await codeOf(() => rootOver(world, next.number))).not.toBe(
			"accepted",
		);
		expect(await codeOf(() => rootOver(world, newest.number))).toBe(
			"l2-preimage",
		);
	});

	it("refuses a checkpoint of the version that was left behind, and of no version", async () => {
		const world = taikoWorld((put) => {
			put(inbox.address, wordHex(253), BigInt(older.hash));
			for (const key of [0n, 1n])
				put(
					signalService.address,
					wordHex(BigInt(checkpointPlace(older.number)) + key),
					0n,
				);
			putCheckpoint(put, older.number, older, 0);
		});
		expect(await codeOf(() => rootOver(world, older.number))).toBe(
			"not-anchored",
		);
		expect(
			await codeOf(() =>
				rootOver(world, older.number, {
					...taikoProfile,
					checkpointVersion: 0,
				}),
			),
		).toBe("accepted");
	});

	it("refuses wrong slots of checkpoints: they prove a zero", async () => {
		for (const profile of [
			withSlots({ checkpoints: 253 }),
			{ ...taikoProfile, checkpointVersion: 2 },
		])
			expect(
				await codeOf(() => rootOver(undefined, newest.number, profile)),
			).toBe("not-anchored");
	});

	it("refuses a checkpoint without a state root, and one without a hash", async () => {
		for (const key of [0n, 1n])
			expect(
				await codeOf(() =>
					rootOver(
						taikoWorld((put) =>
							put(
								signalService.address,
								wordHex(BigInt(checkpointPlace(newest.number)) + key),
								0n,
							),
						),
					),
				),
			).toBe("not-anchored");
	});

	it("refuses swapped slots, one twice, a slot of another account, and none", async () => {
		const world = taikoWorld();
		const config = configOver(world);
		const { checkpoint } = premisesOver(world);
		const [hash, root] = checkpoint(newest.number);
		const [otherHash, otherRoot] = checkpoint(older.number);
		if (!hash || !root || !otherHash || !otherRoot) throw new Error("slots");
		for (const premises of [
			[root, hash],
			[hash, hash],
			[hash, otherRoot],
			[otherHash, root],
			[otherHash, otherRoot],
			[hash],
			[],
			[hash, root, root],
		])
			expect(
				await codeOf(() =>
					concludeTaikoRoot([config, ...premises], {
						l2BlockNumber: newest.number,
					}),
				),
			).toBe("evidence-step");
		expect(
			await codeOf(() =>
				concludeTaikoRoot([hash, root], { l2BlockNumber: newest.number }),
			),
		).toBe("evidence-step");
	});

	it("refuses hash and root of two L1 blocks, and another chain's checkpoint", async () => {
		const world = taikoWorld();
		const config = configOver(world);
		const later = taikoWorld((put) => put(inbox.address, wordHex(0), 4n));
		const [hash] = premisesOver(world).checkpoint(newest.number);
		const [, root] = premisesOver(later).checkpoint(newest.number);
		if (!hash || !root) throw new Error("slots");
		expect(
			await codeOf(() =>
				concludeTaikoRoot([config, hash, root], {
					l2BlockNumber: newest.number,
				}),
			),
		).toBe("evidence-step");
		// the same slots with the same words, under a state of the rollup itself
		const inner = mine(taikoWorld(), null, { secondsPerSlot: 2 });
		const state = concludeTaikoState(
			rootOver(
				taikoWorld((put) => {
					put(inbox.address, wordHex(253), BigInt(inner.hash));
					putCheckpoint(put, inner.number, inner);
				}),
				inner.number,
			),
			inner,
		);
		const own = taikoRootWanted(taikoProfile, newest.number).flatMap(
			({ address, slots }) =>
				proofsOf(state, inner.world, address, slots).slots,
		);
		expect(own.map(({ value }) => value.word)).toEqual([
			BigInt(newest.hash),
			BigInt(newest.stateRoot),
		]);
		expect(
			await codeOf(() =>
				concludeTaikoRoot([config, ...own], { l2BlockNumber: newest.number }),
			),
		).toBe("evidence-step");
	});

	it("refuses config and checkpoint of times far apart, and is as final as the less final of them", async () => {
		const world = taikoWorld();
		const under = (finality: "optimistic" | "final", secondsPerSlot = 12) =>
			premisesOver(
				world,
				taikoProfile,
				headerOfHead(headOf(mine(world, null, { secondsPerSlot }), finality)),
			).checkpoint(newest.number);
		const conclude = (checkpoint: readonly AnyVerified[]) =>
			concludeTaikoRoot([configOver(world), ...checkpoint], {
				l2BlockNumber: newest.number,
			});
		expect(conclude(under("optimistic")).value.finality).toBe("optimistic");
		expect(conclude(under("final")).value.finality).toBe("final");
		expect(await codeOf(() => conclude(under("final", 40)))).toBe(
			"evidence-step",
		);
	});
});

/** The header with some fields in the place of its own. */
const changed = (rlp: Hex, fields: { readonly [index: number]: bigint }): Hex =>
	toHex(
		encodeRlp(
			rlpList(decodeRlp(fromHex(rlp), 2), "header").map((item, i) =>
				fields[i] === undefined ? item : bigToMinimal(fields[i]),
			),
		),
	);

/** L1 took a proof of a block with that header, and saved what the prover said beside its hash. */
const claimed = (
	rlp: Hex,
	says: { readonly number?: number; readonly root?: Hex } = {},
): World =>
	taikoWorld((put) => {
		const hash = keccakHex(fromHex(rlp));
		put(inbox.address, wordHex(253), BigInt(hash));
		putCheckpoint(put, says.number ?? newest.number, {
			hash,
			stateRoot: says.root ?? newest.stateRoot,
		});
	});

describe("taiko-state", () => {
	it("is the block with its whole header, as old as the block itself", () => {
		const state = stateOver();
		expect(state.value).toMatchObject({
			chainId: 167_000,
			blockNumber: newest.number,
			blockHash: newest.hash,
			stateRoot: newest.stateRoot,
			grade: {
				who: "accepted",
				validity: "l1-accepted",
				finality: "final",
				asOfS: Number(newest.json.timestamp),
			},
		});
		expect(hasParents(state)).toBe(true);
	});

	it("refuses another block's header, another chain's with the same number, and a flipped byte", async () => {
		const root = rootOver();
		const other = mineTaiko(12, "another chain")[9];
		if (other === undefined) throw new Error("no block");
		expect(other.number).toBe(newest.number);
		const flipped: Hex = `0x${newest.rlp.slice(2, 20)}${newest.rlp[20] === "0" ? "1" : "0"}${newest.rlp.slice(21)}`;
		for (const rlp of [older.rlp, other.rlp, flipped])
			expect(await codeOf(() => concludeTaikoState(root, { rlp }))).toBe(
				"l2-preimage",
			);
	});

	it("refuses a checkpoint whose number or root is another than its block's: a false proof was taken", async () => {
		expect(
			await codeOf(() =>
				concludeTaikoState(
					rootOver(claimed(newest.rlp, { number: 777 }), 777),
					newest,
				),
			),
		).toBe("l2-preimage");
		expect(
			await codeOf(() =>
				concludeTaikoState(
					rootOver(claimed(newest.rlp, { root: older.stateRoot })),
					newest,
				),
			),
		).toBe("l2-preimage");
	});

	it("refuses a block that says it is younger than its proof", async () => {
		const at = (timeS: number) => {
			const rlp = changed(newest.rlp, { 11: BigInt(timeS) });
			return codeOf(() => concludeTaikoState(rootOver(claimed(rlp)), { rlp }));
		};
		expect(await at(finalizedAtS)).toBe("accepted");
		expect(await at(finalizedAtS + 1)).toBe("l2-preimage");
	});

	it("takes a header of today's fields, with work of its own in the place of difficulty", async () => {
		const rlp = changed(newest.rlp, { 7: 123_456n });
		expect(
			await codeOf(() => concludeTaikoState(rootOver(claimed(rlp)), { rlp })),
		).toBe("accepted");
	});

	it("follows from a checkpoint of Taiko alone", async () => {
		expect(
			await codeOf(() =>
				concludeTaikoState(configOver(taikoWorld()) as never, newest),
			),
		).toBe("evidence-step");
	});
});

describe("the rules, run again out of evidence", () => {
	it("conclude the same, and refuse another profile and a changed witness", async () => {
		const state = stateOver();
		const [root] = state.premises;
		const [config] = root?.premises ?? [];
		if (root === undefined || config === undefined) throw new Error("premises");
		const tools = toolsFor([taikoProfile]);
		for (const one of [config, root, state]) {
			const witness: unknown = JSON.parse(JSON.stringify(one.witness));
			const again = await layerRule(one.rule)(one.premises, witness, tools);
			expect(again.value).toEqual(one.value);
		}
		expect(
			await codeOf(() =>
				layerRule("taiko-config")(
					config.premises,
					config.witness,
					toolsFor([]),
				),
			),
		).toBe("l2-profile");
		for (const l2BlockNumber of [0, 2 ** 48, "1", null])
			expect(
				await codeOf(() =>
					layerRule("taiko-root")(root.premises, { l2BlockNumber }, tools),
				),
			).toBe("bad-field");
		expect(
			await codeOf(() =>
				layerRule("taiko-root")(
					root.premises,
					{ l2BlockNumber: older.number },
					tools,
				),
			),
		).toBe("evidence-step");
	});
});

it("makes its L1 block when its tests think it does", () => {
	expect(headerOver(taikoWorld()).value.timestampS).toBe(finalizedAtS + 60);
});
