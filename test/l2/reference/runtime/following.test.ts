// The reference rollup followed over a made L1 and made nodes: what is found, what is asked for once only, and what each
// lie of a node comes to.

import { describe, expect, it } from "vitest";
import type { Hex } from "../../../../src/base/bytes.ts";
import { Fault } from "../../../../src/base/fault.ts";
import type { Json } from "../../../../src/base/immutable.ts";
import { inputsOf } from "../../../../src/l2/reference/checks/batch.ts";
import { checkPolicy } from "../../../../src/l2/rollup.ts";
import { wordHex } from "../../../../src/state/storage-layout.ts";
import { honest, open, steps } from "../made-nodes.ts";
import {
	accountAnswer,
	anna,
	bert,
	type Change,
	chainId,
	deposit,
	genesisRoot,
	type MadeBatch,
	makeBatches,
	makeBlob,
	program,
	proveCall,
	transfer,
	profile as usual,
} from "../world.ts";

describe("the last proven root", () => {
	it("is rechecked over every batch since the anchor, by proofs out of L1's calls", async () => {
		const { followed, header } = open();
		const { root, unchecked, failed, notes, config } = await followed.newest(
			header(),
		);
		expect([unchecked, failed, notes]).toEqual([null, null, []]);
		expect(root.rule).toBe("recheck");
		expect(root.value).toMatchObject({
			chainId,
			blockNumber: 3,
			stateRoot: honest[2]?.batch.newRoot,
			grade: { who: "accepted", validity: "rechecked", finality: "final" },
			recheck: { proofs: 3, from: { batch: 0, root: genesisRoot } },
		});
		expect(config.value).toMatchObject({ lastProven: 3, queueLength: 2 });
	});

	it("is followed from batch to batch, each proof checked and each batch asked for once", async () => {
		const { followed, header, nodes, checks, l2 } = open();
		// the block in which batch 2 was proven
		const { root } = await followed.newest(header(3));
		expect(root.value.blockNumber).toBe(2);
		expect(checks()).toBe(2);
		const asked = () =>
			nodes[0]?.asked.filter((method) => method === "reference_batch").length;
		// twice for the batches, twice for their data, which this node does not give
		expect(asked()).toBe(4);
		const next = await followed.newest(header());
		expect(next.root.value).toMatchObject({
			blockNumber: 3,
			grade: { validity: "rechecked" },
		});
		expect(checks()).toBe(3);
		await followed.newest(header());
		expect(checks()).toBe(3);
		expect(l2.standings().every(({ aside }) => aside === null)).toBe(true);
	});

	it("is found where L1 proves its newest block only, out of what was captured", async () => {
		const { followed, header, grow, l1 } = open({ window: 0 });
		await followed.captureAhead();
		const captured = l1.blocks.length;
		grow();
		grow();
		const { root } = await followed.newest(header(1));
		expect(root.value.at.blockNumber).toBe(100 + captured - 1);
		expect(root.value.grade.validity).toBe("rechecked");
	});

	it("before the first proof is the contract's own, and nothing is rechecked", async () => {
		const { followed, header } = open({ batches: [] });
		const { root, unchecked } = await followed.newest(header());
		expect(root.value).toMatchObject({
			blockNumber: 0,
			stateRoot: genesisRoot,
			grade: { validity: "none" },
		});
		expect(unchecked?.code).toBe("not-rechecked");
	});

	it("cannot be relied on for an order while it is not rechecked", async () => {
		const { followed, header } = open({ nodes: [{ transactions: {} }] });
		const { root, unchecked } = await followed.newest(header());
		expect(root.rule).toBe("reference-root");
		expect(root.value.grade.validity).toBe("l1-accepted");
		expect(unchecked?.code).toBe("not-rechecked");
		const nowMs = 1000 * (root.value.grade.asOfS + 60);
		checkPolicy(usual, root.value, "answer", nowMs);
		expect(() => checkPolicy(usual, root.value, "order", nowMs)).toThrow(
			/not-rechecked/,
		);
		const { root: good } = await open().followed.newest(open().header());
		checkPolicy(usual, good.value, "sign", nowMs);
	});

	it("is not there while L1 runs other code", async () => {
		const { followed, header } = open({
			profile: {
				...usual,
				contracts: {
					...usual.contracts,
					verifier: { ...usual.contracts.verifier, codeHash: wordHex(1n) },
				},
			},
		});
		await expect(followed.newest(header())).rejects.toMatchObject({
			code: "l2-unknown-code",
		});
	});

	it("is not there while L1 is older than the profile's anchor", async () => {
		const { followed, header } = open({
			profile: { ...usual, anchor: { ...usual.anchor, batch: 9 } },
		});
		await expect(followed.newest(header())).rejects.toMatchObject({
			code: "not-anchored",
		});
	});
});

describe("what L1 accepted and the recheck refuses", () => {
	const forged = makeBatches(steps, {
		3: {
			batch: { newRoot: wordHex(4711n) },
			proof: () => honest[2]?.proof ?? "0x",
		},
	});

	it("is told with the proof and the transaction that L1 accepted it by", async () => {
		const { followed, header, l2 } = open({ batches: forged });
		const { root, unchecked, failed } = await followed.newest(header());
		expect(root.value).toMatchObject({
			stateRoot: wordHex(4711n),
			grade: { who: "accepted", validity: "l1-accepted" },
		});
		expect(unchecked?.code).toBe("recheck-failed");
		expect(failed).toMatchObject({
			batch: 3,
			proof: forged[2]?.proof,
			fault: { code: "recheck-failed" },
		});
		expect(failed?.transaction.rule).toBe("transaction");
		expect(failed?.root).toBe(root);
		// No node did wrong.
		expect(l2.standings().every(({ aside }) => aside === null)).toBe(true);
	});

	it("is no failure of L1 when the kernel could not compute, and is looked at again", async () => {
		const { followed, header } = open({
			checking: (nth) => {
				if (nth === 1) throw new Fault("kernel-unsound", "no answer in time");
			},
		});
		const { failed, unchecked } = await followed.newest(header());
		expect(failed).toBe(null);
		expect(unchecked?.code).toBe("kernel-unsound");
		expect(await followed.newest(header())).toMatchObject({
			failed: null,
			unchecked: null,
		});
	});

	it("is no failure of L1 when the call named for it was refused there", async () => {
		const { followed, header } = open({
			batches: forged,
			call: (made) => ({ ...proveCall(made), fails: made.batch.number === 3 }),
		});
		const { unchecked, failed, root } = await followed.newest(header());
		expect(unchecked?.code).toBe("recheck-failed");
		expect(failed).toBe(null);
		expect(root.value.grade.validity).toBe("l1-accepted");
	});

	it("is no failure of L1 when the call was of another function, which takes any bytes", async () => {
		const { followed, header } = open({
			batches: forged,
			call: (made) => {
				const { to, input } = proveCall(made);
				const isThird = made.batch.number === 3;
				return {
					to,
					input: isThird ? (`0x054f7d9c${input.slice(10)}` as Hex) : input,
				};
			},
		});
		const { unchecked, failed } = await followed.newest(header());
		expect(unchecked?.code).toBe("not-rechecked");
		expect(failed).toBe(null);
	});

	it("is a gap where a genuine proof starts from another root", async () => {
		const { followed, header } = open({
			batches: makeBatches(steps, { 2: { batch: { oldRoot: wordHex(9n) } } }),
		});
		const { unchecked, root } = await followed.newest(header());
		expect(unchecked?.code).toBe("recheck-gap");
		expect(root.value.grade.validity).toBe("l1-accepted");
	});

	it("is a gap where this L1 has another history than the profile", async () => {
		const { followed, header, l2 } = open({
			profile: {
				...usual,
				anchor: { ...usual.anchor, batchHash: wordHex(8n) },
			},
		});
		const { unchecked, root } = await followed.newest(header());
		expect(unchecked?.code).toBe("recheck-gap");
		expect(root.value).toMatchObject({
			blockNumber: 3,
			start: { batch: 2, batchHash: honest[1]?.hash },
			grade: { validity: "l1-accepted" },
		});
		expect(l2.standings().every(({ aside }) => aside === null)).toBe(true);
	});
});

describe("a longer span", () => {
	/** All with one blob and one proof, which are not looked at before something else is. */
	const same = (count: number, change: Change) =>
		Object.fromEntries(
			Array.from({ length: count }, (_, i) => [i + 1, change]),
		);
	const [first] = honest;
	if (first === undefined) throw new Error("no batch");
	const { blob, proof } = first;

	it("is checked in rounds, and says how far", async () => {
		const each = Array.from({ length: 20 }, () => [deposit(1, anna, 1n)]);
		const batches = makeBatches(each, same(20, { blob }));
		const { followed, header } = open({ batches });
		const soon = await followed.newest(header());
		expect(soon.unchecked?.detail).toBe("16 of 20 proofs are checked");
		expect(soon.root.value.grade.validity).toBe("l1-accepted");
		const second = await followed.newest(header());
		expect(second.unchecked).toBe(null);
		expect(second.root.value.recheck?.proofs).toBe(20);
	}, 60_000);

	it("of 129 batches is a gap", async () => {
		const each = Array.from({ length: 129 }, () => [deposit(1, anna, 1n)]);
		const batches = makeBatches(each, same(129, { blob, proof: () => proof }));
		const { followed, header } = open({ batches, before: 129 });
		const { unchecked, root } = await followed.newest(header());
		expect(unchecked?.code).toBe("recheck-gap");
		expect(root.value).toMatchObject({
			blockNumber: 129,
			start: { batch: 128 },
			grade: { validity: "l1-accepted" },
		});
	});
});

describe("a node that lies", () => {
	const changed =
		(method: string, change: (answer: Record<string, Json>) => Json) =>
		(asked: string, result: Json): Json =>
			asked === method && result !== null
				? change(JSON.parse(JSON.stringify(result)))
				: result;

	it.each([
		["newRoot", wordHex(5n)],
		["dataHash", wordHex(5n)],
		["blobHash", wordHex(5n)],
		["committedAt", "0x5"],
		["number", "0x7"],
		["queueTo", "0x9"],
	])(
		"about the %s of a batch is set aside, and another is asked",
		async (field, value) => {
			const lie = changed("reference_batch", (batch) => ({
				...batch,
				[field]: value,
			}));
			const { followed, header, l2 } = open({ nodes: [{ lie }, {}] });
			const { root } = await followed.newest(header());
			expect(root.value.grade.validity).toBe("rechecked");
			expect(l2.standings()[0]?.aside).toMatchObject({
				code: "l2-batch",
				source: "N0",
			});
			const alone = open({ nodes: [{ lie }] });
			await expect(alone.followed.newest(alone.header())).rejects.toMatchObject(
				{
					code: "l2-batch",
				},
			);
		},
	);

	it("about the transaction of a proof only makes another be asked", async () => {
		const lie = changed("reference_batch", (batch) => ({
			...batch,
			proveTransaction: wordHex(77n),
		}));
		const { followed, header } = open({ nodes: [{ lie }, {}] });
		const { root, notes } = await followed.newest(header());
		expect(root.value.grade.validity).toBe("rechecked");
		expect(notes.length).toBeGreaterThan(0);
		// another batch's call is none of this batch
		const swapped = open({
			nodes: [
				{
					lie: changed("reference_batch", (batch) => ({
						...batch,
						proveTransaction: null,
					})),
				},
			],
		});
		const { unchecked } = await swapped.followed.newest(swapped.header());
		expect(unchecked?.code).toBe("not-rechecked");
	});

	it("about a call that is another batch's, or goes elsewhere, has no proof", async () => {
		for (const call of [
			(made: MadeBatch) => ({ ...proveCall(made), to: anna.owner }),
			(made: MadeBatch) => {
				const { to, input } = proveCall(made);
				return { to, input: `${input}00` as Hex };
			},
			(made: MadeBatch) =>
				proveCall({ ...made, batch: { ...made.batch, number: 99 } }),
			// another function of the contract, which succeeds whatever follows
			(made: MadeBatch) => {
				const { to, input } = proveCall(made);
				return { to, input: `0x054f7d9c${input.slice(10)}` as Hex };
			},
		]) {
			const { followed, header } = open({ call });
			const { unchecked } = await followed.newest(header());
			expect(unchecked?.code).toBe("not-rechecked");
		}
	});
});

describe("an account", () => {
	it("is read under the rechecked root by index, owner and key", async () => {
		const { followed, header } = open();
		const { root } = await followed.newest(header());
		const asked = [
			{ index: 2 },
			{ owner: bert.owner },
			{ key: [bert.ax, bert.ay] as const },
		];
		for (const who of asked) {
			const account = await followed.account(root, who);
			expect(account?.value).toMatchObject({
				index: 2,
				owner: bert.owner,
				ax: bert.ax,
				balanceWei: 34n,
				nonce: 1,
				exists: true,
				at: { blockNumber: 3, grade: { validity: "rechecked" } },
			});
		}
		const empty = await followed.account(root, { index: 77 });
		expect(empty?.value).toMatchObject({ exists: false, balanceWei: 0n });
	});

	it("of an owner that every node knows nothing of is null", async () => {
		const { followed, header } = open({ nodes: [{}, {}] });
		const { root } = await followed.newest(header());
		const owner: Hex = `0x${"dd".repeat(20)}`;
		expect(await followed.account(root, { owner })).toBe(null);
	});

	it("is refused where a node proves another than was asked for, and another node is asked", async () => {
		const { followed, header, l2, nodes } = open({ nodes: [{}, {}] });
		const { root } = await followed.newest(header());
		const [liar] = nodes;
		if (liar === undefined) throw new Error("no node");
		liar.lie = (method, result) =>
			method === "reference_account"
				? accountAnswer(honest[2]?.state ?? new Map(), 1)
				: result;
		const account = await followed.account(root, { owner: bert.owner });
		expect(account?.value.owner).toBe(bert.owner);
		expect(l2.standings()[0]?.aside).toMatchObject({
			code: "l2-other-account",
		});
	});

	it("is that of owner and key together, where others have accounts in its name or for its key", async () => {
		const { followed, header, l2 } = open({
			batches: makeBatches([
				[deposit(1, { ...bert, owner: anna.owner }, 3n)],
				[deposit(2, { ...anna, owner: bert.owner }, 4n), deposit(3, anna, 5n)],
			]),
		});
		const { root } = await followed.newest(header());
		const key = [anna.ax, anna.ay] as const;
		const of = async (who: Parameters<typeof followed.account>[1]) =>
			(await followed.account(root, who))?.value.index;
		expect(await of({ owner: anna.owner })).toBe(1);
		expect(await of({ key })).toBe(2);
		expect(await of({ owner: anna.owner, key })).toBe(3);
		expect(l2.standings()[0]?.aside).toBeNull();
	});

	it("is refused when it has the owner that was asked for and another key", async () => {
		const batches = makeBatches([
			[deposit(1, { ...bert, owner: anna.owner }, 3n), deposit(2, anna, 5n)],
		]);
		const lie = (method: string, result: Json): Json =>
			method === "reference_account"
				? accountAnswer(batches[0]?.state ?? new Map(), 1)
				: result;
		const { followed, header } = open({ batches, nodes: [{ lie }] });
		const { root } = await followed.newest(header());
		await expect(
			followed.account(root, {
				owner: anna.owner,
				key: [anna.ax, anna.ay],
			}),
		).rejects.toMatchObject({ code: "l2-other-account" });
	});

	it.each([
		["balance", "0xffff"],
		["nonce", "0x0"],
		["ax", wordHex(1n)],
		["siblings", []],
	])("is refused with another %s", async (field, value) => {
		const lie = (method: string, result: Json): Json =>
			method === "reference_account"
				? { ...JSON.parse(JSON.stringify(result)), [field]: value }
				: result;
		const { followed, header } = open({ nodes: [{ lie }] });
		const { root } = await followed.newest(header());
		await expect(followed.account(root, { index: 2 })).rejects.toMatchObject({
			code: "l2-account",
		});
	});

	it("is refused for what is no element of the field, as a lie and not as a bug", async () => {
		for (const change of [
			{ ax: `0x${"ff".repeat(32)}` },
			{ balance: `0x${"ff".repeat(20)}` },
			{ index: "0xffffff" },
			{ nonce: "0xfffffffffff" },
		]) {
			const lie = (method: string, result: Json): Json =>
				method === "reference_account"
					? { ...JSON.parse(JSON.stringify(result)), ...change }
					: result;
			const { followed, header, l2 } = open({ nodes: [{ lie }] });
			const { root } = await followed.newest(header());
			await expect(
				followed.account(root, { owner: bert.owner }),
			).rejects.toMatchObject({ kind: "disproved" });
			expect(l2.standings()[0]?.aside).not.toBe(null);
		}
	});
});

describe("the data of batches", () => {
	it("is read out of the blob that a node gives, newest first", async () => {
		const { followed, header } = open({ nodes: [{ hasData: true }] });
		const { data, unread } = await followed.newest(header());
		expect(unread).toEqual([]);
		expect(data.map(({ value }) => value.batch)).toEqual([3, 2, 1]);
		expect(data[1]?.value.operations[1]).toEqual(transfer(1, 2, bert, 30n));
	}, 60_000);

	it("is read from a beacon node by the slot of its block where no node has it", async () => {
		const [first] = honest;
		if (first === undefined) throw new Error("no batch");
		const { followed, header, slots } = open({
			batches: [first],
			beacon: () => ({
				data: [
					{
						blob: first.blob.data,
						kzg_commitment: first.blob.commitment,
						kzg_proof: first.blob.proof(),
					},
				],
			}),
		});
		const { data } = await followed.newest(header());
		expect(data[0]?.value.operations).toEqual(first.operations);
		expect(slots).toEqual([95]);
	}, 60_000);

	it("is said to be unread where nobody gives it, and the root stands", async () => {
		const { followed, header } = open();
		const { data, unread, root } = await followed.newest(header());
		expect(data).toEqual([]);
		expect(unread.map(({ batch, fault }) => [batch, fault.code])).toEqual([
			[3, "data-missing"],
			[2, "data-missing"],
			[1, "data-missing"],
		]);
		expect(root.value.grade.validity).toBe("rechecked");
	});

	it("is asked for again after some rounds, not in each", async () => {
		const { followed, header, nodes } = open({ batches: honest.slice(0, 1) });
		const asked = () =>
			nodes[0]?.asked.filter((method) => method === "reference_batch").length;
		await followed.newest(header());
		const first = asked();
		for (let i = 0; i < 10; i++) {
			const { unread } = await followed.newest(header());
			expect(unread[0]?.fault.code).toBe("data-missing");
		}
		expect(asked()).toBe(first);
		const [node] = nodes;
		if (node === undefined) throw new Error("no node");
		node.hasData = true;
		const { data, unread } = await followed.newest(header());
		expect(unread).toEqual([]);
		expect(data.length).toBe(1);
	}, 60_000);

	it("is a lie of the node where the blob is not the one that L1 was given", async () => {
		const lie = (method: string, result: Json): Json => {
			if (method !== "reference_batch" || result === null) return result;
			const copy = JSON.parse(JSON.stringify(result));
			copy.blob.data = `${copy.blob.data.slice(0, -2)}01`;
			return copy;
		};
		const { followed, header, l2 } = open({
			nodes: [{ hasData: true, lie }],
			batches: honest.slice(0, 1),
		});
		const { unread } = await followed.newest(header());
		expect(unread[0]?.fault.code).toBe("data-missing");
		expect(l2.standings()[0]?.aside?.code).toBe("blob-commitment");
	}, 60_000);

	it("is the operator's doing where the true blob holds other operations than were proved", async () => {
		const [other] = makeBatches([[deposit(1, anna, 2000n)]]);
		const noise = new Uint8Array(131_072);
		noise[40] = 7;
		for (const blob of [other?.blob, makeBlob(noise)]) {
			if (blob === undefined) throw new Error("no blob");
			const batches = makeBatches(steps.slice(0, 1), { 1: { blob } });
			const { followed, header, l2 } = open({
				batches,
				nodes: [{ hasData: true }],
			});
			const { unread, root } = await followed.newest(header());
			expect(unread[0]?.fault.code).toBe("blob-data");
			expect(l2.standings()[0]?.aside).toBe(null);
			expect(root.value.grade.validity).toBe("rechecked");
		}
	}, 60_000);
});

describe("proofs made with the key's secrets", () => {
	it("are of the inputs that the rollup's batches have", () => {
		const [first] = honest;
		if (first === undefined) throw new Error("no batch");
		expect(program.prove(inputsOf(chainId, first.batch), "1")).toBe(
			first.proof,
		);
	});
});
