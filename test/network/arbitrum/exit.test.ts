// Leaving an Arbitrum chain over its real contracts: followed, forced and plain, with proofs of a real L1 state.

import { encodeFunctionData, keccak256 } from "viem";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Hex, toHex } from "../../../src/base/bytes.ts";
import * as d from "../../../src/base/decode.ts";
import { Fault } from "../../../src/base/fault.ts";
import type { Json } from "../../../src/base/immutable.ts";
import type {
	ExitContext,
	ExitModule,
	ExitRequest,
	StageOrder,
} from "../../../src/exit/module.ts";
import { forceableFrom } from "../../../src/l2/arbitrum/checks/delayed.ts";
import {
	type ArbitrumExecute,
	type ArbitrumStep,
	isOfArbitrum,
} from "../../../src/l2/arbitrum/checks/exit.ts";
import type { ArbitrumProfile } from "../../../src/l2/arbitrum/checks/profile.ts";
import { withdrawEthData } from "../../../src/l2/arbitrum/checks/signed.ts";
import {
	sendHash,
	sendRootBy,
} from "../../../src/l2/arbitrum/checks/withdrawal.ts";
import { readArbitrumFacts } from "../../../src/l2/arbitrum/runtime/facts.ts";
import { openArbitrum } from "../../../src/l2/arbitrum/runtime/following.ts";
import { arbitrumForced } from "../../../src/l2/arbitrum/runtime/forced.ts";
import { arbitrumPlain } from "../../../src/l2/arbitrum/runtime/plain.ts";
import { exitCall, exitStep } from "../../../src/l2/checks.ts";
import { stepJson } from "../../../src/l2/exit-step.ts";
import { drawn } from "../../exit/drawn.ts";
import { RpcRefusal } from "../op/rpc.ts";
import { inboxAbi, outboxAbi, sequencerInboxAbi } from "./abi.ts";
import { arbSys, type Lie } from "./chain.ts";
import { periods } from "./deploy.ts";
import { accountOf, type L1, startL1 } from "./l1.ts";
import {
	ownerIndex,
	type Rollup,
	signWithdrawal,
	startRollup,
} from "./rollup.ts";

const longMs = 120_000;
const ether = 10n ** 18n;
let l1: L1;
let rollup: Rollup;

const addressOf = (index: number): Hex =>
	d.address(accountOf(index).address.toLowerCase(), "address");
const balanceOf = (who: Hex): Promise<bigint> =>
	l1.rpc("eth_getBalance", [who, "latest"], d.quantity);
/** Why L1 refuses the call; null when it does not. */
const refusalOf = async (
	from: Hex,
	{ to, data }: { readonly to: Hex; readonly data: Hex },
): Promise<string | null> => {
	try {
		await l1.rpc("eth_call", [{ from, to, data }, "latest"], d.anything);
		return null;
	} catch (thrown) {
		if (thrown instanceof RpcRefusal) return String(thrown.data ?? "reverted");
		throw thrown;
	}
};
const codeOf = (run: () => unknown): string => {
	try {
		run();
	} catch (thrown) {
		if (thrown instanceof Fault) return thrown.code;
		throw thrown;
	}
	return "nothing";
};

/** A journey of the account with this number, walked as a person would. */
const walkOf = async <S extends Json>(
	module: ExitModule<S, ArbitrumProfile, ArbitrumStep>,
	index: number,
	begun: Hex,
	signed: readonly Hex[] = [],
	lie?: Lie,
) => {
	const asked: ExitRequest = {
		account: addressOf(index),
		token: null,
		amount: null,
		begun,
	};
	const orders = new Map<string, StageOrder>();
	let pool = rollup.chain.pool(lie);
	const context = (): ExitContext<ArbitrumProfile> => {
		const { receipt } = l1.reader;
		if (receipt === null) throw new Error("no receipts");
		return {
			profile: rollup.profile,
			nowS: 1_900_000_000,
			l1: {
				read: l1.reader.read,
				receipt,
				call: async () => {
					throw new Fault("unverifiable-method", "no calls");
				},
				pool: l1.pool,
			},
			l2: pool,
			nodes: null,
			evidenceStore: { get: async () => undefined, put: async () => undefined },
			signed: async (hash) =>
				signed.find((raw) => keccak256(raw) === hash) ?? null,
			order: (stage) => orders.get(stage) ?? null,
		};
	};
	await l1.follow();
	/** The state goes through its decoder each time, as it does over a restart. */
	const kept = (state: S): S =>
		module.decode(JSON.parse(JSON.stringify(state)), "state");
	let state = kept(await module.begin(asked, context()));
	const callOf = (step: ArbitrumStep) =>
		exitCall(rollup.profile, asked.account, exitStep(stepJson(step), "step"));
	return {
		asked,
		context,
		state: () => state,
		take: (other: S) => {
			state = other;
		},
		look: async () => {
			await l1.follow();
			state = kept(await module.look(state, asked, context()));
		},
		useL2: (other?: Lie) => {
			pool = rollup.chain.pool(other);
		},
		stage: (id: string) => {
			const found = module
				.stages(state, asked, context())
				.map(drawn)
				.find((one) => one.id === id);
			if (found === undefined) throw new RangeError(id);
			return found;
		},
		click: () => module.click(state, asked, context()),
		callOf,
		sign: async (stage: string) => {
			const click = module.click(state, asked, context());
			if (click?.stage !== stage) throw new Error(`it is ${click?.stage}`);
			const call = callOf(click.step);
			const receipt = await l1.sender(index).send({
				to: call.to,
				data: call.data,
				valueWei: call.valueWei,
				gas: BigInt(call.mostGas),
				what: stage,
			});
			orders.set(stage, {
				id: stage,
				state: "included",
				hash: receipt.transactionHash,
				succeeded: true,
				blockNumber: receipt.blockNumber,
				madeMs: 0,
			});
			return { step: click.step, receipt };
		},
		isDone: () => module.outcome(state) === "done",
	};
};

/** A withdrawal to the account itself, signed for the chain. */
const signed = (index: number, nonce: number, wei: bigint): Promise<Hex> =>
	signWithdrawal(index, nonce, withdrawEthData(addressOf(index)), wei, arbSys);

/** Messages of others, before and after one's own: the tree is to have both sides. */
const strangers = (count: number): void => {
	for (let i = 0; i < count; i++)
		rollup.chain.push({
			caller: addressOf(90 + i),
			destination: addressOf(80 + i),
			arbBlock: 7,
			ethBlock: 8,
			timestamp: 9,
			value: BigInt(i),
			data: i % 2 === 0 ? "0x" : "0x1234",
		});
};

/** The last block in which the contract takes no forced message of that block. */
const deadlineOf = async (block: number): Promise<bigint> =>
	BigInt(
		await l1.rpc(
			"eth_call",
			[
				{
					to: rollup.contracts.sequencerInbox.address,
					data: encodeFunctionData({
						abi: sequencerInboxAbi,
						functionName: "forceInclusionDeadline",
						args: [BigInt(block)],
					}),
				},
				"latest",
			],
			d.hash,
		),
	);

const byOwner = (functionName: "pause" | "unpause") =>
	l1.sender(ownerIndex).send({
		to: rollup.contracts.inbox.address,
		gas: 200_000n,
		what: functionName,
		data: encodeFunctionData({ abi: inboxAbi, functionName }),
	});

beforeAll(async () => {
	l1 = await startL1(12);
	rollup = await startRollup(l1);
	for (const index of [5, 6, 7, 8])
		rollup.chain.fund(addressOf(index), 50n * ether);
	await l1.sender(9).send({
		to: rollup.contracts.inbox.address,
		valueWei: 200n * ether,
		gas: 300_000n,
		what: "deposit",
		data: encodeFunctionData({ abi: inboxAbi, functionName: "depositEth" }),
	});
	await rollup.sequence();
	await rollup.confirm(await rollup.assert());
}, longMs);

afterAll(async () => {
	await l1?.stop();
});

test(
	"a withdrawal made on the chain is paid once its assertion is confirmed, and not before",
	async () => {
		const raw = await signed(5, 0, 3n * ether);
		strangers(5);
		await rollup.chain.run([raw], 100);
		strangers(3);
		await rollup.sequence();
		const walk = await walkOf(arbitrumPlain, 5, keccak256(raw));
		await walk.look();
		expect(walk.state().last.claimed).toMatchObject({ index: 5 });
		expect(walk.stage("confirmed").state).toBe("waiting");
		expect(walk.click()).toBeNull();

		const one = await rollup.assert();
		await walk.look();
		expect(walk.stage("confirmed").state).toBe("waiting");
		expect(walk.click()).toBeNull();

		await rollup.confirm(one);
		// the chain is followed to that very block
		const followed = openArbitrum({
			profile: rollup.profile,
			l1: l1.capture,
			l1Pool: l1.pool,
			l2: rollup.chain.pool(),
		});
		const { block, root } = await followed.newest(await l1.follow());
		expect(root.value).toMatchObject({ who: "accepted", because: "confirmed" });
		expect(block.value).toMatchObject({
			blockHash: one.blockHash,
			stateRoot: rollup.chain.tip().stateRoot,
			sendRoot: rollup.chain.sendRoot(),
			sendCount: 9,
			arbosVersion: 51,
		});

		await walk.look();
		expect(walk.stage("confirmed").state).toBe("done");
		expect(walk.stage("pay").state).toBe("yours");
		const before = await balanceOf(addressOf(5));
		const { receipt } = await walk.sign("pay");
		const paid = (await balanceOf(addressOf(5))) - before;
		expect(paid).toBeLessThan(3n * ether);
		expect(
			paid + BigInt(receipt.gasUsed) * 40n * 10n ** 9n,
		).toBeGreaterThanOrEqual(3n * ether);
		await walk.look();
		expect(walk.stage("pay").state).toBe("done");
		expect(walk.isDone()).toBe(true);
		expect(walk.click()).toBeNull();
	},
	longMs,
);

test(
	"a forced withdrawal: the inbox, force inclusion after the delay, an assertion, the ether",
	async () => {
		const raw = await signed(6, 0, 2n * ether);
		const walk = await walkOf(arbitrumForced, 6, keccak256(raw), [raw]);
		expect(walk.stage("inbox").state).toBe("yours");
		await walk.sign("inbox");
		expect(walk.stage("inbox").state).toBe("waiting");
		await walk.look();
		expect(walk.stage("inbox").state).toBe("done");
		const { entry, forceableFrom: from } = walk.state();
		if (entry === null) throw new Error("no entry");
		expect(walk.stage("taken").state).toBe("waiting");
		expect(walk.click()).toBeNull();

		// as the contract itself reckons it
		expect(BigInt(from)).toBe((await deadlineOf(entry.l1Block)) + 1n);
		// too early: it is not offered, and L1 would refuse it
		const step: ArbitrumStep = {
			kind: "arbitrum-force",
			transaction: raw,
			...entry,
			baseFeeWei: BigInt(entry.baseFeeWei),
		};
		expect(await refusalOf(walk.asked.account, walk.callOf(step))).toContain(
			"0xad3515d9",
		);
		await l1.pass(periods.delay + 1);
		await walk.look();
		expect(walk.stage("taken").state).toBe("yours");
		await walk.sign("taken");
		await walk.look();
		expect(walk.stage("taken").state).toBe("done");
		expect(walk.click()).toBeNull();

		strangers(2);
		await rollup.derive();
		expect(rollup.chain.balanceOf(addressOf(6))).toBe(48n * ether);
		await rollup.confirm(await rollup.assert());
		// on another computer: the state out of a file
		const moved = arbitrumForced.fromFile(
			walk.state(),
			walk.asked,
			rollup.profile,
			() => null,
		);
		expect(moved.seen).toBeNull();
		walk.take(moved);
		await walk.look();
		expect(walk.stage("pay").state).toBe("yours");
		const before = await balanceOf(addressOf(6));
		const { receipt } = await walk.sign("pay");
		const paid = (await balanceOf(addressOf(6))) - before;
		expect(
			paid + BigInt(receipt.gasUsed) * 40n * 10n ** 9n,
		).toBeGreaterThanOrEqual(2n * ether);
		await walk.look();
		expect(walk.isDone()).toBe(true);
	},
	longMs,
);

test(
	"an altered leaf, index, root or way: refused by the check and by the outbox; a spent send likewise",
	async () => {
		const raw = await signed(7, 0, ether);
		await rollup.chain.run([raw], 300);
		strangers(4);
		await rollup.sequence();
		await rollup.confirm(await rollup.assert());
		const walk = await walkOf(arbitrumPlain, 7, keccak256(raw));
		await walk.look();
		const click = walk.click();
		if (click === null || !isOfArbitrum(click.step)) throw new Error("no step");
		if (click.step.kind !== "arbitrum-execute") throw new Error("no payment");
		const { step } = click;
		const me = walk.asked.account;
		const { outbox } = rollup.contracts;
		const dataOf = (one: ArbitrumExecute): Hex =>
			encodeFunctionData({
				abi: outboxAbi,
				functionName: "executeTransaction",
				args: [
					one.siblings,
					BigInt(one.index),
					one.sender,
					one.recipient,
					BigInt(one.l2Block),
					BigInt(one.l1Block),
					BigInt(one.timeS),
					one.amountWei,
					"0x",
				],
			});
		const call = walk.callOf(step);
		expect(call).toMatchObject({ to: outbox.address, data: dataOf(step) });
		expect(await refusalOf(me, call)).toBeNull();
		// the outbox's own reckoning of leaf and root
		const view = (data: Hex) =>
			l1.rpc("eth_call", [{ to: outbox.address, data }, "latest"], d.hash);
		const item = await view(
			encodeFunctionData({
				abi: outboxAbi,
				functionName: "calculateItemHash",
				args: [
					step.sender,
					step.recipient,
					BigInt(step.l2Block),
					BigInt(step.l1Block),
					BigInt(step.timeS),
					step.amountWei,
					"0x",
				],
			}),
		);
		expect(sendHash(step)).toBe(item);
		expect(sendRootBy(step, step.siblings)).toBe(
			await view(
				encodeFunctionData({
					abi: outboxAbi,
					functionName: "calculateMerkleRoot",
					args: [step.siblings, BigInt(step.index), item],
				}),
			),
		);
		const [first = "0x", ...rest] = step.siblings;
		const altered: readonly (readonly [string, Partial<ArbitrumExecute>])[] = [
			["index", { index: step.index + 1 }],
			[
				"an index beyond the way",
				{ index: step.index + 2 ** step.siblings.length },
			],
			["sender", { sender: addressOf(8) }],
			["block", { l2Block: step.l2Block + 1 }],
			["block of L1", { l1Block: step.l1Block + 1 }],
			["time", { timeS: step.timeS + 1 }],
			["amount", { amountWei: step.amountWei + 1n }],
			["a sibling", { siblings: [toHex(new Uint8Array(32).fill(9)), ...rest] }],
			["one sibling less", { siblings: rest }],
			["one sibling more", { siblings: [...step.siblings, first] }],
		];
		for (const [what, change] of altered) {
			const other = { ...step, ...change };
			expect(
				codeOf(() => walk.callOf(other)),
				what,
			).toBe("exit-evidence");
			expect(
				await refusalOf(me, { to: outbox.address, data: dataOf(other) }),
				what,
			).not.toBeNull();
		}
		expect(
			codeOf(() =>
				walk.callOf({ ...step, sendRoot: toHex(new Uint8Array(32)) }),
			),
		).toBe("exit-evidence");
		expect(
			codeOf(() => walk.callOf({ ...step, recipient: addressOf(8) })),
		).toBe("exit-recipient");

		await walk.sign("pay");
		expect(await refusalOf(me, call)).not.toBeNull();
		await walk.look();
		expect(walk.click()).toBeNull();
		expect(walk.stage("pay").state).toBe("done");
	},
	longMs,
);

test(
	"a node that lies of the way, of the withdrawal or of the block is named, and nothing is offered",
	async () => {
		const raw = await signed(7, 1, ether);
		await rollup.chain.run([raw], 400);
		await rollup.sequence();
		await rollup.confirm(await rollup.assert());
		const flip = (text: string, at: number): string =>
			`${text.slice(0, at)}${text[at] === "1" ? "2" : "1"}${text.slice(at + 1)}`;
		const lies: readonly (readonly [string, Lie])[] = [
			[
				"way",
				(method, answer) =>
					method === "eth_call" ? flip(String(answer), 2 + 64 * 5) : answer,
			],
			[
				"withdrawal",
				(method, answer) =>
					method === "eth_getLogs" && Array.isArray(answer)
						? answer.map((log) =>
								JSON.parse(
									JSON.stringify(log).replace(
										/"data":"([^"]+)"/,
										(_, data: string) =>
											`"data":"${flip(data, 2 + 64 * 5 - 1)}"`,
									),
								),
							)
						: answer,
			],
			[
				"block",
				(method, answer) =>
					method === "eth_getBlockByHash"
						? JSON.parse(
								JSON.stringify(answer).replace(
									/"mixHash":"0x0000/,
									'"mixHash":"0x0001',
								),
							)
						: answer,
			],
			["a node without an answer", () => null],
		];
		for (const [what, lie] of lies) {
			const walk = await walkOf(arbitrumPlain, 7, keccak256(raw), [], lie);
			await walk.look();
			expect(walk.state().last.proved, what).toBeNull();
			expect(walk.click(), what).toBeNull();
			walk.useL2();
			await walk.look();
			expect(walk.click()?.stage, what).toBe("pay");
		}
	},
	longMs,
);

test(
	"another's withdrawal: neither finished nor forced by this account",
	async () => {
		const raw = await signed(7, 2, ether);
		await rollup.chain.run([raw], 500);
		await rollup.sequence();
		await rollup.confirm(await rollup.assert());
		const walk = await walkOf(arbitrumPlain, 8, keccak256(raw));
		await walk.look();
		expect(walk.state().last).toMatchObject({ claimed: null, proved: null });
		expect(walk.click()).toBeNull();
		await expect(
			walkOf(arbitrumForced, 8, keccak256(raw), [raw]),
		).rejects.toThrow(/signed the withdrawal/);
	},
	longMs,
);

test(
	"a paused inbox: nothing is offered, and L1 would refuse it",
	async () => {
		const raw = await signed(8, 0, ether);
		const walk = await walkOf(arbitrumForced, 8, keccak256(raw), [raw]);
		const click = walk.click();
		if (click === null) throw new Error("no click");
		expect(
			await refusalOf(walk.asked.account, walk.callOf(click.step)),
		).toBeNull();
		await byOwner("pause");
		await walk.look();
		expect(walk.stage("inbox").state).toBe("waiting");
		expect(walk.click()).toBeNull();
		expect(
			await refusalOf(walk.asked.account, walk.callOf(click.step)),
		).not.toBeNull();
		expect(
			await arbitrumForced.offer(walk.asked.account, walk.context()),
		).toMatchObject({ isOpen: false });
		await byOwner("unpause");
		await walk.look();
		expect(walk.click()?.stage).toBe("inbox");
	},
	longMs,
);

test(
	"what is sent without the chain's own signature runs as an alias, which owns nothing",
	async () => {
		const { receipt: _, ...taken } = await (async () => {
			const receipt = await l1.sender(8).send({
				to: rollup.contracts.inbox.address,
				gas: 300_000n,
				what: "unsigned",
				data: encodeFunctionData({
					abi: inboxAbi,
					functionName: "sendUnsignedTransaction",
					args: [
						500_000n,
						10n ** 9n,
						0n,
						arbSys,
						ether,
						withdrawEthData(addressOf(8)),
					],
				}),
			});
			const log = receipt.logs.find(
				({ address }) => address === rollup.contracts.bridge.address,
			);
			return { receipt, log };
		})();
		const alias =
			(BigInt(addressOf(8)) + 0x1111000000000000000000000000000000001111n) %
			2n ** 160n;
		expect(BigInt(`0x${taken.log?.data.slice(2 + 64 * 2, 2 + 64 * 3)}`)).toBe(
			alias,
		);
	},
	longMs,
);

test(
	"a contract behind another pin is said to be changed, and none of its words counts as a pause",
	async () => {
		await l1.follow();
		const { exit } = rollup.profile;
		if (exit === undefined) throw new Error("no exit");
		const wrong = `0x${"9d".repeat(32)}` as const;
		const read = (profile: ArbitrumProfile) =>
			readArbitrumFacts(profile, addressOf(8), {
				read: l1.reader.read,
				pool: l1.pool,
				receipt: async () => null,
				call: async () => wrong,
			});
		expect((await read(rollup.profile)).changed).toEqual([]);
		const { contracts } = rollup.profile;
		const pins: readonly (readonly [string, ArbitrumProfile])[] = [
			...(["bridge", "sequencerInbox"] as const).flatMap((name) =>
				[
					{ implementationCodeHash: wrong },
					{ implementation: addressOf(70) },
					{ codeHash: wrong },
				].map((change): readonly [string, ArbitrumProfile] => [
					name,
					{
						...rollup.profile,
						contracts: {
							...contracts,
							[name]: { ...contracts[name], ...change },
						},
					},
				]),
			),
			...(["inbox", "outbox"] as const).flatMap((name) =>
				[
					{ implementationCodeHash: wrong },
					{ implementation: addressOf(70) },
					{ codeHash: wrong },
				].map((change): readonly [string, ArbitrumProfile] => [
					name,
					{
						...rollup.profile,
						exit: {
							...exit,
							contracts: {
								...exit.contracts,
								[name]: { ...exit.contracts[name], ...change },
							},
						},
					},
				]),
			),
			[
				"userLogic",
				{
					...rollup.profile,
					userLogic: { ...rollup.profile.userLogic, address: addressOf(70) },
				},
			],
		];
		await byOwner("pause");
		await l1.follow();
		for (const [name, profile] of pins) {
			const facts = await read(profile);
			expect(facts.changed, name).toEqual([name]);
			expect(facts.isInboxShut, name).toBe(name !== "inbox");
		}
		await byOwner("unpause");
		await l1.follow();
	},
	longMs,
);

test(
	"a delay shortened by the sequencer's own lateness is the contract's",
	async () => {
		const put = () =>
			l1.sender(9).send({
				to: rollup.contracts.inbox.address,
				valueWei: 1n,
				gas: 300_000n,
				what: "deposit",
				data: encodeFunctionData({ abi: inboxAbi, functionName: "depositEth" }),
			});
		const waits = async (): Promise<readonly bigint[]> => {
			const { value } = await l1.follow();
			const { delays } = await readArbitrumFacts(
				rollup.profile,
				addressOf(8),
				(await walkOf(arbitrumPlain, 8, keccak256("0x01"))).context().l1,
			);
			const found: bigint[] = [];
			for (const ahead of [0, 1, 7, 50, 1_000]) {
				const block = value.blockNumber + ahead;
				const from = forceableFrom(delays, block);
				expect(from, `${ahead}`).toBe((await deadlineOf(block)) + 1n);
				found.push(from - 1n - BigInt(block));
			}
			return found;
		};
		await rollup.sequence();
		// taken later than is usual, with its proof
		await put();
		await l1.pass(periods.bufferThreshold + 5);
		await rollup.sequence();
		const [first = 0n, ...later] = await waits();
		expect(first).toBeLessThan(BigInt(periods.bufferMost));
		expect(later.at(-1)).toBe(BigInt(periods.bufferMost));
		// and what is left of the buffer is written down with the next one
		await put();
		await l1.pass(2 * periods.bufferThreshold);
		await rollup.sequence();
		expect(Math.min(...(await waits()).map(Number))).toBe(
			periods.bufferThreshold,
		);
	},
	longMs,
);

test(
	"rivals: nothing is confirmed, nothing is offered, and it is said",
	async () => {
		const raw = await signed(7, 3, ether);
		await rollup.chain.run([raw], 600);
		await rollup.sequence();
		const one = await rollup.assert();
		await rollup.rival({ blockHash: keccak256("0x02") });
		const walk = await walkOf(arbitrumPlain, 7, keccak256(raw));
		await walk.look();
		expect(walk.state().seen).toMatchObject({ hasRivals: true });
		expect(walk.stage("confirmed")).toMatchObject({ state: "waiting" });
		await expect(rollup.confirm(one)).rejects.toThrow();
		await walk.look();
		expect(walk.click()).toBeNull();
	},
	longMs,
);
