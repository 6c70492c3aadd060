// `sextant exit` as a person runs it, each command a process of its own, over the whole network: out of the OP rollup with its
// operator dead, out of the reference rollup with every endpoint of it dead, and what it refuses. The journeys are walked
// beside each other, by two people: most of their time is waiting.

import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { type Hex, toHex } from "../../src/base/bytes.ts";
import type { Decoded } from "../../src/base/decode.ts";
import * as d from "../../src/base/decode.ts";
import {
	type ExitView,
	exitView,
	livenessView,
	wayView,
} from "../../src/protocol/exit-views.ts";
import { type OrderView, orderView } from "../../src/protocol/views.ts";
import { deriveAccounts } from "../../src/signer/phrase.ts";
import { type Door, openDoor } from "../e2e/door.ts";
import { rollupSecret } from "../l2/reference/secret.ts";
import { type Embedded, startEmbedded } from "./embedded.ts";
import { mnemonic } from "./l1/accounts.ts";
import { until } from "./op/exit-scene.ts";
import { rpcTo } from "./op/rpc.ts";
import { openSender } from "./op/sender.ts";
import { publicKey } from "./reference/eddsa.ts";
import { referenceChainId } from "./reference/node.ts";
import {
	bin,
	killWhenSigned,
	openShell,
	type Ran,
	type Shell,
	signedIn,
	transcript,
} from "./shell.ts";

vi.setConfig({ testTimeout: 900_000, hookTimeout: 300_000 });

const ether = 10n ** 18n;
/** On a busy machine. */
const patienceMs = 300_000;
/** Of somebody else, who has an account on the reference rollup. */
const otherPhrase =
	"legal winner thank year wave sausage worth useful legal winner thank yellow";

const folder = mkdtempSync(join(tmpdir(), "sextant-exit-cli-"));
const networkFile = join(folder, "network.json");
let world: Embedded;
let other: { readonly address: Hex; readonly privateKey: Hex };

beforeAll(async () => {
	const [derived] = await deriveAccounts(otherPhrase, 1);
	if (derived === undefined) throw new Error("no account");
	const { address, privateKey } = derived;
	other = { address, privateKey: toHex(privateKey) };
	world = await startEmbedded({
		rollup: {
			verifier: true,
			sequencingWindow: 12,
			maxDriftS: 14,
			onProblem: (thrown) => console.error("background:", thrown),
		},
		reference: {
			deadlineS: 20,
			accounts: [
				{
					key: publicKey(rollupSecret(privateKey, referenceChainId)),
					owner: address,
					amountWei: 10n * ether,
				},
			],
		},
	});
	await writeFile(networkFile, world.fileText);
	const rich = world.network.accounts[5];
	if (rich === undefined) throw new Error("no account");
	const sender = openSender(l1(), world.network.chainId, rich.privateKey);
	await sender.send({
		to: address,
		data: "0x",
		valueWei: 5n * ether,
		gas: 21_000n,
		what: "a present",
	});
	sender.close();
});

afterAll(async () => {
	await world?.stop();
	rmSync(folder, { recursive: true, force: true });
});

const l1 = () => rpcTo(world.network.endpoints.execution);
const balanceOf = (who: Hex): Promise<bigint> =>
	l1()("eth_getBalance", [who, "latest"], d.quantity);
const sentBy = (who: Hex): Promise<number> =>
	l1()("eth_getTransactionCount", [who, "latest"], d.smallQuantity);

const height = (): Promise<number> =>
	l1()("eth_blockNumber", [], d.smallQuantity);

const receiptOf = d.record({ gasUsed: d.quantity, blockHash: d.hash });
const transactionOf = d.record({
	from: d.address,
	maxPriorityFeePerGas: d.quantity,
});
const blockOf = d.record({ baseFeePerGas: d.quantity });

/** What those transactions cost, asked past the wallet. */
const feesOf = async (hashes: readonly string[]): Promise<bigint> => {
	let sum = 0n;
	for (const one of hashes) {
		const { gasUsed, blockHash } = await l1()(
			"eth_getTransactionReceipt",
			[one],
			receiptOf,
		);
		const { maxPriorityFeePerGas } = await l1()(
			"eth_getTransactionByHash",
			[one],
			transactionOf,
		);
		const { baseFeePerGas } = await l1()(
			"eth_getBlockByHash",
			[blockHash, false],
			blockOf,
		);
		// the receipts of this L1 client price gas without the base fee
		sum += gasUsed * (baseFeePerGas + maxPriorityFeePerGas);
	}
	return sum;
};

const repeated = (name: string, values: readonly string[]): string[] =>
	values.flatMap((value) => [`--${name}`, value]);

/** All that has to be said once for a folder. Without a checkpoint the three beacon endpoints have to agree on one. */
const setup = (more: readonly string[] = []): readonly string[] => [
	...["--network", networkFile],
	...repeated("beacon", world.network.endpoints.beacon),
	...repeated("execution", [world.network.endpoints.execution]),
	...more,
];

const fault = d.record({
	fault: d.record({
		code: d.text(40),
		detail: d.text(1_000),
		says: d.text(400),
		todo: d.text(400),
	}),
});
/** What a command refuses with: code 1, its reason as one line of JSON, and the same in words. */
const refusal = async (
	shell: Shell,
	args: readonly string[],
): Promise<Decoded<typeof fault>["fault"]> => {
	const ran = await shell.run([...args, "--json"]);
	expect(ran.code, transcript(ran)).toBe(1);
	const told = fault(JSON.parse(ran.out), "refusal").fault;
	expect(ran.err).toContain(told.says);
	expect(ran.err).toContain(told.detail);
	return told;
};

const words = (ran: Ran): string => {
	expect(ran.code, transcript(ran)).toBe(0);
	for (const line of ran.out.split("\n"))
		if (!line.includes("sextant exit"))
			expect(line.length, line).toBeLessThanOrEqual(80);
	return ran.out.replaceAll(/\s+/g, " ");
};

/** Signs the next step. @returns its order once a block has it */
const sign = (shell: Shell, id: string): Promise<OrderView> =>
	shell.ask(["step", id, "--yes", "--wait"], orderView);

/** Follows it until there is something to sign or it is over. */
const look = (shell: Shell, id: string): Promise<ExitView> =>
	shell.ask(["look", id], exitView);

const taken = d.record({ says: d.text(400), journey: d.nullable(d.text(64)) });
const forgotten = d.record({ forgotten: d.text(64) });
const written = d.record({ file: d.text(400), characters: d.int(1) });

const exitFile = d.record({
	format: d.oneOf("sextant-exit-1"),
	network: d.text(40),
	journey: d.record({
		orders: d.list(d.record({ stage: d.text(40), entry: d.text(800_000) }), 96),
	}),
});

describe.concurrent("sextant exit", () => {
	test("brings ether home from the OP rollup, whose operator is dead: killed while it signs, and moved to another machine halfway", async () => {
		const { rollup } = world;
		const me = world.network.accounts[0]?.address ?? "0x";
		const env = { SEXTANT_PHRASE: mnemonic };
		const nodes = [
			...["--chain", String(rollup.chainId)],
			...["--l2-execution", rollup.verifier.rpcUrl],
		];
		const old = openShell(join(folder, "old"), env);
		await rollup.killEverythingButVerifier();
		const before = await balanceOf(me);
		const hashes: string[] = [];

		const begun = await old.ask(
			[
				...["begin", "--way", "op-forced", "--amount", "0.5", "--id", "op"],
				...setup(nodes),
			],
			exitView,
		);
		expect(begun).toMatchObject({ id: "op", account: me, drill: false });
		expect(begun.click?.stage).toBe("force");

		// cut off at once after the signature, then the same command again
		const step = ["step", "op", "--yes", "--wait"];
		const cut = await killWhenSigned(old.home, old.start(step));
		const forced = await old.ask(step, orderView);
		expect(forced).toMatchObject({ hash: cut, succeeded: true });
		expect(signedIn(old.home)).toEqual([cut]);
		hashes.push(cut);

		const file = join(folder, "op.json");
		const { characters } = await old.ask(["export", "op", file], written);
		const kept = readFileSync(file, "utf8");
		expect(kept).toHaveLength(characters);
		expect(kept).not.toContain(mnemonic);
		rmSync(old.home, { recursive: true });

		// another machine: nothing of the first is left but the file
		const shell = openShell(join(folder, "new"), env);
		const [order] = exitFile(JSON.parse(kept), "file").journey.orders;
		if (order === undefined) throw new Error("no order in the file");
		const nonceOf = (entry: string): string =>
			entry.replace(/\\"nonce\\":\d+/, '\\"nonce\\":7');
		const tampered = join(folder, "tampered.json");
		const changed = kept.replace(
			JSON.stringify(order.entry),
			JSON.stringify(nonceOf(order.entry)),
		);
		expect(changed).not.toBe(kept);
		await writeFile(tampered, changed);
		const refused = await refusal(shell, ["import", tampered, ...setup(nodes)]);
		expect(refused.code).toBe("bad-file");
		expect(signedIn(shell.home)).toEqual([]);
		const moved = await shell.ask(["import", file], taken);
		expect(moved.journey).toBe("op");
		expect(moved.says).toContain("1 signed transaction");

		// somebody posts a root that covers it, as anybody may
		const l2 = rpcTo(rollup.verifier.rpcUrl);
		await until(
			"the withdrawal is on the rollup",
			async () =>
				(await l2("eth_getBalance", [me, "latest"], d.quantity)) <=
				10_000n * ether - ether / 2n,
			patienceMs,
		);
		await rollup.games.propose();

		let map = await look(shell, "op");
		while (map.outcome === "under-way") {
			const signed = await sign(shell, "op");
			expect(signed.succeeded).toBe(true);
			hashes.push(signed.hash ?? "");
			map = await look(shell, "op");
		}
		expect(map.outcome).toBe("done");
		expect(map.stages.map(({ id, state }) => [id, state])).toEqual(
			["force", "included", "proposed", "prove", "claim", "resolve"]
				.concat(["wait", "finalize"])
				.map((id) => [id, "done"]),
		);
		expect(new Set(hashes).size).toBe(5);
		expect(await sentBy(me)).toBe(hashes.length);
		expect(await balanceOf(me)).toBe(
			before - (await feesOf(hashes)) + ether / 2n,
		);

		// the file of an exit that is over brings nothing back
		expect((await shell.ask(["import", file], taken)).says).toContain(
			"here already",
		);
		const over = await refusal(shell, ["step", "op", "--yes"]);
		expect(over).toMatchObject({ code: "exit-not-now" });
		expect(over.detail).toContain("it is done");
		expect(await sentBy(me)).toBe(hashes.length);
	});

	test("escapes from the reference rollup with every endpoint of it dead and one execution endpoint of L1 left", async () => {
		const { reference, network } = world;
		if (reference === undefined) throw new Error("no reference rollup");
		const [first = "", ...others] = network.endpoints.beacon;
		const doors: readonly Door[] = await Promise.all(
			[...others, network.endpoints.execution].map(openDoor),
		);
		const urls = doors.map(({ url }) => url);
		const { finalizedRoot } = await network.control.status();
		const phraseFile = join(folder, "phrase");
		await writeFile(phraseFile, `${otherPhrase}\n`, { mode: 0o600 });
		const shell = openShell(join(folder, "reference"));
		const chain = ["--chain", String(reference.chainId)];
		await until(
			"its deposit is proven",
			() => {
				const { ledger, l1: view } = reference.node();
				return (
					ledger.made() > 0 &&
					view().proofs.length === ledger.made() &&
					ledger.queue().count === view().queue.length
				);
			},
			patienceMs,
		);
		// a head that the committee signed is a slot or two behind
		const proven = await height();
		await until(
			"a signed head shows it",
			async () => (await height()) >= proven + 4,
			patienceMs,
		);
		const before = await balanceOf(other.address);
		const hashes: string[] = [];

		reference.sequencing.stop();
		const begun = await shell.ask(
			[
				...["begin", "--way", "reference-escape", "--everything"],
				...["--id", "ref", "--account", other.address, ...chain],
				...["--l2-execution", reference.rpcUrl],
				...["--network", networkFile, "--checkpoint", finalizedRoot],
				...repeated("beacon", [first, ...urls.slice(0, others.length)]),
				...repeated("execution", [
					...urls.slice(others.length),
					network.endpoints.execution,
				]),
			],
			exitView,
		);
		expect(begun.stages[0]).toMatchObject({ id: "evidence", state: "done" });
		const kept = join(folder, "kept.json");
		await shell.ask(["export", kept, "--kept", ...chain], written);
		await reference.kill();
		for (const door of doors) await door.shut();

		const phrase = ["--phrase-file", phraseFile];
		const stages: string[] = [];
		let map = begun;
		while (map.outcome === "under-way") {
			stages.push(map.click?.stage ?? "");
			// a person who reads it and types the word
			const signed = await shell.ask(
				["step", "ref", "--wait", ...phrase],
				orderView,
				"yes\n",
			);
			expect(signed.succeeded).toBe(true);
			hashes.push(signed.hash ?? "");
			map = await look(shell, "ref");
		}
		expect(stages).toEqual(["force", "freeze", "escape"]);
		expect(map.outcome).toBe("done");
		expect(await sentBy(other.address)).toBe(3);
		expect(new Set(hashes).size).toBe(3);
		expect(await balanceOf(other.address)).toBe(
			before - (await feesOf(hashes)) + 10n * ether,
		);
	});

	test("says what there is, is stopped in order, rehearses, and signs nothing without a person", async () => {
		const { rollup, network } = world;
		const me = network.accounts[0]?.address ?? "0x";
		const shell = openShell(join(folder, "script"), {}, bin);
		const chain = ["--chain", String(rollup.chainId)];
		const ways = await shell.ask(
			["ways", ...chain, "--account", me, ...setup()],
			d.list(wayView, 16),
		);
		expect(ways.map(({ way, isOpen }) => [way, isOpen])).toEqual([
			["op-forced", true],
			["op-plain", true],
		]);

		// nobody else works in a folder while a command only follows
		const watching = shell.start(["watch", "--json"]);
		await until(
			"the watch spoke",
			() => watching.out().includes("\n"),
			patienceMs,
		);
		const beside = await refusal(shell, ["list"]);
		expect(beside.code).toBe("storage");
		expect(beside.detail).toContain("works in this folder");
		watching.child.kill("SIGINT");
		const stopped = await watching.ended;
		expect(stopped.code, transcript(stopped)).toBe(130);
		expect(stopped.err).toContain("Stopped.");
		expect(readdirSync(shell.home)).not.toContain("lock");
		const [first = ""] = stopped.out.split("\n");
		const alive = d.list(livenessView, 16)(JSON.parse(first), "watch");
		expect(alive.map(({ chainId }) => chainId)).toContain(rollup.chainId);
		expect(alive.every(({ asOfS }) => asOfS !== null)).toBe(true);

		const rehearsal = ["drill", "--way", "op-forced", "--id", "try", ...chain];
		expect(words(await shell.run(rehearsal))).toMatch(
			/0\.001 ETH from .*, a rehearsal .*\[>\] Ask Ethereum for your withdrawal.* next, by you: Force the withdrawal/,
		);
		// nobody at the keyboard is no yes
		const env = { SEXTANT_PHRASE: mnemonic };
		const unanswered = await openShell(shell.home, env).run(["step", "try"]);
		expect(unanswered.code, transcript(unanswered)).toBe(1);
		expect(unanswered.err).toContain("leaves at most");
		expect(unanswered.err).toContain("user-refused");
		expect(signedIn(shell.home)).toEqual([]);
		const [listed] = await shell.ask(["list"], d.list(exitView, 32));
		expect(listed).toMatchObject({
			id: "try",
			drill: true,
			amount: "1000000000000000",
		});
		expect(await shell.ask(["forget", "try"], forgotten)).toEqual({
			forgotten: "try",
		});
		expect(words(await shell.run(["list"]))).toContain("No exits.");
	});
});
