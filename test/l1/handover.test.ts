// A handover: what a proof must say and of whom, the committee it leads to, and a sync that starts fast by it.

import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { fromHex, type Hex } from "../../src/base/bytes.ts";
import type { Json } from "../../src/base/immutable.ts";
import {
	decodeEvidence,
	evidenceOf,
	evidenceText,
} from "../../src/evidence/evidence.ts";
import { chainLength } from "../../src/l1/anchor.ts";
import {
	acceptCheckpoint,
	checkBootstrap,
	checkBootstrapCommittee,
	checkUpdate,
} from "../../src/l1/conclusion.ts";
import { syncDomain } from "../../src/l1/domain.ts";
import {
	checkHandover,
	checkHandoverProof,
	decodeHandover,
	keysRoot,
	pinOf,
	readHandoverValues,
} from "../../src/l1/handover.ts";
import {
	colibriHandovers,
	decodeHandoverPins,
} from "../../src/l1/handover-pin.ts";
import { knownNetworks } from "../../src/l1/network.ts";
import { replayL1 } from "../../src/l1/replay.ts";
import { decodeSaved, resumeStore, saveStore } from "../../src/l1/saved.ts";
import { slotsPerPeriod } from "../../src/l1/spec.ts";
import {
	applyHandover,
	openStore,
	signingCommittee,
} from "../../src/l1/store.ts";
import { openSync, type SyncEvent } from "../../src/l1/sync.ts";
import { sp1VkRoot610 } from "../../src/proof/sp1.ts";
import { checkEvidence } from "../../src/receipt/check.ts";
import {
	type HandoverSource,
	handoverEndpoint,
	handoverFile,
} from "../../src/source/handover.ts";
import { shippedKernel } from "../kernel.ts";
import {
	madeHandover,
	madeKeys,
	madeKeysRoot,
	madePin,
	networkWith,
} from "./handover-made.ts";
import { makeChain } from "./made.ts";
import {
	fetchFrom,
	honestNode,
	jsonReply,
	makeClock,
	type Node,
	notFound,
} from "./world.ts";

const network = networkWith(madePin);
const chain = makeChain({ network });
const checkpoint = acceptCheckpoint(network, chain.block(16).root);
const start = checkBootstrap(checkpoint, chain.bootstrap(16));
const asking = { kernel: shippedKernel, currentSlot: null };
const context = {
	kernel: shippedKernel,
	networkByName: (name: string) =>
		name === network.name ? network : undefined,
};

describe("a handover", () => {
	it("leads to the committee whose keys it names", async () => {
		const later = await checkHandover(
			start.committee,
			madeHandover(0, 5),
			madeKeys(5),
			asking,
		);
		const own = acceptCheckpoint(network, chain.block(64 * 5).root);
		const { value } = checkBootstrapCommittee(own, chain.bootstrap(64 * 5));
		expect(later.value).toEqual(value);
		expect(later.rule).toBe("lc-handover");
		expect(later.premises).toEqual([start.committee]);
	});

	it("is run again from its witness, and from no other premise", async () => {
		const later = await checkHandover(
			start.committee,
			madeHandover(0, 5),
			madeKeys(5),
			asking,
		);
		const witness: Json = JSON.parse(JSON.stringify(later.witness));
		const again = await replayL1["lc-handover"](
			[start.committee],
			witness,
			context,
		);
		expect(again.value).toEqual(later.value);
		await expect(
			replayL1["lc-handover"]([checkpoint], witness, context),
		).rejects.toThrow("evidence-step");
		await expect(
			replayL1["lc-handover"]([start.committee], {}, context),
		).rejects.toMatchObject({ code: "bad-field" });
	});

	it("has the network's programs from the checkpoint, not from the witness", async () => {
		const bare = acceptCheckpoint(networkWith(), chain.block(16).root);
		const own = checkBootstrapCommittee(bare, chain.bootstrap(16));
		await expect(
			checkHandover(own, madeHandover(0, 5), madeKeys(5), asking),
		).rejects.toThrow("handover-program");
	});

	it("may be followed by another", async () => {
		const one = await checkHandover(
			start.committee,
			madeHandover(0, 3),
			madeKeys(3),
			asking,
		);
		const two = await checkHandover(
			one,
			madeHandover(3, 7),
			madeKeys(7),
			asking,
		);
		expect(two.value.period).toBe(7);
		expect(chainLength(two)).toBeGreaterThan(2);
	});
});

describe("evidence with a handover in it", () => {
	const made = async () => {
		const later = await checkHandover(
			start.committee,
			madeHandover(0, 5),
			madeKeys(5),
			asking,
		);
		const { finalized } = await checkUpdate(
			later,
			"finality",
			chain.update("finality", 64 * 5 + 40),
			asking,
		);
		if (finalized === null) throw new Error("nothing is final");
		return finalized;
	};
	const toolsOf = (l1: typeof network) => ({
		kernel: shippedKernel,
		networks: [{ format: "sextant-network-1" as const, l1, rollups: [] }],
		anchors: [checkpoint.value.root],
	});

	it("is checked by who knows the network's programs, from the checkpoint", async () => {
		const head = await made();
		const file = decodeEvidence(evidenceText(evidenceOf(head)));
		const { conclusions } = await checkEvidence(file, toolsOf(network));
		expect(conclusions.map(({ value }) => value)).toEqual([head.value]);
	});

	it("is refused by who knows another program, or none", async () => {
		const file = evidenceOf(await made());
		for (const own of [
			networkWith(),
			networkWith({ ...madePin, continues: "anything" }),
			networkWith({ ...madePin, frozen: true }),
		])
			await expect(checkEvidence(file, toolsOf(own))).rejects.toThrow(
				/handover-(program|open|verifier)/,
			);
	});
});

describe("pinned programs", () => {
	it("decode as they are written", () => {
		const raw: unknown = JSON.parse(JSON.stringify([madePin]));
		expect(decodeHandoverPins(raw, "handovers")).toEqual([madePin]);
	});

	it("are refused with a key for another number of inputs", () => {
		const verifier = { ...madePin.verifier, vkRoot: sp1VkRoot610 };
		expect(() =>
			decodeHandoverPins([{ ...madePin, verifier }], "handovers"),
		).toThrow("handovers[0].verifier.key.ic");
	});
});

describe("a store with a handover", () => {
	const leapt = async () => {
		const later = await checkHandover(
			start.committee,
			madeHandover(0, 5),
			madeKeys(5),
			asking,
		);
		return applyHandover(
			openStore(checkpoint, start.head, [start.committee]),
			later,
		);
	};
	const slotMs = (slot: number) =>
		(network.genesisTimeS + slot * network.secondsPerSlot) * 1000;

	it("knows the committees at both ends and none between", async () => {
		const store = await leapt();
		expect(signingCommittee(store, 64 * 5 + 3).value.period).toBe(5);
		expect(signingCommittee(store, 3).value.period).toBe(0);
		expect(() => signingCommittee(store, 64 * 2)).toThrow("not-synced");
	});

	it("refuses a second committee for the same period", async () => {
		const store = await leapt();
		const other = await checkHandover(
			start.committee,
			madeHandover(0, 5, { nextKeysRoot: madeKeysRoot(6) }),
			madeKeys(6),
			asking,
		);
		expect(() => applyHandover(store, other)).toThrow("against-final");
		expect(applyHandover(store, store.committees[1] ?? other)).toBe(store);
	});

	it("is resumed from what was saved, and refused once its header is too old", async () => {
		const store = await leapt();
		const saved = decodeSaved(JSON.parse(JSON.stringify(saveStore(store))));
		const again = await resumeStore(network, saved, context, slotMs(64 * 5));
		expect(again.committees.map(({ value }) => value)).toEqual(
			store.committees.map(({ value }) => value),
		);
		const late = slotMs(16) + (network.maxCheckpointAgeS + 1) * 1000;
		await expect(resumeStore(network, saved, context, late)).rejects.toThrow(
			"checkpoint-age",
		);
	});
});

const slotMs = (slot: number) =>
	(network.genesisTimeS + slot * network.secondsPerSlot) * 1000;

const now = 64 * 9 + 32;

const opened = (
	handovers: readonly HandoverSource[],
	more: { readonly [host: string]: Node } = {},
) => {
	const asked: string[] = [];
	const events: SyncEvent[] = [];
	const honest = honestNode(chain, { head: now - 2 });
	const clock = makeClock(slotMs(now));
	const nodes = {
		a: ((path, query) => {
			if (path.endsWith("/updates"))
				asked.push(`${query.get("start_period")}+${query.get("count")}`);
			return honest(path, query);
		}) as Node,
		...more,
	};
	const fetch = fetchFrom(nodes);
	const sync = openSync({
		network,
		endpoints: [{ name: "a", url: "http://a" }],
		ports: { fetch, clock, kernel: shippedKernel },
		start: { root: chain.block(16).root },
		on: (event) => events.push(event),
		handovers,
	});
	return { sync, asked, events, fetch, clock };
};

const handoversOf = (events: readonly SyncEvent[]) =>
	events.flatMap((event) =>
		event.kind === "handover"
			? [{ period: event.period, code: event.fault?.code ?? null }]
			: [],
	);

const file = (...offers: readonly unknown[]): HandoverSource =>
	handoverFile("file", JSON.stringify(offers));

describe("a sync that is offered a handover", () => {
	it("asks for no period that the handover covers", async () => {
		const { sync, asked, events } = opened([file(madeHandover(0, 8))]);
		await sync.round();
		expect(sync.status()).toMatchObject({ phase: "following", stopped: null });
		expect(sync.head("optimistic").value.slot).toBe(now - 2);
		expect(sync.committee().value.period).toBe(9);
		expect(handoversOf(events)).toEqual([{ period: 8, code: null }]);
		// The keys of period 8, then the walk from there.
		expect(asked.slice(0, 2)).toEqual(["7+1", "8+1"]);
	});

	it("takes the farthest of several", async () => {
		const { sync, events } = opened([
			file(madeHandover(0, 4), madeHandover(0, 9), madeHandover(0, 6)),
		]);
		await sync.round();
		expect(handoversOf(events)).toEqual([{ period: 9, code: null }]);
		expect(sync.committee().value.period).toBe(9);
	});

	it("walks when none is offered, or the source fails", async () => {
		const failing: HandoverSource = {
			name: "down",
			ask: async () => {
				throw new TypeError("down");
			},
		};
		for (const sources of [[], [file()], [failing]]) {
			const { sync, asked } = opened(sources);
			await sync.round();
			expect(sync.committee().value.period).toBe(9);
			expect(asked[0]).toBe("0+8");
		}
	});

	it("walks when what is offered is false, and says which and why", async () => {
		const good = madeHandover(0, 8);
		const cut = { ...good, proofBytes: `${good.proofBytes.slice(0, -2)}00` };
		const { sync, asked, events } = opened([
			file(madeHandover(3, 8), cut, { programVKey: 1 }),
		]);
		await sync.round();
		expect(sync.status()).toMatchObject({ phase: "following", stopped: null });
		expect(handoversOf(events)).toEqual([
			{ period: 0, code: "handover-committee" },
			{ period: 0, code: "bad-field" },
			{ period: 8, code: "handover-proof" },
		]);
		expect(asked).toContain("0+8");
		expect(sync.status().endpoints[0]?.fault ?? null).toBe(null);
	});

	it("asks an endpoint by the root of the keys in hand", async () => {
		const paths: string[] = [];
		const prover: Node = (path) => {
			paths.push(path);
			return path.endsWith(madeKeysRoot(0))
				? jsonReply(madeHandover(0, 8))
				: notFound();
		};
		const clock = makeClock(slotMs(now));
		const source = handoverEndpoint(
			{ fetch: fetchFrom({ prover }), clock },
			{ name: "prover", url: "http://prover/" },
		);
		const { sync, events } = opened([source]);
		await sync.round();
		expect(paths).toEqual([`/handover/${madeKeysRoot(0)}`]);
		expect(handoversOf(events)).toEqual([{ period: 8, code: null }]);
	});

	it("does not begin from a checkpoint that is too old, whatever is offered", async () => {
		const { sync, clock } = opened([file(madeHandover(0, 8))]);
		clock.setMs(slotMs(16) + (network.maxCheckpointAgeS + 1) * 1000);
		await sync.round();
		expect(sync.status().stopped?.code).toBe("checkpoint-age");
	});

	it("follows the chain by the committee it was handed", async () => {
		const { sync } = opened([file(madeHandover(0, 9))]);
		await sync.round();
		const head = sync.head("final");
		expect(head.value.slot).toBeGreaterThan(64 * 9);
		expect(sync.status().phase).toBe("following");
		await sync.round();
		// The evidence has begun anew at the final header: no handover is in it.
		expect(chainLength(sync.head("final"))).toBe(0);
	});
});

const folder = new URL("../../../shared/vectors/snark/sp1/", import.meta.url)
	.pathname;
const real = existsSync(folder)
	? readdirSync(folder).filter((name) => name.startsWith("colibri_mainnet"))
	: [];

describe.skipIf(real.length === 0)("the real handovers of mainnet", () => {
	const [mainnet] = knownNetworks;
	const read = (name: string) => {
		const raw: unknown = JSON.parse(readFileSync(join(folder, name), "utf8"));
		return decodeHandover(raw, name);
	};
	const pinFor = (program: Hex) => {
		const pin = colibriHandovers.find((one) => one.programVKey === program);
		if (pin === undefined) throw new Error(program);
		return pin;
	};

	it("are proved under the pinned programs, and not when a bit is changed", async () => {
		for (const name of real) {
			const handover = read(name);
			const pin = pinFor(handover.programVKey);
			await checkHandoverProof(pin, handover, shippedKernel);
			const values = fromHex(handover.publicValues);
			for (const at of [0, 40, 64, values.length - 1]) {
				const other = handover.publicValues.split("");
				const place = 2 + 2 * at;
				other[place] = other[place] === "0" ? "1" : "0";
				const changed = { ...handover, publicValues: other.join("") as Hex };
				await expect(
					checkHandoverProof(pin, changed, shippedKernel),
				).rejects.toThrow("handover-proof");
			}
		}
	});

	it("name a period of mainnet and the domain of its fork", () => {
		if (mainnet === undefined) throw new Error("no mainnet");
		for (const name of real) {
			const handover = read(name);
			const pin = pinFor(handover.programVKey);
			const values = readHandoverValues(pin.values, handover.publicValues);
			expect(String(values.nextPeriod)).toBe(/\d{4}/.exec(name)?.[0]);
			if (values.domain === null) continue;
			const slot = (values.nextPeriod - 1) * slotsPerPeriod(mainnet);
			expect(fromHex(values.domain)).toEqual(syncDomain(mainnet, slot));
		}
	});

	it("are no way to start: their programs continue any other program's proof", () => {
		if (mainnet === undefined) throw new Error("no mainnet");
		for (const name of real)
			expect(() => pinOf(mainnet, read(name))).toThrow("handover-open");
	});
});

describe("the root of a committee's keys", () => {
	it("is refused for another number of keys", () => {
		expect(() => keysRoot(network, "0x00")).toThrow("bad-field");
	});
});
