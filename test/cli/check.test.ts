// `sextant check` over files that a person would have: it says what is proved and from where, and fails otherwise.

import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { check } from "../../src/cli/check.ts";
import { keccak256 } from "../../src/crypto/hash.ts";
import { addressOf, signHash } from "../../src/crypto/secp256k1.ts";
import { bindEvidence, evidenceText } from "../../src/evidence/evidence.ts";
import { joinSignature, signingHash } from "../../src/evidence/transaction.ts";
import { transactionOf } from "../../src/evidence/transfer.ts";
import { coinEvidence } from "../../src/receipt/balance.ts";
import { receiptText } from "../../src/receipt/receipt.ts";
import { composeTransfer, evidenceOfOrder } from "../../src/wallet/order.ts";
import {
	networkFile,
	type TrueWorld,
	trueWorld,
} from "../receipt/true-world.ts";

const key = keccak256(Uint8Array.of(42));
const me = addressOf(key);
const you = "0x70997970c51812dc3a010c7d01b50e0d17dc79c8";
let folder: string;
let made: TrueWorld;
let network: string;

const put = async (name: string, text: string): Promise<string> => {
	const path = join(folder, name);
	await writeFile(path, text);
	return path;
};
/** What the command prints. @throws the fault it ends with */
const said = async (...args: readonly string[]): Promise<string> => {
	const lines: string[] = [];
	const log = vi.spyOn(console, "log").mockImplementation((line: string) => {
		lines.push(line);
	});
	try {
		expect(await check([...args, "--network", network])).toBe(0);
	} finally {
		log.mockRestore();
	}
	return lines.join("\n");
};

beforeAll(async () => {
	folder = await mkdtemp(join(tmpdir(), "sextant-check-"));
	made = await trueWorld({ [me]: { nonce: 7, balance: 10n ** 18n } });
	network = await put("network.json", networkFile);
}, 60_000);
afterAll(() => rm(folder, { recursive: true }));

test("says what a balance's evidence proves, and refuses another checkpoint, challenge or age", async () => {
	const challenge = `0x${"cc".repeat(32)}` as const;
	const origin = "https://dapp.example";
	const bound = bindEvidence(coinEvidence(made.account(me)), {
		challenge,
		origin,
		madeMs: 1,
	});
	const path = await put("balance.json", evidenceText(bound));
	const words = await said(path, "--checkpoint", made.root);
	expect(words).toMatch(/verified from checkpoint/);
	expect(words).toMatch(new RegExp(`${me} has 1 ETH`));
	const challenged = ["--challenge", challenge, "--origin"];
	await said(path, "--checkpoint", made.root, ...challenged, origin);
	expect(await said(path)).toMatch(/consistent, rooted at .*, not anchored/);

	const other = `0x${"11".repeat(32)}`;
	await expect(said(path, "--checkpoint", other)).rejects.toThrow(
		/evidence-anchor/,
	);
	await expect(said(path, ...challenged, "https://evil")).rejects.toThrow(
		/evidence-binding/,
	);
	await expect(said(path, "--max-age", "60")).rejects.toThrow(/stale-head/);
});

test("says what a receipt shows, and refuses one whose transaction was exchanged", async () => {
	const order = composeTransfer({
		id: "one",
		origin: null,
		valueWei: 25n * 10n ** 16n,
		sender: made.account(me),
		recipient: made.account(you),
		code: null,
		header: made.header,
		outstanding: [],
		tipWei: 1_000_000n,
		nowMs: made.nowMs,
	});
	const sign = (valueWei: bigint) => {
		const transaction = { ...transactionOf(order.transfer), valueWei };
		const signature = signHash(signingHash(transaction), key);
		return joinSignature(transaction, signature).raw;
	};
	const receipt = (valueWei: bigint) =>
		receiptText({
			order: order.transfer,
			raw: sign(valueWei),
			evidence: evidenceOfOrder(order),
			inclusion: null,
		});
	const path = await put("receipt.json", receipt(25n * 10n ** 16n));
	const words = await said(path, "--checkpoint", made.root);
	expect(words).toMatch(/signed 0\.25 ETH to 0x7099/);
	expect(words).toMatch(/does not show that it was included/);
	const forged = await put("forged.json", receipt(1n));
	await expect(said(forged, "--checkpoint", made.root)).rejects.toThrow(
		/order-evidence/,
	);
});
