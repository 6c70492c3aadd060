// The contracts on L1 with real proofs: the way of a deposit to a withdrawal, and what is refused on it.

import {
	type Abi,
	encodeAbiParameters,
	getAddress,
	keccak256,
	parseAbi,
	parseEventLogs,
} from "viem";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { poseidon } from "../../../src/crypto/poseidon-bn254.ts";
import type { BatchProof } from "./batch-witness.ts";
import { circuitInput } from "./circuit-input.ts";
import {
	deposit,
	forced,
	type ModelBatch,
	modelBatch,
	modelChainId,
	nothing,
	type Person,
	person,
	rootOf,
	transfer,
	withdraw,
} from "./circuit-model.ts";
import {
	type CommittedBatch,
	deadlineS,
	emptyBlobHash,
	ether,
	openScene,
	type ProofWords,
	proofWords,
	type Scene,
} from "./contract-scene.ts";
import { rollupAbi, verifierAbi } from "./rollup-abi.ts";
import { order } from "./setup/field.ts";

const baseOrder =
	21888242871839275222246405745257275088696311157297823662689037894645226208583n;
const [operator, alicesWallet, bobsWallet, stranger] = [0, 1, 2, 3];
const payee = 0xfeedn;
const payeeAddress = `0x${payee.toString(16).padStart(40, "0")}` as const;

// Without what they say of arguments: tests give wrong ones.
const looseVerifierAbi: Abi = verifierAbi;
const looseAbi = (signatures: readonly string[]): Abi => parseAbi(signatures);

let scene: Scene;
let alice: Person;
let bob: Person;
/** The honest batches: deposits, then a transfer and a withdrawal. */
let arriving: ModelBatch;
let moving: ModelBatch;
/** Another batch that could follow the first. */
let rival: ModelBatch;
let arrivingProof: BatchProof;
let movingProof: BatchProof;
let rivalProof: BatchProof;
let batch1: CommittedBatch;

/** L1's view of the batch when the tests begin: the deposits are queued and batch 1 is committed. */
beforeAll(async () => {
	scene = await openScene();
	alice = person(11n, scene.ownerOf(alicesWallet));
	bob = person(22n, scene.ownerOf(bobsWallet));
	arriving = modelBatch(new Map(), [
		deposit(0, alice, 5n * ether),
		deposit(1, bob, ether),
	]);
	const queueBefore = arriving.witness.queueAfter;
	moving = modelBatch(
		arriving.after,
		[transfer(0, alice, 1, bob, 2n * ether), withdraw(1, bob, payee, ether)],
		{ queueBefore },
	);
	rival = modelBatch(
		arriving.after,
		[transfer(0, alice, 1, bob, ether), nothing],
		{ queueBefore },
	);
	arrivingProof = await scene.prove(arriving.witness);
	movingProof = await scene.prove(moving.witness);
	rivalProof = await scene.prove(rival.witness);
	await scene.send(alicesWallet, {
		functionName: "deposit",
		args: [alice.ax, alice.ay],
		value: 5n * ether,
	});
	const entered = await scene.send(alicesWallet, {
		functionName: "depositFor",
		args: [bob.ax, bob.ay, scene.addressOf(bobsWallet)],
		value: ether,
	});
	expect(entered.gasUsed).toBeLessThan(300_000n);
	({ batch: batch1 } = await scene.commit(arriving, 2n));
}, 300_000);
afterAll(async () => {
	await scene?.close();
});

const prove = (batch: CommittedBatch, proof: BatchProof | ProofWords) => ({
	functionName: "prove" as const,
	args: [batch, "proof" in proof ? proofWords(proof) : proof],
});
/** Batch 1 proven, batch 2 committed and proven. */
const settle = async (): Promise<void> => {
	await scene.send(stranger, prove(batch1, arrivingProof));
	const { batch } = await scene.commit(moving);
	await scene.send(stranger, prove(batch, movingProof));
};
const withdrawal = (change: {
	batch?: bigint;
	position?: bigint;
	owner?: bigint;
	amount?: bigint;
	siblings?: readonly bigint[];
}) => {
	const { batch, position, owner, amount, siblings } = {
		...{ batch: 2n, position: 1n, owner: payee, amount: ether },
		siblings: [moving.withdrawLeaves[0] ?? 0n],
		...change,
	};
	const address = `0x${owner.toString(16).padStart(40, "0")}`;
	return {
		functionName: "withdraw" as const,
		args: [batch, position, address, amount, siblings],
	};
};

describe("the way through", () => {
	it("gives the prover's words for the model's", () => {
		expect(circuitInput(moving.witness)).toEqual(moving.input);
	});

	it("hashes as the rollup does, entry by entry", async () => {
		const queueHash = (length: bigint) =>
			scene.client.readContract({
				address: scene.address,
				abi: rollupAbi,
				functionName: "queueHash",
				args: [length],
			});
		const first = poseidon([1n, alice.ax, alice.ay, alice.owner, 5n * ether]);
		expect(await queueHash(1n)).toBe(poseidon([0n, first]));
		expect(await queueHash(2n)).toBe(arriving.witness.queueAfter);
	});

	it("computes Poseidon as the rollup does, and refuses what is no element", async () => {
		const numbers = [0n, 1n, order - 1n, alice.ax, alice.ay];
		const hash = (of: "poseidon2" | "poseidon5", inputs: readonly bigint[]) =>
			scene.client.readContract({
				address: scene.contracts[of],
				abi: looseAbi([
					`function hash(uint256[${inputs.length}] inputs) pure returns (uint256)`,
				]),
				functionName: "hash",
				args: [inputs],
			});
		for (const left of numbers)
			for (const right of numbers)
				expect(await hash("poseidon2", [left, right])).toBe(
					poseidon([left, right]),
				);
		for (const shift of numbers.keys()) {
			const turned = [...numbers.slice(shift), ...numbers.slice(0, shift)];
			expect(await hash("poseidon5", turned)).toBe(poseidon(turned));
			const outside = numbers.with(shift, order);
			await expect(hash("poseidon5", outside)).rejects.toThrow("revert");
		}
		await expect(hash("poseidon2", [order, 0n])).rejects.toThrow("revert");
		await expect(hash("poseidon2", [0n, order])).rejects.toThrow("revert");
	});

	it("takes a deposit to a withdrawal, and keeps what README.md says where it says", async () => {
		await scene.aside(async () => {
			const { timestamp } = await scene.client.getBlock();
			const proved = await scene.send(stranger, prove(batch1, arrivingProof));
			const { batch: batch2, receipt: committed } = await scene.commit(moving);
			const moved = await scene.send(stranger, prove(batch2, movingProof));
			const paid = await scene.send(stranger, withdrawal({}));
			expect(await scene.client.getBalance({ address: payeeAddress })).toBe(
				ether,
			);
			const gas: readonly [bigint, bigint][] = [
				[committed.gasUsed, 90_000n],
				[proved.gasUsed, 400_000n],
				[moved.gasUsed, 400_000n],
				[paid.gasUsed, 200_000n],
				[
					BigInt(scene.contracts.gasUsed["create Groth16Verifier"] ?? 0),
					500_000n,
				],
				[BigInt(scene.contracts.gasUsed["create Poseidon5"] ?? 0), 5_000_000n],
			];
			for (const [used, most] of gas) {
				expect(used).toBeGreaterThan(0n);
				expect(used).toBeLessThan(most);
			}

			const word = (value: bigint) =>
				`0x${value.toString(16).padStart(64, "0")}`;
			const slots = [2n, 2n, 0n, 2n, 2n, batch2.newRoot, batch2.newRoot, 2n];
			for (const [slot, value] of slots.entries())
				expect([slot, await scene.slot(slot)]).toEqual([slot, word(value)]);
			const mapped = async (slot: bigint, key: bigint) =>
				scene.client.getStorageAt({
					address: scene.address,
					slot: keccak256(
						encodeAbiParameters(
							[{ type: "uint256" }, { type: "uint256" }],
							[key, slot],
						),
					),
				});
			const genesisHash = keccak256(
				encodeAbiParameters([{ type: "uint256" }], [rootOf(new Map())]),
			);
			const hashOf = (before: `0x${string}`, b: CommittedBatch) =>
				keccak256(
					`0x${[
						BigInt(before),
						...[b.number, b.oldRoot, b.newRoot, b.dataHash],
						...[BigInt(b.blobHash), b.queueFrom, b.queueTo],
						...[b.queueBefore, b.queueAfter, b.withdrawRoot, b.committedAt],
					]
						.map((value) => value.toString(16).padStart(64, "0"))
						.join("")}`,
				);
			const hash1 = hashOf(genesisHash, batch1);
			expect(await mapped(8n, 0n)).toBe(genesisHash);
			expect(await mapped(8n, 1n)).toBe(hash1);
			expect(await mapped(8n, 2n)).toBe(hashOf(hash1, batch2));
			expect(await mapped(9n, 0n)).toBe(word(rootOf(new Map())));
			expect(await mapped(9n, 2n)).toBe(word(rootOf(moving.after)));
			expect(await mapped(10n, 2n)).toBe(word(moving.witness.withdrawRoot));
			expect(await mapped(11n, 2n)).toBe(word(arriving.witness.queueAfter));
			const queuedAt = BigInt((await mapped(12n, 1n)) ?? "0x");
			expect(queuedAt).toBeGreaterThan(0n);
			expect(queuedAt).toBeLessThanOrEqual(timestamp);
			const key = keccak256(
				encodeAbiParameters(
					[{ type: "uint256" }, { type: "uint256" }],
					[2n, 1n],
				),
			);
			expect(await mapped(13n, BigInt(key))).toBe(word(1n));

			const events = [committed, moved, paid].flatMap(({ logs }) =>
				parseEventLogs({ abi: rollupAbi, logs }),
			);
			expect(events.map(({ eventName, args }) => [eventName, args])).toEqual([
				["Committed", { batch: 2n, blobHash: emptyBlobHash }],
				["Proven", { batch: 2n, root: batch2.newRoot }],
				[
					"Withdrawn",
					{
						batch: 2n,
						position: 1n,
						owner: getAddress(payeeAddress),
						amount: ether,
					},
				],
			]);
		});
	});
});

describe("committing", () => {
	const args = (): [bigint, bigint, bigint, bigint] => [1n, 2n, 2n, 3n];
	it("refuses anybody but the operator", async () => {
		const commit = { functionName: "commit" as const, args: args() };
		expect(await scene.refusal(stranger, commit)).toBe("NotOperator");
	});
	it("refuses a batch without a blob, and one with two", async () => {
		const commit = { functionName: "commit" as const, args: args() };
		expect(await scene.refusal(operator, commit)).toBe("BadBlobs");
		await scene.aside(async () => {
			const { status } = await scene.commitWith(2, args());
			expect(status).toBe("reverted");
			const one = await scene.commitWith(1, args());
			expect(one.status).toBe("success");
		});
	});
	it("refuses entries that are not in the queue, or were taken before", async () => {
		const commit = (queueTo: bigint) => ({
			functionName: "commit" as const,
			args: [1n, 2n, queueTo, 3n],
		});
		expect(await scene.refusal(operator, commit(3n))).toBe("BadQueue");
		expect(await scene.refusal(operator, commit(1n))).toBe("BadQueue");
	});
	it.each([0, 1, 3])("refuses what is not in the field (%i)", async (place) => {
		const changed = args();
		changed[place] = order;
		expect(
			await scene.refusal(operator, { functionName: "commit", args: changed }),
		).toBe("NotInField");
	});
});

describe("proving", () => {
	it("refuses the proof of another batch", async () => {
		expect(await scene.refusal(stranger, prove(batch1, movingProof))).toBe(
			"ProofRefused",
		);
		await scene.aside(async () => {
			await scene.send(stranger, prove(batch1, arrivingProof));
			const { batch } = await scene.commit(moving);
			expect(await scene.refusal(stranger, prove(batch, rivalProof))).toBe(
				"ProofRefused",
			);
			expect(await scene.refusal(stranger, prove(batch, movingProof))).toBe("");
		});
	});
	it("refuses a proof from another previous root", async () => {
		await scene.aside(async () => {
			await scene.send(stranger, prove(batch1, arrivingProof));
			const { batch } = await scene.commit(moving);
			await scene.send(stranger, prove(batch, movingProof));
			// The rival begins where the second batch began, and is committed as the third.
			const { batch: third } = await scene.commit(rival);
			expect(third.oldRoot).not.toBe(rival.witness.oldRoot);
			expect(await scene.refusal(stranger, prove(third, rivalProof))).toBe(
				"ProofRefused",
			);
		});
	});
	it.each(["newRoot", "dataHash", "withdrawRoot"] as const)(
		"refuses a batch committed with another %s",
		async (name) => {
			await scene.aside(async () => {
				await scene.send(stranger, prove(batch1, arrivingProof));
				const { batch } = await scene.commit(moving, 0n, { [name]: 5n });
				expect(await scene.refusal(stranger, prove(batch, movingProof))).toBe(
					"ProofRefused",
				);
			});
		},
	);
	it("refuses a batch that takes another number of entries than its proof", async () => {
		await scene.aside(async () => {
			await scene.send(stranger, prove(batch1, arrivingProof));
			await scene.send(stranger, { functionName: "forceWithdraw", args: [0n] });
			const { batch } = await scene.commit(moving, 1n);
			expect(await scene.refusal(stranger, prove(batch, movingProof))).toBe(
				"ProofRefused",
			);
		});
	});
	const fields = [
		...["number", "oldRoot", "newRoot", "dataHash", "queueFrom", "queueTo"],
		...["queueBefore", "queueAfter", "withdrawRoot", "committedAt"],
	];
	it.each(fields)(
		"refuses a batch whose %s is not what was committed",
		async (name) => {
			const batch = { ...batch1, [name]: 77n };
			expect(await scene.refusal(stranger, prove(batch, arrivingProof))).toBe(
				name === "number" ? "NotNext" : "UnknownBatch",
			);
		},
	);
	it("refuses a batch with another blob", async () => {
		const batch = { ...batch1, blobHash: `0x01${"11".repeat(31)}` as const };
		expect(await scene.refusal(stranger, prove(batch, arrivingProof))).toBe(
			"UnknownBatch",
		);
	});
	it("refuses a batch a second time, one before its turn, and one that was not committed", async () => {
		await scene.aside(async () => {
			const { batch } = await scene.commit(moving);
			expect(await scene.refusal(stranger, prove(batch, movingProof))).toBe(
				"NotNext",
			);
			await scene.send(stranger, prove(batch1, arrivingProof));
			expect(await scene.refusal(stranger, prove(batch1, arrivingProof))).toBe(
				"NotNext",
			);
			await scene.send(stranger, prove(batch, movingProof));
			expect(
				await scene.refusal(
					stranger,
					prove({ ...batch, number: 3n }, movingProof),
				),
			).toBe("UnknownBatch");
		});
	});
});

describe("the verifier", () => {
	const verify = (
		proof: readonly bigint[],
		inputs: readonly bigint[],
	): Promise<unknown> =>
		scene.client.readContract({
			address: scene.contracts.verifier,
			abi: looseVerifierAbi,
			functionName: "verifyProof",
			args: [proof, inputs],
		});
	const replaced = (
		list: readonly bigint[],
		place: number,
		change: (value: bigint) => bigint,
	): bigint[] => list.map((value, i) => (i === place ? change(value) : value));

	it("takes the proof, and refuses it for any other input", async () => {
		const proof = proofWords(movingProof);
		const { publicInputs } = movingProof;
		expect(publicInputs[6]).toBe(modelChainId);
		expect(await verify(proof, publicInputs)).toBe(true);
		for (const place of publicInputs.keys()) {
			const other = replaced(publicInputs, place, (value) => value + 1n);
			expect(await verify(proof, other)).toBe(false);
		}
	});
	it("refuses an input with the field's order added", async () => {
		const { publicInputs } = movingProof;
		for (const place of publicInputs.keys()) {
			const other = replaced(publicInputs, place, (value) => value + order);
			expect(await verify(proofWords(movingProof), other)).toBe(false);
		}
	});
	it("refuses coordinates that are changed, not canonical, swapped or zero", async () => {
		const proof = proofWords(movingProof);
		const { publicInputs } = movingProof;
		for (const place of proof.keys()) {
			for (const change of [
				(value: bigint) => value ^ 1n,
				(value: bigint) => (value + baseOrder) % 2n ** 256n,
				(value: bigint) => (place % 2 === 1 ? baseOrder - value : 0n),
				() => 0n,
			])
				expect(await verify(replaced(proof, place, change), publicInputs)).toBe(
					false,
				);
		}
		const [ax, ay, bx1, bx0, by1, by0, cx, cy] = proof;
		for (const swapped of [
			[ax, ay, bx0, bx1, by0, by1, cx, cy],
			[cx, cy, bx1, bx0, by1, by0, ax, ay],
			[ay, ax, bx1, bx0, by1, by0, cx, cy],
			[0n, 0n, 0n, 0n, 0n, 0n, 0n, 0n],
		])
			expect(await verify(swapped, publicInputs)).toBe(false);
	});
});

describe("withdrawing", () => {
	it("pays once, exactly what the tree has, and only for proven batches", async () => {
		await scene.aside(async () => {
			expect(await scene.refusal(stranger, withdrawal({}))).toBe("NotProven");
			await settle();
			const refused: readonly [Parameters<typeof withdrawal>[0], string][] = [
				[{ batch: 0n }, "NotProven"],
				[{ batch: 3n }, "NotProven"],
				[{ batch: 1n }, "BadPath"],
				[{ position: 0n }, "BadPath"],
				[{ position: 3n }, "BadIndex"],
				[{ owner: scene.ownerOf(stranger) }, "BadPath"],
				[{ amount: 2n * ether }, "BadPath"],
				[{ siblings: [1n] }, "BadPath"],
				[{ siblings: [] }, "BadPath"],
				[{ siblings: [0n, 0n] }, "BadPath"],
			];
			for (const [change, name] of refused)
				expect([
					change,
					await scene.refusal(stranger, withdrawal(change)),
				]).toEqual([change, name]);
			await scene.send(stranger, withdrawal({}));
			expect(await scene.refusal(stranger, withdrawal({}))).toBe("AlreadyPaid");
		});
	});
});

describe("the queue", () => {
	const queue = (
		functionName: "deposit" | "depositFor" | "forceWithdraw",
		args: readonly unknown[],
		value = 0n,
	) => scene.refusal(stranger, { functionName, args, value });

	it("refuses what no batch could take", async () => {
		expect(await queue("deposit", [1n, 1n], 0n)).toBe("BadAmount");
		expect(await queue("deposit", [order, 1n], 1n)).toBe("NotInField");
		expect(await queue("deposit", [1n, order], 1n)).toBe("NotInField");
		const nobody = `0x${"00".repeat(20)}`;
		expect(await queue("depositFor", [1n, 1n, nobody], 1n)).toBe("BadOwner");
		expect(await queue("forceWithdraw", [256n])).toBe("BadIndex");
		expect(await queue("forceWithdraw", [255n])).toBe("");
		expect(await queue("deposit", [1n, 1n], 1n)).toBe("");
	});

	it("lets a forced withdrawal of another's account take its turn and nothing else", async () => {
		await scene.aside(async () => {
			await settle();
			const force = { functionName: "forceWithdraw" as const, args: [0n] };
			await scene.send(bobsWallet, force);
			await scene.send(alicesWallet, force);
			const both = modelBatch(
				moving.after,
				[forced(0, bob.owner, 0n), forced(0, alice.owner, 3n * ether)],
				{ queueBefore: moving.witness.queueAfter },
			);
			const { batch } = await scene.commit(both, 2n);
			await scene.send(stranger, prove(batch, await scene.prove(both.witness)));
			const bobs = {
				...{ batch: 3n, position: 0n, owner: bob.owner, amount: 0n },
				siblings: [both.withdrawLeaves[1] ?? 0n],
			};
			expect(await scene.refusal(bobsWallet, withdrawal(bobs))).toBe("BadPath");
			const before = await scene.client.getBalance({
				address: scene.addressOf(alicesWallet),
			});
			await scene.send(
				stranger,
				withdrawal({
					...{ batch: 3n, position: 1n, owner: alice.owner },
					amount: 3n * ether,
					siblings: [0n],
				}),
			);
			const after = await scene.client.getBalance({
				address: scene.addressOf(alicesWallet),
			});
			expect(after - before).toBe(3n * ether);
		});
	});
});

describe("the end", () => {
	const freeze = { functionName: "freeze" as const, args: [] };
	const siblings = (index: number): readonly bigint[] =>
		index === 0
			? (moving.witness.operations[0]?.fromBefore.siblings ?? [])
			: [];
	/** Both batches are settled, carol's deposit and bob's force are not taken, the deadline is over. */
	const stop = async (): Promise<void> => {
		await settle();
		await scene.send(stranger, {
			functionName: "deposit",
			args: [9n, 8n],
			value: ether,
		});
		await scene.send(bobsWallet, { functionName: "forceWithdraw", args: [1n] });
		await scene.pass(deadlineS + 1);
	};
	const reclaim = (
		change: Partial<Record<"entry" | "ax" | "ay" | "amount", bigint>>,
	) => {
		const { entry, ax, ay, amount } = {
			...{ entry: 2n, ax: 9n, ay: 8n, amount: ether },
			...change,
		};
		return { functionName: "reclaim" as const, args: [entry, ax, ay, amount] };
	};

	it("refuses a freeze before the deadline, and one while nothing waits", async () => {
		expect(await scene.refusal(stranger, freeze)).toBe("NotLate");
		await scene.aside(async () => {
			await settle();
			await scene.pass(deadlineS * 2);
			// Every entry was taken by a proven batch.
			expect(await scene.refusal(stranger, freeze)).toBe("NotLate");
		});
		await scene.aside(async () => {
			await scene.pass(deadlineS - 60);
			expect(await scene.refusal(stranger, freeze)).toBe("NotLate");
			await scene.pass(61);
			expect(await scene.refusal(stranger, freeze)).toBe("");
		});
	});
	it("refuses everything but leaving, once frozen, and freezing twice", async () => {
		await scene.aside(async () => {
			await scene.send(stranger, prove(batch1, arrivingProof));
			const { batch } = await scene.commit(moving);
			await scene.send(stranger, { functionName: "forceWithdraw", args: [0n] });
			await scene.pass(deadlineS + 1);
			await scene.send(stranger, freeze);
			const refused = [
				await scene.refusal(stranger, freeze),
				await scene.refusal(stranger, prove(batch, movingProof)),
				await scene.refusal(operator, {
					functionName: "commit",
					args: [1n, 2n, 2n, 3n],
				}),
				await scene.refusal(stranger, {
					functionName: "deposit",
					args: [1n, 1n],
					value: 1n,
				}),
				await scene.refusal(stranger, {
					functionName: "forceWithdraw",
					args: [0n],
				}),
			];
			expect(new Set(refused)).toEqual(new Set(["IsFrozen"]));
			expect(await scene.slot(2)).not.toBe(`0x${"00".repeat(32)}`);
		});
	});
	it("refuses to give anything back before it is frozen", async () => {
		await scene.aside(async () => {
			await stop();
			expect(await scene.refusal(stranger, reclaim({}))).toBe("NotFrozen");
			const args = [0n, alice.ax, alice.ay, 3n * ether, 1n, siblings(0)];
			expect(
				await scene.refusal(alicesWallet, { functionName: "escape", args }),
			).toBe("NotFrozen");
		});
	});
	it("lets the owner escape with the balance of the last proven root, once", async () => {
		await scene.aside(async () => {
			await stop();
			await scene.send(stranger, freeze);
			const account = moving.after.get(0);
			expect(account?.balance).toBe(3n * ether);
			// The path changed with bob's account, which is the neighbour.
			const bobs = moving.after.get(1);
			if (bobs === undefined) throw new Error("no account of bob");
			const neighbour = poseidon([
				...[bobs.ax, bobs.ay, bobs.owner, bobs.balance, bobs.nonce],
			]);
			const path = [neighbour, ...siblings(0).slice(1)];
			const escaping = (
				by: number,
				change: Partial<{
					index: bigint;
					ax: bigint;
					balance: bigint;
					nonce: bigint;
					siblings: readonly bigint[];
				}> = {},
			) => {
				const e = {
					...{ index: 0n, ax: alice.ax, balance: 3n * ether, nonce: 1n },
					...{ siblings: path, ...change },
				};
				const args = [e.index, e.ax, alice.ay, e.balance, e.nonce, e.siblings];
				return { by, call: { functionName: "escape" as const, args } };
			};
			const refused: readonly [ReturnType<typeof escaping>, string][] = [
				[escaping(bobsWallet), "BadPath"],
				[escaping(alicesWallet, { balance: 4n * ether }), "BadPath"],
				[escaping(alicesWallet, { nonce: 0n }), "BadPath"],
				[escaping(alicesWallet, { ax: bob.ax }), "BadPath"],
				[escaping(alicesWallet, { index: 1n }), "BadPath"],
				[escaping(alicesWallet, { index: 256n }), "BadIndex"],
				[escaping(alicesWallet, { siblings: path.slice(1) }), "BadPath"],
				[escaping(alicesWallet, { siblings: [...path, 0n] }), "BadPath"],
				[escaping(alicesWallet, { siblings: siblings(0) }), "BadPath"],
			];
			for (const [{ by, call }, name] of refused)
				expect([call.args, await scene.refusal(by, call)]).toEqual([
					call.args,
					name,
				]);
			const { by, call } = escaping(alicesWallet);
			const address = scene.addressOf(alicesWallet);
			const before = await scene.client.getBalance({ address });
			const { gasUsed, effectiveGasPrice } = await scene.send(by, call);
			const after = await scene.client.getBalance({ address });
			expect(after + gasUsed * effectiveGasPrice - before).toBe(3n * ether);
			expect(gasUsed).toBeLessThan(600_000n);
			expect(await scene.refusal(by, call)).toBe("AlreadyPaid");
			// Withdrawals of proven batches are still paid.
			expect(await scene.refusal(stranger, withdrawal({}))).toBe("");
		});
	});
	it("gives a deposit back that no proven batch took, to its owner, once", async () => {
		await scene.aside(async () => {
			await stop();
			await scene.send(stranger, freeze);
			const refused: readonly [number, Parameters<typeof reclaim>[0]][] = [
				[bobsWallet, {}],
				[stranger, { amount: 2n * ether }],
				[stranger, { ax: 1n }],
				[stranger, { ay: 1n }],
				// taken by batch 1
				[
					alicesWallet,
					{ entry: 0n, ax: alice.ax, ay: alice.ay, amount: 5n * ether },
				],
				// bob's forced withdrawal
				[bobsWallet, { entry: 3n, ax: 1n, ay: 0n, amount: 0n }],
				[stranger, { entry: 4n }],
			];
			for (const [by, change] of refused)
				expect([change, await scene.refusal(by, reclaim(change))]).toEqual([
					change,
					"BadQueue",
				]);
			await scene.send(stranger, reclaim({}));
			expect(await scene.refusal(stranger, reclaim({}))).toBe("AlreadyPaid");
		});
	});
});
