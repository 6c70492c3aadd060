// Scroll's proofs checked again, over the real contracts: what the wallet computes is what ScrollChain hands its verifier,
// and everything that differs is refused by name. The L1 is an anvil here, since it tells which calls a transaction made.
// What its contracts hold is copied into a made L1 for the proofs (anvil's tries keep zeros, which no true one does), and
// altered there as a fully colluding L1 could.

import { type ChildProcess, spawn } from "node:child_process";
import { encodeFunctionData } from "viem";
import { privateKeyToAddress } from "viem/accounts";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { fromHex, type Hex, toHex } from "../../../src/base/bytes.ts";
import * as d from "../../../src/base/decode.ts";
import { Fault } from "../../../src/base/fault.ts";
import { keccakHex } from "../../../src/crypto/hash.ts";
import { replayBy } from "../../../src/evm/verifier-replay.ts";
import {
	finalizationOf,
	wrapperInput,
} from "../../../src/l2/scroll/checks/calldata.ts";
import {
	concludeScrollConfig,
	numberedSlot,
	scrollConfigWanted,
} from "../../../src/l2/scroll/checks/config.ts";
import {
	type ScrollProfile,
	scrollV1,
} from "../../../src/l2/scroll/checks/profile.ts";
import {
	batchSlots,
	concludeScrollRoot,
	scrollRootWanted,
} from "../../../src/l2/scroll/checks/root.ts";
import type { ScrollRoot } from "../../../src/l2/scroll/checks/values.ts";
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
} from "../../../src/l2/scroll/runtime/recheck.ts";
import { scrollPlonkInput } from "../../../src/recheck/replay-input.ts";
import {
	concludeVerifier,
	type Verifier,
	verifierPremises,
	verifierWanted,
} from "../../../src/recheck/replay-route.ts";
import {
	accountClaim,
	type Execution,
	openExecution,
} from "../../../src/source/execution.ts";
import { openPool, type Pool } from "../../../src/source/pool.ts";
import { proveAccount } from "../../../src/state/account.ts";
import type {
	ProvedAccount,
	WantedAccount,
} from "../../../src/state/capture.ts";
import { headerOfHead } from "../../../src/state/header.ts";
import { proveCode, proveSlot } from "../../../src/state/slot.ts";
import { wordHex } from "../../../src/state/storage-layout.ts";
import type { Header } from "../../../src/state/values.ts";
import type { AnyVerified, Verified } from "../../../src/trust/verified.ts";
import { webClock } from "../../../src/web/clock.ts";
import { openFetch } from "../../../src/web/fetch.ts";
import { refusalOf } from "../../refused.ts";
import {
	headOf,
	type MadeBlock,
	mine,
	proofJson,
	type World,
} from "../../state/chain.ts";
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
		// The queue's fee; what is too much comes back.
		valueWei: 10n ** 15n,
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
	copied = await copyOfL1();
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
	if (member === undefined) throw new Error("the endpoint is set aside");
	const at = number === "latest" ? number : { number };
	const { value } = await member.client.header(at);
	const timestamp = await l1(
		"eth_getBlockByHash",
		[value.hash, false],
		d.record({ timestamp: d.text() }),
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

type Change = (
	put: (at: Hex, key: Hex, word: Hex) => void,
	world: World,
) => void;

const indices = (): readonly number[] => {
	const [first, , last] = bundles;
	return Array.from(
		{ length: last.index - first.index + 1 },
		(_, i) => first.index + i,
	);
};

/** What L1 holds of Scroll now, as far as any of the tests asks. */
const copyOfL1 = async (): Promise<World> => {
	const { profile, contracts } = scroll;
	const [, , last] = bundles;
	const wanted: readonly WantedAccount[] = [
		...scrollConfigWanted(profile),
		...scrollRootWanted(profile, {
			lastFinalizedBatch: last.index,
			nextUnfinalizedMessage: 1,
		}),
		...indices().map((index) => ({
			address: contracts.scrollChain.address,
			slots: batchSlots(profile, index),
		})),
		{
			address: contracts.messageQueue.address,
			slots: [slotOf("messageRollingHashes", 0)],
		},
	];
	const world: World = {};
	for (const { address, slots } of wanted) {
		const known = world[address] ?? {
			code: await l1("eth_getCode", [address, "latest"], d.hexUpTo(50_000)),
		};
		world[address] = known;
		for (const slot of slots) {
			const word = await l1(
				"eth_getStorageAt",
				[address, slot, "latest"],
				d.hash,
			);
			known.storage = { ...known.storage, [slot]: BigInt(word) };
		}
	}
	return world;
};
let copied: World;

/** All of `wanted` in one block of a made L1 that holds the copy, altered or not. */
const prove = (
	wanted: readonly WantedAccount[],
	change: Change = () => {},
): readonly ProvedAccount[] => {
	const world = structuredClone(copied);
	change((at, key, word) => {
		const account = world[at];
		if (account === undefined) throw new Error(`no account ${at}`);
		account.storage = { ...account.storage, [key]: BigInt(word) };
	}, world);
	const header = headerOfHead(headOf(mine(world, null), "final"));
	return wanted.map(({ address, slots, code }) => {
		const claim = accountClaim(proofJson(world, address, [...slots]), "proof");
		const account = proveAccount(header, address, claim);
		return {
			header,
			account,
			slots: claim.storageProof.map((slot) => proveSlot(account, slot)),
			code: code ? proveCode(account, world[address]?.code ?? "0x") : null,
		};
	});
};

const rootOf = (
	profile: ScrollProfile = scroll.profile,
	change?: Change,
): Verified<ScrollRoot> => {
	const proved = prove(scrollConfigWanted(profile), change);
	const config = concludeScrollConfig(profile, [
		...proved.flatMap(({ slots }) => slots),
		...proved.flatMap(({ account, slots }) =>
			slots.length > 0 ? [] : [account],
		),
	]);
	const found = prove(scrollRootWanted(profile, config.value), change);
	return concludeScrollRoot([config, ...found.flatMap(({ slots }) => slots)]);
};

/** The root of the bundle before: the same contracts, a batch earlier. */
const olderRoot = (): Verified<ScrollRoot> => {
	const [, previous] = bundles;
	const { address } = scroll.contracts.scrollChain;
	const at = wordHex(BigInt(scroll.profile.slots.miscData));
	return rootOf(undefined, (put, world) => {
		const misc = world[address]?.storage?.[at] ?? 0n;
		const others = misc & ~(0xffff_ffff_ffff_ffffn << 64n);
		put(address, at, wordHex(others | (BigInt(previous.index) << 64n)));
	});
};

const finalizingIn = async (
	{ l1Block }: Finalized,
	root: Verified<ScrollRoot>,
): Promise<Finalizing> => {
	const header = await headerAt(l1Block);
	const [member] = pool.active();
	if (member === undefined) throw new Error("the endpoint is set aside");
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

type Case = {
	readonly since?: Span["since"];
	readonly profile?: ScrollProfile;
	readonly change?: Change;
};

/** All that a recheck of the newest bundle takes. */
const prepare = async ({
	since,
	profile = scroll.profile,
	change,
}: Case = {}): Promise<Made> => {
	const [, previous, last] = bundles;
	const root = rootOf(profile, change);
	const span: Span = {
		root,
		finalizing: await finalizingIn(last, root),
		since: since ?? {
			batchIndex: previous.index,
			stateRoot: previous.stateRoot,
		},
	};
	const route = scrollRoute({
		version: batchVersion,
		batchIndex: BigInt(last.index),
	});
	const known = scrollVerifier(profile, batchVersion);
	const verifier = concludeVerifier(
		known,
		route,
		verifierPremises(prove(verifierWanted(known, route), change)),
	);
	const premises = prove(spanWanted(span), change).flatMap(
		({ slots }) => slots,
	);
	return { span, verifier, premises };
};
const run = ({ span, verifier, premises }: Made): Promise<ScrollRecheck> =>
	recheckScroll(span, verifier, premises);
const refusal = (made: Case): Promise<string> =>
	refusalOf(async () => run(await prepare(made)));

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
	const { calls, ...call } = d.record({
		to: d.hexUpTo(20),
		input: d.hexUpTo(100_000),
		calls: d.optional(d.list(d.anything, 100)),
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
				d.anything,
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
		// And the wrapper in the bytes that its contract computes: version and input hashed, the digests and the hash's bytes
		// as words.
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
				d.hash,
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
	test("the transaction of another bundle, or the receipt of another", async () => {
		const [, previous] = bundles;
		const made = await prepare();
		const finalizing = await finalizingIn(previous, olderRoot());
		const withIt = (other: Finalizing) =>
			refusalOf(() =>
				run({ ...made, span: { ...made.span, finalizing: other } }),
			);
		expect(await withIt(finalizing)).toBe("recheck-batch");
		expect(
			await withIt({ ...made.span.finalizing, receipt: finalizing.receipt }),
		).toBe("evidence-step");
		expect(await refusalOf(() => finalizingIn(previous, made.span.root))).toBe(
			"not-anchored",
		);
	});

	test("a root, a withdraw root or a batch hash that L1 was made to hold in place of the finalized one", async () => {
		const [, , last] = bundles;
		const { address } = scroll.contracts.scrollChain;
		const [batchHash, root, withdraw] = batchSlots(scroll.profile, last.index);
		for (const [slot, code] of [
			[batchHash, "not-anchored"], // no transaction finalized that batch
			[root, "recheck-batch"],
			[withdraw, "recheck-batch"],
		] as const)
			expect(
				await refusal({
					change: (put) =>
						put(address, slot ?? "0x", keccakHex(fromHex("0x01"))),
				}),
			).toBe(code);
	});

	test("a proof over another previous root or batch than the one that L1 was made to hold", async () => {
		const [, previous] = bundles;
		const forged = keccakHex(fromHex(previous.stateRoot));
		const { address } = scroll.contracts.scrollChain;
		const [batchHash, root] = batchSlots(scroll.profile, previous.index);
		const change: Change = (put) => put(address, root ?? "0x", forged);
		expect(await refusal({ change })).toBe("recheck-gap");
		expect(
			await refusal({
				change,
				since: { batchIndex: previous.index, stateRoot: forged },
			}),
		).toBe("recheck-failed");
		expect(
			await refusal({
				change: (put) => put(address, batchHash ?? "0x", forged),
			}),
		).toBe("recheck-failed");
	});

	test("a proof over another queue than the one that L1 was made to hold", async () => {
		const { address } = scroll.contracts.messageQueue;
		const slot = slotOf("messageRollingHashes", 0);
		expect(
			await refusal({
				change: (put) => put(address, slot, wordHex((0xabcdefn << 32n) | 1n)),
			}),
		).toBe("recheck-failed");
		// The time in the low bytes is no part of the hash.
		expect(
			await refusal({
				change: (put, world) =>
					put(
						address,
						slot,
						wordHex((world[address]?.storage?.[slot] ?? 0n) ^ 1n),
					),
			}),
		).toBe("none");
	});

	test("a state that was not the last one checked, or one with a bundle between", async () => {
		const [first, previous] = bundles;
		const other = keccakHex(fromHex(previous.stateRoot));
		for (const since of [
			{ batchIndex: first.index, stateRoot: first.stateRoot },
			{ batchIndex: previous.index, stateRoot: other },
			{ batchIndex: previous.index + 500, stateRoot: previous.stateRoot },
			{ batchIndex: previous.index - 500, stateRoot: previous.stateRoot },
		])
			expect(await refusal({ since })).toBe("recheck-gap");
	});

	test("another verifier: by its code, its route, or the program it is for", async () => {
		const { wrapper, plonk, rollupVerifier, scrollChain } = scroll.contracts;
		const known = scrollVerifier(scroll.profile, batchVersion);
		const route = scrollRoute({ version: batchVersion, batchIndex: 1n });
		const verifierWith = (change: Change) =>
			refusalOf(() =>
				concludeVerifier(
					known,
					route,
					verifierPremises(prove(verifierWanted(known, route), change)),
				),
			);
		for (const at of [wrapper, plonk, rollupVerifier]) {
			const change: Change = (_, world) => {
				world[at] = { ...world[at], code: "0x00" };
			};
			expect(await verifierWith(change)).toBe("l2-unknown-code");
			expect(await refusal({ change })).toBe("l2-unknown-code");
		}
		const elsewhere: Change = (put) =>
			put(
				rollupVerifier,
				slotOf("latestVerifier", batchVersion),
				wordHex(BigInt(scrollChain.address) << 64n),
			);
		expect(await verifierWith(elsewhere)).toBe("l2-unknown-code");
		const profile = scrollV1(
			{
				...scroll.profile,
				verifiers: scroll.profile.verifiers.map((one) => ({
					...one,
					digests: [digests[1], digests[0]].map((word) =>
						keccakHex(fromHex(word)),
					),
				})),
			},
			"profile",
		);
		expect(await refusal({ profile })).toBe("l2-unknown-code");
		expect(await refusalOf(() => scrollVerifier(scroll.profile, 10))).toBe(
			"l2-unknown-code",
		);
	});

	test("a route that begins after the bundle", async () => {
		const [, , last] = bundles;
		const { wrapper, rollupVerifier } = scroll.contracts;
		expect(
			await refusal({
				change: (put) =>
					put(
						rollupVerifier,
						slotOf("latestVerifier", batchVersion),
						wordHex((BigInt(wrapper) << 64n) | BigInt(last.index + 1)),
					),
			}),
		).toBe("replay-route");
	});

	test("a slot left out or in another's place, and a verifier of another route", async () => {
		const made = await prepare();
		const { premises } = made;
		const refused = (other: readonly AnyVerified[]) =>
			refusalOf(() => run({ ...made, premises: other }));
		expect(premises.length).toBeGreaterThan(2);
		for (const [i] of premises.entries()) {
			expect(await refused(premises.filter((_, at) => at !== i))).toBe(
				"evidence-step",
			);
			const next = premises[(i + 1) % premises.length] ?? made.span.root;
			expect(await refused(premises.with(i, next))).toBe("evidence-step");
		}
		const known = scrollVerifier(scroll.profile, batchVersion);
		const { route } = known;
		const other = { ...known, gas: known.gas - 1, route };
		const key = scrollRoute({ version: batchVersion, batchIndex: 1n });
		const verifier = concludeVerifier(
			other,
			key,
			verifierPremises(prove(verifierWanted(other, key))),
		);
		expect(await refusalOf(() => run({ ...made, verifier }))).toBe(
			"evidence-step",
		);
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
	const proof = fromHex(said.proof);
	for (const at of [0, 0x17f, 0x180, proof.length - 1]) {
		const flipped = proof.slice();
		flipped[at] = (flipped[at] ?? 0) ^ 1;
		const data = wrapperInput(toHex(flipped), input);
		expect(await refusalOf(() => replayBy(verifier, { input: data }))).toBe(
			"recheck-failed",
		);
		const onL1 = l1(
			"eth_call",
			[{ to: scroll.contracts.wrapper, data }, "latest"],
			d.anything,
		);
		await expect(onL1).rejects.toThrow();
	}
});
