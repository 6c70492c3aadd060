// From nothing to a proved balance on mainnet: the endpoints that this release suggests, answered for by recordings of one day,
// under the clock of that day. The engine is the one that ships. The signer is none: it only says which account is watched, for
// nobody has the key of a recorded one.

import { afterEach, describe, expect, test } from "vitest";
import { Fault } from "../../../src/base/fault.ts";
import { memoryStore } from "../../../src/cli/store.ts";
import { openEngine } from "../../../src/engine/engine.ts";
import { connect, serve } from "../../../src/protocol/channel.ts";
import { fromSigner, toSigner, ui } from "../../../src/protocol/methods.ts";
import type { Suggestion } from "../../../src/protocol/suggested.ts";
import { ownerOf } from "../../../src/source/independence.ts";
import type { Clock, Fetch } from "../../../src/source/ports.ts";
import { wordsOf } from "../../../src/words/catalogue.ts";
import { line } from "../../adversary/wallet.ts";
import { shippedKernel } from "../../kernel.ts";
import { isRecorded, openRecorded, type Recorded } from "./recorded.ts";

const clockAt = (startMs: number): Clock => {
	const began = performance.now();
	return {
		nowMs: () => Math.floor(startMs + (performance.now() - began)),
		ticksMs: () => performance.now() - began,
		sleep: (ms, signal) =>
			new Promise((resolve, reject) => {
				const timer = setTimeout(resolve, Math.min(ms, 50));
				signal?.addEventListener("abort", () => {
					clearTimeout(timer);
					reject(new Fault("cancelled", "stopped"));
				});
			}),
	};
};

/** Answers as the recording does, under any host; `asked` has the hosts in order. */
const standIns =
	(recorded: Recorded, asked: string[], dead: readonly string[] = []): Fetch =>
	async ({ url, method, body = "" }) => {
		const { host, pathname, search } = new URL(url);
		asked.push(host);
		if (dead.includes(host)) throw new Fault("unreachable", host);
		return method === "POST"
			? recorded.execution(body)
			: recorded.beacon(
					pathname.slice(Math.max(0, pathname.indexOf("/eth/"))) + search,
				);
	};

let close = (): void => {};
afterEach(() => close());

const open = async (recorded: Recorded, fetch: Fetch) => {
	const toEngine = line();
	const toUi = line();
	const [engineEnd, signerEnd] = toEngine.ends;
	const status = {
		hasVault: true,
		unlocked: true,
		accounts: [recorded.account],
		held: [{ kind: "watch" as const, address: recorded.account }],
		autoLockMinutes: 30,
	};
	const no = async () => {
		throw new Fault("locked", "nobody signs here");
	};
	serve(
		signerEnd,
		toSigner,
		{
			"vault.load": async () => status,
			"order.offer": no,
			"order.withdraw": async () => undefined,
			"message.offer": no,
			"message.withdraw": async () => undefined,
			"rollup.keys": async () => [],
			"anchor.advance": async () => undefined,
		},
		undefined,
	);
	connect(signerEnd, fromSigner);
	const door = await openEngine({
		fetch,
		clock: clockAt(recorded.nowMs),
		store: memoryStore(),
		kernel: shippedKernel,
		signer: engineEnd,
		version: "test",
		waiting: () => {},
		alert: () => {},
	});
	door.serveUi(toUi.ends[1]);
	close = () => {
		door.close();
		toEngine.cut();
		toUi.cut();
	};
	return connect(toUi.ends[0], ui);
};
type Ask = Awaited<ReturnType<typeof open>>;

const listOf = (all: readonly Suggestion[], role: Suggestion["role"]) =>
	all
		.filter((one) => one.role === role)
		.map(({ name, url }) => ({ name, url }));

/** What is suggested for Ethereum itself: its layer 2s are chosen by themselves. */
const ofEthereum = async (ask: Ask): Promise<readonly Suggestion[]> =>
	(await ask("endpoints.suggested", undefined)).filter(
		({ chainId }) => chainId === 1,
	);

const choose = async (ask: Ask, chosen: readonly Suggestion[]) =>
	ask("endpoints.set", {
		chainId: 1,
		beacon: listOf(chosen, "beacon"),
		execution: listOf(chosen, "execution"),
		relay: [],
		checkpoint: listOf(chosen, "checkpoint"),
	});

const provedBalance = async (ask: Ask) => {
	const until = performance.now() + 30_000;
	for (;;) {
		const view = await ask("view.get", undefined);
		const [balance] = view.chains[0]?.balances ?? [];
		if (balance?.amount !== undefined && balance.amount !== null)
			return { view, balance };
		if (performance.now() > until)
			throw new Error(
				`no balance: ${JSON.stringify([view.sync, view.stopped, view.endpoints, view.chains[0]?.fault, balance]).slice(0, 3_000)}`,
			);
		await new Promise((resolve) => setTimeout(resolve, 50));
	}
};

describe.skipIf(!isRecorded)("mainnet as it was recorded", () => {
	test("is proved from the suggested endpoints: nothing typed, nobody asked before, within a minute", async () => {
		const recorded = openRecorded();
		const asked: string[] = [];
		const ask = await open(recorded, standIns(recorded, asked));
		const began = performance.now();
		await ask("network.choose", { name: "mainnet" });
		const first = (await ofEthereum(ask)).filter((one) => one.first);
		expect(asked).toEqual([]);
		const trials = await Promise.all(
			first.map(({ chainId, role, url }) =>
				ask("endpoints.test", { chainId, role, url }),
			),
		);
		for (const [i, { verdict, says }] of trials.entries())
			expect([first[i]?.url, verdict, wordsOf(says)]).toEqual([
				first[i]?.url,
				"good",
				expect.anything(),
			]);
		await choose(ask, first);
		const found = await ask("checkpoint.find", undefined);
		expect(found.root).toBe(recorded.checkpoint);
		expect(found.agree).toHaveLength(6);
		await ask("checkpoint.accept", { root: recorded.checkpoint });
		const { view, balance } = await provedBalance(ask);
		expect(performance.now() - began).toBeLessThan(60_000);
		expect(BigInt(balance.amount ?? 0)).toBe(recorded.balanceWei);
		expect(recorded.balanceWei).toBeGreaterThan(0n);
		expect(balance.grade).toMatchObject({
			who: "l1",
			finality: "optimistic",
		});
		expect(balance.blockNumber).toBe(0x1564956);
		expect(view.sync.optimistic?.slot).toBe(11_650_074);
		// who is asked is who was chosen, and nobody else
		expect([...new Set(asked)].sort()).toEqual(
			[...new Set(first.map(({ url }) => new URL(url).host))].sort(),
		);
	}, 60_000);

	test("finds the starting point with one of six silent, and says who", async () => {
		const recorded = openRecorded();
		const dead = ["mainnet.checkpoint.sigp.io"];
		const ask = await open(recorded, standIns(recorded, [], dead));
		await ask("network.choose", { name: "mainnet" });
		const first = (await ofEthereum(ask)).filter((one) => one.first);
		await choose(ask, first);
		const found = await ask("checkpoint.find", undefined);
		expect(found.root).toBe(recorded.checkpoint);
		expect(found.dissent.map(({ name }) => name)).toEqual(dead);
	});

	test("is proved by one endpoint of a kind that is left, the others being dead", async () => {
		const recorded = openRecorded();
		const dead = ["eth.drpc.org", "eth-beacon-chain.drpc.org"];
		const ask = await open(recorded, standIns(recorded, [], dead));
		await ask("network.choose", { name: "mainnet" });
		const some = (await ofEthereum(ask)).filter(
			({ role, url }) =>
				role !== "checkpoint" &&
				["drpc.org", "publicnode.com"].includes(ownerOf(url)),
		);
		expect(some).toHaveLength(4);
		await choose(ask, some);
		// with fewer than three a person brings the root
		expect(
			await ask("checkpoint.find", undefined).then(
				() => null,
				(fault: Fault) => fault.code,
			),
		).toBe("too-few-providers");
		await ask("checkpoint.look", { root: recorded.checkpoint });
		await ask("checkpoint.accept", { root: recorded.checkpoint });
		const { balance } = await provedBalance(ask);
		expect(BigInt(balance.amount ?? 0)).toBe(recorded.balanceWei);
	}, 60_000);

	test("sets a node of another chain aside and names it, and is proved by the one that is left", async () => {
		const recorded = openRecorded();
		const honest = standIns(recorded, []);
		const ask = await open(recorded, async (request) => {
			const reply = await honest(request);
			if (
				!request.url.includes("eth.drpc.org") ||
				!request.body?.includes("eth_chainId")
			)
				return reply;
			const text = new TextDecoder().decode(reply.bytes);
			const other = text.replace('"0x1"', '"0xaa36a7"');
			return { ...reply, bytes: new TextEncoder().encode(other) };
		});
		await ask("network.choose", { name: "mainnet" });
		const first = (await ofEthereum(ask)).filter((one) => one.first);
		const drpc = first.find(({ url }) => url === "https://eth.drpc.org");
		const trial = await ask("endpoints.test", {
			chainId: 1,
			role: "execution",
			url: drpc?.url ?? "",
		});
		expect(wordsOf(trial.says)).toBe("Wrong chain: this is Sepolia.");
		// who chooses it all the same
		await choose(ask, first);
		await ask("checkpoint.accept", { root: recorded.checkpoint });
		const { view, balance } = await provedBalance(ask);
		expect(BigInt(balance.amount ?? 0)).toBe(recorded.balanceWei);
		const aside = view.endpoints.filter(({ state }) => state === "put-aside");
		expect(aside.map(({ name, fault }) => [name, fault?.code])).toEqual([
			["eth.drpc.org", "other-chain"],
		]);
	}, 60_000);

	test("asks nobody and shows no number without an endpoint", async () => {
		const recorded = openRecorded();
		const asked: string[] = [];
		const ask = await open(recorded, standIns(recorded, asked));
		await ask("network.choose", { name: "mainnet" });
		const { setup, chains, sync } = await ask("view.get", undefined);
		expect(setup).toBe("endpoints");
		expect(sync.phase).toBe("idle");
		expect(chains[0]?.balances ?? []).toEqual([]);
		expect(asked).toEqual([]);
	});

	test("says which endpoint cannot serve the start, and shows no number", async () => {
		const recorded = openRecorded();
		const honest = standIns(recorded, []);
		const ask = await open(recorded, async (request) =>
			request.url.includes("/light_client/")
				? {
						status: 404,
						headers: { "content-type": "application/json" },
						bytes: new TextEncoder().encode("{}"),
					}
				: honest(request),
		);
		await ask("network.choose", { name: "mainnet" });
		const first = (await ofEthereum(ask)).filter((one) => one.first);
		await choose(ask, first);
		await ask("checkpoint.accept", { root: recorded.checkpoint });
		const until = performance.now() + 15_000;
		for (;;) {
			const { sync, endpoints, chains } = await ask("view.get", undefined);
			expect(chains[0]?.balances[0]?.amount ?? null).toBe(null);
			const beacons = endpoints.filter(({ role }) => role === "beacon");
			if (beacons.every(({ fault }) => fault?.code === "http-status")) {
				expect(sync.phase).toBe("bootstrap");
				break;
			}
			if (performance.now() > until) throw new Error("nobody was named");
			await new Promise((resolve) => setTimeout(resolve, 50));
		}
	}, 30_000);

	test("shows no number where a node raises the balance in a recorded proof", async () => {
		const recorded = openRecorded();
		const honest = standIns(recorded, []);
		const ask = await open(recorded, async (request) => {
			const reply = await honest(request);
			if (!request.body?.includes("eth_getProof")) return reply;
			const text = new TextDecoder().decode(reply.bytes);
			const raised = text.replace(
				/"balance":"0x[0-9a-f]+"/g,
				'"balance":"0xffffffffffffffffffff"',
			);
			return { ...reply, bytes: new TextEncoder().encode(raised) };
		});
		await ask("network.choose", { name: "mainnet" });
		const first = (await ofEthereum(ask)).filter((one) => one.first);
		await choose(ask, first);
		await ask("checkpoint.accept", { root: recorded.checkpoint });
		const until = performance.now() + 15_000;
		for (;;) {
			const { endpoints, chains } = await ask("view.get", undefined);
			expect(chains[0]?.balances[0]?.amount ?? null).toBe(null);
			const aside = endpoints.filter(({ state }) => state === "put-aside");
			if (aside.length === 2) {
				expect(aside.map(({ fault }) => fault?.code)).toEqual([
					"proof-value",
					"proof-value",
				]);
				break;
			}
			if (performance.now() > until) throw new Error("nobody was set aside");
			await new Promise((resolve) => setTimeout(resolve, 50));
		}
	}, 30_000);
});
