import { describe, expect, it } from "vitest";
import { Fault } from "../../src/base/fault.ts";
import type { Kernel } from "../../src/crypto/kernel.ts";
import { checkSignedTime } from "../../src/l1/candidate.ts";
import { decodeSaved } from "../../src/l1/saved.ts";
import {
	openSync,
	type Sync,
	type SyncEvent,
	type SyncOptions,
} from "../../src/l1/sync.ts";
import type { HttpReply } from "../../src/source/ports.ts";
import { shippedKernel } from "../kernel.ts";
import { type MadeChain, madeNetwork, madeStream, makeChain } from "./made.ts";
import {
	asJson,
	fetchFrom,
	honestNode,
	jsonReply,
	makeClock,
	type Node,
	type NodeState,
	notFound,
} from "./world.ts";

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
		ports: { fetch: fetchFrom(nodes), clock, kernel: shippedKernel },
		start,
		on: (event) => events.push(event),
		...more,
	});
	return { sync, clock, events };
};

const chain = makeChain();
const start = { root: chain.block(16).root };

const standing = (sync: Sync, name: string) =>
	sync.status().endpoints.find((endpoint) => endpoint.name === name);

/** A node that answers one path otherwise than the honest one does. */
const lying =
	(
		honest: Node,
		path: string,
		answer: (query: URLSearchParams) => HttpReply,
	): Node =>
	(asked, query) =>
		asked.includes(path) ? answer(query) : honest(asked, query);

const replyOf = (
	own: MadeChain,
	kind: "bootstrap" | "finality" | "optimistic",
	encoded: Parameters<typeof asJson>[2],
) => jsonReply(asJson(own, kind, encoded));

describe("a sync over endpoints", () => {
	it("goes from a checkpoint to the head and follows it", async () => {
		const state = { head: 60 };
		const { sync, clock } = open({ a: honestNode(chain, state) }, 62, start);
		expect(() => sync.head("final")).toThrow("not-synced");
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
			start,
		);
		await sync.round();
		expect(sync.status().stopped).toBe(null);
		const progress = events.filter((event) => event.kind === "progress");
		expect(progress[0]).toMatchObject({ period: 0, of: 5 });
		expect(progress.at(-1)).toMatchObject({ period: 5, of: 5 });
		expect(sync.status().progress).toBe(null);
		expect(sync.head("optimistic").value.slot).toBe(350);
		expect(sync.committee().value.period).toBe(5);
	});

	it("asks for the signatures of all periods at once, and for none of them twice", async () => {
		const asked: string[] = [];
		const nodes = { a: honestNode(chain, { head: 64 * 5 + 30 }) };
		const count = (change: Partial<Kernel>) => {
			asked.length = 0;
			return open(nodes, 64 * 5 + 32, start, {
				ports: {
					fetch: fetchFrom(nodes),
					clock: makeClock(slotMs(64 * 5 + 32)),
					kernel: {
						...shippedKernel,
						verifySyncAggregate: (question) => {
							asked.push("one");
							return shippedKernel.verifySyncAggregate(question);
						},
						verifySyncAggregates: (questions) => {
							asked.push(`${questions.length} together`);
							return shippedKernel.verifySyncAggregates(questions);
						},
						...change,
					},
				},
			}).sync;
		};
		const sync = count({});
		await sync.round();
		expect(sync.status().phase).toBe("following");
		// Five periods, then the two of the head.
		expect(asked.slice(0, 2)).toEqual(["5 together", "one"]);
		const singles = asked.length - 1;

		// A batch that nobody answers, or that says no, takes nothing away: each is asked by itself.
		for (const verifySyncAggregates of [
			async () => {
				throw new Fault("internal", "the kernel worker died");
			},
			async (questions: readonly unknown[]) => questions.map(() => false),
		]) {
			const slower = count({ verifySyncAggregates });
			await slower.round();
			expect(slower.status()).toMatchObject({
				phase: "following",
				optimisticSlot: 350,
			});
			expect(asked.length).toBe(singles + 5);
		}
	});

	it("begins its evidence anew at a final header when the chain of committees is long", async () => {
		const { sync, events } = open(
			{ a: honestNode(chain, { head: 64 * 5 + 30 }) },
			64 * 5 + 32,
			start,
		);
		await sync.round();
		expect(sync.checkpoint()?.value.root).toBe(sync.head("final").value.root);
		// that root was concluded final from the user's checkpoint first
		const before = events.find(
			(event) =>
				event.kind === "head" &&
				event.head.value.root === sync.checkpoint()?.value.root,
		);
		expect(before?.kind === "head" && before.head.rule).toBe("lc-head");
		const optimistic = sync.head("optimistic");
		expect(optimistic.premises[0]?.premises[0]).toBe(sync.checkpoint());
	});

	it("proves the next period's committee before it begins", async () => {
		const state = { head: 60 };
		const { sync, clock } = open({ a: honestNode(chain, state) }, 62, start);
		await sync.round();
		state.head = 66;
		clock.setMs(slotMs(68));
		await sync.round();
		expect(sync.head("optimistic").value.slot).toBe(66);
		expect(sync.committee().value.period).toBe(1);
	});

	it("reads a stream of SSZ, and falls back to JSON for a digest it does not know", async () => {
		const updates = [0, 1, 2].map((period) =>
			chain.update("update", period * 64 + 40),
		);
		const honest = honestNode(chain, { head: 200 });
		let asked = 0;
		const ssz = (bytes: Uint8Array): HttpReply => ({
			status: 200,
			headers: { "content-type": "application/octet-stream" },
			bytes,
		});
		const streaming = lying(honest, "/updates", (query) => {
			asked += 1;
			return Number(query.get("start_period")) === 0
				? ssz(madeStream(madeNetwork, updates))
				: jsonReply([]);
		});
		const first = open({ a: streaming }, 202, start);
		await first.sync.round();
		expect(first.sync.head("optimistic").value.slot).toBe(200);

		const unknown = madeStream(madeNetwork, updates);
		unknown[8] = (unknown[8] ?? 0) ^ 1;
		const wants: string[] = [];
		const fetch = fetchFrom({
			a: honest,
		});
		const second = open({ a: honest }, 202, start, {
			ports: {
				clock: makeClock(slotMs(202)),
				kernel: shippedKernel,
				fetch: async (request) => {
					if (!request.url.includes("/updates")) return fetch(request);
					wants.push(request.accept);
					return request.accept.startsWith("application/octet-stream")
						? ssz(unknown)
						: fetch(request);
				},
			},
		});
		await second.sync.round();
		expect(second.sync.head("optimistic").value.slot).toBe(200);
		expect(wants[1]).toBe("application/json");
		expect(asked).toBeGreaterThan(0);
	});
});

describe("a sync among endpoints of which some lie", () => {
	const honest = (state: NodeState = { head: 60 }) => honestNode(chain, state);

	const caught = async (
		node: Node,
		code: string,
		head = 60,
		clockSlot = 62,
	): Promise<void> => {
		const { sync, events } = open(
			{ liar: node, good: honest({ head }) },
			clockSlot,
			start,
		);
		await sync.round();
		expect(sync.head("optimistic").value.slot).toBe(head);
		expect(standing(sync, "liar")).toMatchObject({
			state: "aside",
			fault: { code, source: "liar" },
		});
		expect(standing(sync, "good")?.state).toBe("good");
		const aside = events.filter((event) => event.kind === "aside");
		expect(aside).toHaveLength(1);
	};

	it("sets aside who gives another bootstrap", () =>
		caught(
			lying(honest(), "/bootstrap/", () =>
				replyOf(chain, "bootstrap", chain.bootstrap(24)),
			),
			"bootstrap-root",
		));

	it("sets aside who serves another chain's heads", () => {
		const other = makeChain({ salt: "two" });
		return caught(
			lying(honest(), "_update", () =>
				replyOf(other, "finality", other.update("finality", 61)),
			),
			"committee-signature",
		);
	});

	it("sets aside who serves a head with a damaged branch", () => {
		const { json } = chain.update("finality", 61);
		const branch = [...(json.finality_branch as string[])];
		branch[2] = `0x${"11".repeat(32)}`;
		const damaged = chain.encode("finality", 61, {
			...json,
			finality_branch: branch,
		});
		return caught(
			lying(honest(), "finality_update", () =>
				replyOf(chain, "finality", damaged),
			),
			"finality-branch",
		);
	});

	it("sets aside who reorders a batch of updates", () =>
		caught(
			lying(honest({ head: 200 }), "/updates", () =>
				jsonReply(
					[1, 0, 2].map((period) =>
						asJson(chain, "update", chain.update("update", period * 64 + 40)),
					),
				),
			),
			"wrong-period",
			200,
			202,
		));

	it("sets aside who sends more updates than were asked", () =>
		caught(
			lying(honest({ head: 200 }), "/updates", () =>
				jsonReply(new Array(9).fill({})),
			),
			"bad-field",
			200,
			202,
		));

	it("sets aside who sends what is no JSON, no SSZ, or too large", async () => {
		const bytes = (own: Uint8Array, type: string): HttpReply => ({
			status: 200,
			headers: { "content-type": type },
			bytes: own,
		});
		await caught(
			lying(honest(), "optimistic_update", () =>
				bytes(new TextEncoder().encode("{"), "application/json"),
			),
			"bad-json",
		);
		await caught(
			lying(honest(), "optimistic_update", () =>
				bytes(new Uint8Array(99), "application/octet-stream"),
			),
			"bad-ssz",
		);
		await caught(
			lying(honest(), "optimistic_update", () =>
				bytes(new Uint8Array(10 ** 6), "application/octet-stream"),
			),
			"too-large",
		);
	});

	it("sets aside who contradicts the final header, and goes on", async () => {
		// the same keys sign another chain later; ours is final by then
		const fork = makeChain({
			forkOf: chain,
			forkSlot: 30,
			salt: "two",
			committeeSalt: "one",
		});
		const state = { head: 60 };
		const late = { fork: false };
		const honestOne = honest(state);
		const node: Node = (path, query) =>
			late.fork && path.includes("finality_update")
				? replyOf(fork, "finality", fork.update("finality", 61))
				: honestOne(path, query);
		const { sync, clock } = open(
			{ liar: node, good: honest(state) },
			62,
			start,
		);
		await sync.round();
		late.fork = true;
		clock.setMs(slotMs(64));
		await sync.round();
		expect(sync.status().stopped).toBe(null);
		expect(standing(sync, "liar")?.fault?.code).toBe("against-final");
		expect(sync.conflict()).toBe(null);
	});

	it("does not blame who reports that too few signed", async () => {
		const weak = lying(honest(), "optimistic_update", () =>
			replyOf(
				chain,
				"optimistic",
				chain.update("optimistic", 61, { signers: 10 }),
			),
		);
		const { sync } = open({ a: weak }, 62, start);
		await sync.round();
		expect(sync.head("optimistic").value.slot).toBe(60);
		expect(standing(sync, "a")?.state).toBe("waiting");
	});

	it("goes on with one signer out of thirty-two for a whole period no further than two thirds signed", async () => {
		const state = { head: 60, signers: 32 };
		const { sync, clock } = open({ a: honest(state) }, 62, start);
		await sync.round();
		state.head = 300;
		state.signers = 1;
		clock.setMs(slotMs(302));
		await sync.round();
		expect(sync.head("optimistic").value.slot).toBe(60);
		expect(sync.head("final").value.slot).toBe(40);
	});

	it("waits for who cannot be reached, longer each time", async () => {
		const down: Node = () => {
			throw new Fault("unreachable", "no route");
		};
		const { sync, clock } = open({ a: down, b: honest() }, 62, start);
		await sync.round();
		expect(standing(sync, "a")).toMatchObject({
			state: "waiting",
			fault: { code: "unreachable" },
		});
		expect(sync.head("optimistic").value.slot).toBe(60);
		clock.setMs(slotMs(62) + 10);
		await sync.round();
		expect(standing(sync, "a")?.state).toBe("waiting");
	});

	it("does not wait for a slow one when another has answered", async () => {
		const nodes = { slow: honest(), fast: honest() };
		const plain = fetchFrom(nodes);
		const clock = makeClock(slotMs(62));
		const { sync } = open(nodes, 62, start, {
			ports: {
				clock,
				kernel: shippedKernel,
				fetch: (request) =>
					request.url.includes("slow")
						? new Promise((_, reject) => {
								request.signal?.addEventListener("abort", () =>
									reject(new Fault("cancelled", "aborted")),
								);
							})
						: plain(request),
			},
		});
		await sync.round();
		expect(sync.head("optimistic").value.slot).toBe(60);
		expect(standing(sync, "slow")?.fault?.code).toBe("too-slow");
	});
});

describe("a conflict", () => {
	const fork = makeChain({
		forkOf: chain,
		forkSlot: 50,
		salt: "two",
		committeeSalt: "one",
	});

	it("of two heads for one signature slot stops everything and keeps both", async () => {
		const { sync, events } = open(
			{
				a: honestNode(chain, { head: 60 }),
				b: lying(honestNode(chain, { head: 60 }), "optimistic_update", () =>
					replyOf(fork, "optimistic", fork.update("optimistic", 60)),
				),
			},
			62,
			start,
		);
		await sync.round();
		expect(() => sync.head("optimistic")).toThrow("conflict");
		expect(() => sync.head("final")).toThrow("conflict");
		expect(sync.status().phase).toBe("stopped");
		expect(events.some((event) => event.kind === "conflict")).toBe(true);
		const conflict = sync.conflict();
		expect(conflict?.first.value.signatureSlot).toBe(
			conflict?.second.value.signatureSlot,
		);
		// and it outlives a restart
		const saved = decodeSaved(JSON.parse(JSON.stringify(sync.saveable())));
		const again = open({}, 62, { saved });
		await again.sync.round();
		expect(() => again.sync.head("final")).toThrow("conflict");
	});

	it("of two finality updates on different branches stops everything", async () => {
		const other = makeChain({
			forkOf: chain,
			forkSlot: 30,
			salt: "three",
			committeeSalt: "one",
		});
		const { sync } = open(
			{
				a: honestNode(chain, { head: 60 }),
				b: lying(honestNode(chain, { head: 60 }), "_update", () =>
					replyOf(other, "finality", other.update("finality", 58)),
				),
			},
			62,
			start,
		);
		await sync.round();
		expect(() => sync.head("final")).toThrow("conflict");
		expect(sync.conflict()?.first.value.finality).toBe("final");
	});

	it("is not a reorg: the head signed later holds", async () => {
		const state = { head: 60, reorg: false };
		const honest = honestNode(chain, state);
		const node: Node = (path, query) =>
			state.reorg && path.includes("optimistic_update")
				? replyOf(
						fork,
						"optimistic",
						fork.update("optimistic", 59, { signatureSlot: 62 }),
					)
				: honest(path, query);
		const { sync, clock, events } = open({ a: node }, 62, start);
		await sync.round();
		state.reorg = true;
		clock.setMs(slotMs(63));
		await sync.round();
		expect(sync.conflict()).toBe(null);
		expect(sync.head("optimistic").value.root).toBe(fork.block(59).root);
		expect(events.find((event) => event.kind === "reorg")).toMatchObject({
			dropped: { value: { slot: 60 } },
			head: { value: { slot: 59 } },
		});
		expect(
			events.filter((event) => event.kind === "head").at(-1),
		).toMatchObject({ head: { value: { slot: 59 } } });
	});
});

describe("the clock", () => {
	it("that is behind what two thirds signed stops the heads", async () => {
		const { sync, clock } = open(
			{ a: honestNode(chain, { head: 60 }) },
			40,
			start,
		);
		await sync.round();
		expect(() => sync.head("final")).toThrow("clock");
		expect(sync.status().clock?.code).toBe("clock");
		expect(standing(sync, "a")?.state).not.toBe("aside");
		clock.setMs(slotMs(62));
		await sync.round();
		expect(sync.head("optimistic").value.slot).toBe(60);
	});

	it("may be a little behind: such a header waits", () => {
		const at = slotMs(40);
		expect(() => checkSignedTime(madeNetwork, 41, at)).toThrow("future-header");
		expect(() => checkSignedTime(madeNetwork, 46, at)).toThrow("clock");
		expect(() => checkSignedTime(madeNetwork, 40, at)).not.toThrow();
	});
});

describe("a resumed sync", () => {
	const saved = async () => {
		const { sync } = open({ a: honestNode(chain, { head: 60 }) }, 62, start);
		await sync.round();
		const value = sync.saveable();
		if (value === null) throw new Error("nothing saved");
		return { sync, value: decodeSaved(JSON.parse(JSON.stringify(value))) };
	};

	it("is at the same root without the network", async () => {
		const first = await saved();
		const second = open({}, 62, { saved: first.value });
		await second.sync.round();
		expect(second.sync.head("final").value).toEqual(
			first.sync.head("final").value,
		);
	});

	it("refuses to begin from a root that is too old", async () => {
		const { value } = await saved();
		const old = 62 + (madeNetwork.maxCheckpointAgeS + 60) / 2;
		const { sync, events } = open({ a: honestNode(chain, { head: 60 }) }, old, {
			saved: value,
		});
		await sync.round();
		expect(() => sync.head("final")).toThrow("checkpoint-age");
		expect(events.at(-1)).toMatchObject({
			kind: "stopped",
			fault: { code: "checkpoint-age" },
		});
		const fresh = open({ a: honestNode(chain, { head: 60 }) }, old, start);
		await fresh.sync.round();
		expect(() => fresh.sync.head("final")).toThrow("checkpoint-age");
	});

	it("bootstraps from the last root when the steps are lost or damaged", async () => {
		const { value } = await saved();
		const nodes = { a: honestNode(chain, { head: 62 }) };
		const lost = open(nodes, 64, { saved: { ...value, steps: [] } });
		await lost.sync.round();
		expect(lost.sync.checkpoint()?.value.root).toBe(value.root);
		expect(lost.sync.head("optimistic").value.slot).toBe(62);

		const text = JSON.stringify(value.steps);
		const steps = JSON.parse(text.replace(/"ssz":"0x(..)/, '"ssz":"0xff'));
		const damaged = open(nodes, 64, { saved: { ...value, steps } });
		await damaged.sync.round();
		expect(damaged.sync.checkpoint()?.value.root).toBe(value.root);
	});

	it("takes no steps that end at another root", async () => {
		const { value } = await saved();
		const other = { ...value, root: chain.block(48).root };
		const { sync } = open({}, 62, { saved: other });
		await sync.round();
		expect(() => sync.head("final")).toThrow("not-synced");
	});

	it("goes on from there", async () => {
		const { value } = await saved();
		const { sync } = open({ a: honestNode(chain, { head: 130 }) }, 132, {
			saved: value,
		});
		await sync.round();
		expect(sync.head("optimistic").value.slot).toBe(130);
	});
});

describe("an unknown fork", () => {
	it("that all speak of stops the sync until one speaks of a known one", async () => {
		const state = { unknown: true };
		const honest = honestNode(chain, { head: 60 });
		const node: Node = (path, query) =>
			state.unknown
				? jsonReply({ version: "heze", data: {} })
				: honest(path, query);
		const { sync, clock } = open({ a: node }, 62, start);
		await sync.round();
		expect(sync.status().stopped?.code).toBe("unknown-fork");
		expect(standing(sync, "a")?.state).toBe("waiting");
		state.unknown = false;
		clock.setMs(slotMs(90));
		await sync.round();
		expect(sync.status().stopped).toBe(null);
		expect(sync.head("optimistic").value.slot).toBe(60);
	});

	// The same chain under a file that knows of Fulu, and a client whose file does not.
	const forked = makeChain({
		network: {
			...madeNetwork,
			forks: [
				...madeNetwork.forks,
				{ name: "fulu", version: "0x06000001", epoch: 5 },
			],
		},
	});

	it("whose name the node gives is not held for a lie", async () => {
		const { sync } = open({ a: honestNode(forked, { head: 60 }) }, 62, {
			root: forked.block(16).root,
		});
		await sync.round();
		expect(sync.status().stopped?.code).toBe("unknown-fork");
		expect(standing(sync, "a")?.state).toBe("waiting");
	});

	it("that shows in the signature alone is looked up in the node's schedule", async () => {
		const honest = honestNode(forked, { head: 60 });
		const rename =
			(schedule: readonly unknown[] | null): Node =>
			(path, query) => {
				if (path.endsWith("/fork_schedule"))
					return schedule === null ? notFound() : jsonReply({ data: schedule });
				const reply = honest(path, query);
				const text = new TextDecoder().decode(reply.bytes);
				return {
					...reply,
					bytes: new TextEncoder().encode(text.replaceAll("fulu", "electra")),
				};
			};
		const from = { root: forked.block(16).root };
		const schedule = forked.network.forks.map(({ version, epoch }) => ({
			current_version: version,
			epoch: String(epoch),
		}));
		// Some nodes list forks that are not scheduled yet.
		schedule.push({
			current_version: "0x07000001",
			epoch: String(2n ** 64n - 1n),
		});
		const honestOne = open({ a: rename(schedule) }, 62, from);
		await honestOne.sync.round();
		expect(honestOne.sync.status().stopped?.code).toBe("unknown-fork");
		expect(standing(honestOne.sync, "a")?.state).toBe("waiting");
		const liar = open({ a: rename(null) }, 62, from);
		await liar.sync.round();
		expect(standing(liar.sync, "a")).toMatchObject({
			state: "aside",
			fault: { code: "committee-signature" },
		});
	});
});

describe("the committee's aggregate key", () => {
	it("that is not the sum of its keys stops the sync", async () => {
		const nodes = { a: honestNode(chain, { head: 60 }) };
		const { sync, events } = open(nodes, 62, start, {
			ports: {
				fetch: fetchFrom(nodes),
				clock: makeClock(slotMs(62)),
				kernel: { ...shippedKernel, checkAggregateKey: async () => false },
			},
		});
		await sync.round();
		expect(() => sync.head("final")).toThrow("committee-aggregate");
		expect(events.at(-1)).toMatchObject({
			kind: "stopped",
			fault: { code: "committee-aggregate" },
		});
	});

	it("is added up once per committee", async () => {
		let asked = 0;
		const nodes = { a: honestNode(chain, { head: 60 }) };
		const { sync } = open(nodes, 62, start, {
			ports: {
				fetch: fetchFrom(nodes),
				clock: makeClock(slotMs(62)),
				kernel: {
					...shippedKernel,
					checkAggregateKey: (pubkeys, aggregate) => {
						asked += 1;
						return shippedKernel.checkAggregateKey(pubkeys, aggregate);
					},
				},
			},
		});
		await sync.round();
		await sync.round();
		expect(asked).toBe(1);
		expect(sync.status().stopped).toBe(null);
	});
});

describe("rounds", () => {
	it("do not overlap", async () => {
		const { sync } = open({ a: honestNode(chain, { head: 60 }) }, 62, start);
		const first = sync.round();
		expect(sync.round()).toBe(first);
		await first;
		expect(sync.round()).not.toBe(first);
	});

	it("go on until the signal fires", async () => {
		const state = { head: 60 };
		const { sync, clock } = open({ a: honestNode(chain, state) }, 62, start, {
			pollMs: 1,
		});
		const stop = new AbortController();
		const running = sync.run(stop.signal);
		await expect
			.poll(() => sync.status().optimisticSlot, { timeout: 5000 })
			.toBe(60);
		state.head = 61;
		clock.setMs(slotMs(63));
		await expect
			.poll(() => sync.status().optimisticSlot, { timeout: 5000 })
			.toBe(61);
		stop.abort();
		await running;
	});
});
