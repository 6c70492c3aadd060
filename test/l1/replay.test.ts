import { describe, expect, it } from "vitest";
import type { Json } from "../../src/base/immutable.ts";
import { rememberingKernel } from "../../src/crypto/memory.ts";
import { chainLength, reanchorStore } from "../../src/l1/anchor.ts";
import {
	acceptCheckpoint,
	checkBootstrap,
	checkUpdate,
} from "../../src/l1/conclusion.ts";
import { replayL1 } from "../../src/l1/replay.ts";
import { decodeSaved, resumeStore, saveStore } from "../../src/l1/saved.ts";
import {
	applyRound,
	type LightStore,
	openStore,
	signingCommittee,
} from "../../src/l1/store.ts";
import { shippedKernel } from "../kernel.ts";
import { madeNetwork, makeChain } from "./made.ts";

const chain = makeChain();
const kernel = rememberingKernel(shippedKernel);
const context = {
	kernel,
	networkByName: (name: string) =>
		name === madeNetwork.name ? madeNetwork : undefined,
};
const asking = { kernel, currentSlot: null };
const checkpoint = acceptCheckpoint(madeNetwork, chain.block(16).root);
const { committee, head } = checkBootstrap(checkpoint, chain.bootstrap(16));

const advanced = async (...slots: readonly number[]): Promise<LightStore> => {
	let store = openStore(checkpoint, head, [committee]);
	for (const slot of slots)
		store = applyRound(store, [
			await checkUpdate(
				signingCommittee(store, slot + 1),
				"update",
				chain.update("update", slot),
				asking,
			),
		]);
	return store;
};

const copy = (witness: Json): Json => JSON.parse(JSON.stringify(witness));

describe("a replayed conclusion", () => {
	it("is the same, for each rule", async () => {
		const { finalized, optimistic, committees } = await advanced(41);
		const next = committees[1];
		if (next === undefined) throw new Error("no next committee");
		for (const one of [committee, head, finalized, optimistic, next]) {
			if (!(one.rule in replayL1)) throw new Error(one.rule);
			const rule = one.rule as keyof typeof replayL1;
			const again = await replayL1[rule](
				one.premises,
				copy(one.witness),
				context,
			);
			expect(again.value).toEqual(one.value);
			expect(again.rule).toBe(one.rule);
		}
		const again = await replayL1.checkpoint(
			[],
			copy(checkpoint.witness),
			context,
		);
		expect(again.value).toEqual(checkpoint.value);
	});

	it("has a short witness for a head: no committee in it", async () => {
		const { optimistic } = await advanced(41);
		expect(JSON.stringify(optimistic.witness).length).toBeLessThan(8000);
	});

	it("is refused on other premises", async () => {
		const { finalized } = await advanced(41);
		await expect(
			replayL1["lc-head"]([checkpoint], finalized.witness, context),
		).rejects.toThrow("evidence-step");
		await expect(
			replayL1["lc-bootstrap"]([committee], committee.witness, context),
		).rejects.toThrow("evidence-step");
		await expect(
			replayL1["lc-committee"]([], finalized.witness, context),
		).rejects.toThrow("evidence-step");
		await expect(
			replayL1.checkpoint([checkpoint], checkpoint.witness, context),
		).rejects.toThrow("evidence-step");
		await expect(
			replayL1["lc-head"]([committee, committee], finalized.witness, context),
		).rejects.toThrow("evidence-step");
	});

	it("is refused for a network nobody knows here", async () => {
		await expect(
			replayL1.checkpoint(
				[],
				{ network: "elsewhere", root: chain.block(16).root },
				context,
			),
		).rejects.toThrow("unknown-chain");
	});

	it("takes the network from the checkpoint and never from the witness", async () => {
		const other = {
			...madeNetwork,
			genesisValidatorsRoot: `0x${"01".repeat(32)}` as const,
		};
		const elsewhere = acceptCheckpoint(other, chain.block(16).root);
		const own = checkBootstrap(elsewhere, chain.bootstrap(16)).committee;
		const { optimistic } = await advanced(41);
		await expect(
			replayL1["lc-head"](
				[own],
				{
					...(optimistic.witness as { [key: string]: Json }),
					network: madeNetwork.name,
				},
				context,
			),
		).rejects.toThrow("committee-signature");
	});

	it("is refused for a witness of another shape", async () => {
		for (const witness of [
			null,
			{},
			{ fork: "electra", ssz: "0x", is: "finalized", kind: "update" },
			{ fork: "heze", ssz: "0x", is: "attested", kind: "optimistic" },
			{
				fork: "electra",
				ssz: `0x${"00".repeat(70_000)}`,
				is: "attested",
				kind: "optimistic",
			},
		])
			await expect(
				replayL1["lc-head"]([committee], witness, context),
			).rejects.toMatchObject({ code: "bad-field" });
	});
});

describe("a saved store", () => {
	const nowMs = (madeNetwork.genesisTimeS + 400) * 1000;
	const read = async (
		change: (saved: ReturnType<typeof saveStore>) => unknown,
	) => {
		const saved = saveStore(await advanced(41, 105));
		const raw: unknown = JSON.parse(JSON.stringify(change(saved)));
		return resumeStore(madeNetwork, decodeSaved(raw), context, nowMs);
	};

	it("comes back with the same finalized header and committees", async () => {
		const before = await advanced(41, 105);
		const after = await read((saved) => saved);
		expect(after.finalized.value).toEqual(before.finalized.value);
		expect(after.committees.map(({ value }) => value)).toEqual(
			before.committees.map(({ value }) => value),
		);
	});

	it("is refused when a step rests on a later one, or on none", async () => {
		await expect(
			read(({ steps, ...rest }) => ({ ...rest, steps: steps.toReversed() })),
		).rejects.toThrow("evidence-step");
		await expect(
			read(({ steps, ...rest }) => ({
				...rest,
				steps: steps.map((step) => ({ ...step, from: [] })),
			})),
		).rejects.toThrow("evidence-step");
	});

	it("is refused with a second checkpoint among its steps", async () => {
		await expect(
			read(({ steps, ...rest }) => ({
				...rest,
				steps: [...steps, ...steps.slice(0, 1)],
			})),
		).rejects.toThrow("more than one checkpoint");
	});

	it("is refused for another network or another form", async () => {
		await expect(
			read((saved) => ({ ...saved, network: "mainnet" })),
		).rejects.toThrow("other-chain");
		for (const change of [
			{ v: 2 },
			{ root: "0x" },
			{ steps: [{ rule: "mpt-account", from: [], witness: null }] },
			{
				steps: new Array(65).fill({
					rule: "checkpoint",
					from: [],
					witness: null,
				}),
			},
			{ conflict: [1] },
		])
			await expect(
				read((saved) => ({ ...saved, ...change })),
			).rejects.toMatchObject({ code: "bad-field" });
	});
});

describe("evidence that begins anew", () => {
	it("keeps the heads and rests on the finalized header", async () => {
		const store = await advanced(41, 105, 169);
		expect(chainLength(store.finalized)).toBe(2);
		expect(store.finalized.value.slot).toBe(152);
		const again = await reanchorStore(store, chain.bootstrap(152), context);
		expect(again.checkpoint.value.root).toBe(store.finalized.value.root);
		expect(again.finalized.value.root).toBe(store.finalized.value.root);
		expect(again.optimistic.value).toEqual(store.optimistic.value);
		expect(chainLength(again.optimistic)).toBe(0);
		expect(again.committees.map(({ value }) => value)).toEqual(
			store.committees.map(({ value }) => value),
		);
		expect(saveStore(again).steps.length).toBeLessThan(
			saveStore(store).steps.length,
		);
	});

	it("refuses a bootstrap of another header", async () => {
		const store = await advanced(41, 105, 169);
		await expect(
			reanchorStore(store, chain.bootstrap(144), context),
		).rejects.toThrow("bootstrap-root");
	});
});
