// Changes that wait in a timelock and that no profile names: found by asking endpoints, believed by the timelock's storage.

import {
	encodeAbiParameters,
	encodeEventTopics,
	keccak256,
	parseAbi,
} from "viem";
import { describe, expect, it } from "vitest";
import { fromHex, type Hex, toHex, utf8 } from "../../src/base/bytes.ts";
import { Fault } from "../../src/base/fault.ts";
import { keccakHex } from "../../src/crypto/hash.ts";
import {
	type AnnouncedOperation,
	announcedIn,
	announcedWords,
	announcements,
	joinAnnounced,
	mostAnnounced,
	noAnnouncements,
} from "../../src/exit/announced.ts";
import {
	mostBlocksBack,
	searchAnnounced,
	searchWords,
} from "../../src/exit/announced-search.ts";
import { contractAlertMessage } from "../../src/exit/codes.ts";
import { readFacts } from "../../src/exit/facts.ts";
import { implementationSlot } from "../../src/l2/pinned.ts";
import { watchedV1 } from "../../src/l2/watched/checks/profile.ts";
import type { Execution, LogHint } from "../../src/source/execution.ts";
import { openPool, type Pool } from "../../src/source/pool.ts";
import { mappingSlot, wordHex } from "../../src/state/storage-layout.ts";
import { said } from "../said.ts";
import type { World } from "../state/chain.ts";
import { readerOver } from "./reading.ts";

const address = (byte: string): Hex => `0x${byte.repeat(20)}`;
const word = (byte: string): Hex => `0x${byte.repeat(32)}`;
const zero = word("00");
const lock = address("1c");
const admin = address("e5");
const proxy = address("a1");

const abi = parseAbi([
	"event CallScheduled(bytes32 indexed id, uint256 indexed index, address target, uint256 value, bytes data, bytes32 predecessor, uint256 delay)",
	"event CallSalt(bytes32 indexed id, bytes32 salt)",
]);

type Call = {
	readonly target: Hex;
	readonly value: bigint;
	readonly data: Hex;
};

/** ProxyAdmin.upgrade(proxy, implementation). */
const upgrade: Call = {
	target: admin,
	value: 0n,
	data: `0x99a88ec4${"00".repeat(12)}${"a1".repeat(20)}${"00".repeat(12)}${"b2".repeat(20)}`,
};
const delay: Call = {
	target: lock,
	value: 0n,
	data: `0x64d62353${"00".repeat(32)}`,
};

const singleId = ({ target, value, data }: Call, salt: Hex): Hex =>
	keccak256(
		encodeAbiParameters(
			[
				{ type: "address" },
				{ type: "uint256" },
				{ type: "bytes" },
				{ type: "bytes32" },
				{ type: "bytes32" },
			],
			[target, value, data, zero, salt],
		),
	);
const batchId = (calls: readonly Call[], salt: Hex): Hex =>
	keccak256(
		encodeAbiParameters(
			[
				{ type: "address[]" },
				{ type: "uint256[]" },
				{ type: "bytes[]" },
				{ type: "bytes32" },
				{ type: "bytes32" },
			],
			[
				calls.map(({ target }) => target),
				calls.map(({ value }) => value),
				calls.map(({ data }) => data),
				zero,
				salt,
			],
		),
	);
const topicsOf = (topics: readonly unknown[]): readonly Hex[] =>
	topics.filter((topic): topic is Hex => typeof topic === "string");
const scheduled = (
	id: Hex,
	index: number,
	{ target, value, data }: Call,
	blockNumber = 100,
): LogHint => ({
	address: lock,
	topics: topicsOf(
		encodeEventTopics({
			abi,
			eventName: "CallScheduled",
			args: { id, index: BigInt(index) },
		}),
	),
	data: encodeAbiParameters(
		[
			{ type: "address" },
			{ type: "uint256" },
			{ type: "bytes" },
			{ type: "bytes32" },
			{ type: "uint256" },
		],
		[target, value, data, zero, 259_200n],
	),
	blockNumber,
	transactionHash: word("99"),
});
const salted = (id: Hex, salt: Hex): LogHint => ({
	...scheduled(id, 0, upgrade),
	topics: topicsOf(
		encodeEventTopics({ abi, eventName: "CallSalt", args: { id } }),
	),
	data: salt,
});
const nameOf = (of: Hex) =>
	contractAlertMessage("name.own", {
		name:
			of === proxy ? "the inbox" : of === admin ? "ProxyAdmin" : "the timelock",
	});

describe("what an event says of an operation", () => {
	it("is taken where the operation's id is the hash of it: one call, several, with a salt and without", () => {
		const one = singleId(upgrade, zero);
		const salt = word("5a");
		const two = batchId([upgrade, delay], salt);
		const lone = batchId([delay], zero);
		const found = announcedIn([
			scheduled(one, 0, upgrade),
			scheduled(two, 1, delay),
			scheduled(two, 0, upgrade),
			salted(two, salt),
			scheduled(lone, 0, delay),
		]);
		expect(found.map(({ id }) => id)).toEqual([one, two, lone]);
		expect(found[0]?.calls).toEqual([
			{ target: admin, selector: "0x99a88ec4", subject: proxy },
		]);
		expect(found[1]?.calls).toHaveLength(2);
		expect(found[2]?.calls?.[0]?.target).toBe(lock);
		expect(said(announcedWords(found[1] ?? fail(), nameOf))).toBe(
			"It puts other code behind the inbox and changes how long the timelock has to wait.",
		);
	});

	it("is not believed with another call, a call too few, another salt or another order", () => {
		const id = batchId([upgrade, delay], word("5a"));
		for (const logs of [
			[scheduled(id, 0, upgrade), salted(id, word("5a"))],
			[scheduled(id, 0, upgrade), scheduled(id, 1, delay)],
			[
				scheduled(id, 0, delay),
				scheduled(id, 1, upgrade),
				salted(id, word("5a")),
			],
			[
				scheduled(id, 0, upgrade),
				scheduled(id, 1, { ...delay, value: 1n }),
				salted(id, word("5a")),
			],
		]) {
			const [found] = announcedIn(logs);
			expect(found).toEqual({ id, calls: null });
			expect(said(announcedWords(found ?? fail(), nameOf))).toContain(
				"not known",
			);
		}
	});

	it("that is cut off or of a strange shape names an operation and no content", () => {
		const id = singleId(upgrade, zero);
		const whole = scheduled(id, 0, upgrade);
		for (const log of [
			{ ...whole, data: whole.data.slice(0, 2 + 64 * 5) as Hex },
			{ ...whole, data: whole.data.slice(0, -64) as Hex },
			{ ...whole, topics: whole.topics.slice(0, 2) },
			{ ...whole, topics: [...whole.topics.slice(0, 2), word("ff")] },
		])
			expect(announcedIn([log])).toEqual([{ id, calls: null }]);
		expect(announcedIn([{ ...whole, topics: [] }])).toEqual([]);
	});

	it("is nothing where the operation was cancelled after it", () => {
		const id = singleId(upgrade, zero);
		const cancelled: LogHint = {
			...scheduled(id, 0, upgrade),
			topics: [keccakHex(utf8("Cancelled(bytes32)")), id],
			data: "0x",
		};
		const one = scheduled(id, 0, upgrade);
		expect(announcedIn([one, cancelled])).toEqual([]);
		expect(announcedIn([one, cancelled, one])).toEqual(announcedIn([one]));
	});

	it("can be kept, and the newest are where they are too many", () => {
		const many = Array.from(
			{ length: 100 },
			(_, i): AnnouncedOperation => ({
				id: wordHex(BigInt(i)),
				calls: null,
			}),
		);
		const joined = joinAnnounced(many);
		expect(joined).toHaveLength(mostAnnounced);
		expect(joined.at(-1)?.id).toBe(wordHex(99n));
		const kept = { found: joined, searched: [] };
		expect(announcements(JSON.parse(JSON.stringify(kept)), "kept")).toEqual(
			kept,
		);
	});
});

const fail = (): never => {
	throw new Error("nothing was found");
};

/** An endpoint with these events, that gives no more than so many blocks at once. */
const endpoint = (
	name: string,
	events: readonly LogHint[],
	mostBlocks = 1_000_000,
) => {
	const asked: { fromBlock: number; toBlock: number }[] = [];
	const client = {
		logs: async ({
			fromBlock,
			toBlock,
		}: {
			readonly fromBlock: number;
			readonly toBlock: number;
		}) => {
			asked.push({ fromBlock, toBlock });
			if (toBlock - fromBlock + 1 > mostBlocks)
				throw new Fault("rpc-error", "too many blocks", name);
			return {
				source: name,
				value: events.filter(
					({ blockNumber }) =>
						blockNumber >= fromBlock && blockNumber <= toBlock,
				),
			};
		},
	} as unknown as Execution;
	return { asked, member: { name, client } };
};
const poolOf = (
	...ends: readonly ReturnType<typeof endpoint>[]
): Pool<Execution> =>
	openPool(
		ends.map(({ member }) => member),
		() => new Fault("unreachable", "nobody"),
	);
const signal = new AbortController().signal;
const head = 5_000_000;

describe("looking for operations", () => {
	it("goes a bounded way back, a bounded way at a time, and then only to what is new", async () => {
		const id = singleId(upgrade, zero);
		const end = endpoint("one", [scheduled(id, 0, upgrade, head - 200_000)]);
		const pool = poolOf(end);
		let known = noAnnouncements;
		let rounds = 0;
		while (end.asked.at(-1)?.fromBlock !== head - mostBlocksBack + 1) {
			known = await searchAnnounced(pool, lock, known, head, signal);
			if (++rounds > 10) break;
		}
		expect(rounds).toBe(3);
		expect(end.asked.length).toBe(Math.ceil(mostBlocksBack / 10_000));
		expect(known.found.map((one) => one.id)).toEqual([id]);
		expect(said(searchWords(known, head))).toMatch(
			/asking 1 endpoint .* last 30 days; .*It could hide one/,
		);
		end.asked.splice(0);
		known = await searchAnnounced(pool, lock, known, head + 32, signal);
		expect(end.asked).toEqual([{ fromBlock: head + 1, toBlock: head + 32 }]);
	});

	it("asks for less where an endpoint gives less, and goes on there the next time", async () => {
		const end = endpoint("small", [], 1000);
		const pool = poolOf(end);
		let known = await searchAnnounced(
			pool,
			lock,
			noAnnouncements,
			head,
			signal,
		);
		const first = known.searched[0];
		expect(first?.toBlock).toBe(head);
		expect(first?.stepBlocks).toBeLessThanOrEqual(1000);
		known = await searchAnnounced(pool, lock, known, head, signal);
		expect(known.searched[0]?.fromBlock).toBeLessThan(first?.fromBlock ?? 0);
		expect(known.searched[0]?.toBlock).toBe(head);
		expect(said(searchWords(known, head))).toContain("so far");
	});

	it("asks all, so that one that hides an operation is found out, and says how many there were", async () => {
		const id = singleId(upgrade, zero);
		const hides = endpoint("hides", []);
		const shows = endpoint("shows", [scheduled(id, 0, upgrade, head - 10)]);
		const fails = endpoint("fails", [], 0);
		const known = await searchAnnounced(
			poolOf(hides, shows, fails),
			lock,
			noAnnouncements,
			head,
			signal,
		);
		expect(known.found.map((one) => one.id)).toEqual([id]);
		expect(known.searched.map(({ endpoint: name }) => name)).toEqual([
			"hides",
			"shows",
		]);
		expect(said(searchWords(known, head))).toMatch(
			/asking 2 endpoints .*All together they could hide one/,
		);
		expect(said(searchWords(noAnnouncements, head))).toContain(
			"not looked for yet",
		);
	});

	it("does not let one that invents operations crowd out another's", async () => {
		const id = singleId(upgrade, zero);
		const invented = Array.from({ length: 500 }, (_, i) =>
			scheduled(wordHex(BigInt(i + 1)), 0, delay, head - i),
		);
		const known = await searchAnnounced(
			poolOf(
				endpoint("honest", [scheduled(id, 0, upgrade, head - 10)]),
				endpoint("liar", invented),
			),
			lock,
			noAnnouncements,
			head,
			signal,
		);
		expect(known.found.map((one) => one.id)).toContain(id);
		expect(known.found.length).toBeLessThanOrEqual(17);
	});

	it("begins anew after so long a time that what was looked through is of no use", async () => {
		const end = endpoint("one", []);
		const old = {
			found: [],
			searched: [
				{ endpoint: "one", fromBlock: 10, toBlock: 2000, stepBlocks: 10_000 },
			],
		};
		const known = await searchAnnounced(poolOf(end), lock, old, head, signal);
		expect(known.searched[0]?.fromBlock).toBe(head - 80_000 + 1);
		expect(known.searched[0]?.toBlock).toBe(head);
	});

	it("ends when it is told to", async () => {
		await expect(
			searchAnnounced(
				poolOf(endpoint("one", [])),
				lock,
				noAnnouncements,
				head,
				AbortSignal.abort(),
			),
		).rejects.toThrow("cancelled");
	});
});

const code = (what: string): Hex => toHex(utf8(`code of ${what}`));
const codeHash = (what: string): Hex => keccakHex(fromHex(code(what)));
const profile = watchedV1(
	{
		kind: "watched-v1",
		name: "made",
		title: "Made chain",
		chainId: null,
		l1: "mainnet",
		l1ChainId: 1,
		family: "other",
		contracts: [
			{
				name: "inbox",
				address: proxy,
				codeHash: codeHash("a1"),
				behind: { implementation: address("b1"), codeHash: codeHash("b1") },
			},
		],
		places: [],
		upgrade: {
			admin: { address: admin, codeHash: codeHash("e5"), ownerSlot: 0 },
			timelock: {
				address: lock,
				codeHash: codeHash("1c"),
				delaySlot: 2,
				operationsSlot: 1,
				operations: [{ id: word("07"), says: "The named one." }],
			},
		},
	},
	"profile",
);
const adminSlot: Hex =
	"0xb53127684a568b3173ae13b9f8a6016e243e63b6e8ee1178d6a717850b5d6103";
const world = (times: { readonly [id: Hex]: bigint }): World => ({
	[proxy]: {
		code: code("a1"),
		storage: {
			[implementationSlot]: BigInt(address("b1")),
			[adminSlot]: BigInt(admin),
		},
	},
	[address("b1")]: { code: code("b1") },
	[admin]: { code: code("e5"), storage: { [wordHex(0n)]: BigInt(lock) } },
	[lock]: {
		code: code("1c"),
		storage: {
			[wordHex(2n)]: 259_200n,
			...Object.fromEntries(
				Object.entries(times).map(([id, time]) => [
					mappingSlot(id as Hex, 1n),
					time,
				]),
			),
		},
	},
});
const facts = async (
	times: { readonly [id: Hex]: bigint },
	found: readonly AnnouncedOperation[],
) => (await readFacts(profile, readerOver(world(times)).read, [], found)).facts;

describe("an operation that was found", () => {
	const id = singleId(upgrade, zero);
	const [found] = announcedIn([scheduled(id, 0, upgrade)]);
	const all = [found ?? fail()];
	const soon = 1_900_000_000n;

	it("is told with what it does and from when on, once the timelock's storage proves that it waits", async () => {
		const { contractAlerts, waiting, upgraders } = await facts(
			{ [id]: soon },
			all,
		);
		expect(contractAlerts).toMatchObject([
			{ kind: "upgrade-announced", address: lock, atS: Number(soon) },
		]);
		expect(said(contractAlerts[0]?.says)).toContain(
			"It puts other code behind inbox.",
		);
		expect(waiting).toEqual(all);
		expect(upgraders[0]).toMatchObject({ delayS: 259_200 });
	});

	it("is not told when an endpoint made it up, it was cancelled, or it was done", async () => {
		for (const times of [{}, { [id]: 0n }, { [id]: 1n }]) {
			const { contractAlerts, waiting } = await facts(times, all);
			expect(contractAlerts).toEqual([]);
			expect(waiting).toEqual([]);
		}
	});

	it("is told without its content where no endpoint gave that", async () => {
		const { contractAlerts } = await facts({ [id]: soon }, [
			{ id, calls: null },
		]);
		expect(said(contractAlerts[0]?.says)).toContain(
			"What it does is not known here",
		);
	});

	it("that the profile names is told once, in the profile's words", async () => {
		const named = word("07");
		const { contractAlerts, waiting } = await facts({ [named]: soon }, [
			{ id: named, calls: null },
		]);
		expect(contractAlerts).toHaveLength(1);
		expect(said(contractAlerts[0]?.says)).toContain("The named one.");
		expect(waiting).toEqual([]);
	});

	it("is not read of a timelock that runs other code", async () => {
		const changed = {
			...world({ [id]: soon }),
			[lock]: { ...world({ [id]: soon })[lock], code: "0x60" as Hex },
		};
		const { facts: seen } = await readFacts(
			profile,
			readerOver(changed).read,
			[],
			all,
		);
		expect(seen.contractAlerts).toEqual([]);
		expect(seen.waiting).toEqual([]);
	});
});
