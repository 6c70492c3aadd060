// Scroll's proofs checked again, over the real contracts: what the wallet computes is what ScrollChain hands its verifier,
// and everything that differs is refused by name. The L1 is an anvil here, since it tells which calls a transaction made and
// lets its storage be altered, as a fully colluding L1 could.

import { type ChildProcess, spawn } from "node:child_process";
import { encodeFunctionData } from "viem";
import { privateKeyToAddress } from "viem/accounts";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { fromHex, type Hex, toHex } from "../../../src/base/bytes.ts";
import {
	anything,
	hash,
	hexUpTo,
	list,
	optional,
	record,
	text,
} from "../../../src/base/decode.ts";
import { Fault } from "../../../src/base/fault.ts";
import { keccakHex } from "../../../src/crypto/hash.ts";
import { type ScrollProfile, scrollV1 } from "../../../src/l2/profile.ts";
import {
	concludeScrollConfig,
	numberedSlot,
	scrollConfigWanted,
} from "../../../src/l2/scroll-config.ts";
import {
	concludeScrollRoot,
	scrollRootWanted,
} from "../../../src/l2/scroll-root.ts";
import type { ScrollRoot } from "../../../src/l2/values.ts";
import { scrollPlonkInput } from "../../../src/recheck/replay-input.ts";
import {
	concludeVerifier,
	type Verifier,
	verifierPremises,
	verifierWanted,
} from "../../../src/recheck/replay-route.ts";
import {
	type Finalizing,
	finalizingTransaction,
	publicInputOf,
	recheckScroll,
	type ScrollRecheck,
	type Span,
	scrollRoute,
	scrollVerifier,
	spanWanted,
} from "../../../src/recheck/scroll.ts";
import {
	finalizationOf,
	wrapperInput,
} from "../../../src/recheck/scroll-calldata.ts";
import {
	type Execution,
	openExecution,
} from "../../../src/source/execution.ts";
import { openPool, type Pool } from "../../../src/source/pool.ts";
import { openCapture } from "../../../src/state/capture.ts";
import { headerOfHead } from "../../../src/state/header.ts";
import { wordHex } from "../../../src/state/slot.ts";
import type { Header } from "../../../src/state/values.ts";
import type { AnyVerified, Verified } from "../../../src/trust/verified.ts";
import { webClock } from "../../../src/web/clock.ts";
import { openFetch } from "../../../src/web/fetch.ts";
import { headOf, type MadeBlock } from "../../state/chain.ts";
import { anvilPath } from "../op/chain.ts";
import { type Rpc, rpcTo, sleep, waitForRpc } from "../op/rpc.ts";
import { openSender } from "../op/sender.ts";
import { roleKey } from "../op/setup.ts";
import { gatewayAbi, wrapperAbi } from "./abi.ts";
import { batchVersion, digests } from "./batch.ts";
import type { Finalized } from "./operator.ts";
import { type ScrollRollup, startScrollRollup } from "./rollup.ts";

const port = 27_030;
const url = `http://127.0.0.1:${port}`;
const deployerKey = roleKey("recheck deployer");
let child: ChildProcess;
let l1: Rpc;
let scroll: ScrollRollup;
let pool: Pool<Execution>;
/** Three bundles in a row, none of them the first. */
let bundles: readonly [Finalized, Finalized, Finalized];

const ignore = (): undefined => undefined;
const kill = (): void => {
	child?.kill("SIGKILL");
};

beforeAll(async () => {
	child = spawn(
		anvilPath(),
		[
			...["--port", `${port}`, "--host", "127.0.0.1", "--chain-id", "1"],
			...["--block-time", "1", "--accounts", "0", "--quiet"],
		],
		{ stdio: "ignore" },
	);
	process.once("exit", kill);
	await waitForRpc(url, 30_000);
	l1 = rpcTo(url);
	await l1(
		"anvil_setBalance",
		[privateKeyToAddress(deployerKey), `0x${(10n ** 21n).toString(16)}`],
		ignore,
	);
	scroll = await startScrollRollup({
		l1Rpc: url,
		deployerKey,
		port: port + 2,
		batchIntervalMs: 3_000,
		onProblem: (thrown) => console.error("background:", thrown),
	});
	await openSender(l1, 1, deployerKey).send({
		to: scroll.contracts.enforcedTxGateway.address,
		data: encodeFunctionData({
			abi: gatewayAbi,
			functionName: "sendTransaction",
			args: ["0x00000000000000000000000000000000beef0001", 5n, 200_000n, "0x"],
		}),
		gas: 500_000n,
		what: "force a transfer",
	});
	const settled = () =>
		scroll.operator
			.finalized()
			.filter(({ messagesTaken }) => messagesTaken > 0);
	while (settled().length < 3) await sleep(300);
	scroll.operator.setCommitting(false);
	scroll.operator.setFinalizing(false);
	await sleep(2_500);
	const [first, second, third] = scroll.operator.finalized().slice(-3);
	if (!first || !second || !third) throw new Error("too few bundles");
	bundles = [first, second, third];
	pool = openPool(
		[
			{
				name: "anvil",
				client: openExecution(
					{
						fetch: openFetch({ permitted: async () => true }),
						clock: webClock,
					},
					{ name: "anvil", url },
				),
			},
		],
		() => new Fault("not-followed", "no endpoint"),
	);
}, 150_000);

afterAll(async () => {
	await scroll?.stop();
	kill();
	process.removeListener("exit", kill);
});

/** The block as a light client would give it: that it is signed has tests of its own. */
const headerAt = async (
	number: number | "latest",
): Promise<Verified<Header>> => {
	const [member] = pool.active();
	if (member === undefined) throw new Error("the endpoint is put aside");
	const at = number === "latest" ? number : { number };
	const { value } = await member.client.header(at);
	const timestamp = await l1(
		"eth_getBlockByHash",
		[value.hash, false],
		record({ timestamp: text() }),
	);
	const block: MadeBlock = {
		...value,
		json: timestamp,
		world: {},
		transactions: [],
		receipts: [],
	};
	return headerOfHead(headOf(block, "final", true), value.rlp);
};

const codeOf = async (run: () => unknown): Promise<string> => {
	try {
		await run();
	} catch (thrown) {
		if (thrown instanceof Fault) return thrown.code;
		throw thrown;
	}
	return "accepted";
};

/** Proofs at the newest block, by a capture that remembers nothing. */
const proveNow = async (
	wanted: Parameters<ReturnType<typeof openCapture>["prove"]>[1],
	header: Verified<Header>,
) => openCapture({ pool, clock: webClock }).prove(header, wanted);

const rootNow = async (
	profile: ScrollProfile = scroll.profile,
	header?: Verified<Header>,
): Promise<Verified<ScrollRoot>> => {
	const at = header ?? (await headerAt("latest"));
	const proved = await proveNow(scrollConfigWanted(profile), at);
	const config = concludeScrollConfig(profile, [
		...proved.flatMap(({ slots }) => slots),
		...proved.flatMap(({ account, slots }) =>
			slots.length > 0 ? [] : [account],
		),
	]);
	const found = await proveNow(scrollRootWanted(profile, config.value), at);
	return concludeScrollRoot([config, ...found.flatMap(({ slots }) => slots)]);
};

const finalizingIn = async (
	{ l1Block }: Finalized,
	root: Verified<ScrollRoot>,
): Promise<Finalizing> => {
	const header = await headerAt(l1Block);
	const [member] = pool.active();
	if (member === undefined) throw new Error("the endpoint is put aside");
	const { value: block } = await member.client.block({ number: l1Block });
	const { value: receipts } = await member.client.receipts(
		l1Block,
		block.transactions.map((raw) => keccakHex(fromHex(raw))),
	);
	return finalizingTransaction(header, block.transactions, receipts, root);
};

type Made = {
	readonly span: Span;
	readonly verifier: Verified<Verifier>;
	readonly premises: readonly AnyVerified[];
};

/** All that a recheck of the newest bundle takes, as L1 is now. */
const prepare = async (
	since?: Span["since"],
	profile: ScrollProfile = scroll.profile,
): Promise<Made> => {
	const [, previous, last] = bundles;
	const root = await rootNow(profile);
	const finalizing = await finalizingIn(last, root);
	const span: Span = {
		root,
		finalizing,
		since: since ?? {
			batchIndex: previous.index,
			stateRoot: previous.stateRoot,
		},
	};
	const header = await headerAt("latest");
	const route = scrollRoute({
		version: batchVersion,
		batchIndex: BigInt(last.index),
	});
	const known = scrollVerifier(profile, batchVersion);
	const verifier = concludeVerifier(
		known,
		route,
		verifierPremises(await proveNow(verifierWanted(known, route), header)),
	);
	const proved = await proveNow(spanWanted(span), header);
	return { span, verifier, premises: proved.flatMap(({ slots }) => slots) };
};
const run = ({ span, verifier, premises }: Made): Promise<ScrollRecheck> =>
	recheckScroll(span, verifier, premises);
const refusal = (made: () => Promise<Made>): Promise<string> =>
	codeOf(async () => run(await made()));

/** Runs with L1 altered, and puts it back. */
const altered = async <T>(
	change: () => Promise<void>,
	work: () => Promise<T>,
): Promise<T> => {
	const saved = await l1("evm_snapshot", [], text());
	try {
		await change();
		await l1("evm_mine", [], ignore);
		return await work();
	} finally {
		await l1("evm_revert", [saved], ignore);
		await l1("evm_mine", [], ignore);
		for (const { name } of pool.standings()) pool.forgive(name);
	}
};
const setSlot = (at: Hex, key: Hex, word: Hex): Promise<void> =>
	l1("anvil_setStorageAt", [at, key, word], ignore);
const slotOf = (
	field: "finalizedStateRoots" | "messageRollingHashes" | "latestVerifier",
	index: number,
): Hex => numberedSlot(scroll.profile.slots[field], index);

type Call = {
	readonly to: Hex;
	readonly input: Hex;
	readonly calls: readonly Call[];
};
const callOf = (raw: unknown, path: string): Call => {
	const { calls, ...call } = record({
		to: hexUpTo(20),
		input: hexUpTo(100_000),
		calls: optional(list(anything, 100)),
	})(raw, path);
	return { ...call, calls: (calls ?? []).map((one) => callOf(one, path)) };
};
const callsTo = (call: Call, to: Hex): readonly Hex[] => [
	...(call.to === to ? [call.input] : []),
	...call.calls.flatMap((one) => callsTo(one, to)),
];

describe("a genuine proof", () => {
	test("holds: for the state it ends with, from the one before, and as development only", async () => {
		const [, previous, last] = bundles;
		const found = await run(await prepare());
		expect(found).toMatchObject({
			batchIndex: last.index,
			stateRoot: last.stateRoot,
			from: { batchIndex: previous.index, stateRoot: previous.stateRoot },
			validity: "development",
			system: "halo2-kzg",
			program: { digests, protocolVersion: 9 },
		});
		expect(found.gasUsed).toBeGreaterThan(0n);
	});

	test("is put to the verifier in the very bytes that ScrollChain put it in", async () => {
		const [, , last] = bundles;
		const trace = callOf(
			await l1(
				"debug_traceTransaction",
				[last.transaction, { tracer: "callTracer" }],
				anything,
			),
			"trace",
		);
		const { wrapper, plonk } = scroll.contracts;
		const { span, premises } = await prepare();
		const { raw } = span.finalizing.transaction.value;
		const said = finalizationOf(raw, scroll.contracts.scrollChain.address);
		if (said === null) throw new Error("no finalization");
		const publicInput = publicInputOf(span, premises);
		expect(callsTo(trace, wrapper)).toEqual([
			wrapperInput(said.proof, publicInput),
		]);
		// And the wrapper in the bytes that scroll.md gives for it.
		const protocol = wordHex(9n).slice(2);
		const inputHash = keccakHex(
			fromHex(`0x${protocol}${toHex(publicInput).slice(2)}`),
		);
		const words = [...fromHex(inputHash)].map((byte) => wordHex(BigInt(byte)));
		const inputs = [...digests, ...words].map((word) => word.slice(2)).join("");
		expect(callsTo(trace, plonk)).toEqual([
			scrollPlonkInput(said.proof, `0x${inputs}`),
		]);
		expect(said.messagesTaken).toBe(1n);
	});

	test("is known by what the wrapper's own code says of the program", async () => {
		const ask = (
			name: "verifierDigest1" | "verifierDigest2" | "protocolVersion",
		) =>
			l1(
				"eth_call",
				[
					{
						to: scroll.contracts.wrapper,
						data: encodeFunctionData({ abi: wrapperAbi, functionName: name }),
					},
					"latest",
				],
				hash,
			);
		const [known] = scroll.profile.verifiers;
		expect([
			await ask("verifierDigest1"),
			await ask("verifierDigest2"),
		]).toEqual(known?.digests);
		expect(BigInt(await ask("protocolVersion"))).toBe(
			BigInt(known?.protocolVersion ?? 0),
		);
	});
});

describe("is refused by name", () => {
	test("the transaction of another bundle", async () => {
		const [, previous] = bundles;
		const made = await prepare();
		const header = await headerAt(previous.l1Block - 1);
		expect(await codeOf(() => rootNow(scroll.profile, header))).toBe(
			"accepted",
		);
		// A root of the bundle before, and its transaction, under the newest root.
		const older = await rootNow(
			scroll.profile,
			await headerAt(previous.l1Block),
		);
		const finalizing = await finalizingIn(previous, older);
		expect(
			await codeOf(() => run({ ...made, span: { ...made.span, finalizing } })),
		).toBe("recheck-batch");
		expect(await codeOf(() => finalizingIn(previous, made.span.root))).toBe(
			"not-anchored",
		);
		const { receipt } = finalizing;
		expect(
			await codeOf(() =>
				run({
					...made,
					span: {
						...made.span,
						finalizing: { ...made.span.finalizing, receipt },
					},
				}),
			),
		).toBe("evidence-step");
	});

	test("a root that L1 was made to hold in place of the finalized one", async () => {
		const [, , last] = bundles;
		const found = await altered(
			() =>
				setSlot(
					scroll.contracts.scrollChain.address,
					slotOf("finalizedStateRoots", last.index),
					keccakHex(fromHex(last.stateRoot)),
				),
			() => refusal(() => prepare()),
		);
		expect(found).toBe("recheck-batch");
	});

	test("a proof over another previous root than the one that L1 was made to hold", async () => {
		const [, previous] = bundles;
		const forged = keccakHex(fromHex(previous.stateRoot));
		const put = () =>
			setSlot(
				scroll.contracts.scrollChain.address,
				slotOf("finalizedStateRoots", previous.index),
				forged,
			);
		expect(await altered(put, () => refusal(() => prepare()))).toBe(
			"recheck-gap",
		);
		expect(
			await altered(put, () =>
				refusal(() =>
					prepare({ batchIndex: previous.index, stateRoot: forged }),
				),
			),
		).toBe("recheck-failed");
	});

	test("a proof over another queue than the one that L1 was made to hold", async () => {
		expect(
			await altered(
				() =>
					setSlot(
						scroll.contracts.messageQueue.address,
						slotOf("messageRollingHashes", 0),
						wordHex((0xabcdefn << 32n) | 1n),
					),
				() => refusal(() => prepare()),
			),
		).toBe("recheck-failed");
	});

	test("a state that was not the last one checked, or one with a bundle between", async () => {
		const [first, previous] = bundles;
		const other = keccakHex(fromHex(previous.stateRoot));
		for (const since of [
			{ batchIndex: first.index, stateRoot: first.stateRoot },
			{ batchIndex: previous.index, stateRoot: other },
			{ batchIndex: previous.index + 1, stateRoot: previous.stateRoot },
			{ batchIndex: previous.index - 500, stateRoot: previous.stateRoot },
		])
			expect(await refusal(() => prepare(since))).toBe("recheck-gap");
	});

	test("another verifier: by its code, its route, or the program it is for", async () => {
		const { wrapper, plonk, rollupVerifier, scrollChain } = scroll.contracts;
		for (const at of [wrapper, plonk, rollupVerifier])
			expect(
				await altered(
					() => l1("anvil_setCode", [at, "0x00"], ignore),
					() => refusal(() => prepare()),
				),
			).toBe("l2-unknown-code");
		expect(
			await altered(
				() =>
					setSlot(
						rollupVerifier,
						slotOf("latestVerifier", batchVersion),
						wordHex(BigInt(scrollChain.address) << 64n),
					),
				() => refusal(() => prepare()),
			),
		).toBe("l2-unknown-code");
		const profile = scrollV1(
			{
				...scroll.profile,
				verifiers: scroll.profile.verifiers.map((one) => ({
					...one,
					digests: [digests[1], digests[1]].map((word) =>
						keccakHex(fromHex(word)),
					),
				})),
			},
			"profile",
		);
		expect(await refusal(() => prepare(undefined, profile))).toBe(
			"l2-unknown-code",
		);
		expect(await codeOf(() => scrollVerifier(scroll.profile, 10))).toBe(
			"l2-unknown-code",
		);
	});

	test("a route that begins after the bundle", async () => {
		const [, , last] = bundles;
		const { wrapper, rollupVerifier } = scroll.contracts;
		expect(
			await altered(
				() =>
					setSlot(
						rollupVerifier,
						slotOf("latestVerifier", batchVersion),
						wordHex((BigInt(wrapper) << 64n) | BigInt(last.index + 1)),
					),
				() => refusal(() => prepare()),
			),
		).toBe("replay-route");
	});

	test("a slot left out, in another's place, or of another chain's verifier", async () => {
		const made = await prepare();
		const { premises } = made;
		for (const [i] of premises.entries()) {
			const without = premises.filter((_, at) => at !== i);
			expect(await codeOf(() => run({ ...made, premises: without }))).toBe(
				"evidence-step",
			);
			const [one] = premises.slice(i - 1);
			const moved = premises.with(i, one ?? made.span.root);
			if (one !== premises[i])
				expect(await codeOf(() => run({ ...made, premises: moved }))).toBe(
					"evidence-step",
				);
		}
	});
});

test("what the real contract refuses, the replay refuses: every byte of the seal counts", async () => {
	const { span, verifier, premises } = await prepare();
	const said = finalizationOf(
		span.finalizing.transaction.value.raw,
		scroll.contracts.scrollChain.address,
	);
	if (said === null) throw new Error("no finalization");
	const input = publicInputOf(span, premises);
	const { replayBy } = await import("../../../src/recheck/replay.ts");
	const proof = fromHex(said.proof);
	for (const at of [0, 0x17f, 0x180, proof.length - 1]) {
		const flipped = proof.slice();
		flipped[at] = (flipped[at] ?? 0) ^ 1;
		const data = wrapperInput(toHex(flipped), input);
		expect(await codeOf(() => replayBy(verifier, { input: data }))).toBe(
			"recheck-failed",
		);
		const onL1 = l1(
			"eth_call",
			[{ to: scroll.contracts.wrapper, data }, "latest"],
			anything,
		);
		await expect(onL1).rejects.toThrow();
	}
});
