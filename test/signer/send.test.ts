// One send under the true rules, in both realms: the engine's side composes from a signed chain, the signer checks that
// chain anew and signs; then the anchor moves to a finalized header and the next order rests on that.

import { expect, test } from "vitest";
import { evidenceOf, evidenceText } from "../../src/evidence/evidence.ts";
import { decodeSigned } from "../../src/evidence/transaction.ts";
import { isSameTransaction } from "../../src/evidence/transfer.ts";
import { composeTransfer } from "../../src/wallet/order.ts";
import { approve } from "../decide.ts";
import { shippedKernel } from "../kernel.ts";
import {
	networkFile,
	type TrueWorld,
	trueWorld,
} from "../receipt/true-world.ts";
import { quickVault } from "../vault-scrypt.ts";
import { Bench } from "./bench.ts";

quickVault();

const me = "0xf39fd6e51aad88f6f4ce6ab8827279cfffb92266";
const you = "0x70997970c51812dc3a010c7d01b50e0d17dc79c8";
const state = { [me]: { nonce: 7, balance: 10n ** 18n } };

const compose = (world: TrueWorld, id: string, valueWei = 10n ** 17n) =>
	composeTransfer({
		id,
		origin: null,
		valueWei,
		sender: world.account(me),
		recipient: world.account(you),
		code: null,
		header: world.header,
		outstanding: [],
		tipWei: 1_000_000n,
		nowMs: world.nowMs,
	});

test("signs what a signed chain proves, and moves its anchor by a finalized header", async () => {
	const first = await trueWorld(state);
	const later = await trueWorld(state, 128);
	const bench = new Bench(first.nowMs, [networkFile], shippedKernel);
	await bench.open();
	await bench.screen("keys.create", {
		phrase: "test test test test test test test test test test test junk",
		password: "correct horse",
	});
	const order = compose(first, "first");
	await expect(bench.offer(order)).rejects.toThrow(/evidence-anchor/);
	await bench.screen("anchor.accept", { network: "made", root: first.root });
	await bench.offer(order);
	const [approval] = await bench.screen("approval.list", undefined);
	expect(approval).toMatchObject({
		nonce: 7,
		balanceWei: "1000000000000000000",
		checkpoint: first.root,
		headSlot: 150,
		steps: 7,
	});
	const yes = await approve(bench.screen, "first");
	const [sent] = bench.signed;
	if (sent === undefined) throw new Error("nothing was signed");
	const { from, transaction, hash } = decodeSigned(sent.raw);
	expect(from).toBe(me);
	expect(isSameTransaction(from, transaction, order.transfer)).toBe(true);
	expect(yes.hash).toBe(hash);

	expect(later.root).toBe(first.finalized.value.root);
	const next = compose(later, "next", 5n);
	await expect(bench.offer(next)).rejects.toThrow(/evidence-anchor/);
	const evidence = evidenceText(evidenceOf(first.finalized));
	await bench.engine("anchor.advance", { evidence });
	// the signer knows what it signed: the same nonce is taken until it is proved used
	await expect(bench.offer(next)).rejects.toThrow(/order-nonce/);
	const after = composeTransfer({
		id: "after",
		origin: null,
		valueWei: 10n ** 17n,
		sender: later.account(me),
		recipient: later.account(you),
		code: null,
		header: later.header,
		outstanding: [sent.raw],
		tipWei: 1_000_000n,
		nowMs: later.nowMs,
	});
	await bench.offer(after);
	await approve(bench.screen, "after");
	expect(
		bench.signed.map(({ raw }) => decodeSigned(raw).transaction.nonce),
	).toEqual([7, 8]);
	bench.signer.close();
}, 60_000);
