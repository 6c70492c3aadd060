// The watch as the engine runs it: a change that waits in a timelock is looked for, proved, shown and told once, and a chain
// without an id is shown by its name.

import {
	encodeAbiParameters,
	encodeEventTopics,
	keccak256,
	parseAbi,
} from "viem";
import { expect, test } from "vitest";
import { fromHex, type Hex, toHex, utf8 } from "../../../src/base/bytes.ts";
import { Fault } from "../../../src/base/fault.ts";
import { livenessLines } from "../../../src/cli/exit-words.ts";
import { memoryStore } from "../../../src/cli/store.ts";
import { keccakHex } from "../../../src/crypto/hash.ts";
import { openLiveness } from "../../../src/engine/exits/liveness.ts";
import type { ExitSite } from "../../../src/engine/exits/site.ts";
import type { Alert } from "../../../src/engine/ports.ts";
import { implementationSlot } from "../../../src/l2/pinned.ts";
import { watchedV1 } from "../../../src/l2/watched/checks/profile.ts";
import { exitsView } from "../../../src/protocol/exit-views.ts";
import type { Execution, LogHint } from "../../../src/source/execution.ts";
import { openPool } from "../../../src/source/pool.ts";
import { mappingSlot, wordHex } from "../../../src/state/storage-layout.ts";
import { readerOver } from "../../exit/reading.ts";
import { said, saidAll } from "../../said.ts";
import type { World } from "../../state/chain.ts";

const address = (byte: string): Hex => `0x${byte.repeat(20)}`;
const code = (what: string): Hex => toHex(utf8(`code of ${what}`));
const codeHash = (what: string): Hex => keccakHex(fromHex(code(what)));
const zero: Hex = `0x${"00".repeat(32)}`;
const [proxy, admin, lock] = [address("a1"), address("e5"), address("1c")];
const data: Hex = `0x99a88ec4${"00".repeat(12)}${"a1".repeat(20)}${"00".repeat(12)}${"b2".repeat(20)}`;
const id = keccak256(
	encodeAbiParameters(
		[
			{ type: "address" },
			{ type: "uint256" },
			{ type: "bytes" },
			{ type: "bytes32" },
			{ type: "bytes32" },
		],
		[admin, 0n, data, zero, zero],
	),
);
const soonS = 2_000_000_000;

const profile = watchedV1(
	{
		kind: "watched-v1",
		name: "starlike",
		title: "Starlike",
		chainId: null,
		l1: "mainnet",
		l1ChainId: 1,
		family: "starknet",
		contracts: [
			{
				name: "core",
				address: proxy,
				codeHash: codeHash("a1"),
				behind: { implementation: address("b1"), codeHash: codeHash("b1") },
			},
		],
		places: [
			{ contract: "core", slot: wordHex(9n), is: "rootCount", says: "Blocks." },
		],
		upgrade: {
			admin: { address: admin, codeHash: codeHash("e5"), ownerSlot: 0 },
			timelock: {
				address: lock,
				codeHash: codeHash("1c"),
				delaySlot: 2,
				operationsSlot: 1,
				operations: [],
			},
		},
	},
	"profile",
);
const world = (waits: bigint, dummies: readonly Hex[] = []): World => ({
	[proxy]: {
		code: code("a1"),
		storage: {
			[implementationSlot]: BigInt(address("b1")),
			"0xb53127684a568b3173ae13b9f8a6016e243e63b6e8ee1178d6a717850b5d6103":
				BigInt(admin),
			[wordHex(9n)]: 77n,
		},
	},
	[address("b1")]: { code: code("b1") },
	[admin]: { code: code("e5"), storage: { [zero]: BigInt(lock) } },
	[lock]: {
		code: code("1c"),
		storage: {
			[wordHex(2n)]: 259_200n,
			[mappingSlot(id, 1n)]: waits,
			...Object.fromEntries(
				dummies.map((one) => [mappingSlot(one, 1n), waits]),
			),
		},
	},
});
const event: LogHint = {
	address: lock,
	topics: encodeEventTopics({
		abi: parseAbi([
			"event CallScheduled(bytes32 indexed id, uint256 indexed index, address target, uint256 value, bytes data, bytes32 predecessor, uint256 delay)",
		]),
		args: { id, index: 0n },
	}).filter((topic): topic is Hex => typeof topic === "string"),
	data: encodeAbiParameters(
		[
			{ type: "address" },
			{ type: "uint256" },
			{ type: "bytes" },
			{ type: "bytes32" },
			{ type: "uint256" },
		],
		[admin, 0n, data, zero, 259_200n],
	),
	blockNumber: 1,
	transactionHash: zero,
};

/** The parts of a site that the watch asks for. */
const siteOver = (
	waits: bigint,
	logs: readonly LogHint[],
	dummies: readonly Hex[] = [],
) => {
	const { read, header, asked } = readerOver(world(waits, dummies));
	const { timestampS } = header.value;
	const client = {
		logs: async () => ({ source: "one", value: logs }),
	} as unknown as Execution;
	const site = {
		profiles: [],
		watched: [profile],
		reader: { read },
		pool: openPool(
			[{ name: "one", client }],
			() => new Fault("unreachable", "nobody"),
		),
		capture: async () => [],
		heads: () => ({
			l1: { headS: timestampS + 900, finalS: timestampS },
			newest: "a",
			clockFault: false,
			stopped: null,
		}),
	} as unknown as ExitSite;
	return { site, asked, nowMs: (timestampS + 912) * 1000 };
};
const open = (nowMs: number, store = memoryStore()) => {
	const alerts: Alert[] = [];
	const problems: Fault[] = [];
	const liveness = openLiveness({
		store,
		clock: {
			nowMs: () => nowMs,
			ticksMs: () => 0,
			sleep: (_, signal) =>
				new Promise((_resolve, reject) => {
					signal?.addEventListener("abort", () =>
						reject(new Fault("cancelled", "")),
					);
				}),
		},
		alert: (alert) => alerts.push(alert),
		problem: (fault) => problems.push(fault),
	});
	return { liveness, alerts, problems, store };
};
const signal = new AbortController().signal;
const viewIn = (views: readonly unknown[]) =>
	exitsView(
		JSON.parse(JSON.stringify({ journeys: [], liveness: views, kept: [] })),
		"view",
	).liveness[0];

test("a change that waits is found by its event, proved, shown with its time and told once, also after a restart", async () => {
	const { site, nowMs } = siteOver(BigInt(soonS), [event]);
	const { liveness, alerts, problems, store } = open(nowMs);
	await liveness.look(site, signal);
	expect(problems).toEqual([]);
	const view = viewIn(liveness.views(site));
	expect(view).toMatchObject({ chainId: null, name: "starlike" });
	expect(view?.flags).toMatchObject([
		{ name: "upgrade-announced", atS: soonS },
	]);
	expect(said(view?.flags[0]?.says)).toContain("puts other code behind core");
	expect(view?.moments).toMatchObject([
		{ name: "upgrade-announced", atS: soonS },
	]);
	expect(saidAll(view?.upgrades ?? [])).toContain("found by asking 1 endpoint");
	expect(view?.atOnce).toBeNull();
	expect(view?.shown).toEqual([{ says: "Blocks.", value: "77" }]);
	expect(view?.readAsOfS).toBe(view?.asOfS);
	expect(alerts.map(({ title }) => said(title))).toEqual([
		"Starlike: a change of its contracts is announced",
	]);
	expect(said(alerts[0]?.text)).toMatch(/Not before May 18, 2033, 03:33 UTC/);
	await liveness.look(site, signal);
	const again = open(nowMs, store);
	await again.liveness.look(site, signal);
	expect([...alerts, ...again.alerts]).toHaveLength(1);
});

test("what version 0.1.0 wrote is read, and what it told by its sentence is told once more and never again", async () => {
	const { site, nowMs } = siteOver(BigInt(soonS), [event]);
	const { liveness, alerts, store } = open(nowMs);
	await liveness.look(site, signal);
	const [place = ""] = await store.keys("liveness");
	const now = (await store.get("liveness", place)) ?? "";
	const key = alerts[0]?.id.split(" ").slice(1, 4).join(" ") ?? "";
	expect(now).toContain(`"${key}"`);
	// keccak256 of the contract's address and the sentence, as it was then
	const old = now.replace(key, `upgrade-announced 0123456789ab ${soonS}`);
	await store.put("liveness", place, old);
	const again = open(nowMs, store);
	await again.liveness.look(site, signal);
	expect(again.problems).toEqual([]);
	expect(again.alerts).toEqual(alerts);
	// its looks are kept: else an absence would be counted as silence
	const samples = (text: string | undefined): number =>
		JSON.parse(text ?? "{}").samples.length;
	expect(samples(await store.get("liveness", place))).toBeGreaterThanOrEqual(
		samples(old),
	);
	const last = open(nowMs, store);
	await last.liveness.look(site, signal);
	expect(last.alerts).toEqual([]);
});

test("what is waiting is asked for by proof from the first question on after a restart, without its event", async () => {
	const first = siteOver(BigInt(soonS), [event]);
	const { liveness, store } = open(first.nowMs);
	await liveness.look(first.site, signal);
	const { site, nowMs, asked } = siteOver(BigInt(soonS), []);
	const again = open(nowMs, store);
	await again.liveness.look(site, signal);
	expect(asked).toHaveLength(1);
	expect(viewIn(again.liveness.views(site))?.flags).toHaveLength(1);
});

test("an event that the timelock's storage does not bear out is neither shown nor told nor kept", async () => {
	for (const waits of [0n, 1n]) {
		const { site, nowMs } = siteOver(waits, [event]);
		const { liveness, alerts, store } = open(nowMs);
		await liveness.look(site, signal);
		const view = viewIn(liveness.views(site));
		expect(view?.flags).toEqual([]);
		expect(view?.moments).toEqual([]);
		expect(alerts).toEqual([]);
		const [key = ""] = await store.keys("liveness");
		expect(await store.get("liveness", key)).not.toContain(id.slice(2));
	}
});

test("a contract that runs other code is told once, after it was seen to run the known one", async () => {
	const { site, nowMs } = siteOver(0n, []);
	const changed = readerOver({
		...world(0n),
		[address("b1")]: { code: "0x6001" },
	});
	const { liveness, alerts } = open(nowMs);
	const other = {
		...site,
		reader: { ...site.reader, read: changed.read },
	} as unknown as ExitSite;
	await liveness.look(other, signal);
	expect(alerts).toEqual([]);
	expect(viewIn(liveness.views(other))?.flags).toHaveLength(1);
	await liveness.look(site, signal);
	await liveness.look(other, signal);
	await liveness.look(other, signal);
	expect(alerts.map(({ title }) => said(title))).toEqual([
		"Starlike: a contract runs other code",
	]);
	expect(viewIn(liveness.views(other))?.shown).toEqual([
		{ says: "Blocks.", value: null },
	]);
});

test("a change whose time no Date holds is told, and takes no other news of the rollup with it", async () => {
	for (const farS of [8_640_000_000_001n, 2n ** 53n - 1n, 2n ** 256n - 1n]) {
		const { site, nowMs } = siteOver(farS, [event]);
		const { liveness, alerts, problems, store } = open(nowMs);
		await liveness.look(site, signal);
		expect(problems).toEqual([]);
		const view = viewIn(liveness.views(site));
		expect(view?.asOfS).not.toBeNull();
		expect(said(view?.flags[0]?.says)).toContain("puts other code behind core");
		expect(said(alerts[0]?.text)).toContain("Not before a time out of reach");
		expect(await store.keys("liveness")).toHaveLength(1);
		if (view === undefined) throw new Error("no view");
		expect(livenessLines(view, nowMs).join(" ")).toContain("out of reach");
	}
});

test("words of one notice that fail are a problem and leave those of the next and the look itself", async () => {
	const { site, nowMs } = siteOver(BigInt(soonS), [event]);
	const { liveness, alerts, problems } = open(nowMs);
	await liveness.look(site, signal);
	alerts.length = 0;
	let failed = false;
	const broken = new Proxy(profile, {
		get: (of, key) => {
			const isFirst = new Error().stack?.includes("contractAlerts") && !failed;
			if (key === "title" && isFirst) {
				failed = true;
				throw new Error("no words");
			}
			return Reflect.get(of, key);
		},
	});
	const changed = readerOver({
		...world(BigInt(soonS) + 60n),
		[address("b1")]: { code: "0x6001" },
	});
	await liveness.look(
		{
			...site,
			watched: [broken],
			reader: { read: changed.read },
		} as unknown as ExitSite,
		signal,
	);
	expect(failed).toBe(true);
	expect(problems.map(({ detail }) => detail)).toEqual(["no words"]);
	expect(viewIn(liveness.views(site))?.flags.length).toBeGreaterThan(0);
	expect(alerts).toHaveLength(1);
});

/** So many operations whose content nobody knows, and their events. */
const manyOf = (count: number) => {
	const ids = Array.from({ length: count }, (_, i) =>
		keccak256(toHex(utf8(`dummy ${i}`))),
	);
	const [topic = zero, , index = zero] = event.topics;
	const events = ids.map((one) => ({ ...event, topics: [topic, one, index] }));
	return { ids, events };
};

test("64 operations scheduled after an upgrade do not push it out: it is told first, and all of them in time", async () => {
	const { ids, events } = manyOf(64);
	const { site, nowMs } = siteOver(BigInt(soonS), [event, ...events], ids);
	const { liveness, alerts, problems, store } = open(nowMs);
	await liveness.look(site, signal);
	const view = viewIn(liveness.views(site));
	expect(said(view?.flags[0]?.says)).toContain("puts other code behind core");
	expect(said(alerts[0]?.text)).toContain("puts other code behind core");
	// the events come once; what was left is read with the next looks, also after a restart
	const quiet = siteOver(BigInt(soonS), [], ids);
	const again = open(nowMs, store);
	for (let i = 0; i < 4; i++) await again.liveness.look(quiet.site, signal);
	const later = viewIn(again.liveness.views(quiet.site));
	expect(saidAll((later?.flags ?? []).map(({ says }) => says))).toContain(
		"puts other code behind core",
	);
	expect([...problems, ...again.problems]).toEqual([]);
	// 65 wait and 64 are read: that is said, and told
	expect(later?.flags[0]?.name).toBe("too-many-announced");
	expect(saidAll(later?.upgrades ?? [])).toContain(
		"more are named than this wallet",
	);
	const titles = [...alerts, ...again.alerts].map(({ title }) => said(title));
	expect(
		titles.filter((title) => title.includes("more changes are announced")),
	).toHaveLength(1);
	// one for each operation that is read, which all say the same here but one, and the one that there are more
	await again.liveness.look(quiet.site, signal);
	expect([...alerts, ...again.alerts]).toHaveLength(titles.length);
});

test("an upgrade proved to wait keeps its place against any number that is announced later", async () => {
	const first = siteOver(BigInt(soonS), [event]);
	const { liveness, store } = open(first.nowMs);
	await liveness.look(first.site, signal);
	const { ids, events } = manyOf(300);
	// the blocks that were looked through are the same here: another endpoint names them
	const { site, nowMs } = siteOver(BigInt(soonS), events, ids);
	const other = {
		...site,
		pool: openPool(
			site.pool.active().map(({ client }) => ({ name: "two", client })),
			() => new Fault("unreachable", "nobody"),
		),
	} as unknown as ExitSite;
	const again = open(nowMs, store);
	for (let i = 0; i < 6; i++) await again.liveness.look(other, signal);
	const view = viewIn(again.liveness.views(other));
	expect(saidAll((view?.flags ?? []).map(({ says }) => says))).toContain(
		"puts other code behind core",
	);
	expect(view?.flags[0]?.name).toBe("too-many-announced");
	expect(again.problems).toEqual([]);
});
