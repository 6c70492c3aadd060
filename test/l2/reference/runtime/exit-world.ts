// A made L1 with the reference rollup's contract as a model, for journeys out of it: storage and proofs are real, the rules of
// the contract are written here from test/network/reference/README.md ("On L1") and not from the wallet's code. State, queue
// and batches are those of the network's own node.

import { concat, decodeFunctionData, keccak256 } from "viem";
import {
	bigToBytes,
	type Hex,
	toHex,
	toQuantity,
	utf8,
} from "../../../../src/base/bytes.ts";
import { Fault } from "../../../../src/base/fault.ts";
import type { Json } from "../../../../src/base/immutable.ts";
import type { ExitContext, StageOrder } from "../../../../src/exit/module.ts";
import { exitCall } from "../../../../src/l2/checks.ts";
import type { ExitStep } from "../../../../src/l2/exit-step.ts";
import {
	type ReferenceAccountClaim as AccountClaim,
	type ReferenceNode,
	referenceNodes,
} from "../../../../src/l2/reference/checks/node.ts";
import {
	type ReferenceProfile,
	referenceV1,
} from "../../../../src/l2/reference/checks/profile.ts";
import type { BlobNode } from "../../../../src/source/blobs.ts";
import {
	type Execution,
	openExecution,
} from "../../../../src/source/execution.ts";
import { openPool } from "../../../../src/source/pool.ts";
import type { Fetch } from "../../../../src/source/ports.ts";
import { headerOfHead } from "../../../../src/state/header.ts";
import { mappingSlot, wordHex } from "../../../../src/state/storage-layout.ts";
import type {
	MinedTransaction,
	Receipt,
} from "../../../../src/state/values.ts";
import { conclude } from "../../../../src/trust/verified.ts";
import {
	type Batch,
	genesisRoot,
	makeBatch,
} from "../../../network/reference/batch.ts";
import { encodeBlob } from "../../../network/reference/blob.ts";
import type { Point } from "../../../network/reference/jubjub.ts";
import { blobProof } from "../../../network/reference/kzg.ts";
import {
	kinds,
	nothingToDo,
	type Operation,
} from "../../../network/reference/operation.ts";
import { poseidon } from "../../../network/reference/poseidon.ts";
import {
	type Entry,
	entryHash,
	nextQueueHash,
	operationFor,
} from "../../../network/reference/queue.ts";
import { rollupAbi } from "../../../network/reference/rollup-abi.ts";
import {
	accountAt,
	applyOperation,
	genesis,
	leafOf,
	type State,
} from "../../../network/reference/state.ts";
import { rootOver } from "../../../network/reference/tree.ts";
import {
	headOf,
	type MadeBlock,
	madeClock,
	mine,
	type World,
} from "../../../state/chain.ts";
import { proofsOf } from "../made-root.ts";
import { rollupAddress, profile as usual } from "../world.ts";

export const deadlineS = 600;
export const profile: ReferenceProfile = referenceV1(
	{
		...usual,
		deadlineS,
		slots: {
			...usual.slots,
			queueTime: 12,
			stateRoot: 9,
			withdrawRoot: 10,
			queueHash: 11,
			withdrawn: 13,
			escaped: 14,
			reclaimed: 15,
		},
		firstBlock: 1,
	},
	"profile",
);
const verifierAddress = profile.contracts.verifier.address;

const person = (
	seed: number,
): { readonly owner: Hex; readonly key: Point } => ({
	owner: `0x${seed.toString(16).padStart(2, "0").repeat(20)}`,
	key: { x: BigInt(seed) * 7n, y: BigInt(seed) * 11n },
});
export const anna = person(0xa1);
export const bert = person(0xb2);

type Queued = {
	readonly entry: Entry;
	readonly timeS: number;
	readonly block: number;
};
type Committed = { readonly batch: Batch; readonly block: number };

/** The contract and the chain under it, as they are at a block. Never changed in place. */
type Moment = {
	readonly block: number;
	readonly timeS: number;
	readonly queue: readonly Queued[];
	readonly committed: readonly Committed[];
	readonly proven: number;
	readonly frozenAtS: number;
	readonly withdrawn: readonly string[];
	readonly escaped: readonly number[];
	readonly reclaimed: readonly number[];
	/** What the contract paid, by address. */
	readonly paid: { readonly [address: string]: bigint };
};

const secondsPerBlock = 12;
const timeAt = (block: number): number =>
	1_700_000_000 + secondsPerBlock * block;

class Revert extends Error {}

const stateAfter = ({ committed }: Moment, batch: number): State =>
	committed[batch - 1]?.batch.after ?? genesis;

const place = (key: number, slot: number): Hex =>
	mappingSlot(wordHex(BigInt(key)), BigInt(slot));

const queueHashes = ({ queue }: Moment): readonly bigint[] => {
	const hashes = [0n];
	for (const { entry } of queue)
		hashes.push(nextQueueHash(hashes.at(-1) ?? 0n, entry));
	return hashes;
};

const queueProven = ({ committed, proven }: Moment): number =>
	committed[proven - 1]?.batch.queueAfter.count ?? 0;

type Storage = { readonly [key: Hex]: bigint };
const storages = new WeakMap<Moment, Storage>();
/** Read more than once at a moment, which does not change. */
const storageOf = (moment: Moment): Storage => {
	const known = storages.get(moment) ?? storageAt(moment);
	storages.set(moment, known);
	return known;
};

const storageAt = (moment: Moment): Storage => {
	const { committed, proven, queue } = moment;
	const storage: { [key: Hex]: bigint } = {
		[wordHex(0n)]: BigInt(committed.length),
		[wordHex(1n)]: BigInt(proven),
		[wordHex(2n)]: BigInt(moment.frozenAtS),
		[wordHex(3n)]: BigInt(queue.length),
		[wordHex(4n)]: BigInt(queueProven(moment)),
		[wordHex(5n)]: stateAfter(moment, proven).tree.root,
		[place(0, 9)]: genesisRoot,
	};
	for (const { batch } of committed.slice(0, proven)) {
		storage[place(batch.number, 9)] = batch.after.tree.root;
		storage[place(batch.number, 10)] = batch.withdrawRoot;
	}
	for (const [i, hash] of queueHashes(moment).entries())
		storage[place(i, 11)] = hash;
	for (const [i, { timeS }] of queue.entries())
		storage[place(i, 12)] = BigInt(timeS);
	for (const key of moment.withdrawn)
		storage[mappingSlot(`0x${key.slice(2)}`, 13n)] = 1n;
	for (const index of moment.escaped) storage[place(index, 14)] = 1n;
	for (const entry of moment.reclaimed) storage[place(entry, 15)] = 1n;
	return storage;
};

/** Of the scalars of BN254. */
const field =
	21888242871839275222246405745257275088548364400416034343698204186575808495617n;

const withdrawalKey = (batch: number, position: number): Hex =>
	keccak256(concat([wordHex(BigInt(batch)), wordHex(BigInt(position))]));

const topic = (signature: string): Hex => keccak256(toHex(utf8(signature)));
const queuedTopic = topic(
	"Queued(uint256,uint8,uint256,uint256,address,uint256)",
);
const committedTopic = topic("Committed(uint256,bytes32)");
const queuedData = (entry: Entry): Hex =>
	toHex(
		Uint8Array.from(
			(entry.kind === kinds.deposit
				? [BigInt(entry.kind), entry.ax, entry.ay, entry.owner, entry.amount]
				: [BigInt(entry.kind), BigInt(entry.from), 0n, entry.owner, 0n]
			).flatMap((word) => [...bigToBytes(word, 32)]),
		),
	);

/** What a node of the rollup is made to do. */
export type Mood = {
	dead?: boolean;
	/** Of this batch at the latest. */
	behind?: number;
	account?: (honest: AccountClaim) => AccountClaim;
	/** Knows nobody by owner. */
	hides?: boolean;
	withholds?: boolean;
	/** States another amount in every operation. */
	falsifies?: boolean;
};

export const makeWorld = () => {
	let history: Moment[] = [
		{
			block: 1,
			timeS: timeAt(1),
			queue: [],
			committed: [],
			proven: 0,
			frozenAtS: 0,
			withdrawn: [],
			escaped: [],
			reclaimed: [],
			paid: {},
		},
	];
	const now = (): Moment => {
		const last = history.at(-1);
		if (last === undefined) throw new Error("no moment");
		return last;
	};
	/** A new block with this change. */
	const step = (change: Partial<Moment> = {}, blocks = 1): void => {
		const block = now().block + blocks;
		history.push({ ...now(), ...change, block, timeS: timeAt(block) });
	};
	const nextTime = (): number => timeAt(now().block + 1);
	const enqueue = (entry: Entry): void => {
		const { queue, frozenAtS, block } = now();
		if (frozenAtS !== 0) throw new Revert("IsFrozen");
		step({ queue: [...queue, { entry, timeS: nextTime(), block: block + 1 }] });
	};
	const pay = (to: Hex, amount: bigint): Moment["paid"] => ({
		...now().paid,
		[to]: (now().paid[to] ?? 0n) + amount,
	});

	/** The operator makes, commits and proves a batch of the queue's next entries and these operations. */
	const batch = (operations: readonly Operation[] = [], entries = 2): Batch => {
		const { committed, queue, frozenAtS, block } = now();
		if (frozenAtS !== 0) throw new Revert("IsFrozen");
		const before = committed.at(-1)?.batch;
		const point = before?.queueAfter ?? { count: 0, hash: 0n };
		const taken = queue
			.slice(
				point.count,
				point.count + Math.min(entries, 2 - operations.length),
			)
			.map(({ entry }) => entry);
		let state = before?.after ?? genesis;
		const forced = taken.map((entry) => {
			const operation = operationFor(state, entry);
			state = applyOperation(state, operation).after;
			return operation;
		});
		const made = makeBatch(
			committed.length + 1,
			before?.after ?? genesis,
			point,
			[...forced, ...operations],
			taken,
		);
		step({
			committed: [...committed, { batch: made, block: block + 1 }],
			proven: made.number,
		});
		return made;
	};

	/** The rules of the contract. @throws Revert */
	const run = (from: Hex, data: Hex, valueWei = 0n): void => {
		const moment = now();
		const { functionName, args } = decodeFunctionData({ abi: rollupAbi, data });
		const frozen = moment.frozenAtS !== 0;
		const root = stateAfter(moment, moment.proven).tree.root;
		if (functionName !== "deposit" && valueWei !== 0n)
			throw new Revert("not payable");
		switch (functionName) {
			case "deposit": {
				const [ax, ay] = args;
				if (valueWei === 0n || valueWei >= 2n ** 96n)
					throw new Revert("BadAmount");
				if (ax >= field || ay >= field) throw new Revert("NotInField");
				const owner = BigInt(from);
				enqueue({ kind: kinds.deposit, ax, ay, owner, amount: valueWei });
				return;
			}
			case "forceWithdraw": {
				if (args[0] >= 256n) throw new Revert("BadIndex");
				enqueue({
					kind: kinds.forced,
					from: Number(args[0]),
					owner: BigInt(from),
				});
				return;
			}
			case "freeze": {
				const oldest = moment.queue[queueProven(moment)];
				if (frozen) throw new Revert("IsFrozen");
				if (oldest === undefined || nextTime() <= oldest.timeS + deadlineS)
					throw new Revert("NotLate");
				step({ frozenAtS: nextTime() });
				return;
			}
			case "escape": {
				const [index, ax, ay, balance, nonce, siblings] = args;
				if (!frozen) throw new Revert("NotFrozen");
				if (siblings.length !== 8) throw new Revert("BadPath");
				const leaf = leafOf({
					...{ ax, ay, balance },
					owner: BigInt(from),
					nonce: Number(nonce),
				});
				if (rootOver(leaf, Number(index), siblings) !== root)
					throw new Revert("BadPath");
				if (moment.escaped.includes(Number(index)))
					throw new Revert("AlreadyPaid");
				step({
					escaped: [...moment.escaped, Number(index)],
					paid: pay(from, balance),
				});
				return;
			}
			case "reclaim": {
				const [at, ax, ay, amount] = args;
				const number = Number(at);
				if (!frozen) throw new Revert("NotFrozen");
				const owner = BigInt(from);
				const entry = { kind: kinds.deposit, ax, ay, owner, amount };
				const queued = moment.queue[number];
				if (number < queueProven(moment) || queued === undefined)
					throw new Revert("BadQueue");
				if (entryHash(entry) !== entryHash(queued.entry))
					throw new Revert("BadQueue");
				if (moment.reclaimed.includes(number)) throw new Revert("AlreadyPaid");
				step({
					reclaimed: [...moment.reclaimed, number],
					paid: pay(from, amount),
				});
				return;
			}
			case "withdraw": {
				const [number, position, owner, amount, siblings] = args;
				const made = moment.committed[Number(number) - 1]?.batch;
				if (made === undefined || Number(number) > moment.proven)
					throw new Revert("NotProven");
				const leaf = poseidon([BigInt(owner), amount]);
				if (siblings.length !== 1) throw new Revert("BadPath");
				if (rootOver(leaf, Number(position), siblings) !== made.withdrawRoot)
					throw new Revert("BadPath");
				const key = withdrawalKey(Number(number), Number(position));
				if (moment.withdrawn.includes(key)) throw new Revert("AlreadyPaid");
				const to: Hex = `0x${owner.slice(2).toLowerCase()}`;
				step({
					withdrawn: [...moment.withdrawn, key],
					paid: pay(to, amount),
				});
				return;
			}
			default:
				throw new Error(`nobody calls ${functionName}`);
		}
	};

	// --- the chain as an endpoint and as the light client show it

	/** Blocks behind the head that count as final. */
	let finalBehind = 2;
	const at = (behind: number): Moment => {
		const block = now().block - behind;
		return history.findLast((one) => one.block <= block) ?? now();
	};
	const worldOf = (moment: Moment): World => ({
		[rollupAddress]: { code: codeOf("rollup"), storage: storageOf(moment) },
		[verifierAddress]: { code: codeOf("verifier") },
	});
	const blockOf = (moment: Moment, number = moment.block): MadeBlock => {
		const below: MadeBlock = {
			number: number - 1,
			json: {},
			rlp: "0x",
			hash: wordHex(BigInt(number - 1)),
			stateRoot: wordHex(0n),
			world: {},
			transactions: [],
			receipts: [],
		};
		return mine(worldOf(moment), below, { secondsPerSlot: secondsPerBlock });
	};
	let reads = 0;
	const stopped: Fault[] = [];

	const logs = (): readonly {
		topics: Hex[];
		data: Hex;
		blockNumber: number;
	}[] => [
		...now().queue.map(({ entry, block }, i) => ({
			topics: [queuedTopic, wordHex(BigInt(i))],
			data: queuedData(entry),
			blockNumber: block,
		})),
		...now().committed.map(({ batch: made, block }) => ({
			topics: [committedTopic, wordHex(BigInt(made.number))],
			data: made.blobHash,
			blockNumber: block,
		})),
	];
	const l1Mood: { dead?: boolean; logs?: (honest: Json[]) => Json[] } = {};
	const rpc: Fetch = async ({ body }) => {
		const question: unknown = JSON.parse(body ?? "");
		const one = (raw: unknown): Json => {
			const { id, method, params } = raw as {
				id: number;
				method: string;
				params: { [name: string]: unknown }[];
			};
			const frame = { jsonrpc: "2.0", id };
			if (method === "eth_getLogs") {
				const { fromBlock, toBlock, topics } = params[0] ?? {};
				const found = logs()
					.filter(
						({ blockNumber }) =>
							blockNumber >= Number(fromBlock) &&
							blockNumber <= Number(toBlock),
					)
					.filter((log) => (topics as Hex[])[0] === log.topics[0])
					.map((log) => ({
						...log,
						address: rollupAddress,
						blockNumber: toQuantity(log.blockNumber),
						transactionHash: wordHex(1n),
					}));
				return { ...frame, result: l1Mood.logs?.(found) ?? found };
			}
			if (method === "eth_getBlockByNumber") {
				const number =
					String(params[0]) === "latest" ? now().block : Number(params[0]);
				const moment =
					history.findLast((past) => past.block <= number) ?? now();
				return { ...frame, result: blockOf(moment, number).json };
			}
			return { ...frame, error: { code: -32601, message: `no ${method}` } };
		};
		if (l1Mood.dead) return { status: 503, headers: {}, bytes: utf8("") };
		const reply = Array.isArray(question) ? question.map(one) : one(question);
		return { status: 200, headers: {}, bytes: utf8(JSON.stringify(reply)) };
	};

	// --- nodes of the rollup and of the beacon chain

	const claim = <T>(value: T, from: string) => ({ value, from, atMs: 0 });
	const nodeOf = (name: string, mood: Mood): ReferenceNode => {
		const alive = (): void => {
			if (mood.dead) throw new Fault("unreachable", "no answer", name);
		};
		return {
			endpoint: { name, url: "http://localhost:2" },
			chainId: async () => claim(902, name),
			status: async () => claim({ made: 0, committed: 0, proven: 0 }, name),
			account: async (who, number) => {
				alive();
				if (number > (mood.behind ?? Number.POSITIVE_INFINITY))
					return claim(null, name);
				const state = stateAfter(now(), number);
				const index =
					"index" in who
						? who.index
						: [...state.accounts].find(
								([, one]) =>
									(!("owner" in who) || one.owner === BigInt(who.owner)) &&
									(!("key" in who) ||
										who.key === undefined ||
										(one.ax === BigInt(who.key[0]) &&
											one.ay === BigInt(who.key[1]))),
							)?.[0];
				if (index === undefined || mood.hides) return claim(null, name);
				const one = accountAt(state, index);
				const honest = {
					index,
					ax: wordHex(one.ax),
					ay: wordHex(one.ay),
					owner: toHex(bigToBytes(one.owner, 20)),
					balance: one.balance,
					nonce: one.nonce,
					siblings: state.tree.siblings(index).map(wordHex),
				};
				return claim(mood.account?.(honest) ?? honest, name);
			},
			batch: async (number) => {
				alive();
				const found = now().committed[number - 1]?.batch;
				if (
					found === undefined ||
					number > (mood.behind ?? Number.POSITIVE_INFINITY)
				)
					return claim(null, name);
				return claim(
					{
						number,
						oldRoot: wordHex(found.before.tree.root),
						newRoot: wordHex(found.after.tree.root),
						dataHash: wordHex(found.dataHash),
						blobHash: found.blobHash,
						queueFrom: found.queueBefore.count,
						queueTo: found.queueAfter.count,
						queueBefore: wordHex(found.queueBefore.hash),
						queueAfter: wordHex(found.queueAfter.hash),
						withdrawRoot: wordHex(found.withdrawRoot),
						committedAt: null,
						commitTransaction: null,
						proveTransaction: null,
						blob: null,
						operations: mood.withholds
							? []
							: found.operations.map(({ amount, owner, ax, ay, ...rest }) => ({
									...rest,
									amount: mood.falsifies ? amount + 1n : amount,
									ax: wordHex(ax),
									ay: wordHex(ay),
									owner: toHex(bigToBytes(owner, 20)),
								})),
					},
					name,
				);
			},
			send: async () => {
				throw new Fault("rpc-error", "not here", name);
			},
			operation: async () => claim(null, name),
		};
	};
	const beaconMood: {
		dead?: boolean;
		/** Blobs of batches before this one are pruned. */
		from?: number;
		lie?: (operations: readonly Operation[]) => readonly Operation[];
	} = {};
	const beaconNode: BlobNode = {
		endpoint: { name: "beacon", url: "http://localhost:3" },
		blobs: async (slot) => {
			if (beaconMood.dead)
				throw new Fault("unreachable", "no answer", "beacon");
			const found = now().committed.find(({ block }) => block === slot);
			if (found === undefined || found.batch.number < (beaconMood.from ?? 0))
				return claim([], "beacon");
			const { operations, commitment } = found.batch;
			const data = encodeBlob(beaconMood.lie?.(operations) ?? operations);
			return claim(
				[
					{
						data,
						commitment,
						proof: beaconMood.lie ? commitment : `0x${"c0".padEnd(96, "0")}`,
					},
				],
				"beacon",
			);
		},
	};

	const nobody = () => new Fault("unreachable", "no endpoint");
	const moods: { readonly [name: string]: Mood } = {
		node: {},
		other: { dead: true },
	};
	const reference = openPool<ReferenceNode>(
		Object.entries(moods).map(([name, mood]) => ({
			name,
			client: nodeOf(name, mood),
		})),
		nobody,
	);
	const execution = { name: "L1", url: "http://localhost:1" };
	const pool = openPool<Execution>(
		[
			{
				name: "L1",
				client: openExecution({ fetch: rpc, clock: madeClock() }, execution),
			},
		],
		nobody,
	);
	const stored = new Map<string, string>();
	const orders = new Map<string, StageOrder>();
	const receipts = new Map<
		Hex,
		{ readonly block: number; readonly entry: number }
	>();

	const read: ExitContext["l1"]["read"] = async (wanted, tag) => {
		reads++;
		const [fault] = stopped;
		if (fault !== undefined) throw fault;
		const moment = tag === "final" ? at(finalBehind) : now();
		const block = blockOf(moment);
		const basis = headerOfHead(
			headOf(block, tag === "final" ? "final" : "optimistic"),
			block.rlp,
		);
		return {
			basis,
			reads: wanted.map(({ address, slots }) => ({
				...proofsOf(basis, worldOf(moment), address, slots),
				code: null,
			})),
		};
	};

	const context: ExitContext<ReferenceProfile> = {
		profile,
		nowS: now().timeS,
		l1: {
			read,
			receipt: async (hash) => {
				const known = receipts.get(hash);
				if (known === undefined || known.block > now().block) return null;
				const block = blockOf(now());
				const header = headerOfHead(headOf(block), block.rlp);
				const { chainId, blockNumber, blockHash, stateRoot, grade } =
					header.value;
				const basis = { chainId, blockNumber, blockHash, stateRoot, grade };
				return {
					header,
					transaction: conclude<MinedTransaction>(
						"transaction",
						[header],
						{ at: basis, hash, index: 0, raw: "0x" },
						null,
					),
					receipt: conclude<Receipt>(
						"receipt",
						[header],
						{
							at: basis,
							transactionHash: hash,
							index: 0,
							succeeded: true,
							cumulativeGasUsed: 1,
							logs: [
								{
									address: rollupAddress,
									topics: [queuedTopic, wordHex(BigInt(known.entry))],
									data: "0x",
								},
							],
						},
						null,
					),
					logsBefore: 0,
				};
			},
			call: async () => {
				throw new Fault("vm-unsupported", "not here");
			},
			pool,
		},
		l2: openPool<Execution>([], nobody),
		nodes: referenceNodes(reference),
		blobs: {
			pool: openPool<BlobNode>(
				[{ name: "beacon", client: beaconNode }],
				nobody,
			),
			slotAt: (timeS) => (timeS - timeAt(0)) / secondsPerBlock,
		},
		evidenceStore: {
			get: async (name) => stored.get(name),
			put: async (name, text) => {
				stored.set(name, text);
			},
		},
		order: (stage) => orders.get(stage) ?? null,
	};

	/** The owner signs a step: it is mined at once, or refused by the contract. @returns the error's name, or null */
	const sign = (from: Hex, stage: string, one: ExitStep): string | null => {
		const { data, to, valueWei } = exitCall(profile, from, one);
		if (to !== rollupAddress) throw new Error("another contract");
		const hash = keccak256(concat([data, wordHex(BigInt(now().block))]));
		let refusal: string | null = null;
		const entry = now().queue.length;
		try {
			run(from, data, valueWei);
		} catch (thrown) {
			if (!(thrown instanceof Revert)) throw thrown;
			refusal = thrown.message;
			step();
		}
		receipts.set(hash, { block: now().block, entry });
		orders.set(stage, {
			id: `${stage} ${now().block}`,
			state: "included",
			hash,
			succeeded: refusal === null,
			blockNumber: now().block,
			madeMs: 0,
		});
		return refusal;
	};

	return {
		ground: context,
		profile,
		node: moods.node ?? {},
		beacon: beaconMood,
		l1: l1Mood,
		stored,
		orders,
		stopped,
		now,
		sign,
		run,
		batch,
		reads: () => reads,
		pass: (seconds: number) => step({}, Math.ceil(seconds / secondsPerBlock)),
		/** Everything up to now is final from now on. */
		finalize: () => step({}, finalBehind + 1),
		setFinalBehind: (blocks: number) => {
			finalBehind = blocks;
		},
		deposit: ({ owner, key }: typeof anna, amount: bigint) =>
			enqueue({
				kind: kinds.deposit,
				ax: key.x,
				ay: key.y,
				owner: BigInt(owner),
				amount,
			}),
		transfer: (from: number, to: number, amount: bigint): Operation => {
			const { ax, ay } = accountAt(stateAfter(now(), now().proven), to);
			return { ...nothingToDo, kind: kinds.transfer, from, to, amount, ax, ay };
		},
		balance: (index: number) =>
			accountAt(stateAfter(now(), now().proven), index).balance,
		root: () => wordHex(stateAfter(now(), now().proven).tree.root),
		/** L1 drops its newest blocks with what was in them; time goes on. */
		reorg: (blocks: number) => {
			const { block } = now();
			const before = history.findLast((one) => one.block <= block - blocks);
			history = history.filter((one) => one.block <= block - blocks);
			if (before === undefined) throw new Error("nothing is left");
			history.push({ ...before, block: block + 1, timeS: timeAt(block + 1) });
		},
		proofOf: (number: number): Hex => {
			const made = now().committed[number - 1]?.batch;
			if (made === undefined) throw new Error("no batch");
			return blobProof(encodeBlob(made.operations), made.commitment);
		},
	};
};
export type MadeWorld = ReturnType<typeof makeWorld>;

const codeOf = (what: string): Hex => toHex(utf8(`code of ${what}`));
