// The reference rollup through engine and signer: a transfer until it is rechecked, a forged root that a fully colluding L1
// accepts, a genuine proof over a forged deposit, and a gap.

import { afterEach, expect, test } from "vitest";
import type { Hex } from "../../src/base/bytes.ts";
import * as d from "../../src/base/decode.ts";
import type { Json } from "../../src/base/immutable.ts";
import { verifyMessage } from "../../src/crypto/baby-jubjub.ts";
import {
	type Evidence,
	type EvidenceStep,
	evidence,
	evidenceText,
	idOf,
} from "../../src/evidence/evidence.ts";
import { inputsOf } from "../../src/l2/reference/checks/batch.ts";
import type { ReferenceTransfer } from "../../src/l2/reference/checks/transfer.ts";
import type { ChainView } from "../../src/protocol/views.ts";
import { checkBalance } from "../../src/receipt/balance.ts";
import { checkEvidence } from "../../src/receipt/check.ts";
import {
	checkLayerReceipt,
	decodeLayerReceipt,
} from "../../src/receipt/layer-receipt.ts";
import { decodeNetworkFile } from "../../src/receipt/networks.ts";
import { orderText } from "../../src/receipt/orders.ts";
import { approve, giveLeave } from "../decide.ts";
import { shippedKernel } from "../kernel.ts";
import { program, rootOf } from "../l2/reference/world.ts";
import { said, saidAll } from "../said.ts";
import { Bench } from "../signer/bench.ts";
import {
	chainId,
	deposit,
	madeAt,
	makeBatches,
	mine,
	openReferenceStage,
	type ReferenceStage,
	transfer,
	you,
	yours,
} from "./reference-stage.ts";
import {
	codeOf,
	copyDisk,
	newDisk,
	password,
	phrase,
	untilTrue,
	type Wallet,
	whileSlotsPass,
} from "./wallet.ts";

const ether = 10n ** 18n;
const closers: (() => Promise<void> | void)[] = [];
afterEach(async () => {
	for (const close of closers.splice(0).reverse()) await close();
});

/** The evidence with another validity proof, its ids made anew. */
const withProof = (file: Evidence, proof: Hex): Evidence => {
	const steps: EvidenceStep[] = [];
	for (const step of file.steps) {
		const witness: Json =
			step.rule === "recheck"
				? { ...Object(step.witness), proofs: [{ batch: 1, proof }] }
				: step.witness;
		const ids = step.premises.map((at) => steps[at]?.id ?? step.id);
		steps.push({ ...step, witness, id: idOf(step.rule, ids, witness) });
	}
	return { ...file, steps };
};

const start = async (): Promise<ReferenceStage> => {
	const made = await openReferenceStage();
	closers.push(() => made.stage.world.stop());
	return made;
};
const chainOf = async (wallet: Wallet): Promise<ChainView> => {
	const { chains } = await wallet.view();
	const found = chains.find((one) => one.chainId === chainId);
	if (found === undefined) throw new Error("the rollup is not followed");
	return found;
};
const shows = (wallet: Wallet, amount: bigint) => async () =>
	(await chainOf(wallet)).balances[0]?.amount === amount.toString();
/** The world goes on until it holds; if it never does, the rollup's row says why. */
const untilShown = (
	{ stage }: Pick<ReferenceStage, "stage">,
	wallet: Wallet,
	amount: bigint,
): Promise<void> =>
	untilTrue(stage, shows(wallet, amount), `${amount} wei`).catch(
		async (thrown: unknown) => {
			const { lines } = await wallet.ui("diagnostics.get", undefined);
			throw new Error(
				`${String(thrown)}: ${JSON.stringify(await chainOf(wallet))} ${lines.join("\n")}`,
			);
		},
	);
const send = (wallet: Wallet, id: string, valueWei = ether / 2n) =>
	wallet.ui("order.prepare", {
		id,
		chainId,
		to: you,
		valueWei: valueWei.toString(),
	});

test("sends, counts no claim as done, and shows the batch under a rechecked root", async () => {
	const { stage, accept, given, setUp } = await start();
	const at = madeAt(stage.world.nowMs());
	const me = await mine();
	const first = [deposit(0, me, 10n * ether), deposit(5, yours, ether)];
	await accept(makeBatches([first], { 1: at }));
	const wallet = await setUp();
	closers.push(wallet.kill);
	await untilShown({ stage }, wallet, 10n * ether);
	const before = await chainOf(wallet);
	expect(before.fault).toBe(null);
	expect(before.warning).toBe("Insecure development setup");
	expect(before.balances[0]?.grade).toMatchObject({
		who: "accepted",
		validity: "rechecked",
		finality: "final",
	});

	const order = await whileSlotsPass(stage, send(wallet, "one"));
	expect(order).toMatchObject({
		state: "waiting",
		nonce: 0,
		mostFeeWei: "0",
		mostLeavesWei: (ether / 2n).toString(),
		rollup: {
			fromIndex: 0,
			toIndex: 5,
			toKey: { ax: yours.ax, ay: yours.ay },
			claimed: null,
		},
	});
	const [approval] = await wallet.keys("approval.list", undefined);
	expect(approval?.rollup).toMatchObject({
		toIndex: 5,
		batch: 1,
		warning: "Insecure development setup",
	});
	await approve(wallet.keys, "one");
	const state = async () => await wallet.ui("order.get", { id: "one" });
	await untilTrue(stage, async () => given.length > 0, "the node has it");
	await untilTrue(
		stage,
		async () => (await state()).rollup?.claimed === "waiting",
		"what the node claims",
	);
	expect((await state()).state).toBe("sent");
	const [taken] = given;
	const signature = Object(taken?.signature);
	expect(
		verifyMessage(
			{ ax: BigInt(me.ax), ay: BigInt(me.ay) },
			BigInt((await state()).hash ?? 0),
			{
				r8x: BigInt(signature.r8x),
				r8y: BigInt(signature.r8y),
				s: BigInt(signature.s),
			},
		),
	).toBe(true);

	// a second one takes the next nonce, and may spend what the first leaves
	const next = await whileSlotsPass(stage, send(wallet, "two", 9n * ether));
	expect(next.nonce).toBe(1);
	await wallet.keys("approval.decide", { id: "two", yes: false });
	expect(
		await codeOf(whileSlotsPass(stage, send(wallet, "three", 10n * ether))),
	).toBe("order-funds");

	await accept(
		makeBatches([first, [transfer(0, 5, yours, ether / 2n)]], { 1: at, 2: at }),
	);
	await untilTrue(
		stage,
		async () => (await state()).state === "final",
		"proven and rechecked",
	);
	expect((await state()).blockNumber).toBe(2);
	await untilShown({ stage }, wallet, 10n * ether - ether / 2n);
	const { file } = await wallet.ui("receipt.export", { id: "one" });
	const receipt = decodeLayerReceipt(file);
	const checked = await checkLayerReceipt(receipt, {
		kernel: shippedKernel,
		networks: [decodeNetworkFile(stage.file)],
		anchors: [
			receipt.evidence.checkpoint,
			receipt.inclusion?.checkpoint ?? receipt.evidence.checkpoint,
		],
	});
	expect(checked.included?.batch).toBe(2);
	expect(checked.reading.balanceWei).toBe(10n * ether);

	// a signer that begins anew checks the proofs itself: it signs the same bytes, and nothing on a proof that does not hold
	const bench = new Bench(stage.world.nowMs(), [stage.file], shippedKernel);
	closers.push(() => bench.signer.close());
	await bench.open();
	await bench.screen("keys.create", { phrase, password });
	await bench.screen("anchor.accept", {
		network: stage.world.network.name,
		root: receipt.evidence.checkpoint,
	});
	const offer = (
		id: string,
		part: Partial<ReferenceTransfer> = {},
		file: Evidence = receipt.evidence,
	) =>
		bench.engine("order.offer", {
			id,
			order: orderText({ ...receipt.order, id, ...part }),
			evidence: evidenceText(file),
		});
	const other = withProof(receipt.evidence, program.prove([]));
	expect(await codeOf(offer("forged", {}, other))).toBe("recheck-failed");
	expect(await codeOf(offer("rich", { valueWei: 11n * ether }))).toBe(
		"order-funds",
	);
	expect(
		await codeOf(offer("swapped", { toKey: { ax: me.ax, ay: me.ay } })),
	).toBe("order-evidence");
	await offer("same");
	await approve(bench.screen, "same");
	expect(bench.signed[0]?.raw).toBe(receipt.raw);
	// it knows what it signed, whatever the engine lists
	expect(await codeOf(offer("twice", { valueWei: 1n }))).toBe("order-nonce");
	expect(await codeOf(offer("all", { nonce: 1, valueWei: 10n * ether }))).toBe(
		"order-funds",
	);
	await offer("rest", { nonce: 1, valueWei: 10n * ether - ether / 2n });
}, 180_000);

test("refuses a forged root that a fully colluding L1 accepts, stops, and keeps the evidence", async () => {
	const { stage, accept, node, setUp, open } = await start();
	node.hasData = false;
	const at = madeAt(stage.world.nowMs());
	const me = await mine();
	const first = [deposit(0, me, 10n * ether), deposit(5, yours, ether)];
	await accept(makeBatches([first], { 1: at }));
	const disk = newDisk();
	const wallet = await setUp(disk);
	closers.push(wallet.kill);
	await untilShown({ stage }, wallet, 10n * ether);
	const waiting = await whileSlotsPass(stage, send(wallet, "waits"));
	expect(waiting.state).toBe("waiting");

	// the root after which this account has a thousand ether: L1 says that it is proven, and took a proof of something else
	const honest = makeBatches([first, []], { 1: at, 2: at });
	const state = new Map(honest.at(-1)?.state);
	const account = state.get(0);
	if (account === undefined) throw new Error("no account");
	state.set(0, { ...account, balance: 1_000n * ether });
	const forged = makeBatches([first, []], {
		1: at,
		2: {
			batch: { ...at.batch, newRoot: rootOf(state) },
			proof: (batch) =>
				program.prove(
					inputsOf(chainId, {
						...batch,
						newRoot: honest[1]?.batch.newRoot ?? "0x",
					}),
				),
		},
	}).map((one, i) => (i === 1 ? { ...one, state } : one));
	await accept(forged);
	await untilTrue(
		stage,
		async () => (await chainOf(wallet)).halt !== null,
		"the stop",
	);
	const chain = await chainOf(wallet);
	expect(chain.fault?.code).toBe("recheck-failed");
	expect(chain.halt).toMatchObject({ batch: 2, root: rootOf(state) });
	// what was rechecked stays, with its age; the forged number is nowhere
	expect(chain.balances[0]?.amount).toBe((10n * ether).toString());
	expect(chain.balances[0]?.blockNumber).toBe(1);
	// what waited is taken back, and nothing new is made
	expect((await wallet.ui("order.get", { id: "waits" })).state).toBe("refused");
	expect(await wallet.keys("approval.list", undefined)).toEqual([]);
	expect(await codeOf(send(wallet, "after"))).toBe("recheck-failed");

	// the evidence shows offline what L1 holds, and the transaction by which it took the proof
	const { file } = await wallet.ui("halt.export", { chainId });
	const kept = Object(d.parseJson(file));
	const replayed = await checkEvidence(evidence(kept.evidence, "evidence"), {
		kernel: shippedKernel,
		networks: [decodeNetworkFile(stage.file)],
		anchors: [kept.evidence.checkpoint],
	});
	const [root, transaction] = replayed.conclusions;
	expect(root?.value).toMatchObject({ stateRoot: rootOf(state) });
	expect(root?.rule).toBe("reference-root");
	expect(Object(transaction?.value).raw).toContain(kept.proof.slice(2));

	// after a restart nothing has to fail again for the stop to hold, and an honest L1 does not lift it
	wallet.kill();
	await accept(honest);
	node.asked.length = 0;
	const later = await open(await copyDisk(disk));
	closers.push(later.kill);
	await untilTrue(
		stage,
		async () => (await later.view()).sync.phase === "following",
		"the head",
	);
	expect((await chainOf(later)).halt?.batch).toBe(2);
	expect(await codeOf(send(later, "again"))).toBe("recheck-failed");
	expect(node.asked).toEqual([]);

	// nor does a record that does not decode any more: the wallet starts, and the rollup stays stopped
	later.kill();
	const damaged = await copyDisk(disk);
	const rows = await damaged.store.keys("evidence");
	const row = rows.find((key) => key.startsWith("halt.")) ?? "";
	await damaged.store.put("evidence", row, "{}");
	const last = await open(damaged);
	closers.push(last.kill);
	await untilTrue(
		stage,
		async () => (await last.view()).sync.phase === "following",
		"the head",
	);
	expect((await chainOf(last)).fault?.code).toBe("recheck-failed");
	expect(await codeOf(send(last, "damaged"))).toBe("recheck-failed");
	expect(await damaged.store.get("evidence", row)).toBe("{}");
	expect(node.asked).toEqual([]);
}, 180_000);

test("does not catch a genuine proof over a deposit that nobody made, and says that it does not", async () => {
	const { stage, accept, node, setUp } = await start();
	node.hasData = false;
	const at = madeAt(stage.world.nowMs());
	const me = await mine();
	// nothing was paid: L1's queue holds what the committee says it holds
	const batches = makeBatches(
		[[deposit(0, me, ether)], [deposit(0, me, 1_000n * ether)]],
		{ 1: at, 2: at },
	);
	await accept(batches);
	const wallet = await setUp();
	closers.push(wallet.kill);
	await untilShown({ stage }, wallet, 1_001n * ether);
	const chain = await chainOf(wallet);
	expect(chain.fault).toBe(null);
	expect(chain.balances[0]?.grade?.validity).toBe("rechecked");
	// a site is told the same, with evidence that it can check
	const site = wallet.site("https://dapp.example");
	const answer = Object(
		await whileSlotsPass(
			stage,
			(async () => {
				const asking = site.ask("eth_requestAccounts");
				await untilTrue(
					stage,
					async () => (await wallet.view()).requests.length > 0,
					"the site asks",
				);
				const [request] = (await wallet.view()).requests;
				if (request === undefined) throw new Error("no request");
				await giveLeave(wallet.ui, request);
				await asking;
				return site.ask("sextant_getVerifiedBalance", [
					{ address: me.owner, chainId: `0x${chainId.toString(16)}` },
				]);
			})(),
		),
	);
	expect(answer).toMatchObject({
		amount: `0x${(1_001n * ether).toString(16)}`,
		grade: { who: "accepted", validity: "rechecked", finality: "final" },
		warning: "Insecure development setup",
	});
	const told = await checkBalance(evidence(answer.evidence, "evidence"), {
		kernel: shippedKernel,
		networks: [decodeNetworkFile(stage.file)],
		anchors: [answer.evidence.checkpoint],
	});
	expect(told.amount).toBe(1_001n * ether);
	expect(told.warning).toBe("Insecure development setup");
	const trace = await wallet.ui("trail.get", {
		id: chain.balances[0]?.trailId ?? "",
	});
	expect(saidAll(trace.couldBeWrong)).toContain(
		"catches a forged root, not a forged deposit: deposits rest on L1's committee",
	);
	expect(trace.warning).toBe("Insecure development setup");
	const recheck = trace.knots.find(({ rule }) => rule === "recheck");
	expect(recheck?.tookMs).toBeGreaterThan(0);
	const facts = new Map(recheck?.facts.map(({ name, value }) => [name, value]));
	expect(facts.get("proof system")).toBe("groth16");
	expect(said(facts.get("checked by"))).toMatch(/\(WebAssembly\)$/);
	expect(said(facts.get("what it shows"))).toContain("not a forged deposit");
}, 120_000);

test("calls a root that begins elsewhere a gap: shown as accepted by L1 alone, and no order rests on it", async () => {
	const { stage, accept, node, setUp } = await start();
	node.hasData = false;
	const at = madeAt(stage.world.nowMs());
	const me = await mine();
	const batches = makeBatches([[deposit(0, me, ether)], []], {
		1: at,
		// a genuine proof, from a root that the batch before did not leave
		2: {
			batch: { ...at.batch, oldRoot: rootOf(new Map()) },
		},
	});
	await accept(batches);
	const wallet = await setUp();
	closers.push(wallet.kill);
	await untilShown({ stage }, wallet, ether);
	const chain = await chainOf(wallet);
	expect(chain.fault?.code).toBe("recheck-gap");
	expect(chain.halt).toBe(null);
	expect(chain.balances[0]?.grade).toMatchObject({
		who: "accepted",
		validity: "l1-accepted",
	});
	expect(await codeOf(send(wallet, "one"))).toBe("recheck-gap");
}, 120_000);
