// `sextant check` over files that a person would have: it says what is proved and from where, and fails otherwise.

import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { fromHex } from "../../src/base/bytes.ts";
import { check } from "../../src/cli/check.ts";
import { keccak256 } from "../../src/crypto/hash.ts";
import { addressOf, signHash } from "../../src/crypto/secp256k1.ts";
import {
	bindEvidence,
	evidenceOf,
	evidenceText,
} from "../../src/evidence/evidence.ts";
import { joinSignature, signingHash } from "../../src/evidence/transaction.ts";
import { transactionOf } from "../../src/evidence/transfer.ts";
import { readMessage } from "../../src/message/read.ts";
import { messageRequestText } from "../../src/message/request.ts";
import { coinEvidence } from "../../src/receipt/balance.ts";
import { messageReceiptText } from "../../src/receipt/message-receipt.ts";
import { receiptText } from "../../src/receipt/receipt.ts";
import { composeTransfer, evidenceOfOrder } from "../../src/wallet/order.ts";
import { known, rawTyped } from "../message/made.ts";
import {
	network as madeNetwork,
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

test("says what the receipt of a signed message shows, and refuses one whose signature is of another", async () => {
	const { chainId } = madeNetwork;
	const typed = {
		...known.permit,
		domain: { ...known.permit.domain, chainId },
		message: { ...known.permit.message, owner: me },
	};
	const what = rawTyped(typed);
	const [head] = made.header.premises;
	if (head === undefined) throw new Error("no head");
	const { digest } = readMessage(what, me);
	const sign = (hash: Uint8Array) => {
		const { r, s, yParity } = signHash(hash, key);
		const word = (n: bigint) => n.toString(16).padStart(64, "0");
		return `0x${word(r)}${word(s)}${(27 + yParity).toString(16)}` as const;
	};
	const receipt = (signature: `0x${string}`) =>
		messageReceiptText({
			request: messageRequestText({
				id: "one",
				origin: "https://forum.example",
				account: me,
				chainId,
				madeMs: made.nowMs,
				what,
			}),
			digest,
			signature,
			signedMs: made.nowMs,
			evidence: evidenceOf(head),
		});
	const path = await put("message.json", receipt(sign(fromHex(digest))));
	const words = await said(path, "--checkpoint", made.root);
	expect(words).toContain(`${me} signed this message`);
	expect(words).toContain("spender address 0x68b3");
	const forged = receipt(sign(keccak256(Uint8Array.of(7))));
	await expect(
		said(await put("forged.json", forged), "--checkpoint", made.root),
	).rejects.toThrow(/order-evidence/);
});
