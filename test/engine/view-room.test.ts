// What a file, a person or a disk may hold has room in the view: nothing that was taken leaves a screen that cannot be drawn.

import { describe, expect, it } from "vitest";
import type { Hex } from "../../src/base/bytes.ts";
import { Fault } from "../../src/base/fault.ts";
import {
	endpointRoles,
	mostAccounts,
	mostBalances,
	mostEndpointName,
	mostEndpoints,
	mostEndpointsInAll,
	mostEndpointUrl,
	mostListed,
	mostRollups,
	mostTokens,
	mostWatched,
} from "../../src/base/room.ts";
import { mostShownSymbol, mostSymbol } from "../../src/base/symbol.ts";
import { acceptNetwork } from "../../src/cli/signer.ts";
import { memoryStore } from "../../src/cli/store.ts";
import { checkpointViewOf } from "../../src/engine/checkpoint-view.ts";
import { openEngine } from "../../src/engine/engine.ts";
import {
	openSettings,
	type Settings,
	withEndpoints,
	withImport,
	withoutImport,
	withToken,
} from "../../src/engine/settings.ts";
import { canonical, json } from "../../src/evidence/canonical.ts";
import { connect } from "../../src/protocol/channel.ts";
import { keys, ui } from "../../src/protocol/methods.ts";
import { checkpointView } from "../../src/protocol/views.ts";
import { decodeNetworkFile, networkHash } from "../../src/receipt/networks.ts";
import { openSigner } from "../../src/signer/signer.ts";
import { ownerOf } from "../../src/source/independence.ts";
import type { Clock } from "../../src/source/ports.ts";
import { line } from "../adversary/wallet.ts";
import { shippedKernel } from "../kernel.ts";
import { exitProfile } from "../l2/op/exit-world.ts";
import { network } from "../state/chain.ts";

const clock: Clock = {
	nowMs: () => Date.now(),
	ticksMs: () => performance.now(),
	sleep: (ms, signal) =>
		new Promise((resolve, reject) => {
			const timer = setTimeout(resolve, ms);
			signal?.addEventListener("abort", () => {
				clearTimeout(timer);
				reject(new Error("stopped"));
			});
		}),
};

/** A wallet whose endpoints never answer, asked as a page asks: an answer that does not decode is an error. */
const open = async (store = memoryStore()) => {
	const toSigner = line();
	const toUi = line();
	const toKeys = line();
	const signer = openSigner({
		kernel: shippedKernel,
		clock,
		engine: toSigner.ends[1],
		session: {
			get: async () => null,
			set: async () => {},
			clear: async () => {},
		},
	});
	const door = await openEngine({
		fetch: async () => {
			throw new Error("nobody answers");
		},
		clock,
		store,
		kernel: shippedKernel,
		signer: toSigner.ends[0],
		version: "test",
		waiting: () => {},
		alert: () => {},
	});
	door.serveUi(toUi.ends[1]);
	signer.serveKeys(toKeys.ends[1]);
	return {
		ui: connect(toUi.ends[0], ui),
		keys: connect(toKeys.ends[0], keys),
		store,
		close: () => {
			door.close();
			signer.close();
		},
	};
};
type Opened = Awaited<ReturnType<typeof open>>;

const letters = "ABCDFGHJKMNPQRTU";
const l1 = {
	...network,
	name: "made-l1",
	title: "Made L1",
	chainId: 7_777_001,
};
const rollupIds = Array.from(
	{ length: mostRollups },
	(_, i) => l1.chainId + 99 + i,
);
/** As many chains as a file may have. */
const fullFile = JSON.stringify({
	format: "sextant-network-1",
	l1,
	rollups: rollupIds.map((chainId, i) => ({
		...exitProfile,
		name: `r${i}`,
		title: `Roll ${letters[i]}x`,
		chainId,
		l1: l1.name,
		l1ChainId: l1.chainId,
	})),
	watched: Array.from({ length: mostWatched }, (_, i) => ({
		kind: "watched-v1",
		name: `w${i}`,
		title: `Look ${letters[i]}y`,
		chainId: l1.chainId + 199 + i,
		l1: l1.name,
		l1ChainId: l1.chainId,
		family: "other",
		contracts: [
			{
				name: "rollup",
				address: `0x${"11".repeat(20)}`,
				codeHash: `0x${"22".repeat(32)}`,
			},
		],
		places: [],
	})),
});

/** As many endpoints as one chain may have, with names and addresses as long as they may be. */
const fullEndpoints = Object.fromEntries(
	endpointRoles.map((role) => [
		role,
		Array.from({ length: mostEndpoints }, (_, i) => ({
			name: `${role} ${i} `.padEnd(mostEndpointName, "n"),
			url: `https://${role}${i}.example/`.padEnd(mostEndpointUrl, "k"),
		})),
	]),
) as {
	[role in (typeof endpointRoles)[number]]: { name: string; url: string }[];
};

const addressOf = (n: number): Hex =>
	`0x${(n + 1).toString(16).padStart(40, "0")}`;

/** More waiting orders than are listed, each with as much as it may say. */
const fullOrders: { readonly [id: string]: string } = Object.fromEntries(
	Array.from({ length: mostListed + 8 }, (_, i) => {
		const id = `${i}`.padStart(64, "o");
		const digits = `${(1n << 255n) - 1n}`;
		const order = {
			format: "sextant-order-1",
			id,
			origin: null,
			chainId: l1.chainId,
			from: addressOf(0),
			to: addressOf(1),
			valueWei: digits,
			data: "0x",
			nonce: i,
			gasLimit: 30_000_000,
			maxFeePerGasWei: `${10n ** 60n}`,
			maxPriorityFeePerGasWei: `${10n ** 60n}`,
			outstanding: [],
			madeMs: i,
		};
		const grade = {
			who: "exit-final",
			validity: "development",
			finality: "optimistic",
			asOfS: Number.MAX_SAFE_INTEGER,
		};
		const entry = {
			format: "sextant-entry-1",
			order: canonical(order),
			state: "waiting",
			recipient: "delegated",
			rests: Array.from({ length: 16 }, () => ({
				what: "w".repeat(80),
				trailId: "t".repeat(80),
				grade,
				blockNumber: Number.MAX_SAFE_INTEGER,
			})),
			unknowns: Array.from({ length: 16 }, () => "u".repeat(300)),
			mostFeeWei: "9".repeat(78),
			signed: null,
			sentTo: [],
			inclusion: null,
			lostTo: null,
			fault: new Fault("conflict", "d".repeat(5_000), "s".repeat(500)).toJson(),
		};
		return [id, canonical(json(entry, "entry"))];
	}),
);

const importInto = async (
	wallet: Opened,
	file: string,
	name: string,
): Promise<void> => {
	await acceptNetwork(wallet.keys, file);
	await wallet.ui("network.import", { file });
	await wallet.ui("network.choose", { name });
};

describe("the view", () => {
	it("never lacks the room for a chain of an accepted file, also after a restart", async () => {
		const wallet = await open();
		await importInto(wallet, fullFile, l1.name);
		const ids = [l1.chainId, ...rollupIds];
		const drawn = await wallet.ui("view.get", undefined);
		expect(drawn.chains.map(({ chainId }) => chainId)).toEqual(ids);
		wallet.close();
		const again = await open(wallet.store);
		const redrawn = await again.ui("view.get", undefined);
		expect(redrawn.chains.map(({ chainId }) => chainId)).toEqual(ids);
		again.close();
	});

	it("never lacks the room for an endpoint that could be chosen", async () => {
		const wallet = await open();
		await importInto(wallet, fullFile, l1.name);
		const ids = [l1.chainId, ...rollupIds];
		for (const chainId of ids)
			await wallet.ui("endpoints.set", { chainId, ...fullEndpoints });
		const { endpoints } = await wallet.ui("view.get", undefined);
		expect(endpoints).toHaveLength(mostEndpointsInAll);
		wallet.close();
	}, 60_000);

	it("decodes whole with as much as files, people and the disk may hold", async () => {
		const store = memoryStore();
		const symbol = "S".repeat(mostShownSymbol);
		const accounts = Array.from({ length: mostAccounts }, (_, i) =>
			addressOf(i),
		);
		const [account = addressOf(0)] = accounts;
		const ids = [l1.chainId, ...rollupIds];
		await store.put(
			"settings",
			"settings",
			JSON.stringify({
				network: l1.name,
				imported: [fullFile],
				endpoints: ids.map((chainId) => ({ chainId, ...fullEndpoints })),
				accounts,
				account,
				tokens: Array.from({ length: mostTokens }, (_, i) => ({
					chainId: l1.chainId,
					address: addressOf(i),
					symbol: "S".repeat(mostSymbol),
					decimals: 36,
				})),
			}),
		);
		await store.put(
			"settings",
			`lastKnown.${l1.name}.${account}`,
			JSON.stringify(
				ids.flatMap((chainId) =>
					Array.from({ length: mostBalances }, (_, i) => ({
						chainId,
						token: i === 0 ? null : addressOf(i),
						symbol,
						decimals: 36,
						amount: "9".repeat(78),
						asOfS: Number.MAX_SAFE_INTEGER,
						final: true,
					})),
				),
			),
		);
		for (const [id, entry] of Object.entries(fullOrders))
			await store.put("orders", id, entry);
		const wallet = await open(store);
		const drawn = await wallet.ui("view.get", undefined);
		expect(drawn.leftOut).toBeUndefined();
		expect(drawn.accounts).toHaveLength(mostAccounts);
		expect(drawn.endpoints).toHaveLength(mostEndpointsInAll);
		expect(drawn.chains.map(({ balances }) => balances.length)).toEqual(
			ids.map(() => mostBalances),
		);
		expect(drawn.orders).toHaveLength(mostListed);
		expect(drawn.waiting).toHaveLength(mostListed);
		wallet.close();
	}, 60_000);
});

it("has the answer on a checkpoint from the longest host decode", () => {
	const provider = ownerOf(`https://${"h".repeat(250)}`);
	expect(provider.length).toBeGreaterThan(200);
	const vote = { root: null, why: null, finalEpoch: null, fault: null };
	const shown = checkpointViewOf(l1, {
		...{ root: null, epoch: null, asked: 2, needed: 2, shared: "" },
		agree: [provider],
		dissent: [{ ...vote, provider }],
	});
	expect(checkpointView(shown, "checkpoint")).toEqual(shown);
});

describe("what was chosen for a network", () => {
	const chains = (now: Settings): readonly number[] =>
		now.endpoints.map(({ chainId }) => chainId);
	const one = [{ name: "one", url: "https://one.example" }];
	const chosen = (chainId: number) => ({
		chainId,
		beacon: one,
		execution: one,
		relay: [],
	});
	/** As the signer names what it accepted. */
	const hashesOf = (file: string) => [networkHash(decodeNetworkFile(file))];
	const token = (chainId: number) => ({
		chainId,
		address: `0x${"33".repeat(20)}` as const,
		symbol: "T",
		decimals: 0,
	});
	const withAll = async (): Promise<Settings> => {
		const book = await openSettings(memoryStore());
		await book.change((was) => withImport(was, fullFile, hashesOf(fullFile)));
		for (const chainId of [1, l1.chainId, ...rollupIds])
			await book.change((was) => withEndpoints(was, chosen(chainId)));
		const [first = 0] = rollupIds;
		await book.change((was) => ({
			...was,
			tokens: [token(1), token(first)],
			hidden: [token(first)],
		}));
		return book.now();
	};

	it("is freed when the network is forgotten, and nothing of another is", async () => {
		const now = withoutImport(await withAll(), l1.name);
		expect(chains(now)).toEqual([1]);
		expect(now.tokens).toEqual([token(1)]);
		expect(now.hidden).toEqual([]);
	});

	it("is freed where a newer file has the chain no more", async () => {
		const { rollups, ...rest } = JSON.parse(fullFile);
		const fewer = JSON.stringify({ ...rest, rollups: rollups.slice(0, 2) });
		const now = withImport(await withAll(), fewer, hashesOf(fewer));
		expect(chains(now)).toEqual([1, l1.chainId, ...rollupIds.slice(0, 2)]);
	});

	it("never leaves a chain without room for endpoints, whatever an earlier release kept of forgotten ones", async () => {
		const was = await withAll();
		const lost = Array.from({ length: 2_000 }, (_, i) => chosen(900_000 + i));
		const full = { ...was, endpoints: [...lost, ...was.endpoints] };
		const now = withEndpoints(full, chosen(1));
		expect(chains(now)).toEqual([l1.chainId, ...rollupIds, 1]);
		const tokens = lost.slice(0, 64).map(({ chainId }) => token(chainId));
		const added = {
			...token(1),
			found: { codes: `0x${"11".repeat(32)}` as const, place: null },
		};
		expect(withToken({ ...was, tokens }, added).tokens).toEqual([added]);
	});
});
