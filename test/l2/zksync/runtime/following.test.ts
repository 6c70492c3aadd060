import { describe, expect, it } from "vitest";
import { type Hex, toQuantity } from "../../../../src/base/bytes.ts";
import { Fault } from "../../../../src/base/fault.ts";
import type { Json } from "../../../../src/base/immutable.ts";
import { eventTopic } from "../../../../src/crypto/selector.ts";
import { openZksync } from "../../../../src/l2/zksync/runtime/following.ts";
import { openExecution } from "../../../../src/source/execution.ts";
import { openPool } from "../../../../src/source/pool.ts";
import type { Fetch } from "../../../../src/source/ports.ts";
import { openCapture } from "../../../../src/state/capture.ts";
import { headerOfHead } from "../../../../src/state/header.ts";
import {
	fetchOf,
	headOf,
	madeClock,
	mine,
	type Node,
} from "../../../state/chain.ts";
import {
	address,
	batchOf,
	contract,
	type DiamondSetup,
	diamond,
	l1World,
	type MadeBatch,
	person,
	zksyncProfile as profile,
	proveCall,
	stranger,
	token,
	tokenKey,
	word,
} from "../world.ts";

type Answer = (params: readonly Json[]) => Json;
type Setup = DiamondSetup & {
	/** What a node of the chain answers to zks_getProof; the first is asked first. */
	nodes?: readonly (Answer | null)[];
	/** What was sent on L1 to have the batch proved. */
	sent?: Hex;
	/** The event that names it is not shown. */
	isHidden?: boolean;
	window?: number;
};

const topic = eventTopic("BlocksVerification(uint256,uint256)");
const newest = batchOf(41);

/** A node that keeps the trees of these batches. */
const treesOf =
	(...batches: readonly MadeBatch[]): Answer =>
	([at, keys, number]) => {
		const batch = batches.find((one) => one.number === number);
		if (batch === undefined) return null;
		return {
			address: at ?? null,
			storageProof: (keys as Hex[]).map((key) => {
				const { value, index, proof } = batch.tree.prove(at as Hex, key);
				return { key, value, index, proof: [...proof] };
			}),
		};
	};

const open = (setup: Setup = {}) => {
	const { sent = proveCall(batchOf(40), newest), window = 100 } = setup;
	const first = mine(l1World(setup), null, {
		calls: [{ to: address("d9"), input: sent }],
	});
	const l1: Node = { blocks: [first], window, asked: [] };
	const grow = (now: DiamondSetup = setup) => {
		l1.blocks.push(mine(l1World(now), l1.blocks.at(-1) ?? null));
	};
	grow();
	const logs: Answer = ([request]) => {
		const { topics, address: at } = request as {
			topics: Json[];
			address: Hex;
		};
		if (setup.isHidden || at !== diamond || topics[0] !== topic) return [];
		if (topics[2] !== word(41)) return [];
		return [
			{
				address: diamond,
				topics: [topic, word(40), word(41)],
				data: "0x",
				blockNumber: toQuantity(first.number),
				transactionHash: first.transactions.at(-1)?.hash ?? null,
			},
		];
	};
	const plain = fetchOf({ "http://localhost:1": l1 });
	const asked: Json[] = [];
	const answers = setup.nodes ?? [treesOf(newest)];
	const fetch: Fetch = async (request) => {
		const own =
			request.url === "http://localhost:1"
				? { eth_getLogs: logs }
				: { zks_getProof: answers[Number(request.url.at(-1)) - 2] ?? null };
		const body = JSON.parse(request.body ?? "") as Json;
		const one = (call: { id: number; method: string; params: Json[] }) => {
			const frame = { jsonrpc: "2.0", id: call.id };
			const answer = Reflect.get(own, call.method) as Answer | null | undefined;
			if (call.method === "zks_getProof") asked.push(call.params);
			return answer
				? { ...frame, result: answer(call.params) }
				: { ...frame, error: { code: -32601, message: "Method not found" } };
		};
		const calls = (Array.isArray(body) ? body : [body]) as never[];
		const isOwn = calls.every(({ method }) => Object.hasOwn(own, method));
		if (!isOwn && request.url === "http://localhost:1") return plain(request);
		const all = calls.map(one);
		const reply = Array.isArray(body) ? all : all[0];
		return {
			status: 200,
			headers: {},
			bytes: new TextEncoder().encode(JSON.stringify(reply)),
		};
	};
	const clock = madeClock();
	const pool = (...ports: readonly number[]) =>
		openPool(
			ports.map((port) => ({
				name: `node ${port}`,
				client: openExecution(
					{ fetch, clock },
					{ name: `node ${port}`, url: `http://localhost:${port}` },
				),
			})),
			() => new Fault("not-followed", "no endpoint"),
		);
	const l1Pool = pool(1);
	const l2 = pool(...answers.map((_, i) => i + 2));
	const rollup = openZksync({
		profile,
		l1: openCapture({ pool: l1Pool, clock }),
		l1Pool,
	});
	const header = () => {
		const top = l1.blocks.at(-1);
		if (top === undefined) throw new Error("top");
		return headerOfHead(headOf(top, "final"));
	};
	if (rollup.prover === undefined) throw new Error("prover");
	return { rollup, header, grow, l1, l2, asked, prover: rollup.prover(l2) };
};

const codeOf = async (run: () => Promise<unknown>): Promise<string> => {
	try {
		await run();
	} catch (thrown) {
		if (thrown instanceof Fault) return thrown.code;
		throw thrown;
	}
	return "accepted";
};

describe("the newest state of a ZKsync chain", () => {
	it("is that of the newest proved batch, opened by what proved it", async () => {
		const { rollup, header } = open();
		const { block, root } = await rollup.newest(header());
		expect(root.value).toMatchObject({ batchNumber: 41, who: "accepted" });
		expect(block.value.stateRoot).toBe(newest.tree.root);
	});
	it("is the same under the same header, with nothing asked again, and another under a newer one", async () => {
		const { rollup, header, grow, l1 } = open();
		const at = header();
		const { block } = await rollup.newest(at);
		l1.asked.length = 0;
		expect((await rollup.newest(at)).block).toBe(block);
		expect(l1.asked).toEqual([]);
		grow({ executed: 41 });
		const later = await rollup.newest(header());
		expect(later.block.value.grade.who).toBe("exit-final");
	});
	it("is found with an L1 node that proves its newest block only", async () => {
		const { rollup, header, grow } = open({ window: 0 });
		await rollup.captureAhead();
		const seen = header();
		grow();
		expect((await rollup.newest(seen)).root.value.batchNumber).toBe(41);
	});
	it("waits while no endpoint shows what proved it, or what is shown is of another batch", async () => {
		for (const setup of [
			{ isHidden: true },
			{ sent: proveCall(batchOf(40), batchOf(41, { salt: 4 })) },
			{ sent: "0x" as Hex },
		]) {
			const { rollup, header } = open(setup);
			expect(await codeOf(() => rollup.newest(header()))).toBe("not-anchored");
		}
	});
	it("is refused with the settlement elsewhere", async () => {
		const { rollup, header } = open({
			change: (_, put) => put(diamond, word(50), 1n),
		});
		expect(await codeOf(() => rollup.newest(header()))).toBe(
			"l2-settled-elsewhere",
		);
	});
});

describe("accounts of a ZKsync chain", () => {
	const wanted = [
		{ address: person, slots: [] },
		{ address: token, slots: [tokenKey] },
	];
	const proveWith = async (setup: Setup, of = wanted) => {
		const made = open(setup);
		const { block } = await made.rollup.newest(made.header());
		return { ...made, block, reads: await made.prover.prove(block, of) };
	};

	it("are proved by zks_getProof at the batch's number, a request a contract, and kept", async () => {
		const { reads, asked, prover, block } = await proveWith({});
		const [own, other] = reads;
		expect(own?.account.value).toMatchObject({
			address: person,
			balanceWei: 1_041n,
			nonce: 7,
		});
		expect(other?.slots[0]?.value.word).toBe(55n);
		expect(asked).toHaveLength(4);
		for (const params of asked) expect((params as Json[])[2]).toBe(41);
		asked.length = 0;
		await prover.prove(block, wanted);
		expect(asked).toEqual([]);
		await prover.prove(block, [{ address: stranger, slots: [] }]);
		expect(asked).toHaveLength(3);
	});
	it("have no code where none is, and none that is proved where there is some", async () => {
		const { reads, prover, block } = await proveWith({}, [
			{ address: person, slots: [], code: true } as never,
		]);
		expect(reads[0]?.code?.value.bytes).toBe("0x");
		expect(
			await codeOf(() =>
				prover.prove(block, [{ address: contract, slots: [], code: true }]),
			),
		).toBe("unverifiable-method");
	});
	it("are not proved by a node without the method, and it is said so", async () => {
		expect(await codeOf(() => proveWith({ nodes: [null] }))).toBe(
			"l2-no-tree-proofs",
		);
	});
	it("are asked of the next where one has no trees, or not that one", async () => {
		for (const lacking of [null, treesOf(batchOf(40)), () => null]) {
			const { reads } = await proveWith({
				nodes: [lacking, treesOf(newest)],
			});
			expect(reads[0]?.account.value.nonce).toBe(7);
		}
		expect(await codeOf(() => proveWith({ nodes: [() => null] }))).toBe(
			"not-anchored",
		);
	});
	it("are refused from a node that lies, which is set aside", async () => {
		const honest = treesOf(newest);
		const other: Answer = ([at, , number]) => {
			const { storageProof } = honest([
				at ?? null,
				[word(1)],
				number ?? null,
			]) as { storageProof: Json[] };
			return { address: at ?? null, storageProof };
		};
		const more: Answer = (params) => {
			const answer = honest(params) as {
				storageProof: { value: Hex }[];
			};
			return {
				...answer,
				storageProof: answer.storageProof.map((one) => ({
					...one,
					value: word(10n ** 18n),
				})),
			};
		};
		const stolen: Answer = ([at, keys, number]) => {
			const { storageProof } = honest([
				at ?? null,
				(keys as Hex[]).map(() => word(1)),
				number ?? null,
			]) as { storageProof: { key: Hex }[] };
			return {
				address: at ?? null,
				storageProof: storageProof.map((one, i) => ({
					...one,
					key: (keys as Hex[])[i] ?? "0x",
				})),
			};
		};
		expect(await codeOf(() => proveWith({ nodes: [other] }))).toBe("bad-field");
		expect(await codeOf(() => proveWith({ nodes: [more] }))).toBe("l2-account");
		const { reads, l2 } = await proveWith({ nodes: [more, honest] });
		expect(reads[0]?.account.value.balanceWei).toBe(1_041n);
		expect(l2.active().map(({ name }) => name)).toEqual(["node 3"]);
		// what is not there is proved as such, for the token's slot as well: a claim of nothing where something is
		expect(await codeOf(() => proveWith({ nodes: [stolen] }))).toBe(
			"l2-account",
		);
	});
	it("are refused in a number that no screen asks for", async () => {
		const many = Array.from({ length: 200 }, (_, i) => ({
			address: `0x${i.toString(16).padStart(40, "c")}` as Hex,
			slots: [],
		}));
		expect(await codeOf(() => proveWith({}, many))).toBe("evm-bounds");
	});
	it("are proved under states of such a chain alone", async () => {
		const { prover, header } = open();
		expect(await codeOf(() => prover.prove(header(), wanted))).toBe(
			"evidence-step",
		);
	});
});
