import { describe, expect, it } from "vitest";
import { nobleKernel } from "../../src/crypto/noble.ts";
import {
	openSync,
	type SyncEvent,
	type SyncOptions,
} from "../../src/l1/sync.ts";
import { madeNetwork, makeChain } from "./made.ts";
import { fetchFrom, honestNode, makeClock, type Node } from "./world.ts";

const slotMs = (slot: number) =>
	(madeNetwork.genesisTimeS + slot * madeNetwork.secondsPerSlot) * 1000;

const open = (
	nodes: { readonly [host: string]: Node },
	slot: number,
	start: SyncOptions["start"],
	more: Partial<SyncOptions> = {},
) => {
	const clock = makeClock(slotMs(slot));
	const events: SyncEvent[] = [];
	const sync = openSync({
		network: madeNetwork,
		endpoints: Object.keys(nodes).map((name) => ({
			name,
			url: `http://${name}`,
		})),
		ports: { fetch: fetchFrom(nodes), clock, kernel: nobleKernel },
		start,
		on: (event) => events.push(event),
		...more,
	});
	return { sync, clock, events };
};

describe("a sync over endpoints", () => {
	const chain = makeChain();

	it("goes from a checkpoint to the head and follows it", async () => {
		const state = { head: 60 };
		const { sync, clock } = open({ a: honestNode(chain, state) }, 62, {
			root: chain.block(16).root,
		});
		await sync.round();
		expect(sync.status()).toMatchObject({ phase: "following", stopped: null });
		expect(sync.head("optimistic").value.slot).toBe(60);
		expect(sync.head("final").value.slot).toBe(40);
		state.head = 62;
		clock.setMs(slotMs(64));
		await sync.round();
		expect(sync.head("optimistic").value.slot).toBe(62);
	});

	it("catches up over periods and says how far it is", async () => {
		const { sync, events } = open(
			{ a: honestNode(chain, { head: 64 * 5 + 30 }) },
			64 * 5 + 32,
			{ root: chain.block(16).root },
		);
		await sync.round();
		expect(sync.status().stopped).toBe(null);
		const progress = events.filter((event) => event.kind === "progress");
		expect(progress.at(-1)).toMatchObject({ period: 5, of: 5 });
		expect(sync.head("optimistic").value.slot).toBe(350);
		expect(sync.committee().value.period).toBe(5);
		// The evidence began anew at a final header.
		expect(sync.checkpoint()?.value.root).toBe(sync.head("final").value.root);
	});

	it("resumes from what it saved, without the network, at the same root", async () => {
		const first = open({ a: honestNode(chain, { head: 60 }) }, 62, {
			root: chain.block(16).root,
		});
		await first.sync.round();
		const saved = first.sync.saveable();
		if (saved === null) throw new Error("nothing saved");
		const text = JSON.stringify(saved);
		const second = open({}, 62, { saved: JSON.parse(text) });
		await second.sync.round();
		expect(second.sync.head("final").value).toEqual(
			first.sync.head("final").value,
		);
	});
});
