// The wallet's ways out of the reference rollup on the real one: contracts and blobs on the whole L1, proofs of the real
// circuit. L1's headers are taken as signed here, for the light client has its own tests; whoever signs an order here does
// what the signer would, and sends the call that the step is.

import { afterAll, beforeAll, expect, test } from "vitest";
import { fromHex, type Hex, toQuantity } from "../../../src/base/bytes.ts";
import * as d from "../../../src/base/decode.ts";
import { Fault } from "../../../src/base/fault.ts";
import type { Json } from "../../../src/base/immutable.ts";
import { openL1Reader } from "../../../src/engine/l1-reader.ts";
import type {
	ExitContext,
	ExitModule,
	Stage,
	StageOrder,
} from "../../../src/exit/module.ts";
import { knownNetworks } from "../../../src/l1/network.ts";
import type { Head } from "../../../src/l1/values.ts";
import { exitCall } from "../../../src/l2/checks.ts";
import { rehearsalWei } from "../../../src/l2/reference/checks/exit.ts";
import {
	nodesOf,
	openReferenceNode,
	type ReferenceNode,
	referenceNodes,
} from "../../../src/l2/reference/checks/node.ts";
import {
	type ReferenceProfile,
	referenceV1,
} from "../../../src/l2/reference/checks/profile.ts";
import { referenceEscape as way } from "../../../src/l2/reference/runtime/escape.ts";
import { referenceRehearsal } from "../../../src/l2/reference/runtime/rehearsal.ts";
import { openBlobNode } from "../../../src/source/blobs.ts";
import {
	type Execution,
	openExecution,
} from "../../../src/source/execution.ts";
import { openPool } from "../../../src/source/pool.ts";
import { openCapture } from "../../../src/state/capture.ts";
import { decodeHeader } from "../../../src/state/header.ts";
import { wordHex } from "../../../src/state/storage-layout.ts";
import { openHeaderCache } from "../../../src/state/walk.ts";
import type { Finality } from "../../../src/trust/grade.ts";
import { conclude, type Verified } from "../../../src/trust/verified.ts";
import { webClock } from "../../../src/web/clock.ts";
import { openFetch } from "../../../src/web/fetch.ts";
import { deriveAccounts } from "../l1/accounts.ts";
import { type Network, startNetwork } from "../network.ts";
import { type Rpc, rpcTo, sleep } from "../op/rpc.ts";
import { openSender } from "../op/sender.ts";
import { slotsPerEpoch } from "../pass.ts";
import { lieAboutRoots } from "./lies.ts";
import { type ReferenceRollup, startReferenceRollup } from "./rollup.ts";
import { testDeposits } from "./test-keys.ts";

const fetch = openFetch({ permitted: async () => true });
const deposits = testDeposits(3);
const [mainnet] = knownNetworks;
if (mainnet === undefined) throw new Error("no network");
const deadlineS = 25;
/** What the network's senders offer. */
const tipPerGasWei = 10n ** 9n;

let network: Network;
let rollup: ReferenceRollup;
let profile: ReferenceProfile;
let l1: Rpc;

const nobody = () => new Fault("not-followed", "no endpoint");

beforeAll(async () => {
	let tell = (_: readonly string[]): void => undefined;
	const beacon = new Promise<readonly string[]>((resolve) => {
		tell = resolve;
	});
	let starting: Promise<ReferenceRollup> | undefined;
	network = await startNetwork({
		slotSeconds: 1,
		onSpawn: ({ execution, referenceDeployer }) => {
			starting = startReferenceRollup({
				l1Rpc: execution,
				beacon,
				deployerKey: referenceDeployer.privateKey,
				accounts: deposits,
				deadlineS,
				onProblem: (thrown) => console.error("background:", thrown),
			});
			starting.catch(() => undefined);
		},
	});
	tell(network.endpoints.beacon);
	if (starting === undefined) throw new Error("not started");
	rollup = await starting;
	// The made heads below are of a known network: the profile says so too.
	profile = referenceV1(
		{ ...rollup.profile, l1: mainnet.name, l1ChainId: mainnet.chainId },
		"profile",
	);
	l1 = rpcTo(network.endpoints.execution);
}, 300_000);

afterAll(async () => {
	await rollup?.stop();
	await network?.stop();
});

/** L1's head of that finality, as if two thirds had signed it. */
const headOf = (
	rlp: Hex,
	finality: Finality,
	root = wordHex(0n),
): Verified<Head> => {
	const fields = decodeHeader(fromHex(rlp));
	const checkpoint = conclude(
		"checkpoint",
		[],
		{ network: mainnet, root },
		null,
	);
	return conclude<Head>(
		"lc-head",
		[checkpoint],
		{
			network: mainnet,
			finality,
			slot: fields.blockNumber,
			root,
			stateRoot: root,
			parentRoot: root,
			timeS: fields.timestampS,
			signatureSlot: fields.blockNumber + 1,
			signed: 400,
			of: 512,
			execution: { blockHash: fields.hash, payload: null },
		},
		null,
	);
};

/** Everything that L1 was asked for is taken, and proved. */
const isSettled = (): boolean => {
	const { ledger, l1: view } = rollup.node();
	const { proofs, queue } = view();
	return (
		ledger.made() === proofs.length && ledger.queue().count === queue.length
	);
};

let isDead = false;
/** An epoch goes by; a moment while the operator works: the deadline is to leave it the time that it needs. */
const pass = (): Promise<void> =>
	isDead || isSettled() ? network.skip(slotsPerEpoch) : sleep(300);

/** One wallet's view of the world on a way, and its key on L1. */
const openWay = <S extends Json>(
	index: number,
	way: ExitModule<S, ReferenceProfile>,
	options: { readonly blobs: boolean; readonly amount?: bigint },
) => {
	const ports = { fetch, clock: webClock };
	const endpoint = { name: "L1", url: network.endpoints.execution };
	const client = openExecution(ports, endpoint);
	const pool = openPool<Execution>([{ name: "L1", client }], nobody);
	const node = { name: "node", url: rollup.rpcUrl };
	const heads = new Map<Finality, Verified<Head>>();
	const refresh = async (): Promise<void> => {
		const newest = await client.header("latest");
		const final = await client.header("finalized");
		heads.set("optimistic", headOf(newest.value.rlp, "optimistic"));
		heads.set("final", headOf(final.value.rlp, "final"));
	};
	const reader = openL1Reader({
		chainId: mainnet.chainId,
		slotMs: 1_000,
		clock: webClock,
		pool,
		capture: openCapture({ pool, clock: webClock }),
		headerCache: openHeaderCache(),
		head: (finality) => {
			const head = heads.get(finality);
			if (head === undefined) throw new Fault("not-synced", "no head");
			return head;
		},
		nextHead: async () => {
			await sleep(500);
			await refresh();
		},
	});
	const stored = new Map<string, string>();
	const orders = new Map<string, StageOrder>();
	const { receipt } = reader;
	const context: ExitContext<ReferenceProfile> = {
		profile,
		nowS: 0,
		l1: {
			read: async (wanted, tag, signal) => {
				await refresh();
				return reader.read(wanted, tag, signal);
			},
			receipt: async (hash, tag) => {
				await refresh();
				return receipt === null ? null : receipt(hash, tag);
			},
			call: async () => {
				throw new Fault("vm-unsupported", "not here");
			},
			pool,
		},
		l2: openPool<Execution>([], nobody),
		nodes: referenceNodes(
			openPool<ReferenceNode>(
				[{ name: node.name, client: openReferenceNode(ports, node) }],
				nobody,
			),
		),
		...(options.blobs && {
			blobs: {
				pool: openPool(
					network.endpoints.beacon.map((url, i) => {
						const one = { name: `beacon ${i}`, url };
						return { name: one.name, client: openBlobNode(ports, one) };
					}),
					nobody,
				),
				slotAt: (timeS: number) =>
					Math.floor((timeS - network.genesisTimeS) / network.slotSeconds),
			},
		}),
		evidenceStore: {
			get: async (name) => stored.get(name),
			put: async (name, text) => {
				stored.set(name, text);
			},
		},
		order: (stage) => orders.get(stage) ?? null,
	};

	const found = deriveAccounts(index + 1)[index];
	if (found === undefined) throw new RangeError(`no account ${index}`);
	const account = found.address;
	const asked = {
		account,
		token: null,
		amount: options.amount ?? null,
		begun: null,
	};
	let state: S | null = null;
	const known = (): S => {
		if (state === null) throw new Error("not begun");
		return state;
	};
	const look = async (): Promise<void> => {
		// As after a restart: through the text that is stored.
		const text: unknown = JSON.parse(JSON.stringify(known()));
		state = await way.look(way.decode(text, "state"), asked, context);
	};
	const stages = (): readonly Stage[] => way.stages(known(), asked, context);
	let feesWei = 0n;
	return {
		account,
		stored,
		ground: context,
		keep: async (): Promise<number> => {
			const captured = (await way.capture?.(account, context)) ?? [];
			for (const { name, text } of captured) {
				await way.checkCaptured?.(name, text, profile);
				stored.set(name, text);
			}
			return captured.length;
		},
		begin: async () => {
			state = await way.begin(asked, context);
		},
		look,
		state: known,
		stages,
		map: () => Object.fromEntries(stages().map((one) => [one.id, one.state])),
		click: () => way.click(known(), asked, context),
		outcome: () => way.outcome(known()),
		fees: () => feesWei,
		/** Looks until there is such a click. */
		until: async (stage: string, timeoutMs = 120_000): Promise<void> => {
			const end = Date.now() + timeoutMs;
			while (way.click(known(), asked, context)?.stage !== stage) {
				if (Date.now() > end)
					throw new Error(`in vain: ${stage}, ${JSON.stringify(stages())}`);
				await pass();
				await look();
			}
		},
		done: async (timeoutMs = 120_000): Promise<void> => {
			const end = Date.now() + timeoutMs;
			while (way.outcome(known()) !== "done") {
				if (Date.now() > end)
					throw new Error(`in vain: ${JSON.stringify(stages())}`);
				await pass();
				await look();
			}
		},
		/** Signs what there is to click, and waits for its block. */
		sign: async (): Promise<void> => {
			const click = way.click(known(), asked, context);
			if (click === null) throw new Error("nothing to click");
			const { to, data, valueWei, mostGas } = exitCall(
				profile,
				account,
				click.step,
			);
			const sender = openSender(
				l1,
				network.chainId,
				found.privateKey,
				120_000,
				() => network.skip(1),
			);
			const mined = await sender.send({
				to,
				data,
				valueWei,
				gas: BigInt(mostGas),
				what: click.stage,
			});
			sender.close();
			// What the execution node states as the effective price leaves out the base fee.
			const { baseFeePerGas } = await l1(
				"eth_getBlockByNumber",
				[toQuantity(mined.blockNumber), false],
				d.record({ baseFeePerGas: d.quantity }),
			);
			feesWei += BigInt(mined.gasUsed) * (baseFeePerGas + tipPerGasWei);
			orders.set(click.stage, {
				id: click.stage,
				state: "included",
				hash: mined.transactionHash,
				succeeded: true,
				blockNumber: mined.blockNumber,
				madeMs: 0,
			});
			await look();
		},
	};
};

const openWallet = (index: number, options: { readonly blobs: boolean }) =>
	openWay(index, way, options);

const balanceOf = (address: Hex): Promise<bigint> =>
	l1("eth_getBalance", [address, "latest"], d.quantity);

const settled = async (): Promise<void> => {
	const end = Date.now() + 200_000;
	for (;;) {
		if (isSettled()) return;
		if (Date.now() > end) throw new Error("in vain: everything is proven");
		await pass();
	}
};

test("a forced withdrawal that the operator takes after all is paid out on L1, to the wei", async () => {
	await settled();
	const wallet = openWallet(2, { blobs: true });
	const before = await balanceOf(wallet.account);
	const own = await balanceOf(rollup.contract);
	expect((await way.offer(wallet.account, wallet.ground)).isOpen).toBe(true);
	await wallet.begin();
	// The operator leaves it at first.
	rollup.censor(wallet.account, true);
	await wallet.sign();
	expect(wallet.state().entry?.number).toBe(3);
	expect(wallet.map()).toMatchObject({ force: "done", wait: "waiting" });
	await network.skip(4, true);
	await wallet.look();
	expect(wallet.map()).toMatchObject({ wait: "waiting", withdraw: "later" });
	rollup.censor(wallet.account, false);
	await wallet.until("withdraw");
	await wallet.sign();
	await wallet.done();
	const [, , deposit] = deposits;
	expect(await balanceOf(wallet.account)).toBe(
		before + (deposit?.amountWei ?? 0n) - wallet.fees(),
	);
	expect(await balanceOf(rollup.contract)).toBe(
		own - (deposit?.amountWei ?? 0n),
	);
}, 240_000);

test("a rehearsal opens a small account, forces it out and pays it back on L1, and leaves the person's own as it was", async () => {
	await settled();
	const rehearsal = openWay(1, referenceRehearsal, {
		blobs: true,
		amount: rehearsalWei,
	});
	const [, deposit] = deposits;
	const node = nodesOf(rehearsal.ground).active()[0]?.client;
	const ofOwn = async () =>
		(await node?.account({ index: 1 }, rollup.node().ledger.made()))?.value;
	const before = await balanceOf(rehearsal.account);
	const own = await balanceOf(rollup.contract);
	expect(await ofOwn()).toMatchObject({
		owner: rehearsal.account,
		balance: deposit?.amountWei,
	});
	expect(
		await referenceRehearsal.offer(rehearsal.account, rehearsal.ground),
	).toMatchObject({
		isOpen: true,
	});
	await rehearsal.begin();
	expect(rehearsal.click()?.stage).toBe("deposit");
	await rehearsal.sign();
	expect(await balanceOf(rollup.contract)).toBe(own + rehearsalWei);
	await rehearsal.until("force");
	const { index } = rehearsal.state().place;
	expect(index).toBe(3);
	await rehearsal.sign();
	await rehearsal.until("withdraw");
	await rehearsal.sign();
	await rehearsal.done();
	expect(await balanceOf(rehearsal.account)).toBe(before - rehearsal.fees());
	expect(await balanceOf(rollup.contract)).toBe(own);
	await settled();
	expect(await ofOwn()).toMatchObject({
		owner: rehearsal.account,
		balance: deposit?.amountWei,
		nonce: 0,
	});
	expect(rehearsal.state().place.frozenAtS).toBe(0);
	const timed = rehearsal.stages().filter(({ doneS }) => doneS !== null);
	expect(timed.map(({ id }) => id)).toEqual(["deposit", "force"]);
}, 400_000);

let keeper: ReturnType<typeof openWallet>;

test("evidence is kept from what the node serves, and that of another root is refused by name", async () => {
	await settled();
	keeper = openWallet(0, { blobs: false });
	// Its batches would tell the truth: they are withheld.
	rollup.rpc.setLie(async (question, honest) =>
		question.method === "reference_batch"
			? null
			: lieAboutRoots(question, honest),
	);
	await expect(keeper.keep()).rejects.toMatchObject({
		code: "exit-evidence",
		source: "node",
	});
	expect(keeper.stored.size).toBe(0);
	rollup.rpc.setLie(undefined);
	expect(await keeper.keep()).toBeGreaterThan(1);
});

test("with every endpoint of the rollup dead: force, deadline, freeze, escape from kept evidence, to the wei", async () => {
	await rollup.kill();
	isDead = true;
	const before = await balanceOf(keeper.account);
	const own = await balanceOf(rollup.contract);
	await keeper.begin();
	expect(keeper.map()).toMatchObject({ evidence: "done", force: "yours" });
	await keeper.sign();
	expect(keeper.map()).toMatchObject({ force: "done", wait: "waiting" });
	// Nobody can freeze it before the deadline, whoever it is.
	await expect(rollup.freeze()).rejects.toThrow();
	expect(keeper.click()).toBeNull();
	await keeper.until("freeze");
	await keeper.sign();
	expect(keeper.click()?.stage).toBe("escape");
	await keeper.sign();
	expect(keeper.map()).toMatchObject({ escape: "done", final: "waiting" });
	await keeper.done();
	const [deposit] = deposits;
	expect(await balanceOf(keeper.account)).toBe(
		before + (deposit?.amountWei ?? 0n) - keeper.fees(),
	);
	expect(await balanceOf(rollup.contract)).toBe(
		own - (deposit?.amountWei ?? 0n),
	);
	// It cannot be done a second time.
	expect(await way.offer(keeper.account, keeper.ground)).toMatchObject({
		isOpen: false,
	});
}, 300_000);

test("with nothing kept and every endpoint dead, L1's events and blobs are enough to escape", async () => {
	const none = openWallet(1, { blobs: false });
	expect(await way.offer(none.account, none.ground)).toMatchObject({
		isOpen: false,
	});
	const wallet = openWallet(1, { blobs: true });
	const before = await balanceOf(wallet.account);
	await wallet.begin();
	expect(wallet.map()).toMatchObject({ freeze: "skipped", escape: "yours" });
	await wallet.sign();
	await wallet.done();
	const [, deposit] = deposits;
	expect(await balanceOf(wallet.account)).toBe(
		before + (deposit?.amountWei ?? 0n) - wallet.fees(),
	);
}, 240_000);
